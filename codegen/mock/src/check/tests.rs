//! What is accepted as a request, and what is said of the rest.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "a test makes the files that it needs"
)]

use std::path::Path;

use serde_json::json;

use super::*;
use codegen_model::Version;
use codegen_pipeline::understand;

/// The documents of this folder describe one action each.
const DOCUMENT: &str = "openapi: 3.1.0
info: { title: Ask, version: '2020-01-01' }
paths:
  /Ask:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [Id, Name]
              properties:
                Id: { type: integer, format: int64, minimum: 1, maximum: 9007199254740993 }
                Small: { type: integer, format: int32, multipleOf: 5 }
                Name: { type: string, minLength: 2, maxLength: 3, pattern: '^[a-z名]+$' }
                Ratio: { type: number, exclusiveMinimum: 0, exclusiveMaximum: 1.5 }
                Flag: { type: boolean }
                Mood: { type: string, enum: [Merry, Sad] }
                Level: { type: integer, enum: [1, 2] }
                Ids: { type: array, maxItems: 2, uniqueItems: true, items: { type: integer, format: int64 } }
                Labels: { type: object, maxProperties: 1, additionalProperties: { type: string, minLength: 1 } }
                Any: {}
                Nothing: { type: object, additionalProperties: false }
                Closed: { type: object, properties: { A: {} }, additionalProperties: false }
                Either: { oneOf: [ { type: string }, { type: array, items: { type: string } } ] }
                Children:
                  type: array
                  minItems: 1
                  items:
                    type: object
                    required: [Key]
                    properties:
                      Key: { type: string }
                      Values: { type: array, items: { type: number } }
      responses:
        '200':
          description: Done.
          content:
            application/json:
              schema: { type: object, properties: { ResponseMetadata: { type: object } } }
";

fn version() -> Version {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path: &Path = &folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("demo/service.yaml", "service: demo\n");
    write("demo/2020-01-01/Ask.yaml", DOCUMENT);
    let understood = understand(folder.path()).unwrap();
    assert!(understood.api.is_some(), "{:?}", understood.findings);
    understood
        .api
        .unwrap()
        .services
        .remove(0)
        .versions
        .remove(0)
}

/// What is wrong with a request, one line per violation; `-` for what is missing.
fn wrong(request: Value) -> Vec<String> {
    let version = version();
    let action = &version.actions[0];
    Types::new(action, &version.shared_types)
        .violations(&action.request, &request)
        .into_iter()
        .map(|Violation { path, fault }| format!("{path} {}", fault.as_deref().unwrap_or("-")))
        .collect()
}

/// The same with further members.
fn with(more: Value) -> Vec<String> {
    let mut request = json!({ "Id": 1, "Name": "ab" });
    let (Some(members), Value::Object(more)) = (request.as_object_mut(), more) else {
        return vec!["no object".to_owned()];
    };
    members.extend(more);
    wrong(request)
}

#[test]
fn a_request_as_documented_is_accepted() {
    let request = json!({
        "Small": -5, "Name": "名名名", "Ratio": 1.25, "Flag": false, "Mood": "Merry", "Level": 2,
        "Ids": [9_223_372_036_854_775_807_i64], "Labels": {"a": "b"}, "Any": [null], "Either": ["a"],
        "Children": [{"Key": "", "Values": [1, 2.5]}],
    });
    assert_eq!(with(request), [""; 0]);
}

#[test]
fn values_of_enums_and_members_that_nobody_documents_are_accepted() {
    let request = json!({ "Mood": "Surprised", "Level": 3, "Other": {"a": 1}, "Flag": null });
    assert_eq!(with(request), [""; 0]);
}

#[test]
fn an_object_that_forbids_other_members_has_none() {
    assert_eq!(
        with(json!({ "Nothing": {}, "Closed": { "A": 1 } })),
        [""; 0]
    );
    assert_eq!(
        with(json!({ "Nothing": { "B": 1 }, "Closed": { "A": 1, "B": null, "C": 1 } })),
        [
            "Nothing.B is not a documented member",
            "Closed.B is not a documented member",
            "Closed.C is not a documented member",
        ]
    );
    let pairs = [
        ("Id", "1"),
        ("Name", "ab"),
        ("Closed.A", "1"),
        ("Closed.B", "1"),
        ("Other", "1"),
    ];
    let version = version();
    let action = &version.actions[0];
    let types = Types::new(action, &version.shared_types);
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let violations = types.violations(&action.request, &types.nested(&action.request, &pairs));
    let paths: Vec<&str> = violations.iter().map(|found| found.path.as_str()).collect();
    assert_eq!(paths, ["Closed.B"]);
}

#[test]
fn whatever_is_required_is_told_by_its_path() {
    assert_eq!(
        wrong(json!({ "Id": null, "Children": [{"Key": "a"}, {}] })),
        ["Id -", "Name -", "Children[1].Key -"]
    );
}

#[test]
fn a_wrong_type_is_told_with_the_right_one() {
    let request = json!({
        "Id": "1", "Small": 2_147_483_648_i64, "Name": 1, "Ratio": "x", "Flag": 1, "Mood": 1, "Level": "1",
        "Ids": [1.5, 9_223_372_036_854_775_808_u64], "Labels": [], "Either": 1, "Children": ["a"],
    });
    assert_eq!(
        wrong(request),
        [
            "Id must be a 64-bit integer, but is a string",
            "Small must be a 32-bit integer, but is an integer",
            "Name must be a string, but is an integer",
            "Ratio must be a number, but is a string",
            "Flag must be true or false, but is an integer",
            "Mood must be a string, but is an integer",
            "Level must be a 64-bit integer, but is a string",
            "Ids[0] must be a 64-bit integer, but is a number with a fraction",
            "Ids[1] must be a 64-bit integer, but is a greater integer",
            "Labels must be an object, but is a list",
            "Either has none of the documented shapes",
            "Children[0] must be an object, but is a string",
        ]
    );
    assert_eq!(wrong(json!([])), [" must be an object, but is a list"]);
}

#[test]
fn a_broken_limit_is_told_with_what_was_found() {
    for (request, violation) in [
        (json!({"Id": 0}), "Id must be at least 1, but is 0"),
        (
            // One more than the limit: as floating point they are equal.
            json!({"Id": 9_007_199_254_740_994_i64}),
            "Id must be at most 9007199254740993, but is 9007199254740994",
        ),
        (
            json!({"Small": 7}),
            "Small must be a multiple of 5, but is 7",
        ),
        (
            json!({"Ratio": 0}),
            "Ratio must be greater than 0, but is 0",
        ),
        (
            json!({"Ratio": 1.5}),
            "Ratio must be less than 1.5, but is 1.5",
        ),
        (
            json!({"Name": "a"}),
            "Name must have at least 2 characters, but has 1",
        ),
        (
            json!({"Name": "名名名名"}),
            "Name must have at most 3 characters, but has 4",
        ),
        (json!({"Name": "AB"}), "Name must match ^[a-z名]+$"),
        (
            json!({"Ids": [1, 2, 3]}),
            "Ids must have at most 2 items, but has 3",
        ),
        (json!({"Ids": [1, 1]}), "Ids must not have equal items"),
        (
            json!({"Children": []}),
            "Children must have at least 1 item, but has 0",
        ),
        (
            json!({"Labels": {"a": "b", "c": "d"}}),
            "Labels must have at most 1 entry, but has 2",
        ),
        (
            json!({"Labels": {"a": ""}}),
            "Labels[\"a\"] must have at least 1 character, but has 0",
        ),
    ] {
        assert_eq!(with(request), [violation]);
    }
}

#[test]
fn flattened_members_become_what_their_types_call_for() {
    let version = version();
    let action = &version.actions[0];
    let pairs: Vec<_> = [
        ("Id", "7"),
        ("Name", "12"),
        ("Flag", "true"),
        ("Ratio", "0.5"),
        ("Level", "2"),
        ("Ids.10", "3"),
        ("Ids.2", "1"),
        ("Labels.a", "b"),
        ("Children.1.Values.1", "2"),
        ("Children.1.Key", "k"),
        ("Either.1", "a"),
        ("Small", "x"),
        ("Unknown", "y"),
    ]
    .iter()
    .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
    .collect();
    let types = Types::new(action, &version.shared_types);
    assert_eq!(
        types.nested(&action.request, &pairs),
        json!({
            "Id": 7, "Name": "12", "Flag": true, "Ratio": 0.5, "Level": 2, "Ids": [1, 3], "Labels": {"a": "b"},
            "Children": [{"Values": [2], "Key": "k"}], "Either": ["a"], "Small": "x",
        })
    );
    let stray = [("Ids.x".to_owned(), "1".to_owned())];
    assert_eq!(types.nested(&action.request, &stray), json!({ "Ids": "x" }));
}
