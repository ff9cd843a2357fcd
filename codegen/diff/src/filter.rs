//! Which changes are shown.

use super::{Change, Diff, Verdict};

/// What changes must be like to be shown. The default shows all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Services by name; `*` stands for any letters, `?` for one.
    pub services: Vec<String>,
    /// Actions by name, with the same signs. A change of a type that actions share is shown with each of them.
    pub actions: Vec<String>,
    /// Verdicts; of a change, the graver one of both counts.
    pub verdicts: Vec<Verdict>,
    /// Codes of rules, with the same signs. A change that two rules are about, one for each way, is shown for either.
    pub rules: Vec<String>,
}

impl Filter {
    /// A comparison with the changes that are shown.
    #[must_use]
    pub fn apply(&self, diff: &Diff) -> Diff {
        let changes = diff.changes.iter().filter(|change| self.shows(change));
        Diff {
            changes: changes.cloned().collect(),
        }
    }

    /// Whether a change is shown.
    #[must_use]
    pub fn shows(&self, change: &Change) -> bool {
        let place = &change.place;
        let is_among = |patterns: &[String], text: &str| {
            patterns.is_empty() || patterns.iter().any(|pattern| matches(pattern, text))
        };
        let users = || change.more.iter().filter_map(|place| place.split_once(' '));
        let has_action = self.actions.is_empty()
            || match &place.action {
                Some(action) => is_among(&self.actions, action),
                None => users().any(|(action, _)| is_among(&self.actions, action)),
            };
        let mut rules = std::iter::once(change.rule).chain(change.other_way);
        let has_rule = rules.any(|rule| is_among(&self.rules, rule.code));
        has_action
            && is_among(&self.services, &place.service)
            && has_rule
            && (self.verdicts.is_empty() || self.verdicts.contains(&change.rule.verdict()))
    }
}

/// Whether a text is like a pattern, in which `*` stands for any letters and `?` for one.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut next) = (0, 0);
    // Where to go on if what follows the last star does not fit here.
    let mut star = None;
    while next < text.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, next));
                at += 1;
            }
            Some(c) if *c == '?' || *c == text[next] => {
                at += 1;
                next += 1;
            }
            _ => match star {
                Some((of_star, taken)) => {
                    star = Some((of_star, taken + 1));
                    at = of_star + 1;
                    next = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_letters_and_a_question_mark_for_one() {
        for (pattern, text) in [
            ("Describe*", "DescribeVpcs"),
            ("*Vpc*", "DescribeVpcs"),
            ("vp?", "vpc"),
            ("*", ""),
            ("a*b*c", "aXbXbYc"),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [
            ("Describe", "DescribeVpcs"),
            ("vp?", "vp"),
            ("a*b", "abc"),
            ("", "a"),
        ] {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }
}
