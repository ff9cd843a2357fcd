//! Examples against what the tables say.

use std::collections::{HashMap, HashSet};

use super::masks::is_mask;
use crate::dialect::Scalar;
use crate::facts::{Member, Shape, TypeTable};
use codegen_documents::source::Node;

/// A difference between an example and the tables.
#[derive(Debug)]
pub(super) struct Problem {
    /// Name of the member that is meant.
    pub(super) member: String,
    pub(super) message: String,
    /// Whether no table knows the member.
    pub(super) unknown: bool,
}

/// Holds an object against its members. What is sent must be complete and within its limits.
pub(super) fn check_members(
    node: &Node,
    members: &[Member],
    types: &[TypeTable],
    sent: bool,
    path: &str,
    problems: &mut Vec<Problem>,
) {
    let Node::Object(entries) = node else {
        problems.push(Problem {
            member: path.to_owned(),
            message: format!(
                "the example has {} where the tables describe an object{}",
                node.kind(),
                at(path)
            ),
            unknown: false,
        });
        return;
    };
    let known: HashMap<&str, &Member> = members
        .iter()
        .rev()
        .map(|member| (member.name.as_str(), member))
        .collect();
    let given: HashSet<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    for entry in entries {
        let path = join(path, &entry.key);
        match known.get(entry.key.as_str()) {
            Some(member) => check_value(
                &entry.value,
                member,
                &member.shape,
                types,
                sent,
                &path,
                problems,
            ),
            None => problems.push(Problem {
                member: entry.key.clone(),
                message: format!("`{path}` is in an example, but not in any table"),
                unknown: true,
            }),
        }
    }
    for member in members.iter().filter(|member| member.required && sent) {
        if !given.contains(member.name.as_str()) {
            problems.push(Problem {
                member: member.name.clone(),
                message: format!(
                    "the example lacks `{}`, which is required",
                    join(path, &member.name)
                ),
                unknown: false,
            });
        }
    }
}

/// Holds a value against the shape of a member, or of a part of it.
pub(super) fn check_value(
    node: &Node,
    member: &Member,
    shape: &Shape,
    types: &[TypeTable],
    sent: bool,
    path: &str,
    problems: &mut Vec<Problem>,
) {
    if *node == Node::Null && !sent || is_mask(node) {
        return;
    }
    match (shape, node) {
        (Shape::Json | Shape::Untold(_), _) | (Shape::AnyObject, Node::Object(_)) => return,
        (Shape::List(item), Node::Array(items)) => {
            let length = u64::try_from(items.len()).unwrap_or(u64::MAX);
            let limits = &member.limits;
            let outside = limits.min_items.is_some_and(|least| length < least)
                || limits.max_items.is_some_and(|most| length > most);
            if sent && outside {
                problems.push(Problem {
                    member: member.name.clone(),
                    message: format!(
                        "`{path}` has {length} items in an example, which is outside its limits"
                    ),
                    unknown: false,
                });
            }
            let path = format!("{path}[]");
            for value in items {
                check_value(value, member, item, types, sent, &path, problems);
            }
            return;
        }
        (Shape::Map(value), Node::Object(entries)) => {
            for entry in entries {
                check_value(&entry.value, member, value, types, sent, path, problems);
            }
            return;
        }
        (shape, Node::Object(_)) => {
            if let Some(members) = shape.members(types) {
                check_members(node, members, types, sent, path, problems);
                return;
            }
        }
        _ => {}
    }
    let fits = match (shape, node) {
        (Shape::Scalar(Scalar::Int32), Node::Int(number)) => i32::try_from(*number).is_ok(),
        (Shape::Scalar(Scalar::Int64), Node::Int(number)) => i64::try_from(*number).is_ok(),
        (Shape::Scalar(Scalar::Float | Scalar::Double), Node::Int(_) | Node::Float(_))
        | (Shape::Scalar(Scalar::Bool), Node::Bool(_))
        | (Shape::Scalar(Scalar::String), Node::String(_)) => true,
        _ => false,
    };
    if !fits {
        problems.push(Problem {
            member: member.name.clone(),
            message: format!(
                "`{path}` is {} in an example, but {} in its table",
                node.kind(),
                words(shape)
            ),
            unknown: false,
        });
    } else if !member.values.is_empty() && !member.values.iter().any(|value| value.value == *node) {
        problems.push(Problem {
            member: member.name.clone(),
            message: format!(
                "`{path}` is `{}` in an example, which is not one of its values",
                super::show(node)
            ),
            unknown: false,
        });
    } else if sent && !within(node, member, shape) {
        problems.push(Problem {
            member: member.name.clone(),
            message: format!(
                "`{path}` is `{}` in an example, which is outside its limits",
                super::show(node)
            ),
            unknown: false,
        });
    }
}

pub(super) fn within(node: &Node, member: &Member, shape: &Shape) -> bool {
    if member.shape != *shape {
        return true;
    }
    let limits = &member.limits;
    let decimal = match node {
        // Integers of any size are near enough to be told inside from outside.
        Node::Int(number) => number.to_string().parse().ok(),
        Node::Float(number) => Some(*number),
        _ => None,
    };
    if let (Some(number), Some(range)) = (decimal, limits.decimals) {
        return range.hold(number);
    }
    match node {
        Node::Int(number) => {
            limits.minimum.is_none_or(|least| *number >= least)
                && limits.maximum.is_none_or(|most| *number <= most)
                && limits.above.is_none_or(|above| *number > above)
                && limits.below.is_none_or(|below| *number < below)
        }
        Node::Array(items) => {
            let length = u64::try_from(items.len()).unwrap_or(u64::MAX);
            limits.min_items.is_none_or(|least| length >= least)
                && limits.max_items.is_none_or(|most| length <= most)
        }
        Node::String(text) => {
            let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
            limits.min_length.is_none_or(|least| length >= least)
                && limits.max_length.is_none_or(|most| length <= most)
        }
        _ => true,
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

fn at(path: &str) -> String {
    if path.is_empty() {
        String::new()
    } else {
        format!(" at `{path}`")
    }
}

fn words(shape: &Shape) -> &'static str {
    match shape {
        Shape::Scalar(Scalar::Int32) => "a 32-bit integer",
        Shape::Scalar(Scalar::Int64) => "a 64-bit integer",
        Shape::Scalar(Scalar::Float | Scalar::Double) => "a number",
        Shape::Scalar(Scalar::String) => "a text",
        Shape::Scalar(Scalar::Bool) => "a boolean",
        Shape::List(_) => "a list",
        Shape::Map(_) => "a map",
        Shape::Object(_) | Shape::Type(_) | Shape::AnyObject => "an object",
        Shape::Json | Shape::Untold(_) => "any JSON",
    }
}
