//! The `codegen` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    codegen::commands::run()
}
