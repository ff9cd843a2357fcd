//! Documents of the API Explorer, and documents in JSON.

use codegen_documents::source::Format;
use codegen_import::import_explorer;
use codegen_import::update::{Base, Existing, Origin, update};

use crate::{Case, Outcome, new_lines};

/// An Explorer's document brings another one up to date.
pub(crate) fn explorer(own: &str, format: Format, before: &str, now: &str) -> Outcome {
    let mut case = Case::default();
    let document = case.add("own", format, own);
    let base = case.add("before.json", Format::Json, before);
    let incoming = case.add("now.json", Format::Json, now);
    let updated = update(
        Origin::document("Open", incoming),
        Base::Origin(Origin::document("Open", base)),
        Existing {
            document,
            siblings: &[],
        },
        None,
        &case.sources,
    );
    Outcome {
        text: updated.text.clone().unwrap_or_else(|| own.to_owned()),
        shown: case.shown(&updated.findings),
        updated,
    }
}

pub(crate) const OPEN: &str = r##"{
    "openapi": "3.0.1",
    "info": { "title": "Open", "version": "2020-01-01", "x-owner": "team" },
    "paths": { "/Open": { "post": {
        "operationId": "Open",
        "x-demo": [{ "code": "go" }],
        "requestBody": { "content": { "application/json": { "schema": {
            "type": "object",
            "required": ["Door"],
            "properties": {
                "Door": { "type": "string", "maxLength": 8 },
                "Speed": { "type": "integer", "format": "int32", "minimum": 0, "exclusiveMinimum": true }
            }
        } } } },
        "responses": { "200": { "description": "", "content": { "application/json": { "schema": {
            "type": "object",
            "properties": { "ResponseMetadata": { "type": "object" }, "Result": { "type": "object", "properties": { "Done": { "type": "boolean" } } } }
        } } } } }
    } } }
}
"##;

#[test]
fn an_explorers_document_keeps_every_key_in_its_order() {
    let mut case = Case::default();
    let file = case.add("Open.json", Format::Json, OPEN);
    let outcome = import_explorer(file, &case.sources);
    assert!(
        outcome.findings.is_empty(),
        "{}",
        case.shown(&outcome.findings)
    );
    let imported = outcome.imported.unwrap();
    assert_eq!(
        (imported.action.as_str(), imported.version.as_str()),
        ("Open", "2020-01-01")
    );
    let yaml: serde_json::Value = serde_yaml::from_str(&imported.document).unwrap();
    assert_eq!(
        yaml,
        serde_json::from_str::<serde_json::Value>(OPEN).unwrap()
    );
    assert!(
        imported
            .document
            .starts_with("openapi: 3.0.1\n\ninfo:\n  title: Open\n")
    );
    assert!(
        imported
            .document
            .contains("      x-demo:\n        - code: go\n")
    );
}

#[test]
fn an_explorers_document_with_an_envelope_or_without_an_action() {
    let mut case = Case::default();
    let wrapped = format!("{{\"Result\": {{\"Api\": {OPEN}}}}}");
    let wrapped = case.add("Open.json", Format::Json, &wrapped);
    let outcome = import_explorer(wrapped, &case.sources);
    assert!(
        outcome
            .imported
            .unwrap()
            .document
            .starts_with("openapi: 3.0.1\n")
    );
    let broken = case.add("broken.json", Format::Json, "{\"openapi\": ");
    assert!(import_explorer(broken, &case.sources).findings.has_errors());
    let none = OPEN.replace("\"/Open\"", "\"x-open\"");
    let none = case.add("none.json", Format::Json, &none);
    let outcome = import_explorer(none, &case.sources);
    assert!(outcome.imported.is_none());
    assert!(
        case.shown(&outcome.findings)
            .contains("import-not-one-action")
    );
}

#[test]
fn an_edited_document_follows_an_explorers_in_another_version_of_openapi() {
    let mut case = Case::default();
    let file = case.add("Open.json", Format::Json, OPEN);
    let own = import_explorer(file, &case.sources)
        .imported
        .unwrap()
        .document;
    let own = own
        .replace("openapi: 3.0.1\n", "openapi: 3.1.0 # ours\n")
        .replace(
            "minimum: 0\n                  exclusiveMinimum: true\n",
            "exclusiveMinimum: 0 # never still\n",
        );
    assert!(own.contains("exclusiveMinimum: 0 # never still"));
    let same = explorer(&own, Format::Yaml, OPEN, OPEN);
    assert!(same.updated.changes.is_empty() && same.updated.findings.is_empty());
    let now = OPEN
        .replace("\"minimum\": 0,", "\"minimum\": 5,")
        .replace("\"maxLength\": 8 }", "\"maxLength\": 8 }, \"Key\": { \"type\": \"number\", \"maximum\": 2, \"exclusiveMaximum\": true }");
    let outcome = explorer(&own, Format::Yaml, OPEN, &now);
    assert!(outcome.updated.findings.is_empty(), "{}", outcome.shown);
    assert_eq!(
        new_lines(&own, &outcome.text),
        [
            "Key:",
            "type: number",
            "exclusiveMaximum: 2",
            "exclusiveMinimum: 5 # never still"
        ]
    );
}

#[test]
fn a_document_in_json_keeps_its_layout() {
    let own = OPEN
        .replace("\"x-owner\": \"team\" }", "\"x-owner\": \"us\" }")
        .replace(
            "\"maxLength\": 8 }",
            "\"maxLength\": 8, \"x-rust-name\": \"gate\" }",
        );
    let now = OPEN
        .replace("\"minimum\": 0,", "\"minimum\": 5,")
        .replace(
            "\"required\": [\"Door\"]",
            "\"required\": [\"Door\", \"Speed\"]",
        )
        .replace(
            "{ \"Done\": { \"type\": \"boolean\" } }",
            "{ \"Done\": { \"type\": \"boolean\" }, \"At\": { \"type\": \"string\" } }",
        );
    let outcome = explorer(&own, Format::Json, OPEN, &now);
    assert!(outcome.updated.findings.is_empty(), "{}", outcome.shown);
    let new = new_lines(&own, &outcome.text);
    assert!(new.contains(&"\"Speed\": { \"type\": \"integer\", \"format\": \"int32\", \"minimum\": 5, \"exclusiveMinimum\": true }"), "{new:#?}");
    assert!(
        outcome.text.contains("\"x-owner\": \"us\"")
            && outcome.text.contains("\"x-rust-name\": \"gate\"")
    );
    let read: serde_json::Value = serde_json::from_str(&outcome.text).unwrap();
    let schema =
        &read["paths"]["/Open"]["post"]["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(schema["required"], serde_json::json!(["Door", "Speed"]));
    let again = explorer(&outcome.text, Format::Json, &now, &now);
    assert_eq!(again.text, outcome.text);
}

#[test]
fn a_member_moves_between_the_body_and_the_query_string() {
    let before = OPEN.replace(
        "\"requestBody\"",
        "\"parameters\": [{ \"name\": \"Way\", \"in\": \"query\", \"schema\": { \"type\": \"string\" } }],\n        \"requestBody\"",
    );
    let now = before
        .replace("\"name\": \"Way\"", "\"name\": \"Door\"")
        .replace(
            "\"Door\": { \"type\": \"string\", \"maxLength\": 8 },",
            "\"Way\": { \"type\": \"string\" },",
        )
        .replace("\"required\": [\"Door\"],\n", "")
        .replace(
            "\"in\": \"query\",",
            "\"in\": \"query\", \"required\": true,",
        )
        .replace(
            "\"schema\": { \"type\": \"string\" } }]",
            "\"schema\": { \"type\": \"string\", \"maxLength\": 9 } }]",
        );
    let own = before.replace(
        "\"schema\": { \"type\": \"string\" } }]",
        "\"description\": \"Ours.\", \"schema\": { \"type\": \"string\", \"x-rust-name\": \"path\" } }]",
    );
    let outcome = explorer(&own, Format::Json, &before, &now);
    assert!(outcome.updated.findings.is_empty(), "{}", outcome.shown);
    let read: serde_json::Value = serde_json::from_str(&outcome.text).unwrap();
    let post = &read["paths"]["/Open"]["post"];
    assert_eq!(
        post["parameters"],
        serde_json::json!([{ "name": "Door", "in": "query", "required": true, "schema": { "type": "string", "maxLength": 9 } }])
    );
    let schema = &post["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(
        schema["properties"]["Way"],
        serde_json::json!({ "type": "string", "x-rust-name": "path", "description": "Ours." })
    );
    assert_eq!(schema.get("required"), None);
    let again = explorer(&outcome.text, Format::Json, &now, &now);
    assert_eq!(again.text, outcome.text);
}
