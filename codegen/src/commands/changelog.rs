//! `codegen changelog`: what changed, as an entry of a changelog.

use std::process::ExitCode;

use clap::Args;

use super::diff::States;
use super::report::out;
use codegen_diff::show;

/// Arguments of `changelog`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    states: States,
    /// Title of the entry, such as the version with its date.
    #[arg(long, value_name = "TEXT", default_value = "Unreleased")]
    title: String,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    match arguments.states.compare() {
        Ok(compared) => {
            let entry = show::changelog(
                &compared.diff,
                &compared.new.api,
                &compared.left_out(),
                &arguments.title,
            );
            out(entry.trim_end());
            ExitCode::SUCCESS
        }
        Err(code) => code,
    }
}
