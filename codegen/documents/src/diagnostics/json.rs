//! Findings for machines.

use serde::Serialize;

use super::{Findings, Severity};
use crate::source::{Place, Sources, locate};

#[derive(Serialize)]
struct Record<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Spot<'a>,
    label: &'a str,
    help: &'a str,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: Spot<'a>,
    label: &'a str,
}

#[derive(Serialize)]
struct Spot<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    excerpt: &'a str,
}

/// Findings as a JSON array; each has `code`, `severity`, `message`, `file`, `line`, `column` (both counted from 1, columns in
/// characters), `excerpt` (the line), `label`, `help` and `related` places.
#[must_use]
pub fn render_json(findings: &Findings, sources: &Sources) -> serde_json::Value {
    let records: Vec<serde_json::Value> = findings
        .iter()
        .filter_map(|finding| {
            let record = Record {
                code: finding.lint.code,
                severity: match finding.severity() {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                },
                message: &finding.message,
                place: spot(sources, &finding.place),
                label: &finding.label,
                help: finding.fix(),
                related: finding
                    .related
                    .iter()
                    .map(|(place, label)| Related {
                        place: spot(sources, place),
                        label,
                    })
                    .collect(),
            };
            serde_json::to_value(record).ok()
        })
        .collect();
    serde_json::Value::Array(records)
}

fn spot<'a>(sources: &'a Sources, place: &Place) -> Spot<'a> {
    let file = sources.get(place.file);
    let range = locate(file, &place.spot);
    let position = file.position(range.start);
    Spot {
        file: &file.name,
        line: position.line,
        column: position.column,
        excerpt: file.line(range.start),
    }
}
