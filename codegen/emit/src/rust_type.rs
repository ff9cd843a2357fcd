//! Types of the model as Rust types.
//!
//! Knows which Rust type stands for which type of the model.
//! Gives types.
//! Must never know whether a value is required.

use codegen_model::{Repr, Type, TypeRef, TypeShape};

use super::context::Context;

/// A type as it is written in this file.
pub(super) fn text(cx: &Context<'_>, ty: &Type) -> String {
    let name = match ty {
        Type::Unit => "Empty",
        Type::Bool => "bool",
        Type::Int32 => "i32",
        Type::Int64 => "i64",
        Type::Float => "f32",
        Type::Double => "f64",
        Type::String => "String",
        Type::Json => "JsonValue",
        Type::JsonNumber => "JsonNumber",
        Type::List(item) => return format!("Vec<{}>", text(cx, &item.ty)),
        Type::Map(entry) => return map_text(cx, &entry.ty),
        Type::Nullable(inner) => return format!("Option<{}>", text(cx, &inner.ty)),
        Type::Named(reference) if is_enum(cx, reference) => {
            return format!("Open<{}>", named_text(cx, reference));
        }
        Type::Named(reference) => return named_text(cx, reference),
    };
    name.to_owned()
}

/// A map from texts.
pub(super) fn map_text(cx: &Context<'_>, entry: &Type) -> String {
    format!("BTreeMap<String, {}>", text(cx, entry))
}

/// Whether a named type is an enum, of which a value may be one that the enum does not list.
pub(super) fn is_enum(cx: &Context<'_>, reference: &TypeRef) -> bool {
    let def = cx.definition(reference);
    def.is_some_and(|def| matches!(def.shape, TypeShape::Enum(_)))
}

/// Whether values of a type are copied: numbers and flags, and enums of numbers.
pub(super) fn is_copied(cx: &Context<'_>, ty: &Type) -> bool {
    match ty {
        Type::Unit | Type::Bool | Type::Int32 | Type::Int64 | Type::Float | Type::Double => true,
        Type::Nullable(inner) => is_copied(cx, &inner.ty),
        Type::Named(reference) => cx.definition(reference).is_some_and(
            |def| matches!(&def.shape, TypeShape::Enum(def) if matches!(def.repr, Repr::Int64)),
        ),
        Type::String | Type::Json | Type::JsonNumber | Type::List(_) | Type::Map(_) => false,
    }
}

/// A named type. A shared one is written with its module where it would meet a local one of the same name.
pub(super) fn named_text(cx: &Context<'_>, reference: &TypeRef) -> String {
    if cx.is_qualified(reference) {
        format!("super::types::{}", reference.name)
    } else {
        reference.name.as_str().to_owned()
    }
}
