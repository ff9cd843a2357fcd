//! What it means that a value is of another type: whether what travelled before still fits.

use crate::rules::sided::{self, Sided};
use codegen_model::{Repr, StructDef, Style, Type, TypeRef, TypeShape};

use super::types::{Types, is_enum_of};

/// How a value is of another type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Retyping {
    /// An integer has more bits.
    Widened,
    /// An integer has fewer bits.
    Narrowed,
    /// An integer became a number, or a number one that may come as text.
    NowNumber,
    /// A number became an integer, or need not be read from text any more.
    NoNumber,
    /// A value became a list of such values.
    NowList,
    /// A list became one such value.
    NoList,
    /// A text or an integer became an enum of such values.
    NowEnum,
    /// An enum became a text or an integer.
    NoEnum,
    /// An object may have any members; these are not described any more.
    NowFree(Vec<String>),
    /// An object that could have any members has these.
    NotFree(Vec<String>),
    /// A value of any sort is any JSON now.
    NowJson,
    /// Any JSON became a value of some sort.
    NotJson,
    /// What travels as text in any case may be any text now.
    NowText,
    /// What travels as text in any case must be a text of some sort now.
    NotText,
    /// A value may be of further types, or null.
    MoreTypes,
    /// A value that could be of several types, or null, is of one of them.
    FewerTypes,
    /// Something else.
    Other,
}

impl Retyping {
    /// The rules for requests and replies.
    pub(super) fn rules(&self) -> Sided {
        match self {
            Self::Widened => sided::WIDENED,
            Self::Narrowed => sided::NARROWED,
            Self::NowNumber => sided::NOW_NUMBER,
            Self::NoNumber => sided::NO_NUMBER,
            Self::NowList => sided::NOW_LIST,
            Self::NoList => sided::NO_LIST,
            Self::NowEnum => sided::NOW_ENUM,
            Self::NoEnum => sided::NO_ENUM,
            Self::NowFree(_) => sided::OBJECT_NOW_FREE,
            Self::NotFree(_) => sided::OBJECT_NOT_FREE,
            Self::NowJson => sided::NOW_FREE,
            Self::NotJson => sided::NOT_FREE,
            Self::NowText => sided::NOW_TEXT,
            Self::NotText => sided::NOT_TEXT,
            Self::MoreTypes => sided::TYPE_WIDENED,
            Self::FewerTypes => sided::TYPE_NARROWED,
            Self::Other => sided::RETYPED,
        }
    }
}

/// A type of one state, with how it is written where it travels as text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind<'t> {
    pub(super) ty: &'t Type,
    pub(super) types: &'t Types<'t>,
    pub(super) style: Option<Style>,
}

/// Says how a type became another one. `is_text` is whether the value travels as text, in a query or a form.
pub(super) fn of(old: Kind<'_>, new: Kind<'_>, is_text: bool) -> Retyping {
    if is_text && let Some(found) = as_text(old, new) {
        return found;
    }
    let (of, to) = (old.types, new.types);
    let is_number =
        |ty: &Type| matches!(ty, Type::Int32 | Type::Int64 | Type::Float | Type::Double);
    match (old.ty, new.ty) {
        (Type::Int32, Type::Int64) | (Type::Float, Type::Double) => Retyping::Widened,
        (Type::Int64, Type::Int32) | (Type::Double, Type::Float) => Retyping::Narrowed,
        (Type::Int32 | Type::Int64, Type::Float | Type::Double) => Retyping::NowNumber,
        (Type::Float | Type::Double, Type::Int32 | Type::Int64) => Retyping::NoNumber,
        (old, Type::JsonNumber) if is_number(old) => Retyping::NowNumber,
        (Type::JsonNumber, new) if is_number(new) => Retyping::NoNumber,
        (Type::Named(one), Type::Float | Type::Double | Type::JsonNumber)
            if is_enum_of(of, one, &Type::Int64) =>
        {
            Retyping::NowNumber
        }
        (Type::Float | Type::Double | Type::JsonNumber, Type::Named(other))
            if is_enum_of(to, other, &Type::Int64) =>
        {
            Retyping::NoNumber
        }
        (ty, Type::Nullable(inner)) if is_like((ty, of), (&inner.ty, to)) => Retyping::MoreTypes,
        (Type::Nullable(inner), ty) if is_like((&inner.ty, of), (ty, to)) => Retyping::FewerTypes,
        (ty, Type::List(item)) if is_like((ty, of), (&item.ty, to)) => Retyping::NowList,
        (Type::List(item), ty) if is_like((&item.ty, of), (ty, to)) => Retyping::NoList,
        (ty, Type::Named(other)) if is_enum_of(to, other, ty) => Retyping::NowEnum,
        (Type::Named(one), ty) if is_enum_of(of, one, ty) => Retyping::NoEnum,
        (ty, Type::Named(other)) if is_among((ty, of), (other, to)) => Retyping::MoreTypes,
        (Type::Named(one), ty) if is_among((ty, to), (one, of)) => Retyping::FewerTypes,
        (Type::Named(_), Type::Json) if is_object(old.ty, of) => {
            Retyping::NowFree(members(old.ty, of))
        }
        (Type::Json, Type::Named(_)) if is_object(new.ty, to) => {
            Retyping::NotFree(members(new.ty, to))
        }
        (Type::Named(_), Type::Map(value)) if has_members((old.ty, of), (&value.ty, to)) => {
            Retyping::NowFree(members(old.ty, of))
        }
        (Type::Map(value), Type::Named(_)) if has_members((new.ty, to), (&value.ty, of)) => {
            Retyping::NotFree(members(new.ty, to))
        }
        (_, Type::Json) => Retyping::NowJson,
        (Type::Json, _) => Retyping::NotJson,
        _ => Retyping::Other,
    }
}

/// What a value is when it is written as text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Text {
    Any,
    Truth,
    Integer(u8),
    Number,
    Values(Vec<String>),
    /// A text of JSON.
    Json,
    /// Items with a character between them. One item alone is written as if it were no list.
    Joined(Box<Text>),
    /// The parameter once for each item. The same holds for one item.
    Repeated(Box<Text>),
}

/// How what is written as text became another text; `None` where that says no more than the types themselves.
fn as_text(old: Kind<'_>, new: Kind<'_>) -> Option<Retyping> {
    let is_enum = |kind: Kind<'_>, of: Kind<'_>| match kind.ty {
        Type::Named(reference) => is_enum_of(kind.types, reference, of.ty),
        _ => false,
    };
    if is_enum(old, new) || is_enum(new, old) {
        return None;
    }
    let (one, other) = (text_of(old)?, text_of(new)?);
    if fits(&one, &other) {
        // Numbers that became wider ones are told as in a body.
        let is_number = |text: &Text| matches!(text, Text::Integer(_) | Text::Number);
        return (!(is_number(&one) && is_number(&other))).then_some(Retyping::NowText);
    }
    // That a list became a single value is told as in a body.
    let was_list = matches!(one, Text::Joined(_) | Text::Repeated(_));
    (fits(&other, &one) && !was_list).then_some(Retyping::NotText)
}

/// Whether every text of one sort is of the other sort as well.
fn fits(old: &Text, new: &Text) -> bool {
    let is_number = |value: &String| value.parse::<f64>().is_ok();
    let is_integer = |value: &String| value.parse::<i64>().is_ok();
    let is_truth = |value: &String| matches!(value.as_str(), "true" | "false");
    match (old, new) {
        (Text::Joined(old), Text::Joined(new)) | (Text::Repeated(old), Text::Repeated(new)) => {
            fits(old, new)
        }
        (Text::Repeated(_), _) => false,
        (_, Text::Any) => true,
        (Text::Joined(_), _) => false,
        (old, Text::Joined(new) | Text::Repeated(new)) => fits(old, new),
        (Text::Integer(old), Text::Integer(new)) => old <= new,
        (Text::Integer(_), Text::Number) => true,
        (Text::Values(old), Text::Number) => old.iter().all(is_number),
        (Text::Values(old), Text::Integer(_)) => old.iter().all(is_integer),
        (Text::Values(old), Text::Truth) => old.iter().all(is_truth),
        (Text::Values(old), Text::Values(new)) => old.iter().all(|value| new.contains(value)),
        (old, new) => old == new,
    }
}

fn text_of(kind: Kind<'_>) -> Option<Text> {
    if kind.style == Some(Style::Json) {
        return Some(Text::Json);
    }
    Some(match kind.ty {
        Type::String => Text::Any,
        Type::Bool => Text::Truth,
        Type::Int32 => Text::Integer(32),
        Type::Int64 => Text::Integer(64),
        Type::Float | Type::Double | Type::JsonNumber => Text::Number,
        Type::List(item) => {
            let item = text_of(Kind {
                ty: &item.ty,
                style: None,
                ..kind
            })?;
            match kind.style? {
                Style::Joined(_) => Text::Joined(Box::new(item)),
                Style::Repeated => Text::Repeated(Box::new(item)),
                Style::Json => Text::Json,
            }
        }
        Type::Named(reference) => match &kind.types.get(reference)?.shape {
            TypeShape::Enum(shape) => {
                let values = shape.values.iter().map(|value| match &value.wire {
                    codegen_model::Json::String(text) => text.clone(),
                    other => super::describe::of_json(other),
                });
                Text::Values(values.collect())
            }
            _ => return None,
        },
        _ => return None,
    })
}

/// Whether a type is one of those that a union stands for, by its shape alone.
fn is_among((ty, of): (&Type, &Types<'_>), (union, to): (&TypeRef, &Types<'_>)) -> bool {
    match to.get(union).map(|def| &def.shape) {
        Some(TypeShape::Union(shape)) if shape.tag.is_none() => {
            let mut variants = shape.variants.iter();
            variants.any(|variant| {
                let is_integer = matches!(ty, Type::Int32 | Type::Int64);
                let is_number = matches!(variant.value.ty, Type::Float | Type::Double);
                is_like((ty, of), (&variant.value.ty, to)) || (is_integer && is_number)
            })
        }
        _ => false,
    }
}

/// Whether two types are of one sort, whatever they are called.
fn is_like((old, of): (&Type, &Types<'_>), (new, to): (&Type, &Types<'_>)) -> bool {
    let sort = |ty: &Type, types: &Types<'_>| match ty {
        Type::Named(reference) => types.get(reference).map(|def| match &def.shape {
            TypeShape::Struct(_) => 0,
            TypeShape::Union(_) => 1,
            TypeShape::Enum(shape) if shape.repr == Repr::String => 2,
            TypeShape::Enum(_) => 3,
        }),
        _ => None,
    };
    match (old, new) {
        (Type::Named(_), Type::Named(_)) => sort(old, of) == sort(new, to),
        (Type::List(old), Type::List(new)) | (Type::Map(old), Type::Map(new)) => {
            is_like((&old.ty, of), (&new.ty, to))
        }
        _ => old == new,
    }
}

fn is_object(ty: &Type, types: &Types<'_>) -> bool {
    structure(ty, types).is_some()
}

/// Whether a type is an object all of whose members are of one sort.
fn has_members((ty, of): (&Type, &Types<'_>), (value, to): (&Type, &Types<'_>)) -> bool {
    structure(ty, of).is_some_and(|shape| {
        let mut members = shape.members.iter();
        *value == Type::Json || members.all(|member| is_like((&member.value.ty, of), (value, to)))
    })
}

fn structure<'a>(ty: &Type, types: &Types<'a>) -> Option<&'a StructDef> {
    match ty {
        Type::Named(reference) => match &types.get(reference)?.shape {
            TypeShape::Struct(shape) => Some(shape),
            _ => None,
        },
        _ => None,
    }
}

/// Members that an object is described with.
fn members(ty: &Type, types: &Types<'_>) -> Vec<String> {
    structure(ty, types).map_or_else(Vec::new, |shape| {
        let members = shape.members.iter();
        members.map(|member| member.wire.clone()).collect()
    })
}
