//! Grids, as pandoc writes tables with lists in their cells: `+---+---+` around rows of `|`.

use std::ops::Range;

use super::Out;
use super::lines::Line;
use super::pipes::borders;

pub(super) fn read(lines: &[Line<'_>], at: usize, out: &mut Out<'_>) -> Option<usize> {
    let first = lines.get(at)?;
    let width = columns(first.text)?;
    let mut rows: Vec<Vec<Vec<Range<usize>>>> = Vec::new();
    let mut open: Vec<Vec<Range<usize>>> = vec![Vec::new(); width];
    let mut taken = 1;
    let mut closed = 1;
    while let Some(line) = lines.get(at + taken).filter(|line| !line.verbatim) {
        let bare = line.text.trim();
        if columns(line.text) == Some(width) {
            rows.push(std::mem::replace(&mut open, vec![Vec::new(); width]));
            taken += 1;
            closed = taken;
        } else if bare.starts_with('|') && !bare.contains("+-") {
            for (cell, part) in open.iter_mut().zip(cells(line, width)?) {
                cell.push(part);
            }
            taken += 1;
        } else {
            break;
        }
    }
    if rows.len() < 2 {
        return None;
    }
    out.table(&rows, first.start);
    Some(closed)
}

/// How many columns a border has.
fn columns(text: &str) -> Option<usize> {
    let bare = text.trim();
    let inside = bare.strip_prefix('+')?.strip_suffix('+')?;
    let parts: Vec<&str> = inside.split('+').collect();
    let is_border = parts.iter().all(|part| {
        part.len() >= 2
            && (part.chars().all(|c| matches!(c, '-' | ':'))
                || part.chars().all(|c| matches!(c, '=' | ':')))
    });
    is_border.then_some(parts.len())
}

/// The cells of a line, if it has as many.
fn cells(line: &Line<'_>, width: usize) -> Option<Vec<Range<usize>>> {
    let borders = borders(line.text);
    if borders.len() != width + 1 {
        return None;
    }
    let pairs = borders.iter().zip(borders.iter().skip(1));
    Some(
        pairs
            .map(|(from, to)| line.start + from + 1..line.start + to)
            .collect(),
    )
}
