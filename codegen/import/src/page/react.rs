//! Fences of the platform's own sources, `mixin-react`: tables as data of JavaScript, and tabs of Markdown.

use super::react_data::{Drawn, Value, drawn, shown};
use super::{Block, Code, Heading, Page, Rich, Table};

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
        let page = Page::read(&text);
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
    for block in Page::read(text).blocks {
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
