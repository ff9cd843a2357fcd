//! `codegen generate`: documents to files.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;

use super::report::{count, err, out, plural, read, show_findings};
use super::{BROKEN, Common, FAILED, Format};
use crate::diagnostics::render_json;
use crate::emit;
use crate::model::Api;
use crate::output::{ChangeKind, Plan, apply, plan, render_diff};
use crate::pipeline::Understood;

/// Arguments of `generate`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Source folder of the crate that takes the files in.
    #[arg(long, value_name = "DIR", default_value = "generated-client/src")]
    out: PathBuf,
    /// Write nothing; show what would change as a diff, and fail when something would.
    #[arg(long)]
    check: bool,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let start = Instant::now();
    let format = arguments.common.format;
    let understood = match read(&arguments.common.spec) {
        Ok(understood) => understood,
        Err(code) => return code,
    };
    show_findings(&understood, format);
    let Some(api) = &understood.api else {
        match format {
            Format::Text => {
                err(format_args!(
                    "error: nothing was written: {}",
                    count(&understood).unwrap_or_default()
                ));
            }
            Format::Json => out(summary_json(&understood, None, start.elapsed())),
        }
        return ExitCode::from(FAILED);
    };
    let options = emit::Options::in_crate();
    let plan = match plan(&arguments.out, emit::files(api, &options)) {
        Ok(plan) => plan,
        Err(error) => return broken(&error),
    };
    if arguments.check {
        return check(&understood, &plan, format, start);
    }
    if let Err(error) = apply(&plan) {
        return broken(&error);
    }
    match format {
        Format::Text => out(summary(&understood, api, &plan, start.elapsed())),
        Format::Json => out(summary_json(&understood, Some(&plan), start.elapsed())),
    }
    ExitCode::SUCCESS
}

fn check(understood: &Understood, plan: &Plan, format: Format, start: Instant) -> ExitCode {
    let stale = !plan.changes.is_empty();
    match format {
        Format::Text if stale => {
            out(render_diff(plan).trim_end());
            err(format_args!(
                "error: {} below {} differ from what the documents say; run `codegen generate`",
                plural(plan.changes.len(), "file"),
                plan.root.display()
            ));
        }
        Format::Text => {
            out(format_args!(
                "{} below {} as the documents say",
                plural(plan.unchanged, "file"),
                plan.root.display()
            ));
        }
        Format::Json => out(summary_json(understood, Some(plan), start.elapsed())),
    }
    if stale {
        ExitCode::from(FAILED)
    } else {
        ExitCode::SUCCESS
    }
}

fn broken(error: &dyn std::error::Error) -> ExitCode {
    err(format_args!("error: nothing was written: {error}"));
    ExitCode::from(BROKEN)
}

fn summary(understood: &Understood, api: &Api, plan: &Plan, time: Duration) -> String {
    let (actions, types) = totals(api);
    let mut changes = Vec::new();
    for kind in [
        ChangeKind::Created,
        ChangeKind::Updated,
        ChangeKind::Removed,
    ] {
        let number = plan
            .changes
            .iter()
            .filter(|change| change.kind == kind)
            .count();
        if number > 0 {
            changes.push(format!("{number} {}", kind.word()));
        }
    }
    changes.push(format!("{} unchanged", plan.unchanged));
    let warnings = count(understood)
        .map(|found| format!(", {found}"))
        .unwrap_or_default();
    format!(
        "{}, {}, {}: files {} ({:.0?}{warnings})",
        plural(understood.documents, "document"),
        plural(actions, "action"),
        plural(types, "type"),
        changes.join(", "),
        time,
    )
}

fn totals(api: &Api) -> (usize, usize) {
    let versions = || api.services.iter().flat_map(|service| &service.versions);
    let actions = versions().map(|version| version.actions.len()).sum();
    let own: usize = versions()
        .flat_map(|version| &version.actions)
        .map(|action| action.types.len())
        .sum();
    let shared: usize = versions().map(|version| version.shared_types.len()).sum();
    (actions, own + shared)
}

fn summary_json(understood: &Understood, plan: Option<&Plan>, time: Duration) -> serde_json::Value {
    let totals = understood.api.as_ref().map(totals);
    json!({
        "documents": understood.documents,
        "actions": totals.map(|(actions, _)| actions),
        "types": totals.map(|(_, types)| types),
        "changes": plan.map(|plan| {
            plan.changes
                .iter()
                .map(|change| json!({ "path": change.path, "kind": change.kind.word() }))
                .collect::<Vec<_>>()
        }),
        "unchanged": plan.map(|plan| plan.unchanged),
        "milliseconds": u64::try_from(time.as_millis()).unwrap_or(u64::MAX),
        "findings": render_json(&understood.findings, &understood.sources),
    })
}
