//! `codegen explain`: what a code means.

use std::process::ExitCode;

use clap::Args;

use super::BROKEN;
use super::report::{err, out};
use crate::diagnostics::{RULES, Rule, Severity};

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A code such as `dangling-reference`; without one, all codes are listed.
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let Some(code) = &arguments.code else {
        for rule in RULES {
            out(format_args!("{:<26} {}", rule.code, severity(rule)));
        }
        return ExitCode::SUCCESS;
    };
    match Rule::by_code(code) {
        Some(rule) => {
            out(format_args!(
                "{} ({})\n\n{}",
                rule.code,
                severity(rule),
                rule.explanation
            ));
            ExitCode::SUCCESS
        }
        None => {
            err(format_args!(
                "error: there is no code `{code}`; `codegen explain` lists all"
            ));
            ExitCode::from(BROKEN)
        }
    }
}

fn severity(rule: &Rule) -> &'static str {
    match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
