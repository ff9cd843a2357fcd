//! Replies as services and gateways write them.

use super::*;
use crate::runtime::error::ErrorKind;

const METADATA: &str = r#""ResponseMetadata":{"RequestId":"r-1","Action":"Other","Version":"2020-12-01","Service":"rtc","Region":"cn-north-1"}"#;

fn open_text(status: u16, text: impl Into<String>) -> Result<Opened, Error> {
    open(status, Bytes::from(text.into()))
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
fn an_error_of_any_form_is_an_error_and_null_is_none() {
    for form in [
        "{}",
        "\"no\"",
        "[]",
        "false",
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
    assert!(
        open_text(
            200,
            r#"{"ResponseMetadata":{"Error":null,"RequestId":null}}"#
        )
        .is_ok()
    );
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
fn a_bare_gateway_answer_is_read() {
    for status in [200, 403] {
        let error = open_text(
            status,
            r#"{"HTTPCode":403,"errorcode":100010,"message":"signature wrong"}"#,
        )
        .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Service);
        assert_eq!(
            (error.code(), error.code_n()),
            (Some("100010"), Some(100_010))
        );
        assert_eq!(
            (error.service_message(), error.status()),
            (Some("signature wrong"), Some(status))
        );
    }
}

#[test]
fn a_reply_that_is_no_json_keeps_its_start_and_status() {
    let error = open_text(502, "<html><h1>502 Bad Gateway</h1>").unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::UnreadableReply, Some(502))
    );
    assert_eq!(error.body_start(), Some("<html><h1>502 Bad Gateway</h1>"));
    assert_eq!(
        error.to_string(),
        "unreadable reply: it is no JSON object [HTTP status 502]"
    );

    let error = open(200, Bytes::from_static(b"{\"a\":\"\xff\"}")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "unreadable reply: it is not valid UTF-8 after byte 6 [HTTP status 200]"
    );
    assert_eq!(
        open_text(200, "").unwrap_err().to_string(),
        "unreadable reply: it is empty [HTTP status 200]"
    );
}

#[test]
fn a_200_without_metadata_is_unreadable() {
    for text in [
        "{}",
        "null",
        "[]",
        "{\"Result\":[]}",
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
fn a_status_other_than_200_is_a_failure_whatever_it_says() {
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
