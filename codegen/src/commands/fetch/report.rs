//! The report of a fetch.

use codegen_documents::diagnostics::{Findings, render_json};
use codegen_documents::source::Sources;
use codegen_fetch::{Counts, Error, ServiceFile, Translated, shown};
use codegen_import::update::is_record;
use serde_json::{Value, json};

use super::Arguments;
use super::outcome::{Outcome, Placed, Row};
use crate::commands::Format;
use crate::commands::import::report::{fact_json, line_about};
use crate::commands::report::{err, out, plural, show};
use crate::output::{FileChange, Plan, render_diff};

/// How many documents of a kind are listed when there are many.
const LISTED: usize = 20;

/// What the report covers.
pub(super) struct Report<'a> {
    pub(super) placed: &'a [Placed],
    pub(super) service_files: &'a [(String, ServiceFile)],
    pub(super) failed: &'a [(String, Error)],
    pub(super) counts: Counts,
    pub(super) findings: &'a Findings,
    pub(super) sources: &'a Sources,
    pub(super) plan: &'a Plan,
    pub(super) verdict: Option<Vec<String>>,
}

impl Report<'_> {
    pub(super) fn print(&self, arguments: &Arguments) {
        match arguments.format {
            Format::Text => self.text(arguments),
            Format::Json => out(self.json(arguments)),
        }
    }

    fn text(&self, arguments: &Arguments) {
        show(self.findings, self.sources, Format::Text);
        if arguments.dry_run {
            out(self.diff().trim_end());
        }
        for placed in self.placed {
            tell_version(placed, arguments);
        }
        for (folder, file) in self.service_files {
            let path = arguments.out.join(folder).join("service.yaml");
            out(format_args!("created {}", path.display()));
            for line in &file.to_check {
                err(format_args!("check {}: {line}", path.display()));
            }
        }
        for (what, error) in self.failed {
            err(format_args!("error: {what} was not fetched: {error}"));
        }
        if let Some(verdict) = &self.verdict {
            for line in verdict {
                out(line);
            }
        }
        let missing = self
            .rows()
            .filter(|row| matches!(row.outcome, Outcome::Missing(_)));
        let missing = missing.count();
        if missing > 0 {
            err(format_args!(
                "error: {} could not be fetched; run the same command again to fetch only what is missing",
                plural(missing, "document")
            ));
        }
    }

    fn rows(&self) -> impl Iterator<Item = &Row> {
        self.placed.iter().flat_map(|placed| &placed.rows)
    }

    /// What changes in documents, without records, which nobody reads.
    fn diff(&self) -> String {
        let is_read = |change: &&FileChange| {
            !is_record(&change.path) && !change.path.ends_with(codegen_fetch::RECORD)
        };
        render_diff(&Plan {
            root: self.plan.root.clone(),
            changes: self.plan.changes.iter().filter(is_read).cloned().collect(),
            kept: Vec::new(),
            unchanged: 0,
        })
    }

    fn json(&self, arguments: &Arguments) -> Value {
        let versions: Vec<Value> = self
            .placed
            .iter()
            .map(|placed| {
                let actions: Vec<Value> = placed.rows.iter().map(|row| describe(row, arguments)).collect();
                let english = translated(placed);
                json!({
                    "service": placed.target.service,
                    "version": placed.target.version,
                    "source": placed.target.source,
                    "language": placed.target.language.word(),
                    "prose": english.map(|done| json!({ "texts": done.texts, "english": done.english })),
                    "actions": actions,
                })
            })
            .collect();
        let service_files: Vec<Value> = self
            .service_files
            .iter()
            .map(|(folder, file)| json!({ "path": arguments.out.join(folder).join("service.yaml"), "check": file.to_check }))
            .collect();
        let failed: Vec<Value> = self
            .failed
            .iter()
            .map(|(what, error)| json!({ "version": what, "error": error.to_string() }))
            .collect();
        let mut json = json!({
            "versions": versions,
            "service_files": service_files,
            "failed": failed,
            "verdict": self.verdict,
            "requests": self.counts.requests,
            "from_cache": self.counts.kept,
            "findings": render_json(self.findings, self.sources),
        });
        if arguments.dry_run {
            json["diff"] = self.diff().into();
        }
        json
    }
}

fn tell_version(placed: &Placed, arguments: &Arguments) {
    let target = &placed.target;
    let count = |is_meant: fn(&Outcome) -> bool| {
        let rows = placed.rows.iter();
        rows.filter(|row| is_meant(&row.outcome)).count()
    };
    let counted = [
        (count(|o| matches!(o, Outcome::Created)), "created"),
        (count(|o| matches!(o, Outcome::Updated)), "updated"),
        (count(|o| matches!(o, Outcome::Removed)), "removed"),
        (count(|o| matches!(o, Outcome::Unchanged)), "unchanged"),
        (count(|o| matches!(o, Outcome::Kept(_))), "left alone"),
        (count(|o| matches!(o, Outcome::Conflict)), "in conflict"),
        (count(|o| matches!(o, Outcome::Gone(_))), "gone and kept"),
        (count(|o| matches!(o, Outcome::Missing(_))), "missing"),
    ];
    let counted: Vec<String> = counted
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let counted = if counted.is_empty() {
        "no actions".to_owned()
    } else {
        counted.join(", ")
    };
    let english = translated(placed)
        .map(|done| format!("; {} of {} texts in English", done.english, done.texts))
        .unwrap_or_default();
    let folder = arguments.out.join(&target.folder).join(&target.version);
    let would = if arguments.is_trial() {
        ", nothing written"
    } else {
        ""
    };
    out(format_args!(
        "{} {}: {counted} in {}{english}{would}",
        target.service,
        target.version,
        folder.display()
    ));
    tell_rows(placed, arguments);
}

fn tell_rows(placed: &Placed, arguments: &Arguments) {
    let place = |row: &Row| arguments.out.join(&row.path).display().to_string();
    let mut kept: Vec<(&str, Vec<&Row>)> = Vec::new();
    for row in &placed.rows {
        match &row.outcome {
            Outcome::Missing(error) => {
                err(format_args!("missing {}: {error}", shown(&row.action)));
            }
            Outcome::Conflict => err(format_args!("conflict in {}, left unchanged", place(row))),
            Outcome::Created if arguments.update => out(format_args!("  new: {}", place(row))),
            Outcome::Updated => {
                out(format_args!("  updated: {}", place(row)));
                for change in &row.facts {
                    out(format_args!("  {}", line_about(change)));
                }
            }
            Outcome::Removed => out(format_args!("  removed: {}", row.action)),
            Outcome::Kept(why) | Outcome::Gone(why) => {
                match kept.iter_mut().find(|(known, _)| known == why) {
                    Some((_, rows)) => rows.push(row),
                    None => kept.push((why, vec![row])),
                }
            }
            Outcome::Created | Outcome::Unchanged => {}
        }
    }
    for (why, rows) in kept {
        let names: Vec<&str> = rows
            .iter()
            .take(LISTED)
            .map(|row| row.action.as_str())
            .collect();
        let more = match rows.len() - names.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let word = match rows.first().map(|row| &row.outcome) {
            Some(Outcome::Gone(_)) => "gone",
            _ => "left alone",
        };
        out(format_args!("  {word}: {}{more}: {why}", names.join(", ")));
    }
}

/// How much of the prose of a version is in English, where English was asked for.
fn translated(placed: &Placed) -> Option<Translated> {
    placed.target.translated
}

fn describe(row: &Row, arguments: &Arguments) -> Value {
    let path = (!row.path.is_empty()).then(|| arguments.out.join(&row.path));
    let (result, why) = match &row.outcome {
        Outcome::Created => ("created", None),
        Outcome::Updated => ("updated", None),
        Outcome::Unchanged => ("unchanged", None),
        Outcome::Kept(why) => ("left alone", Some((*why).to_owned())),
        Outcome::Conflict => ("conflict", None),
        Outcome::Gone(why) => ("gone", Some((*why).to_owned())),
        Outcome::Removed => ("removed", None),
        Outcome::Missing(error) => ("missing", Some(error.to_string())),
    };
    let changes: Vec<Value> = row.facts.iter().map(fact_json).collect();
    json!({
        "action": row.action,
        "result": result,
        "path": path,
        "why": why,
        "changes": changes,
    })
}
