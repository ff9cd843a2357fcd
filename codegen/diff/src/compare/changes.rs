//! The changes that were found so far, and where the search is.

use std::collections::HashMap;

use super::pairs::Pairs;
use crate::rules::sided::Sided;
use crate::{Change, Location, Rule};

/// Where something stands, in the documents and in Rust.
#[derive(Debug, Clone, Default)]
pub(super) struct Address {
    pub(super) path: String,
    pub(super) rust: Option<String>,
}

impl Address {
    pub(super) fn new(path: impl Into<String>, rust: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            rust: Some(rust.into()),
        }
    }

    /// Something that Rust has no name for.
    pub(super) fn on_the_wire(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            rust: None,
        }
    }

    /// What is inside of it; Rust calls it by the same name.
    pub(super) fn inside(&self, suffix: &str) -> Self {
        Self {
            path: format!("{}{suffix}", self.path),
            rust: self.rust.clone(),
        }
    }
}

/// The pair of types inside of which something was found, and the way to it from there.
#[derive(Debug)]
pub(super) struct Origin {
    pub(super) pair: usize,
    pub(super) path: String,
    pub(super) ways: Ways,
}

/// Which way values travel for which something holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ways {
    /// The way of the pair. The other way, the other one of these rules holds.
    One(Sided),
    /// Either.
    Both,
}

#[derive(Debug)]
pub(super) struct Found {
    pub(super) change: Change,
    pub(super) origin: Option<Origin>,
}

/// What was found so far, and where the search is.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub(super) found: Vec<Found>,
    pub(super) place: Location,
}

impl Changes {
    pub(super) fn enter_service(&mut self, name: &str) {
        self.place = Location {
            service: name.to_owned(),
            ..Location::default()
        };
    }

    /// Notes a change of what is being compared.
    pub(super) fn note(&mut self, rule: &'static Rule) -> &mut Change {
        self.note_at(rule, Address::default())
    }

    /// Notes a change of what is being compared, which has this Rust path.
    pub(super) fn note_named(&mut self, rule: &'static Rule, rust: &str) -> &mut Change {
        self.note_at(rule, Address::new("", rust))
    }

    /// Notes a change of a part of what is being compared.
    pub(super) fn note_at(&mut self, rule: &'static Rule, spot: Address) -> &mut Change {
        self.note_inside(rule, &spot, None)
    }

    pub(super) fn note_inside(
        &mut self,
        rule: &'static Rule,
        spot: &Address,
        origin: Option<Origin>,
    ) -> &mut Change {
        let index = self.found.len();
        self.found.push(Found {
            change: Change {
                rule,
                place: Location {
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
    pub(super) fn spread(&mut self, since: usize, pairs: &Pairs) {
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
    pub(super) fn from(&mut self, old: impl Into<String>) -> &mut Self {
        self.old = Some(old.into());
        self
    }

    pub(super) fn to(&mut self, new: impl Into<String>) -> &mut Self {
        self.new = Some(new.into());
        self
    }

    pub(super) fn because(&mut self, evidence: impl Into<String>) {
        self.evidence = Some(evidence.into());
    }
}
