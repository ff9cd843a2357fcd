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
    let mut lines = wrap(&format!("Error codes documented for {title}"), WIDTH);
    add(
        &mut lines,
        wrap(
            "`Error::code_as::<ErrorCode>()` returns the code of an error. It returns `None` for a code that is \
             not listed here, such as one of the gateway in front of the service.",
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
        Some(true) => sentences.push("Retryable.".to_owned()),
        Some(false) => sentences.push("Not retryable.".to_owned()),
        None => {}
    }
    add(&mut lines, wrap(&sentences.join(" "), WIDTH));
    lines
}

/// The method that gives the code as text.
pub(crate) fn of_code_text() -> Lines {
    vec!["The code on the wire.".to_owned()]
}

/// The method that says whether a retry helps.
pub(crate) fn of_retryable() -> Lines {
    let mut lines = vec!["Whether the same call may succeed later.".to_owned()];
    add(
        &mut lines,
        wrap(
            "If the documentation of the code does not say, the answer follows from its HTTP status, or from what the \
             platform documents about the same code for all services.",
            WIDTH,
        ),
    );
    lines
}

/// The method that gives the HTTP status.
pub(crate) fn of_code_status() -> Lines {
    vec!["HTTP status documented for the code.".to_owned()]
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
            "Nearly every action can return these codes: {}.",
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
    let intro = match common.is_empty() {
        true => "Codes",
        false => "Codes besides the common ones",
    };
    let mut lines = vec!["# Errors".to_owned(), String::new()];
    lines.extend(wrap(
        &format!("{intro}: {}.", links(&codes, "super::super")),
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
