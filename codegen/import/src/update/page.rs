//! What a page states, member by member.
//!
//! Knows the facts of a page, and how a document would put them. Gives a statement, and each member as a document would
//! have it. Must never know a text, neither that of the page nor that of a document.

use std::collections::HashMap;

use super::document::MOST_MEMBERS;
use super::schema_facts::schema_facts;
use super::statement::{
    ACTION, AROUND, EXAMPLE, Kind, Member, Remembered, Statement, Value, is_below,
};
use crate::facts::{Action, ErrorCode, Member as Said, Shape, Value as Allowed};
use crate::places::places;
use crate::write::{
    Names, bare, error, has_body, member_schema, object, parameter, prose, reference, type_names,
};
use codegen_documents::source::{Entry, FileId, Node, Place};

/// A page with what it states.
pub(super) struct Page<'a> {
    file: FileId,
    /// Where members stand on it.
    places: Vec<(String, usize)>,
    names: Names,
    /// The types that have a table of their own, as schemas.
    types: Vec<Node>,
    action: &'a Action,
    /// What each path is about.
    said: HashMap<String, Subject<'a>>,
}

/// What a path is about.
#[derive(Clone, Copy)]
enum Subject<'a> {
    /// The body, or the result, of which a component is made.
    Whole(&'a [Said], &'static str),
    Parameter(&'a Said),
    Member(&'a Said),
    /// Items of a list, or values of a map.
    Inner(&'a Shape, &'a [Allowed]),
    Error(&'a ErrorCode),
}

impl<'a> Page<'a> {
    /// What a page states; `None` when it describes more members than can be told apart.
    pub(super) fn read(action: &'a Action, file: FileId) -> Option<(Self, Statement)> {
        let mut page = Self::of(action, file);
        let mut walk = Walk::new(&page);
        walk.action();
        let Walk {
            statement, said, ..
        } = walk;
        page.said = said;
        (statement.len() <= MOST_MEMBERS).then_some((page, statement))
    }

    fn of(action: &'a Action, file: FileId) -> Self {
        let names = type_names(action);
        let types = action.types.iter();
        let types = types.map(|table| object(&table.members, &names).into());
        Self {
            file,
            places: places(action),
            types: types.collect(),
            names,
            action,
            said: HashMap::new(),
        }
    }

    /// Where the page says a fact, or the nearest thing around it.
    pub(super) fn place(&self, path: &str, fact: &str) -> Place {
        let exact = format!("{path} {fact}");
        let nearest = self
            .places
            .iter()
            .filter(|(known, _)| *known == exact || known == path || is_below(path, known))
            .max_by_key(|(known, _)| known.len());
        Place::offset(self.file, nearest.map_or(0, |(_, at)| *at))
    }

    /// A member as an entry of a document: a schema, a parameter, a documented error.
    pub(super) fn entry(&self, path: &str) -> Option<Node> {
        Some(match self.said.get(path)? {
            Subject::Parameter(member) => parameter(member, &self.names).into(),
            Subject::Error(code) => error(code).into(),
            _ => return self.parts(path).into_iter().next(),
        })
    }

    /// What the schema of a member consists of: itself, and the type that it refers to.
    pub(super) fn parts(&self, path: &str) -> Vec<Node> {
        let Some(subject) = self.said.get(path) else {
            return Vec::new();
        };
        let parts = self.parts_of(*subject);
        parts.into_iter().map(Part::into_node).collect()
    }

    fn parts_of(&self, subject: Subject<'a>) -> Vec<Part<'_>> {
        let (own, shape) = match subject {
            Subject::Error(_) => return Vec::new(),
            Subject::Whole(members, suffix) => {
                let own = reference(&format!("{}{suffix}", self.action.name));
                let all = object(members, &self.names);
                return vec![Part::Own(own.into()), Part::Own(all.into())];
            }
            Subject::Parameter(member) => {
                let parameter: Node = parameter(member, &self.names).into();
                let schema = parameter.member("schema").cloned();
                (schema.unwrap_or(Node::Null), &member.shape)
            }
            Subject::Member(member) => (member_schema(member, &self.names).into(), &member.shape),
            Subject::Inner(shape, allowed) => (bare(shape, allowed, &self.names).into(), shape),
        };
        let target = match shape {
            Shape::Type(index) => self.types.get(*index).map(Part::Type),
            _ => None,
        };
        std::iter::once(Part::Own(own)).chain(target).collect()
    }

    /// An entry of `examples`.
    pub(super) fn example(value: Node) -> Node {
        Node::Object(vec![Entry {
            key: "value".to_owned(),
            value,
        }])
    }

    /// The component that a member refers to.
    pub(super) fn component_of(&self, path: &str) -> Option<&str> {
        match self.said.get(path)?.shape()? {
            Shape::Type(index) => self.names.name(*index),
            _ => None,
        }
    }

    pub(super) fn component(&self, name: &str) -> Option<&Node> {
        self.types.get(self.names.index(name)?)
    }

    /// What a component states for machines.
    pub(super) fn stated_by(&self, name: &str) -> Option<Remembered> {
        let index = self.names.index(name)?;
        let mut walk = Walk::new(self);
        walk.open.push(index);
        let members = &self.action.types.get(index)?.members;
        let mut root = Member::new(Kind::Root, "");
        for fact in schema_facts(&[self.types.get(index)?]) {
            root.facts.insert(fact.name, fact.value);
        }
        walk.statement.insert("", root);
        walk.members("", members);
        Some(walk.statement.for_machines())
    }
}

impl<'a> Subject<'a> {
    fn shape(self) -> Option<&'a Shape> {
        match self {
            Self::Parameter(member) | Self::Member(member) => Some(&member.shape),
            Self::Inner(shape, _) => Some(shape),
            Self::Whole(..) | Self::Error(_) => None,
        }
    }

    /// Values that are allowed for the items inside.
    fn allowed(self) -> &'a [Allowed] {
        match self {
            Self::Parameter(member) | Self::Member(member) => &member.values,
            Self::Inner(_, allowed) => allowed,
            Self::Whole(..) | Self::Error(_) => &[],
        }
    }
}

/// A part of a schema: made for the member alone, or that of a type.
enum Part<'p> {
    Own(Node),
    Type(&'p Node),
}

impl Part<'_> {
    fn node(&self) -> &Node {
        match self {
            Self::Own(node) => node,
            Self::Type(node) => node,
        }
    }

    fn into_node(self) -> Node {
        match self {
            Self::Own(node) => node,
            Self::Type(node) => node.clone(),
        }
    }
}

struct Walk<'p, 'a> {
    page: &'p Page<'a>,
    statement: Statement,
    said: HashMap<String, Subject<'a>>,
    /// Types that are being walked through.
    open: Vec<usize>,
}

impl<'p, 'a> Walk<'p, 'a> {
    fn new(page: &'p Page<'a>) -> Self {
        Self {
            page,
            statement: Statement::default(),
            said: HashMap::new(),
            open: Vec::new(),
        }
    }

    fn action(&mut self) {
        let action = self.page.action;
        let mut facts = Member::new(Kind::Root, "");
        let mut put = |fact: &str, value: Value| facts.facts.insert(fact.to_owned(), value);
        let method = if action.get { "get" } else { "post" };
        put("method", text(method));
        if let Some(summary) = &action.summary {
            put("summary", Value::prose(summary));
        }
        if let Some(description) = &action.description {
            put("description", words(description));
        }
        if action.deprecated {
            put("deprecated", Value::plain(Node::Bool(true)));
        }
        if let Some(qps) = action.qps {
            put("x-qps-limit", Value::plain(Node::Int(qps.into())));
        }
        self.statement.insert(ACTION, facts);
        for member in &action.query {
            self.parameter(member);
        }
        if has_body(action) {
            let example = action.request_example.as_ref();
            let root = root("request", example.map(|value| ("page", value)));
            self.subject("request", root, Subject::Whole(&action.body, "Request"));
        }
        let example = action.response_example.as_ref();
        let root = root("result", example.map(|value| ("success", value)));
        match &action.whole_result {
            Some(whole) => self.subject("result", root, Subject::Member(whole)),
            None if action.result.is_empty() => self.statement.insert("result", root),
            None => self.subject("result", root, Subject::Whole(&action.result, "Result")),
        }
        for error in &action.errors {
            self.error(error);
        }
    }

    fn parameter(&mut self, said: &'a Said) {
        let mut member = Member::new(Kind::Parameter, &said.name);
        let mut put = |fact: &str, value: Value| member.facts.insert(fact.to_owned(), value);
        put("in", text("query"));
        put("required", Value::plain(Node::Bool(said.required)));
        // These stand beside its schema.
        let written: Node = parameter(said, &self.page.names).into();
        if let Some(Node::String(description)) = written.member("description") {
            put("description", Value::prose(description));
        }
        if said.deprecated {
            put("deprecated", Value::plain(Node::Bool(true)));
        }
        let path = format!("request.{}", said.name);
        self.subject(&path, member, Subject::Parameter(said));
    }

    fn error(&mut self, code: &'a ErrorCode) {
        let path = format!("error.{}", code.code);
        if self.said.contains_key(&path) {
            return;
        }
        let mut member = Member::new(Kind::Error, &code.code);
        let mut put = |fact: &str, value: Value| member.facts.insert(fact.to_owned(), value);
        if let Some(status) = code.status {
            put("http_code", Value::plain(Node::Int(status.into())));
        }
        if let Some(message) = &code.message {
            put("message", Value::prose(message));
        }
        if let Some(description) = &code.description {
            put("description", words(description));
        }
        self.statement.insert(&path, member);
        self.said.insert(path, Subject::Error(code));
    }

    /// States a member, and everything inside of it.
    fn subject(&mut self, path: &str, mut member: Member, subject: Subject<'a>) {
        if self.statement.len() > MOST_MEMBERS {
            return;
        }
        let page = self.page;
        let target = match subject.shape() {
            Some(Shape::Type(index)) => Some(*index),
            _ => None,
        };
        self.said.insert(path.to_owned(), subject);
        if target.is_some_and(|index| self.open.contains(&index)) {
            member.facts.insert("type".to_owned(), text(AROUND));
            self.statement.insert(path, member);
            return;
        }
        let parts = page.parts_of(subject);
        let nodes: Vec<&Node> = parts.iter().map(Part::node).collect();
        for fact in schema_facts(&nodes) {
            member.facts.entry(fact.name).or_insert(fact.value);
        }
        self.statement.insert(path, member);
        match (subject, subject.shape()) {
            (Subject::Whole(members, _), _) => self.members(path, members),
            (_, Some(Shape::Type(index))) => {
                if let Some(table) = page.action.types.get(*index) {
                    self.open.push(*index);
                    self.members(path, &table.members);
                    self.open.pop();
                }
            }
            (_, Some(Shape::Object(members))) => self.members(path, members),
            (_, Some(Shape::List(item))) => self.inner(path, "[]", item, subject.allowed()),
            (_, Some(Shape::Map(value))) => self.inner(path, "{}", value, &[]),
            _ => {}
        }
    }

    fn members(&mut self, path: &str, members: &'a [Said]) {
        for said in members {
            let path = format!("{path}.{}", said.name.replace('.', "\\."));
            if self.said.contains_key(&path) {
                continue;
            }
            let mut member = Member::new(Kind::Property, &said.name);
            let required = Value::plain(Node::Bool(said.required));
            member.facts.insert("required".to_owned(), required);
            self.subject(&path, member, Subject::Member(said));
        }
    }

    fn inner(&mut self, path: &str, suffix: &str, shape: &'a Shape, allowed: &'a [Allowed]) {
        // Of these nothing is said.
        if matches!(shape, Shape::Json | Shape::Untold(_)) {
            return;
        }
        let member = Member::new(Kind::Inner, "");
        let subject = Subject::Inner(shape, allowed);
        self.subject(&format!("{path}{suffix}"), member, subject);
    }
}

/// The body or the result with its example.
fn root(path: &str, example: Option<(&str, &Node)>) -> Member {
    let mut root = Member::new(Kind::Root, path);
    if let Some((name, value)) = example {
        let fact = format!("{EXAMPLE}{name}");
        root.facts.insert(fact, Value::opaque(value));
    }
    root
}

fn text(text: &str) -> Value {
    Value::plain(Node::String(text.to_owned()))
}

/// Words as a document would have them.
fn words(text: &str) -> Value {
    match Node::from(prose(text)) {
        Node::String(text) => Value::prose(&text),
        other => Value::plain(other),
    }
}
