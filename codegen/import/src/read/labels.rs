//! Labels in the first line of a member that is listed without a table, which may stand glued to each other.

use crate::dialect::{Spelling, is_plain_mark, required, spelling};
use crate::page::Rich;
use crate::pattern::pattern;

/// The first line of a text, in which code stands apart from the words beside it.
pub(super) fn spaced(text: &Rich) -> String {
    let first = text.text.lines().next().unwrap_or_default();
    let marked = text.markdown.lines().next().unwrap_or_default();
    if !marked.contains('`') || marked.replace('`', "") != first.replace('`', "") {
        return first.to_owned();
    }
    let mut line = String::with_capacity(marked.len() + 4);
    let mut before = ' ';
    let mut letters = marked.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '`' {
            line.push(letter);
            before = letter;
            continue;
        }
        let beside = letters.peek().copied().unwrap_or(' ');
        // The first letter of code, or the one behind it, follows at once on a letter.
        if before.is_alphanumeric() && beside.is_alphanumeric() {
            line.push(' ');
        }
    }
    line
}

pattern!(
    MEMBER,
    r"^\s*(?:[-*+]\s+)?(?:\*\*|__|<b>|<strong>)\s*([A-Za-z_][\w.\[\]-]*)\s*(?:\*\*|__|</b>|</strong>)\s*[:：]?\s*(?:`([^`]+)`|<span[^>]*>([^<]+)</span>)"
);

/// The name in a line that begins like a member: a name in bold letters before a type or a mark that stands apart.
pub(super) fn begins_like_member(line: &str) -> Option<String> {
    let found = MEMBER.captures(line)?;
    let beside = found.get(2).or(found.get(3))?.as_str();
    let is_type = match spelling(beside) {
        None => false,
        Some(Spelling::Named(_)) => line.contains("data-api-tag"),
        Some(_) => true,
    };
    (is_type || required(beside).is_some_and(|_| is_plain_mark(beside)))
        .then(|| found.get(1).map(|name| name.as_str().to_owned()))?
}
