//! Tables under a title that says where their members lie, `Result.Data[]` or `data 数组元素`, while no table has a row for the list
//! itself: the names of their rows say it instead.

use super::columns::Columns;
use super::names::parse_name;
use crate::dialect::Column;
use crate::page::{Block, Page, Rich, Table};
use crate::pattern::pattern;

pattern!(
    PATH,
    r"^(?:Result\.)?([A-Za-z_]\w*(?:\[\])?(?:\.[A-Za-z_]\w*(?:\[\])?)*)\s*((?:数组|列表|list|array)?的?(?:每个|单个)?\s*(?:元素|成员|项|items?|elements?)?)\s*(?:的?(?:参数|字段|结构|说明|描述|定义|members|fields))*\s*[:：]?$"
);

/// A page whose rows say where they lie.
pub(super) fn pathed(page: Page) -> Page {
    let Page { blocks, mended } = page;
    let known: Vec<String> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(words(table)),
            _ => None,
        })
        .flatten()
        .collect();
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let Block::Table(mut table) = block else {
            out.push(block);
            continue;
        };
        let path = out.last().and_then(title).and_then(path);
        if let Some(path) = path.filter(|path| is_unknown(path, &known)) {
            // A heading would be the title of a structure.
            if let Some(Block::Heading(heading)) = out.last().cloned() {
                out.pop();
                out.push(Block::Text(heading.text));
            }
            put_below(&mut table, &path);
        }
        out.push(Block::Table(table));
    }
    Page {
        blocks: out,
        mended,
    }
}

/// The title over a table, if the block before it is one.
fn title(block: &Block) -> Option<&Rich> {
    match block {
        Block::Heading(heading) => Some(&heading.text),
        Block::Text(text) if text.text.trim().lines().count() == 1 => Some(text),
        _ => None,
    }
}

/// The path that a title says, as the name of a row would.
fn path(title: &Rich) -> Option<String> {
    let text = title.text.replace(['`', '*', '\\'], "");
    let text = text.trim().trim_start_matches("- ");
    let found = PATH.captures(text)?;
    let path = found.get(1)?.as_str();
    let is_item = found
        .get(2)
        .is_some_and(|word| !word.as_str().trim().is_empty());
    let says_place = text.starts_with("Result.") || path.contains('.') || path.contains("[]");
    if matches!(path, "Result" | "ResponseMetadata") || !says_place && !is_item {
        return None;
    }
    Some(if is_item && !path.ends_with("[]") {
        format!("{path}[]")
    } else {
        path.to_owned()
    })
}

/// The names and the types of the rows of a table.
fn words(table: &Table) -> Vec<String> {
    let columns = Columns::of(table);
    let mut words = Vec::new();
    for row in &table.rows {
        let name = columns
            .cell(Column::Name, row)
            .and_then(|cell| parse_name(&cell.text));
        words.extend(
            name.into_iter()
                .flat_map(|(_, path, _)| path)
                .map(|(name, _)| name),
        );
        let ty = columns.cell(Column::Type, row);
        words.extend(ty.into_iter().flat_map(|cell| {
            let parts = cell
                .text
                .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
            parts.map(str::to_owned).collect::<Vec<_>>()
        }));
    }
    words
}

/// Whether no table has a row or a type for any part of a path.
fn is_unknown(path: &str, known: &[String]) -> bool {
    path.split('.')
        .map(|part| part.trim_end_matches("[]"))
        .all(|part| !known.iter().any(|word| word == part))
}

fn put_below(table: &mut Table, path: &str) {
    let columns = Columns::of(table);
    let Some(index) = columns.index(Column::Name) else {
        return;
    };
    for cell in table.rows.iter_mut().filter_map(|row| row.get_mut(index)) {
        if matches!(parse_name(&cell.text), Some((0, _, _))) {
            let name = cell.text.trim().trim_start_matches(['`', '*']);
            *cell = cell.with_text(&format!("{path}.{name}"));
        }
    }
}
