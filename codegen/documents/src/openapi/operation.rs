//! Operations as written: one action each, with its parameters, its body and its replies.

use super::content::{Body, Success};
use super::error_code::{DocumentedError, is_failure, read_errors, read_status};
use super::fields::{Context, Fields, Spanned, entries};
use super::parameter::{Parameter, read_parameters};
use super::reference::follow;
use crate::diagnostics::lint;
use crate::source::{Node, Pointer};

/// HTTP method of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `get`
    Get,
    /// `post`
    Post,
}

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The path without its slash.
    pub action: String,
    /// Place of the path.
    pub path_pointer: Pointer,
    /// Place of the operation.
    pub pointer: Pointer,
    /// HTTP method.
    pub method: Method,
    /// `tags`
    pub tags: Vec<Spanned<String>>,
    /// `summary`
    pub summary: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// `externalDocs`
    pub external_docs: Option<ExternalDocs>,
    /// `parameters`, those of the path included.
    pub parameters: Vec<Parameter>,
    /// `requestBody`
    pub body: Option<Body>,
    /// The reply of success in `responses`.
    pub success: Option<Success>,
    /// `x-error-code`, and what statuses of failure document.
    pub errors: Vec<DocumentedError>,
    /// `x-version` of the path, in a document of several versions.
    pub version: Option<Spanned<String>>,
    /// `x-service-code` of the path.
    pub service_code: Option<Spanned<String>>,
    /// `x-qps-limit`
    pub qps_limit: Option<Spanned<u64>>,
    /// `x-idempotent`
    pub idempotent: Option<bool>,
    /// `x-rust-name`: the method and the module are called so.
    pub rust_name: Option<Spanned<String>>,
    /// `x-pagination`
    pub pagination: Option<PaginationNames>,
    /// `x-failed-items`: one name, or several.
    pub failed_items: Vec<Spanned<String>>,
}

/// `externalDocs`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalDocs {
    /// `description`
    pub description: Option<String>,
    /// `url`
    pub url: String,
}

/// `x-pagination`
#[derive(Debug, Clone, PartialEq)]
pub struct PaginationNames {
    /// Its place.
    pub pointer: Pointer,
    /// `cursor`
    pub cursor: Option<Spanned<String>>,
    /// `next`
    pub next: Option<Spanned<String>>,
    /// `has-more`
    pub has_more: Option<Spanned<String>>,
    /// `items`
    pub items: Option<Spanned<String>>,
}

const KNOWN: &[&str] = &[
    "operationId",
    "tags",
    "summary",
    "description",
    "deprecated",
    "externalDocs",
    "parameters",
    "requestBody",
    "responses",
];
const IGNORED: &[&str] = &["operationId", "security"];

impl Operation {
    fn read<'n>(
        path: &Path,
        method: Method,
        (node, pointer): (&'n Node, Pointer),
        context: &mut Context<'n>,
    ) -> Option<Self> {
        let mut fields = Fields::of(node, pointer.clone(), "operation", context)?;
        let mut operation = Self {
            action: path.action.clone(),
            path_pointer: path.pointer.clone(),
            pointer,
            method,
            tags: fields.strings("tags", context).unwrap_or_default(),
            summary: fields.text("summary", context),
            description: fields.text("description", context),
            deprecated: fields.bool("deprecated", context).unwrap_or(false),
            external_docs: fields
                .take("externalDocs")
                .and_then(|(node, at)| read_external_docs(node, at, context)),
            parameters: Vec::new(),
            body: fields
                .take("requestBody")
                .and_then(|(node, at)| Body::read(node, at, context)),
            success: None,
            errors: Vec::new(),
            version: path.version.clone(),
            service_code: path.service_code.clone(),
            qps_limit: fields.count("x-qps-limit", context),
            idempotent: fields.bool("x-idempotent", context),
            rust_name: fields.string("x-rust-name", context),
            pagination: fields
                .take("x-pagination")
                .and_then(|(node, at)| PaginationNames::read(node, at, context)),
            failed_items: read_failed_items(&mut fields, context),
        };
        operation.parameters = read_parameters(&mut fields, context);
        // A parameter of the operation takes the place of one that the path has for all of its operations.
        let own = operation.parameters.len();
        for shared in &path.parameters {
            let known = operation.parameters[..own].iter();
            let names = |parameter: &Parameter| {
                (
                    parameter.name.value.clone(),
                    parameter.location.value.clone(),
                )
            };
            if !known.map(names).any(|name| name == names(shared)) {
                operation.parameters.push(shared.clone());
            }
        }
        if let Some((node, at)) = fields.take("x-error-code") {
            operation.errors = read_errors(node, at, context);
        }
        let responses: Vec<_> = fields
            .mapping("responses", context)
            .into_iter()
            .flatten()
            .collect();
        operation.success = Success::find(&responses, context);
        for (status, node, at) in responses {
            if status == "x-error-code" {
                operation.errors.extend(read_errors(node, at, context));
            } else if is_failure(status) {
                operation
                    .errors
                    .extend(read_status(status, node, at, context));
            }
        }
        fields.unused(&["servers", "callbacks"], context);
        fields.finish(KNOWN, IGNORED, context);
        Some(operation)
    }
}

fn read_external_docs(
    node: &Node,
    pointer: Pointer,
    context: &mut Context<'_>,
) -> Option<ExternalDocs> {
    let mut fields = Fields::of(node, pointer.clone(), "externalDocs", context)?;
    let description = fields.text("description", context);
    let url = fields.text("url", context);
    fields.finish(&["description", "url"], &[], context);
    if url.is_none() {
        context.report(&lint::MISSING_KEY, &pointer, "`externalDocs` needs `url`");
    }
    Some(ExternalDocs {
        description,
        url: url?,
    })
}

/// `x-failed-items`: a name or a list of names.
fn read_failed_items(fields: &mut Fields<'_>, context: &mut Context<'_>) -> Vec<Spanned<String>> {
    const KEY: &str = "x-failed-items";
    match fields.take(KEY) {
        None => Vec::new(),
        Some((Node::Array(_), _)) => fields.strings(KEY, context).unwrap_or_default(),
        Some((Node::String(_), _)) => fields.string(KEY, context).into_iter().collect(),
        Some((other, pointer)) => {
            context.wrong_type(&pointer, KEY, "a name or a list of names", other);
            Vec::new()
        }
    }
}

impl PaginationNames {
    fn read(node: &Node, pointer: Pointer, context: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, pointer.clone(), "x-pagination", context)?;
        let names = Self {
            pointer,
            cursor: fields.string("cursor", context),
            next: fields.string("next", context),
            has_more: fields.string("has-more", context),
            items: fields.string("items", context),
        };
        fields.finish(&["cursor", "next", "has-more", "items"], &[], context);
        Some(names)
    }
}

/// What holds for all operations of a path.
struct Path {
    action: String,
    pointer: Pointer,
    parameters: Vec<Parameter>,
    version: Option<Spanned<String>>,
    service_code: Option<Spanned<String>>,
}

/// The operations of `paths`.
pub(super) fn read_paths<'n>(
    node: &'n Node,
    pointer: Pointer,
    context: &mut Context<'n>,
) -> Vec<Operation> {
    let Some(paths) = entries(node, pointer, "paths", context) else {
        return Vec::new();
    };
    let mut operations = Vec::new();
    for (path, node, path_pointer) in paths {
        if path.starts_with("x-") {
            continue;
        }
        let Some(action) = path
            .strip_prefix('/')
            .filter(|action| !action.is_empty() && !action.contains(['/', '{']))
        else {
            context.report(
                &lint::BAD_PATH,
                &path_pointer,
                format!(
                    "the path `{path}` must be `/` followed by the name of the action, such as `/CreateApp`"
                ),
            );
            continue;
        };
        if let Some((node, at)) = follow(node, path_pointer.clone(), context) {
            read_path(action, path_pointer, (node, at), &mut operations, context);
        }
    }
    operations
}

fn read_path<'n>(
    action: &str,
    pointer: Pointer,
    (node, at): (&'n Node, Pointer),
    operations: &mut Vec<Operation>,
    context: &mut Context<'n>,
) {
    let Some(mut fields) = Fields::of(node, at, "path", context) else {
        return;
    };
    let path = Path {
        action: action.to_owned(),
        pointer,
        parameters: read_parameters(&mut fields, context),
        version: fields.name("x-version"),
        service_code: fields.name("x-service-code"),
    };
    let mut found = 0;
    for (key, method) in [("get", Method::Get), ("post", Method::Post)] {
        if let Some(operation) = fields.take(key) {
            found += 1;
            operations.extend(Operation::read(&path, method, operation, context));
        }
    }
    for key in ["put", "delete", "patch", "head", "options", "trace"] {
        if let Some((_, at)) = fields.take(key) {
            found += 1;
            context.report(
                &lint::UNSUPPORTED_CONSTRUCT,
                &at,
                format!("actions use GET or POST, not `{key}`"),
            );
        }
    }
    if found == 0 {
        context.report(
            &lint::MISSING_KEY,
            &path.pointer,
            format!("`/{action}` has neither `get` nor `post`"),
        );
    }
    fields.unused(&["servers"], context);
    fields.finish(
        &["get", "post", "parameters"],
        &["summary", "description"],
        context,
    );
}
