//! What became of the documents that came.

use codegen_fetch::Error;
use codegen_import::update::ChangedFact;

use super::targets::Target;

/// What became of an action.
pub(super) struct Row {
    pub(super) action: String,
    /// Its document, by its path below the folder of all documents; empty when there is none.
    pub(super) path: String,
    pub(super) outcome: Outcome,
    /// What has changed, where the document was edited by hand.
    pub(super) facts: Vec<ChangedFact>,
}

#[derive(Debug)]
pub(super) enum Outcome {
    /// Its document is new.
    Created,
    /// Its document is another one now.
    Updated,
    /// Its document says what the Explorer says, or what was made of that by hand.
    Unchanged,
    /// Its document is left alone, for this reason.
    Kept(&'static str),
    /// Both sides have changed the same; the findings say what.
    Conflict,
    /// The Explorer does not list it any more; its document stays, for this reason.
    Gone(&'static str),
    /// The Explorer does not list it any more, and its document goes.
    Removed,
    /// It did not come.
    Missing(Error),
}

/// What became of a version.
pub(super) struct Placed {
    pub(super) target: Target,
    pub(super) rows: Vec<Row>,
}

impl Row {
    /// Whether it is something that was not known before.
    pub(super) fn is_news(&self) -> bool {
        match self.outcome {
            Outcome::Created | Outcome::Updated | Outcome::Conflict | Outcome::Removed => true,
            Outcome::Gone(why) => why != KNOWN_AS_GONE,
            Outcome::Unchanged | Outcome::Kept(_) | Outcome::Missing(_) => false,
        }
    }
}

pub(super) const KNOWN_AS_GONE: &str = "known since an earlier run; `--prune` removes it";
