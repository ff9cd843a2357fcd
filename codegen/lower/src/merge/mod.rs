//! `allOf`: several descriptions of one value, made one that is as narrow as all of them together.

mod abroad;
mod alike;
mod both;
mod depth;
mod narrow;
mod spread;

use std::borrow::Cow;

use self::abroad::abroad;
use self::narrow::Narrowing;
pub(super) use self::spread::spread;
use super::library::Library;
use codegen_documents::diagnostics::Findings;
use codegen_documents::openapi::{Schema, Spanned};
use codegen_documents::source::{FileId, Pointer};

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
        // It is null only if every part allows it.
        nullable: schema.nullable || says_nothing_of_its_own,
        ..schema.clone()
    };
    for part in &schema.all_of {
        add(
            &mut merged,
            part,
            &schema.all_of[0].pointer,
            file,
            library,
            findings,
            0,
        );
    }
    if merged.is_null() && merged.types.is_empty() && merged.values.is_none() {
        // No part says anything.
        merged.nullable = false;
    }
    merged
}

fn add(
    merged: &mut Schema,
    part: &Schema,
    first: &Pointer,
    file: FileId,
    library: &Library<'_>,
    findings: &mut Findings,
    followed: usize,
) {
    if followed > DEEPEST {
        findings.push(depth::given_up(part, file, library));
        return;
    }
    if let Some(reference) = &part.reference
        && let Some(target) = library.resolve(file, reference, findings)
    {
        let target = if target.file == file {
            target.schema
        } else {
            Cow::Owned(abroad(&target, file, library))
        };
        add(
            merged,
            &target,
            first,
            file,
            library,
            findings,
            followed + 1,
        );
    }
    for inner in &part.all_of {
        add(merged, inner, first, file, library, findings, followed + 1);
    }
    Narrowing {
        merged,
        part,
        first,
        file,
        findings,
    }
    .run();
}

/// A reference with a shape of its own beside it, as the `allOf` of both that it is in OpenAPI 3.1; anything else is what it is.
pub(super) fn with_siblings(schema: &Schema) -> Cow<'_, Schema> {
    let Some(reference) = &schema.reference else {
        return Cow::Borrowed(schema);
    };
    let beside = Schema {
        reference: None,
        ..schema.clone()
    };
    let adds_shape = !beside.properties.is_empty()
        || !beside.required.is_empty()
        || !beside.all_of.is_empty()
        || !beside.one_of.is_empty()
        || beside.items.is_some()
        || beside.additional.is_some()
        || beside.values.is_some()
        || !beside.conditions.is_empty();
    if !adds_shape {
        return Cow::Borrowed(schema);
    }
    let referred = Schema {
        pointer: schema.pointer.clone(),
        reference: Some(reference.clone()),
        ..Schema::default()
    };
    let mut all_of = vec![referred];
    all_of.extend(beside.all_of.iter().cloned());
    Cow::Owned(Schema { all_of, ..beside })
}

/// A reference and the limits beside it, as the `allOf` of both.
pub(super) fn with_limits(schema: &Schema, reference: &Spanned<String>) -> Schema {
    let referred = Schema {
        pointer: schema.pointer.clone(),
        reference: Some(reference.clone()),
        ..Schema::default()
    };
    let beside = Schema {
        reference: None,
        ..schema.clone()
    };
    Schema {
        pointer: schema.pointer.clone(),
        all_of: vec![referred, beside],
        ..Schema::default()
    }
}
