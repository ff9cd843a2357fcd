//! What a setter takes and how it becomes the value of a field.
//!
//! Knows the conversions that make calls short: `Into<String>`, anything that can be iterated over.
//! Gives the type of the parameter and the expression that converts it.
//! Must never know what the value is stored in.

use codegen_model::Type;

use super::context::Context;
use super::rust_type;

/// Type of the parameter of a setter.
pub(super) fn parameter(cx: &Context<'_>, ty: &Type) -> String {
    match ty {
        Type::List(item) if is_converted(cx, &item.ty) => anything(cx, "Items", &item.ty),
        Type::List(item) => format!("impl IntoIterator<Item = {}>", part(cx, &item.ty)),
        Type::Map(entry) => map_parameter(cx, &entry.ty),
        _ => part(cx, ty),
    }
}

/// Type of the parameter of the setter of a map.
pub(super) fn map_parameter(cx: &Context<'_>, entry: &Type) -> String {
    if is_converted(cx, entry) {
        return anything(cx, "Entries", entry);
    }
    let entry = rust_type::text(cx, entry);
    format!("impl IntoIterator<Item = (impl Into<String>, {entry})>")
}

/// A trait of the runtime for whatever becomes a list or a map: one bound in place of two or three, which compiles faster
/// and fits on a line.
fn anything(cx: &Context<'_>, name: &str, ty: &Type) -> String {
    format!("impl collect::{name}<{}>", rust_type::text(cx, ty))
}

/// Expression that makes the value of a field from the parameter. It is one call of a function, which costs whoever
/// compiles it less than a chain of methods with closures.
pub(super) fn value(cx: &Context<'_>, name: &str, ty: &Type) -> String {
    match ty {
        Type::List(item) if is_converted(cx, &item.ty) => collected("list", name),
        Type::List(_) => collected("values", name),
        Type::Map(entry) => map_value(cx, name, &entry.ty),
        _ if is_converted(cx, ty) => format!("{name}.into()"),
        _ => name.to_owned(),
    }
}

/// Expression that makes a map from the parameter.
pub(super) fn map_value(cx: &Context<'_>, name: &str, entry: &Type) -> String {
    let function = match is_converted(cx, entry) {
        true => "map_into",
        false => "map",
    };
    collected(function, name)
}

fn collected(function: &str, name: &str) -> String {
    format!("collect::{function}({name})")
}

/// Type of a value that is given, on its own or in a list or a map.
fn part(cx: &Context<'_>, ty: &Type) -> String {
    let text = rust_type::text(cx, ty);
    match is_converted(cx, ty) {
        true => format!("impl Into<{text}>"),
        false => text,
    }
}

/// Whether a setter takes whatever becomes a value of the type: texts, and enums, of which it takes a variant as well as
/// any value on the wire.
pub(super) fn is_converted(cx: &Context<'_>, ty: &Type) -> bool {
    match ty {
        Type::String => true,
        Type::Named(reference) => rust_type::is_enum(cx, reference),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::docs::Links;
    use crate::fixture::{list, map, plain};
    use crate::types::Types;

    fn both(ty: &Type) -> (String, String) {
        let (options, shared) = (Options::in_crate(), Types::default());
        let cx = Context::of_action(&options, &[], &shared, Links::default(), false);
        (parameter(&cx, ty), value(&cx, "x", ty))
    }

    fn expected(parameter: &str, value: &str) -> (String, String) {
        (parameter.to_owned(), value.to_owned())
    }

    #[test]
    fn texts_lists_and_maps_are_taken_in_any_form() {
        assert_eq!(both(&Type::Int64), expected("i64", "x"));
        assert_eq!(
            both(&Type::String),
            expected("impl Into<String>", "x.into()")
        );
        assert_eq!(
            both(&list(plain(Type::Int32)).ty),
            expected("impl IntoIterator<Item = i32>", "collect::values(x)")
        );
        assert_eq!(
            both(&list(plain(Type::String)).ty),
            expected("impl collect::Items<String>", "collect::list(x)")
        );
        assert_eq!(
            both(&map(plain(Type::Bool)).ty),
            expected(
                "impl IntoIterator<Item = (impl Into<String>, bool)>",
                "collect::map(x)"
            )
        );
        assert_eq!(
            both(&map(plain(Type::String)).ty),
            expected("impl collect::Entries<String>", "collect::map_into(x)")
        );
    }

    #[test]
    fn deeper_lists_are_taken_as_they_are() {
        assert_eq!(
            both(&list(list(plain(Type::String))).ty),
            expected(
                "impl IntoIterator<Item = Vec<String>>",
                "collect::values(x)"
            )
        );
    }
}
