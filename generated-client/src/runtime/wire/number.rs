//! Numbers that may be written as strings.
//!
//! Knows that some services write `"12"` where others write `12`. Gives the number, and writes it
//! as received. Must never convert an integer to a float.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use super::read::Read;
use super::value::Value;
use super::view::{View, write};

/// A number received as a JSON number or as a string, and sent in the same form.
#[derive(Clone, PartialEq)]
pub struct JsonNumber(Form);

#[derive(Clone, PartialEq)]
enum Form {
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    Text(String),
}

impl JsonNumber {
    /// The number, if it is a 64-bit integer.
    pub fn as_i64(&self) -> Option<i64> {
        match &self.0 {
            Form::Signed(number) => Some(*number),
            Form::Unsigned(number) => (*number).try_into().ok(),
            Form::Float(_) => None,
            Form::Text(text) => text.trim().parse().ok(),
        }
    }

    /// The number, if it is an unsigned 64-bit integer.
    pub fn as_u64(&self) -> Option<u64> {
        match &self.0 {
            Form::Signed(number) => (*number).try_into().ok(),
            Form::Unsigned(number) => Some(*number),
            Form::Float(_) => None,
            Form::Text(text) => text.trim().parse().ok(),
        }
    }

    /// The nearest floating-point number; `None` for a string that is not a number. Integers beyond
    /// 2⁵³ lose digits.
    pub fn as_f64(&self) -> Option<f64> {
        match &self.0 {
            Form::Signed(number) => Some(*number as f64),
            Form::Unsigned(number) => Some(*number as f64),
            Form::Float(number) => Some(*number),
            Form::Text(text) => text.trim().parse().ok(),
        }
    }
}

impl Default for JsonNumber {
    fn default() -> Self {
        Self(Form::Signed(0))
    }
}

impl From<i64> for JsonNumber {
    fn from(number: i64) -> Self {
        Self(Form::Signed(number))
    }
}

impl From<u64> for JsonNumber {
    fn from(number: u64) -> Self {
        match number.try_into() {
            Ok(number) => Self(Form::Signed(number)),
            Err(_) => Self(Form::Unsigned(number)),
        }
    }
}

impl From<f64> for JsonNumber {
    fn from(number: f64) -> Self {
        Self(Form::Float(number))
    }
}

impl fmt::Display for JsonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Signed(number) => number.fmt(f),
            Form::Unsigned(number) => number.fmt(f),
            Form::Float(number) => number.fmt(f),
            Form::Text(text) => f.write_str(text),
        }
    }
}

impl fmt::Debug for JsonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Text(text) => fmt::Debug::fmt(text, f),
            _ => fmt::Display::fmt(self, f),
        }
    }
}

impl Value for JsonNumber {
    fn view(&self) -> View<'_> {
        match &self.0 {
            Form::Signed(number) => View::Integer(*number),
            Form::Unsigned(number) => View::Unsigned(*number),
            Form::Float(number) => View::Double(*number),
            Form::Text(text) => View::Text(text),
        }
    }
}

impl Serialize for JsonNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self, serializer)
    }
}

impl Read for JsonNumber {
    type Blank = ();

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

impl<'de> Deserialize<'de> for JsonNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer)
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = JsonNumber;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, possibly as text")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<JsonNumber, E> {
        Ok(number.into())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<JsonNumber, E> {
        Ok(number.into())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<JsonNumber, E> {
        Ok(number.into())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<JsonNumber, E> {
        // An empty text is how some services write a number they do not have.
        if text.trim().is_empty() || text.trim().parse::<f64>().is_ok() {
            Ok(JsonNumber(Form::Text(text.to_owned())))
        } else {
            Err(E::invalid_value(serde::de::Unexpected::Str(text), &self))
        }
    }
}
