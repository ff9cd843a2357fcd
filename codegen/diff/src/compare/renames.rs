//! What has another name, told by evidence.
//!
//! Knows when something that is gone and something that is new are the same. Gives the pairs, and takes them out of both
//! lists. Must never guess: a pair is told only where nothing else comes into question.

use super::matching::Matched;
use super::words::{are_opposite, folded};
use codegen_likeness::alike;

/// Something under its new name.
#[derive(Debug)]
pub(super) struct Renamed<'a, T> {
    pub(super) old: &'a T,
    pub(super) new: &'a T,
    /// Why they are taken for the same.
    pub(super) evidence: &'static str,
}

/// Takes out of what was removed and added what only has another name: first pairs whose names differ in case and separators
/// alone, whatever they mean; then pairs that mean `same`, whose names are alike or whose `words` are, and of which neither fits
/// anything else.
pub(super) fn renamed<'a, T>(
    matched: &mut Matched<'a, T>,
    name: impl Fn(&T) -> &str,
    words: impl Fn(&T) -> Option<&str>,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<Renamed<'a, T>> {
    let mut pairs = pairs_by(matched, |old, new| {
        let is_same = folded(name(old)) == folded(name(new));
        is_same.then_some("same name except for case and separators")
    });
    let evidence = |old: &T, new: &T| {
        if are_opposite(name(old), name(new)) || !same(old, new) {
            return None;
        }
        let said = words(old).is_some() && words(old) == words(new);
        match (said, alike(name(old), name(new))) {
            (true, true) => Some("similar name, type and description"),
            (true, false) => Some("similar type and description"),
            (false, true) => Some("similar name and type"),
            (false, false) => None,
        }
    };
    pairs.extend(pairs_by(matched, evidence));
    pairs
}

/// Takes out pairs whose names differ in case and separators alone, and which Rust calls alike.
pub(super) fn respelled<'a, T, N: PartialEq>(
    matched: &mut Matched<'a, T>,
    rust: impl Fn(&T) -> &N,
    name: impl Fn(&T) -> &str,
) -> Vec<(&'a T, &'a T)> {
    let pairs = pairs_by(matched, |old, new| {
        let is_same = rust(old) == rust(new) && folded(name(old)) == folded(name(new));
        is_same.then_some("same name except for case and separators")
    });
    pairs.into_iter().map(|pair| (pair.old, pair.new)).collect()
}

/// Takes out pairs for which there is evidence, and of which neither fits anything else.
fn pairs_by<'a, T>(
    matched: &mut Matched<'a, T>,
    evidence: impl Fn(&T, &T) -> Option<&'static str>,
) -> Vec<Renamed<'a, T>> {
    let mut pairs = Vec::new();
    for old in &matched.removed {
        let mut fitting = matched
            .added
            .iter()
            .filter_map(|new| Some((*new, evidence(old, new)?)));
        let (Some((new, evidence_of_pair)), None) = (fitting.next(), fitting.next()) else {
            continue;
        };
        let rivals = matched.removed.iter();
        if rivals
            .filter(|rival| evidence(rival, new).is_some())
            .count()
            == 1
        {
            pairs.push(Renamed {
                old: *old,
                new,
                evidence: evidence_of_pair,
            });
        }
    }
    let is_old = |item: &&T| pairs.iter().any(|pair| std::ptr::eq(pair.old, *item));
    matched.removed.retain(|item| !is_old(item));
    let is_new = |item: &&T| pairs.iter().any(|pair| std::ptr::eq(pair.new, *item));
    matched.added.retain(|item| !is_new(item));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::matching::matched;

    type Item = (&'static str, &'static str, u8);

    fn pairs(old: &[Item], new: &[Item]) -> (Vec<String>, usize, usize) {
        let mut found = matched(old, new, |item| item.0);
        let words = |item: &Item| Some(item.1).filter(|words| !words.is_empty()).map(str::len);
        let pairs = renamed(
            &mut found,
            |item| item.0,
            |item| words(item).map(|_| item.1),
            |old, new| old.2 == new.2,
        );
        let shown = pairs
            .iter()
            .map(|pair| format!("{} {}: {}", pair.old.0, pair.new.0, pair.evidence));
        (shown.collect(), found.removed.len(), found.added.len())
    }

    #[test]
    fn a_name_that_is_alike_is_evidence_where_the_type_is_the_same() {
        let found = pairs(&[("UserId", "", 1)], &[("UserIds", "", 1)]);
        assert_eq!(
            found,
            (
                vec!["UserId UserIds: similar name and type".to_owned()],
                0,
                0
            )
        );
        assert_eq!(
            pairs(&[("UserId", "", 1)], &[("UserIds", "", 2)]),
            (vec![], 1, 1)
        );
    }

    #[test]
    fn case_and_separators_come_before_any_likeness_and_whatever_it_means() {
        let old = [("acceleratorId", "", 1), ("accelerateIPId", "", 1)];
        let new = [("AcceleratorId", "", 1), ("AccelerateIPId", "", 2)];
        let (found, removed, added) = pairs(&old, &new);
        assert_eq!((found.len(), removed, added), (2, 0, 0), "{found:?}");
        // Which of two it is cannot be told.
        let two = [("UserId", "", 1), ("userId", "", 1)];
        assert_eq!(pairs(&[("UserID", "", 1)], &two), (vec![], 1, 2));
    }

    #[test]
    fn opposites_are_no_evidence_even_of_the_same_words() {
        let found = pairs(
            &[("MinCount", "How many.", 1)],
            &[("MaxCount", "How many.", 1)],
        );
        assert_eq!(found, (vec![], 1, 1));
    }

    #[test]
    fn the_same_words_are_evidence_for_names_that_are_not_alike() {
        let found = pairs(
            &[("Owner", "Whose it is.", 1)],
            &[("Uid", "Whose it is.", 1)],
        );
        assert_eq!(found.0, ["Owner Uid: similar type and description"]);
        assert_eq!(
            pairs(&[("Owner", "", 1)], &[("Uid", "", 1)]),
            (vec![], 1, 1)
        );
    }

    #[test]
    fn nothing_is_told_where_two_come_into_question() {
        let two = [("UserIds", "", 1), ("UserIdx", "", 1)];
        assert_eq!(pairs(&[("UserId", "", 1)], &two), (vec![], 1, 2));
        assert_eq!(pairs(&two, &[("UserId", "", 1)]), (vec![], 2, 1));
    }
}
