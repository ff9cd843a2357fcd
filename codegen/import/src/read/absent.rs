//! Members of a reply that an example of the page lacks, or has as `null`: they are not in every reply.

use std::collections::HashSet;

use crate::facts::{Action, Member, Shape, TypeTable};
use codegen_documents::source::Node;

/// Deepest nesting that is followed.
const DEEPEST: usize = 32;

/// Makes the members of `Result` optional that an example lacks. A list or a map that is missing is an empty one.
pub(super) fn loosen(action: &mut Action, result: &Node) {
    let mut sent = HashSet::new();
    for member in action.query.iter().chain(&action.body) {
        reach(&member.shape, &action.types, &mut sent);
    }
    let mut loosener = Loosener {
        types: &mut action.types,
        sent,
    };
    match &mut action.whole_result {
        Some(whole) => loosener.shape(&mut whole.shape, result, 0),
        None => loosener.members(&mut action.result, result, 0),
    }
}

/// Adds the types to a set that a shape leads to.
fn reach(shape: &Shape, types: &[TypeTable], found: &mut HashSet<usize>) {
    match shape {
        Shape::List(inner) | Shape::Map(inner) => return reach(inner, types, found),
        Shape::Type(index) if !found.insert(*index) => return,
        _ => {}
    }
    for member in shape.members(types).unwrap_or_default() {
        reach(&member.shape, types, found);
    }
}

struct Loosener<'a> {
    types: &'a mut Vec<TypeTable>,
    /// Types of requests: what must be sent is no matter of a reply.
    sent: HashSet<usize>,
}

impl Loosener<'_> {
    fn members(&mut self, members: &mut [Member], node: &Node, depth: usize) {
        // An empty object stands for one that was left out.
        let Node::Object(entries) = node else { return };
        if entries.is_empty() {
            return;
        }
        for member in members {
            let shown = entries.iter().find(|entry| entry.key == member.name);
            match shown.filter(|entry| entry.value != Node::Null) {
                Some(entry) => self.shape(&mut member.shape, &entry.value, depth + 1),
                None if matches!(member.shape, Shape::List(_) | Shape::Map(_)) => {}
                None => member.required = false,
            }
        }
    }

    fn shape(&mut self, shape: &mut Shape, node: &Node, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match (shape, node) {
            (Shape::List(item), Node::Array(items)) => {
                for node in items {
                    self.shape(item, node, depth + 1);
                }
            }
            (Shape::Map(value), Node::Object(entries)) => {
                for entry in entries {
                    self.shape(value, &entry.value, depth + 1);
                }
            }
            (Shape::Object(members), node) => self.members(members, node, depth),
            (Shape::Type(index), node) if !self.sent.contains(index) => {
                let index = *index;
                let Some(table) = self.types.get_mut(index) else {
                    return;
                };
                let mut members = std::mem::take(&mut table.members);
                self.members(&mut members, node, depth);
                if let Some(table) = self.types.get_mut(index) {
                    table.members = members;
                }
            }
            _ => {}
        }
    }
}
