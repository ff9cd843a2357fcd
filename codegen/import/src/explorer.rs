//! Documents of the platform's API Explorer.

use super::update::{actions_of, without_envelope};
use super::write::{Yaml, render};
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::load;
use codegen_documents::source::{FileId, Node, Place, Sources, parse};

use super::{Imported, Outcome};

/// Reads a document as the API Explorer delivers it. Every key is kept, in its order; only the layout is that of this
/// project's documents.
#[must_use]
pub fn import_explorer(file: FileId, sources: &Sources) -> Outcome {
    let mut findings = Findings::new();
    let version = load(file, sources, &mut findings).and_then(|document| document.version);
    let mut imported = None;
    if let (false, Ok(root)) = (findings.has_errors(), parse(sources.get(file))) {
        let actions = actions_of(file, &root);
        let document = without_envelope(&root);
        match (actions.as_slice(), version) {
            ([action], Some(version)) => {
                imported = Some(Imported {
                    action: action.clone(),
                    version: version.value,
                    service: service(document),
                    document: lay_out(document),
                    notes: Vec::new(),
                    facts: None,
                });
            }
            ([_], None) => findings.push(
                Finding::new(
                    &lint::MISSING_KEY,
                    Place::offset(file, 0),
                    "the document does not state its version",
                )
                .help("download it again; `info.version` is the version of the API"),
            ),
            (several, _) => findings.push(
                Finding::new(
                    &lint::IMPORT_NOT_ONE_ACTION,
                    Place::offset(file, 0),
                    format!("the document describes {} actions", several.len()),
                )
                .help("import documents of one action each"),
            ),
        }
    }
    Outcome { imported, findings }
}

/// The name of the service, where an example of a reply shows it.
fn service(document: &Node) -> Option<String> {
    if let Node::Object(entries) = document {
        for entry in entries {
            if entry.key == "ResponseMetadata"
                && let Some(Node::String(service)) = entry.value.member("Service")
            {
                return Some(service.clone());
            }
        }
    }
    match document {
        Node::Object(entries) => entries.iter().find_map(|entry| service(&entry.value)),
        Node::Array(items) => items.iter().find_map(service),
        _ => None,
    }
}

fn lay_out(document: &Node) -> String {
    let mut text = render(&spaced(document, &["components", "schemas"]));
    if let Some(Node::String(version)) = document.member("openapi") {
        // Two dots make it a text for every reader.
        let plain = version.split('.').count() == 3
            && version.chars().all(|c| c.is_ascii_digit() || c == '.');
        if plain {
            let quoted = format!("openapi: \"{version}\"");
            text = text.replacen(&quoted, &format!("openapi: {version}"), 1);
        }
    }
    text
}

/// A mapping set apart by empty lines, and those inside of it on the way along some keys.
fn spaced(node: &Node, way: &[&str]) -> Yaml {
    let Node::Object(entries) = node else {
        return Yaml::Node(node.clone());
    };
    let entries = entries.iter().map(|entry| {
        let value = match way {
            [next, rest @ ..] if entry.key == *next => spaced(&entry.value, rest),
            _ => Yaml::Node(entry.value.clone()),
        };
        (entry.key.clone(), value)
    });
    Yaml::Spaced(entries.collect())
}
