//! A document, member by member.

use super::{At, Described, Layer, Library, MOST_MEMBERS, Site};
use crate::update::schema_facts::schema_facts;
use crate::update::statement::{ACTION, AROUND, EXAMPLE, Kind, Member, Remembered, Value};
use codegen_documents::source::Node;
use std::collections::BTreeMap;

/// A member on its way into a description.
#[derive(Debug, Clone)]
pub(super) struct Found {
    member: Member,
    site: Site,
}

impl Found {
    pub(super) fn new(kind: Kind, name: &str, entry: At, owner: At) -> Self {
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

    pub(super) fn put(&mut self, fact: &str, value: Value, at: At) {
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

/// Deepest nesting that is followed.
const DEEPEST: usize = 60;

/// What a document states about an action; `None` when the document does not describe it, or describes more than can be told apart.
pub(in crate::update) fn described(library: &Library, action: &str) -> Option<Described> {
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
pub(in crate::update) fn stated_by(library: &Library, at: &At) -> Option<Remembered> {
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

pub(super) struct Walk<'n> {
    library: &'n Library,
    pub(super) out: Described,
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
    pub(super) fn insert(&mut self, path: &str, found: Found) {
        self.out.insert(path, found.member, found.site);
    }

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
        self.insert(ACTION, found);
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
                None => self.insert(&path, found),
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
        self.insert(path, found);
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
            self.insert(path, root);
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
            (None, Some(_)) => self.insert(path, root),
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
            self.insert(path, found);
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
        self.insert(path, found);
        let opened = self.open.len();
        self.open.extend(named);
        self.below(path, &parts);
        self.open.truncate(opened);
    }

    /// The schemas of which a value fits one, each with all that it states.
    fn alternatives(&mut self, path: &str, parts: &[Part<'n>]) {
        let union = ["oneOf", "anyOf"].into_iter().find_map(|key| {
            parts.iter().find_map(|part| match part.node.member(key) {
                Some(Node::Array(items)) => Some((part.at.key(key), items)),
                _ => None,
            })
        });
        let Some((list, items)) = union else { return };
        for (index, (name, node)) in names_of(items).into_iter().zip(items).enumerate() {
            let at = list.index(index);
            let found = Found::new(Kind::Alternative, &name, at.clone(), list.clone());
            self.schema(&format!("{path}|{name}"), found, at, node);
        }
    }

    fn below(&mut self, path: &str, parts: &[Part<'n>]) {
        self.alternatives(path, parts);
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

/// What alternatives are called: by the schema that they refer to, by their title or their type, or by their number.
fn names_of(alternatives: &[Node]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (index, node) in alternatives.iter().enumerate() {
        let text = |key: &str| match node.member(key) {
            Some(Node::String(text)) => Some(text.as_str()),
            _ => None,
        };
        let reference = text("$ref").and_then(|reference| reference.rsplit('/').next());
        let is_object = node.member("properties").is_some();
        let kind = text("type").filter(|_| !is_object);
        let name = reference.or(text("title")).or(kind);
        let is_plain = |name: &&str| !name.contains(['[', '{', '|', '\\']);
        let name = name.filter(is_plain).map(|name| name.replace('.', "\\."));
        names.push(match name {
            Some(name) if !names.contains(&name) => name,
            _ => (index + 1).to_string(),
        });
    }
    names
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
