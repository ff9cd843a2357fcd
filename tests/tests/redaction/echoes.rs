//! Servers that echo what they were sent, in every form in which they do.

use generated_client::rtc::v2020_12_01::Client;
use tests::server::{Account, Answer, VerifyingServer};

use super::{SECRET, TOKEN, account, assert_clean, config, hexadecimal, request, words};

fn percent_encoded(text: &str) -> String {
    text.replace('/', "%2F")
        .replace('+', "%2B")
        .replace('=', "%3D")
}

fn utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A server that echoes what it was sent, as some do when they refuse a signature.
#[tokio::test]
async fn what_a_server_echoes_is_not_repeated() {
    let padding = "-".repeat(480);
    let escaped = TOKEN.replace('/', "\\/");
    for echo in [
        Answer::json(
            200,
            &format!(
                r#"{{"ResponseMetadata":{{"RequestId":"r","Error":{{"Message":"{TOKEN}"}}}}}}"#
            ),
        ),
        Answer::json(
            400,
            &format!(
                r#"{{"ResponseMetadata":{{"RequestId":"{TOKEN}","Error":{{"Code":"{TOKEN}"}}}}}}"#
            ),
        ),
        Answer::json(
            400,
            &format!(r#"{{"HTTPCode":400,"errorcode":1,"message":"{SECRET}"}}"#),
        ),
        Answer::json(
            200,
            &format!(r#"{{"ResponseMetadata":{{}},"Result":{{"FailedUserIds":"{TOKEN}"}}}}"#),
        ),
        Answer::json(
            200,
            &format!(r#"{{"ResponseMetadata":{{}},"Result":{{"FailedUserIds":"{escaped}"}}}}"#),
        ),
        Answer::json(200, &format!(r#"{{"ResponseMetadata":"{TOKEN}"}}"#)),
        Answer::new(400, "text/plain", format!("x-security-token: {TOKEN}")),
        Answer::new(
            400,
            "text/plain",
            format!("X-Security-Token={}", percent_encoded(TOKEN)),
        ),
        Answer::json(
            400,
            &format!(r#"{{"Code":"X","Other":"{}"}}"#, percent_encoded(TOKEN)),
        ),
        Answer::new(
            400,
            "text/plain",
            format!("{padding}x-security-token: {TOKEN}"),
        ),
        Answer::new(
            400,
            "text/plain",
            percent_encoded(TOKEN).replace('%', "%25"),
        ),
        Answer::json(
            400,
            &format!(
                r#"{{"Code":"X","Sent":"{{\"Token\":\"{}\"}}"}}"#,
                TOKEN.replace('/', r"\\/")
            ),
        ),
        // The header `x-security-token` in Base64.
        Answer::json(
            400,
            r#"{"Code":"X","Message":"eC1zZWN1cml0eS10b2tlbjogY2FuYXJ5L3Rva2VuK29mL3RoZS90ZXN0cy93aGljaCtpcytsb25nZXI9PQ=="}"#,
        ),
        Answer::json(
            400,
            &format!(r#"{{"Code":"X","Message":"{}"}}"#, hexadecimal(TOKEN)),
        ),
        // In two parts.
        Answer::json(
            400,
            &format!(
                r#"{{"Code":"{}","Message":"{}"}}"#,
                &TOKEN[..20],
                &TOKEN[20..]
            ),
        ),
        // As the name of a member, and as what cannot be read.
        Answer::json(400, &format!(r#"{{"Code":"X","{TOKEN}":1}}"#)),
        Answer::json(
            200,
            &format!(r#"{{"ResponseMetadata":{{}},"Result":{{"FailedUserIds":{{"{TOKEN}":1}}}}}}"#),
        ),
        // Cut in the middle where a code or a name gets too long.
        Answer::json(400, &format!(r#"{{"Code":"{}{TOKEN}"}}"#, "-".repeat(230))),
        Answer::new(
            400,
            "application/json",
            utf_16(&format!(r#"{{"Token":"{TOKEN}"}}"#)),
        ),
        Answer::new(
            400,
            "text/xml",
            format!(
                "<Error><Code>X</Code><StringToSign>x-security-token:{TOKEN}</StringToSign></Error>"
            ),
        ),
        Answer::new(302, "text/html", "").header(
            "location",
            &format!(
                "https://elsewhere.example/?X-Security-Token={}",
                percent_encoded(TOKEN)
            ),
        ),
        Answer::json(400, "{}").header("x-tt-logid", TOKEN),
        Answer::json(200, "{")
            .broken_before(100)
            .header("x-tt-logid", TOKEN),
    ] {
        let server = VerifyingServer::start_with([account()]);
        server.answer(echo.clone());
        let call = Client::new(config(&server))
            .unwrap()
            .batch_add_conversation_participant(request());
        assert_clean(
            &words(&call.await.unwrap_err()),
            Some(&server.only_request()),
        );
    }
}

/// A reply with issued secrets, and one member that nothing can be read from.
/// The verifying server tells the canonical request when a signature does not match.
#[tokio::test]
async fn a_refused_signature_is_not_repeated() {
    let server = VerifyingServer::start_with([Account {
        secret_key: "another".to_owned(),
        ..account()
    }]);
    let call = Client::new(config(&server))
        .unwrap()
        .batch_add_conversation_participant(request());
    let error = call.await.unwrap_err();
    assert_eq!(error.code(), Some("SignatureDoesNotMatch"));
    assert!(
        server.refusals()[0].message.contains(TOKEN),
        "the server echoes it"
    );
    assert_clean(&words(&error), Some(&server.requests()[0]));
}
