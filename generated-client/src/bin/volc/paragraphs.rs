//! Paragraphs for the current terminal.
//!
//! Knows the width of the terminal and of characters, and where a line may end. Gives lines. Must never
//! know what a paragraph says.

use std::fmt::Write;

use generated_client::runtime::environment::{Environment, System};
use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_width::UnicodeWidthChar;

/// Columns if the width is unknown, as in a file or pipe.
const USUAL: usize = 80;

/// Fewest columns for which lines are still readable.
const NARROWEST: usize = 20;

/// Columns of a line, if the variable `COLUMNS` or the terminal defines them.
pub(crate) fn known_width() -> Option<usize> {
    let variable = System.variable("COLUMNS");
    let variable = variable.and_then(|columns| columns.to_str()?.parse().ok());
    let terminal = || {
        let (columns, _) = terminal_size::terminal_size_of(std::io::stdout())?;
        Some(usize::from(columns.0))
    };
    variable
        .filter(|columns| *columns > 0)
        .or_else(terminal)
        .map(|columns| columns.max(NARROWEST))
}

/// Columns of a line.
pub(crate) fn width() -> usize {
    known_width().unwrap_or(USUAL)
}

/// A text that grows by paragraphs.
pub(crate) struct Page {
    text: String,
    width: usize,
}

impl Page {
    pub(crate) fn new(width: usize) -> Self {
        Self {
            text: String::new(),
            width,
        }
    }

    /// Adds paragraphs, one per line of a text, indented by so many columns. List items are aligned after
    /// their markers. A line with a tab is code or a table row and is not wrapped.
    pub(crate) fn add(&mut self, indent: usize, text: &str) {
        for line in text.lines() {
            let content = line.trim_start_matches(' ');
            let indent = indent + line.len() - content.len();
            self.line(indent, indent + mark(content), content);
        }
    }

    /// Adds one paragraph, whose further lines are indented by another number of columns.
    pub(crate) fn line(&mut self, first: usize, further: usize, content: &str) {
        if let Some((before, after)) = content.split_once('\t') {
            let before = if before.is_empty() { "    " } else { before };
            let gap = if before.trim().is_empty() { "" } else { "  " };
            let after = after.replace('\t', "  ");
            let line = format!("{:first$}{before}{gap}{after}", "");
            self.push(&line);
            return;
        }
        let (first, further) = (" ".repeat(first), " ".repeat(further));
        let options = Options::new(self.width)
            .initial_indent(&first)
            .subsequent_indent(&further)
            .break_words(false)
            .word_separator(WordSeparator::Custom(words))
            .word_splitter(WordSplitter::NoHyphenation);
        for line in textwrap::wrap(content, options) {
            self.push(&line);
        }
    }

    /// Adds lines that stay as they are.
    pub(crate) fn whole(&mut self, text: &str) {
        text.lines().for_each(|line| self.push(line));
    }

    /// Adds an empty line.
    pub(crate) fn gap(&mut self) {
        self.text.push('\n');
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    fn push(&mut self, line: &str) {
        // Writing to a `String` cannot fail.
        let _ = writeln!(self.text, "{}", line.trim_end());
    }
}

/// Columns of the marker of a list item.
fn mark(content: &str) -> usize {
    let (mark, _) = content.split_once(' ').unwrap_or_default();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if mark == "-" || mark.strip_suffix('.').is_some_and(is_number) {
        mark.len() + 1
    } else {
        0
    }
}

/// Pieces of a line, between which it may be wrapped: at spaces, and around full-width characters,
/// unless punctuation belongs to one of them.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut rest = line;
    Box::new(std::iter::from_fn(move || {
        let mut last = '\0';
        let end = rest
            .char_indices()
            .find(|&(_, char)| {
                let ends = may_break(last, char);
                last = char;
                ends
            })
            .map_or(rest.len(), |(place, _)| place);
        let (word, after) = rest.split_at(end);
        rest = after;
        (!word.is_empty()).then(|| Word::from(word))
    }))
}

/// Whether a line may end between two characters.
fn may_break(before: char, after: char) -> bool {
    const CLOSING: &str = "，。、；：！？）》」』】〕…”’,.;:!?)]}";
    const OPENING: &str = "（《「『【〔“‘([{";
    let is_wide = |char: char| char.width() == Some(2);
    match (before, after) {
        ('\0', _) | (_, ' ') => false,
        (' ', _) => true,
        _ => {
            (is_wide(before) || is_wide(after))
                && !CLOSING.contains(after)
                && !OPENING.contains(before)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(text: &str, width: usize) -> String {
        let mut page = Page::new(width);
        page.add(0, text);
        page.into_text()
    }

    #[test]
    fn paragraphs_are_broken_between_words_and_items_behind_their_marks() {
        let text = "one two three\n\n  - four five six\n10. seven eight\n  verylongword x";
        assert_eq!(
            laid_out(text, 11),
            "one two\nthree\n\n  - four\n    five\n    six\n10. seven\n    eight\n  verylongword\n  x\n"
        );
    }

    #[test]
    fn characters_of_full_width_take_two_columns_and_keep_their_punctuation() {
        assert_eq!(
            laid_out("会话的唯一标识（见文档）。默认 ID 为零", 10),
            "会话的唯一\n标识（见文\n档）。默认\nID 为零\n"
        );
        assert_eq!(laid_out("一二三四，五", 8), "一二三\n四，五\n");
    }

    #[test]
    fn addresses_code_and_rows_of_tables_stay_whole() {
        assert_eq!(
            laid_out(
                "see https://example.com/a/b\n\tlet a = 1;\nId\tits number",
                8
            ),
            "see\nhttps://example.com/a/b\n    let a = 1;\nId  its number\n"
        );
    }
}
