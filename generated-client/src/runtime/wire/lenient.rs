//! Reading values that a server wrote in another type than it documents.
//!
//! Knows which types stand for each other: texts of digits, numbers, flags, nothing. Gives each value
//! in the type that is asked for. Runs only after strict reading has failed, so that a proper reply
//! costs nothing. Must never change what a value says, nor guess within a union, whose shapes are told
//! apart by their types.
//!
//! An integer beyond the type of its member has no right value there: the member is read as if the
//! server had left it out. In a list, whose length may be the message, it becomes the nearest integer of
//! the type.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::ptr;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserialize, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Value};

/// A value as a type reads it, and how many integers of it the types cannot hold.
pub(in crate::runtime) struct Read<T> {
    pub(in crate::runtime) value: T,
    pub(in crate::runtime) beyond: usize,
}

/// A part that cannot stand for what is documented.
pub(in crate::runtime) struct Misfit {
    pub(in crate::runtime) error: Error,
    /// Its path below the value, such as `.Items[2]`, if it is one part.
    pub(in crate::runtime) path: Option<String>,
}

/// Reads a value in spite of parts that are written in another type than documented.
///
/// # Errors
///
/// The first part that cannot stand for what is documented.
pub(in crate::runtime) fn read_leniently<'de, T: Deserialize<'de>>(
    value: &'de Value,
) -> Result<Read<T>, Misfit> {
    let beyond = Beyond::default();
    let lenient = Lenient {
        value,
        beyond: &beyond,
    };
    let misfit = |error| Misfit {
        error,
        path: beyond.misfit.get().and_then(|part| path_of(value, part)),
    };
    let read = T::deserialize(lenient).map_err(misfit)?;
    if beyond.count() == 0 {
        return Ok(Read {
            value: read,
            beyond: 0,
        });
    }
    // Which members to leave out is known only after all have been read.
    Ok(Read {
        value: T::deserialize(lenient).map_err(misfit)?,
        beyond: beyond.count(),
    })
}

/// The path from a value to a part of it.
fn path_of(value: &Value, part: *const Value) -> Option<String> {
    if ptr::eq(value, part) {
        return Some(String::new());
    }
    match value {
        Value::Object(members) => members
            .iter()
            .find_map(|(name, value)| Some(format!(".{name}{}", path_of(value, part)?))),
        Value::Array(items) => {
            let mut items = items.iter().enumerate();
            items.find_map(|(index, item)| Some(format!("[{index}]{}", path_of(item, part)?)))
        }
        _ => None,
    }
}

/// The integers found beyond the types that were asked for, and the part that could not be read.
#[derive(Default)]
struct Beyond {
    found: RefCell<HashSet<*const Value>>,
    misfit: Cell<Option<*const Value>>,
}

impl Beyond {
    fn add(&self, value: &Value) {
        self.found.borrow_mut().insert(ptr::from_ref(value));
    }

    fn has(&self, value: &Value) -> bool {
        self.found.borrow().contains(&ptr::from_ref(value))
    }

    fn count(&self) -> usize {
        self.found.borrow().len()
    }
}

/// A value that is read as whatever it can stand for.
#[derive(Clone, Copy)]
struct Lenient<'de, 'b> {
    value: &'de Value,
    beyond: &'b Beyond,
}

/// Integers from this on are not exact as floating-point numbers.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The integer that a floating-point number stands for; one that may have lost digits is beyond all types.
fn whole(number: f64) -> Option<i128> {
    if number.abs() >= EXACT {
        Some(if number > 0.0 { i128::MAX } else { i128::MIN })
    } else {
        // Whole and within 53 bits, so that nothing is cut off.
        (number.fract() == 0.0).then_some(number as i128)
    }
}

impl<'de> Lenient<'de, '_> {
    fn of(self, value: &'de Value) -> Self {
        Self { value, ..self }
    }

    /// Reads a value as it is, whether or not that will do.
    fn read_as_it_is<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let read = self.value.deserialize_any(visitor);
        if read.is_err() {
            self.beyond.misfit.set(Some(ptr::from_ref(self.value)));
        }
        read
    }

    fn integer(self) -> Option<i128> {
        match self.value {
            Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(number), _) => Some(number.into()),
                (None, Some(number)) => Some(number.into()),
                (None, None) => whole(number.as_f64()?),
            },
            Value::String(text) => match text.trim() {
                // As some services write a number that they do not have.
                "" => Some(0),
                text => text.parse().ok().or_else(|| whole(text.parse().ok()?)),
            },
            _ => None,
        }
    }

    /// Reads an integer of a type from `least` to `greatest`.
    fn read_integer<V: Visitor<'de>>(
        self,
        visitor: V,
        least: i64,
        greatest: u64,
    ) -> Result<V::Value, Error> {
        let Some(integer) = self.integer() else {
            return self.read_as_it_is(visitor);
        };
        let nearest = integer.clamp(least.into(), greatest.into());
        if nearest != integer {
            self.beyond.add(self.value);
        }
        match (i64::try_from(nearest), u64::try_from(nearest)) {
            (Ok(number), _) => visitor.visit_i64(number),
            (Err(_), Ok(number)) => visitor.visit_u64(number),
            (Err(_), Err(_)) => self.read_as_it_is(visitor),
        }
    }

    fn read_float<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let number = match self.value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) if text.trim().is_empty() => Some(0.0),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        match number {
            Some(number) => visitor.visit_f64(number),
            None => self.read_as_it_is(visitor),
        }
    }

    fn flag(self) -> Option<bool> {
        match self.value {
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
        match self.value {
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Number(number) => visitor.visit_string(number.to_string()),
            Value::Bool(flag) => visitor.visit_str(if *flag { "true" } else { "false" }),
            _ => self.read_as_it_is(visitor),
        }
    }

    /// Whether it is an empty text, list or object, or nothing at all.
    fn is_empty(self) -> bool {
        match self.value {
            Value::Null => true,
            Value::String(text) => text.trim().is_empty(),
            Value::Array(items) => items.is_empty(),
            Value::Object(members) => members.is_empty(),
            Value::Bool(_) | Value::Number(_) => false,
        }
    }
}

impl<'de> IntoDeserializer<'de, Error> for Lenient<'de, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! integers {
    ($($method:ident: $type:ty),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.read_integer(visitor, <$type>::MIN as i64, <$type>::MAX as u64)
        }
    )*};
}

macro_rules! read_by {
    ($read:ident: $($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.$read(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Lenient<'de, '_> {
    type Error = Error;

    /// What is read as any type is read as it is.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.read_as_it_is(visitor)
    }

    integers! {
        deserialize_i8: i8, deserialize_i16: i16, deserialize_i32: i32, deserialize_i64: i64,
        deserialize_u8: u8, deserialize_u16: u16, deserialize_u32: u32, deserialize_u64: u64
    }
    read_by! { read_float: deserialize_f32 deserialize_f64 }
    read_by! { read_text: deserialize_str deserialize_string deserialize_char }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.flag() {
            Some(flag) => visitor.visit_bool(flag),
            None => self.read_as_it_is(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    /// Nothing in a list is left out, and an object in its place is its only element.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let items = match self.value {
            Value::Array(items) => items.as_slice(),
            _ if self.is_empty() => &[],
            single @ Value::Object(_) => std::slice::from_ref(single),
            _ => {
                return self.read_as_it_is(visitor);
            }
        };
        let items = items.iter().filter(|item| !item.is_null());
        visitor.visit_seq(SeqDeserializer::new(items.map(|item| self.of(item))))
    }

    /// Nothing in a map is left out, and so is a member that is nothing.
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let members = match self.value {
            Value::Object(members) => members,
            _ if self.is_empty() => return visit_map(visitor, std::iter::empty()),
            _ => {
                return self.read_as_it_is(visitor);
            }
        };
        let is_there = |value: &Value| !value.is_null() && !self.beyond.has(value);
        let members = members.iter().filter(|(_, value)| is_there(value));
        visit_map(
            visitor,
            members.map(|(name, value)| (name.as_str(), self.of(value))),
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

fn visit_map<'de, 'b, V: Visitor<'de>>(
    visitor: V,
    members: impl Iterator<Item = (&'de str, Lenient<'de, 'b>)>,
) -> Result<V::Value, Error> {
    visitor.visit_map(MapDeserializer::new(members))
}
