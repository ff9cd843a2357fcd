//! Markers of required members.
//!
//! Knows which required members the builders of a file wait for.
//! Gives the private module at the end of the file.
//! Must never know which builder waits for which.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs;
use super::identifier::ident;

/// `mod missing`, with one empty structure per member; nothing if no builder waits for anything.
pub(super) fn module(cx: &Context<'_>) -> TokenStream {
    let markers = cx.missing();
    if markers.is_empty() {
        return TokenStream::new();
    }
    let markers = markers.iter().map(|marker| ident(marker));
    let docs = cx.comments.attribute(docs::of_missing());
    quote! {
        #docs
        mod missing {
            #(pub struct #markers;)*
        }
    }
}
