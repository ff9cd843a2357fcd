//! JSON that stands in the text without a fence, as text extraction leaves it.

use super::Out;
use super::lines::Line;

/// Longest example in lines.
const LONGEST: usize = 4_000;

pub(super) fn read(lines: &[Line<'_>], at: usize, out: &mut Out<'_>) -> Option<usize> {
    let first = lines.get(at)?;
    let bare = first.text.trim_start();
    // `{% tabs %}` is none.
    if !bare.starts_with('{') || bare.starts_with("{%") || first.text.len() - bare.len() > 3 {
        return None;
    }
    let (mut depth, mut quoted, mut escaped, mut keys) = (0_usize, false, false, false);
    for (count, line) in lines.iter().skip(at).enumerate().take(LONGEST) {
        if line.verbatim {
            return None;
        }
        for c in line.text.chars() {
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
                .trim_end_matches([',', ';'])
                .ends_with('}');
            if !(ends && keys) {
                return None;
            }
            out.blank_line(first.start);
            out.add("```json\n", first.start);
            out.keep(first.start..line.end());
            out.add("\n```\n", line.end());
            return Some(count + 1);
        }
    }
    None
}
