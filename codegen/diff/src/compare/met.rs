//! What a comparison met on its way.

use std::collections::{HashSet, VecDeque};

use super::changes::{Address, Changes, Origin, Ways};
use super::pairs::{Pair, Pairs};
use super::prose;
use crate::rules::DOCS_CHANGED;
use crate::{Change, Rule};
use codegen_model::{Home, TypeRef};

/// What was met on the way, so that nothing is reported twice.
#[derive(Debug, Default)]
pub(super) struct Met {
    pub(super) pairs: Pairs,
    pub(super) named: HashSet<(TypeRef, TypeRef)>,
    /// Shared types that are still to be compared.
    pub(super) shared: VecDeque<Pair>,
    /// The same of types that travel as text, as far as is known.
    pub(super) shared_text: VecDeque<Pair>,
    pub(super) walked: HashSet<Pair>,
    /// What became of names of types.
    pub(super) typings: Vec<Typing>,
    /// Types in whose place something of another kind stands.
    pub(super) replaced: HashSet<TypeRef>,
    /// What is explained otherwise.
    pub(super) prose: Vec<String>,
}

impl Met {
    /// Takes over shared types that were met in an action.
    pub(super) fn take_shared(&mut self, action: &str, other: Met) {
        for (pairs, queue) in [
            (other.shared, &mut self.shared),
            (other.shared_text, &mut self.shared_text),
        ] {
            for pair in pairs {
                let (number, _) = other.pairs.number(&pair);
                for path in other.pairs.paths(number) {
                    self.pairs.meet(&pair, None, &format!("{action} {path}"));
                }
                queue.push_back(pair);
            }
        }
        let shared = other
            .typings
            .into_iter()
            .filter(|typing| typing.old.home == Home::Shared);
        self.typings.extend(shared.map(Typing::reported));
    }

    /// The next shared pair that was not compared yet, and whether its values travel as text wherever they do.
    pub(super) fn next_shared(&mut self) -> Option<(Pair, bool)> {
        loop {
            let (pair, is_text) = match self.shared.pop_front() {
                Some(pair) => (pair, false),
                None => (self.shared_text.pop_front()?, true),
            };
            if self.walked.insert(pair.clone()) {
                return Some((pair, is_text));
            }
        }
    }

    /// Notes all changed documentation as one change.
    pub(super) fn note_prose(&self, changes: &mut Changes) {
        if !self.prose.is_empty() {
            changes.note(&DOCS_CHANGED).to(prose::listed(&self.prose));
        }
    }
}

/// A type of the old state, and what stands in its place in the new one.
#[derive(Debug, Clone)]
pub(super) struct Typing {
    pub(super) old: TypeRef,
    pub(super) new: TypeRef,
    /// The first place at which one took the place of the other.
    pub(super) path: String,
    /// Rust path of the old one.
    pub(super) rust: String,
    /// Whether it has no builder any more, and whether it has no default value any more.
    pub(super) stops: (bool, bool),
    /// Number of the pair.
    pub(super) number: usize,
    /// Whether another change says it already.
    pub(super) is_reported: bool,
}

impl Typing {
    /// One that is already reported.
    pub(super) fn reported(mut self) -> Self {
        self.is_reported = true;
        self
    }

    /// Notes a change of it.
    pub(super) fn note<'c>(&self, rule: &'static Rule, changes: &'c mut Changes) -> &'c mut Change {
        let spot = Address::new(self.path.clone(), self.rust.clone());
        let origin = Origin {
            pair: self.number,
            path: String::new(),
            ways: Ways::Both,
        };
        changes.note_inside(rule, &spot, Some(origin))
    }
}
