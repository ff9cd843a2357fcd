//! Columns that say where a member lies: numbers such as `6.2.1`, levels, and the names of the members above. The names are indented
//! in their place.

use super::names::{self, INDENTS, parse_name};
use crate::dialect::{Column, half_width};
use crate::page::{Block, Page, Rich, Table};

/// Most levels of members.
const DEEPEST: usize = 32;

/// Titles of columns with numbers, without case and spaces.
const NUMBERS: &[&str] = &["序号", "编号", "no", "no.", "#", "number", "index"];
/// Titles of columns with levels.
const LEVELS: &[&str] = &[
    "层级",
    "级别",
    "层次",
    "级",
    "参数层级",
    "嵌套层级",
    "level",
    "depth",
];
/// Titles of columns with the member above.
const PARENTS: &[&str] = &[
    "父参数",
    "父字段",
    "父级",
    "父节点",
    "父级参数",
    "父级字段",
    "上级",
    "上级参数",
    "上级字段",
    "所属参数",
    "所属字段",
    "所属对象",
    "parent",
    "parentparameter",
    "parentfield",
    "parentmember",
    "belongsto",
];

/// A page whose names show themselves how deep they lie.
pub(super) fn indented(page: Page) -> Page {
    let Page { mut blocks, mended } = page;
    for block in &mut blocks {
        if let Block::Table(table) = block
            && let Some(found) = depths(table)
        {
            indent(table, found);
        }
    }
    Page { blocks, mended }
}

/// What a column says of the places of members.
struct Depths {
    /// The column.
    column: usize,
    /// That of the names.
    names: usize,
    /// How deep the member of each row lies.
    rows: Vec<usize>,
}

/// The title of a column without case and spaces.
fn bare(title: &Rich) -> String {
    let title: String = half_width(&title.text).split_whitespace().collect();
    title.to_lowercase()
}

/// The column that says where the members lie, and how deep that is.
fn depths(table: &Table) -> Option<Depths> {
    let is_known = |title: &Rich| {
        let title = bare(title);
        [NUMBERS, LEVELS, PARENTS]
            .iter()
            .any(|titles| titles.contains(&title.as_str()))
    };
    if !table.header.iter().any(is_known) {
        return None;
    }
    let columns: Vec<Option<Column>> = table
        .header
        .iter()
        .map(|cell| Column::of(&cell.text))
        .collect();
    let name = columns.iter().position(|c| *c == Some(Column::Name))?;
    if !columns.contains(&Some(Column::Type)) {
        return None;
    }
    let is_indented = |cell: &Rich| {
        let text = cell.text.trim_start_matches(' ');
        text.starts_with(['.', '*', '\u{a0}', '\u{2002}', '\u{2003}', '\u{3000}'])
            || text.starts_with(INDENTS)
    };
    let mut cells = table.rows.iter().filter_map(|row| row.get(name));
    if cells.any(is_indented) {
        return None;
    }
    table.header.iter().enumerate().find_map(|(column, title)| {
        let title = bare(title);
        let is_one = |titles: &[&str]| titles.contains(&title.as_str());
        let cells = || {
            let cells = table.rows.iter();
            cells.map(|row| row.get(column).map(|cell| half_width(cell.text.trim())))
        };
        let found: Option<Vec<usize>> = if is_one(NUMBERS) {
            cells().map(|cell| numbered(&cell?)).collect()
        } else if is_one(LEVELS) {
            cells().map(|cell| level(&cell?)).collect()
        } else if is_one(PARENTS) {
            below(table, name, cells())
        } else {
            None
        };
        let differ = |depths: &Vec<usize>| depths.iter().any(|depth| *depth > 0);
        Some(Depths {
            column,
            names: name,
            rows: found.filter(differ)?,
        })
    })
}

/// How deep a member lies by its number: `6.2.1`.
fn numbered(cell: &str) -> Option<usize> {
    let mut parts = cell.trim_end_matches('.').split('.');
    let are_numbers = parts
        .clone()
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    parts.next()?;
    Some(parts.count()).filter(|depth| are_numbers && *depth < DEEPEST)
}

/// How deep a member lies by its level, of which the first is 1: `2`, `L2`, `二级`.
fn level(cell: &str) -> Option<usize> {
    const NUMERALS: &str = "一二三四五六七八九";
    let cell = cell.to_lowercase();
    let bare = cell.strip_prefix("level").or(cell.strip_prefix('l'));
    let bare = bare.unwrap_or(&cell).trim();
    let bare = bare.trim_end_matches(['级', '层']);
    let bare = bare.strip_prefix('第').unwrap_or(bare);
    let numeral = NUMERALS
        .chars()
        .position(|c| bare.strip_prefix(c) == Some(""));
    let number = bare.parse().ok().or(numeral.map(|at| at + 1))?;
    usize::checked_sub(number, 1).filter(|depth| *depth < DEEPEST)
}

/// How deep members lie by the member above them, where that is open still.
fn below(
    table: &Table,
    name: usize,
    above: impl Iterator<Item = Option<String>>,
) -> Option<Vec<usize>> {
    let last = |text: &str| Some(parse_name(text)?.1.pop()?.0);
    let mut open: Vec<String> = Vec::new();
    let mut depths = Vec::new();
    for (row, above) in table.rows.iter().zip(above) {
        let above = above?;
        let depth = match above.trim_matches(['`', ' ']) {
            "" | "-" | "--" | "—" | "/" | "无" | "根" | "root" | "none" | "Body" | "body" => 0,
            above => {
                1 + open
                    .iter()
                    .rposition(|name| Some(name) == last(above).as_ref())?
            }
        };
        open.truncate(depth);
        open.push(last(&row.get(name)?.text)?);
        depths.push(depth);
    }
    Some(depths)
}

/// Indents the names, and drops the column.
fn indent(table: &mut Table, found: Depths) {
    for (row, depth) in table.rows.iter_mut().zip(found.rows) {
        if let Some(cell) = row.get_mut(found.names) {
            *cell = cell.with_text(&names::indented(cell.text.trim(), depth));
        }
        if found.column < row.len() {
            row.remove(found.column);
        }
    }
    table.header.remove(found.column);
}
