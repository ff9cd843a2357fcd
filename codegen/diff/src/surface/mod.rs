//! Two states of generated Rust to what changed of its public API, item by item.
//!
//! Knows the syntax of Rust. Gives changes under the rules for output, so that a new version of the generator is as visible as a
//! changed document. Must never compare texts: what reads otherwise and means the same is no change.

mod compare;
mod read;
mod syntax;

use std::collections::HashSet;
use std::fmt;

use super::{Change, Diff, Verdict};

pub use read::{Item, Kind};

/// A file of Rust: its path below the root of the output, with `/`, and its text.
pub type Source = (String, String);

/// A file that is no Rust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Its path.
    pub path: String,
    /// What is wrong, and where.
    pub message: String,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

impl std::error::Error for SyntaxError {}

/// The public items of some files.
///
/// # Errors
/// A file is no Rust.
pub fn items(sources: &[Source]) -> Result<Vec<Item>, SyntaxError> {
    read::items(sources)
}

/// Compares the public API of two states of the output.
///
/// # Errors
/// A file is no Rust.
pub fn surface(old: &[Source], new: &[Source]) -> Result<Diff, SyntaxError> {
    let (old, new) = (changed(old, new), changed(new, old));
    Ok(compare::diff(&read::items(&old)?, &read::items(&new)?))
}

/// Files that are not the same in the other state, and those in the same folder: names are taken in from one file to another.
fn changed(sources: &[Source], others: &[Source]) -> Vec<Source> {
    fn folder(path: &str) -> &str {
        path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
    let known: HashSet<&Source> = others.iter().collect();
    let here: HashSet<&Source> = sources.iter().collect();
    let touched = sources
        .iter()
        .filter(|source| !known.contains(source))
        .chain(others.iter().filter(|source| !here.contains(source)));
    let folders: HashSet<&str> = touched.map(|(path, _)| folder(path)).collect();
    let sources = sources
        .iter()
        .filter(|(path, _)| folders.contains(folder(path)));
    sources.cloned().collect()
}

/// What changed of the output that the documents do not account for: leaves out what stands in a module, or has a name, of which the
/// comparison of the documents says something as grave.
#[must_use]
pub fn unexplained(output: &Diff, documents: &Diff) -> Diff {
    let graver = |verdict: Verdict| {
        let rust = documents
            .changes
            .iter()
            .filter(move |change| change.rule.rust >= verdict);
        rust.filter_map(|change| change.place.rust.as_deref())
    };
    let places = |verdict: Verdict| -> HashSet<String> {
        graver(verdict)
            .flat_map(|rust| [module(rust), name(rust)])
            .collect()
    };
    let explained = [Verdict::Compatible, Verdict::Risky, Verdict::Breaking].map(places);
    let is_explained = |change: &Change| {
        let known = match change.rule.rust {
            Verdict::Compatible => &explained[0],
            Verdict::Risky => &explained[1],
            Verdict::Breaking => &explained[2],
        };
        known.contains(&module(&change.place.path)) || known.contains(&name(&change.place.path))
    };
    let changes = output.changes.iter().filter(|change| !is_explained(change));
    Diff {
        changes: changes.cloned().collect(),
    }
}

/// The module of a path: what comes before the first type.
fn module(path: &str) -> String {
    let steps = path.split("::");
    let is_module = |step: &&str| {
        step.chars()
            .next()
            .is_some_and(|first| first.is_lowercase() || first == '_')
    };
    steps
        .take_while(is_module)
        .take(3)
        .collect::<Vec<_>>()
        .join("::")
}

/// The last step of a path with the service, for what has the same name in several places: a method of the client and of its trait.
fn name(path: &str) -> String {
    let service = path.split("::").next().unwrap_or_default();
    let last = path.rsplit("::").next().unwrap_or_default();
    format!("{service}/{last}")
}
