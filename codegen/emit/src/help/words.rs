//! Types and limits as the table has them.
//!
//! Knows the words of the runtime's registry.
//! Gives phrases.
//! Must never know a member.

use codegen_model::{Repr, Type, TypeShape, TypeUse};

use super::super::context::Context;
use crate::docs;

/// What a value is: `list Object`.
pub(super) fn of_type(cx: &Context<'_>, ty: &Type) -> String {
    match ty {
        Type::Unit => "Nothing",
        Type::Bool => "Boolean",
        Type::Int32 => "Int32",
        Type::Int64 => "Int64",
        Type::Float | Type::Double => "Number",
        Type::JsonNumber => "NumberOrString",
        Type::String => "String",
        Type::Json => "Json",
        Type::List(item) => return format!("list {}", of_type(cx, &item.ty)),
        Type::Map(entry) => return format!("map {}", of_type(cx, &entry.ty)),
        Type::Nullable(inner) => return format!("nullable {}", of_type(cx, &inner.ty)),
        Type::Named(reference) => match cx.definition(reference).map(|def| &def.shape) {
            Some(TypeShape::Enum(enumeration)) => match enumeration.repr {
                Repr::String => "String",
                Repr::Int64 => "Integer",
            },
            Some(TypeShape::Union(_)) => "OneOf",
            _ => "Object",
        },
    }
    .to_owned()
}

/// What is demanded of a value.
pub(super) fn limits(value: &TypeUse) -> String {
    ungrouped(&docs::limits(value).join(" "))
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
            limits(&value),
            "Must be at most 100000. Must match `^1_0$`."
        );
    }
}
