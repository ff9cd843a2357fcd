//! What distinguishes several schemas.

use crate::diagnostics::lint;
use crate::openapi::fields::{Context, Fields, Spanned};
use crate::source::{Node, Pointer};

/// `discriminator`: the member that says which one of several schemas a value is of.
#[derive(Debug, Clone, PartialEq)]
pub struct Discriminator {
    /// Its place.
    pub pointer: Pointer,
    /// `propertyName`
    pub property: Spanned<String>,
    /// `mapping`: values of the member, and the references of the schemas that they stand for.
    pub mapping: Vec<(String, Spanned<String>)>,
}

impl Discriminator {
    /// The reference that a target of a mapping stands for: a plain name is one of a schema of the document.
    pub(in crate::openapi) fn reference(target: &str) -> String {
        if target.contains(['#', '/', '.']) {
            target.to_owned()
        } else {
            format!("#/components/schemas/{target}")
        }
    }

    pub(super) fn read(node: &Node, pointer: Pointer, context: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, pointer.clone(), "discriminator", context)?;
        let property = fields.string("propertyName", context);
        let mut mapping = Vec::new();
        for (value, node, at) in fields.mapping("mapping", context).into_iter().flatten() {
            match node {
                Node::String(target) => {
                    let target = Spanned {
                        value: Self::reference(target),
                        pointer: at,
                    };
                    mapping.push((value.to_owned(), target));
                }
                other => context.wrong_type(&at, value, "a reference to a schema", other),
            }
        }
        fields.finish(&["propertyName", "mapping"], &[], context);
        if property.is_none() {
            context.report(
                &lint::MISSING_KEY,
                &pointer,
                "a discriminator needs `propertyName`",
            );
        }
        Some(Self {
            pointer,
            property: property?,
            mapping,
        })
    }
}
