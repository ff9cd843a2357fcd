//! What the command does to crates: features of the client, modules for other crates, crates of their own.

use std::fs;

use crate::project::{DEMO, Project, text};

const MANIFEST: &str = "generated-client/Cargo.toml";

const CLIENT: &str = "\
[package]
name = \"generated-client\" # the runtime

[features]
default = [\"demo\"]
demo = []
extra = [\"dep:extra\"]

[dependencies]
";

/// A project whose client has a manifest, and a second service.
fn with_manifest() -> Project {
    let project = Project::new();
    project.write(MANIFEST, CLIENT);
    project.write("spec/other/service.yaml", "service: other\n");
    project.write("spec/other/2020-01-01/CreateThing.yaml", DEMO);
    project
}

#[test]
fn every_service_gets_a_feature_and_gives_it_back() {
    let project = with_manifest();
    let output = project.run(&["generate", "--check"]);
    assert_eq!(output.status.code(), Some(1));
    let diff = text(&output.stdout);
    assert!(diff.contains(&format!("--- {MANIFEST}\n")), "{diff}");
    assert!(diff.contains("\n+other = []\n"), "{diff}");
    assert_eq!(project.read(MANIFEST), CLIENT);

    let summary = text(&project.generate().stdout);
    assert!(
        summary.contains("files 13 created, 1 updated, 0 unchanged"),
        "{summary}"
    );
    assert_eq!(
        project.read(MANIFEST),
        CLIENT.replace(
            "extra = [\"dep:extra\"]\n",
            "extra = [\"dep:extra\"]\nother = []\n"
        )
    );
    let summary = text(&project.generate().stdout);
    assert!(summary.contains("files 14 unchanged"), "{summary}");

    fs::remove_dir_all(project.path("spec/other")).unwrap();
    project.generate();
    assert_eq!(project.read(MANIFEST), CLIENT);
}

#[test]
fn a_manifest_that_is_no_toml_stops_everything() {
    let project = with_manifest();
    project.write(MANIFEST, "[package\n");
    let output = project.run(&["generate"]);
    assert_eq!(output.status.code(), Some(2));
    let shown = text(&output.stderr);
    assert!(
        shown.contains("error: nothing was written: generated-client/Cargo.toml: "),
        "{shown}"
    );
    assert!(shown.contains("line 1"), "{shown}");
    assert!(project.snapshot().is_empty());
}

#[test]
fn the_manifest_of_a_workspace_alone_is_left_in_peace() {
    let project = with_manifest();
    project.write(MANIFEST, "[workspace]\n");
    project.generate();
    assert_eq!(project.read(MANIFEST), "[workspace]\n");
}

#[test]
fn modules_for_any_crate_know_its_runtime_and_no_features() {
    let project = with_manifest();
    project.write("app/Cargo.toml", "[package]\nname = \"app\"\n");
    let arguments = [
        "generate",
        "--out",
        "app/src/api",
        "--runtime",
        "volcengine::runtime",
    ];
    assert!(project.run(&arguments).status.success());
    let list = project.read("app/src/api/services.rs");
    assert!(
        list.ends_with("\npub mod demo;\npub mod other;\n"),
        "{list}"
    );
    let version = project.read("app/src/api/demo/v2020_01_01/mod.rs");
    assert!(
        version.contains("use volcengine::runtime::generated::*;"),
        "{version}"
    );
    assert_eq!(
        project.read("app/Cargo.toml"),
        "[package]\nname = \"app\"\n"
    );
    assert!(project.snapshot().is_empty());

    let wrong = project.run(&["generate", "--runtime", "a b"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        text(&wrong.stderr).contains("write a path such as"),
        "{}",
        text(&wrong.stderr)
    );
}

#[test]
fn a_new_crate_is_whole_and_stays_as_it_is() {
    let project = with_manifest();
    let new = |more: &[&str]| {
        let arguments = [&["generate", "--new-crate", "clients/my-cloud"], more].concat();
        project.run(&arguments)
    };
    assert_eq!(new(&["--check"]).status.code(), Some(1));
    assert!(!project.path("clients").exists());

    let output = new(&[]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(
        text(&output.stdout).contains("files 14 created"),
        "{}",
        text(&output.stdout)
    );
    let manifest = project.read("clients/my-cloud/Cargo.toml");
    for line in [
        "name = \"my-cloud\"",
        "\nfull-serde = [\"generated-client/full-serde\"]\ndemo = []\nother = []\n\n[dependencies]\n",
        "generated-client = { path = \"../../generated-client\", default-features = false, features = [\"rustls\"] }",
    ] {
        assert!(manifest.contains(line), "{manifest}");
    }
    let library = project.read("clients/my-cloud/src/lib.rs");
    assert!(
        library.contains("//! - `demo`\n//! - `other`\n"),
        "{library}"
    );
    assert!(
        library.contains("#[cfg(feature = \"demo\")]\npub mod demo;\n"),
        "{library}"
    );
    assert!(
        project
            .read("clients/my-cloud/README.md")
            .contains("| `demo` | demo | `2020-01-01` | 1 |")
    );

    let before = project.files_below("clients");
    assert!(text(&new(&[]).stdout).contains("files 14 unchanged"));
    assert_eq!(before, project.files_below("clients"));
    assert_eq!(new(&["--check"]).status.code(), Some(0));
}

#[test]
fn what_people_edit_in_a_new_crate_stays() {
    let project = with_manifest();
    let new = |more: &[&str]| {
        let arguments = [&["generate", "--new-crate", "mine"], more].concat();
        let output = project.run(&arguments);
        assert!(output.status.success(), "{}", text(&output.stderr));
    };
    new(&[]);
    let edited = project
        .read("mine/Cargo.toml")
        .replace("name = \"mine\"", "name = \"renamed\" # by hand")
        .replace("[\"rustls\"]", "[\"native-tls\"]");
    project.write("mine/Cargo.toml", &edited);
    project.write("mine/README.md", "# Mine\n");
    fs::remove_dir_all(project.path("spec/other")).unwrap();
    new(&[]);
    assert_eq!(
        project.read("mine/Cargo.toml"),
        edited.replace("other = []\n", "")
    );
    assert_eq!(project.read("mine/README.md"), "# Mine\n");
    assert!(!project.path("mine/src/other").exists());

    new(&["--runtime-version", "0.1"]);
    let manifest = project.read("mine/Cargo.toml");
    assert!(
        manifest
            .contains("default-features = false, features = [\"native-tls\"], version = \"0.1\" }"),
        "{manifest}"
    );
}

#[test]
fn a_crate_of_others_is_never_taken_for_a_new_one() {
    let project = with_manifest();
    project.write("theirs/Cargo.toml", "[package]\nname = \"theirs\"\n");
    let output = project.run(&["generate", "--new-crate", "theirs"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("theirs/Cargo.toml"),
        "{}",
        text(&output.stderr)
    );
    assert!(!project.path("theirs/src").exists());
}

#[test]
fn a_new_crate_without_a_runtime_is_one_clear_error() {
    let project = Project::new();
    let output = project.run(&["generate", "--new-crate", "mine"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("--runtime-path DIR"),
        "{}",
        text(&output.stderr)
    );
    let output = project.run(&["generate", "--new-crate", "mine", "--runtime-path", "spec"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("spec is not the folder"),
        "{}",
        text(&output.stderr)
    );
    assert!(!project.path("mine").exists());

    let output = project.run(&[
        "generate",
        "--new-crate",
        "mine",
        "--runtime-version",
        "0.1",
    ]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let manifest = project.read("mine/Cargo.toml");
    assert!(
        manifest.contains("generated-client = { version = \"0.1\", "),
        "{manifest}"
    );
}

#[test]
fn a_service_that_is_called_like_something_of_the_crate_gets_another_name() {
    let project = with_manifest();
    for (folder, module) in [
        ("default", "default_"),
        ("runtime", "runtime_"),
        ("generated-client", "generated_client_"),
    ] {
        project.write(&format!("spec/{folder}/service.yaml"), "service: x\n");
        project.write(&format!("spec/{folder}/2020-01-01/CreateThing.yaml"), DEMO);
        project.generate();
        let list = project.read("generated-client/src/services.rs");
        assert!(list.contains(&format!("pub mod {module};")), "{list}");
        assert!(
            project
                .read(MANIFEST)
                .contains(&format!("\n{module} = []\n"))
        );
    }
}

#[test]
fn a_new_crate_can_be_limited_to_services_and_stays_so() {
    let project = with_manifest();
    // What is not wanted need not be right.
    project.write("spec/wrong/service.yaml", "service: wrong\n");
    project.write("spec/wrong/2020-01-01/Broken.yaml", "openapi: [");
    let new = |more: &[&str]| project.run(&[&["generate", "--new-crate", "mine"], more].concat());
    let wrong = new(&["--service", "othr"]);
    assert_eq!(wrong.status.code(), Some(2));
    let said = text(&wrong.stderr);
    assert!(
        said.contains("spec has no service `othr`; did you mean `other`?"),
        "{said}"
    );
    assert!(!project.path("mine").exists());

    let output = new(&["--service", "Other"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let manifest = project.read("mine/Cargo.toml");
    assert!(
        manifest.contains("\n[package.metadata.codegen]\nservices = [\"other\"]\n"),
        "{manifest}"
    );
    assert!(
        manifest.contains("\nother = []\ndefault = [\"other\"]\n"),
        "{manifest}"
    );
    assert!(
        project
            .read("mine/README.md")
            .contains("all of them are on by default")
    );
    assert!(project.path("mine/src/other").is_dir() && !project.path("mine/src/demo").exists());

    // Later runs keep to it, checks included.
    let later = new(&[]);
    assert!(
        text(&later.stdout).contains("unchanged"),
        "{}",
        text(&later.stderr)
    );
    assert_eq!(new(&["--check"]).status.code(), Some(0));
    let check = project.run(&["check", "--new-crate", "mine"]);
    assert_eq!(check.status.code(), Some(0), "{}", text(&check.stderr));

    // Another limit takes its place; what is out of it goes.
    let output = new(&["--service", "demo", "other"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(project.path("mine/src/other").is_dir() && project.path("mine/src/demo").is_dir());
    new(&["--service", "demo"]);
    assert!(!project.path("mine/src/other").exists());

    // A service that is limited to and not there any more is named.
    fs::remove_dir_all(project.path("spec/demo")).unwrap();
    let gone = new(&[]);
    assert_eq!(gone.status.code(), Some(2));
    let said = text(&gone.stderr);
    assert!(
        said.contains("Cargo.toml restricts the crate: spec has no service `demo`"),
        "{said}"
    );

    // Without a limit everything goes in, and everything has to be right.
    fs::remove_dir_all(project.path("spec/wrong")).unwrap();
    let output = new(&["--service", "all"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(!project.read("mine/Cargo.toml").contains("metadata"));
    let alone = project.run(&["generate", "--service", "demo"]);
    assert_eq!(alone.status.code(), Some(2));
}
