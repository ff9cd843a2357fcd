//! Reading an object member by member, through one visitor for all types.
//!
//! Knows that `null` means nothing and that unknown members are no mistake. Gives generated
//! `Deserialize` implementations a body of one `match`, which is what keeps them cheap to compile.
//! Must never know a format.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};

/// A type that is read member by member. What is missing or `null` stays as it is.
pub trait Record: Sized {
    /// Reads one member, which `name` names as it stands on the wire.
    ///
    /// # Errors
    ///
    /// Those of the format, when the value does not fit the member's type.
    fn read<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        member: Member<'_, A>,
    ) -> Result<(), A::Error>;
}

/// The value of a member, not read yet. Exactly one of its methods is to be called.
pub struct Member<'a, A>(&'a mut A);

impl<'de, A: MapAccess<'de>> Member<'_, A> {
    /// Reads the value into its place; `null` leaves there what is there.
    ///
    /// # Errors
    ///
    /// Those of the format, when the value is not of the type.
    pub fn into<T: Deserialize<'de>>(self, place: &mut T) -> Result<(), A::Error> {
        if let Some(value) = self.0.next_value()? {
            *place = value;
        }
        Ok(())
    }

    /// Reads the value of a member beyond the named ones; a `null` is left out.
    ///
    /// # Errors
    ///
    /// Those of the format, when the value is not of the type.
    pub fn insert<T: Deserialize<'de>>(
        self,
        name: &str,
        map: &mut BTreeMap<String, T>,
    ) -> Result<(), A::Error> {
        if let Some(value) = self.0.next_value()? {
            map.insert(name.to_owned(), value);
        }
        Ok(())
    }

    /// Passes over a member nobody asked for.
    ///
    /// # Errors
    ///
    /// Those of the format, when the value is not well-formed.
    pub fn skip(self) -> Result<(), A::Error> {
        self.0.next_value::<IgnoredAny>().map(|_| ())
    }
}

/// Reads an object into a record that begins with its defaults.
///
/// # Errors
///
/// Those of the format, when there is no object or a member does not fit.
pub fn read_record<'de, R: Record + Default, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<R, D::Error> {
    fill_record(R::default(), deserializer)
}

/// Reads an object into a record that begins as `blank`: a request, which has no default where
/// something in it is required.
///
/// # Errors
///
/// Those of the format, when there is no object or a member does not fit.
pub fn fill_record<'de, R: Record, D: Deserializer<'de>>(
    blank: R,
    deserializer: D,
) -> Result<R, D::Error> {
    deserializer.deserialize_map(RecordVisitor(blank))
}

struct RecordVisitor<R>(R);

impl<'de, R: Record> Visitor<'de> for RecordVisitor<R> {
    type Value = R;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<R, A::Error> {
        let mut record = self.0;
        while let Some(name) = map.next_key_seed(Name)? {
            record.read(&name, Member(&mut map))?;
        }
        Ok(record)
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
