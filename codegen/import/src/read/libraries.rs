//! Pages that describe structures alone, to which other pages refer.

use super::PAGE;
use super::joined::whole;
use super::spread::gathered;
use crate::dialect::bare;
use crate::page::{Block, Page, Source};

/// The tables of a page of structures, under a heading of their own.
pub(super) fn library(text: &str, index: usize) -> Page {
    let base = PAGE * (index + 1);
    let page = whole(Page::read(&Source::of(text)));
    let mut page = titled(gathered(page).0);
    page.blocks
        .retain(|block| matches!(block, Block::Heading(_) | Block::Table(_)));
    for block in &mut page.blocks {
        block.each_place(&mut |at| *at = base + at.start..base + at.end);
    }
    let title = Block::titled(LIBRARY, 0, &(base..base));
    page.blocks.insert(0, title);
    page
}

/// The title over the tables of another page.
const LIBRARY: &str = "§ structures";

/// Titles over the table of the one structure that a page is about.
const GENERIC: &[&str] = &[
    "structure",
    "structures",
    "datastructure",
    "definition",
    "parameter",
    "parameters",
    "member",
    "members",
    "field",
    "fields",
    "attribute",
    "attributes",
    "property",
    "properties",
    "content",
    "contents",
    "element",
    "elements",
    "结构",
    "结构体",
    "结构说明",
    "结构定义",
    "数据结构",
    "参数",
    "参数说明",
    "字段",
    "字段说明",
    "成员",
    "属性",
    "定义",
    "内容",
];

/// A page of structures whose title names the structure: `# Boat` over `## Structure` over its table.
pub(super) fn titled(mut page: Page) -> Page {
    let is_name = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_uppercase())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            && !GENERIC.contains(&bare(text).as_str())
    };
    let title = page.blocks.iter().find_map(|block| match block {
        Block::Heading(heading) => Some(heading.text.text.trim().to_owned()),
        _ => None,
    });
    let Some(title) = title.filter(|title| is_name(title)) else {
        return page;
    };
    for block in &mut page.blocks {
        if let Block::Heading(heading) = block
            && GENERIC.contains(&bare(&heading.text.text).as_str())
        {
            let mut text = crate::page::Rich::at(heading.text.at.clone());
            text.push(&title);
            heading.text = text;
        }
    }
    page
}
