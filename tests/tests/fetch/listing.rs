//! What is shown of what there is.

use serde_json::json;
use tests::explorer::{Explorer, Service, Version, World};

use super::{Machine, ended, says};

fn world() -> World {
    let mut world = World::of("ecs", "2020-04-01", &["RunInstances", "StopInstance"]);
    let mut old = Version::of("ecs", "2018-01-01", &["OldAction"]);
    old.is_default = false;
    let service = world.service("ecs");
    service.versions.push(old);
    service.categories.push("热门".to_owned());
    let mut cdn = Service::new("CDN", "内容分发网络", "Content Delivery Network")
        .with(Version::of("CDN", "2021-03-01", &["AddCdnDomain"]));
    cdn.region_type = "global".to_owned();
    world.services.push(cdn);
    world
}

#[test]
fn services_stand_in_a_table_each_once() {
    let explorer = Explorer::start(world());
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["--list"]);
    ended(&run, 0);
    assert_eq!(
        run.stdout,
        "SERVICE  PRODUCT  REGIONS   TITLE\nCDN      CDN      global    内容分发网络\necs      ECS      regional  示例服务\n"
    );
    let run = machine.fetch(&explorer, &["--list", "--language", "en"]);
    says(&run.stdout, &["Content Delivery Network", "Sample Service"]);
    assert!(machine.files().is_empty());
}

#[test]
fn the_actions_of_a_service_stand_in_tables_by_version() {
    let explorer = Explorer::start(world());
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["--list", "示例"]);
    ended(&run, 0);
    assert_eq!(
        run.stdout,
        "ecs 2020-04-01: 2 actions, the default version\n\
         ACTION        GROUP  TITLE\n\
         RunInstances  实例   操作 RunInstances\n\
         StopInstance  实例   操作 StopInstance\n\n\
         ecs 2018-01-01: 1 action\n\
         ACTION     GROUP  TITLE\n\
         OldAction  实例   操作 OldAction\n\n"
    );
    let (run, told) = machine.fetch_json(
        &explorer,
        &[
            "ecs",
            "--list",
            "--language",
            "en",
            "--api-version",
            "2018-01-01",
        ],
    );
    ended(&run, 0);
    assert_eq!(
        told["versions"],
        json!([{ "version": "2018-01-01", "default": false, "actions": [{ "action": "OldAction", "group": "实例", "title": "Action OldAction" }] }])
    );
}

#[test]
fn a_search_is_the_explorers_own() {
    let mut world = world();
    world.search = true;
    let many: Vec<String> = (0..260).map(|number| format!("GetThing{number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let things = Version::of("things", "2022-01-01", &many);
    world
        .services
        .push(Service::new("things", "物", "Things").with(things));
    let explorer = Explorer::start(world);
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["--search", "RunInst"]);
    ended(&run, 0);
    assert_eq!(
        run.stdout,
        "SERVICE  VERSION     ACTION        TITLE\necs      2020-04-01  RunInstances  操作 RunInstances\n"
    );
    let (_, told) = machine.fetch_json(&explorer, &["--search", "Thing"]);
    assert_eq!(told["actions"].as_array().unwrap().len(), 200);
    assert_eq!(told["more"], 60);
    assert!(explorer.seen().iter().all(|seen| seen.path == "search/all"));
}

#[test]
fn without_a_search_the_lists_are_looked_through() {
    let explorer = Explorer::start(world());
    let machine = Machine::new();
    // Names for people, in either language.
    for text in ["操作 AddCdn", "action addcdn"] {
        let run = machine.fetch(&explorer, &["--search", text]);
        ended(&run, 0);
        says(&run.stdout, &["CDN", "2021-03-01", "AddCdnDomain"]);
        says(&run.stderr, &["no search; searching the action lists"]);
    }
    let run = machine.fetch(&explorer, &["ecs", "--search", "Instance"]);
    ended(&run, 0);
    says(&run.stdout, &["RunInstances", "StopInstance"]);
    let run = machine.fetch(&explorer, &["ecs", "--search", "nothing like it"]);
    ended(&run, 0);
    says(&run.stderr, &["nothing was found for `nothing like it`"]);
}

#[test]
fn a_service_that_there_is_not_is_answered_with_the_nearest() {
    let explorer = Explorer::start(world());
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["esc"]);
    ended(&run, 2);
    assert_eq!(
        run.stderr,
        "error: there is no service `esc`\nhelp: did you mean: `ecs` (示例服务)\n"
    );
    let run = machine.fetch(&explorer, &["ecs", "RunInstance"]);
    ended(&run, 2);
    says(
        &run.stderr,
        &["no action `RunInstance`", "did you mean `RunInstances`?"],
    );
    let run = machine.fetch(&explorer, &[]);
    ended(&run, 2);
    says(&run.stderr, &["no service given", "`codegen fetch ecs`"]);
    assert!(machine.files().is_empty());
}
