//! The name that was probably meant.

/// How like a name must be to be proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// At most a third of it differs.
    Close,
    /// At most half of it differs.
    Distant,
}

/// The candidate that is most like a name, if any is like enough.
#[must_use]
pub fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    likeness: Likeness,
) -> Option<&'a str> {
    let part = match likeness {
        Likeness::Close => 3,
        Likeness::Distant => 2,
    };
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(candidate, name), candidate))
        .filter(|(distance, candidate)| *distance <= candidate.len().div_ceil(part))
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::{Likeness, nearest};

    #[test]
    fn the_most_like_one_is_meant_if_it_is_like_enough() {
        let keys = ["summary", "description", "deprecated"];
        assert_eq!(nearest("sumary", keys, Likeness::Close), Some("summary"));
        assert_eq!(nearest("zzz", keys, Likeness::Distant), None);
        assert_eq!(
            nearest("Operater", ["Operator"], Likeness::Close),
            Some("Operator")
        );
        assert_eq!(nearest("Opxxxxor", ["Operator"], Likeness::Close), None);
        assert_eq!(
            nearest("Opxxxxor", ["Operator"], Likeness::Distant),
            Some("Operator")
        );
    }
}
