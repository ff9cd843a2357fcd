//! Replies that are written by others than the services: gateways, proxies, other frameworks.

use super::*;

/// Kind, code, message and request id of an error.
type Told<'a> = (ErrorKind, Option<&'a str>, Option<&'a str>, Option<&'a str>);

fn told(error: &Error) -> Told<'_> {
    (
        error.kind(),
        error.code(),
        error.service_message(),
        error.request_id(),
    )
}

#[test]
fn xml_tells_code_message_and_request_id() {
    for (text, code, message, id) in [
        (
            "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code><Message>no &lt;you&gt; &#38; me</Message>\
             <RequestId>r</RequestId></Error>",
            "AccessDenied",
            "no <you> & me",
            Some("r"),
        ),
        (
            "<ErrorResponse xmlns=\"x\"><!-- <Code>none</Code> --><Error><Type>Sender</Type><Code>Expired</Code>\
             <Message><![CDATA[a <b>]]></Message></Error><RequestId>r</RequestId></ErrorResponse>",
            "Expired",
            "a <b>",
            Some("r"),
        ),
        (
            "<s:Envelope><s:Header/><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>broken</faultstring>",
            "s:Server",
            "broken",
            None,
        ),
        (
            "<html><body><pre>{\"Code\":\"Shown\",\"Message\":\"m\"}</pre></body></html>",
            "Shown",
            "m",
            None,
        ),
    ] {
        let error = open_text(403, text).unwrap_err();
        let expected = (ErrorKind::Service, Some(code), Some(message), id);
        assert_eq!(told(&error), expected, "{text}");
        assert_eq!(error.body(), Some(text));
    }
    let error = open_text(403, "<Error><Code>X</Code><HostId>h</HostId></Error>").unwrap_err();
    assert_eq!(error.detail("HostId"), Some("h"));
    let error = open_text(500, "<Error>broken</Error>").unwrap_err();
    assert_eq!(error.service_message(), Some("broken"));
}

#[test]
fn markup_that_is_cut_off_or_no_markup_harms_nobody() {
    for text in [
        "<",
        "</",
        "<>",
        "<a",
        "<a b='>",
        "</a></a><b>",
        "<![CDATA[",
        "<!--",
        "<a>&#xffffffff;&;&amp",
        "<html",
        "<html><script>if (a < b) {",
        "<é><Code>x",
    ] {
        let error = open_text(502, text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnreadableReply, "{text}");
        assert_eq!(error.body(), Some(text));
    }
    let deep = "<a>".repeat(100_000);
    assert_eq!(open_text(502, deep).unwrap_err().code(), None);
}

#[test]
fn other_frameworks_are_understood() {
    for (text, code, message) in [
        (
            r#"{"BaseResp":{"StatusCode":17,"StatusMessage":"denied"}}"#,
            Some("17"),
            Some("denied"),
        ),
        (
            r#"{"detail":[{"loc":["body","x"],"msg":"field required"}]}"#,
            None,
            Some("field required"),
        ),
        (
            r#"{"ResponseMetadata":{"Error":{"Code":"C","Message":{"zh":"x","en":"y"}}}}"#,
            Some("C"),
            Some("x"),
        ),
        (
            r#"{"ResponseMetadata":{"Error":{"Code":"","Code":"Second","Message":"m"}}}"#,
            Some("Second"),
            Some("m"),
        ),
    ] {
        let error = open_text(400, text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Service, "{text}");
        assert_eq!(
            (error.code(), error.service_message()),
            (code, message),
            "{text}"
        );
    }
    let ready = r#"{"BaseResp":{"StatusCode":0,"StatusMessage":"ok"},"Result":[1]}"#;
    assert!(open_text(200, ready).is_ok());
    let other = open_text(418, r#"{"tea":"pot"}"#).unwrap_err();
    assert_eq!(
        other.to_string(),
        "unreadable reply: it has no ResponseMetadata: {\"tea\":\"pot\"} [HTTP status 418]"
    );
}

#[test]
fn the_number_of_an_error_is_read_however_it_is_written() {
    for (written, number) in [
        ("7", Some(7)),
        ("\"7\"", Some(7)),
        ("7.0", Some(7)),
        ("7e2", Some(700)),
        ("7.5", None),
        ("1e300", None),
        ("\"seven\"", None),
    ] {
        let text = format!(
            r#"{{"ResponseMetadata":{{"RequestId":"r","Error":{{"CodeN":{written},"Code":"C"}}}}}}"#
        );
        let error = open_text(400, text).unwrap_err();
        assert_eq!(
            (error.code(), error.code_n(), error.request_id()),
            (Some("C"), number, Some("r")),
            "{written}"
        );
    }
    let alone = r#"{"ResponseMetadata":{"Error":{"CodeN":7}}}"#;
    assert_eq!(open_text(200, alone).unwrap_err().code_n(), Some(7));
}

#[test]
fn an_error_under_names_in_another_case_is_no_success() {
    for error in [
        r#""error":{"Code":"Low"}"#,
        r#""Error":{"code":"Low"}"#,
        r#""ERROR":[{"CODE":"Low"}]"#,
    ] {
        let text = format!(r#"{{"ResponseMetadata":{{"requestId":"r",{error}}},"Result":[1]}}"#);
        let error = open_text(200, text).unwrap_err();
        assert_eq!((error.code(), error.request_id()), (Some("Low"), Some("r")));
    }
}

#[test]
fn a_repeated_member_does_not_lose_what_an_earlier_one_says() {
    assert_eq!(result(",\"Result\":[1],\"Result\":null").unwrap(), [1]);
    assert_eq!(result(",\"Result\":[1],\"Result\":[2]").unwrap(), [2]);
}

#[test]
fn metadata_of_another_type_keep_the_request_id() {
    let text = r#"{"ResponseMetadata":[{"RequestId":"r"}],"Result":[1]}"#;
    assert_eq!(open_text(200, text).unwrap().request_id(), "r");
}

#[test]
fn utf_16_is_known_without_a_mark() {
    let text = format!("{{{METADATA},\"Result\":[1]}}");
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let body: Bytes = text.encode_utf16().flat_map(bytes).collect();
        assert!(open(200, &HeaderMap::new(), body).is_ok());
    }
}

#[test]
fn what_is_told_is_what_cannot_be_read() {
    // The first two can stand for integers, and only strict reading stops at them.
    let error = result(",\"Result\":[\"1\",2.0,\"x\"]").unwrap_err();
    assert_eq!(
        error.to_string(),
        "unreadable reply: invalid type: string \"x\", expected i64 at Result[2] \
         [request id r-1, HTTP status 200]"
    );
}
