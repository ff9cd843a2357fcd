//! Runs that are ended before their time, and runs at the same time.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use tests::explorer::{Explorer, Fault, Play, World};

use super::{Machine, ended, program};

fn many(count: usize) -> Explorer {
    let actions: Vec<String> = (0..count)
        .map(|number| format!("Action{number:03}"))
        .collect();
    let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
    Explorer::start(World::of("ecs", "2020-04-01", &actions))
}

fn command(machine: &Machine, explorer: &Explorer, rate: &str) -> Command {
    let mut command = Command::new(program());
    command
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
        .stderr(Stdio::null());
    command
}

#[test]
fn a_run_that_was_killed_is_resumed_where_it_was() {
    let explorer = many(60);
    let machine = Machine::new();
    let mut child = command(&machine, &explorer, "20").spawn().unwrap();
    while explorer.documents().len() < 10 {
        thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let asked = explorer.documents().len();
    assert!(asked < 60, "it was killed too late to tell");
    // Nothing is half written.
    assert!(machine.files().is_empty());
    explorer.forget();
    let run = machine.fetch(&explorer, &["ecs"]);
    ended(&run, 0);
    assert_eq!(machine.documents().len(), 60);
    // Two at most were under way when it was killed.
    let again = explorer.documents().len();
    assert!(
        again <= 60 - asked + 2,
        "{asked} came, {again} were asked for"
    );
}

#[test]
fn two_runs_at_once_take_turns() {
    let explorer = many(30);
    let released = Arc::new(AtomicBool::new(false));
    let held = Play::Held(Arc::clone(&released));
    explorer.edit(|world| world.faults.push(Fault::times(1, "Action020", held)));
    let machine = Machine::new();
    let mut first = command(&machine, &explorer, "1000").spawn().unwrap();
    while !explorer.documents().contains(&"Action020".to_owned()) {
        thread::sleep(Duration::from_millis(5));
    }
    let mut second = command(&machine, &explorer, "1000")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let said = second.stderr.take().unwrap();
    BufReader::new(said).read_line(&mut line).unwrap();
    assert_eq!(line, "another fetch is running; waiting for it to finish\n");
    released.store(true, Ordering::SeqCst);
    assert!(first.wait().unwrap().success());
    assert!(second.wait().unwrap().success());
    // The second one has found everything in the cache; one document was asked for again by the first.
    assert_eq!(explorer.documents().len(), 31);
    assert_eq!(machine.documents().len(), 30);
}
