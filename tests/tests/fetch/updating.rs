//! What was fetched before, brought up to date.

use tests::explorer::{Document, Explorer, Service, Version, World};

use super::{Machine, ended, results, says};

const FOLDER: &str = "ecs/2020-04-01";

/// Three actions that are fetched, of which one is edited by hand.
fn fetched() -> (Explorer, Machine) {
    let explorer = Explorer::start(World::of("ecs", "2020-04-01", &["Edited", "Gone", "Plain"]));
    let machine = Machine::new();
    ended(&machine.fetch(&explorer, &["ecs"]), 0);
    let edited = machine.read(&format!("{FOLDER}/Edited.json"));
    let edited = edited.replace(
        "\"description\": \"名称。\"",
        "\"description\": \"名称。\",\n                  \"maxLength\": 64",
    );
    machine.write(&format!("{FOLDER}/Edited.json"), &edited);
    (explorer, machine)
}

/// The server moves on: members come, go and change, an action comes and one goes.
fn move_on(explorer: &Explorer) {
    explorer.edit(|world| {
        let version = world.service("ecs").version("2020-04-01");
        for action in ["Edited", "Plain"] {
            version.change(action, |document| {
                *document = document
                    .clone()
                    .with("Zone", "string", "可用区。", "The zone.");
                document.members[0].2 = "新的名称。".to_owned();
            });
        }
        version.remove("Gone");
        version.add(Document::new("ecs", "2020-04-01", "New"));
    });
}

#[test]
fn news_are_taken_in_and_edits_are_kept() {
    let (explorer, machine) = fetched();
    move_on(&explorer);
    let run = machine.fetch(&explorer, &["--update"]);
    ended(&run, 0);
    let edited = machine.read(&format!("{FOLDER}/Edited.json"));
    says(
        &edited,
        &[
            "\"新的名称。\"",
            "\"maxLength\": 64",
            "\"Zone\"",
            "可用区。",
        ],
    );
    let plain = machine.read(&format!("{FOLDER}/Plain.json"));
    says(&plain, &["\"新的名称。\"", "\"Zone\""]);
    assert_eq!(
        machine.documents(),
        ["Edited", "Gone", "New", "Plain"].map(|action| format!("{FOLDER}/{action}.json"))
    );
    says(
        &run.stdout,
        &[
            "ecs 2020-04-01: 1 created, 2 updated, 1 gone and kept",
            "updated: ",
            "request.Zone member",
            "new: ",
            "gone: Gone: `--prune` removes it",
            "compatible changes; wire ",
            "full report: `codegen diff",
        ],
    );
    // The verdict takes five lines at most.
    let verdict = run
        .stdout
        .lines()
        .skip_while(|line| !line.contains("; wire "))
        .count();
    assert!((2..=5).contains(&verdict), "{}", run.stdout);
    // Then there is nothing new, and it is not asked for again.
    let before = machine.read(&format!("{FOLDER}/.fetched.json"));
    let (run, told) = machine.fetch_json(&explorer, &["--update"]);
    ended(&run, 0);
    assert!(
        results(&told)
            .iter()
            .all(|(_, how)| how == "unchanged" || how == "gone"),
        "{told:#}"
    );
    assert_eq!(machine.read(&format!("{FOLDER}/.fetched.json")), before);
    ended(&machine.fetch(&explorer, &["--update", "--check"]), 0);
}

#[test]
fn a_check_writes_nothing_and_fails_when_there_is_news() {
    let (explorer, machine) = fetched();
    let run = machine.fetch(&explorer, &["--update", "--check"]);
    ended(&run, 0);
    says(&run.stdout, &["3 unchanged"]);
    move_on(&explorer);
    let files = || -> Vec<(String, String)> {
        machine
            .files()
            .into_iter()
            .map(|path| (path.clone(), machine.read(&path)))
            .collect()
    };
    let before = files();
    let run = machine.fetch(&explorer, &["--update", "--check", "--refresh"]);
    ended(&run, 1);
    says(
        &run.stdout,
        &[
            "1 created, 2 updated, 1 gone and kept",
            "nothing written",
            "; wire ",
        ],
    );
    assert_eq!(files(), before);
}

#[test]
fn what_is_gone_goes_when_asked_unless_it_was_edited() {
    let (explorer, machine) = fetched();
    explorer.edit(|world| {
        let version = world.service("ecs").version("2020-04-01");
        version.remove("Gone");
        version.remove("Edited");
    });
    let run = machine.fetch(&explorer, &["--update", "--prune"]);
    ended(&run, 0);
    says(
        &run.stdout,
        &[
            "1 removed, 1 unchanged, 1 gone and kept",
            "gone: Edited: it was edited by hand",
        ],
    );
    says(&run.stdout, &["breaking"]);
    assert_eq!(
        machine.documents(),
        ["Edited", "Plain"].map(|action| format!("{FOLDER}/{action}.json"))
    );
    assert!(
        !machine
            .spec()
            .join(FOLDER)
            .join(".imported/Gone.yaml")
            .exists()
    );
}

#[test]
fn a_list_that_is_empty_removes_nothing() {
    let (explorer, machine) = fetched();
    explorer.edit(|world| world.service("ecs").version("2020-04-01").groups.clear());
    let before = machine.files();
    let run = machine.fetch(&explorer, &["--update", "--prune"]);
    ended(&run, 1);
    says(
        &run.stderr,
        &[
            "ecs 2020-04-01 was not fetched: the Explorer no longer lists any of its actions",
            "an error of the Explorer",
        ],
    );
    assert_eq!(machine.files(), before);
}

#[test]
fn where_both_sides_changed_somebody_decides() {
    let (explorer, machine) = fetched();
    let path = format!("{FOLDER}/Plain.json");
    let by_hand = machine.read(&path).replace("名称。", "手写。");
    machine.write(&path, &by_hand);
    move_on(&explorer);
    let run = machine.fetch(&explorer, &["--update"]);
    ended(&run, 1);
    says(&run.stderr, &["Plain.json", "conflict in "]);
    assert_eq!(machine.read(&path), by_hand);
    // The others were brought up to date all the same.
    says(
        &machine.read(&format!("{FOLDER}/Edited.json")),
        &["\"Zone\""],
    );
    let run = machine.fetch(&explorer, &["--update", "--on-conflict", "document"]);
    ended(&run, 0);
    says(&machine.read(&path), &["手写。", "\"Zone\""]);
}

#[test]
fn an_update_can_be_of_a_service_a_version_or_an_action() {
    let mut world = World::of("ecs", "2020-04-01", &["One", "Two"]);
    world
        .services
        .push(Service::new("vpc", "网", "Net").with(Version::of("vpc", "2020-04-01", &["Three"])));
    let explorer = Explorer::start(world);
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["--update"]);
    ended(&run, 2);
    says(
        &run.stderr,
        &["nothing has been fetched into ", "`codegen fetch ecs`"],
    );
    ended(&machine.fetch(&explorer, &["ecs"]), 0);
    ended(&machine.fetch(&explorer, &["vpc"]), 0);
    explorer.forget();
    ended(&machine.fetch(&explorer, &["VPC", "--update"]), 0);
    assert_eq!(explorer.documents(), ["Three"]);
    explorer.forget();
    ended(&machine.fetch(&explorer, &["ecs", "two", "--update"]), 0);
    assert_eq!(explorer.documents(), ["Two"]);
    let run = machine.fetch(&explorer, &["ecs", "Four", "--update"]);
    ended(&run, 1);
    says(&run.stderr, &["there is no action `Four`"]);
    let run = machine.fetch(&explorer, &["iam", "--update"]);
    ended(&run, 2);
    says(
        &run.stderr,
        &["has not been fetched", "fetched so far: ecs, vpc"],
    );
}

#[test]
fn a_run_without_update_leaves_news_alone_with_a_word() {
    let (explorer, machine) = fetched();
    move_on(&explorer);
    let plain = machine.read(&format!("{FOLDER}/Plain.json"));
    let run = machine.fetch(&explorer, &["ecs", "--refresh"]);
    ended(&run, 0);
    says(
        &run.stdout,
        &[
            "1 created, 2 left alone",
            "left alone: Edited, Plain: the Explorer has a newer version; `--update` merges it",
        ],
    );
    assert_eq!(machine.read(&format!("{FOLDER}/Plain.json")), plain);
    // What was left alone is still news afterwards.
    ended(&machine.fetch(&explorer, &["--update"]), 0);
    says(
        &machine.read(&format!("{FOLDER}/Plain.json")),
        &["\"Zone\""],
    );
}

#[test]
fn a_record_that_cannot_be_read_is_named() {
    let (explorer, machine) = fetched();
    machine.write(&format!("{FOLDER}/.fetched.json"), "<<<<<<< HEAD");
    for arguments in [&["--update"][..], &["ecs"]] {
        let run = machine.fetch(&explorer, arguments);
        ended(&run, 2);
        says(&run.stderr, &[".fetched.json cannot be read", "restore it"]);
    }
}
