//! What a document states, and where in it.
//!
//! Knows where OpenAPI keeps each fact. Gives a statement with the place of everything that is in it.
//! Must never know a page, nor what is to be changed.

mod errors;
mod library;

use std::collections::{BTreeMap, HashMap};

use super::schema_facts::schema_facts;
use super::statement::{ACTION, AROUND, EXAMPLE, Kind, Member, Remembered, Statement, Value};
use codegen_documents::source::{FileId, Node, Pointer};

pub(crate) use library::without_envelope;
pub(super) use library::{Library, node_at};

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

    fn insert(&mut self, path: &str, found: Found) {
        self.statement.insert(path, found.member);
        self.sites.insert(path.to_owned(), found.site);
    }
}

/// A member on its way into a description.
#[derive(Debug, Clone)]
pub(super) struct Found {
    member: Member,
    site: Site,
}

impl Found {
    fn new(kind: Kind, name: &str, entry: At, owner: At) -> Self {
        Self {
            member: Member::new(kind, name),
            site: Site {
                entry,
                layers: Vec::new(),
                owner,
                facts: BTreeMap::new(),
            },
        }
    }

    fn put(&mut self, fact: &str, value: Value, at: At) {
        self.member.facts.insert(fact.to_owned(), value);
        self.site.facts.insert(fact.to_owned(), at);
    }

    fn text(&mut self, fact: &str, text: &str, at: At) {
        self.put(fact, Value::plain(Node::String(text.to_owned())), at);
    }

    fn flag(&mut self, fact: &str, value: bool, at: At) {
        self.put(fact, Value::plain(Node::Bool(value)), at);
    }
}

/// More members than any action has; what has more is a maze of references.
pub(super) const MOST_MEMBERS: usize = 20_000;

/// Deepest nesting that is followed.
const DEEPEST: usize = 60;

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

/// What a document states about an action; `None` when the document does not describe it, or describes more than can be told apart.
pub(super) fn described(library: &Library, action: &str) -> Option<Described> {
    let (at, document) = library.own()?;
    let path = format!("/{action}");
    let node = document.member("paths")?.member(&path)?;
    let at = at.key("paths").key(&path);
    let (method, operation) = ["get", "post"]
        .into_iter()
        .find_map(|method| Some((method, node.member(method)?)))?;
    let mut walk = Walk {
        library,
        out: Described::default(),
        open: Vec::new(),
    };
    walk.action(&at, node, method, operation);
    (walk.out.statement.len() <= MOST_MEMBERS).then_some(walk.out)
}

/// What a schema states for machines.
pub(super) fn stated_by(library: &Library, at: &At) -> Option<Remembered> {
    let node = library.node(at)?;
    let mut walk = Walk {
        library,
        out: Described::default(),
        open: Vec::new(),
    };
    let root = Found::new(Kind::Root, "", at.clone(), at.clone());
    walk.schema("", root, at.clone(), node);
    Some(walk.out.statement.for_machines())
}

struct Walk<'n> {
    library: &'n Library,
    out: Described,
    /// Schemas that are being walked through.
    open: Vec<At>,
}

/// A schema, or a part of one, with its place.
#[derive(Clone)]
struct Part<'n> {
    at: At,
    node: &'n Node,
}

impl<'n> Walk<'n> {
    fn action(&mut self, path: &At, path_node: &'n Node, method: &str, operation: &'n Node) {
        let at = path.key(method);
        let mut found = Found::new(Kind::Root, "", at.clone(), path.clone());
        found.text("method", method, at.clone());
        for key in ["summary", "description"] {
            if let Some(Node::String(text)) = operation.member(key) {
                found.put(key, Value::prose(text), at.key(key));
            }
        }
        if operation.member("deprecated") == Some(&Node::Bool(true)) {
            found.flag("deprecated", true, at.key("deprecated"));
        }
        if let Node::Object(entries) = operation {
            for entry in entries {
                let plain = matches!(entry.value, Node::Int(_) | Node::Bool(_));
                if entry.key.starts_with("x-") && entry.key != "x-error-code" {
                    let value = if plain {
                        Value::plain(entry.value.clone())
                    } else {
                        Value::opaque(&entry.value)
                    };
                    found.put(&entry.key, value, at.key(&entry.key));
                }
            }
        }
        self.out.insert(ACTION, found);
        self.parameters(path, path_node);
        self.parameters(&at, operation);
        if let Some((at, body)) = self.child(&at, operation, "requestBody") {
            self.content(&at, body, "request");
        }
        if let Some(responses) = operation.member("responses") {
            let at = at.key("responses");
            if let Some((at, success)) = self.child(&at, responses, "200") {
                self.content(&at, success, "result");
            }
            if let Some(errors) = responses.member("x-error-code") {
                self.errors(&at.key("x-error-code"), errors, 0);
            }
        }
        if let Some(errors) = operation.member("x-error-code") {
            self.errors(&at.key("x-error-code"), errors, 0);
        }
    }

    fn child(&self, at: &At, node: &'n Node, key: &str) -> Option<(At, &'n Node)> {
        self.library.follow(at.key(key), node.member(key)?)
    }

    fn parameters(&mut self, at: &At, node: &'n Node) {
        let Some(Node::Array(items)) = node.member("parameters") else {
            return;
        };
        let list = at.key("parameters");
        for (index, item) in items.iter().enumerate() {
            let Some((at, parameter)) = self.library.follow(list.index(index), item) else {
                continue;
            };
            let (Some(Node::String(name)), Some(Node::String(place))) =
                (parameter.member("name"), parameter.member("in"))
            else {
                continue;
            };
            if place != "query" || matches!(name.as_str(), "Action" | "Version") {
                continue;
            }
            let mut found = Found::new(Kind::Parameter, name, at.clone(), list.clone());
            found.text("in", "query", at.key("in"));
            let required = parameter.member("required") == Some(&Node::Bool(true));
            found.flag("required", required, at.key("required"));
            let path = format!("request.{name}");
            match parameter.member("schema") {
                Some(schema) => self.schema(&path, found, at.key("schema"), schema),
                None => self.out.insert(&path, found),
            }
            self.own_words(&path, &at, parameter);
        }
    }

    /// What a parameter says beside its schema.
    fn own_words(&mut self, path: &str, at: &At, parameter: &Node) {
        let Some((member, site)) = self.out.get(path) else {
            return;
        };
        let mut found = Found {
            member: member.clone(),
            site: site.clone(),
        };
        if let Some(Node::String(text)) = parameter.member("description") {
            found.put("description", Value::prose(text), at.key("description"));
        }
        if parameter.member("deprecated") == Some(&Node::Bool(true)) {
            found.flag("deprecated", true, at.key("deprecated"));
        }
        self.out.insert(path, found);
    }

    /// A body, of a request or of a reply.
    fn content(&mut self, at: &At, node: &'n Node, path: &str) {
        let Some(Node::Object(content)) = node.member("content") else {
            return;
        };
        let media = content.iter().find(|entry| {
            let name = entry.key.split(';').next().unwrap_or_default().trim();
            matches!(
                name,
                "application/json" | "application/x-www-form-urlencoded"
            )
        });
        let Some(media) = media else { return };
        let at = at.key("content").key(&media.key);
        let mut root = Found::new(Kind::Root, path, at.key("schema"), at.clone());
        self.examples(&mut root, &at, &media.value);
        if path == "request" && media.key != "application/json" {
            root.text("media", &media.key, at.clone());
        }
        let Some(schema) = media.value.member("schema") else {
            self.out.insert(path, root);
            return;
        };
        let at = at.key("schema");
        if path != "result" {
            return self.schema(path, root, at, schema);
        }
        let parts = self.parts(at, schema);
        let envelope = |name: &str| {
            parts.iter().find_map(|part| {
                let node = part.node.member("properties")?.member(name)?;
                Some((part.at.key("properties").key(name), node))
            })
        };
        match (envelope("Result"), envelope("ResponseMetadata")) {
            (Some((at, result)), _) => {
                root.site.entry = at.clone();
                self.schema(path, root, at, result);
            }
            // A reply without data.
            (None, Some(_)) => self.out.insert(path, root),
            (None, None) => {
                let at = root.site.entry.clone();
                self.schema(path, root, at, schema);
            }
        }
    }

    fn examples(&self, found: &mut Found, at: &At, media: &Node) {
        if let Some(value) = media.member("example") {
            found.put("example", Value::opaque(value), at.key("example"));
        }
        let Some(Node::Object(entries)) = media.member("examples") else {
            return;
        };
        for entry in entries {
            if let Some(value) = entry.value.member("value") {
                found.put(
                    &format!("{EXAMPLE}{}", entry.key),
                    Value::opaque(value),
                    at.key("examples").key(&entry.key).key("value"),
                );
            }
        }
    }

    /// A schema, what it refers to, and the parts of its `allOf`, the nearest first.
    fn parts(&self, at: At, node: &'n Node) -> Vec<Part<'n>> {
        let mut parts = Vec::new();
        self.collect(at, node, &mut parts);
        parts
    }

    fn collect(&self, at: At, node: &'n Node, parts: &mut Vec<Part<'n>>) {
        const MOST_PARTS: usize = 64;
        if parts.len() >= MOST_PARTS || parts.iter().any(|part| part.at == at) {
            return;
        }
        parts.push(Part {
            at: at.clone(),
            node,
        });
        if let Some(Node::String(reference)) = node.member("$ref")
            && let Some((target, node)) = self.library.resolve(at.file, reference)
        {
            self.collect(target, node, parts);
        }
        if let Some(Node::Array(items)) = node.member("allOf") {
            let list = at.key("allOf");
            for (index, item) in items.iter().enumerate() {
                self.collect(list.index(index), item, parts);
            }
        }
    }

    fn schema(&mut self, path: &str, mut found: Found, at: At, node: &'n Node) {
        if self.out.statement.len() > MOST_MEMBERS {
            return;
        }
        let parts = self.parts(at, node);
        found.site.layers = parts
            .iter()
            .map(|part| Layer {
                at: part.at.clone(),
                refers: part.node.member("$ref").is_some(),
            })
            .collect();
        let named: Vec<At> = parts.iter().map(|part| part.at.clone()).collect();
        let again = named.iter().any(|part| self.open.contains(part));
        if again || self.open.len() > DEEPEST * 4 || path.len() > 4096 {
            let at = found.site.entry.clone();
            found.text("type", AROUND, at);
            self.out.insert(path, found);
            return;
        }
        let nodes: Vec<&Node> = parts.iter().map(|part| part.node).collect();
        for fact in schema_facts(&nodes) {
            let Some(part) = parts.get(fact.part) else {
                continue;
            };
            // What stands further out was stated first.
            if found.site.facts.contains_key(&fact.name) {
                continue;
            }
            let mut at = part.at.clone();
            at = fact.key.map_or(at.clone(), |key| at.key(&key));
            at = fact.index.map_or(at.clone(), |index| at.index(index));
            found.put(&fact.name, fact.value, at);
        }
        self.out.insert(path, found);
        let opened = self.open.len();
        self.open.extend(named);
        self.below(path, &parts);
        self.open.truncate(opened);
    }

    fn below(&mut self, path: &str, parts: &[Part<'n>]) {
        for part in parts {
            if let Some(Node::Object(properties)) = part.node.member("properties") {
                for entry in properties {
                    let path = format!("{path}.{}", entry.key.replace('.', "\\."));
                    if self.out.site(&path).is_some() {
                        continue;
                    }
                    let at = part.at.key("properties").key(&entry.key);
                    let owner = part.at.clone();
                    let mut found = Found::new(Kind::Property, &entry.key, at.clone(), owner);
                    let (required, place) = required(parts, &part.at, &entry.key);
                    found.flag("required", required, place);
                    self.schema(&path, found, at, &entry.value);
                }
            }
        }
        for (key, suffix) in [("items", "[]"), ("additionalProperties", "{}")] {
            let inner = parts.iter().find_map(|part| {
                let node = part.node.member(key)?;
                matches!(node, Node::Object(entries) if !entries.is_empty())
                    .then(|| (part.at.clone(), node))
            });
            if let Some((owner, node)) = inner {
                let at = owner.key(key);
                let found = Found::new(Kind::Inner, "", at.clone(), owner);
                self.schema(&format!("{path}{suffix}"), found, at, node);
            }
        }
    }
}

/// Whether a member must be given, and where that stands or would stand.
fn required(parts: &[Part<'_>], owner: &At, name: &str) -> (bool, At) {
    for part in parts {
        if let Some(Node::Array(names)) = part.node.member("required") {
            let found = names
                .iter()
                .position(|item| matches!(item, Node::String(item) if item == name));
            if let Some(index) = found {
                return (true, part.at.key("required").index(index));
            }
        }
    }
    (false, owner.key("required"))
}
