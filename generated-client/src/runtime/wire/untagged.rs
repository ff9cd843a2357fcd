//! Reading a value that may be of one of several shapes.
//!
//! Knows how to hold a value of any shape. Gives generated unions two steps: hold it, then try
//! shape after shape. Must never guess by anything but whether the shape fits.

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error};
use serde_json::Value;

/// Holds the value as it came; 64-bit integers stay exact.
///
/// # Errors
///
/// Those of the format, when the text is not well-formed.
pub fn buffer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    Value::deserialize(deserializer)
}

/// The value in one of the shapes, if it fits. A reply is read leniently, so that an object fits every
/// structure; what tells structures apart is which members must be there.
pub fn attempt<T: DeserializeOwned>(value: &Value, required: &[&str]) -> Option<T> {
    let is_whole = required.iter().all(|member| value.get(member).is_some());
    is_whole.then(|| T::deserialize(value).ok()).flatten()
}

/// The end of a union that is only sent: it has no place for a value of yet another shape.
///
/// # Errors
///
/// Always.
pub fn fits_none<T, E: Error>() -> Result<T, E> {
    Err(E::custom("it has none of the documented shapes"))
}
