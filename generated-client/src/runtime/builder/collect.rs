//! What setters make of anything that can be iterated over.
//!
//! Knows the conversions that make calls short. Gives each as one function, so that a setter has one
//! call to compile and no closures. Must never know a member.

use std::collections::BTreeMap;

/// A list of values as they are.
pub fn values<T>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    values.into_iter().collect()
}

/// A list of what values become.
pub fn list<T>(values: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    values.into_iter().map(Into::into).collect()
}

/// A map of values as they are.
pub fn map<T>(entries: impl IntoIterator<Item = (impl Into<String>, T)>) -> BTreeMap<String, T> {
    let entries = entries.into_iter();
    entries.map(|(key, value)| (key.into(), value)).collect()
}

/// A map of what values become.
pub fn map_into<T>(
    entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
) -> BTreeMap<String, T> {
    let entries = entries.into_iter();
    map(entries.map(|(key, value)| (key, value.into())))
}
