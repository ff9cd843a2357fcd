//! Lines of Markdown, indented and set apart.
//!
//! Knows list items and quotations around a line, and when a blank line is due.
//! Gives lines.
//! Must never know what the lines say.

use super::wrap::{WIDTH, wrap};

/// Least width that is left to a paragraph, however deep it stands.
const LEAST_WIDTH: usize = 40;

/// Lines that are being laid out.
#[derive(Debug, Default)]
pub(super) struct Layout {
    lines: Vec<String>,
    /// Start of the next line and of those after it, one pair per list item or quotation around.
    prefixes: Vec<(String, String)>,
    is_gap_due: bool,
}

impl Layout {
    /// Begins a list item or a quotation.
    pub(super) fn enter(&mut self, first: &str, rest: &str) {
        self.blank_line();
        self.prefixes.push((first.to_owned(), rest.to_owned()));
    }

    /// Ends it.
    pub(super) fn leave(&mut self) {
        self.prefixes.pop();
    }

    /// Asks for a blank line, unless nothing stands before it: no line at all, or an item that has just begun.
    pub(super) fn gap(&mut self) {
        self.is_gap_due = !self.lines.is_empty()
            && self
                .prefixes
                .last()
                .is_none_or(|(first, rest)| first == rest);
    }

    /// Asks for a blank line before whatever follows.
    pub(super) fn owe_gap(&mut self) {
        self.is_gap_due = true;
    }

    /// Does without a blank line.
    pub(super) fn waive_gap(&mut self) {
        self.is_gap_due = false;
    }

    /// Adds a paragraph, wrapped.
    pub(super) fn paragraph(&mut self, text: &str) {
        let indent: usize = self.prefixes.iter().map(|(_, rest)| rest.len()).sum();
        for line in wrap(text, WIDTH.saturating_sub(indent).max(LEAST_WIDTH)) {
            self.line(&line);
        }
    }

    /// Adds a line.
    pub(super) fn line(&mut self, line: &str) {
        self.blank_line();
        let mut whole = String::new();
        for (first, rest) in &mut self.prefixes {
            whole.push_str(first);
            first.clone_from(rest);
        }
        whole.push_str(line);
        self.lines.push(whole.trim_end().to_owned());
    }

    /// The lines, none of them blank at the end.
    pub(super) fn finish(mut self) -> Vec<String> {
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines
    }

    /// Adds the blank line that is due, if one is.
    fn blank_line(&mut self) {
        if self.is_gap_due && !self.lines.is_empty() {
            let prefix: String = self
                .prefixes
                .iter()
                .map(|(_, rest)| rest.as_str())
                .collect();
            self.lines.push(prefix.trim_end().to_owned());
        }
        self.is_gap_due = false;
    }
}
