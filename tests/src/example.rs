//! The example programs.
//!
//! Knows where they lie and how they are built, all at once. Gives their names, and runs of them.
//! Must never let them inherit anything from the environment but what a test gives them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::OnceLock;

use crate::program;
pub use crate::program::Run;
use crate::spec;

/// Arguments with which `batch_add_participants` makes a complete call.
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

/// Names of all examples in the folder.
#[must_use]
pub fn names() -> BTreeSet<String> {
    let folder = spec::root().join("generated-client/examples");
    std::fs::read_dir(folder)
        .expect("the folder of the examples")
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect()
}

/// Runs an example with these arguments and environment variables, and no others.
#[must_use]
pub fn run_example<'a>(
    name: &str,
    arguments: &[&str],
    environment: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Run {
    static EXECUTABLES: OnceLock<BTreeMap<String, PathBuf>> = OnceLock::new();
    let what = ["--features", "generated-client/testing", "--examples"];
    let executables = EXECUTABLES.get_or_init(|| program::build(&what));
    let executable = executables.get(name).expect("cargo names what it built");
    program::run(executable, arguments, environment, "")
}

/// Runs `batch_add_participants`.
#[must_use]
pub fn run<'a>(
    arguments: &[&str],
    environment: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Run {
    run_example("batch_add_participants", arguments, environment)
}
