//! `codegen check`: what CI asks of a pull request, in one command.

use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use serde_json::{Value, json};

use super::diff::{Compared, FailOn};
use super::generate::{Target, totals};
use super::report::{count, err, out, plural, read, show_findings};
use super::selection::is_same;
use super::state::State;
use super::{BROKEN, Common, FAILED, Format};
use crate::output::Plan;
use codegen_diff::{Change, show};
use codegen_documents::diagnostics::render_json;
use codegen_model::Api;
use codegen_pipeline::Understood;

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    target: Target,
    /// State to compare the documents with: a git revision such as `origin/main`, whose documents are taken from the same
    /// folder, or whatever `codegen diff` takes.
    #[arg(long, value_name = "OLD")]
    base: Option<String>,
    /// Which changes since then are a failure.
    #[arg(long, value_enum, value_name = "VERDICT", default_value_t = FailOn::Breaking, requires = "base")]
    fail_on: FailOn,
}

/// How many changes are shown; a summary has ten lines.
const SHOWN: usize = 5;

/// One of the things that are checked.
struct Step {
    name: &'static str,
    passed: bool,
    summary: String,
    details: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let start = Instant::now();
    let Common { spec, format } = &arguments.common;
    let services = match arguments.target.services(spec) {
        Ok(services) => services,
        Err(error) => {
            err(format_args!("error: {error}"));
            return ExitCode::from(BROKEN);
        }
    };
    let understood = match read(spec, services.as_deref()) {
        Ok(understood) => understood,
        Err(code) => return code,
    };
    show_findings(&understood, *format);
    let mut steps = vec![documents(&understood)];
    let findings =
        (*format == Format::Json).then(|| render_json(&understood.findings, &understood.sources));
    let mut compared = None;
    let Understood { api, sources, .. } = understood;
    if let Some(api) = api {
        match arguments.target.plan(&api, services.as_deref(), start) {
            Ok(plan) => steps.push(output(&plan, &api)),
            Err(error) => {
                err(format_args!("error: the output cannot be checked: {error}"));
                return ExitCode::from(BROKEN);
            }
        }
        if let Some(base) = &arguments.base {
            let mut old = match State::read(&base_of(base, arguments), &spec.to_string_lossy()) {
                Ok(old) => old,
                Err(code) => return code,
            };
            if let Some(services) = &services {
                let is_meant = |module: &str| services.iter().any(|folder| is_same(folder, module));
                let all = &mut old.api.services;
                all.retain(|service| is_meant(service.module.as_str()));
            }
            let found = Compared::of(old, State { api, sources });
            steps.push(promises(base, &found, arguments.fail_on));
            compared = Some(found);
        }
    }
    let passed = steps.iter().all(|step| step.passed);
    match format {
        Format::Text => show_steps(&steps, passed),
        Format::Json => out(json!({
            "passed": passed,
            "steps": steps.iter().map(describe).collect::<Vec<_>>(),
            "findings": findings,
            "diff": compared.map(|compared| compared.show(show::json)),
        })),
    }
    if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(FAILED)
    }
}

/// A revision alone stands for its documents in the same folder.
fn base_of(base: &str, arguments: &Arguments) -> String {
    let spec = arguments.common.spec.to_string_lossy().replace('\\', "/");
    if base.contains(':') || std::path::Path::new(base).exists() {
        base.to_owned()
    } else {
        format!("{base}:{}", spec.trim_start_matches("./"))
    }
}

fn documents(understood: &Understood) -> Step {
    let found = count(understood).unwrap_or_else(|| "nothing to report".to_owned());
    Step {
        name: "documents",
        passed: !understood.findings.has_errors(),
        summary: format!("{}, {found}", plural(understood.documents, "document")),
        details: Vec::new(),
    }
}

fn output(plan: &Plan, api: &Api) -> Step {
    let (actions, _) = totals(api);
    let place = plan.root.display();
    let stale = plan.changes.len();
    Step {
        name: "output",
        passed: stale == 0,
        summary: if stale == 0 {
            format!(
                "{} for {} below {place}, as the documents say",
                plural(plan.unchanged, "file"),
                plural(actions, "action")
            )
        } else {
            format!(
                "{} below {place} out of date; `codegen generate` renews them",
                plural(stale, "file")
            )
        },
        details: Vec::new(),
    }
}

fn promises(base: &str, compared: &Compared, limit: FailOn) -> Step {
    let diff = &compared.diff;
    let mut grave: Vec<&Change> = diff.changes.iter().collect();
    grave.sort_by_key(|change| std::cmp::Reverse(change.rule.verdict()));
    let mut details: Vec<String> = grave
        .iter()
        .take(SHOWN)
        .map(|change| {
            let action = change
                .place
                .action
                .as_deref()
                .unwrap_or(&change.place.service);
            format!("{action} {}", show::line(change))
        })
        .collect();
    if let Some(more) = grave.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        details.push(format!("and {more} more; `codegen diff` tells all of them"));
    }
    Step {
        name: "promises",
        passed: !limit.is_met(diff),
        summary: format!("since {base}: {}", show::headline(diff)),
        details,
    }
}

fn show_steps(steps: &[Step], passed: bool) {
    for step in steps {
        let mark = if step.passed { "ok" } else { "FAILED" };
        out(format_args!("{mark:<6} {:<9} {}", step.name, step.summary));
        for detail in &step.details {
            out(format_args!("         {detail}"));
        }
    }
    out(if passed { "passed" } else { "failed" });
}

fn describe(step: &Step) -> Value {
    json!({
        "name": step.name,
        "passed": step.passed,
        "summary": step.summary,
    })
}
