//! Reading values as the members of generated types hold them.
//!
//! Knows every type that a member can have. Gives one way to read a value from any format, written once for
//! all types, so that a generated type says which members it has and nothing else. Must never know a member.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value as JsonValue;

use super::record::{Member, read_record};

/// A value that can be read.
///
/// An object says which members it has, too.
pub trait Read: Sized {
    /// How reading an object begins: [`ByDefault`], or `()` where reading says so itself.
    type Blank: Blank<Self>;

    /// Reads the value: an object begins blank and is given its members one by one.
    ///
    /// # Errors
    ///
    /// Those of the format, when the value is not of the type.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_record(deserializer)
    }

    /// Takes the member of an object with the wire name `name`, if there is a place for it. What is missing or
    /// `null` stays as it is.
    fn member(&mut self, name: &str, member: impl Member) {
        let _ = (name, member);
    }

    /// The name in the table of the member with the wire name `name`, which may be an alias.
    fn known_as(name: &str) -> &str {
        name
    }
}

/// What an object is before its members are read.
///
/// It is a type, not a function of every object: rustc spends half as much on it.
pub trait Blank<T> {
    /// The object; `None` for a value that is read otherwise.
    fn blank() -> Option<T>;
}

impl<T> Blank<T> for () {
    fn blank() -> Option<T> {
        None
    }
}

/// The default of an object's type.
#[derive(Debug)]
pub struct ByDefault;

impl<T: Default> Blank<T> for ByDefault {
    fn blank() -> Option<T> {
        Some(T::default())
    }
}

macro_rules! by_serde {
    ($($type:ty),*) => {
        $(impl Read for $type {
            type Blank = ();

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(deserializer)
            }
        })*
    };
}

by_serde!((), bool, i32, i64, f32, f64, String, JsonValue);

impl<T: Read> Read for Box<T> {
    type Blank = ();

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self::new)
    }
}

impl<T: Read> Read for Option<T> {
    type Blank = ();

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<As<T>>::deserialize(deserializer).map(|value| value.map(|As(value)| value))
    }
}

impl<T: Read> Read for Vec<T> {
    type Blank = ();

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Items(PhantomData))
    }
}

impl<T: Read> Read for BTreeMap<String, T> {
    type Blank = ();

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

/// A value for `serde`.
pub(in crate::runtime) struct As<T>(pub(in crate::runtime) T);

impl<'de, T: Read> Deserialize<'de> for As<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

/// Reads a value of a type.
struct Of<T>(PhantomData<T>);

impl<'de, T: Read> DeserializeSeed<'de> for Of<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer)
    }
}

struct Items<T>(PhantomData<T>);

impl<'de, T: Read> Visitor<'de> for Items<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(Of(PhantomData))? {
            values.push(value);
        }
        Ok(values)
    }
}

struct Entries<T>(PhantomData<T>);

impl<'de, T: Read> Visitor<'de> for Entries<T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut values = BTreeMap::new();
        while let Some(key) = entries.next_key()? {
            values.insert(key, entries.next_value_seed(Of(PhantomData))?);
        }
        Ok(values)
    }
}
