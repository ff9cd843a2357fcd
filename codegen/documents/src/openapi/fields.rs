//! Reading one mapping: what is taken is typed and checked, what is left over is reported.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Finding, Findings, Lint, lint};
use crate::source::{Entry, FileId, Node, Place, Pointer};
use codegen_likeness::{Likeness, nearest};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub pointer: Pointer,
}

/// What reading a document needs besides the document.
pub(super) struct Context<'f> {
    pub(super) file: FileId,
    /// The tree of the whole document, for references between its parts.
    pub(super) root: &'f Node,
    /// Where that tree stands in the file.
    pub(super) base: Pointer,
    /// References that were not followed on purpose, by their texts.
    pub(super) unfollowed: HashMap<String, Unfollowed>,
    pub(super) findings: &'f mut Findings,
}

impl Context<'_> {
    /// Whether the document is written in OpenAPI 3.0, which reads some keys otherwise than 3.1.
    pub(super) fn is_version_3_0(&self) -> bool {
        is_version_3_0(self.root)
    }

    pub(super) fn report(
        &mut self,
        lint: &'static Lint,
        pointer: &Pointer,
        message: impl Into<String>,
    ) -> &mut Self {
        self.findings.push(Finding::new(
            lint,
            Place::value(self.file, pointer.clone()),
            message,
        ));
        self
    }

    /// Tells of a keyword that has no meaning without another one.
    pub(super) fn idle(&mut self, pointer: &Pointer, key: &str, needed: &str) {
        self.findings.push(
            Finding::new(
                &lint::IDLE_CONSTRAINT,
                Place::value(self.file, pointer.clone()),
                format!("`{key}` says nothing without `{needed}`"),
            )
            .help(format!("add `{needed}`, or remove `{key}`")),
        );
    }

    /// Reports what stands beside a reference outside schemas, where only the reference counts.
    pub(super) fn beside_reference(&mut self, node: &Node, pointer: &Pointer) {
        if let Node::Object(entries) = node {
            let keys = entries.iter().map(|entry| entry.key.as_str());
            let is_version_3_0 = self.is_version_3_0();
            for key in keys.filter(|key| is_lost_beside_reference(key, is_version_3_0)) {
                let place = Place::key(self.file, pointer.key(key));
                self.findings.push(without_effect(key, place));
            }
        }
    }

    pub(super) fn wrong_type(&mut self, pointer: &Pointer, name: &str, wanted: &str, found: &Node) {
        self.findings.push(
            Finding::new(
                &lint::WRONG_TYPE,
                Place::value(self.file, pointer.clone()),
                format!("`{name}` must be {wanted}, but is {}", found.kind()),
            )
            .label(format!("expected {wanted}")),
        );
    }
}

/// Why a reference to another document is not followed.
#[derive(Debug, Clone)]
pub(super) struct Unfollowed {
    pub(super) lint: &'static Lint,
    /// What is wrong with it, as it goes on after the reference.
    pub(super) reason: String,
    pub(super) help: &'static str,
}

/// Whether a document is written in OpenAPI 3.0.
pub(super) fn is_version_3_0(document: &Node) -> bool {
    match document.member("openapi") {
        Some(Node::String(version)) => version.starts_with("3.0"),
        Some(Node::Float(version)) => *version < 3.05,
        Some(Node::Int(_)) => true,
        _ => false,
    }
}

/// Whether a key beside a reference says something that is lost. OpenAPI 3.1 has prose beside references.
pub(super) fn is_lost_beside_reference(key: &str, is_version_3_0: bool) -> bool {
    match key {
        "$ref" => false,
        "summary" | "description" => is_version_3_0,
        "x-version" | "x-service-code" => true,
        _ => !key.starts_with("x-"),
    }
}

/// The finding about such a key.
pub(super) fn without_effect(key: &str, place: Place) -> Finding {
    Finding::new(
        &lint::UNUSED_PART,
        place,
        format!("`{key}` has no effect beside `$ref`"),
    )
    .help("move it to what is referred to, or write that out here")
}

/// What a boolean has to be.
const TRUTH: &str = "`true` or `false`";

/// A mapping that is being read.
pub(super) struct Fields<'a> {
    entries: &'a [Entry],
    pub(super) pointer: Pointer,
    taken: Vec<bool>,
}

impl<'a> Fields<'a> {
    /// Starts reading `node`, which is called `name` in messages. `None`, and a finding, when it is not a mapping.
    pub(super) fn of(
        node: &'a Node,
        pointer: Pointer,
        name: &str,
        context: &mut Context<'_>,
    ) -> Option<Self> {
        match node {
            Node::Object(entries) => Some(Self {
                entries,
                pointer,
                taken: vec![false; entries.len()],
            }),
            other => {
                context.wrong_type(&pointer, name, "a mapping", other);
                None
            }
        }
    }

    /// Takes the value of a key. A key that was written twice counts as its first; the loader has reported it.
    pub(super) fn take(&mut self, key: &str) -> Option<(&'a Node, Pointer)> {
        let node = self.node(key)?;
        Some((node, self.pointer.key(key)))
    }

    /// The same without its place, for those that need it for messages alone.
    fn node(&mut self, key: &str) -> Option<&'a Node> {
        let mut found = None;
        for (entry, taken) in self.entries.iter().zip(&mut self.taken) {
            if entry.key == key {
                *taken = true;
                found = found.or(Some(&entry.value));
            }
        }
        found
    }

    /// Whether every key was taken.
    pub(super) fn is_empty(&self) -> bool {
        self.taken.iter().all(|taken| *taken)
    }

    pub(super) fn string(
        &mut self,
        key: &str,
        context: &mut Context<'_>,
    ) -> Option<Spanned<String>> {
        let (node, pointer) = self.take(key)?;
        match node {
            Node::String(value) => Some(Spanned {
                value: value.clone(),
                pointer,
            }),
            other => {
                context.wrong_type(&pointer, key, "a string", other);
                None
            }
        }
    }

    /// The name that an extension gives, if it gives one; what else an extension holds is its own business.
    pub(super) fn name(&mut self, key: &str) -> Option<Spanned<String>> {
        let (node, pointer) = self.take(key)?;
        let value = match node {
            Node::String(text) => text.clone(),
            Node::Int(number) => number.to_string(),
            _ => return None,
        };
        Some(Spanned { value, pointer })
    }

    pub(super) fn text(&mut self, key: &str, context: &mut Context<'_>) -> Option<String> {
        match self.node(key)? {
            // Some documents write a lone `.` or `-` where they have nothing to say.
            Node::String(text) => text.contains(char::is_alphanumeric).then(|| text.clone()),
            other => {
                context.wrong_type(&self.pointer.key(key), key, "a string", other);
                None
            }
        }
    }

    pub(super) fn bool(&mut self, key: &str, context: &mut Context<'_>) -> Option<bool> {
        match self.node(key)? {
            Node::Bool(value) => Some(*value),
            other => {
                context.wrong_type(&self.pointer.key(key), key, TRUTH, other);
                None
            }
        }
    }

    pub(super) fn truth(&mut self, key: &str, context: &mut Context<'_>) -> Option<Spanned<bool>> {
        let (node, pointer) = self.take(key)?;
        match node {
            Node::Bool(value) => Some(Spanned {
                value: *value,
                pointer,
            }),
            other => {
                context.wrong_type(&pointer, key, TRUTH, other);
                None
            }
        }
    }

    pub(super) fn integer(&mut self, key: &str, context: &mut Context<'_>) -> Option<Spanned<i64>> {
        let (node, pointer) = self.take(key)?;
        let value = match node {
            Node::Int(value) => i64::try_from(*value).ok(),
            _ => None,
        };
        match value {
            Some(value) => Some(Spanned { value, pointer }),
            None => {
                context.wrong_type(&pointer, key, "a 64-bit integer", node);
                None
            }
        }
    }

    pub(super) fn count(&mut self, key: &str, context: &mut Context<'_>) -> Option<Spanned<u64>> {
        let (node, pointer) = self.take(key)?;
        let value = match node {
            Node::Int(value) => u64::try_from(*value).ok(),
            // `2.0` is an integer to JSON Schema.
            Node::Float(value) if value.fract() == 0.0 => format!("{value:.0}").parse().ok(),
            _ => None,
        };
        match value {
            Some(value) => Some(Spanned { value, pointer }),
            None => {
                context.wrong_type(&pointer, key, "a non-negative integer", node);
                None
            }
        }
    }

    pub(super) fn list(
        &mut self,
        key: &str,
        context: &mut Context<'_>,
    ) -> Option<(&'a [Node], Pointer)> {
        let (node, pointer) = self.take(key)?;
        match node {
            Node::Array(items) => Some((items, pointer)),
            other => {
                context.wrong_type(&pointer, key, "a list", other);
                None
            }
        }
    }

    pub(super) fn strings(
        &mut self,
        key: &str,
        context: &mut Context<'_>,
    ) -> Option<Vec<Spanned<String>>> {
        let (items, pointer) = self.list(key, context)?;
        let mut texts = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let pointer = pointer.index(index);
            match item {
                Node::String(value) => texts.push(Spanned {
                    value: value.clone(),
                    pointer,
                }),
                other => context.wrong_type(&pointer, key, "a list of strings", other),
            }
        }
        Some(texts)
    }

    pub(super) fn mapping(
        &mut self,
        key: &str,
        context: &mut Context<'_>,
    ) -> Option<impl Iterator<Item = (&'a str, &'a Node, Pointer)> + use<'a>> {
        let (node, pointer) = self.take(key)?;
        entries(node, pointer, key, context)
    }

    /// Tells keys of OpenAPI that describe something of which the output has nothing.
    pub(super) fn unused(&mut self, keys: &[&str], context: &mut Context<'_>) {
        for key in keys {
            let Some((node, at)) = self.take(key) else {
                continue;
            };
            let is_empty = match node {
                Node::Object(entries) => entries.is_empty(),
                Node::Array(items) => items.is_empty(),
                other => *other == Node::Null,
            };
            if !is_empty {
                context.findings.push(
                    Finding::new(
                        &lint::UNUSED_PART,
                        Place::key(context.file, at),
                        format!("`{key}` has no effect on the output"),
                    )
                    .help("describe it in words where a caller needs to know of it"),
                );
            }
        }
    }

    /// Tells every key that nobody took: `ignored` ones and extensions (`x-…`) pass in silence.
    pub(super) fn finish(self, known: &[&str], ignored: &[&str], context: &mut Context<'_>) {
        for (entry, taken) in self.entries.iter().zip(self.taken) {
            let key = entry.key.as_str();
            if taken || key.starts_with("x-") || ignored.contains(&key) {
                continue;
            }
            let place = Place::key(context.file, self.pointer.key(key));
            let mut finding = Finding::new(
                &lint::UNKNOWN_KEY,
                place,
                format!("unknown key `{key}` is ignored"),
            );
            let candidates = known.iter().chain(ignored).copied();
            finding = match nearest(key, candidates, Likeness::Close) {
                Some(candidate) => finding.help(format!("did you mean `{candidate}`?")),
                None => finding.help("remove it, or prefix it with `x-` if it is a note"),
            };
            context.findings.push(finding);
        }
    }
}

/// The members of a mapping, each name once.
pub(super) fn entries<'a>(
    node: &'a Node,
    pointer: Pointer,
    name: &str,
    context: &mut Context<'_>,
) -> Option<impl Iterator<Item = (&'a str, &'a Node, Pointer)> + use<'a>> {
    let Node::Object(entries) = node else {
        context.wrong_type(&pointer, name, "a mapping", node);
        return None;
    };
    let mut seen = HashSet::new();
    let repeats = has_repeated_key(entries);
    Some(
        entries
            .iter()
            .filter(|entry| !repeats || seen.insert(entry.key.as_str()))
            .map(|entry| (entry.key.as_str(), &entry.value, pointer.key(&entry.key)))
            .collect::<Vec<_>>()
            .into_iter(),
    )
}

/// Whether a key of a mapping was written twice.
pub(super) fn has_repeated_key(entries: &[Entry]) -> bool {
    // Most mappings are small, and comparing is quicker than hashing there.
    const SMALL: usize = 12;
    if entries.len() > SMALL {
        let mut seen = HashSet::with_capacity(entries.len());
        return !entries.iter().all(|entry| seen.insert(entry.key.as_str()));
    }
    let mut rest = entries;
    while let Some((first, others)) = rest.split_first() {
        if others.iter().any(|other| other.key == first.key) {
            return true;
        }
        rest = others;
    }
    false
}
