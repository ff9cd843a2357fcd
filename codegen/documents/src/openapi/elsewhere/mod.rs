//! Request bodies, replies, parameters, examples and paths that stand in another document of the folder: they are brought in
//! before a document is read, and what they refer to is referred to from here.
//!
//! A reference that cannot be brought in stays as it is, and its reader reports it with the reason that is given here. Schemas are not brought in, since they
//! become types of their own; those that stand for error codes are.

mod moved;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use self::moved::moved;
use super::Reference;
use super::envelope;
use super::error_code::{FACTS, is_failure, wraps_codes};
use super::fields::{Unfollowed, is_lost_beside_reference, is_version_3_0, without_effect};
use crate::diagnostics::{Findings, lint};
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

/// A document with the parts from elsewhere in it.
pub(super) struct Whole {
    pub(super) root: Arc<Node>,
    /// References that stayed as they were although they lead to something, by their texts.
    pub(super) unfollowed: HashMap<String, Unfollowed>,
}

/// The document with the parts from elsewhere in it. Its file remembers where they are written.
pub(super) fn bring_in(
    root: &Arc<Node>,
    file: FileId,
    sources: &Sources,
    findings: &mut Findings,
) -> Whole {
    if !leads_elsewhere(root) {
        return Whole {
            root: Arc::clone(root),
            unfollowed: HashMap::new(),
        };
    }
    bring_in_at_most(MOST, root, file, sources, findings)
}

/// The same with no more than that many values.
fn bring_in_at_most(
    most: usize,
    root: &Node,
    file: FileId,
    sources: &Sources,
    findings: &mut Findings,
) -> Whole {
    let source = sources.get(file);
    let mut elsewhere = Elsewhere {
        file,
        is_version_3_0: is_version_3_0(envelope::unwrap(root).0),
        sources,
        files: HashMap::new(),
        left: most,
        open: Vec::new(),
        brought_in: Vec::new(),
        unfollowed: HashMap::new(),
        findings,
    };
    let mut whole = root.clone();
    elsewhere.visit(&mut whole, &Pointer::root(), Within::Part);
    source.remember(elsewhere.brought_in);
    Whole {
        root: Arc::new(whole),
        unfollowed: elsewhere.unfollowed,
    }
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
    file: FileId,
    is_version_3_0: bool,
    sources: &'s Sources,
    /// The documents that were referred to, by their paths in the folder of all documents.
    files: HashMap<String, Option<FileId>>,
    left: usize,
    /// The references that are being followed, with the files that they lead to.
    open: Vec<(String, FileId)>,
    brought_in: Vec<BroughtIn>,
    unfollowed: HashMap<String, Unfollowed>,
    findings: &'s mut Findings,
}

impl Elsewhere<'_> {
    fn visit(&mut self, node: &mut Node, at: &Pointer, within: Within) {
        if let Some(Node::String(text)) = node.member("$ref")
            && (within == Within::Codes || !text.starts_with('#'))
        {
            let text = text.clone();
            let circle = self.open.iter().position(|(open, _)| *open == text);
            if circle.is_some() && within == Within::Codes {
                // It has no code that was not met before.
                *node = Node::Object(Vec::new());
            } else if let Some(start) = circle {
                let unfollowed = self.circular(start);
                self.unfollowed.insert(text, unfollowed);
            } else if let Some((mut found, file, pointer)) = self.find(&text) {
                if within != Within::Codes {
                    self.report_beside(node, at);
                    if !self.is_version_3_0 {
                        describe(&mut found, node);
                    }
                }
                *node = found;
                self.brought_in.push(BroughtIn {
                    at: at.clone(),
                    file,
                    pointer,
                });
                self.open.push((text, file));
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
        let is_lost = |key: &&str| is_lost_beside_reference(key, self.is_version_3_0);
        for key in keys.filter(is_lost) {
            let place = Place::key(self.file, at.key(key));
            let place = BroughtIn::origin(&self.brought_in, &place).unwrap_or(place);
            // By its bytes: in the tree, what was brought in takes its place.
            let start = locate(self.sources.get(place.file), &place.spot).start;
            let place = Place::offset(place.file, start);
            self.findings.push(without_effect(key, place));
        }
    }

    /// What is wrong with the reference that was followed as the `start`th of those that are being followed, and comes again.
    fn circular(&self, start: usize) -> Unfollowed {
        let circle = self.open.get(start..).unwrap_or_default().iter();
        let files = circle.map(|(_, file)| self.sources.get(*file).relative.as_str());
        Unfollowed {
            lint: &lint::REFERENCE_CYCLE,
            reason: format!("leads back to itself{}", Reference::circle(files)),
            help: "replace one of the references on this circle with what it stands for",
        }
    }

    /// What a reference leads to, as it reads from the document that refers to it, and where that stands. What it leads to and is
    /// too much to bring in is noted.
    fn find(&mut self, text: &str) -> Option<(Node, FileId, Pointer)> {
        let reference = Reference::parse(text);
        let pointer = reference.pointer.clone()?;
        let file = if reference.path.is_empty() {
            self.file
        } else {
            self.named(&reference)?
        };
        let root = self.sources.get(file).parsed().ok()?;
        let (document, base) = envelope::unwrap(root);
        let found = document.at(&pointer)?;
        let (written, _) = text.split_once('#').unwrap_or((text, ""));
        let mut left = self.left;
        let refused = if self.open.len() >= DEEPEST {
            let reason = format!("is the last of more than {DEEPEST} references in a row");
            (reason, "refer to what the last of them refers to")
        } else if let Some(moved) = moved(found, written, false, &mut left) {
            self.left = left;
            return Some((moved, file, base.join(&pointer)));
        } else {
            let reason = format!("brings more than {MOST} values into this document");
            (reason, "split the document, or refer to less")
        };
        let (reason, help) = refused;
        let unfollowed = Unfollowed {
            lint: &lint::UNSUPPORTED_CONSTRUCT,
            reason,
            help,
        };
        self.unfollowed.insert(text.to_owned(), unfollowed);
        None
    }

    fn named(&mut self, reference: &Reference<'_>) -> Option<FileId> {
        let path = reference.file_beside(&self.sources.get(self.file).relative);
        if let Some(known) = self.files.get(&path) {
            return *known;
        }
        let file = self.sources.named(&path);
        self.files.insert(path, file);
        file
    }
}

/// Gives a part the description beside the reference to it.
fn describe(part: &mut Node, reference: &Node) {
    let (Node::Object(entries), Some(description)) = (part, reference.member("description")) else {
        return;
    };
    entries.retain(|entry| entry.key != "description");
    entries.push(Entry {
        key: "description".into(),
        value: description.clone(),
    });
}
