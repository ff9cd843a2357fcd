//! JSON that a strict reader refuses, made readable.
//!
//! Knows what real servers get wrong within single values. Gives the text with these values mended.
//! Runs only after reading has failed, so that a proper reply costs nothing. Must never change what
//! is proper JSON, nor guess at broken structure.

use std::borrow::Cow;

use bytes::Bytes;

use crate::runtime::wire::{ESCAPE, code_unit};

/// The text of a body: UTF-8, or UTF-16 where its mark or the object in it says so. What is not text becomes U+FFFD; the mark
/// and zero bytes at the end are left out.
#[cold]
pub(super) fn as_text(body: &[u8]) -> Cow<'_, str> {
    let text = match utf_16(body) {
        Some(read) => {
            let pairs = body.chunks_exact(2).filter_map(|pair| pair.try_into().ok());
            char::decode_utf16(pairs.map(read))
                .map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect::<String>()
                .into()
        }
        None => String::from_utf8_lossy(body),
    };
    let within = |text: &str| {
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        start..text.trim_end_matches('\0').len().max(start)
    };
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[within(text)]),
        Cow::Owned(text) => Cow::Owned(text[within(&text)].to_owned()),
    }
}

/// How deep values are nested at most; the parser gives up a little further down.
const DEEPEST: usize = 120;

/// A body in UTF-8, so that whatever is looked for in it is found; others as they are.
pub(super) fn readable(body: Bytes) -> Bytes {
    match utf_16(&body) {
        Some(_) => as_text(&body).into_owned().into(),
        None => body,
    }
}

/// How two bytes are read, if a body is in UTF-16: its mark or the object in it says so.
fn utf_16(body: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    match body {
        [0xff, 0xfe, ..] | [b'{', 0, ..] => Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] | [0, b'{', ..] => Some(u16::from_be_bytes),
        _ => None,
    }
}

/// Mends single values of a text; `None` where there is nothing to mend.
///
/// Half a surrogate pair and an unknown escape become U+FFFD, a raw control character is escaped,
/// `NaN` and infinities become `null`, and so does what is nested deeper than it is read. Numbers that
/// no type of 64 bits holds become texts, which are read as numbers wherever they fit.
#[cold]
pub(super) fn mended(text: &str) -> Option<String> {
    let mut mended = String::with_capacity(text.len() + 16);
    let mut rest = text;
    let mut depth = 0_usize;
    // Where the part begins that is nested too deep.
    let mut deep = None;
    while let Some(first) = rest.bytes().next() {
        let length = if matches!(first, b'{' | b'[') {
            depth += 1;
            if depth == DEEPEST {
                deep = Some(mended.len());
            }
            mended.push(char::from(first));
            1
        } else if matches!(first, b'}' | b']') {
            mended.push(char::from(first));
            if depth == DEEPEST
                && let Some(start) = deep.take()
            {
                mended.replace_range(start.., "null");
            }
            depth = depth.saturating_sub(1);
            1
        } else if first == b'"' {
            mend_text(rest, &mut mended)
        } else if first.is_ascii_alphanumeric() || first == b'-' {
            mend_word(rest, &mut mended)
        } else {
            let ends = |byte: u8| byte.is_ascii_alphanumeric() || b"\"-{}[]".contains(&byte);
            let length = rest.bytes().position(ends).unwrap_or(rest.len());
            mended.push_str(&rest[..length]);
            length
        };
        rest = &rest[length..];
    }
    (mended != text).then_some(mended)
}

/// Mends the text at the beginning, quotes included; gives its length.
fn mend_text(text: &str, mended: &mut String) -> usize {
    mended.push('"');
    let mut place = 1;
    while let Some(character) = text[place..].chars().next() {
        match character {
            '"' => {
                mended.push('"');
                return place + 1;
            }
            '\\' => place += mend_escape(&text[place..], mended),
            control if u32::from(control) < 0x20 => {
                mended.push_str(&format!("\\u{:04x}", u32::from(control)));
                place += 1;
            }
            other => {
                mended.push(other);
                place += other.len_utf8();
            }
        }
    }
    place
}

/// Mends the escape at the beginning; gives its length.
fn mend_escape(text: &str, mended: &mut String) -> usize {
    let proper = |length: usize, mended: &mut String| {
        mended.push_str(&text[..length]);
        length
    };
    let Some(kind) = text[1..].chars().next() else {
        return proper(1, mended);
    };
    match kind {
        '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => proper(2, mended),
        '\'' => {
            mended.push('\'');
            2
        }
        'u' => match code_unit(text) {
            Some(high @ 0xd800..=0xdbff) => {
                let low = code_unit(&text[ESCAPE..]);
                let is_pair =
                    low.is_some_and(|low| char::decode_utf16([high, low]).all(|c| c.is_ok()));
                if is_pair {
                    return proper(2 * ESCAPE, mended);
                }
                mended.push(char::REPLACEMENT_CHARACTER);
                ESCAPE
            }
            Some(0xdc00..=0xdfff) => {
                mended.push(char::REPLACEMENT_CHARACTER);
                ESCAPE
            }
            Some(_) => proper(ESCAPE, mended),
            None => {
                mended.push(char::REPLACEMENT_CHARACTER);
                2
            }
        },
        other => {
            mended.push(char::REPLACEMENT_CHARACTER);
            1 + other.len_utf8()
        }
    }
}

/// Mends the number or name at the beginning; gives its length.
fn mend_word(text: &str, mended: &mut String) -> usize {
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    let length = text
        .bytes()
        .position(|byte| !belongs(byte))
        .unwrap_or(text.len());
    let word = &text[..length];
    if matches!(word, "NaN" | "Infinity" | "-Infinity") {
        mended.push_str("null");
    } else if is_beyond(word) {
        mended.push('"');
        mended.push_str(word);
        mended.push('"');
    } else {
        mended.push_str(word);
    }
    length
}

/// Whether it is a number that neither an integer of 64 bits nor a floating-point number holds.
fn is_beyond(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    let is_integer = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_integer {
        return word.parse::<i64>().is_err() && word.parse::<u64>().is_err();
    }
    word.starts_with(|first: char| first == '-' || first.is_ascii_digit())
        && word.parse().is_ok_and(f64::is_infinite)
}
