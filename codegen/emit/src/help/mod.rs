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

/// Paragraphs are lines: whoever shows them knows how wide the terminal is.
const WIDTH: usize = usize::MAX;

/// The texts: one for each section, member and error, with line breaks where it has several paragraphs.
pub(super) fn of_action(
    cx: &Context<'_>,
    place: &Surroundings<'_>,
    action: &Action,
) -> Vec<String> {
    let title = format!(
        "{}, version {} of {}",
        action.wire,
        place.version.wire,
        place.title()
    );
    let deprecated = action.docs.deprecated.then(|| "Deprecated.".to_owned());
    let about = [
        Some(title),
        deprecated,
        joined(prose::of(&action.docs, WIDTH)),
        joined(facts(action)),
    ];
    let mut texts = vec![about.into_iter().flatten().collect::<Vec<_>>().join("\n\n")];
    texts.extend(titled(
        "Request",
        "no members",
        members::of_request(cx, &action.request),
    ));
    texts.extend(titled(
        "Result",
        "no data",
        members::of_result(cx, &action.result),
    ));
    if !action.errors.is_empty() {
        let errors = action.errors.iter().map(of_error).collect();
        texts.extend(titled("Errors", "", errors));
    }
    texts
}

/// The first line of what an action does, for lists.
pub(super) fn summary(action: &Action) -> String {
    let summary = action.docs.summary.as_deref().unwrap_or_default();
    let summary = prose::lines(summary, usize::MAX).join(" ");
    summary.trim_end_matches(['.', '。']).to_owned()
}

/// Lines that stand together, as one text.
fn joined(lines: Vec<String>) -> Option<String> {
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// A section, whose title has a blank line before it.
fn titled(title: &str, nothing: &str, texts: Vec<String>) -> Vec<String> {
    if texts.is_empty() {
        return vec![format!("\n{title}: {nothing}")];
    }
    std::iter::once(format!("\n{title}:"))
        .chain(texts)
        .collect()
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

fn of_error(error: &ErrorCode) -> String {
    let status = error
        .http_status
        .map(|status| format!(" (HTTP {status})"))
        .unwrap_or_default();
    let mut lines = vec![format!("  {}{status}", error.wire)];
    lines.extend(words::indented(6, prose::of(&error.docs, WIDTH)));
    lines.join("\n")
}
