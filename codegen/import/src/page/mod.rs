//! A page of documentation as a reader sees it: headings, tables, code and text, in order, each with its place.
//!
//! Knows Markdown and the HTML that pages mix into it. Gives blocks whose text is plain, links and anchors apart.
//! Must never know what a page is about: no parameter, no type, no action.

mod blocks;
mod html;
mod html_flow;
mod html_table;
mod lines;
mod react;
mod react_data;
mod rewrite;
mod rich;
mod spans;
mod stars;

use std::ops::Range;

pub(super) use rewrite::says_goes_on;
pub(super) use rich::{Link, Rich};

/// A page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) blocks: Vec<Block>,
    /// Tables that were put together from parts.
    pub(super) mended: Vec<Range<usize>>,
}

/// One thing of a page.
#[derive(Debug, Clone)]
pub(super) enum Block {
    Heading(Heading),
    Table(Table),
    Code(Code),
    Text(Rich),
}

/// A heading. Level 7 is a line of bold text that stands where a heading would.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) text: Rich,
}

/// A table; the header is never empty.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) header: Vec<Rich>,
    pub(super) rows: Vec<Vec<Rich>>,
    pub(super) at: Range<usize>,
}

/// A block of code. `at` is where its text begins.
#[derive(Debug, Clone)]
pub(super) struct Code {
    /// What stands behind the fence, such as `json`.
    pub(super) info: String,
    pub(super) text: String,
    pub(super) at: usize,
}

impl Block {
    /// A heading that the page does not have, over what begins at a place.
    pub(super) fn titled(title: &str, level: u8, at: &Range<usize>) -> Self {
        let mut text = Rich::at(at.start..at.start);
        text.push(title);
        Self::Heading(Heading { level, text })
    }

    /// Visits every place in a block.
    pub(super) fn each_place(&mut self, visit: &mut dyn FnMut(&mut Range<usize>)) {
        match self {
            Self::Heading(heading) => visit(&mut heading.text.at),
            Self::Text(text) => {
                visit(&mut text.at);
                for line in &mut text.lines {
                    let mut at = *line..*line;
                    visit(&mut at);
                    *line = at.start;
                }
            }
            Self::Code(code) => {
                let mut at = code.at..code.at;
                visit(&mut at);
                code.at = at.start;
            }
            Self::Table(table) => {
                visit(&mut table.at);
                let cells = table
                    .header
                    .iter_mut()
                    .chain(table.rows.iter_mut().flatten());
                cells.for_each(|cell| visit(&mut cell.at));
            }
        }
    }
}

impl Page {
    /// Reads a page.
    pub(super) fn read(text: &str) -> Self {
        blocks::read(text)
    }
}
