//! One action: its request, its result, and the types of both.

use std::collections::BTreeMap;

use super::Reserved;
use super::constraints::lower_constraints;
use super::direction::{finish, without_null};
use super::errors::errors_of;
use super::library::Library;
use super::members::mark_failed;
use super::names::camel;
use super::parts::plain;
use super::places::ActionPlaces;
use super::request::{Request, find_request};
use super::result::find_result;
use super::shapes::{Hint, Settled, Shapes};
use super::shared::{SharedTypes, becomes_a_type, visit};
use super::types::Types;
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{Document, Method, Operation, Reference, Schema};
use codegen_documents::source::{FileId, Place};
use codegen_model::{
    Action, Docs, Encoding, ErrorCode, ExternalDocs, FunctionName, Home, HttpMethod, ModuleName,
    Type, TypeRef,
};

/// What the actions of a version have in common.
pub(super) struct Common<'a> {
    /// The version, as on the wire.
    pub(super) version: &'a str,
    pub(super) library: &'a Library<'a>,
    pub(super) shared: &'a SharedTypes,
    /// The error codes of the service.
    pub(super) codes: &'a [ErrorCode],
    pub(super) reserved: Reserved<'a>,
}

/// Understands an action whose module has the name `module`.
pub(super) fn lower_action(
    (document, operation): (&Document, &Operation),
    module: &str,
    common: &Common<'_>,
    findings: &mut Findings,
) -> (Action, ActionPlaces) {
    let Common {
        version,
        library,
        shared,
        codes,
        reserved,
    } = *common;
    let base = camel(&operation.action);
    let request = find_request(document, operation, version, library, findings);
    let result = find_result(document, operation, library, findings);

    let mut shapes = Shapes::new(library, &shared.names, Home::Local, reserved);
    let (request_hint, result_hint) = (format!("{base}Request"), format!("{base}Result"));
    let request_name = shapes.root(&request_hint);
    let result_name = shapes.root(&result_hint);
    shapes.name_beforehand(request.file, &request.schema.pointer, request_name.clone());
    if let Some((file, pointer)) = result
        .as_ref()
        .and_then(|result| result_object(result, document.file, library))
    {
        shapes.name_beforehand(file, &pointer, result_name.clone());
    }
    claim_components(
        &mut shapes,
        document,
        &request,
        result.as_ref(),
        library,
        findings,
    );

    shapes.struct_of(
        &request.schema,
        request.file,
        &request_name,
        Hint::root(&request_hint),
        findings,
    );
    // No limit of a whole request is checked; each of them is told.
    let request_type = Type::Named(TypeRef {
        home: Home::Local,
        name: request_name.clone(),
    });
    lower_constraints(&request.schema, &request_type, request.file, findings);
    let mut result_use = match &result {
        Some((file, schema)) => shapes.type_of(schema, *file, Hint::root(&result_hint), findings),
        None => plain(Type::Unit),
    };
    let Settled {
        mut drafts,
        names,
        places,
    } = shapes.settle(findings);
    names.settle(&mut result_use.ty, Home::Local);
    let request_ref = TypeRef {
        home: Home::Local,
        name: names.given(&request_name),
    };
    finish(
        &mut drafts,
        &Type::Named(request_ref.clone()),
        &result_use.ty,
        findings,
    );
    if request.encoding != Encoding::Json {
        without_null(&mut drafts);
    }
    let types = Types {
        drafts: &drafts,
        shared: shared.drafts(),
    };
    if request.encoding != Encoding::Json {
        types.check_layout(&request_ref, findings);
    }
    types.check_members(findings);
    types.check_tags(findings);
    let example_request = types.request_example(document, operation, &request_ref, findings);
    let example_response = types.response_example(document, operation, &result_use, findings);
    let pagination = operation.pagination.as_ref().and_then(|names| {
        types.pagination(document.file, names, &request_ref, &result_use, findings)
    });
    let failed_items = types.failed_items(document.file, operation, &result_use, findings);
    if let Type::Named(result) = &result_use.ty
        && result.home == Home::Local
        && let Some(draft) = drafts
            .iter_mut()
            .find(|draft| draft.def.name == result.name)
    {
        mark_failed(&mut draft.def.shape, &failed_items);
    }

    let places = ActionPlaces {
        operation: Place::key(document.file, operation.pointer.clone()),
        own: places,
    };
    let action = Action {
        wire: operation.action.clone(),
        source: library.source_of(document.file).to_owned(),
        module: ModuleName::assigned(super::names::module_identifier(
            module.trim_start_matches("r#"),
        )),
        method_name: FunctionName::assigned(module),
        group: operation
            .tags
            .first()
            .map(|tag| tag.value.trim().to_owned())
            .filter(|tag| !tag.is_empty()),
        docs: Docs {
            summary: operation.summary.clone(),
            description: operation.description.clone(),
            external: operation.external_docs.as_ref().map(|docs| ExternalDocs {
                description: docs.description.clone(),
                url: docs.url.clone(),
            }),
            deprecated: operation.deprecated,
        },
        http_method: match operation.method {
            Method::Get => HttpMethod::Get,
            Method::Post => HttpMethod::Post,
        },
        encoding: request.encoding,
        qps_limit: qps_limit(document.file, operation, findings),
        idempotent: operation.idempotent.unwrap_or(false),
        request: request_ref,
        result: result_use,
        errors: errors_of(operation, codes),
        pagination,
        failed_items,
        example_request,
        example_response,
        types: drafts.into_iter().map(|draft| draft.def).collect(),
    };
    (action, places)
}

/// Where the type stands that `Result` is: an object behind references, if it is one of this document, or anything that
/// gets a type, if it is described in place.
fn result_object(
    (file, schema): &(FileId, Schema),
    home: FileId,
    library: &Library<'_>,
) -> Option<(FileId, codegen_documents::source::Pointer)> {
    let (found_in, found) = super::request::follow(schema, *file, library, &mut Findings::new());
    let is_in_place = found.pointer == schema.pointer && becomes_a_type(&found);
    let is_object = found_in == home && !found.properties.is_empty();
    (is_in_place || is_object).then(|| (found_in, found.pointer.clone()))
}

/// Names the components that the action uses, in the order in which the document has them: no name depends on which
/// member leads to a component first.
fn claim_components(
    shapes: &mut Shapes<'_>,
    document: &Document,
    request: &Request<'_>,
    result: Option<&(FileId, Schema)>,
    library: &Library<'_>,
    findings: &mut Findings,
) {
    let mut reached: BTreeMap<usize, (String, &Schema)> = BTreeMap::new();
    let mut pending: Vec<&Schema> = vec![&request.schema];
    pending.extend(result.map(|(_, schema)| schema));
    while let Some(schema) = pending.pop() {
        visit(schema, &mut |reference| {
            if let Some(name) = Reference::own_schema(&reference.value)
                && let Some((number, target)) = library.numbered_component(document.file, &name)
                && reached
                    .insert(number, (name.into_owned(), target))
                    .is_none()
            {
                pending.push(target);
            }
        });
    }
    for (name, schema) in reached.into_values() {
        if becomes_a_type(schema) {
            shapes.claim_component(document.file, &name, schema, findings);
        }
    }
}

fn qps_limit(file: FileId, operation: &Operation, findings: &mut Findings) -> Option<u32> {
    let limit = operation.qps_limit.as_ref()?;
    match u32::try_from(limit.value) {
        Ok(value) if value > 0 => Some(value),
        _ => {
            findings.push(
                Finding::new(
                    &lint::BAD_LIMIT,
                    Place::value(file, limit.pointer.clone()),
                    format!("`x-qps-limit` cannot be {}", limit.value),
                )
                .help("write the number of calls per second and account, or leave it out if it is unknown"),
            );
            None
        }
    }
}
