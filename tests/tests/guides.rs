//! README and guides: every command in them works as it stands there, and every link leads somewhere.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tests::explorer::{Explorer, Service, Version, World};
use tests::{program, spec};

/// Stands in for cargo: what it would build has been built. `cargo run` runs that, in the folder in which it is called, and lets `fetch`
/// ask the stand-in of the Explorer; an example must exist; other subcommands, such as `cargo test`, are left to CI.
const CARGO: &str = r#"#!/usr/bin/env bash
set -eu
case "${1-}" in
  run) shift ;;
  bench | build | check | clippy | doc | fmt | test) exit 0 ;;
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
if [ "${1-}" = fetch ]; then exec "$CODEGEN" "$@" --endpoint "$EXPLORER" --rate unlimited; fi
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
fn blocks(text: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut block = None;
    for line in text.lines() {
        match (line.trim_start(), &mut block) {
            ("```sh", _) => block = Some(String::new()),
            ("```", _) => blocks.extend(block.take()),
            (_, Some(block)) => {
                block.push_str(line);
                block.push('\n');
            }
            _ => {}
        }
    }
    blocks
}

/// What the guides fetch.
fn world() -> World {
    let service = |code: &str, versions: &[&str], actions: &[&str]| {
        let versions = versions
            .iter()
            .enumerate()
            .map(|(number, version)| Version {
                is_default: number == 0,
                ..Version::of(code, version, actions)
            });
        Service {
            versions: versions.collect(),
            ..Service::new(code, "云服务器", "Elastic Compute Service")
        }
    };
    World {
        services: vec![
            service(
                "ecs",
                &["2020-04-01"],
                &["RunInstances", "DescribeInstances"],
            ),
            service("iam", &["2018-01-01", "2021-08-01"], &["GetUser"]),
        ],
        search: true,
        ..World::default()
    }
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
    fs::create_dir(folder.join("target")).unwrap();
    let script = "git init --quiet --initial-branch main
        git config user.name Guide
        git config user.email guide@example.com
        git add --all
        git commit --quiet --message Begin
        git clone --quiet --bare . ../origin.git
        git remote add origin ../origin.git";
    let status = Command::new("bash")
        .args(["-eu", "-c", script])
        .current_dir(folder)
        .status();
    assert!(status.unwrap().success());
}

#[test]
fn every_command_of_every_guide_works() {
    // One by one, as other tests build them.
    let mut programs = program::build(&["--bin", "codegen"]);
    programs.extend(program::build(&[
        "--features",
        "generated-client/cli",
        "--bin",
        "volc",
    ]));
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

    let explorer = Explorer::start(world());
    let mut tried = BTreeMap::new();
    for (number, guide) in guides().iter().enumerate() {
        let blocks = blocks(&read(guide));
        if blocks.is_empty() {
            continue;
        }
        let folder = place.path().join(number.to_string()).join("workspace");
        repository(&folder);
        for block in &blocks {
            let output = Command::new("bash")
                .args(["-eux", "-o", "pipefail", "-c", block])
                .current_dir(&folder)
                .env_clear()
                .env("PATH", &path)
                .env("HOME", folder.join("target"))
                .env("ROOT", spec::root())
                .env("CODEGEN", &programs["codegen"])
                .env("VOLC", &programs["volc"])
                .env("EXPLORER", explorer.url())
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
        }
        tried.insert(guide.display().to_string(), blocks.len());
    }
    for guide in [
        "README.md",
        "codegen/docs/command.md",
        "codegen/docs/fetch.md",
        "codegen/docs/import.md",
    ] {
        assert!(
            tried.get(guide).is_some_and(|&blocks| blocks >= 3),
            "{tried:?}"
        );
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
