use super::*;

fn said(code: Option<&str>, code_n: Option<i64>, message: &str) -> Said {
    Said {
        code: code.map(str::to_owned),
        code_n,
        message: Some(message.to_owned()),
        ..Said::default()
    }
}

fn service_error() -> Error {
    Error::new(ErrorKind::Service, "")
        .with_answer(said(
            Some("InvalidParameter"),
            Some(10_004),
            "AppId is\nunknown",
        ))
        .with_request_id(Some("2024061108153001".to_owned()))
        .with_status(Some(400))
        .of_action("BatchAddConversationParticipant", false)
}

#[test]
fn the_line_carries_code_message_and_request_id() {
    assert_eq!(
        service_error().to_string(),
        "BatchAddConversationParticipant: the service answered with an error: InvalidParameter: AppId is unknown \
         [request id 2024061108153001, code number 10004, HTTP status 400]"
    );
}

#[test]
fn endless_texts_are_cut() {
    let message = said(Some(&"c".repeat(5_000_000)), None, &"é".repeat(2_500_000));
    let error = Error::new(ErrorKind::Service, "")
        .with_answer(message)
        .with_request_id(Some("i".repeat(5_000_000)));
    assert!(error.to_string().chars().count() < 2000);
    assert!(format!("{error:?}").chars().count() < 20_000);
    assert_eq!(error.service_message().unwrap().chars().count(), 4097);
    assert_eq!(error.code().unwrap().chars().count(), 257);
    assert_eq!(error.request_id().unwrap().chars().count(), 257);
}

#[test]
fn characters_that_deceive_are_escaped() {
    let deceiving = "a\u{202e}b\u{1b}[31m\u{200b}\u{2066}c";
    let error = Error::new(ErrorKind::Service, "")
        .with_answer(said(Some(deceiving), None, deceiving))
        .with_request_id(Some(deceiving.to_owned()));
    for shown in [
        error.to_string(),
        format!("{error:?}"),
        error.code().unwrap().to_owned(),
        error.request_id().unwrap().to_owned(),
    ] {
        assert!(
            !shown.contains(['\u{202e}', '\u{1b}', '\u{200b}', '\u{2066}']),
            "{shown:?}"
        );
        assert!(shown.contains("\\u{202e}"), "{shown}");
    }
}

#[test]
fn the_long_report_lists_the_causes() {
    let error = Error::new(ErrorKind::Connection, "refused")
        .with_source(std::io::Error::other("the cable is out"))
        .with_body(b"<html>\xff");
    let report = format!("{error:?}");
    assert!(report.contains("kind: Connection"), "{report}");
    assert!(report.contains("caused by: the cable is out"), "{report}");
    assert!(
        report.contains("the reply starts: \"<html>\u{fffd}\""),
        "{report}"
    );
    assert!(!error.to_string().contains('\n'));
}

#[test]
fn the_start_of_a_body_is_cut_between_characters() {
    let body = "é".repeat(1000);
    let error = Error::new(ErrorKind::UnreadableReply, "").with_body(format!("x{body}").as_bytes());
    assert_eq!(error.body_start().unwrap(), format!("x{}", "é".repeat(255)));
}

#[test]
fn possibly_processed_is_retryable_for_idempotent_actions_only() {
    let failed = |verdict, idempotent| {
        Error::new(ErrorKind::Service, "")
            .with_verdict(verdict)
            .of_action("X", idempotent)
            .is_retryable()
    };
    assert!(failed(Verdict::NotProcessed, false));
    assert!(!failed(Verdict::PossiblyProcessed, false));
    assert!(failed(Verdict::PossiblyProcessed, true));
    assert!(!failed(Verdict::Final, true));
}

#[test]
fn throttling_is_told_by_status_and_by_code() {
    assert!(verdict_is(429, None, Verdict::NotProcessed));
    assert!(verdict_is(
        200,
        Some("RequestLimitExceeded"),
        Verdict::NotProcessed
    ));
    assert!(verdict_is(503, None, Verdict::PossiblyProcessed));
    assert!(verdict_is(501, None, Verdict::Final));
    assert!(verdict_is(
        400,
        Some("RequestTimeout"),
        Verdict::PossiblyProcessed
    ));
}

fn verdict_is(status: u16, code: Option<&str>, verdict: Verdict) -> bool {
    of_reply(status, code) == verdict
}

#[test]
fn an_echoed_secret_is_removed() {
    let error = service_error()
        .with_body(b"Authorization: canary!")
        .without(&Secret::whole("canary"))
        .without(&Secret::whole("InvalidParameter"));
    assert_eq!(error.body_start(), Some("Authorization: <redacted>!"));
    assert_eq!(error.code(), Some("<redacted>"));
}

#[test]
fn an_echoed_secret_is_removed_as_json_writes_it_and_where_it_was_cut() {
    let escaped = service_error().with_body(br#"{"token":"a\/canary\/b"}"#);
    assert_eq!(
        escaped.without(&Secret::whole("a/canary/b")).body_start(),
        Some(r#"{"token":"<redacted>"}"#)
    );
    let body = format!("{}{}", "-".repeat(500), "a/canary/token");
    let cut = service_error().with_body(body.as_bytes());
    let start = cut.without(&Secret::whole("a/canary/token"));
    assert!(start.body_start().unwrap().ends_with("-<redacted>"));
}

#[test]
fn an_echoed_secret_is_removed_in_every_form_in_which_servers_write_it() {
    for echo in [
        "a/b+c==",
        r"a\/b+c==",
        "a%2Fb%2Bc%3D%3D",
        "a%2fb%2bc%3d%3d",
        "a/b%2Bc==",
        r"a/b\u002bc\u003d\u003D",
        "a&#47;b&#x2B;c&#61;=",
        "a&sol;b&plus;c&equals;=",
        "a&amp;#47;b&amp;plus;c&#61;=",
        "a%252Fb%25252bc%3D%3D",
        r"a\\/b\\u002bc\\\u003d=",
        r"\x61\x2fb\x2Bc==",
        "%61%2F%62%2B%63%3D%3D",
        r"\u0061\u002f\u0062\u002b\u0063\u003d\u003d",
        "&#97;/b+c&#x3D;=",
        "a/b\n+c\r\n==",
        r"a/b\n+c\r\n==",
    ] {
        let error = service_error().with_body(format!("-{echo}-aa/-{echo}").as_bytes());
        let body = error.without(&Secret::whole("a/b+c=="));
        assert_eq!(body.body(), Some("-<redacted>-aa/-<redacted>"), "{echo}");
    }
}

#[test]
fn an_echoed_secret_is_removed_from_what_is_in_base64() {
    // What coreutils' `base64` writes of texts with `canary-of-a-secret` in them.
    for (echo, left) in [
        ("Y2FuYXJ5LW9mLWEtc2VjcmV0", "<redacted>"),
        ("azogY2FuYXJ5LW9mLWEtc2VjcmV0Cg==", "azog<redacted>Cg=="),
        ("OiBjYW5hcnktb2YtYS1zZWNyZXQhIQ==", "OiB<redacted>QhIQ=="),
        ("OmNhbmFyeS1vZi1hLXNlY3JldDs=", "Om<redacted>Ds="),
    ] {
        let error = service_error().with_body(echo.as_bytes());
        let error = error.without(&Secret::whole("canary-of-a-secret"));
        assert_eq!(error.body(), Some(left));
    }
    let url_safe = service_error().with_body(b"fj8_fj8_fj8_");
    assert_eq!(
        url_safe.without(&Secret::whole("~??~??~??")).body(),
        Some("<redacted>")
    );
}

#[test]
fn an_echoed_secret_is_removed_from_hexadecimal_and_from_names() {
    let secret = "canary/of+a=secret";
    let hexadecimal: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    for echo in [hexadecimal.clone(), hexadecimal.to_uppercase()] {
        let error = service_error().with_body(format!("x-{echo}-y").as_bytes());
        assert_eq!(
            error.without(&Secret::whole(secret)).body(),
            Some("x-<redacted>-y")
        );
    }
    let said = Said {
        details: vec![(format!("a {secret}"), "b".to_owned())],
        ..Said::default()
    };
    let error = service_error()
        .with_answer(said)
        .without(&Secret::whole(secret));
    assert_eq!(error.details().collect::<Vec<_>>(), [("a <redacted>", "b")]);
}

#[test]
fn parts_of_an_echoed_secret_are_removed() {
    let secret = "STS2.begin/of-it.the+middle.the=end.é-and-behind-it";
    for (echo, left) in [
        (secret.to_owned(), "<redacted>"),
        // Cut, by the server or where a text gets too long.
        (
            "token STS2.begin/of-it.the+mi".to_owned(),
            "token <redacted>",
        ),
        ("STS2.begin/of-it.the%2Bmiddle…".to_owned(), "<redacted>…"),
        // Over two members.
        (
            r#"{"A":"STS2.begin/of-i","B":"t.the+middle.the=end.é-and-behind-it"}"#.to_owned(),
            r#"{"A":"<redacted>","B":"<redacted>"}"#,
        ),
        ("…middle.the=end.é-and-behind".to_owned(), "…<redacted>"),
        ("STS2.begin/…".to_owned(), "STS2.begin/…"),
    ] {
        let error = service_error().with_body(echo.as_bytes());
        assert_eq!(
            error.without(&Secret::with_parts(secret)).body(),
            Some(left),
            "{echo}"
        );
    }
    let short = service_error().with_body(b"a short one");
    assert_eq!(
        short.without(&Secret::with_parts("short")).body(),
        Some("a <redacted> one")
    );
}

#[test]
fn an_error_is_one_pointer_and_can_be_sent() {
    fn is_sendable<T: Send + Sync + 'static>() -> usize {
        size_of::<T>()
    }
    assert_eq!(is_sendable::<Error>(), size_of::<usize>());
}

#[test]
fn a_refused_signature_reports_what_it_was_made_of() {
    let report = SignatureReport {
        credentials: "environment".to_owned(),
        region: "cn-north-1".to_owned(),
        service: "rtc",
        time: "20240611T081530Z".parse().unwrap(),
        server_time: Some("20240611T082530Z".parse().unwrap()),
    };
    let error = service_error().with_signature(report).with_attempts(2);
    let line = error.to_string();
    assert!(
        line.ends_with(
            "HTTP status 400, attempts 2, signed at 20240611T081530Z for cn-north-1/rtc with keys \
             from environment, the server's clock 20240611T082530Z]"
        ),
        "{line}"
    );
    let report = error.signature().unwrap();
    assert_eq!((report.region(), report.service()), ("cn-north-1", "rtc"));
    assert_eq!(report.credentials(), "environment");
}

#[test]
fn codes_tell_stale_keys_from_a_wrong_clock() {
    assert!(blames_keys("ExpiredToken") && !blames_clock("ExpiredToken"));
    assert!(blames_clock("InvalidTimestamp") && !blames_keys("InvalidTimestamp"));
    assert!(blames_clock("RequestExpired") && blames_keys("RequestExpired"));
    assert!(blames_signature("MissingSignature") && !blames_signature("AccessDenied"));
}
