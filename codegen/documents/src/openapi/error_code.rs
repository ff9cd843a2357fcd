//! Error codes as written: in `x-error-code` of an operation, and in the service file.

use super::fields::{Context, Fields, Spanned};
use crate::diagnostics::rule;
use crate::source::{Node, Pointer};

/// An error code that somebody documents.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentedError {
    /// `code`
    pub code: Spanned<String>,
    /// `number`
    pub number: Option<Spanned<i64>>,
    /// `http_code`, in the service file `http-status`
    pub http_status: Option<Spanned<u64>>,
    /// `message`
    pub message: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `x-retryable`, in the service file `retryable`
    pub retryable: Option<Spanned<bool>>,
    /// `x-rust-name`
    pub rust_name: Option<Spanned<String>>,
}

/// The list of an operation, however deep it is wrapped.
pub(super) fn read_errors(
    node: &Node,
    pointer: Pointer,
    context: &mut Context<'_>,
) -> Vec<DocumentedError> {
    let mut errors = Vec::new();
    find_errors(node, pointer, &mut errors, context, 0);
    errors
}

/// The Explorer wraps the list in a response of its own (`content`, media type, `schema`, `oneOf`); only the list matters.
fn find_errors(
    node: &Node,
    pointer: Pointer,
    errors: &mut Vec<DocumentedError>,
    context: &mut Context<'_>,
    depth: usize,
) {
    match node {
        Node::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                errors.extend(read_entry(item, pointer.index(index), context));
            }
        }
        Node::Object(members) if depth < 8 => {
            for member in members {
                let wraps = matches!(
                    member.key.as_str(),
                    "content" | "schema" | "oneOf" | "anyOf"
                ) || member.key.contains('/');
                if wraps {
                    find_errors(
                        &member.value,
                        pointer.key(&member.key),
                        errors,
                        context,
                        depth + 1,
                    );
                }
            }
        }
        _ => context.wrong_type(&pointer, "x-error-code", "a list of error codes", node),
    }
}

/// An entry of `x-error-code`. Its other keys are the Explorer's own business.
fn read_entry(node: &Node, pointer: Pointer, context: &mut Context<'_>) -> Option<DocumentedError> {
    let mut fields = Fields::of(node, pointer, "error code", context)?;
    let code = read_code(&mut fields, context)?;
    let http_status = match fields.take("http_code") {
        Some((Node::String(text), at)) => text
            .trim()
            .parse()
            .ok()
            .map(|value| Spanned { value, pointer: at }),
        Some((Node::Null, _)) | None => None,
        Some(_) => fields.count("http_code", context),
    };
    Some(DocumentedError {
        code,
        number: None,
        http_status,
        message: fields.text("message", context),
        description: fields.text("description", context),
        retryable: fields.truth("x-retryable", context),
        rust_name: fields.string("x-rust-name", context),
    })
}

/// `error-codes` of the service file.
pub(super) fn read_service_errors(
    fields: &mut Fields<'_>,
    context: &mut Context<'_>,
) -> Vec<DocumentedError> {
    let Some((items, pointer)) = fields.list("error-codes", context) else {
        return Vec::new();
    };
    let mut errors = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        errors.extend(read_service_entry(item, pointer.index(index), context));
    }
    errors
}

/// An entry of the service file, of which everything must be known.
fn read_service_entry(
    node: &Node,
    pointer: Pointer,
    context: &mut Context<'_>,
) -> Option<DocumentedError> {
    let mut fields = Fields::of(node, pointer, "error code", context)?;
    let code = read_code(&mut fields, context);
    let number = fields.integer("number", context);
    let http_status = fields.count("http-status", context);
    let description = fields.text("description", context);
    let retryable = fields.truth("retryable", context);
    let rust_name = fields.string("x-rust-name", context);
    fields.finish(
        &["code", "number", "http-status", "description", "retryable"],
        &[],
        context,
    );
    Some(DocumentedError {
        code: code?,
        number,
        http_status,
        message: None,
        description,
        retryable,
        rust_name,
    })
}

/// `code`, which some documents write as a number.
fn read_code(fields: &mut Fields<'_>, context: &mut Context<'_>) -> Option<Spanned<String>> {
    match fields.take("code") {
        Some((Node::Int(number), pointer)) => Some(Spanned {
            value: number.to_string(),
            pointer,
        }),
        Some(_) => fields.string("code", context),
        None => {
            let pointer = fields.pointer.clone();
            context.report(&rule::MISSING_KEY, &pointer, "an error code needs `code`");
            None
        }
    }
}
