//! Texts as JSON writes them.
//!
//! Knows JSON's escapes. Gives the text that was meant, whatever is wrong with it. Must never fail.

/// What a text between quotes stands for, with U+FFFD for half a surrogate pair and for escapes that
/// JSON does not have.
pub(in crate::runtime) fn unescape(quoted: &str) -> String {
    let mut text = String::with_capacity(quoted.len());
    let mut rest = quoted;
    while let Some(position) = rest.find('\\') {
        text.push_str(&rest[..position]);
        let (character, length) = escaped(&rest[position..]);
        text.push(character);
        rest = &rest[position + length..];
    }
    text.push_str(rest);
    text
}

/// The character of the escape at the beginning, and the escape's length.
fn escaped(text: &str) -> (char, usize) {
    let Some(kind) = text[1..].chars().next() else {
        return (char::REPLACEMENT_CHARACTER, 1);
    };
    let character = match kind {
        '"' | '\\' | '/' | '\'' => kind,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return unicode(text),
        _ => char::REPLACEMENT_CHARACTER,
    };
    (character, 1 + kind.len_utf8())
}

/// The character of an escape `\u…`, or of two that are a pair.
fn unicode(text: &str) -> (char, usize) {
    let Some(unit) = code_unit(text) else {
        return (char::REPLACEMENT_CHARACTER, 2);
    };
    if let Some(character) = char::from_u32(unit.into()) {
        return (character, ESCAPE);
    }
    let pair = code_unit(&text[ESCAPE..]).and_then(|low| {
        let mut decoded = char::decode_utf16([unit, low]);
        decoded.next()?.ok()
    });
    match pair {
        Some(character) => (character, 2 * ESCAPE),
        None => (char::REPLACEMENT_CHARACTER, ESCAPE),
    }
}

/// Length of an escape `\uXXXX`, in bytes.
pub(in crate::runtime) const ESCAPE: usize = 6;

/// The number of the escape `\uXXXX` at the beginning, if there is one.
pub(in crate::runtime) fn code_unit(text: &str) -> Option<u16> {
    let digits = text.get(..ESCAPE)?.strip_prefix("\\u")?;
    let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hexadecimal.then(|| u16::from_str_radix(digits, 16).ok())?
}
