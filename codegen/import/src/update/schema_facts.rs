//! Facts of one schema, whichever way OpenAPI 3.0 or 3.1 writes them.

use super::statement::{ENUM, MEANING, UNION, Value, canonical};
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

/// A fact of a schema, and where in it that stands.
#[derive(Debug)]
pub(super) struct SchemaFact {
    pub(super) name: String,
    pub(super) value: Value,
    /// Which of the parts states it.
    pub(super) part: usize,
    /// The key of that part; `None` where the part as a whole says so.
    pub(super) key: Option<String>,
    /// The item of a list under that key.
    pub(super) index: Option<usize>,
}

/// What a schema says that consists of several parts (itself, what it refers to, the parts of `allOf`), the nearest part
/// first: what that states counts.
pub(super) fn schema_facts(parts: &[&Node]) -> Vec<SchemaFact> {
    let mut out = Facts(Vec::new());
    kind(parts, &mut out);
    let whole = out.get("type").is_some_and(
        |fact| matches!(&fact.seen, Node::String(kind) if kind.starts_with("integer")),
    );
    values(parts, &mut out);
    for (part, node) in parts.iter().enumerate() {
        bounds(part, node, whole, &mut out);
        let Node::Object(entries) = node else {
            continue;
        };
        for entry in entries {
            let key = entry.key.as_str();
            let value = match (key, &entry.value) {
                ("description" | "title", Node::String(text)) => Value::prose(text),
                // What is so anyway.
                ("deprecated" | "readOnly" | "writeOnly" | "uniqueItems", Node::Bool(false)) => {
                    continue;
                }
                (key, _) if UNDERSTOOD.contains(&key) => continue,
                ("example" | "examples", value) => Value::opaque(value),
                ("default" | "pattern", value) | (_, value @ (Node::Int(_) | Node::Bool(_))) => {
                    Value::plain(value.clone())
                }
                (_, value @ Node::Float(_)) if whole_number(value).is_some() => Value {
                    seen: whole_number(value).unwrap_or(Node::Null),
                    full: value.clone(),
                },
                (_, value) => Value::opaque(value),
            };
            out.put(key, value, part, Some(key), None);
        }
    }
    out.0
}

/// A number without a fraction as a whole one.
fn whole_number(node: &Node) -> Option<Node> {
    match node {
        Node::Int(number) => Some(Node::Int(*number)),
        Node::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            Some(Node::Int(*number as i128))
        }
        _ => None,
    }
}

struct Facts(Vec<SchemaFact>);

impl Facts {
    fn get(&self, name: &str) -> Option<&Value> {
        let mut facts = self.0.iter();
        facts.find(|fact| fact.name == name).map(|fact| &fact.value)
    }

    /// States a fact, unless something nearer has stated it.
    fn put(
        &mut self,
        name: &str,
        value: Value,
        part: usize,
        key: Option<&str>,
        index: Option<usize>,
    ) {
        if self.get(name).is_none() {
            self.0.push(SchemaFact {
                name: name.to_owned(),
                value,
                part,
                key: key.map(str::to_owned),
                index,
            });
        }
    }
}

/// A part that has a key, by its number, and the value of that key.
type Keyed<'n> = (usize, &'n Node);

/// `type`, with the format where that makes a difference.
fn kind(parts: &[&Node], out: &mut Facts) {
    let first = |key: &str| -> Option<Keyed<'_>> {
        let mut parts = parts.iter().enumerate();
        parts.find_map(|(part, node)| Some((part, node.member(key)?)))
    };
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
        (Some(_), _) => UNION.to_owned(),
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
    let (part, key) = match (union, stated) {
        (None, Some((part, _))) => (part, Some("type")),
        _ => (0, None),
    };
    out.put("type", Value::plain(Node::String(text)), part, key, None);
    if nullable {
        let value = Value::plain(Node::Bool(true));
        out.put("nullable", value, part, key, None);
    }
}

/// An object with members of its own, a map, or any JSON.
fn object(properties: Option<Keyed<'_>>, additional: Option<Keyed<'_>>) -> String {
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
fn values(parts: &[&Node], out: &mut Facts) {
    let first = |key: &str| -> Option<Keyed<'_>> {
        let mut parts = parts.iter().enumerate();
        parts.find_map(|(part, node)| Some((part, node.member(key)?)))
    };
    let allowed = |value: &Node| Value {
        seen: Node::Bool(true),
        full: value.clone(),
    };
    let list = parts
        .iter()
        .enumerate()
        .find_map(|(part, node)| match node.member("enum") {
            Some(Node::Array(items)) => Some((part, *node, items)),
            _ => None,
        });
    if let Some((part, node, items)) = list {
        let meanings = match node.member("x-enum-descriptions") {
            Some(Node::Array(meanings)) => meanings.as_slice(),
            _ => &[],
        };
        for (index, item) in items.iter().enumerate() {
            let name = canonical(item);
            let fact = format!("{ENUM}{name}");
            out.put(&fact, allowed(item), part, Some("enum"), Some(index));
            if let Some(Node::String(meaning)) = meanings.get(index)
                && !meaning.is_empty()
            {
                let fact = format!("{MEANING}{name}");
                let key = Some("x-enum-descriptions");
                out.put(&fact, Value::prose(meaning), part, key, Some(index));
            }
        }
    } else if let Some((part, value)) = first("const") {
        let fact = format!("{ENUM}{}", canonical(value));
        out.put(&fact, allowed(value), part, Some("const"), None);
    }
}

/// `minimum` and `maximum`; what is excluded stands in a key of its own in 3.1, and in a mark in 3.0.
fn bounds(part: usize, node: &Node, whole: bool, out: &mut Facts) {
    for (key, exclusive_key, step) in [
        ("minimum", "exclusiveMinimum", 1),
        ("maximum", "exclusiveMaximum", -1),
    ] {
        let (number, excluded, at) = match (node.member(key), node.member(exclusive_key)) {
            (Some(number), Some(Node::Bool(excluded))) => (number, *excluded, key),
            (_, Some(number @ (Node::Int(_) | Node::Float(_)))) => (number, true, exclusive_key),
            (Some(number), _) => (number, false, key),
            (None, _) => continue,
        };
        let number = whole_number(number).unwrap_or_else(|| number.clone());
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
        out.put(key, Value { seen, full }, part, Some(at), None);
    }
}
