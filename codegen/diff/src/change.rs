//! What a comparison gives: changes under rules, and the verdict on all of them.

use std::fmt;

use super::example::Example;

/// Whether something that worked yesterday works tomorrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It does.
    Compatible,
    /// It goes on, but may behave otherwise.
    Risky,
    /// It may stop working.
    Breaking,
}

impl Verdict {
    /// The verdict in a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Risky => "risky",
            Self::Breaking => "breaking",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// What sort of change it is, for people who read about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Something is new.
    Added,
    /// Something is otherwise.
    Changed,
    /// Something is discouraged.
    Deprecated,
    /// Something is gone.
    Removed,
    /// Something is explained otherwise.
    Documented,
}

/// By which part of its version number a crate with the generated client has to grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Nothing changed.
    None,
    /// `1.2.3` to `1.2.4`
    Patch,
    /// `1.2.3` to `1.3.0`
    Minor,
    /// `1.2.3` to `2.0.0`
    Major,
}

impl Bump {
    /// The part in a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// A rule: a sort of change, and what it does.
pub struct Rule {
    /// Its code, which never changes.
    pub code: &'static str,
    /// What changed, as a clause: `a request member became required`.
    pub condition: &'static str,
    /// Does yesterday's client work with tomorrow's server?
    pub wire: Verdict,
    /// Does code written for yesterday's client compile, and do the same, with tomorrow's?
    pub rust: Verdict,
    /// What sort of change it is.
    pub kind: ChangeKind,
    /// Why the verdicts are as they are.
    pub reason: &'static str,
    /// What whoever is concerned can do.
    pub fix: &'static str,
    /// Two states of an API between which nothing but this changed, and code that uses it.
    pub example: Example,
}

/// The code, which stands for the rest.
impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rule").field(&self.code).finish()
    }
}

impl Rule {
    /// The graver one of both verdicts.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.wire.max(self.rust)
    }

    /// Whether neither verdict of another rule is graver.
    #[must_use]
    pub fn is_as_grave_as(&self, other: &Self) -> bool {
        self.wire >= other.wire && self.rust >= other.rust
    }

    /// What the version number of a crate with the generated client has to do because of such a change.
    #[must_use]
    pub fn bump(&self) -> Bump {
        if self.rust == Verdict::Breaking {
            Bump::Major
        } else if self.verdict() != Verdict::Compatible || self.kind == ChangeKind::Added {
            Bump::Minor
        } else {
            Bump::Patch
        }
    }
}

/// Where in an API something changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Location {
    /// Name of the service's module.
    pub service: String,
    /// Version, if it is about one.
    pub version: Option<String>,
    /// Wire name of the action, if it is about one.
    pub action: Option<String>,
    /// What code calls it, such as `ecs::v2020_04_01::run_instances::RunInstancesRequest::zone_id`; of what was there before, its old
    /// name. `None` where Rust has no name for it.
    pub rust: Option<String>,
    /// What of it, such as `request.ParticipantInfos[].Role`; a type that actions share begins with its name. Empty for the
    /// whole.
    pub path: String,
    /// The document that describes it, below the folder of all documents. If the action is gone, the one that did.
    pub document: Option<String>,
}

/// Something that changed.
#[derive(Debug, Clone)]
pub struct Change {
    /// Under which rule.
    pub rule: &'static Rule,
    /// Where.
    pub place: Location,
    /// What was, if there is more to say than the rule does.
    pub old: Option<String>,
    /// What is.
    pub new: Option<String>,
    /// What speaks for it, where it was inferred, or what it comes to.
    pub evidence: Option<String>,
    /// Where values of the type travel both ways: the rule for the other way, which is no graver. It holds at the places that lead the
    /// other way.
    pub other_way: Option<&'static Rule>,
    /// Other places where the same holds, because they are of the same type. Of a type that actions share: where they use it.
    pub more: Vec<String>,
    /// Why it is accepted although it may hurt, if it is.
    pub accepted: Option<String>,
}

impl Change {
    /// One line, without the place: what changed, from what to what.
    #[must_use]
    pub fn message(&self) -> String {
        let values = match (&self.old, &self.new) {
            (Some(old), Some(new)) => format!(": {old} -> {new}"),
            (Some(value), None) | (None, Some(value)) => format!(": {value}"),
            (None, None) => String::new(),
        };
        let evidence = match &self.evidence {
            Some(evidence) => format!(" ({evidence})"),
            None => String::new(),
        };
        format!("{}{values}{evidence}", self.rule.condition)
    }

    /// The last part of its path: what the same change elsewhere has in common with it.
    #[must_use]
    pub fn leaf(&self) -> &str {
        let path = &self.place.path;
        path.rsplit_once('.')
            .map_or(path.as_str(), |(_, leaf)| leaf)
    }
}

/// Everything that changed.
#[derive(Debug, Clone, Default)]
pub struct Diff {
    /// The changes: services, versions and actions sorted by name, inside them in the order of the documents.
    pub changes: Vec<Change>,
}

impl Diff {
    /// The gravest verdict for the wire.
    #[must_use]
    pub fn wire(&self) -> Verdict {
        self.gravest(|rule| rule.wire)
    }

    /// The gravest verdict for code that uses the client.
    #[must_use]
    pub fn rust(&self) -> Verdict {
        self.gravest(|rule| rule.rust)
    }

    /// The gravest verdict of all.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.wire().max(self.rust())
    }

    /// What the version number of a crate with the generated client has to do.
    #[must_use]
    pub fn bump(&self) -> Bump {
        let bumps = self.changes.iter().map(|change| change.rule.bump());
        bumps.max().unwrap_or(Bump::None)
    }

    /// Whether there is a change as grave as that which nobody accepted.
    #[must_use]
    pub fn has_unaccepted(&self, least: Verdict) -> bool {
        let mut open = self
            .changes
            .iter()
            .filter(|change| change.accepted.is_none());
        open.any(|change| change.rule.verdict() >= least)
    }

    /// How many changes have a verdict for their graver point of view.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        let verdicts = self.changes.iter().map(|change| change.rule.verdict());
        verdicts.filter(|of_change| *of_change == verdict).count()
    }

    fn gravest(&self, verdict: impl Fn(&Rule) -> Verdict) -> Verdict {
        let verdicts = self.changes.iter().map(|change| verdict(change.rule));
        verdicts.max().unwrap_or(Verdict::Compatible)
    }
}
