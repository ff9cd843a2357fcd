//! Error codes of a service -> `error_code.rs`.
//!
//! Knows the codes and what is documented about them.
//! Gives the file: an open enum like every other, with what comes with a code.
//! Must never know which action answers with a code.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use codegen_model::{EnumDef, EnumValue, ErrorCode, Json, Repr, Service};

use super::analysis::Types;
use super::context::Context;
use super::enumeration;
use super::format::Piece;
use super::identifier::{ident, plain};
use super::imports::Name;
use super::{File, Options, ast, docs, format, literal};

/// The file, if codes are documented.
pub(super) fn file(service: &Service, options: &Options) -> Option<File> {
    let codes = &service.error_codes;
    if codes.is_empty() {
        return None;
    }
    let module = plain(service.module.as_str());
    let title = service.title.as_deref().unwrap_or(module);
    let shared = Types::default();
    let links = docs::service_links(service).one_deeper();
    let cx = Context::of_action(options, &[], &shared, links, false);
    let enumeration = EnumDef {
        repr: Repr::String,
        values: codes.iter().map(value).collect(),
    };
    let of_code = |index: usize, _: &EnumValue| docs::of_error_code(&codes[index]);
    let items = enumeration::open(
        &cx,
        "ErrorCode",
        docs::of_codes(title),
        &enumeration,
        of_code,
    );
    let mut items: Vec<Piece> = items.into_iter().map(Piece::from).collect();
    items.extend(facts(&cx, codes).into_iter().map(Piece::from));
    let parts = cx.imports.groups(options).into_iter().chain([items]);
    let text = format::file(
        Some(module),
        &["Error codes of the service.".to_owned()],
        parts,
        &cx.comments,
    );
    Some(File {
        path: format!("{module}/error_code.rs"),
        text,
    })
}

fn value(code: &ErrorCode) -> EnumValue {
    EnumValue {
        wire: Json::String(code.wire.clone()),
        rust: code.rust.clone(),
        docs: code.docs.clone(),
    }
}

/// The methods that tell what comes with a code.
fn facts(cx: &Context<'_>, codes: &[ErrorCode]) -> Vec<Item> {
    cx.uses(&[Name::MayPass]);
    let retryable = choice(
        codes,
        |code| code.retryable,
        |truth| {
            let truth = ident(if *truth { "true" } else { "false" });
            quote!(#truth)
        },
        quote!(may_pass(self.as_str(), self.http_status())),
    );
    let status = choice(
        codes,
        |code| code.http_status,
        |status| {
            let status = literal::integer((*status).into());
            quote!(Some(#status))
        },
        quote!(None),
    );
    let about_retryable = cx.comments.attribute(docs::of_retryable());
    let about_status = cx.comments.attribute(docs::of_code_status());
    ast::items(quote! {
        impl ErrorCode {
            #(#about_retryable)*
            pub fn is_retryable(&self) -> bool {
                #retryable
            }

            #(#about_status)*
            pub fn http_status(&self) -> Option<u16> {
                #status
            }
        }
    })
}

/// A `match` with an arm for each value that a documented fact has, and one for what is not documented.
fn choice<T: Ord>(
    codes: &[ErrorCode],
    fact: impl Fn(&ErrorCode) -> Option<T>,
    print: impl Fn(&T) -> TokenStream,
    otherwise: TokenStream,
) -> TokenStream {
    let mut values: Vec<T> = codes.iter().filter_map(&fact).collect();
    values.sort();
    values.dedup();
    if values.is_empty() {
        return otherwise;
    }
    let arms = values.iter().map(|value| {
        let variants = codes
            .iter()
            .filter(|code| fact(code).as_ref() == Some(value))
            .map(|code| ident(code.rust.as_str()));
        let value = print(value);
        quote!(#(Self::#variants)|* => #value,)
    });
    quote! {
        match self {
            #(#arms)*
            _ => #otherwise,
        }
    }
}
