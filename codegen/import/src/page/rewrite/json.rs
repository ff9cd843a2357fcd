//! JSON that stands in the text without a fence, as text extraction leaves it: on lines of its own, or behind a request with which it
//! shares a line.

use super::Out;
use super::lines::Line;

/// Longest example in lines.
const LONGEST: usize = 4_000;

pub(super) fn read(lines: &[Line<'_>], at: usize, out: &mut Out<'_>) -> Option<usize> {
    let first = lines.get(at)?;
    let bare = first.text.trim_start();
    // `{% tabs %}` is none.
    if bare.starts_with("{%") || first.text.len() - bare.len() > 3 {
        return None;
    }
    let head = if bare.starts_with('{') {
        0
    } else {
        head_of(first.text)?
    };
    let (mut depth, mut quoted, mut escaped, mut keys) = (0_usize, false, false, false);
    let mut is_json = true;
    for (count, line) in lines.iter().skip(at).enumerate().take(LONGEST) {
        if line.verbatim {
            return None;
        }
        let cut = if count == 0 { head } else { 0 };
        for c in line.text.get(cut..).unwrap_or_default().chars() {
            match c {
                '"' if !escaped => (quoted, keys) = (!quoted, true),
                '{' | '[' if !quoted => depth += 1,
                '}' | ']' if !quoted => depth = depth.checked_sub(1)?,
                _ => {}
            }
            escaped = c == '\\' && !escaped;
        }
        (quoted, escaped) = (false, false);
        if depth == 0 {
            let ends = line
                .text
                .trim_end()
                .trim_end_matches([',', ';', '\''])
                .ends_with('}');
            if !(ends && keys) {
                return None;
            }
            fence(first, head, line, out);
            return Some(count + 1);
        }
        // A copy that ends in the middle of an example.
        is_json = is_json && (count == 0 || may_go_on(line.text));
        if keys && is_json && lines.len() == at + count + 1 {
            fence(first, head, line, out);
            return Some(count + 1);
        }
    }
    None
}

/// Puts what stands behind the head of a line, up to the end of another, into a fence.
fn fence(first: &Line<'_>, head: usize, last: &Line<'_>, out: &mut Out<'_>) {
    out.blank_line(first.start);
    let begin = first.start + head;
    if head > 0 {
        out.keep(first.start..begin);
        out.add("\n\n", begin);
    }
    out.add("```json\n", begin);
    out.keep(begin..last.end());
    out.add("\n```\n", last.end());
}

/// Whether a line may be one of JSON.
fn may_go_on(line: &str) -> bool {
    let bare = line.trim_start();
    let begins = |c: char| c.is_ascii_digit() || "\"{}[],-./".contains(c);
    bare.is_empty()
        || bare.starts_with(begins)
        || ["true", "false", "null"]
            .iter()
            .any(|word| bare.starts_with(word))
}

/// How long the request, or the first line of a reply, is that stands before JSON on a line.
fn head_of(line: &str) -> Option<usize> {
    let bare = line.trim_start();
    let sends = ["POST ", "PUT ", "curl "]
        .iter()
        .any(|begin| bare.starts_with(begin))
        && (bare.contains("Action=") || bare.contains("HTTP/"));
    if !sends && !bare.starts_with("HTTP/") {
        return None;
    }
    let begins = |(at, _): &(usize, char)| {
        let behind = line.get(at + 1..).unwrap_or_default().trim_start();
        let before = line.get(..*at).unwrap_or_default();
        behind.starts_with(['"', '}']) && before.ends_with([' ', '\''])
    };
    let found = line.char_indices().filter(|(_, c)| *c == '{').find(begins);
    found.map(|(at, _)| at)
}
