//! What a client and the options of a call decide: credentials, region, endpoint, connections.

use std::net::TcpListener;

use generated_client::rtc::v2020_12_01::Client;
use generated_client::{Config, ErrorKind};
use tests::server::{Account, VerifyingServer};

use crate::calls::{client, client_at, credentials, smallest};

#[tokio::test]
async fn a_session_token_is_sent_and_signed() {
    let account = Account::example().with_session_token("STS2eyJ0b2tlbiJ9+/==");
    let server = VerifyingServer::start_with([account.clone()]);
    let config = Config::builder()
        .credentials(credentials(&account))
        .endpoint(server.endpoint())
        .build();
    Client::new(config)
        .unwrap()
        .batch_add_conversation_participant(smallest())
        .await
        .unwrap()
        .complete()
        .unwrap();
    let received = server.only_request();
    assert_eq!(
        received.header("x-security-token"),
        account.session_token.as_deref()
    );
    assert!(received.signed_headers().contains(&"x-security-token"));
}

#[tokio::test]
async fn the_region_of_one_call_may_be_another() {
    let server = VerifyingServer::start();
    let client = client(&server);
    client
        .batch_add_conversation_participant(smallest())
        .region("ap-southeast-1")
        .await
        .unwrap()
        .complete()
        .unwrap();
    client
        .batch_add_conversation_participant(smallest())
        .await
        .unwrap()
        .complete()
        .unwrap();
    let regions: Vec<_> = server
        .requests()
        .iter()
        .map(tests::server::Received::region)
        .collect();
    assert_eq!(
        regions,
        [
            Some("ap-southeast-1".to_owned()),
            Some("cn-north-1".to_owned())
        ]
    );
    assert_eq!(server.refusals(), []);
}

#[tokio::test]
async fn the_region_of_a_client_may_be_another() {
    let server = VerifyingServer::start();
    let config = Config::builder()
        .credentials(credentials(&Account::example()))
        .endpoint(server.endpoint())
        .region("ap-southeast-1")
        .build();
    Client::new(config)
        .unwrap()
        .batch_add_conversation_participant(smallest())
        .await
        .unwrap()
        .complete()
        .unwrap();
    assert_eq!(
        server.only_request().region().as_deref(),
        Some("ap-southeast-1")
    );
}

#[tokio::test]
async fn the_wrong_secret_is_refused_by_the_server() {
    let server = VerifyingServer::start();
    let account = Account {
        secret_key: "another".to_owned(),
        ..Account::example()
    };
    let config = Config::builder()
        .credentials(credentials(&account))
        .endpoint(server.endpoint())
        .build();
    let error = Client::new(config)
        .unwrap()
        .batch_add_conversation_participant(smallest())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.code(), Some("SignatureDoesNotMatch"));
    assert_eq!(error.code_n(), Some(100_010));
}

#[tokio::test]
async fn clones_of_a_client_share_its_connections() {
    let server = VerifyingServer::start();
    let client = client(&server);
    client
        .clone()
        .batch_add_conversation_participant(smallest())
        .await
        .unwrap()
        .complete()
        .unwrap();
    client
        .clone()
        .batch_add_conversation_participant(smallest())
        .await
        .unwrap()
        .complete()
        .unwrap();
    let other = Client::from_runtime(client.runtime().clone());
    other
        .batch_add_conversation_participant(smallest())
        .await
        .unwrap()
        .complete()
        .unwrap();
    assert_eq!(server.requests().len(), 3);
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn calls_may_be_made_at_the_same_time_and_on_any_thread() {
    fn assert_send<T: Send + 'static>(value: T) -> T {
        value
    }
    let server = VerifyingServer::start();
    let client = client(&server);
    let calls: Vec<_> = (0..8)
        .map(|_| {
            tokio::spawn(assert_send(
                client
                    .batch_add_conversation_participant(smallest())
                    .into_future(),
            ))
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap().complete().unwrap();
    }
    assert_eq!(server.requests().len(), 8);
    assert_eq!(server.refusals(), []);
}

#[tokio::test]
async fn an_endpoint_may_have_a_slash_at_its_end() {
    let server = VerifyingServer::start();
    let client = client_at(&format!("{}/", server.endpoint()));
    client
        .batch_add_conversation_participant(smallest())
        .await
        .unwrap()
        .complete()
        .unwrap();
    assert_eq!(server.only_request().path, "/");
}

#[tokio::test]
async fn a_call_that_is_not_awaited_is_not_made() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    silent.set_nonblocking(true).unwrap();
    let client = client_at(&format!("http://{}", silent.local_addr().unwrap()));
    drop(client.batch_add_conversation_participant(smallest()));
    assert!(silent.accept().is_err());
}
