//! What comes of a merge: changes to be made in the document, and what has to be told.

use super::statement::Statement;
use codegen_documents::source::Node;

/// Who is right where both sides changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settle {
    /// The document.
    Document,
    /// What is imported.
    Page,
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

/// A change to be made. Paths are those of the document; `page` is the path of the same member in what is imported.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Change {
    /// A fact becomes what is imported.
    Set {
        path: String,
        page: String,
        fact: String,
    },
    /// A fact is not stated any more.
    Unset { path: String, fact: String },
    /// A member has another type with all that belongs to it.
    Reshape { path: String, page: String },
    /// A member is new.
    Add { page: String },
    /// A member is gone.
    Remove { path: String },
    /// A member is called differently.
    Rename { path: String, page: String },
}

impl Change {
    /// The change for those who read what an update did.
    pub(super) fn told(&self, own: &Statement, page: &Statement) -> ChangedFact {
        let full = |statement: &Statement, path: &str, fact: &str| {
            statement.fact(path, fact).map(|value| value.full.clone())
        };
        let changed = |path: &str, fact: &str, old: Option<Node>, new: Option<Node>| ChangedFact {
            path: path.to_owned(),
            fact: fact.to_owned(),
            old,
            new,
        };
        let name = |path: &str| Some(Node::String(path.to_owned()));
        // An error has no type.
        let ty = |statement: &Statement, path: &str| {
            full(statement, path, "type").or_else(|| name("listed"))
        };
        match self {
            Change::Set {
                path,
                page: to,
                fact,
            } => changed(path, fact, full(own, path, fact), full(page, to, fact)),
            Change::Unset { path, fact } => changed(path, fact, full(own, path, fact), None),
            Change::Reshape { path, page: to } => changed(
                path,
                "type",
                full(own, path, "type"),
                full(page, to, "type"),
            ),
            Change::Add { page: to } => changed(to, "member", None, ty(page, to)),
            Change::Remove { path } => changed(path, "member", ty(own, path), None),
            Change::Rename { path, page } => changed(path, "name", name(path), name(page)),
        }
    }
}

/// Something to be told.
#[derive(Debug, Clone)]
pub(super) struct Remark {
    pub(super) kind: RemarkKind,
    pub(super) path: String,
    pub(super) page: String,
    /// Which fact; empty for the member as a whole.
    pub(super) fact: String,
    /// What the last import said, where that is known.
    pub(super) base: Option<Node>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RemarkKind {
    /// Both sides changed, differently.
    Conflict,
    /// The same, decided by the caller.
    Settled,
    /// The page was followed, without knowing whether it or the document changed.
    NoRecord,
    /// Only the document has it, and nobody knows since when.
    OnlyInDocument,
    /// Another name, with the evidence.
    Renamed(String),
    /// Perhaps another name, with the evidence.
    MaybeRenamed(String),
    /// A change that is beyond an edit of single facts.
    ByHand,
}

/// The outcome.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub(super) changes: Vec<Change>,
    pub(super) remarks: Vec<Remark>,
}
