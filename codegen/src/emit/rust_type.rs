//! Types of the model as Rust types.
//!
//! Knows which Rust type stands for which type of the model.
//! Gives types, and notes the imports that they need.
//! Must never know whether a value is required.

use syn::Type as RustType;

use crate::model::{Type, TypeRef};

use super::ast;
use super::context::Context;
use super::identifier::ident;
use super::imports::Name;

/// A type as it is written in this file.
pub(super) fn text(cx: &Context<'_>, ty: &Type) -> String {
    let name = match ty {
        Type::Unit => {
            cx.uses(&[Name::Empty]);
            "Empty"
        }
        Type::Bool => "bool",
        Type::Int32 => "i32",
        Type::Int64 => "i64",
        Type::Float => "f32",
        Type::Double => "f64",
        Type::String => "String",
        Type::Json => {
            cx.uses(&[Name::JsonValue]);
            "JsonValue"
        }
        Type::JsonNumber => {
            cx.uses(&[Name::JsonNumber]);
            "JsonNumber"
        }
        Type::List(item) => return format!("Vec<{}>", text(cx, &item.ty)),
        Type::Map(entry) => return map_text(cx, &entry.ty),
        Type::Named(reference) => return named_text(cx, reference),
    };
    name.to_owned()
}

/// A map from texts.
pub(super) fn map_text(cx: &Context<'_>, entry: &Type) -> String {
    cx.uses(&[Name::BTreeMap]);
    format!("BTreeMap<String, {}>", text(cx, entry))
}

/// A named type. A shared one is written with its module where it would meet a local one of the same name.
pub(super) fn named_text(cx: &Context<'_>, reference: &TypeRef) -> String {
    if cx.is_qualified(reference) {
        cx.uses(&[Name::Types]);
        format!("types::{}", reference.name)
    } else {
        reference.name.as_str().to_owned()
    }
}

/// The same as a tree.
pub(super) fn of(cx: &Context<'_>, ty: &Type) -> RustType {
    let name = match ty {
        Type::Unit => {
            cx.uses(&[Name::Empty]);
            "Empty"
        }
        Type::Bool => "bool",
        Type::Int32 => "i32",
        Type::Int64 => "i64",
        Type::Float => "f32",
        Type::Double => "f64",
        Type::String => "String",
        Type::Json => {
            cx.uses(&[Name::JsonValue]);
            "JsonValue"
        }
        Type::JsonNumber => {
            cx.uses(&[Name::JsonNumber]);
            "JsonNumber"
        }
        Type::List(item) => return ast::generic(ident("Vec"), [of(cx, &item.ty)]),
        Type::Map(entry) => return map(cx, of(cx, &entry.ty)),
        Type::Named(reference) => return named(cx, reference),
    };
    ast::named(ident(name))
}

/// The same map as a tree.
pub(super) fn map(cx: &Context<'_>, entry: RustType) -> RustType {
    cx.uses(&[Name::BTreeMap]);
    ast::generic(ident("BTreeMap"), [ast::named(ident("String")), entry])
}

/// The same named type as a tree.
pub(super) fn named(cx: &Context<'_>, reference: &TypeRef) -> RustType {
    let name = ident(reference.name.as_str());
    if cx.is_qualified(reference) {
        cx.uses(&[Name::Types]);
        ast::type_at(ast::path([ident("types"), name]))
    } else {
        ast::named(name)
    }
}
