//! Flattened pairs back into a tree of values.
//!
//! Knows the platform's notation: `Ids.1` for the first element of a list, `Filters.1.Key` for a member inside.
//! Gives JSON, texts turned into what their types call for where they can be.
//! Must never judge: a text that cannot be turned stays one.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use super::Types;
use codegen_model::{Repr, StructDef, Style, Type, TypeRef, TypeShape};

/// The rest of a name, in steps that were not taken yet, with its value.
type Pair<'a> = (&'a str, &'a str);

/// The members of a request.
pub(super) fn nested(types: &Types<'_>, request: &TypeRef, pairs: &[(String, String)]) -> Value {
    let pairs: Vec<Pair<'_>> = pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    named(types, request, &pairs)
}

/// The value that some pairs make up; `None` if there are none.
fn value(types: &Types<'_>, ty: &Type, pairs: &[Pair<'_>]) -> Option<Value> {
    if pairs.is_empty() {
        return None;
    }
    Some(match ty {
        Type::List(item) => list(types, &item.ty, pairs),
        Type::Nullable(inner) => value(types, &inner.ty, pairs)?,
        Type::Map(entry) => {
            let entries = groups(pairs)
                .into_iter()
                .filter_map(|(key, rest)| Some((key.to_owned(), value(types, &entry.ty, &rest)?)))
                .collect();
            Value::Object(entries)
        }
        Type::Named(reference) => named(types, reference, pairs),
        _ => scalar(ty, leaf(pairs)?),
    })
}

/// The text that stands here and not deeper.
fn leaf<'a>(pairs: &[Pair<'a>]) -> Option<&'a str> {
    let here = pairs.iter().find(|(rest, _)| rest.is_empty());
    here.map(|(_, text)| *text)
}

fn list(types: &Types<'_>, item: &Type, pairs: &[Pair<'_>]) -> Value {
    let mut elements = BTreeMap::new();
    for (step, rest) in groups(pairs) {
        let Some(number) = step.parse::<usize>().ok().filter(|number| *number > 0) else {
            // Not an element, so what was sent is no list.
            return Value::from(step);
        };
        elements.insert(number, value(types, item, &rest));
    }
    Value::Array(elements.into_values().flatten().collect())
}

fn named(types: &Types<'_>, reference: &TypeRef, pairs: &[Pair<'_>]) -> Value {
    let first = leaf(pairs).unwrap_or_default();
    match types.shape(reference) {
        Some(TypeShape::Struct(structure)) => Value::Object(members(types, structure, pairs)),
        Some(TypeShape::Enum(definition)) => match definition.repr {
            Repr::String => first.into(),
            Repr::Int64 => scalar(&Type::Int64, first),
        },
        Some(TypeShape::Union(union)) => union
            .variants
            .iter()
            .filter_map(|variant| {
                let made = value(types, &variant.value.ty, pairs)?;
                types.fits(&variant.value, &made).then_some(made)
            })
            .next()
            .unwrap_or_else(|| first.into()),
        None => first.into(),
    }
}

fn members(types: &Types<'_>, structure: &StructDef, pairs: &[Pair<'_>]) -> Map<String, Value> {
    let groups = groups(pairs);
    let mut members = Map::new();
    for (name, rest) in &groups {
        let known = structure.members.iter().find(|member| member.wire == *name);
        let made = match (
            known.map(|member| (&member.value.ty, member.style)),
            &structure.additional,
        ) {
            (Some((ty, Some(style))), _) => laid_out(types, ty, style, rest),
            (Some((ty, None)), _) => value(types, ty, rest),
            (None, Some((_, others))) => value(types, &others.ty, rest),
            (None, None) if structure.is_closed => value(types, &Type::Json, rest),
            (None, None) => None,
        };
        if let Some(made) = made {
            members.insert((*name).to_owned(), made);
        }
    }
    members
}

/// The value of a member that its document wants laid out in a way of its own.
fn laid_out(types: &Types<'_>, ty: &Type, style: Style, pairs: &[Pair<'_>]) -> Option<Value> {
    let item = |text: &str| match ty {
        Type::List(item) => value(types, &item.ty, &[("", text)]).unwrap_or_default(),
        _ => text.into(),
    };
    Some(match style {
        Style::Json => {
            let text = leaf(pairs)?;
            serde_json::from_str(text).unwrap_or_else(|_| text.into())
        }
        Style::Joined(separator) => leaf(pairs)?.split(separator).map(item).collect(),
        Style::Repeated => {
            let here = pairs.iter().filter(|(rest, _)| rest.is_empty());
            here.map(|(_, text)| item(text)).collect()
        }
    })
}

/// The pairs by their first step, in the order in which it comes up.
fn groups<'a>(pairs: &[Pair<'a>]) -> Vec<(&'a str, Vec<Pair<'a>>)> {
    let mut groups: Vec<(&str, Vec<Pair<'_>>)> = Vec::new();
    for (name, value) in pairs {
        let (step, rest) = name.split_once('.').unwrap_or((name, ""));
        match groups.iter_mut().find(|(known, _)| *known == step) {
            Some((_, group)) => group.push((rest, value)),
            None => groups.push((step, vec![(rest, value)])),
        }
    }
    groups
}

fn scalar(ty: &Type, text: &str) -> Value {
    let made = match ty {
        Type::Bool => text.parse().ok().map(Value::Bool),
        Type::Int32 | Type::Int64 => text.parse::<i64>().ok().map(Value::from),
        Type::Float | Type::Double | Type::JsonNumber => text
            .parse::<i64>()
            .ok()
            .map(Value::from)
            .or_else(|| Number::from_f64(text.parse().ok()?).map(Value::Number)),
        _ => None,
    };
    made.unwrap_or_else(|| text.into())
}
