//! Foreign descriptions to OpenAPI documents: pages of the platform's documentation, in every dialect that it uses, and
//! documents of its API Explorer.
//!
//! Knows Markdown, how pages speak, and the layout of documents. Gives a document as text, and a finding for everything that
//! was not understood; nothing is guessed silently. Must never know the model nor Rust: a document is all that comes out.
//!
//! ```text
//! text ─page─▶ headings, tables, code ─read─▶ facts ┬─write──▶ a new document
//!                                     dialect      └─update─▶ a document that was edited by hand
//!                                     sentences        ▲
//!                             the Explorer's document ─┴─explorer─▶ the same, laid out anew
//! ```
//!
//! YAML is read by one reader alone, `codegen_documents::source`, which knows the place of every value. `yaml-edit` stands beside it
//! in one room, `update::text`, for what no reader of values can do: it changes one value in a text and leaves every other byte,
//! comments and layout among them, as it was. What it wrote goes through the reader again, and has to say what was meant.

mod dialect;
mod explorer;
mod facts;
mod page;
mod pattern;
mod places;
mod read;
mod sentences;
pub mod update;
mod write;

pub use explorer::import_explorer;

use codegen_documents::diagnostics::Findings;
use codegen_documents::source::{FileId, Place, Sources};

/// A document that was made from a page.
#[derive(Debug, Clone)]
pub struct Imported {
    /// Name of the action.
    pub action: String,
    /// Version of the API, such as `2020-12-01`.
    pub version: String,
    /// Name of the service, if the page's examples show it.
    pub service: Option<String>,
    /// The document, as YAML.
    pub document: String,
    /// What was taken from sentences, not from columns, in the order of the page.
    pub notes: Vec<Note>,
    /// Everything that the page says; `None` for a document of the Explorer, which says it itself.
    facts: Option<facts::Action>,
}

impl Imported {
    /// What was imported, by the file that this was made of.
    #[must_use]
    pub fn origin(&self, file: FileId) -> update::Origin<'_> {
        match &self.facts {
            Some(facts) => update::Origin::page(facts, file),
            None => update::Origin::document(&self.action, file),
        }
    }
}

/// A fact that stood in a sentence.
#[derive(Debug, Clone)]
pub struct Note {
    /// The member that it is about, such as `ParticipantInfo.Role`; empty for the action itself.
    pub about: String,
    /// Which fact, by its key in OpenAPI: `default`, `enum`, `maximum`, …
    pub fact: &'static str,
    /// The value.
    pub value: String,
    /// Where it stands.
    pub place: Place,
}

/// What became of a page.
#[derive(Debug)]
pub struct Outcome {
    /// The document; `None` when the page as a whole was not understood.
    pub imported: Option<Imported>,
    /// What was not understood, and what is remarkable.
    pub findings: Findings,
}

/// What a page may leave out, as the user gives it.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// Name of the action.
    pub action: Option<String>,
    /// Version of the API, such as `2020-12-01`.
    pub version: Option<String>,
    /// Whether the action uses GET.
    pub get: Option<bool>,
}

/// Reads a page of documentation.
#[must_use]
pub fn import(page: FileId, sources: &Sources) -> Outcome {
    import_given(page, &Given::default(), sources)
}

/// Reads a page of documentation; what is given counts before what the page says. Of a page with several actions this gives the
/// first; [`import_all`] gives all.
#[must_use]
pub fn import_given(page: FileId, given: &Given, sources: &Sources) -> Outcome {
    let mut outcomes = import_all(page, given, &[], sources).into_iter();
    let mut first = outcomes.next().unwrap_or_else(|| Outcome {
        imported: None,
        findings: Findings::new(),
    });
    for more in outcomes {
        first.findings.append(more.findings);
    }
    first
}

/// Reads a page of documentation that may describe several actions, one outcome for each. Types that it names but does not
/// describe are looked up on the pages of `structures`.
#[must_use]
pub fn import_all(
    page: FileId,
    given: &Given,
    structures: &[FileId],
    sources: &Sources,
) -> Vec<Outcome> {
    let structures: Vec<(FileId, &str)> = structures
        .iter()
        .map(|file| (*file, sources.get(*file).text.as_str()))
        .collect();
    let read = read::read(&sources.get(page).text, page, given, &structures);
    let outcomes = read.into_iter().map(|read| {
        let imported = read.action.map(|action| Imported {
            document: write::document(&action),
            notes: action
                .notes
                .iter()
                .map(|note| Note {
                    about: note.about.clone(),
                    fact: note.fact,
                    value: note.value.clone(),
                    place: read::place_of(note.at, page, &structures),
                })
                .collect(),
            action: action.name.clone(),
            version: action.version.clone(),
            service: action.service.clone(),
            facts: Some(action),
        });
        Outcome {
            imported,
            findings: read.findings,
        }
    });
    outcomes.collect()
}

/// Whether a page describes structures alone, to which others refer, and no action.
#[must_use]
pub fn is_structures(page: FileId, sources: &Sources) -> bool {
    read::is_structures(&sources.get(page).text)
}
