//! `codegen diff`: what changed between two states of the API, and what it breaks.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::accepted;
use super::report::{err, out, plural};
use super::state::State;
use super::{BROKEN, FAILED};
use codegen_diff::{Diff, Filter, Verdict, diff, show};
use codegen_pipeline::Errors;

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    states: States,
    /// Format of the report.
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    format: DiffFormat,
    #[command(flatten)]
    shown: Shown,
    /// File of accepted changes; they are marked in the report and do not fail the run.
    #[arg(long, value_name = "FILE")]
    accepted: Option<PathBuf>,
    /// Fail on a change with this verdict or a graver one, on the wire or in Rust.
    #[arg(long, value_enum, value_name = "VERDICT")]
    fail_on: Option<FailOn>,
}

/// Which changes are shown.
#[derive(Debug, Args)]
struct Shown {
    /// Only changes to services with this name; `*` matches any characters. Repeatable.
    #[arg(long, value_name = "NAME")]
    service: Vec<String>,
    /// Only changes to actions with this name; `*` matches any characters. Repeatable.
    #[arg(long, value_name = "NAME")]
    action: Vec<String>,
    /// Only changes with this verdict. Repeatable.
    #[arg(long, value_enum, value_name = "VERDICT")]
    only: Vec<Only>,
    /// Only changes under this rule; `*` matches any characters. Repeatable.
    #[arg(long, value_name = "RULE")]
    rule: Vec<String>,
    /// List at most this many changes; the counts still include all.
    #[arg(long, value_name = "NUMBER")]
    limit: Option<usize>,
}

impl Shown {
    fn filter(&self) -> Filter {
        Filter {
            services: self.service.clone(),
            actions: self.action.clone(),
            verdicts: self.only.iter().map(|only| only.verdict()).collect(),
            rules: self.rule.clone(),
        }
    }
}

/// A verdict to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Only {
    /// What may stop something from working.
    Breaking,
    /// What may make something behave differently.
    Risky,
    /// What changes nothing for those who use it.
    Compatible,
}

impl Only {
    fn verdict(self) -> Verdict {
        match self {
            Self::Breaking => Verdict::Breaking,
            Self::Risky => Verdict::Risky,
            Self::Compatible => Verdict::Compatible,
        }
    }
}

/// Two states of the API.
#[derive(Debug, Args)]
pub(super) struct States {
    /// Yesterday's documents: a folder, a document, or either in a git revision, such as `main:spec`.
    #[arg(value_name = "OLD")]
    old: String,
    /// Tomorrow's documents.
    #[arg(value_name = "NEW")]
    new: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// For people.
    Text,
    /// For a comment in a pull request.
    Markdown,
    /// For scripts: one JSON object.
    Json,
    /// For CI: remarks on lines, as GitHub reads them from the output of a step.
    Annotations,
}

/// From which verdict on a command fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// For changes that may stop something from working.
    Breaking,
    /// Also for changes that may make something behave differently.
    Risky,
}

impl FailOn {
    /// Whether such a comparison is a failure: it has a change of the verdict that nobody accepted.
    pub(super) fn is_met(self, diff: &Diff) -> bool {
        diff.has_unaccepted(match self {
            Self::Breaking => Verdict::Breaking,
            Self::Risky => Verdict::Risky,
        })
    }
}

/// Two states that were compared.
pub(super) struct Compared {
    pub(super) diff: Diff,
    pub(super) old: State,
    pub(super) new: State,
}

impl Compared {
    /// Reads and compares two states. What cannot be read of the old one is left out, and is said. What documents say takes four times
    /// the room of what they mean, so one state is understood after the other; the documents of each are read side by side.
    pub(super) fn read(old: &str, new: &str) -> Result<Self, ExitCode> {
        let earlier = State::read(old, new, Errors::LeaveOut)?;
        let later = State::read(new, old, Errors::Stop)?;
        Ok(Self::of(earlier, later))
    }

    /// Compares two states.
    pub(super) fn of(old: State, mut new: State) -> Self {
        new.leave_out(&old.left_out);
        if let Some(first) = old.left_out.first() {
            let count = plural(old.left_out.len(), "file");
            err(format_args!(
                "warning: {count} of the old state cannot be read and are not compared: {}{}",
                first.name,
                if old.left_out.len() > 1 {
                    " and others"
                } else {
                    ""
                }
            ));
        }
        Self {
            diff: diff(&old.api, &new.api),
            old,
            new,
        }
    }

    /// What could not be compared.
    pub(super) fn left_out(&self) -> Vec<show::Skipped> {
        let left_out = self.old.left_out.iter().map(|out| show::Skipped {
            document: out.name.clone(),
            reason: out.reason.clone(),
        });
        left_out.collect()
    }

    /// Shows some of the changes, each with its place: in the new state, or in the old one if it is gone.
    pub(super) fn show<T>(
        &self,
        filter: &Filter,
        limit: Option<usize>,
        show: impl FnOnce(&show::Report<'_>) -> T,
    ) -> T {
        let shown = filter.apply(&self.diff);
        show(&show::Report {
            diff: &shown,
            found: self.diff.changes.len(),
            left_out: &self.left_out(),
            limit,
            is_unfolded: !filter.rules.is_empty() || filter.verdicts.contains(&Verdict::Compatible),
            locate: &|place| {
                let found = self.new.locate(place);
                found.or_else(|| self.old.locate(place))
            },
        })
    }
}

impl States {
    /// Reads and compares them.
    pub(super) fn compare(&self) -> Result<Compared, ExitCode> {
        Compared::read(&self.old, &self.new)
    }
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let mut compared = match arguments.states.compare() {
        Ok(compared) => compared,
        Err(code) => return code,
    };
    if let Some(file) = &arguments.accepted {
        match accepted::read(file) {
            Ok(accepted) => {
                accepted.mark(&mut compared.diff);
            }
            Err(code) => return code,
        }
    }
    let (filter, limit) = (arguments.shown.filter(), arguments.shown.limit);
    match arguments.format {
        DiffFormat::Text => out(compared.show(&filter, limit, show::text).trim_end()),
        DiffFormat::Markdown => out(compared.show(&filter, limit, show::markdown).trim_end()),
        DiffFormat::Json => {
            let whole = compared.show(&filter, limit, show::json);
            match serde_json::to_string(&whole) {
                Ok(text) => out(text),
                Err(error) => {
                    err(format_args!(
                        "error: the comparison cannot be written: {error}"
                    ));
                    return ExitCode::from(BROKEN);
                }
            }
        }
        DiffFormat::Annotations => {
            let annotations = compared.show(&filter, limit, show::annotations);
            if !annotations.is_empty() {
                out(annotations.trim_end());
            }
        }
    }
    match arguments.fail_on {
        Some(limit) if limit.is_met(&compared.diff) => ExitCode::from(FAILED),
        _ => ExitCode::SUCCESS,
    }
}
