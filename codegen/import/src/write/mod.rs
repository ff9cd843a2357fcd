//! Facts to an OpenAPI document, as text that a careful person could have written.
//!
//! Knows the layout of this project's documents. Gives text.
//! Must never know a page.

mod document;
mod envelope;
mod schema;
mod yaml;

pub(super) use document::document;
pub(super) use yaml::{Yaml, render};
