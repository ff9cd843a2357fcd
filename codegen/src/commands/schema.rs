//! `codegen schema`: how a service file is written, for editors, and what a comparison looks like, for scripts.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::report::out;
use codegen_diff::show;
use codegen_documents::openapi::service_schema;

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What the schema describes.
    #[arg(value_enum, default_value_t = Described::Service)]
    what: Described,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Described {
    /// The file `service.yaml` of a service.
    Service,
    /// What `codegen diff --format json` prints.
    Diff,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    match arguments.what {
        Described::Service => out(format_args!("{:#}", service_schema())),
        Described::Diff => out(show::SCHEMA.trim_end()),
    }
    ExitCode::SUCCESS
}
