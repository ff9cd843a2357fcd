//! `codegen fetch`, against a stand-in of the API Explorer: what the user sees, what is on the disk, what was asked for.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]

mod asking;
mod client;
mod languages;
mod listing;
mod misbehaviour;
mod runs;
mod updating;
mod writing;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;
use tests::explorer::Explorer;
use tests::program::{Run, build, run};

/// The command, built once.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| build(&["--bin", "codegen"]).remove("codegen").unwrap())
}

/// A user's machine: a folder of documents and a cache, both empty at first.
struct Machine(TempDir);

impl Machine {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn spec(&self) -> PathBuf {
        self.0.path().join("spec")
    }

    fn cache(&self) -> PathBuf {
        self.0.path().join("cache")
    }

    /// Runs the command.
    fn codegen(&self, arguments: &[&str]) -> Run {
        self.codegen_in(&[], arguments)
    }

    /// Runs the command in an environment.
    fn codegen_in(&self, environment: &[(&str, &str)], arguments: &[&str]) -> Run {
        let cache = self.cache();
        let own = [("XDG_CACHE_HOME", cache.to_str().unwrap())];
        run(program(), arguments, [&own, environment].concat(), "")
    }

    /// Runs `fetch` as fast as the stand-in answers.
    fn fetch(&self, explorer: &Explorer, arguments: &[&str]) -> Run {
        let (spec, url) = (self.spec(), explorer.url());
        let mut all = vec!["fetch", "--out", spec.to_str().unwrap()];
        all.extend(["--endpoint", &url, "--rate", "unlimited"]);
        all.extend(arguments);
        self.codegen(&all)
    }

    /// Runs `fetch` for a script.
    fn fetch_json(&self, explorer: &Explorer, arguments: &[&str]) -> (Run, Value) {
        let all = [&["--format", "json"], arguments].concat();
        let run = self.fetch(explorer, &all);
        let told = serde_json::from_str(&run.stdout).unwrap_or_default();
        (run, told)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.spec().join(path)).unwrap_or_default()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.spec().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Every file below the folder of documents, sorted, records of imports left aside.
    fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        collect(&self.spec(), "", &mut files);
        files.retain(|path| !path.contains("/.imported/"));
        files.sort();
        files
    }

    /// The documents alone.
    fn documents(&self) -> Vec<String> {
        let mut files = self.files();
        files.retain(|path| !path.contains("/.") && !path.ends_with("/service.yaml"));
        files
    }
}

fn collect(folder: &Path, below: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = format!("{below}{name}");
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else {
            files.push(path);
        }
    }
}

/// Holds that a run ended like that, and shows it if not.
#[track_caller]
fn ended(run: &Run, status: i32) {
    assert_eq!(run.status, Some(status), "{run:#?}");
}

/// Holds that a text has these parts, in this order.
#[track_caller]
fn says(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else {
            panic!("no `{part}` in\n{rest}\nof\n{text}");
        };
        rest = after;
    }
}

/// How the results of a run for a script are called, by action.
fn results(told: &Value) -> Vec<(String, String)> {
    let versions = told["versions"].as_array().unwrap().iter();
    let actions = versions.flat_map(|version| version["actions"].as_array().unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    actions
        .map(|action| (text(&action["action"]), text(&action["result"])))
        .collect()
}
