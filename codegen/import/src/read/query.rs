//! Members of a query string.

use std::collections::HashMap;

use super::Reader;
use super::members::takes_members;
use super::rows::{Direction, Row};
use crate::dialect::{Required, Spelling};
use crate::facts::Member;

impl Reader<'_> {
    /// Members of a query string keep the names under which the page lists them, `Filters.N.Key`; those that are indented under an
    /// object are its members.
    pub(super) fn flat(&mut self, rows: Vec<Row>) -> Vec<Member> {
        let mut members = Vec::new();
        let (rows, mut parts) = with_parts(rows);
        let mut rows = rows.into_iter().peekable();
        while let Some(row) = rows.next() {
            if let Some(parts) = parts.remove(&row.at.start) {
                let drafts = self.tree(std::iter::once(row).chain(parts).collect());
                members.extend(self.members(drafts, Direction::Sent, ""));
                continue;
            }
            let depth = row.depth;
            let mut inside: Vec<Row> = Vec::new();
            while let Some(row) = rows.next_if(|next| next.depth > depth) {
                inside.push(row);
            }
            members.extend(self.flat_member(row, inside));
        }
        members
    }

    fn flat_member(&mut self, mut row: Row, inside: Vec<Row>) -> Vec<Member> {
        let name = row
            .written
            .replace(".n.", ".N.")
            .replace("[]", ".N")
            .replace("[N]", ".N");
        let parts: Vec<&str> = name.split('.').collect();
        let is_list = parts
            .last()
            .is_some_and(|last| matches!(*last, "N" | "n" | "1"));
        if is_list && !inside.is_empty() {
            // `Filters.N` is not sent itself, but each of its members: none where it may be left out.
            let must_be_sent = row.required == Some(Required::Yes);
            let inside = inside.into_iter().map(|mut row| {
                row.written = format!("{name}.{}", row.written);
                if !must_be_sent && row.required == Some(Required::Yes) {
                    row.required = Some(Required::No);
                }
                row
            });
            return self.flat(inside.collect());
        }
        row.path = vec![(name.clone(), 0)];
        // `VpcIds.N` of the type `Array of String` lists what `VpcIds.N` of the type `String` lists as well.
        if let (true, Some(Spelling::List(Some(items)))) = (is_list, &row.spelling) {
            row.spelling = Some((**items).clone());
        }
        let mut rows = vec![row];
        rows.extend(inside);
        let drafts = self.tree(rows);
        let mut members = self.members(drafts, Direction::Sent, "");
        for member in &mut members {
            member.name.clone_from(&name);
        }
        members
    }
}

/// Rows without those that name parts of another, and these by where that one begins: `Tags` of the type `Array of Object` and
/// `Tags.N.Key` are one list of objects.
fn with_parts(rows: Vec<Row>) -> (Vec<Row>, HashMap<usize, Vec<Row>>) {
    let plain = |row: &Row| !row.written.contains(['.', '[']);
    let wholes: HashMap<String, (usize, usize)> = rows
        .iter()
        .filter(|row| plain(row) && row.spelling.as_ref().is_some_and(takes_members))
        .map(|row| (row.written.clone(), (row.at.start, row.depth)))
        .collect();
    let mut parts: HashMap<usize, Vec<Row>> = HashMap::new();
    let mut left = Vec::with_capacity(rows.len());
    for row in rows {
        let whole = row.path.first().and_then(|(name, _)| wholes.get(name));
        match whole {
            Some((at, depth)) if row.path.len() > 1 && row.depth == *depth => {
                parts.entry(*at).or_default().push(row);
            }
            _ => left.push(row),
        }
    }
    (left, parts)
}
