//! Shared types of a version -> `types.rs`.
//!
//! Knows the shared types.
//! Gives the file.
//! Must never know which actions use a type.

use super::context::Context;
use super::structure::Role;
use super::surroundings::Surroundings;
use super::{File, Options, docs, format, imports, shapes};

/// The file, if there are shared types.
pub(super) fn file(place: &Surroundings<'_>, options: &Options) -> Option<File> {
    let types = &place.version.shared_types;
    if types.is_empty() {
        return None;
    }
    let cx = Context::of_shared(options, &place.shared, place.links.one_deeper());
    let items = types
        .iter()
        .flat_map(|def| shapes::of_type(&cx, def, Role::default()));
    let parts = [imports::of_version()].into_iter().chain(items);
    let docs = docs::of_types_module(&place.version.wire);
    Some(File {
        path: place.path("types"),
        text: format::file(Some(&place.source()), &docs, parts),
    })
}
