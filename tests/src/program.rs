//! A program of this workspace, run as a process.
//!
//! Knows how it is built and started. Gives what it printed and how it ended.
//! Must never let it inherit anything from the environment but what a test gives it.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

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
            stdout: String::from_utf8(output.stdout).expect("the program prints UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("the program prints UTF-8"),
        }
    }
}

/// Runs a program with these arguments, environment variables and input, and no others.
#[must_use]
pub fn run<'a>(
    program: &Path,
    arguments: &[&str],
    environment: impl IntoIterator<Item = (&'a str, &'a str)>,
    input: &str,
) -> Run {
    let mut child = Command::new(program)
        .args(arguments)
        .env_clear()
        .envs(environment)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    if let Some(mut stdin) = child.stdin.take() {
        // A program that does not read may have ended already.
        let _ = stdin.write_all(input.as_bytes());
    }
    child
        .wait_with_output()
        .expect("the program can be waited for")
        .into()
}

/// Builds programs and gives their files by name. `what` are cargo's arguments that choose them.
#[must_use]
pub fn build(what: &[&str]) -> BTreeMap<String, PathBuf> {
    // The whole workspace, so that the features of shared dependencies are those of the running test and nothing is
    // compiled twice.
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--quiet", "--workspace"])
        .args(what)
        .args(["--message-format", "json", "--target-dir"])
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
        .filter_map(|message| {
            let name = message["target"]["name"].as_str()?;
            let executable = message["executable"].as_str()?;
            Some((name.to_owned(), executable.into()))
        })
        .collect()
}

/// The folder that the running test was built into: `<target>/<profile>/deps/<test>`.
fn target_dir() -> PathBuf {
    let test = std::env::current_exe().expect("a running test knows its own file");
    test.ancestors()
        .nth(3)
        .expect("a test lies in the target folder")
        .to_path_buf()
}
