//! Replies that something on the way wrote, or changed: gateways, proxies, redirects, other encodings.

use super::*;

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
            format!("unreadable reply: it is not a JSON object: {line} [HTTP status 503]")
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
        "unreadable reply: redirects are not followed; this one leads to https://elsewhere.example/ [HTTP status 302]"
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
        "unreadable reply: it is compressed with gzip; enable the feature `compression` to read \
         it [HTTP status 200]"
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
        "unreadable reply: it is not a JSON object: 502 Bad Gateway [HTTP status 502]"
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

#[cfg(not(feature = "compression"))]
#[test]
fn nothing_is_not_compressed() {
    let head = headers([("content-encoding", "gzip")]);
    let error = open(200, &head, Bytes::new()).unwrap_err();
    assert!(error.to_string().contains("it is empty"), "{error}");
}
