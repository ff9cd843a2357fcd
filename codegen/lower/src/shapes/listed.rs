//! Enums that are written as alternatives of one value each.

use super::scalar::kind_of;
use crate::library::Library;
use codegen_documents::diagnostics::Findings;
use codegen_documents::openapi::{Schema, SchemaType, Spanned};
use codegen_documents::source::{FileId, Node, Pointer};

/// The enum that alternatives such as `{ const: a, title: A }` come to, if each is a text or each an integer. An alternative that
/// allows any text, or any integer, adds nothing, since enums are open.
pub(super) fn listed(schema: &Schema) -> Option<Schema> {
    let alternatives = || schema.one_of.iter().filter(|part| !part.is_null());
    if schema.discriminator.is_some() || alternatives().any(|part| !is_plain(part)) {
        return None;
    }
    let mut kinds = alternatives().map(|part| kind(part, schema));
    let first = kinds.next()??;
    let is_one_kind = kinds.all(|kind| kind == Some(first));
    if !is_one_kind || !matches!(first, SchemaType::String | SchemaType::Integer) {
        return None;
    }
    let mut values: Vec<Node> = Vec::new();
    let mut names = Vec::new();
    let mut descriptions = Vec::new();
    for part in alternatives() {
        let own = part.values.iter().flat_map(|values| &values.value);
        let is_single = part.is_constant();
        for value in own.filter(|value| **value != Node::Null) {
            if values.contains(value) {
                continue;
            }
            values.push(value.clone());
            let text = |text: &Option<String>| text.clone().filter(|_| is_single);
            names.push(text(&part.title));
            descriptions.push(text(&part.description));
        }
    }
    if values.is_empty() {
        return None;
    }
    let spanned = |value: &Option<String>, pointer: &Pointer| Spanned {
        value: value.clone().unwrap_or_default(),
        pointer: pointer.clone(),
    };
    let list = schema.one_of.first()?.pointer.parent()?;
    let are_named = names.iter().all(Option::is_some);
    let are_described = descriptions.iter().any(Option::is_some);
    let every = |texts: &[Option<String>]| texts.iter().map(|text| spanned(text, list)).collect();
    Some(Schema {
        types: vec![first],
        one_of: Vec::new(),
        values: Some(Spanned {
            value: values,
            pointer: list.clone(),
        }),
        is_const: false,
        varnames: if are_named { every(&names) } else { Vec::new() },
        value_descriptions: if are_described {
            every(&descriptions)
        } else {
            Vec::new()
        },
        ..schema.clone()
    })
}

/// Alternatives of one value each, of several types, with those of a type made one: nothing else would tell these apart. `None`
/// where there is nothing to make one.
pub(super) fn by_kind(schema: &Schema) -> Option<Schema> {
    let parts = || schema.one_of.iter().filter(|part| !part.is_null());
    if schema.discriminator.is_some() || parts().any(|part| !is_plain(part)) {
        return None;
    }
    let mut kinds: Vec<SchemaType> = Vec::new();
    for part in parts() {
        part.values.as_ref()?;
        let kind = kind(part, schema)?;
        if matches!(kind, SchemaType::Array | SchemaType::Object) {
            return None;
        }
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    // A whole number is a number as well.
    if kinds.contains(&SchemaType::Number) {
        kinds.retain(|kind| *kind != SchemaType::Integer);
    }
    if kinds.len() < 2 || kinds.len() == parts().count() {
        return None;
    }
    let is_of = |part: &&Schema, wanted: SchemaType| {
        let own = kind(part, schema);
        own == Some(wanted) || own == Some(SchemaType::Integer) && wanted == SchemaType::Number
    };
    let alternatives = kinds.into_iter().filter_map(|kind| {
        let own: Vec<&Schema> = parts().filter(|part| is_of(part, kind)).collect();
        match own.as_slice() {
            [] => None,
            [only] => Some((*only).clone()),
            [first, ..] => Some(of_one_kind(kind, first, &own)),
        }
    });
    let null = schema.one_of.iter().filter(|part| part.is_null()).cloned();
    Some(Schema {
        one_of: alternatives.chain(null).collect(),
        ..schema.clone()
    })
}

/// Alternatives of one type as one, which stands where the first does.
fn of_one_kind(kind: SchemaType, first: &Schema, parts: &[&Schema]) -> Schema {
    let whole = Schema {
        pointer: first.pointer.clone(),
        types: vec![kind],
        one_of: parts.iter().map(|part| (*part).clone()).collect(),
        ..Schema::default()
    };
    let values = parts.iter().flat_map(|part| &part.values);
    let mut listed = listed(&whole).unwrap_or_else(|| Schema {
        one_of: Vec::new(),
        values: Some(Spanned {
            value: values.flat_map(|values| values.value.clone()).collect(),
            pointer: first.pointer.clone(),
        }),
        ..whole
    });
    if let Some(values) = &mut listed.values {
        values.pointer = first.pointer.clone();
    }
    listed
}

/// A schema of several enums, some of which are referred to, with these written out: an enum is open, so as an alternative of its
/// own the first would take in the values of all others. `None` for any other schema.
pub(super) fn enums_of(schema: &Schema, file: FileId, library: &Library<'_>) -> Option<Schema> {
    let is_some_referred = schema.one_of.iter().any(|part| part.reference.is_some());
    let alternatives = schema.one_of.iter().filter(|part| !part.is_null());
    if !is_some_referred || alternatives.count() < 2 {
        return None;
    }
    let write_out = |part: &Schema| {
        let Some(reference) = &part.reference else {
            return (part.is_null() || part.values.is_some()).then(|| part.clone());
        };
        let target = library.resolve(file, reference, &mut Findings::new())?;
        let known = target.schema.into_owned();
        let whole = Schema {
            pointer: part.pointer.clone(),
            rust_name: None,
            example: None,
            ..known
        };
        (whole.values.is_some() && is_plain(&whole)).then_some(whole)
    };
    let one_of = schema.one_of.iter().map(write_out);
    Some(Schema {
        one_of: one_of.collect::<Option<_>>()?,
        ..schema.clone()
    })
}

/// Whether an alternative says no more than its type, its values and what they mean.
fn is_plain(part: &Schema) -> bool {
    *part
        == Schema {
            pointer: part.pointer.clone(),
            types: part.types.clone(),
            values: part.values.clone(),
            is_const: part.is_const,
            title: part.title.clone(),
            description: part.description.clone(),
            ..Schema::default()
        }
}

/// The one type of the values of an alternative, which its values or what stands beside the alternatives may say.
fn kind(part: &Schema, around: &Schema) -> Option<SchemaType> {
    let stated = match (part.types.as_slice(), around.types.as_slice()) {
        ([ty], _) | ([], [ty]) => Some(*ty),
        ([], []) => None,
        _ => return None,
    };
    let values = part.values.iter().flat_map(|values| &values.value);
    let mut kinds = values.filter_map(kind_of);
    let Some(first) = kinds.next() else {
        return stated;
    };
    let is_same = kinds.all(|kind| kind == first) && stated.is_none_or(|stated| stated == first);
    is_same.then_some(first)
}
