//! Limits as a list of facts, and whether they leave anything.

use crate::facts::{Decimals, Limits};

impl Limits {
    pub(super) fn list(&self) -> Vec<(&'static str, String)> {
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
    pub(super) fn crossed(&self) -> Option<(i128, i128)> {
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
