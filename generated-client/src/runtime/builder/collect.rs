//! What setters make of anything that can be iterated over.
//!
//! Knows the conversions that make calls short. Gives each as one function, so that a setter has one
//! call to compile and no closures. Must never know a member.

use std::collections::BTreeMap;

/// Anything that can be iterated over and whose items become values of a type: an array of `&str` for a
/// list of `String`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a collection whose items become `{T}`",
    label = "expected an iterable whose items are `impl Into<{T}>`"
)]
pub trait Items<T> {
    /// The list of the values.
    fn into_list(self) -> Vec<T>;
}

impl<I, V, T> Items<T> for I
where
    I: IntoIterator<Item = V>,
    V: Into<T>,
{
    fn into_list(self) -> Vec<T> {
        self.into_iter().map(Into::into).collect()
    }
}

/// Anything that can be iterated over and whose items become entries of a map: an array of pairs of `&str`
/// for a map of `String`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a collection of entries whose values become `{T}`",
    label = "expected an iterable whose items are `(impl Into<String>, impl Into<{T}>)`"
)]
pub trait Entries<T> {
    /// The map of the entries.
    fn into_map(self) -> BTreeMap<String, T>;
}

impl<I, K, V, T> Entries<T> for I
where
    I: IntoIterator<Item = (K, V)>,
    K: Into<String>,
    V: Into<T>,
{
    fn into_map(self) -> BTreeMap<String, T> {
        map(self.into_iter().map(|(key, value)| (key, value.into())))
    }
}

/// A list of values as they are.
pub fn values<T>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    values.into_iter().collect()
}

/// A list of what values become.
pub fn list<T>(values: impl Items<T>) -> Vec<T> {
    values.into_list()
}

/// A map of values as they are.
pub fn map<T>(entries: impl IntoIterator<Item = (impl Into<String>, T)>) -> BTreeMap<String, T> {
    let entries = entries.into_iter();
    entries.map(|(key, value)| (key.into(), value)).collect()
}

/// A map of what values become.
pub fn map_into<T>(entries: impl Entries<T>) -> BTreeMap<String, T> {
    entries.into_map()
}
