//! Enums: every documented value gets a variant of its own.

use super::Reserved;
use super::collisions;
use super::names::{Kind, Wanted, assign, camel};
use codegen_documents::diagnostics::{Finding, Findings, rule};
use codegen_documents::openapi::{Schema, Spanned};
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
            Finding::new(&rule::EMPTY_ENUM, place, "the enum has no value")
                .help("list its values, or remove `enum`"),
        );
        return None;
    }
    let repr = if matches!(real[0].1, Node::String(_)) {
        Repr::String
    } else {
        Repr::Int64
    };
    let mut mixed = false;
    for (index, value) in &real {
        let fits = match (repr, value) {
            (Repr::String, Node::String(_)) => true,
            (Repr::Int64, Node::Int(number)) => i64::try_from(*number).is_ok(),
            _ => false,
        };
        if !fits {
            mixed = true;
            findings.push(
                Finding::new(
                    &rule::MIXED_ENUM,
                    Place::value(file, values.pointer.index(*index)),
                    format!("this value is {}, unlike the others", value.kind()),
                )
                .help("write all values as texts, or all as 64-bit integers"),
            );
        }
    }
    if mixed {
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
                    &rule::ENUM_NAMES_MISMATCH,
                    place,
                    format!(
                        "`{key}` has {} entries for {} values",
                        names.len(),
                        values.value.len()
                    ),
                )
                .help("name one entry for each value, in the same order"),
            );
            return None;
        }
    }
    let mut lowered: Vec<EnumValue> = Vec::with_capacity(real.len());
    let mut wanted: Vec<Wanted> = Vec::with_capacity(real.len());
    let mut stands: Vec<usize> = Vec::with_capacity(real.len());
    for (index, value) in real {
        let Some(wire) = super::shapes::json_of(value) else {
            continue;
        };
        let place = Place::value(file, values.pointer.index(index));
        if let Some(first) = lowered.iter().position(|known| known.wire == wire) {
            findings.push(
                Finding::new(
                    &rule::DUPLICATE_ENUM_VALUE,
                    place,
                    "the enum has this value twice",
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
                    &rule::DUPLICATE_ENUM_VALUE,
                    Place::value(file, chosen.pointer.clone()),
                    format!(
                        "the name `{}` is given twice, or is kept for values that are not known",
                        chosen.value
                    ),
                )
                .help("give every value a name of its own"),
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
