//! Which services a crate is limited to.

use std::fs;
use std::path::Path;

use codegen_documents::openapi::SERVICE_FILES;
use codegen_likeness::{Likeness, nearest};

/// The word that lifts a limit.
const ALL: &str = "all";

/// The folders of the services that are named, in any spelling; `None` where everything is meant: nothing is named, or `all` alone.
///
/// # Errors
/// A service that is named has no folder; the text says which ones there are.
pub(super) fn folders(named: &[String], spec: &Path) -> Result<Option<Vec<String>>, String> {
    let there = services(spec);
    let is_all =
        |named: &[String]| matches!(named, [one] if one == ALL) && !there.contains(&ALL.to_owned());
    if named.is_empty() || is_all(named) {
        return Ok(None);
    }
    let mut chosen: Vec<String> = named
        .iter()
        .map(|name| find(name, &there, spec))
        .collect::<Result<_, _>>()?;
    chosen.sort();
    chosen.dedup();
    Ok(Some(chosen))
}

/// Whether two names differ in casing and separators alone, as those of a folder and of its module may.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let plain = |name: &str| -> String {
        let letters = name.chars().filter(|char| char.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    plain(one) == plain(other)
}

fn find(named: &str, there: &[String], spec: &Path) -> Result<String, String> {
    let alike: Vec<&String> = there.iter().filter(|name| is_same(name, named)).collect();
    match alike.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(missing(named, there, spec)),
        several => {
            let same = several.iter().find(|name| **name == named);
            same.map(|name| (*name).clone())
                .ok_or_else(|| format!("`{named}` matches {}", listed(several)))
        }
    }
}

fn missing(named: &str, there: &[String], spec: &Path) -> String {
    let folder = spec.display();
    let near = nearest(named, there.iter().map(String::as_str), Likeness::Distant);
    let all: Vec<&String> = there.iter().collect();
    match near {
        Some(near) => format!("{folder} has no service `{named}`; did you mean `{near}`?"),
        None if all.is_empty() => format!("{folder} has no services"),
        None => format!("{folder} has no service `{named}`; it has {}", listed(&all)),
    }
}

fn listed(names: &[&String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The folders of services, sorted.
fn services(spec: &Path) -> Vec<String> {
    let entries = fs::read_dir(spec).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| {
            SERVICE_FILES
                .iter()
                .any(|name| entry.path().join(name).is_file())
        })
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}
