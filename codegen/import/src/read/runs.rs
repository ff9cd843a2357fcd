//! Members that stand line below line, as text extraction leaves them: the paragraph of one goes on with the next.

use super::common::chooses_action;
use super::labels::spaced;
use super::tails::{concludes, is_request, is_section};
use crate::dialect::{Spelling, item_line, spelling};
use crate::page::{Rich, Source};

/// The parts of a paragraph: each of its lines that begins a member begins one, and so does one that ends the list,
/// where one is open.
pub(super) fn apart(text: Rich, page: &Source<'_>, in_list: bool) -> Vec<Rich> {
    let mut lines = text.clone().into_lines();
    if lines.len() < 2 {
        return vec![text];
    }
    for line in &mut lines {
        let source = page.part(&line.at).unwrap_or_default();
        line.bold = usize::from(source.trim_start().starts_with("**"));
    }
    let ends = |line: &Rich| is_request(&line.text) || concludes(&line.text);
    if !lines
        .iter()
        .any(|line| begins_member(line) || in_list && ends(line))
    {
        return vec![text];
    }
    let mut parts: Vec<Rich> = Vec::new();
    let mut ended = false;
    let members: Vec<bool> = lines.iter().map(begins_member).collect();
    for (index, line) in lines.into_iter().enumerate() {
        let is_at = |at: Option<usize>| at.and_then(|at| members.get(at)).is_some_and(|is| *is);
        let is_member = is_at(Some(index));
        // A word between two members describes the first.
        let describes = is_at(index.checked_sub(1)) && is_at(Some(index + 1));
        // What ends the list stays together: a title and the sentence below it.
        let is_end = ends(&line) || is_section(&line) && !describes;
        let begins = is_member || is_end && !ended;
        ended = !is_member && (ended || is_end);
        match parts.last_mut().filter(|_| !begins) {
            Some(part) => part.add_line(line),
            None => parts.push(line),
        }
    }
    parts
}

/// Whether a text ends the list of members before it, whatever its own words are about.
pub(super) fn ends_list(text: &Rich) -> bool {
    let mut lines = text.text.lines();
    let first = lines.next().unwrap_or_default();
    let ends = |line: &str| is_request(line) || concludes(line);
    ends(first) || is_section(&text.with_text(first)) && lines.any(ends)
}

/// Whether a line has the name, the type and the mark of a member, and the words before its example, or the name in bold letters. Members
/// of a reply have no mark: their name is bold, and their type is no word of the page's own.
fn begins_member(line: &Rich) -> bool {
    let shows = ["示例值", "示例：", "Example", "example"];
    let is_bold = line.bold > 0;
    let is_marked = is_bold || shows.iter().any(|word| line.text.contains(word));
    is_marked
        && item_line(&spaced(line), is_bold).is_some_and(|item| {
            !item.mark.is_empty()
                || is_bold && !matches!(spelling(&item.spelled), None | Some(Spelling::Named(_)))
        })
}

/// Whether an example shows what an object, or a list, of a name holds.
pub(super) fn shows_inside(example: &str, name: &str) -> bool {
    let key = format!("\"{name}\"");
    example.match_indices(&key).any(|(at, _)| {
        let behind = example.get(at + key.len()..).unwrap_or_default();
        let value = behind.trim_start().strip_prefix(':').map(str::trim_start);
        value.is_some_and(|value| value.starts_with(['{', '[']))
    })
}

/// Whether code below a list of members shows a whole request, or a reply, and no value of the last one.
pub(super) fn shows_call<'i>(code: &str, mut names: impl Iterator<Item = &'i str>) -> bool {
    let code = code.trim_start();
    let shows = |name: &str| code.contains(&format!("\"{name}\""));
    let first = names.find(|name| !chooses_action(name));
    is_request(code)
        || code.contains("ResponseMetadata")
        || code.starts_with('{') && names.next().is_some() && first.is_some_and(shows)
}
