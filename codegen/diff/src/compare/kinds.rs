//! What it means that a value is of another type: whether what travelled before still fits.

use crate::rules::sided::{self, Sided};
use codegen_model::{Repr, Type, TypeShape};

use super::types::Types;
use super::value::is_enum_of;

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
            Self::Other => sided::RETYPED,
        }
    }
}

/// Tells how a type became another one. `is_text` is whether the value travels as text, in a query or a form.
pub(super) fn of(
    (old, of): (&Type, &Types<'_>),
    (new, to): (&Type, &Types<'_>),
    is_text: bool,
) -> Retyping {
    let is_number =
        |ty: &Type| matches!(ty, Type::Int32 | Type::Int64 | Type::Float | Type::Double);
    match (old, new) {
        (Type::Int32, Type::Int64) | (Type::Float, Type::Double) => Retyping::Widened,
        (Type::Int64, Type::Int32) | (Type::Double, Type::Float) => Retyping::Narrowed,
        (Type::Int32 | Type::Int64, Type::Float | Type::Double) => Retyping::NowNumber,
        (Type::Float | Type::Double, Type::Int32 | Type::Int64) => Retyping::NoNumber,
        (old, Type::JsonNumber) if is_number(old) => Retyping::NowNumber,
        (Type::JsonNumber, new) if is_number(new) => Retyping::NoNumber,
        (_, Type::List(item)) if is_like((old, of), (&item.ty, to)) => Retyping::NowList,
        (Type::List(item), _) if is_like((&item.ty, of), (new, to)) => Retyping::NoList,
        (_, Type::Named(reference)) if is_enum_of(to, reference, old) => Retyping::NowEnum,
        (Type::Named(reference), _) if is_enum_of(of, reference, new) => Retyping::NoEnum,
        (Type::Named(_) | Type::Map(_), Type::Json | Type::Map(_)) if is_object(old, of) => {
            Retyping::NowFree(members(old, of))
        }
        (Type::Json | Type::Map(_), Type::Named(_) | Type::Map(_)) if is_object(new, to) => {
            Retyping::NotFree(members(new, to))
        }
        (_, Type::Json) => Retyping::NowJson,
        (Type::Json, _) => Retyping::NotJson,
        _ if is_text => as_text((old, of), (new, to)),
        _ => Retyping::Other,
    }
}

/// What a value is when it is written as text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Text {
    Any,
    Truth,
    Number,
    Values(Vec<String>),
}

fn as_text(old: (&Type, &Types<'_>), new: (&Type, &Types<'_>)) -> Retyping {
    let (Some(old), Some(new)) = (text_of(old.0, old.1), text_of(new.0, new.1)) else {
        return Retyping::Other;
    };
    let is_number = |value: &String| value.parse::<f64>().is_ok();
    let is_truth = |value: &String| matches!(value.as_str(), "true" | "false");
    match (&old, &new) {
        (_, Text::Any) => Retyping::NowText,
        (Text::Any, _) => Retyping::NotText,
        (Text::Values(old), Text::Number) if old.iter().all(is_number) => Retyping::NowText,
        (Text::Values(old), Text::Truth) if old.iter().all(is_truth) => Retyping::NowText,
        (Text::Values(old), Text::Values(new)) if old.iter().all(|value| new.contains(value)) => {
            Retyping::NowText
        }
        (Text::Number, Text::Values(new)) if new.iter().all(is_number) => Retyping::NotText,
        (Text::Truth, Text::Values(new)) if new.iter().all(is_truth) => Retyping::NotText,
        _ => Retyping::Other,
    }
}

fn text_of(ty: &Type, types: &Types<'_>) -> Option<Text> {
    Some(match ty {
        Type::String => Text::Any,
        Type::Bool => Text::Truth,
        Type::Int32 | Type::Int64 | Type::Float | Type::Double | Type::JsonNumber => Text::Number,
        Type::Named(reference) => match &types.get(reference)?.shape {
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
    match ty {
        Type::Map(_) => true,
        Type::Named(reference) => types
            .get(reference)
            .is_some_and(|def| matches!(def.shape, TypeShape::Struct(_))),
        _ => false,
    }
}

/// Members that an object is described with.
fn members(ty: &Type, types: &Types<'_>) -> Vec<String> {
    let Type::Named(reference) = ty else {
        return Vec::new();
    };
    match types.get(reference).map(|def| &def.shape) {
        Some(TypeShape::Struct(shape)) => {
            let members = shape.members.iter();
            members.map(|member| member.wire.clone()).collect()
        }
        _ => Vec::new(),
    }
}
