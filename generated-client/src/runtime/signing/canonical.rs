//! The parts of the canonical request: path, query, host and headers.
//!
//! Knows which bytes are encoded, in which order parts stand and which headers are signed. Gives text. Must
//! never know a key.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Request;

/// Everything but `A-Z a-z 0-9 - _ . ~`.
const ENCODED_IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
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
        + request.headers.iter().map(|header| pair(header) + header.0.len()).sum::<usize>()
}

/// The headers that are signed: one value each, sorted by their lower-case names.
pub(super) struct Headers<'a>(Vec<(Cow<'a, str>, &'a str)>);

impl<'a> Headers<'a> {
    /// Takes those of the caller's headers that are signed.
    pub(super) fn of(given: &[(&'a str, &'a str)]) -> Self {
        let mut headers = Self(Vec::with_capacity(given.len() + 5));
        for (name, value) in given {
            let name = lower_case(name);
            if !is_signed(&name) {
                continue;
            }
            // Of several values the first counts, so one that is there already stays.
            if let Err(place) = headers.place(&name) {
                headers.0.insert(place, (name, value.trim_matches([' ', '\t'])));
            }
        }
        headers
    }

    /// Sets a header of the signer's own, in place of what the caller gave.
    pub(super) fn set(&mut self, name: &'static str, value: &'a str) {
        match self.place(name) {
            Ok(place) => self.0[place].1 = value,
            Err(place) => self.0.insert(place, (Cow::Borrowed(name), value)),
        }
    }

    /// Adds the default content type where it is due and tells whether it was.
    pub(super) fn add_default_content_type(&mut self, method: &str) -> bool {
        let due = method != "GET" && self.place("content-type").is_err();
        if due {
            self.set("content-type", super::DEFAULT_CONTENT_TYPE);
        }
        due
    }

    /// One line `name:value` per header, each with its line end.
    pub(super) fn write_lines(&self, out: &mut String) {
        for (name, value) in &self.0 {
            out.push_str(name);
            out.push(':');
            out.push_str(value);
            out.push('\n');
        }
    }

    /// The names, joined with `;`.
    pub(super) fn write_names(&self, out: &mut String) {
        for (index, (name, _)) in self.0.iter().enumerate() {
            if index > 0 {
                out.push(';');
            }
            out.push_str(name);
        }
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(there, _)| there.as_ref().cmp(name))
    }
}

fn lower_case(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

fn is_signed(lower_case_name: &str) -> bool {
    matches!(lower_case_name, "content-type" | "content-md5") || lower_case_name.starts_with("x-")
}
