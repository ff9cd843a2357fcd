//! `allOf`: several descriptions of one value, made one.

use super::library::Library;
use codegen_documents::diagnostics::{Finding, Findings, rule};
use codegen_documents::openapi::{Additional, Schema, Spanned};
use codegen_documents::source::{FileId, Place};

/// Deepest chain of `allOf` and `$ref` that is followed.
const DEEPEST: usize = 64;

/// The schema without `allOf`: its own content and that of all parts. A lone reference among the parts stays a
/// reference, so that the type keeps its name.
pub(super) fn merge(
    schema: &Schema,
    file: FileId,
    library: &Library<'_>,
    findings: &mut Findings,
) -> Schema {
    let says_nothing_of_its_own = schema.properties.is_empty()
        && schema.types.is_empty()
        && schema.values.is_none()
        && schema.additional.is_none()
        && schema.reference.is_none();
    if let ([part], true) = (schema.all_of.as_slice(), says_nothing_of_its_own)
        && let Some(reference) = &part.reference
    {
        return Schema {
            reference: Some(reference.clone()),
            all_of: Vec::new(),
            ..schema.clone()
        };
    }
    let mut merged = Schema {
        all_of: Vec::new(),
        ..schema.clone()
    };
    for part in &schema.all_of {
        add(&mut merged, part, file, library, findings, 0);
    }
    merged
}

fn add(
    merged: &mut Schema,
    part: &Schema,
    file: FileId,
    library: &Library<'_>,
    findings: &mut Findings,
    depth: usize,
) {
    if depth > DEEPEST {
        let place = Place::value(file, part.pointer.clone());
        findings.push(Finding::new(
            &rule::REFERENCE_CYCLE,
            place,
            "this `allOf` leads back to itself",
        ));
        return;
    }
    if let Some(reference) = &part.reference
        && let Some(target) = library.resolve(file, reference, findings)
    {
        if target.file == file {
            add(merged, &target.schema, file, library, findings, depth + 1);
        } else {
            let place = Place::value(file, reference.pointer.clone());
            findings.push(
                Finding::new(
                    &rule::UNSUPPORTED_CONSTRUCT,
                    place,
                    "`allOf` cannot merge a schema of another document",
                )
                .help("repeat its members here, or make it a member of its own"),
            );
        }
    }
    for inner in &part.all_of {
        add(merged, inner, file, library, findings, depth + 1);
    }
    for (name, schema) in &part.properties {
        match merged.properties.iter().find(|(known, _)| known == name) {
            None => merged.properties.push((name.clone(), schema.clone())),
            Some((_, known)) if same_shape(known, schema) => {}
            Some((_, known)) => findings.push(
                Finding::new(
                    &rule::CONFLICTING_ALL_OF,
                    Place::key(file, schema.pointer.clone()),
                    format!("two parts of this `allOf` describe `{name}` differently"),
                )
                .label("here so")
                .related(
                    Place::key(file, known.pointer.clone()),
                    "and here otherwise",
                ),
            ),
        }
    }
    for name in &part.required {
        if !merged
            .required
            .iter()
            .any(|known| known.value == name.value)
        {
            merged.required.push(name.clone());
        }
    }
    if merged.types.is_empty() {
        merged.types.clone_from(&part.types);
    } else if !part.types.is_empty() && merged.types != part.types {
        let place = Place::value(file, part.pointer.clone());
        findings.push(Finding::new(
            &rule::CONFLICTING_ALL_OF,
            place,
            "two parts of this `allOf` have different types",
        ));
    }
    merge_option(&mut merged.format, &part.format);
    merge_option(&mut merged.description, &part.description);
    merge_option(&mut merged.values, &part.values);
    merge_option(&mut merged.default, &part.default);
    merge_option(&mut merged.minimum, &part.minimum);
    merge_option(&mut merged.maximum, &part.maximum);
    merge_option(&mut merged.multiple_of, &part.multiple_of);
    merge_option(&mut merged.min_length, &part.min_length);
    merge_option(&mut merged.max_length, &part.max_length);
    merge_option(&mut merged.pattern, &part.pattern);
    merge_option(&mut merged.min_items, &part.min_items);
    merge_option(&mut merged.max_items, &part.max_items);
    merge_option(&mut merged.min_properties, &part.min_properties);
    merge_option(&mut merged.max_properties, &part.max_properties);
    merge_option(&mut merged.items, &part.items);
    if !matches!(merged.additional, Some(Additional::Typed(_))) {
        merge_option(&mut merged.additional, &part.additional);
    }
    if merged.one_of.is_empty() {
        merged.one_of.clone_from(&part.one_of);
    }
    if merged.varnames.is_empty() {
        merged.varnames.clone_from(&part.varnames);
        merged
            .value_descriptions
            .clone_from(&part.value_descriptions);
    }
}

fn merge_option<T: Clone>(merged: &mut Option<T>, part: &Option<T>) {
    if merged.is_none() {
        merged.clone_from(part);
    }
}

/// Whether two schemas say the same, wherever they stand.
fn same_shape(a: &Schema, b: &Schema) -> bool {
    let text =
        |value: &Option<Spanned<String>>| value.as_ref().map(|spanned| spanned.value.clone());
    a.types == b.types
        && text(&a.format) == text(&b.format)
        && text(&a.reference) == text(&b.reference)
        && a.values.as_ref().map(|values| &values.value)
            == b.values.as_ref().map(|values| &values.value)
        && a.properties.len() == b.properties.len()
        && a.properties
            .iter()
            .zip(&b.properties)
            .all(|((x, a), (y, b))| x == y && same_shape(a, b))
        && match (&a.items, &b.items) {
            (Some(a), Some(b)) => same_shape(a, b),
            (None, None) => true,
            _ => false,
        }
}
