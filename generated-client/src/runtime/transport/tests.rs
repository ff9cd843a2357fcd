//! The transport over real sockets: proxies, redirects, certificates and compressed replies.

#[cfg(feature = "rustls")]
mod http2;
#[cfg(feature = "rustls")]
mod tunnel;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::runtime::config::Config;
use crate::runtime::credentials::Credentials;
use crate::runtime::error::ErrorKind;
use crate::runtime::{Client, environment::scripted::Scripted};

const REPLY: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

/// A server that gives every request the same reply and keeps the heads of the requests.
struct Server {
    address: String,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn start(reply: impl Into<Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let heads = Arc::new(Mutex::new(Vec::new()));
        let (reply, kept) = (reply.into(), heads.clone());
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(answer(socket, reply.clone(), kept.clone()));
            }
        });
        Self { address, heads }
    }

    fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

async fn answer(
    mut socket: impl AsyncRead + AsyncWrite + Unpin,
    reply: Vec<u8>,
    heads: Arc<Mutex<Vec<String>>>,
) {
    let mut request = vec![0; 8192];
    let Ok(length) = socket.read(&mut request).await else {
        return;
    };
    heads
        .lock()
        .unwrap()
        .push(String::from_utf8_lossy(&request[..length]).into_owned());
    let _ = socket.write_all(&reply).await;
    let _ = socket.shutdown().await;
}

fn get(address: &str) -> ::http::Request<Bytes> {
    ::http::Request::get(address).body(Bytes::new()).unwrap()
}

async fn send(
    builder: HttpTransportBuilder,
    address: &str,
) -> Result<::http::Response<Bytes>, TransportError> {
    builder.build().unwrap().send(get(address), 1000).await
}

#[tokio::test]
async fn a_connection_is_known_to_last_from_its_second_reply_on() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        while let Ok(1..) = socket.read(&mut [0; 8192]).await {
            let reply = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
            socket.write_all(reply).await.unwrap();
        }
    });
    let builder = HttpTransport::builder().proxy(Proxy::none());
    let transport = builder.build().unwrap();
    for lasts in [false, true, true] {
        transport.send(get(&address), 1000).await.unwrap();
        assert_eq!(transport.lasts(), lasts);
    }
}

#[tokio::test]
async fn a_proxy_of_the_callers_choice_carries_requests_even_to_this_machine() {
    let proxy = Server::start(REPLY).await;
    let address = format!("http://user:canary@{}", proxy.address);
    let builder = HttpTransport::builder().proxy(Proxy::at(address).for_endpoint(true));
    let reply = send(builder, "http://127.0.0.1:1/?a=b").await.unwrap();
    assert_eq!(reply.body(), "hi");
    let head = &proxy.heads()[0];
    assert!(
        head.starts_with("GET http://127.0.0.1:1/?a=b HTTP/1.1\r\n"),
        "{head}"
    );
    assert!(
        head.to_lowercase().contains("proxy-authorization: basic "),
        "{head}"
    );
}

#[tokio::test]
async fn without_a_proxy_requests_go_straight() {
    let server = Server::start(REPLY).await;
    let builder = HttpTransport::builder().proxy(Proxy::none());
    send(builder, &format!("http://{}/?a=b", server.address))
        .await
        .unwrap();
    assert!(server.heads()[0].starts_with("GET /?a=b HTTP/1.1\r\n"));
}

#[tokio::test]
async fn behind_a_dead_proxy_nothing_was_sent() {
    let builder = HttpTransport::builder().proxy(Proxy::at("http://127.0.0.1:1"));
    let error = send(builder, "http://127.0.0.1:2/").await.unwrap_err();
    assert_eq!(error.failure(), Failure::NotConnected);
}

#[test]
fn a_proxy_that_cannot_be_used_is_told_without_its_password() {
    for address in [
        "socks5://user:canary@host",
        "user:canary@host:3128",
        "http://",
        "",
    ] {
        let config = Config::builder().proxy(Proxy::at(address)).build();
        assert!(!format!("{config:?}").contains("canary"), "{config:?}");
        let error = Client::new(config).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidConfiguration, "{address}");
        assert!(!format!("{error:?}").contains("canary"), "{error:?}");
    }
    let shown = format!(
        "{:?}",
        HttpTransport::builder().proxy(Proxy::at("http://u:canary@host:1"))
    );
    assert!(shown.contains("Proxy(host:1)"), "{shown}");
}

/// Answers the first request with a redirect to another address of this machine.
async fn redirecting(target: &Server) -> Server {
    let reply = format!(
        "HTTP/1.1 302 Found\r\nLocation: http://{}/\r\nContent-Length: 0\r\n\r\n",
        target.address
    );
    Server::start(reply).await
}

#[tokio::test]
async fn the_clients_own_transport_does_not_follow_a_redirect() {
    let target = Server::start(REPLY).await;
    let server = redirecting(&target).await;
    let reply = send(
        HttpTransport::builder(),
        &format!("http://{}/", server.address),
    )
    .await
    .unwrap();
    assert_eq!(reply.status(), 302);
    assert!(target.heads().is_empty());
}

#[tokio::test]
async fn a_given_client_carries_requests_with_its_own_settings() {
    let server = Server::start(REPLY).await;
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .resolve("service.test", server.address.parse().unwrap())
        .build()
        .unwrap();
    let (_, port) = server.address.rsplit_once(':').unwrap();
    let reply = HttpTransport::from_client(client)
        .unwrap()
        .send(get(&format!("http://service.test:{port}/")), 1000)
        .await
        .unwrap();
    assert_eq!(reply.body(), "hi");
}

#[test]
fn a_given_client_that_may_follow_redirects_is_refused() {
    use reqwest::redirect::Policy;

    let with = |policy: Policy| reqwest::Client::builder().redirect(policy).build().unwrap();
    for following in [
        reqwest::Client::new(),
        with(Policy::default()),
        with(Policy::limited(1)),
        with(Policy::custom(|attempt| attempt.error("no"))),
    ] {
        let config = Config::builder()
            .environment(Scripted::new([]))
            .credentials(Credentials::new("id", "secret"))
            .http_client(following)
            .build();
        let error = Client::new(config).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidConfiguration);
        assert!(error.to_string().contains("redirect"), "{error}");
    }
    assert!(HttpTransport::from_client(with(Policy::none())).is_ok());
}

#[cfg(feature = "rustls")]
mod tls {
    use tokio_rustls::TlsAcceptor;
    use tokio_rustls::rustls::ServerConfig;
    use tokio_rustls::rustls::pki_types::pem::PemObject;
    use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

    use super::*;

    pub(super) const CERTIFICATE: &str = include_str!("testdata/certificate.pem");
    const KEY: &str = include_str!("testdata/key.pem");

    /// A server with a certificate that nobody knows, and the heads of its requests.
    pub(super) async fn encrypted() -> (String, Arc<Mutex<Vec<String>>>) {
        let certificates = CertificateDer::pem_slice_iter(CERTIFICATE.as_bytes())
            .collect::<Result<Vec<_>, _>>()
            .unwrap();
        // Named, since a build of the whole workspace has a second one.
        let provider = Arc::new(tokio_rustls::rustls::crypto::aws_lc_rs::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                certificates,
                PrivateKeyDer::from_pem_slice(KEY.as_bytes()).unwrap(),
            )
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let heads = Arc::default();
        let kept = Arc::clone(&heads);
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                if let Ok(stream) = acceptor.accept(socket).await {
                    answer(stream, REPLY.to_vec(), Arc::clone(&kept)).await;
                }
            }
        });
        (format!("https://{address}/"), heads)
    }

    #[tokio::test]
    async fn a_certificate_that_is_added_is_trusted_and_no_other() {
        let (address, _) = encrypted().await;
        let error = send(HttpTransport::builder(), &address).await.unwrap_err();
        assert_eq!(error.failure(), Failure::NotConnected);

        let trusting = HttpTransport::builder().root_certificates(CERTIFICATE);
        let reply = send(trusting, &address).await.unwrap();
        assert_eq!(reply.body(), "hi");
    }

    #[test]
    fn what_is_no_certificate_is_told_when_the_client_is_made() {
        for pem in [
            "",
            "canary",
            "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----",
        ] {
            let config = Config::builder().root_certificates(pem).build();
            let error = Client::new(config).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidConfiguration, "{pem}");
        }
    }
}

#[cfg(feature = "compression")]
mod compressed {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    async fn packed(body: &[u8]) -> String {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(body).unwrap();
        let packed = encoder.finish().unwrap();
        format!("http://{}/", sent(&packed).await)
    }

    async fn sent(body: &[u8]) -> String {
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        Server::start([head.as_bytes(), body].concat())
            .await
            .address
    }

    #[tokio::test]
    async fn replies_are_unpacked() {
        let body = "x".repeat(1000);
        let reply = send(HttpTransport::builder(), &packed(body.as_bytes()).await)
            .await
            .unwrap();
        assert_eq!(reply.body(), body.as_bytes());
    }

    #[tokio::test]
    async fn a_reply_that_grows_beyond_the_limit_is_refused() {
        let bomb = packed(&vec![b' '; 10_000_000]).await;
        let error = send(HttpTransport::builder(), &bomb).await.unwrap_err();
        assert_eq!(error.failure(), Failure::TooLarge { limit: 1000 });
    }

    #[tokio::test]
    async fn a_reply_that_cannot_be_unpacked_is_told() {
        let address = format!("http://{}/", sent(b"this is no gzip").await);
        let error = send(HttpTransport::builder(), &address).await.unwrap_err();
        assert_eq!(error.failure(), Failure::Undecodable);
        assert_eq!(error.status(), Some(200));
    }

    #[tokio::test]
    async fn a_packed_reply_in_chunks_that_are_none_broke_on_its_way() {
        let head =
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n";
        let text = [head, b"zz\r\n".as_slice()].concat();
        let address = format!("http://{}/", Server::start(text).await.address);
        let error = send(HttpTransport::builder(), &address).await.unwrap_err();
        assert_eq!(error.failure(), Failure::Broken);
    }
}

/// Listens and takes connections, but never says a word, not even of TLS.
async fn silent() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let mut kept = Vec::new();
        while let Ok((socket, _)) = listener.accept().await {
            kept.push(socket);
        }
    });
    address
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[tokio::test]
async fn connecting_ends_with_the_limit_of_the_request_or_else_of_the_transport() {
    const SHORT: Duration = Duration::from_millis(50);
    const LONG: Duration = Duration::from_secs(3600);
    let address = silent().await;
    for (of_transport, of_request) in [
        (Some(SHORT), None),
        (Some(SHORT), Some(Some(SHORT))),
        (Some(LONG), Some(Some(SHORT))),
        (None, Some(Some(SHORT))),
    ] {
        let builder = HttpTransport::builder().proxy(Proxy::none());
        let transport = builder.connect_timeout(of_transport).build().unwrap();
        let mut request = get(&address);
        if let Some(limit) = of_request {
            request.extensions_mut().insert(ConnectLimit(limit));
        }
        let error = transport.send(request, 1000).await.unwrap_err();
        assert_eq!(error.failure(), Failure::ConnectTimeout);
        assert_eq!(error.root_cause().unwrap(), "no connection within 50ms");
    }

    let builder = HttpTransport::builder().proxy(Proxy::none());
    let transport = builder.connect_timeout(SHORT).build().unwrap();
    let mut request = get(&address);
    request.extensions_mut().insert(ConnectLimit(None));
    let sending = transport.send(request, 1000);
    let outcome = tokio::time::timeout(6 * SHORT, sending).await;
    assert!(outcome.is_err(), "it goes on: {outcome:?}");
}

#[tokio::test]
async fn requests_to_several_hosts_each_reach_their_own() {
    let (one, other) = (Server::start(REPLY).await, Server::start(REPLY).await);
    // The servers close after each reply.
    let builder = HttpTransport::builder()
        .proxy(Proxy::none())
        .keeps_connections(false);
    let transport = builder.build().unwrap();
    for (server, query) in [(&one, "?a=1"), (&other, "?b=%27"), (&one, ""), (&one, "?")] {
        let address = format!("http://{}/{query}", server.address);
        transport.send(get(&address), 1000).await.unwrap();
    }
    let address = format!("http://{}/path?c=2", one.address);
    transport.send(get(&address), 1000).await.unwrap();
    let lines = |server: &Server| -> Vec<String> {
        let heads = server.heads();
        let lines = heads.iter().filter_map(|head| head.lines().next());
        lines.map(str::to_owned).collect()
    };
    let paths = ["/?a=1", "/", "/?", "/path?c=2"];
    assert_eq!(
        lines(&one),
        paths.map(|path| format!("GET {path} HTTP/1.1"))
    );
    assert_eq!(lines(&other), ["GET /?b=%27 HTTP/1.1"]);
}
