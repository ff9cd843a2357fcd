//! Error codes as written: in `x-error-code` of an operation, and in the service file.

use super::fields::{Context, Fields, Spanned};
use super::reference::target;
use crate::diagnostics::lint;
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
pub(super) fn read_errors<'n>(
    node: &'n Node,
    pointer: Pointer,
    context: &mut Context<'n>,
) -> Vec<DocumentedError> {
    if !matches!(node, Node::Array(_) | Node::Object(_)) {
        context.wrong_type(&pointer, "x-error-code", "a list of error codes", node);
        return Vec::new();
    }
    let mut entries = Vec::new();
    find_entries(node, pointer, &mut entries, context, DEEPEST);
    let mut errors = Vec::new();
    for (node, pointer) in entries {
        errors.extend(read_entry(node, pointer, None, context));
    }
    errors
}

/// The codes under a status of failure, such as `404`. A schema that names no code describes replies of that status in general,
/// and is passed over.
pub(super) fn read_status<'n>(
    status: &str,
    node: &'n Node,
    pointer: Pointer,
    context: &mut Context<'n>,
) -> Vec<DocumentedError> {
    let mut entries = Vec::new();
    find_entries(node, pointer, &mut entries, context, DEEPEST);
    let mut errors = Vec::new();
    for (node, pointer) in entries {
        if fact(node, &pointer, "code", context).is_some() {
            errors.extend(read_entry(node, pointer, status.parse().ok(), context));
        }
    }
    errors
}

/// How deep a list of codes may be wrapped.
const DEEPEST: u8 = 8;

/// Whether a key is one of those in which the codes are wrapped.
pub(super) fn wraps_codes(key: &str) -> bool {
    matches!(
        key,
        "content" | "schema" | "oneOf" | "anyOf" | "allOf" | "items"
    ) || key.contains('/')
}

/// Whether the reply of a status is one of failure.
pub(super) fn is_failure(status: &str) -> bool {
    status.starts_with(['3', '4', '5'])
}

/// The Explorer wraps the codes in a response of its own: `content`, media type, `schema`, `oneOf`, or a list under `items`.
fn find_entries<'n>(
    node: &'n Node,
    pointer: Pointer,
    entries: &mut Vec<(&'n Node, Pointer)>,
    context: &mut Context<'n>,
    depth: u8,
) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    let Some((node, pointer)) = target(node, pointer, context) else {
        return;
    };
    match node {
        Node::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                if let Some(item) = target(item, pointer.index(index), context) {
                    entries.push(item);
                }
            }
        }
        Node::Object(_) if has(node, "code") => entries.push((node, pointer)),
        Node::Object(members) => {
            for member in members {
                if wraps_codes(&member.key) {
                    let pointer = pointer.key(&member.key);
                    find_entries(&member.value, pointer, entries, context, depth);
                }
            }
        }
        _ => {}
    }
}

/// Whether an entry, as a value or as a schema of one, has a member.
fn has(node: &Node, key: &str) -> bool {
    let described = node.member("properties");
    node.member(key).is_some() || described.is_some_and(|all| all.member(key).is_some())
}

/// What an entry may say about an error code.
pub(super) const FACTS: &[&str] = &["code", "http_code", "message", "description"];

/// What an entry says about one thing: as a value, or as the example of a schema that stands for it.
fn fact<'n>(
    node: &'n Node,
    pointer: &Pointer,
    key: &str,
    context: &mut Context<'n>,
) -> Option<(&'n Node, Pointer)> {
    let (said, at) = match node.member(key) {
        Some(said) => (said, pointer.key(key)),
        None => {
            let described = node.member("properties")?.member(key)?;
            target(described, pointer.key("properties").key(key), context)?
        }
    };
    let (said, at) = match said {
        Node::Object(_) => ["example", "const", "default", "enum", "examples"]
            .iter()
            .find_map(|key| Some((said.member(key)?, at.key(key))))?,
        _ => (said, at),
    };
    (*said != Node::Null).then_some((said, at))
}

/// A fact as one text or as several, each with its place; numbers are spelt out.
fn texts(said: Option<(&Node, Pointer)>) -> Vec<Spanned<String>> {
    let Some((node, pointer)) = said else {
        return Vec::new();
    };
    let text = |node: &Node, pointer: Pointer| {
        let value = match node {
            Node::String(text) if !text.trim().is_empty() => text.clone(),
            Node::Int(number) => number.to_string(),
            _ => return None,
        };
        Some(Spanned { value, pointer })
    };
    match node {
        Node::Array(items) => items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| text(item, pointer.index(index)))
            .collect(),
        single => text(single, pointer).into_iter().collect(),
    }
}

/// An entry of a list: an error code, or several that everything else is said of alike. Its other keys are the Explorer's own
/// business.
fn read_entry<'n>(
    node: &'n Node,
    pointer: Pointer,
    status: Option<u64>,
    context: &mut Context<'n>,
) -> Vec<DocumentedError> {
    let Some(mut fields) = Fields::of(node, pointer.clone(), "error code", context) else {
        return Vec::new();
    };
    let codes = texts(fact(node, &pointer, "code", context));
    if codes.is_empty() {
        context.report(&lint::MISSING_KEY, &pointer, "an error code needs `code`");
    }
    let mut said = |key: &str| texts(fact(node, &pointer, key, context)).into_iter().next();
    let http_status = said("http_code")
        .and_then(|text| {
            Some(Spanned {
                value: text.value.trim().parse().ok()?,
                pointer: text.pointer,
            })
        })
        .or(status.map(|value| Spanned {
            value,
            pointer: pointer.clone(),
        }));
    let message = said("message").map(|text| text.value);
    let description = said("description").map(|text| text.value);
    let retryable = fields.truth("x-retryable", context);
    let rust_name = fields.string("x-rust-name", context);
    codes
        .into_iter()
        .map(|code| DocumentedError {
            code,
            number: None,
            http_status: http_status.clone(),
            message: message.clone(),
            description: description.clone(),
            retryable: retryable.clone(),
            rust_name: rust_name.clone(),
        })
        .collect()
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
            context.report(&lint::MISSING_KEY, &pointer, "an error code needs `code`");
            None
        }
    }
}
