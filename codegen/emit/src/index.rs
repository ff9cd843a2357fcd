//! All services -> the file that lists them.
//!
//! Knows the services by name and title, how the list is embedded, and whether actions can be called by name.
//! Gives `services.rs` of a crate that takes modules in, or `lib.rs` of one that has nothing else.
//! Must never know what a service holds.

use quote::quote;
use syn::Item;

use codegen_model::{Api, Service};

use super::format::Comments;
use super::identifier::{ident, plain};
use super::options::Index;
use super::{File, Options, ast, docs, format, registry};

/// Name of the Cargo feature of a service: that of its module.
#[must_use]
pub fn feature(service: &Service) -> &str {
    plain(service.module.as_str())
}

/// The file.
pub(super) fn file(api: &Api, options: &Options) -> File {
    let index = options.index();
    let comments = Comments::default();
    let modules = api.services.iter().map(|service| module(service, index));
    let (docs, mut parts): (_, Vec<_>) = match index {
        Index::Features => (Vec::new(), modules.collect()),
        Index::Modules => (Vec::new(), vec![modules.flatten().collect()]),
        Index::Library => (
            docs::of_crate(api),
            std::iter::once(reexports()).chain(modules).collect(),
        ),
    };
    parts.push(registry::services(api, options, &comments));
    File {
        path: options.index_path().to_owned(),
        text: format::file(None, &docs, parts, &comments),
    }
}

fn module(service: &Service, index: Index) -> Vec<Item> {
    let module = ident(service.module.as_str());
    let feature = feature(service);
    ast::items(match index {
        Index::Features | Index::Library => {
            quote!(#[cfg(feature = #feature)] pub mod #module;)
        }
        Index::Modules => quote!(pub mod #module;),
    })
}

/// What users of a crate of its own need of the runtime.
fn reexports() -> Vec<Item> {
    ast::items(quote! {
        pub use generated_client::{
            Call, Config, Credentials, Error, ErrorKind, Response, ResponseMetadata, runtime,
        };
    })
}
