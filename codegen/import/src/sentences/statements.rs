//! What a description states of a member's limits, statement by statement.

use super::numbers::unit_at;
use super::quantities::{Bound, Quantity};
use crate::dialect::Scalar;
use crate::facts::{Decimals, End, Limits, Shape};

/// Everything that is stated of one kind. A limit counts if all statements agree.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Stated {
    pub(crate) low: Vec<Bound>,
    pub(crate) high: Vec<Bound>,
    pub(crate) ranges: Vec<(Bound, Bound)>,
    pub(crate) min_length: Vec<u64>,
    pub(crate) max_length: Vec<u64>,
    pub(crate) min_items: Vec<u64>,
    pub(crate) max_items: Vec<u64>,
    /// Parts of sentences that limit something else.
    pub(crate) foreign: Vec<String>,
}

/// A quantity with the clause around it.
pub(crate) struct Told<'t> {
    pub(crate) quantity: Quantity<'t>,
    pub(crate) clause: &'t str,
}

impl<'t> Told<'t> {
    /// The part of the clause, between commas, in which the quantity stands.
    pub(crate) fn part(&self) -> &'t str {
        let (from, to) = (self.start(), self.end(self.quantity.to));
        self.clause.get(from..to).unwrap_or(self.clause)
    }

    /// That part, without the quantity itself and its unit.
    pub(crate) fn around(&self) -> String {
        let end = self.end(self.quantity.to);
        let head = self.clause.get(self.start()..self.quantity.from);
        let tail = self.clause.get(self.quantity.to..end);
        // `60GB`
        let tail = tail.map(|tail| {
            let bare = tail.trim_start_matches(['`', ' ']);
            let unit = unit_at(bare).map_or(0, |(_, length)| length);
            bare.get(unit..).unwrap_or(bare)
        });
        format!("{} {}", head.unwrap_or_default(), tail.unwrap_or_default())
    }

    /// What stands before that part in its description, of which `before` stands before the clause.
    pub(crate) fn said(&self, before: &str) -> String {
        let head = self.clause.get(..self.start());
        format!("{before}{}", head.unwrap_or_default())
    }

    fn start(&self) -> usize {
        let before = self.clause.get(..self.quantity.from);
        let comma = before.and_then(|before| before.rfind(','));
        comma.map_or(0, |at| at + 1)
    }

    /// The clause up to the end of that part.
    pub(crate) fn scope(&self) -> &'t str {
        self.clause
            .get(..self.end(self.quantity.to))
            .unwrap_or(self.clause)
    }

    fn end(&self, to: usize) -> usize {
        self.clause
            .get(to..)
            .and_then(|rest| rest.find(','))
            .map_or(self.clause.len(), |at| to + at)
    }
}

impl Stated {
    /// Whether something limits from above.
    pub(crate) fn has_upper(&self) -> bool {
        !(self.high.is_empty()
            && self.max_length.is_empty()
            && self.max_items.is_empty()
            && self.ranges.is_empty())
    }

    /// Whether something limits the length of a text.
    pub(crate) fn has_length(&self) -> bool {
        !(self.min_length.is_empty() && self.max_length.is_empty())
    }

    /// Drops what limits from above, since more can be had.
    pub(crate) fn forget_upper(&mut self) {
        self.high.clear();
        self.max_length.clear();
        self.max_items.clear();
        let ranges = std::mem::take(&mut self.ranges);
        self.low.extend(
            ranges
                .iter()
                .map(|(low, _)| *low)
                .filter(|low| !low.excluded),
        );
    }

    /// The limits on which all statements agree.
    pub(crate) fn limits(self, shape: &Shape) -> Limits {
        let (mut low, mut high) = (agreed(&self.low), agreed(&self.high));
        // A limit beside a range that is not an end of it contradicts it.
        if let Some((first, last)) = self.ranges.first().copied() {
            let beside = self.low.iter().any(|low| *low != first)
                || self.high.iter().any(|high| *high != last);
            (low, high) = match agreed(&self.ranges) {
                Some((low, high)) if !beside => (Some(low), Some(high)),
                _ => (None, None),
            };
        }
        let mut limits = Limits {
            min_length: agreed(&self.min_length),
            max_length: agreed(&self.max_length),
            min_items: agreed(&self.min_items),
            max_items: agreed(&self.max_items),
            ..Limits::default()
        };
        if matches!(shape, Shape::Scalar(Scalar::Float | Scalar::Double)) {
            let end = |bound: Bound| End {
                number: bound.decimal,
                excluded: bound.excluded,
            };
            limits.decimals = (low.is_some() || high.is_some()).then_some(Decimals {
                low: low.map(end),
                high: high.map(end),
            });
        } else {
            let integer = |bound: Option<Bound>, excluded: bool| {
                bound.filter(|bound| bound.excluded == excluded)?.integer
            };
            limits.minimum = integer(low, false);
            limits.above = integer(low, true);
            limits.maximum = integer(high, false);
            limits.below = integer(high, true);
        }
        limits
    }
}

/// What all statements say.
fn agreed<T: Copy + PartialEq>(statements: &[T]) -> Option<T> {
    let first = *statements.first()?;
    statements
        .iter()
        .all(|other| *other == first)
        .then_some(first)
}
