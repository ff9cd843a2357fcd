//! An action -> what a terminal shows about it.
//!
//! Knows everything that the model says about an action.
//! Gives lines of plain text: what it does, its request and result member by member, its errors.
//! Must never know Rust: whoever reads this writes JSON.

mod members;
mod prose;
mod words;

use codegen_model::{Action, Encoding, ErrorCode, HttpMethod};

use super::context::Context;
use super::surroundings::Surroundings;

/// Columns of a line.
const WIDTH: usize = 100;

/// The lines.
pub(super) fn of_action(
    cx: &Context<'_>,
    place: &Surroundings<'_>,
    action: &Action,
) -> Vec<String> {
    let mut lines = vec![format!(
        "{}, version {} of {}",
        action.wire,
        place.version.wire,
        place.title()
    )];
    if action.docs.deprecated {
        section(&mut lines, vec!["Deprecated.".to_owned()]);
    }
    section(&mut lines, prose::of(&action.docs, WIDTH));
    section(&mut lines, facts(action));
    let request = members::of_request(cx, &action.request);
    section(&mut lines, titled("Request", "no members", request));
    let result = members::of_result(cx, &action.result);
    section(&mut lines, titled("Result", "no data", result));
    if !action.errors.is_empty() {
        let errors = action.errors.iter().flat_map(of_error).collect();
        section(&mut lines, titled("Errors", "", errors));
    }
    lines
}

/// The first line of what an action does, for lists.
pub(super) fn summary(action: &Action) -> String {
    let summary = action.docs.summary.as_deref().unwrap_or_default();
    let summary = prose::lines(summary, usize::MAX).join(" ");
    summary.trim_end_matches(['.', '。']).to_owned()
}

/// Puts a blank line and then the others.
fn section(lines: &mut Vec<String>, section: Vec<String>) {
    if !section.is_empty() {
        lines.push(String::new());
        lines.extend(section);
    }
}

fn titled(title: &str, nothing: &str, lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() {
        return vec![format!("{title}: {nothing}")];
    }
    std::iter::once(format!("{title}:")).chain(lines).collect()
}

/// How the action is called, as sentences.
fn facts(action: &Action) -> Vec<String> {
    let method = match action.http_method {
        HttpMethod::Get => "GET",
        HttpMethod::Post => "POST",
    };
    let carried = match action.encoding {
        Encoding::Query => "the members in the query",
        Encoding::Json => "the members as a JSON body",
        Encoding::Form => "the members as a form",
    };
    let mut facts = vec![format!("{method} with {carried}.")];
    facts.extend(action.qps_limit.map(|limit| {
        let calls = if limit == 1 { "call" } else { "calls" };
        format!("At most {limit} {calls} per second and account.")
    }));
    facts.push(
        if action.idempotent {
            "Repeating a call has no further effect."
        } else {
            "Repeating a call may have an effect again."
        }
        .to_owned(),
    );
    if let Some(external) = &action.docs.external {
        facts.push(format!("Documentation: {}", external.url.trim()));
    }
    facts
}

fn of_error(error: &ErrorCode) -> Vec<String> {
    let status = error
        .http_status
        .map(|status| format!(" (HTTP {status})"))
        .unwrap_or_default();
    let mut lines = vec![format!("  {}{status}", error.wire)];
    lines.extend(words::indented(6, prose::of(&error.docs, WIDTH - 6)));
    lines
}
