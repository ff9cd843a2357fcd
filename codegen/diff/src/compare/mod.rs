//! Model by model to changes.
//!
//! Knows how to find what belongs together in two states: by wire name, and, where a name changed, by evidence. Gives changes
//! under their rules. Must never know what a rule says about them.

mod action;
mod describe;
mod json;
mod kinds;
mod limits;
mod matching;
mod members;
mod names;
mod pairs;
mod prose;
mod renames;
mod service;
mod types;
mod value;
mod words;

use super::{Change, Diff, Place, Rule};
use codegen_model::Api;
use matching::matched;
use pairs::Pairs;

/// Compares two states of an API.
#[must_use]
pub fn diff(old: &Api, new: &Api) -> Diff {
    let mut changes = Changes::default();
    let services = matched(&old.services, &new.services, |service| {
        service.module.as_str()
    });
    let sides = [
        (services.removed, &super::rules::SERVICE_REMOVED),
        (services.added, &super::rules::SERVICE_ADDED),
    ];
    for (found, rule) in sides {
        for service in found {
            changes.enter_service(service.module.plain());
            changes.tell_named(rule, service.module.as_str());
        }
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

/// Where something stands, in the documents and in Rust.
#[derive(Debug, Clone, Default)]
struct Spot {
    path: String,
    rust: Option<String>,
}

impl Spot {
    fn new(path: impl Into<String>, rust: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            rust: Some(rust.into()),
        }
    }

    /// Something that Rust has no name for.
    fn on_the_wire(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            rust: None,
        }
    }

    /// What is inside of it; Rust calls it by the same name.
    fn inside(&self, suffix: &str) -> Self {
        Self {
            path: format!("{}{suffix}", self.path),
            rust: self.rust.clone(),
        }
    }
}

/// The pair of types inside of which something was found, and the way to it from there.
#[derive(Debug)]
struct Origin {
    pair: usize,
    path: String,
    is_of_both_ways: bool,
}

#[derive(Debug)]
struct Found {
    change: Change,
    origin: Option<Origin>,
}

/// What was found so far, and where the search is.
#[derive(Debug, Default)]
struct Changes {
    found: Vec<Found>,
    place: Place,
}

impl Changes {
    fn enter_service(&mut self, name: &str) {
        self.place = Place {
            service: name.to_owned(),
            ..Place::default()
        };
    }

    /// Notes a change of what is being compared.
    fn tell(&mut self, rule: &'static Rule) -> &mut Change {
        self.tell_at(rule, Spot::default())
    }

    /// Notes a change of what is being compared, which has this Rust path.
    fn tell_named(&mut self, rule: &'static Rule, rust: &str) -> &mut Change {
        self.tell_at(rule, Spot::new("", rust))
    }

    /// Notes a change of a part of what is being compared.
    fn tell_at(&mut self, rule: &'static Rule, spot: Spot) -> &mut Change {
        self.tell_inside(rule, &spot, None)
    }

    fn tell_inside(
        &mut self,
        rule: &'static Rule,
        spot: &Spot,
        origin: Option<Origin>,
    ) -> &mut Change {
        let index = self.found.len();
        self.found.push(Found {
            change: Change {
                rule,
                place: Place {
                    path: spot.path.clone(),
                    rust: spot.rust.clone(),
                    ..self.place.clone()
                },
                old: None,
                new: None,
                evidence: None,
                more: Vec::new(),
                accepted: None,
            },
            origin,
        });
        &mut self.found[index].change
    }

    /// Adds all places to what was found inside of pairs since so many changes had been found.
    fn spread(&mut self, since: usize, pairs: &Pairs) {
        for found in self.found.iter_mut().skip(since) {
            let Some(origin) = found.origin.take() else {
                continue;
            };
            let other_way = match origin.is_of_both_ways {
                true => pairs.other_way(origin.pair),
                false => None,
            };
            let numbers = std::iter::once(origin.pair).chain(other_way);
            let paths = numbers.flat_map(|number| pairs.paths(number));
            for path in paths {
                let path = format!("{path}{}", origin.path);
                if path != found.change.place.path && !found.change.more.contains(&path) {
                    found.change.more.push(path);
                }
            }
        }
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
