//! The example program.
//!
//! Knows its name and a complete set of arguments. Gives runs of it.
//! Must never let it inherit anything from the environment but what a test gives it.

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::program;
pub use crate::program::Run;

/// Arguments that make a complete call.
pub const ARGUMENTS: [&str; 10] = [
    "--app-id",
    "1",
    "--conversation",
    "2",
    "--operator",
    "3",
    "--user",
    "10001",
    "--user",
    "10002",
];

/// Runs the example with these arguments and environment variables, and no others.
#[must_use]
pub fn run<'a>(
    arguments: &[&str],
    environment: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Run {
    static EXECUTABLE: OnceLock<PathBuf> = OnceLock::new();
    let executable =
        EXECUTABLE.get_or_init(|| program::build(&["--example"], "batch_add_participants"));
    program::run(executable, arguments, environment, "")
}
