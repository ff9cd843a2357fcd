//! Tables whose cells became paragraphs, as converters without support for tables leave them.

use std::collections::VecDeque;

use super::cells::{Cells, says_mark};
use super::columns::is_plain_type;
use super::mixed;
use super::names::parse_name;
use super::tails::{LONGEST_TITLE, ends, is_due, is_section, names_part};
use crate::dialect::{Column, Spelling, required, spelling};
use crate::page::{Block, Code, Page, Rich, Table};

/// A page with a table for every run of paragraphs that begins with the titles of columns.
pub(super) fn gathered(page: Page) -> Page {
    let Page { blocks, mended } = page;
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut left: VecDeque<Block> = by_lines(mixed::untabbed(blocks)).into();
    let mut types: Vec<String> = Vec::new();
    loop {
        // A header is complete when the next block is the name of a member.
        let width = width(&out, &left);
        if width < NARROWEST {
            match left.pop_front() {
                Some(block) => out.push(block),
                None => break,
            }
            continue;
        }
        let header = texts(out.drain(out.len() - width..));
        let mut cells: Vec<Block> = Vec::new();
        let mut next = 0;
        loop {
            part_at_title(&mut left);
            // JSON in a cell goes on until its brackets close.
            let open = cells.last().is_some_and(is_open);
            // `参数说明` among the titles of columns is one of them.
            let titled = cells
                .iter()
                .rev()
                .take_while(|cell| is_column(cell))
                .count();
            let in_header = || {
                let before = cells.get(..cells.len() - titled).unwrap_or_default();
                titled > 0 && !is_due(&header, before)
            };
            let belongs = match left.front() {
                Some(block @ Block::Text(text)) => {
                    open || is_column(block) && in_header() || !ends(text, &left, &header, &cells)
                }
                // JSON on a line of its own was taken for code; as an example it is a cell.
                Some(Block::Code(code)) => open || is_cell(code),
                _ => false,
            };
            if !belongs {
                break;
            }
            let Some(block) = left.pop_front() else {
                break;
            };
            match (cells.last_mut(), open) {
                (Some(Block::Text(cell)), true) => cell.add_line(as_text(block)),
                _ => cells.push(Block::Text(as_text(block))),
            }
            next = self::width(&cells, &left);
            if next >= NARROWEST {
                break;
            }
            next = 0;
        }
        let behind = cells.split_off(cells.len() - next);
        let (table, caption) = table(header, texts(cells), next > 0, &mut types);
        out.extend(table);
        out.extend(caption.map(Block::Text));
        out.extend(behind);
    }
    // A dash that is no cell says nothing.
    out.retain(|block| !matches!(block, Block::Text(text) if text.text == "-"));
    Page {
        blocks: out,
        mended,
    }
}

/// Parts a paragraph before the first of its lines that is the title of a section: what stands before it belongs to a cell.
fn part_at_title(left: &mut VecDeque<Block>) {
    let Some(Block::Text(text)) = left.front() else {
        return;
    };
    let lines = text.clone().into_lines();
    let titled = lines
        .iter()
        .position(|line| !line.text.is_ascii() && names_part(&line.text) && is_section(line));
    let Some(at) = titled.filter(|_| lines.len() > 1) else {
        return;
    };
    left.pop_front();
    let (mut first, mut title, mut rest) = (None::<Rich>, None, None::<Rich>);
    for (index, line) in lines.into_iter().enumerate() {
        let part = match index.cmp(&at) {
            std::cmp::Ordering::Less => &mut first,
            std::cmp::Ordering::Equal => &mut title,
            std::cmp::Ordering::Greater => &mut rest,
        };
        match part {
            Some(text) => text.add_line(line),
            None => *part = Some(line),
        }
    }
    for part in [rest, title, first].into_iter().flatten() {
        left.push_front(Block::Text(part));
    }
}

/// How many of the last blocks are the titles of columns, if the first row follows.
fn width(blocks: &[Block], left: &VecDeque<Block>) -> usize {
    let Some(next) = left.front().filter(|block| is_name(block)) else {
        return 0;
    };
    let Some((width, ty)) = header(blocks) else {
        return 0;
    };
    // `Description` is a name where a type follows, and the title of a column where none does, or where a name that is the
    // word of a type as well follows over its own.
    let is_type = |at: usize| {
        let cell = left.get(at);
        matches!(cell, Some(Block::Text(text)) if is_plain_type(&text.text))
    };
    let is_new = || {
        let heads = |known: &Block| matches!((known, next), (Block::Text(a), Block::Text(b)) if a.text.trim() == b.text.trim());
        !blocks.iter().rev().take(width).any(heads)
    };
    let over_name = || left.get(1).is_some_and(is_name) && is_type(1 + ty) && is_new();
    if is_column(next) && (!is_type(ty) || over_name()) {
        return 0;
    }
    width
}

/// Fewest columns of a table.
const NARROWEST: usize = 3;

fn texts(blocks: impl IntoIterator<Item = Block>) -> Vec<Rich> {
    let texts = blocks.into_iter().filter_map(|block| match block {
        Block::Text(text) => Some(text),
        _ => None,
    });
    texts.collect()
}

/// Whether a cell begins JSON that it does not end.
fn is_open(block: &Block) -> bool {
    let Block::Text(text) = block else {
        return false;
    };
    let count = |marks: [char; 2]| text.text.matches(marks).count();
    text.text.trim_start().starts_with(['[', '{']) && count(['[', '{']) > count([']', '}'])
}

/// Longest code that is taken for a cell, in characters.
const LONGEST_CODE: usize = 200;

/// Whether a block of code is the example of a member: a line that is no reply.
fn is_cell(code: &Code) -> bool {
    let line = code.text.trim();
    !line.contains('\n')
        && line.chars().count() <= LONGEST_CODE
        && !line.contains("ResponseMetadata")
        && line.starts_with(['{', '['])
}

fn as_text(block: Block) -> Rich {
    match block {
        Block::Text(text) => text,
        Block::Code(code) => Rich {
            markdown: code.text.trim_end().to_owned(),
            at: code.at..code.at + code.text.len(),
            text: code.text.trim_end().to_owned(),
            ..Rich::default()
        },
        Block::Heading(_) | Block::Table(_) => Rich::default(),
    }
}

/// Where the titles of columns stand on lines of one paragraph, every line of the page is a cell, or a text.
fn by_lines(blocks: Vec<Block>) -> Vec<Block> {
    let has_header = |block: &Block| match block {
        Block::Text(text) => {
            let titles = text.text.lines().map(|line| Column::of(line).is_some());
            let runs = titles.fold((0, 0), |(run, longest): (usize, usize), known| {
                let run = if known { run + 1 } else { 0 };
                (run, longest.max(run))
            });
            runs.1 >= NARROWEST
        }
        _ => false,
    };
    if !blocks.iter().any(has_header) {
        return blocks;
    }
    let lines = blocks.into_iter().flat_map(|block| match block {
        Block::Text(text) => text.into_lines().into_iter().map(Block::Text).collect(),
        other => vec![other],
    });
    lines.collect()
}

/// Whether a block is the title of a column.
fn is_column(block: &Block) -> bool {
    matches!(block, Block::Text(text) if Column::of(&text.text).is_some())
}

/// Whether a block is the name of a member, and no title of a column.
fn is_name(block: &Block) -> bool {
    let Block::Text(text) = block else {
        return false;
    };
    !is_item(text)
        && parse_name(&text.text).is_some()
        && Column::of(&text.text).is_none_or(|_| text.text.is_ascii())
}

/// Whether a text is an item of a list: neither a title of a column nor a cell alone.
fn is_item(text: &Rich) -> bool {
    text.text.starts_with("- ")
}

/// How many of the last blocks are the titles of columns, names and types among them, and which is that of the types.
fn header(blocks: &[Block]) -> Option<(usize, usize)> {
    let mut known: Vec<Column> = Vec::new();
    for block in blocks.iter().rev() {
        let Block::Text(text) = block else { break };
        let column = Column::of(&text.text).filter(|column| {
            !text.text.contains('\n')
                && !is_item(text)
                && (!known.contains(column) || may_repeat(*column))
        });
        let Some(column) = column else { break };
        known.push(column);
    }
    // The name stands first.
    let first = known.iter().rposition(|column| *column == Column::Name)?;
    let ty = known.iter().position(|column| *column == Column::Type)?;
    Some((first + 1, first.checked_sub(ty)?))
}

/// Whether a table may have two columns of a kind: `描述` and `备注`, `取值范围` and `限制`.
fn may_repeat(column: Column) -> bool {
    matches!(
        column,
        Column::Description | Column::Range | Column::Example
    )
}

/// The name of the page's own in a type.
pub(super) fn own_type(cell: &str) -> Option<String> {
    match spelling(cell)?.innermost() {
        Spelling::Named(name) => Some(name),
        _ => None,
    }
}

/// Takes the last cells if they begin with a line that is the name of a type.
fn named_caption(cells: &mut Vec<Rich>, types: &[String]) -> Option<Rich> {
    const HIGHEST: usize = 2;
    let from = cells.len().saturating_sub(HIGHEST);
    let names_type = |cell: &Rich| {
        let first = cell.text.lines().next().unwrap_or_default().trim();
        types.iter().any(|name| name == first)
    };
    let at = (from..cells.len()).find(|at| cells.get(*at).is_some_and(names_type))?;
    // A type stands over its mark or its description.
    let is_type = at
        .checked_sub(1)
        .and_then(|before| cells.get(before))
        .is_some_and(|before| !before.text.contains('\n') && parse_name(&before.text).is_some());
    if is_type {
        return None;
    }
    let mut caption: Option<Rich> = None;
    for cell in cells.split_off(at) {
        match &mut caption {
            Some(caption) => caption.add_line(cell),
            None => caption = Some(cell),
        }
    }
    caption
}

/// The rows: each begins with a name over a type. Where another table `follows`, what is left of the last row is its caption, and so
/// is the name of one of the `types` that rows have had so far.
fn table(
    header: Vec<Rich>,
    mut cells: Vec<Rich>,
    follows: bool,
    types: &mut Vec<String>,
) -> (Option<Block>, Option<Rich>) {
    let width = header.len();
    let columns: Vec<Option<Column>> = header.iter().map(|cell| Column::of(&cell.text)).collect();
    let place = |wanted: Column| columns.iter().position(|column| *column == Some(wanted));
    let Some(ty) = place(Column::Type) else {
        return (None, None);
    };
    let marks = place(Column::Required);
    types.extend(cells.windows(ty + 1).filter_map(|row| {
        let (name, cell) = (row.first()?, row.get(ty)?);
        parse_name(&name.text).and_then(|_| own_type(&cell.text))
    }));
    let mut caption = if follows {
        named_caption(&mut cells, types)
    } else {
        None
    };
    let run = Cells::of(&cells, &columns, ty);
    let (is_common, begins) = (|index| run.is_common(index), |index| run.begins(index));
    // Where a row has no mark, those that are left may be examples: `1`, `-` and `false`.
    let all_marks = marks.is_some_and(|at| {
        let mut rows = (0..cells.len()).filter(|index| begins(*index));
        rows.all(|index| {
            let mark = cells.get(index + at);
            mark.is_some_and(|mark| required(&mark.text).is_some())
        })
    });
    let mut rows: Vec<Vec<Rich>> = Vec::new();
    let mut index = 0;
    while index < cells.len() {
        // The last cell takes what stands before the next row.
        let mut end = index + width.min(ty + 1).max(2);
        // Of a row may be missing what is empty, and a mark that is a picture.
        let least = |end: usize| {
            if is_common(end + ty) {
                index + ty + 2
            } else {
                index + width.saturating_sub(1)
            }
        };
        while end < cells.len() && !(begins(end) && end >= least(end) || run.is_whole(index, end)) {
            end += 1;
        }
        let mut row: Vec<Rich> = Vec::with_capacity(width);
        let own = cells.get(index..end).unwrap_or_default();
        // A mark that is a picture leaves no text.
        let lost = marks.filter(|at| {
            own.get(*at).is_some_and(|cell| {
                let speaks = cell.text.chars().count() <= LONGEST_TITLE
                    && !cell.text.starts_with("是否")
                    && (cell.text.contains('必')
                        || cell
                            .text
                            .starts_with(['是', '否', '可', '选', '视', '当', '仅']));
                let is_mark = cell.is_blank()
                    || required(&cell.text).is_some()
                        && (says_mark(&cell.text) || all_marks && own.len() >= width);
                !(is_mark || own.len() >= width && speaks)
            })
        });
        for (number, cell) in own.iter().cloned().enumerate() {
            let is_last = end >= cells.len() && number + 1 == own.len();
            if lost == Some(row.len()) {
                row.push(Rich::at(cell.at.clone()));
            }
            if row.len() < width {
                row.push(cell);
            } else if follows && is_last && caption.is_none() {
                caption = Some(cell);
            } else if let Some(last) = row.last_mut() {
                last.add_line(cell);
            }
        }
        rows.push(row);
        index = end;
    }
    let at = header.first().map_or(0, |cell| cell.at.start);
    let end = cells.last().map_or(at, |cell| cell.at.end);
    let table = Table {
        header,
        rows,
        at: at..end.max(at),
    };
    (Some(Block::Table(table)), caption)
}
