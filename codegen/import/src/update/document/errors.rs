//! The error codes that a document lists, as facts.

use super::At;
use super::walk::{Found, Walk};
use crate::update::statement::{Kind, Value};
use codegen_documents::source::Node;

impl<'n> Walk<'n> {
    /// The list of error codes, however deep it is wrapped.
    pub(super) fn errors(&mut self, at: &At, node: &'n Node, depth: usize) {
        match node {
            Node::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.error(at.index(index), at, item);
                }
            }
            Node::Object(entries) if depth < 8 => {
                for entry in entries {
                    let wraps =
                        matches!(entry.key.as_str(), "content" | "schema" | "oneOf" | "anyOf");
                    if wraps || entry.key.contains('/') {
                        self.errors(&at.key(&entry.key), &entry.value, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    fn error(&mut self, at: At, list: &At, node: &Node) {
        let code = match node.member("code") {
            Some(Node::String(code)) => code.clone(),
            Some(Node::Int(code)) => code.to_string(),
            _ => return,
        };
        let path = format!("error.{code}");
        if self.out.site(&path).is_some() {
            return;
        }
        let mut found = Found::new(Kind::Error, &code, at.clone(), list.clone());
        let status = match node.member("http_code") {
            Some(Node::String(text)) => text.trim().parse().ok(),
            Some(Node::Int(status)) => Some(*status),
            _ => None,
        };
        if let Some(status) = status {
            let value = Value::plain(Node::Int(status));
            found.put("http_code", value, at.key("http_code"));
        }
        for key in ["message", "description"] {
            if let Some(Node::String(text)) = node.member(key) {
                found.put(key, Value::prose(text), at.key(key));
            }
        }
        self.insert(&path, found);
    }
}
