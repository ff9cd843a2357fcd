//! What an update means for those who use the client, in five lines.

use std::collections::BTreeSet;
use std::path::Path;

use codegen_diff::{Change as ApiChange, Verdict, diff, show};
use codegen_documents::diagnostics::Severity;
use codegen_pipeline::{Understood, understand_texts};

use super::folder::texts;
use crate::output::{ChangeKind, Plan};

/// How many changes are told one by one.
const TOLD: usize = 3;

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
    let there = changes().filter(|change| change.kind != ChangeKind::Removed);
    new.extend(there.map(|change| (change.path.clone(), change.new.clone())));
    let (old, new) = rayon::join(|| understand_texts(old), || understand_texts(new));
    let errors = |understood: &Understood| understood.findings.count(Severity::Error);
    let (Some(before), Some(after)) = (&old.api, &new.api) else {
        let (before, after) = (errors(&old), errors(&new));
        let state = if after > 0 { "have" } else { "had" };
        let count =
            crate::commands::report::plural(if after > 0 { after } else { before }, "error");
        return Some(vec![format!(
            "no verdict: the documents {state} {count}; `codegen lint` tells about those that are there"
        )]);
    };
    let difference = diff(before, after);
    let mut gravest: Vec<&ApiChange> = difference.changes.iter().collect();
    gravest.sort_by_key(|change| std::cmp::Reverse(change.rule.verdict()));
    gravest.retain(|change| change.rule.verdict() > Verdict::Compatible);
    let mut lines = vec![show::headline(&difference)];
    for change in gravest.iter().take(TOLD) {
        let action = change
            .place
            .action
            .as_deref()
            .unwrap_or(&change.place.service);
        lines.push(format!("  {action}: {}", show::line(change)));
    }
    lines.push(if root.is_relative() {
        format!(
            "all of it, once written, with git: `codegen diff HEAD:{0} {0}`",
            root.display()
        )
    } else {
        "all of it: `codegen diff OLD NEW`, which takes folders and git revisions".to_owned()
    });
    Some(lines)
}
