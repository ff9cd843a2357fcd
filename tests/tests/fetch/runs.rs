//! Runs that are ended before their time, and runs at the same time.

use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use tests::explorer::{Explorer, World};

use super::{Machine, ended, program, says};

fn many(count: usize) -> Explorer {
    let actions: Vec<String> = (0..count)
        .map(|number| format!("Action{number:03}"))
        .collect();
    let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
    Explorer::start(World::of("ecs", "2020-04-01", &actions))
}

fn begin(machine: &Machine, explorer: &Explorer, rate: &str) -> Child {
    Command::new(program())
        .args([
            "fetch",
            "ecs",
            "--endpoint",
            &explorer.url(),
            "--rate",
            rate,
            "--out",
        ])
        .arg(machine.spec())
        .env_clear()
        .env("XDG_CACHE_HOME", machine.cache())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn a_run_that_was_killed_is_resumed_where_it_was() {
    let explorer = many(40);
    let machine = Machine::new();
    let mut child = begin(&machine, &explorer, "40");
    while explorer.documents().len() < 10 {
        thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let asked = explorer.documents().len();
    assert!(asked < 40, "it was killed too late to tell");
    // Nothing is half written.
    assert!(machine.files().is_empty());
    explorer.forget();
    let run = machine.fetch(&explorer, &["ecs"]);
    ended(&run, 0);
    assert_eq!(machine.documents().len(), 40);
    // Two at most were under way when it was killed.
    let again = explorer.documents().len();
    assert!(
        again <= 40 - asked + 2,
        "{asked} came, {again} were asked for"
    );
}

#[test]
fn two_runs_at_once_take_turns() {
    let explorer = many(30);
    let machine = Machine::new();
    let mut first = begin(&machine, &explorer, "60");
    while explorer.seen().is_empty() {
        thread::sleep(Duration::from_millis(5));
    }
    let run = machine.fetch(&explorer, &["ecs"]);
    ended(&run, 0);
    assert!(first.wait().unwrap().success());
    says(
        &run.stderr,
        &["another fetch is under way; waiting for it to end"],
    );
    says(&run.stdout, &["30 unchanged"]);
    // The second one has found everything in the cache.
    assert_eq!(explorer.documents().len(), 30);
    assert_eq!(machine.documents().len(), 30);
}
