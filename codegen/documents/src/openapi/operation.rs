//! Operations as written: one action each, with its parameters, its body and its replies.

use super::Schema;
use super::error_code::{DocumentedError, read_errors};
use super::fields::{Context, Fields, Spanned, entries};
use crate::diagnostics::rule;
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
    /// `responses["200"]`
    pub success: Option<Success>,
    /// `x-error-code`
    pub errors: Vec<DocumentedError>,
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

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its place.
    pub pointer: Pointer,
    /// `name`
    pub name: Spanned<String>,
    /// `in`
    pub location: Spanned<String>,
    /// `required`
    pub required: bool,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// `schema`
    pub schema: Schema,
}

/// Media type of a request body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// `application/json`
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
}

/// A request body.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// How it is written.
    pub kind: BodyKind,
    /// Its shape.
    pub schema: Schema,
    /// `example`, or the value of each of `examples`.
    pub examples: Vec<Spanned<Node>>,
}

/// The reply to a call that succeeded.
#[derive(Debug, Clone, PartialEq)]
pub struct Success {
    /// Its shape, envelope included; `None` when the reply has no JSON content.
    pub schema: Option<Schema>,
    /// `example`, or the value of each of `examples`.
    pub examples: Vec<Spanned<Node>>,
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
const IGNORED: &[&str] = &["operationId", "security", "servers", "callbacks"];

impl Operation {
    pub(super) fn read(
        action: String,
        path_pointer: &Pointer,
        method: Method,
        (node, pointer): (&Node, Pointer),
        shared_parameters: &[Parameter],
        context: &mut Context<'_>,
    ) -> Option<Self> {
        let mut fields = Fields::of(node, pointer.clone(), "operation", context)?;
        let mut operation = Self {
            action,
            path_pointer: path_pointer.clone(),
            pointer,
            method,
            tags: fields.strings("tags", context).unwrap_or_default(),
            summary: fields.text("summary", context),
            description: fields.text("description", context),
            deprecated: fields.bool("deprecated", context).unwrap_or(false),
            external_docs: fields
                .take("externalDocs")
                .and_then(|(node, at)| read_external_docs(node, at, context)),
            parameters: shared_parameters.to_vec(),
            body: fields
                .take("requestBody")
                .and_then(|(node, at)| Body::read(node, at, context)),
            success: None,
            errors: Vec::new(),
            qps_limit: fields.count("x-qps-limit", context),
            idempotent: fields.bool("x-idempotent", context),
            rust_name: fields.string("x-rust-name", context),
            pagination: fields
                .take("x-pagination")
                .and_then(|(node, at)| PaginationNames::read(node, at, context)),
            failed_items: read_failed_items(&mut fields, context),
        };
        operation
            .parameters
            .extend(read_parameters(&mut fields, context));
        if let Some((node, at)) = fields.take("x-error-code") {
            operation.errors = read_errors(node, at, context);
        }
        if let Some(responses) = fields.mapping("responses", context) {
            for (status, node, at) in responses {
                match status {
                    "200" => operation.success = Success::read(node, at, context),
                    "x-error-code" => operation.errors.extend(read_errors(node, at, context)),
                    _ => {}
                }
            }
        }
        fields.finish(KNOWN, IGNORED, context);
        Some(operation)
    }
}

/// Follows `$ref`s inside the document, for parts other than schemas.
fn follow<'n>(
    node: &'n Node,
    pointer: Pointer,
    root: &'n Node,
    context: &mut Context<'_>,
) -> Option<(&'n Node, Pointer)> {
    let mut here = (node, pointer);
    for _ in 0..16 {
        let Some(Node::String(reference)) = here.0.member("$ref") else {
            return Some(here);
        };
        let reference_pointer = here.1.key("$ref");
        let target = reference.strip_prefix('#').and_then(Pointer::from_text);
        let found =
            target.and_then(|target| Some((super::document::node_at(root, &target)?, target)));
        match found {
            Some(found) => here = found,
            None => {
                context.report(
                    &rule::DANGLING_REFERENCE,
                    &reference_pointer,
                    format!("`{reference}` refers to nothing in this document"),
                );
                return None;
            }
        }
    }
    context.report(
        &rule::REFERENCE_CYCLE,
        &here.1,
        "this reference leads back to itself",
    );
    None
}

pub(super) fn read_parameters(
    fields: &mut Fields<'_>,
    context: &mut Context<'_>,
) -> Vec<Parameter> {
    let Some((items, pointer)) = fields.list("parameters", context) else {
        return Vec::new();
    };
    let mut parameters = Vec::with_capacity(items.len());
    for (index, node) in items.iter().enumerate() {
        let root = context.root;
        let Some((node, at)) = follow(node, pointer.index(index), root, context) else {
            continue;
        };
        parameters.extend(Parameter::read(node, at, context));
    }
    parameters
}

impl Parameter {
    fn read(node: &Node, pointer: Pointer, context: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, pointer.clone(), "parameter", context)?;
        let name = fields.string("name", context);
        let location = fields.string("in", context);
        let required = fields.bool("required", context).unwrap_or(false);
        let description = fields.text("description", context);
        let deprecated = fields.bool("deprecated", context).unwrap_or(false);
        let schema = fields
            .take("schema")
            .map(|(node, at)| Schema::read(node, at, context));
        const KNOWN: &[&str] = &[
            "name",
            "in",
            "required",
            "description",
            "deprecated",
            "schema",
        ];
        const IGNORED: &[&str] = &[
            "example",
            "examples",
            "style",
            "explode",
            "allowEmptyValue",
            "allowReserved",
            "$ref",
        ];
        fields.finish(KNOWN, IGNORED, context);
        let (Some(name), Some(location)) = (name, location) else {
            context.report(
                &rule::MISSING_KEY,
                &pointer,
                "a parameter needs `name` and `in`",
            );
            return None;
        };
        let schema = schema.unwrap_or_else(|| Schema {
            pointer: pointer.clone(),
            ..Schema::default()
        });
        Some(Self {
            pointer,
            name,
            location,
            required,
            description,
            deprecated,
            schema,
        })
    }
}

impl Body {
    fn read(node: &Node, pointer: Pointer, context: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, pointer.clone(), "requestBody", context)?;
        let content: Vec<_> = fields.mapping("content", context)?.collect();
        fields.finish(
            &["content", "required", "description"],
            &["required", "description"],
            context,
        );
        let known = content.iter().find_map(|(media_type, node, at)| {
            let kind = match media_type.split(';').next().unwrap_or_default().trim() {
                "application/json" => BodyKind::Json,
                "application/x-www-form-urlencoded" => BodyKind::Form,
                _ => return None,
            };
            Some((kind, *node, at.clone()))
        });
        let Some((kind, node, at)) = known else {
            if let Some((media_type, _, at)) = content.first() {
                context.report(
                    &rule::UNSUPPORTED_CONSTRUCT,
                    at,
                    format!("a request body of type `{media_type}` is not supported"),
                );
            }
            return None;
        };
        let (schema, examples) = read_media_type(node, at.clone(), context);
        let schema = schema.unwrap_or(Schema {
            pointer: at,
            ..Schema::default()
        });
        Some(Self {
            kind,
            schema,
            examples,
        })
    }
}

impl Success {
    fn read(node: &Node, pointer: Pointer, context: &mut Context<'_>) -> Option<Self> {
        let mut fields = Fields::of(node, pointer, "response", context)?;
        let content = fields.mapping("content", context);
        let json = content.and_then(|mut content| {
            content.find(|(media_type, _, _)| {
                media_type
                    .split(';')
                    .next()
                    .is_some_and(|name| name.trim() == "application/json")
            })
        });
        fields.finish(
            &["content", "description"],
            &["description", "headers", "links"],
            context,
        );
        Some(match json {
            Some((_, node, at)) => {
                let (schema, examples) = read_media_type(node, at, context);
                Self { schema, examples }
            }
            None => Self {
                schema: None,
                examples: Vec::new(),
            },
        })
    }
}

fn read_media_type(
    node: &Node,
    pointer: Pointer,
    context: &mut Context<'_>,
) -> (Option<Schema>, Vec<Spanned<Node>>) {
    let Some(mut fields) = Fields::of(node, pointer, "media type", context) else {
        return (None, Vec::new());
    };
    let schema = fields
        .take("schema")
        .map(|(node, at)| Schema::read(node, at, context));
    let mut examples = Vec::new();
    if let Some((node, pointer)) = fields.take("example") {
        examples.push(Spanned {
            value: node.clone(),
            pointer,
        });
    }
    if let Some(named) = fields.mapping("examples", context) {
        for (_, node, at) in named {
            if let Some(value) = node.member("value") {
                examples.push(Spanned {
                    value: value.clone(),
                    pointer: at.key("value"),
                });
            }
        }
    }
    fields.finish(&["schema", "example", "examples"], &["encoding"], context);
    (schema, examples)
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
        context.report(&rule::MISSING_KEY, &pointer, "`externalDocs` needs `url`");
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

/// The operations of `paths`.
pub(super) fn read_paths(
    node: &Node,
    pointer: Pointer,
    context: &mut Context<'_>,
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
                &rule::BAD_PATH,
                &path_pointer,
                format!(
                    "the path `{path}` must be `/` and the name of the action, such as `/CreateApp`"
                ),
            );
            continue;
        };
        let Some(mut fields) = Fields::of(node, path_pointer.clone(), "path", context) else {
            continue;
        };
        let shared = read_parameters(&mut fields, context);
        let mut found = 0;
        for (key, method) in [("get", Method::Get), ("post", Method::Post)] {
            if let Some(operation) = fields.take(key) {
                found += 1;
                operations.extend(Operation::read(
                    action.to_owned(),
                    &path_pointer,
                    method,
                    operation,
                    &shared,
                    context,
                ));
            }
        }
        for key in ["put", "delete", "patch", "head", "options", "trace"] {
            if let Some((_, at)) = fields.take(key) {
                found += 1;
                context.report(
                    &rule::UNSUPPORTED_CONSTRUCT,
                    &at,
                    format!("actions are called by GET or POST, not by `{key}`"),
                );
            }
        }
        if found == 0 {
            context.report(
                &rule::MISSING_KEY,
                &path_pointer,
                format!("`{path}` describes no `get` and no `post`"),
            );
        }
        fields.finish(
            &["get", "post", "parameters"],
            &["summary", "description", "servers"],
            context,
        );
    }
    operations
}
