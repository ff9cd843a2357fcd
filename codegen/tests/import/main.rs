//! Pages of documentation to documents.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test that cannot go on has failed, and says where"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "a test makes its own files and runs the program"
)]

mod accounted;
mod cases;
mod cells;
mod change;
mod copies;
mod crawled;
mod deep;
mod divided;
mod extracted;
mod facts;
mod follow;
mod forms;
mod glued;
mod held;
mod layouts;
mod listed_values;
mod loose;
mod lost;
mod many;
mod meaning;
mod misread;
mod nested;
mod offered;
mod open;
mod pages;
mod partial;
mod published;
mod random;
mod readings;
mod records;
mod render;
mod robust;
mod round_trip;
mod seed;
mod sorted;
mod split;
mod titled;
mod tree;
mod trust;
mod types;
mod unread;
mod variants;
mod wordings;
mod wrapped;

use std::path::{Path, PathBuf};

use codegen_documents::diagnostics::{Style, render_text};
use codegen_documents::source::{FileId, Format, SourceFile, Sources};
use codegen_import::update::{Origin, record};
use codegen_import::{Imported, Outcome, import};

/// The pages that this project keeps.
fn pages_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data/pages")
}

/// A page as a source.
fn source_of(name: &str, text: &str) -> (Sources, FileId) {
    let mut sources = Sources::default();
    let file = sources.add(SourceFile::new(
        name.to_owned(),
        name.to_owned(),
        Format::Text,
        text.to_owned(),
    ));
    (sources, file)
}

/// What a page and the document that was made of it state, as an import would remember it of each.
fn remembered(imported: &Imported) -> [Option<String>; 2] {
    let (mut sources, page) = source_of("page.md", "");
    let document = sources.add(SourceFile::new(
        "page.yaml".to_owned(),
        "page.yaml".to_owned(),
        Format::Yaml,
        imported.document.clone(),
    ));
    [
        imported.origin(page),
        Origin::document(&imported.action, document),
    ]
    .map(|origin| record(origin, &sources))
}

/// Imports a page that was read already.
fn import_text(name: &str, text: &str) -> (Outcome, String) {
    let (sources, file) = source_of(name, text);
    let mut outcome = import(file, &sources);
    outcome.findings.sort(&sources);
    let shown = render_text(&outcome.findings, &sources, Style::Plain);
    (outcome, shown)
}
