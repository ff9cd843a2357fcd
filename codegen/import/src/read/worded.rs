//! Tables of structures whose titles have no name but the words that describe a member: `泊位信息字段说明` for the member that is
//! described as `泊位信息`.

use super::columns::Columns;
use super::names::parse_name;
use super::sections::is_nothing_else;
use crate::dialect::{Column, Spelling, is_han, spelling};
use crate::page::{Block, Page, Rich, Table};

/// Longest title, in characters.
const LONGEST: usize = 24;
/// Shortest description that tells a member, in characters.
const SHORTEST: usize = 2;
/// The level of the headings that are made.
const LEVEL: u8 = 6;

/// A member whose own members may stand in another table.
struct Wanted {
    name: String,
    words: String,
}

/// A page on which a table below such a title has the name of the member as a heading.
pub(super) fn titled(page: Page) -> Page {
    let Page { blocks, mended } = page;
    let is_titled =
        |pair: &[Block]| matches!(pair, [above, Block::Table(_)] if title(above).is_some());
    if !blocks.windows(2).any(is_titled) {
        return Page { blocks, mended };
    }
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        if let Block::Table(table) = &block {
            let columns = Columns::of(table);
            if columns.has(Column::Name) && columns.has(Column::Type) {
                let title = out.last().and_then(title);
                let named = title.and_then(|title| only(&wanted, title));
                if let Some(index) = named {
                    let member = wanted.remove(index);
                    out.push(Block::titled(&member.name, LEVEL, &table.at));
                }
                wanted.extend(holders(table, &columns));
            }
        }
        out.push(block);
    }
    Page {
        blocks: out,
        mended,
    }
}

/// What a block above a table says that it describes, without the words of titles.
fn title(block: &Block) -> Option<&str> {
    let text = match block {
        Block::Heading(heading) => heading.text.text.trim(),
        Block::Text(text) => text.text.trim(),
        Block::Table(_) | Block::Code(_) => return None,
    };
    let text = text.trim_end_matches([':', '：']);
    let is_title = text.chars().count() <= LONGEST && text.chars().all(is_han);
    let about = without(
        text,
        &["字段", "参数", "说明", "描述", "定义", "如下", "的"],
    );
    let is_said = is_title && about.len() < text.len() && !is_nothing_else(text);
    is_said.then(|| bare(about))?
}

/// The only member that is described by some words.
fn only(wanted: &[Wanted], words: &str) -> Option<usize> {
    let mut found = (0..wanted.len()).filter(|index| {
        wanted
            .get(*index)
            .is_some_and(|member| member.words == words)
    });
    let index = found.next()?;
    found.next().is_none().then_some(index)
}

/// The objects and lists of a table that have no members in it.
fn holders<'t>(table: &'t Table, columns: &'t Columns) -> impl Iterator<Item = Wanted> + 't {
    let name = |row: &[Rich]| parse_name(&columns.cell(Column::Name, row)?.text);
    table
        .rows
        .iter()
        .enumerate()
        .filter_map(move |(index, row)| {
            let (depth, path, written) = name(row)?;
            let holds = matches!(
                spelling(&columns.cell(Column::Type, row)?.text)?.innermost(),
                Spelling::Object | Spelling::List(None)
            );
            let next = table.rows.get(index + 1).and_then(|row| name(row));
            let is_filled = next.is_some_and(|(below, _, next)| {
                below > depth || next.starts_with(&format!("{written}."))
            });
            let text = &columns.cell(Column::Description, row)?.text;
            let first = text.split(|c: char| !is_han(c)).next()?;
            let words = bare(first)?.to_owned();
            let (name, _) = path.into_iter().next_back()?;
            // `Result` alone is the title of a reply.
            let name = if name == "Result" {
                format!("Result.{name}")
            } else {
                name
            };
            (holds && !is_filled).then_some(Wanted { name, words })
        })
}

/// Words without those for what anything is.
fn bare(words: &str) -> Option<&str> {
    const KINDS: &[&str] = &[
        "列表",
        "数组",
        "集合",
        "信息",
        "详情",
        "详细",
        "对象",
        "结构体",
        "结构",
        "数据",
        "内容",
    ];
    let bare = without(words, KINDS);
    (bare.chars().count() >= SHORTEST).then_some(bare)
}

/// A text without some words at its end.
fn without<'t>(text: &'t str, words: &[&str]) -> &'t str {
    let mut text = text;
    while let Some(rest) = words.iter().find_map(|word| text.strip_suffix(word)) {
        text = rest;
    }
    text
}
