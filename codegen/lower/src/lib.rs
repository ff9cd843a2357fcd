//! OpenAPI documents to the [`model`](codegen_model): where meaning is decided and every semantic check is made.
//!
//! Knows both sides: schemas as written, and the plain model they stand for; names everything.
//! Gives a model in which every reference is resolved, every name assigned and every constraint consistent, or findings.
//! Must never know how Rust is printed.

mod action;
mod check;
mod collisions;
mod constraints;
mod direction;
mod enums;
mod errors;
mod examples;
mod flatten;
mod layout;
mod library;
mod members;
mod merge;
pub mod names;
mod parts;
mod places;
mod recursion;
mod request;
mod requiring;
mod result;
mod service;
mod shapes;
mod shared;
mod tags;
mod types;
mod version;

pub use places::{ApiPath, Places};
use rayon::prelude::*;

use codegen_documents::diagnostics::Findings;
use codegen_documents::openapi::{ServiceFolder, SpecTree};
use codegen_documents::source::Sources;
use codegen_model::{Api, Service};

/// What `lower` must know about the output: identifiers that it uses for other things. The name table claims them before
/// any name of a document.
#[derive(Debug, Clone, Copy)]
pub struct Reserved<'a> {
    /// No type is called so.
    pub types: &'a [&'a str],
    /// No member is called so.
    pub fields: &'a [&'a str],
    /// No variant is called so.
    pub variants: &'a [&'a str],
    /// No action is called so, neither as a method nor as a module.
    pub actions: &'a [&'a str],
    /// No service is called so.
    pub services: &'a [&'a str],
}

/// What documents mean, and where they say it.
#[derive(Debug, Default)]
pub struct Lowered {
    /// The model.
    pub api: Api,
    /// Where its parts are written.
    pub places: Places,
}

/// Understands a tree of documents.
///
/// All findings of the run are added to `findings`. `None` when one of them is an error.
#[must_use]
pub fn lower(
    tree: &SpecTree,
    sources: &Sources,
    reserved: Reserved<'_>,
    findings: &mut Findings,
) -> Option<Lowered> {
    service::check_module_names(tree, reserved, findings);
    let services = tree.services.par_iter();
    let lowered = services.map(|folder| lower_one(folder, sources, reserved));
    gathered(lowered.collect(), findings)
}

/// The same of a tree that nobody needs any more: what the documents of a service say is dropped as soon as it is understood, for it
/// takes four times the room of what it means.
#[must_use]
pub fn lower_whole(
    tree: SpecTree,
    sources: &Sources,
    reserved: Reserved<'_>,
    findings: &mut Findings,
) -> Option<Lowered> {
    service::check_module_names(&tree, reserved, findings);
    let services = tree.services.into_par_iter();
    let lowered = services.map(|folder| lower_one(&folder, sources, reserved));
    gathered(lowered.collect(), findings)
}

type LoweredService = ((Option<Service>, Places), Findings);

fn lower_one(folder: &ServiceFolder, sources: &Sources, reserved: Reserved<'_>) -> LoweredService {
    let mut own = Findings::new();
    let service = service::lower_service(folder, sources, reserved, &mut own);
    (service, own)
}

fn gathered(lowered: Vec<LoweredService>, findings: &mut Findings) -> Option<Lowered> {
    let mut services = Vec::new();
    let mut places = Places::default();
    for ((service, of_service), own) in lowered {
        services.extend(service);
        places.append(of_service);
        findings.append(own);
    }
    services.sort_by(|a, b| a.module.cmp(&b.module));
    let api = Api { services };
    (!findings.has_errors()).then_some(Lowered { api, places })
}
