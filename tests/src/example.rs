//! The example program, run as a process.
//!
//! Knows how it is built and started. Gives what it printed and how it ended.
//! Must never let it inherit anything from the environment but what a test gives it.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::Value;

/// Name of the example.
const NAME: &str = "batch_add_participants";

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

/// What became of one run.
#[derive(Debug)]
pub struct Run {
    /// Exit status; `None` if a signal ended it.
    pub status: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("the example prints UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("the example prints UTF-8"),
        }
    }
}

/// Runs the example with these arguments and environment variables, and no others.
#[must_use]
pub fn run<'a>(
    arguments: &[&str],
    environment: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Run {
    Command::new(executable())
        .args(arguments)
        .env_clear()
        .envs(environment)
        .output()
        .expect("the example starts")
        .into()
}

/// The example's program file, built when it is first asked for.
fn executable() -> &'static PathBuf {
    static EXECUTABLE: OnceLock<PathBuf> = OnceLock::new();
    EXECUTABLE.get_or_init(|| {
        // The whole workspace, so that the features of shared dependencies are those of the running test and nothing is
        // compiled twice.
        let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args([
                "build",
                "--quiet",
                "--workspace",
                "--example",
                NAME,
                "--message-format",
                "json",
            ])
            .arg("--target-dir")
            .arg(target_dir())
            .current_dir(crate::spec::root())
            .output()
            .expect("cargo starts");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout)
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .filter(|message| message["target"]["name"] == NAME)
            .find_map(|message| message["executable"].as_str().map(PathBuf::from))
            .expect("cargo names the program it built")
    })
}

/// The folder that the running test was built into: `<target>/<profile>/deps/<test>`.
fn target_dir() -> PathBuf {
    let test = std::env::current_exe().expect("a running test knows its own file");
    test.ancestors()
        .nth(3)
        .expect("a test lies in the target folder")
        .to_path_buf()
}
