//! `codegen schema`: how a service file is written, for editors.

use std::process::ExitCode;

use super::report::out;
use codegen_documents::openapi::service_schema;

pub(super) fn run() -> ExitCode {
    out(format_args!("{:#}", service_schema()));
    ExitCode::SUCCESS
}
