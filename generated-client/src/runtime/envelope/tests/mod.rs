//! Replies as services and gateways write them.

mod foreign;
mod gateways;
mod values;

use std::iter;

use super::*;
use crate::runtime::error::ErrorKind;

const METADATA: &str = r#""ResponseMetadata":{"RequestId":"r-1","Action":"Other","Version":"2020-12-01","Service":"rtc","Region":"cn-north-1"}"#;

fn open_text(status: u16, text: impl Into<String>) -> Result<Opened, Error> {
    open(status, &HeaderMap::new(), Bytes::from(text.into()))
}

fn result(text: &str) -> Result<Vec<i64>, Error> {
    open_text(200, format!("{{{METADATA}{text}}}"))?
        .read()
        .map(|reply: Response<Vec<i64>>| reply.result)
}

#[test]
fn a_success_carries_metadata_and_result_whatever_action_it_names() {
    let reply: Response<Vec<i64>> = open_text(
        200,
        format!("{{\"Result\":[7204567890123456789],{METADATA},\"New\":{{}}}}"),
    )
    .unwrap()
    .read()
    .unwrap();
    assert_eq!(reply.result, [7_204_567_890_123_456_789]);
    assert_eq!(reply.metadata.request_id, "r-1");
    assert_eq!(reply.metadata.action, "Other");
    assert_eq!(reply.metadata.region, "cn-north-1");
}

#[test]
fn a_result_that_is_missing_or_null_is_the_default() {
    assert_eq!(result("").unwrap(), Vec::<i64>::new());
    assert_eq!(result(",\"Result\": null ").unwrap(), Vec::<i64>::new());
}

#[test]
fn an_error_in_a_200_is_an_error() {
    let error = open_text(
        200,
        r#"{"ResponseMetadata":{"RequestId":"r-1","Error":{"Code":"InvalidParameter","CodeN":10004,"Message":"no","Data":{}}},"Result":[1]}"#,
    )
    .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(
        (error.code(), error.code_n()),
        (Some("InvalidParameter"), Some(10_004))
    );
    assert_eq!(
        (error.service_message(), error.request_id(), error.status()),
        (Some("no"), Some("r-1"), Some(200))
    );
    assert!(!error.is_retryable());
}

#[test]
fn an_error_of_any_form_is_an_error() {
    for form in [
        "\"no\"",
        "{\"Message\":\"no\"}",
        "{\"Data\":{\"Reason\":\"no\"}}",
        "{\"Code\":null,\"CodeN\":\"x\",\"Message\":7}",
    ] {
        let text = format!("{{\"ResponseMetadata\":{{\"RequestId\":5,\"Error\":{form}}}}}");
        let error = open_text(200, text).unwrap_err();
        assert_eq!(
            (error.kind(), error.request_id()),
            (ErrorKind::Service, Some("5")),
            "{form}"
        );
    }
}

#[test]
fn an_error_that_says_nothing_is_none() {
    for form in [
        "null",
        "{}",
        "[]",
        "false",
        "\"\"",
        r#"{"Code":"","Message":"","CodeN":0}"#,
    ] {
        for result in ["", ",\"Result\":[1]"] {
            let text = format!("{{\"ResponseMetadata\":{{\"Error\":{form}}}{result}}}");
            assert!(open_text(200, text).is_ok(), "{form} {result}");
        }
    }
    // A message alone is not enough beside a result.
    let text = r#"{"ResponseMetadata":{"Error":{"Code":"","Message":"done"}},"Result":[1]}"#;
    assert!(open_text(200, text).is_ok());
}

#[test]
fn success_is_a_class_of_statuses() {
    for status in [200, 201, 202, 203, 299] {
        let reply: Response<Vec<i64>> = open_text(status, format!("{{{METADATA},\"Result\":[1]}}"))
            .unwrap()
            .read()
            .unwrap();
        assert_eq!(reply.result, [1], "{status}");
    }
    assert!(open_text(204, "").unwrap().read::<Vec<i64>>().is_ok());
    let error = open_text(202, format!("{{{METADATA},\"Result\":true}}"))
        .unwrap()
        .read::<Vec<i64>>()
        .unwrap_err();
    assert_eq!(error.status(), Some(202));
}

#[test]
fn errors_outside_the_envelope_speak() {
    for (text, code, message, id) in [
        (
            r#"{"Code":"InvalidAccessKey","Message":"the key is unknown","RequestId":"req-9"}"#,
            Some("InvalidAccessKey"),
            "the key is unknown",
            Some("req-9"),
        ),
        (
            r#"{"error":{"code":"InvalidParameter","message":"no","type":"BadRequest"},"request_id":"r"}"#,
            Some("InvalidParameter"),
            "no",
            Some("r"),
        ),
        (
            r#"{"message":"no Route matched with those values"}"#,
            None,
            "no Route matched with those values",
            None,
        ),
        (
            r#"{"error":"invalid_grant","error_description":"too old"}"#,
            Some("invalid_grant"),
            "too old",
            None,
        ),
        (
            r#"{"error":"Service Unavailable"}"#,
            None,
            "Service Unavailable",
            None,
        ),
        (
            r#"[{"errors":1}, {"code":403,"msg":"denied"}]"#,
            Some("403"),
            "denied",
            None,
        ),
        (
            r#"{"ResponseMetadata":{"RequestId":"r","Error":{"Code":"X","Message":"cut of"#,
            Some("X"),
            "cut of",
            Some("r"),
        ),
        (
            r#"{"Result":{"Code":"not this"},"ResponseMetadata":{"Error":{"Code":"X","Message":"half \ud83d"},"RequestId":"r"},"#,
            Some("X"),
            "half \u{fffd}",
            Some("r"),
        ),
    ] {
        let error = open_text(400, text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Service, "{text}");
        assert_eq!(
            (error.code(), error.service_message(), error.request_id()),
            (code, Some(message), id),
            "{text}"
        );
        assert_eq!(error.body(), Some(text));
    }
}

#[test]
fn all_members_of_an_error_are_reachable() {
    let error = open_text(
        400,
        r#"{"ResponseMetadata":{"RequestId":"r","Error":{"Code":"X","CodeN":7,"Message":"m","MessageCN":"no!","Data":{"Reason":[{"Field":"A"}]}}}}"#,
    )
    .unwrap_err();
    assert_eq!(error.detail("MessageCN"), Some("no!"));
    let details: Vec<_> = error.details().collect();
    assert_eq!(details, [("MessageCN", "no!"), ("Data.Reason.Field", "A")]);
    assert_eq!(
        (error.code_n(), error.service_message()),
        (Some(7), Some("m"))
    );
}

#[test]
fn several_errors_beside_a_result_are_errors() {
    let text = r#"{"ResponseMetadata":{"Error":[{"Message":"m"},{"Code":"Second"}]},"Result":[1]}"#;
    let error = open_text(200, text).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    let silent = r#"{"ResponseMetadata":{"Error":[{"Message":"m"}]},"Result":[1]}"#;
    assert!(open_text(200, silent).is_ok());
}

#[test]
fn throttling_is_an_error_of_its_own_kind() {
    let text = r#"{"ResponseMetadata":{"Error":{"Code":"RequestLimitExceeded"}}}"#;
    assert!(open_text(200, text).unwrap_err().is_throttled());
    let error = open_text(429, "<html>slow down</html>").unwrap_err();
    assert!(error.is_throttled() && error.is_retryable());
    assert_eq!(error.body_start(), Some("<html>slow down</html>"));
}

#[test]
fn a_200_without_metadata_and_result_is_unreadable() {
    assert!(open_text(200, "{\"Result\":[]}").is_ok());
    for text in [
        "{}",
        "null",
        "[]",
        "{\"Result\":null}",
        "{\"ResponseMetadata\":null}",
        "{\"ResponseMetadata\":[]}",
    ] {
        assert_eq!(
            open_text(200, text).unwrap_err().kind(),
            ErrorKind::UnreadableReply,
            "{text}"
        );
    }
}

#[test]
fn a_status_other_than_2xx_is_a_failure_whatever_it_says() {
    let error = open_text(500, format!("{{{METADATA},\"Result\":[]}}")).unwrap_err();
    assert_eq!(
        (error.kind(), error.request_id(), error.status()),
        (ErrorKind::Service, Some("r-1"), Some(500))
    );
    let error = open_text(302, "").unwrap_err();
    assert_eq!(error.status(), Some(302));
}

#[test]
fn an_unreadable_result_says_where() {
    let error = result(",\n\"Result\":[1,2,\"x\"]").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnreadableReply);
    assert_eq!(
        error.to_string(),
        "unreadable reply: invalid type: string \"x\", expected i64 at Result[2] (line 2, column 17) \
         [request id r-1, HTTP status 200]"
    );
    assert!(
        error
            .body_start()
            .unwrap()
            .starts_with("{\"ResponseMetadata\"")
    );
    // The parser repeats what it read, which may be an echoed secret.
    assert!(std::error::Error::source(&error).is_none());
}

#[test]
fn a_truncated_reply_says_where_it_ends() {
    let error = open_text(
        200,
        format!("{{{METADATA},\"Result\":{{\"FailedUserIds\":[1,2"),
    )
    .unwrap_err();
    assert!(
        error.to_string().contains("Result.FailedUserIds[1]"),
        "{error}"
    );
}
