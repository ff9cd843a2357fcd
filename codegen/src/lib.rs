//! From OpenAPI documents of Volcengine actions to a Rust client.
//!
//! The rooms, and who may know whom (arrows point at what is imported, never back):
//!
//! ```text
//! commands ──▶ output ──▶ emit ─────────▶ model
//!     ├──────▶ package ─▶ output
//!     ├──────▶ revision ────────▶ openapi
//!     ├──────▶ pipeline ─▶ lower ───────▶ model
//!     │                      └─▶ openapi ─▶ diagnostics ─▶ source
//!     ├──────▶ diff ────────────▶ model, diagnostics
//!     ├──────▶ import ──────────▶ openapi
//!     └──────▶ mock ──────────▶ model, diagnostics
//! ```
//!
//! - [`source`]: texts, their trees of values, and where things stand in them;
//! - [`diagnostics`]: findings, and how they are shown;
//! - [`openapi`]: documents exactly as they were written;
//! - [`model`]: the API as this project understands it, plain data;
//! - [`lower`]: documents to the model, with every semantic check and every name;
//! - [`emit`]: the model to Rust files, without a way to fail;
//! - `output`: files to a folder, all or nothing;
//! - `package`: manifest and companions of a crate that takes the files in;
//! - [`diff`]: two states of the model to what changed, and whom it breaks;
//! - [`import`]: pages of documentation to documents, without the rooms between, and, behind the feature `cli`, documents that
//!   follow them;
//! - `revision`: documents as a git revision has them;
//! - `mock`: a server that answers as the described API would, behind the feature `mock`;
//! - [`pipeline`]: the way of the data from a folder of documents to files;
//! - `commands`: the command line. It, `output`, `package` and `revision` are behind the feature `cli`, which is on by
//!   default and brings `mock`.

#[cfg(feature = "cli")]
pub mod commands;
pub mod diagnostics;
pub mod diff;
pub mod emit;
pub mod import;
pub mod lower;
#[cfg(feature = "mock")]
pub mod mock;
pub mod model;
pub mod openapi;
#[cfg(feature = "cli")]
pub mod output;
#[cfg(feature = "cli")]
pub mod package;
pub mod pipeline;
#[cfg(feature = "cli")]
pub mod revision;
pub mod source;
