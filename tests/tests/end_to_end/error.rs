//! What is made of replies to calls that failed.

use generated_client::rtc::ErrorCode;
use generated_client::{Error, ErrorKind};
use serde_json::{Value, json};
use tests::server::Answer;
use tests::spec;

use crate::calls::answered;

/// A reply with an error in its envelope.
fn envelope(status: u16, error: &Value) -> Answer {
    let reply = json!({"ResponseMetadata": {
        "RequestId": "20240611-r",
        "Action": "BatchAddConversationParticipant",
        "Version": "2020-12-01",
        "Service": "rtc",
        "Region": "cn-north-1",
        "Error": error,
    }});
    Answer::json(status, &reply.to_string())
}

async fn failed(answer: Answer) -> Error {
    let error = answered(answer).await.expect_err("the reply is an error");
    let line = error.to_string();
    assert!(!line.contains(['\n', '\r']), "{line}");
    assert!(
        line.starts_with("BatchAddConversationParticipant: "),
        "{line}"
    );
    error
}

#[tokio::test]
async fn an_error_in_a_reply_with_status_200_is_an_error() {
    let answer =
        json!({"Code": "InvalidParam", "CodeN": 400_001, "Message": "AppId", "Data": {"New": []}});
    let error = failed(envelope(200, &answer)).await;
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.code(), Some("InvalidParam"));
    assert_eq!(error.code_n(), Some(400_001));
    assert_eq!(error.service_message(), Some("AppId"));
    assert_eq!(error.request_id(), Some("20240611-r"));
    assert_eq!(error.status(), Some(200));
    assert!(!error.is_retryable());
    let line = error.to_string();
    for part in ["InvalidParam", "AppId", "20240611-r", "400001", "200"] {
        assert!(line.contains(part), "{part} in {line}");
    }
}

#[tokio::test]
async fn a_result_beside_an_error_does_not_make_it_a_success() {
    let text = r#"{"ResponseMetadata":{"RequestId":"r","Error":{"Code":"X"}},"Result":{"FailedUserIds":[]}}"#;
    let error = failed(Answer::json(200, text)).await;
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.code(), Some("X"));
}

#[tokio::test]
async fn statuses_other_than_2xx_are_errors() {
    for status in [201, 400, 401, 403, 404, 500, 501] {
        let error = failed(envelope(
            status,
            &json!({"Code": "AccessDenied", "Message": "no"}),
        ))
        .await;
        assert_eq!(error.kind(), ErrorKind::Service, "{status}");
        assert_eq!(error.status(), Some(status));
        assert_eq!(error.code(), Some("AccessDenied"));
        assert_eq!(error.code_n(), None);
        assert_eq!(error.request_id(), Some("20240611-r"));
        assert!(
            !error.is_retryable(),
            "{status}: the action is not idempotent"
        );
    }
}

#[tokio::test]
async fn another_status_is_an_error_even_without_one_in_the_reply() {
    let error = failed(envelope(500, &Value::Null)).await;
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.status(), Some(500));
    assert_eq!(error.request_id(), Some("20240611-r"));
}

#[tokio::test]
async fn too_many_calls_may_be_repeated() {
    for (status, code) in [
        (429, "FlowLimitExceeded"),
        (400, "RequestLimitExceeded"),
        (200, "Throttling"),
    ] {
        let error = failed(envelope(
            status,
            &json!({"Code": code, "Message": "slow down"}),
        ))
        .await;
        assert!(error.is_throttled(), "{code}");
        assert!(error.is_retryable(), "{code}");
        assert_eq!(error.code(), Some(code));
    }
    let error = failed(Answer::new(429, "text/html", "<h1>Too Many Requests</h1>")).await;
    assert!(error.is_throttled());
    assert_eq!(error.status(), Some(429));
}

#[tokio::test]
async fn a_one_to_one_chat_takes_no_members() {
    let operation = spec::operation();
    let example = "/responses/default/content/application~1json/examples/notAGroup/value";
    let documented = spec::at(&operation, example);
    let error = failed(Answer::json(400, &documented.to_string())).await;
    assert_eq!(error.code(), Some("SingleConversationNotSupport"));
    assert_eq!(
        error.request_id(),
        documented["ResponseMetadata"]["RequestId"].as_str()
    );
}

#[tokio::test]
async fn every_documented_code_reaches_the_caller() {
    let operation = spec::operation();
    let list = spec::at(
        &operation,
        "/responses/x-error-code/content/application~1json/schema/oneOf",
    );
    let documented: Vec<&str> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["code"].as_str().unwrap())
        .collect();
    for code in [
        "SingleConversationNotSupport",
        "ConversationParticipantsMoreThanLimit",
        "OwnerShouldBeEqual",
    ] {
        assert!(documented.contains(&code), "{code}");
    }
    for code in documented {
        let error = failed(envelope(200, &json!({"Code": code, "Message": "no"}))).await;
        assert_eq!(error.kind(), ErrorKind::Service);
        assert_eq!(error.code(), Some(code));
        let typed: ErrorCode = error.code_as().unwrap();
        assert_eq!(typed.as_str(), code);
        assert!(!error.is_retryable(), "{code}");
    }
}

#[tokio::test]
async fn a_page_of_a_gateway_is_told_with_its_start() {
    let page = format!(
        "<html>\r\n<head><title>502 Bad Gateway</title></head>{}</html>",
        "<p>nginx</p>".repeat(500)
    );
    let error = failed(Answer::new(502, "text/html", page.clone())).await;
    assert_eq!(error.kind(), ErrorKind::UnreadableReply);
    assert_eq!(error.status(), Some(502));
    let line = error.to_string();
    assert!(
        line.contains("502") && line.contains("not a JSON object"),
        "{line}"
    );
    let start = error.body_start().unwrap();
    assert!(
        page.starts_with(start) && start.contains("502 Bad Gateway"),
        "{start}"
    );
    assert!(start.len() <= 512, "{}", start.len());
    assert!(format!("{error:?}").contains("502 Bad Gateway"));
    assert!(!error.is_retryable(), "the action is not idempotent");
}

#[tokio::test]
async fn the_bare_json_of_a_gateway_is_understood() {
    let text = r#"{"HTTPCode":403,"errorcode":100013,"message":"access denied"}"#;
    let error = failed(Answer::json(403, text)).await;
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.status(), Some(403));
    assert_eq!(error.code_n(), Some(100_013));
    assert_eq!(error.service_message(), Some("access denied"));
}

#[tokio::test]
async fn a_value_of_the_wrong_type_is_told_with_its_place() {
    for (result, place) in [
        (r#"{"FailedUserIds":[1,"x"]}"#, "Result.FailedUserIds[1]"),
        (r#"{"FailedUserIds":[1.5]}"#, "Result.FailedUserIds[0]"),
        (r#"{"FailedUserIds":{"a":1}}"#, "Result.FailedUserIds"),
        (r#"{"FailedUserIds":true}"#, "Result.FailedUserIds"),
        (r#""text""#, "Result"),
    ] {
        let text = format!(r#"{{"ResponseMetadata":{{"RequestId":"r-1"}},"Result":{result}}}"#);
        let error = failed(Answer::json(200, &text)).await;
        assert_eq!(error.kind(), ErrorKind::UnreadableReply, "{result}");
        assert_eq!(error.request_id(), Some("r-1"), "{result}");
        assert_eq!(error.status(), Some(200));
        assert_eq!(error.body_start(), Some(text.as_str()));
        let line = error.to_string();
        assert!(line.contains(place), "{place} in {line}");
    }
}

#[tokio::test]
async fn replies_that_are_no_envelope_are_unreadable() {
    for text in [
        "",
        " ",
        "{}",
        "null",
        "[]",
        "42",
        "true",
        r#""x""#,
        "{",
        r#"{"ResponseMetadata""#,
        "<html>",
        "{}{}",
        "\u{feff}",
    ] {
        let error = failed(Answer::json(200, text)).await;
        assert_eq!(error.kind(), ErrorKind::UnreadableReply, "{text}");
        assert_eq!(error.status(), Some(200), "{text}");
        assert!(!error.is_retryable(), "{text}");
    }
}

#[tokio::test]
async fn deep_nesting_is_refused_without_a_crash() {
    let text = format!(r#"{{"ResponseMetadata":{}"#, "[".repeat(200_000));
    let error = failed(Answer::json(200, &text)).await;
    assert_eq!(error.kind(), ErrorKind::UnreadableReply);
}

#[tokio::test]
async fn a_message_of_many_lines_stays_one_line_and_does_not_flood_a_log() {
    let message = format!("first\r\nsecond\u{1b}[31m\u{7}{}", "x".repeat(100_000));
    let error = failed(envelope(
        400,
        &json!({"Code": "Bad\nCode", "Message": message}),
    ))
    .await;
    let line = error.to_string();
    assert!(!line.chars().any(char::is_control), "{line}");
    assert!(line.len() < 4_000, "{}", line.len());
    let kept = error.service_message().unwrap().trim_end_matches('…');
    assert!(
        message.starts_with(kept) && kept.len() > 8_000,
        "{}",
        kept.len()
    );
}
