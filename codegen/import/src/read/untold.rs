//! Types that no table tells: what the examples of the page show of them.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::Reader;
use super::layout::wrapper;
use super::masks::is_mask;
use super::rows::Row;
use crate::dialect::Scalar;
use crate::facts::{Action, Member, Shape, TypeTable};
use codegen_documents::diagnostics::{Finding, lint};
use codegen_documents::source::Node;

/// A type that the tables do not tell.
#[derive(Debug)]
pub(super) struct Untold {
    about: String,
    at: Range<usize>,
    /// What the row itself shows.
    shown: Vec<Node>,
    fallback: Fallback,
    /// What is told when no example shows it either, unless that is as it should be.
    finding: Option<Finding>,
}

/// What the document says when no example shows a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fallback {
    Json,
    Object,
    /// A map of any values.
    Map,
}

/// Deepest nesting that is followed.
const DEEPEST: usize = 24;

impl Reader<'_> {
    /// A shape that an example may tell.
    pub(super) fn untold(
        &mut self,
        about: &str,
        row: &Row,
        shown: Vec<Node>,
        fallback: Fallback,
        finding: impl Into<Option<Finding>>,
    ) -> Shape {
        self.untold.push(Untold {
            about: about.to_owned(),
            at: row.at.clone(),
            shown,
            fallback,
            finding: finding.into(),
        });
        Shape::Untold(self.untold.len() - 1)
    }

    /// Gives every untold type what the examples show of it. What none shows is told, and stays open.
    pub(super) fn settle(&mut self, action: &mut Action, requests: &[&Node], replies: &[&Node]) {
        let untold = std::mem::take(&mut self.untold);
        let mut seen = Seen {
            nodes: HashMap::new(),
            objects: BTreeMap::new(),
            types: &action.types,
        };
        for request in requests {
            seen.members(&action.body, request, 0);
        }
        for reply in replies {
            if let Some(result) = reply.member("Result") {
                seen.members(&action.result, result, 0);
                if let Some(whole) = &action.whole_result {
                    seen.shape(&whole.shape, result, 0);
                }
            } else if let Some(entry) = wrapper(&action.result, reply) {
                seen.members(&action.result, &entry.value, 0);
            } else {
                // Beside the metadata, or without anything around them.
                seen.members(&action.result, reply, 0);
            }
            seen.members(&action.beside, reply, 0);
        }
        let (mut nodes, objects) = (seen.nodes, seen.objects);
        let mut shapes: Vec<Shape> = Vec::with_capacity(untold.len());
        for (index, untold) in untold.into_iter().enumerate() {
            let mut shown = untold.shown.clone();
            shown.extend(nodes.remove(&index).unwrap_or_default());
            shapes.push(self.told(untold, &shown));
        }
        let members = [
            &mut action.query,
            &mut action.body,
            &mut action.result,
            &mut action.beside,
        ];
        let own = members.into_iter().flatten();
        let types = action.types.iter_mut().flat_map(|table| &mut table.members);
        for member in own.chain(types).chain(&mut action.whole_result) {
            replace(&mut member.shape, &shapes);
        }
        for (index, shown) in objects {
            self.complete(&mut action.types, index, &shown);
        }
    }

    /// Adds to a structure that stands on another page what only examples show of it: that page may be older.
    fn complete(&mut self, types: &mut [TypeTable], index: usize, shown: &[Node]) {
        let Some(source) = self.sources.get(index).filter(|source| source.foreign) else {
            return;
        };
        let at = source.at.clone();
        let (Some(table), Some(Shape::Object(members))) =
            (types.get_mut(index), shape_of(shown, at.start, 0))
        else {
            return;
        };
        let is_known = |member: &Member| table.members.iter().any(|own| own.name == member.name);
        let more: Vec<Member> = members
            .into_iter()
            .filter(|member| !is_known(member))
            .collect();
        if table.members.is_empty() || more.is_empty() {
            return;
        }
        let names: Vec<&str> = more.iter().map(|member| member.name.as_str()).collect();
        let message = format!(
            "only an example shows that `{}` also has `{}`",
            table.name,
            names.join("`, `")
        );
        self.tell(
            Finding::new(&lint::PAGE_TYPE_FROM_EXAMPLE, self.place(&at), message)
                .help("the document has them as the example does; check whether the page of the structure is older than the page of the action"),
        );
        table.members.extend(more);
    }

    fn told(&mut self, untold: Untold, shown: &[Node]) -> Shape {
        let shape = shape_of(shown, untold.at.start, 0).filter(|shape| match untold.fallback {
            // An empty object shows no member, and a text is no object.
            Fallback::Object => matches!(shape, Shape::Object(_) | Shape::List(_)),
            Fallback::Map => matches!(shape, Shape::Object(_) | Shape::List(_)),
            Fallback::Json => *shape != Shape::Json,
        });
        let Some(shape) = shape else {
            untold
                .finding
                .into_iter()
                .for_each(|finding| self.tell(finding));
            return match untold.fallback {
                Fallback::Json => Shape::Json,
                Fallback::Object => Shape::AnyObject,
                Fallback::Map => Shape::Map(Box::new(Shape::Json)),
            };
        };
        let about = &untold.about;
        if untold.fallback == Fallback::Object && matches!(shape, Shape::List(_)) {
            self.tell(
                Finding::new(
                    &lint::PAGE_EXAMPLE_DIFFERS,
                    self.place(&untold.at),
                    format!("`{about}` is an object in its table, but a list in an example"),
                )
                .help("the document has a list, as the example does; check which of the two is correct"),
            );
        }
        let names = members_of(&shape);
        let message = if names.is_empty() {
            format!("only an example shows what `{about}` holds")
        } else {
            format!(
                "only an example shows what members `{about}` has: `{}`",
                names.join("`, `")
            )
        };
        self.tell(
            Finding::new(
                &lint::PAGE_TYPE_FROM_EXAMPLE,
                self.place(&untold.at),
                message,
            )
            .help("the document follows the example, which may lack members; check it"),
        );
        shape
    }
}

fn members_of(shape: &Shape) -> Vec<&str> {
    match shape {
        Shape::List(item) | Shape::Map(item) => members_of(item),
        Shape::Object(members) => members.iter().map(|member| member.name.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// What examples show of untold types, by their numbers.
struct Seen<'a> {
    nodes: HashMap<usize, Vec<Node>>,
    /// The objects that they show of structures with a table, by its number.
    objects: BTreeMap<usize, Vec<Node>>,
    types: &'a [TypeTable],
}

impl Seen<'_> {
    fn members(&mut self, members: &[Member], node: &Node, depth: usize) {
        for member in members {
            if let Some(value) = node.member(&member.name) {
                self.shape(&member.shape, value, depth + 1);
            }
        }
    }

    fn shape(&mut self, shape: &Shape, node: &Node, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match (shape, node) {
            (Shape::Untold(index), node) => {
                self.nodes.entry(*index).or_default().push(node.clone());
            }
            (Shape::List(item), Node::Array(items)) => {
                items
                    .iter()
                    .for_each(|node| self.shape(item, node, depth + 1));
            }
            (Shape::Map(value), Node::Object(entries)) => {
                entries
                    .iter()
                    .for_each(|entry| self.shape(value, &entry.value, depth + 1));
            }
            // Whether there are several of them is told elsewhere.
            (Shape::List(item), Node::Object(_)) => self.shape(item, node, depth + 1),
            (Shape::Object(_) | Shape::Type(_), Node::Array(items)) => {
                items
                    .iter()
                    .for_each(|node| self.shape(shape, node, depth + 1));
            }
            (Shape::Object(members), node) => self.members(members, node, depth),
            (Shape::Type(index), node) => {
                let types = self.types;
                self.objects.entry(*index).or_default().push(node.clone());
                if let Some(table) = types.get(*index) {
                    self.members(&table.members, node, depth);
                }
            }
            _ => {}
        }
    }
}

fn replace(shape: &mut Shape, shapes: &[Shape]) {
    match shape {
        Shape::Untold(index) => *shape = shapes.get(*index).cloned().unwrap_or(Shape::Json),
        Shape::List(inner) | Shape::Map(inner) => replace(inner, shapes),
        Shape::Object(members) => members
            .iter_mut()
            .for_each(|member| replace(&mut member.shape, shapes)),
        Shape::Scalar(_) | Shape::Type(_) | Shape::AnyObject | Shape::Json => {}
    }
}

/// The shape that all values have. `None` when they show nothing.
pub(super) fn shape_of(nodes: &[Node], at: usize, depth: usize) -> Option<Shape> {
    let says_nothing = |node: &Node| *node == Node::Null || is_mask(node);
    let shown: Vec<&Node> = nodes.iter().filter(|node| !says_nothing(node)).collect();
    let all = |test: fn(&Node) -> bool| shown.iter().all(|node| test(node));
    if shown.is_empty() || depth > DEEPEST {
        return None;
    }
    let shape = if all(|node| matches!(node, Node::Int(_))) {
        Shape::Scalar(Scalar::Int64)
    } else if all(|node| matches!(node, Node::Int(_) | Node::Float(_))) {
        Shape::Scalar(Scalar::Double)
    } else if all(|node| matches!(node, Node::String(_))) {
        Shape::Scalar(Scalar::String)
    } else if all(|node| matches!(node, Node::Bool(_))) {
        Shape::Scalar(Scalar::Bool)
    } else if all(|node| matches!(node, Node::Array(_))) {
        let items: Vec<Node> = shown
            .iter()
            .filter_map(|node| match node {
                Node::Array(items) => Some(items.clone()),
                _ => None,
            })
            .flatten()
            .collect();
        Shape::List(Box::new(
            shape_of(&items, at, depth + 1).unwrap_or(Shape::Json),
        ))
    } else if all(|node| matches!(node, Node::Object(_))) {
        object_of(&shown, at, depth)
    } else {
        Shape::Json
    };
    Some(shape)
}

fn object_of(shown: &[&Node], at: usize, depth: usize) -> Shape {
    let mut names: Vec<String> = Vec::new();
    let mut values: HashMap<&str, Vec<Node>> = HashMap::new();
    let entries = shown.iter().filter_map(|node| match node {
        Node::Object(entries) => Some(entries),
        _ => None,
    });
    for entry in entries.flatten() {
        let known = values.entry(&entry.key).or_default();
        if known.is_empty() {
            names.push(entry.key.clone());
        }
        known.push(entry.value.clone());
    }
    // Keys that are no names are data.
    let is_name = |name: &String| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
    };
    if names.is_empty() || !names.iter().all(is_name) {
        return Shape::AnyObject;
    }
    let members = names.into_iter().map(|name| {
        let values = values.remove(name.as_str()).unwrap_or_default();
        let shape = shape_of(&values, at, depth + 1).unwrap_or(Shape::Json);
        Member::bare(&name, shape, at)
    });
    Shape::Object(members.collect())
}

/// What the example of a row shows, if it is JSON.
pub(super) fn shown_by(row: &Row) -> Option<Node> {
    let text = row.example.text.trim().trim_matches('`');
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let read = super::lenient::read(text).ok()?;
    text.get(read.end..)?
        .trim()
        .is_empty()
        .then_some(read.value)
}
