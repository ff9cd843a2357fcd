//! What is sent and what is answered: media types, their schemas and their examples.

use super::Schema;
use super::fields::{Context, Fields, Spanned};
use super::reference::follow;
use crate::diagnostics::{Finding, lint};
use crate::source::{Node, Place, Pointer};

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
    /// Its shape, with the envelope or without it; `None` when the reply has no content.
    pub schema: Option<Schema>,
    /// `example`, or the value of each of `examples`.
    pub examples: Vec<Spanned<Node>>,
}

/// A member of `content`: its media type, its value and where it stands.
type Media<'n> = (&'n str, &'n Node, Pointer);

impl Body {
    pub(super) fn read<'n>(
        node: &'n Node,
        pointer: Pointer,
        context: &mut Context<'n>,
    ) -> Option<Self> {
        let (node, pointer) = follow(node, pointer, context)?;
        let mut fields = Fields::of(node, pointer.clone(), "requestBody", context)?;
        let content = fields.mapping("content", context);
        fields.finish(
            &["content", "required", "description"],
            &["required", "description"],
            context,
        );
        let Some(content) = content else {
            if node.member("content").is_none() {
                let message = "a request body needs `content`";
                context.report(&lint::MISSING_KEY, &pointer, message);
            }
            return None;
        };
        let content: Vec<_> = content.collect();
        let known = content.iter().find_map(|media| {
            let kind = match essence(media.0).as_str() {
                "application/x-www-form-urlencoded" => BodyKind::Form,
                name if is_json(name) => BodyKind::Json,
                _ => return None,
            };
            Some((kind, media))
        });
        let Some((kind, chosen)) = known else {
            unsupported(&content, "a request body", context);
            return None;
        };
        tell_others(&content, chosen, "the request is not sent", context);
        let (node, at) = (chosen.1, chosen.2.clone());
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
    /// The reply of the best status that `responses` has: 200, else another one of success, else `default`.
    pub(super) fn find<'n>(
        responses: &[(&'n str, &'n Node, Pointer)],
        context: &mut Context<'n>,
    ) -> Option<Self> {
        let mut ranked: Vec<_> = responses
            .iter()
            .filter_map(|(status, node, at)| Some((rank(status)?, *status, *node, at)))
            .collect();
        ranked.sort_by_key(|(rank, ..)| *rank);
        let mut ranked = ranked.into_iter();
        let (_, chosen, node, at) = ranked.next()?;
        let success = Self::read(node, at.clone(), context);
        for (rank, status, node, at) in ranked {
            if rank < DEFAULT && has_content(node) {
                context.findings.push(
                    Finding::new(
                        &lint::SEVERAL_REPLIES,
                        Place::key(context.file, at.clone()),
                        format!("the reply for status {status} is ignored, because the one for status {chosen} is used"),
                    )
                    .help(format!("describe everything that a successful reply may contain under `{chosen}`")),
                );
            }
        }
        success
    }

    fn read<'n>(node: &'n Node, pointer: Pointer, context: &mut Context<'n>) -> Option<Self> {
        let (node, pointer) = follow(node, pointer, context)?;
        let mut fields = Fields::of(node, pointer, "response", context)?;
        let content: Vec<_> = fields
            .mapping("content", context)
            .into_iter()
            .flatten()
            .collect();
        fields.unused(&["headers", "links"], context);
        fields.finish(&["content", "description"], &["description"], context);
        let json = content
            .iter()
            .find(|(media_type, _, _)| is_json(&essence(media_type)));
        Some(match json {
            Some(chosen) => {
                tell_others(&content, chosen, "the reply is not read", context);
                let (schema, examples) = read_media_type(chosen.1, chosen.2.clone(), context);
                Self { schema, examples }
            }
            None => {
                unsupported(&content, "a reply", context);
                Self {
                    schema: None,
                    examples: Vec::new(),
                }
            }
        })
    }
}

/// The rank of `default`, which stands for failures as well.
const DEFAULT: u16 = 1000;

/// How well a status speaks for success; the least is the best.
fn rank(status: &str) -> Option<u16> {
    match status {
        "200" => Some(0),
        "2XX" | "2xx" => Some(999),
        "default" => Some(DEFAULT),
        _ => status
            .parse()
            .ok()
            .filter(|number| (200..300).contains(number)),
    }
}

fn has_content(response: &Node) -> bool {
    matches!(response.member("content"), Some(Node::Object(content)) if !content.is_empty())
        || response.member("$ref").is_some()
}

/// A media type without its parameters, in lower case.
fn essence(media_type: &str) -> String {
    let name = media_type.split(';').next().unwrap_or_default();
    name.trim().to_ascii_lowercase()
}

/// Whether a media type is JSON, by whatever name, or leaves it open.
pub(super) fn is_json(essence: &str) -> bool {
    matches!(essence, "*/*" | "application/*")
        || essence.ends_with("/json")
        || essence.ends_with("+json")
}

/// Tells of media types that describe the same body in another way, and are not used.
fn tell_others(
    content: &[Media<'_>],
    chosen: &Media<'_>,
    consequence: &str,
    context: &mut Context<'_>,
) {
    let schema = |node: &Node| node.member("schema").cloned();
    for (media_type, node, at) in content {
        if *at != chosen.2 && schema(node) != schema(chosen.1) {
            context.findings.push(
                Finding::new(
                    &lint::SEVERAL_MEDIA_TYPES,
                    Place::key(context.file, at.clone()),
                    format!(
                        "{consequence} as `{media_type}`, because it is described as `{}`",
                        chosen.0
                    ),
                )
                .help("keep the one that the client is to use"),
            );
        }
    }
}

/// Reports that none of these media types can be read or written.
fn unsupported(content: &[Media<'_>], what: &str, context: &mut Context<'_>) {
    if let Some((media_type, _, at)) = content.first() {
        context.findings.push(
            Finding::new(
                &lint::UNSUPPORTED_CONSTRUCT,
                Place::key(context.file, at.clone()),
                format!("{what} of type `{media_type}` is not supported"),
            )
            .help("describe it as `application/json`"),
        );
    }
}

fn read_media_type<'n>(
    node: &'n Node,
    pointer: Pointer,
    context: &mut Context<'n>,
) -> (Option<Schema>, Vec<Spanned<Node>>) {
    let Some(mut fields) = Fields::of(node, pointer, "media type", context) else {
        return (None, Vec::new());
    };
    let schema = fields
        .take("schema")
        .map(|(node, at)| Schema::read(node, at, context));
    let examples = read_examples(&mut fields, context);
    fields.finish(&["schema", "example", "examples"], &["encoding"], context);
    (schema, examples)
}

/// `example`, and the value of each of `examples`.
pub(super) fn read_examples<'n>(
    fields: &mut Fields<'n>,
    context: &mut Context<'n>,
) -> Vec<Spanned<Node>> {
    let mut examples = Vec::new();
    if let Some((node, pointer)) = fields.take("example") {
        examples.push(Spanned {
            value: node.clone(),
            pointer,
        });
    }
    for (_, node, at) in fields.mapping("examples", context).into_iter().flatten() {
        let Some((node, at)) = follow(node, at, context) else {
            continue;
        };
        if let Some(value) = node.member("value") {
            examples.push(Spanned {
                value: value.clone(),
                pointer: at.key("value"),
            });
        }
    }
    examples
}
