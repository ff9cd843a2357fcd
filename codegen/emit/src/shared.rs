//! Shared types of a version -> `types.rs`.
//!
//! Knows which item belongs to which shape of type.
//! Gives the file, and the items of one type for the files of actions too.
//! Must never know which actions use a type.

use codegen_model::{TypeDef, TypeShape};

use super::context::Context;
use super::format::Piece;
use super::structure::{self, Role};
use super::version::Surroundings;
use super::{File, Options, docs, enumeration, format, missing, other_direction, union};

/// The file, if there are shared types.
pub(super) fn file(place: &Surroundings<'_>, options: &Options) -> Option<File> {
    let types = &place.version.shared_types;
    if types.is_empty() {
        return None;
    }
    let cx = Context::of_shared(options, &place.shared, place.links.one_deeper());
    let mut items: Vec<_> = types
        .iter()
        .flat_map(|def| of_type(&cx, def, Role::default()))
        .collect();
    items.extend(other_direction::module(&cx, types).map(Piece::from));
    items.extend(missing::module(&cx).map(Piece::from));
    let parts = cx.imports.groups(options).into_iter().chain([items]);
    let text = format::file(
        Some(&place.source()),
        &docs::of_types_module(&place.version.wire),
        parts,
        &cx.comments,
    );
    Some(File {
        path: place.path("types"),
        text,
    })
}

/// Items of a type.
pub(super) fn of_type(cx: &Context<'_>, def: &TypeDef, role: Role) -> Vec<Piece> {
    match &def.shape {
        TypeShape::Struct(structure) => structure::items(cx, def, structure, role),
        TypeShape::Enum(enumeration) => {
            let items = enumeration::items(cx, def, enumeration);
            items.into_iter().map(Piece::from).collect()
        }
        TypeShape::Union(union) => union::items(cx, def, union),
    }
}
