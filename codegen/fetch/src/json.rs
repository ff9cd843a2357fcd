//! JSON exactly as it came: members in their order, numbers in their digits.

use std::fmt;

use jsonc_parser::ast::Value;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

/// How deep values may lie in each other. The deepest documents known have about thirty levels.
const DEEPEST: usize = 100;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, in its digits.
    Number(String),
    /// A text.
    String(String),
    /// A list.
    Array(Vec<Self>),
    /// Members in their order.
    Object(Vec<(String, Self)>),
}

/// Why a text is not JSON that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum JsonError {
    /// It is not JSON, for this reason.
    Syntax(String),
    /// Its values lie too deep in each other.
    TooDeep,
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(why) => write!(f, "it is not JSON: {why}"),
            Self::TooDeep => write!(f, "its values are nested more than {DEEPEST} levels deep"),
        }
    }
}

impl Json {
    /// Reads a text.
    pub(crate) fn parse(text: &[u8]) -> Result<Self, JsonError> {
        let text = std::str::from_utf8(text)
            .map_err(|error| JsonError::Syntax(format!("it is not UTF-8: {error}")))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if depth(text) > DEEPEST {
            return Err(JsonError::TooDeep);
        }
        let strict = ParseOptions {
            allow_comments: false,
            allow_loose_object_property_names: false,
            allow_trailing_commas: false,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        let read = parse_to_ast(text, &CollectOptions::default(), &strict)
            .map_err(|error| JsonError::Syntax(error.to_string()))?;
        let value = read
            .value
            .ok_or_else(|| JsonError::Syntax("it is empty".to_owned()))?;
        Ok(Self::of(value))
    }

    fn of(value: Value<'_>) -> Self {
        match value {
            Value::NullKeyword(_) => Self::Null,
            Value::BooleanLit(literal) => Self::Bool(literal.value),
            Value::NumberLit(literal) => Self::Number(literal.value.to_owned()),
            Value::StringLit(literal) => Self::String(literal.value.into_owned()),
            Value::Array(array) => Self::Array(array.elements.into_iter().map(Self::of).collect()),
            Value::Object(object) => Self::Object(
                object
                    .properties
                    .into_iter()
                    .map(|property| {
                        let name = property.name.as_str().to_owned();
                        (name, Self::of(property.value))
                    })
                    .collect(),
            ),
        }
    }

    /// The member of that name.
    #[must_use]
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The member of that name, taken out of the rest.
    pub(crate) fn take(self, name: &str) -> Option<Self> {
        match self {
            Self::Object(members) => members
                .into_iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The text of a member; empty when there is none.
    pub(crate) fn text_of(&self, name: &str) -> String {
        let text = self.get(name).and_then(Self::text);
        text.unwrap_or_default().to_owned()
    }

    /// The items of a member; none when it is not a list.
    pub(crate) fn items_of(&self, name: &str) -> &[Self] {
        match self.get(name) {
            Some(Self::Array(items)) => items,
            _ => &[],
        }
    }

    /// The members, if it has any.
    pub(crate) fn members(&self) -> &[(String, Self)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }

    /// Laid out for people, two spaces a level, with a line break at the end.
    #[must_use]
    pub(crate) fn pretty(&self) -> String {
        let mut out = String::new();
        self.lay_out(0, &mut out);
        out.push('\n');
        out
    }

    fn lay_out(&self, level: usize, out: &mut String) {
        let new_line = |level: usize, out: &mut String| {
            out.push('\n');
            out.extend(std::iter::repeat_n("  ", level));
        };
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(digits) => out.push_str(digits),
            Self::String(text) => quote(text, out),
            Self::Array(items) if items.is_empty() => out.push_str("[]"),
            Self::Object(members) if members.is_empty() => out.push_str("{}"),
            Self::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { "," });
                    new_line(level + 1, out);
                    item.lay_out(level + 1, out);
                }
                new_line(level, out);
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { "," });
                    new_line(level + 1, out);
                    quote(name, out);
                    out.push_str(": ");
                    value.lay_out(level + 1, out);
                }
                new_line(level, out);
                out.push('}');
            }
        }
    }
}

fn quote(text: &str, out: &mut String) {
    let plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    if text.bytes().all(plain) {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&serde_json::Value::from(text).to_string());
    }
}

/// How deep brackets lie in each other, found without recursion.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest, mut in_text, mut escaped) = (0_usize, 0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use super::{Json, JsonError};

    #[test]
    fn order_digits_and_texts_stay() {
        let text =
            r#"{"z":1.0,"a":[12345678901234567890123,1e3],"t":"a\u003cb \"云\" \n","e":{},"l":[]}"#;
        let pretty = Json::parse(text.as_bytes()).unwrap().pretty();
        assert_eq!(
            pretty,
            "{\n  \"z\": 1.0,\n  \"a\": [\n    12345678901234567890123,\n    1e3\n  ],\n  \"t\": \"a<b \\\"云\\\" \\n\",\n  \"e\": {},\n  \"l\": []\n}\n"
        );
        assert_eq!(Json::parse(pretty.as_bytes()).unwrap().pretty(), pretty);
    }

    #[test]
    fn what_is_not_json_or_too_deep_is_refused() {
        for wrong in [
            "", "{", "{\"a\":}", "[1,]", "{a:1}", "<html>", "'a'", "// no", "[1] 2", "+1", "NaN",
        ] {
            let error = Json::parse(wrong.as_bytes()).unwrap_err();
            assert!(matches!(error, JsonError::Syntax(_)), "{wrong}");
        }
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(Json::parse(nested(100).as_bytes()).is_ok());
        assert_eq!(Json::parse(nested(101).as_bytes()), Err(JsonError::TooDeep));
        assert_eq!(
            Json::parse("[".repeat(1_000_000).as_bytes()),
            Err(JsonError::TooDeep)
        );
        assert!(Json::parse(format!("[\"{}\"]", "[".repeat(1000)).as_bytes()).is_ok());
    }
}
