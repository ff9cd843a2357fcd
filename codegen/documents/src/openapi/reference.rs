//! References: what a `$ref` says, and where one leads inside its document.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::fields::Context;
use crate::diagnostics::{Finding, lint};
use crate::source::{Node, Place, Pointer};

/// A reference taken apart. It is a URI, so its parts are percent-decoded here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference<'t> {
    /// The path of another document, as written: relative to the one that refers; empty for the document itself.
    pub path: Cow<'t, str>,
    /// What is referred to there; `None` where the fragment is no pointer.
    pub pointer: Option<Pointer>,
}

impl<'t> Reference<'t> {
    /// Takes a reference apart.
    #[must_use]
    pub fn parse(text: &'t str) -> Self {
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        Self {
            path: decoded(path),
            pointer: Pointer::from_text(&decoded(fragment)),
        }
    }

    /// The path of the other document in the folder of all documents, where `referring` is the path of the one that refers.
    #[must_use]
    pub fn file_beside(&self, referring: &str) -> String {
        let mut steps: Vec<&str> = referring.split('/').collect();
        steps.pop();
        for step in self.path.split('/') {
            match step {
                "." => {}
                ".." if steps.last().is_some_and(|last| *last != "..") => {
                    steps.pop();
                }
                step => steps.push(step),
            }
        }
        steps.join("/")
    }

    /// The way of a circle of references through these files, as a message goes on with it.
    #[must_use]
    pub fn circle<'p>(files: impl Iterator<Item = &'p str>) -> String {
        let name = |path: &'p str| path.rsplit('/').next().unwrap_or(path);
        let mut names: Vec<String> = files.map(|path| format!("`{}`", name(path))).collect();
        names.dedup();
        match names.as_slice() {
            [] => String::new(),
            [only] => format!(" inside {only}"),
            [first, .., last] if first == last => format!(": {}", names.join(" -> ")),
            [first, ..] => format!(": {} -> {first}", names.join(" -> ")),
        }
    }

    /// The name of the schema of the same document that a reference leads to.
    #[must_use]
    pub fn own_schema(text: &'t str) -> Option<Cow<'t, str>> {
        let name = decoded(text.strip_prefix("#/components/schemas/")?);
        if name.contains('/') {
            return None;
        }
        Some(if name.contains('~') {
            Cow::Owned(name.replace("~1", "/").replace("~0", "~"))
        } else {
            name
        })
    }
}

fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text)
        .decode_utf8()
        .unwrap_or(Cow::Borrowed(text))
}

/// Follows a reference of a part other than a schema. Whatever stands beside it has no effect, except for a description in
/// OpenAPI 3.1: see [`description_beside`].
pub(super) fn follow<'n>(
    node: &'n Node,
    pointer: Pointer,
    context: &mut Context<'n>,
) -> Option<(&'n Node, Pointer)> {
    if node.member("$ref").is_some() {
        context.beside_reference(node, &pointer);
    }
    target(node, pointer, context)
}

/// The description beside a reference, which takes the place of the one that is referred to. Only OpenAPI 3.1 has it. Of several
/// references in a row the first one counts.
pub(super) fn description_beside(node: &Node, context: &Context<'_>) -> Option<String> {
    if context.is_version_3_0() {
        return None;
    }
    let mut here = node;
    for _ in 0..MOST {
        let Some(Node::String(text)) = here.member("$ref") else {
            return None;
        };
        if let Some(Node::String(description)) = here.member("description") {
            return Some(description.to_string());
        }
        here = context.root.at(&Reference::parse(text).pointer?)?;
    }
    None
}

/// How many references inside a document are followed in a row.
const MOST: usize = 16;

/// Follows the references inside the document, for parts other than schemas; those to other documents were followed by
/// [`super::elsewhere`] where they lead somewhere. `None`, and a finding, where one leads nowhere.
pub(super) fn target<'n>(
    node: &'n Node,
    pointer: Pointer,
    context: &mut Context<'n>,
) -> Option<(&'n Node, Pointer)> {
    let mut here = (node, pointer);
    for _ in 0..MOST {
        let Some(Node::String(text)) = here.0.member("$ref") else {
            return Some(here);
        };
        let at = here.1.key("$ref");
        let reference = Reference::parse(text);
        let found = reference
            .pointer
            .filter(|_| reference.path.is_empty())
            .and_then(|inner| Some((context.root.at(&inner)?, context.base.join(&inner))));
        match found {
            Some(found) => here = found,
            None if reference.path.is_empty() => {
                let message = format!("`{text}` does not exist in this document");
                context.report(&lint::DANGLING_REFERENCE, &at, message);
                return None;
            }
            None => {
                let (lint, reason, help) = match context.unfollowed.get(text.as_str()) {
                    Some(known) => (known.lint, known.reason.as_str(), known.help),
                    None => (
                        &lint::DANGLING_REFERENCE,
                        "does not lead to anything in a document of this folder",
                        "name a file in the same folder and a pointer into it, such as `./shared.yaml#/components/responses/Name`",
                    ),
                };
                let place = Place::value(context.file, at);
                let message = format!("`{text}` {reason}");
                context
                    .findings
                    .push(Finding::new(lint, place, message).help(help));
                return None;
            }
        }
    }
    context.report(
        &lint::REFERENCE_CYCLE,
        &here.1,
        "this reference is circular",
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_a_uri() {
        let reference = Reference::parse("./My%20Types.yaml#/components/schemas/Page%3CItem%3E~1b");
        assert_eq!(reference.path, "./My Types.yaml");
        let pointer = reference.pointer.map(|pointer| pointer.to_string());
        assert_eq!(
            pointer.as_deref(),
            Some("/components/schemas/Page<Item>~1b")
        );
        assert_eq!(Reference::parse("#Name").pointer, None);
    }

    #[test]
    fn the_name_of_a_schema_may_be_encoded() {
        let name = |text| Reference::own_schema(text);
        assert_eq!(name("#/components/schemas/A").as_deref(), Some("A"));
        assert_eq!(
            name("#/components/schemas/%E4%B8%AD~1B%7E0c").as_deref(),
            Some("中/B~c")
        );
        assert_eq!(name("#/components/schemas/A%2Fproperties"), None);
        assert_eq!(name("#/components/schemas/A/properties/B"), None);
        assert_eq!(name("types.yaml#/components/schemas/A"), None);
    }
}
