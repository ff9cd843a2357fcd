//! Documents are complete: what every one of them has to say is there, and it fits together.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use serde_json::Value;
use tests::spec::{self, at};

/// A document of one action.
struct Document {
    action: String,
    text: String,
    content: Value,
}

impl Document {
    fn operation(&self) -> &Value {
        let path = at(&self.content, &format!("/paths/~1{}", self.action));
        path.get("post")
            .or_else(|| path.get("get"))
            .unwrap_or_else(|| panic!("{}: neither POST nor GET", self.action))
    }

    /// The values of the examples at a place of the operation.
    fn examples(&self, place: &str) -> Vec<&Value> {
        let media_type = at(
            self.operation(),
            &format!("{place}/content/application~1json"),
        );
        media_type["examples"]
            .as_object()
            .unwrap_or_else(|| panic!("{}: no examples at {place}", self.action))
            .values()
            .map(|example| {
                let summary = example["summary"].as_str().unwrap_or_default();
                assert!(is_sentence(summary), "{}: {summary}", self.action);
                &example["value"]
            })
            .collect()
    }
}

fn is_sentence(text: &str) -> bool {
    text.ends_with('.') && text.starts_with(char::is_uppercase) && !text.contains('\n')
}

/// Every document under `spec/` that describes an action.
fn documents() -> Vec<Document> {
    let mut documents = Vec::new();
    for path in spec::actions() {
        let file = spec::root().join("spec").join(&path);
        let action = file.file_stem().unwrap().to_str().unwrap().to_owned();
        documents.push(Document {
            action,
            text: std::fs::read_to_string(&file).unwrap(),
            content: spec::document(&path),
        });
    }
    assert!(documents.len() >= 56, "{}", documents.len());
    documents
}

/// Those of the IM service, which all have the same sources.
fn im_documents() -> Vec<Document> {
    let mut documents = documents();
    documents.retain(|document| document.content["info"]["version"] == "2020-12-01");
    assert_eq!(documents.len(), 55);
    documents
}

#[test]
fn every_document_is_about_the_action_that_it_is_named_after() {
    for document in documents() {
        let (action, operation) = (document.action.as_str(), document.operation());
        assert_eq!(document.content["info"]["title"], action);
        assert_eq!(operation["operationId"], action);
        assert_eq!(at(operation, "/parameters/0/schema/const"), action);
        assert_eq!(
            at(operation, "/parameters/1/schema/const"),
            &document.content["info"]["version"],
            "{action}"
        );
    }
}

#[test]
fn every_document_has_summary_description_group_and_source() {
    for document in documents() {
        let (action, operation) = (&document.action, document.operation());
        let summary = operation["summary"].as_str().unwrap_or_default();
        assert!(is_sentence(summary), "{action}: {summary}");
        let description = operation["description"].as_str().unwrap_or_default();
        assert!(description.len() > 40, "{action}: {description}");
        let tag = &operation["tags"][0];
        assert!(tag.is_string(), "{action}");
        assert_eq!(tag, &document.content["tags"][0]["name"], "{action}");
        let address = operation["externalDocs"]["url"]
            .as_str()
            .unwrap_or_default();
        assert!(
            address.starts_with("https://www.volcengine.com/docs/"),
            "{action}: {address}"
        );
    }
}

#[test]
fn every_document_judges_whether_a_call_can_be_repeated_and_says_why() {
    for document in documents() {
        assert!(
            document.operation()["x-idempotent"].is_boolean(),
            "{}",
            document.action
        );
        let lines: Vec<&str> = document.text.lines().map(str::trim).collect();
        let place = lines
            .iter()
            .position(|line| line.starts_with("x-idempotent:"))
            .unwrap();
        assert!(lines[place - 1].starts_with("# "), "{}", document.action);
    }
}

#[test]
fn every_document_of_the_im_service_has_a_rate_or_says_why_not() {
    for document in im_documents() {
        let has_rate = document.operation()["x-qps-limit"].is_u64();
        let says_why = document
            .text
            .contains("# No limit of calls per second is documented.")
            || document.text.contains("so it is told in words.")
            || document.text.contains("# The page states no limit.");
        assert!(has_rate != says_why, "{}", document.action);
    }
}

#[test]
fn every_document_shows_a_request_and_a_reply_that_names_the_action() {
    for document in documents() {
        let action = &document.action;
        if document.operation().get("requestBody").is_some() {
            assert!(!document.examples("/requestBody").is_empty(), "{action}");
        } else {
            let parameters = document.operation()["parameters"].as_array().unwrap();
            let mut shown = parameters
                .iter()
                .filter(|parameter| parameter["required"] == true)
                .skip(2);
            assert!(
                shown.all(|parameter| !parameter["example"].is_null()),
                "{action}"
            );
        }
        let replies = document.examples("/responses/200");
        assert!(!replies.is_empty(), "{action}");
        for reply in replies {
            assert_eq!(reply["ResponseMetadata"]["Action"], **action);
            assert!(reply["ResponseMetadata"]["Error"].is_null(), "{action}");
            assert!(reply["Result"].is_object(), "{action}");
        }
    }
}

#[test]
fn every_document_of_the_im_service_shows_a_failure_with_a_code_of_its_list() {
    for document in im_documents() {
        let action = &document.action;
        let list = at(
            document.operation(),
            "/responses/x-error-code/content/application~1json/schema/oneOf",
        );
        let codes: Vec<&Value> = list
            .as_array()
            .unwrap()
            .iter()
            .map(|error| &error["code"])
            .collect();
        for reply in document.examples("/responses/default") {
            let code = &reply["ResponseMetadata"]["Error"]["Code"];
            assert!(codes.contains(&code), "{action}: {code}");
            assert!(reply["Result"].is_null(), "{action}");
        }
    }
}

/// A shape that stands in a document of its own is not described again elsewhere.
#[test]
fn the_im_service_describes_its_envelope_once() {
    for document in im_documents() {
        let schemas = document.content["components"]["schemas"]
            .as_object()
            .unwrap();
        assert!(
            !schemas.contains_key("ResponseMetadata"),
            "{}",
            document.action
        );
    }
}
