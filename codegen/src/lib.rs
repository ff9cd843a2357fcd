//! The command: from OpenAPI documents of Volcengine actions to a Rust client.
//!
//! Knows the crates below and the file system; composes them, and decides nothing that one of them could decide.
//! Must never know what a document means or how Rust is printed.
//!
//! The crates, and which may use which (arrows point at what is imported, never back; the compiler keeps it so):
//!
//! ```text
//! codegen ──▶ import ────────────────▶ documents ──▶ likeness
//!    ├──────▶ fetch ─────────────────────────────────▶ likeness
//!    ├──────▶ pipeline ──▶ lower ────▶ documents, model
//!    │           └───────▶ emit ─────▶ model
//!    ├──────▶ diff ──────────────────▶ model
//!    └──────▶ mock ──────────────────▶ model
//! macros ───▶ pipeline
//! ```
//!
//! - [`codegen_documents`]: documents exactly as they were written, places and findings;
//! - [`codegen_model`]: the API as this project understands it, plain data;
//! - `codegen_lower`: documents to the model, with every semantic check and every name;
//! - [`codegen_emit`]: the model to Rust files, without a way to fail;
//! - [`codegen_pipeline`]: the way of the data from a folder of documents to files;
//! - [`codegen_diff`]: two states of the model to what changed, and the verdict on it;
//! - [`codegen_import`]: pages of documentation and foreign documents to documents, and documents that follow them;
//! - `codegen_fetch`: the API Explorer's backend to documents, behind the feature `fetch`, which is on by default;
//! - [`codegen_mock`]: a server that answers as the described API would;
//! - [`codegen_likeness`]: how alike two names are.
//!
//! The rooms of this crate: [`commands`] is the command line; [`output`] writes files to a folder, all or nothing; [`package`] writes
//! manifest and companions of a crate that takes the files in; [`revision`] reads documents as a git revision has them.

pub mod commands;
pub mod output;
pub mod package;
pub mod revision;
