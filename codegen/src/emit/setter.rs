//! What a setter takes and how it becomes the value of a field.
//!
//! Knows the conversions that make calls short: `Into<String>`, anything that can be iterated over.
//! Gives the type of the parameter and the expression that converts it.
//! Must never know what the value is stored in.

use proc_macro2::Ident;
use syn::{Expr, Type as RustType};

use crate::model::Type;

use super::ast::{self, template};
use super::context::Context;
use super::identifier::ident;
use super::rust_type;

/// Type of the parameter of a setter.
pub(super) fn parameter(cx: &Context<'_>, ty: &Type) -> RustType {
    match ty {
        Type::String => into_text(),
        Type::List(item) => ast::impl_into_iterator(part(cx, &item.ty)),
        Type::Map(entry) => map_parameter(cx, &entry.ty),
        _ => rust_type::of(cx, ty),
    }
}

/// Type of the parameter of the setter of a map.
pub(super) fn map_parameter(cx: &Context<'_>, entry: &Type) -> RustType {
    ast::impl_into_iterator(ast::tuple([into_text(), part(cx, entry)]))
}

/// Expression that makes the value of a field from the parameter.
pub(super) fn value(name: &Ident, ty: &Type) -> Expr {
    let given = || ast::variable(name.clone());
    match ty {
        Type::String => ast::method(given(), ident("into"), []),
        Type::List(item) => {
            let items = ast::method(given(), ident("into_iter"), []);
            let items = match item.ty {
                Type::String => {
                    let into = ast::value_at(ast::path([ident("Into"), ident("into")]));
                    ast::method(items, ident("map"), [into])
                }
                _ => items,
            };
            ast::method(items, ident("collect"), [])
        }
        Type::Map(entry) => map_value(name, &entry.ty),
        _ => given(),
    }
}

/// Expression that makes a map from the parameter.
pub(super) fn map_value(name: &Ident, entry: &Type) -> Expr {
    let entries = ast::method(ast::variable(name.clone()), ident("into_iter"), []);
    let convert = match entry {
        Type::String => template!(Expr { |(key, value)| (key.into(), value.into()) }),
        _ => template!(Expr { |(key, value)| (key.into(), value) }),
    };
    ast::method(
        ast::method(entries, ident("map"), [convert]),
        ident("collect"),
        [],
    )
}

/// Type of what a list or a map is given.
fn part(cx: &Context<'_>, ty: &Type) -> RustType {
    match ty {
        Type::String => into_text(),
        _ => rust_type::of(cx, ty),
    }
}

/// `impl Into<String>`
fn into_text() -> RustType {
    ast::impl_into(rust_type::text())
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::{ToTokens, quote};

    use super::*;
    use crate::emit::Options;
    use crate::emit::analysis::Types;
    use crate::emit::fixture::{list, map, plain};

    fn both(ty: &Type) -> (String, String) {
        let (options, shared) = (Options::in_crate(), Types::default());
        let cx = Context::of_action(&options, &[], &shared, false);
        expected(
            &parameter(&cx, ty).to_token_stream(),
            &value(&ident("x"), ty).to_token_stream(),
        )
    }

    /// As text without blanks: tokens themselves cannot be compared.
    fn expected(parameter: &TokenStream, value: &TokenStream) -> (String, String) {
        (
            parameter.to_string().replace(' ', ""),
            value.to_string().replace(' ', ""),
        )
    }

    #[test]
    fn texts_lists_and_maps_are_taken_in_any_form() {
        assert_eq!(both(&Type::Int64), expected(&quote!(i64), &quote!(x)));
        assert_eq!(
            both(&Type::String),
            expected(&quote!(impl Into<String>), &quote!(x.into()))
        );
        assert_eq!(
            both(&list(plain(Type::Int32)).ty),
            expected(
                &quote!(impl IntoIterator<Item = i32>),
                &quote!(x.into_iter().collect())
            )
        );
        assert_eq!(
            both(&list(plain(Type::String)).ty),
            expected(
                &quote!(impl IntoIterator<Item = impl Into<String>>),
                &quote!(x.into_iter().map(Into::into).collect())
            )
        );
        assert_eq!(
            both(&map(plain(Type::Bool)).ty),
            expected(
                &quote!(impl IntoIterator<Item = (impl Into<String>, bool)>),
                &quote!(
                    x.into_iter()
                        .map(|(key, value)| (key.into(), value))
                        .collect()
                )
            )
        );
    }

    #[test]
    fn deeper_lists_are_taken_as_they_are() {
        assert_eq!(
            both(&list(list(plain(Type::String))).ty),
            expected(
                &quote!(impl IntoIterator<Item = Vec<String>>),
                &quote!(x.into_iter().collect())
            )
        );
    }
}
