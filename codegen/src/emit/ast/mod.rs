//! Pieces of syntax, made without tokens in between.
//!
//! Knows `syn`. Quoting and parsing what is emitted hundreds of times per file costs several times as much as printing
//! it; these functions make the same nodes directly, and [`template`] parses what is always the same only once.
//! Gives types, expressions, statements and functions.
//! Must never know what is emitted.

mod declarations;
mod expressions;
mod patterns;
mod statements;
mod types;

use proc_macro2::TokenStream;
use syn::{Block, Item, Stmt};

pub(super) use declarations::*;
pub(super) use expressions::*;
pub(super) use patterns::*;
pub(super) use statements::*;
pub(super) use types::*;

/// A node that is always the same but for places that are filled in afterwards: parsed once per thread, then copied.
macro_rules! template {
    ($node:ty { $($tokens:tt)* }) => {{
        thread_local! {
            static NODE: $node = syn::parse_quote! { $($tokens)* };
        }
        NODE.with(Clone::clone)
    }};
}
pub(super) use template;

/// Items of quoted code, for what is emitted once per file.
///
/// Tokens that are no items would be a mistake of `emit`, whatever the model holds. They become an error of whoever
/// compiles the output, so that nothing is lost silently.
pub(in crate::emit) fn items(tokens: TokenStream) -> Vec<Item> {
    match syn::parse2::<syn::File>(tokens) {
        Ok(file) => file.items,
        Err(error) => {
            let message = error.to_string();
            vec![syn::parse_quote!(compile_error! { #message })]
        }
    }
}

/// Statements of quoted code.
pub(in crate::emit) fn statements(tokens: TokenStream) -> Vec<Stmt> {
    match syn::parse::Parser::parse2(Block::parse_within, tokens) {
        Ok(statements) => statements,
        Err(error) => {
            let message = error.to_string();
            vec![syn::parse_quote!(compile_error!(#message);)]
        }
    }
}
