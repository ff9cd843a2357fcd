//! Conditions of JSON Schema, such as `not` and `if`, on values of any kind.
//!
//! Knows the keywords that combine schemas, and what each says about a value. Gives whether a value is
//! allowed. Must never report: who asks knows in which words to tell it.

use regex_lite::Regex;
use serde_json::{Map, Value};

use super::anything::{self, is_same};
use super::{Findings, Node, Step, Validator};

/// Whether a value is one that a schema allows.
pub(super) fn allows(schema: &Value, value: &Value) -> bool {
    match schema {
        Value::Object(keywords) => keywords
            .iter()
            .all(|(keyword, argument)| keeps(keywords, keyword, argument, value)),
        other => *other != Value::Bool(false),
    }
}

/// Whether a value keeps to one keyword of a schema.
fn keeps(schema: &Map<String, Value>, keyword: &str, argument: &Value, value: &Value) -> bool {
    let fitting = |parts: &[Value]| parts.iter().filter(|part| allows(part, value)).count();
    let branch = |name| schema.get(name).is_none_or(|branch| allows(branch, value));
    match (keyword, argument, value) {
        ("not", ..) => !allows(argument, value),
        ("if", ..) if allows(argument, value) => branch("then"),
        ("if", ..) => branch("else"),
        ("allOf", Value::Array(parts), _) => fitting(parts) == parts.len(),
        ("anyOf", Value::Array(parts), _) => fitting(parts) > 0,
        ("oneOf", Value::Array(parts), _) => fitting(parts) == 1,
        ("const", ..) => is_same(argument, value),
        ("type", Value::String(name), _) => is_of_type(name, value),
        ("type", Value::Array(names), _) => {
            let mut names = names.iter().filter_map(Value::as_str);
            names.any(|name| is_of_type(name, value))
        }
        ("contains", _, Value::Array(items)) => {
            let found = items.iter().filter(|item| allows(argument, item)).count();
            let limit = |name| schema.get(name).and_then(Value::as_f64);
            let found = found as f64;
            limit("minContains").unwrap_or(1.0) <= found
                && limit("maxContains").is_none_or(|most| found <= most)
        }
        ("prefixItems", Value::Array(parts), Value::Array(items)) => {
            let mut pairs = items.iter().zip(parts);
            pairs.all(|(item, part)| allows(part, item))
        }
        ("items", _, Value::Array(items)) => {
            let before = schema.get("prefixItems").and_then(Value::as_array);
            let mut others = items.iter().skip(before.map_or(0, Vec::len));
            others.all(|item| allows(argument, item))
        }
        (_, _, Value::Object(members)) => of_object(schema, keyword, argument, members, value),
        _ => is_within(value, keyword, argument),
    }
}

/// The same for keywords about objects.
fn of_object(
    schema: &Map<String, Value>,
    keyword: &str,
    argument: &Value,
    members: &Map<String, Value>,
    value: &Value,
) -> bool {
    let has = |name: &Value| name.as_str().is_some_and(|name| members.contains_key(name));
    let all_there = |names: &Value| names.as_array().is_some_and(|names| names.iter().all(has));
    match (keyword, argument) {
        ("required", names) => all_there(names),
        ("dependentRequired", Value::Object(names)) => names
            .iter()
            .all(|(name, needed)| !members.contains_key(name) || all_there(needed)),
        ("dependentSchemas", Value::Object(parts)) => parts
            .iter()
            .all(|(name, part)| !members.contains_key(name) || allows(part, value)),
        ("propertyNames", part) => {
            let mut names = members.keys();
            names.all(|name| allows(part, &Value::from(name.as_str())))
        }
        ("properties", Value::Object(parts)) => parts.iter().all(|(name, part)| {
            let member = members.get(name);
            member.is_none_or(|member| allows(part, member))
        }),
        ("patternProperties", Value::Object(parts)) => parts.iter().all(|(pattern, part)| {
            let pattern = compiled(pattern);
            let fits = |name: &str| {
                pattern
                    .as_ref()
                    .is_some_and(|pattern| pattern.is_match(name))
            };
            let mut matching = members.iter().filter(|(name, _)| fits(name));
            matching.all(|(_, member)| allows(part, member))
        }),
        ("additionalProperties", part) => {
            let is_named = named(schema);
            let mut others = members.iter().filter(|(name, _)| !is_named(name));
            others.all(|(_, member)| allows(part, member))
        }
        _ => is_within(value, keyword, argument),
    }
}

/// Tells of a name whether `properties` or `patternProperties` of a schema say something about such a member.
fn named(schema: &Map<String, Value>) -> impl Fn(&str) -> bool {
    let parts = |keyword| schema.get(keyword).and_then(Value::as_object);
    let properties = parts("properties");
    let patterns = parts("patternProperties").into_iter().flat_map(Map::keys);
    let patterns: Vec<Regex> = patterns.filter_map(|pattern| compiled(pattern)).collect();
    move |name| {
        properties.is_some_and(|parts| parts.contains_key(name))
            || patterns.iter().any(|pattern| pattern.is_match(name))
    }
}

/// A pattern; `None` for one that the engine does not know, which the generator lets nowhere.
fn compiled(pattern: &str) -> Option<Regex> {
    Regex::new(pattern).ok()
}

fn is_of_type(name: &str, value: &Value) -> bool {
    match (name, value) {
        ("integer", Value::Number(number)) => {
            number.is_i64()
                || number.is_u64()
                || number.as_f64().is_some_and(|number| number.fract() == 0.0)
        }
        ("null", Value::Null)
        | ("boolean", Value::Bool(_))
        | ("number", Value::Number(_))
        | ("string", Value::String(_))
        | ("array", Value::Array(_))
        | ("object", Value::Object(_)) => true,
        _ => false,
    }
}

/// Whether a value keeps to a limit.
fn is_within(value: &Value, keyword: &str, limit: &Value) -> bool {
    let mut findings = Findings::default();
    let mut v = Validator {
        node: Node {
            step: Step::Root,
            parent: None,
        },
        findings: &mut findings,
    };
    anything::check(&mut v, value, keyword, limit);
    findings.violations.is_empty()
}
