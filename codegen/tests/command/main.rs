//! The command as scripts and people see it: exit codes, streams, and what happens to files.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test that cannot go on has failed, and says where"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "a test makes its own files and runs the program"
)]

mod compare;
mod crates;
mod project;
mod report;

use std::fs;
use std::time::{Duration, SystemTime};

use project::{DEMO, Project, text};

const ACTION: &str = "generated-client/src/demo/v2020_01_01/create_thing.rs";

#[test]
fn without_a_command_it_generates_and_sums_up() {
    let project = Project::new();
    let output = project.run(&[]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let summary = text(&output.stdout);
    assert!(
        summary.starts_with("1 document, 1 action, 2 types: files 7 created, 0 unchanged ("),
        "{summary}"
    );
    assert!(
        project
            .read(ACTION)
            .contains("pub struct CreateThingRequest")
    );
    assert!(
        project
            .read("generated-client/src/services.rs")
            .contains("pub mod demo;")
    );
}

#[test]
fn a_second_run_touches_no_file() {
    let project = Project::new();
    project.generate();
    for path in project.snapshot().keys() {
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000))
            .unwrap();
    }
    let before = project.snapshot();
    let summary = text(&project.generate().stdout);
    assert!(summary.contains("files 7 unchanged"), "{summary}");
    assert_eq!(before, project.snapshot());
}

#[test]
fn the_output_does_not_depend_on_the_order_or_the_place_of_the_documents() {
    let one = Project::new();
    let other = Project::new();
    let second = DEMO.replace("CreateThing", "ADeleteThing");
    one.write("spec/demo/2020-01-01/A.yaml", &second);
    other.write("spec/demo/2020-01-01/A.yaml", &second);
    other.generate();
    one.generate();
    let contents = |project: &Project| -> Vec<String> {
        project
            .snapshot()
            .into_values()
            .map(|(content, _)| content)
            .collect()
    };
    assert_eq!(contents(&one), contents(&other));
    assert!(
        !contents(&one)
            .iter()
            .any(|content| content.contains(&one.0.path().display().to_string()))
    );
}

#[test]
fn wrong_documents_write_nothing_and_fail() {
    let project = Project::new();
    project.generate();
    let before = project.snapshot();
    project.write(
        "spec/demo/2020-01-01/CreateThing.yaml",
        &DEMO.replace("Name of the thing.", "Another text."),
    );
    project.write(
        "spec/demo/2020-01-01/Wrong.yaml",
        "openapi: 3.1.0\npaths: []\n",
    );
    let output = project.run(&["generate"]);
    assert_eq!(output.status.code(), Some(1));
    let shown = text(&output.stderr);
    assert!(
        shown.contains("spec/demo/2020-01-01/Wrong.yaml:2:1"),
        "{shown}"
    );
    assert!(shown.contains("error: nothing was written: "), "{shown}");
    assert_eq!(before, project.snapshot());
}

#[test]
fn check_shows_a_diff_and_writes_nothing() {
    let project = Project::new();
    project.generate();
    assert_eq!(project.run(&["generate", "--check"]).status.code(), Some(0));
    project.write(
        "spec/demo/2020-01-01/CreateThing.yaml",
        &DEMO.replace("Name of the thing.", "What it is called."),
    );
    let before = project.snapshot();
    let output = project.run(&["generate", "--check"]);
    assert_eq!(output.status.code(), Some(1));
    let diff = text(&output.stdout);
    assert!(diff.contains(&format!("--- {ACTION}")), "{diff}");
    assert!(diff.contains("-    /// Name of the thing."), "{diff}");
    assert!(diff.contains("+    /// What it is called."), "{diff}");
    assert_eq!(before, project.snapshot());
}

#[test]
fn check_notices_an_edit_by_hand() {
    let project = Project::new();
    project.generate();
    let edited = project
        .read(ACTION)
        .replace("Name of the thing.", "Edited by hand.");
    project.write(ACTION, &edited);
    assert_eq!(project.run(&["generate", "--check"]).status.code(), Some(1));
}

#[test]
fn a_file_that_is_not_ours_is_never_overwritten() {
    let project = Project::new();
    project.write(ACTION, "// written by hand\n");
    let output = project.run(&["generate"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("create_thing.rs"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(project.read(ACTION), "// written by hand\n");
    assert!(!project.path("generated-client/src/services.rs").exists());
}

#[test]
fn a_file_whose_document_is_gone_is_removed_and_nothing_else() {
    let project = Project::new();
    project.write(
        "spec/demo/2021-01-01/Later.yaml",
        &DEMO.replace("2020-01-01", "2021-01-01"),
    );
    project.write(
        "generated-client/src/demo/by_hand.rs",
        "// mine; it says @generated further down\n",
    );
    project.generate();
    let later = project.path("generated-client/src/demo/v2021_01_01");
    assert!(later.is_dir());
    fs::remove_dir_all(project.path("spec/demo/2021-01-01")).unwrap();
    let summary = text(&project.generate().stdout);
    assert!(summary.contains("5 removed"), "{summary}");
    assert!(!later.exists());
    assert!(
        project
            .path("generated-client/src/demo/by_hand.rs")
            .exists()
    );
}

#[test]
fn changing_one_document_rewrites_its_file_and_the_list_of_actions() {
    let project = Project::new();
    project.write(
        "spec/demo/2020-01-01/Other.yaml",
        &DEMO.replace("CreateThing", "DeleteThing"),
    );
    project.generate();
    project.write(
        "spec/demo/2020-01-01/CreateThing.yaml",
        &DEMO.replace("Name of the thing.", "What it is called."),
    );
    let output = project.run(&["generate", "--format", "json"]);
    let summary: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        summary["changes"],
        serde_json::json!([
            { "path": "demo/v2020_01_01/actions.rs", "kind": "updated" },
            { "path": "demo/v2020_01_01/create_thing.rs", "kind": "updated" },
        ])
    );
    assert_eq!(summary["unchanged"], 6);
    assert_eq!(summary["actions"], 2);
}

#[test]
fn lint_tells_all_and_writes_nothing() {
    let project = Project::new();
    project.write(
        "spec/demo/2020-01-01/CreateThing.yaml",
        &DEMO.replace("[Name]", "[Name, Nmae]"),
    );
    let output = project.run(&["lint"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("error[unknown-required]"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(text(&output.stdout), "1 document: 1 error\n");
    assert!(project.snapshot().is_empty());

    let output = project.run(&["lint", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["findings"][0]["code"], "unknown-required");
    assert_eq!(report["findings"][0]["line"], 12);
    assert_eq!(report["findings"][0]["column"], 32);
    assert!(output.stderr.is_empty());
}

#[test]
fn a_missing_folder_is_one_clear_error() {
    let project = Project::new();
    let output = project.run(&["generate", "--spec", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    let shown = text(&output.stderr);
    assert!(
        shown.starts_with("error: cannot read the documents: nowhere: "),
        "{shown}"
    );
    assert!(shown.contains("--spec DIR"), "{shown}");
}

#[test]
fn explain_knows_every_code() {
    let project = Project::new();
    let list = project.run(&["explain"]);
    assert!(list.status.success());
    let list = text(&list.stdout);
    let codes: Vec<&str> = list
        .lines()
        .filter(|line| !line.ends_with(':'))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(codes.len() > 150);
    for code in codes {
        let page = project.run(&["explain", code]);
        assert!(page.status.success());
        assert!(text(&page.stdout).starts_with(code));
    }
    assert_eq!(
        project.run(&["explain", "no-such-code"]).status.code(),
        Some(2)
    );
}

#[test]
fn the_schema_of_service_files_is_printed() {
    let output = Project::new().run(&["schema"]);
    assert!(output.status.success());
    let schema: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    assert_eq!(schema["properties"]["service"]["type"], "string");
}
