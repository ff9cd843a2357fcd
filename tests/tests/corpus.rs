//! Real documents: everything that they name is in the code, and the code is whole.
//!
//! `data/corpus` is a part of what the platform publishes, chosen for variety. `CORPUS=path cargo test -p tests --test corpus`
//! does the same with everything below a folder, each service alone included.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::output::{apply, plan};
use codegen::package::NewCrate;
use codegen_documents::diagnostics::{Style, render_text};
use codegen_emit::{File, Options};
use codegen_pipeline::{print, understand};
use tests::corpus::{described, differences, emitted};

fn repository() -> PathBuf {
    tests::spec::root()
}

/// The documents, and whether they are all that somebody has.
fn corpus() -> (PathBuf, bool) {
    match std::env::var_os("CORPUS") {
        Some(path) => (repository().join(path), true),
        None => (repository().join("tests/data/corpus"), false),
    }
}

fn generated(spec: &Path) -> Vec<File> {
    let understood = understand(spec).unwrap();
    let Some(api) = &understood.api else {
        panic!(
            "{}",
            render_text(&understood.findings, &understood.sources, Style::Plain)
        );
    };
    print(api, &Options::external("generated_client::runtime", None))
}

fn nothing_is_lost(spec: &Path) -> usize {
    let described = described::actions(spec);
    let emitted = emitted::actions(&generated(spec));
    let differences = differences(&described, &emitted);
    assert!(
        differences.is_empty(),
        "{}: {} differences\n{}",
        spec.display(),
        differences.len(),
        differences[..differences.len().min(60)].join("\n")
    );
    described.values().map(BTreeSet::len).sum()
}

#[test]
fn everything_that_documents_name_is_in_the_code() {
    let (spec, whole) = corpus();
    let lines = nothing_is_lost(&spec);
    let least = if whole { 1 } else { 1_000 };
    assert!(
        lines >= least,
        "only {lines} members and values were compared"
    );
}

#[test]
fn everything_that_the_documents_of_this_repository_name_is_in_the_code() {
    assert!(nothing_is_lost(&repository().join("spec")) > 30);
    for case in fs::read_dir(repository().join("tests/golden")).unwrap() {
        let case = case.unwrap().path();
        // The platform's own forms, which the plain reader here does not know: `platform_documents` counts them.
        if !case.ends_with("platform") {
            assert!(nothing_is_lost(&case.join("spec")) > 5);
        }
    }
}

/// The comparison notices when a member, a value or an action is missing.
#[test]
fn a_loss_would_be_noticed() {
    let spec = repository().join("tests/golden/shapes/spec");
    let described = described::actions(&spec);
    let mut files = generated(&spec);
    files.retain(|file| !file.path.ends_with("get_text.rs"));
    for file in &mut files {
        file.text = file
            .text
            .replace("\"Small\" => small: optional,", "")
            .replace("\"Total\" => total: required,", "");
    }
    let told = differences(&described, &emitted::actions(&files));
    assert_eq!(
        told,
        [
            "demo v2020_01_01 DescribeShapes: lost: request/Small: integer",
            "demo v2020_01_01 DescribeShapes: lost: result/Total: integer",
            "demo v2020_01_01 GetText: lost: the action",
        ]
    );
}

/// Cargo, with what it built for this workspace at hand.
fn cargo(folder: &Path, arguments: &[&str]) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("the target folder");
    let run = Command::new(std::env::var("CARGO").unwrap())
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "cargo {}\n{}",
        arguments.join(" "),
        String::from_utf8_lossy(&run.stderr)
    );
}

#[test]
fn the_code_is_a_crate_without_a_warning() {
    let (spec, whole) = corpus();
    let understood = understand(&spec).unwrap();
    let api = understood.api.as_ref().expect("no errors in the corpus");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus-client");
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    let generate = || {
        let new_crate = NewCrate::open(&folder, None, |_| Ok(None)).unwrap();
        let options = Options::of_crate(new_crate.library_name());
        let sources = new_crate.sources();
        let companions = new_crate.companions(options.index_path(), api).unwrap();
        let plan = plan(&sources, print(api, &options), companions).unwrap();
        apply(&plan).unwrap();
        plan.changes.len()
    };
    assert!(generate() > api.services.len());
    // What a person writes into the manifest stays.
    let manifest = folder.join("Cargo.toml");
    let edited = fs::read_to_string(&manifest).unwrap() + "\n# By hand.\n";
    fs::write(&manifest, &edited).unwrap();
    assert_eq!(generate(), 0);
    assert_eq!(fs::read_to_string(&manifest).unwrap(), edited);

    fs::copy(repository().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let all = ["--offline", "--quiet", "--all-features"];
    cargo(
        &folder,
        &[&["clippy"], &all[..], &["--", "-D", "warnings"]].concat(),
    );
    cargo(&folder, &[&["doc", "--no-deps"], &all[..]].concat());
    cargo(&folder, &["check", "--offline", "--quiet"]);
    if whole {
        for service in &api.services {
            let feature = codegen_emit::feature(service);
            cargo(
                &folder,
                &["check", "--offline", "--quiet", "--features", feature],
            );
        }
    }
}
