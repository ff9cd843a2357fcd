//! Taking a secret out of a text that a server may have echoed.
//!
//! Knows in which forms an echo comes: as it is, as JSON, URLs and pages write it, in Base64 or hexadecimal,
//! whole or in parts. Gives the text without it. Must never be asked for a text that the client itself could have kept the secret out of.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use zeroize::Zeroizing;

/// Replacement of a secret.
const INSTEAD: &str = "<redacted>";
/// Length from which a secret is searched for in Base64, in bytes: a shorter one could be found by chance.
const SEARCHED: usize = 8;
/// Length of a part of a secret that is removed by itself, in bytes: servers cut what they echo.
const PART: usize = 12;
/// How often an escape may be escaped again: an address within an address, JSON within JSON.
const DEPTH: usize = 4;

/// Removes a secret, in whatever mixture of forms its characters are written, by itself or as a part
/// of something that is in Base64 or hexadecimal.
pub(super) fn redact(text: &mut String, secret: &str) {
    redact_written(text, secret);
    if secret.len() < SEARCHED {
        return;
    }
    for before in 0..3 {
        for engine in [&STANDARD, &URL_SAFE] {
            let bytes = Zeroizing::new([&[0; 3][..before], secret.as_bytes()].concat());
            let all = Zeroizing::new(engine.encode(&*bytes));
            // Only these characters do not depend on what stands before and behind.
            let known = (before * 4).div_ceil(3)..bytes.len() * 4 / 3;
            redact_written(text, all.get(known).unwrap_or_default());
        }
    }
    for digits in [b"0123456789abcdef", b"0123456789ABCDEF"] {
        let digit = |value: u8| char::from(digits[usize::from(value)]);
        let pairs = secret.bytes().flat_map(|byte| [byte >> 4, byte & 15]);
        let written = Zeroizing::new(pairs.map(digit).collect::<String>());
        redact_written(text, &written);
    }
}

/// Removes the parts of a secret that a text holds, such as the start of one that was cut.
pub(super) fn redact_parts(text: &mut String, secret: &str) {
    if secret.len() < PART || text.len() < PART {
        return;
    }
    let bytes = secret.as_bytes();
    let parts = bytes.windows(PART).zip(0..);
    let parts = parts.filter(|(_, offset)| secret.is_char_boundary(*offset));
    let parts: HashMap<&[u8], usize> = parts.collect();
    let mut starts = vec![false; 1 << 16];
    let start = |part: &[u8]| usize::from(part[0]) << 8 | usize::from(part[1]);
    for part in parts.keys() {
        starts[start(part)] = true;
    }
    let mut clean = String::new();
    let (mut kept, mut place) = (0, 0);
    while let Some(part) = text.as_bytes().get(place..place + PART) {
        let offset = starts[start(part)].then(|| parts.get(part)).flatten();
        let Some(offset) = offset.filter(|_| text.is_char_boundary(place)) else {
            place += 1;
            continue;
        };
        clean.push_str(&text[kept..place]);
        clean.push_str(INSTEAD);
        let rest = secret.get(*offset..).unwrap_or_default();
        for character in rest.chars() {
            match form(&text[place..], character) {
                Some(length) => place += length,
                None => break,
            }
        }
        kept = place;
    }
    if kept > 0 {
        clean.push_str(&text[kept..]);
        *text = clean;
    }
}

fn redact_written(text: &mut String, secret: &str) {
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
    text.find([first, '\\', '%', '&'])
}

/// Length of the echo of a secret at the beginning of a text.
fn echo(text: &str, secret: &str) -> Option<usize> {
    let mut place = 0;
    for character in secret.chars() {
        if place > 0 {
            place += line_break(&text[place..]);
        }
        place += form(&text[place..], character)?;
    }
    Some(place)
}

/// Length of a line break at the beginning, as it is or escaped: long texts come in several lines.
fn line_break(text: &str) -> usize {
    let breaks = ["\r\n", "\n", "\\r\\n", "\\n"];
    let found = breaks.iter().find(|known| text.starts_with(**known));
    found.map_or(0, |known| known.len())
}

/// Length of a character at the beginning of a text, in any of its forms.
fn form(text: &str, character: char) -> Option<usize> {
    if text.starts_with(character) {
        return Some(character.len_utf8());
    }
    if !text.starts_with(['%', '\\', '&']) {
        return None;
    }
    let mut bytes = [0; 4];
    let plain: &str = character.encode_utf8(&mut bytes);
    let code = u32::from(character);
    let unicode = format!("u{code:04x}");
    let byte = format!("x{code:02x}");
    let numbers = [format!("#{code};"), format!("#x{code:x};")];
    let name = NAMED
        .iter()
        .find_map(|(known, name)| (*known == character).then_some(*name));
    let [decimal, hexadecimal] = &numbers;
    percent_encoded(text, plain)
        .or_else(|| escaped(text, ["\\", "\\"], &[plain, &unicode, &byte]))
        .or_else(|| {
            escaped(
                text,
                ["&", "amp;"],
                &[decimal, hexadecimal, name.unwrap_or(decimal)],
            )
        })
}

/// What pages call a character.
const NAMED: [(char, &str); 7] = [
    ('"', "quot;"),
    ('&', "amp;"),
    ('+', "plus;"),
    ('/', "sol;"),
    ('<', "lt;"),
    ('=', "equals;"),
    ('>', "gt;"),
];

/// Length of a character whose bytes are written like `%2F`.
fn percent_encoded(text: &str, plain: &str) -> Option<usize> {
    let mut place = 0;
    for byte in plain.bytes() {
        place += escaped(&text[place..], ["%", "25"], &[&format!("{byte:02x}")])?;
    }
    Some(place)
}

/// Length of one of these forms behind a sign, which may be escaped itself by what follows it.
fn escaped(text: &str, [sign, again]: [&str; 2], forms: &[&str]) -> Option<usize> {
    let mut rest = text.strip_prefix(sign)?;
    for _ in 0..DEPTH {
        let found = forms.iter().find(|form| {
            rest.get(..form.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(form))
        });
        if let Some(form) = found {
            return Some(text.len() - rest.len() + form.len());
        }
        rest = rest.strip_prefix(again)?;
    }
    None
}
