//! Request bodies, replies, parameters, examples and paths that stand in another document of the folder: they are brought in
//! before a document is read, and what they refer to is referred to from here.
//!
//! A reference that cannot be brought in stays as it is, and its reader reports it. Schemas are not brought in: they
//! become types of their own.

use std::collections::HashMap;

use super::envelope;
use super::{Discriminator, Reference};
use crate::source::{Entry, FileId, Node, Sources, parse};

/// How many references may lead to one another.
const DEEPEST: usize = 16;

/// How many values a document may bring in, so that a small file cannot fill the memory.
const MOST: usize = 1_000_000;

/// Keys whose values hold no such part, or are data.
const CLOSED: &[&str] = &[
    "schema",
    "schemas",
    "example",
    "value",
    "headers",
    "links",
    "callbacks",
];

/// Keys of a schema whose members have names rather than keywords.
const NAMED: &[&str] = &[
    "properties",
    "patternProperties",
    "schemas",
    "$defs",
    "definitions",
    "responses",
    "examples",
];

/// Keys whose values are data, in which `$ref` is a name like any other.
const DATA: &[&str] = &["example", "value", "default", "enum", "const"];

/// Brings the parts from elsewhere into a document.
pub(super) fn bring_in(root: &mut Node, file: FileId, sources: &Sources) {
    bring_in_at_most(MOST, root, file, sources);
}

/// The same with no more than that many values.
fn bring_in_at_most(most: usize, root: &mut Node, file: FileId, sources: &Sources) {
    let relative = sources.get(file).relative.as_str();
    let folder = relative.rsplit_once('/').map_or("", |(folder, _)| folder);
    Elsewhere {
        folder,
        sources,
        read: HashMap::new(),
        left: most,
        open: Vec::new(),
    }
    .visit(root);
}

struct Elsewhere<'s> {
    folder: &'s str,
    sources: &'s Sources,
    /// The documents that were read, by their paths in the folder.
    read: HashMap<String, Option<Node>>,
    left: usize,
    /// The references that are being followed.
    open: Vec<String>,
}

impl Elsewhere<'_> {
    fn visit(&mut self, node: &mut Node) {
        if let Some(Node::String(text)) = node.member("$ref")
            && !text.starts_with('#')
        {
            let text = text.clone();
            if self.open.len() < DEEPEST
                && !self.open.contains(&text)
                && let Some(found) = self.find(&text)
            {
                *node = found;
                self.open.push(text);
                self.visit(node);
                self.open.pop();
            }
            return;
        }
        match node {
            Node::Array(items) => items.iter_mut().for_each(|item| self.visit(item)),
            Node::Object(entries) => {
                for Entry { key, value } in entries {
                    if !CLOSED.contains(&key.as_str()) {
                        self.visit(value);
                    }
                }
            }
            _ => {}
        }
    }

    /// What a reference leads to, as it reads from the document that refers to it.
    fn find(&mut self, text: &str) -> Option<Node> {
        let reference = Reference::parse(text);
        let pointer = reference.pointer?;
        let path = reference.path.strip_prefix("./").unwrap_or(&reference.path);
        if !self.read.contains_key(path) {
            let node = self.parse(path);
            self.read.insert(path.to_owned(), node);
        }
        let root = self.read.get(path)?.as_ref()?;
        let found = envelope::unwrap(root).0.at(&pointer)?;
        let (written, _) = text.split_once('#').unwrap_or((text, ""));
        let mut left = self.left;
        let moved = moved(found, written, false, &mut left)?;
        self.left = left;
        Some(moved)
    }

    fn parse(&self, path: &str) -> Option<Node> {
        let relative = match self.folder {
            "" => path.to_owned(),
            folder => format!("{folder}/{path}"),
        };
        parse(self.sources.named(&relative)?).ok()
    }
}

/// A part of the document `path`, its references to that document written out. `None` when it has more values than are `left`.
fn moved(node: &Node, path: &str, has_names: bool, left: &mut usize) -> Option<Node> {
    *left = left.checked_sub(1)?;
    Some(match node {
        Node::Array(items) => Node::Array(
            items
                .iter()
                .map(|item| moved(item, path, false, left))
                .collect::<Option<_>>()?,
        ),
        Node::Object(entries) => Node::Object(
            entries
                .iter()
                .map(|Entry { key, value }| {
                    let value = match (key.as_str(), value) {
                        _ if has_names => moved(value, path, false, left)?,
                        ("$ref", Node::String(text)) => {
                            Node::String(called_from_outside(text, path))
                        }
                        ("mapping", Node::Object(targets)) => Node::Object(
                            targets
                                .iter()
                                .map(|target| moved_target(target, path))
                                .collect(),
                        ),
                        (key, value) if DATA.contains(&key) => value.clone(),
                        (key, value) => moved(value, path, NAMED.contains(&key), left)?,
                    };
                    Some(Entry {
                        key: key.clone(),
                        value,
                    })
                })
                .collect::<Option<_>>()?,
        ),
        other => other.clone(),
    })
}

/// A target of a discriminator, as it is called from another document.
fn moved_target(target: &Entry, path: &str) -> Entry {
    let value = match &target.value {
        Node::String(text) => {
            Node::String(called_from_outside(&Discriminator::reference(text), path))
        }
        other => other.clone(),
    };
    Entry {
        key: target.key.clone(),
        value,
    }
}

/// A reference of the document `path`, as it is written in another document.
fn called_from_outside(reference: &str, path: &str) -> String {
    match reference.starts_with('#') {
        true => format!("{path}{reference}"),
        false => reference.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Format, SourceFile};

    fn brought_in(own: &str, other: &str) -> (Node, Node) {
        let mut sources = Sources::default();
        let mut add = |relative: &str, text: &str| {
            let relative = format!("demo/2020-01-01/{relative}");
            let text = text.to_owned();
            sources.add(SourceFile::new(
                relative.clone(),
                relative,
                Format::Yaml,
                text,
            ))
        };
        let file = add("own.yaml", own);
        add("other.yaml", other);
        let written = parse(sources.get(file)).unwrap_or(Node::Null);
        let mut read = written.clone();
        bring_in_at_most(1000, &mut read, file, &sources);
        (written, read)
    }

    #[test]
    fn references_are_moved_and_data_is_not() {
        let other = "body: { schema: { properties: { default: { $ref: '#/a' }, b: { $ref: './third.yaml#/b' } }, default: { $ref: '#/a' }, \
                     discriminator: { mapping: { x: Cat, y: '#/b', z: './third.yaml#/c' } } }, example: { $ref: '#/a' } }";
        let (_, read) = brought_in("requestBody: { $ref: './other.yaml#/body' }", other);
        let (expected, _) = brought_in(
            "requestBody: { schema: { properties: { default: { $ref: './other.yaml#/a' }, b: { $ref: './third.yaml#/b' } }, default: { $ref: '#/a' }, \
             discriminator: { mapping: { x: './other.yaml#/components/schemas/Cat', y: './other.yaml#/b', z: './third.yaml#/c' } } }, \
             example: { $ref: '#/a' } }",
            "",
        );
        assert_eq!(read, expected);
    }

    #[test]
    fn circles_and_floods_end() {
        let own = "requestBody: { $ref: 'other.yaml#/a' }";
        let (written, read) = brought_in(own, "a: { $ref: '#/b' }\nb: { $ref: '#/a' }");
        assert_eq!(read, written);
        let fan = (0..12).map(|level| {
            let next = format!("{{ $ref: '#/l{}' }}", level + 1);
            format!("l{level}: [{}]\n", vec![next; 10].join(", "))
        });
        let flood: String = fan.chain(["l12: [1]\n".to_owned()]).collect();
        let (written, read) = brought_in("requestBody: { $ref: 'other.yaml#/l0' }", &flood);
        assert_ne!(read, written);
    }
}
