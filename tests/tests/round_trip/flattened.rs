//! JSON as the platform writes it into queries and forms.
//!
//! Knows the notation from its description: `Ids.1`, `Filters.1.Key`, counted from 1. Gives sorted pairs. Must never look at how the
//! client does it.

use serde_json::Value;

/// The pairs of an object; what is empty leaves no trace.
pub(crate) fn pairs(object: &Value) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let members = object.as_object().expect("an object");
    for (name, value) in members {
        flatten(name, value, &mut pairs);
    }
    pairs.sort();
    pairs
}

fn flatten(path: &str, value: &Value, pairs: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Array(items) => {
            for (number, item) in (1..).zip(items) {
                flatten(&format!("{path}.{number}"), item, pairs);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                flatten(&format!("{path}.{name}"), member, pairs);
            }
        }
        Value::String(text) => pairs.push((path.to_owned(), text.clone())),
        // Numbers without a fraction are written without a point.
        Value::Bool(_) | Value::Number(_) => {
            let text = value.to_string();
            let text = text.strip_suffix(".0").unwrap_or(&text);
            pairs.push((path.to_owned(), text.to_owned()));
        }
    }
}
