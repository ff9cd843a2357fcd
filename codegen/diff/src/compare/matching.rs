//! What belongs together in two lists, by a key.

use std::collections::HashMap;
use std::hash::Hash;

/// Two lists, matched.
#[derive(Debug)]
pub(super) struct Matched<'a, T> {
    /// What is in both, in the order of the new list.
    pub(super) both: Vec<(&'a T, &'a T)>,
    /// What is only in the old one, in its order.
    pub(super) removed: Vec<&'a T>,
    /// What is only in the new one, in its order.
    pub(super) added: Vec<&'a T>,
}

/// Matches two lists whose keys are unique.
pub(super) fn matched<'a, T, K: Eq + Hash>(
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&'a T) -> K,
) -> Matched<'a, T> {
    let mut left: HashMap<K, &T> = old.iter().map(|item| (key(item), item)).collect();
    let mut found = Matched {
        both: Vec::new(),
        removed: Vec::new(),
        added: Vec::new(),
    };
    for item in new {
        match left.remove(&key(item)) {
            Some(old) => found.both.push((old, item)),
            None => found.added.push(item),
        }
    }
    found.removed = old
        .iter()
        .filter(|item| left.contains_key(&key(item)))
        .collect();
    found
}
