//! Documents and the code they become, side by side in `tests/golden/<case>/{spec,expected}` of the workspace.
//!
//! `GOLDEN=overwrite cargo test -p codegen --test golden` renews the expected code. It is compiled, linted and exercised by
//! the package `tests`; the comparison stands here so that code which does not compile can still be renewed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::fs;
use std::path::{Path, PathBuf};

use codegen::output::{apply, plan, render_diff};
use codegen_documents::diagnostics::{Style, render_text};
use codegen_emit::{Options, file_count};
use codegen_pipeline::{print, understand};

fn tests_package() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests")
}

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir(tests_package().join("golden"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    cases
}

#[test]
fn documents_become_the_code_beside_them() {
    let overwrite = std::env::var_os("GOLDEN").is_some_and(|value| value == "overwrite");
    let cases = cases();
    assert!(cases.len() >= 5, "only {} cases were found", cases.len());
    for case in cases {
        let understood = understand(&case.join("spec")).unwrap();
        let Some(api) = &understood.api else {
            panic!(
                "{}",
                render_text(&understood.findings, &understood.sources, Style::Plain)
            );
        };
        let options = Options::external("generated_client::runtime", None);
        let files = print(api, &options);
        assert_eq!(files.len(), file_count(api, &options), "{}", case.display());
        let plan = plan(&case.join("expected"), files, Vec::new()).unwrap();
        if overwrite {
            apply(&plan).unwrap();
        } else {
            assert!(plan.changes.is_empty(), "{}", render_diff(&plan));
        }
    }
}

/// Every case is part of the package `tests`, so that none is compared without being compiled.
#[test]
fn every_case_is_compiled() {
    let modules = fs::read_to_string(tests_package().join("src/golden.rs")).unwrap();
    for case in cases() {
        let name = case.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(
            modules.contains(&format!("golden/{name}/expected/")),
            "{name} is not compiled"
        );
    }
}
