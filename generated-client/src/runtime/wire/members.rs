//! Writing an object member by member.
//!
//! Knows which members are left out. Gives generated `Serialize` implementations a body of one line
//! per member. Must never know a format.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// An object being written. An error is kept until the end, so that calls can follow each other.
#[must_use = "an object is complete when `end` is called"]
pub struct Members<S: Serializer>(Result<S::SerializeMap, S::Error>);

impl<S: Serializer> Members<S> {
    /// Starts an object with at most `len` named members.
    pub fn new(serializer: S, len: usize) -> Self {
        // A length of zero would be final for some formats, but `extend` may still follow.
        Self(serializer.serialize_map((len > 0).then_some(len)))
    }

    /// Writes a member.
    pub fn required<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.write(|object| object.serialize_entry(name, value))
    }

    /// Writes a member that is left out when there is nothing to say.
    pub fn optional<T: Serialize>(self, name: &'static str, value: &Option<T>) -> Self {
        match value {
            Some(value) => self.required(name, value),
            None => self,
        }
    }

    /// Writes a list or a map that is left out when it is empty.
    pub fn unless_empty<C: Collection + Serialize>(
        self,
        name: &'static str,
        collection: &C,
    ) -> Self {
        if collection.is_empty() {
            self
        } else {
            self.required(name, collection)
        }
    }

    /// Writes members beyond the named ones.
    pub fn extend<T: Serialize>(self, members: &BTreeMap<String, T>) -> Self {
        self.write(|object| {
            members
                .iter()
                .try_for_each(|(name, value)| object.serialize_entry(name, value))
        })
    }

    /// Ends the object.
    ///
    /// # Errors
    ///
    /// The first one of the serializer.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.0?.end()
    }

    fn write(self, write: impl FnOnce(&mut S::SerializeMap) -> Result<(), S::Error>) -> Self {
        Self(self.0.and_then(|mut object| {
            write(&mut object)?;
            Ok(object)
        }))
    }
}

/// A list or a map: what [`Members::unless_empty`] takes.
pub trait Collection {
    /// Whether there is nothing in it.
    fn is_empty(&self) -> bool;
}

impl<T> Collection for Vec<T> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

impl<T> Collection for BTreeMap<String, T> {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}
