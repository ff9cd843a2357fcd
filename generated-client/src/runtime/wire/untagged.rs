//! Reading a value that may be of one of several shapes.
//!
//! Knows how to hold a value of any shape. Gives generated unions three steps: hold it, order the
//! shapes of objects by how well they fit, and try shape after shape. Must never know a particular
//! union.

use serde::de::{Deserialize, Deserializer, Error};
use serde_json::{Map, Value};

use super::read::Read;

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
pub fn attempt<T: Read>(value: &Value) -> Option<T> {
    T::read(value).ok()
}

/// The numbers of the alternatives that a value may be, in the order of the union: those whose required
/// members are all there.
pub fn in_order(value: &Value, required: &[&[&str]]) -> Vec<usize> {
    let is_whole = |index: &usize| {
        let mut members = required[*index].iter();
        members.all(|member| value.get(member).is_some())
    };
    (0..required.len()).filter(is_whole).collect()
}

/// The end of a union that is only sent: it has no place for a value of yet another shape.
///
/// # Errors
///
/// Always.
pub fn fits_none<T, E: Error>() -> Result<T, E> {
    Err(E::custom("it has none of the documented shapes"))
}

/// What an object must be like to be one of a union's alternatives.
#[derive(Debug)]
pub struct Shape {
    /// Values of the union's tag that stand for it.
    pub tags: &'static [&'static str],
    /// Members that must be there.
    pub required: &'static [&'static str],
    /// Every member that it has.
    pub members: &'static [&'static str],
    /// Members that may have certain values alone, with these as JSON.
    pub fixed: &'static [(&'static str, &'static [&'static str])],
    /// Whether it may have members beyond those.
    pub is_open: bool,
}

impl Shape {
    /// An alternative that is no structure: reading shows whether it fits.
    pub const ANY: Self = Self {
        tags: &[],
        required: &[],
        members: &[],
        fixed: &[],
        is_open: true,
    };

    fn is_any(&self) -> bool {
        self.is_open && self.members.is_empty()
    }

    /// How many members of an object have no place in it; `None` if the object cannot be this shape.
    fn left_over(&self, object: &Map<String, Value>) -> Option<usize> {
        let is_there = |name: &&str| object.contains_key(*name);
        let excludes = |(name, allowed): &(&str, &[&str])| {
            let value = object.get(*name).filter(|value| !value.is_null());
            value.is_some_and(|value| !allowed.contains(&value.to_string().as_str()))
        };
        if !self.required.iter().all(is_there) || self.fixed.iter().any(excludes) {
            return None;
        }
        if self.is_open {
            return Some(0);
        }
        let unknown = object.keys();
        Some(
            unknown
                .filter(|name| !self.members.contains(&name.as_str()))
                .count(),
        )
    }
}

/// The numbers of the alternatives that a value may be, the best first: those that its tag stands for,
/// else those that no member excludes, fewest members left over first.
pub fn ranked(value: &Value, tag: Option<&str>, shapes: &[Shape]) -> Vec<usize> {
    let all = || shapes.iter().enumerate();
    let Value::Object(object) = value else {
        let others = all().filter(|(_, shape)| shape.is_any());
        return others.map(|(index, _)| index).collect();
    };
    let stated = tag.and_then(|tag| object.get(tag)).and_then(Value::as_str);
    if let Some(stated) = stated {
        let meant: Vec<usize> = all()
            .filter(|(_, shape)| shape.tags.contains(&stated))
            .map(|(index, _)| index)
            .collect();
        // A tag that nobody knows is that of a newer alternative.
        if !meant.is_empty() || shapes.iter().all(|shape| !shape.tags.is_empty()) {
            return meant;
        }
    }
    let mut fitting: Vec<_> = all()
        .filter_map(|(index, shape)| {
            let left_over = shape.left_over(object)?;
            Some((shape.is_any(), left_over, shape.is_open, index))
        })
        .collect();
    fitting.sort_unstable();
    fitting.into_iter().map(|(.., index)| index).collect()
}
