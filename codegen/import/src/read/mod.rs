//! A page to facts: recognised by meaning, and a finding for everything that was not.
//!
//! Knows what pages say and how to doubt it. Gives the facts of one action, with a place for each.
//! Must never know OpenAPI: what it found out is written elsewhere.

/// A pattern that is compiled when it is first used.
macro_rules! pattern {
    ($name:ident, $($part:expr),+) => {
        static $name: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&[$($part),+].concat()).ok());
    };
}

mod check;
mod errors;
mod examples;
mod identity;
mod lenient;
mod limits;
mod listing;
mod members;
mod outline;
mod prose;
mod result;
mod rows;
mod tables;
mod types;
mod values;

use std::ops::Range;

use super::facts::{Action, Note};
use super::page::Page;
use codegen_documents::diagnostics::{Finding, Findings, rule};
use codegen_documents::source::{FileId, Node, Place};
use outline::{Outline, Side};
use types::TypeSource;

/// What became of a page.
pub(super) struct Read {
    /// `None` when the page as a whole was not understood.
    pub(super) action: Option<Action>,
    pub(super) findings: Findings,
}

/// Reads a page.
pub(super) fn read(text: &str, file: FileId) -> Read {
    let (page, doubts) = listing::tabled(Page::read(text), text);
    let mut reader = Reader {
        file,
        findings: Findings::new(),
        notes: Vec::new(),
        unmarked: Vec::new(),
        sources: Vec::new(),
        value_tables: Vec::new(),
        side: Side::Nowhere,
    };
    for doubt in doubts {
        reader.tell(
            Finding::new(
                &rule::PAGE_UNPLACED_MEMBER,
                reader.place(&doubt.at),
                format!("it is not certain whether `{}` belongs to the object before it, or stands beside it", doubt.name),
            )
            .help("the document has it in the object; move it where it belongs"),
        );
    }
    let outline = Outline::of(&page);
    let action = reader.action(&outline);
    Read {
        action,
        findings: reader.findings,
    }
}

/// What is known while a page is read.
struct Reader<'a> {
    file: FileId,
    findings: Findings,
    notes: Vec<Note>,
    /// Members of requests of which nothing says whether they are required.
    unmarked: Vec<(Range<usize>, String)>,
    sources: Vec<TypeSource>,
    /// Tables of allowed values, with the words over them.
    value_tables: Vec<tables::ValueTable<'a>>,
    /// Where the table that is being read stands.
    side: Side,
}

impl<'a> Reader<'a> {
    fn action(&mut self, outline: &Outline<'a>) -> Option<Action> {
        let mut action = self.identity(outline)?;
        let found = self.members_of_page(outline, &action)?;
        (action.query, action.body) = (found.query, found.body);
        (action.result, action.whole_result) = (found.result, found.whole_result);
        action.types = found.types;
        self.encoding(&mut action, outline);
        action.errors = self.errors(outline);
        self.examples(outline, &mut action);
        action.notes = std::mem::take(&mut self.notes);
        action.notes.sort_by_key(|note| note.at);
        Some(action)
    }

    /// Members must travel in one way that the generator knows.
    fn encoding(&mut self, action: &mut Action, outline: &Outline<'_>) {
        if action.get && !action.body.is_empty() {
            action.query.append(&mut action.body);
        }
        if !action.get
            && action.body.is_empty()
            && action.query.iter().all(|member| !member.name.contains('.'))
        {
            let says_body = outline.tables.iter().any(|table| table.side == Side::Query);
            if !says_body {
                action.body = std::mem::take(&mut action.query);
            }
        }
        if let (Some(member), false) = (action.query.first(), action.body.is_empty()) {
            let at = member.at;
            self.tell(
                Finding::new(
                    &rule::PAGE_UNSUPPORTED,
                    self.offset(at),
                    format!(
                        "`{}` travels in the query string although the request has a body",
                        member.name
                    ),
                )
                .help("the document says so too, but no client can be generated from it yet"),
            );
        }
    }

    fn place(&self, at: &Range<usize>) -> Place {
        Place::offset(self.file, at.start)
    }

    fn offset(&self, at: usize) -> Place {
        Place::offset(self.file, at)
    }

    fn tell(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    fn note(&mut self, about: &str, fact: &'static str, value: &str, at: usize) {
        self.notes.push(Note {
            about: about.to_owned(),
            fact,
            value: value.to_owned(),
            at,
        });
    }
}

/// A value for messages.
fn show(node: &Node) -> String {
    match node {
        Node::Null => "null".to_owned(),
        Node::Bool(value) => value.to_string(),
        Node::Int(value) => value.to_string(),
        Node::Float(value) => value.to_string(),
        Node::String(value) => value.clone(),
        Node::Array(_) => "a list".to_owned(),
        Node::Object(_) => "an object".to_owned(),
    }
}
