//! Alternatives that only say which members are needed together.

use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::Schema;
use codegen_documents::source::{FileId, Place, Token};

/// Whether all alternatives of a schema only require members, which no type says.
pub(super) fn only_requires(schema: &Schema) -> bool {
    let only = |part: &Schema| {
        !part.required.is_empty()
            && *part
                == Schema {
                    pointer: part.pointer.clone(),
                    required: part.required.clone(),
                    title: part.title.clone(),
                    description: part.description.clone(),
                    ..Schema::default()
                }
    };
    !schema.one_of.is_empty() && schema.one_of.iter().all(only)
}

/// The same, with a finding.
pub(crate) fn is_only_requiring(schema: &Schema, file: FileId, findings: &mut Findings) -> bool {
    if !only_requires(schema) {
        return false;
    }
    let list = schema.one_of.first().and_then(|part| part.pointer.parent());
    let list = list.unwrap_or(&schema.pointer);
    let key = match list.last() {
        Some(Token::Key(key)) => key.to_string(),
        _ => "oneOf".to_owned(),
    };
    findings.push(
        Finding::new(
            &lint::UNSUPPORTED_CONSTRUCT,
            Place::key(file, list.clone()),
            format!("`{key}` that only lists required members is not supported: Rust types cannot express it"),
        )
        .help("leave the members optional, and say in the description which of them belong together"),
    );
    true
}
