//! An action -> its file.
//!
//! Knows what belongs to one action alone: the method of the client, its request, its result and their types.
//! Gives the file.
//! Must never know of other actions.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Action, Encoding, HttpMethod, Scope, Type, TypeDef};

use super::context::Context;
use super::identifier::ident;
use super::imports::Name;
use super::structure::Role;
use super::version::Surroundings;
use super::{File, Options, docs, example, format, literal, missing, rust_type, shared};

/// The file.
pub(super) fn file(place: &Surroundings<'_>, action: &Action, options: &Options) -> File {
    let flattened = action.encoding != Encoding::Json;
    let cx = Context::of_action(options, &action.types, &place.shared, flattened);
    let mut items = vec![method(&cx, place, action)];
    items.extend(action.types.iter().flat_map(|def| shared::of_type(&cx, def, role(&cx, action, def))));
    // What stands first is known last: the imports.
    let parts = cx.imports.groups(options).into_iter().chain(items).chain([missing::module(&cx)]);
    let text = format::file(Some(&action.source), &docs::of_action_module(action), parts, &cx.comments);
    File { path: place.path(action.module.as_str()), text }
}

fn role(cx: &Context<'_>, action: &Action, def: &TypeDef) -> Role {
    let method = action.method_name.as_str();
    if action.request.scope == Scope::Local && action.request.name == def.name {
        return Role { intro: Some(docs::request_intro(method)), action: Some(implementation(cx, action)) };
    }
    let is_result = matches!(&action.result.ty, Type::Named(result) if result.scope == Scope::Local && result.name == def.name);
    Role { intro: is_result.then(|| docs::result_intro(method)), action: None }
}

/// The method of the client.
fn method(cx: &Context<'_>, place: &Surroundings<'_>, action: &Action) -> TokenStream {
    cx.uses(&[Name::Client, Name::Call]);
    let example = example::of_action(cx, place, action);
    let docs = cx.comments.attribute(docs::of_action(action, example.as_deref()));
    let deprecated = action.docs.deprecated.then(|| quote!(#[deprecated]));
    let name = ident(action.method_name.as_str());
    let request = rust_type::named(cx, &action.request);
    quote! {
        impl Client {
            #docs
            #deprecated
            pub fn #name(&self, request: #request) -> Call<#request> {
                self.runtime.call(request)
            }
        }
    }
}

/// `impl Action` of the request.
fn implementation(cx: &Context<'_>, action: &Action) -> TokenStream {
    cx.uses(&[Name::Action, Name::Service, Name::Method, Name::Encoding, Name::SharedService, Name::Version]);
    let name = ident(action.request.name.as_str());
    let output = rust_type::of(cx, &action.result.ty);
    let wire = &action.wire;
    let method = match action.http_method {
        HttpMethod::Get => quote!(GET),
        HttpMethod::Post => quote!(POST),
    };
    let encoding = match action.encoding {
        Encoding::Query => quote!(Query),
        Encoding::Json => quote!(Json),
        Encoding::Form => quote!(Form),
    };
    let qps = match action.qps_limit {
        Some(limit) => {
            let limit = literal::integer(limit.into());
            quote!(Some(#limit))
        }
        None => quote!(None),
    };
    let idempotent = action.idempotent;
    quote! {
        impl Action for #name {
            type Output = #output;
            const SERVICE: &'static Service = &SERVICE;
            const ACTION: &'static str = #wire;
            const VERSION: &'static str = VERSION;
            const METHOD: Method = Method::#method;
            const ENCODING: Encoding = Encoding::#encoding;
            const QPS: Option<u32> = #qps;
            const IDEMPOTENT: bool = #idempotent;
        }
    }
}
