//! Structures -> items.
//!
//! Knows which items a structure needs for the way in which it travels.
//! Gives them in the order of reading: the structure, its builder's start, what it can do, its builder.
//! Must never know of actions; what an action adds comes in as [`Role`].

use codegen_model::{StructDef, TypeDef};

use super::builder::Builder;
use super::context::Context;
use super::docs;
use super::field;
use super::format::Piece;
use super::layout::Layout;
use super::pages;
use super::read;
use super::rust_type;
use super::secret;
use super::serialize;
use super::validate;

/// What a structure is to its action.
#[derive(Default)]
pub(super) struct Role {
    /// First sentence of its documentation, instead of its own if that says nothing.
    pub(super) intro: Option<String>,
    /// `impl Action` and what else makes it a request, if it is one.
    pub(super) action: Vec<Piece>,
}

/// Items of a structure.
pub(super) fn items(
    cx: &Context<'_>,
    def: &TypeDef,
    structure: &StructDef,
    role: Role,
) -> Vec<Piece> {
    let mut items: Vec<Piece> = vec![definition(cx, def, structure, role.intro.as_deref()).into()];
    items.extend(secret::debug(def, structure).map(Piece::from));
    let builder = def
        .direction
        .is_sent()
        .then(|| Builder::new(cx, def, structure));
    if let Some(builder) = &builder {
        items.push(builder.start().into());
    }
    let is_request = !role.action.is_empty();
    items.extend(role.action);
    if def.direction.is_sent() {
        let write = |text: &mut Layout| serialize::of_struct(cx, def, structure, text, 0);
        items.push(Layout::item(write).into());
        if is_request || cx.is_demanding(def) {
            items.push(validate::of_struct(cx, def, structure).into());
        }
    }
    if def.direction.is_received() {
        let write = |text: &mut Layout| read::of_struct(cx, def, structure, text, 0);
        items.push(Layout::item(write).into());
    }
    items.extend(pages::partial_failure(cx, def, structure).map(Piece::from));
    if let Some(builder) = builder {
        items.extend(builder.items().into_iter().map(Piece::from));
    }
    items
}

/// Whether a structure has a default value: replies always do, requests if nothing in them is required.
pub(super) fn has_default(cx: &Context<'_>, def: &TypeDef, structure: &StructDef) -> bool {
    def.direction.is_received()
        || !structure
            .members
            .iter()
            .any(|member| cx.form(def.direction, member).is_required())
}

fn definition(
    cx: &Context<'_>,
    def: &TypeDef,
    structure: &StructDef,
    intro: Option<&str>,
) -> String {
    let members = structure.members.iter().map(|member| {
        let docs = docs::of_member(cx, def.direction, member);
        let ty = field::ty(cx, cx.form(def.direction, member), member);
        (docs, format!("pub {}: {ty}", member.rust))
    });
    let additional = structure.additional.iter().map(|(name, value)| {
        let docs = docs::of_additional(value, def.direction);
        let ty = rust_type::map_text(cx, &value.ty);
        (docs, format!("pub {name}: {ty}"))
    });
    let members: Vec<_> = members
        .chain(additional)
        .map(|(docs, member)| (cx.comments.linked(docs), member))
        .collect();
    let default = if has_default(cx, def, structure) {
        ", Default"
    } else {
        ""
    };
    Layout::item(|text| {
        text.docs(0, &cx.comments.linked(docs::of_type(def, intro)));
        let debug = if secret::is_held(structure) {
            ""
        } else {
            "Debug, "
        };
        text.line(0, &["#[derive(", debug, "Clone, PartialEq", default, ")]"]);
        text.line(0, &["#[non_exhaustive]"]);
        if !structure.failed.is_empty() {
            text.line(0, &[pages::MUST_BE_USED]);
        }
        let name = def.name.as_str();
        if members.is_empty() {
            text.line(0, &["pub struct ", name, " {}"]);
            return;
        }
        text.line(0, &["pub struct ", name, " {"]);
        text.members(1, &members);
        text.line(0, &["}"]);
    })
}
