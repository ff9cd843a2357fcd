//! What the rules of comparison say about code is true: code written for the old client of every rule's example is compiled
//! with the new one, and fails exactly where the rule says so. Of random pairs of clients, code that uses everything public of the
//! old one compiles with the new one, but for what a change names that breaks code.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen_diff::surface::{Item, Kind, Source, items};
use codegen_diff::{Change, Diff, RULES, Rule, Verdict, diff, files};
use codegen_emit::Options;
use codegen_model::Api;
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

/// How many random pairs are compiled; `VERDICT_PAIRS` says otherwise.
const PAIRS: u64 = 24;

/// Adds random pairs, with code that uses the old client of each.
fn pairs(working: &Path, sides: &mut BTreeMap<&str, Vec<String>>) {
    let given = std::env::var("VERDICT_PAIRS").ok();
    let count = given.and_then(|count| count.parse().ok()).unwrap_or(PAIRS);
    let (mut used, mut all) = (0, 0);
    for seed in 0..count {
        let name = format!("pair_{seed}");
        let (old, new) = tests::pairs::documents(seed);
        let (old, new) = (understood(&old), understood(&new));
        let output = |api: &Api| -> Vec<Source> {
            let files =
                print(api, &Options::external("generated_client::runtime", None)).into_iter();
            files.map(|file| (file.path, file.text)).collect()
        };
        let files = [output(&old), output(&new)];
        let items = [items(&files[0]).unwrap(), items(&files[1]).unwrap()];
        let told = diff(&old, &new);
        let named = Named::of(&told, &items[1]);
        for (number, side) in ["old", "new"].into_iter().enumerate() {
            let modules = working.join(side).join(&name);
            for (path, text) in &files[number] {
                let file = if path == "services.rs" {
                    "mod.rs"
                } else {
                    path
                };
                write(&modules.join("client").join(file), text);
            }
            let is_wanted = |item: &Item| side == "old" || !named.covers(item);
            let client = format!("crate::{side}::{name}::client");
            let (code, uses) = tests::pairs::uses(&items[0], &client, is_wanted);
            write(&modules.join("code.rs"), &code);
            write(&modules.join("mod.rs"), "mod client;\npub mod code;\n");
            sides
                .get_mut(side)
                .unwrap()
                .push(format!("pub mod {name};\n"));
            if side == "old" {
                all += uses;
            } else {
                used += uses;
            }
        }
    }
    assert!(
        used * 2 > all,
        "only {used} of {all} uses are left to be compiled"
    );
}

fn understood(document: &str) -> Api {
    let files = [
        ("demo/service.yaml", "service: demo\n"),
        ("demo/2020-01-01/DoIt.json", document),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    understand_texts(files)
        .api
        .unwrap_or_else(|| panic!("{document}"))
}

/// What a change names in Rust: what it is about, and types that it replaces.
fn names(change: &Change) -> Vec<String> {
    let quoted = change
        .old
        .iter()
        .flat_map(|old| old.split('`').skip(1).step_by(2));
    let types = quoted.map(|name| format!("demo::v2020_01_01::do_it::{name}"));
    change.place.rust.iter().cloned().chain(types).collect()
}

/// What changes name that break code.
struct Named {
    paths: BTreeSet<String>,
    /// Types that are there no more.
    gone: Box<dyn Fn(&str) -> bool>,
    /// Whether something is gone, or is of another type.
    takes_types: bool,
}

impl Named {
    fn of(told: &Diff, new: &[Item]) -> Self {
        let breaking: Vec<&Change> = told
            .changes
            .iter()
            .filter(|change| change.rule.rust == Verdict::Breaking)
            .collect();
        let types: BTreeSet<String> = new
            .iter()
            .filter(|item| matches!(item.kind, Kind::Struct | Kind::Enum))
            .map(|item| item.path.clone())
            .collect();
        Self {
            paths: breaking.iter().flat_map(|change| names(change)).collect(),
            gone: Box::new(move |path| !types.contains(path)),
            takes_types: breaking.iter().any(|change| {
                let code = change.rule.code;
                [
                    "removed", "retyped", "free", "list", "renamed", "split", "merged", "enum",
                    "another",
                ]
                .iter()
                .any(|part| code.contains(part))
            }),
        }
    }

    /// Whether an item is named, or belongs to something that is: to a type, to which a field belongs, and to the types of which its own
    /// is made.
    fn covers(&self, item: &Item) -> bool {
        let module = "demo::v2020_01_01::do_it";
        let names_type = |name: &str| {
            let path = format!("{module}::{name}");
            let is_type = name.chars().next().is_some_and(char::is_uppercase);
            is_type
                && (self.paths.contains(&path)
                    || (self.takes_types && self.is_ours_and_gone(&path, name)))
        };
        let path = item.path.split('<').next().unwrap_or_default();
        let owner = path.rsplit_once("::").map_or("", |(owner, _)| owner);
        let is_gone = |path: &str| {
            let name = path.rsplit("::").next().unwrap_or_default();
            path.len() > module.len() && names_type(name)
        };
        let mentioned = item.signature.split(|c: char| !c.is_alphanumeric());
        // What a structure implements depends on all its members.
        let inside = format!("{path}::");
        let is_implemented = item.kind == Kind::Implementation;
        let of_members = self.paths.iter().any(|named| named.starts_with(&inside));
        (is_implemented && of_members)
            || self.paths.contains(&item.path)
            || self.paths.contains(path)
            || is_gone(path)
            || is_gone(owner)
            || mentioned.into_iter().any(names_type)
    }

    fn is_ours_and_gone(&self, path: &str, name: &str) -> bool {
        let foreign = [
            "Option",
            "Vec",
            "String",
            "BTreeMap",
            "JsonValue",
            "Box",
            "Open",
            "Unknown",
        ];
        !foreign.contains(&name) && (self.gone)(path)
    }
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
    pairs(&working, &mut sides);
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
