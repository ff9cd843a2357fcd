//! Markers of required members.
//!
//! Knows which members the builders of a version wait for.
//! Gives the file with a marker for each name.
//! Must never know which builder waits for which.

use std::collections::BTreeSet;

use codegen_model::{Encoding, Form, TypeDef, TypeShape, Version};

use super::identifier::upper_camel;
use super::surroundings::Surroundings;
use super::template::rust;
use super::{File, docs, format};

/// Name of the module.
pub(super) const MODULE: &str = "missing";

/// Name of what stands for a member in the type of a builder until it is set.
pub(super) fn marker(field: &str) -> String {
    upper_camel(field)
}

/// The file, with one empty structure per name; `None` if no builder waits for anything.
pub(super) fn file(place: &Surroundings<'_>) -> Option<File> {
    let markers = markers(place.version);
    if markers.is_empty() {
        return None;
    }
    let markers: String = markers
        .iter()
        .map(|marker| rust!("pub struct $marker;\n", marker))
        .collect();
    Some(File {
        path: place.path(MODULE),
        text: format::file(Some(&place.source()), &docs::of_missing(), [markers]),
    })
}

/// Whether a version has such a file.
pub(super) fn is_needed(version: &Version) -> bool {
    !markers(version).is_empty()
}

fn markers(version: &Version) -> BTreeSet<String> {
    let mut markers = BTreeSet::new();
    collect(&version.shared_types, false, &mut markers);
    for action in &version.actions {
        let flattened = action.encoding != Encoding::Json;
        collect(&action.types, flattened, &mut markers);
    }
    markers
}

fn collect(types: &[TypeDef], flattened: bool, markers: &mut BTreeSet<String>) {
    for def in types.iter().filter(|def| def.direction.is_sent()) {
        if let TypeShape::Struct(structure) = &def.shape {
            let required = structure
                .members
                .iter()
                .filter(|member| Form::of(def.direction, flattened, member).is_required());
            markers.extend(required.map(|member| marker(member.rust.as_str())));
        }
    }
}
