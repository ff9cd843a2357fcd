//! What is imported.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::arguments::Arguments;
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::source::{FileId, Format, Place, SourceFile, Sources};
use codegen_import::update::ChangedFact;
use codegen_import::{Outcome, import_all, import_explorer, is_structures};

/// A page, or a document of the API Explorer, and what became of it.
pub(super) struct Page {
    pub(super) path: PathBuf,
    pub(super) name: String,
    /// `None` when it could not be read.
    pub(super) file: Option<FileId>,
    pub(super) outcome: Outcome,
    pub(super) result: Option<Written>,
    /// Whether it describes structures for other pages.
    pub(super) is_structures: bool,
    /// The pages on which its types are looked up.
    pub(super) structures: Vec<FileId>,
}

/// What happened to the document of a page.
pub(super) struct Written {
    pub(super) path: PathBuf,
    pub(super) how: How,
    /// The document then.
    pub(super) text: String,
    pub(super) changes: Vec<ChangedFact>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Created,
    Updated,
    Unchanged,
    Conflict,
}

impl How {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Conflict => "conflict",
        }
    }
}

impl Page {
    /// The same page with what became of one of its actions.
    fn with(&self, mut outcome: Outcome) -> Self {
        let mut findings = self.outcome.findings.clone();
        findings.append(outcome.findings);
        outcome.findings = findings;
        Self {
            path: self.path.clone(),
            name: self.name.clone(),
            file: self.file,
            outcome,
            result: None,
            is_structures: false,
            structures: self.structures.clone(),
        }
    }

    pub(super) fn has_errors(&self) -> bool {
        self.outcome.findings.has_errors()
    }
}

/// Reads everything that is named. A page of several actions counts once for each.
pub(super) fn read(arguments: &Arguments, sources: &mut Sources) -> Vec<Page> {
    let opened: Vec<Page> = arguments
        .pages
        .iter()
        .map(|path| open(path, arguments.explorer, sources))
        .collect();
    let given = arguments.given();
    let structures = structures(&opened, sources);
    let is_text = |file: FileId| sources.get(file).format == Format::Text;
    opened
        .into_par_iter()
        .flat_map_iter(|page| match page.file {
            Some(file) if structures.contains(&file) => vec![Page {
                is_structures: true,
                ..page
            }],
            Some(file) if is_text(file) => {
                let outcomes = import_all(file, &given, &structures, sources);
                let page = Page {
                    structures: structures.clone(),
                    ..page
                };
                outcomes
                    .into_iter()
                    .map(|outcome| page.with(outcome))
                    .collect()
            }
            Some(file) => vec![page.with(import_explorer(file, sources))],
            None => vec![page],
        })
        .collect()
}

/// The pages that describe structures for others; none, where there are no others.
fn structures(pages: &[Page], sources: &Sources) -> Vec<FileId> {
    let files: Vec<FileId> = pages
        .iter()
        .filter_map(|page| page.file)
        .filter(|file| sources.get(*file).format == Format::Text)
        .collect();
    if files.len() < 2 {
        return Vec::new();
    }
    let found: Vec<FileId> = files
        .par_iter()
        .copied()
        .filter(|file| is_structures(*file, sources))
        .collect();
    if found.len() == files.len() {
        Vec::new()
    } else {
        found
    }
}

/// What was imported last, from a page or a document that is still there; types are looked up on the same pages of `structures` as
/// those of the page that is imported now.
pub(super) fn read_base(
    path: &Path,
    action: &str,
    arguments: &Arguments,
    structures: &[FileId],
    sources: &mut Sources,
) -> Page {
    let mut page = open(path, arguments.explorer, sources);
    if let Some(file) = page.file {
        page.outcome = match sources.get(file).format {
            Format::Text => {
                let outcomes = import_all(file, &arguments.given(), structures, sources);
                let named = |outcome: &Outcome| {
                    outcome
                        .imported
                        .as_ref()
                        .is_some_and(|imported| imported.action == action)
                };
                let index = outcomes.iter().position(named).unwrap_or_default();
                outcomes.into_iter().nth(index).unwrap_or(page.outcome)
            }
            Format::Yaml | Format::Json => import_explorer(file, sources),
        };
    }
    page
}

/// Reads a page. One that cannot be read is a finding, so that the others are done.
fn open(path: &Path, explorer: bool, sources: &mut Sources) -> Page {
    let name = path.to_string_lossy().replace('\\', "/");
    let mut findings = Findings::new();
    let text = match fs::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => Ok(text),
        Ok(Err(_)) => Err("the file is not UTF-8".to_owned()),
        Err(error) => Err(format!("the file cannot be read: {error}")),
    };
    let format = match Format::of(path) {
        Some(format) if explorer => format,
        None if explorer => Format::Json,
        _ => Format::Text,
    };
    let readable = text.is_ok();
    let file = sources.add(SourceFile::new(
        name.clone(),
        name.clone(),
        format,
        text.as_ref().cloned().unwrap_or_default(),
    ));
    if let Err(message) = text {
        findings.push(Finding::new(
            &lint::UNREADABLE_FILE,
            Place::offset(file, 0),
            message,
        ));
    }
    Page {
        path: path.to_owned(),
        name,
        file: readable.then_some(file),
        outcome: Outcome {
            imported: None,
            findings,
        },
        result: None,
        is_structures: false,
        structures: Vec::new(),
    }
}
