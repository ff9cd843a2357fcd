//! What a schema says beside the shape of its values: words, examples, and how they travel.

use super::Schema;
use crate::openapi::WrittenStyle;
use crate::openapi::fields::{Context, Fields, Spanned};
use crate::source::Node;

impl Schema {
    pub(super) fn read_prose(&mut self, fields: &mut Fields<'_>, context: &mut Context<'_>) {
        self.title = fields.text("title", context);
        self.description = fields.text("description", context);
        self.deprecated = fields.bool("deprecated", context).unwrap_or(false);
        self.read_only = fields.bool("readOnly", context).unwrap_or(false);
        self.write_only = fields.bool("writeOnly", context).unwrap_or(false);
        // A default of null says that there is none.
        let default = fields
            .take("default")
            .filter(|(node, _)| **node != Node::Null);
        self.default = default.map(|(node, pointer)| Spanned {
            value: node.clone(),
            pointer,
        });
        let example = fields.take("example").map(|(node, pointer)| Spanned {
            value: node.clone(),
            pointer,
        });
        let examples = fields
            .take("examples")
            .and_then(|(node, pointer)| match node {
                Node::Array(items) => items.first().map(|item| Spanned {
                    value: item.clone(),
                    pointer: pointer.index(0),
                }),
                _ => None,
            });
        self.example = example.or(examples);
        self.varnames = fields
            .strings("x-enum-varnames", context)
            .unwrap_or_default();
        self.value_descriptions = fields
            .strings("x-enum-descriptions", context)
            .unwrap_or_default();
        self.rust_name = fields.string("x-rust-name", context);
        self.aliases = fields.strings("x-aliases", context).unwrap_or_default();
        self.is_success =
            fields.take("x-is-success-response").map(|(node, _)| node) == Some(&Node::Bool(true));
        self.style = fields.take("x-split-type").and_then(|(node, pointer)| {
            let value = match node {
                Node::Int(2) => WrittenStyle::Joined(','),
                Node::Int(3) => WrittenStyle::Numbered,
                _ => return None,
            };
            Some(Spanned { value, pointer })
        });
    }
}
