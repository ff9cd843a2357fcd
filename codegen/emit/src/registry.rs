//! Actions by name: a list per version, and a list of all services.
//!
//! Knows the runtime's registry, and that only who enables the feature `cli` compiles any of this.
//! Gives the file with the entries of a version, and the item with the services.
//! Must never know what is done with an entry.

use std::fmt::Write;

use quote::quote;
use rayon::prelude::*;
use syn::Item;

use codegen_model::{Action, Api, Encoding};

use super::context::Context;
use super::docs::Links;
use super::format::Comments;
use super::identifier::{ident, plain};
use super::version::Surroundings;
use super::{File, Options, ast, docs, format, help, literal};

/// Feature of the crate that holds the output.
pub(super) const FEATURE: &str = "cli";

/// `actions.rs` of a version, if it is wanted.
pub(super) fn file(place: &Surroundings<'_>, options: &Options) -> Option<File> {
    let actions = &place.version.actions;
    if !options.has_registry() || actions.is_empty() {
        return None;
    }
    let comments = Comments::default();
    let runtime = options.runtime();
    let imports = ast::items(quote!(use #runtime::registry::{Entry, Text};));
    let title = docs::of_registry(place.title(), &place.version.wire);
    let mut text = format::file(Some(&place.source()), &title, [imports], &comments);
    text.push_str("\n/// Every action of this version, in order of their names.\npub static ACTIONS: &[Entry] = &[\n");
    let entries: Vec<String> = actions
        .par_iter()
        .map(|action| entry(place, action, options))
        .collect();
    text.extend(entries);
    text.push_str("];\n");
    Some(File {
        path: place.path("actions"),
        text,
    })
}

/// One entry. It is mostly text, one literal per line, which needs no formatting.
fn entry(place: &Surroundings<'_>, action: &Action, options: &Options) -> String {
    let flattened = action.encoding != Encoding::Json;
    let links = Links::default();
    let cx = Context::of_action(options, &action.types, &place.shared, links, flattened);
    let request = match action.request.scope {
        codegen_model::Scope::Local => action.module.as_str(),
        codegen_model::Scope::Shared => "types",
    };
    let mut text = format!(
        "    Entry::of::<super::{request}::{}>(Text {{\n        summary: {:?},\n        help: &[\n",
        action.request.name.as_str(),
        help::summary(action),
    );
    for line in help::of_action(&cx, place, action) {
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "            {line:?},");
    }
    text.push_str("        ],\n        example: ");
    match &action.example_request {
        Some(example) => {
            let _ = write!(text, "Some({:?})", literal::json(example));
        }
        None => text.push_str("None"),
    }
    text.push_str(",\n    }),\n");
    text
}

/// The list of all services, if it is wanted.
pub(super) fn services(api: &Api, options: &Options, comments: &Comments) -> Vec<Item> {
    if !options.has_registry() {
        return Vec::new();
    }
    let runtime = options.runtime();
    let services = api.services.iter().map(|service| {
        let module = ident(service.module.as_str());
        let name = plain(service.module.as_str());
        let title = service.title.as_deref().unwrap_or(name);
        let versions = service
            .versions
            .iter()
            .filter(|version| !version.actions.is_empty())
            .map(|version| {
                let (wire, version) = (&version.wire, ident(version.module.as_str()));
                quote!(registry::Version { name: #wire, actions: #module::#version::actions::ACTIONS })
            });
        quote! {
            #[cfg(feature = #name)]
            registry::Service { name: #name, title: #title, versions: &[#(#versions),*] }
        }
    });
    let docs = comments.attribute(docs::of_services());
    ast::items(quote! {
        #[cfg(feature = #FEATURE)]
        use #runtime::registry;

        #(#docs)*
        #[cfg(feature = #FEATURE)]
        pub static SERVICES: &[registry::Service] = &[#(#services),*];
    })
}
