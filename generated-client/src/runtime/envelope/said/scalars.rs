//! The texts, numbers and flags of a JSON text, as far as it can be read.
//!
//! Knows how JSON is nested and written. Gives every scalar with its path, up to the place where the
//! text ends or breaks. Must never know what a member means.

use crate::runtime::error::start_of;
use crate::runtime::wire::unescape;

/// A text, a number or a flag, and where it stands.
#[derive(Debug)]
pub(super) struct Scalar {
    /// Names of the members that lead to it, joined by dots; elements of lists have no name.
    path: String,
    /// The path in lower case without `_` and `-`.
    folded: String,
    /// The value; a number as it is written.
    pub(super) value: String,
}

/// A name, however it is spelled.
pub(super) fn folded(name: &str) -> String {
    name.chars()
        .filter(|character| !matches!(character, '_' | '-'))
        .map(|character| character.to_ascii_lowercase())
        .collect()
}

impl Scalar {
    pub(super) fn new(path: String, value: String) -> Self {
        Self {
            folded: folded(&path),
            path,
            value,
        }
    }

    /// Its own name, folded.
    pub(super) fn name(&self) -> &str {
        self.folded.rsplit('.').next().unwrap_or_default()
    }

    /// Whether it stands somewhere below the member of this name at this place; both folded.
    pub(super) fn is_below(&self, place: &str, name: &str) -> bool {
        let below = match place {
            "" => Some(self.folded.as_str()),
            place => self
                .folded
                .strip_prefix(place)
                .and_then(|rest| rest.strip_prefix('.')),
        };
        let rest = below.and_then(|below| below.strip_prefix(name));
        rest.is_some_and(|rest| rest.starts_with('.'))
    }

    /// Whether it is the member of this name, directly at this place; both folded.
    pub(super) fn is_at(&self, place: &str, name: &str) -> bool {
        match self.folded.strip_suffix(name) {
            Some("") => place.is_empty(),
            Some(before) => before.strip_suffix('.') == Some(place),
            None => false,
        }
    }

    /// Its path below a place; `None` where it stands elsewhere.
    pub(super) fn below(&self, place: &str) -> Option<&str> {
        if place.is_empty() {
            return Some(&self.path);
        }
        let depth = place.split('.').count();
        let is_below = self
            .folded
            .strip_prefix(place)
            .is_some_and(|rest| rest.starts_with('.'));
        let (position, _) = self.path.match_indices('.').nth(depth - 1)?;
        is_below.then(|| &self.path[position + 1..])
    }
}

/// Scalars that are kept at most.
pub(super) const MOST: usize = 64;
/// Names of a path that is kept at most.
const DEEPEST: usize = 5;
/// Bytes of a value that are kept at most.
const LONGEST: usize = 64 * 1024;

enum Level {
    /// Inside an object: the member being read.
    Object(Option<String>),
    List,
}

/// The scalars of a text, but for those of its result.
pub(super) fn scalars(text: &str) -> Vec<Scalar> {
    let mut found: Vec<Scalar> = Vec::new();
    let mut levels: Vec<Level> = Vec::new();
    let mut rest = text.trim_start();
    if !rest.starts_with(['{', '[']) {
        return found;
    }
    while let Some(first) = rest.bytes().next() {
        let length = match first {
            b'"' => {
                let (inner, length) = quoted(rest);
                // The name that an object waits for, or a value.
                if let Some(Level::Object(name @ None)) = levels.last_mut() {
                    *name = Some(unescape(inner));
                } else {
                    keep(&mut found, &levels, || unescape(inner));
                }
                length
            }
            b'{' => {
                levels.push(Level::Object(None));
                1
            }
            b'[' => {
                levels.push(Level::List);
                1
            }
            b'}' | b']' => {
                levels.pop();
                1
            }
            b',' => {
                if let Some(Level::Object(name)) = levels.last_mut() {
                    *name = None;
                }
                1
            }
            b':' | b' ' | b'\t' | b'\n' | b'\r' => 1,
            _ => {
                let ends = |byte: u8| b",:{}[]\" \t\r\n".contains(&byte);
                let length = rest.bytes().position(ends).unwrap_or(rest.len());
                let word = &rest[..length];
                if word != "null" {
                    keep(&mut found, &levels, || word.to_owned());
                }
                length
            }
        };
        if levels.is_empty() || found.len() >= MOST {
            break;
        }
        rest = &rest[length..];
    }
    found
}

fn keep(found: &mut Vec<Scalar>, levels: &[Level], value: impl FnOnce() -> String) {
    let names = levels.iter().filter_map(|level| match level {
        Level::Object(name) => name.as_deref(),
        Level::List => None,
    });
    let names: Vec<&str> = names.take(DEEPEST + 1).collect();
    if names.is_empty() || names.len() > DEEPEST || names[0] == "Result" {
        return;
    }
    let path = names.join(".");
    // Of a repeated one the first counts that says something.
    if let Some(place) = found.iter().position(|scalar| scalar.path == path) {
        if !found[place].value.is_empty() {
            return;
        }
        found.remove(place);
    }
    let value = start_of(&value(), LONGEST).to_owned();
    found.push(Scalar::new(path, value));
}

/// What stands between the quotes at the beginning, and the length with them; to the end of the text
/// where there is no closing one.
fn quoted(text: &str) -> (&str, usize) {
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = !escaped && byte == b'"';
        escaped = !escaped && byte == b'\\';
        ends
    });
    match end {
        Some(end) => (&text[1..=end], end + 2),
        None => (&text[1..], text.len()),
    }
}
