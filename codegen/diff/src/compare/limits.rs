//! What is demanded of a value: more, less or something else.

use std::cmp::Ordering;

use crate::rules::sided::Limit;
use codegen_model::{Bound, Constraints, Json, Number, Type};

use super::describe::{of_counts, of_json, of_range};

/// What became of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    /// Fewer values are allowed.
    Tightened,
    /// More values are allowed.
    Loosened,
    /// Others are allowed; whether more or fewer cannot be told.
    Changed,
}

/// A limit that is otherwise.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Moved {
    pub(super) limit: Limit,
    pub(super) how: Move,
    pub(super) old: String,
    pub(super) new: String,
}

/// Every limit of a value that is otherwise. One whose ends went different ways is told twice.
pub(super) fn moved(old: &Constraints, new: &Constraints, ty: &Type) -> Vec<Moved> {
    if old == new {
        return Vec::new();
    }
    // A new keyword is compared here. What must be an object is a change of its type.
    let Constraints {
        minimum: _,
        maximum: _,
        multiple_of: _,
        min_length: _,
        max_length: _,
        pattern: _,
        min_items: _,
        max_items: _,
        unique_items: _,
        min_properties: _,
        max_properties: _,
        object: _,
        values: _,
        conditions: _,
    } = new;
    let mut found = Vec::new();
    let whole = matches!(ty, Type::Int32 | Type::Int64);
    let (old_range, new_range) = (Range::of(old, whole), Range::of(new, whole));
    range(&mut found, Limit::Range, old_range, new_range, || {
        (
            of_range(old.minimum, old.maximum),
            of_range(new.minimum, new.maximum),
        )
    });
    for (limit, old, new) in [
        (
            Limit::Length,
            (old.min_length, old.max_length),
            (new.min_length, new.max_length),
        ),
        (
            Limit::Count,
            (old.min_items, old.max_items),
            (new.min_items, new.max_items),
        ),
        (
            Limit::Count,
            (old.min_properties, old.max_properties),
            (new.min_properties, new.max_properties),
        ),
    ] {
        range(
            &mut found,
            limit,
            Range::counts(old),
            Range::counts(new),
            || (of_counts(old.0, old.1), of_counts(new.0, new.1)),
        );
    }
    pattern(&mut found, old.pattern.as_deref(), new.pattern.as_deref());
    multiple(&mut found, old.multiple_of, new.multiple_of);
    values(&mut found, &old.values, &new.values);
    conditions(&mut found, &old.conditions, &new.conditions);
    if old.unique_items != new.unique_items {
        let how = if new.unique_items {
            Move::Tightened
        } else {
            Move::Loosened
        };
        let word = |unique| if unique { "all different" } else { "any" };
        found.push(Moved {
            limit: Limit::Unique,
            how,
            old: word(old.unique_items).to_owned(),
            new: word(new.unique_items).to_owned(),
        });
    }
    found
}

/// Both ends of a range, so that greater means further inside for the lower one and further outside for the upper one.
#[derive(Debug, Clone, Copy)]
struct Range {
    low: Option<Bound>,
    high: Option<Bound>,
}

impl Range {
    /// Whole numbers have a next one, so every end can be one that is allowed: more than 0 is at least 1.
    fn of(constraints: &Constraints, whole: bool) -> Self {
        let closed = |bound: Bound, step: i128| match bound {
            Bound::Exclusive(Number::Int(value)) if whole => {
                Bound::Inclusive(Number::Int(value.saturating_add(step)))
            }
            other => other,
        };
        Self {
            low: constraints.minimum.map(|bound| closed(bound, 1)),
            high: constraints.maximum.map(|bound| closed(bound, -1)),
        }
    }

    /// No count is below 0.
    fn counts((low, high): (Option<u64>, Option<u64>)) -> Self {
        let bound = |count: u64| Bound::Inclusive(Number::Int(count.into()));
        Self {
            low: low.filter(|low| *low > 0).map(bound),
            high: high.map(bound),
        }
    }
}

fn range(
    found: &mut Vec<Moved>,
    limit: Limit,
    old: Range,
    new: Range,
    words: impl Fn() -> (String, String),
) {
    let low = inwards(old.low, new.low, |old, new| {
        compare(new, old, Ordering::Greater)
    });
    let high = inwards(old.high, new.high, |old, new| {
        compare(old, new, Ordering::Less)
    });
    for (how, direction) in [
        (Move::Tightened, Ordering::Greater),
        (Move::Loosened, Ordering::Less),
    ] {
        if low == direction || high == direction {
            let (old, new) = words();
            found.push(Moved {
                limit,
                how,
                old,
                new,
            });
        }
    }
}

/// Whether an end of a range moved inwards: [`Ordering::Greater`].
fn inwards(
    old: Option<Bound>,
    new: Option<Bound>,
    compare: impl Fn(Bound, Bound) -> Ordering,
) -> Ordering {
    match (old, new) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(old), Some(new)) => compare(old, new),
    }
}

/// Compares two ends; of the same number, the one that is not allowed itself is `further` than the other.
fn compare(one: Bound, other: Bound, further: Ordering) -> Ordering {
    let parts = |bound| match bound {
        Bound::Inclusive(number) => (number, false),
        Bound::Exclusive(number) => (number, true),
    };
    let ((one, one_open), (other, other_open)) = (parts(one), parts(other));
    let by_number = match (one, other) {
        (Number::Int(one), Number::Int(other)) => one.cmp(&other),
        _ => one.to_f64().total_cmp(&other.to_f64()),
    };
    by_number.then(match (one_open, other_open) {
        (true, false) => further,
        (false, true) => further.reverse(),
        _ => Ordering::Equal,
    })
}

fn pattern(found: &mut Vec<Moved>, old: Option<&str>, new: Option<&str>) {
    let how = match (old, new) {
        (None, Some(_)) => Move::Tightened,
        (Some(_), None) => Move::Loosened,
        (Some(old), Some(new)) if old != new => Move::Changed,
        _ => return,
    };
    let words = |pattern: Option<&str>| match pattern {
        Some(pattern) => format!("`{pattern}`"),
        None => "any".to_owned(),
    };
    found.push(Moved {
        limit: Limit::Pattern,
        how,
        old: words(old),
        new: words(new),
    });
}

fn multiple(found: &mut Vec<Moved>, old: Option<Number>, new: Option<Number>) {
    let how = match (old, new) {
        (None, Some(_)) => Move::Tightened,
        (Some(_), None) => Move::Loosened,
        (Some(old), Some(new)) if old.to_f64().total_cmp(&new.to_f64()).is_ne() => {
            // Every multiple of the old number is one of the new one.
            if old.to_f64() % new.to_f64() == 0.0 {
                Move::Loosened
            } else {
                Move::Tightened
            }
        }
        _ => return,
    };
    let words =
        |number: Option<Number>| number.map_or("any".to_owned(), |number| number.to_string());
    found.push(Moved {
        limit: Limit::Multiple,
        how,
        old: words(old),
        new: words(new),
    });
}

/// Values that are allowed; none stands for all.
fn values(found: &mut Vec<Moved>, old: &[Json], new: &[Json]) {
    let has = |values: &[Json], value: &Json| {
        values.is_empty() || values.iter().any(|known| known.is_same(value))
    };
    let is_within = |inner: &[Json], outer: &[Json]| match inner {
        [] => outer.is_empty(),
        inner => inner.iter().all(|value| has(outer, value)),
    };
    let words = |values: &[Json]| match values {
        [] => "any".to_owned(),
        values => values.iter().map(of_json).collect::<Vec<_>>().join(", "),
    };
    for (is_so, how) in [
        (!is_within(old, new), Move::Tightened),
        (!is_within(new, old), Move::Loosened),
    ] {
        if is_so {
            found.push(Moved {
                limit: Limit::Values,
                how,
                old: words(old),
                new: words(new),
            });
        }
    }
}

/// Conditions on values; each allows fewer.
fn conditions(found: &mut Vec<Moved>, old: &[Json], new: &[Json]) {
    let beyond = |some: &[Json], others: &[Json]| {
        let has = |one: &Json| others.iter().any(|other| other.is_same(one));
        some.iter().any(|one| !has(one))
    };
    let words = |conditions: &[Json]| match conditions {
        [] => "any".to_owned(),
        conditions => conditions
            .iter()
            .map(of_json)
            .collect::<Vec<_>>()
            .join(", "),
    };
    for (is_so, how) in [
        (beyond(new, old), Move::Tightened),
        (beyond(old, new), Move::Loosened),
    ] {
        if is_so {
            found.push(Moved {
                limit: Limit::Values,
                how,
                old: words(old),
                new: words(new),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(value: i128) -> Option<Bound> {
        Some(Bound::Inclusive(Number::Int(value)))
    }

    fn limits(minimum: Option<Bound>, maximum: Option<Bound>) -> Constraints {
        Constraints {
            minimum,
            maximum,
            ..Constraints::default()
        }
    }

    fn how(old: &Constraints, new: &Constraints, ty: &Type) -> Vec<Move> {
        moved(old, new, ty).iter().map(|moved| moved.how).collect()
    }

    #[test]
    fn an_end_that_moves_inwards_tightens() {
        let (ten, five) = (limits(int(1), int(10)), limits(int(1), int(5)));
        assert_eq!(how(&ten, &five, &Type::Int64), [Move::Tightened]);
        assert_eq!(how(&five, &ten, &Type::Int64), [Move::Loosened]);
        let (lower, higher) = (limits(int(0), None), limits(int(2), None));
        assert_eq!(how(&lower, &higher, &Type::Double), [Move::Tightened]);
        assert_eq!(
            how(&higher, &limits(None, None), &Type::Double),
            [Move::Loosened]
        );
    }

    #[test]
    fn ends_that_go_different_ways_are_told_twice() {
        let (old, new) = (limits(int(1), int(10)), limits(int(2), int(20)));
        assert_eq!(
            how(&old, &new, &Type::Int32),
            [Move::Tightened, Move::Loosened]
        );
    }

    #[test]
    fn more_than_0_is_at_least_1_for_whole_numbers_alone() {
        let (open, closed) = (
            limits(Some(Bound::Exclusive(Number::Int(0))), None),
            limits(int(1), None),
        );
        assert_eq!(how(&open, &closed, &Type::Int64), []);
        assert_eq!(how(&open, &closed, &Type::Double), [Move::Tightened]);
        let at_zero = limits(int(0), None);
        assert_eq!(how(&at_zero, &open, &Type::Double), [Move::Tightened]);
        assert_eq!(how(&open, &at_zero, &Type::Double), [Move::Loosened]);
        let below = |bound| limits(None, Some(bound));
        let (open, closed) = (
            below(Bound::Exclusive(Number::Float(0.5))),
            below(Bound::Inclusive(Number::Float(0.5))),
        );
        assert_eq!(how(&closed, &open, &Type::Double), [Move::Tightened]);
        assert_eq!(how(&open, &closed, &Type::Double), [Move::Loosened]);
    }

    #[test]
    fn at_least_no_items_demands_nothing() {
        let none = Constraints {
            min_items: Some(0),
            ..Constraints::default()
        };
        let list = Type::List(Box::new(codegen_model::TypeUse {
            ty: Type::String,
            constraints: Constraints::default(),
        }));
        assert_eq!(how(&Constraints::default(), &none, &list), []);
    }

    #[test]
    fn a_step_that_divides_the_old_one_loosens() {
        let step = |value| Constraints {
            multiple_of: Some(Number::Int(value)),
            ..Constraints::default()
        };
        assert_eq!(how(&step(10), &step(5), &Type::Int64), [Move::Loosened]);
        assert_eq!(how(&step(10), &step(3), &Type::Int64), [Move::Tightened]);
    }
}
