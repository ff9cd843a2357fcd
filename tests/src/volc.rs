//! The command `volc`.
//!
//! Knows the feature that it needs. Gives runs of it.
//! Must never let it inherit anything from the environment but what a test gives it.

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::program::{self, Run};

/// Runs `volc` with these arguments, environment variables and input, and no others.
#[must_use]
pub fn run<'a>(
    arguments: &[&str],
    environment: impl IntoIterator<Item = (&'a str, &'a str)>,
    input: &str,
) -> Run {
    static EXECUTABLE: OnceLock<PathBuf> = OnceLock::new();
    let what = ["--features", "generated-client/cli", "--bin", "volc"];
    let executable = EXECUTABLE.get_or_init(|| {
        let mut built = program::build(&what);
        built.remove("volc").expect("cargo names what it built")
    });
    program::run(executable, arguments, environment, input)
}
