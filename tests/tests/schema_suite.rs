//! What is accepted is meant: a value that its schema allows is read, breaks no limit and is written as it was; any other one is
//! not read, or breaks a limit.
//!
//! The documents are those of `golden/judged`. What differs on purpose from the test suite of the JSON Schema organisation stands in
//! `SCHEMA_SUITE.md`, row by row; where that suite lies beside this repository, each row must be one of it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::fs;
use std::path::Path;

use generated_client::runtime::violations;
use serde_json::{Value, from_str, from_value, json, to_value};
use tests::golden::judged::v2020_01_01::judge::JudgeRequest;

/// What becomes of a value of a member of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Unread,
    Violation,
    Same,
    Changed,
}

fn judge(member: &str, value: &Value) -> Verdict {
    let whole = json!({ member: value });
    match from_value::<JudgeRequest>(whole.clone()) {
        Err(_) => Verdict::Unread,
        Ok(request) if !violations(&request).is_empty() => Verdict::Violation,
        Ok(request) if to_value(&request).unwrap() == whole => Verdict::Same,
        Ok(_) => Verdict::Changed,
    }
}

#[test]
fn allowed_values_are_read_and_written_as_they_were() {
    let allowed = [
        ("Whole", json!({ "Name": "n", "Any": null })),
        ("Whole", json!({ "Name": "", "Any": [1], "Note": "x" })),
        ("Count", json!(1)),
        ("Ratio", json!(1)),
        ("Ratio", json!(0.5)),
        ("Ratio", json!(9_007_199_254_740_991_i64)),
        ("Nine", json!(9)),
        ("Nine", json!(9.0)),
        ("Pair", json!([1, { "a": true }])),
        ("Choice", json!([0])),
        ("Choice", json!([1])),
        ("Short", json!("ab")),
        ("Anything", json!(false)),
        ("Anything", json!({ "a": [null] })),
        ("Level", json!("low")),
        ("Figure", json!({ "Label": "c", "Radius": 1.5 })),
        ("Figure", json!({ "Label": "s", "Side": 2 })),
        ("Size", json!(3)),
        ("Size", json!("xl")),
        ("Thing", json!({ "Owner": "me", "Title": "t", "Since": 3 })),
        (
            "Thing",
            json!({ "Owner": "me", "Title": "t", "Place": { "Row": 1 }, "Mark": { "Text": "" } }),
        ),
        ("Held", json!({ "Left": null })),
        ("Held", json!({ "Left": 1 })),
        ("Hue", json!("0000ff")),
        ("Step", json!(2)),
        ("Sole", json!("on")),
        ("Row", json!(["a", 1])),
        ("Row", json!([])),
        ("Keys", json!({ "x-a": 1 })),
        ("Open", json!({ "n": 1.5, "m": "ab" })),
        ("Odd", json!(4)),
        ("Odd", json!("abc")),
        ("Needs", json!({ "A": 1, "B": 2, "C": 3, "D": 4 })),
        ("Needs", json!([])),
        ("Some", json!([0, 1, "a"])),
        ("Some", json!({})),
        ("Code", json!("abcd")),
    ];
    for (member, value) in allowed {
        assert_eq!(judge(member, &value), Verdict::Same, "{member}: {value}");
    }
}

#[test]
fn other_values_are_not_read_or_break_a_limit() {
    use Verdict::{Unread, Violation};

    let others = [
        ("Whole", json!({}), Unread),
        ("Whole", json!({ "Name": "n" }), Unread),
        ("Whole", json!({ "Any": 1 }), Unread),
        ("Whole", json!({ "Name": null, "Any": 1 }), Unread),
        ("Whole", json!({ "Name": 1, "Any": 1 }), Unread),
        ("Whole", json!([]), Unread),
        ("Count", json!(0), Violation),
        ("Count", json!("1"), Unread),
        ("Count", json!(1.5), Unread),
        ("Ratio", json!(0), Violation),
        ("Ratio", json!("1"), Unread),
        ("Nine", json!(8), Violation),
        ("Nine", json!(true), Unread),
        ("Pair", json!([1]), Violation),
        ("Pair", json!([1, { "a": 1 }]), Violation),
        ("Choice", json!([false]), Violation),
        ("Choice", json!([0, 1]), Violation),
        ("Short", json!("abc"), Violation),
        ("Level", json!(1), Unread),
        ("Figure", json!({ "Radius": 1 }), Unread),
        ("Figure", json!({ "Label": "c" }), Unread),
        ("Figure", json!({ "Label": "", "Side": 1 }), Violation),
        ("Figure", json!({ "Label": "c", "Radius": 0 }), Violation),
        ("Size", json!(2), Violation),
        ("Size", json!("xxl"), Violation),
        ("Size", json!(true), Unread),
        ("Thing", json!({ "Title": "t" }), Unread),
        ("Thing", json!({ "Owner": "me" }), Unread),
        ("Thing", json!({ "Owner": "m", "Title": "t" }), Violation),
        (
            "Thing",
            json!({ "Owner": "me", "Title": "t", "Place": { "Row": 0 } }),
            Violation,
        ),
        ("Held", json!({}), Unread),
        ("Held", json!({ "Left": "1" }), Unread),
        ("Sole", json!("off"), Violation),
        ("Row", json!([1]), Violation),
        ("Row", json!(["a", 0]), Violation),
        ("Row", json!(["a", 1, 2]), Violation),
        ("Keys", json!({ "a": 1 }), Violation),
        ("Open", json!({ "n": "1" }), Violation),
        ("Open", json!({ "m": "abc" }), Violation),
        ("Odd", json!(true), Violation),
        ("Odd", json!(3), Violation),
        ("Odd", json!("abcd"), Violation),
        ("Needs", json!({ "A": 1 }), Violation),
        ("Needs", json!({ "C": 1 }), Violation),
        ("Some", json!([0]), Violation),
        ("Some", json!([1, 1, "a"]), Violation),
        ("Code", json!("abcde"), Violation),
        ("Code", json!("ABC"), Violation),
    ];
    for (member, value, verdict) in others {
        assert_eq!(judge(member, &value), verdict, "{member}: {value}");
    }
}

/// The decisions that `SCHEMA_SUITE.md` lists, one value each.
#[test]
fn decisions_hold_as_they_are_written_down() {
    use Verdict::{Changed, Same, Unread};

    let decided = [
        ("Level", json!("higher"), Same),
        ("Level", json!(null), Changed),
        ("Count", json!(2.0), Unread),
        ("Ratio", json!(2.0), Changed),
        (
            "Whole",
            json!({ "Name": "n", "Any": 1, "Note": null }),
            Changed,
        ),
        ("Whole", json!({ "Name": "n", "Any": 1, "New": 2 }), Changed),
        (
            "Figure",
            json!({ "Label": "x", "Side": 1, "Radius": 1 }),
            Changed,
        ),
    ];
    for (member, value, verdict) in decided {
        assert_eq!(judge(member, &value), verdict, "{member}: {value}");
    }
}

/// The rows of the list of differences: file, number of the group and description of the instance.
fn listed() -> Vec<(String, usize, String)> {
    let list = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("SCHEMA_SUITE.md"));
    let list = list.unwrap();
    let rows = list.lines().filter_map(|line| line.strip_prefix("- `"));
    rows.map(|row| {
        let (group, instance) = row.split_once("`: ").unwrap();
        let (file, number) = group.split_once(' ').unwrap();
        (
            file.to_owned(),
            number.parse().unwrap(),
            instance.to_owned(),
        )
    })
    .collect()
}

#[test]
fn every_listed_difference_is_a_row_of_the_suite() {
    let rows = listed();
    assert!((10..=40).contains(&rows.len()), "{} rows", rows.len());
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/judge/suite");
    if !suite.is_dir() {
        eprintln!("the test suite of JSON Schema is not here");
        return;
    }
    for (file, number, instance) in rows {
        let text = fs::read_to_string(suite.join(format!("{file}.json"))).unwrap();
        let groups: Value = from_str(&text).unwrap();
        let mut tests = groups[number]["tests"].as_array().unwrap().iter();
        assert!(
            tests.any(|test| test["description"] == *instance),
            "{file} {number} has no instance `{instance}`"
        );
    }
}
