//! Tables whose cells became paragraphs, as converters without support for tables leave them.

use std::collections::VecDeque;

use super::cells::{says_type, table};
use super::columns::{is_plain_type, type_column};
use super::glued::{Glue, Tally};
use super::mixed;
use super::names::parse_name;
use super::tails::{ends, is_due, is_section, names_part};
use crate::dialect::{Column, Spelling, is_han, is_plain_mark, spelling};
use crate::page::{Block, Code, Page, Rich};

/// A page with a table for every run of paragraphs that begins with the titles of columns.
///
/// Where cells are glued together, it says where such tables begin. If most of their rows can be cut in several ways, the page stays as
/// it is.
pub(super) fn gathered(page: Page) -> (Page, Vec<usize>) {
    let Some(glue) = Glue::of(&page.blocks) else {
        return (with_tables(page, None).0, Vec::new());
    };
    let (read, tally) = with_tables(
        Page {
            blocks: page.blocks.clone(),
            mended: page.mended.clone(),
        },
        Some(&glue),
    );
    if tally.doubts * 2 > tally.rows {
        return (with_tables(page, None).0, Vec::new());
    }
    (read, tally.tables)
}

fn with_tables(page: Page, glue: Option<&Glue>) -> (Page, Tally) {
    let Page { blocks, mended } = page;
    let mut tally = Tally::default();
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let blocks = by_lines(mixed::untabbed(blocks));
    let mut left: VecDeque<Block> = if glue.is_some() {
        Glue::laid_out(blocks).into()
    } else {
        blocks.into()
    };
    let mut types: Vec<String> = Vec::new();
    let titles = titles(&left);
    loop {
        // A header is complete when the next block is the name of a member.
        let width = width(&out, &left, glue);
        if width < NARROWEST {
            match left.pop_front() {
                Some(block) => out.push(block),
                None => break,
            }
            continue;
        }
        let mut header = texts(out.drain(out.len() - width..).map(without_unknown));
        put_types_first(&mut header, &left, glue);
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
                titled > 0 && !is_due(&header, before, glue)
            };
            let belongs = match left.front() {
                Some(block @ Block::Text(text)) => {
                    open || is_column(block) && in_header()
                        || !ends(text, &left, &header, (&cells, glue))
                }
                // JSON on a line of its own was taken for code; as an example it is a cell.
                Some(Block::Code(code)) => open || is_cell(code, &cells),
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
            next = self::width(&cells, &left, glue);
            if next >= NARROWEST {
                break;
            }
            next = 0;
        }
        let behind = cells.split_off(cells.len() - next);
        let (table, caption) = table(
            header,
            texts(cells),
            next > 0,
            (&mut types, &titles),
            (glue, &mut tally),
        );
        out.extend(table);
        out.extend(caption.map(Block::Text));
        out.extend(behind);
    }
    // A dash that is no cell says nothing.
    out.retain(|block| !matches!(block, Block::Text(text) if text.text == "-"));
    let page = Page {
        blocks: out,
        mended,
    };
    (page, tally)
}

/// The names that stand right above the titles of columns.
fn titles(blocks: &VecDeque<Block>) -> Vec<String> {
    let column = |index: usize| match blocks.get(index) {
        Some(Block::Text(text)) if text.text.len() <= LONGEST_NAME => Column::of(&text.text),
        _ => None,
    };
    let found = blocks.iter().enumerate().filter_map(|(index, block)| {
        let Block::Text(text) = block else {
            return None;
        };
        if text.text.len() > LONGEST_NAME {
            return None;
        }
        let heads =
            column(index + 1) == Some(Column::Name) && column(index + 2) == Some(Column::Type);
        (heads && parse_name(&text.text).is_some()).then(|| text.text.trim().to_owned())
    });
    found.collect()
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
fn width(blocks: &[Block], left: &VecDeque<Block>, glue: Option<&Glue>) -> usize {
    let is_row = |block: &Block| matches!((glue, block), (Some(glue), Block::Text(text)) if glue.begins_row(&text.text));
    let Some(next) = left.front().filter(|block| is_name(block) || is_row(block)) else {
        return 0;
    };
    let Some((width, ty)) = header(blocks, left) else {
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
/// Longest title of a column that is not known, in characters.
const LONGEST_UNKNOWN: usize = 6;
/// Longest title of a column, or name of a structure, in bytes.
const LONGEST_NAME: usize = 80;

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

/// Whether a block of code is the example of a member and no reply: a line, or any JSON right behind the type or the mark of an object.
fn is_cell(code: &Code, before: &[Block]) -> bool {
    let text = code.text.trim();
    let is_line = !text.contains('\n') && text.chars().count() <= LONGEST_CODE;
    (is_line || holds_members(before))
        && !text.contains("ResponseMetadata")
        && text.starts_with(['{', '['])
}

/// Whether the last cells are the name and the type of an object or of a list, and its mark if there is one.
fn holds_members(cells: &[Block]) -> bool {
    let text = |back: usize| match cells.len().checked_sub(back).and_then(|at| cells.get(at)) {
        Some(Block::Text(text)) => text.text.trim(),
        _ => "",
    };
    let ty = if is_plain_mark(text(1)) { 2 } else { 1 };
    let (name, ty) = (text(ty + 1), text(ty));
    let holds = match spelling(ty) {
        Some(Spelling::Object | Spelling::List(_) | Spelling::Map(_)) => says_type(ty),
        // `Port` over `Port` or `BoatPort`
        Some(Spelling::Named(own)) => own.ends_with(name),
        _ => false,
    };
    holds && parse_name(name).is_some()
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
    blocks.into_iter().flat_map(Block::into_lines).collect()
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
fn header(blocks: &[Block], row: &VecDeque<Block>) -> Option<(usize, usize)> {
    titles_before(blocks, row).or_else(|| {
        // A machine may have translated the last title to anything.
        let (last, before) = blocks.split_last()?;
        let (width, ty) = titles_before(before, row)?;
        (width >= NARROWEST && is_no_name(last)).then_some((width + 1, ty))
    })
}

/// Puts the title of the marks behind that of the types where the first row has its type right behind its name: marks that are pictures
/// leave nothing in a copy.
fn put_types_first(header: &mut [Rich], left: &VecDeque<Block>, glue: Option<&Glue>) {
    let text = |at: usize| match left.get(at) {
        Some(Block::Text(text)) => text.text.as_str(),
        _ => "",
    };
    let is_typed = is_plain_type(text(1)) || glue.is_some_and(|glue| glue.begins_row(text(0)));
    if let [_, marks, types, ..] = header
        && Column::of(&marks.text) == Some(Column::Required)
        && Column::of(&types.text) == Some(Column::Type)
        && is_typed
    {
        std::mem::swap(marks, types);
    }
}

/// The title of a column. One that is not known says nothing.
fn without_unknown(block: Block) -> Block {
    match block {
        Block::Text(text) if Column::of(&text.text).is_none() => Block::Text(Rich::at(text.at)),
        known => known,
    }
}

/// Whether a block is as short as a title, and no row begins with it: it is Chinese, or has two words or three.
fn is_no_name(block: &Block) -> bool {
    let Block::Text(text) = block else {
        return false;
    };
    let line = text.text.trim();
    let words = || line.split(' ');
    let is_chinese = line.chars().all(is_han) && line.chars().count() <= LONGEST_UNKNOWN;
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic());
    is_chinese || matches!(words().count(), 2 | 3) && words().all(is_word)
}

/// The same, where every title is known.
fn titles_before(blocks: &[Block], row: &VecDeque<Block>) -> Option<(usize, usize)> {
    let mut known: Vec<Option<Column>> = Vec::new();
    for block in blocks.iter().rev() {
        let Block::Text(text) = block else { break };
        let column = Column::of(&text.text).filter(|column| {
            !text.text.contains('\n')
                && !is_item(text)
                && (!known.contains(&Some(*column)) || may_repeat(*column))
        });
        let Some(column) = column else { break };
        known.push(Some(column));
    }
    // The name stands first.
    let first = known
        .iter()
        .rposition(|column| *column == Some(Column::Name))?;
    known.truncate(first + 1);
    known.reverse();
    let cell = |index: usize| match row.get(index) {
        Some(Block::Text(text)) => Some(text.text.as_str()),
        _ => None,
    };
    Some((known.len(), type_column(&known, cell)?))
}

/// Whether a table may have two columns of a kind: `描述` and `备注`, `取值范围` and `限制`, `数据类型` and `参数类型`.
fn may_repeat(column: Column) -> bool {
    matches!(
        column,
        Column::Description | Column::Range | Column::Example | Column::Type
    )
}
