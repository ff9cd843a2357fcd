//! What a document states, and where in it.
//!
//! Knows where OpenAPI keeps each fact. Gives a statement with the place of everything that is in it.
//! Must never know a page, nor what is to be changed.

mod errors;
mod library;
mod walk;

use std::collections::{BTreeMap, HashMap};

use super::statement::{Member, Statement};
use codegen_documents::source::{FileId, Node, Pointer};

pub(crate) use library::without_envelope;
pub(super) use library::{Library, node_at};
pub(super) use walk::{described, stated_by};

/// A place in the tree of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At {
    pub(super) file: FileId,
    pub(super) pointer: Pointer,
}

impl At {
    pub(super) fn key(&self, key: &str) -> Self {
        Self {
            file: self.file,
            pointer: self.pointer.key(key),
        }
    }

    pub(super) fn index(&self, index: usize) -> Self {
        Self {
            file: self.file,
            pointer: self.pointer.index(index),
        }
    }

    /// The list or mapping that holds what is here.
    pub(super) fn parent(&self) -> Option<Self> {
        Some(Self {
            file: self.file,
            pointer: self.pointer.parent()?.clone(),
        })
    }
}

/// Where a document says something about a member.
#[derive(Debug, Clone)]
pub(super) struct Site {
    /// The member itself: its entry in `properties`, in `parameters`, in the list of errors.
    pub(super) entry: At,
    /// What its schema consists of: itself, what it refers to, the parts of `allOf`; the nearest first.
    pub(super) layers: Vec<Layer>,
    /// The schema that lists it among its `properties`; for other kinds what holds it.
    pub(super) owner: At,
    /// Where each of its facts stands, or would stand.
    pub(super) facts: BTreeMap<String, At>,
}

/// A part of a schema.
#[derive(Debug, Clone)]
pub(super) struct Layer {
    pub(super) at: At,
    /// Whether it has a `$ref` itself.
    pub(super) refers: bool,
}

/// What a document states about an action.
#[derive(Debug, Clone, Default)]
pub(super) struct Described {
    pub(super) statement: Statement,
    sites: HashMap<String, Site>,
}

impl Described {
    pub(super) fn get(&self, path: &str) -> Option<(&Member, &Site)> {
        Some((self.statement.get(path)?, self.sites.get(path)?))
    }

    pub(super) fn site(&self, path: &str) -> Option<&Site> {
        self.sites.get(path)
    }

    /// Where a fact stands, or would stand.
    pub(super) fn fact(&self, path: &str, fact: &str) -> Option<&At> {
        self.site(path)?.facts.get(fact)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Member, &Site)> {
        self.statement
            .iter()
            .filter_map(|(path, member)| Some((path, member, self.site(path)?)))
    }

    fn insert(&mut self, path: &str, member: Member, site: Site) {
        self.statement.insert(path, member);
        self.sites.insert(path.to_owned(), site);
    }
}

/// More members than any action has; what has more is a maze of references.
pub(super) const MOST_MEMBERS: usize = 20_000;

/// The actions that a document describes.
pub(super) fn actions(library: &Library) -> Vec<String> {
    let paths = library
        .own()
        .and_then(|(_, document)| document.member("paths"));
    let Some(Node::Object(entries)) = paths else {
        return Vec::new();
    };
    entries
        .iter()
        .filter(|entry| {
            ["get", "post"]
                .iter()
                .any(|method| entry.value.member(method).is_some())
        })
        .filter_map(|entry| entry.key.strip_prefix('/'))
        .map(str::to_owned)
        .collect()
}
