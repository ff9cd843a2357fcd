//! Tables whose cells became paragraphs, as converters without support for tables leave them.

use std::collections::VecDeque;

use super::columns::is_plain_type;
use super::mixed;
use super::names::parse_name;
use super::outline::has_inner_capital;
use super::sections::is_nothing_else;
use crate::dialect::{Column, Section, Spelling, is_plain_mark, required, section, spelling};
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
            let in_header = cells.last().is_some_and(is_column);
            let belongs = match left.front() {
                Some(block @ Block::Text(text)) => {
                    open || in_header && is_column(block) || !is_title(text, left.get(1))
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
        .position(|line| !line.text.is_ascii() && names_part(&line.text) && is_title(line, None));
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
    // `Description` is a name where a type follows, and the title of a column where none does.
    let is_type = |block: &Block| matches!(block, Block::Text(text) if is_plain_type(&text.text));
    if is_column(next) && !left.get(ty).is_some_and(is_type) {
        return 0;
    }
    width
}

/// Fewest columns of a table.
const NARROWEST: usize = 3;
/// Longest title of a section, in characters.
const LONGEST_TITLE: usize = 12;

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

/// Whether a line is the title of a section, which ends the cells before it. In English, what follows must say so as well.
fn is_title(text: &Rich, next: Option<&Block>) -> bool {
    let line = text.text.trim();
    if line.is_ascii() {
        let heads = match next {
            Some(Block::Text(next)) => {
                Column::of(&next.text) == Some(Column::Name)
                    || names_part(&next.text)
                    || ["GET ", "POST ", "HTTP/"]
                        .iter()
                        .any(|sent| next.text.starts_with(sent))
            }
            Some(Block::Code(_)) => true,
            _ => false,
        };
        return heads && names_part(line);
    }
    // `参数` is the title of a column.
    line != "参数"
        && line.chars().count() <= LONGEST_TITLE
        && !line.contains(['。', '，', '.'])
        // `详见返回示例` stands in a cell.
        && !["见", "详见", "参见", "参考", "请参", "请见", "如"]
            .iter()
            .any(|word| line.starts_with(word))
        && match section(line) {
            Some(
                Section::Request
                | Section::Response
                | Section::RequestExample
                | Section::ResponseExample
                | Section::Errors,
            ) => true,
            // `请求体` may say in a cell where a parameter travels.
            Some(Section::Query | Section::Body | Section::Headers) => {
                is_nothing_else(line) && line.contains("参数")
            }
            _ => false,
        }
}

/// Whether a line has nothing but the words of the title of a part of a page.
fn names_part(line: &str) -> bool {
    section(line).is_some() && is_nothing_else(line)
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

/// Whether a cell is a mark whatever column it stands in.
fn says_mark(cell: &str) -> bool {
    let bare = cell.trim().to_lowercase();
    let is_sign = bare.chars().all(|c| !c.is_ascii() && !c.is_alphanumeric());
    let is_word = [
        "是",
        "否",
        "必",
        "可",
        "选",
        "条件",
        "视",
        "yes",
        "no",
        "required",
        "optional",
        "mandatory",
        "conditional",
    ];
    is_sign || is_word.iter().any(|word| bare.starts_with(word))
}

/// Whether a cell is a type that nobody takes for the name of a member.
fn says_type(cell: &str) -> bool {
    let lower = cell.trim().to_lowercase();
    const TYPES: &[&str] = &[
        "string", "integer", "int", "int32", "int64", "long", "bool", "boolean", "float", "double",
        "number", "object", "array", "list", "map",
    ];
    TYPES.contains(&lower.as_str()) || lower.ends_with("[]") || lower.contains(" of ")
}

/// Whether cells that begin with a name and the name of a type are a row: its mark, a type that repeats the name, or a description
/// that is no name says so.
fn has_own_type(cells: &[Rich], width: usize, marks: Option<usize>) -> bool {
    // `Filter` over `ListBoatsFilter`, without the mark that the copy has lost.
    let repeats = || match cells {
        [name, spelled, ..] => {
            let (name, spelled) = (name.text.trim(), spelled.text.trim());
            spelled.len() > name.len()
                && spelled.contains(name.strip_suffix('s').unwrap_or(name))
                && has_inner_capital(spelled)
        }
        _ => false,
    };
    match marks.and_then(|marks| cells.get(marks)) {
        Some(mark) => is_plain_mark(&mark.text) || mark.is_blank() || repeats(),
        None => cells
            .get(width.saturating_sub(1))
            .is_some_and(|last| parse_name(&last.text).is_none()),
    }
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
    let is_common = |index: usize| cells.get(index).is_some_and(|cell| says_type(&cell.text));
    let begins = |index: usize| {
        let name = cells
            .get(index)
            .is_some_and(|cell| parse_name(&cell.text).is_some() && !cell.text.contains('\n'));
        let is_type = cells.get(index + ty).is_some_and(|cell| {
            let known = spelling(&cell.text);
            !cell.text.contains('\n') && matches!(known, Some(ref known) if !matches!(known, Spelling::Named(name) if name.contains(' ')))
        });
        // A name alone is a type as well: the cell behind it must not be one. `Times` and `Url` are names over a common type.
        // `List` over `Array of List` is a name: nothing but a type is spelled so.
        let over_list = cells.get(index + ty).is_some_and(|cell| {
            let text = cell.text.trim();
            text.ends_with("[]") || text.contains(" of ")
        });
        let is_value = is_common(index) && !over_list
            || !is_common(index + ty)
                && cells.get(index).is_some_and(|cell| {
                    matches!(spelling(&cell.text), Some(known) if !matches!(known, Spelling::Named(_)))
                });
        // Values one below the other look like a name over a type of the page's own: such a row needs a mark, or all its cells.
        // `Object of Name` is no value.
        let is_own = !is_common(index + ty)
            && matches!(
                cells.get(index + ty).and_then(|cell| spelling(&cell.text)),
                Some(Spelling::Named(_))
            );
        let is_row = !is_own || has_own_type(cells.get(index..).unwrap_or_default(), width, marks);
        // A value that is an identifier stands before the name of a member: `GetPort`, `Version`, `String`.
        let is_before = !is_common(index + ty) && is_common(index + ty + 1);
        name && is_type && !is_value && is_row && !(is_before && ty == 1)
    };
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
        while end < cells.len() && !(begins(end) && end >= least(end)) {
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
