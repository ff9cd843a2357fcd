//! What a setter takes and how it becomes the value of a field.
//!
//! Knows the conversions that make calls short: `Into<String>`, anything that can be iterated over.
//! Gives the type of the parameter and the expression that converts it.
//! Must never know what the value is stored in.

use codegen_model::Type;

use super::context::Context;
use super::imports::Name;
use super::rust_type;

/// Type of the parameter of a setter.
pub(super) fn parameter(cx: &Context<'_>, ty: &Type) -> String {
    match ty {
        Type::String => INTO_TEXT.to_owned(),
        Type::List(item) => format!("impl IntoIterator<Item = {}>", part(cx, &item.ty)),
        Type::Map(entry) => map_parameter(cx, &entry.ty),
        _ => rust_type::text(cx, ty),
    }
}

/// Type of the parameter of the setter of a map.
pub(super) fn map_parameter(cx: &Context<'_>, entry: &Type) -> String {
    format!(
        "impl IntoIterator<Item = ({INTO_TEXT}, {})>",
        part(cx, entry)
    )
}

/// Expression that makes the value of a field from the parameter. It is one call of a function, which costs whoever
/// compiles it less than a chain of methods with closures.
pub(super) fn value(cx: &Context<'_>, name: &str, ty: &Type) -> String {
    match ty {
        Type::String => format!("{name}.into()"),
        Type::List(item) => match item.ty {
            Type::String => collected(cx, "texts", name),
            _ => format!("Vec::from_iter({name})"),
        },
        Type::Map(entry) => map_value(cx, name, &entry.ty),
        _ => name.to_owned(),
    }
}

/// Expression that makes a map from the parameter.
pub(super) fn map_value(cx: &Context<'_>, name: &str, entry: &Type) -> String {
    let function = match entry {
        Type::String => "text_map",
        _ => "map",
    };
    collected(cx, function, name)
}

fn collected(cx: &Context<'_>, function: &str, name: &str) -> String {
    cx.uses(&[Name::Runtime]);
    format!("collect::{function}({name})")
}

/// Type of what a list or a map is given.
fn part(cx: &Context<'_>, ty: &Type) -> String {
    match ty {
        Type::String => INTO_TEXT.to_owned(),
        _ => rust_type::text(cx, ty),
    }
}

const INTO_TEXT: &str = "impl Into<String>";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::analysis::Types;
    use crate::docs::Links;
    use crate::fixture::{list, map, plain};

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
            expected("impl IntoIterator<Item = i32>", "Vec::from_iter(x)")
        );
        assert_eq!(
            both(&list(plain(Type::String)).ty),
            expected(
                "impl IntoIterator<Item = impl Into<String>>",
                "collect::texts(x)"
            )
        );
        assert_eq!(
            both(&map(plain(Type::Bool)).ty),
            expected(
                "impl IntoIterator<Item = (impl Into<String>, bool)>",
                "collect::map(x)"
            )
        );
    }

    #[test]
    fn deeper_lists_are_taken_as_they_are() {
        assert_eq!(
            both(&list(list(plain(Type::String))).ty),
            expected("impl IntoIterator<Item = Vec<String>>", "Vec::from_iter(x)")
        );
    }
}
