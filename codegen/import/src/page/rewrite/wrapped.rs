//! What copies leave around a page and in it: a fence around the whole, numbers or marks before every line, a difference
//! between two versions, the colours of a terminal, ends of lines of other systems, characters that nobody sees.

use std::ops::Range;

use super::{Out, Rewritten, footer};

/// A page without what was put around it. One that has nothing around it stays as it is.
pub(super) fn unwrapped(source: &str) -> Rewritten<'_> {
    let mut out = Out::new(source);
    let lines = lines(source);
    let wrap = Wrap::of(&lines);
    let footer = footer::begins(&lines);
    for (index, line) in lines.iter().enumerate() {
        match wrap.cut(index, line.text).filter(|_| index < footer) {
            Some(cut) => {
                out.changed |= cut > 0;
                visible(
                    source,
                    line.start + cut..line.start + line.text.len(),
                    &mut out,
                );
            }
            None => {
                out.changed = true;
                continue;
            }
        }
        let end = line.start + line.text.len();
        if source.get(end..line.next) == Some("\r\n") || source.get(end..line.next) == Some("\n") {
            out.keep(end..line.next);
        } else if end < line.next {
            out.add("\n", end);
        }
    }
    out.finished()
}

/// A line without its end.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) next: usize,
}

/// The lines of a text, whatever ends them.
pub(super) fn lines(source: &str) -> Vec<Line<'_>> {
    const ENDS: &[char] = &['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];
    let mut lines = Vec::new();
    let mut start = 0;
    while let Some(rest) = source.get(start..).filter(|rest| !rest.is_empty()) {
        let end = rest.find(ENDS).map_or(source.len(), |at| start + at);
        let mark = source.get(end..).unwrap_or_default();
        let length = if mark.starts_with("\r\n") {
            2
        } else {
            mark.chars().next().map_or(0, char::len_utf8)
        };
        lines.push(Line {
            text: source.get(start..end).unwrap_or_default(),
            start,
            next: end + length,
        });
        start = end + length;
    }
    lines
}

/// What stands around the whole page.
enum Wrap {
    Nothing,
    /// A fence; the numbers of the lines that are it.
    Fence(usize, usize),
    /// The same mark, or blanks, before every line.
    Prefix(&'static str),
    Indent(usize),
    /// A number before every line.
    Numbers,
    /// An empty line behind every line.
    Doubled,
    /// A difference between two versions, whose lines begin behind this one.
    Difference(usize),
}

/// Fewest lines of a page.
const FEWEST: usize = 8;

impl Wrap {
    fn of(lines: &[Line<'_>]) -> Self {
        let written: Vec<(usize, &str)> = lines
            .iter()
            .enumerate()
            .map(|(index, line)| (index, line.text))
            .filter(|(_, text)| !text.trim().is_empty())
            .collect();
        if written.len() < FEWEST {
            return Self::Nothing;
        }
        if is_doubled(lines) {
            return Self::Doubled;
        }
        if let Some((first, last)) = fence(&written) {
            return Self::Fence(first, last);
        }
        if let Some(begin) = difference(&written) {
            return Self::Difference(begin);
        }
        let numbered = written
            .iter()
            .filter(|(index, text)| number(text).is_some_and(|(number, _)| number == index + 1))
            .count();
        if numbered == written.len() {
            return Self::Numbers;
        }
        let all = |prefix: &str| {
            written
                .iter()
                .all(|(_, text)| text.starts_with(prefix) || *text == prefix.trim_end())
        };
        if let Some(prefix) = ["// ", "+", "# ", "> "]
            .into_iter()
            .find(|prefix| all(prefix))
        {
            // Every line of a page of headings alone begins with `# `, too, and every line of a list with `+`.
            let is_heading_or_item = matches!(prefix, "# " | "+");
            let holds_more = !is_heading_or_item
                || written.iter().any(|(_, text)| {
                    let rest = text.get(prefix.len()..).unwrap_or_default();
                    rest.starts_with(['|', '#'])
                });
            if holds_more {
                return Self::Prefix(prefix);
            }
        }
        let indent = |text: &str| {
            let blanks = text.len() - text.trim_start_matches([' ', '\t']).len();
            if text.starts_with('\t') {
                blanks.max(super::lines::CODE)
            } else {
                blanks
            }
        };
        let least = written
            .iter()
            .map(|(_, text)| indent(text))
            .min()
            .unwrap_or_default();
        if least >= super::lines::CODE {
            let blanks = written
                .iter()
                .map(|(_, text)| text.len() - text.trim_start_matches([' ', '\t']).len())
                .min();
            return Self::Indent(blanks.unwrap_or_default());
        }
        Self::Nothing
    }

    /// How much of a line is none of the page; `None` for all of it.
    fn cut(&self, index: usize, text: &str) -> Option<usize> {
        match self {
            Self::Nothing => Some(0),
            Self::Fence(first, last) => (index != *first && index != *last).then_some(0),
            Self::Prefix(prefix) => Some(prefix.len().min(text.len())),
            Self::Indent(blanks) => Some((*blanks).min(text.len())),
            Self::Numbers => Some(number(text).map_or(0, |(_, length)| length)),
            Self::Doubled => index.is_multiple_of(2).then_some(0),
            Self::Difference(begin) if index < *begin => None,
            Self::Difference(_) => match text.chars().next() {
                Some(' ' | '+') => Some(1),
                Some('-' | '@' | '\\') => None,
                _ => Some(0),
            },
        }
    }
}

/// Whether an empty line stands behind every line, the rows of a table among them.
fn is_doubled(lines: &[Line<'_>]) -> bool {
    let is_rule = |line: &Line<'_>| {
        let bare = line.text.trim();
        bare.contains("---") && bare.contains('|') && bare.chars().all(|c| "|-: ".contains(c))
    };
    let between = lines.iter().skip(1).step_by(2);
    between.into_iter().all(|line| line.text.trim().is_empty())
        && lines
            .iter()
            .zip(lines.iter().skip(2))
            .any(|(header, rule)| header.text.contains('|') && is_rule(rule))
}

/// A fence around the whole page, which is Markdown: its first line and its last.
fn fence(written: &[(usize, &str)]) -> Option<(usize, usize)> {
    // A sentence may stand before it, and a few behind it.
    const AROUND: usize = 3;
    let is_fence = |text: &str| text.starts_with("```") || text.starts_with("~~~");
    let first = written
        .iter()
        .take(AROUND)
        .position(|(_, text)| is_fence(text))?;
    let last = written.iter().rposition(|(_, text)| is_fence(text))?;
    let (open, close) = (written.get(first)?, written.get(last)?);
    let mark = open.1.trim_start_matches(['`', '~']);
    let length = open.1.len() - mark.len();
    let closes = close.1.trim_end().len() == length && close.1.starts_with(open.1.get(..length)?);
    let info = mark.trim().to_ascii_lowercase();
    let inside = written.get(first + 1..last)?;
    let is_page = inside.iter().any(|(_, text)| text.starts_with("## "))
        && inside.iter().any(|(_, text)| text.starts_with('|'));
    let told = matches!(info.as_str(), "markdown" | "md")
        || length > 3 && matches!(info.as_str(), "" | "text" | "plain" | "txt");
    (closes && told && is_page && written.len() - last <= AROUND).then_some((open.0, close.0))
}

/// Where the lines of a difference begin, if the page is one.
fn difference(written: &[(usize, &str)]) -> Option<usize> {
    const HEAD: usize = 8;
    let first = written
        .iter()
        .take(HEAD)
        .position(|(_, text)| text.starts_with("@@ -"))?;
    let rest = written.get(first..)?;
    let is_one = rest
        .iter()
        .all(|(_, text)| text.starts_with([' ', '+', '-', '@', '\\']));
    is_one.then(|| written.get(first).map(|(index, _)| *index))?
}

/// The number before a line, and how long it is with what parts it from the line: `  12\t`, `12: `, `12 | `.
fn number(text: &str) -> Option<(usize, usize)> {
    let bare = text.trim_start_matches(' ');
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let number = bare.get(..digits)?.parse().ok()?;
    let rest = bare.get(digits..)?;
    let mark = [" | ", " │ ", "| ", "│ ", "\t", ":", "  ", ""]
        .into_iter()
        .find(|mark| rest.starts_with(mark))?;
    let ends = !mark.is_empty() || rest.trim().is_empty();
    ends.then(|| (number, text.len() - bare.len() + digits + mark.len()))
}

/// Copies a part of the page without what a terminal draws and without characters that nobody sees.
fn visible(source: &str, part: Range<usize>, out: &mut Out<'_>) {
    let Some(text) = source.get(part.clone()) else {
        return;
    };
    let is_plain = text.is_ascii()
        && !text.contains(['\u{1b}', '\u{8}'])
        && !text.contains("[[")
        && !text.contains("lark-t");
    if is_plain {
        out.keep(part);
        return;
    }
    let mut from = 0;
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let skipped = match c {
            '\u{1b}' => sequence(rest),
            // What a printer strikes twice is bold, and what stands on a line is underlined.
            c if rest
                .get(c.len_utf8()..)
                .is_some_and(|rest| rest.starts_with('\u{8}')) =>
            {
                c.len_utf8() + 1
            }
            c if is_unseen(c) => c.len_utf8(),
            '[' | ']' => brackets(text.get(..at).unwrap_or_default(), rest),
            // `<lark-td>`: the tables of Lark's documents are those of HTML.
            'l' if rest.starts_with("lark-t")
                && text
                    .get(..at)
                    .is_some_and(|before| before.ends_with(['<', '/'])) =>
            {
                "lark-".len()
            }
            _ => 0,
        };
        if skipped == 0 {
            at += c.len_utf8();
            continue;
        }
        out.keep(part.start + from..part.start + at);
        out.changed = true;
        at += skipped;
        from = at;
    }
    out.keep(part.start + from..part.start + text.len());
}

/// How much of a link within a set of notes is no text: `[[Page#Item\|Item]]`, of which `Item` is left.
fn brackets(before: &str, text: &str) -> usize {
    const LONGEST: usize = 120;
    if let Some(inside) = text.strip_prefix("[[") {
        let near = inside
            .char_indices()
            .nth(LONGEST)
            .map_or(inside.len(), |(at, _)| at);
        let near = inside.get(..near).unwrap_or_default();
        let inside = near.split_once("]]").map_or("", |(inside, _)| inside);
        return inside.rfind(['#', '|']).map_or(0, |mark| mark + 3);
    }
    let far = before
        .char_indices()
        .rev()
        .nth(LONGEST)
        .map_or(0, |(at, _)| at);
    let near = before.get(far..).unwrap_or_default();
    let opened = near.rfind("[[").and_then(|open| near.get(open + 2..));
    let closes = text.starts_with("]]")
        && opened.is_some_and(|inside| !inside.contains(']') && inside.contains(['#', '|']));
    if closes { 2 } else { 0 }
}

/// Characters without a shape, of which copies are full: soft hyphens, joiners, marks of direction.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// How long the sequence of a terminal is that begins a text.
fn sequence(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes.get(1) {
        Some(b'[') => bytes
            .iter()
            .skip(2)
            .position(|byte| (0x40..=0x7e).contains(byte))
            .map_or(2, |end| end + 3),
        Some(b']') => {
            let end = [("\u{7}", 1), ("\u{1b}\\", 2)]
                .into_iter()
                .filter_map(|(mark, length)| Some(text.get(2..)?.find(mark)? + 2 + length));
            end.min().unwrap_or(2)
        }
        Some(_) => 2.min(text.len()),
        None => 1,
    }
}
