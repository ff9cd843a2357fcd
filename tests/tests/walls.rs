//! Which crate may know which: the map in `codegen/src/lib.rs`, held against the manifests.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Every crate of the generator with all that it may import of the others; what is not listed is a wall.
const WALLS: &[(&str, &[&str])] = &[
    ("codegen-likeness", &[]),
    ("codegen-model", &[]),
    ("codegen-documents", &["codegen-likeness"]),
    (
        "codegen-lower",
        &["codegen-documents", "codegen-likeness", "codegen-model"],
    ),
    ("codegen-emit", &["codegen-model"]),
    (
        "codegen-pipeline",
        &[
            "codegen-documents",
            "codegen-emit",
            "codegen-lower",
            "codegen-model",
        ],
    ),
    ("codegen-diff", &["codegen-likeness", "codegen-model"]),
    ("codegen-mock", &["codegen-likeness", "codegen-model"]),
    ("codegen-fetch", &["codegen-likeness"]),
    ("codegen-import", &["codegen-documents", "codegen-likeness"]),
    (
        "codegen-macros",
        &["codegen-documents", "codegen-emit", "codegen-pipeline"],
    ),
    ("generated-client", &[]),
];

/// The crates of this workspace that each of them imports, tests and benchmarks left aside.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let name = |value: &Value| value["name"].as_str().unwrap().to_owned();
    let own: BTreeSet<String> = packages.iter().map(name).collect();
    packages
        .iter()
        .map(|package| {
            let imported = package["dependencies"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|dependency| dependency["kind"].is_null())
                .map(name)
                .filter(|dependency| own.contains(dependency))
                .collect();
            (name(package), imported)
        })
        .collect()
}

#[test]
fn a_crate_imports_what_the_map_allows_and_nothing_else() {
    let imports = imports();
    for (name, imported) in &imports {
        let Some((_, allowed)) = WALLS.iter().find(|(wall, _)| wall == name) else {
            assert!(
                ["codegen", "compile-fail", "tests"].contains(&name.as_str()),
                "{name} has no place on the map: give it one here and in codegen/src/lib.rs"
            );
            continue;
        };
        let allowed: BTreeSet<String> = allowed.iter().map(|&name| name.to_owned()).collect();
        assert_eq!(
            imported, &allowed,
            "{name} imports what is on the left; the map says what is on the right"
        );
    }
    for (name, _) in WALLS {
        assert!(imports.contains_key(*name), "{name} is on the map alone");
    }
}

#[test]
fn the_map_names_every_crate_of_the_generator() {
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/src/lib.rs");
    let map = std::fs::read_to_string(map).unwrap();
    for (name, _) in WALLS {
        let Some(short) = name.strip_prefix("codegen-") else {
            continue;
        };
        assert!(
            map.contains(short),
            "codegen/src/lib.rs does not name {name}"
        );
    }
}

/// Every source file below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.append(&mut sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

#[test]
fn the_runtime_imports_no_service() {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated-client/src/runtime");
    let mut imports = 0;
    for file in sources(&runtime) {
        let text = std::fs::read_to_string(&file).unwrap();
        for (start, _) in text.match_indices("crate::") {
            let path = &text[start + "crate::".len()..];
            // A type, such as `crate::Call`, is the runtime's own under the name that users know.
            if !path.starts_with(char::is_lowercase) {
                continue;
            }
            assert!(
                path.starts_with("runtime"),
                "{}: crate::{}",
                file.display(),
                path.lines().next().unwrap_or_default()
            );
            imports += 1;
        }
    }
    assert!(imports >= 100, "only {imports} imports were seen");
}
