//! Requests that a page shows by their parts: `{"query": {…}, "body": {…}}`.

use super::Reader;
use super::addresses::numbered_as_n;
use super::columns::Columns;
use super::common::chooses_action;
use super::outline::Outline;
use crate::dialect::Column;
use crate::facts::Action;
use codegen_documents::source::{Entry, Node};

/// What is sent, by where it travels.
#[derive(Debug, Default, Clone)]
pub(super) struct Parts {
    pub(super) query: Vec<Entry>,
    pub(super) body: Vec<Entry>,
}

impl Parts {
    /// The parts of a request. `None` for one that is shown as it is sent.
    pub(super) fn of(shown: &Node, outline: &Outline<'_>) -> Option<Self> {
        let Node::Object(entries) = shown else {
            return None;
        };
        let is_part = |entry: &Entry| {
            let key = entry.key.to_ascii_lowercase();
            let is_key = matches!(
                key.as_str(),
                "query" | "body" | "header" | "headers" | "path"
            );
            is_key && matches!(entry.value, Node::Object(_) | Node::Null)
        };
        let named = |wanted: &str| {
            let found = entries
                .iter()
                .find(|entry| entry.key.eq_ignore_ascii_case(wanted));
            match found.map(|entry| &entry.value) {
                Some(Node::Object(entries)) => Some(entries.clone()),
                Some(_) => Some(Vec::new()),
                None => None,
            }
        };
        if !entries.iter().all(is_part) || entries.iter().any(|entry| has_row(outline, &entry.key))
        {
            return None;
        }
        let (query, body) = (named("query"), named("body"));
        if query.is_none() && body.is_none() {
            return None;
        }
        let mut query = query.unwrap_or_default();
        query.retain(|entry| !chooses_action(&entry.key));
        Some(Self {
            query,
            body: body.unwrap_or_default(),
        })
    }

    /// Everything that is sent, wherever it travels.
    pub(super) fn all(self) -> Node {
        Node::Object(self.query.into_iter().chain(self.body).collect())
    }
}

impl Reader<'_> {
    /// Holds what travels in the query string against its members, and gives what is left for the body.
    pub(super) fn hold_query(
        &mut self,
        query: Vec<Entry>,
        action: &mut Action,
        at: usize,
    ) -> Vec<Entry> {
        let mut left = Vec::new();
        for entry in query {
            let name = numbered_as_n(&entry.key);
            let mut members = action.query.iter_mut();
            let Some(member) =
                members.find(|member| member.name == entry.key || member.name == name)
            else {
                left.push(entry);
                continue;
            };
            let about = member.name.clone();
            self.hold(member, &entry.value, "an example", &about, &(at..at));
        }
        left
    }
}

/// Whether a table has a row of a name.
fn has_row(outline: &Outline<'_>, name: &str) -> bool {
    outline.tables.iter().any(|placed| {
        let columns = Columns::of(placed.table);
        let mut rows = placed.table.rows.iter();
        rows.any(|row| {
            columns
                .cell(Column::Name, row)
                .is_some_and(|cell| cell.text.trim() == name)
        })
    })
}
