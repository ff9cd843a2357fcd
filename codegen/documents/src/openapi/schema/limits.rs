//! Keywords that limit values, in the spellings of OpenAPI 3.0 and 3.1.

use super::Schema;
use crate::openapi::fields::{Context, Fields, Spanned};
use crate::source::Node;

impl Schema {
    pub(super) fn read_limits(&mut self, fields: &mut Fields<'_>, context: &mut Context<'_>) {
        self.minimum = read_bound(fields, "minimum", "exclusiveMinimum", context);
        self.maximum = read_bound(fields, "maximum", "exclusiveMaximum", context);
        self.multiple_of = read_number(fields, "multipleOf", context);
        self.min_length = fields.count("minLength", context);
        self.max_length = fields.count("maxLength", context);
        self.pattern = fields.string("pattern", context);
        self.min_items = fields.count("minItems", context);
        self.max_items = fields.count("maxItems", context);
        self.unique_items = fields.bool("uniqueItems", context).unwrap_or(false);
        self.min_properties = fields.count("minProperties", context);
        self.max_properties = fields.count("maxProperties", context);
    }
}

/// `minimum` with the boolean `exclusiveMinimum` of 3.0, or the numeric one of 3.1; of two limits the stricter one.
fn read_bound(
    fields: &mut Fields<'_>,
    key: &str,
    exclusive_key: &str,
    context: &mut Context<'_>,
) -> Option<Spanned<(Node, bool)>> {
    let inclusive = read_number(fields, key, context);
    let exclusive = match fields.take(exclusive_key) {
        Some((Node::Bool(excluded), pointer)) => {
            if *excluded && inclusive.is_none() {
                context.idle(&pointer, exclusive_key, key);
            }
            return inclusive.map(|limit| Spanned {
                value: (limit.value, *excluded),
                pointer: limit.pointer,
            });
        }
        Some((node @ (Node::Int(_) | Node::Float(_)), pointer)) => Some(Spanned {
            value: (node.clone(), true),
            pointer,
        }),
        Some((other, pointer)) => {
            context.wrong_type(&pointer, exclusive_key, "a number", other);
            None
        }
        None => None,
    };
    let inclusive = inclusive.map(|limit| Spanned {
        value: (limit.value, false),
        pointer: limit.pointer,
    });
    match (inclusive, exclusive) {
        (Some(inclusive), Some(exclusive)) => {
            let (a, b) = (as_float(&inclusive.value.0), as_float(&exclusive.value.0));
            let inclusive_is_stricter = if key == "minimum" { a > b } else { a < b };
            Some(if inclusive_is_stricter {
                inclusive
            } else {
                exclusive
            })
        }
        (inclusive, exclusive) => exclusive.or(inclusive),
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "compares two limits; equal ones may fall either way"
)]
fn as_float(node: &Node) -> f64 {
    match node {
        Node::Int(value) => *value as f64,
        Node::Float(value) => *value,
        _ => f64::NAN,
    }
}

fn read_number(
    fields: &mut Fields<'_>,
    key: &str,
    context: &mut Context<'_>,
) -> Option<Spanned<Node>> {
    let (node, pointer) = fields.take(key)?;
    match node {
        Node::Int(_) => Some(Spanned {
            value: node.clone(),
            pointer,
        }),
        Node::Float(value) if value.is_finite() => Some(Spanned {
            value: node.clone(),
            pointer,
        }),
        other => {
            context.wrong_type(&pointer, key, "a number", other);
            None
        }
    }
}
