//! Comparisons for people, pull requests, scripts and CI.
//!
//! Knows what each reader looks for. Gives texts. Must never know where documents lie: whoever calls says where a change stands.

mod annotations;
mod changelog;
mod json;
mod markdown;
mod text;

pub use annotations::annotations;
pub use changelog::changelog;
pub use json::json;
pub use markdown::markdown;
pub use text::{headline, line, text};

use super::{Change, Diff, Place, Verdict};

/// Where a change stands: file and line, counted from 1.
pub type Locate<'a> = dyn Fn(&Place) -> Option<(String, usize)> + 'a;

/// What changes are about, from the whole to its parts: `rtc 2020-12-01 AddFriend`.
fn subject(place: &Place) -> String {
    let parts = [&place.version, &place.action];
    let parts = parts.into_iter().flatten().map(String::as_str);
    let all: Vec<&str> = [place.service.as_str()].into_iter().chain(parts).collect();
    all.join(" ")
}

/// Changes by what they are about, the gravest first in each.
fn groups(diff: &Diff) -> Vec<(String, Vec<&Change>)> {
    let mut groups: Vec<(String, Vec<&Change>)> = Vec::new();
    for change in &diff.changes {
        let subject = subject(&change.place);
        match groups.last_mut() {
            Some((last, changes)) if *last == subject => changes.push(change),
            _ => groups.push((subject, vec![change])),
        }
    }
    for (_, changes) in &mut groups {
        changes.sort_by_key(|change| std::cmp::Reverse(change.rule.verdict()));
    }
    groups
}

/// `2 breaking, 1 risky and 12 compatible changes`.
fn counts(diff: &Diff) -> String {
    let counted = [Verdict::Breaking, Verdict::Risky, Verdict::Compatible].map(|verdict| {
        let count = diff.count(verdict);
        (count > 0).then(|| format!("{count} {verdict}"))
    });
    let counted: Vec<String> = counted.into_iter().flatten().collect();
    let word = if diff.changes.len() == 1 {
        "change"
    } else {
        "changes"
    };
    match counted.as_slice() {
        [] => "no changes".to_owned(),
        [one] => format!("{one} {word}"),
        [first @ .., last] => format!("{} and {last} {word}", first.join(", ")),
    }
}
