//! A service -> its `mod.rs`.
//!
//! Knows signing name, endpoints, versions, and whether there are error codes.
//! Gives the file.
//! Must never know what a version holds.

use quote::quote;

use codegen_model::Service;

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
    let (codes, exported) = if service.error_codes.is_empty() {
        (None, None)
    } else {
        (
            Some(quote!(
                mod error_code;
            )),
            Some(quote!(
                pub use self::error_code::ErrorCode;
            )),
        )
    };
    let parts = [
        quote!(use #runtime::generated::Service;),
        quote!(#codes #(pub mod #versions;)*),
        quote!(#exported),
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
    let mut docs = docs::of_service(service);
    docs::service_links(service).set(&mut docs);
    let text = format::file(
        Some(&format!("{module}/service.yaml")),
        &docs,
        parts,
        &comments,
    );
    File {
        path: format!("{module}/mod.rs"),
        text,
    }
}
