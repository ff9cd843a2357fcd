//! Facts to an OpenAPI document, as text that a careful person could have written.
//!
//! Knows the layout of this project's documents. Gives the text of one, and its parts to those who put them into another.
//! Must never know a page.

mod document;
mod envelope;
mod schema;
mod yaml;

pub(super) use document::{document, error, has_body, parameter, reference, type_names};
pub(super) use schema::{Names, bare, member_schema, object, prose};
pub(super) use yaml::{Yaml, render};
