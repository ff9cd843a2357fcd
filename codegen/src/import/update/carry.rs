//! Changes of facts to edits of the document.

use std::collections::BTreeMap;

use super::edit::Edit;
use super::facts::{ACTION, At, ENUM, EXAMPLE, Fact, Facts, Kind, MEANING, Member};
use super::graft::{Dialect, Grafts};
use super::library::Library;
use super::lists::{AllowedValues, Required, nest};
use super::merge::Change;
use super::rename::split;
use crate::source::{Entry, FileId, Node, Pointer, Token};

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
    pub(super) document: &'a Library,
    pub(super) incoming: &'a Library,
    pub(super) own: &'a Facts,
    pub(super) page: &'a Facts,
    pub(super) changes: &'a [Change],
    file: FileId,
    pub(super) grafts: Grafts<'a>,
    required: Required,
    values: BTreeMap<String, AllowedValues>,
    errors: Vec<String>,
    pub(super) out: Carried,
}

impl<'a> Carrier<'a> {
    /// The edits for changes; `None` when there is no document.
    pub(super) fn carry(
        document: &'a Library,
        incoming: &'a Library,
        own: &'a Facts,
        page: &'a Facts,
        changes: &'a [Change],
    ) -> Option<Carried> {
        let (root, _) = document.own()?;
        let mut carrier = Self {
            document,
            incoming,
            own,
            page,
            changes,
            file: root.file,
            grafts: Grafts::new(incoming, document, page, own),
            required: Required::default(),
            values: BTreeMap::new(),
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
        let member = self.own.get(path);
        let at = member
            .and_then(|member| member.facts.get(fact).map(|fact| fact.at.clone()))
            .or_else(|| member.map(|member| member.site.clone()))
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
    pub(super) fn is_here(&mut self, change: &Change, at: &At) -> bool {
        let here = at.file == self.file;
        if !here {
            self.obstacle(change, ObstacleKind::Shared);
        }
        here
    }

    pub(super) fn push(&mut self, edit: Edit) {
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

    pub(super) fn put(&mut self, at: &At, key: &str, value: Node) {
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
    pub(super) fn home(&self, member: &Member, fact: &str) -> Option<At> {
        let beside = SIBLINGS.contains(&fact) && self.grafts.dialect() == Dialect::V31;
        let own_words = matches!(fact, "description" | "deprecated");
        match member.kind {
            Kind::Error => Some(member.site.clone()),
            Kind::Parameter if own_words => Some(member.site.clone()),
            Kind::Root if member.layers.is_empty() => Some(member.site.clone()),
            _ if beside => member.layers.first().map(|layer| layer.at.clone()),
            _ => {
                let plain = member.layers.iter().find(|layer| !layer.refers);
                plain.map(|layer| layer.at.clone())
            }
        }
    }

    fn set(&mut self, change: &Change, path: &str, page: &str, fact: &str) -> Option<()> {
        let (own, member) = (self.own.get(path)?, self.page.get(page)?);
        let wanted = member.facts.get(fact)?;
        if fact.starts_with(ENUM) || fact.starts_with(MEANING) {
            let values = self.values.entry(path.to_owned());
            values
                .or_insert_with(|| AllowedValues::new(change, page))
                .set(fact);
            return Some(());
        }
        match fact {
            "required" => return self.set_required(change, own, wanted),
            "type" => return self.set_scalar(change, own, wanted),
            "minimum" | "maximum" => return self.set_bound(change, own, wanted, fact),
            "nullable" => return None,
            _ if fact.starts_with(EXAMPLE) => return self.set_example(own, wanted, fact),
            _ => {}
        }
        let value = self.grafts.take(&wanted.at)?;
        match own.facts.get(fact) {
            Some(stated) if stated.at.file == self.file && self.is_alone(stated, path, fact) => {
                self.replace(&stated.at, value);
            }
            Some(stated) => {
                let at = self.home(own, fact)?;
                let beside = at.file == self.file
                    && at.pointer != *stated.at.pointer.parent()?
                    && SIBLINGS.contains(&fact);
                if beside {
                    self.put(&at, fact, value);
                } else if self.is_here(change, &stated.at) {
                    self.replace(&stated.at, value);
                }
            }
            None => {
                let at = self.home(own, fact)?;
                if self.is_here(change, &at) {
                    self.put(&at, fact, value);
                }
            }
        }
        Some(())
    }

    /// Whether everybody who has a fact from its place wants it to be changed.
    fn is_alone(&self, stated: &Fact, path: &str, fact: &str) -> bool {
        let mut users = self.own.iter().filter(|(user, member)| {
            *user != path
                && member
                    .facts
                    .get(fact)
                    .is_some_and(|other| other.at == stated.at)
        });
        users.all(|(user, _)| {
            self.changes.iter().any(|change| {
                matches!(change, Change::Set { path, fact: name, .. } if path == user && name == fact)
            })
        })
    }

    fn set_required(&mut self, change: &Change, own: &Member, wanted: &Fact) -> Option<()> {
        let required = wanted.value.seen == Node::Bool(true);
        match own.kind {
            Kind::Parameter => {
                if self.is_here(change, &own.site.clone()) {
                    let site = own.site.clone();
                    if required {
                        self.set_key(&site, "required", Node::Bool(true));
                    } else if self.exists(&site.key("required")) {
                        self.remove_at(&site.key("required"));
                    }
                }
            }
            _ => {
                let stated = own.facts.get("required")?.at.clone();
                let at = if required { own.owner.clone() } else { stated };
                if self.is_here(change, &at) {
                    if required {
                        self.required.add(&own.owner, &own.name);
                    } else {
                        self.required.remove(&at, &own.name);
                    }
                }
            }
        }
        Some(())
    }

    /// Another scalar type, or another format of it.
    fn set_scalar(&mut self, change: &Change, own: &Member, wanted: &Fact) -> Option<()> {
        let home = match own.facts.get("type")?.at.clone() {
            at if matches!(at.pointer.last(), Some(Token::Key(key)) if **key == *"type") => At {
                file: at.file,
                pointer: at.pointer.parent()?.clone(),
            },
            at => at,
        };
        if !self.is_here(change, &home) {
            return Some(());
        }
        let there = At {
            file: wanted.at.file,
            pointer: wanted.at.pointer.parent()?.clone(),
        };
        let schema = self.grafts.take(&there)?;
        let kind = schema.member("type")?.clone();
        if self.document.node(&home.key("type")) != Some(&kind) {
            self.set_key(&home, "type", kind);
        }
        match schema.member("format") {
            Some(format) => self.set_key(&home, "format", format.clone()),
            None if self.exists(&home.key("format")) => self.remove_at(&home.key("format")),
            None => {}
        }
        Some(())
    }

    fn set_bound(
        &mut self,
        change: &Change,
        own: &Member,
        wanted: &Fact,
        fact: &str,
    ) -> Option<()> {
        let stated = own.facts.get(fact).map(|stated| stated.at.clone());
        let home = match &stated {
            Some(at) => At {
                file: at.file,
                pointer: at.pointer.parent()?.clone(),
            },
            None => self.home(own, fact)?,
        };
        if !self.is_here(change, &home) {
            return Some(());
        }
        let exclusive_key = format!("exclusive{}{}", fact[..1].to_uppercase(), &fact[1..]);
        let there = self.incoming.node(&At {
            file: wanted.at.file,
            pointer: wanted.at.pointer.parent()?.clone(),
        })?;
        let number = self.incoming.node(&wanted.at)?.clone();
        let from_exclusive =
            matches!(wanted.at.pointer.last(), Some(Token::Key(key)) if **key == exclusive_key);
        let excluded =
            from_exclusive || there.member(&exclusive_key) == Some(&Node::Bool(true));
        let marks = self.grafts.dialect() == Dialect::V30;
        let key = if excluded && !marks {
            &exclusive_key
        } else {
            fact
        };
        let mut after = before(key);
        for other in [fact, exclusive_key.as_str()] {
            let there = home.key(other);
            let stays = other == key || (marks && excluded && other == exclusive_key);
            if self.exists(&there) && !stays {
                after.insert(0, other.to_owned());
                self.remove_at(&there);
            }
        }
        if self.exists(&home.key(key)) {
            self.replace(&home.key(key), number);
        } else {
            self.push(Edit::Add {
                at: home.pointer.clone(),
                key: key.to_owned(),
                value: number,
                after,
            });
        }
        if marks && excluded {
            self.set_key(&home, &exclusive_key, Node::Bool(true));
        }
        Some(())
    }

    fn set_example(&mut self, own: &Member, wanted: &Fact, fact: &str) -> Option<()> {
        let value = self.incoming.node(&wanted.at)?.clone();
        if let Some(stated) = own.facts.get(fact) {
            let at = stated.at.clone();
            self.replace(&at, value);
            return Some(());
        }
        let media = own.owner.clone();
        let name = fact.strip_prefix(EXAMPLE)?;
        let entry = self
            .incoming
            .node(&At {
                file: wanted.at.file,
                pointer: wanted.at.pointer.parent()?.clone(),
            })?
            .clone();
        let list = media.key("examples");
        if self.exists(&list) {
            self.put(&list, name, entry);
        } else if self.exists(&media.key("example")) {
            return None;
        } else {
            self.put(&media, "examples", nest(name, entry));
        }
        Some(())
    }

    fn unset(&mut self, change: &Change, path: &str, fact: &str) -> Option<()> {
        let own = self.own.get(path)?;
        if fact.starts_with(ENUM) || fact.starts_with(MEANING) {
            let values = self.values.entry(path.to_owned());
            values
                .or_insert_with(|| AllowedValues::new(change, ""))
                .unset(fact);
            return Some(());
        }
        let at = own.facts.get(fact)?.at.clone();
        if !self.is_here(change, &at) {
            return Some(());
        }
        if fact.starts_with(EXAMPLE) {
            let entry = at.pointer.parent()?.clone();
            let list = entry.parent()?.clone();
            let alone = matches!(
                self.document.node(&At { file: at.file, pointer: list.clone() }),
                Some(Node::Object(entries)) if entries.len() == 1
            );
            self.push(Edit::Remove {
                at: if alone { list } else { entry },
            });
            return Some(());
        }
        if matches!(fact, "type" | "nullable" | "required") {
            return None;
        }
        self.remove_at(&at);
        if matches!(fact, "minimum" | "maximum") {
            let schema = At {
                file: at.file,
                pointer: at.pointer.parent()?.clone(),
            };
            let mark = schema.key(&format!(
                "exclusive{}{}",
                fact[..1].to_uppercase(),
                &fact[1..]
            ));
            if matches!(self.document.node(&mark), Some(Node::Bool(_))) {
                self.remove_at(&mark);
            }
        }
        Some(())
    }

    fn reshape(&mut self, change: &Change, path: &str, page: &str) -> Option<()> {
        let (own, member) = (self.own.get(path)?, self.page.get(page)?);
        let (here, there) = (own.layers.first()?, member.layers.first()?);
        let at = here.at.clone();
        if !self.is_here(change, &at) {
            return Some(());
        }
        let Some(Node::Object(new)) = self.grafts.take(&there.at) else {
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

    fn add(&mut self, change: &Change, page: &str) -> Option<()> {
        let member = self.page.get(page)?;
        match member.kind {
            Kind::Root => None,
            Kind::Error => self.add_error(change, page, member),
            Kind::Parameter => self.add_parameter(member),
            Kind::Inner => {
                let parent = page.strip_suffix("[]").or_else(|| page.strip_suffix("{}"))?;
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
    fn new_error_list(&mut self) {
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

    fn remove(&mut self, change: &Change, path: &str) -> Option<()> {
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

    fn rename(&mut self, change: &Change, path: &str, page: &str) -> Option<()> {
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

/// Keys behind which a new one goes, the nearest first.
pub(super) fn before(key: &str) -> Vec<String> {
    let index = ORDER.iter().position(|known| *known == key);
    let known = index.map_or(&[][..], |index| &ORDER[..index]);
    known.iter().rev().map(|key| (*key).to_owned()).collect()
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
