//! What comes of a merge: changes to be made in the document, and what has to be told.

use codegen_documents::source::Node;

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
