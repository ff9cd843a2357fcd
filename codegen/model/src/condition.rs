//! Whether a value keeps to a limit, conditions such as `not` and `if` among them.

use std::cmp::Ordering;

use regex_lite::Regex;

use super::{Bound, Json, Limit, Number};

/// The keywords that a condition may have.
pub const CONDITION_KEYWORDS: &[&str] = &[
    "$comment",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "contains",
    "dependentRequired",
    "dependentSchemas",
    "deprecated",
    "description",
    "else",
    "enum",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "if",
    "items",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "required",
    "then",
    "title",
    "type",
    "uniqueItems",
];

/// Whether a schema can be checked as a condition: it has only the keywords of one, refers to no other schema, and has only patterns
/// that the client can match.
#[must_use]
pub fn is_condition(schema: &Json) -> bool {
    let fits = |pattern: &str| Regex::new(pattern).is_ok();
    let Json::Object(keywords) = schema else {
        return matches!(schema, Json::Bool(_));
    };
    keywords.iter().all(|(keyword, argument)| {
        let parts: Vec<&Json> = match (keyword.as_str(), argument) {
            ("allOf" | "anyOf" | "oneOf" | "prefixItems", Json::Array(parts)) => {
                parts.iter().collect()
            }
            ("properties" | "patternProperties" | "dependentSchemas", Json::Object(parts)) => {
                parts.iter().map(|(_, part)| part).collect()
            }
            (
                "not"
                | "if"
                | "then"
                | "else"
                | "contains"
                | "items"
                | "additionalProperties"
                | "propertyNames",
                part,
            ) => vec![part],
            _ => Vec::new(),
        };
        let patterns: Vec<&str> = match (keyword.as_str(), argument) {
            ("pattern", Json::String(pattern)) => vec![pattern],
            ("patternProperties", Json::Object(parts)) => {
                parts.iter().map(|(name, _)| name.as_str()).collect()
            }
            _ => Vec::new(),
        };
        CONDITION_KEYWORDS.contains(&keyword.as_str())
            && patterns.into_iter().all(fits)
            && parts.into_iter().all(is_condition)
    })
}

impl Limit<'_> {
    /// Whether a value keeps to it. A value that it says nothing about does. A pattern that only a bigger engine understands is
    /// not checked.
    #[must_use]
    pub fn holds(&self, value: &Json) -> bool {
        let number = match value {
            Json::Int(number) => Some(Number::Int(*number)),
            Json::Float(number) => Some(Number::Float(*number)),
            _ => None,
        };
        let is = |limit: Number, allowed: &[Ordering]| {
            number
                .and_then(|number| number.compare(limit))
                .is_none_or(|order| allowed.contains(&order))
        };
        match (self, value) {
            (Self::Minimum(Bound::Inclusive(limit)), _) => {
                is(*limit, &[Ordering::Greater, Ordering::Equal])
            }
            (Self::Minimum(Bound::Exclusive(limit)), _) => is(*limit, &[Ordering::Greater]),
            (Self::Maximum(Bound::Inclusive(limit)), _) => {
                is(*limit, &[Ordering::Less, Ordering::Equal])
            }
            (Self::Maximum(Bound::Exclusive(limit)), _) => is(*limit, &[Ordering::Less]),
            (Self::MultipleOf(step), _) => number.is_none_or(|number| number.is_multiple_of(*step)),
            (Self::MinLength(least), Json::String(text)) => length(text.chars().count()) >= *least,
            (Self::MaxLength(most), Json::String(text)) => length(text.chars().count()) <= *most,
            (Self::Pattern(pattern), Json::String(text)) => {
                Regex::new(pattern).map_or(true, |pattern| pattern.is_match(text))
            }
            (Self::MinItems(least), Json::Array(items)) => length(items.len()) >= *least,
            (Self::MaxItems(most), Json::Array(items)) => length(items.len()) <= *most,
            (Self::UniqueItems, Json::Array(items)) => {
                let earlier = |index: usize| items.iter().take(index);
                let mut all = items.iter().enumerate();
                !all.any(|(index, item)| earlier(index).any(|other| other.is_same(item)))
            }
            (Self::MinProperties(least), Json::Object(members)) => length(members.len()) >= *least,
            (Self::MaxProperties(most), Json::Object(members)) => length(members.len()) <= *most,
            (Self::Object, value) => matches!(value, Json::Object(_)),
            (Self::Values(values), value) => values.iter().any(|known| known.is_same(value)),
            (Self::Conditions(conditions), value) => {
                conditions.iter().all(|condition| allows(condition, value))
            }
            // Values of other kinds. Each limit is named, so that the compiler asks for a new one here as well.
            (
                Self::MinLength(_)
                | Self::MaxLength(_)
                | Self::Pattern(_)
                | Self::MinItems(_)
                | Self::MaxItems(_)
                | Self::UniqueItems
                | Self::MinProperties(_)
                | Self::MaxProperties(_),
                _,
            ) => true,
        }
    }
}

fn length(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// Whether a value is one that a condition allows.
fn allows(schema: &Json, value: &Json) -> bool {
    match schema {
        Json::Object(keywords) => keywords
            .iter()
            .all(|(keyword, argument)| keeps(schema, keyword, argument, value)),
        other => *other != Json::Bool(false),
    }
}

/// Whether a value keeps to one keyword of a schema. One that says nothing about values of its kind is kept.
fn keeps(schema: &Json, keyword: &str, argument: &Json, value: &Json) -> bool {
    let each = |parts: &[Json]| parts.iter().filter(|part| allows(part, value)).count();
    let branch = |name: &str| {
        schema
            .member(name)
            .is_none_or(|branch| allows(branch, value))
    };
    match (keyword, argument, value) {
        ("not", part, _) => !allows(part, value),
        ("if", part, _) if allows(part, value) => branch("then"),
        ("if", ..) => branch("else"),
        ("allOf", Json::Array(parts), _) => each(parts) == parts.len(),
        ("anyOf", Json::Array(parts), _) => each(parts) > 0,
        ("oneOf", Json::Array(parts), _) => each(parts) == 1,
        ("const", known, _) => known.is_same(value),
        ("type", Json::String(name), _) => is_of_type(name, value),
        ("type", Json::Array(names), _) => names
            .iter()
            .any(|name| matches!(name, Json::String(name) if is_of_type(name, value))),
        ("contains", part, Json::Array(items)) => {
            let found = items.iter().filter(|item| allows(part, item)).count();
            let limit = |name: &str| schema.member(name).and_then(count);
            limit("minContains").unwrap_or(1) <= found
                && limit("maxContains").is_none_or(|most| found <= most)
        }
        ("prefixItems", Json::Array(parts), Json::Array(items)) => items
            .iter()
            .zip(parts)
            .all(|(item, part)| allows(part, item)),
        ("items", part, Json::Array(items)) => {
            let before = match schema.member("prefixItems") {
                Some(Json::Array(parts)) => parts.len(),
                _ => 0,
            };
            items.iter().skip(before).all(|item| allows(part, item))
        }
        (_, _, Json::Object(members)) => of_object(schema, keyword, argument, members, value),
        _ => limit(keyword, argument).is_none_or(|limit| limit.holds(value)),
    }
}

/// The same for keywords about objects.
fn of_object(
    schema: &Json,
    keyword: &str,
    argument: &Json,
    members: &[(String, Json)],
    value: &Json,
) -> bool {
    let has = |name: &Json| matches!(name, Json::String(name) if value.member(name).is_some());
    match (keyword, argument) {
        ("required", Json::Array(names)) => names.iter().all(has),
        ("dependentRequired", Json::Object(names)) => names.iter().all(|(name, needed)| {
            value.member(name).is_none()
                || matches!(needed, Json::Array(needed) if needed.iter().all(has))
        }),
        ("dependentSchemas", Json::Object(parts)) => parts
            .iter()
            .all(|(name, part)| value.member(name).is_none() || allows(part, value)),
        ("propertyNames", part) => members
            .iter()
            .all(|(name, _)| allows(part, &Json::String(name.clone()))),
        ("properties", Json::Object(parts)) => parts
            .iter()
            .all(|(name, part)| value.member(name).is_none_or(|member| allows(part, member))),
        ("patternProperties", Json::Object(parts)) => parts.iter().all(|(pattern, part)| {
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
        _ => limit(keyword, argument).is_none_or(|limit| limit.holds(value)),
    }
}

/// Tells of a name whether `properties` or `patternProperties` of a schema say something about such a member.
fn named(schema: &Json) -> impl Fn(&str) -> bool {
    let properties = schema.member("properties");
    let patterns: Vec<Regex> = match schema.member("patternProperties") {
        Some(Json::Object(parts)) => {
            let patterns = parts.iter().filter_map(|(pattern, _)| compiled(pattern));
            patterns.collect()
        }
        _ => Vec::new(),
    };
    move |name| {
        properties.is_some_and(|parts| parts.member(name).is_some())
            || patterns.iter().any(|pattern| pattern.is_match(name))
    }
}

/// A pattern; `None` for one that the engine does not know, which [`is_condition`] refuses.
fn compiled(pattern: &str) -> Option<Regex> {
    Regex::new(pattern).ok()
}

fn is_of_type(name: &str, value: &Json) -> bool {
    match (name, value) {
        ("integer", Json::Float(number)) => number.fract() == 0.0,
        ("null", Json::Null)
        | ("boolean", Json::Bool(_))
        | ("integer" | "number", Json::Int(_))
        | ("number", Json::Float(_))
        | ("string", Json::String(_))
        | ("array", Json::Array(_))
        | ("object", Json::Object(_)) => true,
        _ => false,
    }
}

/// The limit that a keyword is, if it is one.
fn limit<'j>(keyword: &str, argument: &'j Json) -> Option<Limit<'j>> {
    let number = || match argument {
        Json::Int(number) => Some(Number::Int(*number)),
        Json::Float(number) => Some(Number::Float(*number)),
        _ => None,
    };
    let many = || count(argument).and_then(|count| u64::try_from(count).ok());
    Some(match (keyword, argument) {
        ("minimum", _) => Limit::Minimum(Bound::Inclusive(number()?)),
        ("exclusiveMinimum", _) => Limit::Minimum(Bound::Exclusive(number()?)),
        ("maximum", _) => Limit::Maximum(Bound::Inclusive(number()?)),
        ("exclusiveMaximum", _) => Limit::Maximum(Bound::Exclusive(number()?)),
        ("multipleOf", _) => Limit::MultipleOf(number()?),
        ("minLength", _) => Limit::MinLength(many()?),
        ("maxLength", _) => Limit::MaxLength(many()?),
        ("pattern", Json::String(pattern)) => Limit::Pattern(pattern),
        ("minItems", _) => Limit::MinItems(many()?),
        ("maxItems", _) => Limit::MaxItems(many()?),
        ("uniqueItems", Json::Bool(true)) => Limit::UniqueItems,
        ("minProperties", _) => Limit::MinProperties(many()?),
        ("maxProperties", _) => Limit::MaxProperties(many()?),
        ("enum", Json::Array(values)) => Limit::Values(values),
        _ => return None,
    })
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count that is written as 2.0"
)]
fn count(argument: &Json) -> Option<usize> {
    match argument {
        Json::Int(count) => usize::try_from(*count).ok(),
        Json::Float(count) if count.fract() == 0.0 && *count >= 0.0 => Some(*count as usize),
        _ => None,
    }
}
