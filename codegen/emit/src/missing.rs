//! Markers of required members.
//!
//! Knows which required members the builders of a file wait for.
//! Gives the private module at the end of the file.
//! Must never know which builder waits for which.

use super::context::Context;
use super::docs;
use super::layout::Layout;

/// `mod missing`, with one empty structure per member; nothing if no builder waits for anything.
pub(super) fn module(cx: &Context<'_>) -> Option<String> {
    let markers = cx.missing();
    if markers.is_empty() {
        return None;
    }
    let mut text = Layout::new();
    text.docs(0, &docs::of_missing());
    text.line(0, &["mod missing {"]);
    for marker in &markers {
        text.line(1, &["pub struct ", marker, ";"]);
    }
    text.line(0, &["}"]);
    Some(text.finish())
}
