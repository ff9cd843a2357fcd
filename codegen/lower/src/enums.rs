//! Enums: every documented value gets a variant of its own.

use super::Reserved;
use super::collisions;
use super::names::{Kind, Wanted, assign, camel};
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{Schema, SchemaType, Spanned};
use codegen_documents::source::{FileId, Node, Place};
use codegen_model::{Docs, EnumDef, EnumValue, Json, Repr, VariantName};

/// The enum of a schema; `None` when its values are not all texts or all integers.
pub(super) fn lower_enum(
    schema: &Schema,
    values: &Spanned<Vec<Node>>,
    file: FileId,
    reserved: Reserved<'_>,
    findings: &mut Findings,
) -> Option<EnumDef> {
    let real: Vec<(usize, &Node)> = values
        .value
        .iter()
        .enumerate()
        .filter(|(_, value)| **value != Node::Null)
        .collect();
    if real.is_empty() {
        let place = Place::value(file, values.pointer.clone());
        findings.push(
            Finding::new(&lint::EMPTY_ENUM, place, "the enum is empty")
                .help("list its values, or remove `enum`"),
        );
        return None;
    }
    let repr = match (schema.types.as_slice(), real[0].1) {
        ([SchemaType::String], _) => Repr::String,
        ([SchemaType::Integer], _) => Repr::Int64,
        (_, Node::String(_)) => Repr::String,
        _ => Repr::Int64,
    };
    let is_typed = !schema.types.is_empty();
    let mut wires: Vec<(usize, Json)> = Vec::with_capacity(real.len());
    for (index, value) in &real {
        match wire(repr, value, is_typed) {
            Some(wire) => wires.push((*index, wire)),
            None => {
                let place = Place::value(file, values.pointer.index(*index));
                findings.push(misfit(repr, value, place));
            }
        }
    }
    if wires.len() < real.len() {
        return None;
    }
    for (names, key) in [
        (&schema.varnames, "x-enum-varnames"),
        (&schema.value_descriptions, "x-enum-descriptions"),
    ] {
        if !names.is_empty() && names.len() != values.value.len() {
            let place = Place::key(file, schema.pointer.key(key));
            findings.push(
                Finding::new(
                    &lint::ENUM_NAMES_MISMATCH,
                    place,
                    format!(
                        "`{key}` has {} entries for {} values",
                        names.len(),
                        values.value.len()
                    ),
                )
                .help("list one entry per value, in the same order"),
            );
            return None;
        }
    }
    let mut lowered: Vec<EnumValue> = Vec::with_capacity(wires.len());
    let mut wanted: Vec<Wanted> = Vec::with_capacity(wires.len());
    let mut stands: Vec<usize> = Vec::with_capacity(wires.len());
    for (index, wire) in wires {
        let place = Place::value(file, values.pointer.index(index));
        if let Some(first) = lowered.iter().position(|known| known.wire == wire) {
            findings.push(
                Finding::new(
                    &lint::DUPLICATE_ENUM_VALUE,
                    place,
                    "this enum value appears twice",
                )
                .related(
                    Place::value(file, values.pointer.index(stands[first])),
                    "first here",
                )
                .help("remove one of the two"),
            );
            continue;
        }
        let spelling = match &wire {
            Json::Int(number) => {
                let sign = if *number < 0 { "Minus" } else { "" };
                format!("Value{sign}{}", number.unsigned_abs())
            }
            Json::String(text) => text.clone(),
            _ => continue,
        };
        let chosen = schema.varnames.get(index).map(|name| camel(&name.value));
        wanted.push(Wanted::new(&spelling).chosen(chosen.as_deref()));
        stands.push(index);
        let description = schema
            .value_descriptions
            .get(index)
            .map(|text| text.value.clone());
        lowered.push(EnumValue {
            wire,
            // Given when all values are known.
            rust: VariantName::assigned(""),
            docs: Docs {
                description: description.filter(|text| !text.trim().is_empty()),
                ..Docs::default()
            },
        });
    }
    let given = assign(Kind::Variant, reserved.variants, &[], &wanted);
    let place = |index: usize| Place::value(file, values.pointer.index(stands[index]));
    collisions::report(
        "variant",
        "`x-enum-varnames` with",
        &wanted,
        &given,
        place,
        findings,
    );
    let mut named = Vec::with_capacity(lowered.len());
    for ((mut value, given), stands) in lowered.into_iter().zip(given).zip(stands) {
        if let (true, Some(chosen)) = (given.is_refused, schema.varnames.get(stands)) {
            findings.push(
                Finding::new(
                    &lint::DUPLICATE_ENUM_VALUE,
                    Place::value(file, chosen.pointer.clone()),
                    format!(
                        "the name `{}` is used twice, or is reserved for unknown values",
                        chosen.value
                    ),
                )
                .help("give each value its own name"),
            );
            continue;
        }
        value.rust = VariantName::assigned(given.name);
        named.push(value);
    }
    Some(EnumDef {
        repr,
        values: named,
    })
}

/// A value as it travels. Where the type is stated, a value that is written as another kind is taken as it, if there is only one
/// way to: the platform's own documents write all values as texts, and YAML takes digits for numbers.
fn wire(repr: Repr, value: &Node, is_typed: bool) -> Option<Json> {
    let in_range = |number: i128| i64::try_from(number).is_ok().then_some(Json::Int(number));
    match (repr, value) {
        (Repr::String, Node::String(text)) => Some(Json::String(text.clone())),
        (Repr::Int64, Node::Int(number)) => in_range(*number),
        _ if !is_typed => None,
        (Repr::String, Node::Int(number)) => Some(Json::String(number.to_string())),
        (Repr::String, Node::Bool(value)) => Some(Json::String(value.to_string())),
        (Repr::Int64, Node::String(text)) => {
            let number: i128 = text.trim().parse().ok()?;
            in_range(number).filter(|_| number.to_string() == text.trim())
        }
        _ => None,
    }
}

/// The finding about a value of another kind than its enum.
fn misfit(repr: Repr, value: &Node, place: Place) -> Finding {
    let (wanted, help) = match (repr, value) {
        (Repr::String, _) => ("a string", "write it in quotes".to_owned()),
        (Repr::Int64, Node::String(text)) if has_leading_zero(text) => (
            "a 64-bit integer",
            format!(
                "a number has no leading zeros; write `{}`, or `0o{}` if it is octal",
                text.trim_start_matches('0'),
                text.trim_start_matches('0')
            ),
        ),
        (Repr::Int64, _) => (
            "a 64-bit integer",
            "correct the value, or the type".to_owned(),
        ),
    };
    Finding::new(
        &lint::MIXED_ENUM,
        place,
        format!("this value must be {wanted}, but is {}", value.kind()),
    )
    .help(help)
}

fn has_leading_zero(text: &str) -> bool {
    text.len() > 1 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}
