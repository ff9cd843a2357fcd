//! Members that come, go, or have another name.

use super::Carrier;
use super::lists::{Neighbours, nest};
use crate::update::changes::Change;
use crate::update::document::At;
use crate::update::edit::Edit;
use crate::update::rename::split;
use crate::update::statement::{ACTION, EXAMPLE, Kind, Member, UNION, behind_name};
use codegen_documents::source::{Entry, Node, Pointer};

impl Carrier<'_> {
    pub(super) fn add(&mut self, change: &Change, page: &str) -> Option<()> {
        let incoming = self.incoming;
        let member = incoming.statement.get(page)?;
        match member.kind {
            Kind::Root => None,
            Kind::Alternative => self.add_alternative(change, page),
            Kind::Error => self.add_error(change, page, member),
            Kind::Parameter => self.add_parameter(page, member),
            Kind::Inner => {
                let (parent, key) = match page.strip_suffix("[]") {
                    Some(parent) => (parent, "items"),
                    None => (page.strip_suffix("{}")?, "additionalProperties"),
                };
                let (parent, site) = self.own.get(self.path_here(parent))?;
                let home = self.home(parent, site, "items")?;
                let schema = self.entry(page)?;
                if self.is_here(change, &home) {
                    self.set_key(&home, key, schema);
                }
                Some(())
            }
            Kind::Property => self.add_property(change, page, member),
        }
    }

    /// Today's path of a member of the page, in the document.
    fn path_here<'p>(&'p self, page: &'p str) -> &'p str {
        if self.own.site(page).is_some() {
            return page;
        }
        let renamed = self.changes.iter().find_map(|change| match change {
            Change::Rename { path, page: to } if to == page => Some(path.as_str()),
            _ => None,
        });
        let in_alternative = || self.alternatives.get(page).copied();
        renamed.or_else(in_alternative).unwrap_or(page)
    }

    /// Names of the document's members that stand around one on the page.
    pub(super) fn neighbours(&self, page: &str, member: &Member) -> Neighbours {
        let mut around = Neighbours::default();
        let mut is_before = true;
        let parent = |path| match member.kind {
            Kind::Property => split(path).map(|(parent, _)| parent),
            // These are all in one list.
            _ => None,
        };
        for (path, other) in self.incoming.statement.iter() {
            if path == page {
                is_before = false;
            } else if other.kind == member.kind && parent(path) == parent(page) {
                let here = self.own.statement.get(self.path_here(path));
                let name = here.unwrap_or(other).name.clone();
                if is_before {
                    around.before.insert(0, name);
                } else {
                    around.after.push(name);
                }
            }
        }
        around
    }

    /// Where in a list of entries with names, such as parameters and errors, a new one goes.
    fn place_in(&self, items: &[Node], key: &str, page: &str, member: &Member) -> usize {
        let names = items.iter().map(|item| match item.member(key) {
            Some(Node::String(name)) => name.as_str(),
            _ => "",
        });
        self.neighbours(page, member).place_in(names)
    }

    fn add_property(&mut self, change: &Change, page: &str, member: &Member) -> Option<()> {
        let (parent, _) = split(page)?;
        let (parent, site) = self.own.get(self.path_here(parent))?;
        // Which of several alternatives has it, nobody says.
        if parent.seen("type") == Some(&Node::String(UNION.to_owned())) {
            return None;
        }
        let listing = site
            .layers
            .iter()
            .find(|layer| self.exists(&layer.at.key("properties")));
        let owner = match listing {
            Some(layer) => layer.at.clone(),
            None => self.home(parent, site, "properties")?,
        };
        if !self.is_here(change, &owner) {
            return Some(());
        }
        let schema = self.entry(page)?;
        let properties = owner.key("properties");
        if self.exists(&properties) {
            let after = self.neighbours(page, member).before;
            self.push(Edit::Add {
                at: properties.pointer,
                key: member.name.clone(),
                value: schema,
                after,
            });
        } else {
            // Two members for an object without any: the second finds the first one's edit.
            let entry = Entry {
                key: member.name.clone(),
                value: schema,
            };
            let begun = self.out.edits.iter_mut().find_map(|edit| match edit {
                Edit::Add {
                    at,
                    key,
                    value: Node::Object(entries),
                    ..
                } if *at == owner.pointer && key == "properties" => Some(entries),
                _ => None,
            });
            match begun {
                Some(entries) => entries.push(entry),
                None => self.put(&owner, "properties", Node::Object(vec![entry])),
            }
        }
        if member.is_required() {
            let around = self.neighbours(page, member);
            self.required.add(&owner, &member.name, around);
        }
        Some(())
    }

    /// An alternative goes where the others are.
    fn add_alternative(&mut self, change: &Change, page: &str) -> Option<()> {
        let (union, _) = page.rsplit_once('|')?;
        let here = self.path_here(union).to_owned() + "|";
        let mut others = self.own.iter();
        let (_, _, site) = others
            .find(|(path, other, _)| other.kind == Kind::Alternative && path.starts_with(&here))?;
        let list = site.owner.clone();
        if !self.is_here(change, &list) {
            return Some(());
        }
        let Some(Node::Array(items)) = self.document.node(&list) else {
            return None;
        };
        let index = items.len();
        let value = self.entry(page)?;
        self.push(Edit::Insert {
            at: list.pointer,
            index,
            value,
        });
        Some(())
    }

    /// A member of the page as an entry of the document.
    fn entry(&mut self, page: &str) -> Option<Node> {
        let entry = self.incoming.entry(page)?;
        Some(self.grafts.fit(entry))
    }

    fn add_parameter(&mut self, page: &str, member: &Member) -> Option<()> {
        let value = self.entry(page)?;
        let at = self.own.site(ACTION)?.entry.key("parameters");
        match self.document.node(&at) {
            Some(Node::Array(items)) => {
                let index = self.place_in(items, "name", page, member);
                self.push(Edit::Insert {
                    at: at.pointer,
                    index,
                    value,
                });
            }
            Some(_) => return None,
            None => {
                let begun = self.out.edits.iter_mut().find_map(|edit| match edit {
                    Edit::Add {
                        key,
                        value: Node::Array(items),
                        ..
                    } if key == "parameters" => Some(items),
                    _ => None,
                });
                match begun {
                    Some(items) => items.push(value),
                    None => {
                        let operation = self.own.site(ACTION)?.entry.clone();
                        self.put(&operation, "parameters", Node::Array(vec![value]));
                    }
                }
            }
        }
        Some(())
    }

    fn add_error(&mut self, change: &Change, page: &str, member: &Member) -> Option<()> {
        let known = self
            .own
            .iter()
            .find(|(_, other, _)| other.kind == Kind::Error)
            .map(|(_, _, site)| site.owner.clone());
        let Some(list) = known else {
            self.errors.push(page.to_owned());
            return Some(());
        };
        if !self.is_here(change, &list) {
            return Some(());
        }
        let value = self.entry(page)?;
        let Some(Node::Array(items)) = self.document.node(&list) else {
            return None;
        };
        let index = self.place_in(items, "code", page, member);
        self.push(Edit::Insert {
            at: list.pointer,
            index,
            value,
        });
        Some(())
    }

    /// The list of errors, for a document that had none.
    pub(super) fn new_error_list(&mut self) {
        let errors = std::mem::take(&mut self.errors);
        let items: Vec<Node> = errors.iter().filter_map(|page| self.entry(page)).collect();
        let Some(action) = self.own.site(ACTION).filter(|_| !items.is_empty()) else {
            return;
        };
        let schema = nest("schema", nest("oneOf", Node::Array(items)));
        let responses = action.entry.key("responses");
        self.put(
            &responses,
            "x-error-code",
            nest("content", nest("application/json", schema)),
        );
    }

    pub(super) fn remove(&mut self, change: &Change, path: &str) -> Option<()> {
        let (own, site) = self.own.get(path)?;
        let entry = &site.entry;
        let in_place = match own.kind {
            Kind::Parameter | Kind::Error | Kind::Alternative => {
                entry.pointer.parent() == Some(&site.owner.pointer)
            }
            _ => true,
        };
        if !in_place {
            return None;
        }
        if !self.is_here(change, entry) {
            return Some(());
        }
        self.remove_at(entry);
        if own.kind == Kind::Property && own.is_required() {
            let at = site.facts.get("required")?;
            if self.is_here(change, at) {
                self.required.remove(at, &own.name);
            }
        }
        Some(())
    }

    pub(super) fn rename(&mut self, change: &Change, path: &str, page: &str) -> Option<()> {
        let (own, site) = self.own.get(path)?;
        let entry = &site.entry;
        if !self.is_here(change, entry) {
            return Some(());
        }
        let to = self.incoming.statement.get(page)?.name.clone();
        match own.kind {
            Kind::Parameter => {
                self.replace(&entry.key("name"), Node::String(to));
                return Some(());
            }
            Kind::Property => {}
            _ => return None,
        }
        self.push(Edit::Rename {
            at: entry.pointer.clone(),
            to: to.clone(),
        });
        let required = site.facts.get("required")?;
        if own.is_required() && self.is_here(change, required) {
            self.replace(required, Node::String(to.clone()));
        }
        self.rename_in_examples(path, &to);
        self.rename_in_extensions(path, &own.name, &to);
        Some(())
    }

    /// Examples that are replaced by the page's are left alone.
    fn rename_in_examples(&mut self, path: &str, to: &str) {
        let root = if path.starts_with("request") {
            "request"
        } else {
            "result"
        };
        let Some(site) = self.own.site(root) else {
            return;
        };
        let examples: Vec<At> = site
            .facts
            .iter()
            .filter(|(name, _)| name.starts_with(EXAMPLE) || *name == "example")
            .filter(|(name, _)| {
                !self.changes.iter().any(|change| {
                    matches!(change, Change::Set { path, fact, .. } | Change::Unset { path, fact } if path == root && fact == *name)
                })
            })
            .map(|(_, at)| match root {
                "result" => at.key("Result"),
                _ => at.clone(),
            })
            .filter(|at| at.file == self.file)
            .collect();
        let steps = path.strip_prefix(root).unwrap_or_default();
        for at in examples {
            let mut found = Vec::new();
            if let Some(node) = self.document.node(&at) {
                occurrences(node, &at.pointer, steps, &mut found);
            }
            for at in found {
                self.push(Edit::Rename {
                    at,
                    to: to.to_owned(),
                });
            }
        }
    }

    /// `x-failed-items` and `x-pagination` name members.
    fn rename_in_extensions(&mut self, path: &str, from: &str, to: &str) {
        let Some(operation) = self.own.site(ACTION).map(|action| action.entry.clone()) else {
            return;
        };
        let keys: &[&str] = match split(path) {
            Some(("request", _)) => &["cursor"],
            Some(("result", _)) => &["next", "has-more", "items"],
            _ => return,
        };
        let mut places: Vec<At> = keys
            .iter()
            .map(|key| operation.key("x-pagination").key(key))
            .collect();
        if path.starts_with("result") {
            let failed = operation.key("x-failed-items");
            places.extend((0..8).map(|index| failed.index(index)));
            places.push(failed);
        }
        for at in places {
            if self.document.node(&at) == Some(&Node::String(from.to_owned())) {
                self.replace(&at, Node::String(to.to_owned()));
            }
        }
    }
}

/// Where the member at the end of some steps (`.Infos[].Role`) occurs in a value.
fn occurrences(node: &Node, at: &Pointer, steps: &str, found: &mut Vec<Pointer>) {
    if let Some(rest) = steps.strip_prefix("[]") {
        if let Node::Array(items) = node {
            for (index, item) in items.iter().enumerate() {
                occurrences(item, &at.index(index), rest, found);
            }
        }
    } else if let Some(rest) = steps.strip_prefix("{}") {
        if let Node::Object(entries) = node {
            for entry in entries {
                occurrences(&entry.value, &at.key(&entry.key), rest, found);
            }
        }
    } else if let Some(rest) = steps.strip_prefix('|') {
        occurrences(node, at, behind_name(rest), found);
    } else if let (Some(rest), Node::Object(entries)) = (steps.strip_prefix('.'), node) {
        for entry in entries {
            let name = entry.key.replace('.', "\\.");
            if let Some(rest) = rest.strip_prefix(&name) {
                if rest.is_empty() {
                    found.push(at.key(&entry.key));
                } else if rest.starts_with(['.', '[', '{', '|']) {
                    occurrences(&entry.value, &at.key(&entry.key), rest, found);
                }
            }
        }
    }
}
