//! Where in a JSON text something is wrong.
//!
//! Knows how JSON is nested, and that serde reports a line and a column at or just behind the
//! mistake. Gives the path of the member there. Runs only after a failure, so that reading need not
//! keep track.

use std::fmt;

/// A place in a JSON text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::runtime) struct Located {
    /// Path of the member: `Result.FailedUserIds[2]`; empty for the whole text.
    pub(in crate::runtime) path: String,
    /// Line, counted from 1.
    pub(in crate::runtime) line: usize,
    /// Column in bytes, counted from 1.
    pub(in crate::runtime) column: usize,
}

impl fmt::Display for Located {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            write!(f, "line {}, column {}", self.line, self.column)
        } else {
            write!(
                f,
                "{} (line {}, column {})",
                self.path, self.line, self.column
            )
        }
    }
}

/// Finds the place of an error that arose while reading `part`, which begins at byte `start` of
/// `text`.
#[cold]
pub(in crate::runtime) fn locate(
    text: &str,
    start: usize,
    part: &str,
    error: &serde_json::Error,
) -> Located {
    let offset = start + offset_in(part, error.line(), error.column());
    // Where the text itself is wrong, the place is that of the byte that does not fit; else it is
    // behind the value.
    let of_path = offset.saturating_sub(usize::from(error.is_syntax()));
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    let line_start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |place| place + 1);
    Located {
        path: path_at(text, of_path),
        line: 1 + before.iter().filter(|byte| **byte == b'\n').count(),
        column: (before.len() - line_start).max(1),
    }
}

/// How many bytes lie before the end of a column; lines count from 1 and columns in bytes.
fn offset_in(text: &str, line: usize, column: usize) -> usize {
    let line_start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    (line_start + column).min(text.len())
}

enum Level<'a> {
    /// Inside an object: the member being read, as it is written between its quotes.
    Object(Option<&'a str>),
    /// Inside a list: the element being read.
    List(usize),
}

/// The path of the value that holds, or ends at, the byte before `offset`.
fn path_at(text: &str, offset: usize) -> String {
    let bytes = text.as_bytes();
    let mut levels: Vec<Level<'_>> = Vec::new();
    let mut place = 0;
    while place < offset.min(bytes.len()) {
        let token_end = token_end(bytes, place);
        match bytes[place] {
            b'{' => levels.push(Level::Object(None)),
            b'[' => levels.push(Level::List(0)),
            b'}' | b']' => {
                levels.pop();
            }
            b',' => match levels.last_mut() {
                Some(Level::Object(name)) => *name = None,
                Some(Level::List(index)) => *index += 1,
                None => {}
            },
            b'"' => {
                if let Some(Level::Object(name @ None)) = levels.last_mut() {
                    *name = text.get(place + 1..token_end.saturating_sub(1));
                }
            }
            _ => {}
        }
        place = token_end;
    }
    write_path(&levels)
}

/// Where the token ends that starts at `place`: texts and runs of letters and digits are one, the
/// rest single bytes.
fn token_end(bytes: &[u8], place: usize) -> usize {
    let rest = &bytes[place + 1..];
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    match bytes[place] {
        b'"' => {
            let mut escaped = false;
            let end = rest.iter().position(|byte| {
                let ends = !escaped && *byte == b'"';
                escaped = !escaped && *byte == b'\\';
                ends
            });
            end.map_or(bytes.len(), |end| place + end + 2)
        }
        byte if is_plain(&byte) => {
            place
                + 1
                + rest
                    .iter()
                    .position(|byte| !is_plain(byte))
                    .unwrap_or(rest.len())
        }
        _ => place + 1,
    }
}

/// Longest member name that is written out; a longer one is cut.
const LONGEST_NAME: usize = 64;

fn write_path(levels: &[Level<'_>]) -> String {
    let mut path = String::new();
    for level in levels {
        match level {
            Level::List(index) => path.push_str(&format!("[{index}]")),
            Level::Object(None) => {}
            Level::Object(Some(name)) => {
                let plain = name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
                let cut = name
                    .char_indices()
                    .nth(LONGEST_NAME)
                    .map_or(*name, |(end, _)| &name[..end]);
                let ellipsis = if cut.len() < name.len() { "…" } else { "" };
                if !plain || name.is_empty() {
                    path.push_str(&format!("[\"{cut}{ellipsis}\"]"));
                } else {
                    let dot = if path.is_empty() { "" } else { "." };
                    path.push_str(&format!("{dot}{cut}{ellipsis}"));
                }
            }
        }
    }
    path
}
