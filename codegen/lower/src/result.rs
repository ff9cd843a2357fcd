//! The reply of an action: the envelope is recognised where there is one, and only what it holds becomes a type.

use super::library::Library;
use super::request::follow;
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{Document, Operation, Schema};
use codegen_documents::source::{FileId, Place};

/// The schema of `Result` and its document; `None` when the action answers no data.
pub(super) fn find_result(
    document: &Document,
    operation: &Operation,
    library: &Library<'_>,
    findings: &mut Findings,
) -> Option<(FileId, Schema)> {
    let Some(success) = &operation.success else {
        findings.push(
            Finding::new(
                &lint::MISSING_KEY,
                Place::value(document.file, operation.pointer.key("responses")),
                format!("`{}` describes no successful reply", operation.action),
            )
            .help("describe it under `responses`, as `'200'`"),
        );
        return None;
    };
    let schema = success.schema.as_ref()?;
    let schema = successful(schema);
    let (file, found) = follow(schema, document.file, library, findings);
    if !is_envelope(&found) {
        // What follows references and merges `allOf` is asked again where the type is made, under its own name.
        return Some((document.file, schema.clone()));
    }
    for (name, schema) in &found.properties {
        if name != METADATA && name != RESULT {
            findings.push(
                Finding::new(
                    &lint::NO_ENVELOPE,
                    Place::key(file, schema.pointer.clone()),
                    format!("`{name}` is next to `Result`, where no client looks for it"),
                )
                .help("move it into `Result`, which holds the data of a reply"),
            );
        }
    }
    let result = found.properties.iter().find(|(name, _)| name == RESULT);
    result.map(|(_, result)| (file, successful(result).clone()))
}

const METADATA: &str = "ResponseMetadata";
const RESULT: &str = "Result";

/// Whether a reply is described as a whole. Many documents describe only what sits in `Result`, as the platform's own do.
fn is_envelope(schema: &Schema) -> bool {
    let names = || schema.properties.iter().map(|(name, _)| name.as_str());
    names().any(|name| name == METADATA) || names().eq([RESULT])
}

/// The result among the shapes of a reply, where one of them is marked as it: the others are failures.
fn successful(schema: &Schema) -> &Schema {
    let marked = schema.one_of.iter().find(|shape| shape.is_success);
    marked.unwrap_or(schema)
}
