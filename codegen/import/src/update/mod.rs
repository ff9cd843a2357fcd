//! A document that was edited by hand follows what it was imported from.
//!
//! Knows facts of documents, whichever way they are written, and how to change single ones in a text. Gives the edited text, what
//! changed, and a finding wherever both sides changed or something cannot be done. Must never know a page, nor a folder:
//! everything comes in as documents that were read already.
//!
//! ```text
//! imported last ──┐
//! imported now  ──┼─flatten─▶ facts ─merge─▶ changes ─carry─▶ edits ─text─▶ the document, edited
//! the document  ──┘                                                          └─flatten─check─┘
//! ```

mod carry;
mod changes;
mod check;
mod edit;
mod error_codes;
mod facts;
mod flatten;
mod library;
mod merge;
mod record;
mod rename;
mod schema;
mod tell;
mod text;

use carry::Carrier;
use changes::{Change, Merged};
use facts::{Facts, Statement, Value};
use flatten::flatten;
use library::Library;
use merge::merge;
use tell::Origin;

use codegen_documents::diagnostics::{Finding, Findings, rule};
use codegen_documents::source::{FileId, Node, Place, SourceFile, Sources, parse};

use flatten::actions;
pub(super) use library::without_envelope;
pub use record::{is_record, path_of as record_path};

/// Who is right where both sides changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settle {
    /// The document.
    Document,
    /// What is imported.
    Page,
}

/// What was imported last.
#[derive(Debug, Clone, Copy)]
pub enum Base {
    /// Nobody knows.
    Unknown,
    /// A document was made of it.
    Document(FileId),
    /// It was recorded.
    Record(FileId),
}

/// What is imported now.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// Name of the action.
    pub action: &'a str,
    /// The document that was made of it.
    pub document: FileId,
    /// The page that it was made of, with the byte offsets of members on it.
    pub page: Option<(FileId, &'a [(String, usize)])>,
}

/// The document that is there.
#[derive(Debug, Clone, Copy)]
pub struct Existing<'a> {
    /// The document.
    pub document: FileId,
    /// Those beside it to which it refers, by their names.
    pub siblings: &'a [(String, FileId)],
}

/// A fact that is another now.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedFact {
    /// The member, such as `request.ParticipantInfos[].Role`; `action` for the action itself.
    pub path: String,
    /// Which fact, such as `maximum`; `member` where a member came or went, `name` where it was renamed.
    pub fact: String,
    /// What it was, if it was stated.
    pub old: Option<Node>,
    /// What it is, if it is stated.
    pub new: Option<Node>,
}

/// What becomes of a document.
#[derive(Debug, Default)]
pub struct Updated {
    /// Its new text; `None` when there is nothing to change, or when an error says that nothing may be changed.
    pub text: Option<String>,
    /// What changes.
    pub changes: Vec<ChangedFact>,
    /// What has to be told.
    pub findings: Findings,
}

/// Names of the documents beside it to which a document, or one of its known siblings, refers and which are not known yet.
#[must_use]
pub fn missing_siblings(existing: &Existing<'_>, sources: &Sources) -> Vec<String> {
    library(existing.document, existing.siblings, sources)
        .map(|library| library.missing())
        .unwrap_or_default()
}

/// What has to be recorded about a document that is imported; `None` when it does not describe the action.
#[must_use]
pub fn record(action: &str, document: FileId, sources: &Sources) -> Option<String> {
    let library = library(document, &[], sources).ok()?;
    let facts = flatten(&library, action)?;
    Some(record::write(action, &facts.stated()))
}

/// Whether a document describes an action.
#[must_use]
pub fn describes(action: &str, document: FileId, sources: &Sources) -> bool {
    library(document, &[], sources)
        .is_ok_and(|library| actions(&library).iter().any(|known| known == action))
}

/// The actions that a document describes; none when it cannot be read.
#[must_use]
pub fn actions_in(document: FileId, sources: &Sources) -> Vec<String> {
    tree(document, sources).map_or_else(|_| Vec::new(), |root| actions_of(document, &root))
}

/// The actions that a document describes.
pub(super) fn actions_of(file: FileId, root: &Node) -> Vec<String> {
    actions(&Library::of(file, root.clone()))
}

/// Lets a document follow what is imported.
#[must_use]
pub fn update(
    incoming: Incoming<'_>,
    base: Base,
    existing: Existing<'_>,
    settle: Option<Settle>,
    sources: &Sources,
) -> Updated {
    let mut updated = Updated::default();
    if let Err(finding) = follow(incoming, base, existing, settle, sources, &mut updated) {
        updated.findings.push(*finding);
    }
    if updated.findings.has_errors() {
        updated.text = None;
    }
    updated
}

/// A finding that ends the work. It is rare, so it takes no room in every result.
type Refusal = Box<Finding>;

fn follow(
    incoming: Incoming<'_>,
    base: Base,
    existing: Existing<'_>,
    settle: Option<Settle>,
    sources: &Sources,
    updated: &mut Updated,
) -> Result<(), Refusal> {
    let document = library(existing.document, existing.siblings, sources)?;
    let imported = library(incoming.document, &[], sources)?;
    let own = facts(&document, existing.document, incoming.action)?;
    let page = facts(&imported, incoming.document, incoming.action)?;
    let base = statement(base, incoming.action, sources)?;
    let origin = Origin {
        facts: &page,
        page: incoming.page,
    };
    let Merged { changes, remarks } = merge(base.as_ref(), &own, &page, settle);
    for remark in &remarks {
        let finding = tell::remark(remark, existing.document, &own, &origin);
        updated.findings.push(finding);
    }
    updated.changes = changes
        .iter()
        .map(|change| describe(change, &own, &page))
        .collect();
    if changes.is_empty() {
        return Ok(());
    }
    let Some(carried) = Carrier::carry(&document, &imported, &own, &page, &changes) else {
        return Ok(());
    };
    for obstacle in &carried.obstacles {
        updated
            .findings
            .push(tell::obstacle(obstacle, &own, &origin));
    }
    for (at, name) in &carried.made_names {
        let place = Place::value(at.file, at.pointer.clone());
        let finding = Finding::new(
            &rule::IMPORT_MADE_NAME,
            place,
            format!("a new value got the name `{name}`, since the others have names"),
        );
        updated.findings.push(finding);
    }
    if updated.findings.has_errors() {
        return Ok(());
    }
    let file = sources.get(existing.document);
    let edits = edit::in_order(carried.edits);
    let refused = |message: String| {
        let place = Place::offset(existing.document, 0);
        Box::new(Finding::new(
            &rule::IMPORT_BY_HAND,
            place,
            format!("the document was left as it is: {message}"),
        ))
    };
    let text = text::edited(file, &edits).map_err(|text::Refused(message)| refused(message))?;
    let edited = SourceFile::new(
        file.name.clone(),
        file.relative.clone(),
        file.format,
        text.clone(),
    );
    let root = parse(&edited).map_err(|error| refused(error.message))?;
    let edited = shelve(existing, root, sources)
        .and_then(|library| facts(&library, existing.document, incoming.action))
        .map_err(|finding| refused(finding.message))?;
    for deviation in check::deviations(&own, &page, &changes, &edited, carried.reuses) {
        let finding = tell::deviation(&deviation, existing.document, &own, &origin);
        updated.findings.push(finding);
    }
    updated.text = Some(text);
    Ok(())
}

/// A document with those beside it.
fn library(
    document: FileId,
    siblings: &[(String, FileId)],
    sources: &Sources,
) -> Result<Library, Refusal> {
    let root = tree(document, sources)?;
    let existing = Existing { document, siblings };
    shelve(existing, root, sources)
}

/// A document that was read already with those beside it.
fn shelve(existing: Existing<'_>, root: Node, sources: &Sources) -> Result<Library, Refusal> {
    let mut library = Library::of(existing.document, root);
    for (name, file) in existing.siblings {
        library.add(name.clone(), *file, tree(*file, sources)?);
    }
    Ok(library)
}

fn tree(file: FileId, sources: &Sources) -> Result<Node, Refusal> {
    parse(sources.get(file)).map_err(|error| {
        Box::new(Finding::new(
            &rule::BROKEN_SYNTAX,
            Place::offset(file, error.offset.unwrap_or(0)),
            format!("the file cannot be read: {}", error.message),
        ))
    })
}

fn facts(library: &Library, file: FileId, action: &str) -> Result<Facts, Refusal> {
    flatten(library, action).ok_or_else(|| {
        Box::new(Finding::new(
            &rule::IMPORT_BY_HAND,
            Place::offset(file, 0),
            format!("`{action}` is not described here, or by more members than can be told apart"),
        ))
    })
}

fn statement(base: Base, action: &str, sources: &Sources) -> Result<Option<Statement>, Refusal> {
    match base {
        Base::Unknown => Ok(None),
        Base::Document(file) => {
            let library = library(file, &[], sources)?;
            Ok(Some(facts(&library, file, action)?.stated()))
        }
        Base::Record(file) => record::read(sources.get(file)).map(Some).map_err(|message| {
            Box::new(
                Finding::new(
                    &rule::IMPORT_BAD_RECORD,
                    Place::offset(file, 0),
                    format!("the record of the last import cannot be read: {message}"),
                )
                .help("restore it, name the page that was imported last with `--base`, or delete it to go without"),
            )
        }),
    }
}

fn describe(change: &Change, own: &Facts, page: &Facts) -> ChangedFact {
    let full = |facts: &Facts, path: &str, fact: &str| {
        facts.fact(path, fact).map(|fact| fact.value.clone())
    };
    let node = |value: Option<Value>| value.map(|value| value.full);
    let changed = |path: &str, fact: &str, old: Option<Node>, new: Option<Node>| ChangedFact {
        path: path.to_owned(),
        fact: fact.to_owned(),
        old,
        new,
    };
    let name = |path: &str| Some(Node::String(path.to_owned()));
    match change {
        Change::Set {
            path,
            page: to,
            fact,
        } => changed(
            path,
            fact,
            node(full(own, path, fact)),
            node(full(page, to, fact)),
        ),
        Change::Unset { path, fact } => changed(path, fact, node(full(own, path, fact)), None),
        Change::Reshape { path, page: to } => changed(
            path,
            "type",
            node(full(own, path, "type")),
            node(full(page, to, "type")),
        ),
        Change::Add { page: to } => changed(to, "member", None, node(full(page, to, "type"))),
        Change::Remove { path } => changed(path, "member", node(full(own, path, "type")), None),
        Change::Rename { path, page } => changed(path, "name", name(path), name(page)),
    }
}
