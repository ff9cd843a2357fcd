//! What is stated about an action, fact by fact, in the one form in which a page, a document and a record are comparable:
//! by meaning, not by spelling.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};

use codegen_documents::source::Node;

/// Facts of a member by their names: `type`, `required`, `maximum`, `enum 1`, `meaning 1`, …
pub(super) type Stated = BTreeMap<String, Node>;

/// Path of the action itself.
pub(super) const ACTION: &str = "action";

/// The type of a member that is described further out already.
pub(super) const AROUND: &str = "the same as around it";

/// The type of a member that is one of several alternatives, each stated by itself.
pub(super) const UNION: &str = "one of several";

/// How a fact of an allowed value, and of its meaning, begins.
pub(super) const ENUM: &str = "enum ";
pub(super) const MEANING: &str = "meaning ";

/// How a fact of a named example begins.
pub(super) const EXAMPLE: &str = "example ";

/// What a fact says.
#[derive(Debug, Clone)]
pub(super) struct Value {
    /// What is compared and recorded; of prose no more than a digest.
    pub(super) seen: Node,
    /// What is written and shown.
    pub(super) full: Node,
}

impl Value {
    /// A value that is compared as it is.
    pub(super) fn plain(node: Node) -> Self {
        Self {
            seen: node.clone(),
            full: node,
        }
    }

    /// A text, compared by its words: how lines are broken says nothing.
    pub(super) fn prose(text: &str) -> Self {
        let words: Vec<&str> = text.split_whitespace().collect();
        Self {
            seen: Node::String(digest(&words.join(" "))),
            full: Node::String(text.to_owned()),
        }
    }

    /// A value of which only a change can be told.
    pub(super) fn opaque(node: &Node) -> Self {
        Self {
            seen: Node::String(digest(&canonical(node))),
            full: node.clone(),
        }
    }
}

/// What a member is in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The action, its body, its result.
    Root,
    /// An entry of `properties`.
    Property,
    /// An entry of `parameters`.
    Parameter,
    /// The items of a list, or the values of a map.
    Inner,
    /// One of the schemas of `oneOf` or `anyOf`.
    Alternative,
    /// A documented error code.
    Error,
}

/// A member with its facts.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) kind: Kind,
    /// Its name on the wire; empty for what has none.
    pub(super) name: String,
    pub(super) facts: BTreeMap<String, Value>,
}

impl Member {
    pub(super) fn new(kind: Kind, name: &str) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            facts: BTreeMap::new(),
        }
    }

    /// What is compared of the facts.
    pub(super) fn stated(&self) -> Stated {
        self.facts
            .iter()
            .map(|(name, value)| (name.clone(), value.seen.clone()))
            .collect()
    }

    /// What is compared of a fact.
    pub(super) fn seen(&self, fact: &str) -> Option<&Node> {
        self.facts.get(fact).map(|value| &value.seen)
    }

    /// Whether a member that can be left out must be given.
    pub(super) fn is_required(&self) -> bool {
        self.seen("required") == Some(&Node::Bool(true))
    }
}

/// The members of an action, in the order in which they are described.
#[derive(Debug, Clone, Default)]
pub(super) struct Statement {
    paths: Vec<String>,
    members: HashMap<String, Member>,
}

impl Statement {
    /// States a member, in place of what was stated under its path.
    pub(super) fn insert(&mut self, path: &str, member: Member) {
        if self.members.insert(path.to_owned(), member).is_none() {
            self.paths.push(path.to_owned());
        }
    }

    pub(super) fn get(&self, path: &str) -> Option<&Member> {
        self.members.get(path)
    }

    /// Members that stand in one alternative of something alone, by the paths that they would have without.
    pub(super) fn in_alternatives(&self) -> HashMap<String, &str> {
        let mut found: HashMap<String, Option<&str>> = HashMap::new();
        for path in self.paths.iter().filter(|path| path.contains('|')) {
            let several = found.entry(without_alternatives(path));
            several
                .and_modify(|known| *known = None)
                .or_insert(Some(path.as_str()));
        }
        found
            .into_iter()
            .filter(|(plain, _)| !self.members.contains_key(plain))
            .filter_map(|(plain, path)| Some((plain, path?)))
            .collect()
    }

    pub(super) fn len(&self) -> usize {
        self.paths.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Member)> {
        self.paths
            .iter()
            .filter_map(|path| Some((path.as_str(), self.members.get(path)?)))
    }

    pub(super) fn fact(&self, path: &str, name: &str) -> Option<&Value> {
        self.get(path)?.facts.get(name)
    }

    /// What is compared of all of it.
    pub(super) fn remembered(&self) -> Remembered {
        Remembered(
            self.iter()
                .map(|(path, member)| (path.to_owned(), member.stated()))
                .collect(),
        )
    }

    /// What is compared of all of it but for words, whatever its order.
    pub(super) fn for_machines(&self) -> Remembered {
        let mut remembered = self.remembered();
        for (_, facts) in &mut remembered.0 {
            facts.retain(|name, _| !is_prose(name));
        }
        remembered.0.sort_by(|a, b| a.0.cmp(&b.0));
        remembered
    }
}

/// What a record keeps of a statement: enough to see what has changed since.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Remembered(pub(super) Vec<(String, Stated)>);

/// A path that names no alternative.
pub(super) fn without_alternatives(path: &str) -> String {
    let mut plain = String::new();
    let mut rest = path;
    while let Some((before, behind)) = rest.split_once('|') {
        plain.push_str(before);
        rest = behind_name(behind);
    }
    plain + rest
}

/// What stands behind the name at the beginning of a path.
pub(super) fn behind_name(path: &str) -> &str {
    let mut escaped = false;
    for (index, c) in path.char_indices() {
        if !escaped && matches!(c, '.' | '[' | '{' | '|') {
            return &path[index..];
        }
        escaped = c == '\\';
    }
    ""
}

/// Whether a path is that of something inside of another.
pub(super) fn is_below(path: &str, ancestor: &str) -> bool {
    path.strip_prefix(ancestor)
        .is_some_and(|rest| rest.starts_with(['.', '[', '{', '|']))
}

/// Whether a fact is words for people, or an example.
pub(super) fn is_prose(fact: &str) -> bool {
    matches!(
        fact,
        "summary" | "description" | "title" | "message" | "example" | "examples"
    ) || fact.starts_with(MEANING)
        || fact.starts_with(EXAMPLE)
}

/// The name of a fact for people.
pub(super) fn spoken(fact: &str) -> String {
    match fact.split_once(' ') {
        Some(("enum", value)) => format!("the allowed value `{value}`"),
        Some(("meaning", value)) => format!("the meaning of `{value}`"),
        Some(("example", name)) => format!("the example `{name}`"),
        _ => format!("`{fact}`"),
    }
}

/// A value in a few words.
pub(super) fn shown(value: Option<&Node>) -> String {
    const LONGEST: usize = 80;
    let text = match value {
        None => return "nothing".to_owned(),
        Some(Node::String(text)) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Some(node) => canonical(node),
    };
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", &text[..end]),
        None => format!("`{text}`"),
    }
}

/// One spelling for each value: keys in order, whole numbers without a fraction.
pub(super) fn canonical(node: &Node) -> String {
    match node {
        Node::Null => "null".to_owned(),
        Node::Bool(value) => value.to_string(),
        Node::Int(value) => value.to_string(),
        Node::Float(value) if value.fract() == 0.0 && value.abs() < 1e15 => format!("{value:.0}"),
        Node::Float(value) => value.to_string(),
        Node::String(text) => format!("{text:?}"),
        Node::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(", "))
        }
        Node::Object(entries) => {
            let mut entries: Vec<String> = entries
                .iter()
                .map(|entry| format!("{:?}: {}", entry.key, canonical(&entry.value)))
                .collect();
            entries.sort();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// Enough of a digest to tell texts apart, and too little to tell them.
pub(super) fn digest(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let hexadecimal = digest.iter().take(8).map(|byte| format!("{byte:02x}"));
    format!("sha256:{}", hexadecimal.collect::<String>())
}
