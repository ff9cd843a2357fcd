//! A document to its facts.

use super::facts::{
    ACTION, At, EXAMPLE, Fact, Facts, Kind, Layer, Member, Statement, Value, is_prose,
};
use super::library::Library;
use super::schema::schema_facts;
use codegen_documents::source::{FileId, Node, Pointer};

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

/// The facts of an action; `None` when the document does not describe it, or describes more than can be told apart.
pub(super) fn flatten(library: &Library, action: &str) -> Option<Facts> {
    let (at, document) = library.own()?;
    let path = format!("/{action}");
    let node = document.member("paths")?.member(&path)?;
    let at = at.key("paths").key(&path);
    let (method, operation) = ["get", "post"]
        .into_iter()
        .find_map(|method| Some((method, node.member(method)?)))?;
    let mut walk = Walk {
        library,
        facts: Facts::default(),
        open: Vec::new(),
    };
    walk.action(&at, node, method, operation);
    (walk.facts.len() <= MOST_MEMBERS).then_some(walk.facts)
}

/// What a schema says, but for words.
pub(super) fn statement_of(library: &Library, at: &At) -> Option<Statement> {
    let node = library.node(at)?;
    let mut walk = Walk {
        library,
        facts: Facts::default(),
        open: Vec::new(),
    };
    let root = member(Kind::Root, "", at.clone(), at.clone());
    walk.schema("", root, at.clone(), node);
    let mut statement = walk.facts.stated();
    for (_, facts) in &mut statement.0 {
        facts.retain(|name, _| !is_prose(name));
    }
    statement.0.sort_by(|a, b| a.0.cmp(&b.0));
    Some(statement)
}

pub(super) struct Walk<'n> {
    library: &'n Library,
    pub(super) facts: Facts,
    /// Schemas that are being walked through.
    open: Vec<(FileId, Pointer)>,
}

/// A schema, or a part of one, with its place.
#[derive(Clone)]
pub(super) struct Part<'n> {
    pub(super) at: At,
    pub(super) node: &'n Node,
}

impl<'n> Walk<'n> {
    fn action(&mut self, path: &At, path_node: &'n Node, method: &str, operation: &'n Node) {
        let at = path.key(method);
        let mut member = member(Kind::Root, "", at.clone(), path.clone());
        put(
            &mut member,
            "method",
            Value::plain(Node::String(method.to_owned())),
            at.clone(),
        );
        for key in ["summary", "description"] {
            if let Some(Node::String(text)) = operation.member(key) {
                put(&mut member, key, Value::prose(text), at.key(key));
            }
        }
        if operation.member("deprecated") == Some(&Node::Bool(true)) {
            put(
                &mut member,
                "deprecated",
                Value::plain(Node::Bool(true)),
                at.key("deprecated"),
            );
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
                    put(&mut member, &entry.key, value, at.key(&entry.key));
                }
            }
        }
        self.facts.insert(ACTION, member);
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
            let mut member = member(Kind::Parameter, name, at.clone(), list.clone());
            put(
                &mut member,
                "in",
                Value::plain(Node::String("query".to_owned())),
                at.key("in"),
            );
            let required = parameter.member("required") == Some(&Node::Bool(true));
            put(
                &mut member,
                "required",
                Value::plain(Node::Bool(required)),
                at.key("required"),
            );
            let path = format!("request.{name}");
            match parameter.member("schema") {
                Some(schema) => self.schema(&path, member, at.key("schema"), schema),
                None => self.facts.insert(&path, member),
            }
            self.own_words(&path, &at, parameter);
        }
    }

    /// What a parameter says beside its schema.
    fn own_words(&mut self, path: &str, at: &At, parameter: &Node) {
        let Some(mut member) = self.facts.get(path).cloned() else {
            return;
        };
        if let Some(Node::String(text)) = parameter.member("description") {
            put_over(
                &mut member,
                "description",
                Value::prose(text),
                at.key("description"),
            );
        }
        if parameter.member("deprecated") == Some(&Node::Bool(true)) {
            put_over(
                &mut member,
                "deprecated",
                Value::plain(Node::Bool(true)),
                at.key("deprecated"),
            );
        }
        self.facts.insert(path, member);
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
        let mut root = member(Kind::Root, path, at.key("schema"), at.clone());
        self.examples(&mut root, &at, &media.value);
        if path == "request" && media.key != "application/json" {
            put(
                &mut root,
                "media",
                Value::plain(Node::String(media.key.clone())),
                at.clone(),
            );
        }
        let Some(schema) = media.value.member("schema") else {
            self.facts.insert(path, root);
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
                root.site = at.clone();
                self.schema(path, root, at, result);
            }
            // A reply without data.
            (None, Some(_)) => self.facts.insert(path, root),
            (None, None) => {
                let at = root.site.clone();
                self.schema(path, root, at, schema);
            }
        }
    }

    fn examples(&self, member: &mut Member, at: &At, media: &Node) {
        if let Some(value) = media.member("example") {
            put(member, "example", Value::opaque(value), at.key("example"));
        }
        let Some(Node::Object(entries)) = media.member("examples") else {
            return;
        };
        for entry in entries {
            if let Some(value) = entry.value.member("value") {
                put(
                    member,
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

    fn schema(&mut self, path: &str, mut member: Member, at: At, node: &'n Node) {
        if self.facts.len() > MOST_MEMBERS {
            return;
        }
        let parts = self.parts(at, node);
        member.layers = parts
            .iter()
            .map(|part| Layer {
                at: part.at.clone(),
                refers: part.node.member("$ref").is_some(),
            })
            .collect();
        let named: Vec<(FileId, Pointer)> = parts
            .iter()
            .map(|part| (part.at.file, part.at.pointer.clone()))
            .collect();
        let again = named.iter().any(|part| self.open.contains(part));
        if again || self.open.len() > DEEPEST * 4 || path.len() > 4096 {
            let at = member.site.clone();
            put(
                &mut member,
                "type",
                Value::plain(Node::String("the same as around it".to_owned())),
                at,
            );
            self.facts.insert(path, member);
            return;
        }
        schema_facts(&parts, &mut member);
        self.facts.insert(path, member);
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
                    if self.facts.get(&path).is_some() {
                        continue;
                    }
                    let site = part.at.key("properties").key(&entry.key);
                    let mut member =
                        member(Kind::Property, &entry.key, site.clone(), part.at.clone());
                    let (required, at) = required(parts, &part.at, &entry.key);
                    put(
                        &mut member,
                        "required",
                        Value::plain(Node::Bool(required)),
                        at,
                    );
                    self.schema(&path, member, site, &entry.value);
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
                let site = owner.key(key);
                let member = member(Kind::Inner, "", site.clone(), owner);
                self.schema(&format!("{path}{suffix}"), member, site, node);
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

pub(super) fn member(kind: Kind, name: &str, site: At, owner: At) -> Member {
    Member {
        kind,
        layers: Vec::new(),
        site,
        owner,
        name: name.to_owned(),
        facts: Default::default(),
    }
}

/// States a fact, unless something nearer has stated it.
pub(super) fn put(member: &mut Member, name: &str, value: Value, at: At) {
    member
        .facts
        .entry(name.to_owned())
        .or_insert(Fact { value, at });
}

fn put_over(member: &mut Member, name: &str, value: Value, at: At) {
    member.facts.insert(name.to_owned(), Fact { value, at });
}
