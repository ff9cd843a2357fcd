//! For people at a terminal.

use std::fmt::Write;

use super::groups::{OfRule, rules, services};
use super::{Report, counts, detail, further, other_way, subject, whole};
use crate::{Change, Diff, Verdict};

/// How many places of the same change are listed.
const PLACES: usize = 10;

/// The summary, then every change that may hurt, by verdict, rule and cause, with what to do about it; the others are counted. The
/// last line gives the verdict on all.
#[must_use]
pub fn text(report: &Report<'_>) -> String {
    let diff = report.diff;
    let mut out = String::new();
    for left in report.left_out {
        let _ = writeln!(out, "not compared: {} ({})", left.document, left.reason);
    }
    if !report.left_out.is_empty() {
        out.push('\n');
    }
    if let Some(line) = report.filtered() {
        let _ = writeln!(out, "{line}\n");
    }
    if diff.changes.is_empty() {
        let _ = writeln!(out, "{}", headline(diff));
        return out;
    }
    summary(&mut out, diff);
    let mut room = report.room();
    let mut hidden = 0;
    for verdict in [Verdict::Breaking, Verdict::Risky, Verdict::Compatible] {
        let rules = rules(diff, verdict);
        if rules.is_empty() {
            continue;
        }
        let is_folded = verdict == Verdict::Compatible && report.is_folded();
        let _ = writeln!(out, "{}: {}", title(verdict), diff.count(verdict));
        for of_rule in &rules {
            if is_folded {
                let rule = of_rule.rule;
                let _ = writeln!(
                    out,
                    "  {:>6}  {} [{}]",
                    of_rule.count, rule.condition, rule.code
                );
            } else {
                let listed = section(&mut out, of_rule, report, &mut room);
                hidden += of_rule.count - listed;
            }
        }
        if is_folded {
            out.push_str("  `--only compatible` or `--rule RULE` lists them.\n");
        }
        out.push('\n');
    }
    if hidden > 0 {
        let _ = writeln!(
            out,
            "{hidden} more changes are not listed; show them with a higher `--limit`, or with `--service`, `--action` or `--rule`.\n"
        );
    }
    let _ = writeln!(out, "{}", headline(diff));
    out
}

fn title(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Breaking => "Breaking",
        Verdict::Risky => "Risky",
        Verdict::Compatible => "Compatible",
    }
}

fn summary(out: &mut String, diff: &Diff) {
    const SHOWN: usize = 40;
    let _ = writeln!(out, "{}\n\nServices:", headline(diff));
    let services = services(diff);
    let width = services
        .iter()
        .take(SHOWN)
        .map(|service| service.name.len())
        .max();
    for service in services.iter().take(SHOWN) {
        let _ = writeln!(
            out,
            "  {:<width$}  {:<10}  {}",
            service.name,
            service.verdict(),
            service.counted(),
            width = width.unwrap_or(0)
        );
    }
    if let Some(more) = services.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(out, "  and {more} more");
    }
    out.push('\n');
}

/// Lists changes under a rule as long as there is room. Says how many are in the list.
fn section(out: &mut String, of_rule: &OfRule<'_>, report: &Report<'_>, room: &mut usize) -> usize {
    if *room == 0 {
        return 0;
    }
    let rule = of_rule.rule;
    let _ = writeln!(
        out,
        "\n  {} [{}]: {}",
        rule.condition, rule.code, of_rule.count
    );
    let _ = writeln!(
        out,
        "    wire {}, Rust {}. {}",
        rule.wire, rule.rust, rule.reason
    );
    if rule.verdict() != Verdict::Compatible {
        let _ = writeln!(out, "    What to do: {}", rule.fix);
    }
    let mut listed = 0;
    for changes in &of_rule.causes {
        let Some(first) = changes.first().filter(|_| *room > 0) else {
            break;
        };
        *room -= 1;
        listed += changes.len();
        entry(out, first, changes, report);
    }
    listed
}

fn entry(out: &mut String, first: &Change, changes: &[&Change], report: &Report<'_>) {
    let detail = match detail(first).as_str() {
        "" => String::new(),
        detail => format!(": {detail}"),
    };
    let _ = writeln!(out, "    - {}{detail}", whole(&first.place));
    if let Some(reason) = &first.accepted {
        let _ = writeln!(out, "        accepted: {reason}");
    }
    if let Some(rust) = &first.place.rust {
        let _ = writeln!(out, "        {rust}");
    }
    if let Some((file, line)) = (report.locate)(&first.place) {
        let _ = writeln!(out, "        {file}:{line}");
    }
    if let Some(further) = further(first) {
        let _ = writeln!(out, "        {further}");
    }
    if let Some(other_way) = other_way(first) {
        let _ = writeln!(out, "        {other_way}");
    }
    let others = &changes[1..];
    if others.is_empty() {
        return;
    }
    let _ = writeln!(out, "        the same {} times:", changes.len());
    for change in others.iter().take(PLACES) {
        let name = change.place.rust.as_deref().unwrap_or_default();
        let _ = writeln!(
            out,
            "        - {} {} {name}",
            subject(&change.place),
            change.place.path
        );
    }
    if let Some(more) = others.len().checked_sub(PLACES).filter(|more| *more > 0) {
        let _ = writeln!(out, "        - and {more} more; `--format json` lists all");
    }
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
    let accepted = diff
        .changes
        .iter()
        .filter(|change| change.accepted.is_some())
        .count();
    let accepted = match accepted {
        0 => String::new(),
        count => format!(" ({count} accepted)"),
    };
    format!(
        "{}{accepted}; wire {}, Rust {}; version: {}",
        counts(diff),
        diff.wire(),
        diff.rust(),
        diff.bump().word()
    )
}
