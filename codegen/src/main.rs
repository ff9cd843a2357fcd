//! The `codegen` command.

use std::process::ExitCode;

/// Generating is mostly building and dropping small trees; the system's allocator took a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    codegen::commands::run()
}
