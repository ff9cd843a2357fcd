//! Members that a page sorts otherwise than into sections: a column says whether each is sent or returned, or those that must be given and
//! those that may be left out have tables of their own.

use super::sections::heads_data;
use crate::dialect::{Column, Section, half_width, section};
use crate::page::{Block, Page, Rich, Table};
use crate::pattern::pattern;

/// A page whose tables have members of one part of the action, with a column for the marks.
pub(super) fn by_sections(page: Page) -> Page {
    let Page { blocks, mended } = page;
    let blocks = blocks.into_iter().flat_map(|block| match block {
        Block::Table(table) => match directions(&table) {
            Some((column, directions)) => parted(table, column, &directions),
            None => vec![Block::Table(table)],
        },
        other => vec![other],
    });
    Page {
        blocks: with_marks(blocks.collect()),
        mended,
    }
}

/// Titles of columns that say whether a member is sent or returned.
const DIRECTIONS: &[&str] = &[
    "方向",
    "参数方向",
    "请求/返回",
    "请求/响应",
    "输入/输出",
    "入参/出参",
    "direction",
    "in/out",
    "request/response",
    "input/output",
];

/// The column that says whether members are sent or returned, and what it says of each row.
fn directions(table: &Table) -> Option<(usize, Vec<Section>)> {
    let is_one = |cell: &Rich| {
        let title = half_width(cell.text.trim()).to_lowercase();
        DIRECTIONS.contains(&title.as_str())
    };
    let column = table.header.iter().position(is_one)?;
    let cell = |row: &Vec<Rich>| {
        let cell = half_width(row.get(column)?.text.trim()).to_lowercase();
        match cell.as_str() {
            "in" | "req" => Some(Section::Request),
            "out" | "res" | "resp" => Some(Section::Response),
            word => {
                section(word).filter(|found| matches!(found, Section::Request | Section::Response))
            }
        }
    };
    let directions: Option<Vec<Section>> = table.rows.iter().map(cell).collect();
    directions.map(|directions| (column, directions))
}

/// A table for each direction, without the column that says it.
fn parted(table: Table, column: usize, directions: &[Section]) -> Vec<Block> {
    const LEVEL: u8 = 6;
    let Table { header, rows, at } = table;
    let without = |mut row: Vec<Rich>| {
        row.remove(column);
        row
    };
    let (mut sent, mut returned) = (Vec::new(), Vec::new());
    for (row, direction) in rows.into_iter().zip(directions) {
        match direction {
            Section::Response => returned.push(without(row)),
            _ => sent.push(without(row)),
        }
    }
    let header = without(header);
    let titled = [("请求参数", sent), ("返回参数", returned)].into_iter();
    let blocks = titled
        .filter(|(_, rows)| !rows.is_empty())
        .flat_map(|(title, rows)| {
            let place = rows
                .first()
                .and_then(|row| row.first())
                .map_or(at.start, |cell| cell.at.start);
            let place = place..place;
            let table = Table {
                header: header.clone(),
                rows,
                at: place.clone(),
            };
            [Block::titled(title, LEVEL, &place), Block::Table(table)]
        });
    blocks.collect()
}

// `Required parameters`, `必选的请求参数`
pattern!(
    MARK,
    r"(?i)^(?:(required|mandatory|必选|必填|必传)|(optional|可选|选填|非必选|非必填))的?\s*(?:request |body |query |请求)?(?:parameters?|fields?|参数|字段)?\s*:?$"
);

/// The mark that a title over a table gives to all members in it.
fn mark(block: &Block) -> Option<&'static str> {
    let title = match block {
        Block::Heading(heading) => &heading.text,
        Block::Text(text) => text,
        Block::Table(_) | Block::Code(_) => return None,
    };
    let title = half_width(title.text.trim());
    let found = MARK.captures(&title)?;
    Some(if found.get(1).is_some() { "Yes" } else { "No" })
}

/// Blocks in which tables whose titles say that all members in them must be given, or that all may be left out, are one table with marks.
fn with_marks(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut blocks = blocks.into_iter().peekable();
    // Whether the last block is such a table.
    let mut goes_on = false;
    while let Some(block) = blocks.next() {
        let mark = match blocks.peek() {
            Some(Block::Table(table)) if lacks_marks(table) => mark(&block),
            _ => None,
        };
        let Some((mark, Block::Table(mut table))) =
            mark.and_then(|mark| Some((mark, blocks.next()?)))
        else {
            goes_on = false;
            out.push(block);
            continue;
        };
        table.header.push(Rich::plain("Required", &table.at));
        for row in &mut table.rows {
            row.resize(table.header.len() - 1, Rich::default());
            row.push(Rich::plain(
                mark,
                &row.first().map_or(table.at.clone(), |cell| cell.at.clone()),
            ));
        }
        match out.last_mut() {
            Some(Block::Table(last)) if goes_on && has_same_titles(last, &table) => {
                last.rows.append(&mut table.rows);
            }
            _ => {
                // Where no other title says that members follow, this one does.
                let headed = out.iter().any(heads_data);
                if let Block::Heading(heading) = &block
                    && !headed
                {
                    out.push(Block::titled("请求参数", heading.level, &heading.text.at));
                }
                out.push(Block::Table(table));
            }
        }
        goes_on = true;
    }
    out
}

/// Whether a table lists members, and has no column for their marks.
fn lacks_marks(table: &Table) -> bool {
    let columns = table.header.iter().map(|cell| Column::of(&cell.text));
    let columns: Vec<Column> = columns.flatten().collect();
    columns.contains(&Column::Name)
        && !columns.contains(&Column::Required)
        && !columns.contains(&Column::Optional)
}

fn has_same_titles(one: &Table, other: &Table) -> bool {
    let titles = |table: &Table| -> Vec<String> {
        let cells = table.header.iter();
        cells.map(|cell| cell.text.trim().to_owned()).collect()
    };
    titles(one) == titles(other)
}
