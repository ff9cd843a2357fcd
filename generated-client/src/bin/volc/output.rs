//! Standard output.
//!
//! Knows that the reader may close it early. Gives it text and JSON. Must never print anything that was
//! not asked for.

use std::borrow::Cow;
use std::io::{ErrorKind, Write};

use serde_json::Value;

use crate::failure::{Failure, Status};

/// Prints a text.
pub(crate) fn text(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Ok(()) => Ok(()),
        // The reader, such as `head`, has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::new(
            Status::Other,
            format!("standard output: {error}"),
        )),
    }
}

/// Prints a value as JSON and a line end.
pub(crate) fn json(value: &Value, compact: bool) -> Result<(), Failure> {
    let json = if compact {
        serde_json::to_string(value)
    } else {
        serde_json::to_string_pretty(value)
    };
    let json = json.map_err(|error| Failure::new(Status::Other, error.to_string()))?;
    text(&format!("{}\n", escaped(&json)))
}

/// The same JSON with control and invisible characters escaped, since a terminal would act on them. JSON
/// itself escapes the ASCII ones, and they can only occur in strings.
fn escaped(json: &str) -> Cow<'_, str> {
    let obeyed = |character: char| {
        matches!(
            character,
            '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
    };
    if !json.contains(obeyed) {
        return Cow::Borrowed(json);
    }
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if obeyed(character) {
            text.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            text.push(character);
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_as_an_escape() {
        let value = json!({ "Name": "a\u{202e}b\u{9b}31m\u{200b}é😀" });
        let written = value.to_string();
        let shown = escaped(&written);
        assert_eq!(shown, "{\"Name\":\"a\\u202eb\\u009b31m\\u200bé😀\"}");
        let read: serde_json::Result<Value> = serde_json::from_str(&shown);
        assert_eq!(read.ok(), Some(value));
    }
}
