//! Taking a secret out of a text that a server may have echoed.
//!
//! Knows in which forms an echo comes. Gives the text without it. Must never be asked for a text
//! that the client itself could have kept the secret out of.

/// What stands in place of a secret.
const INSTEAD: &str = "<redacted>";
/// How many bytes of a secret at the end of a text are taken for its beginning.
const SHORTEST_REST: usize = 6;

/// Removes a secret, also with the slashes that JSON may escape.
pub(super) fn redact(text: &mut String, secret: &str) {
    if secret.is_empty() {
        return;
    }
    for form in [secret, &secret.replace('/', "\\/")] {
        if text.contains(form) {
            *text = text.replace(form, INSTEAD);
        }
    }
}

/// Removes what is left of a secret that was cut off at the end of a text.
pub(super) fn redact_end(text: &mut String, secret: &str) {
    for form in [secret, &secret.replace('/', "\\/")] {
        let rest = (SHORTEST_REST..form.len())
            .rev()
            .find(|length| form.get(..*length).is_some_and(|rest| text.ends_with(rest)));
        if let Some(rest) = rest {
            text.truncate(text.len() - rest);
            text.push_str(INSTEAD);
        }
    }
}
