//! Tables that the page cut in two: the same header stands over the rows that follow.

use super::examples::beginning;
use super::lenient;
use super::names::parse_name;
use super::rows::Columns;
use crate::dialect::{Column, Spelling, spelling};
use crate::page::{Block, Page, Table};
use codegen_documents::source::Node;

/// A page on which a table that goes on under its own header again is one table.
pub(super) fn joined(page: Page) -> Page {
    let Page { blocks, mut mended } = page;
    let shown: Vec<Node> = blocks.iter().filter_map(example).collect();
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let more = match (out.last_mut(), block) {
            (Some(Block::Table(table)), Block::Table(more)) if goes_on(table, &more, &shown) => {
                mended.push(table.at.clone());
                table.at.end = more.at.end;
                table.rows.extend(more.rows);
                continue;
            }
            (_, block) => block,
        };
        out.push(more);
    }
    Page {
        blocks: out,
        mended,
    }
}

fn example(block: &Block) -> Option<Node> {
    let Block::Code(code) = block else {
        return None;
    };
    let text = code.text.get(beginning(&code.text)?..)?;
    Some(lenient::read(text).ok()?.value)
}

/// Whether the rows of a table belong to the one right before it. One that may describe the members of a member does only if
/// an example shows that they stand beside each other.
fn goes_on(table: &Table, more: &Table, shown: &[Node]) -> bool {
    let same = table.header.len() == more.header.len()
        && table
            .header
            .iter()
            .zip(&more.header)
            .all(|(cell, other)| cell.text.trim() == other.text.trim());
    let columns = Columns::of(table);
    if !same || !columns.has(Column::Name) || !columns.has(Column::Type) {
        return false;
    }
    let (before, behind) = (names(table, &columns), names(more, &columns));
    let chooses = |names: &[String]| {
        names
            .iter()
            .any(|name| name == "Action" || name == "Version")
    };
    if before.is_empty() || behind.is_empty() || chooses(&before) || chooses(&behind) {
        return false;
    }
    let twice = behind.iter().any(|name| before.contains(name));
    !twice && (is_complete(table, &columns, &before) || beside(shown, &before, &behind))
}

fn names(table: &Table, columns: &Columns) -> Vec<String> {
    let rows = table.rows.iter();
    rows.filter_map(|row| parse_name(&columns.cell(Column::Name, row)?.text))
        .map(|(_, _, written)| written)
        .collect()
}

/// Whether no member of a table has members that another table would describe.
fn is_complete(table: &Table, columns: &Columns, names: &[String]) -> bool {
    table.rows.iter().all(|row| {
        let Some(ty) = columns.cell(Column::Type, row) else {
            return true;
        };
        let mut spelled = spelling(&ty.text);
        while let Some(Spelling::List(Some(inner)) | Spelling::Map(Some(inner))) = spelled {
            spelled = Some(*inner);
        }
        let has_own = columns
            .cell(Column::Name, row)
            .and_then(|cell| parse_name(&cell.text))
            .is_some_and(|(_, _, written)| {
                let below = format!("{written}.");
                names.iter().any(|name| name.starts_with(&below))
            });
        has_own || matches!(spelled, Some(Spelling::Scalar(_)))
    })
}

/// Whether an object of the examples has a member of both lists.
fn beside(shown: &[Node], before: &[String], behind: &[String]) -> bool {
    shown.iter().any(|node| match node {
        Node::Object(entries) => {
            let has = |names: &[String]| entries.iter().any(|entry| names.contains(&entry.key));
            has(before) && has(behind)
                || entries
                    .iter()
                    .any(|entry| beside(std::slice::from_ref(&entry.value), before, behind))
        }
        Node::Array(items) => beside(items, before, behind),
        _ => false,
    })
}
