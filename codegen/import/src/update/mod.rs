//! A document that was edited by hand follows what it was imported from.
//!
//! Knows what is stated about an action (by a page, by a document, by the record of the last import) and how to change single
//! facts in a text. Gives the edited text, what changed, and a finding wherever both sides changed or something cannot be done.
//! Must never know a folder: everything comes in as it was read.
//!
//! ```text
//! facts of the page ──────────┐
//! the Explorer's document ────┼─▶ statement ─┐
//! the document ───────────────┘              ├─merge─▶ changes ─carry─▶ edits ─text─▶ the document, edited
//! the record of the last import ─────────────┘                                       └─▶ statement ─check
//! ```

mod carry;
mod changes;
mod check;
mod document;
mod edit;
mod incoming;
mod merge;
mod page;
mod record;
mod rename;
mod schema_facts;
mod statement;
mod tell;
mod text;
mod travel;

use std::borrow::Cow;

use carry::Carrier;
use changes::{Merged, Remark};
use document::{Described, Library, described};
use edit::Edit;
use incoming::Incoming;
use merge::merge;
use page::Page;
use statement::Remembered;
use travel::travel;

use crate::facts::Action;
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::source::{FileId, Node, Place, SourceFile, Sources, parse};

pub use changes::{ChangedFact, Settle};
use document::actions;
pub(super) use document::without_envelope;
pub use record::{is_record, path_of as record_path};

/// What is imported: a page, or a document of the API Explorer.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    action: &'a str,
    file: FileId,
    /// What the page says; `None` for a document, which is read when it is needed.
    facts: Option<&'a Action>,
}

impl<'a> Origin<'a> {
    /// A document that describes an action.
    #[must_use]
    pub fn document(action: &'a str, file: FileId) -> Self {
        Self {
            action,
            file,
            facts: None,
        }
    }

    /// A page that says these facts about an action.
    pub(crate) fn page(facts: &'a Action, file: FileId) -> Self {
        Self {
            action: &facts.name,
            file,
            facts: Some(facts),
        }
    }
}

/// What was imported last.
#[derive(Debug, Clone, Copy)]
pub enum Base<'a> {
    /// Nobody knows.
    Unknown,
    /// It is still there.
    Origin(Origin<'a>),
    /// It was recorded.
    Record(FileId),
}

/// The document that is there.
#[derive(Debug, Clone, Copy)]
pub struct Existing<'a> {
    /// The document.
    pub document: FileId,
    /// Those beside it to which it refers, by their names.
    pub siblings: &'a [(String, FileId)],
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

/// What has to be recorded about what is imported; `None` when it does not describe the action.
#[must_use]
pub fn record(origin: Origin<'_>, sources: &Sources) -> Option<String> {
    let incoming = incoming(origin, sources).ok()?;
    Some(record::write(
        origin.action,
        &incoming.statement.remembered(),
    ))
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
    origin: Origin<'_>,
    base: Base<'_>,
    existing: Existing<'_>,
    settle: Option<Settle>,
    sources: &Sources,
) -> Updated {
    let mut updated = Updated::default();
    if let Err(finding) = follow(origin, base, existing, settle, sources, &mut updated) {
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
    origin: Origin<'_>,
    base: Base<'_>,
    existing: Existing<'_>,
    settle: Option<Settle>,
    sources: &Sources,
    updated: &mut Updated,
) -> Result<(), Refusal> {
    let library = library(existing.document, existing.siblings, sources)?;
    let mut standing = Standing {
        own: stated(&library, existing.document, origin.action)?,
        library,
        file: Cow::Borrowed(sources.get(existing.document)),
        base: remembered(base, sources)?,
    };
    let work = Work {
        incoming: incoming(origin, sources)?,
        origin,
        existing,
        settle,
        sources,
    };
    // Members move first, as they are; what else has changed about them is changed where they are then.
    work.travel(&mut standing, updated)?;
    work.merge(&standing, updated)
}

/// A document as it stands.
struct Standing<'s> {
    file: Cow<'s, SourceFile>,
    library: Library,
    own: Described,
    /// What was imported last.
    base: Option<Remembered>,
}

/// What a document has to follow.
struct Work<'w> {
    incoming: Incoming<'w>,
    origin: Origin<'w>,
    existing: Existing<'w>,
    settle: Option<Settle>,
    sources: &'w Sources,
}

impl Work<'_> {
    /// The document with edits.
    fn edited<'s>(
        &self,
        standing: &Standing<'s>,
        edits: Vec<Edit>,
    ) -> Result<Standing<'s>, Refusal> {
        let refused = |message: String| {
            Box::new(Finding::new(
                &lint::IMPORT_BY_HAND,
                Place::offset(self.existing.document, 0),
                format!("the document was left unchanged: {message}"),
            ))
        };
        let file = &standing.file;
        let text = text::edited(file, &edit::in_order(edits))
            .map_err(|text::Refused(message)| refused(message))?;
        let file = SourceFile::new(file.name.clone(), file.relative.clone(), file.format, text);
        let root = parse(&file).map_err(|error| refused(error.message))?;
        let library = shelve(self.existing, root, self.sources)?;
        let own = stated(&library, self.existing.document, self.origin.action)
            .map_err(|finding| refused(finding.message))?;
        Ok(Standing {
            file: Cow::Owned(file),
            library,
            own,
            base: standing.base.clone(),
        })
    }

    fn tell(&self, remarks: &[Remark], own: &Described, updated: &mut Updated) {
        for remark in remarks {
            let document = self.existing.document;
            let finding = tell::remark(remark, document, own, &self.incoming);
            updated.findings.push(finding);
        }
    }

    /// Lets members travel as they do now.
    fn travel(&self, standing: &mut Standing<'_>, updated: &mut Updated) -> Result<(), Refusal> {
        let Standing {
            library, own, base, ..
        } = &*standing;
        let Some(travel) = travel(library, own, &self.incoming, base.as_ref(), self.settle) else {
            return Ok(());
        };
        let mut moved = self.edited(standing, travel.edits.clone())?;
        if !travel.is_faithful(&own.statement, &moved.own.statement) {
            return Ok(());
        }
        self.tell(&travel.remarks, own, updated);
        updated.changes = travel.facts();
        updated.text = Some(moved.file.text.clone());
        if let Some(base) = &mut moved.base {
            travel.carried(base);
        }
        *standing = moved;
        Ok(())
    }

    /// Changes the facts that have changed.
    fn merge(&self, standing: &Standing<'_>, updated: &mut Updated) -> Result<(), Refusal> {
        let (own, incoming) = (&standing.own, &self.incoming);
        let (before, page) = (&own.statement, &incoming.statement);
        let Merged { changes, remarks } = merge(standing.base.as_ref(), before, page, self.settle);
        self.tell(&remarks, own, updated);
        let described = changes.iter().map(|change| change.told(before, page));
        updated.changes.extend(described);
        if changes.is_empty() {
            return Ok(());
        }
        let Some(carried) = Carrier::carry(&standing.library, own, incoming, &changes) else {
            return Ok(());
        };
        for obstacle in &carried.obstacles {
            let finding = tell::obstacle(obstacle, own, incoming);
            updated.findings.push(finding);
        }
        for (at, name) in &carried.made_names {
            let place = Place::value(at.file, at.pointer.clone());
            let finding = Finding::new(
                &lint::IMPORT_MADE_NAME,
                place,
                format!("a new value got the name `{name}`, because the others have names"),
            );
            updated.findings.push(finding);
        }
        if updated.findings.has_errors() {
            return Ok(());
        }
        let edited = self.edited(standing, carried.edits)?;
        let after = &edited.own.statement;
        for deviation in check::deviations(before, page, &changes, after, carried.reuses) {
            let finding = tell::deviation(&deviation, self.existing.document, own, incoming);
            updated.findings.push(finding);
        }
        updated.text = Some(edited.file.text.clone());
        Ok(())
    }
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
            &lint::BROKEN_SYNTAX,
            Place::offset(file, error.offset.unwrap_or(0)),
            format!("the file cannot be read: {}", error.message),
        ))
    })
}

fn stated(library: &Library, file: FileId, action: &str) -> Result<Described, Refusal> {
    described(library, action).ok_or_else(|| undescribed(file, action))
}

fn undescribed(file: FileId, action: &str) -> Refusal {
    Box::new(Finding::new(
        &lint::IMPORT_BY_HAND,
        Place::offset(file, 0),
        format!("`{action}` is not described here, or by more members than can be told apart"),
    ))
}

/// What is imported, with what it states.
fn incoming<'a>(origin: Origin<'a>, sources: &Sources) -> Result<Incoming<'a>, Refusal> {
    let Origin {
        action,
        file,
        facts,
    } = origin;
    if let Some(facts) = facts {
        let read = Page::read(facts, file);
        let (page, statement) = read.ok_or_else(|| undescribed(file, action))?;
        return Ok(Incoming::page(page, statement));
    }
    let library = library(file, &[], sources)?;
    let described = stated(&library, file, action)?;
    Ok(Incoming::document(library, described))
}

fn remembered(base: Base<'_>, sources: &Sources) -> Result<Option<Remembered>, Refusal> {
    match base {
        Base::Unknown => Ok(None),
        Base::Origin(origin) => Ok(Some(incoming(origin, sources)?.statement.remembered())),
        Base::Record(file) => record::read(sources.get(file)).map(Some).map_err(|message| {
            Box::new(
                Finding::new(
                    &lint::IMPORT_BAD_RECORD,
                    Place::offset(file, 0),
                    format!("the record of the last import cannot be read: {message}"),
                )
                .help("restore it, pass the page that was imported last with `--base`, or delete it to continue without a record"),
            )
        }),
    }
}
