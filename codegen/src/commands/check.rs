//! `codegen check`: what CI asks of a pull request, in one command.

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use serde_json::{Value, json};

use super::accepted::{self, Accepted};
use super::diff::{Compared, FailOn};
use super::generate::{Target, totals};
use super::report::{count, err, out, plural, read, show_findings};
use super::selection::is_same;
use super::state::State;
use super::{BROKEN, Common, FAILED, Format};
use crate::output::{Plan, is_ours};
use crate::revision;
use codegen_diff::{Change, Diff, Filter, show, surface};
use codegen_documents::diagnostics::render_json;
use codegen_model::Api;
use codegen_pipeline::{Errors, Understood};

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
    /// Changes since then that fail the check.
    #[arg(long, value_enum, value_name = "VERDICT", default_value_t = FailOn::Breaking, requires = "base")]
    fail_on: FailOn,
    /// File of accepted changes; by default `accepted.yaml` in the folder of the documents, if it exists.
    #[arg(long, value_name = "FILE", requires = "base")]
    accepted: Option<PathBuf>,
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
    let Understood {
        api,
        sources,
        places,
        ..
    } = understood;
    if let Some(api) = api {
        let plan = match arguments.target.plan(&api, services.as_deref(), start) {
            Ok(plan) => plan,
            Err(error) => {
                err(format_args!("error: the output cannot be checked: {error}"));
                return ExitCode::from(BROKEN);
            }
        };
        steps.push(output(&plan, &api));
        if let Some(base) = &arguments.base {
            let state = base_of(base, arguments);
            let mut old = match State::read(&state, &spec.to_string_lossy(), Errors::LeaveOut) {
                Ok(old) => old,
                Err(code) => return code,
            };
            if let Some(services) = &services {
                let is_meant = |module: &str| services.iter().any(|folder| is_same(folder, module));
                let all = &mut old.api.services;
                all.retain(|service| is_meant(service.module.as_str()));
            }
            let accepted = match accepted_file(arguments).map(|file| accepted::read(&file)) {
                Some(Ok(accepted)) => Some(accepted),
                None => None,
                Some(Err(code)) => return code,
            };
            let new = State {
                api,
                sources,
                places,
                left_out: Vec::new(),
            };
            let mut found = Compared::of(old, new);
            match client(&state, &plan, &mut found.diff) {
                Ok(step) => steps.extend(step),
                Err(error) => {
                    err(format_args!(
                        "error: the client cannot be compared: {error}"
                    ));
                    return ExitCode::from(BROKEN);
                }
            }
            let acceptances = accepted.map(|accepted| acceptances(&accepted, &mut found.diff));
            steps.push(promises(base, &found, arguments.fail_on));
            steps.extend(acceptances);
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
            "diff": compared.map(|compared| compared.show(&Filter::default(), None, |report| json!(show::json(report)))),
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
                "{} below {place} out of date; `codegen generate` updates them",
                plural(stale, "file")
            )
        },
        details: Vec::new(),
    }
}

/// The public API of the output, as the revision has it and as it would be. What the documents do not account for, such as what
/// another version of the generator does, is added to the changes. Documents that are in no revision have no output.
fn client(state: &str, plan: &Plan, diff: &mut Diff) -> Result<Option<Step>, Box<dyn Error>> {
    let Some((revision, _)) = state
        .split_once(':')
        .filter(|_| revision::is_revision(state))
    else {
        return Ok(None);
    };
    let folder = plan.root.to_string_lossy().replace('\\', "/");
    let Some(mut old) = revision::sources(revision, folder.trim_start_matches("./"))? else {
        return Ok(None);
    };
    old.retain(|(_, text)| is_ours(text));
    let new = plan.sources()?;
    let found = surface::surface(&old, &new)?;
    let beyond = surface::unexplained(&found, diff);
    let step = Step {
        name: "client",
        passed: true,
        summary: format!(
            "{} of its public API, {} not explained by the documents",
            plural(found.changes.len(), "change"),
            beyond.changes.len()
        ),
        details: Vec::new(),
    };
    diff.changes.extend(beyond.changes);
    Ok(Some(step))
}

fn promises(base: &str, compared: &Compared, limit: FailOn) -> Step {
    let diff = &compared.diff;
    let mut grave: Vec<&Change> = diff.changes.iter().collect();
    grave.sort_by_key(|change| {
        (
            change.accepted.is_some(),
            std::cmp::Reverse(change.rule.verdict()),
        )
    });
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
        details.push(format!("and {more} more; `codegen diff` lists all of them"));
    }
    Step {
        name: "promises",
        passed: !limit.is_met(diff),
        summary: format!("since {base}: {}", show::headline(diff)),
        details,
    }
}

/// The file of accepted changes, if there is one.
fn accepted_file(arguments: &Arguments) -> Option<PathBuf> {
    let usual = || Some(arguments.common.spec.join("accepted.yaml")).filter(|file| file.is_file());
    arguments.accepted.clone().or_else(usual)
}

/// Whether every acceptance does what it is there for.
fn acceptances(accepted: &Accepted, diff: &mut Diff) -> Step {
    let idle = accepted.mark(diff);
    let marked = diff
        .changes
        .iter()
        .filter(|change| change.accepted.is_some())
        .count();
    Step {
        name: "accepted",
        passed: idle.is_empty(),
        summary: format!(
            "{} for {}",
            plural(accepted.len(), "acceptance"),
            plural(marked, "change")
        ),
        details: accepted.complaints(&idle),
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
