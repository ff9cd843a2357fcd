//! Constraints -> the checks that the runtime's validator knows.
//!
//! Knows which constraint means something for which type.
//! Gives checks as data, limits already in the type of the value.
//! Must never know where the value stands.

use codegen_model::{Bound, Constraints, Limit as Demand, Number, Type, TypeUse};

/// What a check looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// The number.
    Number,
    /// The text.
    Text,
    /// How many entries there are.
    Length,
    /// The entries.
    Items,
    /// The value, whatever it is.
    Whole,
}

/// A limit in the type of what is compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Limit<'a> {
    /// For `i32` and `i64`.
    Int(i64),
    /// For `f32`.
    Float(f32),
    /// For `f64`.
    Double(f64),
    /// A number of characters or entries.
    Count(u64),
    /// A regular expression.
    Pattern(&'a str),
    /// One limit, for a value of any kind.
    Keyword(Demand<'a>),
    /// Every limit at once, for a value of any kind.
    All(&'a Constraints),
}

/// A call of a validator's method.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Check<'a> {
    /// Name of the method.
    pub(super) method: &'static str,
    /// What it looks at.
    pub(super) subject: Subject,
    /// What it compares with.
    pub(super) limit: Option<Limit<'a>>,
}

impl Check<'_> {
    /// Whether an empty list or map fails it.
    pub(super) fn refuses_empty(&self) -> bool {
        matches!(self.method, "min_items" | "min_properties")
    }
}

/// What is to be checked of a value itself, not of what it holds.
pub(super) fn of(value: &TypeUse) -> Vec<Check<'_>> {
    let constraints = &value.constraints;
    let mut checks = Vec::new();
    let mut push = |method, subject, limit| {
        checks.push(Check {
            method,
            subject,
            limit,
        });
    };
    if value.ty == Type::Json {
        match constraints.limits().as_slice() {
            [] => {}
            [Demand::Object] => push("object", Subject::Whole, None),
            _ => push("limits", Subject::Whole, Some(Limit::All(constraints))),
        }
        return checks;
    }
    for limit in constraints.limits() {
        if !limit.subject().includes(&value.ty) {
            continue;
        }
        match limit {
            Demand::Minimum(bound) => {
                if let Some((method, limit)) = lower(&value.ty, bound) {
                    push(method, Subject::Number, Some(limit));
                }
            }
            Demand::Maximum(bound) => {
                if let Some((method, limit)) = upper(&value.ty, bound) {
                    push(method, Subject::Number, Some(limit));
                }
            }
            Demand::MultipleOf(number) => {
                if let Some(limit) = divisor(&value.ty, number) {
                    push("multiple_of", Subject::Number, Some(limit));
                }
            }
            Demand::MinLength(0) | Demand::MinItems(0) | Demand::MinProperties(0) => {}
            Demand::MinLength(count) => {
                push("min_length", Subject::Text, Some(Limit::Count(count)));
            }
            Demand::MaxLength(count) => {
                push("max_length", Subject::Text, Some(Limit::Count(count)));
            }
            Demand::Pattern(pattern) => {
                push("pattern", Subject::Text, Some(Limit::Pattern(pattern)));
            }
            Demand::MinItems(count) => {
                push("min_items", Subject::Length, Some(Limit::Count(count)));
            }
            Demand::MaxItems(count) => {
                push("max_items", Subject::Length, Some(Limit::Count(count)));
            }
            Demand::UniqueItems => push("unique_items", Subject::Items, None),
            Demand::MinProperties(count) => {
                push("min_properties", Subject::Length, Some(Limit::Count(count)));
            }
            Demand::MaxProperties(count) => {
                push("max_properties", Subject::Length, Some(Limit::Count(count)));
            }
            // Every other type is an object or none.
            Demand::Object => {}
            Demand::Values(_) | Demand::Conditions(_) => {
                push("limits", Subject::Whole, Some(Limit::Keyword(limit)));
            }
        }
    }
    checks
}

/// Smallest and greatest value of an integer type.
fn range(ty: &Type) -> Option<(i64, i64)> {
    match ty {
        Type::Int32 => Some((i32::MIN.into(), i32::MAX.into())),
        Type::Int64 => Some((i64::MIN, i64::MAX)),
        _ => None,
    }
}

fn lower<'a>(ty: &Type, bound: Bound) -> Option<(&'static str, Limit<'a>)> {
    let (number, method) = match bound {
        Bound::Inclusive(number) => (number, "at_least"),
        Bound::Exclusive(number) => (number, "greater_than"),
    };
    let Some((least, greatest)) = range(ty) else {
        return Some((method, fraction(ty, number)));
    };
    // What no whole number lies on is the next one below it, not counted itself.
    let (limit, method) = match number {
        Number::Int(limit) => (limit, method),
        Number::Float(limit) if limit.fract() == 0.0 => (limit as i128, method),
        Number::Float(limit) => (limit.floor() as i128, "greater_than"),
    };
    if limit < least.into() || (limit == least.into() && method == "at_least") {
        return None;
    }
    Some((
        method,
        Limit::Int(i64::try_from(limit).unwrap_or(greatest).min(greatest)),
    ))
}

fn upper<'a>(ty: &Type, bound: Bound) -> Option<(&'static str, Limit<'a>)> {
    let (number, method) = match bound {
        Bound::Inclusive(number) => (number, "at_most"),
        Bound::Exclusive(number) => (number, "less_than"),
    };
    let Some((least, greatest)) = range(ty) else {
        return Some((method, fraction(ty, number)));
    };
    let (limit, method) = match number {
        Number::Int(limit) => (limit, method),
        Number::Float(limit) if limit.fract() == 0.0 => (limit as i128, method),
        Number::Float(limit) => (limit.ceil() as i128, "less_than"),
    };
    if limit > greatest.into() || (limit == greatest.into() && method == "at_most") {
        return None;
    }
    Some((
        method,
        Limit::Int(i64::try_from(limit).unwrap_or(least).max(least)),
    ))
}

fn divisor<'a>(ty: &Type, number: Number) -> Option<Limit<'a>> {
    let Some((least, greatest)) = range(ty) else {
        return Some(fraction(ty, number));
    };
    let whole = match number {
        Number::Int(divisor) => i64::try_from(divisor).ok(),
        Number::Float(divisor) if divisor.fract() == 0.0 => Some(divisor as i64),
        Number::Float(_) => None,
    };
    // Every whole number is a multiple of one.
    whole
        .filter(|divisor| (least..=greatest).contains(divisor) && *divisor > 1)
        .map(Limit::Int)
}

fn fraction<'a>(ty: &Type, number: Number) -> Limit<'a> {
    let number = match number {
        Number::Int(number) => number as f64,
        Number::Float(number) => number,
    };
    match ty {
        Type::Float => Limit::Float(number as f32),
        _ => Limit::Double(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checks(ty: Type, constraints: Constraints) -> Vec<(&'static str, Option<Limit<'static>>)> {
        let value = TypeUse { ty, constraints };
        of(&value)
            .into_iter()
            .map(|check| {
                let limit = match check.limit {
                    Some(Limit::Pattern(_)) => Some(Limit::Pattern("…")),
                    Some(Limit::Int(limit)) => Some(Limit::Int(limit)),
                    Some(Limit::Float(limit)) => Some(Limit::Float(limit)),
                    Some(Limit::Double(limit)) => Some(Limit::Double(limit)),
                    Some(Limit::Count(limit)) => Some(Limit::Count(limit)),
                    Some(Limit::Keyword(_) | Limit::All(_)) | None => None,
                };
                (check.method, limit)
            })
            .collect()
    }

    fn between(minimum: Bound, maximum: Bound) -> Constraints {
        Constraints {
            minimum: Some(minimum),
            maximum: Some(maximum),
            ..Constraints::default()
        }
    }

    #[test]
    fn limits_take_the_type_of_the_value() {
        let constraints = between(
            Bound::Exclusive(Number::Int(0)),
            Bound::Inclusive(Number::Float(2.5)),
        );
        assert_eq!(
            checks(Type::Int64, constraints.clone()),
            [
                ("greater_than", Some(Limit::Int(0))),
                ("less_than", Some(Limit::Int(3)))
            ]
        );
        assert_eq!(
            checks(Type::Float, constraints.clone()),
            [
                ("greater_than", Some(Limit::Float(0.0))),
                ("at_most", Some(Limit::Float(2.5)))
            ]
        );
        assert_eq!(
            checks(Type::Double, constraints),
            [
                ("greater_than", Some(Limit::Double(0.0))),
                ("at_most", Some(Limit::Double(2.5)))
            ]
        );
    }

    #[test]
    fn what_the_type_ensures_is_not_checked() {
        let constraints = between(
            Bound::Inclusive(Number::Int(i64::MIN.into())),
            Bound::Inclusive(Number::Int(i128::MAX)),
        );
        assert!(checks(Type::Int32, constraints.clone()).is_empty());
        assert!(checks(Type::Int64, constraints).is_empty());
    }

    #[test]
    fn constraints_of_another_type_are_not_checked() {
        let constraints = Constraints {
            min_length: Some(1),
            max_length: Some(8),
            pattern: Some("^a".to_owned()),
            min_items: Some(0),
            max_items: Some(3),
            unique_items: true,
            ..Constraints::default()
        };
        assert_eq!(
            checks(Type::String, constraints.clone()),
            [
                ("min_length", Some(Limit::Count(1))),
                ("max_length", Some(Limit::Count(8))),
                ("pattern", Some(Limit::Pattern("…")))
            ]
        );
        let items = Box::new(TypeUse {
            ty: Type::Bool,
            constraints: Constraints::default(),
        });
        assert_eq!(
            checks(Type::List(items), constraints.clone()),
            [("max_items", Some(Limit::Count(3))), ("unique_items", None)]
        );
        assert!(checks(Type::Bool, constraints).is_empty());
    }
}
