//! What pages do to tables that Markdown knows nothing of, put right without moving a character.
//!
//! The platform's editor writes a cell of several lines as several rows, each but the last with a backslash behind it
//! (`| a | b |\`), and often begins with an empty one. Tables in HTML hold empty lines, at which Markdown would end them.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// A page whose tables are tables to Markdown as well. Every character stands where it stood.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where the lines begin whose row goes on in the next one.
    continued: HashSet<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut continued = HashSet::new();
        let mut blanks = gaps_in_html(text);
        let mut fenced = false;
        let mut at = 0;
        // Lines that go on, up to one that does not.
        let mut open: Vec<(usize, &str)> = Vec::new();
        let mut after_row = false;
        for line in text.split_inclusive('\n') {
            let bare = line.trim();
            if bare.starts_with("```") || bare.starts_with("~~~") {
                fenced = !fenced;
            }
            let is_row = !fenced && bare.starts_with('|');
            if is_row && goes_on(bare) {
                open.push((at, line));
            } else {
                let next = text.get(at + line.len()..).unwrap_or_default();
                let heads = !open.is_empty() && !after_row && is_row && is_delimiter(next);
                for (start, line) in open.drain(..) {
                    let end = start + line.trim_end().len();
                    if heads && is_blank(line) {
                        // An empty line before the header; of the header's own lines the last counts.
                        blanks.push(start..end);
                    } else {
                        blanks.push(end - 1..end);
                        continued.insert(start);
                    }
                }
                after_row = is_row;
            }
            at += line.len();
        }
        let text = blanked(text, &blanks);
        Self { text, continued }
    }

    /// Whether the row that stands at an offset goes on in the next one.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        if self.continued.is_empty() {
            return false;
        }
        let before = self.text.get(..at).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        self.continued.contains(&start)
    }
}

/// A text with spaces in the place of some parts.
fn blanked<'a>(text: &'a str, blanks: &[Range<usize>]) -> Cow<'a, str> {
    if blanks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for blank in blanks {
        if let Some(part) = bytes.get_mut(blank.clone()) {
            part.fill(b' ');
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The line breaks around empty lines in tables of HTML.
fn gaps_in_html(text: &str) -> Vec<Range<usize>> {
    let find = |what: &str, from: usize| Some(from + text.get(from..)?.find(what)?);
    let mut gaps = Vec::new();
    let mut from = 0;
    while let Some(begin) = find("<table", from) {
        let Some(end) = find("</table", begin) else {
            break;
        };
        let mut at = begin;
        let mut was_blank = false;
        let inside = text.get(begin..end).unwrap_or_default();
        for line in inside.split_inclusive('\n') {
            let blank = line.trim().is_empty();
            if (blank || was_blank) && at > begin {
                gaps.push(at - 1..at);
            }
            was_blank = blank;
            at += line.len();
        }
        from = end;
    }
    gaps
}

fn goes_on(line: &str) -> bool {
    line.strip_suffix('\\')
        .is_some_and(|row| row.trim_end().ends_with('|') && row.len() > 1)
}

fn is_blank(line: &str) -> bool {
    line.chars()
        .all(|c| c.is_whitespace() || matches!(c, '|' | '\\'))
}

/// Whether a text begins with the line that makes a row the header of a table.
fn is_delimiter(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    line.contains('-') && line.chars().all(|c| c.is_whitespace() || "|-:".contains(c))
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn a_row_with_a_backslash_behind_it_goes_on_and_nothing_is_moved() {
        let page = "| a | b |\n|---|---|\n| 1 | x |\\\n|   | y |\n";
        let lines = Lines::of(page);
        assert_eq!(lines.text, page.replace('\\', " "));
        let at = page.find("| 1").unwrap_or_default();
        assert!(lines.goes_on(at + 2));
        assert!(!lines.goes_on(at + 12));
    }

    #[test]
    fn an_empty_row_before_a_header_is_an_empty_line() {
        let page = "text\n\n| | | \\\n|a |b |\n|---|---|\n|1 |2 |\n";
        let lines = Lines::of(page);
        assert_eq!(lines.text.len(), page.len());
        assert_eq!(lines.text.lines().nth(2).map(str::trim), Some(""));
    }

    #[test]
    fn an_empty_line_does_not_end_a_table_in_html() {
        let page = "<table>\n<tr><td>a</td>\n\n<td>b</td></tr>\n\n\n</table>\n\ntext\n";
        let lines = Lines::of(page);
        assert_eq!(lines.text.len(), page.len());
        assert_eq!(lines.text.split("\n\n").count(), 2, "{}", lines.text);
    }

    #[test]
    fn code_is_left_alone() {
        let page = "```\n| a |\\\n```\n";
        assert_eq!(Lines::of(page).text, page);
    }
}
