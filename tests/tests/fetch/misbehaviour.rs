//! A server that does not do what it should, and names that lead astray.

use std::time::Duration;

use tests::explorer::{Document, Explorer, Fault, Missing, Play, World};

use super::{Machine, ended, says};

const ACTIONS: [&str; 3] = ["First", "Second", "Third"];

fn world() -> World {
    World::of("ecs", "2020-04-01", &ACTIONS)
}

/// One action cannot be had; the others come, and the command says what is missing.
fn misses_second(fault: Fault, why: &str, requests: usize) {
    let explorer = Explorer::start(world());
    explorer.edit(|world| world.faults.push(fault));
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["ecs"]);
    ended(&run, 1);
    says(&run.stderr, &["missing Second: ", why]);
    says(&run.stderr, &["error: 1 document could not be fetched"]);
    says(&run.stdout, &["2 created, 1 missing"]);
    assert_eq!(
        machine.documents(),
        ["ecs/2020-04-01/First.json", "ecs/2020-04-01/Third.json"]
    );
    let asked = explorer.documents();
    let asked = asked.iter().filter(|action| *action == "Second").count();
    assert_eq!(asked, requests);
    // Once the server is well, only what is missing is fetched.
    explorer.edit(|world| world.faults.clear());
    explorer.forget();
    ended(&machine.fetch(&explorer, &["ecs"]), 0);
    assert_eq!(explorer.documents(), ["Second"]);
    assert_eq!(machine.documents().len(), 3);
}

/// Something passes; the command gets over it.
fn gets_over(fault: Fault, requests: usize, notice: &str) {
    let explorer = Explorer::start(world());
    explorer.edit(|world| world.faults.push(fault));
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["ecs"]);
    ended(&run, 0);
    says(&run.stderr, &[notice]);
    assert_eq!(machine.documents().len(), 3);
    assert_eq!(explorer.documents().len(), 3 + requests);
}

#[test]
fn a_missing_action_is_named_whatever_the_answer_is() {
    for missing in [Missing::NotFound, Missing::Absent, Missing::Empty] {
        let mut world = world();
        world.missing = missing;
        let version = world.service("ecs").version("2020-04-01");
        version.documents.remove("Second");
        let explorer = Explorer::start(world);
        let machine = Machine::new();
        let run = machine.fetch(&explorer, &["ecs"]);
        ended(&run, 1);
        says(
            &run.stderr,
            &["missing Second: the Explorer has no document for it"],
        );
        assert_eq!(machine.documents().len(), 2);
        assert_eq!(explorer.documents().len(), 3);
    }
}

#[test]
fn a_web_page_is_not_taken() {
    misses_second(
        Fault::always("Second", Play::Page),
        "a web page instead of JSON",
        1,
    );
}

#[test]
fn what_is_too_big_is_not_taken() {
    let huge = Play::Huge(50 * 1024 * 1024);
    misses_second(Fault::always("Second", huge), "larger than 8 MB", 1);
}

#[test]
fn what_is_too_deep_is_not_taken() {
    let deep = format!(
        r#"{{"Result":{{"Api":{}{}}}}}"#,
        "[".repeat(5000),
        "]".repeat(5000)
    );
    misses_second(
        Fault::always("Second", Play::json(deep)),
        "more than 100 levels deep",
        1,
    );
}

#[test]
fn what_is_not_openapi_is_not_taken() {
    let other = r#"{"Result":{"Api":{"swagger":"2.0"}}}"#;
    misses_second(
        Fault::always("Second", Play::json(other)),
        "not an OpenAPI 3 document",
        1,
    );
}

#[test]
fn the_document_of_another_action_is_not_taken() {
    let other = Document::new("ecs", "2020-04-01", "Other").chinese();
    let other = Play::json(format!(r#"{{"Result":{{"Api":{other}}}}}"#));
    misses_second(
        Fault::always("Second", other),
        "without the path `/Second`",
        1,
    );
}

#[test]
fn an_error_with_status_200_is_told() {
    let error =
        r#"{"ResponseMetadata":{"Error":{"Code":"Denied","Message":"Not\u001b[2J for you"}}}"#;
    misses_second(
        Fault::always("Second", Play::json(error)),
        "no result: Denied, Not [2J for you",
        1,
    );
}

#[test]
fn a_refusal_is_not_repeated() {
    misses_second(
        Fault::always("Second", Play::Status(403, None)),
        "403 Forbidden: not now",
        1,
    );
}

#[test]
fn no_redirect_leads_to_another_host() {
    let away = Play::Redirect("http://127.0.0.2:9/api/common/explorer/api-swagger".to_owned());
    misses_second(
        Fault::always("Second", away),
        "redirects to another host, http://127.0.0.2:9",
        1,
    );
}

#[test]
fn a_redirect_on_the_same_host_is_followed() {
    let there = "/api/common/explorer/api-swagger?ServiceCode=ecs&APIVersion=2020-04-01&Version=2020-04-01&ActionName=Second";
    let explorer = Explorer::start(world());
    explorer.edit(|world| {
        world
            .faults
            .push(Fault::times(1, "Second", Play::Redirect(there.to_owned())));
    });
    let machine = Machine::new();
    ended(&machine.fetch(&explorer, &["ecs"]), 0);
    assert_eq!(machine.documents().len(), 3);
}

#[test]
fn a_server_that_is_busy_is_waited_for() {
    gets_over(
        Fault::times(1, "Second", Play::Status(429, None)),
        1,
        "429 Too Many Requests; retrying in 1 s",
    );
    let asks = Play::Status(429, Some("2".to_owned()));
    gets_over(
        Fault::times(1, "Second", asks),
        1,
        "429 Too Many Requests; retrying in 2 s",
    );
}

#[test]
fn a_server_that_failed_is_asked_again() {
    gets_over(
        Fault::times(1, "Second", Play::Status(503, None)),
        1,
        "503 Service Unavailable; retrying in 1 s",
    );
    gets_over(
        Fault::times(1, "Second", Play::Reset),
        1,
        "the connection to 127.0.0.1",
    );
    let half = Document::new("ecs", "2020-04-01", "Second").chinese();
    gets_over(
        Fault::times(1, "Second", Play::Truncated(half)),
        1,
        "the connection to 127.0.0.1",
    );
    gets_over(
        Fault::times(1, "Second", Play::json(r#"{"Result":{"Api":"#)),
        1,
        "it is not JSON",
    );
}

#[test]
fn a_server_that_fails_for_good_is_left_in_peace() {
    let explorer = Explorer::start(World::of(
        "ecs",
        "2020-04-01",
        &["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"],
    ));
    // It asks for an hour, which nobody waits for.
    let asks = Play::Status(503, Some("3600".to_owned()));
    explorer.edit(|world| {
        world
            .faults
            .push(Fault::always("explorer/api-swagger", asks));
    });
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["ecs"]);
    ended(&run, 1);
    says(
        &run.stderr,
        &[
            "missing A: ",
            "503 Service Unavailable, and asks to wait 3600 s",
        ],
    );
    says(
        &run.stderr,
        &["missing J: not requested, because the server keeps failing"],
    );
    assert!(
        explorer.documents().len() <= 4,
        "{:?}",
        explorer.documents()
    );
    assert!(machine.files().is_empty());
}

#[test]
fn a_slow_reply_is_not_waited_for_for_ever() {
    let explorer = Explorer::start(world());
    let body = Document::new("ecs", "2020-04-01", "Second").chinese();
    let slow = Play::Slow(body, Duration::from_millis(20));
    explorer.edit(|world| world.faults.push(Fault::times(1, "Second", slow)));
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["ecs", "--timeout", "3"]);
    ended(&run, 0);
    says(
        &run.stderr,
        &["has not answered within 3 s; retrying in 1 s"],
    );
    assert_eq!(machine.documents().len(), 3);
}

#[test]
fn names_never_become_paths_unchecked() {
    let astray = [
        "../x",
        "/etc/x",
        "a/../../b",
        "..",
        "",
        "C:\\x",
        "con",
        ".hidden",
        "a\u{0}b",
    ];
    let mut actions = astray.to_vec();
    actions.push("Good");
    let explorer = Explorer::start(World::of("ecs", "2020-04-01", &actions));
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["ecs"]);
    ended(&run, 1);
    says(
        &run.stderr,
        &["missing ../x: \"../x\" cannot be a file name"],
    );
    says(&run.stdout, &["1 created, 9 missing"]);
    assert_eq!(machine.documents(), ["ecs/2020-04-01/Good.json"]);
    assert_eq!(explorer.documents(), ["Good"]);
    let beside: Vec<_> = std::fs::read_dir(machine.0.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(beside.len(), 2, "{beside:?}");
    // Nor those of versions and services.
    for (code, version) in [("ecs", "../../up"), ("../up", "2020-04-01")] {
        let explorer = Explorer::start(World::of(code, version, &["Good"]));
        let run = machine.fetch(&explorer, &[code]);
        ended(&run, 2);
        says(&run.stderr, &["cannot be a file name"]);
    }
    assert_eq!(machine.documents(), ["ecs/2020-04-01/Good.json"]);
}

#[test]
fn who_is_offline_hears_it_in_one_line() {
    let machine = Machine::new();
    let spec = machine.spec();
    // Nobody listens on a port that was just given back.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let url = format!("http://127.0.0.1:{port}");
    let run = machine.codegen(&[
        "fetch",
        "ecs",
        "--out",
        spec.to_str().unwrap(),
        "--endpoint",
        &url,
    ]);
    ended(&run, 2);
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    says(
        &run.stderr,
        &["error: cannot reach 127.0.0.1:", "Connection refused"],
    );
    assert!(machine.files().is_empty());
}
