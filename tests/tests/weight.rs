//! What a user's build has to carry: how many crates the client brings beside its HTTP client.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeSet;
use std::process::Command;

/// How many crates the client may add to `reqwest` with rustls.
const ALLOWED: usize = 25;

/// A crate in the tree, and how deep it stands.
fn tree() -> Vec<(usize, String)> {
    let run = Command::new(std::env::var("CARGO").unwrap())
        .args(["tree", "--offline", "--package", "generated-client"])
        .args(["--edges", "normal", "--prefix", "depth", "--no-dedupe"])
        .args(["--format", " {p}"])
        .current_dir(tests::spec::root())
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let text = String::from_utf8(run.stdout).unwrap();
    text.lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            let depth = words.next()?.parse().ok()?;
            Some((depth, format!("{} {}", words.next()?, words.next()?)))
        })
        .collect()
}

#[test]
fn the_client_adds_few_crates_to_its_http_client() {
    let tree = tree();
    let all: BTreeSet<&str> = tree.iter().map(|(_, name)| name.as_str()).collect();
    let (place, (depth, _)) = tree
        .iter()
        .enumerate()
        .find(|(_, (_, name))| name.starts_with("reqwest "))
        .unwrap();
    let http: BTreeSet<&str> = std::iter::once(&tree[place])
        .chain(
            tree[place + 1..]
                .iter()
                .take_while(|(below, _)| below > depth),
        )
        .map(|(_, name)| name.as_str())
        .collect();
    assert!(
        http.iter().any(|name| name.starts_with("rustls ")),
        "the default is rustls: {http:?}"
    );
    let added: Vec<_> = all.difference(&http).collect();
    assert!(
        // The client itself is one of them.
        added.len() <= ALLOWED + 1,
        "{} crates beside the {} of reqwest: {added:?}",
        added.len() - 1,
        http.len()
    );
}
