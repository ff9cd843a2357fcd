//! `diff`, `changelog`, `check` and `explain`: two states of the API, one of them perhaps in git.

use std::process::Command;

use codegen_diff::RULES;
use serde_json::Value;

use crate::project::{DEMO, Project, text};

/// Runs git in a project, as somebody.
pub(crate) fn git(project: &Project, arguments: &[&str]) {
    let run = Command::new("git")
        .args([
            "-c",
            "user.name=Somebody",
            "-c",
            "user.email=somebody@example.com",
        ])
        .args(arguments)
        .current_dir(project.0.path())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", text(&run.stderr));
}

/// A project whose documents and output are committed as `main`.
pub(crate) fn committed() -> Project {
    let project = Project::new();
    project.generate();
    git(&project, &["init", "--quiet", "--initial-branch=main"]);
    git(&project, &["add", "--all"]);
    git(&project, &["commit", "--quiet", "--message=First"]);
    project
}

pub(crate) const DOCUMENT: &str = "spec/demo/2020-01-01/CreateThing.yaml";

/// The document with a change that breaks, one that may, and one that does nothing.
pub(crate) fn changed() -> String {
    DEMO.replace(
        "Name: { type: string, description: Name of the thing. }",
        "Name: { type: string, description: Name of the thing. }\n                Size: { type: integer }",
    )
    .replace("required: [Name]", "required: [Name, Size]")
    .replace("    post:\n", "    post:\n      x-qps-limit: 10\n")
    .replace("Id of the thing.", "Number of the thing.")
}

#[test]
fn a_revision_is_compared_with_what_is_there() {
    let project = committed();
    let output = project.run(&["diff", "main:spec", "spec"]);
    assert_eq!(text(&output.stdout), "nothing changed\n");

    project.write(DOCUMENT, &changed());
    for (old, new) in [
        ("main:spec", "spec"),
        ("main:spec/", "spec"),
        ("main:spec/demo", "spec/demo"),
        ("main:spec/demo/2020-01-01", "spec/demo/2020-01-01"),
        (&*format!("HEAD:{DOCUMENT}"), DOCUMENT),
    ] {
        let output = project.run(&["diff", old, new]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        let shown = text(&output.stdout);
        for expected in [
            "1 breaking, 1 risky and 1 compatible changes; wire breaking, Rust breaking; version: major\n\nServices:\n  demo  breaking    1 breaking, 1 risky, 1 compatible\n\nBreaking: 1\n",
            "  a required request member was added [request-required-member-added]: 1\n",
            "    - demo 2020-01-01 CreateThing request.Size: 64-bit integer\n        demo::v2020_01_01::create_thing::CreateThingRequest::size\n",
            "    - demo 2020-01-01 CreateThing: 10 per second\n",
            "    - demo 2020-01-01 CreateThing: `result.Id`\n",
        ] {
            assert!(shown.contains(expected), "{expected}\n{shown}");
        }
        assert!(
            shown.ends_with("1 compatible changes; wire breaking, Rust breaking; version: major\n"),
            "{shown}"
        );
    }
}

#[test]
fn documents_that_lie_anywhere_are_compared_as_well() {
    let project = Project::new();
    project.write("old.yaml", DEMO);
    project.write("there/new.yaml", &changed());
    for (old, new, service) in [
        ("old.yaml", "there/new.yaml", "api"),
        (DOCUMENT, "there/new.yaml", "demo"),
        ("there/new.yaml", DOCUMENT, "demo"),
    ] {
        let output = project.run(&["diff", old, new]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        let shown = text(&output.stdout);
        assert!(
            shown.contains(&format!("- {service} 2020-01-01 CreateThing request.Size")),
            "{shown}"
        );
        assert!(shown.contains("; version: major\n"), "{shown}");
        assert!(shown.contains(&format!("        {new}:")), "{shown}");
    }
    project.write("empty.yaml", "");
    let output = project.run(&["diff", "old.yaml", "empty.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("--> empty.yaml:1:1"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn a_verdict_can_be_made_a_failure() {
    let project = committed();
    let code = |text: &str, arguments: &[&str]| {
        project.write(DOCUMENT, text);
        let all = [&["diff", "main:spec", "spec"], arguments].concat();
        project.run(&all).status.code()
    };
    let (risky, breaking) = (["--fail-on", "risky"], ["--fail-on", "breaking"]);
    assert_eq!(code(&changed(), &[]), Some(0));
    assert_eq!(code(&changed(), &breaking), Some(1));
    let slower = DEMO.replace("    post:\n", "    post:\n      x-qps-limit: 10\n");
    assert_eq!(code(&slower, &breaking), Some(0));
    assert_eq!(code(&slower, &risky), Some(1));
    let words = DEMO.replace("Create a thing.", "Make a thing.");
    assert_eq!(code(&words, &risky), Some(0));
}

#[test]
fn scripts_and_ci_are_told_file_and_line() {
    let project = committed();
    project.write(DOCUMENT, &changed());
    let output = project.run(&["diff", "main:spec", "spec", "--format", "json"]);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["bump"], "major");
    assert_eq!(told["counts"]["risky"], 1);
    let changes = told["changes"].as_array().unwrap();
    let added = changes
        .iter()
        .find(|change| change["rule"] == "request-required-member-added")
        .unwrap();
    let line = 1 + changed()
        .lines()
        .position(|line| line.contains("Size:"))
        .unwrap();
    assert_eq!(
        (&added["file"], &added["line"]),
        (&DOCUMENT.into(), &line.into())
    );
    assert_eq!(
        (&added["wire"], &added["rust"]),
        (&"breaking".into(), &"breaking".into())
    );

    let output = project.run(&["diff", "main:spec", "spec", "--format", "annotations"]);
    let annotations = text(&output.stdout);
    let expected = format!(
        "::error file={DOCUMENT},line={line},title=request-required-member-added::demo 2020-01-01"
    );
    assert!(annotations.contains(&expected), "{annotations}");
    assert_eq!(annotations.lines().count(), 3, "{annotations}");
    assert!(
        annotations.starts_with("::notice title=API changes::1 breaking, 1 risky"),
        "{annotations}"
    );

    // What is gone is shown where it was.
    std::fs::remove_file(project.path(DOCUMENT)).unwrap();
    project.write(
        "spec/demo/2020-01-01/MakeThing.yaml",
        &DEMO
            .replace("CreateThing", "Other")
            .replace("Create a", "Another"),
    );
    let output = project.run(&["diff", "main:spec", "spec", "--format", "annotations"]);
    let annotations = text(&output.stdout);
    let expected = format!("::error file={DOCUMENT},line=5,title=action-removed::");
    assert!(annotations.contains(&expected), "{annotations}");
    for part in ["spec/demo", "spec/demo/2020-01-01"] {
        let output = project.run(&[
            "diff",
            &format!("main:{part}"),
            part,
            "--format",
            "annotations",
        ]);
        assert_eq!(text(&output.stdout), annotations, "{part}");
    }
}

#[test]
fn a_changelog_says_what_breaks_first_and_what_is_new_in_its_own_words() {
    let project = committed();
    project.write(DOCUMENT, &changed());
    let other = DEMO
        .replace("CreateThing", "DropThing")
        .replace("Create a thing", "Throw a thing away");
    project.write("spec/demo/2020-01-01/DropThing.yaml", &other);
    let output = project.run(&["changelog", "main:spec", "spec", "--title", "0.2.0"]);
    assert_eq!(
        text(&output.stdout),
        "\
## 0.2.0

1 change breaks code, 1 new action, 4 changes in all. Version: major.

### Breaking: what to change in code

- **A required request member was added.** Ask the platform for a default. If there is one, make the member optional.
  - `demo::v2020_01_01::create_thing::CreateThingRequest::size`: 64-bit integer

### Behaves differently

- **A rate limit of an action was documented.** Check how often your code calls it.
  - demo 2020-01-01 CreateThing (no name in Rust): 10 per second

### Added

- The action **demo 2020-01-01 DropThing**: Throw a thing away.

### Documentation

- The documentation of demo 2020-01-01 CreateThing changed.
"
    );
}

#[test]
fn one_command_checks_documents_output_and_promises() {
    let project = committed();
    let output = project.run(&["check", "--base", "main"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(
        text(&output.stdout),
        "\
ok     documents 1 document, nothing to report
ok     output    7 files for 1 action below generated-client/src, as the documents say
ok     client    0 changes of its public API, 0 not explained by the documents
ok     promises  since main: nothing changed
passed
"
    );

    project.write(DOCUMENT, &changed());
    let output = project.run(&["check", "--base", "main"]);
    assert_eq!(output.status.code(), Some(1));
    let shown = text(&output.stdout);
    assert!(shown.lines().count() <= 10, "{shown}");
    assert!(shown.starts_with("ok     documents"), "{shown}");
    assert!(shown.contains("FAILED output    3 files below"), "{shown}");
    assert!(
        shown.contains("FAILED promises  since main: 1 breaking"),
        "{shown}"
    );
    assert!(shown.ends_with("failed\n"), "{shown}");

    // Whoever means it says so.
    project.generate();
    let output = project.run(&["check"]);
    assert!(output.status.success(), "{}", text(&output.stdout));

    project.write(DOCUMENT, "openapi: 3.1.0\n");
    let output = project.run(&["check", "--base", "main", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["passed"], false);
    assert!(!told["findings"].as_array().unwrap().is_empty());
}

#[test]
fn what_cannot_be_compared_is_said() {
    let project = committed();
    let told = |old: &str| {
        let output = project.run(&["diff", old, "spec"]);
        assert!(output.stdout.is_empty());
        (output.status.code(), text(&output.stderr))
    };
    let (code, shown) = told("nowhere");
    assert_eq!(code, Some(2));
    assert!(
        shown.contains("`nowhere` is neither a folder nor a document"),
        "{shown}"
    );
    assert!(shown.contains("such as `main:spec`"), "{shown}");
    let (code, shown) = told("nowhere:spec");
    assert_eq!(code, Some(2));
    assert!(
        shown.contains("error: cannot read `nowhere:spec`: git says: "),
        "{shown}"
    );
    let (code, shown) = told("generated-client");
    assert_eq!(code, Some(2));
    assert!(
        shown.contains("`generated-client` contains no documents"),
        "{shown}"
    );
    // No option of git's is reached from here.
    let (code, shown) = told("./-x:spec");
    assert_eq!(code, Some(2), "{shown}");

    // Errors of the new state stop the comparison.
    project.write("other/demo/2020-01-01/CreateThing.yaml", "openapi: 3.1.0\n");
    project.write("other/demo/service.yaml", "service: demo\n");
    let output = project.run(&["diff", "spec", "other"]);
    assert_eq!(output.status.code(), Some(2));
    let shown = text(&output.stderr);
    assert!(
        shown.contains("other/demo/2020-01-01/CreateThing.yaml:1:1"),
        "{shown}"
    );
    assert!(
        shown.contains("`other` cannot be compared while its documents have errors"),
        "{shown}"
    );
}

#[test]
fn every_rule_is_explained_with_its_example() {
    let project = Project::new();
    let listed = text(&project.run(&["explain"]).stdout);
    for rule in RULES {
        assert!(listed.contains(rule.code), "{}", rule.code);
    }
    let shown = text(&project.run(&["explain", "request-member-required"]).stdout);
    for expected in [
        "request-member-required (wire breaking, Rust breaking; version: major)",
        "What changed: a request member became required.",
        "+              required: [Level]",
        "AddThingRequest::builder().name(\"n\").build()",
    ] {
        assert!(shown.contains(expected), "{expected}\n{shown}");
    }
    let output = project.run(&["explain", "request-member-requird"]);
    assert_eq!(output.status.code(), Some(2));
    let shown = text(&output.stderr);
    assert!(
        shown.contains("did you mean `request-member-required`?"),
        "{shown}"
    );
}
