//! Calls over real sockets, to servers that answer with bytes of the test's choice.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::{Ask, JSON, QUERY, SUCCESS, config};
use crate::runtime::Client;
use crate::runtime::error::{Error, ErrorKind};

/// Answers one connection after another with the given bytes.
async fn server(answer: Vec<u8>, close: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            let answer = answer.clone();
            tokio::spawn(async move {
                let mut request = [0; 4096];
                let _ = socket.read(&mut request).await;
                let _ = socket.write_all(&answer).await;
                if !close {
                    tokio::time::sleep(Duration::from_secs(60)).await;
                }
            });
        }
    });
    format!("http://{address}")
}

async fn ask(endpoint: &str) -> Result<(), Error> {
    let config = config()
        .endpoint(endpoint)
        .reply_limit(1000)
        .timeout(Duration::from_secs(2))
        .build();
    Client::new(config)
        .unwrap()
        .call(Ask::<JSON>(1))
        .await
        .map(|_| ())
}

fn reply(head: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

#[tokio::test]
async fn a_reply_comes_over_a_socket() {
    ask(&server(reply("200 OK", SUCCESS.as_bytes()), false).await)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_reply_beyond_the_limit_is_refused_announced_or_not() {
    let announced = b"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n".to_vec();
    let error = ask(&server(announced, false).await).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::ReplyTooLarge, Some(200))
    );

    let mut endless = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..3 {
        endless.extend_from_slice(format!("190\r\n{}\r\n", "x".repeat(0x190)).as_bytes());
    }
    let error = ask(&server(endless, false).await).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ReplyTooLarge);
    assert!(
        error.to_string().contains("more than 1000 bytes"),
        "{error}"
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let error = ask(&server(
        reply("302 Found\r\nLocation: http://127.0.0.1:1/", b""),
        false,
    )
    .await)
    .await
    .unwrap_err();
    assert_eq!(error.status(), Some(302));
}

#[tokio::test]
async fn a_connection_that_breaks_is_told_from_one_that_never_was() {
    let error = ask(&server(
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{".to_vec(),
        true,
    )
    .await)
    .await
    .unwrap_err();
    assert_eq!(
        (error.kind(), error.status(), error.is_retryable()),
        (ErrorKind::Connection, Some(200), false)
    );

    let free = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let error = ask(&format!("http://{free}")).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.is_retryable()),
        (ErrorKind::Connection, true)
    );
    assert!(
        error.to_string().to_lowercase().contains("refused"),
        "{error}"
    );
    assert!(!error.to_string().contains("Action="), "{error}");
}

#[tokio::test]
async fn a_call_ends_when_its_time_is_over() {
    let endpoint = server(Vec::new(), false).await;
    let client = Client::new(config().endpoint(&endpoint).build()).unwrap();
    let error = client
        .call(Ask::<QUERY>(1))
        .timeout(Duration::from_millis(500))
        .await
        .unwrap_err();
    assert!(error.is_timeout() && error.is_retryable());
    assert_eq!(
        error.to_string(),
        format!("Ask: timed out: {endpoint}: no reply within 500ms")
    );
}
