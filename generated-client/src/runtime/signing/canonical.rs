//! The parts of the canonical request: path, query, host and headers.
//!
//! Knows which bytes are encoded, in which order parts stand and which headers are signed. Gives
//! text. Must never know a key.

use std::cmp::Ordering;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Request;

/// Everything but `A-Z a-z 0-9 - _ . ~`.
const ENCODED_IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');
/// The same, but the slash stays.
const ENCODED_IN_PATH: &AsciiSet = &ENCODED_IN_QUERY.remove(b'/');

/// Encodes a path as it is signed; an empty one becomes `/`. Nothing is normalised.
pub fn canonical_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len() + 1);
    write_path(&mut out, path);
    out
}

/// Encodes and sorts a query as it is signed. Keys are compared by their raw bytes; the values of
/// a repeated key stay in their order.
pub fn canonical_query(pairs: &[(&str, &str)]) -> String {
    let mut out = String::new();
    write_query(&mut out, pairs);
    out
}

/// The host as it is signed: without `:80` and `:443`, whatever the scheme.
///
/// A bracketed IPv6 address stays whole, as the official signers leave it.
pub fn signed_host(host: &str) -> &str {
    match host.split_once(':') {
        Some((name, "80" | "443")) => name,
        _ => host,
    }
}

pub(super) fn write_path(out: &mut String, path: &str) {
    if path.is_empty() {
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
        out.extend(utf8_percent_encode(key, ENCODED_IN_QUERY));
        out.push('=');
        out.extend(utf8_percent_encode(value, ENCODED_IN_QUERY));
    }
}

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

/// A header's name, in any case, and its value.
pub(super) type Header<'a> = (&'a str, &'a str);

/// How many headers the signer adds at most.
const ADDED: usize = 5;

/// Runs `act` with room for the signed headers of a request: on the stack where they are as few as usual.
pub(super) fn with_headers<'a, T>(
    given: &[Header<'a>],
    act: impl FnOnce(&mut Headers<'_, 'a>) -> T,
) -> T {
    let needed = given.len() + ADDED;
    let (mut few, mut many) = ([("", ""); 12], Vec::new());
    let slots = match few.get_mut(..needed) {
        Some(slots) => slots,
        None => {
            many.resize(needed, ("", ""));
            &mut many
        }
    };
    let mut headers = Headers { slots, len: 0 };
    for (name, value) in given {
        if is_signed(name) {
            // Of several values the first counts.
            headers.put(name, value.trim_matches([' ', '\t']), false);
        }
    }
    act(&mut headers)
}

/// The headers that are signed: one value each, sorted by their lower-case names.
pub(super) struct Headers<'room, 'a> {
    slots: &'room mut [Header<'a>],
    len: usize,
}

impl<'a> Headers<'_, 'a> {
    /// Sets a header of the signer's own, in place of what the caller gave.
    pub(super) fn set(&mut self, name: &'static str, value: &'a str) {
        self.put(name, value, true);
    }

    /// Adds the default content type where it is due and tells whether it was.
    pub(super) fn add_default_content_type(&mut self, method: &str) -> bool {
        method != "GET" && self.put("content-type", super::DEFAULT_CONTENT_TYPE, false)
    }

    /// One line `name:value` per header, each with its line end.
    pub(super) fn write_lines(&self, out: &mut String) {
        for (name, value) in self.sorted() {
            push_lower_case(out, name);
            out.push(':');
            out.push_str(value);
            out.push('\n');
        }
    }

    /// The names, joined with `;`.
    pub(super) fn write_names(&self, out: &mut String) {
        for (index, (name, _)) in self.sorted().iter().enumerate() {
            if index > 0 {
                out.push(';');
            }
            push_lower_case(out, name);
        }
    }

    fn sorted(&self) -> &[Header<'a>] {
        &self.slots[..self.len]
    }

    /// Puts a header in its place and tells whether it was not there yet.
    fn put(&mut self, name: &'a str, value: &'a str, overwrite: bool) -> bool {
        // Names mostly come in order, so the place is looked for from the end.
        let mut place = self.len;
        while let Some((there, old)) = place.checked_sub(1).map(|before| &mut self.slots[before]) {
            match by_lower_case(there, name) {
                Ordering::Less => break,
                Ordering::Greater => place -= 1,
                Ordering::Equal => {
                    if overwrite {
                        *old = value;
                    }
                    return false;
                }
            }
        }
        self.slots.copy_within(place..self.len, place + 1);
        self.slots[place] = (name, value);
        self.len += 1;
        true
    }
}

fn by_lower_case(one: &str, other: &str) -> Ordering {
    one.bytes()
        .map(|byte| byte.to_ascii_lowercase())
        .cmp(other.bytes().map(|byte| byte.to_ascii_lowercase()))
}

fn push_lower_case(out: &mut String, name: &str) {
    let start = out.len();
    out.push_str(name);
    out[start..].make_ascii_lowercase();
}

fn is_signed(name: &str) -> bool {
    name.eq_ignore_ascii_case("content-type")
        || name.eq_ignore_ascii_case("content-md5")
        || name
            .get(..2)
            .is_some_and(|start| start.eq_ignore_ascii_case("x-"))
}
