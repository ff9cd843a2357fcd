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

use std::collections::HashMap;

use super::rules::sided::Sided;
use super::rules::{SERVICE_ADDED, SERVICE_REMOVED};
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
    for service in services.removed {
        changes.enter_service(service.module.plain());
        changes.tell_named(&SERVICE_REMOVED, service.module.as_str());
    }
    for service in services.added {
        changes.enter_service(service.module.plain());
        let actions = service.versions.iter().flat_map(|version| &version.actions);
        changes
            .tell_named(&SERVICE_ADDED, service.module.as_str())
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
    ways: Ways,
}

/// Which way values travel for which something holds.
#[derive(Debug, Clone, Copy)]
enum Ways {
    /// The way of the pair. The other way, the other one of these rules holds.
    One(Sided),
    /// Either.
    Both,
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
                other_way: None,
                more: Vec::new(),
                accepted: None,
            },
            origin,
        });
        &mut self.found[index].change
    }

    /// Makes one change of what was found inside of the same types both ways, and adds all places to what was found inside of pairs,
    /// since so many changes had been found.
    fn spread(&mut self, since: usize, pairs: &Pairs) {
        self.join_ways(since, pairs);
        for found in self.found.iter_mut().skip(since) {
            let Some(origin) = found.origin.take() else {
                continue;
            };
            let other_way = match (origin.ways, found.change.other_way) {
                (Ways::One(_), None) => None,
                (Ways::One(_), Some(_)) | (Ways::Both, _) => pairs.other_way(origin.pair),
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

    /// Of what was found both ways, keeps the graver change.
    fn join_ways(&mut self, since: usize, pairs: &Pairs) {
        let mut first: HashMap<(usize, String, &'static str), Vec<usize>> = HashMap::new();
        let mut gone = Vec::new();
        for index in since..self.found.len() {
            let Some(Found {
                change,
                origin:
                    Some(Origin {
                        pair,
                        path,
                        ways: Ways::One(rules),
                    }),
            }) = self.found.get(index)
            else {
                continue;
            };
            let Some(other) = pairs.other_way(*pair) else {
                continue;
            };
            let key = ((*pair).min(other), path.clone(), rules.request.code);
            let met = first.entry(key).or_default();
            let twin = met.iter().copied().find(|twin| {
                self.found.get(*twin).is_some_and(|twin| {
                    let is_same =
                        (&twin.change.old, &twin.change.new) == (&change.old, &change.new);
                    is_same
                        && twin
                            .origin
                            .as_ref()
                            .is_some_and(|origin| origin.pair == other)
                })
            });
            match twin {
                Some(twin) => gone.push((twin, index)),
                None => met.push(index),
            }
        }
        let mut is_gone = vec![false; self.found.len()];
        for (one, other) in gone {
            let rule = |index: usize| self.found.get(index).map(|found| found.change.rule);
            let (Some(of_one), Some(of_other)) = (rule(one), rule(other)) else {
                continue;
            };
            let kept = match of_one.is_as_grave_as(of_other) {
                true => (one, other, of_other),
                false if of_other.is_as_grave_as(of_one) => (other, one, of_one),
                false => continue,
            };
            if let (Some(found), Some(is_gone)) =
                (self.found.get_mut(kept.0), is_gone.get_mut(kept.1))
            {
                found.change.other_way = Some(kept.2);
                *is_gone = true;
            }
        }
        let mut is_gone = is_gone.into_iter();
        self.found.retain(|_| !is_gone.next().unwrap_or_default());
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
