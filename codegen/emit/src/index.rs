//! All services -> the file that lists them.
//!
//! Knows the services by name and title, how the list is embedded, and whether actions can be called by name.
//! Gives `services.rs` of a crate that takes modules in, or `lib.rs` of one that has nothing else.
//! Must never know what a service holds.

use codegen_model::{Api, Service};

use super::identifier::plain;
use super::options::Index;
use super::template::rust;
use super::{File, Options, docs, format, literal, registry};

/// Name of the Cargo feature of a service: that of its module.
#[must_use]
pub fn feature(service: &Service) -> &str {
    plain(service.module.as_str())
}

/// The file.
pub(super) fn file(api: &Api, options: &Options) -> File {
    let index = options.index();
    let modules = api.services.iter().map(|service| module(service, index));
    let (docs, mut parts): (_, Vec<_>) = match index {
        Index::Features => (Vec::new(), modules.collect()),
        Index::Modules => (Vec::new(), vec![modules.collect()]),
        Index::Library => (
            docs::of_crate(api),
            std::iter::once(reexports()).chain(modules).collect(),
        ),
    };
    parts.extend(registry::services(api, options));
    File {
        path: options.index_path().to_owned(),
        text: format::file(None, &docs, parts),
    }
}

fn module(service: &Service, index: Index) -> String {
    let module = service.module.as_str();
    match index {
        Index::Features | Index::Library => rust!(
            "
#[cfg(feature = $feature)]
pub mod $module;
",
            feature = literal::text(feature(service)),
            module,
        ),
        Index::Modules => rust!("pub mod $module;\n", module),
    }
}

/// What users of a crate of its own need of the runtime.
fn reexports() -> String {
    rust!(
        "
pub use generated_client::{
    Call, Config, Credentials, Error, ErrorKind, Response, ResponseMetadata, runtime,
};
"
    )
}
