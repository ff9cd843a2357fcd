//! What is on the disk after a first run.

use tests::explorer::{Document, Explorer, Service, Version, World};

use super::{Machine, ended, results, says};

#[test]
fn a_version_lands_whole_and_as_it_was_delivered() {
    let explorer = Explorer::start(World::of(
        "ecs",
        "2020-04-01",
        &["RunInstances", "DeleteInstance"],
    ));
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["ECS"]);
    ended(&run, 0);
    assert_eq!(
        machine.files(),
        [
            "ecs/2020-04-01/.fetched.json",
            "ecs/2020-04-01/DeleteInstance.json",
            "ecs/2020-04-01/RunInstances.json",
            "ecs/service.yaml",
        ]
    );
    let document = machine.read("ecs/2020-04-01/RunInstances.json");
    says(
        &document,
        &[
            "{\n  \"openapi\": \"3.0.1\",\n  \"info\": {\n    \"version\": \"2020-04-01\",\n    \"title\": \"操作 RunInstances\"",
            "\"servers\"",
            "\"type\": \"string\",\n                    \"example\": \"示例\"",
            "标识 <id>。",
            "\"x-error-code\"",
            "\"oneOf\"",
        ],
    );
    assert!(document.ends_with("}\n"));
    says(
        &machine.read("ecs/service.yaml"),
        &[
            "service: ecs\n",
            "title: \"示例服务\"\n",
            "default-region: cn-beijing\n",
            "endpoints: ecs.{region}.volcengineapi.com\n",
        ],
    );
    says(
        &machine.read("ecs/2020-04-01/.fetched.json"),
        &[
            "\"service\": \"ecs\"",
            "\"RunInstances\": \"",
            "\"site\": \"cn\"",
            &explorer.url(),
        ],
    );
    says(
        &run.stdout,
        &["ecs 2020-04-01: 2 created in ", "service.yaml"],
    );
    assert_eq!(run.stderr, "");
    // Services, versions, actions, and each document once.
    assert_eq!(explorer.seen().len(), 5);
    for seen in explorer.seen() {
        assert_eq!(seen.headers["x-language"], "zh");
        assert!(!seen.headers.contains_key("authorization"));
    }
}

#[test]
fn what_the_official_tools_do_not_know_of_a_service_is_told() {
    let explorer = Explorer::start(World::of("Novel_Thing", "2026-01-01", &["GetIt"]));
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["novel-thing"]);
    ended(&run, 0);
    says(
        &run.stderr,
        &[
            "check ",
            "service.yaml",
            "name used in signatures is not known",
        ],
    );
    says(&run.stderr, &["`endpoints`: no host is known"]);
    let file = machine.read("novel_thing/service.yaml");
    says(
        &file,
        &[
            "service: novel_thing\n",
            "# To check:\n# - `service: novel_thing`",
        ],
    );
}

#[test]
fn casing_matters_to_documents_and_an_action_in_two_groups_is_one() {
    let mut world = World::of("AdvDefence", "2021-06-15", &["DescribeIp", "GetIP"]);
    world.needs_version = true;
    let version = world.service("AdvDefence").version("2021-06-15");
    version
        .groups
        .push(("其他".to_owned(), vec!["GetIP".to_owned()]));
    let service = world.service("AdvDefence");
    service.categories.push("安全".to_owned());
    let explorer = Explorer::start(world);
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["advdefence"]);
    ended(&run, 0);
    assert_eq!(
        machine.documents(),
        [
            "advdefence/2021-06-15/DescribeIp.json",
            "advdefence/2021-06-15/GetIP.json"
        ]
    );
    let mut asked = explorer.documents();
    asked.sort();
    assert_eq!(asked, ["DescribeIp", "GetIP"]);
    says(
        &machine.read("advdefence/service.yaml"),
        &["service: advdefence\n"],
    );
}

#[test]
fn actions_are_fetched_by_name_in_any_casing() {
    let explorer = Explorer::start(World::of(
        "ecs",
        "2020-04-01",
        &["RunInstances", "GetOne", "GetTwo"],
    ));
    let machine = Machine::new();
    ended(
        &machine.fetch(
            &explorer,
            &["ecs", "runinstances", "GetTwo", "RunInstances"],
        ),
        0,
    );
    assert_eq!(
        machine.documents(),
        [
            "ecs/2020-04-01/GetTwo.json",
            "ecs/2020-04-01/RunInstances.json"
        ]
    );
    says(
        &machine.read("ecs/2020-04-01/.fetched.json"),
        &["\"whole\": false"],
    );
    // The rest later makes the version whole.
    let (run, told) = machine.fetch_json(&explorer, &["ecs"]);
    ended(&run, 0);
    let created: Vec<_> = results(&told)
        .into_iter()
        .filter(|(_, how)| how == "created")
        .collect();
    assert_eq!(created, [("GetOne".to_owned(), "created".to_owned())]);
    says(
        &machine.read("ecs/2020-04-01/.fetched.json"),
        &["\"whole\": true"],
    );
}

/// A service with an old version, a newer one, and an empty one that is the default.
fn versions() -> World {
    let mut world = World::of("iam", "2018-01-01", &["ListUsers"]);
    let mut newer = Version::of("iam", "2021-08-01", &["ListRoles"]);
    newer.is_default = false;
    let service = world.service("iam");
    service.version("2018-01-01").is_default = false;
    service.versions.push(newer);
    service.versions.push(Version::of("iam", "2020-01-01", &[]));
    world
}

#[test]
fn an_empty_default_version_is_stood_in_for() {
    let explorer = Explorer::start(versions());
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["iam"]);
    ended(&run, 0);
    says(
        &run.stderr,
        &["iam 2020-01-01 lists no actions; using 2021-08-01 instead"],
    );
    assert_eq!(machine.documents(), ["iam/2021-08-01/ListRoles.json"]);
}

#[test]
fn versions_are_fetched_by_name_all_or_the_newest_where_none_is_the_default() {
    let mut world = versions();
    world.service("iam").versions.pop();
    let explorer = Explorer::start(world);
    let machine = Machine::new();
    ended(&machine.fetch(&explorer, &["iam"]), 0);
    assert_eq!(machine.documents(), ["iam/2021-08-01/ListRoles.json"]);
    ended(
        &machine.fetch(&explorer, &["iam", "--api-version", "all"]),
        0,
    );
    assert_eq!(
        machine.documents(),
        [
            "iam/2018-01-01/ListUsers.json",
            "iam/2021-08-01/ListRoles.json"
        ]
    );
    let run = machine.fetch(&explorer, &["iam", "--api-version", "2019-01-01"]);
    ended(&run, 2);
    says(
        &run.stderr,
        &[
            "no version `2019-01-01`",
            "help: it has `2021-08-01`, `2018-01-01`",
        ],
    );
    let run = machine.fetch(&explorer, &["iam", "ListUsers"]);
    ended(&run, 2);
    says(
        &run.stderr,
        &[
            "no action `ListUsers` in iam 2021-08-01",
            "`--api-version 2018-01-01`",
        ],
    );
}

#[test]
fn no_action_gets_a_second_document() {
    let explorer = Explorer::start(World::of(
        "rtc",
        "2020-12-01",
        &["AddFriend", "GetFriend", "SendMessage"],
    ));
    let machine = Machine::new();
    let by_hand = Document::new("rtc", "2020-12-01", "AddFriend").english();
    let by_hand: serde_json::Value = serde_json::from_str(&by_hand).unwrap();
    let by_hand = serde_yaml::to_string(&by_hand).unwrap();
    machine.write("rtc/service.yaml", "service: rtc\n");
    machine.write("rtc/2020-12-01/AddFriend.yaml", &by_hand);
    // Two actions in one document.
    let both = Document::new("rtc", "2020-12-01", "GetFriend")
        .english()
        .replace(
            r#""paths":{"#,
            r#""paths":{"/Other":{"get":{"responses":{"200":{"description":"Good."}}}},"#,
        );
    machine.write("rtc/2020-12-01/friends.json", &both);
    let before = machine.files();
    let run = machine.fetch(&explorer, &["rtc"]);
    ended(&run, 0);
    says(
        &run.stdout,
        &[
            "1 created, 2 left alone",
            "left alone: AddFriend, GetFriend: it already existed",
        ],
    );
    let new: Vec<String> = machine
        .files()
        .into_iter()
        .filter(|path| !before.contains(path))
        .collect();
    assert_eq!(
        new,
        [
            "rtc/2020-12-01/.fetched.json",
            "rtc/2020-12-01/SendMessage.json"
        ]
    );
    assert_eq!(machine.read("rtc/2020-12-01/AddFriend.yaml"), by_hand);
    // By name they are brought up to date, each where it stands.
    explorer.edit(|world| {
        let version = world.service("rtc").version("2020-12-01");
        for action in ["AddFriend", "GetFriend"] {
            version.change(action, |document| {
                *document = document.clone().with("Zone", "string", "区。", "Zone.");
            });
        }
    });
    let run = machine.fetch(&explorer, &["rtc", "--update", "AddFriend", "GetFriend"]);
    ended(&run, 0);
    says(
        &machine.read("rtc/2020-12-01/AddFriend.yaml"),
        &["The name.", "Zone"],
    );
    says(
        &machine.read("rtc/2020-12-01/friends.json"),
        &["/Other", "\"Zone\""],
    );
    assert_eq!(machine.files().len(), before.len() + 2);
}

#[test]
fn a_dry_run_shows_and_writes_nothing() {
    let explorer = Explorer::start(World::of("ecs", "2020-04-01", &["Start"]));
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["ecs", "--dry-run"]);
    ended(&run, 0);
    says(
        &run.stdout,
        &[
            "+++ ",
            "Start.json",
            "+  \"openapi\": \"3.0.1\"",
            "nothing written",
        ],
    );
    assert!(machine.files().is_empty());
    assert!(!run.stdout.contains(".fetched") && !run.stdout.contains(".imported"));
}

#[test]
fn documents_that_were_downloaded_by_hand_are_imported_in_the_envelope() {
    let machine = Machine::new();
    let document = Document::new("ecs", "2020-04-01", "Start").chinese();
    let reply =
        format!(r#"{{"ResponseMetadata":{{"RequestID":"1"}},"Result":{{"Api":{document}}}}}"#);
    let file = machine.0.path().join("reply.json");
    std::fs::write(&file, reply).unwrap();
    let spec = machine.spec();
    let run = machine.codegen(&[
        "import",
        "--explorer",
        "--service",
        "ecs",
        "--out",
        spec.to_str().unwrap(),
        file.to_str().unwrap(),
    ]);
    ended(&run, 0);
    says(
        &machine.read("ecs/2020-04-01/Start.yaml"),
        &["/Start", "名称。"],
    );
    // What was imported is not fetched a second time.
    let explorer = Explorer::start(World::of("ecs", "2020-04-01", &["Start"]));
    ended(&machine.fetch(&explorer, &["ecs"]), 0);
    assert_eq!(machine.documents(), ["ecs/2020-04-01/Start.yaml"]);
}

#[test]
fn services_that_differ_in_casing_alone_keep_apart() {
    let mut world = World::of("CDN", "2021-03-01", &["New"]);
    world
        .services
        .push(Service::new("cdn", "旧", "Old").with(Version::of("cdn", "2019-01-01", &["Old"])));
    let explorer = Explorer::start(world);
    let machine = Machine::new();
    ended(&machine.fetch(&explorer, &["CDN"]), 0);
    ended(&machine.fetch(&explorer, &["cdn"]), 0);
    assert_eq!(
        machine.documents(),
        ["cdn/2021-03-01/New.json", "cdn_2/2019-01-01/Old.json"]
    );
    let run = machine.fetch(&explorer, &["Cdn"]);
    ended(&run, 2);
    says(&run.stderr, &["`Cdn` matches 2 services", "`CDN`"]);
}

#[test]
fn actions_that_differ_in_casing_alone_get_files_that_differ_in_more() {
    let explorer = Explorer::start(World::of("ecs", "2020-04-01", &["GetIp", "GetIP"]));
    let machine = Machine::new();
    ended(&machine.fetch(&explorer, &["ecs"]), 0);
    assert_eq!(
        machine.documents(),
        ["ecs/2020-04-01/GetIP-2.json", "ecs/2020-04-01/GetIp.json"]
    );
    // They are found again where they are.
    let run = machine.fetch(&explorer, &["ecs"]);
    says(&run.stdout, &["2 unchanged"]);
}
