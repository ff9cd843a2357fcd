//! A version: its actions, each understood on its own, and the types they share.

use std::collections::HashMap;

use rayon::prelude::*;

use super::Reserved;
use super::action::{Common, lower_action};
use super::collisions::{self, bad_rust_name};
use super::library::Library;
use super::members::mark_failed;
use super::names::{Kind, Wanted, assign, field_identifier, module_identifier, snake};
use super::places::{ActionPlaces, VersionPlaces};
use super::shared::SharedTypes;
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::openapi::{Document, Operation, VersionFolder};
use codegen_documents::source::{Place, Sources};
use codegen_model::{Action, ErrorCode, Home, ModuleName, Type, TypeDef, Version};

pub(super) fn lower_version(
    folder: &VersionFolder,
    sources: &Sources,
    codes: &[ErrorCode],
    reserved: Reserved<'_>,
    findings: &mut Findings,
) -> (Version, VersionPlaces) {
    for document in &folder.documents {
        check_version(folder, document, findings);
    }
    let operations: Vec<(&Document, &Operation)> = folder
        .documents
        .iter()
        .flat_map(|document| {
            document
                .operations
                .iter()
                .map(move |operation| (document, operation))
        })
        .collect();
    check_duplicates(&operations, findings);
    let modules = claim_modules(&operations, reserved, findings);

    let library = Library::new(&folder.documents, sources);
    let shared = SharedTypes::collect(&library, reserved, findings);
    let common = Common {
        version: &folder.name,
        library: &library,
        shared: &shared,
        codes,
        reserved,
    };
    let lowered: Vec<((Action, ActionPlaces), Findings)> = operations
        .par_iter()
        .zip(&modules)
        .map(|(operation, module)| {
            let mut own = Findings::new();
            (lower_action(*operation, module, &common, &mut own), own)
        })
        .collect();
    let mut places = VersionPlaces::default();
    let mut actions = Vec::with_capacity(lowered.len());
    for ((action, of_action), own) in lowered {
        places.actions.insert(action.wire.clone(), of_action);
        actions.push(action);
        findings.append(own);
    }
    actions.sort_by(|a, b| a.wire.cmp(&b.wire));
    let mut shared_types;
    (shared_types, places.shared) = shared.finish(&actions, findings);
    mark_shared(&actions, &mut shared_types);
    let version = Version {
        wire: folder.name.clone(),
        module: ModuleName::assigned(version_module(&folder.name)),
        actions,
        shared_types,
    };
    (version, places)
}

/// `2020-12-01` as `v2020_12_01`.
pub(super) fn version_module(folder: &str) -> String {
    module_identifier(&format!("v{}", snake(folder).trim_start_matches('_')))
}

fn check_version(folder: &VersionFolder, document: &Document, findings: &mut Findings) {
    if document.is_library() {
        return;
    }
    let stated = document.stated_versions().next();
    match stated.or(document.version.as_ref()) {
        None => findings.push(
            Finding::new(
                &lint::MISSING_VERSION,
                Place::value(document.file, document.base.key("info")),
                "`info.version` is missing",
            )
            .help(format!(
                "add `version: '{}'` under `info`; every call sends it",
                folder.name
            )),
        ),
        Some(version) if version.value != folder.name => findings.push(
            Finding::new(
                &lint::VERSION_MISMATCH,
                Place::value(document.file, version.pointer.clone()),
                format!(
                    "the document states version `{}`, but is in the folder `{}`",
                    version.value, folder.name
                ),
            )
            .help("move the document or correct its version"),
        ),
        Some(_) => {}
    }
}

fn check_duplicates(operations: &[(&Document, &Operation)], findings: &mut Findings) {
    let mut seen: HashMap<&str, (&Document, &Operation)> = HashMap::new();
    for (document, operation) in operations {
        if let Some((first_document, first)) = seen.get(operation.action.as_str()) {
            let key = |operation: &Operation, first: bool| {
                if first {
                    operation.path_pointer.clone()
                } else {
                    operation.pointer.clone()
                }
            };
            let same_path = first.path_pointer == operation.path_pointer
                && first_document.file == document.file;
            findings.push(
                Finding::new(
                    &lint::DUPLICATE_ACTION,
                    Place::key(document.file, key(operation, !same_path)),
                    format!("the action `{}` is described twice", operation.action),
                )
                .label("again here")
                .related(
                    Place::key(first_document.file, key(first, !same_path)),
                    "first here",
                )
                .help("keep one of the two descriptions"),
            );
        } else {
            seen.insert(&operation.action, (document, operation));
        }
    }
}

/// Modules (and methods) of the actions.
fn claim_modules(
    operations: &[(&Document, &Operation)],
    reserved: Reserved<'_>,
    findings: &mut Findings,
) -> Vec<String> {
    let chosen = |operation: &Operation| {
        let name = operation.rust_name.as_ref()?.value.clone();
        (field_identifier(&snake(&name)) == name).then_some(name)
    };
    // An action that is described twice is reported elsewhere.
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut wanted: Vec<Wanted> = Vec::with_capacity(operations.len());
    let mut first: Vec<usize> = Vec::with_capacity(operations.len());
    let numbers: Vec<usize> = operations
        .iter()
        .enumerate()
        .map(|(index, (_, operation))| {
            *known.entry(&operation.action).or_insert_with(|| {
                let name = chosen(operation);
                wanted.push(Wanted::new(&operation.action).chosen(name.as_deref()));
                first.push(index);
                wanted.len() - 1
            })
        })
        .collect();
    let given = assign(Kind::Field, reserved.actions, &[], &wanted);
    let place = |index: usize| {
        let (document, operation) = operations[first[index]];
        Place::key(document.file, operation.path_pointer.clone())
    };
    for (index, (document, operation)) in operations.iter().enumerate() {
        if let Some(name) = &operation.rust_name
            && (chosen(operation).is_none() || given[numbers[index]].is_refused)
        {
            findings.push(bad_rust_name(document.file, name, "snake_case"));
        }
    }
    collisions::report("method", "`x-rust-name:`", &wanted, &given, place, findings);
    numbers
        .into_iter()
        .map(|number| given[number].name.clone())
        .collect()
}

/// Marks results that actions share as such that can fail in part.
fn mark_shared(actions: &[Action], shared: &mut [TypeDef]) {
    for action in actions {
        if let Type::Named(result) = &action.result.ty
            && result.home == Home::Shared
            && let Some(def) = shared.iter_mut().find(|def| def.name == result.name)
        {
            mark_failed(&mut def.shape, &action.failed_items);
        }
    }
}
