//! Words about things: that they changed, not how.

use codegen_model::{Action, Docs};

/// Whether something is said otherwise. Whether it is discouraged is no prose of members and actions.
pub(super) fn differs(old: &Docs, new: &Docs) -> bool {
    old.summary != new.summary || old.description != new.description || old.external != new.external
}

/// Names of things in one line, the first ones at least.
pub(super) fn listed(paths: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<_> = paths
        .iter()
        .take(SHOWN)
        .map(|path| format!("`{path}`"))
        .collect();
    let shown = shown.join(", ");
    match paths.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// How many actions there are, with their names: ``3 actions: `A`, `B`, `C` ``.
pub(super) fn actions<'a>(actions: impl IntoIterator<Item = &'a Action>) -> String {
    let names: Vec<String> = actions
        .into_iter()
        .map(|action| action.wire.clone())
        .collect();
    match names.len() {
        0 => "no actions".to_owned(),
        1 => format!("1 action: {}", listed(&names)),
        count => format!("{count} actions: {}", listed(&names)),
    }
}
