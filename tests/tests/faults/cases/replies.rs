//! Replies that are not as documented.

use tests::faulty::{Ending, Play};

use super::{Case, case};

/// All of them, in the order of the table.
pub(super) fn all() -> Vec<Case> {
    let mut cases = wrong_replies();
    cases.extend(loose_replies());
    cases.extend(errors_without_envelope());
    cases.extend(odd_envelopes());
    cases.extend(odd_messages());
    cases
}

fn wrong_replies() -> Vec<Case> {
    let ok = |body: &str| [Play::json("200 OK", body)];
    let elsewhere = "Location: http://127.0.0.1:1/\r\n";
    let invalid = Play::Reply(
        b"HTTP/1.1 200 OK\r\nContent-Length: 24\r\n\r\n{\"ResponseMetadata\":\"\xff\"}.".to_vec(),
    );
    vec![
        case(
            "an error in a 200",
            [Play::error("200 OK", "InvalidParameter")],
        ),
        case(
            "a redirect",
            [
                Play::with_headers("302 Found", elsewhere, ""),
                Play::success(),
            ],
        ),
        case(
            "307 with a body",
            [
                Play::with_headers("307 Temporary Redirect", elsewhere, "<h1>over there</h1>"),
                Play::success(),
            ],
        ),
        case(
            "308 to another scheme",
            [Play::with_headers(
                "308 Permanent Redirect",
                "Location: https://127.0.0.1:1/\r\n",
                "",
            )],
        ),
        case("304", [Play::with_headers("304 Not Modified", "", "")]),
        case(
            "501",
            [Play::error("501 Not Implemented", "NotImplemented")],
        ),
        case("an empty body", ok("")),
        case("JSON cut off", ok(r#"{"ResponseMetadata":{"Requ"#)),
        case(
            "a wrong JSON type in the result",
            ok(r#"{"ResponseMetadata":{"RequestId":"r"},"Result":{"FailedUserIds":"none"}}"#),
        ),
        case(
            "wrong JSON types in the metadata",
            ok(r#"{"ResponseMetadata":{"RequestId":7,"Action":[],"Version":{}},"Result":{}}"#),
        ),
        case(
            "`null` for the metadata",
            ok(r#"{"ResponseMetadata":null,"Result":null}"#),
        ),
        case(
            "`null` everywhere else",
            ok(concat!(
                r#"{"ResponseMetadata":{"RequestId":null,"Action":null,"Version":null,"#,
                r#""Service":null,"Region":null,"Error":null},"Result":{"FailedUserIds":null}}"#
            )),
        ),
        case("invalid UTF-8", [invalid]),
        case(
            "no HTTP at all",
            [Play::Part(
                b"220 mail.example.com\r\n".to_vec(),
                Ending::Close,
            )],
        ),
    ]
}

/// Replies that mean a success, though not as it is documented.
fn loose_replies() -> Vec<Case> {
    const HEAD: &str = r#"{"ResponseMetadata":{"RequestId":"r"}"#;
    let said = |status, rest: &str| [Play::json(status, &format!("{HEAD}{rest}"))];
    let ok = |rest| said("200 OK", rest);
    let bad_byte = b"{\"ResponseMetadata\":{\"RequestId\":\"\xf0\"}}";
    let failed = r#","Result":{"FailedUserIds":[]}}"#;
    let wide = format!("\u{feff}{HEAD}{failed}");
    let utf16: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        case("a result with 201", said("201 Created", failed)),
        case("a result with 202", said("202 Accepted", failed)),
        case(
            "204",
            [Play::Reply(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec())],
        ),
        case(
            "an error without a code beside a result",
            [Play::json(
                "200 OK",
                r#"{"ResponseMetadata":{"Error":{"Code":"","Message":""}},"Result":{}}"#,
            )],
        ),
        case(
            "numbers as texts, and `null` in a list",
            ok(r#","Result":{"FailedUserIds":["1",null,2.0]}}"#),
        ),
        case(
            "an integer beyond its type",
            ok(r#","Result":{"FailedUserIds":[9223372036854775808,1e400]}}"#),
        ),
        case(
            "half a surrogate pair",
            ok(r#","Message":"\ud83d","Result":{"FailedUserIds":[]}}"#),
        ),
        case("a byte that is no text", [Play::bytes("200 OK", bad_byte)]),
        case(
            "a raw line break in a text",
            ok(",\"New\":\"a\nb\",\"Result\":{}}"),
        ),
        case(
            "no metadata beside a result",
            [Play::json("200 OK", r#"{"Result":{}}"#)],
        ),
        case("a reply in UTF-16", [Play::bytes("200 OK", &utf16)]),
        case("zero bytes behind a reply", ok(",\"Result\":{}}\0\0")),
        case(
            "several errors beside a result",
            [Play::json(
                "200 OK",
                r#"{"ResponseMetadata":{"Error":[{"Message":"m"},{"Code":"Second"}]},"Result":{}}"#,
            )],
        ),
    ]
}

/// Errors that do not stand where they are documented.
fn errors_without_envelope() -> Vec<Case> {
    vec![
        case(
            "an error that is not in an envelope",
            [Play::json(
                "400 X",
                r#"{"Code":"InvalidAction","Message":"m","RequestId":"r"}"#,
            )],
        ),
        case(
            "an error in a member of lower case",
            [Play::json(
                "403 X",
                r#"{"error":{"code":"Forbidden","message":"m"}}"#,
            )],
        ),
        case(
            "an error in JSON that is cut off",
            [Play::json(
                "400 X",
                r#"{"ResponseMetadata":{"RequestId":"r","Error":{"Code":"InvalidParameter","Mess"#,
            )],
        ),
        case(
            "too many calls, told outside of an envelope",
            [
                Play::json("200 OK", r#"{"Code":"Throttling"}"#),
                Play::success(),
            ],
        ),
        case(
            "the words of a proxy with 503",
            [
                Play::json("503 X", "upstream connect error"),
                Play::success(),
            ],
        ),
        case(
            "a compressed reply that was not asked for",
            [Play::with_headers(
                "200 OK",
                "Content-Encoding: gzip\r\n",
                "\u{1f}",
            )],
        ),
        case(
            "a message of 100 kB",
            [Play::json(
                "400 X",
                &format!(r#"{{"Code":"Long","Message":"{}"}}"#, "m".repeat(100_000)),
            )],
        ),
    ]
}

/// Envelopes that are not built as documented.
fn odd_envelopes() -> Vec<Case> {
    const RESULT: &str = r#""Result":{"FailedUserIds":[]}"#;
    let ok = |body: &str| [Play::json("200 OK", body)];
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    vec![
        case(
            "metadata in a list",
            ok(&format!(
                r#"{{"ResponseMetadata":[{{"RequestId":"r"}}],{RESULT}}}"#
            )),
        ),
        case(
            "metadata in a text",
            ok(&format!(r#"{{"ResponseMetadata":"r",{RESULT}}}"#)),
        ),
        case(
            "an error in lower case beside a result",
            ok(&format!(
                r#"{{"ResponseMetadata":{{"error":{{"code":"Low"}}}},{RESULT}}}"#
            )),
        ),
        case(
            "`null` for a result that came before",
            ok(&format!(
                r#"{{"ResponseMetadata":{{}},{RESULT},"Result":null}}"#
            )),
        ),
        case(
            "all names in lower case",
            ok(r#"{"responsemetadata":{"requestid":"r"},"result":{"faileduserids":[]}}"#),
        ),
        case(
            "ten thousand lists, one in another, beside a result",
            ok(&format!(
                r#"{{"ResponseMetadata":{{}},"New":{deep},{RESULT}}}"#
            )),
        ),
        case(
            "ten thousand lists, one in another, in an error",
            [Play::json(
                "400 X",
                &format!(r#"{{"ResponseMetadata":{{"Error":{{"Data":{deep},"Code":"Deep"}}}}}}"#),
            )],
        ),
        case(
            "two replies in one",
            ok(&format!(
                "{{\"ResponseMetadata\":{{}},{RESULT}}}\n{{\"ResponseMetadata\":{{}},{RESULT}}}"
            )),
        ),
        case("blanks in place of a body", [Play::json("200 OK", " \r\n")]),
        case(
            "a page of XML",
            [Play::json(
                "403 X",
                "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>",
            )],
        ),
        case(
            "XML with 503",
            [
                Play::json("503 X", "<Error><Code>SlowDown</Code></Error>"),
                Play::success(),
            ],
        ),
    ]
}

/// Messages that are not what HTTP makes them in most cases.
fn odd_messages() -> Vec<Case> {
    const BODY: &str = r#"{"ResponseMetadata":{},"Result":{}}"#;
    let raw = |head: &str| [Play::Reply(format!("HTTP/1.1 {head}").into_bytes())];
    let length = BODY.len();
    let ok = format!("200 OK\r\nContent-Length: {length}\r\n\r\n{BODY}");
    let far = format!("Location: http://127.0.0.1:1/{}\r\n", "a".repeat(1_000_000));
    vec![
        case(
            "100, 102 and 103 before a reply",
            raw(&format!(
                "100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 {ok}"
            )),
        ),
        case(
            "101",
            raw("101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"),
        ),
        case(
            "trailers behind a reply",
            raw(&format!(
                "200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n{BODY}\r\n0\r\nX-Tt-Logid: l\r\n\r\n"
            )),
        ),
        case(
            "two lengths",
            raw(&format!(
                "200 OK\r\nContent-Length: 1\r\nContent-Length: {length}\r\n\r\n{BODY}"
            )),
        ),
        case("207", raw(&ok.replacen("200 OK", "207 Multi-Status", 1))),
        case("a result with 600", raw(&ok.replacen("200 OK", "600 X", 1))),
        case(
            "a reply of HTTP/1.0",
            [Play::Part(
                format!("HTTP/1.0 200 OK\r\n\r\n{BODY}").into_bytes(),
                Ending::Close,
            )],
        ),
        case(
            "a redirect to an address of 1 MB",
            [Play::with_headers("302 Found", &far, "")],
        ),
    ]
}
