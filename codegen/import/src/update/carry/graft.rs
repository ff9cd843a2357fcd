//! Schemas of one document made fit for another: their components come along, and what OpenAPI 3.0 and 3.1 write
//! differently is written as the other document writes it.

use std::collections::HashMap;

use crate::update::changes::Change;
use crate::update::document::{At, Described, Library, stated_by};
use crate::update::edit::Edit;
use crate::update::incoming::{Incoming, Version, component, component_at};
use crate::update::statement::is_below;
use codegen_documents::source::{Entry, Node, Pointer};

const COMPONENTS: &str = "#/components/schemas/";

/// Takes schemas over from what is imported.
pub(super) struct Grafts<'a> {
    incoming: &'a Incoming<'a>,
    document: &'a Library,
    own: &'a Described,
    changes: &'a [Change],
    from: Version,
    to: Version,
    /// References there, and here.
    references: HashMap<String, String>,
    /// Whether the document's own schemas were referred to in place of those that are imported.
    reuses: bool,
    /// Components that come along, in the order in which they were met.
    added: Vec<(String, Node)>,
}

impl<'a> Grafts<'a> {
    pub(super) fn new(
        incoming: &'a Incoming<'a>,
        document: &'a Library,
        own: &'a Described,
        changes: &'a [Change],
    ) -> Self {
        Self {
            incoming,
            document,
            own,
            changes,
            from: incoming.version(),
            to: Version::of(document),
            references: HashMap::new(),
            reuses: false,
            added: Vec::new(),
        }
    }

    /// Whether the document's own schemas were referred to in place of those that are imported.
    pub(super) fn reuses(&self) -> bool {
        self.reuses
    }

    /// Which version of OpenAPI the document is written in.
    pub(super) fn version(&self) -> Version {
        self.to
    }

    /// A value of what is imported, as the document would have it.
    pub(super) fn fit(&mut self, node: Node) -> Node {
        match node {
            Node::Array(items) => {
                Node::Array(items.into_iter().map(|item| self.fit(item)).collect())
            }
            Node::Object(entries) => {
                let entries = entries
                    .into_iter()
                    .map(|entry| match (entry.key.as_str(), entry.value) {
                        ("$ref", Node::String(reference)) => Entry {
                            key: entry.key,
                            value: Node::String(self.reference(&reference)),
                        },
                        // Its keys are names.
                        ("properties", Node::Object(members)) => Entry {
                            value: Node::Object(
                                members
                                    .into_iter()
                                    .map(|member| Entry {
                                        value: self.fit(member.value),
                                        key: member.key,
                                    })
                                    .collect(),
                            ),
                            key: entry.key,
                        },
                        // Data, not schemas.
                        ("default" | "enum" | "example" | "examples" | "const", value) => Entry {
                            key: entry.key,
                            value,
                        },
                        (_, value) => Entry {
                            value: self.fit(value),
                            key: entry.key,
                        },
                    })
                    .collect();
                self.translate(entries)
            }
            other => other,
        }
    }

    /// The components that have to come along.
    pub(super) fn edits(self, edits: &mut Vec<Edit>) {
        if self.added.is_empty() {
            return;
        }
        let Some((at, document)) = self.document.own() else {
            return;
        };
        let (left, added): (Vec<_>, Vec<_>) = self
            .added
            .iter()
            .cloned()
            .partition(|(name, _)| component(self.document, name).is_some());
        for (name, value) in left {
            let at = at.key("components").key("schemas").key(&name).pointer;
            edits.push(Edit::Replace { at, value });
        }
        if added.is_empty() {
            return;
        }
        let all = |added: Vec<(String, Node)>| {
            let entries = added.into_iter().map(|(key, value)| Entry { key, value });
            Node::Object(entries.collect())
        };
        let components = document.member("components");
        match components.and_then(|components| components.member("schemas")) {
            Some(_) => {
                let at = at.pointer.key("components").key("schemas");
                let mut after = last_key(self.document, &at);
                for (key, value) in added {
                    edits.push(Edit::Add {
                        at: at.clone(),
                        key: key.clone(),
                        value,
                        after: after.clone(),
                    });
                    after.insert(0, key);
                }
            }
            None if components.is_some() => edits.push(Edit::Add {
                at: at.pointer.key("components"),
                key: "schemas".to_owned(),
                value: all(added),
                after: Vec::new(),
            }),
            None => {
                let schemas = Entry {
                    key: "schemas".to_owned(),
                    value: all(added),
                };
                edits.push(Edit::Add {
                    at: at.pointer,
                    key: "components".to_owned(),
                    value: Node::Object(vec![schemas]),
                    after: Vec::new(),
                });
            }
        }
    }

    /// A reference to what it refers to there, but here.
    fn reference(&mut self, reference: &str) -> String {
        if let Some(known) = self.references.get(reference) {
            return known.clone();
        }
        let found = reference
            .strip_prefix(COMPONENTS)
            .and_then(|name| Some((name, self.incoming.component(name)?)));
        let Some((name, node)) = found else {
            return reference.to_owned();
        };
        let same = self.counterpart(name).or_else(|| {
            let here = component(self.document, name)?;
            let means = self.incoming.stated_by(name);
            (stated_by(self.document, &here) == means).then(|| reference.to_owned())
        });
        if let Some(same) = same {
            self.reuses = true;
            self.references.insert(reference.to_owned(), same.clone());
            return same;
        }
        let mut chosen = name.to_owned();
        for number in 2.. {
            let added = self.added.iter().any(|(taken, _)| *taken == chosen);
            let here = component(self.document, &chosen);
            if !added && here.is_none_or(|at| self.is_left(&at)) {
                break;
            }
            chosen = format!("{name}{number}");
        }
        // It is known before it is looked into: it may refer to itself.
        let here = format!("{COMPONENTS}{chosen}");
        self.references.insert(reference.to_owned(), here.clone());
        let index = self.added.len();
        self.added.push((chosen, Node::Null));
        let fitted = self.fit(node.clone());
        if let Some(slot) = self.added.get_mut(index) {
            slot.1 = fitted;
        }
        here
    }

    /// A reference to the schema that the document has where what is imported has this one, whatever it is called and
    /// however it was edited.
    fn counterpart(&self, there: &str) -> Option<String> {
        self.incoming.users(there).find_map(|path| {
            let mut layers = self.own.site(path)?.layers.iter().skip(1);
            let name = layers.find_map(|layer| component_at(self.document, &layer.at));
            name.map(|name| format!("{COMPONENTS}{name}"))
        })
    }

    /// Whether nobody refers to a component after the changes, who did before: a new one may take its place.
    fn is_left(&self, component: &At) -> bool {
        let mut users = self
            .own
            .iter()
            .filter(|(_, _, site)| site.layers.iter().any(|layer| layer.at == *component))
            .peekable();
        users.peek().is_some()
            && users.all(|(user, ..)| {
                self.changes.iter().any(|change| match change {
                    Change::Remove { path } => user == path || is_below(user, path),
                    Change::Reshape { path, .. } => is_below(user, path),
                    _ => false,
                })
            })
    }

    fn translate(&self, mut entries: Vec<Entry>) -> Node {
        match (self.from, self.to) {
            (Version::V31, Version::V30) => {
                for key in ["exclusiveMinimum", "exclusiveMaximum"] {
                    exclusive_as_mark(&mut entries, key);
                }
                for entry in &mut entries {
                    if entry.key == "const" {
                        entry.key = "enum".to_owned();
                        entry.value = Node::Array(vec![entry.value.clone()]);
                    }
                }
                nullable_as_mark(&mut entries);
                wrap_reference(entries)
            }
            (Version::V30, Version::V31) => {
                for (key, plain) in [
                    ("exclusiveMinimum", "minimum"),
                    ("exclusiveMaximum", "maximum"),
                ] {
                    exclusive_as_number(&mut entries, key, plain);
                }
                nullable_as_type(&mut entries);
                Node::Object(entries)
            }
            _ => Node::Object(entries),
        }
    }
}

/// `exclusiveMinimum: 0` to `minimum: 0, exclusiveMinimum: true`.
fn exclusive_as_mark(entries: &mut Vec<Entry>, key: &str) {
    let found = entries
        .iter()
        .position(|entry| entry.key == key && !matches!(entry.value, Node::Bool(_)));
    if let Some(index) = found {
        let plain = key.replace("exclusiveM", "m");
        let entry = &mut entries[index];
        let number = std::mem::replace(&mut entry.value, Node::Bool(true));
        entries.insert(
            index,
            Entry {
                key: plain,
                value: number,
            },
        );
    }
}

/// `minimum: 0, exclusiveMinimum: true` to `exclusiveMinimum: 0`.
fn exclusive_as_number(entries: &mut Vec<Entry>, key: &str, plain: &str) {
    let mark = entries
        .iter()
        .position(|entry| entry.key == key && matches!(entry.value, Node::Bool(_)));
    let Some(mark) = mark else { return };
    let excluded = entries.remove(mark).value == Node::Bool(true);
    if excluded && let Some(entry) = entries.iter_mut().find(|entry| entry.key == plain) {
        entry.key = key.to_owned();
    }
}

/// `type: [string, "null"]` to `type: string, nullable: true`.
fn nullable_as_mark(entries: &mut Vec<Entry>) {
    let Some(index) = entries.iter().position(|entry| entry.key == "type") else {
        return;
    };
    let Node::Array(names) = &mut entries[index].value else {
        return;
    };
    let null = Node::String("null".to_owned());
    if names.len() == 2 && names.contains(&null) {
        names.retain(|name| *name != null);
        if let Some(name) = names.pop() {
            entries[index].value = name;
            entries.insert(
                index + 1,
                Entry {
                    key: "nullable".to_owned(),
                    value: Node::Bool(true),
                },
            );
        }
    }
}

/// `type: string, nullable: true` to `type: [string, "null"]`.
fn nullable_as_type(entries: &mut Vec<Entry>) {
    let Some(mark) = entries.iter().position(|entry| entry.key == "nullable") else {
        return;
    };
    let nullable = entries[mark].value == Node::Bool(true);
    let kind = entries
        .iter_mut()
        .find(|entry| entry.key == "type" && matches!(entry.value, Node::String(_)));
    match kind {
        Some(kind) if nullable => {
            let null = Node::String("null".to_owned());
            kind.value = Node::Array(vec![kind.value.clone(), null]);
            entries.remove(mark);
        }
        _ if !nullable => {
            entries.remove(mark);
        }
        _ => {}
    }
}

/// In 3.0 nothing counts that stands beside a `$ref`.
pub(in crate::update) fn wrap_reference(mut entries: Vec<Entry>) -> Node {
    let reference = entries.iter().position(|entry| entry.key == "$ref");
    if let (Some(index), true) = (reference, entries.len() > 1) {
        let reference = entries.remove(index);
        entries.insert(
            0,
            Entry {
                key: "allOf".to_owned(),
                value: Node::Array(vec![Node::Object(vec![reference])]),
            },
        );
    }
    Node::Object(entries)
}

/// The last key of a mapping, as a neighbour to stand behind.
fn last_key(library: &Library, at: &Pointer) -> Vec<String> {
    let node = library.own().and_then(|(own, _)| {
        library.node(&At {
            file: own.file,
            pointer: at.clone(),
        })
    });
    match node {
        Some(Node::Object(entries)) => entries
            .last()
            .map(|entry| entry.key.clone())
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}
