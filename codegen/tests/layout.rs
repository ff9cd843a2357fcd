//! What is generated is as `rustfmt` leaves it, so that a user's editor changes nothing of it.
//!
//! Generating needs no `rustfmt`; this test does.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "a test makes its own files and runs the program"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// Files of a folder that `codegen` wrote, however deep.
fn generated(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            generated(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && std::fs::read_to_string(&path)
                .unwrap()
                .starts_with("// @generated")
        {
            files.push(path);
        }
    }
}

#[test]
fn generated_files_are_as_rustfmt_leaves_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    generated(&root.join("generated-client/src"), &mut files);
    generated(&root.join("tests/golden"), &mut files);
    assert!(files.len() > 100, "only {} files were found", files.len());
    // The default configuration, wherever the files lie.
    let nowhere = tempfile::tempdir().unwrap();
    std::fs::write(nowhere.path().join("rustfmt.toml"), "").unwrap();
    let run = Command::new("rustfmt")
        .args(["--edition", "2024", "--check", "--config-path"])
        .arg(nowhere.path())
        .args(&files)
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
}
