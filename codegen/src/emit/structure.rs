//! Structures -> items.
//!
//! Knows which items a structure needs for the way in which it travels.
//! Gives them in the order of reading: the structure, its builder's start, what it can do, its builder.
//! Must never know of actions; what an action adds comes in as [`Role`].

use syn::{Field, Fields, Item, ItemStruct, Token, Type as RustType};

use crate::model::{FieldName, StructDef, TypeDef};

use super::ast::{self, template};
use super::builder::Builder;
use super::context::Context;
use super::docs;
use super::field::{self, Form};
use super::format::Piece;
use super::identifier::ident;
use super::pages;
use super::read;
use super::rust_type;
use super::serialize;
use super::validate;

/// What a structure is to its action.
#[derive(Default)]
pub(super) struct Role {
    /// First sentence of its documentation, instead of its own if that says nothing.
    pub(super) intro: Option<String>,
    /// `impl Action` and what else makes it a request, if it is one.
    pub(super) action: Vec<Item>,
    /// `impl Paginated`, if it is a request for a page.
    pub(super) pages: Option<Item>,
}

/// Items of a structure.
pub(super) fn items(
    cx: &Context<'_>,
    def: &TypeDef,
    structure: &StructDef,
    role: Role,
) -> Vec<Piece> {
    let mut items: Vec<Piece> = vec![definition(cx, def, structure, role.intro.as_deref()).into()];
    let builder = def
        .direction
        .is_sent()
        .then(|| Builder::new(cx, def, structure));
    if let Some(builder) = &builder {
        items.push(builder.start().into());
    }
    let is_request = !role.action.is_empty();
    items.extend(role.action.into_iter().chain(role.pages).map(Piece::from));
    if def.direction.is_sent() {
        items.push(serialize::of_struct(cx, def, structure).into());
        if is_request || cx.is_demanding(def) {
            items.push(validate::of_struct(cx, def, structure).into());
        }
    }
    if def.direction.is_received() {
        items.extend(read::of_struct(cx, def, structure).map(Piece::from));
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
            .any(|member| Form::of(cx, def.direction, member).is_required())
}

fn definition(cx: &Context<'_>, def: &TypeDef, structure: &StructDef, intro: Option<&str>) -> Item {
    let mut item = if has_default(cx, def, structure) {
        template!(ItemStruct {
            #[derive(Debug, Clone, PartialEq, Default)]
            #[non_exhaustive]
            pub struct Structure {}
        })
    } else {
        template!(ItemStruct {
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub struct Structure {}
        })
    };
    item.ident = ident(def.name.as_str());
    if !structure.failed.is_empty() {
        item.attrs.push(pages::must_be_used());
    }
    item.attrs
        .splice(..0, cx.comments.attribute(docs::of_type(def, intro)));
    let members = structure.members.iter().map(|member| {
        let ty = field::ty(cx, Form::of(cx, def.direction, member), member);
        public_field(
            cx,
            docs::of_member(cx, def.direction, member),
            &member.rust,
            ty,
        )
    });
    let additional = structure.additional.iter().map(|(name, value)| {
        let ty = rust_type::map(cx, rust_type::of(cx, &value.ty));
        public_field(cx, docs::of_additional(value, def.direction), name, ty)
    });
    if let Fields::Named(fields) = &mut item.fields {
        fields.named = members.chain(additional).collect();
    }
    Item::Struct(item)
}

fn public_field(cx: &Context<'_>, docs: docs::Lines, name: &FieldName, ty: RustType) -> Field {
    let visibility = syn::Visibility::Public(<Token![pub]>::default());
    Field {
        attrs: cx.comments.attribute(docs),
        vis: visibility,
        ..ast::field_of(ident(name.as_str()), ty)
    }
}
