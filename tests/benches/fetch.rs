//! What `codegen fetch` costs for a service of 300 actions, from a stand-in of the API Explorer on the loopback interface.
//!
//! The goals: under 3 s and 60 MB for the first run without a limit of rate; under 0.3 s for a second run on the same day, which
//! requests no document again. Memory is the peak of the process as Linux reports it, and is left out elsewhere.

#![allow(
    clippy::unwrap_used,
    reason = "a measurement that cannot go on has failed, and says where"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tests::explorer::{Explorer, World};
use tests::program::build;

/// Actions of the service.
const ACTIONS: usize = 300;

/// How often the peak of memory is looked up.
const LOOK: Duration = Duration::from_millis(2);

/// Time and peak of memory, in bytes, of one run.
fn fetch(program: &Path, explorer: &Explorer, folder: &Path) -> (Duration, Option<u64>) {
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(["fetch", "ecs", "--rate", "unlimited"])
        .args(["--endpoint", &explorer.url()])
        .arg("--out")
        .arg(folder.join("spec"))
        .env_clear()
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut peak = None;
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        peak = peak_of(child.id()).max(peak);
        thread::sleep(LOOK);
    };
    let time = start.elapsed();
    assert!(status.success(), "{status}");
    (time, peak)
}

/// The most memory that a process has had so far, in bytes.
fn peak_of(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}

fn report(what: &str, (time, peak): (Duration, Option<u64>), goal: Duration, most: Option<u64>) {
    let met = |is_met| if is_met { "within" } else { "MISSES" };
    print!(
        "{what}: {:.3} s, {} the goal of {} s",
        time.as_secs_f64(),
        met(time < goal),
        goal.as_secs_f64()
    );
    if let (Some(peak), Some(most)) = (peak, most) {
        print!(
            "; {} MB at most, {} the goal of {} MB",
            peak / 1_000_000,
            met(peak < most),
            most / 1_000_000
        );
    }
    println!();
}

fn main() {
    let program = build(&["--release", "--bin", "codegen"])
        .remove("codegen")
        .unwrap();
    let actions: Vec<String> = (0..ACTIONS)
        .map(|number| format!("Action{number:03}"))
        .collect();
    let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
    let explorer = Explorer::start(World::of("ecs", "2020-04-01", &actions));
    let folder = tempfile::tempdir().unwrap();

    let first = fetch(&program, &explorer, folder.path());
    assert_eq!(explorer.documents().len(), ACTIONS);
    report(
        "300 actions",
        first,
        Duration::from_secs(3),
        Some(60_000_000),
    );

    explorer.forget();
    let second = fetch(&program, &explorer, folder.path());
    assert!(explorer.documents().is_empty());
    report("nothing new", second, Duration::from_millis(300), None);
}
