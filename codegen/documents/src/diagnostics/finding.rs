//! One finding, and a collection of them.

use super::{Lint, Severity};
use crate::source::{Place, Sources, locate};

/// Something about a document that its author should know.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What kind of problem it is.
    pub lint: &'static Lint,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// A few words at the place itself.
    pub label: String,
    /// Other places that belong to it, each with a few words.
    pub related: Vec<(Place, String)>,
    /// How to fix it; without one, the explanation of the lint says how.
    help: Option<String>,
}

impl Finding {
    /// A finding at a place.
    #[must_use]
    pub fn new(lint: &'static Lint, place: Place, message: impl Into<String>) -> Self {
        Self {
            lint,
            message: message.into(),
            place,
            label: String::new(),
            related: Vec::new(),
            help: None,
        }
    }

    /// Adds words at the place itself.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// Adds a fix.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// How to fix it.
    #[must_use]
    pub fn fix(&self) -> &str {
        self.help.as_deref().unwrap_or(self.lint.explanation)
    }

    /// Its severity.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.lint.severity
    }
}

/// Findings of a run.
#[derive(Debug, Clone, Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Adds those of another collection.
    pub fn append(&mut self, mut other: Findings) {
        self.0.append(&mut other.0);
    }

    /// The one that came first.
    #[must_use]
    pub fn into_first(self) -> Option<Finding> {
        self.0.into_iter().next()
    }

    /// Whether the documents cannot be used.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0
            .iter()
            .any(|finding| finding.severity() == Severity::Error)
    }

    /// How many have a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.0
            .iter()
            .filter(|finding| finding.severity() == severity)
            .count()
    }

    /// Whether there is none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in the order in which they are shown once [`sort`](Self::sort) was called.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }

    /// Lets them point at the files in which the parts are written that a document takes in from elsewhere.
    pub fn trace(&mut self, sources: &Sources) {
        for finding in &mut self.0 {
            finding.place = sources.origin(&finding.place);
            for (place, _) in &mut finding.related {
                *place = sources.origin(place);
            }
        }
    }

    /// Puts them in order of their places and drops repetitions of the very same finding.
    pub fn sort(&mut self, sources: &Sources) {
        self.0.sort_by_cached_key(|finding| {
            let file = sources.get(finding.place.file);
            (
                file.name.clone(),
                locate(file, &finding.place.spot).start,
                finding.lint.code,
                finding.message.clone(),
            )
        });
        self.0.dedup_by(|a, b| {
            a.lint.code == b.lint.code && a.message == b.message && a.place == b.place
        });
    }
}
