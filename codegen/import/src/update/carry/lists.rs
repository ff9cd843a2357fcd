//! Lists that several changes have a part in: `required`, and allowed values with what stands beside them.

use std::collections::BTreeSet;

use super::{Carrier, before};
use crate::update::changes::Change;
use crate::update::document::{At, Library};
use crate::update::edit::Edit;
use crate::update::statement::{ENUM, MEANING, canonical};
use codegen_documents::source::{Entry, Node, Token};

/// Names that stand around one on the page.
#[derive(Debug, Clone, Default)]
pub(in crate::update) struct Neighbours {
    /// Those before it, the nearest first.
    pub(in crate::update) before: Vec<String>,
    /// Those behind it, the nearest first.
    pub(in crate::update) after: Vec<String>,
}

impl Neighbours {
    /// Where in a list of names it goes: behind the nearest one before it that is there, else before the nearest one behind it,
    /// else at the end.
    pub(in crate::update) fn place_in<'n>(
        &self,
        names: impl Iterator<Item = &'n str> + Clone,
    ) -> usize {
        let place = |name: &String| names.clone().position(|known| known == name);
        let before = self.before.iter().find_map(place).map(|index| index + 1);
        let after = || self.after.iter().find_map(place);
        before.or_else(after).unwrap_or(names.clone().count())
    }
}

/// Names that go into lists of required members, and names that leave them.
#[derive(Debug, Default)]
pub(in crate::update) struct Required {
    added: Vec<(At, String, Neighbours)>,
    removed: Vec<(At, String)>,
}

impl Required {
    /// A member becomes required by the schema that lists it.
    pub(in crate::update) fn add(&mut self, schema: &At, name: &str, around: Neighbours) {
        let mut added = self.added.iter();
        if !added.any(|(at, known, _)| at == schema && known == name) {
            self.added.push((schema.clone(), name.to_owned(), around));
        }
    }

    /// The item of a list at this place goes.
    pub(in crate::update) fn remove(&mut self, item: &At, name: &str) {
        let entry = (item.clone(), name.to_owned());
        if !self.removed.contains(&entry) {
            self.removed.push(entry);
        }
    }

    pub(in crate::update) fn edits(self, document: &Library) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut schemas: Vec<At> = self.added.iter().map(|(at, ..)| at.clone()).collect();
        for (item, _) in &self.removed {
            if let Some(list) = item.pointer.parent().and_then(|list| list.parent()) {
                schemas.push(At {
                    file: item.file,
                    pointer: list.clone(),
                });
            }
        }
        schemas.dedup();
        let mut done: Vec<At> = Vec::new();
        for schema in schemas {
            if done.contains(&schema) {
                continue;
            }
            self.edit_one(&schema, document, &mut edits);
            done.push(schema);
        }
        edits
    }

    fn edit_one(&self, schema: &At, document: &Library, edits: &mut Vec<Edit>) {
        let list = schema.key("required");
        let added: Vec<(&String, &Neighbours)> = self
            .added
            .iter()
            .filter(|(at, ..)| at == schema)
            .map(|(_, name, around)| (name, around))
            .collect();
        let removed: Vec<&At> = self
            .removed
            .iter()
            .map(|(item, _)| item)
            .filter(|item| item.pointer.parent() == Some(&list.pointer))
            .collect();
        match document.node(&list) {
            Some(Node::Array(items)) if items.len() > removed.len() || !added.is_empty() => {
                let names = items.iter().map(|item| match item {
                    Node::String(name) => name.as_str(),
                    _ => "",
                });
                for (name, around) in added {
                    edits.push(Edit::Insert {
                        at: list.pointer.clone(),
                        index: around.place_in(names.clone()),
                        value: Node::String(name.clone()),
                    });
                }
                for item in removed {
                    edits.push(Edit::Remove {
                        at: item.pointer.clone(),
                    });
                }
            }
            Some(_) => edits.push(Edit::Remove { at: list.pointer }),
            None if added.is_empty() => {}
            None => edits.push(Edit::Add {
                at: schema.pointer.clone(),
                key: "required".to_owned(),
                value: Node::Array(
                    added
                        .into_iter()
                        .map(|(name, _)| Node::String(name.clone()))
                        .collect(),
                ),
                after: before("required"),
            }),
        }
    }
}

/// Changes of the allowed values of a member.
#[derive(Debug)]
pub(super) struct AllowedValues {
    /// One of the changes, to be named when they cannot be made.
    pub(super) change: Change,
    page: String,
    set: BTreeSet<String>,
    unset: BTreeSet<String>,
}

impl AllowedValues {
    pub(super) fn new(change: &Change, page: &str) -> Self {
        Self {
            change: change.clone(),
            page: page.to_owned(),
            set: BTreeSet::new(),
            unset: BTreeSet::new(),
        }
    }

    /// The page states this.
    pub(super) fn set(&mut self, fact: &str) {
        self.set.insert(fact.to_owned());
        if let (true, Change::Set { page, .. }) = (self.page.is_empty(), &self.change) {
            self.page.clone_from(page);
        }
    }

    /// The page does not state this any more.
    pub(super) fn unset(&mut self, fact: &str) {
        self.unset.insert(fact.to_owned());
    }

    fn adds(&self, value: &str) -> bool {
        self.set.contains(&format!("{ENUM}{value}"))
    }

    fn drops(&self, value: &str) -> bool {
        self.unset.contains(&format!("{ENUM}{value}"))
    }
}

/// The lists beside `enum`, which have an entry for each value.
const BESIDE: &[&str] = &["x-enum-descriptions", "x-enum-varnames"];

impl Carrier<'_> {
    /// Edits the list of allowed values; `None` when it is not where one is expected.
    pub(super) fn allowed_values(&mut self, path: &str, values: AllowedValues) -> Option<()> {
        let mut stated = self.own.site(path)?.facts.iter();
        let stated = stated.find(|(name, _)| name.starts_with(ENUM));
        let page = match values.page.as_str() {
            "" => path,
            page => page,
        };
        let offered = self.offered(page);
        let Some((_, stated)) = stated else {
            return self.new_values(&values, path, offered);
        };
        let is_item = matches!(stated.pointer.last(), Some(Token::Index(_)));
        if !is_item {
            return None;
        }
        let list = stated.parent()?;
        let schema = list.parent()?;
        if !self.is_here(&values.change, &list) {
            return Some(());
        }
        let Some(Node::Array(items)) = self.document.node(&list) else {
            return None;
        };
        let here: Vec<String> = items.iter().map(canonical).collect();
        let beside: Vec<(&str, &[Node])> = BESIDE
            .iter()
            .filter_map(|key| match self.document.node(&schema.key(key)) {
                Some(Node::Array(entries)) => Some((*key, entries.as_slice())),
                _ => None,
            })
            .collect();
        if here.iter().all(|value| values.drops(value))
            && !offered.iter().any(|offer| values.adds(&offer.name))
        {
            self.push(Edit::Remove { at: list.pointer });
            for (key, _) in beside {
                let at = schema.key(key).pointer;
                self.push(Edit::Remove { at });
            }
            return Some(());
        }
        for (index, _) in here.iter().enumerate().filter(|(_, it)| values.drops(it)) {
            self.push(Edit::Remove {
                at: list.index(index).pointer,
            });
            for (key, entries) in &beside {
                if index < entries.len() {
                    let at = schema.key(key).index(index).pointer;
                    self.push(Edit::Remove { at });
                }
            }
        }
        let mut index = 0;
        for offer in &offered {
            if let Some(place) = here.iter().position(|value| *value == offer.name) {
                index = place + 1;
                continue;
            }
            if !values.adds(&offer.name) {
                continue;
            }
            self.push(Edit::Insert {
                at: list.pointer.clone(),
                index,
                value: offer.value.clone(),
            });
            for (key, entries) in &beside {
                let at = schema.key(key);
                let entry = if *key == "x-enum-varnames" {
                    let name = made_name(&offer.name);
                    self.out.made_names.push((at.clone(), name.clone()));
                    name
                } else {
                    offer.meaning.clone().unwrap_or_default()
                };
                self.push(Edit::Insert {
                    at: at.pointer,
                    index: index.min(entries.len()),
                    value: Node::String(entry),
                });
            }
        }
        self.meanings(&values, &here, &offered, &schema);
        Some(())
    }

    /// Meanings of values that stay.
    fn meanings(
        &mut self,
        values: &AllowedValues,
        here: &[String],
        offered: &[Offer],
        schema: &At,
    ) {
        let list = schema.key("x-enum-descriptions");
        for (index, value) in here.iter().enumerate() {
            let fact = format!("{MEANING}{value}");
            let meaning = if values.set.contains(&fact) {
                let offer = offered.iter().find(|offer| offer.name == *value);
                offer.and_then(|offer| offer.meaning.clone())
            } else if values.unset.contains(&fact) && !values.drops(value) {
                Some(String::new())
            } else {
                None
            };
            let at = list.index(index);
            if let Some(meaning) = meaning
                && self.document.node(&at).is_some()
            {
                self.push(Edit::Replace {
                    at: at.pointer,
                    value: Node::String(meaning),
                });
            }
        }
    }

    /// A list for a member that has none.
    fn new_values(
        &mut self,
        values: &AllowedValues,
        path: &str,
        offered: Vec<Offer>,
    ) -> Option<()> {
        let (own, site) = self.own.get(path)?;
        let home = self.home(own, site, "enum")?;
        if !self.is_here(&values.change, &home) {
            return Some(());
        }
        let offered: Vec<Offer> = offered
            .into_iter()
            .filter(|offer| values.adds(&offer.name))
            .collect();
        if offered.is_empty() {
            return None;
        }
        let list = offered.iter().map(|offer| offer.value.clone()).collect();
        self.put(&home, "enum", Node::Array(list));
        if offered.iter().any(|offer| offer.meaning.is_some()) {
            let meanings = offered
                .into_iter()
                .map(|offer| Node::String(offer.meaning.unwrap_or_default()));
            self.put(
                &home,
                "x-enum-descriptions",
                Node::Array(meanings.collect()),
            );
        }
        Some(())
    }

    /// The values of the page, in its order.
    fn offered(&self, page: &str) -> Vec<Offer> {
        let part = self.incoming.part_with(page, &["enum", "const"]);
        let values = part.as_ref().map(|part| match part.member("enum") {
            Some(Node::Array(items)) => items.clone(),
            _ => part.member("const").cloned().into_iter().collect(),
        });
        let meaning = |name: &str| {
            let fact = format!("{MEANING}{name}");
            match &self.incoming.statement.fact(page, &fact)?.full {
                Node::String(text) => Some(text.clone()),
                _ => None,
            }
        };
        let values = values.unwrap_or_default().into_iter();
        values
            .map(|value| {
                let name = canonical(&value);
                Offer {
                    meaning: meaning(&name),
                    name,
                    value,
                }
            })
            .collect()
    }
}

/// An allowed value of the page.
struct Offer {
    /// As facts spell it.
    name: String,
    value: Node,
    meaning: Option<String>,
}

/// A name for a value that nobody has named.
fn made_name(value: &str) -> String {
    let plain: String = value
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    format!("Value{}", plain.trim_matches('_'))
}

/// A mapping of one entry.
pub(super) fn nest(key: &str, value: Node) -> Node {
    Node::Object(vec![Entry {
        key: key.to_owned(),
        value,
    }])
}
