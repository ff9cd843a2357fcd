//! Tables whose cells became paragraphs, as converters without support for tables leave them.

use super::names::parse_name;
use crate::dialect::{Column, Spelling, spelling};
use crate::page::{Block, Page, Rich, Table};

/// A page with a table for every run of paragraphs that begins with the titles of columns.
pub(super) fn gathered(page: Page) -> Page {
    let Page { blocks, mended } = page;
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        out.push(block);
        // A header is complete when the next block is the name of a member.
        let Some(Block::Text(next)) = blocks.peek() else {
            continue;
        };
        if parse_name(&next.text).is_none()
            || Column::of(&next.text).is_some_and(|_| !next.text.is_ascii())
        {
            continue;
        }
        let width = header(&out);
        if width < 3 {
            continue;
        }
        let header: Vec<Rich> = out
            .drain(out.len() - width..)
            .filter_map(|block| match block {
                Block::Text(text) => Some(text),
                _ => None,
            })
            .collect();
        let mut cells: Vec<Rich> = Vec::new();
        while let Some(Block::Text(text)) = blocks.next_if(|block| matches!(block, Block::Text(_)))
        {
            cells.push(text);
        }
        out.extend(table(header, cells));
    }
    Page {
        blocks: out,
        mended,
    }
}

/// How many of the last blocks are the titles of columns, names and types among them.
fn header(blocks: &[Block]) -> usize {
    let mut known: Vec<Column> = Vec::new();
    for block in blocks.iter().rev() {
        let Block::Text(text) = block else { break };
        let column = Column::of(&text.text)
            .filter(|column| !text.text.contains('\n') && !known.contains(column));
        let Some(column) = column else { break };
        known.push(column);
    }
    // The name stands first.
    match known.iter().rposition(|column| *column == Column::Name) {
        Some(first) if known.contains(&Column::Type) => first + 1,
        _ => 0,
    }
}

/// The rows: each begins with a name over a type.
fn table(header: Vec<Rich>, cells: Vec<Rich>) -> Option<Block> {
    let width = header.len();
    let columns: Vec<Option<Column>> = header.iter().map(|cell| Column::of(&cell.text)).collect();
    let ty = columns
        .iter()
        .position(|column| *column == Some(Column::Type))?;
    let begins = |index: usize| {
        let name = cells
            .get(index)
            .is_some_and(|cell| parse_name(&cell.text).is_some() && !cell.text.contains('\n'));
        let is_type = cells.get(index + ty).is_some_and(|cell| {
            let known = spelling(&cell.text);
            !cell.text.contains('\n') && matches!(known, Some(ref known) if !matches!(known, Spelling::Named(name) if name.contains(' ')))
        });
        // A name alone is a type as well: the cell behind it must not be one.
        let is_value = cells.get(index).is_some_and(|cell| {
            matches!(spelling(&cell.text), Some(known) if !matches!(known, Spelling::Named(_)))
        });
        name && is_type && !is_value
    };
    let mut rows: Vec<Vec<Rich>> = Vec::new();
    let mut index = 0;
    while index < cells.len() {
        // The last cell takes what stands before the next row.
        let mut end = index + width.min(ty + 1).max(2);
        while end < cells.len() && !(begins(end) && end >= index + width.saturating_sub(1)) {
            end += 1;
        }
        let mut row: Vec<Rich> = Vec::with_capacity(width);
        for cell in cells.get(index..end)?.iter().cloned() {
            if row.len() < width {
                row.push(cell);
            } else if let Some(last) = row.last_mut() {
                last.add_line(cell);
            }
        }
        rows.push(row);
        index = end;
    }
    let at = header.first()?.at.start..cells.last()?.at.end;
    Some(Block::Table(Table { header, rows, at }))
}
