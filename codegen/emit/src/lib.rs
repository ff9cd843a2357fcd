//! Model -> files of Rust, as `rustfmt` leaves them.
//!
//! Rooms write whole items, as they come out (`template`); what is too long for a line is broken in one place (`layout`).
//!
//! Knows the model and the names that `runtime::generated` exports.
//! Gives the text of every generated file, the same for the same model, in the order of their paths.
//! Must never know where the model came from (no documents, no diagnostics) nor where the files go (no file system).

mod action;
mod builder;
mod checks;
mod context;
mod docs;
mod enumeration;
mod error_code;
mod example;
mod field;
mod format;
mod help;
mod identifier;
mod imports;
mod index;
mod interface;
mod layout;
mod literal;
mod missing;
mod options;
mod pages;
mod placeholder;
mod query;
mod registry;
mod reserved;
mod rust_type;
mod secret;
mod service;
mod setter;
mod shapes;
mod shared;
mod structure;
mod surroundings;
mod template;
mod types;
mod union;
mod validate;
mod version;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use rayon::prelude::*;

use codegen_model::Api;

pub use index::feature;
pub use options::Options;
pub use reserved::{
    RESERVED_FIELD_NAMES, RESERVED_METHOD_NAMES, RESERVED_MODULE_NAMES, RESERVED_SERVICE_NAMES,
    RESERVED_TYPE_NAMES, RESERVED_VARIANT_NAMES, builder_name,
};

/// A generated file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Path relative to the source root, with `/`.
    pub path: String,
    /// Its whole text.
    pub text: String,
}

/// Writes every file of an API, sorted by path.
///
/// Names of the model must be free of the names that [`RESERVED_TYPE_NAMES`] and its siblings list.
#[must_use]
pub fn emit(api: &Api, options: &Options) -> Vec<File> {
    let mut files: Vec<File> = files(api, options).collect();
    files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    files
}

/// How many files an API has.
#[must_use]
pub fn file_count(api: &Api, options: &Options) -> usize {
    let versions = || api.services.iter().flat_map(|service| &service.versions);
    let of_versions: usize = versions()
        .map(|version| {
            let has_actions = !version.actions.is_empty();
            let lists =
                usize::from(has_actions) + usize::from(has_actions && options.has_registry());
            let shared = usize::from(!version.shared_types.is_empty());
            let missing = usize::from(missing::is_needed(version));
            1 + lists + version.actions.len() + shared + missing
        })
        .sum();
    let of_services: usize = api
        .services
        .iter()
        .map(|service| 1 + usize::from(!service.error_codes.is_empty()))
        .sum();
    of_versions + of_services + 1
}

/// The same files one after the other, on all threads and in no order: whoever needs no more than one at a time
/// does not hold them all.
pub fn files<'a>(
    api: &'a Api,
    options: &'a Options,
) -> impl ParallelIterator<Item = File> + use<'a> {
    let versions: Vec<_> = api
        .services
        .iter()
        .flat_map(|service| {
            service
                .versions
                .iter()
                .map(move |version| Arc::new(surroundings::Surroundings::new(service, version)))
        })
        .collect();
    let of_versions = versions.into_par_iter().flat_map(move |place| {
        let around = [
            shared::file(&place, options),
            interface::file(&place, options),
            registry::file(&place, options),
            missing::file(&place),
            Some(version::file(&place, options)),
        ];
        let actions = place.version.actions.par_iter();
        actions
            .map(move |action| action::file(&place, action, options))
            .chain(around.into_par_iter().flatten())
    });
    let of_services = api.services.par_iter().flat_map_iter(move |service| {
        let codes = error_code::file(service, options);
        codes.into_iter().chain([service::file(service, options)])
    });
    of_versions
        .chain(of_services)
        .chain(rayon::iter::once(index::file(api, options)))
}
