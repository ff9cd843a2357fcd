//! Types and limits in words.
//!
//! Knows what JSON calls things.
//! Gives phrases.
//! Must never know a member.

use crate::docs;
use crate::literal;
use codegen_model::{Json, Type, TypeShape, TypeUse};

use super::super::context::Context;

/// What a value is: `list of objects`.
pub(super) fn of_type(cx: &Context<'_>, ty: &Type, plural: bool) -> String {
    let (one, many) = match ty {
        Type::Unit => ("nothing", "nothing"),
        Type::Bool => ("boolean", "booleans"),
        Type::Int32 => ("integer of 32 bits", "integers of 32 bits"),
        Type::Int64 => ("integer of 64 bits", "integers of 64 bits"),
        Type::Float | Type::Double => ("number", "numbers"),
        Type::JsonNumber => ("number, possibly as text", "numbers, possibly as text"),
        Type::String => ("text", "texts"),
        Type::Json => ("any JSON", "any JSON"),
        Type::List(item) => {
            let lists = if plural { "lists" } else { "list" };
            return format!("{lists} of {}", of_type(cx, &item.ty, true));
        }
        Type::Map(entry) => {
            let maps = if plural { "maps" } else { "map" };
            return format!("{maps} from texts to {}", of_type(cx, &entry.ty, true));
        }
        Type::Nullable(inner) => return format!("{} or null", of_type(cx, &inner.ty, plural)),
        Type::Named(reference) => match cx.definition(reference).map(|def| &def.shape) {
            Some(TypeShape::Enum(enumeration)) => match enumeration.repr {
                codegen_model::Repr::String => ("text", "texts"),
                codegen_model::Repr::Int64 => ("integer", "integers"),
            },
            Some(TypeShape::Union(_)) => ("one of several shapes", "values of several shapes"),
            _ => ("object", "objects"),
        },
    };
    if plural { many } else { one }.to_owned()
}

/// What is demanded of a value, and what the server assumes without it.
pub(super) fn limits(value: &TypeUse, default: Option<&Json>) -> String {
    let mut sentences = docs::limits(value);
    sentences.extend(default.map(|default| format!("Default: {}.", literal::json(default))));
    ungrouped(&sentences.join(" "))
}

/// Takes out the marks by which Rust groups digits, except inside code.
fn ungrouped(text: &str) -> String {
    let mut is_code = false;
    let mut last = ' ';
    let mut plain = String::with_capacity(text.len());
    for char in text.chars() {
        is_code ^= char == '`';
        if is_code || char != '_' || !last.is_ascii_digit() {
            plain.push(char);
        }
        last = char;
    }
    plain
}

/// The lines, further to the right.
pub(super) fn indented(columns: usize, lines: Vec<String>) -> impl Iterator<Item = String> {
    lines.into_iter().map(move |line| {
        if line.is_empty() {
            line
        } else {
            format!("{:columns$}{line}", "")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::plain;
    use codegen_model::{Bound, Constraints, Number};

    #[test]
    fn numbers_are_written_as_json_has_them() {
        let value = TypeUse {
            constraints: Constraints {
                maximum: Some(Bound::Inclusive(Number::Int(100_000))),
                pattern: Some("^1_0$".to_owned()),
                ..Constraints::default()
            },
            ..plain(Type::Int64)
        };
        assert_eq!(
            limits(&value, Some(&Json::Int(10_000))),
            "Must be at most 100000. Must match `^1_0$`. Default: 10000."
        );
    }
}
