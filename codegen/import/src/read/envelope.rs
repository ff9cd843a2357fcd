//! Tables of the envelope that every reply has: `ResponseMetadata`, and the error in it. The runtime knows them, so they are no tables of
//! this action.

use super::cells::own_type;
use super::columns::Columns;
use super::names::parse_name;
use crate::dialect::Column;
use crate::page::{Block, Page, Rich, Table};

const METADATA: &str = "ResponseMetadata";
/// The members of the envelope.
const MEMBERS: &[&str] = &[
    "RequestId",
    "Action",
    "Version",
    "Service",
    "Region",
    "Error",
];
/// The members of the error in it.
const ERROR: &[&str] = &["Code", "CodeN", "Message", "Data"];

/// A page without the tables of the envelope that a reply on it shows. `Results` in such a reply is `Result`, unless an example has that
/// name.
pub(super) fn apart(page: Page) -> Page {
    let Page { mut blocks, mended } = page;
    let root = blocks
        .iter()
        .position(|block| row_of(block, METADATA).is_some());
    // A table below its name needs no row that leads to it, and one with nearly all of it no name.
    let begins = |block: &Block| {
        title(block).is_some_and(|title| begins_with(title, METADATA)) || is_envelope(block)
    };
    let Some(first) = root.or_else(|| blocks.iter().position(begins)) else {
        return Page { blocks, mended };
    };
    if !shows_results(&blocks)
        && let Some(Block::Table(table)) = root.and_then(|root| blocks.get_mut(root))
    {
        name_result(table);
    }
    let metadata = root.and_then(|root| type_of(blocks.get(root)?, METADATA));
    let mut error: Option<String> = None;
    let mut dropped: Vec<usize> = Vec::new();
    for (index, block) in blocks.iter().enumerate().skip(first) {
        if root == Some(index) {
            continue;
        }
        let Block::Table(table) = block else { continue };
        let names = names(table);
        let all = |known: &[&str]| {
            !names.is_empty() && names.iter().all(|name| known.contains(&name.as_str()))
        };
        let title = index
            .checked_sub(1)
            .and_then(|above| title(blocks.get(above)?));
        let titled = |wanted: &Option<String>, usual: &str| {
            title.is_some_and(|title| begins_with(title, usual) || Some(title) == wanted.as_deref())
        };
        let is_metadata = all(MEMBERS)
            && names.iter().any(|name| name == "RequestId")
            && (titled(&metadata, METADATA) || names.iter().any(|name| name == "Action"));
        let follows = dropped.last().is_some_and(|last| last + 1 == index);
        let is_error = all(ERROR)
            && (titled(&error, "Error") || title.is_none() && follows)
            && error.as_ref().is_some_and(|error| uses(&blocks, error) < 2);
        if is_metadata {
            error = type_of(block, "Error").or(error);
        }
        if is_metadata || is_error {
            let is_own = |title: &str| parse_name(title).is_some() || begins_with(title, METADATA);
            if title.is_some_and(is_own) {
                dropped.extend(index.checked_sub(1));
            }
            dropped.push(index);
        }
    }
    let mut index = 0;
    blocks.retain(|_| {
        index += 1;
        !dropped.contains(&(index - 1))
    });
    Page { blocks, mended }
}

/// The cells of the row of a name in a table, with the columns of the table.
fn row_of<'b>(block: &'b Block, wanted: &str) -> Option<(&'b [Rich], Columns)> {
    let Block::Table(table) = block else {
        return None;
    };
    let mut cells = table.rows.iter().flatten();
    cells.find(|cell| cell.text.trim() == wanted)?;
    let columns = Columns::of(table);
    columns.index(Column::Type)?;
    let mut rows = table.rows.iter();
    let found = rows.find(|row| {
        let name = columns.cell(Column::Name, row);
        name.is_some_and(|name| name.text.trim() == wanted)
    })?;
    Some((found, columns))
}

/// The structure that the type of a row names.
fn type_of(block: &Block, wanted: &str) -> Option<String> {
    let (row, columns) = row_of(block, wanted)?;
    own_type(&columns.cell(Column::Type, row)?.text)
}

/// Whether a table has nothing but the metadata of a reply, which nobody else calls so.
fn is_envelope(block: &Block) -> bool {
    let Block::Table(table) = block else {
        return false;
    };
    let mut cells = table.rows.iter().flatten();
    if !cells.any(|cell| cell.text.trim() == "RequestId") {
        return false;
    }
    let names = names(table);
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    ["RequestId", "Action", "Version"].into_iter().all(has)
        && names.iter().all(|name| MEMBERS.contains(&name.as_str()))
}

fn names(table: &Table) -> Vec<String> {
    let columns = Columns::of(table);
    let rows = table.rows.iter();
    rows.map(|row| {
        let name = columns.cell(Column::Name, row);
        name.map_or_else(String::new, |name| name.text.trim().to_owned())
    })
    .collect()
}

/// The title of the table below a block, if it is one.
fn title(block: &Block) -> Option<&str> {
    match block {
        Block::Heading(heading) => Some(heading.text.text.trim()),
        Block::Text(text) => Some(text.text.trim()),
        Block::Table(_) | Block::Code(_) => None,
    }
}

/// Whether a title is a name, or a name and what it is the name of: `Result object`.
fn begins_with(title: &str, name: &str) -> bool {
    const LONGEST: usize = 40;
    let rest = title.strip_prefix(name);
    rest.is_some_and(|rest| {
        title.len() <= LONGEST && !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.')
    })
}

/// How many rows have a structure as their type.
fn uses(blocks: &[Block], wanted: &str) -> usize {
    let tables = blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let rows = tables.flat_map(|table| {
        let columns = Columns::of(table);
        let types = table
            .rows
            .iter()
            .filter_map(move |row| own_type(&columns.cell(Column::Type, row)?.text));
        types.collect::<Vec<_>>()
    });
    rows.filter(|name| name == wanted).count()
}

/// Whether a reply of the page has `Results`.
fn shows_results(blocks: &[Block]) -> bool {
    let mut replies = blocks.iter().filter_map(|block| match block {
        Block::Code(code) if code.text.contains(METADATA) => Some(code.text.as_str()),
        _ => None,
    });
    replies.any(|text| text.contains("\"Results\""))
}

/// Calls the row `Results` as the platform does, unless there is one of that name.
fn name_result(table: &mut Table) {
    let columns = Columns::of(table);
    let Some(index) = columns.index(Column::Name) else {
        return;
    };
    let has = |table: &Table, wanted: &str| names(table).iter().any(|name| name == wanted);
    if has(table, "Result") {
        return;
    }
    for cell in table.rows.iter_mut().filter_map(|row| row.get_mut(index)) {
        if cell.text.trim() == "Results" {
            *cell = cell.with_text("Result");
        }
    }
}
