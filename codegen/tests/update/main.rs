//! Documents that were edited by hand follow the pages they were imported from.

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

mod alternatives;
mod cases;
mod changes;
mod command;
mod edits;
mod explorer;
mod matrix;
#[path = "../import/meaning.rs"]
mod meaning;
mod robust;
mod travel;

use codegen_documents::diagnostics::{Findings, Style, render_text};
use codegen_documents::source::{FileId, Format, SourceFile, Sources};
use codegen_import::update::{Base, Existing, Settle, Updated, update};
use codegen_import::{Imported, import};

/// The page that the tests start from.
const PAGE: &str = include_str!("page.md");

/// Everything of one update.
#[derive(Default)]
struct Case {
    sources: Sources,
}

impl Case {
    fn add(&mut self, name: &str, format: Format, text: &str) -> FileId {
        self.sources.add(SourceFile::new(
            name.to_owned(),
            name.to_owned(),
            format,
            text.to_owned(),
        ))
    }

    fn shown(&self, findings: &Findings) -> String {
        render_text(findings, &self.sources, Style::Plain)
    }
}

/// A page, and the document that is made of it.
struct Page {
    text: String,
    imported: Imported,
}

impl Page {
    fn read(text: &str) -> Self {
        let mut case = Case::default();
        let page = case.add("page.md", Format::Text, text);
        let outcome = import(page, &case.sources);
        let shown = case.shown(&outcome.findings);
        assert!(!outcome.findings.has_errors(), "{shown}");
        Self {
            text: text.to_owned(),
            imported: outcome.imported.unwrap(),
        }
    }

    fn document(&self) -> &str {
        &self.imported.document
    }
}

/// What an update came to.
struct Outcome {
    updated: Updated,
    /// The document afterwards, changed or not.
    text: String,
    shown: String,
}

impl Outcome {
    fn has(&self, code: &str) -> bool {
        let mut findings = self.updated.findings.iter();
        findings.any(|finding| finding.lint.code == code)
    }
}

/// Lets a document follow a page, as the page was before being given, or not known.
fn follow(
    document: &str,
    siblings: &[(&str, &str)],
    before: Option<&Page>,
    now: &Page,
    settle: Option<Settle>,
) -> Outcome {
    let mut case = Case::default();
    let old = case.add("spec/EnrollGuests.yaml", Format::Yaml, document);
    let siblings: Vec<(String, FileId)> = siblings
        .iter()
        .map(|(name, text)| ((*name).to_owned(), case.add(name, Format::Yaml, text)))
        .collect();
    let base = match before {
        Some(before) => {
            let file = case.add("before.md", Format::Text, &before.text);
            Base::Origin(before.imported.origin(file))
        }
        None => Base::Unknown,
    };
    let page = case.add("page.md", Format::Text, &now.text);
    let updated = update(
        now.imported.origin(page),
        base,
        Existing {
            document: old,
            siblings: &siblings,
        },
        settle,
        &case.sources,
    );
    Outcome {
        text: updated.text.clone().unwrap_or_else(|| document.to_owned()),
        shown: case.shown(&updated.findings),
        updated,
    }
}

/// The lines that are new, without indentation.
fn new_lines<'t>(before: &str, after: &'t str) -> Vec<&'t str> {
    let before: Vec<&str> = before.lines().collect();
    after
        .lines()
        .filter(|line| !before.contains(line))
        .map(str::trim)
        .collect()
}
