//! What documents describe beside what generated code holds, as lists that can be compared.
//!
//! Knows JSON documents as plain values, and Rust as its syntax trees. Gives for each action the same list of lines twice,
//! `request/Filters/[]/Key: text` and the like, reached on two ways which share nothing. Must never ask the generator
//! what a document means.

pub mod described;
pub mod emitted;

use std::collections::{BTreeMap, BTreeSet};

/// An action by service, version and name, the former two as modules.
pub type Name = (String, String, String);

/// Everything that can be said about the values of an action, one line each.
///
/// A line that begins with `EITHER_WAY` is about a member that belongs to the other direction. Where a type travels both ways, the
/// member is there all the same.
pub type Lines = BTreeSet<String>;

/// All actions.
pub type Actions = BTreeMap<Name, Lines>;

/// The mark of what may be there and may be missing.
const EITHER_WAY: &str = "? ";

/// The line of an enum.
fn enumeration<'a>(values: impl IntoIterator<Item = &'a String>) -> String {
    let values = values.into_iter().map(|value| format!("{value:?}"));
    let values: Vec<_> = values.collect();
    format!("one of {}", values.join(", "))
}

/// How the two differ, for people; empty when they do not.
#[must_use]
pub fn differences(described: &Actions, emitted: &Actions) -> Vec<String> {
    let mut out = Vec::new();
    let names: BTreeSet<&Name> = described.keys().chain(emitted.keys()).collect();
    for name in names {
        let (service, version, action) = name;
        let mut tell = |what: &str, line: &str| {
            out.push(format!("{service} {version} {action}: {what}: {line}"));
        };
        match (described.get(name), emitted.get(name)) {
            (Some(described), Some(emitted)) => {
                for line in described.difference(emitted) {
                    if !line.starts_with(EITHER_WAY) {
                        tell("lost", line);
                    }
                }
                for line in emitted.difference(described) {
                    if !described.contains(&format!("{EITHER_WAY}{line}")) {
                        tell("invented", line);
                    }
                }
            }
            (Some(_), None) => tell("lost", "the action"),
            _ => tell("invented", "the action"),
        }
    }
    out
}
