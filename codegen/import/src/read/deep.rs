//! How deep members may nest: no deeper than a document can be read.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Reader;
use crate::facts::{Action, Member, Shape, TypeTable};
use codegen_documents::diagnostics::{Finding, Findings, lint};
use codegen_documents::source::{DEEPEST, Node};

/// Levels of a document around the members of a request or of a reply.
const AROUND: usize = 16;

/// Levels of a document that a member takes: that of its name, and that of its schema.
const MEMBER: usize = 2;

/// Whether no document can hold a member with such a path.
pub(super) fn is_too_deep(path: &[(String, usize)]) -> bool {
    let levels: usize = path.iter().map(|(_, lists)| MEMBER + lists).sum();
    levels > DEEPEST - AROUND
}

/// Where the members begin that nest too deep.
fn too_deep(members: &[Member]) -> Option<&Member> {
    members
        .iter()
        .find(|member| levels_of(member) > DEEPEST - AROUND)
}

fn levels_of(member: &Member) -> usize {
    let shape = levels_of_shape(&member.shape);
    let values = member.values.iter();
    let values = values.map(|value| 1 + levels_of_value(&value.value));
    let default = member.default.iter().map(levels_of_value);
    MEMBER + values.chain(default).fold(shape, usize::max)
}

fn levels_of_shape(shape: &Shape) -> usize {
    match shape {
        Shape::List(inner) | Shape::Map(inner) => 1 + levels_of_shape(inner),
        Shape::Object(members) => members.iter().map(levels_of).max().unwrap_or_default(),
        _ => 0,
    }
}

fn levels_of_value(node: &Node) -> usize {
    let inner = match node {
        Node::Array(items) => items.iter().map(levels_of_value).max(),
        Node::Object(entries) => entries
            .iter()
            .map(|entry| levels_of_value(&entry.value))
            .max(),
        _ => return 0,
    };
    1 + inner.unwrap_or_default()
}

/// Most types that lie in each other, each with its lists and objects: those that the generator follows.
const MOST_TYPES: usize = 96;

/// How many levels of types a member has.
struct Chain<'a> {
    types: &'a [TypeTable],
    known: HashMap<usize, usize>,
    open: HashSet<usize>,
}

impl<'a> Chain<'a> {
    /// The first of some members that has too many levels of types.
    fn too_long(&mut self, members: &'a [Member]) -> Option<&'a Member> {
        members
            .iter()
            .find(|member| self.levels(&member.shape, 0).is_none())
    }

    /// Levels of a shape; `None` if there are too many. A type within itself ends where it comes again.
    fn levels(&mut self, shape: &'a Shape, above: usize) -> Option<usize> {
        if above > MOST_TYPES {
            return None;
        }
        let inner = match shape {
            Shape::List(inner) | Shape::Map(inner) => self.levels(inner, above + 1)?,
            Shape::Object(members) => self.levels_of_members(members, above + 1)?,
            Shape::Type(index) => match self.known.get(index) {
                Some(known) => *known,
                None if !self.open.insert(*index) => return Some(0),
                None => {
                    let types = self.types;
                    let members = types.get(*index).map_or(&[][..], |table| &table.members);
                    let levels = self.levels_of_members(members, above + 1)?;
                    self.open.remove(index);
                    self.known.insert(*index, levels);
                    levels
                }
            },
            _ => return Some(0),
        };
        (above + inner < MOST_TYPES).then_some(1 + inner)
    }

    fn levels_of_members(&mut self, members: &'a [Member], above: usize) -> Option<usize> {
        members.iter().try_fold(0, |most, member| {
            Some(self.levels(&member.shape, above)?.max(most))
        })
    }
}

impl Reader<'_> {
    /// Tells, once for a page, that a member nests too deep.
    pub(super) fn tell_too_deep(&mut self, name: &str, at: &Range<usize>) {
        if !std::mem::replace(&mut self.too_deep, true) {
            self.tell(
                Finding::new(
                    &lint::PAGE_TOO_DEEP,
                    self.place(at),
                    format!(
                        "`{name}` is nested too deep: no more than about {} objects can lie in each other, and no more than {MOST_TYPES} where types stand apart",
                        (DEEPEST - AROUND) / MEMBER
                    ),
                )
                .help("correct how the members nest on the page"),
            );
        }
    }

    /// An action that a document can hold; `None` when its members nest too deep, which is told.
    pub(super) fn shallow(&mut self, action: Action) -> Option<Action> {
        let own = [&action.query, &action.body, &action.result, &action.beside];
        let own = own.map(Vec::as_slice);
        let roots = || own.into_iter().chain([action.whole_result.as_slice()]);
        let types = action.types.iter().map(|table| table.members.as_slice());
        let mut chain = Chain {
            types: &action.types,
            known: HashMap::new(),
            open: HashSet::new(),
        };
        let found = roots()
            .chain(types)
            .find_map(too_deep)
            .or_else(|| roots().find_map(|members| chain.too_long(members)));
        if let Some(member) = found {
            self.tell_too_deep(&member.name, &(member.at..member.at));
        }
        if !self.too_deep {
            return Some(action);
        }
        // Without the members that nest too deep, nothing else that was told is certain.
        let told = std::mem::replace(&mut self.findings, Findings::new());
        for finding in told.iter() {
            if finding.lint.code == lint::PAGE_TOO_DEEP.code {
                self.tell(finding.clone());
            }
        }
        None
    }
}
