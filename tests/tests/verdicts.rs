//! What the rules of comparison say about code is true: code written for the old client of every rule's example is compiled
//! with the new one, and fails exactly where the rule says so.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen_diff::{RULES, Rule, Verdict, files};
use codegen_emit::Options;
use codegen_pipeline::{print, understand_texts};
use serde_json::Value;

/// Name of a rule as a module.
fn module(rule: &Rule) -> String {
    rule.code.replace('-', "_")
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A folder with the client of one side of an example, and the code of its users, which finds the client at `client`.
fn place(folder: &Path, rule: &Rule, side: &str, client: &str) {
    let understood = understand_texts(files(side));
    let api = understood.api.unwrap_or_else(|| panic!("{}", rule.code));
    for file in print(&api, &Options::external("generated_client::runtime", None)) {
        let name = match file.path.as_str() {
            "services.rs" => "mod.rs",
            path => path,
        };
        write(&folder.join("client").join(name), &file.text);
    }
    let code = rule.example.code().replace("crate::client", client);
    write(&folder.join("code.rs"), &code);
}

/// Program that has everything that should compile.
const WORKING: &str = "working";

/// A package with a program that has every rule's code with its old client and, where that should work, with its new one. Where it
/// should not, code and new client are a program of their own.
fn package(folder: &Path) {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    let root = tests::spec::root();
    let manifest = format!(
        "[package]\nname = \"verdicts\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nserde_json = \"1\"\n\n\
         [dependencies.generated-client]\npath = '{}'\ndefault-features = false\nfeatures = [\"rustls\"]\n\n[workspace]\n",
        root.join("generated-client").display()
    );
    write(&folder.join("Cargo.toml"), &manifest);
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let working = folder.join("src/bin").join(WORKING);
    let mut sides = BTreeMap::from([("old", Vec::new()), ("new", Vec::new())]);
    for rule in RULES {
        let name = module(rule);
        for (side, documents) in [
            ("old", rule.example.earlier()),
            ("new", rule.example.later()),
        ] {
            if side == "new" && rule.rust == Verdict::Breaking {
                let program = folder.join("src/bin").join(&name);
                place(&program, rule, &documents, "crate::client");
                write(
                    &program.join("main.rs"),
                    "mod client;\nmod code;\n\nfn main() {}\n",
                );
                continue;
            }
            let modules = working.join(side).join(&name);
            place(
                &modules,
                rule,
                &documents,
                &format!("crate::{side}::{name}::client"),
            );
            write(&modules.join("mod.rs"), "mod client;\npub mod code;\n");
            sides
                .get_mut(side)
                .unwrap()
                .push(format!("pub mod {name};\n"));
        }
    }
    for (side, modules) in sides {
        write(&working.join(side).join("mod.rs"), &modules.concat());
    }
    write(
        &working.join("main.rs"),
        "pub mod new;\npub mod old;\n\nfn main() {}\n",
    );
}

/// Files with errors, by the target that they belong to.
fn errors(folder: &Path) -> BTreeMap<String, BTreeSet<PathBuf>> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let run = Command::new(std::env::var("CARGO").unwrap())
        .args(["check", "--offline", "--quiet", "--bins", "--keep-going"])
        .arg("--message-format=json")
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    let mut errors: BTreeMap<String, BTreeSet<PathBuf>> = BTreeMap::new();
    for line in String::from_utf8(run.stdout).unwrap().lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        let is_ours = message["package_id"]
            .as_str()
            .unwrap_or_default()
            .contains("verdicts");
        if !is_ours || message["message"]["level"] != "error" {
            continue;
        }
        let target = message["target"]["name"].as_str().unwrap().to_owned();
        let spans = message["message"]["spans"].as_array().unwrap();
        let files = spans
            .iter()
            .filter(|span| span["is_primary"] == true)
            .map(|span| PathBuf::from(span["file_name"].as_str().unwrap()));
        errors.entry(target).or_default().extend(files);
    }
    let told = String::from_utf8_lossy(&run.stderr);
    assert!(!errors.is_empty(), "nothing was compiled: {told}");
    errors
}

#[test]
fn code_stops_compiling_exactly_where_the_rules_say_so() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("verdicts");
    package(&folder);
    let errors = errors(&folder);
    let mut wrong = Vec::new();
    if let Some(files) = errors.get(WORKING) {
        wrong.push(format!("these should compile: {files:#?}"));
    }
    for rule in RULES.iter().filter(|rule| rule.rust == Verdict::Breaking) {
        let name = module(rule);
        let expected = Path::new("src/bin").join(&name).join("code.rs");
        match errors.get(&name) {
            None => wrong.push(format!("{}: the code compiles", rule.code)),
            Some(files) if files.iter().eq([&expected]) => {}
            Some(files) => wrong.push(format!("{}: not the code alone: {files:?}", rule.code)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
