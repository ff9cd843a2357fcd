//! The reply of an action: the envelope is recognised, and only what it holds becomes a type.

use super::library::Library;
use super::request::follow;
use codegen_documents::diagnostics::{Finding, Findings, rule};
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
                &rule::MISSING_KEY,
                Place::value(document.file, operation.pointer.key("responses")),
                format!("`{}` describes no reply of status 200", operation.action),
            )
            .help("describe it under `responses`, with the key `'200'`"),
        );
        return None;
    };
    let schema = success.schema.as_ref()?;
    let (file, envelope) = follow(schema, document.file, library, findings);
    let member = |name: &str| {
        envelope
            .properties
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, schema)| schema)
    };
    if member("ResponseMetadata").is_none() {
        findings.push(
            Finding::new(
                &rule::NO_ENVELOPE,
                Place::value(file, envelope.pointer.clone()),
                "the reply has no `ResponseMetadata`",
            )
            .help("describe the whole reply: an object with `ResponseMetadata` and `Result`"),
        );
        return None;
    }
    for (name, schema) in &envelope.properties {
        if name != "ResponseMetadata" && name != "Result" {
            findings.push(
                Finding::new(
                    &rule::NO_ENVELOPE,
                    Place::key(file, schema.pointer.clone()),
                    format!("`{name}` stands beside `Result`, where no client looks for it"),
                )
                .help("data of a reply is a member of `Result`"),
            );
        }
    }
    member("Result").map(|result| (file, result.clone()))
}
