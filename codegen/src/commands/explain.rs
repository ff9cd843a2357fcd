//! `codegen explain`: what a code means.

use std::process::ExitCode;

use clap::Args;

use super::BROKEN;
use super::report::{err, out};
use codegen_diff as diff;
use codegen_documents::diagnostics::{LINTS, Lint, Severity};
use codegen_likeness::{Likeness, nearest};

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A code such as `dangling-reference` or `request-member-required`; without one, all are listed.
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let Some(code) = &arguments.code else {
        out("Codes of findings:");
        for lint in LINTS {
            out(format_args!("{:<26} {}", lint.code, severity(lint)));
        }
        out("\nRules of changes, with their verdicts for the wire and for Rust:");
        for rule in diff::RULES.iter().chain(diff::OUTPUT_RULES) {
            out(format_args!(
                "{:<30} {:<11} {}",
                rule.code, rule.wire, rule.rust
            ));
        }
        return ExitCode::SUCCESS;
    };
    if let Some(lint) = Lint::by_code(code) {
        out(format_args!(
            "{} ({})\n\n{}",
            lint.code,
            severity(lint),
            lint.explanation
        ));
    } else if let Some(rule) = diff::Rule::by_code(code) {
        out(change(rule));
    } else {
        let codes = LINTS.iter().map(|lint| lint.code);
        let codes = codes.chain(
            diff::RULES
                .iter()
                .chain(diff::OUTPUT_RULES)
                .map(|rule| rule.code),
        );
        let hint = nearest(code, codes, Likeness::Close)
            .map_or_else(String::new, |code| format!("; did you mean `{code}`?"));
        err(format_args!(
            "error: there is no code `{code}`{hint}\nhelp: `codegen explain` lists all"
        ));
        return ExitCode::from(BROKEN);
    }
    ExitCode::SUCCESS
}

/// A rule of changes, with its example as a difference of documents.
fn change(rule: &diff::Rule) -> String {
    format!(
        "{} (wire {}, Rust {}; version: {})\n\nWhat changed: {}.\n\n{}\nWhat to do: {}\n\nFor example:\n\n{}\nCode \
         that was written before:\n\n{}",
        rule.code,
        rule.wire,
        rule.rust,
        rule.bump().word(),
        rule.condition,
        rule.reason,
        rule.fix,
        rule.example.documents(),
        rule.example.code().trim_end()
    )
}

fn severity(lint: &Lint) -> &'static str {
    match lint.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
