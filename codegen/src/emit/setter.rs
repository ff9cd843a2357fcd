//! What a setter takes and how it becomes the value of a field.
//!
//! Knows the conversions that make calls short: `Into<String>`, anything that can be iterated over.
//! Gives the type of the parameter and the expression that converts it.
//! Must never know what the value is stored in.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Type;

use super::context::Context;
use super::rust_type;

/// Type of the parameter of a setter.
pub(super) fn parameter(cx: &Context<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::String => quote!(impl Into<String>),
        Type::List(item) => {
            let item = part(cx, &item.ty);
            quote!(impl IntoIterator<Item = #item>)
        }
        Type::Map(entry) => {
            let entry = part(cx, &entry.ty);
            quote!(impl IntoIterator<Item = (impl Into<String>, #entry)>)
        }
        _ => rust_type::of(cx, ty),
    }
}

/// Expression that makes the value of a field from the parameter.
pub(super) fn value(name: &TokenStream, ty: &Type) -> TokenStream {
    match ty {
        Type::String => quote!(#name.into()),
        Type::List(item) if matches!(item.ty, Type::String) => quote!(#name.into_iter().map(Into::into).collect()),
        Type::List(_) => quote!(#name.into_iter().collect()),
        Type::Map(entry) if matches!(entry.ty, Type::String) => {
            quote!(#name.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
        }
        Type::Map(_) => quote!(#name.into_iter().map(|(key, value)| (key.into(), value)).collect()),
        _ => quote!(#name),
    }
}

/// Type of what a list or a map is given.
fn part(cx: &Context<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::String => quote!(impl Into<String>),
        _ => rust_type::of(cx, ty),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::Options;
    use crate::emit::analysis::Types;
    use crate::emit::fixture::{list, map, plain};

    fn both(ty: Type) -> (String, String) {
        let (options, shared) = (Options::in_crate(), Types::default());
        let cx = Context::of_action(&options, &[], &shared, false);
        expected(parameter(&cx, &ty), value(&quote!(x), &ty))
    }

    /// As text without blanks: tokens themselves cannot be compared.
    fn expected(parameter: TokenStream, value: TokenStream) -> (String, String) {
        (parameter.to_string().replace(' ', ""), value.to_string().replace(' ', ""))
    }

    #[test]
    fn texts_lists_and_maps_are_taken_in_any_form() {
        assert_eq!(both(Type::Int64), expected(quote!(i64), quote!(x)));
        assert_eq!(both(Type::String), expected(quote!(impl Into<String>), quote!(x.into())));
        assert_eq!(
            both(list(plain(Type::Int32)).ty),
            expected(quote!(impl IntoIterator<Item = i32>), quote!(x.into_iter().collect()))
        );
        assert_eq!(
            both(list(plain(Type::String)).ty),
            expected(
                quote!(impl IntoIterator<Item = impl Into<String>>),
                quote!(x.into_iter().map(Into::into).collect())
            )
        );
        assert_eq!(
            both(map(plain(Type::Bool)).ty),
            expected(
                quote!(impl IntoIterator<Item = (impl Into<String>, bool)>),
                quote!(x.into_iter().map(|(key, value)| (key.into(), value)).collect())
            )
        );
    }

    #[test]
    fn deeper_lists_are_taken_as_they_are() {
        assert_eq!(
            both(list(list(plain(Type::String))).ty),
            expected(quote!(impl IntoIterator<Item = Vec<String>>), quote!(x.into_iter().collect()))
        );
    }
}
