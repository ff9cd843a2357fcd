//! Members that come, go, or have another name.

use super::Carrier;
use super::lists::nest;
use crate::update::changes::Change;
use crate::update::edit::Edit;
use crate::update::facts::{ACTION, At, EXAMPLE, Kind, Member};
use crate::update::rename::split;
use codegen_documents::source::{Entry, Node, Pointer, Token};

impl Carrier<'_> {
    pub(super) fn add(&mut self, change: &Change, page: &str) -> Option<()> {
        let member = self.page.get(page)?;
        match member.kind {
            Kind::Root => None,
            Kind::Error => self.add_error(change, page, member),
            Kind::Parameter => self.add_parameter(member),
            Kind::Inner => {
                let parent = page
                    .strip_suffix("[]")
                    .or_else(|| page.strip_suffix("{}"))?;
                let parent = self.own.get(self.path_here(parent))?;
                let home = self.home(parent, "items")?;
                let Some(Token::Key(key)) = member.site.pointer.last() else {
                    return None;
                };
                let key = key.to_string();
                let schema = self.grafts.take(&member.site)?;
                if self.is_here(change, &home) {
                    self.set_key(&home, &key, schema);
                }
                Some(())
            }
            Kind::Property => self.add_property(change, page, member),
        }
    }

    /// Today's path of a member of the page, in the document.
    fn path_here<'p>(&'p self, page: &'p str) -> &'p str {
        if self.own.get(page).is_some() {
            return page;
        }
        let renamed = self.changes.iter().find_map(|change| match change {
            Change::Rename { path, page: to } if to == page => Some(path.as_str()),
            _ => None,
        });
        renamed.unwrap_or(page)
    }

    /// Names of the document's members that stand before one on the page, the nearest first.
    fn neighbours(&self, page: &str, member: &Member) -> Vec<String> {
        let siblings = self.page.iter().take_while(|(path, _)| *path != page);
        let siblings = siblings.filter(|(path, other)| {
            other.kind == member.kind && split(path).map(|it| it.0) == split(page).map(|it| it.0)
        });
        let mut names: Vec<String> = siblings
            .map(|(path, other)| {
                let here = self.own.get(self.path_here(path));
                here.map_or(other, |here| here).name.clone()
            })
            .collect();
        names.reverse();
        names
    }

    fn add_property(&mut self, change: &Change, page: &str, member: &Member) -> Option<()> {
        let (parent, _) = split(page)?;
        let parent = self.own.get(self.path_here(parent))?;
        let listing = parent
            .layers
            .iter()
            .find(|layer| self.exists(&layer.at.key("properties")));
        let owner = match listing {
            Some(layer) => layer.at.clone(),
            None => self.home(parent, "properties")?,
        };
        if !self.is_here(change, &owner) {
            return Some(());
        }
        let schema = self.grafts.take(&member.site)?;
        let properties = owner.key("properties");
        if self.exists(&properties) {
            let after = self.neighbours(page, member);
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
        if member.facts.get("required")?.value.seen == Node::Bool(true) {
            self.required.add(&owner, &member.name);
        }
        Some(())
    }

    fn add_parameter(&mut self, member: &Member) -> Option<()> {
        let value = self.grafts.take(&member.site)?;
        let at = self.own.get(ACTION)?.site.key("parameters");
        match self.document.node(&at) {
            Some(Node::Array(items)) => {
                let index = items.len();
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
                        let operation = self.own.get(ACTION)?.site.clone();
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
            .find(|(_, other)| other.kind == Kind::Error)
            .map(|(_, other)| other.owner.clone());
        let Some(list) = known else {
            self.errors.push(page.to_owned());
            return Some(());
        };
        if !self.is_here(change, &list) {
            return Some(());
        }
        let value = self.grafts.take(&member.site)?;
        let Some(Node::Array(items)) = self.document.node(&list) else {
            return None;
        };
        let index = items.len();
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
        let items: Vec<Node> = errors
            .iter()
            .filter_map(|page| Some(self.page.get(page)?.site.clone()))
            .filter_map(|site| self.grafts.take(&site))
            .collect();
        let Some(action) = self.own.get(ACTION).filter(|_| !items.is_empty()) else {
            return;
        };
        let schema = nest("schema", nest("oneOf", Node::Array(items)));
        let responses = action.site.key("responses");
        self.put(
            &responses,
            "x-error-code",
            nest("content", nest("application/json", schema)),
        );
    }

    pub(super) fn remove(&mut self, change: &Change, path: &str) -> Option<()> {
        let own = self.own.get(path)?;
        let site = own.site.clone();
        let in_place = match own.kind {
            Kind::Parameter | Kind::Error => site.pointer.parent() == Some(&own.owner.pointer),
            _ => true,
        };
        if !in_place {
            return None;
        }
        if !self.is_here(change, &site) {
            return Some(());
        }
        self.remove_at(&site);
        if own.kind == Kind::Property {
            let required = own.facts.get("required")?;
            if required.value.seen == Node::Bool(true) {
                let at = required.at.clone();
                if self.is_here(change, &at) {
                    self.required.remove(&at, &own.name);
                }
            }
        }
        Some(())
    }

    pub(super) fn rename(&mut self, change: &Change, path: &str, page: &str) -> Option<()> {
        let (own, member) = (self.own.get(path)?, self.page.get(page)?);
        let site = own.site.clone();
        if !self.is_here(change, &site) {
            return Some(());
        }
        let to = member.name.clone();
        match own.kind {
            Kind::Parameter => {
                self.replace(&site.key("name"), Node::String(to));
                return Some(());
            }
            Kind::Property => {}
            _ => return None,
        }
        self.push(Edit::Rename {
            at: site.pointer,
            to: to.clone(),
        });
        let required = own.facts.get("required")?.clone();
        if required.value.seen == Node::Bool(true) && self.is_here(change, &required.at) {
            self.replace(&required.at, Node::String(to.clone()));
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
        let Some(member) = self.own.get(root) else {
            return;
        };
        let examples: Vec<At> = member
            .facts
            .iter()
            .filter(|(name, _)| name.starts_with(EXAMPLE) || *name == "example")
            .filter(|(name, _)| {
                !self.changes.iter().any(|change| {
                    matches!(change, Change::Set { path, fact, .. } | Change::Unset { path, fact } if path == root && fact == *name)
                })
            })
            .map(|(_, fact)| match root {
                "result" => fact.at.key("Result"),
                _ => fact.at.clone(),
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
        let Some(operation) = self.own.get(ACTION).map(|action| action.site.clone()) else {
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
    } else if let (Some(rest), Node::Object(entries)) = (steps.strip_prefix('.'), node) {
        for entry in entries {
            let name = entry.key.replace('.', "\\.");
            if let Some(rest) = rest.strip_prefix(&name) {
                if rest.is_empty() {
                    found.push(at.key(&entry.key));
                } else if rest.starts_with(['.', '[', '{']) {
                    occurrences(&entry.value, &at.key(&entry.key), rest, found);
                }
            }
        }
    }
}
