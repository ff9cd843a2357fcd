//! Paragraphs for the terminal at hand.
//!
//! Knows how wide the terminal is, and that an item of a list continues behind its mark. Gives lines.
//! Must never know what a paragraph says.

use std::fmt::Write;

/// Columns where the output goes to no terminal, and most that are easy to read on a wide one.
const WIDEST: usize = 100;

/// Columns below which lines would be torn to pieces.
const NARROWEST: usize = 40;

/// Columns of a line of this terminal.
pub(crate) fn width() -> usize {
    terminal_size::terminal_size().map_or(WIDEST, |(terminal_size::Width(columns), _)| {
        usize::from(columns).clamp(NARROWEST, WIDEST)
    })
}

/// The paragraphs of texts, broken between words where they are too wide.
pub(crate) fn laid_out(texts: &[&str], width: usize) -> String {
    let mut text = String::new();
    for paragraph in texts.iter().flat_map(|text| text.split('\n')) {
        let content = paragraph.trim_start_matches(' ');
        let indent = paragraph.len() - content.len();
        let hanging = indent + if content.starts_with("- ") { 2 } else { 0 };
        // What is indented further is code, whose blanks count.
        if content.contains("  ") {
            let _ = writeln!(text, "{paragraph}");
            continue;
        }
        let _ = write!(text, "{:indent$}", "");
        let mut column = indent;
        for (index, word) in content.split(' ').enumerate() {
            let columns = word.chars().count();
            if index > 0 && column + 1 + columns > width {
                let _ = write!(text, "\n{:hanging$}{word}", "");
                column = hanging + columns;
            } else {
                let blank = if index > 0 { " " } else { "" };
                let _ = write!(text, "{blank}{word}");
                column += blank.len() + columns;
            }
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_broken_between_words_and_items_behind_their_marks() {
        let paragraphs = ["one two three", "", "  - four five six", "  verylongword x"];
        assert_eq!(
            laid_out(&paragraphs, 11),
            "one two\nthree\n\n  - four\n    five\n    six\n  verylongword\n  x\n"
        );
    }
}
