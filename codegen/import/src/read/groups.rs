//! Tables in which rows head groups: `**Query 参数**` over the rows of the query, `**Body 参数**` over those of the body.

use crate::dialect::{Section, section};
use crate::page::{Block, Page, Rich, Table};

/// A page with a table of its own, under a title, for every group.
pub(super) fn parted(page: Page) -> Page {
    let Page { blocks, mended } = page;
    let blocks = blocks.into_iter().flat_map(|block| match block {
        Block::Table(table) if table.rows.iter().any(|row| head(row).is_some()) => groups(table),
        other => vec![other],
    });
    Page {
        blocks: blocks.collect(),
        mended,
    }
}

fn groups(table: Table) -> Vec<Block> {
    let Table { header, rows, at } = table;
    let mut blocks = Vec::new();
    let mut group: Vec<Vec<Rich>> = Vec::new();
    let mut at = at;
    for row in rows {
        let Some(title) = head(&row) else {
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

/// The title in a row that has nothing else, if it names a part of the request or of the reply.
fn head(row: &[Rich]) -> Option<&Rich> {
    let (title, rest) = row.split_first()?;
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
    (rest.len() > 1 && rest.iter().all(Rich::is_blank) && is_section()).then_some(title)
}
