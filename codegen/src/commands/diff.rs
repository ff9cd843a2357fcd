//! `codegen diff`: what changed between two states of the API, and whom it breaks.

use std::mem::ManuallyDrop;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::FAILED;
use super::report::out;
use super::state::State;
use codegen_diff::{Diff, Verdict, diff, show};

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    states: States,
    /// How the changes are written.
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    format: DiffFormat,
    /// Fail when there is a change of this verdict or a graver one, be it for the wire or for Rust.
    #[arg(long, value_enum, value_name = "VERDICT")]
    fail_on: Option<FailOn>,
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
    /// For changes that may make something behave otherwise as well.
    Risky,
}

impl FailOn {
    /// Whether such a comparison is a failure.
    pub(super) fn is_met(self, diff: &Diff) -> bool {
        let least = match self {
            Self::Breaking => Verdict::Breaking,
            Self::Risky => Verdict::Risky,
        };
        diff.verdict() >= least
    }
}

/// Two states that were compared.
pub(super) struct Compared {
    pub(super) diff: Diff,
    // The process ends before long; to take both apart would take longer than to compare them.
    pub(super) old: ManuallyDrop<State>,
    pub(super) new: ManuallyDrop<State>,
}

impl Compared {
    /// Reads and compares two states.
    pub(super) fn read(old: &str, new: &str) -> Result<Self, ExitCode> {
        let (old, new) = rayon::join(|| State::read(old, new), || State::read(new, old));
        Ok(Self::of(old?, new?))
    }

    /// Compares two states.
    pub(super) fn of(old: State, new: State) -> Self {
        Self {
            diff: diff(&old.api, &new.api),
            old: ManuallyDrop::new(old),
            new: ManuallyDrop::new(new),
        }
    }

    /// Shows the changes, each with its place: in the new state, or in the old one if it is gone.
    pub(super) fn show<T>(&self, show: impl FnOnce(&Diff, &show::Locate<'_>) -> T) -> T {
        let (old, new) = (self.old.whereabouts(), self.new.whereabouts());
        show(&self.diff, &|place| {
            let found = self.new.locate(&new, place);
            found.or_else(|| self.old.locate(&old, place))
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
    let compared = match arguments.states.compare() {
        Ok(compared) => compared,
        Err(code) => return code,
    };
    match arguments.format {
        DiffFormat::Text => out(compared.show(show::text).trim_end()),
        DiffFormat::Markdown => out(compared.show(show::markdown).trim_end()),
        DiffFormat::Json => out(compared.show(show::json)),
        DiffFormat::Annotations => {
            let annotations = compared.show(show::annotations);
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
