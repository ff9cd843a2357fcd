//! The command line, one file per command.
//!
//! Knows arguments, streams and exit codes, and puts the crates together.
//! Gives people and scripts the way in.
//! Must never do work of its own: whatever a command needs is in a crate or in a room beside this one.

mod accepted;
mod changelog;
mod check;
mod diff;
mod explain;
#[cfg(feature = "fetch")]
mod fetch;
mod generate;
mod import;
mod lint;
mod mock;
mod progress;
mod report;
mod schema;
mod selection;
mod state;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Exit status when documents have errors, or when the committed output is out of date.
const FAILED: u8 = 1;

/// Exit status when the work could not be done at all.
const BROKEN: u8 = 2;

/// Generates a typed, signed Rust client from OpenAPI documents of Volcengine actions.
///
/// Without a command it does what `generate` does.
#[derive(Debug, Parser)]
#[command(name = "codegen", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    generate: generate::Arguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the client that the documents describe.
    Generate(generate::Arguments),
    /// Report every finding in the documents, without writing anything.
    Lint(lint::Arguments),
    /// Compare two states of the API: what changed, and what it breaks.
    ///
    /// A state is a folder of documents, one document, or either of them in a git revision, such as `main:spec`. Every change
    /// gets two verdicts, each breaking, risky or compatible: one for yesterday's client against tomorrow's server (wire), one
    /// for code compiled with tomorrow's client (Rust). `codegen explain RULE` describes a rule.
    Diff(diff::Arguments),
    /// Write a changelog entry for what changed between two states of the API.
    Changelog(changelog::Arguments),
    /// Run every check that a pull request must pass: documents, generated output, compatibility.
    Check(check::Arguments),
    /// Download documents from the platform's API Explorer, or update those downloaded before.
    ///
    /// `codegen fetch ecs` downloads every action of a service, `--list` and `--search` show what there is, and `--update` takes in
    /// what has changed since. Replies are cached for a day, so an interrupted run resumes where it stopped.
    #[cfg(feature = "fetch")]
    Fetch(fetch::Arguments),
    /// Turn documentation pages into documents.
    Import(import::Arguments),
    /// Serve the described API on 127.0.0.1, for integration tests.
    ///
    /// The server refuses what the platform refuses: a wrong signature, an unknown action, a missing member, a wrong type, a
    /// broken limit. Any other request gets the example reply of its document. SIGINT or SIGTERM stops the server, and so do
    /// `--for` and `--until-eof`.
    Mock(mock::Arguments),
    /// Explain the code of a finding, or the rule of a change.
    Explain(explain::Arguments),
    /// Print a JSON Schema: for `service.yaml`, so that editors complete and check it, or for the output of `diff --format json`.
    Schema(schema::Arguments),
}

/// Options of every command that reads documents.
#[derive(Debug, Args)]
struct Common {
    /// Folder of the documents: `<service>/<version>/<Action>.yaml`, with a `service.yaml` beside the versions.
    #[arg(long, value_name = "DIR", default_value = "spec")]
    spec: PathBuf,
    /// Format of findings and results.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: findings on the error stream, results on the output stream.
    Text,
    /// For scripts: one JSON object on the output stream.
    Json,
}

/// Runs the command that the process was called with.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match cli.command {
        None => generate::run(&cli.generate),
        Some(Command::Generate(arguments)) => generate::run(&arguments),
        Some(Command::Diff(arguments)) => diff::run(&arguments),
        Some(Command::Changelog(arguments)) => changelog::run(&arguments),
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::Lint(arguments)) => lint::run(&arguments),
        #[cfg(feature = "fetch")]
        Some(Command::Fetch(arguments)) => fetch::run(&arguments),
        Some(Command::Import(arguments)) => import::run(&arguments),
        Some(Command::Mock(arguments)) => mock::run(&arguments),
        Some(Command::Explain(arguments)) => explain::run(&arguments),
        Some(Command::Schema(arguments)) => schema::run(&arguments),
    }
}
