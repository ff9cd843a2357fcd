//! Two evaluators of conditions, one in the generator for examples and the mock server, one in the client for requests, agree on
//! every keyword.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]

use codegen_model::{CONDITION_KEYWORDS, Json, Limit, is_condition};
use generated_client::runtime::generated::{self, Table, table};
use generated_client::runtime::{Validate, Validator, violations};
use serde_json::{Value, from_str};

/// Conditions, with JSON arrays of values that keep to them and of values that do not.
const CASES: &[(&str, &str, &str)] = &[
    (
        r#"{"not": {"type": "null"}}"#,
        r#"[0, "", [], {}, false]"#,
        "[null]",
    ),
    (
        r#"{"type": "integer"}"#,
        "[1, -2, 2.0, 1e3]",
        r#"[0.5, "1", null, true, [], {}]"#,
    ),
    (
        r#"{"type": ["string", "array"]}"#,
        r#"["", []]"#,
        "[1, {}, null, false]",
    ),
    (
        r#"{"type": ["number", "boolean", "object", "null"]}"#,
        "[1, 0.5, true, {}, null]",
        r#"["1", []]"#,
    ),
    (
        r#"{"if": {"type": "integer"}, "then": {"multipleOf": 2}, "else": {"maxLength": 3}}"#,
        r#"[4, 2.0, "abc", [], null]"#,
        r#"[3, 1.0, "abcd"]"#,
    ),
    (
        r#"{"if": {"type": "integer"}, "then": {"minimum": 1}}"#,
        r#"[1, "x", 0.5]"#,
        "[0]",
    ),
    (
        r#"{"allOf": [{"minimum": 1}, {"maximum": 3}]}"#,
        r#"[1, 3, 2.5, "9"]"#,
        "[0, 4, 3.5]",
    ),
    (
        r#"{"anyOf": [{"maximum": 1}, {"minimum": 3}]}"#,
        "[1, 3, -7.5]",
        "[2, 1.5]",
    ),
    (
        r#"{"oneOf": [{"minimum": 1}, {"maximum": 3}]}"#,
        "[0, 4]",
        r#"[2, "both"]"#,
    ),
    (
        r#"{"const": {"a": [1, 2.0]}}"#,
        r#"[{"a": [1.0, 2]}]"#,
        r#"[{"a": [2, 1]}, {"a": [1, 2], "b": 0}, {}]"#,
    ),
    (
        r#"{"enum": [1, "1", null]}"#,
        r#"[1, 1.0, "1", null]"#,
        r#"[2, "", false, []]"#,
    ),
    (
        r#"{"contains": {"type": "string"}, "minContains": 2, "maxContains": 3}"#,
        r#"[["a", "b"], ["a", 1, "b", "c"], {}, 7]"#,
        r#"[["a"], [], ["a", "b", "c", "d"]]"#,
    ),
    (
        r#"{"contains": {"const": 1}}"#,
        "[[0, 1], [1.0]]",
        "[[], [0]]",
    ),
    (
        r#"{"contains": {"const": 1}, "minContains": 0}"#,
        "[[], [0], [1]]",
        "[]",
    ),
    (
        r#"{"prefixItems": [{"type": "string"}, {"minimum": 1}], "items": false}"#,
        r#"[["a", 1], ["a"], [], {}]"#,
        r#"[[1], ["a", 0], ["a", 1, 2]]"#,
    ),
    (
        r#"{"items": {"maxLength": 1}}"#,
        r#"[["a", 12], []]"#,
        r#"[["ab"]]"#,
    ),
    (
        r#"{"minItems": 1, "maxItems": 2, "uniqueItems": true}"#,
        r#"[[1], [1, 2], "none"]"#,
        "[[], [1, 2, 3], [1, 1.0]]",
    ),
    (
        r#"{"minLength": 2, "maxLength": 3, "pattern": "^[^x]*$"}"#,
        r#"["ab", "中文字", 7]"#,
        r#"["a", "abcd", "axb", "中"]"#,
    ),
    (
        r#"{"exclusiveMinimum": 1, "exclusiveMaximum": 2.5}"#,
        "[1.5, 2]",
        "[1, 1.0, 2.5, 3]",
    ),
    (
        r#"{"minProperties": 1, "maxProperties": 2}"#,
        r#"[{"a": 1}, {"a": 1, "b": 2}, []]"#,
        r#"[{}, {"a": 1, "b": 2, "c": 3}]"#,
    ),
    (
        r#"{"required": ["a", "b"]}"#,
        r#"[{"a": null, "b": 0}, [], "a"]"#,
        r#"[{}, {"a": 1}]"#,
    ),
    (
        r#"{"dependentRequired": {"a": ["b"]}}"#,
        r#"[{}, {"b": 1}, {"a": 1, "b": 1}]"#,
        r#"[{"a": null}]"#,
    ),
    (
        r#"{"dependentSchemas": {"a": {"required": ["b"], "maxProperties": 2}}}"#,
        r#"[{}, {"c": 1, "d": 1, "e": 1}, {"a": 1, "b": 1}]"#,
        r#"[{"a": 1}, {"a": 1, "b": 1, "c": 1}]"#,
    ),
    (
        r#"{"propertyNames": {"pattern": "^x-"}}"#,
        r#"[{"x-a": 1}, {}, ["a"]]"#,
        r#"[{"x-a": 1, "a": 1}]"#,
    ),
    (
        r#"{"properties": {"a": {"type": "string"}, "b": false}}"#,
        r#"[{"a": "", "c": 1}, {}]"#,
        r#"[{"a": 1}, {"b": null}]"#,
    ),
    (
        r#"{"patternProperties": {"^n": {"type": "number"}, "s$": {"type": "string"}}}"#,
        r#"[{"n1": 1, "as": "", "other": null}, {}]"#,
        r#"[{"n1": ""}, {"as": 1}, {"ns": 1}]"#,
    ),
    (
        r#"{"properties": {"a": {}}, "patternProperties": {"^n": {}, "^m": {}}, "additionalProperties": {"maxLength": 2}}"#,
        r#"[{"a": "long", "n": "long", "m": "long", "z": "ab"}]"#,
        r#"[{"z": "long"}, {"a": 1, "an": "long"}]"#,
    ),
    (
        r#"{"additionalProperties": false}"#,
        r#"[{}, [], "a"]"#,
        r#"[{"a": 1}]"#,
    ),
    (
        r#"{"title": "t", "description": "d", "$comment": "c", "deprecated": true, "example": 1, "examples": [1]}"#,
        r#"[1, "", null, [], {}]"#,
        "[]",
    ),
];

fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(number) => match number.as_i64() {
            Some(number) => Json::Int(number.into()),
            None => Json::Float(number.as_f64().unwrap()),
        },
        Value::String(text) => Json::String(text.clone()),
        Value::Array(items) => Json::Array(items.iter().map(json).collect()),
        Value::Object(members) => Json::Object(
            members
                .iter()
                .map(|(name, value)| (name.clone(), json(value)))
                .collect(),
        ),
    }
}

/// A value and the limits that the client checks.
#[derive(Debug)]
struct Checked<'v>(&'v Value, &'static str);

impl generated::Value for Checked<'_> {
    fn table(&self) -> Table<'_> {
        table("Checked", []).limited(self)
    }
}

impl Validate for Checked<'_> {
    fn validate(&self, v: &mut Validator<'_>) {
        v.limits(self.0, self.1);
    }
}

#[test]
fn generator_and_client_agree_on_every_condition() {
    let mut wrong = Vec::new();
    for &(condition, allowed, refused) in CASES {
        let conditions = [json(&from_str(condition).unwrap())];
        assert!(is_condition(&conditions[0]), "{condition}");
        for (values, expected) in [(allowed, true), (refused, false)] {
            for value in &from_str::<Vec<Value>>(values).unwrap() {
                let generator = Limit::Conditions(&conditions).holds(&json(value));
                // Conditions of generated code are text that lives as long as the program.
                let limits: &'static str = format!(r#"{{"allOf": [{condition}]}}"#).leak();
                let client = violations(&Checked(value, limits)).is_empty();
                if (generator, client) != (expected, expected) {
                    wrong.push(format!(
                        "{condition} of {value}: generator {generator}, client {client}"
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_keyword_of_a_condition_has_a_case() {
    for keyword in CONDITION_KEYWORDS {
        let named = format!("\"{keyword}\":");
        let is_tried = CASES
            .iter()
            .any(|(condition, ..)| condition.contains(&named));
        assert!(is_tried, "no case has {keyword}");
    }
}
