//! What is expected of a comparison, in rows.

use codegen_diff::surface::{Source, surface};
use codegen_diff::{Change, Verdict, diff};
use codegen_emit::Options;
use codegen_model::Api;
use codegen_pipeline::print;

use crate::shape::Shape;

/// Rule, verdict for the wire, verdict for Rust, path.
pub(crate) type Row = (&'static str, Verdict, Verdict, &'static str);

pub(crate) fn told(old: Shape, new: Shape) -> Vec<Change> {
    diff(&old.api(), &new.api()).changes
}

/// Compares two states with rows, and the verdict for Rust with the public API of both clients.
pub(crate) fn check(old: Shape, new: Shape, expected: &[Row]) {
    let changes = told(old, new);
    let mut found: Vec<Row> = Vec::new();
    let paths: Vec<String> = changes
        .iter()
        .map(|change| change.place.path.clone())
        .collect();
    for (change, path) in changes.iter().zip(&paths) {
        let expected = expected
            .iter()
            .find(|row| row.0 == change.rule.code && row.3 == path);
        let path = expected.map_or("?", |row| row.3);
        found.push((change.rule.code, change.rule.wire, change.rule.rust, path));
    }
    let mut expected = expected.to_vec();
    expected.sort_by_key(|row| (row.0, row.3));
    found.sort_by_key(|row| (row.0, row.3));
    assert_eq!(found, expected, "{old:?} {new:?} {paths:?}");
    agrees_with_output(old, new, &changes);
}

fn output(api: &Api) -> Vec<Source> {
    let files = print(api, &Options::external("generated_client::runtime", None));
    let files = files.into_iter().map(|file| (file.path, file.text));
    files.collect()
}

/// Code stops compiling where the public API of the client lost or changed something, and nowhere else.
fn agrees_with_output(old: Shape, new: Shape, changes: &[Change]) {
    // What only presigning needs is gone, which is risky; a name that means something else is worse than one that is gone.
    let is_otherwise =
        |change: &Change| change.rule.code == "method-now-post" || change.rule.is_gravest();
    if changes.iter().any(is_otherwise) {
        return;
    }
    let found = surface(&output(&old.api()), &output(&new.api())).unwrap();
    let verdicts = changes.iter().map(|change| change.rule.rust);
    let is_breaking = verdicts.max() == Some(Verdict::Breaking);
    let items: Vec<&str> = found
        .changes
        .iter()
        .filter(|change| change.rule.rust == Verdict::Breaking)
        .map(|change| change.place.path.as_str())
        .collect();
    assert_eq!(is_breaking, !items.is_empty(), "{old:?} {new:?} {items:?}");
}
