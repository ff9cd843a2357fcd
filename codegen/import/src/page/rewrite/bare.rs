//! Tables of pipes that have lost the line of dashes under their header.

use std::iter;
use std::ops::Range;

use super::Out;
use super::lines::Line;
use super::pipes::{Head, Style, borders};
use super::tabs::{is_member, is_name};
use crate::dialect::Column;

/// Fewest lines, and fewest borders, that make a table.
const LOWEST: usize = 3;
const NARROWEST: usize = 4;
/// Longest title of a column, in characters.
const LONGEST: usize = 24;

pub(super) fn read(lines: &[Line<'_>], at: usize, out: &mut Out<'_>) -> Option<usize> {
    let begins = at
        .checked_sub(1)
        .is_none_or(|before| lines.get(before).is_some_and(|line| framed(line).is_none()));
    if !begins {
        return None;
    }
    let header = framed(lines.get(at)?)?;
    let is_header = header.len() >= NARROWEST
        && cells(lines.get(at)?, &header).iter().all(|cell| {
            let title = out.source.get(cell.clone()).unwrap_or_default().trim();
            !title.is_empty()
                && title.chars().count() <= LONGEST
                && !title.contains(['`', '。', '，'])
                && title.contains(char::is_alphabetic)
        });
    let rows: Vec<&Line<'_>> = lines
        .iter()
        .skip(at)
        .take_while(|line| framed(line).is_some_and(|marks| marks.len() == header.len()))
        .collect();
    let ruled = rows.iter().any(|line| {
        line.text
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':' | '+' | ' '))
    });
    // A name over a type is a row, whose table was cut before it.
    let is_row = is_member(&cells(lines.get(at)?, &header), out);
    if !is_header || is_row || ruled || rows.len() < LOWEST {
        return None;
    }
    let table: Vec<Vec<Vec<Range<usize>>>> = rows
        .iter()
        .map(|line| {
            let marks = borders(line.text.trim_end());
            let cells = cells(line, &marks).into_iter();
            cells.map(|cell| vec![cell]).collect()
        })
        .collect();
    out.table(&table, lines.get(at)?.start);
    Some(rows.len())
}

/// The borders of a line that begins and ends with one.
fn framed(line: &Line<'_>) -> Option<Vec<usize>> {
    let bare = line.text.trim();
    let is_row = !line.verbatim && bare.len() > 2 && bare.starts_with('|') && bare.ends_with('|');
    is_row.then(|| borders(line.text.trim_end()))
}

fn cells(line: &Line<'_>, marks: &[usize]) -> Vec<Range<usize>> {
    let pairs = marks.iter().zip(marks.iter().skip(1));
    pairs
        .map(|(from, to)| line.start + from + 1..line.start + to)
        .collect()
}

/// Fewest titles of a header that has no line of dashes.
const FEWEST: usize = 3;

/// A header that has lost its line of dashes and the pipe before its first title, and how long the words are that stand before that: each
/// cell is the title of a column, and below is a name beside a type.
pub(super) fn bare_head(lines: &[Line<'_>], at: usize, out: &Out<'_>) -> Option<(Head, usize)> {
    let row = lines.get(at).filter(|line| !line.verbatim)?;
    let below = lines.get(at + 1).filter(|line| !line.verbatim)?;
    let bare = row.text.trim();
    if !bare.ends_with('|') || bare.starts_with('|') {
        return None;
    }
    let width = borders(bare).len();
    let style = Style {
        pipe: '|',
        lead: false,
        trail: true,
        width,
    };
    if width < FEWEST || style.count(below) + 1 < width {
        return None;
    }
    let mut titles = row.text.split('|');
    let first = titles.next()?;
    let skipped = first
        .rfind(['。', '：', '；'])
        .map_or(0, |end| end + '。'.len_utf8());
    let names = first.get(skipped..)?;
    if !are_titles(iter::once(names).chain(titles.take(width - 1))) {
        return None;
    }
    let cells: Vec<Range<usize>> = style
        .cells(std::slice::from_ref(below))
        .into_iter()
        .flatten()
        .collect();
    is_member(&cells, out).then_some((
        Head {
            lines: at..at + 1,
            dashes: at,
            style,
            plain: false,
        },
        skipped,
    ))
}

/// Whether every cell of a line is the title of a column, as in a header that has lost its line of dashes.
pub(super) fn has_titles(line: &Line<'_>) -> bool {
    let bare = line.text.trim();
    let Some(row) = bare.strip_suffix('|').filter(|_| !line.verbatim) else {
        return false;
    };
    row.split('|').count() >= FEWEST && are_titles(row.split('|'))
}

/// Whether all of some cells are titles of columns, and the first is that of the names.
fn are_titles<'t>(cells: impl Iterator<Item = &'t str>) -> bool {
    let mut titles = cells.map(Column::of);
    titles.next() == Some(Some(Column::Name)) && titles.all(|title| title.is_some())
}

/// Whether a line is the name of a member, and the next one begins with the border behind it.
pub(super) fn is_name_above(lines: &[Line<'_>], at: usize, style: Style) -> bool {
    let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else {
        return false;
    };
    !style.lead
        && is_name(line.text.trim())
        && !next.verbatim
        && next.text.trim_start().starts_with(style.pipe)
}
