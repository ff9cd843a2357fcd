//! Whether a value keeps to its documented limits.
//!
//! Knows what each limit demands of which kind of value.
//! Gives the limits that are broken, in words.
//! Must never show a text that was sent: it may be a secret.

use std::cmp::Ordering;

use regex_lite::Regex;
use serde_json::Value;

use codegen_model::{Bound, Constraints, Number};

/// What a value breaks.
pub(super) fn broken(constraints: &Constraints, json: &Value) -> Vec<String> {
    if constraints.is_empty() {
        return Vec::new();
    }
    match json {
        Value::Number(number) => number_of(number).map_or_else(Vec::new, |number| {
            in_range(constraints, number).into_iter().collect()
        }),
        Value::String(text) => of_text(constraints, text),
        Value::Array(items) => of_list(constraints, items),
        Value::Object(entries) => of_count(
            entries.len(),
            constraints.min_properties,
            constraints.max_properties,
            "entries",
        ),
        Value::Null | Value::Bool(_) => Vec::new(),
    }
}

fn number_of(number: &serde_json::Number) -> Option<Number> {
    number
        .as_i128()
        .map(Number::Int)
        .or_else(|| number.as_f64().map(Number::Float))
}

/// The first demand on a number that it does not meet.
fn in_range(constraints: &Constraints, number: Number) -> Option<String> {
    let is = |limit, allowed: &[Ordering]| {
        compare(number, limit).is_none_or(|order| allowed.contains(&order))
    };
    let (holds, demand, limit) = match (constraints.minimum, constraints.maximum) {
        (Some(Bound::Inclusive(limit)), _) if !is(limit, &[Ordering::Greater, Ordering::Equal]) => {
            (false, "at least", limit)
        }
        (Some(Bound::Exclusive(limit)), _) if !is(limit, &[Ordering::Greater]) => {
            (false, "greater than", limit)
        }
        (_, Some(Bound::Inclusive(limit))) if !is(limit, &[Ordering::Less, Ordering::Equal]) => {
            (false, "at most", limit)
        }
        (_, Some(Bound::Exclusive(limit))) if !is(limit, &[Ordering::Less]) => {
            (false, "less than", limit)
        }
        _ => {
            let step = constraints.multiple_of?;
            (is_multiple(number, step), "a multiple of", step)
        }
    };
    (!holds).then(|| format!("must be {demand} {limit}, but is {number}"))
}

/// How two numbers stand to each other; two integers exactly.
fn compare(a: Number, b: Number) -> Option<Ordering> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => Some(a.cmp(&b)),
        _ => a.to_f64().partial_cmp(&b.to_f64()),
    }
}

fn is_multiple(number: Number, step: Number) -> bool {
    match (number, step) {
        (_, Number::Int(0)) => true,
        (Number::Int(number), Number::Int(step)) => number % step == 0,
        _ => {
            // Decimal steps such as 0.1 have no exact form.
            let quotient = number.to_f64() / step.to_f64();
            (quotient - quotient.round()).abs() <= 1e-9 * quotient.abs().max(1.0)
        }
    }
}

fn of_text(constraints: &Constraints, text: &str) -> Vec<String> {
    let length = text.chars().count();
    let mut broken = of_count(
        length,
        constraints.min_length,
        constraints.max_length,
        "characters",
    );
    // An expression that only a bigger engine understands is not checked.
    let pattern = constraints.pattern.as_deref();
    let mismatch =
        pattern.filter(|pattern| Regex::new(pattern).is_ok_and(|regex| !regex.is_match(text)));
    broken.extend(mismatch.map(|pattern| format!("must match {pattern}")));
    broken
}

fn of_list(constraints: &Constraints, items: &[Value]) -> Vec<String> {
    let mut broken = of_count(
        items.len(),
        constraints.min_items,
        constraints.max_items,
        "items",
    );
    let repeated = || {
        items
            .iter()
            .enumerate()
            .any(|(index, item)| items.iter().take(index).any(|earlier| earlier == item))
    };
    if constraints.unique_items && repeated() {
        broken.push("must not have equal items".to_owned());
    }
    broken
}

fn of_count(found: usize, least: Option<u64>, most: Option<u64>, unit: &str) -> Vec<String> {
    let count = u64::try_from(found).unwrap_or(u64::MAX);
    let low = least
        .filter(|least| count < *least)
        .map(|least| format!("must have at least {least} {unit}, but has {found}"));
    let high = most
        .filter(|most| count > *most)
        .map(|most| format!("must have at most {most} {unit}, but has {found}"));
    low.into_iter().chain(high).collect()
}
