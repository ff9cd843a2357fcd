//! What a comparison shows, leaves out and accepts.

use serde_json::Value;

use crate::compare::{DOCUMENT, changed, committed, git};
use crate::project::{DEMO, Project, text};

#[test]
fn what_cannot_be_read_of_the_old_state_is_left_out_and_said() {
    let project = Project::new();
    let wrong = DEMO.replace("CreateThing", "Odd").replace(
        "type: string, description: Name of the thing.",
        "type: integer, minimum: 5, default: 1",
    );
    project.write("old/demo/service.yaml", "service: demo\n");
    project.write(&DOCUMENT.replace("spec", "old"), DEMO);
    project.write("old/demo/2020-01-01/Odd.yaml", &wrong);
    project.write(
        "spec/demo/2020-01-01/Odd.yaml",
        &DEMO.replace("CreateThing", "Odd"),
    );
    project.write(DOCUMENT, &changed());
    let output = project.run(&["diff", "old", "spec", "--format", "json"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let warning = text(&output.stderr);
    assert!(
        warning.starts_with("warning: 1 file of the old state cannot be read"),
        "{warning}"
    );
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let left_out = told["left_out"].as_array().unwrap();
    assert_eq!(left_out.len(), 1);
    assert_eq!(left_out[0]["document"], "old/demo/2020-01-01/Odd.yaml");
    assert!(
        left_out[0]["reason"]
            .as_str()
            .unwrap()
            .starts_with("bad-default: ")
    );
    let changes = told["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 3);
    assert!(
        changes
            .iter()
            .all(|change| change["action"] == "CreateThing"),
        "{changes:?}"
    );

    // A service whose file is wrong is left out as a whole.
    project.write("old/demo/service.yaml", "service: 5\n");
    let output = project.run(&["diff", "old", "spec"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let shown = text(&output.stdout);
    assert!(
        shown.contains("not compared: old/demo/service.yaml"),
        "{shown}"
    );
    assert!(shown.ends_with("nothing changed\n"), "{shown}");
}

#[test]
fn a_report_begins_with_a_summary_and_can_be_narrowed() {
    let project = committed();
    project.write(DOCUMENT, &changed());
    let told = |arguments: &[&str]| -> Value {
        let all = [
            &["diff", "main:spec", "spec", "--format", "json"],
            arguments,
        ]
        .concat();
        let output = project.run(&all);
        assert!(output.status.success(), "{}", text(&output.stderr));
        let shown = text(&output.stdout);
        assert!(shown.starts_with("{\"format\":1,\"verdict\":"), "{shown}");
        serde_json::from_str(&shown).unwrap()
    };
    let rules = |told: &Value| -> Vec<String> {
        let changes = told["changes"].as_array().unwrap().iter();
        changes
            .map(|change| change["rule"].as_str().unwrap().to_owned())
            .collect()
    };
    let all = told(&[]);
    assert_eq!(all["services"][0]["counts"]["breaking"], 1);
    assert_eq!(all["changes"].as_array().unwrap().len(), 3);
    assert_eq!(all["hidden"], 0);
    for (arguments, expected) in [
        (
            &["--only", "breaking"][..],
            &["request-required-member-added"][..],
        ),
        (
            &["--only", "risky", "--only", "compatible"],
            &["qps-added", "docs-changed"],
        ),
        (&["--rule", "qps-*"], &["qps-added"]),
        (
            &[
                "--service",
                "d?mo",
                "--action",
                "Create*",
                "--rule",
                "docs-changed",
            ],
            &["docs-changed"],
        ),
        (&["--service", "other"], &[]),
        (&["--action", "Other"], &[]),
    ] {
        let told = told(arguments);
        assert_eq!(rules(&told), expected, "{arguments:?}");
        assert_eq!(told["hidden"], 3 - expected.len(), "{arguments:?}");
    }
    let limited = told(&["--limit", "1"]);
    assert_eq!((rules(&limited).len(), &limited["hidden"]), (1, &2.into()));
    assert_eq!(limited["counts"], all["counts"]);

    let output = project.run(&["schema", "diff"]);
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for told in [&all, &limited] {
        let errors: Vec<_> = validator
            .iter_errors(told)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn an_intended_break_is_accepted_by_name() {
    let project = committed();
    project.write(DOCUMENT, &changed());
    project.generate();
    let entry = |rule: &str, path: &str, until: &str| {
        format!(
            "- rule: {rule}\n  service: demo\n  action: Create*\n  path: {path}\n  reason: It was never optional.\n  until: {until}\n"
        )
    };
    let check = |accepted: &str| {
        project.write("spec/accepted.yaml", accepted);
        let output = project.run(&["check", "--base", "main"]);
        (
            output.status.code(),
            text(&output.stdout),
            text(&output.stderr),
        )
    };
    let (rule, path) = ("request-required-member-added", "request.Size");
    let (code, shown, told) = check(&entry(rule, path, "9999-12-31"));
    assert_eq!(code, Some(0), "{shown}{told}");
    assert!(
        shown.contains("ok     accepted  1 acceptance for 1 change\n"),
        "{shown}"
    );
    let output = project.run(&[
        "diff",
        "main:spec",
        "spec",
        "--accepted",
        "spec/accepted.yaml",
        "--fail-on",
        "breaking",
    ]);
    assert!(output.status.success());
    assert!(text(&output.stdout).contains("        accepted: It was never optional.\n"));

    // One that matches nothing, or whose last day has passed, is a failure by itself.
    let stale = entry(rule, path, "9999-12-31") + &entry(rule, "request.Length", "9999-12-31");
    let (code, shown, _) = check(&stale);
    assert_eq!(code, Some(1));
    assert!(
        shown.contains("spec/accepted.yaml:7: request-required-member-added of demo Create* request.Length no longer matches a change; remove it"),
        "{shown}"
    );
    let (code, shown, _) = check(&entry(rule, path, "2020-01-01"));
    assert_eq!(code, Some(1));
    assert!(shown.contains("FAILED promises"), "{shown}");
    assert!(shown.contains("has expired"), "{shown}");

    for (wrong, message) in [
        (
            entry("request-requird", path, "9999-12-31"),
            "spec/accepted.yaml:1:9: there is no rule `request-requird`",
        ),
        (entry(rule, path, "soon"), "`soon` is not a day"),
        (
            "- rule: qps-added\n  service: demo\n".to_owned(),
            "`reason` is missing",
        ),
        (
            "rule: qps-added\n".to_owned(),
            "expected a list of accepted changes, found a mapping",
        ),
        (
            entry(rule, path, "9999-12-31") + "  why: so\n",
            "unknown key `why`",
        ),
    ] {
        let (code, _, told) = check(&wrong);
        assert_eq!(code, Some(2), "{told}");
        assert!(told.contains(message), "{message}\n{told}");
    }
}

#[test]
fn a_generator_that_writes_another_api_is_as_visible_as_a_changed_document() {
    let project = Project::new();
    project.generate();
    // What an earlier version of the generator wrote for the same documents.
    let file = "generated-client/src/demo/v2020_01_01/create_thing.rs";
    let now = std::fs::read_to_string(project.path(file)).unwrap();
    let before = now.replace("pub name: ", "pub label: String,\n    pub name: ")
        + "\npub trait Named {}\n\nimpl Named for CreateThingRequest {}\n";
    assert_ne!(before.matches("label").count(), 0);
    project.write(file, &before);
    git(&project, &["init", "--quiet", "--initial-branch=main"]);
    git(&project, &["add", "--all"]);
    git(&project, &["commit", "--quiet", "--message=First"]);
    project.write(file, &now);

    let output = project.run(&["check", "--base", "main"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let shown = text(&output.stdout);
    assert!(
        shown.contains(
            "ok     client    3 changes of its public API, 3 not explained by the documents\n"
        ),
        "{shown}"
    );
    assert!(shown.contains("FAILED promises  since main: 3 breaking changes; wire compatible, Rust breaking; version: major\n"), "{shown}");
    assert!(shown.contains("demo::v2020_01_01::create_thing::CreateThingRequest::label: a public item of the client was removed: field `String` [output-item-removed]"), "{shown}");
    let accepted = "- { rule: output-item-removed, service: demo, path: '*create_thing*', reason: Nobody used them., until: 9999-12-31 }\n";
    project.write("spec/accepted.yaml", accepted);
    let output = project.run(&["check", "--base", "main"]);
    assert!(output.status.success(), "{}", text(&output.stdout));
    std::fs::remove_file(project.path("spec/accepted.yaml")).unwrap();

    // What a changed document accounts for is told once, with the document.
    project.write(file, &before);
    project.write(DOCUMENT, &changed());
    project.generate();
    git(&project, &["add", "--all"]);
    git(&project, &["commit", "--quiet", "--message=Second"]);
    let output = project.run(&["check", "--base", "main~1", "--format", "json"]);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let changes = told["diff"]["changes"].as_array().unwrap().iter();
    let rules: Vec<&str> = changes
        .map(|change| change["rule"].as_str().unwrap())
        .collect();
    assert_eq!(
        rules,
        ["qps-added", "request-required-member-added", "docs-changed"]
    );
}
