//! Writing an object member by member.
//!
//! Knows which members are left out. Gives generated `Serialize` implementations a body of one line
//! per member. Must never know a format.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// An object being written.
pub struct Members<S: Serializer>(S::SerializeMap);

impl<S: Serializer> Members<S> {
    /// Starts an object with at most `len` named members.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn new(serializer: S, len: usize) -> Result<Self, S::Error> {
        // A length of zero would be final for some formats, but `extend` may still follow.
        serializer.serialize_map((len > 0).then_some(len)).map(Self)
    }

    /// Writes a member.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn required<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), S::Error> {
        self.0.serialize_entry(name, value)
    }

    /// Writes a member that is left out when there is nothing to say.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn optional<T: Serialize>(
        &mut self,
        name: &'static str,
        value: &Option<T>,
    ) -> Result<(), S::Error> {
        match value {
            Some(value) => self.0.serialize_entry(name, value),
            None => Ok(()),
        }
    }

    /// Writes a list or a map that is left out when it is empty.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn unless_empty<C: Collection + Serialize>(
        &mut self,
        name: &'static str,
        collection: &C,
    ) -> Result<(), S::Error> {
        if collection.is_empty() {
            Ok(())
        } else {
            self.0.serialize_entry(name, collection)
        }
    }

    /// Writes members beyond the named ones.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn extend<T: Serialize>(&mut self, members: &BTreeMap<String, T>) -> Result<(), S::Error> {
        members
            .iter()
            .try_for_each(|(name, value)| self.0.serialize_entry(name, value))
    }

    /// Ends the object.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.0.end()
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
