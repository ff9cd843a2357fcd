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
mod numbers;
mod outline;
mod prose;
mod reconcile;
mod result;
mod rows;
mod sections;
mod spread;
mod stated;
mod tables;
mod types;
mod unread;
mod untold;
mod values;

use std::ops::Range;

use super::Given;
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
pub(super) fn read(text: &str, file: FileId, given: &Given) -> Read {
    let (page, doubts) = listing::tabled(spread::gathered(Page::read(text)), text);
    let (page, found) = sections::with_headings(page);
    let mut reader = Reader {
        file,
        given,
        findings: Findings::new(),
        notes: Vec::new(),
        unmarked: Vec::new(),
        sources: Vec::new(),
        value_tables: Vec::new(),
        side: Side::Nowhere,
        untold: Vec::new(),
        shown_keys: Vec::new(),
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
    reader.tell_inferences(&page, &found);
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
    given: &'a Given,
    findings: Findings,
    notes: Vec<Note>,
    /// Members of requests of which nothing says whether they are required.
    unmarked: Vec<(Range<usize>, String)>,
    sources: Vec<TypeSource>,
    /// Tables of allowed values, with the words over them.
    value_tables: Vec<tables::ValueTable<'a>>,
    /// Where the table that is being read stands.
    side: Side,
    /// What only an example can tell.
    untold: Vec<untold::Untold>,
    /// Keys of the examples of requests.
    shown_keys: Vec<String>,
}

impl<'a> Reader<'a> {
    fn action(&mut self, outline: &Outline<'a>) -> Option<Action> {
        let mut action = self.identity(outline)?;
        self.shown_keys = examples::keys_of_requests(outline);
        let found = self.members_of_page(outline, &action)?;
        (action.query, action.body) = (found.query, found.body);
        (action.result, action.whole_result) = (found.result, found.whole_result);
        action.types = found.types;
        self.encoding(&mut action, outline);
        action.errors = self.errors(outline);
        self.examples(outline, &mut action);
        self.tell_unread(outline);
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

    /// Tells what was put together, and what the order of the page alone says.
    fn tell_inferences(&mut self, page: &Page, found: &sections::Found) {
        for at in &page.mended {
            self.tell(
                Finding::new(
                    &rule::PAGE_MENDED_TABLE,
                    self.place(at),
                    "the table is cut on the page: rows stand behind an empty line or a comment, or cells go on in the next line",
                )
                .help("it was read as one table; check its rows"),
            );
        }
        if let Some(at) = &found.lost {
            self.tell(
                Finding::new(
                    &rule::PAGE_LOST_HEADINGS,
                    self.place(at),
                    "the page has no headings; its tables say by their columns and by their order what they are",
                )
                .help("check that each part of the request and of the reply is where it belongs"),
            );
        }
        for (name, at) in &found.named {
            self.tell(
                Finding::new(
                    &rule::PAGE_INFERRED_TABLE,
                    self.place(at),
                    format!("the table has no title; by its place it has the members of `{name}`"),
                )
                .help("check that it describes that type"),
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
