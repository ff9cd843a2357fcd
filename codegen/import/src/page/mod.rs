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

/// The text of a page without what was put around it. Places are those of the text as it was given.
#[derive(Debug)]
pub(super) struct Source<'a>(rewrite::Rewritten<'a>);

impl<'a> Source<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self(rewrite::unwrapped(text))
    }

    /// What stands before a place.
    pub(super) fn before(&self, at: usize) -> &str {
        self.0.text.get(..self.0.now(at)).unwrap_or_default()
    }

    /// What stands at a place.
    pub(super) fn part(&self, at: &Range<usize>) -> Option<&str> {
        self.0.text.get(self.0.now(at.start)..self.0.now(at.end))
    }
}

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

    /// Every line of a text as a block of its own, and any other block as it is.
    pub(super) fn into_lines(self) -> Vec<Self> {
        match self {
            Self::Text(text) => text.into_lines().into_iter().map(Self::Text).collect(),
            other => vec![other],
        }
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
    pub(super) fn read(source: &Source<'_>) -> Self {
        blocks::read(&source.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn what_was_put_around_a_page_stands_before_no_part_of_it() {
        let lines = [
            "# Oaks", "", "甲", "", "  - Elm", "", "text", "text", "text", "text", "end",
        ];
        let plain = lines.join("\n");
        let numbered = lines.iter().enumerate();
        let numbered = numbered.map(|(index, line)| format!("{:>3} | {line}", index + 1));
        let numbered = numbered.collect::<Vec<_>>().join("\n");
        let quoted = lines.map(|line| format!("> {line}")).join("\r\n");
        for text in [plain, numbered, quoted] {
            let source = Source::of(&text);
            let at = text.find("Elm").unwrap_or_default();
            assert_eq!(
                source.before(at).replace('\r', ""),
                "# Oaks\n\n甲\n\n  - ",
                "{text}"
            );
            assert_eq!(source.part(&(at..at + 3)), Some("Elm"), "{text}");
        }
    }
}
