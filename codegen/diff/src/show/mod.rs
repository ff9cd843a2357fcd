//! Comparisons for people, pull requests, scripts and CI.
//!
//! Knows what each reader looks for. Gives texts, each of which begins with a summary. Must never know where documents lie: whoever
//! calls says where a change stands.

mod annotations;
mod changelog;
mod groups;
mod json;
mod markdown;
mod text;

pub use annotations::annotations;
pub use changelog::changelog;
pub use json::{SCHEMA, json};
pub use markdown::markdown;
pub use text::{headline, line, text};

use super::{Change, Diff, Location, Verdict};

/// Where a change stands: file and line, counted from 1.
pub type Locate<'a> = dyn Fn(&Location) -> Option<(String, usize)> + 'a;

/// A document of the old state that could not be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Its name.
    pub document: String,
    /// What is wrong with it.
    pub reason: String,
}

/// What is shown, and how much of it.
pub struct Report<'a> {
    /// The changes that are shown.
    pub diff: &'a Diff,
    /// How many changes were found, shown or not.
    pub found: usize,
    /// What could not be compared.
    pub left_out: &'a [Skipped],
    /// How many changes are listed; all of them are counted in any case.
    pub limit: Option<usize>,
    /// Whether compatible changes are listed however many there are; otherwise many are counted.
    pub is_unfolded: bool,
    /// Where changes stand.
    pub locate: &'a Locate<'a>,
}

impl Report<'_> {
    /// A line on what a filter leaves out.
    fn filtered(&self) -> Option<String> {
        let hidden = self.found.checked_sub(self.diff.changes.len())?;
        (hidden > 0).then(|| {
            format!(
                "{} of {} changes match the filter; the others are not counted here.",
                self.diff.changes.len(),
                self.found
            )
        })
    }

    /// Whether compatible changes are counted instead of being listed.
    fn is_folded(&self) -> bool {
        const FEW: usize = 10;
        !self.is_unfolded && self.diff.count(Verdict::Compatible) > FEW
    }

    /// How many changes may be listed.
    fn room(&self) -> usize {
        self.limit.unwrap_or(usize::MAX)
    }
}

/// What changes are about, from the whole to its parts: `rtc 2020-12-01 AddFriend`.
fn subject(place: &Location) -> String {
    let parts = [&place.version, &place.action];
    let parts = parts.into_iter().flatten().map(String::as_str);
    let all: Vec<&str> = [place.service.as_str()].into_iter().chain(parts).collect();
    all.join(" ")
}

/// What a change is about in whole: `rtc 2020-12-01 AddFriend request.Name`.
fn whole(place: &Location) -> String {
    match place.path.as_str() {
        "" => subject(place),
        path => format!("{} {path}", subject(place)),
    }
}

/// The places beside the first one: `also at request.A, request.B and 3 more places`.
fn further(change: &Change) -> Option<String> {
    const SHOWN: usize = 3;
    let shown: Vec<&str> = change.more.iter().take(SHOWN).map(String::as_str).collect();
    let verb = match change.place.action {
        Some(_) => "also at",
        None => "used at",
    };
    match (shown.as_slice(), change.more.len().saturating_sub(SHOWN)) {
        ([], _) => None,
        (shown, 0) => Some(format!("{verb} {}", shown.join(", "))),
        (shown, 1) => Some(format!("{verb} {} and 1 more place", shown.join(", "))),
        (shown, more) => Some(format!(
            "{verb} {} and {more} more places",
            shown.join(", ")
        )),
    }
}

/// What the same change means for values that travel the other way.
fn other_way(change: &Change) -> Option<String> {
    let rule = change.other_way?;
    Some(format!(
        "the type is also used the other way: {} [{}], wire {}, Rust {}",
        rule.condition, rule.code, rule.wire, rule.rust
    ))
}

/// From what to what, with what speaks for it: what a change says beyond its rule.
fn detail(change: &Change) -> String {
    let values = match (&change.old, &change.new) {
        (Some(old), Some(new)) => format!("{old} -> {new}"),
        (Some(value), None) | (None, Some(value)) => value.clone(),
        (None, None) => String::new(),
    };
    match (&change.evidence, values.as_str()) {
        (Some(evidence), "") => evidence.clone(),
        (Some(evidence), _) => format!("{values} ({evidence})"),
        (None, _) => values,
    }
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
