//! Request bodies, replies, parameters, examples and paths that stand in another document of the folder: they are brought in
//! before a document is read, and what they refer to is referred to from here.
//!
//! A reference that cannot be brought in stays as it is, and its reader reports it. Schemas are not brought in, since they
//! become types of their own; those that stand for error codes are.

use std::collections::HashMap;
use std::sync::Arc;

use super::envelope;
use super::error_code::{FACTS, is_failure, wraps_codes};
use super::fields::{is_lost_beside_reference, without_effect};
use super::{Discriminator, Reference};
use crate::diagnostics::Findings;
use crate::source::{BroughtIn, Entry, FileId, Node, Place, Pointer, Sources, locate};

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

/// Keys whose members have names rather than keywords, and hold such parts.
const COLLECTIONS: &[&str] = &[
    "paths",
    "pathItems",
    "parameters",
    "requestBodies",
    "responses",
    "examples",
    "content",
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

/// The document with the parts from elsewhere in it. Its file remembers where they are written.
pub(super) fn bring_in(
    root: &Arc<Node>,
    file: FileId,
    sources: &Sources,
    findings: &mut Findings,
) -> Arc<Node> {
    if !leads_elsewhere(root) {
        return Arc::clone(root);
    }
    Arc::new(bring_in_at_most(MOST, root, file, sources, findings))
}

/// The same with no more than that many values.
fn bring_in_at_most(
    most: usize,
    root: &Node,
    file: FileId,
    sources: &Sources,
    findings: &mut Findings,
) -> Node {
    let source = sources.get(file);
    let folder = source.relative.rsplit_once('/');
    let mut elsewhere = Elsewhere {
        folder: folder.map_or("", |(folder, _)| folder),
        file,
        sources,
        files: HashMap::new(),
        left: most,
        open: Vec::new(),
        brought_in: Vec::new(),
        findings,
    };
    let mut whole = root.clone();
    elsewhere.visit(&mut whole, &Pointer::root(), Within::Part);
    source.remember(elsewhere.brought_in);
    whole
}

/// Whether a document has a reference to another one.
fn leads_elsewhere(node: &Node) -> bool {
    match node {
        Node::Array(items) => items.iter().any(leads_elsewhere),
        Node::Object(entries) => entries.iter().any(|Entry { key, value }| match value {
            Node::String(text) => key == "$ref" && !text.starts_with('#'),
            value => leads_elsewhere(value),
        }),
        _ => false,
    }
}

/// What a value is, as far as it matters for what is brought in.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    /// Part of a document.
    Part,
    /// Such parts, by their names.
    Collection,
    /// Replies, by their statuses.
    Replies,
    /// Error codes and what wraps them. They are read from schemas, so these are brought in here, and so is what stands in this
    /// very document, since it may lead elsewhere.
    Codes,
    /// What is said of an error code, each a schema.
    Facts,
}

impl Within {
    /// What the member of that key is; `None` if nothing in it is brought in.
    fn member(self, key: &str) -> Option<Self> {
        match self {
            Self::Codes if key == "properties" => Some(Self::Facts),
            Self::Codes => wraps_codes(key).then_some(Self::Codes),
            Self::Facts => FACTS.contains(&key).then_some(Self::Codes),
            _ if key == "x-error-code" => Some(Self::Codes),
            Self::Replies if is_failure(key) => Some(Self::Codes),
            Self::Replies | Self::Collection => Some(Self::Part),
            Self::Part if CLOSED.contains(&key) => None,
            Self::Part if key == "responses" => Some(Self::Replies),
            Self::Part if COLLECTIONS.contains(&key) => Some(Self::Collection),
            Self::Part => Some(Self::Part),
        }
    }
}

struct Elsewhere<'s> {
    folder: &'s str,
    file: FileId,
    sources: &'s Sources,
    /// The documents that were referred to, by their paths in the folder.
    files: HashMap<String, Option<FileId>>,
    left: usize,
    /// The references that are being followed.
    open: Vec<String>,
    brought_in: Vec<BroughtIn>,
    findings: &'s mut Findings,
}

impl Elsewhere<'_> {
    fn visit(&mut self, node: &mut Node, at: &Pointer, within: Within) {
        if let Some(Node::String(text)) = node.member("$ref")
            && (within == Within::Codes || !text.starts_with('#'))
        {
            let text = text.clone();
            let is_circular = self.open.contains(&text);
            if is_circular && within == Within::Codes {
                // It has no code that was not met before.
                *node = Node::Object(Vec::new());
            } else if self.open.len() < DEEPEST
                && !is_circular
                && let Some((found, file, pointer)) = self.find(&text)
            {
                if within != Within::Codes {
                    self.report_beside(node, at);
                }
                *node = found;
                self.brought_in.push(BroughtIn {
                    at: at.clone(),
                    file,
                    pointer,
                });
                self.open.push(text);
                self.visit(node, at, within);
                self.open.pop();
            }
            return;
        }
        match node {
            Node::Array(items) => {
                let within = match within {
                    Within::Codes => Within::Codes,
                    _ => Within::Part,
                };
                for (index, item) in items.iter_mut().enumerate() {
                    self.visit(item, &at.index(index), within);
                }
            }
            Node::Object(entries) => {
                for Entry { key, value } in entries {
                    if let (Some(within), Node::Array(_) | Node::Object(_)) =
                        (within.member(key), &value)
                    {
                        self.visit(value, &at.key(key), within);
                    }
                }
            }
            _ => {}
        }
    }

    /// Reports what stands beside a reference that is followed.
    fn report_beside(&mut self, node: &Node, at: &Pointer) {
        let Node::Object(entries) = node else {
            return;
        };
        let keys = entries.iter().map(|entry| entry.key.as_str());
        for key in keys.filter(|key| is_lost_beside_reference(key)) {
            let place = Place::key(self.file, at.key(key));
            let place = BroughtIn::origin(&self.brought_in, &place).unwrap_or(place);
            // By its bytes: in the tree, what was brought in takes its place.
            let start = locate(self.sources.get(place.file), &place.spot).start;
            let place = Place::offset(place.file, start);
            self.findings.push(without_effect(key, place));
        }
    }

    /// What a reference leads to, as it reads from the document that refers to it, and where that stands.
    fn find(&mut self, text: &str) -> Option<(Node, FileId, Pointer)> {
        let reference = Reference::parse(text);
        let pointer = reference.pointer?;
        let path = reference.path.strip_prefix("./").unwrap_or(&reference.path);
        let file = match path {
            "" => self.file,
            path => self.named(path)?,
        };
        let root = self.sources.get(file).parsed().ok()?;
        let (document, base) = envelope::unwrap(root);
        let found = document.at(&pointer)?;
        let (written, _) = text.split_once('#').unwrap_or((text, ""));
        let mut left = self.left;
        let moved = moved(found, written, false, &mut left)?;
        self.left = left;
        Some((moved, file, base.join(&pointer)))
    }

    fn named(&mut self, path: &str) -> Option<FileId> {
        if let Some(known) = self.files.get(path) {
            return *known;
        }
        let relative = match self.folder {
            "" => path.to_owned(),
            folder => format!("{folder}/{path}"),
        };
        let file = self.sources.named(&relative);
        self.files.insert(path.to_owned(), file);
        file
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
    #![allow(
        clippy::unwrap_used,
        reason = "a test that cannot go on has failed, and says where"
    )]

    use super::*;
    use crate::source::{Format, SourceFile};

    fn file(name: &str, text: &str) -> SourceFile {
        let relative = format!("demo/2020-01-01/{name}");
        SourceFile::new(relative.clone(), relative, Format::Yaml, text.to_owned())
    }

    /// A document before and after parts of another one are brought in.
    fn read_beside(own: &str, other: SourceFile) -> (Node, Node) {
        let mut sources = Sources::default();
        let file = sources.add(file("own.yaml", own));
        sources.add(other);
        let written = Node::clone(sources.get(file).parsed().unwrap());
        let read = bring_in_at_most(1000, &written, file, &sources, &mut Findings::new());
        (written, read)
    }

    fn brought_in(own: &str, other: &str) -> (Node, Node) {
        read_beside(own, file("other.yaml", other))
    }

    #[test]
    fn the_other_document_is_read_once() {
        let mut other = file("other.yaml", "body: { content: {} }");
        assert!(other.parsed().is_ok());
        // Whoever read it again would find nothing.
        other.text.clear();
        let (_, read) = read_beside("requestBody: { $ref: './other.yaml#/body' }", other);
        let (expected, _) = brought_in("requestBody: { content: {} }", "");
        assert_eq!(read, expected);
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
