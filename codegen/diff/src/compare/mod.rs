//! Model by model to changes.
//!
//! Knows how to find what belongs together in two states: by wire name, and, where a name changed, by evidence. Gives changes
//! under their rules. Must never know what a rule says about them.

mod action;
mod describe;
mod json;
mod limits;
mod matching;
mod members;
mod prose;
mod renames;
mod service;
mod types;
mod value;

use super::{Change, Diff, Place, Rule};
use codegen_model::Api;
use matching::matched;

/// Compares two states of an API.
#[must_use]
pub fn diff(old: &Api, new: &Api) -> Diff {
    let mut changes = Changes::default();
    let services = matched(&old.services, &new.services, |service| {
        service.module.as_str()
    });
    for service in services.removed {
        changes.place = Place::default();
        changes.place.service = service.module.plain().to_owned();
        changes.tell(&super::rules::SERVICE_REMOVED);
    }
    for service in services.added {
        changes.place = Place::default();
        changes.place.service = service.module.plain().to_owned();
        changes.tell(&super::rules::SERVICE_ADDED);
    }
    for (old, new) in services.both {
        service::compare(old, new, &mut changes);
    }
    changes
        .found
        .sort_by(|one, other| key(one).cmp(&key(other)));
    Diff {
        changes: changes.found,
    }
}

/// Changes of one action stand together, those of a version before those of its actions; otherwise they stay as found.
fn key(change: &Change) -> (&str, Option<&str>, Option<&str>) {
    let place = &change.place;
    (
        &place.service,
        place.version.as_deref(),
        place.action.as_deref(),
    )
}

/// What was found so far, and where the search is.
#[derive(Debug, Default)]
struct Changes {
    found: Vec<Change>,
    place: Place,
}

impl Changes {
    /// Notes a change of what is being compared.
    fn tell(&mut self, rule: &'static Rule) -> &mut Change {
        self.tell_at(rule, String::new())
    }

    /// Notes a change of a part of what is being compared.
    fn tell_at(&mut self, rule: &'static Rule, path: String) -> &mut Change {
        let index = self.found.len();
        self.found.push(Change {
            rule,
            place: Place {
                path,
                ..self.place.clone()
            },
            old: None,
            new: None,
            evidence: None,
        });
        &mut self.found[index]
    }
}

impl Change {
    fn from(&mut self, old: impl Into<String>) -> &mut Self {
        self.old = Some(old.into());
        self
    }

    fn to(&mut self, new: impl Into<String>) -> &mut Self {
        self.new = Some(new.into());
        self
    }

    fn because(&mut self, evidence: impl Into<String>) {
        self.evidence = Some(evidence.into());
    }
}
