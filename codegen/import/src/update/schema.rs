//! Facts of one schema, whichever way OpenAPI 3.0 or 3.1 writes them.

use super::facts::{ENUM, MEANING, Member, Value, canonical, digest};
use super::flatten::{Part, put};
use codegen_documents::source::Node;

/// Keys that are understood below, or that are structure.
const UNDERSTOOD: &[&str] = &[
    "$ref",
    "allOf",
    "oneOf",
    "anyOf",
    "type",
    "format",
    "nullable",
    "properties",
    "required",
    "items",
    "additionalProperties",
    "enum",
    "const",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "description",
    "title",
    "x-enum-descriptions",
];

/// States what the parts of a schema say, the nearest part first.
pub(super) fn schema_facts(parts: &[Part<'_>], member: &mut Member) {
    kind(parts, member);
    let whole = member.facts.get("type").is_some_and(
        |fact| matches!(&fact.value.seen, Node::String(kind) if kind.starts_with("integer")),
    );
    values(parts, member);
    for part in parts {
        bounds(part, whole, member);
        let Node::Object(entries) = part.node else {
            continue;
        };
        for entry in entries {
            let at = part.at.key(&entry.key);
            match (entry.key.as_str(), &entry.value) {
                ("description" | "title", Node::String(text)) => {
                    put(member, &entry.key, Value::prose(text), at);
                }
                // What is so anyway.
                ("deprecated" | "readOnly" | "writeOnly" | "uniqueItems", Node::Bool(false)) => {}
                (key, _) if UNDERSTOOD.contains(&key) => {}
                ("example" | "examples", value) => {
                    put(member, &entry.key, Value::opaque(value), at);
                }
                ("default" | "pattern", value) => {
                    put(member, &entry.key, Value::plain(value.clone()), at);
                }
                (key, value @ (Node::Int(_) | Node::Bool(_))) => {
                    put(member, key, Value::plain(value.clone()), at);
                }
                (key, Node::Float(number)) if number.fract() == 0.0 && number.abs() < 1e15 => {
                    put(member, key, Value::plain(Node::Int(*number as i128)), at);
                }
                (key, value) => put(member, key, Value::opaque(value), at),
            }
        }
    }
}

/// `type`, with the format where that makes a difference.
fn kind(parts: &[Part<'_>], member: &mut Member) {
    let first = |key: &str| {
        parts
            .iter()
            .find_map(|part| Some((part, part.node.member(key)?)))
    };
    if let Some(part) = parts.first() {
        let at = part.at.clone();
        let mut nullable = first("nullable").is_some_and(|(_, node)| *node == Node::Bool(true));
        let stated = first("type");
        let mut names: Vec<&str> = match stated {
            Some((_, Node::String(name))) => vec![name],
            Some((_, Node::Array(names))) => names
                .iter()
                .filter_map(|name| match name {
                    Node::String(name) => Some(name.as_str()),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        let many = names.len();
        names.retain(|name| *name != "null");
        nullable |= names.len() < many;
        let union = first("oneOf").or_else(|| first("anyOf"));
        let has = |key: &str| first(key).is_some();
        let text = match (union, names.as_slice()) {
            (Some((_, alternatives)), _) => format!("one of {}", digest(&canonical(alternatives))),
            (None, []) if has("properties") => "object".to_owned(),
            (None, []) if has("additionalProperties") => "map".to_owned(),
            (None, []) if has("items") => "array".to_owned(),
            (None, []) => implied(
                first("enum")
                    .or_else(|| first("const"))
                    .map(|(_, node)| node),
            ),
            (None, ["object"]) => object(first("properties"), first("additionalProperties")),
            (None, [name]) => scalar(name, first("format").map(|(_, node)| node)),
            (None, names) => format!("one of {}", names.join(", ")),
        };
        let at = match (union, stated) {
            (None, Some((part, _))) => part.at.key("type"),
            _ => at,
        };
        put(member, "type", Value::plain(Node::String(text)), at.clone());
        if nullable {
            put(member, "nullable", Value::plain(Node::Bool(true)), at);
        }
    }
}

/// An object with members of its own, a map, or any JSON.
fn object(
    properties: Option<(&Part<'_>, &Node)>,
    additional: Option<(&Part<'_>, &Node)>,
) -> String {
    let typed = matches!(additional, Some((_, Node::Object(entries))) if !entries.is_empty());
    let some = matches!(properties, Some((_, Node::Object(entries))) if !entries.is_empty());
    let text = match (some, typed, additional) {
        (true, ..) => "object",
        (false, true, _) => "map",
        (false, false, Some((_, Node::Bool(false)))) => "empty object",
        _ => "json",
    };
    text.to_owned()
}

fn implied(values: Option<&Node>) -> String {
    let first = match values {
        Some(Node::Array(items)) => items.first(),
        other => other,
    };
    match first {
        Some(Node::String(_)) => "string",
        Some(Node::Int(_)) => "integer int64",
        Some(Node::Bool(_)) => "boolean",
        _ => "json",
    }
    .to_owned()
}

/// The formats that make a difference: those which the generator tells apart.
fn scalar(name: &str, format: Option<&Node>) -> String {
    let format = match format {
        Some(Node::String(format)) => format.as_str(),
        _ => "",
    };
    match (name, format) {
        ("integer" | "number", "int32") => "integer int32".to_owned(),
        ("integer", "") | ("integer" | "number", "int64") => "integer int64".to_owned(),
        ("number", "" | "float" | "double") => "number".to_owned(),
        (name, "") => name.to_owned(),
        (name, format) => format!("{name} {format}"),
    }
}

/// Allowed values, each a fact of its own, with their meanings.
fn values(parts: &[Part<'_>], member: &mut Member) {
    let list = parts
        .iter()
        .find_map(|part| match part.node.member("enum") {
            Some(Node::Array(items)) => Some((part, items)),
            _ => None,
        });
    if let Some((part, items)) = list {
        let meanings = match part.node.member("x-enum-descriptions") {
            Some(Node::Array(meanings)) => meanings.as_slice(),
            _ => &[],
        };
        for (index, item) in items.iter().enumerate() {
            let name = canonical(item);
            put(
                member,
                &format!("{ENUM}{name}"),
                Value {
                    seen: Node::Bool(true),
                    full: item.clone(),
                },
                part.at.key("enum").index(index),
            );
            if let Some(Node::String(meaning)) = meanings.get(index)
                && !meaning.is_empty()
            {
                put(
                    member,
                    &format!("{MEANING}{name}"),
                    Value::prose(meaning),
                    part.at.key("x-enum-descriptions").index(index),
                );
            }
        }
        return;
    }
    let constant = parts
        .iter()
        .find_map(|part| Some((part, part.node.member("const")?)));
    if let Some((part, value)) = constant {
        put(
            member,
            &format!("{ENUM}{}", canonical(value)),
            Value {
                seen: Node::Bool(true),
                full: value.clone(),
            },
            part.at.key("const"),
        );
    }
}

/// `minimum` and `maximum`; what is excluded stands in a key of its own in 3.1, and in a mark in 3.0.
fn bounds(part: &Part<'_>, whole: bool, member: &mut Member) {
    for (key, exclusive_key, step) in [
        ("minimum", "exclusiveMinimum", 1),
        ("maximum", "exclusiveMaximum", -1),
    ] {
        if member.facts.contains_key(key) {
            continue;
        }
        let (node, excluded, at) = match (part.node.member(key), part.node.member(exclusive_key)) {
            (Some(node), Some(Node::Bool(excluded))) => (node, *excluded, key),
            (_, Some(node @ (Node::Int(_) | Node::Float(_)))) => (node, true, exclusive_key),
            (Some(node), _) => (node, false, key),
            (None, _) => continue,
        };
        let number = match node {
            Node::Int(number) => Node::Int(*number),
            Node::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                Node::Int(*number as i128)
            }
            other => other.clone(),
        };
        // For whole numbers, more than 0 is the same as at least 1.
        let seen = match (&number, excluded) {
            (Node::Int(number), true) if whole => Node::Int(number.saturating_add(step)),
            (number, true) => Node::String(format!("but not {}", canonical(number))),
            (number, false) => number.clone(),
        };
        let full = if excluded {
            Node::String(format!("but not {}", canonical(&number)))
        } else {
            number
        };
        put(member, key, Value { seen, full }, part.at.key(at));
    }
}
