//! For whoever reads what is new in a release.

use std::fmt::Write;

use super::subject;
use crate::{Change, Diff, Kind, Verdict};
use codegen_model::Api;

/// An entry of a changelog, in Markdown: what breaks first, with what to do, then what is new, changed, discouraged, gone and
/// explained otherwise. `new` is the state that is released: a new action is introduced by its own words.
#[must_use]
pub fn changelog(diff: &Diff, new: &Api, title: &str) -> String {
    let mut out = format!("## {title}\n");
    if diff.changes.is_empty() {
        out.push_str("\nNothing changed in the API.\n");
        return out;
    }
    let is_grave = |change: &&Change| change.rule.verdict() == Verdict::Breaking;
    let breaking: Vec<&Change> = diff.changes.iter().filter(is_grave).collect();
    section(&mut out, "Breaking", &breaking, new);
    for (kind, heading) in [
        (Kind::Added, "Added"),
        (Kind::Changed, "Changed"),
        (Kind::Deprecated, "Deprecated"),
        (Kind::Removed, "Removed"),
        (Kind::Documented, "Documentation"),
    ] {
        let rest = diff.changes.iter().filter(|change| !is_grave(change));
        let of_kind: Vec<&Change> = rest.filter(|change| change.rule.kind == kind).collect();
        section(&mut out, heading, &of_kind, new);
    }
    out
}

fn section(out: &mut String, heading: &str, changes: &[&Change], new: &Api) {
    if changes.is_empty() {
        return;
    }
    let _ = write!(out, "\n### {heading}\n\n");
    let mut last = None;
    for change in changes {
        let about = subject(&change.place);
        if last.as_ref() != Some(&about) {
            let _ = writeln!(out, "- **{about}**{}", introduction(change, new));
            last = Some(about);
        }
        if is_introduced(change) {
            continue;
        }
        let path = match change.place.path.as_str() {
            "" => String::new(),
            path => format!("`{path}`: "),
        };
        let fix = match change.rule.verdict() {
            Verdict::Compatible => String::new(),
            Verdict::Risky | Verdict::Breaking => format!(" {}", change.rule.fix),
        };
        let _ = writeln!(out, "  - {path}{}.{fix}", change.message());
    }
}

/// Whether a change says no more than that the thing is there.
fn is_introduced(change: &Change) -> bool {
    matches!(
        change.rule.code,
        "service-added" | "version-added" | "action-added"
    )
}

/// What the documents say of something new.
fn introduction(change: &Change, new: &Api) -> String {
    if !is_introduced(change) {
        return String::new();
    }
    let place = &change.place;
    let services = new.services.iter();
    let versions = services
        .filter(|service| service.module.plain() == place.service)
        .flat_map(|service| &service.versions)
        .filter(|version| Some(&version.wire) == place.version.as_ref());
    let action = versions
        .flat_map(|version| &version.actions)
        .find(|action| Some(&action.wire) == place.action.as_ref());
    let summary = action.and_then(|action| action.docs.summary.as_deref());
    match summary {
        Some(summary) => format!(": {summary}"),
        None => format!(": {}.", change.rule.condition),
    }
}
