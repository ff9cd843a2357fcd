//! A part of another document, rewritten so that its references still lead where they led.

use super::super::Discriminator;
use crate::source::{Entry, Node};

/// Keys of a schema whose members have names rather than keywords.
const NAMED: &[&str] = &[
    "properties",
    "patternProperties",
    "schemas",
    "$defs",
    "definitions",
    "responses",
    "examples",
];

/// Keys whose values are data, in which `$ref` is a name like any other.
const DATA: &[&str] = &["example", "value", "default", "enum", "const"];

/// A part of the document `path`, its references to that document written out. `None` when it has more values than are `left`.
pub(super) fn moved(node: &Node, path: &str, has_names: bool, left: &mut usize) -> Option<Node> {
    *left = left.checked_sub(1)?;
    Some(match node {
        Node::Array(items) => Node::Array(
            items
                .iter()
                .map(|item| moved(item, path, false, left))
                .collect::<Option<_>>()?,
        ),
        Node::Object(entries) => Node::Object(
            entries
                .iter()
                .map(|Entry { key, value }| {
                    let value = match (key.as_str(), value) {
                        _ if has_names => moved(value, path, false, left)?,
                        ("$ref", Node::String(text)) => {
                            Node::String(called_from_outside(text, path))
                        }
                        ("mapping", Node::Object(targets)) => Node::Object(
                            targets
                                .iter()
                                .map(|target| moved_target(target, path))
                                .collect(),
                        ),
                        (key, value) if DATA.contains(&key) => value.clone(),
                        (key, value) => moved(value, path, NAMED.contains(&key), left)?,
                    };
                    Some(Entry {
                        key: key.clone(),
                        value,
                    })
                })
                .collect::<Option<_>>()?,
        ),
        other => other.clone(),
    })
}

/// A target of a discriminator, as it is called from another document.
fn moved_target(target: &Entry, path: &str) -> Entry {
    let value = match &target.value {
        Node::String(text) => {
            Node::String(called_from_outside(&Discriminator::reference(text), path))
        }
        other => other.clone(),
    };
    Entry {
        key: target.key.clone(),
        value,
    }
}

/// A reference of the document `path`, as it is written in another document.
fn called_from_outside(reference: &str, path: &str) -> String {
    match reference.starts_with('#') {
        true => format!("{path}{reference}"),
        false => reference.to_owned(),
    }
}
