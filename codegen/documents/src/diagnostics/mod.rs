//! Findings: what is wrong with a document, where, and how to fix it.
//!
//! Knows lints (stable code, severity, explanation), findings, and how they are shown to people and to machines.
//! Gives every stage a [`Findings`] to collect into, so that one run reports everything.
//! Must never know what a stage does; it only points into [`source`](crate::source).

mod finding;
mod json;
mod lints;
mod text;

pub use finding::{Finding, Findings};
pub use json::render_json;
pub use lints::{LINTS, Lint, Severity, lint};
pub use text::{Style, render_text};
