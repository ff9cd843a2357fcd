//! The request of an action: a body, or parameters, as one structure.

use std::borrow::Cow;

use super::flatten::{nest, nest_properties};
use super::library::Library;
use super::merge::{merge, with_siblings};
use super::requiring::is_only_requiring;
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{
    BodyKind, Document, Method, Operation, Parameter, Schema, SchemaType,
};
use codegen_documents::source::{FileId, Place};
use codegen_model::Encoding;

/// What is sent, and how.
pub(super) struct Request<'a> {
    pub(super) file: FileId,
    /// An object without a reference and without `allOf`.
    pub(super) schema: Cow<'a, Schema>,
    pub(super) encoding: Encoding,
}

pub(super) fn find_request<'a>(
    document: &'a Document,
    operation: &'a Operation,
    version: &str,
    library: &Library<'a>,
    findings: &mut Findings,
) -> Request<'a> {
    let parameters = own_parameters(document, operation, version, findings);
    let empty = || Schema {
        types: vec![SchemaType::Object],
        pointer: operation.pointer.clone(),
        ..Schema::default()
    };
    let file = document.file;
    let body = operation.body.as_ref();
    match (operation.method, body) {
        (Method::Get, Some(body)) => {
            findings.push(
                Finding::new(
                    &lint::BAD_REQUEST_SHAPE,
                    Place::value(file, body.schema.pointer.clone()),
                    "a GET action sends no body",
                )
                .help("describe its members as `parameters`, or use `post`"),
            );
            Request {
                file,
                schema: Cow::Owned(empty()),
                encoding: Encoding::Query,
            }
        }
        (Method::Get, None) => Request {
            file,
            schema: Cow::Owned(nest(&parameters, &empty(), file, findings)),
            encoding: Encoding::Query,
        },
        // A POST whose members stand in the query string sends them there.
        (Method::Post, None) if !parameters.is_empty() => Request {
            file,
            schema: Cow::Owned(nest(&parameters, &empty(), file, findings)),
            encoding: Encoding::Query,
        },
        (Method::Post, None) => Request {
            file,
            schema: Cow::Owned(empty()),
            encoding: Encoding::Json,
        },
        (Method::Post, Some(body)) => {
            for parameter in parameters {
                findings.push(
                    Finding::new(
                        &lint::BAD_PARAMETER,
                        Place::value(file, parameter.name.pointer.clone()),
                        format!("`{}` is a query parameter, but the request has a body", parameter.name.value),
                    )
                    .help("make it a member of the body; next to a body, only `Action` and `Version` go in the query string"),
                );
            }
            let (file, schema) = object_of(&body.schema, file, library, findings);
            match body.kind {
                BodyKind::Json => Request {
                    file,
                    schema,
                    encoding: Encoding::Json,
                },
                BodyKind::Form => Request {
                    file,
                    schema: Cow::Owned(nest_properties(&schema, file, findings)),
                    encoding: Encoding::Form,
                },
            }
        }
    }
}

/// The parameters that are members of the request: all but `Action` and `Version`, which the runtime sends.
fn own_parameters<'a>(
    document: &Document,
    operation: &'a Operation,
    version: &str,
    findings: &mut Findings,
) -> Vec<&'a Parameter> {
    let mut own: Vec<&Parameter> = Vec::new();
    for parameter in &operation.parameters {
        let place = || Place::value(document.file, parameter.name.pointer.clone());
        if parameter.location.value != "query" {
            findings.push(
                Finding::new(
                    &lint::BAD_PARAMETER,
                    Place::value(document.file, parameter.location.pointer.clone()),
                    format!(
                        "parameters in `{}` are not supported",
                        parameter.location.value
                    ),
                )
                .help("members of a request travel in the query string or in the body"),
            );
            continue;
        }
        let fixed = match parameter.name.value.as_str() {
            "Action" => Some(operation.action.as_str()),
            "Version" => Some(version),
            _ => None,
        };
        let Some(expected) = fixed else {
            if let Some(first) = own
                .iter()
                .find(|known| known.name.value == parameter.name.value)
            {
                findings.push(
                    Finding::new(
                        &lint::BAD_PARAMETER,
                        place(),
                        format!(
                            "the parameter `{}` is described twice",
                            parameter.name.value
                        ),
                    )
                    .related(
                        Place::value(document.file, first.name.pointer.clone()),
                        "first here",
                    )
                    .help("keep one of the two"),
                );
                continue;
            }
            own.push(parameter);
            continue;
        };
        let values = parameter.schema.values.as_ref();
        let stated =
            values
                .map(|values| &values.value)
                .and_then(|values| match values.as_slice() {
                    [codegen_documents::source::Node::String(text)] => Some(text.as_str()),
                    _ => None,
                });
        if stated.is_some_and(|stated| stated != expected) {
            findings.push(
                Finding::new(
                    &lint::BAD_PARAMETER,
                    place(),
                    format!("`{}` must be `{expected}` here", parameter.name.value),
                )
                .help("make it agree with the path and with `info.version`"),
            );
        }
    }
    own
}

/// Follows references until an object appears.
fn object_of<'a>(
    schema: &'a Schema,
    file: FileId,
    library: &Library<'a>,
    findings: &mut Findings,
) -> (FileId, Cow<'a, Schema>) {
    let (file, found) = follow(schema, file, library, findings);
    if is_only_requiring(&found, file, findings) {
        return (file, found);
    }
    let is_object = found.types.is_empty() || found.types == [SchemaType::Object];
    if !is_object
        || !found.one_of.is_empty()
        || (found.properties.is_empty() && found.additional.is_some())
    {
        findings.push(
            Finding::new(
                &lint::BAD_REQUEST_SHAPE,
                Place::value(file, found.pointer.clone()),
                if found.one_of.is_empty() {
                    "the request is not an object with described members"
                } else {
                    "the request as a whole has alternatives, which is not supported"
                },
            )
            .help("write `type: object` with `properties`"),
        );
    }
    (file, found)
}

/// A schema with its references followed and its `allOf` merged.
pub(super) fn follow<'a>(
    schema: &'a Schema,
    file: FileId,
    library: &Library<'a>,
    findings: &mut Findings,
) -> (FileId, Cow<'a, Schema>) {
    let mut here = (file, Cow::Borrowed(schema));
    for _ in 0..32 {
        if let Cow::Owned(combined) = with_siblings(&here.1) {
            here.1 = Cow::Owned(combined);
        }
        if !here.1.all_of.is_empty() {
            here = (
                here.0,
                Cow::Owned(merge(&here.1, here.0, library, findings)),
            );
        }
        let Some(reference) = here.1.reference.clone() else {
            return here;
        };
        match library.resolve(here.0, &reference, findings) {
            Some(target) => here = (target.file, target.schema),
            None => {
                return (
                    here.0,
                    Cow::Owned(Schema {
                        reference: None,
                        ..here.1.into_owned()
                    }),
                );
            }
        }
    }
    findings.push(Finding::new(
        &lint::REFERENCE_CYCLE,
        Place::value(here.0, here.1.pointer.clone()),
        "this reference is circular",
    ));
    (
        here.0,
        Cow::Owned(Schema {
            reference: None,
            ..here.1.into_owned()
        }),
    )
}
