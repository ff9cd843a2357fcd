//! Texts from a server, bounded and without what could deceive their reader.
//!
//! Knows which characters change how a line looks, and how much of a text is of use. Gives texts that
//! may be shown and logged. Must never change a text that does no harm.

use std::fmt::{self, Display, Formatter, Write};

/// Bytes of an error's code, a request's id and the like.
const SHORT: usize = 256;
/// Bytes of an error's message.
const LONG: usize = 8 * 1024;
/// How many characters of a text one line holds.
pub(super) const LINE: usize = 1000;

/// The first bytes of a text, as many as are whole characters.
pub(in crate::runtime) fn start_of(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A code, an id or a name: short, and with its harmful characters escaped.
pub(in crate::runtime) fn short(text: String) -> String {
    let is_plain = |text: &str| text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if text.len() <= SHORT && (is_plain(&text) || !text.contains(is_harmful)) {
        return text;
    }
    let cut = start_of(&text, SHORT);
    let ellipsis = if cut.len() < text.len() { "…" } else { "" };
    format!("{}{ellipsis}", OneLine(cut))
}

/// A message, cut where it goes on without end.
pub(super) fn message(mut text: String) -> String {
    if text.len() > LONG {
        text.truncate(start_of(&text, LONG).len());
        text.push('…');
    }
    text
}

/// Whether a character ends a line, is invisible or changes the order of others.
fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
        )
}

/// A text from outside, on one line and not without end.
pub(super) struct OneLine<'a>(pub(super) &'a str);

impl Display for OneLine<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut rest = self.0.chars();
        for character in rest.by_ref().take(LINE) {
            match character {
                '\n' | '\r' | '\t' => f.write_char(' ')?,
                harmful if is_harmful(harmful) => write!(f, "{}", harmful.escape_unicode())?,
                harmless => f.write_char(harmless)?,
            }
        }
        if rest.next().is_some() {
            f.write_char('…')
        } else {
            Ok(())
        }
    }
}
