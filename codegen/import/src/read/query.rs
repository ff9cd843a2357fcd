//! Members of a query string.

use std::collections::{HashMap, HashSet};

use super::Reader;
use super::members::takes_members;
use super::names::NamePath;
use super::rows::{Direction, Row};
use crate::dialect::{Required, Spelling};
use crate::facts::Member;

impl Reader<'_> {
    /// Members of a query string keep the names under which the page lists them, `Filters.N.Key`; those that are indented under an
    /// object are its members.
    pub(super) fn flat(&mut self, rows: Vec<Row>) -> Vec<Member> {
        let mut members = Vec::new();
        let (rows, mut parts) = with_parts(without_items(rows));
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
        let name = flat_name(&row.path);
        let is_list = row.path.last().is_some_and(|(_, lists)| *lists > 0);
        if is_list && !inside.is_empty() {
            // `Filters.N` is not sent itself, but each of its members: none where it may be left out.
            let must_be_sent = row.required == Some(Required::Yes);
            let inside = inside.into_iter().map(|mut inner| {
                inner.written = format!("{name}.{}", inner.written);
                inner.path = row.path.iter().cloned().chain(inner.path).collect();
                if !must_be_sent && inner.required == Some(Required::Yes) {
                    inner.required = Some(Required::No);
                }
                inner
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

/// A path as a query string has it, however the page writes the places in lists: `Filters.N.Key`.
fn flat_name(path: &NamePath) -> String {
    let parts = path
        .iter()
        .map(|(name, lists)| format!("{name}{}", ".N".repeat(*lists)));
    parts.collect::<Vec<_>>().join(".")
}

/// Rows without those of items whose members have rows of their own: `Filters.N` beside `Filters.N.Key`. It is not sent itself, and
/// none of its members where it may be left out.
fn without_items(mut rows: Vec<Row>) -> Vec<Row> {
    let paths: Vec<NamePath> = rows.iter().map(|row| row.path.clone()).collect();
    let holders: HashSet<NamePath> = paths.iter().flat_map(above).collect();
    let mut left_out: HashSet<NamePath> = HashSet::new();
    rows.retain(|row| {
        let is_item = row.path.last().is_some_and(|(_, lists)| *lists > 0);
        let holds = row.spelling.as_ref().is_none_or(takes_members);
        let goes = is_item && holds && holders.contains(&row.path);
        if goes && row.required != Some(Required::Yes) {
            left_out.insert(row.path.clone());
        }
        !goes
    });
    for row in &mut rows {
        let optional = above(&row.path).any(|path| left_out.contains(&path));
        if optional && row.required == Some(Required::Yes) {
            row.required = Some(Required::No);
        }
    }
    rows
}

/// The paths of what a member lies in, as far as one can lie in another.
fn above(path: &NamePath) -> impl Iterator<Item = NamePath> {
    const DEEPEST: usize = 32;
    (1..path.len().min(DEEPEST)).filter_map(|end| path.get(..end).map(<[_]>::to_vec))
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
