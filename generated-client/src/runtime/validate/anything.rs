//! Limits of values that may be of any kind.
//!
//! Knows the keywords of JSON Schema and which kind of value each is about. Gives each check to the
//! validator's own method for it. Must never know where the value stands.

use regex_lite::Regex;
use serde_json::Value;

use super::Validator;
use super::condition::allows;

/// Checks one keyword.
pub(super) fn check(v: &mut Validator<'_>, value: &Value, keyword: &str, limit: &Value) {
    match (keyword, value, limit) {
        ("enum", _, Value::Array(allowed))
            if !allowed.iter().any(|allowed| is_same(allowed, value)) =>
        {
            let allowed: Vec<_> = allowed.iter().map(Value::to_string).collect();
            v.report(format_args!("must be one of {}", allowed.join(", ")));
        }
        ("type", _, Value::String(name)) if name == "object" && !value.is_object() => {
            v.report(format_args!("must be an object"));
        }
        ("pattern", Value::String(text), Value::String(pattern))
            if Regex::new(pattern).is_ok_and(|regex| !regex.is_match(text)) =>
        {
            v.report(format_args!("must match {pattern}"));
        }
        ("uniqueItems", Value::Array(items), Value::Bool(true)) => {
            let earlier = |index: usize| items.iter().take(index);
            let mut all = items.iter().enumerate();
            if all.any(|(index, item)| earlier(index).any(|other| is_same(other, item))) {
                v.report(format_args!("must not have equal items"));
            }
        }
        ("allOf", _, Value::Array(conditions)) => {
            let broken = conditions
                .iter()
                .filter(|condition| !allows(condition, value));
            for condition in broken {
                v.report(format_args!("must keep to {condition}"));
            }
        }
        (_, Value::Number(number), Value::Number(limit)) => {
            match (number.as_i64(), limit.as_i64()) {
                (Some(number), Some(limit)) => of_number(v, number, keyword, limit),
                _ => {
                    let float = |number: &serde_json::Number| number.as_f64().unwrap_or(f64::NAN);
                    of_number(v, float(number), keyword, float(limit));
                }
            }
        }
        (_, _, Value::Number(limit)) => {
            let limit = limit.as_u64().or(limit.as_f64().map(|limit| limit as u64));
            let limit = limit.and_then(|limit| usize::try_from(limit).ok());
            of_count(v, value, keyword, limit.unwrap_or(usize::MAX));
        }
        _ => {}
    }
}

fn of_number<N: super::Number>(v: &mut Validator<'_>, number: N, keyword: &str, limit: N) {
    match keyword {
        "minimum" => v.at_least(number, limit),
        "exclusiveMinimum" => v.greater_than(number, limit),
        "maximum" => v.at_most(number, limit),
        "exclusiveMaximum" => v.less_than(number, limit),
        "multipleOf" => v.multiple_of(number, limit),
        _ => v,
    };
}

fn of_count(v: &mut Validator<'_>, value: &Value, keyword: &str, limit: usize) {
    match (keyword, value) {
        ("minLength", Value::String(text)) => v.min_length(text, limit),
        ("maxLength", Value::String(text)) => v.max_length(text, limit),
        ("minItems", Value::Array(items)) => v.min_items(items.len(), limit),
        ("maxItems", Value::Array(items)) => v.max_items(items.len(), limit),
        ("minProperties", Value::Object(members)) => v.min_properties(members.len(), limit),
        ("maxProperties", Value::Object(members)) => v.max_properties(members.len(), limit),
        _ => v,
    };
}

/// Whether two values are the same to JSON Schema: `1` and `1.0` are.
pub(super) fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(others)) => {
            one.len() == others.len()
                && one.iter().all(|(name, value)| {
                    others.get(name).is_some_and(|other| is_same(value, other))
                })
        }
        _ => one == other,
    }
}
