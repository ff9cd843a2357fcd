//! Tables whose cells nothing but a space parts, as the text of a PDF or of a page without its tables has them.
//!
//! The titles say what comes first in a row: a name, a type of one or several words, a mark. What follows is an example of one word, and
//! the description.

use std::ops::Range;

use super::names::parse_name;
use super::sections::is_nothing_else;
use crate::dialect::{Column, Spelling, may_title_types, required, section, spelling};
use crate::page::{Block, Page, Rich, Table};

/// Fewest columns of a table.
const NARROWEST: usize = 3;
/// Most words of a name with the marks of its path.
const LONGEST_NAME: usize = 8;
/// Most words of a title.
const LONGEST_TITLE: usize = 3;
/// Most words of a type: `Array of Array of X`.
const LONGEST_TYPE: usize = 5;

/// A page with a table for every such run of lines.
pub(super) fn parted(page: Page) -> Page {
    let Page { blocks, mut mended } = page;
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut open: Option<Open> = None;
    for block in blocks {
        let text = match block {
            Block::Text(text) if open.is_some() || has_header(&text) => text,
            other => {
                close(&mut open, &mut out, &mut mended);
                out.push(other);
                continue;
            }
        };
        for (index, line) in text.into_lines().into_iter().enumerate() {
            if let Some(header) = header(&line) {
                close(&mut open, &mut out, &mut mended);
                open = Some(Open {
                    header,
                    rows: Vec::new(),
                });
                continue;
            }
            // Behind an empty line nothing goes on but rows.
            let taken = open
                .as_mut()
                .is_some_and(|open| open.take(&line, index > 0));
            if !taken {
                close(&mut open, &mut out, &mut mended);
                out.push(Block::Text(line));
            }
        }
    }
    close(&mut open, &mut out, &mut mended);
    Page {
        blocks: out,
        mended,
    }
}

/// The names in the rows of a table that stands in a cell.
pub(super) fn names_in(cell: &Rich) -> Vec<String> {
    let lines = cell.clone().into_lines();
    let mut lines = lines.iter().skip_while(|line| header(line).is_none());
    let Some(header) = lines.next().and_then(header) else {
        return Vec::new();
    };
    let rows = lines.filter_map(|line| row(line, &header));
    rows.filter_map(|row| Some(row.first()?.text.clone()))
        .collect()
}

/// A table that is being read.
struct Open {
    header: Vec<(Column, Rich)>,
    rows: Vec<Vec<Rich>>,
}

impl Open {
    /// Takes a row, or a line that may go on in the last cell of the last one.
    fn take(&mut self, line: &Rich, goes_on: bool) -> bool {
        if let Some(row) = row(line, &self.header) {
            self.rows.push(row);
            return true;
        }
        let is_title = section(&line.text).is_some() && is_nothing_else(&line.text);
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) if goes_on && !is_title => {
                cell.add_line(line.clone());
                true
            }
            _ => false,
        }
    }
}

fn close(open: &mut Option<Open>, out: &mut Vec<Block>, mended: &mut Vec<Range<usize>>) {
    let Some(Open { header, rows }) = open.take() else {
        return;
    };
    let header: Vec<Rich> = header.into_iter().map(|(_, title)| title).collect();
    let at = header.first().map_or(0..0, |title| title.at.clone());
    mended.push(at.clone());
    out.push(Block::Table(Table { header, rows, at }));
}

fn has_header(text: &Rich) -> bool {
    text.text.lines().any(|line| columns(line).is_some())
}

/// The columns that a line names, if it has nothing but their titles, with the name and the type first.
fn columns(line: &str) -> Option<Vec<(Column, &str)>> {
    // A sentence may have many words.
    const MOST: usize = 10;
    if !may_title_types(line) || line.split(' ').nth(MOST).is_some() {
        return None;
    }
    let found = titles(line.trim(), &[])?;
    (found.len() >= NARROWEST).then_some(found)
}

/// The fewest titles of columns that a text consists of, behind those that were found. `Example value` is one title, and
/// `Parameter Type` are two where the first names the column of the names.
fn titles<'t>(text: &'t str, found: &[(Column, &'t str)]) -> Option<Vec<(Column, &'t str)>> {
    if text.is_empty() {
        return Some(found.to_vec());
    }
    let ends = text.match_indices(' ').map(|(at, _)| at);
    let ways = ends
        .chain([text.len()])
        .take(LONGEST_TITLE)
        .filter_map(|end| {
            let (title, rest) = text.split_at(end);
            let column = Column::of(title)?;
            let is_next = match found.len() {
                0 => column == Column::Name,
                1 => column == Column::Type,
                _ => found.iter().all(|(known, _)| *known != column),
            };
            let more = [found, &[(column, title)]].concat();
            is_next.then(|| titles(rest.trim_start(), &more))?
        });
    ways.min_by_key(Vec::len)
}

fn header(line: &Rich) -> Option<Vec<(Column, Rich)>> {
    let columns = columns(&line.text)?;
    Some(
        columns
            .into_iter()
            .map(|(column, title)| (column, Rich::plain(title, &line.at)))
            .collect(),
    )
}

/// The cells of a line that begins with a name and a type.
fn row(line: &Rich, header: &[(Column, Rich)]) -> Option<Vec<Rich>> {
    let text = line.text.trim();
    // `└ Id`, `Owner > Id`
    let mut cuts = text.match_indices(' ').take(LONGEST_NAME);
    let (name, ty, mut rest) = cuts.find_map(|(at, _)| {
        let (name, rest) = text.split_at(at);
        parse_name(name)?;
        let (ty, rest) = typed(rest.trim_start())?;
        Some((name, ty, rest))
    })?;
    let mut cells = vec![Rich::plain(name, &line.at), Rich::plain(ty, &line.at)];
    let left = header.get(2..).unwrap_or_default();
    for (index, (column, _)) in left.iter().enumerate() {
        let is_last = index + 1 == left.len();
        let (word, behind) = rest.split_once(' ').unwrap_or((rest, ""));
        let cell = match column {
            Column::Required | Column::Optional => {
                required(word)?;
                rest = behind;
                word
            }
            // What is left describes, but for an example behind it.
            Column::Description if !is_last => {
                let cut = rest.rfind(' ').unwrap_or(rest.len());
                let (words, example) = rest.split_at(cut);
                rest = example.trim_start();
                words
            }
            _ if is_last => std::mem::take(&mut rest),
            _ => {
                rest = behind;
                word
            }
        };
        cells.push(Rich::plain(cell.trim(), &line.at));
    }
    Some(cells)
}

/// The longest type that a text begins with, and what follows.
fn typed(text: &str) -> Option<(&str, &str)> {
    let ends = text.match_indices(' ').map(|(at, _)| at);
    let mut ends: Vec<usize> = ends.chain([text.len()]).take(LONGEST_TYPE).collect();
    ends.reverse();
    ends.into_iter().find_map(|end| {
        let (ty, rest) = text.split_at(end);
        let known = match spelling(ty)? {
            Spelling::Named(_) => ty.contains(" of ") && !ty.ends_with(" of"),
            _ => true,
        };
        known.then(|| (ty, rest.trim_start()))
    })
}
