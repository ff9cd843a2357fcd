//! References: what a `$ref` says, and where one leads inside its document.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::fields::Context;
use crate::diagnostics::{Finding, lint};
use crate::source::{Node, Place, Pointer};

/// A reference taken apart. It is a URI, so its parts are percent-decoded here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference<'t> {
    /// The path of another document, relative to the one that refers; empty for the document itself.
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

/// Follows a reference of a part that is no schema, beside which nothing else counts.
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

/// Follows the references inside the document, for parts other than schemas; those to other documents were followed by
/// [`super::elsewhere`] where they lead somewhere. `None`, and a finding, where one leads nowhere.
pub(super) fn target<'n>(
    node: &'n Node,
    pointer: Pointer,
    context: &mut Context<'n>,
) -> Option<(&'n Node, Pointer)> {
    const MOST: usize = 16;
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
                context.findings.push(
                    Finding::new(
                        &lint::DANGLING_REFERENCE,
                        Place::value(context.file, at),
                        format!("`{text}` does not lead to anything in a document of this folder"),
                    )
                    .help("name a file in the same folder and a pointer into it, such as `./shared.yaml#/components/responses/Name`"),
                );
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
