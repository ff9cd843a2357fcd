//! Tables written as HTML.

use super::html::{Piece, apply, pieces};
use super::{Rich, Table};

/// The tables of a piece of HTML, whose text begins at `offset` of the page. A cell that spans rows counts in each of them.
pub(super) fn tables(html: &str, offset: usize) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut rows: Vec<Vec<Rich>> = Vec::new();
    let mut cell: Option<Rich> = None;
    let mut inside = false;
    let mut position = 0;
    for piece in pieces(html) {
        match &piece {
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
            Piece::Open(name, _) if inside && (name == "td" || name == "th") => {
                finish(&mut cell, &mut rows);
                cell = Some(Rich::at(offset + position..offset + position));
            }
            Piece::Close(name) if name == "td" || name == "th" || name == "tr" => {
                finish(&mut cell, &mut rows);
            }
            Piece::Text(text, at) => {
                position = *at;
                if let Some(cell) = &mut cell {
                    if cell.is_blank() {
                        let start = offset + at + (text.len() - text.trim_start().len());
                        cell.at = start..offset + at + text.trim_end().len().max(1);
                    }
                    apply(&text.replace('\n', " "), cell);
                }
            }
            Piece::Open(name, attributes) => {
                if let Some(cell) = &mut cell {
                    apply(&format!("<{name}{attributes}>"), cell);
                }
            }
            Piece::Close(name) => {
                if let Some(cell) = &mut cell {
                    apply(&format!("</{name}>"), cell);
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

fn finish(cell: &mut Option<Rich>, rows: &mut Vec<Vec<Rich>>) {
    if let Some(mut done) = cell.take() {
        done.trim();
        match rows.last_mut() {
            Some(row) => row.push(done),
            None => rows.push(vec![done]),
        }
    }
}

fn push(tables: &mut Vec<Table>, mut rows: Vec<Vec<Rich>>, at: std::ops::Range<usize>) {
    rows.retain(|row| !row.is_empty());
    if !rows.is_empty() {
        let header = rows.remove(0);
        tables.push(Table { header, rows, at });
    }
}
