//! Connections of HTTP/2, encrypted: what becomes of one that a server gives up, and what of one that
//! gives up its server.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};

use h2::server::{Connection, SendResponse};
use h2::{Reason, server};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::server::TlsStream;

use super::*;
use crate::runtime::config::ConfigBuilder;
use crate::runtime::error::Error;
use crate::runtime::tests::{Ask, JSON, QUERY};

const CERTIFICATE: &str = include_str!("../testdata/certificate.pem");
const KEY: &str = include_str!("../testdata/key.pem");
const SUCCESS: &str = r#"{"ResponseMetadata":{"RequestId":"r"},"Result":null}"#;

/// What becomes of a request.
#[derive(Clone, Copy)]
enum Fate {
    Answered,
    /// The connection stays, and nothing is said on it any more.
    Silent,
    Refused,
    /// The connection ends with it, and it was never looked at.
    LeftBehind,
    /// The connection ends before there is a reply, though it was looked at.
    Begun,
    /// The head of a reply, and then a reset of the stream.
    Broken,
    /// An early hint, then a reply with trailers.
    Adorned,
    /// A reply after a while, in which others may wait for their stream.
    Late,
}

/// The frames of a server that ends a connection and has processed no stream: settings, and GOAWAY
/// with 0 for the last stream and for the error.
const GOING_AWAY: &[u8] = b"\0\0\0\x04\0\0\0\0\0\0\0\x08\x07\0\0\0\0\0\0\0\0\0\0\0\0\0";
/// The same, where stream 1 is the last one that may have been processed.
const BEGUN: &[u8] = b"\0\0\0\x04\0\0\0\0\0\0\0\x08\x07\0\0\0\0\0\0\0\0\x01\0\0\0\0";

/// A server that treats requests in this order, and then answers the rest.
struct Encrypted {
    address: SocketAddr,
    requests: Arc<AtomicUsize>,
    connections: Arc<AtomicUsize>,
}

impl Encrypted {
    async fn start(fates: &'static [Fate]) -> Self {
        Self::start_with(fates, server::Builder::new()).await
    }

    async fn start_with(fates: &'static [Fate], builder: server::Builder) -> Self {
        let certificates = CertificateDer::pem_slice_iter(CERTIFICATE.as_bytes());
        // Named, since a build of the whole workspace has a second one.
        let provider = Arc::new(aws_lc_rs::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                certificates.collect::<Result<Vec<_>, _>>().unwrap(),
                PrivateKeyDer::from_pem_slice(KEY.as_bytes()).unwrap(),
            )
            .unwrap();
        config.alpn_protocols = vec![b"h2".to_vec()];
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            requests: Arc::default(),
            connections: Arc::default(),
        };
        let (requests, connections) = (server.requests.clone(), server.connections.clone());
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let (acceptor, requests) = (acceptor.clone(), requests.clone());
                let builder = builder.clone();
                connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(async move {
                    if let Ok(mut stream) = acceptor.accept(socket).await {
                        let farewell = match fates.get(requests.load(Ordering::SeqCst)) {
                            Some(Fate::LeftBehind) => Some(GOING_AWAY),
                            Some(Fate::Begun) => Some(BEGUN),
                            _ => None,
                        };
                        if let Some(farewell) = farewell {
                            let mut request = [0; 1024];
                            let length = stream.read(&mut request).await.unwrap();
                            assert!(length > 0);
                            requests.fetch_add(1, Ordering::SeqCst);
                            stream.write_all(farewell).await.unwrap();
                            return stream.shutdown().await.unwrap();
                        }
                        let connection = builder.handshake(stream).await.unwrap();
                        serve(connection, fates, requests).await;
                    }
                });
            }
        });
        server
    }

    fn client(&self, settings: impl FnOnce(ConfigBuilder) -> ConfigBuilder) -> Client {
        let config = Config::builder()
            .environment(Scripted::new([]))
            .credentials(Credentials::new("id", "secret"))
            .endpoint(format!("https://{}", self.address))
            .root_certificates(CERTIFICATE)
            .timeout(Duration::from_secs(20));
        Client::new(settings(config).build()).unwrap()
    }

    fn seen(&self) -> (usize, usize) {
        let count = |counter: &AtomicUsize| counter.load(Ordering::SeqCst);
        (count(&self.requests), count(&self.connections))
    }
}

async fn serve(
    mut connection: Connection<TlsStream<TcpStream>, Bytes>,
    fates: &[Fate],
    requests: Arc<AtomicUsize>,
) {
    let mut unanswered = Vec::new();
    while let Some(Ok((_request, mut respond))) = connection.accept().await {
        let number = requests.fetch_add(1, Ordering::SeqCst);
        match fates.get(number).copied().unwrap_or(Fate::Answered) {
            Fate::Answered => answer(&mut respond),
            Fate::Refused => respond.send_reset(Reason::REFUSED_STREAM),
            // What comes on this connection from now on is read by nobody.
            Fate::Silent => {
                unanswered.push(respond);
                std::future::pending::<()>().await;
            }
            Fate::Broken => {
                let reply = ::http::Response::new(());
                let mut body = respond.send_response(reply, false).unwrap();
                body.send_data(Bytes::from_static(b"{"), false).unwrap();
                tokio::spawn(async move {
                    // By then it has been sent; a reset would take it back.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    body.send_reset(Reason::INTERNAL_ERROR);
                });
            }
            Fate::Adorned => {
                let hint = ::http::Response::builder().status(103).body(()).unwrap();
                respond.send_informational(hint).unwrap();
                let reply = ::http::Response::new(());
                let mut body = respond.send_response(reply, false).unwrap();
                body.send_data(Bytes::from_static(SUCCESS.as_bytes()), false)
                    .unwrap();
                let id = ("x-tt-logid".parse().unwrap(), "l".parse().unwrap());
                body.send_trailers(::http::HeaderMap::from_iter([id]))
                    .unwrap();
            }
            Fate::Late => {
                tokio::spawn(async move {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    answer(&mut respond);
                });
            }
            Fate::LeftBehind | Fate::Begun => {
                unreachable!("it is met before a request is read")
            }
        }
    }
}

fn answer(respond: &mut SendResponse<Bytes>) {
    let reply = ::http::Response::new(());
    let mut body = respond.send_response(reply, false).unwrap();
    body.send_data(Bytes::from_static(SUCCESS.as_bytes()), true)
        .unwrap();
}

async fn read(client: &Client) -> Result<(), Error> {
    client.call(Ask::<QUERY>(1)).await.map(drop)
}

#[tokio::test]
async fn a_connection_that_answers_no_more_is_not_used_again() {
    let server = Encrypted::start(&[Fate::Answered, Fate::Silent]).await;
    let client = server.client(|config| config.attempt_timeout(Duration::from_millis(500)));
    read(&client).await.unwrap();
    // The second attempt has a connection of its own.
    read(&client).await.unwrap();
    assert_eq!(server.seen(), (3, 2));
    read(&client).await.unwrap();
    assert_eq!(server.seen(), (4, 2));
}

#[tokio::test]
async fn a_call_that_was_cut_off_leaves_the_next_one_a_connection_that_answers() {
    let server = Encrypted::start(&[Fate::Answered, Fate::Silent]).await;
    let client = server.client(|config| config);
    read(&client).await.unwrap();
    let call = client
        .call(Ask::<QUERY>(1))
        .timeout(Duration::from_millis(500));
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.to_string().contains("no reply within"), "{error}");
    read(&client).await.unwrap();
    assert_eq!(server.seen(), (3, 2));
}

#[tokio::test]
async fn a_refused_stream_is_repeated_and_every_request_counts() {
    let server = Encrypted::start(&[Fate::Refused; 9]).await;
    let client = server.client(|config| config);
    // Not idempotent, and repeated all the same: the server has done nothing.
    let error = client.call(Ask::<JSON>(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.is_retryable(), "{error}");
    assert_eq!(error.attempts(), 4);
    assert_eq!(server.seen().0, 4);
}

#[tokio::test]
async fn a_request_that_a_closing_connection_left_behind_is_repeated() {
    let server = Encrypted::start(&[Fate::LeftBehind]).await;
    let client = server.client(|config| config);
    client.call(Ask::<JSON>(1)).await.unwrap();
    assert_eq!(server.seen(), (2, 2));
}

#[tokio::test]
async fn a_request_that_a_closing_connection_may_have_processed_is_not_repeated() {
    let server = Encrypted::start(&[Fate::Begun]).await;
    let client = server.client(|config| config);
    let error = client.call(Ask::<JSON>(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(!error.is_retryable(), "{error}");
    assert_eq!(server.seen(), (1, 1));
    read(&client).await.unwrap();
    assert_eq!(server.seen(), (2, 2));
}

#[tokio::test]
async fn calls_beyond_the_streams_that_a_server_allows_wait_for_one() {
    let mut builder = server::Builder::new();
    builder.max_concurrent_streams(1);
    let server = Encrypted::start_with(&[Fate::Answered, Fate::Late, Fate::Late], builder).await;
    let client = server.client(|config| config);
    read(&client).await.unwrap();
    let (one, two, three) = tokio::join!(read(&client), read(&client), read(&client));
    assert!(one.is_ok() && two.is_ok() && three.is_ok());
    assert_eq!(server.seen(), (4, 1));
}

#[tokio::test]
async fn a_body_that_a_server_does_not_take_ends_with_the_attempt() {
    let mut builder = server::Builder::new();
    builder
        .initial_window_size(0)
        .initial_connection_window_size(65_535);
    let server = Encrypted::start_with(&[Fate::Silent], builder).await;
    let client = server.client(|config| config.attempt_timeout(Duration::from_millis(500)));
    let error = client.call(Ask::<JSON>(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(!error.is_retryable(), "its head was sent: {error}");
    assert_eq!(error.attempts(), 1);
    assert_eq!(server.seen(), (1, 1));
}

#[tokio::test]
async fn a_stream_that_is_reset_within_a_reply_may_have_been_processed() {
    let server = Encrypted::start(&[Fate::Broken, Fate::Broken]).await;
    let client = server.client(|config| config);
    let error = client.call(Ask::<JSON>(1)).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Connection, Some(200))
    );
    assert!(!error.is_retryable(), "{error}");
    read(&client).await.unwrap();
    assert_eq!(server.seen(), (3, 1), "the connection itself is sound");
}

#[tokio::test]
async fn hints_before_a_reply_and_trailers_behind_it_do_no_harm() {
    let server = Encrypted::start(&[Fate::Adorned]).await;
    let client = server.client(|config| config);
    client.call(Ask::<JSON>(1)).await.unwrap();
    assert_eq!(server.seen(), (1, 1));
}
