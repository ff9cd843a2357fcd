//! Tables of pipes whose cells stand on lines of their own, as converters leave cells of paragraphs, and tables without outer
//! pipes whose rows are wrapped.

use std::ops::Range;

use super::Out;
use super::lines::Line;
use super::pipes::{self, borders, is_dashes};

/// Most lines that a row may take.
const HIGHEST: usize = 120;

pub(super) fn read(lines: &[Line<'_>], at: usize, out: &mut Out<'_>) -> Option<usize> {
    framed(lines, at, out).or_else(|| wrapped(lines, at, out))
}

/// A table whose rows begin and end with a pipe.
fn framed(lines: &[Line<'_>], at: usize, out: &mut Out<'_>) -> Option<usize> {
    let first = lines.get(at).filter(|line| begins(line))?;
    let dashes = (at + 1..lines.len().min(at + HIGHEST))
        .find(|index| lines.get(*index).is_some_and(is_rule))?;
    let width = borders(lines.get(dashes)?.text.trim())
        .len()
        .checked_sub(1)?;
    if row(lines, at, width)? != dashes - at || dashes == at + 1 {
        return None;
    }
    let mut rows = vec![cells(lines.get(at..dashes)?)];
    let mut index = dashes + 1;
    while lines.get(index).is_some_and(begins) {
        let Some(length) = row(lines, index, width) else {
            break;
        };
        rows.push(cells(lines.get(index..index + length)?));
        index += length;
    }
    if rows.len() < 2 {
        return None;
    }
    out.table(&rows, first.start);
    Some(index - at)
}

fn begins(line: &Line<'_>) -> bool {
    !line.verbatim && line.text.trim_start().starts_with('|')
}

fn is_rule(line: &Line<'_>) -> bool {
    !line.verbatim && line.text.trim().starts_with('|') && is_dashes(line.text, '|')
}

/// How many lines a row of so many cells takes.
fn row(lines: &[Line<'_>], at: usize, width: usize) -> Option<usize> {
    let mut count = 0;
    for (taken, line) in lines.iter().skip(at).take(HIGHEST).enumerate() {
        // A cell may hold code.
        if !line.verbatim {
            count += borders(line.text).len();
        }
        let ends = !line.verbatim && line.text.trim_end().ends_with('|');
        if count > width && ends {
            return (count == width + 1).then_some(taken + 1);
        }
    }
    None
}

/// The cells of a row that begins and ends with a pipe, each with its lines.
fn cells(row: &[Line<'_>]) -> Vec<Vec<Range<usize>>> {
    let mut cells = split(row);
    if !cells.is_empty() {
        cells.remove(0);
    }
    cells.pop();
    cells
}

/// What stands between the pipes of lines.
fn split(row: &[Line<'_>]) -> Vec<Vec<Range<usize>>> {
    pipes::split(row, '|', |line| {
        let borders = if line.verbatim {
            Vec::new()
        } else {
            borders(line.text)
        };
        (line.text, borders)
    })
}

/// A table without outer pipes whose rows are wrapped.
fn wrapped(lines: &[Line<'_>], at: usize, out: &mut Out<'_>) -> Option<usize> {
    let head = lines.get(at).filter(|line| !line.verbatim)?;
    let dashes = lines.get(at + 1).filter(|line| !line.verbatim)?;
    let count = |line: &Line<'_>| borders(line.text.trim()).len();
    let full = count(head);
    let is_open = !head.text.trim().starts_with('|') && !head.text.trim().ends_with('|');
    if full == 0 || !is_open || count(dashes) != full || !is_dashes(dashes.text, '|') {
        return None;
    }
    // Some converters end a row with two spaces, unless a copy has lost them.
    let marked = is_whole(head) && is_whole(dashes);
    let mut rows = vec![split(std::slice::from_ref(head))];
    let mut index = at + 2;
    loop {
        let (length, more) = if marked {
            marked_row(lines, index, full)
        } else {
            (unmarked_row(lines, index, full), 0)
        };
        if length > 0 {
            let mut row = split(lines.get(index..index + length)?);
            for line in lines.get(index + length..index + length + more)? {
                // What stands apart is a line of its own in the cell.
                let parts = [line.start..line.start, line.start..line.end()];
                row.last_mut()?.extend(parts);
            }
            rows.push(row);
            index += length + more;
            continue;
        }
        // A list in the last cell stands apart.
        let items = items(lines, index, full);
        let goes_on = lines
            .get(index + items)
            .is_some_and(|line| count(line) == full);
        let is_header = lines
            .get(index + items + 1)
            .is_some_and(|line| is_dashes(line.text, '|'));
        if is_header || items == 0 || !goes_on || rows.len() < 2 {
            break;
        }
        let cell = rows.last_mut()?.last_mut()?;
        let list = lines.get(index..index + items)?.iter();
        cell.extend(list.map(|line| line.start..line.end()));
        index += items;
    }
    // Rows of one line each are those of any table.
    if index - at == rows.len() + 1 || rows.iter().any(|row| row.len() > full + 1) {
        return None;
    }
    out.table(&rows, head.start);
    if !marked {
        out.mended.push(head.start..dashes.end());
    }
    Some(index - at)
}

/// Whether a line ends with two spaces.
fn is_whole(line: &Line<'_>) -> bool {
    !line.verbatim && line.text.ends_with("  ") && !line.is_blank()
}

/// How many lines a row takes that ends with two spaces, or before an empty line, and how many more lines its last cell has: a line
/// break within a cell ends with two spaces as well.
fn marked_row(lines: &[Line<'_>], at: usize, full: usize) -> (usize, usize) {
    let row = lines.iter().skip(at).take(HIGHEST);
    let row: Vec<&Line<'_>> = row
        .take_while(|line| !line.is_blank() && !line.verbatim)
        .collect();
    let mut seen = 0;
    let mut taken = 0;
    for line in &row {
        let own = borders(line.text).len();
        if taken > 0 && seen + own > full {
            break;
        }
        seen += own;
        taken += 1;
        if seen >= full && is_whole(line) {
            break;
        }
    }
    let rest = row.iter().skip(taken);
    let more = rest.take_while(|line| borders(line.text).is_empty());
    (taken, more.count())
}

/// Shortest line, in characters, that may have been cut.
const CUT: usize = 50;

/// How many lines a row takes: those with its pipes, and those that go on in its last cell.
fn unmarked_row(lines: &[Line<'_>], at: usize, full: usize) -> usize {
    let mut seen = 0;
    let mut before = "";
    for (taken, line) in lines.iter().skip(at).take(HIGHEST).enumerate() {
        let own = borders(line.text).len();
        let was_cut = before.trim_end().ends_with('|') || before.chars().count() >= CUT;
        let bare = line.text.trim_start();
        // A dash before a row nests its name.
        let is_row = own == full && !is_dashes(bare, '|');
        let is_block = bare.starts_with(['#', '>', '-', '*']) && !is_row;
        let is_block = is_block || line.verbatim || line.is_blank();
        let goes_on = taken > 0 && was_cut && seen + own <= full && (own > 0 || seen > 0);
        let begins = taken == 0 && own > 0 && own <= full;
        if is_block || !(begins || goes_on) || seen == full && own > 0 {
            return taken;
        }
        seen += own;
        before = line.text;
    }
    0
}

/// How many lines a list takes that stands between empty ones. A whole row is none of its lines.
fn items(lines: &[Line<'_>], at: usize, full: usize) -> usize {
    let part = lines.iter().skip(at).take(HIGHEST);
    part.take_while(|line| {
        let bare = line.text.trim_start();
        let may_be = bare.starts_with(['*', '-']) || bare.len() < line.text.len();
        line.is_blank() || may_be && borders(line.text).len() != full
    })
    .count()
}
