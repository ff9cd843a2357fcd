//! Documents as they were written, and where everything stands in them.
//!
//! Knows files, YAML and JSON, places, findings, OpenAPI 3.0 and 3.1, and the platform's extensions to it.
//! Gives a document whose every part remembers its place, and the findings of a run. References are still references, and may be wrong.
//! Must never know a Rust name, the model, or what an action becomes.
//!
//! ```text
//! openapi ──▶ diagnostics ──▶ source
//! ```
//!
//! - [`source`]: texts, their trees of values, and where things stand in them;
//! - [`diagnostics`]: findings, and how they are shown;
//! - [`openapi`]: documents exactly as they were written.

pub mod diagnostics;
pub mod openapi;
pub mod source;
