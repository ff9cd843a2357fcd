//! Pairs of types that belong together, and all the places that lead to them.
//!
//! A pair is compared once, at the first place. What is found there holds at every other place as well.

use std::collections::{HashMap, HashSet};

use codegen_model::TypeRef;

use crate::Rule;
use crate::rules::sided::Sided;

/// Which way a value travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Side {
    Request,
    Reply,
}

impl Side {
    pub(super) fn of(self, rules: Sided) -> &'static Rule {
        match self {
            Self::Request => rules.request,
            Self::Reply => rules.reply,
        }
    }
}

/// How many places of one change are listed.
const MOST: usize = 1000;

/// A type of the old state, one of the new state, and the way in which their values travel.
pub(super) type Pair = (Side, TypeRef, TypeRef);

/// A place that leads to a pair: from inside another pair, or from the outside.
#[derive(Debug, Clone)]
struct Occurrence {
    inside: Option<usize>,
    path: String,
}

/// The pairs that were met, by number.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    numbers: HashMap<Pair, usize>,
    all: Vec<Pair>,
    occurrences: Vec<Vec<Occurrence>>,
}

impl Pairs {
    /// Takes note of a place that leads to a pair: `path` from inside the pair of a number. Gives the pair's number, and says whether
    /// this is the first place.
    pub(super) fn meet(&mut self, pair: &Pair, inside: Option<usize>, path: &str) -> (usize, bool) {
        let (number, is_new) = self.number(pair);
        if is_new {
            self.numbers.insert(pair.clone(), number);
            self.all.push(pair.clone());
            self.occurrences.push(Vec::new());
        }
        if let Some(found) = self.occurrences.get_mut(number) {
            found.push(Occurrence {
                inside,
                path: path.to_owned(),
            });
        }
        (number, is_new)
    }

    /// The number of a pair, and whether it was not met yet.
    pub(super) fn number(&self, pair: &Pair) -> (usize, bool) {
        match self.numbers.get(pair) {
            Some(number) => (*number, false),
            None => (self.all.len(), true),
        }
    }

    /// The pair of the same types that travels the other way.
    pub(super) fn other_way(&self, number: usize) -> Option<usize> {
        let pair = self.all.get(number)?;
        let side = match pair.0 {
            Side::Request => Side::Reply,
            Side::Reply => Side::Request,
        };
        let other = (side, pair.1.clone(), pair.2.clone());
        self.numbers.get(&other).copied()
    }

    /// All the paths that lead to a pair, in the order in which they were met.
    pub(super) fn paths(&self, number: usize) -> Vec<String> {
        let mut open = HashSet::new();
        self.collect(number, &mut open)
    }

    fn collect(&self, number: usize, open: &mut HashSet<usize>) -> Vec<String> {
        let mut paths = Vec::new();
        // A type that holds itself is met inside itself; that place is not another one.
        if !open.insert(number) {
            return paths;
        }
        for occurrence in self.occurrences.get(number).into_iter().flatten() {
            match occurrence.inside {
                None => paths.push(occurrence.path.clone()),
                Some(outer) => {
                    let outer = self.collect(outer, open);
                    paths.extend(
                        outer
                            .iter()
                            .map(|outer| format!("{outer}{}", occurrence.path)),
                    );
                }
            }
            if paths.len() >= MOST {
                paths.truncate(MOST);
                break;
            }
        }
        open.remove(&number);
        paths
    }
}
