//! What an update means for those who use the client, in five lines.

use std::collections::BTreeSet;
use std::path::Path;

use codegen_diff::{Change, Verdict, diff, show};
use codegen_pipeline::{Errors, understand_named};

use super::folder::texts;
use crate::commands::report::plural;
use crate::output::{FileChangeKind, Plan};

/// How many lines there are at most.
const MOST_LINES: usize = 5;

/// The verdict of `diff` on what is to be written; `None` when no document changes.
pub(super) fn verdict(plan: &Plan, root: &Path) -> Option<Vec<String>> {
    let is_document = |path: &str| !path.split('/').any(|step| step.starts_with('.'));
    let changes = || {
        plan.changes
            .iter()
            .filter(|change| is_document(&change.path))
    };
    let services: BTreeSet<&str> = changes()
        .filter_map(|change| change.path.split('/').next())
        .collect();
    if services.is_empty() {
        return None;
    }
    let old: Vec<(String, String)> = services
        .iter()
        .flat_map(|service| texts(root, service))
        .collect();
    let mut new = old.clone();
    new.retain(|(path, _)| changes().all(|change| change.path != *path));
    let there = changes().filter(|change| change.kind != FileChangeKind::Removed);
    new.extend(there.map(|change| (change.path.clone(), change.new.clone())));
    let read = |texts| understand_named(texts, None, str::to_owned, Errors::LeaveOut);
    let (old, new) = rayon::join(|| read(old), || read(new));
    let (Some(before), Some(after)) = (&old.api, &new.api) else {
        return Some(vec![
            "no verdict: the documents have errors, which `codegen lint` reports".to_owned(),
        ]);
    };
    let difference = diff(before, after);
    let mut gravest: Vec<&Change> = difference.changes.iter().collect();
    gravest.sort_by_key(|change| std::cmp::Reverse(change.rule.verdict()));
    gravest.retain(|change| change.rule.verdict() > Verdict::Compatible);
    let mut lines = vec![show::headline(&difference)];
    if !new.left_out.is_empty() {
        let count = plural(new.left_out.len(), "document");
        lines.push(format!(
            "  {count} with errors left out; `codegen lint` reports them"
        ));
    }
    for change in gravest.iter().take(MOST_LINES - lines.len() - 1) {
        let action = change
            .place
            .action
            .as_deref()
            .unwrap_or(&change.place.service);
        lines.push(format!("  {action}: {}", show::line(change)));
    }
    lines.push(if root.is_relative() {
        format!(
            "full report, once written, with git: `codegen diff HEAD:{0} {0}`",
            root.display()
        )
    } else {
        "full report: `codegen diff OLD NEW`, with folders or git revisions".to_owned()
    });
    Some(lines)
}
