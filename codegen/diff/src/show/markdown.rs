//! For a pull request.

use std::fmt::Write;

use super::{Locate, counts, subject};
use crate::{Change, Diff, Verdict};

/// How long the text may get. A comment on GitHub holds 65,536 characters.
const LIMIT: usize = 60_000;

/// A comment: what may hurt, with what to do about it, and the rest folded away.
#[must_use]
pub fn markdown(diff: &Diff, locate: &Locate<'_>) -> String {
    if diff.changes.is_empty() {
        return "### API changes: none\n".to_owned();
    }
    let mut out = format!(
        "### API changes: {}\n\n{}. On the wire: **{}**. For Rust code: **{}**. Version bump: **{}**.\n",
        diff.verdict(),
        counts(diff),
        diff.wire(),
        diff.rust(),
        diff.bump().word()
    );
    let (fine, grave): (Vec<&Change>, Vec<&Change>) = diff
        .changes
        .iter()
        .partition(|change| change.rule.verdict() == Verdict::Compatible);
    let mut left = 0;
    for verdict in [Verdict::Breaking, Verdict::Risky] {
        let mut of_verdict = grave
            .iter()
            .filter(|change| change.rule.verdict() == verdict);
        let mut first = true;
        for change in of_verdict.by_ref() {
            let row = row(change, locate);
            if out.len() + row.len() > LIMIT {
                left += 1;
                continue;
            }
            if first {
                let _ = write!(
                    out,
                    "\n#### {}\n\n| Where | What | Wire | Rust | What to do |\n| --- | --- | --- | --- | --- |\n",
                    if verdict == Verdict::Breaking {
                        "Breaking"
                    } else {
                        "Risky"
                    }
                );
                first = false;
            }
            out.push_str(&row);
        }
    }
    if !fine.is_empty() {
        let _ = write!(
            out,
            "\n<details><summary>{} compatible</summary>\n\n",
            fine.len()
        );
        for change in fine {
            let item = format!("- {}: {}\n", place(change), escape(&change.message()));
            if out.len() + item.len() > LIMIT {
                left += 1;
            } else {
                out.push_str(&item);
            }
        }
        out.push_str("\n</details>\n");
    }
    if left > 0 {
        let _ = writeln!(
            out,
            "\nThere is no room for {left} more; `codegen diff` tells them all."
        );
    }
    out
}

fn row(change: &Change, locate: &Locate<'_>) -> String {
    let rule = change.rule;
    let stands = locate(&change.place)
        .map(|(file, line)| format!("<br>{}:{line}", escape(&file)))
        .unwrap_or_default();
    format!(
        "| {}{stands} | {} (`{}`)<br>{} | {} | {} | {} |\n",
        place(change),
        escape(&change.message()),
        rule.code,
        escape(rule.reason),
        rule.wire,
        rule.rust,
        escape(rule.fix)
    )
}

fn place(change: &Change) -> String {
    let place = &change.place;
    let path = match place.path.as_str() {
        "" => String::new(),
        path => format!(" `{}`", path.replace('`', "'").replace('|', "\\|")),
    };
    format!("{}{path}", escape(&subject(place)))
}

/// A text inside a cell. What stands between backticks is code already.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('|', "\\|")
        .replace(['\n', '\r'], " ")
        .replace('@', "@\u{200b}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_document_says_leaves_its_cell() {
        assert_eq!(escape("a|b\nc<d>&"), "a\\|b c&lt;d>&amp;");
        // Nobody is called by a name in a document.
        assert_eq!(escape("@all"), "@\u{200b}all");
    }
}
