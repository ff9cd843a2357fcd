//! Tables of tabs in which some rows became paragraphs, as a copy from a browser leaves them: a cell that holds a list or a box
//! parts its whole row.

use super::names::parse_name;
use crate::dialect::{Column, Spelling, spelling};
use crate::page::{Block, Rich};

/// Blocks in which the cells of such tables are paragraphs like the others.
pub(super) fn untabbed(blocks: Vec<Block>) -> Vec<Block> {
    if !is_mixed(&blocks) {
        return blocks;
    }
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Table(table) if lists_members(&table.header) || is_row(&table.header) => {
                let cells = std::iter::once(table.header).chain(table.rows).flatten();
                out.extend(cells.map(Block::Text));
            }
            Block::Text(text) => {
                for line in text.into_lines() {
                    out.extend(cells(line).into_iter().map(Block::Text));
                }
            }
            other => out.push(other),
        }
    }
    out
}

/// Whether a row that became paragraphs follows on the header of a table, or on a row of one.
fn is_mixed(blocks: &[Block]) -> bool {
    let mut blocks = blocks.iter();
    while let Some(block) = blocks.next() {
        let behind = blocks.as_slice();
        let ends_table = match block {
            Block::Table(table) => lists_members(&table.header),
            Block::Text(text) => text.text.lines().any(|line| {
                let cells: Vec<&str> = line.split('\t').collect();
                cells.len() > 2 && has_columns(cells.into_iter())
            }),
            _ => false,
        };
        if ends_table && begins_row(block, behind) {
            return true;
        }
    }
    false
}

/// Whether a name over a type stands behind a block, or at its end.
fn begins_row(block: &Block, behind: &[Block]) -> bool {
    let last = match block {
        Block::Text(text) => text.text.lines().last(),
        _ => None,
    };
    let next = behind.iter().map_while(|block| match block {
        Block::Text(text) => Some(text.text.as_str()),
        _ => None,
    });
    let lines: Vec<&str> = last
        .into_iter()
        .chain(next.flat_map(str::lines).take(2))
        .collect();
    lines.windows(2).any(|pair| match pair {
        [name, spelled] => parse_name(name).is_some() && is_type(spelled),
        _ => false,
    })
}

fn is_type(text: &str) -> bool {
    let is_name = |name: &str| name.contains(' ');
    matches!(spelling(text), Some(known) if !matches!(known, Spelling::Named(ref name) if is_name(name)))
}

/// Whether cells are the titles of columns of members.
fn lists_members(header: &[Rich]) -> bool {
    has_columns(header.iter().map(|cell| cell.text.as_str()))
}

fn has_columns<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let columns: Vec<Option<Column>> = cells.map(Column::of).collect();
    columns.contains(&Some(Column::Name)) && columns.contains(&Some(Column::Type))
}

/// Whether what was taken for the header of a table is a row of one that was cut.
fn is_row(header: &[Rich]) -> bool {
    let mut cells = header.iter().map(|cell| cell.text.as_str());
    let name = cells.next().is_some_and(|name| parse_name(name).is_some());
    name && cells.next().is_some_and(|spelled| {
        !matches!(spelling(spelled), None | Some(Spelling::Named(_))) || spelled.contains(" of ")
    })
}

/// The cells of a line, each with its place.
fn cells(line: Rich) -> Vec<Rich> {
    if !line.text.contains('\t') {
        return vec![line];
    }
    let markdown: Vec<&str> = line.markdown.split('\t').collect();
    let parts: Vec<&str> = line.text.split('\t').collect();
    let same = markdown.len() == parts.len();
    let cells = parts.iter().enumerate().map(|(index, part)| Rich {
        text: (*part).to_owned(),
        markdown: markdown
            .get(index)
            .filter(|_| same)
            .unwrap_or(part)
            .to_string(),
        at: line.at.clone(),
        ..Rich::default()
    });
    cells.collect()
}
