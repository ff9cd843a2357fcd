//! Patterns for what pages say in sentences.
//!
//! Knows the syntax of patterns. Gives what they find. A pattern costs hundreds of times what it costs to look for a word, and
//! most texts of a page lack the words that it needs, so those are looked for first.
//! Must never know what a pattern is for.

mod needs;

use std::borrow::Cow;
use std::sync::OnceLock;

use regex_lite::{Captures, Match, Regex, Replacer};

use needs::Needs;

/// Declares a pattern, which may be written in several parts.
macro_rules! pattern {
    ($visible:vis $name:ident, $($part:expr),+ $(,)?) => {
        $visible static $name: $crate::pattern::Pattern = $crate::pattern::Pattern::new(&[$($part),+]);
    };
}
pub(crate) use pattern;

/// A pattern that is compiled when it is first used.
pub(crate) struct Pattern {
    parts: &'static [&'static str],
    compiled: OnceLock<Compiled>,
}

struct Compiled {
    /// `None` when the pattern is not valid: it finds nothing then.
    regex: Option<Regex>,
    needs: Option<Needs>,
}

impl Pattern {
    pub(crate) const fn new(parts: &'static [&'static str]) -> Self {
        Self {
            parts,
            compiled: OnceLock::new(),
        }
    }

    fn compiled(&self) -> &Compiled {
        self.compiled.get_or_init(|| {
            let pattern = self.parts.concat();
            let regex = Regex::new(&pattern).ok();
            debug_assert!(regex.is_some(), "not a pattern: {pattern}");
            Compiled {
                regex,
                needs: Needs::of(&pattern),
            }
        })
    }

    /// What is to run on a text; `None` when it cannot find anything there.
    fn on(&self, text: &str) -> Option<&Regex> {
        let may_match = self.may_match(text);
        self.compiled().regex.as_ref().filter(|_| may_match)
    }

    /// Whether a text has the words that the pattern needs. Costs little, and says no for most texts.
    pub(crate) fn may_match(&self, text: &str) -> bool {
        let needs = self.compiled().needs.as_ref();
        needs.is_none_or(|needs| needs.are_in(text))
    }

    /// Whether it occurs in a text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.on(text).is_some_and(|regex| regex.is_match(text))
    }

    /// Where it occurs first.
    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.on(text)?.find(text)
    }

    /// Where it occurs, one after the other.
    pub(crate) fn find_iter<'t>(
        &self,
        text: &'t str,
    ) -> impl Iterator<Item = Match<'t>> + use<'_, 't> {
        let regex = self.on(text).into_iter();
        regex.flat_map(|regex| regex.find_iter(text))
    }

    /// The groups where it occurs first.
    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.on(text)?.captures(text)
    }

    /// The groups wherever it occurs, one after the other.
    pub(crate) fn captures_iter<'t>(
        &self,
        text: &'t str,
    ) -> impl Iterator<Item = Captures<'t>> + use<'_, 't> {
        let regex = self.on(text).into_iter();
        regex.flat_map(|regex| regex.captures_iter(text))
    }

    /// A text with something else wherever it occurs.
    pub(crate) fn replace_all<'t>(&self, text: &'t str, by: impl Replacer) -> Cow<'t, str> {
        match self.on(text) {
            Some(regex) => regex.replace_all(text, by),
            None => Cow::Borrowed(text),
        }
    }
}
