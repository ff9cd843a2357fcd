//! What an action says about members of its own -> implementations of the runtime's traits.
//!
//! Knows by which members pages follow each other, and which ones list failures.
//! Gives `impl Paginated` and `impl PartialFailure`, a few lines each.
//! Must never know how pages are asked for.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use codegen_model::{Action, Direction, FieldName, Form, StructDef, Type, TypeDef, TypeShape};

use super::context::Context;
use super::identifier::ident;
use super::imports::Name;
use super::{ast, rust_type};

/// `impl Paginated` of a request, if its reply is a page.
pub(super) fn of_action(cx: &Context<'_>, action: &Action) -> Option<Item> {
    let pagination = action.pagination.as_ref()?;
    cx.uses(&[Name::PageCursor, Name::Paginated]);
    let request = ident(action.request.name.as_str());
    let page = rust_type::tokens(cx, &action.result.ty);
    let item = rust_type::tokens(cx, &pagination.item);
    let cursor = ident(pagination.cursor.as_str());
    let next = ident(pagination.next.as_str());
    let items = ident(pagination.items.as_str());
    let has_more = pagination.has_more.as_ref().map(|name| {
        let field = ident(name.as_str());
        let value = if is_optional(cx, action, name) {
            quote!(page.#field)
        } else {
            quote!(Some(page.#field))
        };
        quote! {
            fn has_more(page: &#page) -> Option<bool> {
                #value
            }
        }
    });
    only(quote! {
        impl Paginated for #request {
            type Item = #item;

            fn cursor(&mut self) -> &mut dyn PageCursor {
                &mut self.#cursor
            }

            fn next(page: &#page) -> &dyn PageCursor {
                &page.#next
            }

            #has_more

            fn items(page: #page) -> Vec<#item> {
                page.#items
            }
        }
    })
}

/// Whether a member of the result is held in an `Option`.
fn is_optional(cx: &Context<'_>, action: &Action, name: &FieldName) -> bool {
    let Type::Named(result) = &action.result.ty else {
        return false;
    };
    let Some(TypeShape::Struct(def)) = cx.definition(result).map(|def| &def.shape) else {
        return false;
    };
    let member = def.members.iter().find(|member| member.rust == *name);
    member.is_some_and(|member| cx.form(Direction::Reply, member) == Form::Optional)
}

/// `impl PartialFailure` of a result, if it lists failures.
pub(super) fn partial_failure(
    cx: &Context<'_>,
    def: &TypeDef,
    structure: &StructDef,
) -> Option<Item> {
    let first = structure.failed.first()?;
    let member = structure
        .members
        .iter()
        .find(|member| member.rust == *first)?;
    let Type::List(item) = &member.value.ty else {
        return None;
    };
    cx.uses(&[Name::PartialFailure]);
    let name = ident(def.name.as_str());
    let item = rust_type::tokens(cx, &item.ty);
    let field = ident(first.as_str());
    let all = structure.failed.iter().map(|list| ident(list.as_str()));
    let is_complete = (structure.failed.len() > 1).then(|| {
        quote! {
            fn is_complete(&self) -> bool {
                #(self.#all.is_empty())&&*
            }
        }
    });
    only(quote! {
        impl PartialFailure for #name {
            type Failed = #item;

            fn failed(&self) -> &[#item] {
                &self.#field
            }

            #is_complete
        }
    })
}

/// Whoever drops such a result is told.
pub(super) const MUST_BE_USED: &str =
    "#[must_use = \"the call may have failed for some of its items\"]";

fn only(tokens: TokenStream) -> Option<Item> {
    ast::items(tokens).into_iter().next()
}
