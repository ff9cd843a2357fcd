//! Two states of an API, and what is said about the way from one to the other.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test that cannot go on has failed, and says where"
)]

mod history;
mod meaning;
mod names;
mod output;
mod report;
mod row;
mod rules;
mod shape;
mod travel;

use codegen_diff::{Diff, diff, files};
use codegen_documents::diagnostics::{Style, render_text};
use codegen_model::Api;
use codegen_pipeline::understand_texts;

/// The API that one side of an example describes.
fn api(side: &str) -> Api {
    let understood = understand_texts(files(side));
    let shown = render_text(&understood.findings, &understood.sources, Style::Plain);
    understood.api.unwrap_or_else(|| panic!("{shown}\n{side}"))
}

fn compare(old: &str, new: &str) -> Diff {
    diff(&api(old), &api(new))
}
