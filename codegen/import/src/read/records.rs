//! Members of which each fact stands on a line of its own: `参数：Name`, `类型：String`, or `- Type: String` under a heading with the name
//! of the member, and lists of definitions.

use std::ops::Range;

use super::marks::without_mark;
use super::names::{self, parse_name};
use crate::dialect::{Column, Spelling, section, spelling};
use crate::page::{Block, Heading, Page, Rich, Table};

/// A member with its facts.
#[derive(Debug)]
struct Record {
    name: Rich,
    /// The level of the heading that is its name.
    level: Option<u8>,
    facts: Vec<(Column, Rich)>,
}

/// The columns of the tables that are made, with their titles.
const COLUMNS: &[(Column, &str)] = &[
    (Column::Type, "类型"),
    (Column::Required, "是否必选"),
    (Column::Optional, "是否可选"),
    (Column::Example, "示例值"),
    (Column::Default, "默认值"),
    (Column::Range, "取值范围"),
    (Column::Location, "位置"),
    (Column::Description, "描述"),
];

/// A page with a table for every run of such members.
pub(super) fn gathered(page: Page) -> Page {
    let Page { blocks, mended } = page;
    let mut out = Vec::with_capacity(blocks.len());
    let mut records: Vec<Record> = Vec::new();
    let mut left = blocks.as_slice();
    if !blocks.iter().any(may_begin) {
        return Page { blocks, mended };
    }
    while let Some((block, rest)) = left.split_first() {
        let (found, taken) = match block {
            _ if !may_begin(block) => (Vec::new(), 0),
            Block::Heading(heading) => headed(heading, rest),
            _ => listed(left),
        };
        if taken == 0 {
            out.extend(table(std::mem::take(&mut records)));
            out.push(block.clone());
            left = rest;
        } else {
            records.extend(found);
            left = left.get(taken..).unwrap_or_default();
        }
    }
    out.extend(table(records));
    Page {
        blocks: out,
        mended,
    }
}

/// Whether a block may be the name of a member, or begin with it.
fn may_begin(block: &Block) -> bool {
    match block {
        Block::Heading(heading) => {
            let title = &heading.text.text;
            parse_name(title).is_some() && section(title).is_none()
        }
        Block::Text(text) => {
            let mut lines = text.text.lines();
            let first = lines.next().unwrap_or_default();
            let names = title_of(first).is_some_and(|(column, _)| column == Column::Name);
            names
                || lines
                    .next()
                    .is_some_and(|line| line.starts_with([':', '：']))
        }
        Block::Table(_) | Block::Code(_) => false,
    }
}

/// A member whose name is a heading, and how many blocks it takes: texts that say its type, and what there is to say.
fn headed(heading: &Heading, rest: &[Block]) -> (Vec<Record>, usize) {
    let texts = rest.iter().map_while(|block| match block {
        Block::Text(text) => Some(text),
        _ => None,
    });
    let texts: Vec<&Rich> = texts.collect();
    // A table below belongs to a structure of that name.
    let has_table = matches!(rest.get(texts.len()), Some(Block::Table(_)));
    let title = &heading.text.text;
    if has_table || parse_name(title).is_none() || section(title).is_some() {
        return (Vec::new(), 0);
    }
    let mut record = Record {
        name: heading.text.clone(),
        level: Some(heading.level),
        facts: Vec::new(),
    };
    for line in texts.iter().flat_map(|text| (*text).clone().into_lines()) {
        record.take(line);
    }
    if !record.is_typed() {
        return (Vec::new(), 0);
    }
    (vec![record], texts.len() + 1)
}

/// Members whose names stand on lines among the texts that come first, and how many texts they take.
fn listed(blocks: &[Block]) -> (Vec<Record>, usize) {
    let texts = blocks.iter().map_while(|block| match block {
        Block::Text(text) => Some(text),
        _ => None,
    });
    let mut records: Vec<Record> = Vec::new();
    let mut taken = 0;
    for text in texts {
        let lines = text.clone().into_lines();
        let defined = is_defined(&lines);
        let begins = defined || lines.first().and_then(name_of).is_some();
        let goes_on = records.last().is_some() && lines.iter().all(|line| fact(line).is_some());
        if !begins && !goes_on {
            break;
        }
        for (index, line) in lines.into_iter().enumerate() {
            let name = if defined && index == 0 {
                Some(line.clone())
            } else {
                name_of(&line)
            };
            match (name, records.last_mut()) {
                (Some(name), _) => records.push(Record {
                    name,
                    level: None,
                    facts: Vec::new(),
                }),
                (None, Some(record)) => record.take(line),
                (None, None) => {}
            }
        }
        taken += 1;
    }
    if records.is_empty() || !records.iter().all(Record::is_typed) {
        return (Vec::new(), 0);
    }
    (records, taken)
}

/// Whether lines are a name and its definition: `Name`, `: String, required`.
fn is_defined(lines: &[Rich]) -> bool {
    let [name, definition, ..] = lines else {
        return false;
    };
    parse_name(&name.text).is_some()
        && definition.text.trim_start().starts_with([':', '：'])
        && typed(definition).is_some()
}

/// The name in a line such as `参数：Name`.
fn name_of(line: &Rich) -> Option<Rich> {
    let (column, value) = fact(line)?;
    (column == Column::Name && parse_name(&value.text).is_some()).then_some(value)
}

/// What a line says of a member: `类型：String`.
fn fact(line: &Rich) -> Option<(Column, Rich)> {
    let (column, value) = title_of(&line.text)?;
    let marked = line
        .markdown
        .split_once([':', '：'])
        .map(|(_, value)| value);
    let value = value.trim_start_matches(['*', '_']).trim();
    Some((
        column,
        Rich {
            text: value.to_owned(),
            markdown: marked
                .map_or(value, |value| value.trim_start_matches(['*', '_']).trim())
                .to_owned(),
            ..line.clone()
        },
    ))
}

/// The column that the words before a colon name, and what stands behind it.
fn title_of(line: &str) -> Option<(Column, &str)> {
    let bare = line.trim().trim_start_matches("- ").trim_start();
    let (title, value) = bare.split_once([':', '：'])?;
    Some((Column::of(title.trim_matches(['*', '_']))?, value))
}

impl Record {
    fn has(&self, wanted: Column) -> bool {
        self.facts.iter().any(|(column, _)| *column == wanted)
    }

    /// Whether it has a type that is one.
    fn is_typed(&self) -> bool {
        let ty = self
            .facts
            .iter()
            .find(|(column, _)| *column == Column::Type);
        ty.is_some_and(|(_, text)| spelling(&without_mark(&text.text)).is_some())
    }

    /// Takes a line below the name.
    fn take(&mut self, line: Rich) {
        if let Some((column, value)) = fact(&line)
            && COLUMNS.iter().any(|(known, _)| *known == column)
            && (column == Column::Description || !self.has(column))
        {
            if column == Column::Type {
                self.several(value);
            } else {
                self.facts.push((column, value));
            }
            return;
        }
        if self.facts.is_empty()
            && let Some((ty, rest)) = typed(&line)
        {
            self.facts.push((Column::Type, ty));
            self.facts
                .extend(rest.map(|rest| (Column::Description, rest)));
            return;
        }
        match self.facts.last_mut() {
            Some((Column::Description, above)) => above.add_line(line),
            _ => self.facts.push((Column::Description, line)),
        }
    }

    /// `String　必选：是`: more facts may stand behind a type.
    fn several(&mut self, value: Rich) {
        const GAPS: [char; 7] = ['\u{3000}', '\u{a0}', '|', '｜', ';', '；', '，'];
        let mut parts = value.text.split(GAPS).map(str::trim);
        let more: Option<Vec<(Column, Rich)>> = parts
            .clone()
            .skip(1)
            .filter(|part| !part.is_empty())
            .map(|part| fact(&value.with_text(part)))
            .collect();
        match (parts.next(), more) {
            (Some(ty), Some(more)) if !more.is_empty() => {
                self.facts.push((Column::Type, value.with_text(ty)));
                self.facts.extend(more);
            }
            _ => self.facts.push((Column::Type, value)),
        }
    }
}

/// A type and its mark on a line of their own, and what stands behind them: `String，必选`, `: Integer。How deep.`
fn typed(line: &Rich) -> Option<(Rich, Option<Rich>)> {
    let text = line.text.trim().trim_start_matches([':', '：']).trim();
    let (head, rest) = text.split_once('。').unwrap_or((text, ""));
    let is_type = match spelling(&without_mark(head)) {
        None => false,
        Some(Spelling::Named(_)) => head.contains(" of "),
        Some(_) => true,
    };
    is_type.then(|| {
        (
            line.with_text(head),
            (!rest.trim().is_empty()).then(|| line.with_text(rest.trim())),
        )
    })
}

/// The table that the members would be.
fn table(records: Vec<Record>) -> Option<Block> {
    let first = records.first()?;
    let at: Range<usize> = first.name.at.start..records.last()?.name.at.end;
    let top = records.iter().filter_map(|record| record.level).min();
    let used: Vec<(Column, &str)> = COLUMNS
        .iter()
        .copied()
        .filter(|(column, _)| records.iter().any(|record| record.has(*column)))
        .collect();
    let titles = std::iter::once("参数").chain(used.iter().map(|(_, title)| *title));
    let header = titles.map(|title| Rich::plain(title, &at)).collect();
    let rows = records.iter().map(|record| {
        let depth = record.level.zip(top).map_or(0, |(level, top)| level - top);
        let name = names::indented(record.name.text.trim(), depth.into());
        let mut row = vec![Rich::plain(&name, &record.name.at)];
        row.extend(used.iter().map(|(column, _)| {
            let mut own = record.facts.iter().filter(|(known, _)| known == column);
            let mut cell = own.next().map(|(_, cell)| cell.clone()).unwrap_or_default();
            own.for_each(|(_, more)| cell.add_line(more.clone()));
            cell
        }));
        row
    });
    Some(Block::Table(Table {
        header,
        rows: rows.collect(),
        at: at.clone(),
    }))
}
