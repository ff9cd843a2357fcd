//! The envelope of the API Explorer's own HTTP interface, in which it delivers a document.

use crate::source::{Node, Pointer};

/// The document inside the envelope, and where it is; a document without an envelope as it is.
pub(super) fn unwrap(root: &Node) -> (&Node, Pointer) {
    let inner = root
        .member("Result")
        .and_then(|result| result.member("Api"));
    match inner {
        Some(inner) if root.member("openapi").is_none() => {
            (inner, Pointer::root().key("Result").key("Api"))
        }
        _ => (root, Pointer::root()),
    }
}
