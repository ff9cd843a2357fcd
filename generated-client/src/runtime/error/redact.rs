//! Taking a secret out of a text that a server may have echoed.
//!
//! Knows in which forms an echo comes: as it is, or as JSON, URLs and pages write it. Gives the text
//! without it. Must never be asked for a text that the client itself could have kept the secret out of.

/// Replacement of a secret.
const INSTEAD: &str = "<redacted>";

/// Removes a secret, in whatever mixture of forms its characters are written.
pub(super) fn redact(text: &mut String, secret: &str) {
    let Some(first) = secret.chars().next() else {
        return;
    };
    let mut clean = String::new();
    let mut kept = 0;
    let mut place = 0;
    while let Some(found) = candidate(&text[place..], first) {
        let start = place + found;
        match echo(&text[start..], secret) {
            Some(length) => {
                clean.push_str(&text[kept..start]);
                clean.push_str(INSTEAD);
                place = start + length;
                kept = place;
            }
            None => place = start + text[start..].chars().next().map_or(1, char::len_utf8),
        }
    }
    if kept > 0 {
        clean.push_str(&text[kept..]);
        *text = clean;
    }
}

/// Where the secret's first character may stand next.
fn candidate(text: &str, first: char) -> Option<usize> {
    if first.is_ascii_alphanumeric() {
        text.find(first)
    } else {
        text.find([first, '\\', '%', '&'])
    }
}

/// Length of the echo of a secret at the beginning of a text.
fn echo(text: &str, secret: &str) -> Option<usize> {
    let mut place = 0;
    for character in secret.chars() {
        place += form(&text[place..], character)?;
    }
    Some(place)
}

/// Length of a character at the beginning of a text, in any of its forms.
fn form(text: &str, character: char) -> Option<usize> {
    if text.starts_with(character) {
        return Some(character.len_utf8());
    }
    if character.is_alphanumeric() {
        return None;
    }
    let code = u32::from(character);
    let mut bytes = [0; 4];
    let percent: String = character
        .encode_utf8(&mut bytes)
        .bytes()
        .map(|byte| format!("%{byte:02x}"))
        .collect();
    let forms = [
        percent,
        format!("\\{character}"),
        format!("\\u{code:04x}"),
        format!("&#{code};"),
        format!("&#x{code:x};"),
    ];
    let written = forms.into_iter().find(|form| {
        text.get(..form.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(form))
    });
    written.map(|form| form.len())
}
