//! Types of the model as Rust types.
//!
//! Knows which Rust type stands for which type of the model.
//! Gives tokens, and notes the imports that they need.
//! Must never know whether a value is required.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Type, TypeRef};

use super::context::Context;
use super::identifier::ident;
use super::imports::Name;

/// A type as it is written in this file.
pub(super) fn of(cx: &Context<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Unit => {
            cx.uses(&[Name::Empty]);
            quote!(Empty)
        }
        Type::Bool => quote!(bool),
        Type::Int32 => quote!(i32),
        Type::Int64 => quote!(i64),
        Type::Float => quote!(f32),
        Type::Double => quote!(f64),
        Type::String => quote!(String),
        Type::Json => {
            cx.uses(&[Name::JsonValue]);
            quote!(JsonValue)
        }
        Type::JsonNumber => {
            cx.uses(&[Name::JsonNumber]);
            quote!(JsonNumber)
        }
        Type::List(item) => {
            let item = of(cx, &item.ty);
            quote!(Vec<#item>)
        }
        Type::Map(entry) => {
            cx.uses(&[Name::BTreeMap]);
            let entry = of(cx, &entry.ty);
            quote!(BTreeMap<String, #entry>)
        }
        Type::Named(reference) => named(cx, reference),
    }
}

/// A named type. Shared ones are written with their module, so that they never meet a local one of the same name.
pub(super) fn named(cx: &Context<'_>, reference: &TypeRef) -> TokenStream {
    let name = ident(reference.name.as_str());
    if cx.is_foreign(reference) {
        cx.uses(&[Name::Types]);
        quote!(types::#name)
    } else {
        quote!(#name)
    }
}
