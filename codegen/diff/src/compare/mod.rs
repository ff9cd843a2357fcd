//! Model by model to changes.
//!
//! Knows how to find what belongs together in two states: by wire name, and, where a name changed, by evidence. Gives changes
//! under their rules. Must never know what a rule says about them.

mod action;
mod changes;
mod describe;
mod json;
mod kinds;
mod limits;
mod matching;
mod members;
mod met;
mod names;
mod pairs;
mod prose;
mod renames;
mod service;
mod types;
mod value;
mod words;

use super::rules::{SERVICE_ADDED, SERVICE_REMOVED};
use super::{Change, Diff};
use changes::Changes;
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
        changes.enter_service(service.module.plain());
        changes.note_named(&SERVICE_REMOVED, service.module.as_str());
    }
    for service in services.added {
        changes.enter_service(service.module.plain());
        let actions = service.versions.iter().flat_map(|version| &version.actions);
        changes
            .note_named(&SERVICE_ADDED, service.module.as_str())
            .to(prose::actions(actions));
    }
    for (old, new) in services.both {
        service::compare(old, new, &mut changes);
    }
    let mut found: Vec<Change> = changes
        .found
        .into_iter()
        .map(|found| found.change)
        .collect();
    found.sort_by(|one, other| key(one).cmp(&key(other)));
    Diff { changes: found }
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
