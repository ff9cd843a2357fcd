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

/// A secret, with the forms in which it is searched for.
pub(in crate::runtime) struct Secret<'a> {
    text: &'a str,
    encoded: Vec<Zeroizing<String>>,
    /// Where each of its parts begins.
    parts: HashMap<&'a [u8], usize>,
    /// The first bytes of its parts.
    starts: [bool; 256],
}

impl<'a> Secret<'a> {
    /// A secret that is removed as a whole, in whatever mixture of forms its characters are written, by itself or
    /// as a part of something that is in Base64 or hexadecimal.
    pub(in crate::runtime) fn whole(text: &'a str) -> Self {
        Self {
            text,
            encoded: if text.len() < SEARCHED {
                Vec::new()
            } else {
                encoded(text)
            },
            parts: HashMap::new(),
            starts: [false; 256],
        }
    }

    /// A secret that is removed in parts as well, such as the start of one that was cut.
    pub(in crate::runtime) fn with_parts(text: &'a str) -> Self {
        let parts = text.as_bytes().windows(PART).zip(0..);
        let parts = parts.filter(|(_, offset)| text.is_char_boundary(*offset));
        let mut secret = Self {
            parts: parts.collect(),
            ..Self::whole(text)
        };
        for part in secret.parts.keys() {
            secret.starts[usize::from(part[0])] = true;
        }
        secret
    }

    /// Removes it from a text.
    pub(in crate::runtime) fn remove_from(&self, text: &mut String) {
        redact_written(text, self.text);
        for written in &self.encoded {
            redact_written(text, written);
        }
        if !self.parts.is_empty() {
            self.remove_parts(text);
        }
    }

    fn remove_parts(&self, text: &mut String) {
        let mut clean = String::new();
        let (mut kept, mut place) = (0, 0);
        while let Some(part) = text.as_bytes().get(place..place + PART) {
            let offset = self.starts[usize::from(part[0])]
                .then(|| self.parts.get(part))
                .flatten();
            let Some(offset) = offset.filter(|_| text.is_char_boundary(place)) else {
                place += 1;
                continue;
            };
            clean.push_str(&text[kept..place]);
            clean.push_str(INSTEAD);
            let rest = self.text.get(*offset..).unwrap_or_default();
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
}

/// Whether a short text may hold a secret or a part of it, as it is.
pub(in crate::runtime) fn may_echo(text: &str, secret: &str) -> bool {
    if secret.len() < PART {
        return !secret.is_empty() && text.contains(secret);
    }
    let windows = text
        .char_indices()
        .filter_map(|(place, _)| text.get(place..place + PART));
    windows.into_iter().any(|part| secret.contains(part))
}

/// A secret in Base64, of either alphabet and however it is aligned, and in hexadecimal.
fn encoded(secret: &str) -> Vec<Zeroizing<String>> {
    let mut forms = Vec::with_capacity(8);
    for before in 0..3 {
        for engine in [&STANDARD, &URL_SAFE] {
            let bytes = Zeroizing::new([&[0; 3][..before], secret.as_bytes()].concat());
            let all = Zeroizing::new(engine.encode(&*bytes));
            // Only these characters do not depend on what stands before and behind.
            let known = (before * 4).div_ceil(3)..bytes.len() * 4 / 3;
            let known = all.get(known).unwrap_or_default();
            forms.push(Zeroizing::new(known.to_owned()));
        }
    }
    for digits in [b"0123456789abcdef", b"0123456789ABCDEF"] {
        let digit = |value: u8| char::from(digits[usize::from(value)]);
        let pairs = secret.bytes().flat_map(|byte| [byte >> 4, byte & 15]);
        forms.push(Zeroizing::new(pairs.map(digit).collect()));
    }
    forms
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
