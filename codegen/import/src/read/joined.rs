//! Tables that the page cut in two: the same header stands over the rows that follow, or none, or a line says that they go on.

use super::columns::{Columns, is_plain_type};
use super::lenient::shown_in;
use super::names::parse_name;
use crate::dialect::{Column, Spelling, spelling};
use crate::page::{Block, Page, Rich, Table, says_goes_on};
use codegen_documents::source::Node;

/// A page with the tables whole that go on behind `续表`, with or without their header again, or behind nothing that can be read.
pub(super) fn whole(page: Page) -> Page {
    let Page { blocks, mut mended } = page;
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let Block::Table(table) = block else {
            out.push(block);
            continue;
        };
        // What says that the table goes on stands between the two.
        let said = out.last().is_some_and(is_said);
        let before = out.len().checked_sub(1 + usize::from(said));
        match before.and_then(|index| out.get_mut(index)) {
            Some(Block::Table(first)) if goes_on_behind(first, &table, said) => {
                mended.push(table.at.clone());
                if !is_same_header(first, &table) {
                    first.rows.push(table.header);
                }
                first.rows.extend(table.rows);
                if said {
                    out.pop();
                }
            }
            _ => out.push(Block::Table(table)),
        }
    }
    Page {
        blocks: out,
        mended,
    }
}

fn is_said(block: &Block) -> bool {
    match block {
        Block::Text(text) => says_goes_on(&text.text),
        Block::Heading(heading) => says_goes_on(&heading.text.text),
        _ => false,
    }
}

fn goes_on_behind(first: &Table, next: &Table, said: bool) -> bool {
    if is_same_header(first, next) {
        return said;
    }
    // What stands where its header would is a row of the table before.
    let columns = Columns::of(first);
    let cell = |wanted: Column| columns.cell(wanted, &next.header);
    let is_name = cell(Column::Name).is_some_and(|cell| parse_name(&cell.text).is_some());
    let is_type = cell(Column::Type).is_some_and(|cell| is_plain_type(&cell.text));
    let titles = |cells: &[Rich]| {
        let known = cells.iter().filter(|cell| Column::of(&cell.text).is_some());
        known.count()
    };
    first.header.len() == next.header.len() && is_name && is_type && titles(&next.header) < 2
}

fn is_same_header(first: &Table, next: &Table) -> bool {
    first.header.len() == next.header.len()
        && first
            .header
            .iter()
            .zip(&next.header)
            .all(|(a, b)| a.text.trim() == b.text.trim())
}

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
    shown_in(&code.text)
}

/// Whether the rows of a table belong to the one right before it. One that may describe the members of a member does only if
/// an example shows that they stand beside each other.
fn goes_on(table: &Table, more: &Table, shown: &[Node]) -> bool {
    let same = is_same_header(table, more);
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
    // `Owner.Id` goes on behind `Owner`.
    let lies_in = |name: &String| {
        before.iter().any(|above| {
            let rest = name.strip_prefix(above.as_str());
            rest.is_some_and(|rest| rest.starts_with(['.', '[']))
        })
    };
    let inside = behind.iter().all(lies_in);
    !twice && (inside || is_complete(table, &columns, &before) || beside(shown, &before, &behind))
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
        let spelled = spelling(&ty.text).map(Spelling::innermost);
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
