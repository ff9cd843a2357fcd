//! Fences of the platform's own sources, `mixin-react`: tables as data of JavaScript, and tabs of Markdown.

use std::ops::Range;

use super::react_data::{Value, constant, shown, value_at};
use super::{Block, Code, Heading, Page, Rich, Source, Table};

/// Shows that a name belongs to the member above.
const BRANCH: &str = "└";

/// What such a fence shows; `None` for other code, and for tables that are no plain data.
pub(super) fn blocks(code: &Code) -> Option<Vec<Block>> {
    if code.draws_table() {
        let tables: Option<Vec<Block>> = drawn(&code.text)
            .iter()
            .map(|drawn| table(drawn, code).map(Block::Table))
            .collect();
        return tables.filter(|tables| !tables.is_empty());
    }
    if !code.info.starts_with("mixin-react") {
        return None;
    }
    let shown = shown(&code.text);
    if shown.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    for (title, text, at) in shown {
        let at = code.at + at;
        if let Some(title) = title {
            let mut text = Rich::at(at..at + 1);
            text.push(&title);
            blocks.push(Block::Heading(Heading { level: 7, text }));
        }
        let page = Page::read(&Source::of(&text));
        blocks.extend(page.blocks.into_iter().map(|mut block| {
            block.each_place(&mut |place| *place = at..at + 1);
            block
        }));
    }
    Some(blocks)
}

impl Code {
    /// Whether it is a table as data of JavaScript.
    pub(crate) fn draws_table(&self) -> bool {
        const LANGUAGES: &[&str] = &[
            "mixin-react",
            "jsx",
            "tsx",
            "react",
            "javascript",
            "typescript",
            "js",
            "ts",
        ];
        let language = self.info.split([' ', ',', '{']).next().unwrap_or_default();
        LANGUAGES.contains(&language.to_ascii_lowercase().as_str())
            && (self.text.contains("<Table") || self.text.contains("dataIndex"))
    }
}

/// Most tables of a fence.
const MOST_TABLES: usize = 32;

/// What a fence draws as a table.
#[derive(Debug)]
struct Drawn {
    columns: Value,
    data: Value,
}

/// The tables of a fence, with the columns and the data that each names or holds. None if one of them cannot be read.
fn drawn(code: &str) -> Vec<Drawn> {
    let starts: Vec<usize> = code.match_indices("<Table").map(|(at, _)| at).collect();
    if starts.is_empty() {
        return found(code, "columns", &["data", "dataSource"])
            .into_iter()
            .collect();
    }
    if starts.len() > MOST_TABLES {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).copied().chain([code.len()]);
    let tables: Option<Vec<Drawn>> = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| {
            let attribute = |name: &str| attribute(code, *start..end, name);
            let data = attribute("data").or_else(|| attribute("dataSource"));
            match (attribute("columns"), data) {
                (Some(columns), Some(data)) => Some(Drawn { columns, data }),
                _ => None,
            }
        })
        .collect();
    tables.unwrap_or_default()
}

fn found(code: &str, columns: &str, data: &[&str]) -> Option<Drawn> {
    let data = data.iter().find_map(|name| constant(code, name))?;
    let columns = constant(code, columns)?;
    Some(Drawn { columns, data })
}

/// What an attribute of a tag holds: `columns={columns}`, `columns={[…]}`.
fn attribute(code: &str, tag: Range<usize>, name: &str) -> Option<Value> {
    let text = code.get(tag.clone())?;
    let begin = text.match_indices(name).find_map(|(at, _)| {
        let apart = text.get(..at)?.ends_with(char::is_whitespace);
        let value = text.get(at + name.len()..)?.trim_start();
        let value = value.strip_prefix('=')?.trim_start().strip_prefix('{')?;
        apart.then(|| tag.end - value.len())
    })?;
    let value = code.get(begin..)?.trim_start();
    if value.starts_with('[') {
        return value_at(code, begin);
    }
    let end = value.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$')))?;
    constant(code, value.get(..end)?)
}

fn table(drawn: &Drawn, code: &Code) -> Option<Table> {
    let (Value::List(columns), Value::List(data)) = (&drawn.columns, &drawn.data) else {
        return None;
    };
    let key = |column: &Value| {
        let key = column
            .member("dataIndex")
            .or_else(|| column.member("key"))?;
        Some(key.text()?.to_owned())
    };
    let columns: Vec<(&Value, String)> = columns
        .iter()
        .filter_map(|column| Some((column.member("title")?, key(column)?)))
        .collect();
    let header: Vec<Rich> = columns.iter().map(|(title, _)| cell(title, code)).collect();
    let mut rows = Vec::new();
    add(data, &columns, 0, code, &mut rows);
    let shows = rows.is_empty() || rows.iter().flatten().any(|cell| !cell.is_blank());
    (!header.is_empty() && shows).then(|| Table {
        header,
        rows,
        at: code.at..code.at + code.text.len().max(1),
    })
}

fn add(
    data: &[Value],
    columns: &[(&Value, String)],
    depth: usize,
    code: &Code,
    rows: &mut Vec<Vec<Rich>>,
) {
    for row in data {
        let mut cells: Vec<Rich> = columns
            .iter()
            .map(|(_, key)| {
                row.member(key)
                    .map(|value| cell(value, code))
                    .unwrap_or_default()
            })
            .collect();
        let place = cells
            .iter()
            .find(|cell| !cell.is_blank())
            .map(|cell| cell.at.clone())
            .unwrap_or_default();
        for blank in cells.iter_mut().filter(|cell| cell.at.is_empty()) {
            blank.at = place.clone();
        }
        if let Some(name) = cells.first_mut() {
            let branches = BRANCH.repeat(depth);
            name.text.insert_str(0, &branches);
            name.markdown.insert_str(0, &branches);
        }
        rows.push(cells);
        if let Some(Value::List(children)) = row.member("children") {
            add(children, columns, depth + 1, code, rows);
        }
    }
}

/// A cell, whose text is Markdown.
fn cell(value: &Value, code: &Code) -> Rich {
    let Value::Text(text, at) = value else {
        return Rich::default();
    };
    let at = code.at + at..code.at + at + text.len().max(1);
    let mut whole = Rich::at(at.clone());
    for block in Page::read(&Source::of(text)).blocks {
        match block {
            Block::Text(rich) => whole.add_line(rich),
            Block::Heading(heading) => whole.add_line(heading.text),
            Block::Code(code) => {
                let mut rich = Rich::at(at.clone());
                rich.push(&code.text);
                whole.add_line(rich);
            }
            Block::Table(table) => table
                .rows
                .into_iter()
                .flatten()
                .for_each(|cell| whole.add_line(cell)),
        }
    }
    whole.trim();
    whole.at = at;
    whole
}
