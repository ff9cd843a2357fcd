//! Reading values that a server wrote in another type than it documents.
//!
//! Knows which types stand for each other: texts of digits, numbers, flags, nothing. Gives each value
//! in the type that is asked for. Runs only after strict reading has failed, so that a proper reply
//! costs nothing. Must never change what a value says, nor guess within a union, whose shapes are told
//! apart by their types.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Value};

/// A value that is read as whatever it can stand for.
#[derive(Clone, Copy)]
pub(in crate::runtime) struct Lenient<'de>(pub(in crate::runtime) &'de Value);

/// Integers from this on are not exact as floating-point numbers.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// An integer that a value stands for.
enum Integer {
    Signed(i64),
    Unsigned(u64),
}

impl<'de> Lenient<'de> {
    fn integer(self) -> Option<Integer> {
        let whole = |number: f64| {
            let is_whole = number.fract() == 0.0 && number.abs() < EXACT;
            // Whole and within 53 bits, so that nothing is cut off.
            is_whole.then_some(Integer::Signed(number as i64))
        };
        match self.0 {
            Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(number), _) => Some(Integer::Signed(number)),
                (None, Some(number)) => Some(Integer::Unsigned(number)),
                (None, None) => whole(number.as_f64()?),
            },
            Value::String(text) => match text.trim() {
                // As some services write a number that they do not have.
                "" => Some(Integer::Signed(0)),
                text => {
                    let signed = text.parse().map(Integer::Signed).ok();
                    let integer = signed.or_else(|| text.parse().map(Integer::Unsigned).ok());
                    integer.or_else(|| whole(text.parse().ok()?))
                }
            },
            _ => None,
        }
    }

    fn read_integer<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.integer() {
            Some(Integer::Signed(number)) => visitor.visit_i64(number),
            Some(Integer::Unsigned(number)) => visitor.visit_u64(number),
            None => self.0.deserialize_any(visitor),
        }
    }

    fn read_float<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let number = match self.0 {
            Value::Number(number) => number.as_f64(),
            Value::String(text) if text.trim().is_empty() => Some(0.0),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        match number {
            Some(number) => visitor.visit_f64(number),
            None => self.0.deserialize_any(visitor),
        }
    }

    fn flag(self) -> Option<bool> {
        match self.0 {
            Value::Bool(flag) => Some(*flag),
            Value::Number(number) => match number.as_f64()? {
                0.0 => Some(false),
                1.0 => Some(true),
                _ => None,
            },
            Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
                "true" | "1" => Some(true),
                "false" | "0" | "" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    fn read_text<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Number(number) => visitor.visit_string(number.to_string()),
            Value::Bool(flag) => visitor.visit_str(if *flag { "true" } else { "false" }),
            other => other.deserialize_any(visitor),
        }
    }

    /// Whether it is an empty text, list or object, or nothing at all.
    fn is_empty(self) -> bool {
        match self.0 {
            Value::Null => true,
            Value::String(text) => text.trim().is_empty(),
            Value::Array(items) => items.is_empty(),
            Value::Object(members) => members.is_empty(),
            Value::Bool(_) | Value::Number(_) => false,
        }
    }
}

impl<'de> IntoDeserializer<'de, Error> for Lenient<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! read_by {
    ($read:ident: $($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.$read(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Lenient<'de> {
    type Error = Error;

    /// What is read as any type is read as it is.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.0.deserialize_any(visitor)
    }

    read_by! {
        read_integer: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }
    read_by! { read_float: deserialize_f32 deserialize_f64 }
    read_by! { read_text: deserialize_str deserialize_string deserialize_char }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.flag() {
            Some(flag) => visitor.visit_bool(flag),
            None => self.0.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    /// Nothing in a list is left out, and an object in its place is its only element.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let items = match self.0 {
            Value::Array(items) => items.as_slice(),
            _ if self.is_empty() => &[],
            single @ Value::Object(_) => std::slice::from_ref(single),
            other => return other.deserialize_any(visitor),
        };
        let items = items.iter().filter(|item| !item.is_null());
        visitor.visit_seq(SeqDeserializer::new(items.map(Lenient)))
    }

    /// Nothing in a map is left out, and so is a member that is nothing.
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let members = match self.0 {
            Value::Object(members) => members,
            _ if self.is_empty() => return visit_map(visitor, std::iter::empty()),
            other => return other.deserialize_any(visitor),
        };
        let members = members.iter().filter(|(_, value)| !value.is_null());
        visit_map(
            visitor,
            members.map(|(name, value)| (name.as_str(), Lenient(value))),
        )
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        i128 u128 bytes byte_buf unit unit_struct tuple tuple_struct struct enum identifier
        ignored_any
    }
}

fn visit_map<'de, V: Visitor<'de>>(
    visitor: V,
    members: impl Iterator<Item = (&'de str, Lenient<'de>)>,
) -> Result<V::Value, Error> {
    visitor.visit_map(MapDeserializer::new(members))
}
