//! A version -> its `mod.rs`.
//!
//! Knows the actions of a version by name, group and summary, and the client that they extend.
//! Gives the file with the list of actions, the modules and the client.
//! Must never know what an action holds, so that this file changes only with the name, the group or the summary of an action.

use quote::quote;

use codegen_model::{Scope, Service, Version};

use super::analysis::Types;
use super::docs::Links;
use super::format::Comments;
use super::identifier::{ident, plain};
use super::{File, Options, ast, docs, format, interface, registry};

/// A version with its service and its shared types.
#[derive(Debug)]
pub(super) struct Surroundings<'a> {
    /// The service it belongs to.
    pub(super) service: &'a Service,
    /// The version.
    pub(super) version: &'a Version,
    /// Its shared types.
    pub(super) shared: Types<'a>,
    /// Where the names of its actions lead to.
    pub(super) links: Links,
}

impl<'a> Surroundings<'a> {
    /// Looks through the shared types of a version.
    pub(super) fn new(service: &'a Service, version: &'a Version) -> Self {
        Self {
            service,
            version,
            shared: Types::new(&version.shared_types, Scope::Shared, None),
            links: Links::new(docs::methods(version)),
        }
    }

    /// Path of a file of this version, by the name of its module.
    pub(super) fn path(&self, module: &str) -> String {
        let (service, version) = (self.service.module.as_str(), self.version.module.as_str());
        format!("{}/{}/{}.rs", plain(service), plain(version), plain(module))
    }

    /// Folder of its documents.
    pub(super) fn source(&self) -> String {
        format!(
            "{}/{}",
            plain(self.service.module.as_str()),
            self.version.wire
        )
    }

    /// What people call the service.
    pub(super) fn title(&self) -> &str {
        self.service
            .title
            .as_deref()
            .unwrap_or_else(|| plain(self.service.module.as_str()))
    }
}

/// The file.
pub(super) fn file(place: &Surroundings<'_>, options: &Options) -> File {
    let version = place.version;
    let runtime = options.runtime();
    let wire = &version.wire;
    let service = (!version.actions.is_empty()).then(|| {
        quote!(
            use super::SERVICE;
        )
    });
    let imports = if options.is_runtime_local() {
        vec![quote!(#service use #runtime::{self, config::Config, error::Error};)]
    } else {
        vec![
            quote!(use #runtime::{self, config::Config, error::Error};),
            quote!(#service),
        ]
    };
    let mut modules: Vec<_> = version
        .actions
        .iter()
        .map(|action| action.module.as_str())
        .collect();
    if !version.shared_types.is_empty() {
        modules.push("types");
    }
    modules.sort_unstable_by_key(|module| plain(module));
    let registry = (options.has_registry() && !version.actions.is_empty()).then(|| {
        let feature = registry::FEATURE;
        quote!(
            #[cfg(feature = #feature)]
            pub mod actions;
        )
    });
    let modules = modules.into_iter().map(ident);
    let interface = (!version.actions.is_empty()).then(|| {
        let module = ident(interface::MODULE);
        [quote!(mod #module;), quote!(pub use self::#module::Api;)]
    });
    let comments = Comments::with_links(place.links.clone());
    let version_docs = comments.attribute(docs::of_version_constant());
    let client_docs = comments.attribute(docs::of_client(place.title(), wire));
    let [from_env, new, from_runtime, shared] =
        docs::of_client_methods().map(|lines| comments.attribute(lines));
    let client = quote! {
        #(#version_docs)*
        pub const VERSION: &str = #wire;

        #(#client_docs)*
        #[derive(Debug, Clone)]
        pub struct Client {
            runtime: runtime::Client,
        }

        impl Client {
            #(#from_env)*
            pub fn from_env() -> Result<Self, Error> {
                runtime::Client::from_env().map(Self::from_runtime)
            }

            #(#new)*
            pub fn new(config: Config) -> Result<Self, Error> {
                runtime::Client::new(config).map(Self::from_runtime)
            }

            #(#from_runtime)*
            pub fn from_runtime(runtime: runtime::Client) -> Self {
                Self { runtime }
            }

            #(#shared)*
            pub fn runtime(&self) -> &runtime::Client {
                &self.runtime
            }
        }
    };
    let parts = imports
        .into_iter()
        .chain([quote!(#registry #(pub mod #modules;)*)])
        .chain(interface.into_iter().flatten())
        .chain([client])
        .map(ast::items);
    let mut docs = docs::of_version(place.title(), version);
    place.links.set(&mut docs);
    let text = format::file(Some(&place.source()), &docs, parts, &comments);
    File {
        path: place.path("mod"),
        text,
    }
}
