//! The parts of the canonical request: path, query, host and headers.
//!
//! Knows which bytes are encoded, the order of the parts and which headers are signed. Gives text.
//! Must never know a key.

use std::cmp::Ordering;
use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{DEFAULT_CONTENT_TYPE, Request};

/// Everything but `A-Z a-z 0-9 - _ . ~`.
const ENCODED_IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');
/// The same, but the slash stays.
const ENCODED_IN_PATH: &AsciiSet = &ENCODED_IN_QUERY.remove(b'/');

/// Encodes a path for signing; an empty one becomes `/`. Nothing is normalised.
pub fn canonical_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len() + 1);
    write_path(&mut out, path);
    out
}

/// Encodes and sorts a query for signing. Keys are compared by their raw bytes; the values of a
/// repeated key keep their order.
pub fn canonical_query(pairs: &[(&str, &str)]) -> String {
    let mut out = String::new();
    write_query(&mut out, pairs);
    out
}

/// The host as signed: without `:80` and `:443`, whatever the scheme.
///
/// A bracketed IPv6 address stays whole, as the official signers leave it.
pub fn signed_host(host: &str) -> &str {
    match host.split_once(':') {
        Some((name, "80" | "443")) => name,
        _ => host,
    }
}

pub(super) fn write_path(out: &mut String, path: &str) {
    if matches!(path, "" | "/") {
        out.push('/');
    } else {
        out.extend(utf8_percent_encode(path, ENCODED_IN_PATH));
    }
}

pub(super) fn write_query(out: &mut String, pairs: &[(&str, &str)]) {
    if pairs.is_sorted_by_key(|(key, _)| *key) {
        write_pairs(out, pairs);
    } else {
        let mut sorted = pairs.to_vec();
        sorted.sort_by_key(|(key, _)| *key);
        write_pairs(out, &sorted);
    }
}

fn write_pairs(out: &mut String, pairs: &[(&str, &str)]) {
    for (index, (key, value)) in pairs.iter().enumerate() {
        if index > 0 {
            out.push('&');
        }
        push_encoded(out, key);
        out.push('=');
        push_encoded(out, value);
    }
}

fn push_encoded(out: &mut String, text: &str) {
    // Most texts hold nothing to encode, and are then taken whole.
    if text.bytes().all(|byte| STAYS[usize::from(byte)]) {
        out.push_str(text);
    } else {
        out.extend(utf8_percent_encode(text, ENCODED_IN_QUERY));
    }
}

/// Which bytes surely stay as they are.
const STAYS: [bool; 256] = {
    let mut stays = [false; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        stays[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        byte += 1;
    }
    stays
};

/// Room a canonical request takes when nothing in it needs encoding.
pub(super) fn room_for(request: &Request<'_>, token: Option<&str>) -> usize {
    let pair = |(name, value): &(&str, &str)| name.len() + value.len() + 2;
    let fixed = 384 + request.method.len() + request.host.len() + request.path.len();
    fixed
        + token.map_or(0, str::len)
        + request.query.iter().map(pair).sum::<usize>()
        + request
            .headers
            .iter()
            .map(|header| pair(header) + header.0.len())
            .sum::<usize>()
}

/// A header's name and its value.
type Header<'a> = (&'a str, &'a str);

/// What was written of the headers.
pub(super) struct Written {
    /// Where the names of the signed headers stand, joined with `;`.
    pub(super) names: Range<usize>,
    /// Whether the default content type is among them.
    pub(super) content_type_added: bool,
}

/// Writes the signed headers, one line each, and below an empty line their names.
///
/// The signer's `own` headers replace those of the caller.
pub(super) fn write_headers(
    out: &mut String,
    method: &str,
    given: &[Header<'_>],
    own: &[Header<'_>],
) -> Written {
    let lowered: Vec<String> = if given.iter().any(|(name, _)| has_upper_case(name)) {
        given
            .iter()
            .map(|(name, _)| name.to_ascii_lowercase())
            .collect()
    } else {
        Vec::new()
    };
    // Usually few enough for the stack.
    let needed = given.len() + own.len() + 1;
    let (mut few, mut many) = ([("", ""); 12], Vec::new());
    let slots = match few.get_mut(..needed) {
        Some(slots) => slots,
        None => {
            many.resize(needed, ("", ""));
            &mut many
        }
    };
    let mut headers = Sorted { slots, len: 0 };
    for (index, (name, value)) in given.iter().enumerate() {
        let name = lowered.get(index).map_or(*name, String::as_str);
        if is_signed(name) {
            // Of several values the first counts.
            headers.add(name, value.trim_matches([' ', '\t']));
        }
    }
    let content_type_added =
        method != "GET" && headers.add("content-type", DEFAULT_CONTENT_TYPE).is_none();
    for (name, value) in own {
        if let Some(place) = headers.add(name, value) {
            *place = value;
        }
    }
    let headers = &headers.slots[..headers.len];
    for (name, value) in headers {
        for part in [name, ":", value, "\n"] {
            out.push_str(part);
        }
    }
    out.push('\n');
    let start = out.len();
    for (index, (name, _)) in headers.iter().enumerate() {
        if index > 0 {
            out.push(';');
        }
        out.push_str(name);
    }
    Written {
        names: start..out.len(),
        content_type_added,
    }
}

/// Headers sorted by name, in slots of which there are enough.
struct Sorted<'slots, 'a> {
    slots: &'slots mut [Header<'a>],
    len: usize,
}

impl<'a> Sorted<'_, 'a> {
    /// Adds a header. One of that name that is there already stays, and its value's place is given.
    fn add(&mut self, name: &'a str, value: &'a str) -> Option<&mut &'a str> {
        // Names mostly come in order, so the place is looked for from the end.
        let mut place = self.len;
        while place > 0 {
            match self.slots[place - 1].0.cmp(name) {
                Ordering::Less => break,
                Ordering::Greater => place -= 1,
                Ordering::Equal => return Some(&mut self.slots[place - 1].1),
            }
        }
        self.slots.copy_within(place..self.len, place + 1);
        self.slots[place] = (name, value);
        self.len += 1;
        None
    }
}

fn has_upper_case(name: &str) -> bool {
    name.bytes().any(|byte| byte.is_ascii_uppercase())
}

fn is_signed(lower_case_name: &str) -> bool {
    lower_case_name.starts_with("x-") || matches!(lower_case_name, "content-type" | "content-md5")
}
