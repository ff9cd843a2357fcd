//! Pages in reStructuredText, as Markdown: headings underlined by other marks, targets, directives, literal blocks and links.
//!
//! Tables are drawn as in other pages. What is rewritten in a line keeps its width, as drawn tables stand in columns.

use std::ops::Range;

use super::wrapped::{Line, lines};
use super::{Out, Rewritten};
use crate::pattern::pattern;

// `` `text <address>`__ ``
pattern!(LINK, r"`([^`<>]+?)\s*<([^`<>\s]+)>`__?");
// `.. code:: json`
pattern!(DIRECTIVE, r"^\.\. ([a-z][a-z-]*)::[ \t]*(.*)$");

/// Longest title that is underlined, in characters.
const LONGEST_TITLE: usize = 80;

/// A page as Markdown. One that is no reStructuredText stays as it is.
pub(super) fn plain(source: &str) -> Rewritten<'_> {
    let mut out = Out::new(source);
    let lines = lines(source);
    if !is_restructured(&lines) {
        return out.finished();
    }
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += out
            .heading(&lines, at)
            .or_else(|| out.target(line))
            .or_else(|| out.block(&lines, at))
            .unwrap_or_else(|| {
                out.inline(line.text, line.start);
                out.keep(line.start + line.text.len()..line.next);
                1
            });
    }
    out.finished()
}

fn is_restructured(lines: &[Line<'_>]) -> bool {
    let has_target = lines.iter().any(|line| {
        line.text.starts_with(".. _") || directive(line.text).is_some_and(|(name, _)| is_code(name))
    });
    let underlined = (0..lines.len()).filter(|at| underline(lines, *at).is_some());
    has_target || underlined.take(2).count() > 1
}

/// The level of the heading that is underlined by marks that Markdown does not know.
fn underline(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let title = lines.get(at)?.text;
    let marks = lines.get(at + 1)?.text.trim_end();
    let mark = marks.chars().next()?;
    let level = match mark {
        '~' => 3,
        '^' => 4,
        '"' => 5,
        '\'' | '`' | '+' | '*' | '#' | '.' | ':' => 6,
        _ => return None,
    };
    let width: usize = title
        .chars()
        .map(|c| if c.is_ascii() { 1 } else { 2 })
        .sum();
    let is_title = title.starts_with(|c: char| !c.is_whitespace())
        && title.chars().count() <= LONGEST_TITLE
        && !title.starts_with(['|', '+', '.']);
    let apart = |at: Option<usize>| {
        let line = at.and_then(|at| lines.get(at));
        line.is_none_or(|line| line.text.trim().is_empty())
    };
    let is_underline =
        marks.len() >= 3 && marks.chars().all(|c| c == mark) && marks.len() + 2 >= width;
    (is_title && is_underline && apart(at.checked_sub(1)) && apart(Some(at + 2))).then_some(level)
}

fn directive(text: &str) -> Option<(&str, &str)> {
    let found = DIRECTIVE.captures(text)?;
    Some((found.get(1)?.as_str(), found.get(2)?.as_str()))
}

fn is_code(name: &str) -> bool {
    matches!(
        name,
        "code" | "code-block" | "sourcecode" | "parsed-literal"
    )
}

fn indent(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

impl Out<'_> {
    fn heading(&mut self, lines: &[Line<'_>], at: usize) -> Option<usize> {
        let level = underline(lines, at)?;
        let title = lines.get(at)?;
        self.add(&"#".repeat(level), title.start);
        self.add(" ", title.start);
        self.inline(title.text, title.start);
        self.add("\n", title.start);
        Some(2)
    }

    /// `.. _name:` names what follows.
    fn target(&mut self, line: &Line<'_>) -> Option<usize> {
        let name = line.text.strip_prefix(".. _")?.strip_suffix(':')?;
        let start = line.start + ".. _".len();
        self.add("<span id=\"", line.start);
        self.keep(start..start + name.len());
        self.add("\"></span>\n", line.start);
        Some(1)
    }

    /// A directive, or the literal block behind `::`.
    fn block(&mut self, lines: &[Line<'_>], at: usize) -> Option<usize> {
        let line = lines.get(at)?;
        let known = directive(line.text);
        let literal = line.text.ends_with("::") && known.is_none() && !line.text.starts_with('|');
        if known.is_none() && !literal {
            return None;
        }
        let body = lines.get(at + 1..)?;
        let first = body.iter().position(|line| !line.text.trim().is_empty())?;
        let least = indent(body.get(first)?.text);
        let taken = body
            .iter()
            .position(|line| !line.text.trim().is_empty() && indent(line.text) < least.max(1))
            .unwrap_or(body.len());
        let (is_code, info) = known.map_or((true, ""), |(name, info)| (is_code(name), info));
        if literal {
            let rest = line.text.trim_end_matches(':').trim_end();
            self.inline(rest, line.start);
            self.add("\n\n", line.start);
        }
        if taken == 0 || least == 0 {
            return Some(1);
        }
        let fence = |out: &mut Self, info: &str| {
            out.add("```", line.start);
            out.add(info, line.start);
            out.add("\n", line.start);
        };
        if is_code {
            fence(self, info);
        }
        let is_option = |text: &str| text.trim_start().starts_with(':') && known.is_some();
        let body = body.get(first..taken)?.iter();
        let kept = |part: &Line<'_>| -> Range<usize> {
            let cut = least.min(part.text.len());
            part.start + cut..part.start + part.text.len()
        };
        for part in body.skip_while(|part| is_option(part.text)) {
            let range = kept(part);
            if is_code {
                self.keep(range);
            } else {
                self.inline(part.text.get(least..).unwrap_or_default(), range.start);
            }
            self.add("\n", part.start);
        }
        if is_code {
            fence(self, "");
        }
        self.add("\n", line.start);
        Some(taken + 1)
    }

    /// Copies a line; links and marks that only part words become Markdown. The cells of a table keep their width.
    fn inline(&mut self, text: &str, start: usize) {
        let border = if text.starts_with('|') { "|" } else { "  " };
        let mut from = 0;
        for (at, _) in text.match_indices(border).filter(|(at, _)| *at > 0) {
            let saved = self.part(text, from..at, start);
            if saved > 0 {
                self.add(&" ".repeat(saved), start + at);
            }
            from = at;
        }
        self.part(text, from..text.len(), start);
    }

    /// Copies a part of a line, and says by how many characters it got shorter.
    fn part(&mut self, text: &str, part: Range<usize>, start: usize) -> usize {
        let inside = text.get(part.clone()).unwrap_or_default();
        let start = start + part.start;
        let (mut from, mut saved) = (0, 0);
        for found in LINK.captures_iter(inside) {
            let (Some(whole), Some(words), Some(address)) =
                (found.get(0), found.get(1), found.get(2))
            else {
                continue;
            };
            saved += self.words(inside, from..whole.start(), start);
            self.add("[", start + whole.start());
            self.keep(start + words.start()..start + words.end());
            self.add("](", start + words.end());
            self.keep(start + address.start()..start + address.end());
            self.add(")", start + address.end());
            saved += whole.len().saturating_sub(words.len() + address.len() + 4);
            from = whole.end();
        }
        saved + self.words(inside, from..inside.len(), start)
    }

    /// Copies words. A backslash before a blank parts what stands around it, and is none of them.
    fn words(&mut self, text: &str, part: Range<usize>, start: usize) -> usize {
        let (mut from, mut saved) = (part.start, 0);
        let inside = text.get(part.clone()).unwrap_or_default();
        for (at, mark) in inside.match_indices("\\ ") {
            self.keep(start + from..start + part.start + at);
            self.changed = true;
            from = part.start + at + mark.len();
            saved += mark.len();
        }
        self.keep(start + from..start + part.end);
        saved
    }
}
