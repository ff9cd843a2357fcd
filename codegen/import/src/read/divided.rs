//! Lists of members that run from the request into the reply, on pages that have lost the headings between the two.
//!
//! Members of the reply carry no mark, stand in the example of the reply, or have a name that the request has already. Every place
//! at which the list could part is held against all of that, and the best one counts. Where several are as good, that is told.

use std::collections::HashSet;
use std::ops::Range;

use super::addresses::sent_by_address;
use super::columns::Columns;
use super::common::chooses_action;
use super::lenient::{shown_in, shown_to_end};
use super::names::parse_name;
use crate::dialect::{Column, required};
use crate::page::{Block, Code, Table};
use codegen_documents::source::Node;

/// What a table or a part of it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Request,
    Reply,
    Unknown,
}

/// Members of which nothing says whether they are sent or returned.
#[derive(Debug)]
pub(super) struct Uncertain {
    pub(super) names: Vec<String>,
    pub(super) at: Range<usize>,
}

/// The names that the examples of a page show on the outermost level.
#[derive(Debug, Default)]
pub(super) struct Shown {
    sent: HashSet<String>,
    returned: HashSet<String>,
    /// Where the examples of replies begin.
    replies: Vec<usize>,
    /// Whether one of them is whole.
    has_whole: bool,
    /// Names that several tables describe.
    again: HashSet<String>,
}

impl Shown {
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut shown = Self::default();
        let mut described = HashSet::new();
        let mut is_called = false;
        let has_envelope = blocks.iter().any(
            |block| matches!(block, Block::Code(code) if code.text.contains("ResponseMetadata")),
        );
        for block in blocks {
            if let Block::Table(table) = block {
                let names = groups(table, &Columns::of(table));
                let names: HashSet<String> = names.into_iter().map(|group| group.name).collect();
                shown.again.extend(names.intersection(&described).cloned());
                described.extend(names);
            }
            let (text, at) = match block {
                Block::Code(code) => (&code.text, code.at),
                Block::Text(text) => (&text.text, text.at.start),
                _ => continue,
            };
            if let Some(Node::Object(sent)) = sent_by_address(text) {
                let names = sent.into_iter().map(|entry| entry.key);
                shown
                    .sent
                    .extend(names.filter(|name| !chooses_action(name)));
            }
            // What a page shows behind a whole call, with its body, is what comes back.
            let calls = text.contains("Action=") || text.contains(" HTTP/1");
            let is_behind = is_called && !calls && !has_envelope && shown.replies.is_empty();
            is_called |= calls && text.contains('{') && matches!(block, Block::Code(_));
            if let Some((value, is_whole)) = shown_to_end(text) {
                let before = shown.replies.len();
                shown.add(&value, at, is_behind);
                shown.has_whole |= is_whole && shown.replies.len() > before;
            }
        }
        shown
    }

    fn add(&mut self, value: &Node, at: usize, is_behind: bool) {
        let has_envelope =
            value.member("ResponseMetadata").is_some() || value.member("Result").is_some();
        // Where there is no envelope, a code and a message are returned and never sent.
        let answers = value.member("code").is_some()
            && (value.member("message").is_some() || value.member("data").is_some());
        if !has_envelope && !answers && !is_behind {
            self.sent.extend(keys(value));
            return;
        }
        self.replies.push(at);
        let inner = value.member("Result").or_else(|| value.member("data"));
        self.returned.extend(keys(value));
        if let Some(inner) = inner {
            self.returned.extend(keys(inner));
        }
    }

    /// Whether code is the example of a reply.
    pub(super) fn is_reply(&self, code: &Code) -> bool {
        self.replies.contains(&code.at) || code.text.contains("ResponseMetadata")
    }
}

/// The names that code shows on its outermost level.
pub(super) fn outer_keys(code: &str) -> Vec<String> {
    shown_in(code).map_or_else(Vec::new, |value| keys(&value))
}

/// The keys of an object, or of the objects of a list.
fn keys(value: &Node) -> Vec<String> {
    match value {
        Node::Object(entries) => entries.iter().map(|entry| entry.key.clone()).collect(),
        Node::Array(items) => items.iter().flat_map(keys).collect(),
        _ => Vec::new(),
    }
}

/// A member on the outermost level, with all that lies in it.
struct Group {
    name: String,
    /// The row that it begins with.
    row: usize,
    /// Whether a row describes it, and not only what lies in it.
    has_row: bool,
    /// Whether the page marks it, or a member in it.
    is_marked: bool,
    /// Whether a place to which links lead stands before it, as in front of every lost heading.
    begins_section: bool,
}

/// The table as it is, or its part of the request and that of the reply.
pub(super) fn halves(
    table: Table,
    shown: &Shown,
    is_last: bool,
    uncertain: &mut Vec<Uncertain>,
) -> Vec<(Half, Table)> {
    let columns = Columns::of(&table);
    if !columns.has(Column::Name) {
        return vec![(Half::Unknown, table)];
    }
    let groups = groups(&table, &columns);
    let scores: Vec<i32> = (0..=groups.len())
        .map(|cut| score(&groups, cut, shown))
        .collect();
    let best = scores.iter().max().copied().unwrap_or_default();
    let whole = scores.last().copied().unwrap_or_default();
    let is_marked = columns.has(Column::Required);
    if scores.first() == Some(&best) && best > whole && !is_marked {
        return vec![(Half::Reply, table)];
    }
    if !columns.has(Column::Type) {
        return vec![(Half::Unknown, table)];
    }
    let cuts: Vec<usize> = (1..groups.len())
        .filter(|cut| scores.get(*cut) == Some(&best))
        .collect();
    let (Some(first), Some(last)) = (cuts.first(), cuts.last()) else {
        return vec![(Half::Unknown, table)];
    };
    if best <= whole {
        if is_last {
            uncertain.extend(tail(&table, &groups, shown));
        }
        let half = if whole > scores.first().copied().unwrap_or_default() {
            Half::Request
        } else {
            Half::Unknown
        };
        return vec![(half, table)];
    }
    if first != last {
        let between = groups.get(*first..*last).unwrap_or_default();
        uncertain.extend(between.first().map(|group| Uncertain {
            names: between.iter().map(|group| group.name.clone()).collect(),
            at: place(&table, group.row),
        }));
    }
    match groups.get(*last).map(|group| group.row) {
        Some(row) => parted(table, row, &columns),
        None => vec![(Half::Unknown, table)],
    }
}

/// Whether an example of a reply shows all that a table of names and texts describes.
pub(super) fn is_shown(table: &Table, columns: &Columns, shown: &Shown) -> bool {
    let groups = groups(table, columns);
    !groups.is_empty()
        && groups
            .iter()
            .all(|group| shown.returned.contains(&group.name))
}

fn place(table: &Table, row: usize) -> Range<usize> {
    let cell = table.rows.get(row).and_then(|row| row.first());
    cell.map_or_else(|| table.at.clone(), |cell| cell.at.clone())
}

/// How well it fits the page if the reply begins at a member.
fn score(groups: &[Group], cut: usize, shown: &Shown) -> i32 {
    const TWICE: i32 = 16;
    const PUBLIC: i32 = 16;
    const MARK: i32 = 4;
    const EXAMPLE: i32 = 2;
    let (sent, returned) = groups.split_at(cut.min(groups.len()));
    let twice = |part: &[Group]| {
        let mut names = HashSet::new();
        let again = part
            .iter()
            .filter(|group| !names.insert(group.name.as_str()))
            .count();
        i32::try_from(again).unwrap_or(i32::MAX / TWICE)
    };
    let mut score = -TWICE * (twice(sent) + twice(returned));
    if !sent.is_empty() && returned.first().is_some_and(|group| group.begins_section) {
        score += EXAMPLE;
    }
    for (part, is_reply) in [(sent, false), (returned, true)] {
        for group in part {
            let public = chooses_action(&group.name) || is_public_in_reply(&group.name);
            let in_request = shown.sent.contains(&group.name) || chooses_action(&group.name);
            let in_reply = shown.returned.contains(&group.name) || is_public_in_reply(&group.name);
            if public && in_reply != is_reply {
                score -= PUBLIC;
            }
            if is_reply && group.is_marked {
                score -= MARK;
            }
            score += match (in_request, in_reply) {
                (true, true) => 0,
                // Each part may have it.
                _ if shown.again.contains(&group.name) => 0,
                (true, false) if is_reply => -EXAMPLE,
                (true, false) => EXAMPLE,
                (false, true) if is_reply => EXAMPLE,
                (false, true) => -EXAMPLE,
                // An example of a reply shows nearly everything, that of a request only some.
                (false, false) if is_reply && shown.has_whole => -1,
                (false, false) => 0,
            };
        }
    }
    score
}

fn is_public_in_reply(name: &str) -> bool {
    matches!(name, "Result" | "ResponseMetadata")
}

/// The members without a mark behind the last with one, where no example shows a reply: they may be returned.
fn tail(table: &Table, groups: &[Group], shown: &Shown) -> Option<Uncertain> {
    let listed = table.rows.iter().flatten().any(|cell| is_implied(&cell.at));
    let last = groups.iter().rposition(|group| group.is_marked);
    let behind = groups.get(last.map_or(0, |last| last + 1)..)?;
    let first = behind.first()?;
    (listed && shown.replies.is_empty()).then(|| Uncertain {
        names: behind.iter().map(|group| group.name.clone()).collect(),
        at: place(table, first.row),
    })
}

/// Whether something stands on no place of the page: a mark that a list leaves out.
fn is_implied(at: &Range<usize>) -> bool {
    at.is_empty()
}

fn groups(table: &Table, columns: &Columns) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        let Some((depth, path, _)) = columns
            .cell(Column::Name, row)
            .and_then(|cell| parse_name(&cell.text))
        else {
            continue;
        };
        let Some((name, _)) = path.first() else {
            continue;
        };
        let is_outer = depth == 0 && path.len() == 1;
        let is_marked = columns
            .cell(Column::Required, row)
            .is_some_and(|mark| !mark.at.is_empty() && required(&mark.text).is_some());
        let begins_section = row.iter().any(|cell| !cell.anchors.is_empty());
        match groups.last_mut() {
            Some(group) if depth > 0 || *name == group.name && !(is_outer && group.has_row) => {
                group.has_row |= is_outer;
                group.is_marked |= is_marked;
            }
            _ => groups.push(Group {
                name: name.clone(),
                row: index,
                has_row: is_outer,
                is_marked,
                begins_section,
            }),
        }
    }
    groups
}

/// The two parts of a table.
fn parted(table: Table, row: usize, columns: &Columns) -> Vec<(Half, Table)> {
    let Table {
        mut header,
        mut rows,
        at,
    } = table;
    let mut returned = rows.split_off(row.min(rows.len()));
    let begin = returned
        .first()
        .and_then(|row| row.first())
        .map_or(at.end, |cell| cell.at.start);
    let request = Table {
        header: header.clone(),
        rows,
        at: at.start..begin,
    };
    // A part in which nothing is marked has no marks.
    let marks = columns.index(Column::Required);
    let are_implied = |index: usize| {
        returned
            .iter()
            .all(|row| row.get(index).is_none_or(|cell| is_implied(&cell.at)))
    };
    if let Some(index) = marks.filter(|index| are_implied(*index)) {
        for row in returned.iter_mut().chain([&mut header]) {
            if index < row.len() {
                row.remove(index);
            }
        }
    }
    let reply = Table {
        header,
        rows: returned,
        at: begin..at.end,
    };
    vec![(Half::Request, request), (Half::Reply, reply)]
}
