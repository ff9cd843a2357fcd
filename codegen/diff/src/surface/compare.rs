//! Items to changes.

use std::collections::BTreeMap;

use super::{Item, Kind};
use crate::rules::{
    OUTPUT_ITEM_ADDED, OUTPUT_ITEM_CHANGED, OUTPUT_ITEM_DEPRECATED, OUTPUT_ITEM_REMOVED,
    OUTPUT_METHOD_REQUIRED, OUTPUT_NOT_GROWING,
};
use crate::{Change, Diff, Location, Rule};

pub(super) fn diff(old: &[Item], new: &[Item]) -> Diff {
    let index = |items: &'_ [Item]| -> BTreeMap<String, Item> {
        items
            .iter()
            .map(|item| (item.path.clone(), item.clone()))
            .collect()
    };
    let (old, new) = (index(old), index(new));
    let mut changes = Vec::new();
    for (path, was) in &old {
        match new.get(path) {
            // What goes with its owner is not told by itself.
            None if owner(path)
                .is_some_and(|owner| old.contains_key(owner) && !new.contains_key(owner)) => {}
            None => changes.push(change(&OUTPUT_ITEM_REMOVED, was, Some(word(was)), None)),
            Some(is) => changed(was, is, &mut changes),
        }
    }
    for (path, is) in &new {
        let is_new = !old.contains_key(path);
        let has_new_owner =
            owner(path).is_some_and(|owner| new.contains_key(owner) && !old.contains_key(owner));
        if is_new && !has_new_owner {
            let rule = match is.kind {
                Kind::Required => &OUTPUT_METHOD_REQUIRED,
                _ => &OUTPUT_ITEM_ADDED,
            };
            changes.push(change(rule, is, None, Some(word(is))));
        }
    }
    changes.sort_by(|one, other| one.place.path.cmp(&other.place.path));
    Diff { changes }
}

fn changed(was: &Item, is: &Item, changes: &mut Vec<Change>) {
    let is_same_kind =
        was.kind == is.kind || matches!((was.kind, is.kind), (Kind::Required, Kind::Provided));
    if !is_same_kind || was.signature != is.signature {
        changes.push(change(
            &OUTPUT_ITEM_CHANGED,
            was,
            Some(word(was)),
            Some(word(is)),
        ));
    }
    if !was.is_open && is.is_open {
        changes.push(change(&OUTPUT_NOT_GROWING, was, None, None));
    }
    if !was.is_deprecated && is.is_deprecated {
        changes.push(change(&OUTPUT_ITEM_DEPRECATED, was, None, None));
    }
}

/// What an item belongs to.
fn owner(path: &str) -> Option<&str> {
    let end = path.rfind("::").into_iter().chain(path.find('<')).min()?;
    path.get(..end)
}

fn word(item: &Item) -> String {
    let kind = match item.kind {
        Kind::Module => "module",
        Kind::Struct => "structure",
        Kind::Enum => "enum",
        Kind::Trait => "trait",
        Kind::Function => "function",
        Kind::Provided => "provided method",
        Kind::Required => "required method",
        Kind::Field => "field",
        Kind::Variant => "variant",
        Kind::Constant => "constant",
        Kind::Alias => "alias",
        Kind::Implementation => "implementation",
        Kind::Associated => "associated type",
    };
    match item.signature.as_str() {
        "" => kind.to_owned(),
        signature => format!("{kind} `{signature}`"),
    }
}

fn change(rule: &'static Rule, item: &Item, old: Option<String>, new: Option<String>) -> Change {
    let service = item.path.split("::").next().unwrap_or_default();
    Change {
        rule,
        place: Location {
            service: service.to_owned(),
            rust: Some(item.path.clone()),
            path: item.path.clone(),
            ..Location::default()
        },
        old,
        new,
        evidence: None,
        other_way: None,
        more: Vec::new(),
        accepted: None,
    }
}
