//! OpenAPI 3.0.x and 3.1.x documents exactly as they were written.
//!
//! Knows the specification's vocabulary, the platform's extensions to it and the service file beside the documents.
//! Gives `lower` a [`Document`] whose every part remembers its place; references are still references, and may be wrong.
//! Must never know a Rust name or what an action becomes.

mod content;
mod document;
mod elsewhere;
mod envelope;
mod error_code;
mod fields;
mod operation;
mod parameter;
mod reference;
mod schema;
mod service;
mod service_keys;
mod style;
mod tree;

pub use content::{Body, BodyKind, Success};
pub use document::{Document, load};
pub use error_code::DocumentedError;
pub use fields::Spanned;
pub use operation::{ExternalDocs, Method, Operation, PaginationNames};
pub use parameter::Parameter;
pub use reference::Reference;
pub use schema::{Additional, Discriminator, Schema, SchemaType};
pub use service::{EndpointRule, ServiceFile, load_service};
pub use service_keys::service_schema;
pub use style::WrittenStyle;
pub use tree::{SERVICE_FILES, ServiceFolder, SpecTree, VersionFolder};
