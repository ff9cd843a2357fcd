//! Replies as services and gateways write them.

mod foreign;
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
fn the_first_line_of_what_is_no_json_is_told() {
    for (text, line) in [
        ("404 page not found\n", "404 page not found"),
        (
            "\n  upstream connect error or disconnect/reset\nmore",
            "upstream connect error or disconnect/reset",
        ),
        ("<!DOCTYPE html><html><head><title>405</title>", "405"),
        (
            "<html><style>p{}</style><body><p>Blocked by the\nfirewall</p>",
            "Blocked by the",
        ),
    ] {
        let error = open_text(503, text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnreadableReply);
        assert_eq!(
            error.to_string(),
            format!("unreadable reply: it is no JSON object: {line} [HTTP status 503]")
        );
    }
}

fn headers<const N: usize>(pairs: [(&'static str, &str); N]) -> HeaderMap {
    let pairs = pairs.into_iter();
    pairs
        .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
        .collect()
}

#[test]
fn the_head_names_the_request_where_the_body_does_not() {
    let head = headers([("x-tt-logid", "log-1")]);
    let success = open(200, &head, "{\"ResponseMetadata\":{}}".into()).unwrap();
    assert_eq!(success.request_id(), "log-1");
    let named = open(200, &head, format!("{{{METADATA}}}").into()).unwrap();
    assert_eq!(named.request_id(), "r-1");
    for body in ["", "<html>", "{\"Code\":\"X\"}"] {
        let error = open(500, &head, body.into()).unwrap_err();
        assert_eq!(error.request_id(), Some("log-1"), "{body}");
    }
    let both = headers([("x-tt-logid", "log-1"), ("x-top-request-id", "top-1")]);
    assert_eq!(
        open(500, &both, "".into()).unwrap_err().request_id(),
        Some("top-1")
    );
}

#[test]
fn a_redirect_tells_its_target() {
    let head = headers([("location", "https://elsewhere.example/")]);
    let error = open(302, &head, Bytes::new()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "unreadable reply: redirects are not followed; it leads to https://elsewhere.example/ [HTTP status 302]"
    );
    for (status, said) in [
        (308, "redirects are not followed"),
        (304, "it is empty"),
        (300, "it is empty"),
    ] {
        let error = open(status, &HeaderMap::new(), Bytes::new()).unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
    }
}

#[cfg(not(feature = "compression"))]
#[test]
fn a_compressed_reply_names_the_feature_that_reads_it() {
    let head = headers([("content-encoding", "gzip")]);
    let error = open(200, &head, Bytes::from_static(b"\x1f\x8b\x08")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "unreadable reply: it is compressed with gzip, which this client reads with its feature \
         `compression` [HTTP status 200]"
    );
}

#[test]
fn one_bad_character_loses_no_reply() {
    let read = |result: &[u8]| {
        let body = [
            b"{\"ResponseMetadata\":{\"RequestId\":\"r\"},\"Result\":",
            result,
            b"}",
        ]
        .concat();
        let reply: Response<Vec<String>> = open(200, &HeaderMap::new(), body.into())
            .unwrap()
            .read()
            .unwrap();
        assert_eq!(reply.metadata.request_id, "r");
        reply.result
    };
    assert_eq!(read(br#"["a\ud83d","b"]"#), ["a\u{fffd}", "b"]);
    assert_eq!(
        read(br#"["\ude00\ud83d\ude00\ud83d\ud83d\ude00"]"#),
        ["\u{fffd}😀\u{fffd}😀"]
    );
    assert_eq!(read(b"[\"\xf0\x9f\",\"b\"]"), ["\u{fffd}", "b"]);
    assert_eq!(read(b"[\"a\tb\nc\"]"), ["a\tb\nc"]);
    assert_eq!(read(br#"["\x","\'"]"#), ["\u{fffd}", "'"]);
    let with_mark = [b"\xef\xbb\xbf{\"ResponseMetadata\":{}}".as_slice()].concat();
    assert!(open(200, &HeaderMap::new(), with_mark.into()).is_ok());
    let with_zeros = b"{\"ResponseMetadata\":{},\"Result\":[]}\0\0".as_slice();
    assert!(open(200, &HeaderMap::new(), with_zeros.into()).is_ok());
}

#[test]
fn what_is_written_in_utf_16_is_read() {
    let body = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Bytes {
        let units = iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(bytes).collect()
    };
    let success = r#"{"ResponseMetadata":{"RequestId":"r"},"Result":["名"]}"#;
    let failure = r#"{"ResponseMetadata":{"RequestId":"r","Error":{"Code":"Wide"}}}"#;
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let opened = open(200, &HeaderMap::new(), body(success, bytes)).unwrap();
        let reply: Response<Vec<String>> = opened.read().unwrap();
        assert_eq!(reply.result, ["名"]);
        let error = open(400, &HeaderMap::new(), body(failure, bytes)).unwrap_err();
        assert_eq!(
            (error.code(), error.request_id()),
            (Some("Wide"), Some("r"))
        );
    }
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
        "unreadable reply: it is no JSON object: 502 Bad Gateway [HTTP status 502]"
    );

    let error = open(
        200,
        &HeaderMap::new(),
        Bytes::from_static(b"{\"a\":\"\xff\"}"),
    )
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "unreadable reply: it has no ResponseMetadata [HTTP status 200]"
    );
    assert_eq!(
        open_text(200, "").unwrap_err().to_string(),
        "unreadable reply: it is empty [HTTP status 200]"
    );
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
