//! Values and types in words, for messages.

use codegen_model::{Bound, Json, Number, Repr, Style, Type, TypeRef, TypeShape, TypeUse};

use super::types::Types;

/// A type as documents would call it.
pub(super) fn of_type(ty: &Type, types: &Types<'_>) -> String {
    match ty {
        Type::Unit => "nothing".to_owned(),
        Type::Bool => "boolean".to_owned(),
        Type::Int32 => "32-bit integer".to_owned(),
        Type::Int64 => "64-bit integer".to_owned(),
        Type::Float | Type::Double => "number".to_owned(),
        Type::String => "string".to_owned(),
        Type::Json => "any JSON".to_owned(),
        Type::JsonNumber => "number, perhaps as a string".to_owned(),
        Type::List(item) => format!("list of {}", of_type(&item.ty, types)),
        Type::Map(value) => format!("map of {}", of_type(&value.ty, types)),
        Type::Nullable(inner) => format!("{} or null", of_type(&inner.ty, types)),
        Type::Named(reference) => of_named(reference, types),
    }
}

fn of_named(reference: &TypeRef, types: &Types<'_>) -> String {
    let kind = match types.get(reference).map(|def| &def.shape) {
        Some(TypeShape::Enum(shape)) => match shape.repr {
            Repr::String => "enum of strings",
            Repr::Int64 => "enum of integers",
        },
        Some(TypeShape::Union(_)) => "union",
        Some(TypeShape::Struct(_)) | None => "object",
    };
    format!("{kind} `{}`", reference.name)
}

/// How a list or an object is written in a query or a form.
pub(super) fn of_style(style: Option<Style>) -> String {
    match style {
        None => "one numbered parameter per item".to_owned(),
        Some(Style::Joined(separator)) => format!("one string, items separated by `{separator}`"),
        Some(Style::Repeated) => "the same parameter repeated per item".to_owned(),
        Some(Style::Json) => "a JSON string".to_owned(),
    }
}

/// JSON, as it is written.
pub(super) fn of_json(value: &Json) -> String {
    match value {
        Json::Null => "null".to_owned(),
        Json::Bool(value) => value.to_string(),
        Json::Int(value) => value.to_string(),
        Json::Float(value) => value.to_string(),
        Json::String(text) => serde_json::Value::from(text.as_str()).to_string(),
        Json::Array(items) => {
            let items: Vec<_> = items.iter().map(of_json).collect();
            format!("[{}]", items.join(", "))
        }
        Json::Object(members) => {
            let member = |(key, value): &(String, Json)| format!("{key}: {}", of_json(value));
            let members: Vec<_> = members.iter().map(member).collect();
            format!("{{{}}}", members.join(", "))
        }
    }
}

/// A range: `1 to 100`, `more than 0`, `any`.
pub(super) fn of_range(minimum: Option<Bound>, maximum: Option<Bound>) -> String {
    let low = minimum.map(|bound| match bound {
        Bound::Inclusive(number) => (number.to_string(), "at least"),
        Bound::Exclusive(number) => (number.to_string(), "more than"),
    });
    let high = maximum.map(|bound| match bound {
        Bound::Inclusive(number) => (number.to_string(), "at most"),
        Bound::Exclusive(number) => (number.to_string(), "less than"),
    });
    match (low, high) {
        (None, None) => "any".to_owned(),
        (Some((low, "at least")), Some((high, "at most"))) => format!("{low} to {high}"),
        (Some((low, word)), Some((high, other))) => format!("{word} {low} and {other} {high}"),
        (Some((number, word)), None) | (None, Some((number, word))) => format!("{word} {number}"),
    }
}

/// A range of counts.
pub(super) fn of_counts(minimum: Option<u64>, maximum: Option<u64>) -> String {
    let bound = |count: u64| Bound::Inclusive(Number::Int(count.into()));
    of_range(minimum.map(bound), maximum.map(bound))
}

/// A type with what is demanded of it, as far as that makes it another type: for evidence.
pub(super) fn is_same(old: &TypeUse, new: &TypeUse, of: &Types<'_>, to: &Types<'_>) -> bool {
    old.constraints == new.constraints && is_same_type(&old.ty, &new.ty, of, to)
}

fn is_same_type(old: &Type, new: &Type, of: &Types<'_>, to: &Types<'_>) -> bool {
    match (old, new) {
        (Type::List(old), Type::List(new)) | (Type::Map(old), Type::Map(new)) => {
            is_same(old, new, of, to)
        }
        (Type::Named(old), Type::Named(new)) => match (of.get(old), to.get(new)) {
            (Some(old), Some(new)) => is_same_shape(&old.shape, &new.shape),
            _ => false,
        },
        _ => old == new,
    }
}

/// Shapes are the same, for evidence, if they have the same members or values by name.
fn is_same_shape(old: &TypeShape, new: &TypeShape) -> bool {
    match (old, new) {
        (TypeShape::Struct(old), TypeShape::Struct(new)) => {
            let names = |members: &[codegen_model::Member]| -> Vec<String> {
                members.iter().map(|member| member.wire.clone()).collect()
            };
            names(&old.members) == names(&new.members)
        }
        (TypeShape::Enum(old), TypeShape::Enum(new)) => {
            let values = |shape: &codegen_model::EnumDef| -> Vec<Json> {
                shape
                    .values
                    .iter()
                    .map(|value| value.wire.clone())
                    .collect()
            };
            old.repr == new.repr && values(old) == values(new)
        }
        (TypeShape::Union(old), TypeShape::Union(new)) => old.variants.len() == new.variants.len(),
        _ => false,
    }
}
