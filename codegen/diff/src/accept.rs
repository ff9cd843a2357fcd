//! Changes that are accepted although they may hurt.
//!
//! Knows which change an acceptance is about, and until when it holds. Gives changes with the reason why they are accepted, and
//! acceptances that are of no use any more. Must never know in which file they are written.

use super::filter::matches;
use super::{Change, Diff};

/// Somebody's word that a change is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// Code of the rule.
    pub rule: String,
    /// Name of the service, in which `*` stands for any letters.
    pub service: String,
    /// Name of the action, with the same sign; `None` for a change that is about no action.
    pub action: Option<String>,
    /// Path of what changed, with the same sign; `None` for a change of the whole.
    pub path: Option<String>,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it is accepted: `2026-12-31`.
    pub until: String,
}

/// Acceptances that do not do what they are there for, by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Idle {
    /// No change is like that.
    pub stale: Vec<usize>,
    /// Their last day has passed; what they were about is not accepted any more.
    pub expired: Vec<usize>,
}

impl Idle {
    /// Whether every acceptance does what it is there for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stale.is_empty() && self.expired.is_empty()
    }
}

impl Acceptance {
    fn is_about(&self, change: &Change) -> bool {
        let place = &change.place;
        let is_like = |pattern: &Option<String>, text: &str| match pattern {
            Some(pattern) => matches(pattern, text),
            None => text.is_empty(),
        };
        self.rule == change.rule.code
            && matches(&self.service, &place.service)
            && is_like(&self.action, place.action.as_deref().unwrap_or_default())
            && is_like(&self.path, &place.path)
    }
}

impl Diff {
    /// Marks changes that are accepted on a day, written as `2026-12-31`.
    pub fn accept(&mut self, acceptances: &[Acceptance], today: &str) -> Idle {
        let mut idle = Idle::default();
        for (number, acceptance) in acceptances.iter().enumerate() {
            let is_expired = acceptance.until.as_str() < today;
            let mut is_used = false;
            for change in &mut self.changes {
                if acceptance.is_about(change) {
                    is_used = true;
                    if !is_expired {
                        change.accepted = Some(acceptance.reason.clone());
                    }
                }
            }
            if !is_used {
                idle.stale.push(number);
            } else if is_expired {
                idle.expired.push(number);
            }
        }
        idle
    }
}
