//! Types -> items.
//!
//! Knows which items belong to which shape of type.
//! Gives the items of one type.
//! Must never know in which file they stand.

use codegen_model::{TypeDef, TypeShape};

use super::context::Context;
use super::structure::{self, Role};
use super::{enumeration, union};

/// Items of a type.
pub(super) fn of_type(cx: &Context<'_>, def: &TypeDef, role: Role) -> Vec<String> {
    match &def.shape {
        TypeShape::Struct(structure) => structure::items(cx, def, structure, role),
        TypeShape::Enum(enumeration) => enumeration::items(cx, def, enumeration),
        TypeShape::Union(union) => union::items(cx, def, union),
    }
}
