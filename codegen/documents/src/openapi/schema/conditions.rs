//! Keywords for which no type stands, such as `not` and `if`: kept as they are written, to be checked with each value.

use super::Schema;
use crate::openapi::fields::{Context, Fields, Spanned};
use crate::source::{Entry, Node};

/// Keywords that say one thing together. Without the first of them, the others say nothing.
const GROUPS: &[&[&str]] = &[
    &["not"],
    &["if", "then", "else"],
    &["dependentSchemas"],
    &["dependentRequired"],
    &["propertyNames"],
    &["contains", "minContains", "maxContains"],
    &["prefixItems"],
    &["patternProperties"],
];

/// Keywords whose meaning depends on the first of a group, and which are therefore part of the condition.
fn companion(first: &str) -> Option<&'static str> {
    match first {
        "prefixItems" => Some("items"),
        "patternProperties" => Some("additionalProperties"),
        _ => None,
    }
}

impl Schema {
    pub(super) fn read_conditions(&mut self, fields: &mut Fields<'_>, context: &mut Context<'_>) {
        for group in GROUPS {
            let mut entries = Vec::new();
            let mut first = None;
            for key in *group {
                let Some((node, at)) = fields.take(key) else {
                    continue;
                };
                if first.is_none() && *key != group[0] {
                    context.idle(&at, key, group[0]);
                    continue;
                }
                first = first.or(Some(at));
                entries.push((*key, node));
            }
            let Some(pointer) = first else { continue };
            if let Some(key) = companion(group[0])
                && let Some((node, _)) = fields.take(key)
            {
                entries.push((key, node));
            }
            let entries = entries.into_iter().map(|(key, value)| Entry {
                key: key.to_owned(),
                value: value.clone(),
            });
            self.conditions.push(Spanned {
                value: Node::Object(entries.collect()),
                pointer,
            });
        }
    }

    /// Whether a keyword is part of a condition, so that it is not read by itself.
    pub(super) fn is_in_condition(&self, keyword: &str) -> bool {
        let mut conditions = self.conditions.iter();
        conditions.any(|condition| condition.value.member(keyword).is_some())
    }
}
