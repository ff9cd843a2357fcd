//! Whether an edited document says what was meant: the facts of the old one with the changes, and nothing else.

use std::collections::{BTreeMap, HashMap};

use super::carry::is_shape;
use super::changes::Change;
use super::statement::{EXAMPLE, Stated, Statement, is_below, is_prose};
use codegen_documents::source::Node;

/// A fact that is not as it was meant to be, by the path that it has after the update.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Deviation {
    pub(super) path: String,
    pub(super) fact: String,
    pub(super) wanted: Option<Node>,
    pub(super) found: Option<Node>,
}

/// Holds the facts of an edited document against what was meant. Where new members refer to schemas that were there
/// before, what is inside of them was meant as it is.
pub(super) fn deviations(
    own: &Statement,
    page: &Statement,
    changes: &[Change],
    after: &Statement,
    reuses: bool,
) -> Vec<Deviation> {
    let found: HashMap<&str, Stated> = after
        .iter()
        .map(|(path, member)| (path, member.stated()))
        .collect();
    let renamed = changes
        .iter()
        .any(|change| matches!(change, Change::Rename { .. }));
    let alternatives = own.in_alternatives();
    let added: Vec<String> = changes
        .iter()
        .filter_map(|change| match change {
            Change::Add { page } => Some(path_here(page, &alternatives)),
            Change::Reshape { page, .. } => Some(page.clone()),
            _ => None,
        })
        .collect();
    let expected = expected(own, page, changes, &alternatives);
    let mut out = Vec::new();
    let empty = Stated::new();
    let mut paths: Vec<&str> = expected.keys().map(String::as_str).collect();
    paths.extend(found.keys().filter(|path| !expected.contains_key(**path)));
    paths.sort_unstable();
    for path in paths {
        let wanted = expected.get(path).unwrap_or(&empty);
        let is = found.get(path).unwrap_or(&empty);
        let is_inside = added.iter().any(|outer| is_below(path, outer));
        if is_inside && reuses {
            continue;
        }
        let is_new = is_inside || added.iter().any(|new| new == path);
        let mut names: Vec<&String> = wanted.keys().chain(is.keys()).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            // What comes along by the way: names of values, members named in examples, words of a component that was
            // there already.
            let by_the_way = name == "x-enum-varnames"
                || (renamed && mentions_members(name))
                || (is_new && is_prose(name));
            if !by_the_way && wanted.get(name) != is.get(name) {
                out.push(Deviation {
                    path: path.to_owned(),
                    fact: name.clone(),
                    wanted: wanted.get(name).cloned(),
                    found: is.get(name).cloned(),
                });
            }
        }
    }
    out
}

/// Where a new member comes to stand: its parent may be in one alternative of something.
fn path_here(page: &str, alternatives: &HashMap<String, &str>) -> String {
    let around = alternatives
        .iter()
        .filter(|(plain, _)| is_below(page, plain))
        .max_by_key(|(plain, _)| plain.len());
    match around {
        Some((plain, here)) => format!("{here}{}", &page[plain.len()..]),
        None => page.to_owned(),
    }
}

fn mentions_members(fact: &str) -> bool {
    fact.starts_with(EXAMPLE)
        || matches!(
            fact,
            "example" | "examples" | "x-pagination" | "x-failed-items"
        )
}

fn expected(
    own: &Statement,
    page: &Statement,
    changes: &[Change],
    alternatives: &HashMap<String, &str>,
) -> BTreeMap<String, Stated> {
    let mut facts: BTreeMap<String, Stated> = own
        .iter()
        .map(|(path, member)| (path.to_owned(), member.stated()))
        .collect();
    let remove = |facts: &mut BTreeMap<String, Stated>, path: &str, itself: bool| {
        facts.retain(|other, _| !(is_below(other, path) || (itself && other == path)));
    };
    for change in changes {
        match change {
            Change::Set {
                path,
                page: to,
                fact,
            } => {
                if let (Some(stated), Some(value)) = (facts.get_mut(path), page.fact(to, fact)) {
                    stated.insert(fact.clone(), value.seen.clone());
                }
            }
            Change::Unset { path, fact } => {
                if let Some(stated) = facts.get_mut(path) {
                    stated.remove(fact);
                }
            }
            Change::Remove { path } => remove(&mut facts, path, true),
            Change::Reshape { path, page: to } => {
                remove(&mut facts, path, false);
                if let (Some(stated), Some(member)) = (facts.get_mut(path), page.get(to)) {
                    stated.retain(|name, _| !is_shape(name));
                    let shape = member.stated().into_iter();
                    stated.extend(shape.filter(|(name, _)| is_shape(name)));
                }
                for (other, member) in page.iter().filter(|(other, _)| is_below(other, to)) {
                    let here = format!("{path}{}", &other[to.len()..]);
                    facts.insert(here, member.stated());
                }
            }
            Change::Add { .. } | Change::Rename { .. } => {}
        }
    }
    // The longest first, so that what was renamed inside is still found.
    let mut renames: Vec<(&String, &String)> = changes
        .iter()
        .filter_map(|change| match change {
            Change::Rename { path, page } => Some((path, page)),
            _ => None,
        })
        .collect();
    renames.sort_by_key(|(path, _)| usize::MAX - path.len());
    for (from, to) in renames {
        let moved: Vec<String> = facts
            .keys()
            .filter(|path| *path == from || is_below(path, from))
            .cloned()
            .collect();
        for path in moved {
            if let Some(stated) = facts.remove(&path) {
                facts.insert(format!("{to}{}", &path[from.len()..]), stated);
            }
        }
    }
    for change in changes {
        if let Change::Add { page: path } = change {
            let added = page
                .iter()
                .filter(|(other, _)| other == path || is_below(other, path));
            for (other, member) in added {
                let here = path_here(path, alternatives) + &other[path.len()..];
                facts.insert(here, member.stated());
            }
        }
    }
    facts
}
