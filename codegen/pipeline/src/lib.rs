//! The way of the data: a folder of documents is read, understood and printed.
//!
//! Knows the order of the stages, and hands the names that `emit` uses for itself to `lower`. Gives the command, the macro and the
//! tests one call for each half of the way. Must never decide anything about a document or about the output.

use std::io;
use std::path::Path;

use codegen_documents::diagnostics::Findings;
use codegen_documents::openapi::SpecTree;
use codegen_documents::source::Sources;
use codegen_emit::{self as emit, File};
use codegen_lower::{Reserved, lower};
use codegen_model::Api;

/// What became of a folder of documents.
#[derive(Debug)]
pub struct Understood {
    /// The texts that findings point into.
    pub sources: Sources,
    /// Everything there is to tell, sorted by place.
    pub findings: Findings,
    /// How many documents were read.
    pub documents: usize,
    /// The API; `None` when a finding is an error.
    pub api: Option<Api>,
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
    Ok(understand_tree(&tree, sources, findings))
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
    Ok(understand_tree(&tree, sources, findings))
}

/// Reads and understands a part of the documents: one document, the folder of a version or of a service; or all of them.
///
/// # Errors
/// The folder or the document cannot be read. Everything else that can be wrong is a finding.
pub fn understand_part(part: &Path) -> io::Result<Understood> {
    if part.is_file() {
        return understand(part);
    }
    let mut sources = Sources::default();
    let mut findings = Findings::new();
    let tree = SpecTree::read_part(part, &mut sources, &mut findings)?;
    Ok(understand_tree(&tree, sources, findings))
}

/// Understands texts as though they were the files of a folder of documents, each with its path below it.
#[must_use]
pub fn understand_texts(texts: impl IntoIterator<Item = (String, String)>) -> Understood {
    understand_named(texts, None, str::to_owned)
}

/// The same of texts that findings call by other names, made of their paths by `shown`; with a `document`, of that one alone,
/// with its service file and with those that have no operation of their own.
#[must_use]
pub fn understand_named(
    texts: impl IntoIterator<Item = (String, String)>,
    document: Option<&str>,
    shown: impl Fn(&str) -> String,
) -> Understood {
    let mut sources = Sources::default();
    let mut findings = Findings::new();
    let mut tree = SpecTree::of_texts(texts, shown, &mut sources, &mut findings);
    if let Some(document) = document {
        tree.keep(document, &sources);
    }
    understand_tree(&tree, sources, findings)
}

fn understand_tree(tree: &SpecTree, sources: Sources, mut findings: Findings) -> Understood {
    let actions = [emit::RESERVED_METHOD_NAMES, emit::RESERVED_MODULE_NAMES].concat();
    let reserved = Reserved {
        types: emit::RESERVED_TYPE_NAMES,
        fields: emit::RESERVED_FIELD_NAMES,
        variants: emit::RESERVED_VARIANT_NAMES,
        actions: &actions,
        services: emit::RESERVED_SERVICE_NAMES,
    };
    let api = lower(tree, &sources, reserved, &mut findings);
    findings.sort(&sources);
    Understood {
        documents: tree.document_count(),
        sources,
        findings,
        api,
    }
}

/// Prints an API as files of Rust, for a place that `options` describes.
#[must_use]
pub fn print(api: &Api, options: &emit::Options) -> Vec<File> {
    emit::emit(api, options)
}
