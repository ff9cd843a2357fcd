//! Documents that refer to each other.

use std::path::{Component, Path};

use super::At;
use codegen_documents::source::{FileId, Node, Pointer, Token};

/// Longest chain of references that is followed.
const LONGEST_CHAIN: usize = 32;

/// A document and those beside it to which it refers.
#[derive(Debug)]
pub(in crate::update) struct Library {
    files: Vec<Shelf>,
}

#[derive(Debug)]
struct Shelf {
    name: String,
    file: FileId,
    root: Node,
    base: Pointer,
}

impl Library {
    /// A document alone.
    pub(in crate::update) fn of(file: FileId, root: Node) -> Self {
        let mut library = Self { files: Vec::new() };
        library.add(String::new(), file, root);
        library
    }

    /// Takes in a document by the name under which others refer to it.
    pub(in crate::update) fn add(&mut self, name: String, file: FileId, root: Node) {
        let base = envelope(&root);
        self.files.push(Shelf {
            name,
            file,
            root,
            base,
        });
    }

    /// Names of documents that are referred to and not there.
    pub(in crate::update) fn missing(&self) -> Vec<String> {
        let mut names = Vec::new();
        for shelf in &self.files {
            collect_files(&shelf.root, &mut names);
        }
        names.retain(|name| self.files.iter().all(|shelf| shelf.name != *name));
        names.sort();
        names.dedup();
        names
    }

    /// The document itself, from where its content begins.
    pub(in crate::update) fn own(&self) -> Option<(At, &Node)> {
        let shelf = self.files.first()?;
        let at = At {
            file: shelf.file,
            pointer: shelf.base.clone(),
        };
        Some((at, node_at(&shelf.root, &shelf.base)?))
    }

    /// The value at a place.
    pub(in crate::update) fn node(&self, at: &At) -> Option<&Node> {
        let shelf = self.files.iter().find(|shelf| shelf.file == at.file)?;
        node_at(&shelf.root, &at.pointer)
    }

    /// What a value is after all references of it were followed.
    pub(in crate::update) fn follow<'n>(
        &'n self,
        mut at: At,
        mut node: &'n Node,
    ) -> Option<(At, &'n Node)> {
        for _ in 0..LONGEST_CHAIN {
            let Some(Node::String(reference)) = node.member("$ref") else {
                return Some((at, node));
            };
            (at, node) = self.resolve(at.file, reference)?;
        }
        None
    }

    /// What a reference refers to.
    pub(in crate::update) fn resolve(&self, from: FileId, reference: &str) -> Option<(At, &Node)> {
        let (name, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        let shelf = if name.is_empty() {
            self.files.iter().find(|shelf| shelf.file == from)?
        } else {
            let name = plain_name(name);
            self.files.iter().find(|shelf| shelf.name == name)?
        };
        let pointer = Pointer::from_text(pointer)?;
        let at = At {
            file: shelf.file,
            pointer: joined(&shelf.base, &pointer),
        };
        let node = node_at(&shelf.root, &at.pointer)?;
        Some((at, node))
    }
}

/// The API Explorer delivers a document inside the envelope of its own HTTP interface.
fn envelope(root: &Node) -> Pointer {
    let inner = root
        .member("Result")
        .and_then(|result| result.member("Api"));
    match inner {
        Some(_) if root.member("openapi").is_none() => Pointer::root().key("Result").key("Api"),
        _ => Pointer::root(),
    }
}

/// A value without the Explorer's envelope.
pub(crate) fn without_envelope(root: &Node) -> &Node {
    node_at(root, &envelope(root)).unwrap_or(root)
}

/// The value at a pointer.
pub(in crate::update) fn node_at<'n>(root: &'n Node, pointer: &Pointer) -> Option<&'n Node> {
    pointer
        .tokens()
        .into_iter()
        .try_fold(root, |node, token| match (node, token) {
            (Node::Object(_), Token::Key(key)) => node.member(key),
            (Node::Array(items), Token::Index(index)) => items.get(*index),
            (Node::Array(items), Token::Key(key)) => items.get(key.parse::<usize>().ok()?),
            _ => None,
        })
}

fn joined(base: &Pointer, pointer: &Pointer) -> Pointer {
    pointer
        .tokens()
        .into_iter()
        .fold(base.clone(), |at, token| match token {
            Token::Key(key) => at.key(key),
            Token::Index(index) => at.index(*index),
        })
}

/// The name of a file in the same folder, however it was written.
fn plain_name(name: &str) -> &str {
    name.strip_prefix("./").unwrap_or(name)
}

fn collect_files(node: &Node, names: &mut Vec<String>) {
    match node {
        Node::Array(items) => items.iter().for_each(|item| collect_files(item, names)),
        Node::Object(entries) => {
            for entry in entries {
                match &entry.value {
                    Node::String(reference) if entry.key == "$ref" => {
                        let name = reference.split('#').next().unwrap_or_default();
                        let name = plain_name(name);
                        // What lies in another folder is none of this version's documents.
                        let mut steps = Path::new(name).components();
                        let single = matches!(
                            (steps.next(), steps.next()),
                            (Some(Component::Normal(_)), None)
                        );
                        if single {
                            names.push(name.to_owned());
                        }
                    }
                    value => collect_files(value, names),
                }
            }
        }
        _ => {}
    }
}
