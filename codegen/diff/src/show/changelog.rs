//! For whoever uses the crate, and reads what is new in a release.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::groups::rules;
use super::{Skipped, detail, subject, whole};
use crate::{Change, ChangeKind, Diff, Verdict};
use codegen_model::{Api, Version};

/// How many names are written out in one entry.
const NAMES: usize = 60;

/// An entry of a changelog, in Markdown: a summary, what to change in code, what behaves differently, what is new, then the rest.
/// `new` is the state that is released: what is new is introduced by its own words.
#[must_use]
pub fn changelog(diff: &Diff, new: &Api, left_out: &[Skipped], title: &str) -> String {
    let mut out = format!("## {title}\n\n");
    if diff.changes.is_empty() {
        out.push_str("Nothing changed in the API.\n");
        return out;
    }
    summary(&mut out, diff);
    for left in left_out {
        let _ = writeln!(out, "Not compared: {} ({}).\n", left.document, left.reason);
    }
    let of = |wanted: &dyn Fn(&Change) -> bool| Diff {
        changes: diff
            .changes
            .iter()
            .filter(|change| wanted(change))
            .cloned()
            .collect(),
    };
    let is_code = |change: &Change| change.rule.rust == Verdict::Breaking;
    let is_wire = |change: &Change| !is_code(change) && change.rule.wire == Verdict::Breaking;
    let is_risky = |change: &Change| !is_code(change) && change.rule.verdict() == Verdict::Risky;
    listed(&mut out, "Breaking: what to change in code", &of(&is_code));
    listed(&mut out, "Older releases stop working", &of(&is_wire));
    listed(&mut out, "Behaves differently", &of(&is_risky));
    let fine: Vec<&Change> = diff
        .changes
        .iter()
        .filter(|change| change.rule.verdict() == Verdict::Compatible)
        .collect();
    added(&mut out, &fine, new);
    for (kind, heading) in [
        (ChangeKind::Changed, "Changed"),
        (ChangeKind::Deprecated, "Deprecated"),
        (ChangeKind::Removed, "Removed"),
    ] {
        let of_kind: Vec<&Change> = fine
            .iter()
            .filter(|change| change.rule.kind == kind)
            .copied()
            .collect();
        gathered(&mut out, heading, &of_kind);
    }
    documented(&mut out, &fine);
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn summary(out: &mut String, diff: &Diff) {
    let count = |wanted: &dyn Fn(&Change) -> bool| {
        diff.changes.iter().filter(|change| wanted(change)).count()
    };
    let added = |code: &str| count(&|change: &Change| change.rule.code == code);
    let mut parts = Vec::new();
    for (number, one, many) in [
        (
            count(&|change| change.rule.rust == Verdict::Breaking),
            "change breaks code",
            "changes break code",
        ),
        (
            count(&|change| {
                change.rule.rust != Verdict::Breaking && change.rule.wire == Verdict::Breaking
            }),
            "change breaks only older releases",
            "changes break only older releases",
        ),
        (added("service-added"), "new service", "new services"),
        (added("action-added"), "new action", "new actions"),
    ] {
        match number {
            0 => {}
            1 => parts.push(format!("1 {one}")),
            _ => parts.push(format!("{number} {many}")),
        }
    }
    match diff.changes.len() {
        1 => parts.push("1 change in all".to_owned()),
        count => parts.push(format!("{count} changes in all")),
    }
    let _ = writeln!(
        out,
        "{}. Version: {}.\n",
        parts.join(", "),
        diff.bump().word()
    );
}

/// Changes by rule, each rule with what to do, each change with its name in Rust.
fn listed(out: &mut String, heading: &str, diff: &Diff) {
    if diff.changes.is_empty() {
        return;
    }
    let _ = writeln!(out, "### {heading}\n");
    for verdict in [Verdict::Breaking, Verdict::Risky] {
        for of_rule in rules(diff, verdict) {
            let rule = of_rule.rule;
            let _ = writeln!(out, "- **{}.** {}", capital(rule.condition), rule.fix);
            for change in of_rule.causes.into_iter().flatten() {
                let _ = writeln!(out, "  - {}", named(change));
            }
        }
    }
    out.push('\n');
}

/// A change by its name in Rust, with what it was and is.
fn named(change: &Change) -> String {
    let name = match &change.place.rust {
        Some(rust) => format!("`{rust}`"),
        None => format!("{} (no name in Rust)", whole(&change.place)),
    };
    let detail = match detail(change).as_str() {
        "" => String::new(),
        detail => format!(": {detail}"),
    };
    let more = match change.more.len() {
        0 => String::new(),
        1 => ", at 1 more place".to_owned(),
        count => format!(", at {count} more places"),
    };
    let accepted = match &change.accepted {
        Some(reason) => format!(" ({reason})"),
        None => String::new(),
    };
    format!("{name}{detail}{more}{accepted}")
}

fn added(out: &mut String, fine: &[&Change], new: &Api) {
    let added: Vec<&Change> = fine
        .iter()
        .filter(|change| change.rule.kind == ChangeKind::Added)
        .copied()
        .collect();
    if added.is_empty() {
        return;
    }
    out.push_str("### Added\n\n");
    let mut rest = Vec::new();
    for change in added {
        let place = &change.place;
        let service = new
            .services
            .iter()
            .find(|service| service.module.plain() == place.service);
        let versions = service.map_or(&[][..], |service| &service.versions);
        let version = versions
            .iter()
            .find(|version| Some(&version.wire) == place.version.as_ref());
        match (change.rule.code, service, version) {
            ("service-added", Some(service), _) => {
                let title = service
                    .title
                    .as_ref()
                    .map_or_else(String::new, |title| format!(" ({title})"));
                let _ = writeln!(out, "- The service **{}**{title}:", place.service);
                for version in versions {
                    let _ = writeln!(out, "  - {}: {}", version.wire, actions(version));
                }
            }
            ("version-added", _, Some(version)) => {
                let _ = writeln!(
                    out,
                    "- The version **{} {}**: {}",
                    place.service,
                    version.wire,
                    actions(version)
                );
            }
            ("action-added", _, Some(version)) => {
                let action = version
                    .actions
                    .iter()
                    .find(|action| Some(&action.wire) == place.action.as_ref());
                let summary = action.and_then(|action| action.docs.summary.as_deref());
                let words = summary.map_or_else(String::new, |summary| format!(": {summary}"));
                let _ = writeln!(out, "- The action **{}**{words}", subject(place));
            }
            _ => rest.push(change),
        }
    }
    items(out, &rest);
    out.push('\n');
}

/// The actions of a version, with their number: `3 actions: A, B, C`.
fn actions(version: &Version) -> String {
    let names: Vec<&str> = version
        .actions
        .iter()
        .map(|action| action.wire.as_str())
        .collect();
    let count = match names.len() {
        1 => "1 action".to_owned(),
        count => format!("{count} actions"),
    };
    let shown = names
        .iter()
        .take(NAMES)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    match names.len().saturating_sub(NAMES) {
        0 => format!("{count}: {shown}"),
        more => format!("{count}: {shown} and {more} more"),
    }
}

/// Changes that need nothing done, gathered by what they are about.
fn gathered(out: &mut String, heading: &str, changes: &[&Change]) {
    if changes.is_empty() {
        return;
    }
    let _ = writeln!(out, "### {heading}\n");
    items(out, changes);
    out.push('\n');
}

fn items(out: &mut String, changes: &[&Change]) {
    let mut gathered: BTreeMap<(String, &str), Vec<&Change>> = BTreeMap::new();
    for change in changes {
        let key = (subject(&change.place), change.rule.condition);
        gathered.entry(key).or_default().push(change);
    }
    for ((about, condition), changes) in gathered {
        let names: Vec<String> = changes
            .iter()
            .filter(|change| !change.place.path.is_empty())
            .take(NAMES)
            .map(|change| {
                match change
                    .new
                    .as_deref()
                    .filter(|_| change.rule.code.contains("value"))
                {
                    Some(value) => format!("`{}` = {value}", change.place.path),
                    None => format!("`{}`", change.place.path),
                }
            })
            .collect();
        let more = match changes.len().saturating_sub(NAMES) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let names = match names.is_empty() {
            true => String::new(),
            false => format!(": {}{more}", names.join(", ")),
        };
        let _ = writeln!(out, "- **{about}**, {condition}{names}");
    }
}

/// Words alone are counted.
fn documented(out: &mut String, fine: &[&Change]) {
    let words: Vec<&&Change> = fine
        .iter()
        .filter(|change| change.rule.kind == ChangeKind::Documented)
        .collect();
    let Some(first) = words.first() else {
        return;
    };
    let mut services: Vec<&str> = words
        .iter()
        .map(|change| change.place.service.as_str())
        .collect();
    services.dedup();
    let _ = match (words.len(), services.len()) {
        (1, _) => writeln!(
            out,
            "### Documentation\n\n- The documentation of {} changed.",
            subject(&first.place)
        ),
        (count, 1) => writeln!(
            out,
            "### Documentation\n\n- {count} changes in the documentation of {}.",
            services[0]
        ),
        (count, of) => writeln!(
            out,
            "### Documentation\n\n- {count} changes in the documentation of {of} services."
        ),
    };
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}
