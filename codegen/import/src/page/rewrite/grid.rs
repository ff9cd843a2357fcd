//! Grids: `+---+---+` around rows of `|`, as pandoc writes tables with lists in their cells and programs print them, and the same
//! drawn with lines.

use std::ops::Range;

use super::Out;
use super::lines::Line;
use super::pipes::{borders, is_gap};

/// The lines of each cell of a row.
type Row = Vec<Vec<Range<usize>>>;

pub(super) fn read(lines: &[Line<'_>], at: usize, out: &mut Out<'_>) -> Option<usize> {
    let first = lines.get(at)?;
    let width = columns(first.text)?;
    let mut groups: Vec<Vec<Vec<Range<usize>>>> = Vec::new();
    let mut open: Vec<Vec<Range<usize>>> = Vec::new();
    let mut taken = 1;
    let mut closed = 1;
    let mut doubled = false;
    while let Some(line) = lines.get(at + taken).filter(|line| !line.verbatim) {
        let bare = line.text.trim();
        if columns(line.text) == Some(width) {
            // Borders alone are no table.
            if open.is_empty() && groups.last().is_some_and(Vec::is_empty) {
                break;
            }
            groups.push(std::mem::take(&mut open));
            doubled |= bare.starts_with("+=");
            taken += 1;
            closed = taken;
        } else if bare.starts_with(['|', '│', '┃', '║', '┆', '┊']) && !bare.contains("+-")
        {
            open.push(cells(line, width)?);
            taken += 1;
        } else {
            break;
        }
    }
    // Programs draw no lines between rows, and then each line is one.
    let lined = groups.len() == 2 && !doubled;
    let mut rows: Vec<Row> = Vec::new();
    for (index, group) in groups.into_iter().enumerate() {
        if lined && index == 1 {
            rows.extend(by_lines(group, out.source));
        } else if !group.is_empty() {
            rows.push(stacked(group));
        }
    }
    // A single row is what a table goes on with.
    if rows.is_empty() || rows.len() < 2 && !follows(lines, at, width) {
        return None;
    }
    out.table(&rows, first.start);
    Some(closed)
}

/// Whether nothing but a gap stands between a line and a grid before it.
fn follows(lines: &[Line<'_>], at: usize, width: usize) -> bool {
    let mut before = lines.iter().take(at).rev();
    let last = before.find(|line| !is_gap(line));
    last.is_some_and(|line| columns(line.text) == Some(width))
}

/// Lines that are one row.
fn stacked(lines: Vec<Vec<Range<usize>>>) -> Row {
    let mut row: Row = Vec::new();
    for line in lines {
        row.resize_with(row.len().max(line.len()), Vec::new);
        for (cell, part) in row.iter_mut().zip(line) {
            cell.push(part);
        }
    }
    row
}

/// Lines that are rows of their own, unless what begins a row is blank.
fn by_lines(lines: Vec<Vec<Range<usize>>>, source: &str) -> Vec<Row> {
    let is_blank = |part: &Range<usize>| {
        source
            .get(part.clone())
            .is_none_or(|text| text.trim().is_empty())
    };
    let mut groups: Vec<Vec<Vec<Range<usize>>>> = Vec::new();
    for line in lines {
        let begins = line.iter().take(2).all(|part| !is_blank(part));
        match groups.last_mut() {
            Some(group) if !begins => group.push(line),
            _ => groups.push(vec![line]),
        }
    }
    groups.into_iter().map(stacked).collect()
}

/// How many columns a border has.
fn columns(text: &str) -> Option<usize> {
    let bare = text.trim();
    if bare.starts_with(is_drawn) {
        return drawn_columns(bare);
    }
    let inside = bare.strip_prefix('+')?.strip_suffix('+')?;
    let parts: Vec<&str> = inside.split('+').collect();
    let is_border = parts.iter().all(|part| {
        part.len() >= 2
            && (part.chars().all(|c| matches!(c, '-' | ':'))
                || part.chars().all(|c| matches!(c, '=' | ':')))
    });
    is_border.then_some(parts.len())
}

/// Whether a character draws a line of a box.
fn is_drawn(c: char) -> bool {
    ('\u{2500}'..='\u{257f}').contains(&c)
}

fn is_horizontal(c: char) -> bool {
    matches!(c, '─' | '━' | '═' | '┄' | '┅' | '┈' | '┉' | '╌' | '╍')
}

fn is_vertical(c: char) -> bool {
    matches!(c, '│' | '┃' | '║' | '┆' | '┇' | '┊' | '┋' | '╎' | '╏')
}

/// How many columns a border has that is drawn: what stands between its ends and its crossings.
fn drawn_columns(bare: &str) -> Option<usize> {
    let is_border = bare.chars().all(|c| is_drawn(c) && !is_vertical(c))
        && bare.contains(is_horizontal)
        && !bare.starts_with(is_horizontal)
        && !bare.ends_with(is_horizontal);
    let crossings = bare.chars().filter(|c| !is_horizontal(*c)).count();
    is_border.then(|| crossings.checked_sub(1))?
}

/// The cells of a line, if it has as many.
fn cells(line: &Line<'_>, width: usize) -> Option<Vec<Range<usize>>> {
    let drawn = line.text.char_indices().filter(|(_, c)| is_vertical(*c));
    let drawn: Vec<(usize, usize)> = drawn.map(|(at, c)| (at, at + c.len_utf8())).collect();
    let borders: Vec<(usize, usize)> = if drawn.is_empty() {
        let borders = borders(line.text).into_iter();
        borders.map(|at| (at, at + 1)).collect()
    } else {
        drawn
    };
    if borders.len() != width + 1 {
        return None;
    }
    let pairs = borders.iter().zip(borders.iter().skip(1));
    Some(
        pairs
            .map(|((_, from), (to, _))| line.start + from..line.start + to)
            .collect(),
    )
}
