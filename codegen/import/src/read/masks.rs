//! What stands for a value that the page does not show: `210xxxx`, `***`, `<id>`, `${id}`.

use codegen_documents::source::Node;

/// What a repair says of something in the place of a value.
pub(super) const MASK: &str = "a placeholder in the place of a value";
/// The value that stands for any of them: no page can write this character.
const MASKED: &str = "\u{1a}";
/// Longest placeholder, in bytes.
const LONGEST_MASK: usize = 64;

/// Whether a page masks a value, so that nothing is known of it.
pub(super) fn is_mask(value: &Node) -> bool {
    matches!(value, Node::String(text) if text == MASKED)
}

/// Whether a page masks a value, or a part of it.
pub(super) fn holds_mask(value: &Node) -> bool {
    match value {
        Node::Array(items) => items.iter().any(holds_mask),
        Node::Object(entries) => entries.iter().any(|entry| holds_mask(&entry.value)),
        value => is_mask(value),
    }
}

/// `{id}`, `{{id}}`
pub(super) fn is_name_in_braces(text: &str) -> bool {
    let inside = text.trim_start_matches('{');
    let end = inside.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | ' ')));
    let (name, behind) = inside.split_at(end.unwrap_or(inside.len()));
    !name.trim().is_empty() && behind.starts_with('}')
}

/// The value that stands for what a page masks.
pub(super) fn masked() -> Node {
    Node::String(MASKED.to_owned())
}

/// The length of the placeholder at the beginning of a text, in bytes.
pub(super) fn mask_at(rest: &str) -> Option<usize> {
    let closed = [("<", ">"), ("${", "}"), ("{{", "}}"), ("{", "}")]
        .iter()
        .find_map(|(open, close)| {
            let inside = rest.strip_prefix(open)?;
            Some(open.len() + inside.find(close)? + close.len())
        });
    let ends = [
        ',', '，', '}', '｝', ']', '］', '\n', '"', '“', '”', '{', '[', '\'',
    ];
    let end = closed.or_else(|| rest.find(ends)).unwrap_or(rest.len());
    let token = rest.get(..end).unwrap_or_default();
    let token = ["//", " #", "/*"]
        .iter()
        .filter(|_| !token.contains("://"))
        .fold(token, |token, comment| {
            token.split(comment).next().unwrap_or(token)
        });
    let token = token.trim_end();
    if token.is_empty() || token.len() > LONGEST_MASK || token.contains('\n') {
        return None;
    }
    Some(token.len())
}
