//! Tables in which rows head groups: `**Query 参数**` over the rows of the query, `**Body 参数**` over those of the body, `**Berth**` over
//! the members of a structure.

use super::cells::own_type;
use super::columns::Columns;
use crate::dialect::{Column, Section, section};
use crate::page::{Block, Page, Rich, Table};

/// A page with a table of its own, under a title, for every group.
pub(super) fn parted(page: Page) -> Page {
    let Page { blocks, mended } = page;
    let blocks = blocks.into_iter().flat_map(|block| match block {
        Block::Table(table) if table.rows.iter().any(|row| is_alone(row)) => groups(table),
        other => vec![other],
    });
    Page {
        blocks: blocks.collect(),
        mended,
    }
}

fn groups(table: Table) -> Vec<Block> {
    let columns = Columns::of(&table);
    let types = table.rows.iter();
    let types: Vec<String> = types
        .filter_map(|row| own_type(&columns.cell(Column::Type, row)?.text))
        .collect();
    let Table { header, rows, at } = table;
    let mut blocks = Vec::new();
    let mut group: Vec<Vec<Rich>> = Vec::new();
    let mut at = at;
    for row in rows {
        let Some(title) = head(&row, &types) else {
            group.push(row);
            continue;
        };
        let begin = title.at.start;
        if !group.is_empty() {
            blocks.push(Block::Table(Table {
                header: header.clone(),
                rows: std::mem::take(&mut group),
                at: at.start..begin,
            }));
        }
        blocks.push(Block::titled(title.text.trim(), 7, &title.at));
        at.start = begin;
    }
    if !group.is_empty() {
        blocks.push(Block::Table(Table {
            header,
            rows: group,
            at,
        }));
    }
    blocks
}

/// Whether a row has nothing but its first cell.
fn is_alone(row: &[Rich]) -> bool {
    row.split_first().is_some_and(|(title, rest)| {
        !title.is_blank() && rest.len() > 1 && rest.iter().all(Rich::is_blank)
    })
}

/// The title in a row that has nothing else, if it names a part of the request or of the reply, or one of the types.
fn head<'r>(row: &'r [Rich], types: &[String]) -> Option<&'r Rich> {
    let title = row.first().filter(|_| is_alone(row))?;
    let is_type = || types.iter().any(|name| name == title.text.trim());
    let is_section = || {
        matches!(
            section(&title.text),
            Some(
                Section::Query
                    | Section::Body
                    | Section::Headers
                    | Section::Request
                    | Section::Response
                    | Section::Aside
            )
        )
    };
    (is_section() || is_type()).then_some(title)
}
