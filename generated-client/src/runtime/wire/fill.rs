//! Reading into places, through one visitor for all types.
//!
//! Knows that `null` means nothing and that unknown members are no mistake. Gives the reading of any
//! value into its place, strictly or as servers really write. Must never know a format.

use std::borrow::Cow;
use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use serde_json::Value as JsonValue;

use super::scalar::Read;
use super::value::{Place, Slot};

/// How closely a value must have the form that is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// A text where a text is expected, a number where a number is: what callers write.
    Strict,
    /// A text may stand for a number and so on: what servers write.
    Lenient,
}

/// A place that is to be read into. Gives whether there was a value; `null` leaves the place as it is.
pub(super) struct Fill<'a> {
    pub(super) place: &'a mut dyn Place,
    pub(super) manner: Manner,
}

impl<'de> DeserializeSeed<'de> for Fill<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for Fill<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let Self { place, manner } = self;
        if let Slot::Any(any) = place.slot() {
            let json = JsonValue::deserialize(deserializer)?;
            any.take(json).map_err(Error::custom)?;
        } else {
            deserializer.deserialize_any(Present { place, manner })?;
        }
        Ok(true)
    }
}

/// A place for a value that is there.
struct Present<'a> {
    place: &'a mut dyn Place,
    manner: Manner,
}

impl Present<'_> {
    fn scalar<E: Error>(self, read: Read<'_>) -> Result<(), E> {
        let Slot::Scalar(scalar) = self.place.slot() else {
            return Err(misfit(read, self.expected()));
        };
        if scalar.take(read) {
            return Ok(());
        }
        if self.manner == Manner::Lenient && scalar.convert(read) {
            tracing::debug!(expected = scalar.expected(), "read a value of another form");
            return Ok(());
        }
        Err(misfit(read, scalar.expected()))
    }

    fn expected(self) -> &'static str {
        match self.place.slot() {
            Slot::Scalar(scalar) => scalar.expected(),
            Slot::List(_) => "a list",
            Slot::Map(_) | Slot::Record => "an object",
            Slot::Any(_) => "a value",
        }
    }
}

/// The error about a value of the wrong form, or of the right one that is out of range.
#[cold]
fn misfit<E: Error>(read: Read<'_>, expected: &'static str) -> E {
    let is_number = matches!(expected, "i32" | "i64" | "f32" | "f64");
    let (found, is_form) = match read {
        Read::Bool(value) => (Unexpected::Bool(value), false),
        Read::Integer(value) => (Unexpected::Signed(value), is_number),
        Read::Unsigned(value) => (Unexpected::Unsigned(value), is_number),
        Read::Double(value) => (Unexpected::Float(value), false),
        Read::Text(text) => (Unexpected::Str(text), false),
    };
    if is_form {
        E::invalid_value(found, &expected)
    } else {
        E::invalid_type(found, &expected)
    }
}

impl<'de> Visitor<'de> for Present<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.scalar(Read::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.scalar(Read::Integer(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.scalar(match value.try_into() {
            Ok(value) => Read::Integer(value),
            Err(_) => Read::Unsigned(value),
        })
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.scalar(Read::Double(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.scalar(Read::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        let manner = self.manner;
        let Slot::List(list) = self.place.slot() else {
            return Err(Error::invalid_type(Unexpected::Seq, &self.expected()));
        };
        list.clear();
        loop {
            let place = list.push();
            match elements.next_element_seed(Fill { place, manner })? {
                Some(true) => {}
                // A `null` is no element.
                Some(false) => list.pop(),
                None => {
                    list.pop();
                    return Ok(());
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let manner = self.manner;
        match self.place.slot() {
            Slot::Record => {
                while let Some(name) = members.next_key_seed(Name)? {
                    match self.place.member(&name) {
                        Some(place) => {
                            members.next_value_seed(Fill { place, manner })?;
                        }
                        None => {
                            members.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(())
            }
            Slot::Map(map) => {
                map.clear();
                while let Some(key) = members.next_key_seed(Name)? {
                    let place = map.insert(&key);
                    if !members.next_value_seed(Fill { place, manner })? {
                        map.remove(&key);
                    }
                }
                Ok(())
            }
            _ => Err(Error::invalid_type(Unexpected::Map, &self.expected())),
        }
    }
}

/// Reads a member's name, borrowed from the text wherever it stands there as it is.
pub(in crate::runtime) struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }

    fn visit_string<E: Error>(self, name: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name))
    }
}
