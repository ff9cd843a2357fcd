//! An action -> a table of what it takes and gives, for terminals.
//!
//! Knows everything that the model says about an action.
//! Gives rows: what it does, its request and result member by member, its error codes.
//! Must never know Rust: the reader of the table writes JSON.

mod members;
mod prose;
mod words;

use std::collections::BTreeMap;

use codegen_model::{Action, ErrorCode, Version};

use super::context::Context;
use super::literal::{self, json};
use super::template::rust;

/// What the table says of an action, between its braces.
pub(super) fn of_action(cx: &Context<'_>, action: &Action) -> String {
    let (request, members) = members::of_request(cx, &action.request);
    let (result, given) = members::of_result(cx, &action.result);
    let errors: Vec<_> = action
        .errors
        .iter()
        .map(|code| literal::text(&code.wire))
        .collect();
    let mut keys = String::new();
    if !errors.is_empty() {
        keys.push_str(&format!("errors = &[{}],\n", errors.join(", ")));
    }
    if let Some(external) = &action.docs.external {
        let address = literal::text(external.url.trim());
        keys.push_str(&format!("page = {address},\n"));
    }
    if let Some(example) = &action.example_request {
        keys.push_str(&format!(
            "example = {},\n",
            literal::raw_text(&json(example))
        ));
    }
    if action.docs.deprecated {
        keys.push_str("deprecated,\n");
    }
    rust!(
        "
request: $request {
    $members
}
result: $result {
    $given
}
$keys
",
        request,
        members,
        result,
        given,
        keys,
    )
}

/// The first line of what an action does, for lists.
pub(super) fn summary(action: &Action) -> String {
    let summary = action.docs.summary.as_deref().unwrap_or_default();
    let summary = prose::plain(summary).replace('\n', " ");
    summary.trim_end_matches(['.', '。']).to_owned()
}

/// What else an action does.
pub(super) fn about(action: &Action) -> String {
    prose::plain(action.docs.description.as_deref().unwrap_or_default())
}

/// Rows of the error codes that the actions of a version have.
pub(super) fn of_errors(version: &Version) -> String {
    let codes = version.actions.iter().flat_map(|action| &action.errors);
    let codes: BTreeMap<&str, &ErrorCode> = codes.map(|code| (code.wire.as_str(), code)).collect();
    codes
        .into_values()
        .map(|code| {
            let status = code
                .http_status
                .map(|status| format!(" {status}"))
                .unwrap_or_default();
            let wire = literal::text(&code.wire);
            let about = literal::text(&prose::of(&code.docs));
            format!("{wire}{status} => {about},\n")
        })
        .collect()
}
