//! README and guides: every command in them works as it stands there, and every link leads somewhere.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tests::{program, spec};

/// Stands in for cargo: what it would build has been built. `cargo run` runs that, in the folder in which it is called; an example must
/// exist; other subcommands, such as `cargo test`, are left to CI.
const CARGO: &str = r#"#!/usr/bin/env bash
set -eu
case "${1-}" in
  run) shift ;;
  bench | clippy | doc | fmt | test) exit 0 ;;
  *) echo "no cargo subcommand for a guide: $*" >&2; exit 64 ;;
esac
example= bin=
while [ $# -gt 0 ]; do
  case "$1" in
    --quiet) shift ;;
    --bin) bin=$2; shift 2 ;;
    --example) example=$2; shift 2 ;;
    --features | -p) shift 2 ;;
    --) shift; break ;;
    *) echo "no option of cargo for a guide: $1" >&2; exit 64 ;;
  esac
done
if [ -n "$example" ]; then exec test -f "$ROOT/generated-client/examples/$example.rs"; fi
if [ "$bin" = volc ]; then exec "$VOLC" "$@"; fi
exec "$CODEGEN" "$@"
"#;

/// Every guide, as its path below the repository.
fn guides() -> Vec<PathBuf> {
    let mut guides = vec![
        PathBuf::from("README.md"),
        PathBuf::from("generated-client/README.md"),
        PathBuf::from(".github/CONTRIBUTING.md"),
    ];
    for folder in ["codegen/docs", "generated-client/docs"] {
        let mut found: Vec<PathBuf> = fs::read_dir(spec::root().join(folder))
            .unwrap()
            .map(|entry| Path::new(folder).join(entry.unwrap().file_name()))
            .collect();
        found.sort();
        guides.append(&mut found);
    }
    guides
}

fn read(guide: &Path) -> String {
    fs::read_to_string(spec::root().join(guide)).unwrap()
}

/// The blocks of a guide that are marked as commands for a shell.
fn commands(text: &str) -> String {
    let mut commands = String::new();
    let mut inside = false;
    for line in text.lines() {
        match line.trim_start() {
            "```sh" => inside = true,
            "```" => inside = false,
            _ if inside => {
                commands.push_str(line);
                commands.push('\n');
            }
            _ => {}
        }
    }
    commands
}

/// Copies a folder with everything in it, but for what cargo built.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            if entry.file_name() != "target" {
                copy(&from, &to);
            }
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

/// A repository with what the command reads and writes in it, all of it committed.
fn repository(folder: &Path) {
    let root = spec::root();
    for part in ["spec", "generated-client", "tests/data/pages"] {
        copy(&root.join(part), &folder.join(part));
    }
    fs::write(folder.join(".gitignore"), "/target\n").unwrap();
    for arguments in [
        &["init", "--quiet", "--initial-branch", "main"][..],
        &["add", "--all"],
        &[
            "-c",
            "user.name=Guide",
            "-c",
            "user.email=guide@example.com",
            "commit",
            "--quiet",
            "--message",
            "Begin",
        ],
    ] {
        let status = Command::new("git")
            .args(arguments)
            .current_dir(folder)
            .status();
        assert!(status.unwrap().success(), "git {arguments:?}");
    }
}

#[test]
fn every_command_of_every_guide_works() {
    let programs = program::build(&["--features", "generated-client/cli", "--bins"]);
    let place = tempfile::tempdir().unwrap();
    let tools = place.path().join("tools");
    fs::create_dir(&tools).unwrap();
    let cargo = tools.join("cargo");
    fs::write(&cargo, CARGO).unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!(
        "{}:{}",
        tools.display(),
        std::env::var("PATH").unwrap_or_default()
    );

    let mut tried = Vec::new();
    for (number, guide) in guides().iter().enumerate() {
        let commands = commands(&read(guide));
        if commands.is_empty() {
            continue;
        }
        let folder = place.path().join(number.to_string());
        repository(&folder);
        fs::create_dir(folder.join("target")).unwrap();
        let output = Command::new("bash")
            .args(["-eux", "-o", "pipefail", "-c", &commands])
            .current_dir(&folder)
            .env_clear()
            .env("PATH", &path)
            .env("HOME", place.path())
            .env("ROOT", spec::root())
            .env("CODEGEN", &programs["codegen"])
            .env("VOLC", &programs["volc"])
            .env("VOLCENGINE_ECS_METADATA_DISABLED", "true")
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}:\n{}\n{}",
            guide.display(),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        tried.push(guide.display().to_string());
    }
    for guide in ["README.md", "codegen/docs/command.md"] {
        assert!(tried.iter().any(|name| name == guide), "{tried:?}");
    }
}

#[test]
fn every_link_between_guides_leads_to_a_file() {
    let mut links = 0;
    for guide in guides() {
        let text = read(&guide);
        for (start, _) in text.match_indices("](") {
            let target = &text[start + 2..];
            let target = &target[..target.find(')').unwrap_or(target.len())];
            let target = target.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains("://") {
                continue;
            }
            let file = spec::root().join(&guide).parent().unwrap().join(target);
            assert!(file.exists(), "{}: {target}", guide.display());
            links += 1;
        }
    }
    assert!(links >= 10, "only {links} links were followed");
}

#[test]
fn the_readme_is_short() {
    let words = read(Path::new("README.md")).split_whitespace().count();
    assert!(words <= 1_200, "the README has {words} words");
}
