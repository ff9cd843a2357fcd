//! Structures -> items.
//!
//! Knows which items a structure needs for the way in which it travels.
//! Gives them in the order of reading: the structure, its builder's start, what it can do, its builder.
//! Must never know of actions; what an action adds comes in as [`Role`].

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{StructDef, TypeDef};

use super::builder;
use super::context::Context;
use super::docs;
use super::field::{self, Form};
use super::identifier::ident;
use super::read;
use super::rust_type;
use super::serialize;
use super::validate;

/// What a structure is to its action.
#[derive(Debug, Default)]
pub(super) struct Role {
    /// First sentence of its documentation, instead of its own if that says nothing.
    pub(super) intro: Option<String>,
    /// `impl Action`, if it is a request.
    pub(super) action: Option<TokenStream>,
}

/// Items of a structure.
pub(super) fn items(cx: &Context<'_>, def: &TypeDef, structure: &StructDef, role: Role) -> Vec<TokenStream> {
    let mut items = vec![definition(cx, def, structure, role.intro.as_deref())];
    let is_sent = def.direction.is_sent();
    if is_sent {
        items.push(builder::start(cx, def, structure));
    }
    let is_request = role.action.is_some();
    items.extend(role.action);
    if is_sent {
        items.push(serialize::of_struct(cx, def, structure));
        if is_request || cx.is_demanding(def) {
            items.push(validate::of_struct(cx, def, structure));
        }
    }
    if def.direction.is_received() {
        items.push(read::of_struct(cx, def, structure));
    }
    if is_sent {
        items.push(builder::items(cx, def, structure));
    }
    items
}

/// Whether a structure has a default value: replies always do, requests if nothing in them is required.
pub(super) fn has_default(cx: &Context<'_>, def: &TypeDef, structure: &StructDef) -> bool {
    def.direction.is_received()
        || !structure.members.iter().any(|member| Form::of(cx, def.direction, member).is_required())
}

fn definition(cx: &Context<'_>, def: &TypeDef, structure: &StructDef, intro: Option<&str>) -> TokenStream {
    let name = ident(def.name.as_str());
    let docs = cx.comments.attribute(docs::of_type(def, intro));
    let default = has_default(cx, def, structure).then(|| quote!(, Default));
    let fields = structure.members.iter().map(|member| {
        let form = Form::of(cx, def.direction, member);
        let docs = cx.comments.attribute(docs::of_member(cx, def.direction, member));
        let name = ident(member.rust.as_str());
        let ty = field::ty(cx, form, member);
        quote!(#docs pub #name: #ty,)
    });
    let additional = structure.additional.as_ref().map(|(name, value)| {
        cx.uses(&[super::imports::Name::BTreeMap]);
        let docs = cx.comments.attribute(docs::of_additional(value, def.direction));
        let name = ident(name.as_str());
        let ty = rust_type::of(cx, &value.ty);
        quote!(#docs pub #name: BTreeMap<String, #ty>,)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq #default)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #additional
        }
    }
}
