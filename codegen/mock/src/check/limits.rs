//! Whether a value keeps to its documented limits.
//!
//! Knows what was found in place of what a limit demands.
//! Gives the limits that are broken, in words.
//! Must never show a text that was sent: it may be a secret.

use serde_json::Value;

use codegen_model::{Constraints, Json, Limit};

/// What a value breaks.
pub(super) fn broken(constraints: &Constraints, json: &Value) -> Vec<String> {
    if constraints.is_empty() || json.is_null() {
        return Vec::new();
    }
    let value = plain(json);
    let limits = constraints.limits().into_iter();
    limits
        .filter(|limit| !limit.holds(&value))
        .map(|limit| match found(limit, &value) {
            Some(found) => format!("{limit}, but {found}"),
            None => limit.to_string(),
        })
        .collect()
}

/// What is there instead.
fn found(limit: Limit<'_>, value: &Json) -> Option<String> {
    match (limit, value) {
        (
            Limit::Minimum(_) | Limit::Maximum(_) | Limit::MultipleOf(_),
            Json::Int(_) | Json::Float(_),
        ) => Some(format!("is {value}")),
        (Limit::MinLength(_) | Limit::MaxLength(_), Json::String(text)) => {
            Some(format!("has {}", text.chars().count()))
        }
        (Limit::MinItems(_) | Limit::MaxItems(_), Json::Array(items)) => {
            Some(format!("has {}", items.len()))
        }
        (Limit::MinProperties(_) | Limit::MaxProperties(_), Json::Object(members)) => {
            Some(format!("has {}", members.len()))
        }
        _ => None,
    }
}

fn plain(json: &Value) -> Json {
    match json {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(number) => match number.as_i128() {
            Some(number) => Json::Int(number),
            None => Json::Float(number.as_f64().unwrap_or_default()),
        },
        Value::String(text) => Json::String(text.clone()),
        Value::Array(items) => Json::Array(items.iter().map(plain).collect()),
        Value::Object(members) => Json::Object(
            members
                .iter()
                .map(|(name, value)| (name.clone(), plain(value)))
                .collect(),
        ),
    }
}
