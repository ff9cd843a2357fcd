//! The result of an action that has none.
//!
//! Knows that servers still write something there: `{}`, `null`, `""`. Gives nothing. Must never
//! reject any of it.

use serde::de::{Deserialize, Deserializer, IgnoredAny};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value as JsonValue;

use super::value::{Any, Place, Slot, Value};
use super::view::View;

/// No content. It reads any JSON and is written as an object without members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct Empty;

impl<'de> Deserialize<'de> for Empty {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

impl Serialize for Empty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_map(Some(0))?.end()
    }
}

impl Value for Empty {
    fn view(&self) -> View<'_> {
        View::Empty
    }
}

impl Place for Empty {
    fn blank() -> Self {
        Self
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Any(self)
    }
}

impl Any for Empty {
    fn take(&mut self, _: JsonValue) -> Result<(), &'static str> {
        Ok(())
    }
}
