//! What happens on the way, and on no way at all.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use generated_client::rtc::v2020_12_01::Client;
use generated_client::{Config, Error, ErrorKind};
use tests::server::{Account, Answer, VerifyingServer, success};

use crate::calls::{answered, client, client_at, credentials, smallest};

const SHORT: Duration = Duration::from_millis(150);
const LONG: Duration = Duration::from_secs(30);

/// A limit that no reply of these tests but the too large ones reaches, in bytes.
const LIMIT: usize = 64 * 1024;

/// How much a server may have written before it notices that nobody reads any more: what fits into the buffers of two
/// sockets and of the client, in bytes.
const BUFFERS: u64 = 16 * 1024 * 1024;

async fn limited(server: &VerifyingServer, limit: usize) -> Result<Vec<i64>, Error> {
    let config = Config::builder()
        .credentials(credentials(&Account::example()))
        .endpoint(server.endpoint())
        .reply_limit(limit)
        .timeout(LONG)
        .build();
    let client = Client::new(config).unwrap();
    let reply = client
        .batch_add_conversation_participant(smallest())
        .await?;
    Ok(reply.result.failed_user_ids)
}

#[tokio::test]
async fn nobody_there_is_a_failed_connection() {
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let error = client_at(&format!("http://{free}"))
        .batch_add_conversation_participant(smallest())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.is_connection());
    assert!(error.is_retryable(), "nothing was sent");
    assert_eq!(error.status(), None);
    let line = error.to_string();
    assert!(
        line.contains(&free.to_string()) && line.contains("refused"),
        "{line}"
    );
    assert!(!line.contains("Action="), "{line}");
}

#[tokio::test]
async fn a_reply_that_does_not_come_in_time_is_a_timeout() {
    let server = VerifyingServer::start();
    server.answer(success().after(LONG));
    let begun = Instant::now();
    let error = client(&server)
        .batch_add_conversation_participant(smallest())
        .timeout(SHORT)
        .await
        .unwrap_err();
    assert!(begun.elapsed() < LONG / 2);
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_timeout());
    assert!(
        !error.is_retryable(),
        "the server may have processed it, and the action is not idempotent"
    );
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_reply_that_stops_halfway_is_a_timeout() {
    let server = VerifyingServer::start();
    server.answer(Answer::json(200, "{").silent_before(100));
    let config = Config::builder()
        .credentials(credentials(&Account::example()))
        .endpoint(server.endpoint())
        .timeout(SHORT)
        .build();
    let client = Client::new(config).unwrap();
    let error = client
        .batch_add_conversation_participant(smallest())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn a_timeout_holds_for_its_call_alone() {
    let server = VerifyingServer::start();
    server.answer(success().after(LONG));
    let client = client(&server);
    assert!(
        client
            .batch_add_conversation_participant(smallest())
            .timeout(SHORT)
            .await
            .unwrap_err()
            .is_timeout()
    );
    assert!(
        client
            .batch_add_conversation_participant(smallest())
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_connection_that_breaks_is_told() {
    for answer in [
        Answer::hang_up(),
        Answer::json(200, r#"{"ResponseMetadata":{"RequestId":"r"}}"#).broken_before(1000),
    ] {
        let error = answered(answer).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection);
        assert!(
            !error.is_retryable(),
            "the server may have processed it, and the action is not idempotent"
        );
    }
}

#[tokio::test]
async fn a_call_that_may_have_been_processed_is_not_repeated() {
    for answer in [
        Answer::hang_up(),
        Answer::json(500, "{}"),
        Answer::json(503, "{}"),
        Answer::json(200, "{"),
    ] {
        let server = VerifyingServer::start();
        server.answer(answer);
        assert!(
            client(&server)
                .batch_add_conversation_participant(smallest())
                .await
                .is_err()
        );
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_reply_without_end_is_refused_without_being_read_whole() {
    let server = VerifyingServer::start();
    server.answer(Answer::endless(r#"{"ResponseMetadata":{"RequestId":"r"}}"#));
    let error = limited(&server, LIMIT).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ReplyTooLarge);
    assert!(error.to_string().contains("65536"), "{error}");
    assert!(!error.is_retryable());
    let written = server.bytes_written();
    assert!(written < BUFFERS, "{written} bytes");
    tokio::time::sleep(Duration::from_millis(50)).await;
    let later = server.bytes_written();
    assert!(
        later < BUFFERS,
        "the connection was kept, and {later} bytes were written"
    );
}

#[tokio::test]
async fn a_reply_that_announces_too_much_is_refused_at_once() {
    let server = VerifyingServer::start();
    server.answer(Answer::json(200, "{").silent_before(LIMIT + 1));
    let begun = Instant::now();
    let error = limited(&server, LIMIT).await.unwrap_err();
    assert!(begun.elapsed() < LONG / 2);
    assert_eq!(error.kind(), ErrorKind::ReplyTooLarge);
    assert_eq!(error.status(), Some(200));
}

#[tokio::test]
async fn a_reply_may_be_as_large_as_the_limit_and_no_larger() {
    let (start, end) = (
        r#"{"ResponseMetadata":{"RequestId":"r"},"Result":{"FailedUserIds":[7]}"#,
        "}",
    );
    let reply = format!(
        "{start}{}{end}",
        " ".repeat(LIMIT - start.len() - end.len())
    );
    assert_eq!(reply.len(), LIMIT);

    let server = VerifyingServer::start();
    server
        .answer(Answer::json(200, &reply))
        .answer(Answer::json(200, &reply));
    assert_eq!(limited(&server, LIMIT).await.unwrap(), [7]);
    assert_eq!(
        limited(&server, LIMIT - 1).await.unwrap_err().kind(),
        ErrorKind::ReplyTooLarge
    );
}

#[tokio::test]
async fn a_large_reply_within_the_default_limit_is_read_whole() {
    let ids: Vec<i64> = (1..=500_000).collect();
    let reply = serde_json::json!({"ResponseMetadata": {"RequestId": "r"}, "Result": {"FailedUserIds": ids}});
    let reply = answered(Answer::json(200, &reply.to_string()))
        .await
        .unwrap();
    assert_eq!(reply.result.failed_user_ids, ids);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = VerifyingServer::start();
    for status in [301, 302, 303, 307, 308] {
        let location = format!("{}/?Action=Elsewhere", elsewhere.endpoint());
        let page = Answer::new(status, "text/html", "<a>moved</a>").header("location", &location);
        let error = answered(page).await.unwrap_err();
        assert_eq!(error.status(), Some(status));
        assert!(!error.is_retryable());
        let line = error.to_string();
        assert!(
            line.contains(&status.to_string()) && line.contains("not followed"),
            "{line}"
        );
    }
    assert_eq!(elsewhere.connections(), 0);
}

#[tokio::test]
async fn a_connection_outlives_an_error_in_a_reply() {
    let server = VerifyingServer::start();
    let refusal =
        r#"{"ResponseMetadata":{"RequestId":"r","Error":{"Code":"InvalidParam","Message":"m"}}}"#;
    server.answer(Answer::json(400, refusal));
    let client = client(&server);
    assert!(
        client
            .batch_add_conversation_participant(smallest())
            .await
            .is_err()
    );
    assert!(
        client
            .batch_add_conversation_participant(smallest())
            .await
            .is_ok()
    );
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_region_without_endpoint_is_told_before_anything_is_sent() {
    let config = Config::builder()
        .credentials(credentials(&Account::example()))
        .region("mars-1")
        .build();
    let client = Client::new(config).unwrap();
    let error = client
        .batch_add_conversation_participant(smallest())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidConfiguration);
    let line = error.to_string();
    for part in ["mars-1", "cn-north-1", "ap-southeast-1"] {
        assert!(line.contains(part), "{part} in {line}");
    }
}
