//! A service -> its `mod.rs`.
//!
//! Knows signing name, endpoints and versions.
//! Gives the file.
//! Must never know what a version holds.

use quote::quote;

use crate::model::Service;

use super::format::Comments;
use super::identifier::{ident, plain};
use super::{File, Options, ast, docs, format};

/// `mod.rs` of a service.
pub(super) fn file(service: &Service, options: &Options) -> File {
    let module = plain(service.module.as_str());
    let runtime = options.runtime();
    let versions = service
        .versions
        .iter()
        .map(|version| ident(version.module.as_str()));
    let comments = Comments::default();
    let docs = comments.attribute(docs::of_service_constant());
    let Service {
        signing_name,
        default_region,
        endpoints,
        ..
    } = service;
    let regions = endpoints
        .regions
        .iter()
        .map(|(region, host)| quote!((#region, #host)));
    let pattern = match &endpoints.pattern {
        Some(pattern) => quote!(Some(#pattern)),
        None => quote!(None),
    };
    let parts = [
        quote!(use #runtime::generated::Service;),
        quote!(#(pub mod #versions;)*),
        quote! {
            #(#docs)*
            pub const SERVICE: Service = Service {
                signing_name: #signing_name,
                default_region: #default_region,
                endpoints: &[#(#regions),*],
                pattern: #pattern,
            };
        },
    ]
    .map(ast::items);
    let text = format::file(
        Some(&format!("{module}/service.yaml")),
        &docs::of_service(service),
        parts,
        &comments,
    );
    File {
        path: format!("{module}/mod.rs"),
        text,
    }
}
