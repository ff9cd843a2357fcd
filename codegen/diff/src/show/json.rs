//! For scripts.

use serde_json::{Value, json};

use super::Locate;
use crate::{Diff, Verdict};

/// `changes`, each with `rule`, `wire`, `rust`, `service`, `version`, `action`, `path`, `file`, `line`, `old`, `new`,
/// `evidence`, `message`, `reason` and `fix`; and the verdict on all: `wire`, `rust`, `bump` and the number of changes by
/// verdict.
#[must_use]
pub fn json(diff: &Diff, locate: &Locate<'_>) -> Value {
    let changes: Vec<Value> = diff
        .changes
        .iter()
        .map(|change| {
            let (rule, place) = (change.rule, &change.place);
            let stands = locate(place);
            json!({
                "rule": rule.code,
                "wire": rule.wire.word(),
                "rust": rule.rust.word(),
                "service": place.service,
                "version": place.version,
                "action": place.action,
                "path": place.path,
                "file": stands.as_ref().map(|(file, _)| file),
                "line": stands.as_ref().map(|(_, line)| line),
                "old": change.old,
                "new": change.new,
                "evidence": change.evidence,
                "message": change.message(),
                "reason": rule.reason,
                "fix": rule.fix,
            })
        })
        .collect();
    json!({
        "changes": changes,
        "wire": diff.wire().word(),
        "rust": diff.rust().word(),
        "bump": diff.bump().word(),
        "counts": {
            "breaking": diff.count(Verdict::Breaking),
            "risky": diff.count(Verdict::Risky),
            "compatible": diff.count(Verdict::Compatible),
        },
    })
}
