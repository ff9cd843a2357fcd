//! Changes of facts to edits of the document.
//!
//! Knows where OpenAPI keeps each fact. Gives edits, and an obstacle for each change that has no place.
//! Must never know how a text is edited.

mod facts;
mod graft;
mod lists;
mod members;

use std::collections::{BTreeMap, HashMap};

use graft::Grafts;
pub(super) use graft::wrap_reference;
use lists::AllowedValues;
pub(super) use lists::{Neighbours, Required};

use super::changes::Change;
use super::document::{At, Described, Library, Site};
use super::edit::Edit;
use super::incoming::{Incoming, Version};
use super::statement::{ENUM, Kind, MEANING, Member};
use codegen_documents::source::{FileId, Node};

/// A change that cannot be carried out.
#[derive(Debug, Clone)]
pub(super) struct Obstacle {
    pub(super) path: String,
    pub(super) page: String,
    pub(super) fact: String,
    pub(super) at: At,
    pub(super) kind: ObstacleKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ObstacleKind {
    /// The fact stands in a document to which others refer as well.
    Shared,
    /// There is no place for it, or its place is not laid out in a way that is known.
    ByHand,
}

/// What is to be done to a document.
#[derive(Debug, Default)]
pub(super) struct Carried {
    pub(super) edits: Vec<Edit>,
    pub(super) obstacles: Vec<Obstacle>,
    /// Places of names that had to be made up.
    pub(super) made_names: Vec<(At, String)>,
    /// Whether new members refer to schemas of the document, which may say more than was imported.
    pub(super) reuses: bool,
}

/// What may stand beside a `$ref`, and then counts in place of what is referred to.
const SIBLINGS: &[&str] = &["description", "default", "deprecated", "title"];

/// What makes up the shape of a schema; everything else stays when that changes.
const SHAPE: &[&str] = &[
    "$ref",
    "type",
    "format",
    "nullable",
    "required",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "default",
    "enum",
    "const",
    "x-enum-varnames",
    "x-enum-descriptions",
    "items",
    "properties",
    "additionalProperties",
    "allOf",
    "oneOf",
    "anyOf",
];

/// Whether a fact belongs to the shape of a schema.
pub(super) fn is_shape(fact: &str) -> bool {
    fact != "required"
        && (SHAPE.contains(&fact) || fact.starts_with(ENUM) || fact.starts_with(MEANING))
}

/// In which order keys stand, so that a new one gets a place where it is looked for.
const ORDER: &[&str] = &[
    "operationId",
    "tags",
    "name",
    "in",
    "summary",
    "$ref",
    "type",
    "format",
    "nullable",
    "required",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "code",
    "http_code",
    "message",
    "default",
    "description",
    "externalDocs",
    "deprecated",
    "x-qps-limit",
    "enum",
    "x-enum-varnames",
    "x-enum-descriptions",
    "schema",
];

/// Carries changes over.
pub(super) struct Carrier<'a> {
    document: &'a Library,
    incoming: &'a Incoming<'a>,
    own: &'a Described,
    changes: &'a [Change],
    file: FileId,
    grafts: Grafts<'a>,
    required: Required,
    values: BTreeMap<String, AllowedValues>,
    /// Members of single alternatives, by the paths that they would have without.
    alternatives: HashMap<String, &'a str>,
    errors: Vec<String>,
    out: Carried,
}

impl<'a> Carrier<'a> {
    /// The edits for changes; `None` when there is no document.
    pub(super) fn carry(
        document: &'a Library,
        own: &'a Described,
        incoming: &'a Incoming<'a>,
        changes: &'a [Change],
    ) -> Option<Carried> {
        let (root, _) = document.own()?;
        let mut carrier = Self {
            document,
            incoming,
            own,
            changes,
            file: root.file,
            grafts: Grafts::new(incoming, document, own, changes),
            required: Required::default(),
            values: BTreeMap::new(),
            alternatives: own.statement.in_alternatives(),
            errors: Vec::new(),
            out: Carried::default(),
        };
        for change in changes {
            if carrier.change(change).is_none() {
                carrier.obstacle(change, ObstacleKind::ByHand);
            }
        }
        carrier.lists();
        let Self {
            grafts, mut out, ..
        } = carrier;
        out.reuses = grafts.reuses();
        grafts.edits(&mut out.edits);
        Some(out)
    }

    /// What was collected for lists, each edited once.
    fn lists(&mut self) {
        for edit in std::mem::take(&mut self.required).edits(self.document) {
            self.out.edits.push(edit);
        }
        for (path, values) in std::mem::take(&mut self.values) {
            let change = values.change.clone();
            if self.allowed_values(&path, values).is_none() {
                self.obstacle(&change, ObstacleKind::ByHand);
            }
        }
        self.new_error_list();
    }

    fn obstacle(&mut self, change: &Change, kind: ObstacleKind) {
        let (path, page, fact) = match change {
            Change::Set { path, page, fact } => (path, page, fact.as_str()),
            Change::Unset { path, fact } => (path, path, fact.as_str()),
            Change::Reshape { path, page } => (path, page, "type"),
            Change::Rename { path, page } => (path, page, ""),
            Change::Add { page } => (page, page, ""),
            Change::Remove { path } => (path, path, ""),
        };
        let site = self.own.site(path);
        let at = site
            .map(|site| site.facts.get(fact).unwrap_or(&site.entry).clone())
            .or_else(|| self.document.own().map(|(at, _)| at));
        let Some(at) = at else { return };
        self.out.obstacles.push(Obstacle {
            path: path.clone(),
            page: page.clone(),
            fact: fact.to_owned(),
            at,
            kind,
        });
    }

    /// Makes the edits of a change; `None` when it cannot be made.
    fn change(&mut self, change: &Change) -> Option<()> {
        match change {
            Change::Set { path, page, fact } => self.set(change, path, page, fact),
            Change::Unset { path, fact } => self.unset(change, path, fact),
            Change::Reshape { path, page } => self.reshape(change, path, page),
            Change::Add { page } => self.add(change, page),
            Change::Remove { path } => self.remove(change, path),
            Change::Rename { path, page } => self.rename(change, path, page),
        }
    }

    /// Whether a place is in this very document; if not, that is an obstacle.
    fn is_here(&mut self, change: &Change, at: &At) -> bool {
        let here = at.file == self.file;
        if !here {
            self.obstacle(change, ObstacleKind::Shared);
        }
        here
    }

    fn push(&mut self, edit: Edit) {
        self.out.edits.push(edit);
    }

    fn replace(&mut self, at: &At, value: Node) {
        self.push(Edit::Replace {
            at: at.pointer.clone(),
            value,
        });
    }

    fn remove_at(&mut self, at: &At) {
        self.push(Edit::Remove {
            at: at.pointer.clone(),
        });
    }

    fn put(&mut self, at: &At, key: &str, value: Node) {
        self.push(Edit::Add {
            at: at.pointer.clone(),
            key: key.to_owned(),
            value,
            after: before(key),
        });
    }

    fn exists(&self, at: &At) -> bool {
        self.document.node(at).is_some()
    }

    /// Sets an entry, whether it is there or not.
    fn set_key(&mut self, at: &At, key: &str, value: Node) {
        let entry = at.key(key);
        if self.exists(&entry) {
            self.replace(&entry, value);
        } else {
            self.put(at, key, value);
        }
    }

    /// The part of a schema that takes in what is not stated anywhere yet.
    fn home(&self, member: &Member, site: &Site, fact: &str) -> Option<At> {
        let beside = SIBLINGS.contains(&fact) && self.grafts.version() == Version::V31;
        let own_words = matches!(fact, "description" | "deprecated");
        match member.kind {
            Kind::Error => Some(site.entry.clone()),
            Kind::Parameter if own_words => Some(site.entry.clone()),
            Kind::Root if site.layers.is_empty() => Some(site.entry.clone()),
            _ if beside => site.layers.first().map(|layer| layer.at.clone()),
            _ => {
                let plain = site.layers.iter().find(|layer| !layer.refers);
                plain.map(|layer| layer.at.clone())
            }
        }
    }

    fn reshape(&mut self, change: &Change, path: &str, page: &str) -> Option<()> {
        let at = self.own.site(path)?.layers.first()?.at.clone();
        if !self.is_here(change, &at) {
            return Some(());
        }
        let schema = self.incoming.schema(page)?;
        let Node::Object(new) = self.grafts.fit(schema) else {
            return None;
        };
        let Some(Node::Object(old)) = self.document.node(&at) else {
            return None;
        };
        for entry in old {
            let again = new.iter().any(|other| other.key == entry.key);
            if SHAPE.contains(&entry.key.as_str()) && !again {
                self.remove_at(&at.key(&entry.key));
            }
        }
        for entry in new {
            if SHAPE.contains(&entry.key.as_str())
                && self.document.node(&at.key(&entry.key)) != Some(&entry.value)
            {
                self.set_key(&at, &entry.key, entry.value);
            }
        }
        Some(())
    }
}

/// Keys behind which a new one goes, the nearest first.
fn before(key: &str) -> Vec<String> {
    let index = ORDER.iter().position(|known| *known == key);
    let known = index.map_or(&[][..], |index| &ORDER[..index]);
    known.iter().rev().map(|key| (*key).to_owned()).collect()
}
