//! A page to facts: recognised by meaning, and a finding for everything that was not.
//!
//! Knows what pages say and how to doubt it. Gives the facts of one action, with a place for each.
//! Must never know OpenAPI: what it found out is written elsewhere.

mod absent;
mod actions;
mod addresses;
mod callbacks;
mod called;
mod calling;
mod cells;
mod check;
mod choices;
mod columns;
mod common;
mod deep;
mod defaults;
mod divided;
mod enumerations;
mod envelope;
mod errors;
mod examples;
mod foreign;
mod free;
mod glued;
mod glued_titles;
mod glued_types;
mod groups;
mod headerless;
mod identity;
mod inferred;
mod joined;
mod kinds;
mod labels;
mod layout;
mod lenient;
mod libraries;
mod listed;
mod listing;
mod marks;
mod masks;
mod members;
mod merged;
mod mixed;
mod named;
mod names;
mod nesting;
mod numbered;
mod outline;
mod parts;
mod pathed;
mod prose;
mod query;
mod reconcile;
mod records;
mod result;
mod rows;
mod runs;
mod sections;
mod serialized;
mod sorted;
mod spaced;
mod spread;
mod stray;
mod summary;
mod surround;
mod tables;
mod tails;
mod tops;
mod type_tables;
mod types;
mod typos;
mod unread;
mod untold;
mod value_tables;
mod values;
mod worded;

use std::collections::HashMap;
use std::ops::Range;

use super::Given;
use super::facts::{Action, Note};
use super::page::{Block, Page, Source};
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::source::{FileId, Node, Place};
use outline::{Outline, Side};
use types::TypeSource;

/// What became of an action of a page.
pub(super) struct Read {
    /// `None` when the page as a whole was not understood.
    pub(super) action: Option<Action>,
    pub(super) findings: Findings,
}

/// The pages of structures that a page refers to, with their texts.
pub(super) type Structures<'a> = &'a [(FileId, &'a str)];

/// Offsets on the pages of structures begin at multiples of this.
const PAGE: usize = usize::MAX / 64;

/// The file of an offset, and where it is there.
pub(super) fn place_of(at: usize, file: FileId, structures: Structures<'_>) -> Place {
    match (at / PAGE)
        .checked_sub(1)
        .and_then(|index| structures.get(index))
    {
        Some((file, _)) => Place::offset(*file, at % PAGE),
        None => Place::offset(file, at),
    }
}

/// Whether an offset is on the page itself.
pub(super) fn is_own(at: usize) -> bool {
    at < PAGE
}

/// Whether a page describes structures alone, and no action.
pub(super) fn is_structures(text: &str) -> bool {
    if text.contains("Action=") {
        return false;
    }
    let page = Page::read(&Source::of(text));
    let page = libraries::titled(spread::gathered(joined::whole(page)).0);
    let names_action = page.blocks.iter().any(|block| match block {
        Block::Table(table) => {
            let columns = columns::Columns::of(table);
            table.rows.iter().any(|row| {
                columns
                    .cell(crate::dialect::Column::Name, row)
                    .is_some_and(|name| name.text.trim() == "Action")
                    && columns.has(crate::dialect::Column::Required)
            })
        }
        _ => false,
    });
    let outline = Outline::of(&page);
    !names_action && outline.tables.iter().any(|placed| !placed.names.is_empty())
}

/// Reads a page: one result for each action that it describes.
pub(super) fn read(
    text: &str,
    file: FileId,
    given: &Given,
    structures: Structures<'_>,
) -> Vec<Read> {
    let mut reader = Reader::new(file, given, structures);
    if reader.tell_foreign(text) {
        return vec![Read {
            action: None,
            findings: reader.findings,
        }];
    }
    let source = Source::of(text);
    let page = records::gathered(spaced::parted(joined::whole(Page::read(&source))));
    let (page, glued) = spread::gathered(page);
    let (page, doubts) = listing::tabled(page, &source);
    let (page, found) = sections::with_headings(envelope::apart(page));
    let (page, callbacks) = callbacks::apart(pathed::pathed(page));
    let page = merged::apart(numbered::indented(sorted::by_sections(page)));
    let page = groups::parted(joined::joined(page));
    let (page, typos) = typos::corrected(page);
    let mut doubts = Some((doubts, glued, found, typos));
    let pages = if given.action.is_some() {
        vec![page]
    } else {
        actions::apart(page)
    };
    let tables: Vec<Vec<Place>> = pages.iter().map(|page| tables_of(page, file)).collect();
    let libraries: Vec<Page> = structures
        .iter()
        .enumerate()
        .map(|(index, (_, text))| libraries::library(text, index))
        .collect();
    let mut read: Vec<Read> = pages
        .into_iter()
        .map(|mut page| {
            page = worded::titled(page);
            for library in &libraries {
                page.blocks.extend(library.blocks.iter().cloned());
            }
            let mut reader = Reader::new(file, given, structures);
            // Where the whole page is doubtful is told once.
            if let Some((doubts, glued, found, typos)) = doubts.take() {
                reader.tell_doubts(doubts);
                reader.tell_glued(&glued);
                reader.tell_callbacks(&callbacks);
                reader.tell_inferences(&page, &found);
                reader.tell_typos(typos);
            }
            let outline = Outline::of(&page);
            let action = reader.action(&outline);
            Read {
                action,
                findings: reader.findings,
            }
        })
        .collect();
    if tables.len() > 1 {
        keep_common(&mut read, &tables);
    }
    read
}

/// Where the tables of a page begin.
fn tables_of(page: &Page, file: FileId) -> Vec<Place> {
    let tables = page.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(Place::offset(file, table.at.start)),
        _ => None,
    });
    tables.collect()
}

/// Of structures that several actions share, only those are told that none of them has, and once.
fn keep_common(read: &mut [Read], tables: &[Vec<Place>]) {
    let is_unplaced = |finding: &Finding| finding.lint.code == lint::PAGE_UNPLACED_TABLE.code;
    let all: Vec<Vec<Finding>> = read
        .iter()
        .map(|read| read.findings.iter().cloned().collect())
        .collect();
    let mut told: Vec<Place> = Vec::new();
    for (read, own) in read.iter_mut().zip(&all) {
        read.findings = Findings::new();
        for finding in own {
            let parts = tables
                .iter()
                .filter(|tables| tables.contains(&finding.place))
                .count();
            let unplaced = all
                .iter()
                .flatten()
                .filter(|other| is_unplaced(other) && other.place == finding.place)
                .count();
            let shared = is_unplaced(finding) && parts > 1;
            if !shared || unplaced == parts && !told.contains(&finding.place) {
                told.push(finding.place.clone());
                read.findings.push(finding.clone());
            }
        }
    }
}

/// What is known while a page is read.
struct Reader<'a> {
    file: FileId,
    given: &'a Given,
    structures: Structures<'a>,
    findings: Findings,
    notes: Vec<Note>,
    /// Which facts of the member that is read a finding tells already.
    told_of: Vec<Told>,
    /// Members of requests of which nothing says whether they are required.
    unmarked: Vec<(Range<usize>, String)>,
    /// Those of the table that is being read whose cell for the mark is empty.
    blank: Vec<(Range<usize>, String)>,
    silence: marks::Silence,
    sources: Vec<TypeSource>,
    /// Where the rows of every name begin.
    namesakes: HashMap<String, Vec<usize>>,
    /// Tables of allowed values, with the words over them.
    value_tables: Vec<value_tables::ValueTable<'a>>,
    /// Where the table that is being read stands.
    side: Side,
    /// What only an example can tell.
    untold: Vec<untold::Untold>,
    /// What the examples show, for tables that lost how their members are nested.
    examples: nesting::Examples,
    /// Whether a table of the reply has what stands beside the envelope.
    lists_envelope: bool,
    /// Whether members nest too deep for a document.
    too_deep: bool,
}

impl<'a> Reader<'a> {
    fn new(file: FileId, given: &'a Given, structures: Structures<'a>) -> Self {
        Self {
            file,
            given,
            structures,
            findings: Findings::new(),
            notes: Vec::new(),
            told_of: Vec::new(),
            unmarked: Vec::new(),
            blank: Vec::new(),
            silence: marks::Silence::default(),
            sources: Vec::new(),
            namesakes: HashMap::new(),
            value_tables: Vec::new(),
            side: Side::Nowhere,
            untold: Vec::new(),
            examples: nesting::Examples::default(),
            lists_envelope: false,
            too_deep: false,
        }
    }

    fn tell_doubts(&mut self, doubts: listing::Doubts) {
        for doubt in doubts.unread {
            self.tell(
                Finding::new(
                    &lint::PAGE_BAD_ROW,
                    self.place(&doubt.at),
                    format!("the line of `{}` begins like a member, but its type was not understood", doubt.name),
                )
                .help("write it as `**Name** Type Required`, or add the member to the document by hand"),
            );
        }
        for doubt in doubts.places {
            self.tell(
                Finding::new(
                    &lint::PAGE_UNPLACED_MEMBER,
                    self.place(&doubt.at),
                    format!("it is not certain whether `{}` belongs to the object before it or is a sibling of it", doubt.name),
                )
                .help("the document has it in the object; if that is wrong, move it"),
            );
        }
    }

    /// Tells how cells that are glued together were told apart.
    fn tell_glued(&mut self, tables: &[usize]) {
        let Some(first) = tables.first() else {
            return;
        };
        self.tell(
            Finding::new(
                &lint::PAGE_MENDED_TABLE,
                self.offset(*first),
                "the cells of this page's tables run together; the words for types and the marks show where a name ends",
            )
            .help("check the names and the types; where an example and a description run together, both are in the description, and no limit, value or default was read from them"),
        );
    }

    fn action(&mut self, outline: &Outline<'a>) -> Option<Action> {
        let are_joined = self.tell_run_together(outline);
        let mut action = self.identity(outline)?;
        self.examples = nesting::Examples::of(outline);
        let found = self.members_of_page(outline, &action, are_joined)?;
        (action.query, action.body) = (found.query, found.body);
        (action.result, action.whole_result) = (found.result, found.whole_result);
        action.beside = found.beside;
        action.types = found.types;
        self.encoding(&mut action, outline);
        action.errors = self.errors(outline);
        self.examples(outline, &mut action);
        self.tell_unread(outline, &action);
        self.tell_stray(outline);
        self.tell_headerless(outline);
        action.notes = std::mem::take(&mut self.notes);
        action.notes.sort_by_key(|note| note.at);
        self.shallow(action)
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
                    &lint::PAGE_UNSUPPORTED,
                    self.offset(at),
                    format!(
                        "`{}` travels in the query string although the request has a body",
                        member.name
                    ),
                )
                .help("so does the document, but no client can be generated from it yet"),
            );
        }
    }

    /// Tells what was put together, and what the order of the page alone says.
    fn tell_inferences(&mut self, page: &Page, found: &sections::Found) {
        for at in &page.mended {
            self.tell(
                Finding::new(
                    &lint::PAGE_MENDED_TABLE,
                    self.place(at),
                    "the table is damaged on the page: an empty line, a comment or a line break cuts it, or only spaces separate its cells",
                )
                .help("it was read as one table; check its rows"),
            );
        }
        if let Some(at) = &found.lost {
            self.tell(
                Finding::new(
                    &lint::PAGE_LOST_HEADINGS,
                    self.place(at),
                    "the page has no headings; the columns and the order of its tables show what they are",
                )
                .help("check that each part of the request and of the reply is where it belongs"),
            );
        }
        for uncertain in &found.uncertain {
            let names: Vec<String> = uncertain
                .names
                .iter()
                .map(|name| format!("`{name}`"))
                .collect();
            self.tell(
                Finding::new(
                    &lint::PAGE_UNPLACED_MEMBER,
                    self.place(&uncertain.at),
                    format!("nothing shows whether {} belong to the request or to the reply", names.join(", ")),
                )
                .help("they are in the request; move those that are returned, or add the headings of the page"),
            );
        }
        for (name, at) in &found.named {
            self.tell(
                Finding::new(
                    &lint::PAGE_INFERRED_TABLE,
                    self.place(at),
                    format!("the table has no title; its position suggests that it has the members of `{name}`"),
                )
                .help("check that it describes that type"),
            );
        }
    }

    fn place(&self, at: &Range<usize>) -> Place {
        place_of(at.start, self.file, self.structures)
    }

    fn offset(&self, at: usize) -> Place {
        place_of(at, self.file, self.structures)
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

/// A kind of fact that a finding tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Limit,
    Values,
    Default,
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
