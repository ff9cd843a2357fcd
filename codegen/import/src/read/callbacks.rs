//! Sections about what the service sends to an address of the caller's: neither request nor reply.

use std::ops::Range;

use super::Reader;
use crate::dialect::{Section, section};
use crate::page::{Block, Page};
use crate::pattern::pattern;
use codegen_documents::diagnostics::{Finding, lint};

// `设置回调请求参数` is about an action.
pattern!(
    CALLBACK,
    r"(?i)^[\d.、\s]*(?:异步|消息|任务|结果|事件|服务端|the )?(?:回调|callback|webhook)"
);

/// A page without its sections about callbacks, and where those begin that hold a table or an example.
pub(super) fn apart(page: Page) -> (Page, Vec<(String, Range<usize>)>) {
    let Page { blocks, mended } = page;
    let mut found = Vec::new();
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    // The section that is left out, with the level of its heading.
    let mut open: Option<(u8, String, Range<usize>)> = None;
    let mut has_data = false;
    for block in blocks {
        if let Block::Heading(heading) = &block {
            if open
                .as_ref()
                .is_some_and(|(level, ..)| heading.level <= *level)
            {
                open = None;
            }
            let title = heading.text.text.trim();
            let known = section(title);
            if open.is_none() && has_data && heading.level > 1 && is_callback(title, known) {
                open = Some((heading.level, title.to_owned(), heading.text.at.clone()));
            }
            has_data |= known.is_some_and(Section::is_about_data);
        }
        let Some((_, title, at)) = &open else {
            kept.push(block);
            continue;
        };
        let holds = matches!(block, Block::Table(_) | Block::Code(_));
        if holds && found.last().is_none_or(|(_, last)| last != at) {
            found.push((title.clone(), at.clone()));
        }
    }
    let page = Page {
        blocks: kept,
        mended,
    };
    (page, found)
}

fn is_callback(title: &str, known: Option<Section>) -> bool {
    let is_data = matches!(
        known,
        Some(
            Section::Request
                | Section::Body
                | Section::Response
                | Section::RequestExample
                | Section::ResponseExample
                | Section::Example
        )
    );
    is_data && CALLBACK.is_match(title)
}

impl Reader<'_> {
    pub(super) fn tell_callbacks(&mut self, callbacks: &[(String, Range<usize>)]) {
        for (title, at) in callbacks {
            self.tell(
                Finding::new(
                    &lint::PAGE_TABLE_ASIDE,
                    self.place(at),
                    format!("the section `{title}` is about what the service sends to a callback address"),
                )
                .help("it is neither request nor reply, so the document has nothing from it"),
            );
        }
    }
}
