//! Parameters as written, and how their values are laid out in a query string.

use super::content::{is_json, read_examples};
use super::fields::{Context, Fields, Spanned};
use super::reference::{description_beside, follow};
use super::{Schema, WrittenStyle};
use crate::diagnostics::{Finding, lint};
use crate::source::{Node, Place, Pointer};

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
    /// `schema`, or that of its only `content`; its [`Schema::style`] is what the parameter or the schema says.
    pub schema: Schema,
}

pub(super) fn read_parameters<'n>(
    fields: &mut Fields<'n>,
    context: &mut Context<'n>,
) -> Vec<Parameter> {
    let Some((items, pointer)) = fields.list("parameters", context) else {
        return Vec::new();
    };
    let mut parameters = Vec::with_capacity(items.len());
    for (index, node) in items.iter().enumerate() {
        let beside = description_beside(node, context);
        if let Some((node, at)) = follow(node, pointer.index(index), context)
            && let Some(parameter) = Parameter::read(node, at, context)
        {
            parameters.push(Parameter {
                description: beside.or(parameter.description),
                ..parameter
            });
        }
    }
    parameters
}

impl Parameter {
    fn read<'n>(node: &'n Node, pointer: Pointer, context: &mut Context<'n>) -> Option<Self> {
        let mut fields = Fields::of(node, pointer.clone(), "parameter", context)?;
        let name = fields.string("name", context);
        let location = fields.string("in", context);
        let required = fields.bool("required", context).unwrap_or(false);
        let description = fields.text("description", context);
        let deprecated = fields.bool("deprecated", context).unwrap_or(false);
        let style = read_style(&mut fields, context);
        let described = fields
            .take("schema")
            .map(|(node, at)| Schema::read(node, at, context));
        let content = read_content(&mut fields, context);
        let mut examples = read_examples(&mut fields, context);
        const KNOWN: &[&str] = &[
            "name",
            "in",
            "required",
            "description",
            "deprecated",
            "schema",
            "content",
            "style",
            "explode",
            "example",
            "examples",
        ];
        const IGNORED: &[&str] = &["allowEmptyValue", "allowReserved"];
        fields.finish(KNOWN, IGNORED, context);
        let (Some(name), Some(location)) = (name, location) else {
            context.report(
                &lint::MISSING_KEY,
                &pointer,
                "a parameter needs `name` and `in`",
            );
            return None;
        };
        let (mut schema, style) = match (described, content) {
            (Some(_), Some((_, at))) => {
                let message = "a parameter has either `schema` or `content`";
                context.report(&lint::BAD_PARAMETER, &at.pointer, message);
                return None;
            }
            (Some(schema), None) => (schema, style),
            (None, Some((schema, at))) => (schema, Some(at)),
            (None, None) => (
                Schema {
                    pointer: pointer.clone(),
                    ..Schema::default()
                },
                style,
            ),
        };
        if let Some(style) = style {
            if let Some(other) = schema
                .style
                .as_ref()
                .filter(|other| other.value != style.value)
            {
                context.findings.push(
                    Finding::new(
                        &lint::BAD_PARAMETER,
                        Place::value(context.file, style.pointer.clone()),
                        format!("`{}` has two layouts", name.value),
                    )
                    .related(
                        Place::value(context.file, other.pointer.clone()),
                        "and so here",
                    )
                    .help("keep one of the two"),
                );
            }
            schema.style = Some(style);
        }
        if schema.example.is_none() && !examples.is_empty() {
            schema.example = Some(examples.swap_remove(0));
        }
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

/// `style` and `explode`. The platform's own notation is meant where neither is written.
fn read_style<'n>(
    fields: &mut Fields<'n>,
    context: &mut Context<'n>,
) -> Option<Spanned<WrittenStyle>> {
    let style = fields.string("style", context);
    let explode = fields.truth("explode", context);
    let pointer = style
        .as_ref()
        .map(|style| &style.pointer)
        .or(explode.as_ref().map(|explode| &explode.pointer))?
        .clone();
    let name = style.as_ref().map_or("form", |style| style.value.as_str());
    let explode = explode.map(|explode| explode.value);
    let value = match (name, explode) {
        ("form", Some(true) | None) => WrittenStyle::Repeated,
        ("form", Some(false)) => WrittenStyle::Joined(','),
        ("spaceDelimited", Some(false) | None) => WrittenStyle::Joined(' '),
        ("pipeDelimited", Some(false) | None) => WrittenStyle::Joined('|'),
        ("spaceDelimited" | "pipeDelimited", Some(true)) => WrittenStyle::Repeated,
        ("deepObject", _) => WrittenStyle::DeepObject,
        ("simple" | "matrix" | "label" | "cookie", _) => {
            let message = format!("`style: {name}` does not apply to a query string");
            context.report(&lint::BAD_PARAMETER, &pointer, message);
            return None;
        }
        _ => {
            let message = format!("OpenAPI has no `style: {name}`");
            context.report(&lint::BAD_PARAMETER, &pointer, message);
            return None;
        }
    };
    Some(Spanned { value, pointer })
}

/// The schema of a parameter that is written as a media type of its own.
fn read_content<'n>(
    fields: &mut Fields<'n>,
    context: &mut Context<'n>,
) -> Option<(Schema, Spanned<WrittenStyle>)> {
    let content: Vec<_> = fields.mapping("content", context)?.collect();
    let Some((media_type, node, at)) = content.into_iter().next() else {
        let pointer = fields.pointer.key("content");
        context.report(&lint::MISSING_KEY, &pointer, "`content` has no media type");
        return None;
    };
    if !is_json(&media_type.to_ascii_lowercase()) {
        let message = format!("a parameter of type `{media_type}` is not supported");
        context.report(&lint::UNSUPPORTED_CONSTRUCT, &at, message);
        return None;
    }
    let mut media = Fields::of(node, at.clone(), "media type", context)?;
    let schema = match media.take("schema") {
        Some((node, at)) => Schema::read(node, at, context),
        None => Schema {
            pointer: at.clone(),
            ..Schema::default()
        },
    };
    let mut examples = read_examples(&mut media, context);
    media.finish(&["schema", "example", "examples"], &["encoding"], context);
    let example = schema.example.clone();
    let schema = Schema {
        example: example.or_else(|| (!examples.is_empty()).then(|| examples.swap_remove(0))),
        ..schema
    };
    Some((
        schema,
        Spanned {
            value: WrittenStyle::Json,
            pointer: at,
        },
    ))
}
