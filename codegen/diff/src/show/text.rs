//! For people at a terminal.

use std::fmt::Write;

use super::{Locate, counts, groups};
use crate::{Change, Diff, Verdict};

/// Every change with its verdicts, and what to do about those that may hurt.
#[must_use]
pub fn text(diff: &Diff, locate: &Locate<'_>) -> String {
    let mut out = String::new();
    for (subject, changes) in groups(diff) {
        let _ = writeln!(out, "{subject}");
        for change in changes {
            let rule = change.rule;
            let _ = writeln!(out, "  {}", line(change));
            if rule.verdict() == Verdict::Compatible {
                continue;
            }
            let _ = writeln!(
                out,
                "      wire {}, Rust {}. {}",
                rule.wire, rule.rust, rule.reason
            );
            let _ = writeln!(out, "      To fix it: {}", rule.fix);
            if let Some((file, line)) = locate(&change.place) {
                let _ = writeln!(out, "      {file}:{line}");
            }
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{}", headline(diff));
    out
}

/// One change in one line.
#[must_use]
pub fn line(change: &Change) -> String {
    let path = match change.place.path.as_str() {
        "" => String::new(),
        path => format!("{path}: "),
    };
    let rule = change.rule;
    format!(
        "{:<10} {path}{} [{}]",
        rule.verdict(),
        change.message(),
        rule.code
    )
}

/// The verdict on all changes in one line.
#[must_use]
pub fn headline(diff: &Diff) -> String {
    if diff.changes.is_empty() {
        return "nothing changed".to_owned();
    }
    format!(
        "{}; wire {}, Rust {}; version: {}",
        counts(diff),
        diff.wire(),
        diff.rust(),
        diff.bump().word()
    )
}
