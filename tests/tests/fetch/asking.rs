//! How the server is asked: how fast, how often, and with what in hand.

use std::time::{Duration, Instant};

use tests::explorer::{Explorer, World};

use super::{Machine, ended, program, says};

fn many(count: usize) -> World {
    let actions: Vec<String> = (0..count)
        .map(|number| format!("Action{number:03}"))
        .collect();
    let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
    World::of("ecs", "2020-04-01", &actions)
}

#[test]
fn two_requests_at_a_time_and_five_a_second_unless_told_otherwise() {
    let explorer = Explorer::start(many(9));
    let machine = Machine::new();
    let (spec, url) = (machine.spec(), explorer.url());
    // Built before, so that only the run itself counts.
    program();
    let start = Instant::now();
    let run = machine.codegen(&[
        "fetch",
        "ecs",
        "--out",
        spec.to_str().unwrap(),
        "--endpoint",
        &url,
    ]);
    let whole = start.elapsed();
    ended(&run, 0);
    assert_eq!(explorer.seen().len(), 12);
    // The last request goes out eleven turns after the first, however slow everything else is.
    assert!(whole >= Duration::from_millis(11 * 200), "{whole:?}");
    assert!(explorer.most_at_once() <= 2);
}

#[test]
fn a_rate_without_a_limit_is_for_mirrors_alone() {
    let machine = Machine::new();
    let run = machine.codegen(&["fetch", "ecs", "--rate", "unlimited"]);
    ended(&run, 2);
    says(
        &run.stderr,
        &["`--rate unlimited` is only for mirrors", "`--endpoint URL`"],
    );
    for wrong in ["0", "-1", "fast", "inf"] {
        let run = machine.codegen(&["fetch", "ecs", &format!("--rate={wrong}")]);
        ended(&run, 2);
        says(&run.stderr, &["a number of requests per second"]);
    }
}

#[test]
fn no_more_than_two_requests_are_under_way() {
    let explorer = Explorer::start(many(30));
    let machine = Machine::new();
    ended(&machine.fetch(&explorer, &["ecs"]), 0);
    assert_eq!(machine.documents().len(), 30);
    assert!(explorer.most_at_once() <= 2);
}

#[test]
fn nothing_is_asked_for_twice_within_a_day() {
    let explorer = Explorer::start(many(20));
    let machine = Machine::new();
    ended(&machine.fetch(&explorer, &["ecs"]), 0);
    explorer.forget();
    let run = machine.fetch(&explorer, &["ecs"]);
    ended(&run, 0);
    says(&run.stdout, &["20 unchanged"]);
    assert!(explorer.seen().is_empty());
    // Unless that is wanted.
    let run = machine.fetch(&explorer, &["ecs", "--refresh"]);
    ended(&run, 0);
    says(&run.stdout, &["20 unchanged"]);
    assert_eq!(explorer.documents().len(), 20);
}

#[test]
fn what_was_kept_is_confirmed_where_the_server_can() {
    let mut world = many(5);
    world.tags = true;
    let explorer = Explorer::start(world);
    let machine = Machine::new();
    ended(&machine.fetch(&explorer, &["ecs"]), 0);
    explorer.forget();
    // An update trusts no reply that the documents were made of.
    let run = machine.fetch(&explorer, &["--update"]);
    ended(&run, 0);
    says(&run.stdout, &["5 unchanged"]);
    let seen = explorer.seen();
    assert_eq!(seen.len(), 6);
    assert!(seen.iter().all(|seen| seen.status == 304), "{seen:#?}");
    // The next one takes what this one was told.
    explorer.forget();
    ended(&machine.fetch(&explorer, &["--update"]), 0);
    assert!(explorer.seen().is_empty());
}

#[test]
fn without_a_place_for_a_cache_everything_still_works() {
    let explorer = Explorer::start(many(3));
    let machine = Machine::new();
    std::fs::write(machine.cache(), "a file where a folder should be").unwrap();
    let run = machine.fetch(&explorer, &["ecs"]);
    ended(&run, 0);
    assert_eq!(
        run.stderr.matches("replies cannot be cached").count(),
        1,
        "{}",
        run.stderr
    );
    assert_eq!(machine.documents().len(), 3);
}

#[test]
fn who_does_not_sit_at_a_terminal_gets_a_line_now_and_then() {
    let explorer = Explorer::start(many(120));
    let machine = Machine::new();
    let run = machine.fetch(&explorer, &["ecs"]);
    ended(&run, 0);
    assert_eq!(
        run.stderr,
        "ecs 2020-04-01: 50 of 120\necs 2020-04-01: 100 of 120\n"
    );
}

#[test]
fn proxies_come_from_the_environment() {
    let proxy = Explorer::start(many(2));
    let machine = Machine::new();
    let (spec, url) = (machine.spec(), proxy.url());
    // The name is for the proxy to look up.
    let arguments = [
        "fetch",
        "ecs",
        "--endpoint",
        "http://explorer.invalid",
        "--out",
    ];
    let arguments = [&arguments[..], &[spec.to_str().unwrap()]].concat();
    let run = machine.codegen_in(&[("http_proxy", &url)], &arguments);
    ended(&run, 0);
    assert!(
        proxy
            .seen()
            .iter()
            .all(|seen| seen.headers["host"] == "explorer.invalid")
    );
    assert_eq!(machine.documents().len(), 2);
}
