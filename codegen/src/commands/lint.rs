//! `codegen lint`: findings alone.

use std::process::ExitCode;

use clap::Args;
use serde_json::json;

use super::report::{count, out, plural, read, show_findings};
use super::{Common, FAILED, Format};
use codegen_documents::diagnostics::render_json;

/// Arguments of `lint`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let understood = match read(&arguments.common.spec, None) {
        Ok(understood) => understood,
        Err(code) => return code,
    };
    show_findings(&understood, arguments.common.format);
    match arguments.common.format {
        Format::Text => {
            let found = count(&understood).unwrap_or_else(|| "nothing to report".to_owned());
            out(format_args!(
                "{}: {found}",
                plural(understood.documents, "document")
            ));
        }
        Format::Json => out(json!({
            "documents": understood.documents,
            "findings": render_json(&understood.findings, &understood.sources),
        })),
    }
    if understood.api.is_some() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(FAILED)
    }
}
