//! Names of actions in prose -> links to their methods.
//!
//! Knows how code spans, links and code blocks stand in lines of Markdown.
//! Gives lines in which the name of an action leads to the method that calls it.
//! Must never know which item the lines document.

use std::collections::HashMap;
use std::sync::Arc;

use super::Lines;

/// Where names of actions lead to, seen from one file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Links {
    /// Path of the method by the name of the action.
    paths: Arc<HashMap<String, String>>,
    /// What stands before a path in this file.
    prefix: &'static str,
    /// The action that the file itself is about: its name leads nowhere else.
    own: Option<String>,
}

impl Links {
    /// Names with their paths.
    pub(crate) fn new(paths: impl IntoIterator<Item = (String, String)>) -> Self {
        Self {
            paths: Arc::new(paths.into_iter().collect()),
            ..Self::default()
        }
    }

    /// The same seen from one module deeper.
    pub(crate) fn one_deeper(&self) -> Self {
        Self {
            prefix: "super::",
            ..self.clone()
        }
    }

    /// The same for prose about an action.
    pub(crate) fn about(&self, action: &str) -> Self {
        Self {
            own: Some(action.to_owned()),
            ..self.clone()
        }
    }

    /// Makes links of the names that stand as code spans outside links and code blocks. Their targets are listed last.
    pub(crate) fn set(&self, lines: &mut Lines) {
        if self.paths.is_empty() {
            return;
        }
        let mut found: Vec<&str> = Vec::new();
        let mut fence: Option<String> = None;
        for line in lines.iter_mut() {
            let content = line.trim_start_matches([' ', '>', '-']);
            if let Some(open) = &fence {
                if content == open {
                    fence = None;
                }
                continue;
            }
            if content.starts_with("```") {
                fence = Some(content.chars().take_while(|char| *char == '`').collect());
                continue;
            }
            if let Some(linked) = self.linked(line, &mut found) {
                *line = linked;
            }
        }
        if found.is_empty() {
            return;
        }
        lines.push(String::new());
        let prefix = self.prefix;
        lines.extend(found.into_iter().filter_map(|name| {
            let path = self.paths.get(name)?;
            Some(format!("[`{name}`]: {prefix}{path}"))
        }));
    }

    /// A line with links in it; `None` if it stays as it is.
    fn linked<'s>(&'s self, line: &str, found: &mut Vec<&'s str>) -> Option<String> {
        let mut out = String::new();
        let mut rest = line;
        let mut depth = 0_usize;
        let mut is_changed = false;
        while let Some(start) = rest.find(['`', '[', ']', '\\']) {
            let (before, from) = rest.split_at(start);
            out.push_str(before);
            let length = match from.as_bytes()[0] {
                b'\\' => 1 + from[1..].chars().next().map_or(0, char::len_utf8),
                b'[' => {
                    depth += 1;
                    1
                }
                b']' => {
                    depth = depth.saturating_sub(1);
                    1
                }
                _ => {
                    let span = code_span(from);
                    let name = span
                        .strip_prefix('`')
                        .and_then(|span| span.strip_suffix('`'));
                    if let Some((name, _)) = name.and_then(|name| self.target(name))
                        && depth == 0
                    {
                        if !found.contains(&name) {
                            found.push(name);
                        }
                        is_changed = true;
                        out.push('[');
                        out.push_str(span);
                        out.push(']');
                        rest = &from[span.len()..];
                        continue;
                    }
                    span.len()
                }
            };
            let (piece, after) = from.split_at(length);
            out.push_str(piece);
            rest = after;
        }
        out.push_str(rest);
        is_changed.then_some(out)
    }

    fn target(&self, name: &str) -> Option<(&str, &str)> {
        let (name, path) = self.paths.get_key_value(name)?;
        (self.own.as_deref() != Some(name)).then_some((name, path))
    }
}

/// The code span that a text begins with, backticks included; the backticks alone if nothing closes it.
fn code_span(text: &str) -> &str {
    let ticks = text.bytes().take_while(|byte| *byte == b'`').count();
    let mut at = ticks;
    while let Some(next) = text[at..].find('`') {
        let start = at + next;
        let run = text[start..]
            .bytes()
            .take_while(|byte| *byte == b'`')
            .count();
        at = start + run;
        if run == ticks {
            return &text[..at];
        }
    }
    &text[..ticks]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(links: &Links, text: &str) -> String {
        let mut lines: Lines = text.lines().map(str::to_owned).collect();
        links.set(&mut lines);
        lines.join("\n")
    }

    fn links() -> Links {
        Links::new(["AddTags", "RemoveTags"].map(|name| {
            let method = name.to_lowercase();
            (name.to_owned(), format!("Client::{method}"))
        }))
    }

    #[test]
    fn names_of_actions_become_links_and_their_targets_stand_last() {
        assert_eq!(
            linked(
                &links(),
                "Use `RemoveTags`, or `AddTags`.\n\nAgain `AddTags`."
            ),
            "Use [`RemoveTags`], or [`AddTags`].\n\nAgain [`AddTags`].\n\n\
             [`RemoveTags`]: Client::removetags\n[`AddTags`]: Client::addtags"
        );
    }

    #[test]
    fn what_is_no_name_or_stands_in_a_link_or_in_code_stays_as_it_is() {
        for text in [
            "`Other` and AddTags and ``AddTags``",
            "[see `AddTags`](https://example.com)",
            "[`AddTags`](Client::other)",
            "An open `AddTags",
            "```text\n`AddTags`\n```",
            "> ````text\n> ```\n> `AddTags`\n> ````",
        ] {
            assert_eq!(linked(&links(), text), text);
        }
        assert_eq!(linked(&Links::default(), "`AddTags`"), "`AddTags`");
    }

    #[test]
    fn escaped_brackets_are_text() {
        assert_eq!(
            linked(&links(), r"\[ `AddTags`"),
            "\\[ [`AddTags`]\n\n[`AddTags`]: Client::addtags"
        );
    }

    #[test]
    fn an_action_does_not_lead_to_itself() {
        let about = links().about("AddTags");
        assert_eq!(linked(&about, "`AddTags`"), "`AddTags`");
        assert!(linked(&about, "`RemoveTags`").contains("]: Client::removetags"));
    }

    #[test]
    fn deeper_modules_look_up() {
        let deeper = links().one_deeper();
        assert!(linked(&deeper, "`AddTags`").ends_with("[`AddTags`]: super::Client::addtags"));
    }
}
