//! What setters make of anything that can be iterated over.
//!
//! Knows the conversions that make calls short. Gives each as one function, so that a setter has one
//! call to compile and no closures. Must never know a member.

use std::collections::BTreeMap;

/// A list of texts.
pub fn texts(texts: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    texts.into_iter().map(Into::into).collect()
}

/// A map of values as they are.
pub fn map<T>(entries: impl IntoIterator<Item = (impl Into<String>, T)>) -> BTreeMap<String, T> {
    let entries = entries.into_iter();
    entries.map(|(key, value)| (key.into(), value)).collect()
}

/// A map of texts.
pub fn text_map(
    entries: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
) -> BTreeMap<String, String> {
    let entries = entries.into_iter();
    map(entries.map(|(key, value)| (key, value.into())))
}
