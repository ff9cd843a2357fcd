//! Documentation of error codes.
//!
//! Knows what is said of a code beside its meaning.
//! Gives lines.
//! Must never know how an item is written.

use std::collections::{BTreeMap, BTreeSet};

use crate::identifier::plain;
use codegen_model::{EnumValue, ErrorCode, Json, Version};

use super::items::of_variant;
use super::wrap::{WIDTH, wrap};
use super::{Lines, add, words};

/// The type of a service's error codes.
pub(crate) fn of_codes(title: &str) -> Lines {
    let title = words::sentence(title);
    let mut lines = wrap(
        &format!("Error codes that are documented for {title}"),
        WIDTH,
    );
    add(
        &mut lines,
        wrap(
            "An error has its code as `code_as::<ErrorCode>()`. A service may answer with others, such as those of \
             the gateway before it: they are kept as the unknown one.",
            WIDTH,
        ),
    );
    lines
}

/// A code: what it means, and what comes with it.
pub(crate) fn of_error_code(code: &ErrorCode) -> Lines {
    let mut lines = of_variant(&EnumValue {
        wire: Json::String(code.wire.clone()),
        rust: code.rust.clone(),
        docs: code.docs.clone(),
    });
    let mut sentences = Vec::new();
    if let Some(status) = code.http_status {
        sentences.push(format!("HTTP status {status}."));
    }
    if let Some(number) = code.number {
        sentences.push(format!("Number {number}."));
    }
    match code.retryable {
        Some(true) => sentences.push("The same call may succeed later.".to_owned()),
        Some(false) => sentences.push("The same call fails again.".to_owned()),
        None => {}
    }
    add(&mut lines, wrap(&sentences.join(" "), WIDTH));
    lines
}

/// The method that says whether a retry helps.
pub(crate) fn of_retryable() -> Lines {
    let mut lines = vec!["Whether the same call may succeed later.".to_owned()];
    add(
        &mut lines,
        wrap(
            "Where the documentation of the code is silent, what the platform says by such a status, or by such a code \
             for any service, counts.",
            WIDTH,
        ),
    );
    lines
}

/// The method that gives the HTTP status.
pub(crate) fn of_code_status() -> Lines {
    vec!["HTTP status that comes with the code, where that is documented.".to_owned()]
}

/// Codes that nearly every action of a version has, by their wire names: they are said once, in the version's documentation.
pub(crate) fn common(version: &Version) -> BTreeSet<String> {
    const FEWEST: usize = 4;
    let actions = &version.actions;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for code in actions.iter().flat_map(|action| &action.errors) {
        *counts.entry(code.wire.as_str()).or_default() += 1;
    }
    counts
        .into_iter()
        .filter(|(_, count)| actions.len() >= FEWEST && count * 4 >= actions.len() * 3)
        .map(|(code, _)| code.to_owned())
        .collect()
}

/// What a version says of the codes that nearly every action has.
pub(super) fn of_version(version: &Version) -> Lines {
    let common = common(version);
    let mut codes: Vec<&ErrorCode> = Vec::new();
    for code in version.actions.iter().flat_map(|action| &action.errors) {
        if common.contains(&code.wire) && !codes.iter().any(|other| other.wire == code.wire) {
            codes.push(code);
        }
    }
    if codes.is_empty() {
        return Lines::new();
    }
    let mut lines = vec!["# Errors".to_owned(), String::new()];
    lines.extend(wrap(
        &format!(
            "Nearly every action has these codes: {}.",
            links(&codes, "super")
        ),
        WIDTH,
    ));
    lines
}

/// What an action says of its codes, but for those that nearly every action has.
pub(super) fn of_action(codes: &[ErrorCode], common: &BTreeSet<String>) -> Lines {
    let codes: Vec<_> = codes
        .iter()
        .filter(|code| !common.contains(&code.wire))
        .collect();
    if codes.is_empty() {
        return Lines::new();
    }
    let mut lines = vec!["# Errors".to_owned(), String::new()];
    lines.extend(wrap(
        &format!("Codes of its own: {}.", links(&codes, "super::super")),
        WIDTH,
    ));
    lines
}

fn links(codes: &[&ErrorCode], service: &str) -> String {
    let links: Vec<String> = codes
        .iter()
        .map(|code| {
            let variant = plain(code.rust.as_str());
            format!("[`{variant}`]({service}::ErrorCode::{variant})")
        })
        .collect();
    links.join(", ")
}
