//! JSON as plain data, for examples and defaults.

use std::fmt;

/// A JSON value. Members keep the order in which they were written.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number without fraction or exponent.
    Int(i128),
    /// Any other number; finite.
    Float(f64),
    /// A text.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The member of an object by its name; `None` for anything that is not an object.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Json> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// Whether two values are the same to JSON Schema: `1` and `1.0` are, and the order of members counts for nothing.
    #[must_use]
    #[allow(
        clippy::cast_precision_loss,
        clippy::float_cmp,
        reason = "an integer is compared with a float exactly as JSON has it"
    )]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Int(one), Self::Float(other)) | (Self::Float(other), Self::Int(one)) => {
                *one as f64 == *other
            }
            (Self::Array(one), Self::Array(other)) => {
                one.len() == other.len()
                    && one.iter().zip(other).all(|(one, other)| one.is_same(other))
            }
            (Self::Object(one), Self::Object(members)) => {
                one.len() == members.len()
                    && one.iter().all(|(key, value)| {
                        other.member(key).is_some_and(|other| other.is_same(value))
                    })
            }
            _ => self == other,
        }
    }
}

/// As JSON text, with a space after commas and colons.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let comma = |index: usize| if index == 0 { "" } else { ", " };
        let text = |text: &str| serde_json::Value::from(text);
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Int(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value:?}"),
            Self::String(value) => write!(f, "{}", text(value)),
            Self::Array(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", comma(index))?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (index, (name, value)) in members.iter().enumerate() {
                    write!(f, "{}{}: {value}", comma(index), text(name))?;
                }
                f.write_str("}")
            }
        }
    }
}
