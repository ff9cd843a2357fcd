//! The way of the data: a folder of documents is read, understood and printed.
//!
//! Knows the order of the stages, and hands the names that `emit` uses for itself to `lower`. Gives the command, the macro and the
//! tests one call for each half of the way. Must never decide anything about a document or about the output.

use std::io;
use std::path::Path;

use codegen_documents::diagnostics::{Findings, Severity};
use codegen_documents::openapi::SpecTree;
use codegen_documents::source::{FileId, Sources};
use codegen_emit::{self as emit, File};
pub use codegen_lower::{ApiPath, Places};
use codegen_lower::{Lowered, Reserved, lower, lower_whole};
use codegen_model::Api;

/// What became of a folder of documents.
#[derive(Debug)]
pub struct Understood {
    /// The texts that findings point into.
    pub sources: Sources,
    /// All findings, sorted by place.
    pub findings: Findings,
    /// How many documents were read.
    pub documents: usize,
    /// The API; `None` when a finding is an error.
    pub api: Option<Api>,
    /// Where the parts of the API are written.
    pub places: Places,
    /// What errors keep out of the API.
    pub left_out: Vec<LeftOut>,
}

/// A file with errors that was left out, so that the rest could be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its path below the folder of all documents.
    pub path: String,
    /// What findings call it.
    pub name: String,
    /// The actions that it describes, as far as they could be read.
    pub actions: Vec<String>,
    /// The first of its errors.
    pub reason: String,
}

/// What becomes of files with errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errors {
    /// They keep everything from being understood.
    Stop,
    /// They are left out.
    LeaveOut,
}

/// Reads and understands every document under the folder `spec`, or the one document that it names.
///
/// # Errors
/// The folder or the document cannot be read. Everything else that can be wrong is a finding.
pub fn understand(spec: &Path) -> io::Result<Understood> {
    let mut sources = Sources::default();
    let mut findings = Findings::new();
    let tree = if spec.is_file() {
        SpecTree::read_document(spec, &mut sources, &mut findings)?
    } else {
        SpecTree::read(spec, &mut sources, &mut findings)?
    };
    Ok(understand_tree(tree, sources, findings, Errors::Stop))
}

/// Reads and understands the documents of some services, named by their folders, under the folder `spec`.
///
/// # Errors
/// A folder cannot be read. Everything else that can be wrong is a finding.
pub fn understand_services(spec: &Path, services: &[String]) -> io::Result<Understood> {
    let mut sources = Sources::default();
    let mut findings = Findings::new();
    let is_wanted = |folder: &str| services.iter().any(|service| service == folder);
    let tree = SpecTree::read_some(spec, is_wanted, &mut sources, &mut findings)?;
    Ok(understand_tree(tree, sources, findings, Errors::Stop))
}

/// Reads and understands a part of the documents: one document, the folder of a version or of a service; or all of them.
///
/// # Errors
/// The folder or the document cannot be read. Everything else that can be wrong is a finding.
pub fn understand_part(part: &Path, errors: Errors) -> io::Result<Understood> {
    if part.is_file() {
        return understand(part);
    }
    let mut sources = Sources::default();
    let mut findings = Findings::new();
    let tree = SpecTree::read_part(part, &mut sources, &mut findings)?;
    Ok(understand_tree(tree, sources, findings, errors))
}

/// Understands texts as though they were the files of a folder of documents, each with its path below it.
#[must_use]
pub fn understand_texts(texts: impl IntoIterator<Item = (String, String)>) -> Understood {
    understand_named(texts, None, str::to_owned, Errors::Stop)
}

/// The same of texts that findings call by other names, made of their paths by `shown`; with a `document`, of that one alone,
/// with its service file and with those that have no operation of their own.
#[must_use]
pub fn understand_named(
    texts: impl IntoIterator<Item = (String, String)>,
    document: Option<&str>,
    shown: impl Fn(&str) -> String,
    errors: Errors,
) -> Understood {
    let mut sources = Sources::default();
    let mut findings = Findings::new();
    let mut tree = SpecTree::of_texts(texts, shown, &mut sources, &mut findings);
    if let Some(document) = document {
        tree.keep(document, &sources);
    }
    understand_tree(tree, sources, findings, errors)
}

fn understand_tree(tree: SpecTree, sources: Sources, read: Findings, errors: Errors) -> Understood {
    let actions = [emit::RESERVED_METHOD_NAMES, emit::RESERVED_MODULE_NAMES].concat();
    let reserved = Reserved {
        types: emit::RESERVED_TYPE_NAMES,
        fields: emit::RESERVED_FIELD_NAMES,
        variants: emit::RESERVED_VARIANT_NAMES,
        actions: &actions,
        services: emit::RESERVED_SERVICE_NAMES,
    };
    let documents = tree.document_count();
    let (findings, lowered, left_out) = match errors {
        Errors::Stop => {
            let mut findings = read;
            let lowered = lower_whole(tree, &sources, reserved, &mut findings);
            findings.trace(&sources);
            findings.sort(&sources);
            (findings, lowered, Vec::new())
        }
        Errors::LeaveOut => without_errors(tree, &sources, &read, reserved),
    };
    let (api, places) = match lowered {
        Some(Lowered { api, places }) => (Some(api), places),
        None => (None, Places::default()),
    };
    Understood {
        documents,
        sources,
        findings,
        api,
        places,
        left_out,
    }
}

/// Understands a tree without the files that have errors.
fn without_errors(
    mut tree: SpecTree,
    sources: &Sources,
    read: &Findings,
    reserved: Reserved<'_>,
) -> (Findings, Option<Lowered>, Vec<LeftOut>) {
    let mut left_out: Vec<(FileId, LeftOut)> = Vec::new();
    let (mut findings, lowered) = loop {
        let mut findings = without(read, &left_out);
        let lowered = lower(&tree, sources, reserved, &mut findings);
        findings.sort(sources);
        if lowered.is_some() {
            break (findings, lowered);
        }
        let known = left_out.len();
        for finding in findings.iter() {
            let file = finding.place.file;
            let is_known = left_out.iter().any(|(known, _)| *known == file);
            if finding.severity() == Severity::Error && !is_known {
                let source = sources.get(file);
                let out = LeftOut {
                    path: source.relative.clone(),
                    name: source.name.clone(),
                    actions: tree.leave_out(file),
                    reason: format!("{}: {}", finding.lint.code, finding.message),
                };
                left_out.push((file, out));
            }
        }
        if left_out.len() == known {
            break (findings, None);
        }
    };
    findings.trace(sources);
    findings.sort(sources);
    let left_out = left_out.into_iter().map(|(_, out)| out);
    (findings, lowered, left_out.collect())
}

/// Findings without those in files that are left out.
fn without(findings: &Findings, left_out: &[(FileId, LeftOut)]) -> Findings {
    let mut rest = Findings::new();
    for finding in findings.iter() {
        if !left_out.iter().any(|(file, _)| *file == finding.place.file) {
            rest.push(finding.clone());
        }
    }
    rest
}

/// Prints an API as files of Rust, for a place that `options` describes.
#[must_use]
pub fn print(api: &Api, options: &emit::Options) -> Vec<File> {
    emit::emit(api, options)
}
