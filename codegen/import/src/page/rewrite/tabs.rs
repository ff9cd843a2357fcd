//! Tables whose cells are parted by tabs: what a copy from a browser or a spreadsheet leaves.

use std::ops::Range;

use super::Out;
use super::lines::Line;

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
    while let Some(line) = lines
        .get(at + taken)
        .filter(|line| !line.verbatim && !line.is_blank())
    {
        match cells(line) {
            // Empty cells at the end are dropped by some copies.
            Some(cells) if (2..=width).contains(&cells.len()) => rows.push(one_line(cells)),
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
