//! Values on the wire.
//!
//! Knows the few forms that JSON has. Gives writing and comparing for all of them at once. Must never
//! know a format, nor a type of generated code.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value as JsonValue;

use super::value::{List, Map, Value};

/// A value on the wire.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// No value: a member that holds it is left out.
    Nothing,
    /// A truth value.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// An integer beyond the signed ones.
    Unsigned(u64),
    /// A number of single precision.
    Single(f32),
    /// A number of double precision.
    Double(f64),
    /// A text.
    Text(&'a str),
    /// A list.
    List(&'a dyn List),
    /// A map from texts.
    Map(&'a dyn Map),
    /// An object, whose members [`Value::table`] has.
    Object,
    /// A value of any shape.
    Json(&'a JsonValue),
}

impl View<'_> {
    /// Whether it is a list or a map without anything in it, or no value at all.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::List(list) => list.len() == 0,
            Self::Map(map) => map.len() == 0,
            _ => false,
        }
    }
}

impl<'a> From<&'a str> for View<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for View<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

/// A value that is written.
pub(in crate::runtime) struct Written<'a>(pub(in crate::runtime) &'a dyn Value);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self.0, serializer)
    }
}

/// Writes a value.
///
/// # Errors
///
/// The first one of the serializer.
pub fn write<S: Serializer>(value: &dyn Value, serializer: S) -> Result<S::Ok, S::Error> {
    match value.view() {
        View::Nothing => serializer.serialize_none(),
        View::Bool(value) => serializer.serialize_bool(value),
        View::Integer(value) => serializer.serialize_i64(value),
        View::Unsigned(value) => serializer.serialize_u64(value),
        View::Single(value) => serializer.serialize_f32(value),
        View::Double(value) => serializer.serialize_f64(value),
        View::Text(value) => serializer.serialize_str(value),
        View::List(list) => {
            let mut written = serializer.serialize_seq(Some(list.len()))?;
            let mut index = 0;
            while let Some(value) = list.get(index) {
                written.serialize_element(&Written(value))?;
                index += 1;
            }
            written.end()
        }
        View::Map(map) => {
            let mut written = serializer.serialize_map(Some(map.len()))?;
            write_entries(map, &mut written)?;
            written.end()
        }
        View::Object => value.table().write(serializer),
        View::Json(value) => value.serialize(serializer),
    }
}

/// Writes the entries of a map.
pub(super) fn write_entries<M: SerializeMap>(
    map: &dyn Map,
    written: &mut M,
) -> Result<(), M::Error> {
    map.entries()
        .try_for_each(|(key, value)| written.serialize_entry(key, &Written(value)))
}

/// Whether two objects of a type are the same on the wire.
pub fn same<T: Value>(a: &T, b: &T) -> bool {
    equal(a, b)
}

/// Whether two values are the same on the wire.
pub fn equal(a: &dyn Value, b: &dyn Value) -> bool {
    match (a.view(), b.view()) {
        (View::Nothing, View::Nothing) => true,
        (View::Bool(a), View::Bool(b)) => a == b,
        (View::Integer(a), View::Integer(b)) => a == b,
        (View::Unsigned(a), View::Unsigned(b)) => a == b,
        (View::Single(a), View::Single(b)) => a == b,
        (View::Double(a), View::Double(b)) => a == b,
        (View::Text(a), View::Text(b)) => a == b,
        (View::List(a), View::List(b)) => {
            let mut pairs = (0..a.len()).map(|index| (a.get(index), b.get(index)));
            a.len() == b.len()
                && pairs.all(|pair| matches!(pair, (Some(a), Some(b)) if equal(a, b)))
        }
        (View::Map(a), View::Map(b)) => {
            let mut pairs = a.entries().zip(b.entries());
            a.len() == b.len() && pairs.all(|(a, b)| a.0 == b.0 && equal(a.1, b.1))
        }
        (View::Object, View::Object) => a.table().equals(&b.table()),
        (View::Json(a), View::Json(b)) => a == b,
        _ => false,
    }
}
