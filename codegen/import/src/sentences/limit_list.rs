//! Limits as a list of facts, and whether they leave anything.

use crate::facts::{Decimals, Limits};
use crate::pattern::pattern;

// An end of a range that lies outside: `不包含 0`, `0（不含）`.
pattern!(
    EXCLUDED,
    r"(?i)(?:不(?:包含|含|包括)|\bexcluding|\bexclusive of|\bexcept(?: for)?)\s*`?(-?\d+(?:\.\d+)?)`?(?:[^\d.~-]|$)|(-?\d+(?:\.\d+)?)`?\s*\((?:不(?:包含|含|包括)|exclusive|excluded|开区间)\)|(-?\d+(?:\.\d+)?)`?\s*除外"
);

impl Limits {
    /// Leaves out the ends that a text says lie outside.
    pub(crate) fn exclude(&mut self, text: &str) {
        let ends = EXCLUDED
            .captures_iter(text)
            .filter_map(|found| (1..=3).find_map(|group| found.get(group)))
            .filter_map(|end| end.as_str().parse::<f64>().ok());
        for end in ends {
            let integer = |limit: &i128| limit.to_string().parse() == Ok(end);
            if let Some(low) = self.minimum.filter(integer) {
                (self.minimum, self.above) = (None, Some(low));
            }
            if let Some(high) = self.maximum.filter(integer) {
                (self.maximum, self.below) = (None, Some(high));
            }
            for limit in self
                .decimals
                .iter_mut()
                .flat_map(|decimals| [&mut decimals.low, &mut decimals.high])
                .flatten()
            {
                limit.excluded |= limit.number.to_bits() == end.to_bits();
            }
        }
    }

    /// Drops the limits from above, those from below, or both.
    pub(crate) fn forget(&mut self, upper: bool, lower: bool) {
        if upper {
            (self.maximum, self.below, self.max_length, self.max_items) = (None, None, None, None);
        }
        if lower {
            (self.minimum, self.above, self.min_length, self.min_items) = (None, None, None, None);
        }
        if let Some(decimals) = &mut self.decimals {
            decimals.high = decimals.high.filter(|_| !upper);
            decimals.low = decimals.low.filter(|_| !lower);
        }
        self.decimals = self
            .decimals
            .take()
            .filter(|decimals| decimals.low.is_some() || decimals.high.is_some());
    }

    pub(crate) fn list(&self) -> Vec<(&'static str, String)> {
        let numbers = [
            ("minimum", self.minimum),
            ("maximum", self.maximum),
            ("exclusiveMinimum", self.above),
            ("exclusiveMaximum", self.below),
        ];
        let lengths = [
            ("minLength", self.min_length),
            ("maxLength", self.max_length),
            ("minItems", self.min_items),
            ("maxItems", self.max_items),
        ];
        let numbers = numbers
            .into_iter()
            .filter_map(|(fact, value)| Some((fact, value?.to_string())));
        let decimals = self
            .decimals
            .iter()
            .flat_map(Decimals::ends)
            .map(|(fact, number)| (fact, number.to_string()));
        numbers
            .chain(decimals)
            .chain(
                lengths
                    .into_iter()
                    .filter_map(|(fact, value)| Some((fact, value?.to_string()))),
            )
            .collect()
    }

    /// The two limits between which nothing lies.
    pub(crate) fn crossed(&self) -> Option<(i128, i128)> {
        let pairs = [
            (
                self.minimum.or(self.above.map(|n| n.saturating_add(1))),
                self.maximum.or(self.below.map(|n| n.saturating_sub(1))),
            ),
            (
                self.min_length.map(i128::from),
                self.max_length.map(i128::from),
            ),
            (
                self.min_items.map(i128::from),
                self.max_items.map(i128::from),
            ),
        ];
        pairs.into_iter().find_map(|pair| match pair {
            (Some(low), Some(high)) if low > high => Some((low, high)),
            _ => None,
        })
    }
}
