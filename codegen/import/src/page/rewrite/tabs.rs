//! Tables whose cells are parted by tabs: what a copy from a browser or a spreadsheet leaves.

use std::ops::Range;

use super::Out;
use super::lines::Line;
use crate::dialect::{Column, spelling};

/// Fewest cells of a row, and fewest rows, that make a table.
const NARROWEST: usize = 3;

pub(super) fn read(lines: &[Line<'_>], at: usize, out: &mut Out<'_>) -> Option<usize> {
    let first = lines.get(at)?;
    let width = cells(first)?.len();
    let filled = cells(first)?.iter().all(|part| {
        out.source
            .get(part.clone())
            .is_some_and(|text| !text.trim().is_empty() && text.chars().count() <= 24)
    });
    if width < NARROWEST || !filled || first.text.starts_with(['\t', ' ']) {
        return None;
    }
    let mut rows = vec![one_line(cells(first)?)];
    let mut taken = 1;
    while let Some(line) = lines.get(at + taken).filter(|line| !line.verbatim) {
        if line.is_blank() {
            // A cell of several paragraphs has empty lines in it.
            let blank = lines.iter().skip(at + taken);
            let blank = blank.take_while(|line| line.is_blank()).count();
            let next = lines.get(at + taken + blank);
            let more = next.and_then(cells);
            let last = rows.last().filter(|_| taken > 1);
            match (more, last) {
                (Some(more), Some(last))
                    if last.len() < width
                        && next.is_some_and(|next| next.text.starts_with('\t'))
                        && last.len() + more.len() <= width + 1 =>
                {
                    let row = rows.last_mut()?;
                    row.extend(one_line(more).into_iter().skip(1));
                }
                (Some(more), Some(_)) if more.len() == width && is_member(&more, out) => {
                    rows.push(one_line(more));
                }
                _ => break,
            }
            taken += blank + 1;
            continue;
        }
        match cells(line) {
            // Empty cells at the end are dropped by some copies.
            Some(cells) if (2..=width).contains(&cells.len()) => rows.push(one_line(cells)),
            // Tabs in the text of the last cell.
            Some(mut cells) if cells.len() > width && is_member(&cells, out) => {
                cells.truncate(width);
                cells.last_mut()?.end = line.end();
                rows.push(one_line(cells));
            }
            None => {
                // A line of its own goes on in the last cell, if a row follows or the table ends with it.
                let item = line.text.trim_start().starts_with(['-', '*', '•', '·']);
                let next = lines.get(at + taken + 1).and_then(cells_of);
                // What stands over the same titles is the title of the next table.
                let titled = next.as_ref().is_some_and(|next| {
                    let title = |cells: &[Range<usize>]| out.source.get(cells.first()?.clone());
                    title(next).is_some()
                        && title(next) == cells_of(first).as_deref().and_then(title)
                });
                if titled {
                    break;
                }
                let followed = next.is_some();
                if !(item || followed) {
                    break;
                }
                let cell = rows.last_mut().filter(|_| taken > 1)?.last_mut()?;
                cell.push(line.start..line.end());
            }
            Some(_) => break,
        }
        taken += 1;
    }
    if rows.len() < 2 {
        return None;
    }
    out.table(&rows, first.start);
    Some(taken)
}

/// Whether cells begin a row: a name, and a type that is known.
pub(super) fn is_member(cells: &[Range<usize>], out: &Out<'_>) -> bool {
    let cell = |index: usize| Some(out.source.get(cells.get(index)?.clone())?.trim());
    let is_name = cell(0).is_some_and(|name| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"_.-[]".contains(&b))
    });
    let is_type = |text: &str| spelling(text).is_some() && Column::of(text).is_none();
    is_name && cell(1).is_some_and(is_type)
}

fn cells_of(line: &Line<'_>) -> Option<Vec<Range<usize>>> {
    cells(line)
}

fn one_line(cells: Vec<Range<usize>>) -> Vec<Vec<Range<usize>>> {
    cells.into_iter().map(|cell| vec![cell]).collect()
}

/// The cells of a line that has tabs.
fn cells(line: &Line<'_>) -> Option<Vec<Range<usize>>> {
    if line.verbatim || !line.text.contains('\t') {
        return None;
    }
    let mut cells = Vec::new();
    let mut start = line.start;
    for (index, _) in line.text.match_indices('\t') {
        cells.push(start..line.start + index);
        start = line.start + index + 1;
    }
    cells.push(start..line.end());
    Some(cells)
}
