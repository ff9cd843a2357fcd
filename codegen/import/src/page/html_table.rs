//! Tables written as HTML.

use std::ops::Range;

use super::html::{Piece, apply, attribute, moves, pieces};
use super::{Rich, Table};

/// Most columns and rows that a cell may claim: more is a slip.
const WIDEST: usize = 64;
const HIGHEST: usize = 1_000;

/// Points by which the name of a member is moved, at the least, to show that it lies in another.
const STEP: usize = 8;

/// A cell, and how many columns and rows it fills.
#[derive(Debug, Clone, Default)]
struct Cell {
    content: Rich,
    across: usize,
    down: usize,
}

/// The tables of a piece of HTML, whose text begins at `offset` of the page. A cell that spans rows counts in each of them; of
/// the columns that it spans, only in the first.
pub(super) fn tables(html: &str, offset: usize) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut cell: Option<Cell> = None;
    let mut inside = false;
    // Tables inside of a cell are text of it.
    let mut nested = 0_usize;
    let mut position = 0;
    for piece in pieces(html) {
        match &piece {
            Piece::Open(name, _) if name == "table" && cell.is_some() => nested += 1,
            Piece::Close(name) if name == "table" && nested > 0 => nested -= 1,
            Piece::Open(name, _) if nested > 0 && matches!(name.as_str(), "tr" | "td" | "th") => {
                if let Some(cell) = &mut cell {
                    match name.as_str() {
                        "tr" => cell.content.new_line(),
                        _ => cell.content.push(" "),
                    }
                }
            }
            Piece::Close(name) if nested > 0 && matches!(name.as_str(), "tr" | "td" | "th") => {}
            Piece::Open(name, _) if name == "table" => (inside, rows) = (true, Vec::new()),
            Piece::Close(name) if name == "table" => {
                finish(&mut cell, &mut rows);
                push(
                    &mut tables,
                    std::mem::take(&mut rows),
                    offset..offset + html.len(),
                );
                inside = false;
            }
            Piece::Open(name, _) if inside && name == "tr" => {
                finish(&mut cell, &mut rows);
                rows.push(Vec::new());
            }
            Piece::Open(name, attributes) if inside && (name == "td" || name == "th") => {
                finish(&mut cell, &mut rows);
                let span = |key| {
                    attribute(attributes, key)
                        .and_then(|text| text.parse::<usize>().ok())
                        .unwrap_or(1)
                };
                let mut content = Rich::at(offset + position..offset + position);
                if rows.last().is_none_or(Vec::is_empty)
                    && let Some(style) = attribute(attributes, "style")
                {
                    // How far a name is moved to the right shows how deep it lies.
                    content.push(&"\u{2003}".repeat(moves(&style).div_ceil(STEP)));
                }
                cell = Some(Cell {
                    content,
                    across: span("colspan").clamp(1, WIDEST),
                    down: span("rowspan").clamp(1, HIGHEST),
                });
            }
            Piece::Close(name) if name == "td" || name == "th" || name == "tr" => {
                finish(&mut cell, &mut rows);
            }
            Piece::Text(text, at) => {
                position = *at;
                if let Some(Cell { content, .. }) = &mut cell {
                    if content.is_blank() {
                        let start = offset + at + (text.len() - text.trim_start().len());
                        content.at = start..offset + at + text.trim_end().len().max(1);
                    }
                    apply(&text.replace('\n', " "), content);
                }
            }
            Piece::Open(name, attributes) => {
                if let Some(cell) = &mut cell {
                    apply(&format!("<{name}{attributes}>"), &mut cell.content);
                }
            }
            Piece::Close(name) => {
                if let Some(cell) = &mut cell {
                    apply(&format!("</{name}>"), &mut cell.content);
                }
            }
        }
    }
    if inside {
        finish(&mut cell, &mut rows);
        push(&mut tables, rows, offset..offset + html.len());
    }
    tables
}

fn finish(cell: &mut Option<Cell>, rows: &mut Vec<Vec<Cell>>) {
    if let Some(mut done) = cell.take() {
        done.content.trim();
        match rows.last_mut() {
            Some(row) => row.push(done),
            None => rows.push(vec![done]),
        }
    }
}

fn push(tables: &mut Vec<Table>, mut rows: Vec<Vec<Cell>>, at: Range<usize>) {
    rows.retain(|row| !row.is_empty());
    let mut rows = grid(rows);
    if !rows.is_empty() {
        let header = rows.remove(0);
        tables.push(Table { header, rows, at });
    }
}

/// Every cell at its place.
fn grid(rows: Vec<Vec<Cell>>) -> Vec<Vec<Rich>> {
    // What reaches down into the next row, by column.
    let mut reaching: Vec<Option<(Rich, usize)>> = Vec::new();
    let mut grid = Vec::with_capacity(rows.len());
    for row in rows {
        let mut line = Vec::new();
        let mut cells = row.into_iter();
        loop {
            let column = line.len();
            if let Some((content, left)) = reaching.get_mut(column).and_then(Option::take) {
                line.push(content.clone());
                if let (Some(slot), true) = (reaching.get_mut(column), left > 1) {
                    *slot = Some((content, left - 1));
                }
                continue;
            }
            let Some(cell) = cells.next() else { break };
            for step in 0..cell.across {
                let content = if step == 0 {
                    cell.content.clone()
                } else {
                    Rich::default()
                };
                if cell.down > 1 {
                    reaching.resize(reaching.len().max(line.len() + 1), None);
                    if let Some(slot) = reaching.get_mut(line.len()) {
                        *slot = Some((content.clone(), cell.down - 1));
                    }
                }
                line.push(content);
            }
        }
        grid.push(line);
    }
    grid
}
