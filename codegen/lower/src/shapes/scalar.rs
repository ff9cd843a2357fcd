//! Schemas of single values: what their type and format come to.

use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{Schema, SchemaType, Spanned};
use codegen_documents::source::{FileId, Node, Place};
use codegen_model::Type;

/// The type of a schema that does not state one.
pub(super) fn implied_type(schema: &Schema) -> Option<SchemaType> {
    if !schema.properties.is_empty() || schema.additional.is_some() {
        return Some(SchemaType::Object);
    }
    if schema.items.is_some() {
        return Some(SchemaType::Array);
    }
    let values = schema.values.as_ref()?.value.iter();
    let mut kinds = values.filter_map(kind_of);
    let first = kinds.next()?;
    // Values of several kinds have no type in common, and lists of values stand for themselves.
    (kinds.all(|kind| kind == first) && first != SchemaType::Array).then_some(first)
}

/// The type of a value; `None` for null.
pub(super) fn kind_of(value: &Node) -> Option<SchemaType> {
    Some(match value {
        Node::Null => return None,
        Node::Bool(_) => SchemaType::Boolean,
        Node::Int(_) => SchemaType::Integer,
        Node::Float(_) => SchemaType::Number,
        Node::String(_) => SchemaType::String,
        Node::Array(_) => SchemaType::Array,
        Node::Object(_) => SchemaType::Object,
    })
}

/// What a schema of several types says about one of them; `None` if it allows no value of that type.
pub(super) fn restricted(schema: &Schema, ty: SchemaType, index: usize) -> Option<Schema> {
    let mut part = Schema {
        types: vec![ty],
        pointer: schema.pointer.key("type").index(index),
        format: schema.format.clone(),
        ..Schema::default()
    };
    match ty {
        SchemaType::Object => {
            part.properties.clone_from(&schema.properties);
            part.required.clone_from(&schema.required);
            part.additional.clone_from(&schema.additional);
            part.min_properties.clone_from(&schema.min_properties);
            part.max_properties.clone_from(&schema.max_properties);
        }
        SchemaType::Array => {
            part.items.clone_from(&schema.items);
            part.min_items.clone_from(&schema.min_items);
            part.max_items.clone_from(&schema.max_items);
            part.unique_items = schema.unique_items;
        }
        SchemaType::Integer | SchemaType::Number => {
            part.minimum.clone_from(&schema.minimum);
            part.maximum.clone_from(&schema.maximum);
            part.multiple_of.clone_from(&schema.multiple_of);
        }
        SchemaType::String => {
            part.min_length.clone_from(&schema.min_length);
            part.max_length.clone_from(&schema.max_length);
            part.pattern.clone_from(&schema.pattern);
        }
        SchemaType::Boolean | SchemaType::Null => {}
    }
    part.conditions.clone_from(&schema.conditions);
    part.is_const = schema.is_const;
    if let Some(values) = &schema.values {
        let fits = |value: &&Node| {
            let kind = kind_of(value);
            kind == Some(ty) || kind == Some(SchemaType::Integer) && ty == SchemaType::Number
        };
        let own: Vec<Node> = values.value.iter().filter(fits).cloned().collect();
        if own.is_empty() {
            return None;
        }
        part.values = Some(Spanned {
            value: own,
            pointer: values.pointer.clone(),
        });
    }
    Some(part)
}

pub(super) fn integer_type(schema: &Schema, file: FileId, findings: &mut Findings) -> Type {
    match schema.format.as_ref().map(|format| format.value.as_str()) {
        Some("int32") => Type::Int32,
        None | Some("int64") => Type::Int64,
        Some("json_number") => Type::JsonNumber,
        Some(_) => {
            unknown_format(schema, "a 64-bit integer", file, findings);
            Type::Int64
        }
    }
}

/// Both formats become 64-bit floats: a `float` that arrives is read without a change, and one that is sent is not
/// rounded.
pub(super) fn number_type(schema: &Schema, file: FileId, findings: &mut Findings) -> Type {
    match schema.format.as_ref().map(|format| format.value.as_str()) {
        None | Some("float" | "double") => Type::Double,
        Some("json_number") => Type::JsonNumber,
        Some("int32") => Type::Int32,
        Some("int64") => Type::Int64,
        Some(_) => {
            unknown_format(schema, "a 64-bit float", file, findings);
            Type::Double
        }
    }
}

pub(super) fn string_type(schema: &Schema, file: FileId, findings: &mut Findings) -> Type {
    const TEXTS: &[&str] = &[
        "date-time",
        "date",
        "time",
        "duration",
        "byte",
        "binary",
        "password",
        "email",
        "uuid",
        "uri",
        "uri-reference",
        "url",
        "hostname",
        "ipv4",
        "ipv6",
        "ip",
        "cidr",
        "mac",
        "regex",
        "json",
        "char",
    ];
    match schema.format.as_ref().map(|format| format.value.as_str()) {
        Some("json_number") => return Type::JsonNumber,
        Some(format) if !TEXTS.contains(&format) => {
            unknown_format(schema, "a string", file, findings);
        }
        _ => {}
    }
    Type::String
}

fn unknown_format(schema: &Schema, taken_as: &str, file: FileId, findings: &mut Findings) {
    if let Some(format) = &schema.format {
        findings.push(Finding::new(
            &lint::UNKNOWN_FORMAT,
            Place::value(file, format.pointer.clone()),
            format!(
                "unknown format `{}`; the value is treated as {taken_as}",
                format.value
            ),
        ));
    }
}
