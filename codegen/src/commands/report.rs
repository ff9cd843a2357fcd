//! What all commands print alike.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use super::{BROKEN, Format};
use codegen_documents::diagnostics::{Findings, Severity, Style, render_text};
use codegen_documents::source::Sources;
use codegen_pipeline::{Understood, understand, understand_services};

/// Prints to a stream. A reader that has gone away is not an error.
pub(super) fn out(text: impl Display) {
    let _ = writeln!(io::stdout().lock(), "{text}");
}

pub(super) fn err(text: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Reads and understands the documents, those of some services if they are named; an unreadable folder ends the command.
pub(super) fn read(spec: &Path, services: Option<&[String]>) -> Result<Understood, ExitCode> {
    let understood = match services {
        Some(services) => understand_services(spec, services),
        None => understand(spec),
    };
    understood.map_err(|error| {
        cannot_read(&error);
        if !spec.exists() {
            err("help: run this in the folder that contains `spec`, or name the folder with `--spec DIR`");
        }
        ExitCode::from(BROKEN)
    })
}

/// Says why documents could not be read.
pub(super) fn cannot_read(error: &io::Error) {
    err(format_args!("error: cannot read the documents: {error}"));
}

/// Shows findings to people.
pub(super) fn show_findings(understood: &Understood, format: Format) {
    show(&understood.findings, &understood.sources, format);
}

/// Shows findings that point into `sources` to people.
pub(super) fn show(findings: &Findings, sources: &Sources, format: Format) {
    if format == Format::Text && !findings.is_empty() {
        let style = if io::stderr().is_terminal() {
            Style::Coloured
        } else {
            Style::Plain
        };
        let _ = write!(
            io::stderr().lock(),
            "{}",
            render_text(findings, sources, style)
        );
    }
}

/// `2 errors and 1 warning`; `None` when there is nothing to count.
pub(super) fn count(understood: &Understood) -> Option<String> {
    let plural = |number: usize, word: &str| match number {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{number} {word}s")),
    };
    let errors = plural(understood.findings.count(Severity::Error), "error");
    let warnings = plural(understood.findings.count(Severity::Warning), "warning");
    match (errors, warnings) {
        (Some(errors), Some(warnings)) => Some(format!("{errors} and {warnings}")),
        (one, other) => one.or(other),
    }
}

/// `1 document`, `2 documents`.
pub(super) fn plural(number: usize, word: &str) -> String {
    if number == 1 {
        format!("1 {word}")
    } else {
        format!("{number} {word}s")
    }
}
