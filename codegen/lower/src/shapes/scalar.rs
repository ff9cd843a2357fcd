//! Schemas of single values: what their type and format come to.

use codegen_documents::diagnostics::{Finding, Findings, rule};
use codegen_documents::openapi::{Schema, SchemaType};
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
    let first = schema
        .values
        .as_ref()?
        .value
        .iter()
        .find(|value| **value != Node::Null)?;
    match first {
        Node::String(_) => Some(SchemaType::String),
        Node::Int(_) => Some(SchemaType::Integer),
        Node::Bool(_) => Some(SchemaType::Boolean),
        _ => None,
    }
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
            unknown_format(schema, "a text", file, findings);
        }
        _ => {}
    }
    Type::String
}

fn unknown_format(schema: &Schema, taken_as: &str, file: FileId, findings: &mut Findings) {
    if let Some(format) = &schema.format {
        findings.push(Finding::new(
            &rule::UNKNOWN_FORMAT,
            Place::value(file, format.pointer.clone()),
            format!(
                "the format `{}` is not known; the value is taken as {taken_as}",
                format.value
            ),
        ));
    }
}
