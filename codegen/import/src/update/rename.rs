//! Members that have another name now.

use std::collections::{BTreeMap, HashSet};

use super::statement::{ACTION, Remembered, Stated, canonical};
use codegen_likeness::alike;

/// A member that is gone, and a new one that may be the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rename {
    pub(super) from: String,
    pub(super) to: String,
    /// What speaks for it, in words.
    pub(super) evidence: String,
    /// Whether that is enough.
    pub(super) strong: bool,
}

/// Holds members that are gone against new ones of the same parent.
///
/// Both must say the same about their type and everything below, and neither may fit another member as well. Then the
/// same description is enough; without it, two of a similar name, the same position and the same other facts are.
pub(super) fn renames(old: &Remembered, new: &Remembered) -> Vec<Rename> {
    let old_paths: HashSet<&str> = old.0.iter().map(|(path, _)| path.as_str()).collect();
    let new_paths: HashSet<&str> = new.0.iter().map(|(path, _)| path.as_str()).collect();
    let gone = by_parent(old, &new_paths);
    let come = by_parent(new, &old_paths);
    let mut found = Vec::new();
    for (parent, gone) in &gone {
        let Some(come) = come.get(parent) else {
            continue;
        };
        let pairs = Pairs::of(gone, come, |from, to| below(old, from) == below(new, to));
        for (from, to) in pairs.fitting() {
            let evidence = pairs.evidence(from, to);
            if evidence.weight() > 0 && pairs.is_best(from, to) {
                found.push(Rename {
                    from: from.path.to_owned(),
                    to: to.path.to_owned(),
                    evidence: evidence.words(),
                    strong: evidence.is_strong(),
                });
            }
        }
    }
    found.sort_by(|a, b| a.from.cmp(&b.from));
    found
}

/// A member among its siblings.
struct Sibling<'a> {
    path: &'a str,
    name: &'a str,
    facts: &'a Stated,
    position: usize,
}

/// Members that the other side does not have, by their parent. Of members inside of each other the outermost is enough.
fn by_parent<'a>(
    statement: &'a Remembered,
    others: &HashSet<&str>,
) -> BTreeMap<&'a str, Vec<Sibling<'a>>> {
    let mut positions: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: BTreeMap<&str, Vec<Sibling<'a>>> = BTreeMap::new();
    for (path, facts) in &statement.0 {
        let Some((parent, name)) = split(path) else {
            continue;
        };
        let position = positions.entry(parent).or_default();
        *position += 1;
        let parent_stayed = others.contains(parent) || !parent.contains(['.', '[', '{']);
        if parent_stayed && !others.contains(path.as_str()) && parent != "error" {
            found.entry(parent).or_default().push(Sibling {
                path,
                name,
                facts,
                position: *position,
            });
        }
    }
    found
}

/// A path as that of the parent, and the member's own name.
pub(super) fn split(path: &str) -> Option<(&str, &str)> {
    if path == ACTION || path.ends_with(['[', ']', '{', '}']) {
        return None;
    }
    let mut end = path.len();
    while let Some(dot) = path[..end].rfind('.') {
        if !path[..dot].ends_with('\\') {
            let name = &path[dot + 1..];
            return (!name.contains('|')).then_some((&path[..dot], name));
        }
        end = dot;
    }
    None
}

/// The type of a member, and everything that is said about what is inside of it.
fn below<'a>(statement: &'a Remembered, path: &str) -> Vec<(&'a str, Option<&'a Stated>, String)> {
    let kind = |facts: &Stated| facts.get("type").map(canonical).unwrap_or_default();
    statement
        .0
        .iter()
        .filter_map(|(candidate, facts)| {
            let rest = candidate.strip_prefix(path)?;
            match rest.chars().next() {
                None => Some((rest, None, kind(facts))),
                Some('.' | '[' | '{') => Some((rest, Some(facts), kind(facts))),
                Some(_) => None,
            }
        })
        .collect()
}

/// Members of one parent that are gone, with those that are new and may be the same.
struct Pairs<'a>(Vec<(&'a Sibling<'a>, &'a Sibling<'a>)>);

impl<'a> Pairs<'a> {
    fn of(
        gone: &'a [Sibling<'a>],
        come: &'a [Sibling<'a>],
        fits: impl Fn(&str, &str) -> bool,
    ) -> Self {
        let all = gone
            .iter()
            .flat_map(|from| come.iter().map(move |to| (from, to)));
        Self(all.filter(|(from, to)| fits(from.path, to.path)).collect())
    }

    fn fitting(&self) -> impl Iterator<Item = (&'a Sibling<'a>, &'a Sibling<'a>)> {
        self.0.iter().copied()
    }

    /// The other pairs of either of two members.
    fn others(
        &self,
        from: &Sibling<'_>,
        to: &Sibling<'_>,
    ) -> impl Iterator<Item = (&'a Sibling<'a>, &'a Sibling<'a>)> {
        self.fitting()
            .filter(move |(other, another)| (other.path == from.path) != (another.path == to.path))
    }

    fn evidence(&self, from: &Sibling<'_>, to: &Sibling<'_>) -> Evidence {
        let but_words = |facts: &Stated| {
            let mut facts = facts.clone();
            facts.remove("description");
            facts
        };
        // A description that others have as well tells none of them.
        let mut others = self.others(from, to);
        Evidence {
            description: same_words(from, to) && !others.any(|(from, to)| same_words(from, to)),
            name: alike(from.name, to.name),
            position: from.position == to.position,
            facts: but_words(from.facts) == but_words(to.facts),
        }
    }

    /// Whether no other pair of the two has as much evidence.
    fn is_best(&self, from: &Sibling<'_>, to: &Sibling<'_>) -> bool {
        let weight = self.evidence(from, to).weight();
        self.others(from, to)
            .all(|(from, to)| self.evidence(from, to).weight() < weight)
    }
}

fn same_words(from: &Sibling<'_>, to: &Sibling<'_>) -> bool {
    let words = from.facts.get("description");
    words.is_some() && words == to.facts.get("description")
}

struct Evidence {
    description: bool,
    name: bool,
    position: bool,
    facts: bool,
}

impl Evidence {
    fn weight(&self) -> usize {
        4 * usize::from(self.description) + 2 * usize::from(self.name) + usize::from(self.position)
    }

    fn is_strong(&self) -> bool {
        let others = [self.name, self.position, self.facts];
        self.description || (self.name && others.into_iter().filter(|one| *one).count() >= 2)
    }

    fn words(&self) -> String {
        let mut words = vec!["the same type"];
        for (holds, word) in [
            (self.description, "the same description"),
            (self.name, "a similar name"),
            (self.position, "the same position"),
            (self.facts, "the same other facts"),
        ] {
            if holds {
                words.push(word);
            }
        }
        words.join(", ")
    }
}
