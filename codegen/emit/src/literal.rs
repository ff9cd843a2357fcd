//! Numbers and texts as literals.
//!
//! Knows how long numbers are grouped, and how values read in documentation.
//! Gives text.
//! Must never know what the values mean.

use codegen_model::Json;

/// A number with a fraction.
pub(super) fn double(value: f64) -> String {
    format!("{value:?}")
}

/// A number with a fraction, in single precision.
pub(super) fn float(value: f32) -> String {
    format!("{value:?}")
}

/// A whole number, grouped by `_` from five digits on.
pub(super) fn integer(value: i128) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    if value < 0 {
        text.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len() > 4 && (digits.len() - index).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

/// A text.
pub(super) fn text(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 2);
    text.push('"');
    for char in value.chars() {
        match char {
            // Every other mark that needs it is escaped alike; this one stands for itself between quotation marks.
            '\'' => text.push(char),
            _ => text.extend(char.escape_debug()),
        }
    }
    text.push('"');
    text
}

/// A text that holds many quotation marks, such as JSON: raw where that is possible.
pub(super) fn raw_text(value: &str) -> String {
    let is_plain = |char: char| !char.is_control() && char.escape_debug().count() == 1;
    let is_quoted = |char| matches!(char, '"' | '\\' | '\'');
    if value.contains(is_quoted)
        && !value.contains("\"#")
        && value.chars().all(|char| is_plain(char) || is_quoted(char))
    {
        format!("r#\"{value}\"#")
    } else {
        text(value)
    }
}

/// A value as compact JSON.
pub(super) fn json(value: &Json) -> String {
    let mut text = String::new();
    write_json(value, &mut text);
    text
}

fn write_json(value: &Json, text: &mut String) {
    match value {
        Json::Null => text.push_str("null"),
        Json::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Json::Int(value) => text.push_str(&value.to_string()),
        Json::Float(value) => text.push_str(&format!("{value:?}")),
        Json::String(value) => write_json_string(value, text),
        Json::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index > 0 { ", " } else { "" });
                write_json(item, text);
            }
            text.push(']');
        }
        Json::Object(members) => {
            text.push('{');
            for (index, (name, value)) in members.iter().enumerate() {
                text.push_str(if index > 0 { ", " } else { "" });
                write_json_string(name, text);
                text.push_str(": ");
                write_json(value, text);
            }
            text.push('}');
        }
    }
}

fn write_json_string(value: &str, text: &mut String) {
    text.push('"');
    for char in value.chars() {
        match char {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            char if char.is_control() => text.push_str(&format!("\\u{:04x}", u32::from(char))),
            char => text.push(char),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_grouped() {
        for (value, text) in [
            (0, "0"),
            (-3, "-3"),
            (9999, "9999"),
            (10_001, "10_001"),
            (-123_456_789, "-123_456_789"),
        ] {
            assert_eq!(integer(value), text);
        }
    }

    #[test]
    fn json_is_a_raw_text_unless_it_would_end_it_or_cannot_be_seen() {
        for (value, expected) in [
            ("0", "\"0\""),
            ("{\"a\": \"b\\n\"}", "r#\"{\"a\": \"b\\n\"}\"#"),
            ("\"#\"", "\"\\\"#\\\"\""),
            ("\"\u{200b}\"", "\"\\\"\\u{200b}\\\"\""),
        ] {
            assert_eq!(raw_text(value), expected);
        }
    }

    #[test]
    fn fractions_stay_fractions() {
        assert_eq!(double(1.0), "1.0");
        assert_eq!(float(0.1), "0.1");
    }

    #[test]
    fn json_is_written_as_json() {
        let value = Json::Object(vec![
            (
                "a\"".to_owned(),
                Json::Array(vec![Json::Int(1), Json::Null, Json::Float(1.5)]),
            ),
            ("b".to_owned(), Json::String("\u{1}\n".to_owned())),
        ]);
        assert_eq!(json(&value), r#"{"a\"": [1, null, 1.5], "b": "\u0001\n"}"#);
    }
}
