//! The name that was probably meant.
//!
//! Knows the distance between two texts. Gives the candidate that is like enough to be proposed, and says whether two names may stand for
//! the same thing. Must never know what the names belong to.

/// How like a name must be to be proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// At most a third of it differs.
    Close,
    /// At most half of it differs.
    Distant,
}

/// Whether two names may well stand for the same: they differ in case and separators alone, or in a third of their letters at
/// most, or one of them is the beginning or the end of the other.
#[must_use]
pub fn alike(one: &str, other: &str) -> bool {
    let plain = |name: &str| -> String {
        name.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (one, other) = (plain(one), plain(other));
    let lengths = (one.chars().count(), other.chars().count());
    let is_part = |part: &str, of: &str| of.starts_with(part) || of.ends_with(part);
    one == other
        || strsim::damerau_levenshtein(&one, &other) * 3 <= lengths.0.max(lengths.1)
        || (lengths.0.min(lengths.1) >= 4 && (is_part(&one, &other) || is_part(&other, &one)))
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

/// Whether a word is another one with a slip of the pen: a letter that is missing, doubled or in the wrong place, or, in a word of at
/// least six letters, a wrong one. The first letter is never wrong.
#[must_use]
pub fn is_slip(written: &str, meant: &str) -> bool {
    const LONG: usize = 6;
    let (written, meant) = (written.to_lowercase(), meant.to_lowercase());
    if written == meant || written.chars().next() != meant.chars().next() {
        return false;
    }
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let distance = strsim::osa_distance(&written, &meant);
    let same_letters = sorted(&written) == sorted(&meant);
    if meant.chars().count() >= LONG {
        return distance == 1 || distance == 2 && same_letters;
    }
    let undoubled = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.dedup();
        letters
    };
    let doubled = undoubled(&written) == undoubled(&meant);
    let is_short = written.chars().count() + 1 == meant.chars().count() && written.len() > 3;
    distance == 1 && (same_letters || doubled || is_short)
}

#[cfg(test)]
mod tests {
    use super::{Likeness, alike, is_slip, nearest};

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

    #[test]
    fn names_are_alike_that_differ_in_form_or_in_little() {
        for (one, other) in [
            ("UserID", "user_id"),
            ("UserId", "UserIdStr"),
            ("Names", "NickNames"),
            ("Colour", "Color"),
        ] {
            assert!(alike(one, other) && alike(other, one), "{one} {other}");
        }
        for (one, other) in [("Id", "UserId"), ("StartTime", "Status"), ("Owner", "Uid")] {
            assert!(!alike(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_slip_is_a_letter_at_most() {
        for (written, meant) in [
            ("Sting", "String"),
            ("Stirng", "String"),
            ("Interger", "Integer"),
            ("Interge", "Integer"),
            ("Boolen", "Boolean"),
            ("Arrray", "Array"),
            ("Arry", "Array"),
            ("Flaot", "Float"),
            ("Lsit", "List"),
        ] {
            assert!(is_slip(written, meant), "{written} {meant}");
        }
        for (written, meant) in [
            ("string", "String"),
            ("Spring1", "String"),
            ("Last", "List"),
            ("Lis", "List"),
            ("Arrow", "Array"),
            ("Member", "Number"),
            ("Floats2", "Float"),
            ("Tags", "List"),
        ] {
            assert!(!is_slip(written, meant), "{written} {meant}");
        }
    }
}
