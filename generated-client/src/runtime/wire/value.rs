//! Values as the members of generated types hold them.
//!
//! Knows every type that a member can have. Gives two ways into each, one to look at a value and one
//! to put a value in, so that writing, reading, comparing and printing are written once for all
//! types. Must never know a member.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde_json::Value as JsonValue;

use super::record::Member;
use super::scalar::Scalar;
use super::view::View;

/// A value that a member can hold, as it is written, compared and printed.
///
/// What is not said is that of an object: such a type gives its members alone.
pub trait Value: Debug {
    /// The value as it travels.
    fn view(&self) -> View<'_> {
        View::Record
    }

    /// Shows the name of an object's type, and its members in the order of the table.
    fn members(&self, see: &mut dyn FnMut(&'static str, &[Member<'_>])) {
        see("", &[]);
    }
}

/// A value that a member can hold, as it is read.
///
/// What is not said is that of an object: such a type gives its members alone.
pub trait Place: Value {
    /// What stands there until a value is read.
    fn blank() -> Self
    where
        Self: Sized;

    /// What can be put in.
    fn slot(&mut self) -> Slot<'_> {
        Slot::Record
    }

    /// The place of an object's member that travels under a name.
    fn member(&mut self, name: &str) -> Option<&mut dyn Place> {
        let _ = name;
        None
    }
}

/// What can be put into a place.
pub enum Slot<'a> {
    /// A text, a number or a truth value.
    Scalar(&'a mut dyn Scalar),
    /// A list.
    List(&'a mut dyn Slots),
    /// A map from texts.
    Map(&'a mut dyn Entries),
    /// The members of an object.
    Record,
    /// A value of any shape.
    Any(&'a mut dyn Any),
}

/// A list of values.
pub trait List {
    /// How many elements there are.
    fn len(&self) -> usize;

    /// The element at an index.
    fn get(&self, index: usize) -> Option<&dyn Value>;
}

/// A list that is read.
pub trait Slots {
    /// Takes all elements away.
    fn clear(&mut self);

    /// Adds a blank element.
    fn push(&mut self) -> &mut dyn Place;

    /// Takes the last element away.
    fn pop(&mut self);
}

/// A map from texts to values.
pub trait Map {
    /// How many entries there are.
    fn len(&self) -> usize;

    /// The entries, in the order of their keys.
    fn entries(&self) -> Box<dyn Iterator<Item = (&str, &dyn Value)> + '_>;
}

/// A map that is read.
pub trait Entries {
    /// Takes all entries away.
    fn clear(&mut self);

    /// Puts a blank value in.
    fn insert(&mut self, key: &str) -> &mut dyn Place;

    /// Takes an entry away.
    fn remove(&mut self, key: &str);
}

/// A place for a value of any shape.
pub trait Any {
    /// Takes the value in.
    ///
    /// # Errors
    ///
    /// What was expected, when the value is not that.
    fn take(&mut self, json: JsonValue) -> Result<(), &'static str>;
}

impl<T: Value> Value for Option<T> {
    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Nothing, T::view)
    }

    fn members(&self, see: &mut dyn FnMut(&'static str, &[Member<'_>])) {
        if let Some(value) = self {
            value.members(see);
        }
    }
}

impl<T: Place> Place for Option<T> {
    fn blank() -> Self {
        None
    }

    fn slot(&mut self) -> Slot<'_> {
        self.get_or_insert_with(T::blank).slot()
    }

    fn member(&mut self, name: &str) -> Option<&mut dyn Place> {
        self.get_or_insert_with(T::blank).member(name)
    }
}

impl<T: Value> Value for Box<T> {
    fn view(&self) -> View<'_> {
        T::view(self)
    }

    fn members(&self, see: &mut dyn FnMut(&'static str, &[Member<'_>])) {
        T::members(self, see);
    }
}

impl<T: Place> Place for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn slot(&mut self) -> Slot<'_> {
        T::slot(self)
    }

    fn member(&mut self, name: &str) -> Option<&mut dyn Place> {
        T::member(self, name)
    }
}

impl<T: Value> Value for Vec<T> {
    fn view(&self) -> View<'_> {
        View::List(self)
    }
}

impl<T: Value> List for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn get(&self, index: usize) -> Option<&dyn Value> {
        self.as_slice().get(index).map(|value| value as &dyn Value)
    }
}

impl<T: Place> Place for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
}

impl<T: Place> Slots for Vec<T> {
    fn clear(&mut self) {
        self.clear();
    }

    fn push(&mut self) -> &mut dyn Place {
        let index = self.len();
        self.push(T::blank());
        &mut self[index]
    }

    fn pop(&mut self) {
        self.pop();
    }
}

impl<T: Value> Value for BTreeMap<String, T> {
    fn view(&self) -> View<'_> {
        View::Map(self)
    }
}

impl<T: Value> Map for BTreeMap<String, T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn entries(&self) -> Box<dyn Iterator<Item = (&str, &dyn Value)> + '_> {
        Box::new(
            self.iter()
                .map(|(key, value)| (key.as_str(), value as &dyn Value)),
        )
    }
}

impl<T: Place> Place for BTreeMap<String, T> {
    fn blank() -> Self {
        Self::new()
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
}

impl<T: Place> Entries for BTreeMap<String, T> {
    fn clear(&mut self) {
        self.clear();
    }

    fn insert(&mut self, key: &str) -> &mut dyn Place {
        self.entry(key.to_owned())
            .insert_entry(T::blank())
            .into_mut()
    }

    fn remove(&mut self, key: &str) {
        self.remove(key);
    }
}

impl Value for JsonValue {
    fn view(&self) -> View<'_> {
        View::Json(self)
    }
}

impl Place for JsonValue {
    fn blank() -> Self {
        Self::Null
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Any(self)
    }
}

impl Any for JsonValue {
    fn take(&mut self, json: JsonValue) -> Result<(), &'static str> {
        *self = json;
        Ok(())
    }
}
