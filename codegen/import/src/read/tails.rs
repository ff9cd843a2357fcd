//! What ends a table whose cells stand one below the other: the title of the next section, an address, a sentence about the reply.

use std::collections::VecDeque;

use super::cells::{self, says_type};
use super::glued::Glue;
use super::inferred::{Part, words_say_part};
use super::names::parse_name;
use super::sections::is_nothing_else;
use crate::dialect::{Column, Section, section};
use crate::page::{Block, Rich};

/// Longest title of a section, in characters, and in letters of English.
pub(super) const LONGEST_TITLE: usize = 12;
const LONGEST_IN_ENGLISH: usize = 24;
/// How many lines of text may stand between a title and its table.
const BETWEEN: usize = 2;
/// How many cells before a line are looked at, and how many behind it.
const NEAR: usize = 40;

/// Whether the first of the lines that are left ends the cells before it. Where the last row lacks a cell, no title stands, and
/// where another row follows, a line describes the one before.
pub(super) fn ends(
    text: &Rich,
    left: &VecDeque<Block>,
    header: &[Rich],
    (cells, glue): (&[Block], Option<&Glue>),
) -> bool {
    let line = text.text.trim();
    if is_request(line) {
        return true;
    }
    let may_end = is_title(text, left) || is_address(line) || concludes(line);
    may_end && !is_due(header, cells, glue) && !row_follows(header, left)
}

/// Whether a line sends a request: `GET https://…`.
pub(super) fn is_request(line: &str) -> bool {
    const METHODS: [&str; 2] = ["GET ", "POST "];
    let behind = METHODS.iter().find_map(|method| line.strip_prefix(method));
    behind.is_some_and(|address| is_url(address.trim_start()) || address.starts_with("/?"))
}

fn is_url(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// Whether a line is the address of an action.
fn is_address(line: &str) -> bool {
    is_url(line) && line.contains("Action=")
}

/// Whether a sentence is about the reply as a whole, such as it stands between tables.
pub(super) fn concludes(line: &str) -> bool {
    const BEGIN: &[&str] = &[
        "本接口",
        "该接口",
        "下表",
        "返回结果参看",
        "其中",
        "See BaseResponse",
        "This API",
        "This interface",
        "There are no",
        "There is no",
        "The following",
        "Listed below",
        "The structure of",
    ];
    BEGIN.iter().any(|word| line.starts_with(word)) && words_say_part(line) == Some(Part::Response)
}

/// Whether the last row of a table lacks a cell.
pub(super) fn is_due(header: &[Rich], cells: &[Block], glue: Option<&Glue>) -> bool {
    let near = cells.iter().skip(cells.len().saturating_sub(NEAR));
    let near = near.filter_map(|block| match block {
        Block::Text(text) => Some(text.clone()),
        _ => None,
    });
    let near: Vec<Rich> = near.collect();
    cells::is_due(header, &near, glue)
}

/// Whether a name over a type stands behind a line before the titles of another table, or anything that is no cell.
fn row_follows(header: &[Rich], left: &VecDeque<Block>) -> bool {
    let ty = header
        .iter()
        .position(|cell| Column::of(&cell.text) == Some(Column::Type))
        .unwrap_or(1);
    let texts = left.iter().skip(1).take(NEAR);
    let texts = texts.map_while(|block| match block {
        Block::Text(text) => Some(text.text.trim()),
        _ => None,
    });
    let texts: Vec<&str> = texts.take_while(|text| !is_request(text)).collect();
    let heads = |at: usize| {
        let titles = texts.iter().skip(at).take(2);
        titles.filter_map(|text| Column::of(text)).count() == 2
    };
    let end = (0..texts.len()).find(|at| heads(*at));
    (0..end.unwrap_or(texts.len())).any(|at| {
        let over = |at: usize| texts.get(at).is_some_and(|text| says_type(text));
        over(at + ty) && texts.get(at).is_some_and(|name| parse_name(name).is_some())
    })
}

/// Whether the first of the lines that are left is the title of a section. In English, what follows must say so as well.
fn is_title(text: &Rich, left: &VecDeque<Block>) -> bool {
    titles(text, left.get(1), left.iter().skip(2).take(BETWEEN))
}

/// Whether a line is the title of a section, whatever follows.
pub(super) fn is_section(text: &Rich) -> bool {
    titles(text, None, [].iter())
}

fn titles<'b>(
    text: &Rich,
    next: Option<&'b Block>,
    mut behind: impl Iterator<Item = &'b Block>,
) -> bool {
    let line = text.text.trim();
    let names_column = |text: &Rich| Column::of(&text.text) == Some(Column::Name);
    if line.is_ascii() {
        let heads = match next {
            Some(Block::Text(next)) => {
                names_column(next)
                    || names_part(&next.text)
                    || is_request(&next.text)
                    || is_address(&next.text)
                    || next.text.starts_with("HTTP/")
                    || next.text.contains(' ')
                        && behind
                            .any(|block| matches!(block, Block::Text(text) if names_column(text)))
                    || concludes(&next.text)
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
            // `请求体` may say in a cell where a parameter travels, but not right above a table.
            Some(Section::Query | Section::Body | Section::Headers) => {
                let mut near = next.into_iter().chain(behind);
                let heads =
                    |block: &Block| matches!(block, Block::Text(text) if names_column(text));
                is_nothing_else(line) && (line.contains("参数") || near.any(heads))
            }
            _ => false,
        }
}

/// Whether a line has nothing but the words of the title of a part of a page.
pub(super) fn names_part(line: &str) -> bool {
    section(line).is_some() && is_nothing_else(line)
}

/// Whether a line over a list of members, or behind one, is the title of a section about data that has lost its mark.
pub(super) fn is_title_of_list(line: &str) -> bool {
    let line = line.trim();
    let longest = if line.is_ascii() {
        LONGEST_IN_ENGLISH
    } else {
        LONGEST_TITLE
    };
    line.chars().count() <= longest
        && !line.contains(['。', '，', '.', ':', '：'])
        && !line.starts_with(['-', '*', '•'])
        && section(line).is_some_and(|section| {
            !matches!(
                section,
                Section::Example
                    | Section::Behaviour
                    | Section::Limits
                    | Section::Aside
                    | Section::Method
            )
        })
}

/// Whether a bold line with the title of a section ends what stands before it.
pub(super) fn begins_anew(section: Section) -> bool {
    !matches!(
        section,
        Section::Example | Section::Behaviour | Section::Limits | Section::Aside
    )
}
