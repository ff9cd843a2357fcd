//! For scripts.

use serde::Serialize;

use super::Report;
use super::groups::services;
use crate::{Change, Verdict};

/// The JSON Schema of what [`json`] gives.
pub const SCHEMA: &str = include_str!("diff.schema.json");

/// The whole comparison, the summary first, in the shape that [`SCHEMA`] describes.
#[derive(Debug, Serialize)]
pub struct Whole {
    format: u32,
    verdict: &'static str,
    wire: &'static str,
    rust: &'static str,
    bump: &'static str,
    counts: Counts,
    accepted: usize,
    services: Vec<Service>,
    left_out: Vec<LeftOut>,
    hidden: usize,
    changes: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Counts {
    breaking: usize,
    risky: usize,
    compatible: usize,
}

#[derive(Debug, Serialize)]
struct Service {
    service: String,
    verdict: &'static str,
    wire: &'static str,
    rust: &'static str,
    counts: Counts,
}

#[derive(Debug, Serialize)]
struct LeftOut {
    document: String,
    reason: String,
}

#[derive(Debug, Serialize)]
struct Entry {
    rule: &'static str,
    verdict: &'static str,
    wire: &'static str,
    rust: &'static str,
    service: String,
    version: Option<String>,
    action: Option<String>,
    path: String,
    rust_path: Option<String>,
    places: Vec<String>,
    other_way: Option<&'static str>,
    file: Option<String>,
    line: Option<usize>,
    old: Option<String>,
    new: Option<String>,
    evidence: Option<String>,
    accepted: Option<String>,
    message: String,
    reason: &'static str,
    fix: &'static str,
}

/// The comparison for scripts.
#[must_use]
pub fn json(report: &Report<'_>) -> Whole {
    let diff = report.diff;
    let listed = diff.changes.iter().take(report.room());
    let changes: Vec<Entry> = listed.map(|change| entry(change, report)).collect();
    let services = services(diff).into_iter().map(|service| Service {
        service: service.name.to_owned(),
        verdict: service.verdict().word(),
        wire: service.wire.word(),
        rust: service.rust.word(),
        counts: Counts {
            breaking: service.counts[0],
            risky: service.counts[1],
            compatible: service.counts[2],
        },
    });
    let left_out = report.left_out.iter().map(|left| LeftOut {
        document: left.document.clone(),
        reason: left.reason.clone(),
    });
    Whole {
        format: 1,
        verdict: diff.verdict().word(),
        wire: diff.wire().word(),
        rust: diff.rust().word(),
        bump: diff.bump().word(),
        counts: Counts {
            breaking: diff.count(Verdict::Breaking),
            risky: diff.count(Verdict::Risky),
            compatible: diff.count(Verdict::Compatible),
        },
        accepted: diff
            .changes
            .iter()
            .filter(|change| change.accepted.is_some())
            .count(),
        services: services.collect(),
        left_out: left_out.collect(),
        hidden: report.found - changes.len(),
        changes,
    }
}

fn entry(change: &Change, report: &Report<'_>) -> Entry {
    let (rule, place) = (change.rule, &change.place);
    let (file, line) = (report.locate)(place).unzip();
    Entry {
        rule: rule.code,
        verdict: rule.verdict().word(),
        wire: rule.wire.word(),
        rust: rule.rust.word(),
        service: place.service.clone(),
        version: place.version.clone(),
        action: place.action.clone(),
        path: place.path.clone(),
        rust_path: place.rust.clone(),
        places: change.more.clone(),
        other_way: change.other_way.map(|rule| rule.code),
        file,
        line,
        old: change.old.clone(),
        new: change.new.clone(),
        evidence: change.evidence.clone(),
        accepted: change.accepted.clone(),
        message: change.message(),
        reason: rule.reason,
        fix: rule.fix,
    }
}
