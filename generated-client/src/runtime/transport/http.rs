//! The transport over HTTP, on `reqwest`.
//!
//! Knows `reqwest`, the only place to do so except for its failures and the choice of a proxy.
//! Gives its results in terms of a [`Transport`]. Must never follow a redirect.

use std::fmt;
use std::future::ready;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::HOST;
use http::{Uri, Version};
use hyper_util::client::legacy::connect::HttpInfo;
use reqwest::redirect::Policy;
use reqwest::{Body, Client, Response, Url};

use super::connect::limited;
use super::failure::{failed, unanswered};
use super::pool::Pool;
use super::sending::Watched;
use super::{Failure, Proxy, Sending, SendingStage, Transport, TransportError};
use crate::runtime::BoxFuture;
use crate::runtime::config::DEFAULT_IDLE_TIMEOUT;
use crate::runtime::error::{Error, ErrorKind};

/// Interval of HTTP/2 pings, on idle connections, too.
const PING_INTERVAL: Duration = Duration::from_secs(20);
/// Time limit of a ping before the connection is closed.
const PING_TIMEOUT: Duration = Duration::from_secs(10);
/// Sends requests over HTTP/1.1 and HTTP/2 and reuses connections. It follows no redirects and
/// retries nothing.
///
/// A clone shares the connections.
#[derive(Debug, Clone)]
pub struct HttpTransport {
    pub(super) pool: Arc<Pool>,
    last: Arc<Mutex<Option<Address>>>,
}

/// Where a request went, in both forms.
#[derive(Debug)]
struct Address {
    uri: Uri,
    url: Url,
}

impl HttpTransport {
    /// Starts with the defaults: the system's proxies and certificates, no time limit.
    pub fn builder() -> HttpTransportBuilder {
        HttpTransportBuilder {
            connect_timeout: None,
            proxy: Proxy::system(),
            roots: Vec::new(),
            keeps_connections: true,
            idle_timeout: Some(DEFAULT_IDLE_TIMEOUT),
        }
    }

    /// Uses the given client with all its settings. It must not retry (`reqwest::retry::never()`),
    /// so that attempts are counted.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidConfiguration`] if it may follow redirects, which would send token and
    /// body of a request to another host. Build it with [`Policy::none`].
    pub fn from_client(client: Client) -> Result<Self, Error> {
        // `reqwest` has no other way to learn it.
        let follows = !format!("{client:?}").contains(NEVER_REDIRECTS);
        if follows {
            return Err(invalid(
                "the HTTP client follows redirects, so a signed request could reach another host; \
                 build it with `redirect(Policy::none())`",
            ));
        }
        Ok(Self::of(client, None))
    }

    fn of(client: Client, settings: Option<HttpTransportBuilder>) -> Self {
        Self {
            pool: Pool::of(client, settings),
            last: Arc::default(),
        }
    }

    /// Hands a request to a client, which begins to send it when the future is polled.
    fn begin(
        &self,
        request: http::Request<Bytes>,
        sending: Sending,
    ) -> Result<Begun<impl Future<Output = Result<Response, reqwest::Error>> + use<>>, TransportError>
    {
        let (head, body) = request.into_parts();
        let asked = self.address(&head.uri)?;
        if !HAS_TLS && asked.scheme() == "https" {
            return Err(TransportError::new(Failure::NotConnected).with_source(NO_TLS));
        }
        let mut headers = head.headers;
        // A connection names the host by itself, and HTTP/2 has a field of its own for it. It is set where
        // the connection would name it in another form than the signed one, and over HTTP/1, where it
        // says the same.
        if !self.pool.is_http1.load(Ordering::Relaxed)
            && headers
                .get(HOST)
                .is_some_and(|host| host.as_bytes() == asked.authority().as_bytes())
        {
            headers.remove(HOST);
        }
        sending.waits();
        let chosen = self.pool.client(head.extensions.get())?;
        sending.uses(chosen.generation);
        // Only a client that was given could follow a redirect.
        let asked_of_given = self.pool.was_given().then(|| asked.clone());
        let mut request = reqwest::Request::new(head.method, asked);
        *request.headers_mut() = headers;
        *request.body_mut() = Some(Body::wrap(Watched::new(body, sending.clone())));
        *request.version_mut() = head.version;
        Ok(Begun {
            reply: limited(chosen.scope, chosen.client.execute(request)),
            pool: Arc::clone(&self.pool),
            sending,
            asked: asked_of_given,
            connect_limit: chosen.connect_limit,
        })
    }

    /// The address in the form of the client. Most requests go where the last one went; then it is not
    /// read anew.
    fn address(&self, uri: &Uri) -> Result<Url, TransportError> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let has_same_origin = |known: &Uri| {
            known.scheme() == uri.scheme()
                && known.authority() == uri.authority()
                && (known.path(), uri.path()) == ("/", "/")
        };
        match &mut *last {
            Some(known) if known.uri == *uri => {}
            Some(known) if has_same_origin(&known.uri) => {
                // Should it be left half-done, no request has an empty address.
                known.uri = Uri::default();
                known.url.set_query(uri.query());
                known.uri = uri.clone();
            }
            _ => {
                *last = Some(Address {
                    uri: uri.clone(),
                    url: parsed(uri)?,
                });
            }
        }
        match &*last {
            Some(known) => Ok(known.url.clone()),
            None => parsed(uri),
        }
    }
}

fn parsed(uri: &Uri) -> Result<Url, TransportError> {
    Url::parse(&uri.to_string())
        .map_err(|error| TransportError::new(Failure::NotConnected).with_source(error))
}

/// What `reqwest` says of a client that follows no redirect.
const NEVER_REDIRECTS: &str = "Policy(None)";

/// A request that is being sent.
struct Begun<F> {
    reply: F,
    pool: Arc<Pool>,
    sending: Sending,
    /// The address that was asked for, unless it is that of the reply anyway.
    asked: Option<Url>,
    connect_limit: Option<Duration>,
}

/// Waits for a reply and reads it to its end.
async fn receive(
    begun: Begun<impl Future<Output = Result<Response, reqwest::Error>>>,
    limit: usize,
) -> Result<http::Response<Bytes>, TransportError> {
    let Begun {
        reply,
        pool,
        sending,
        asked,
        connect_limit,
    } = begun;
    if !pool.looked_lately() {
        // Lets the runtime look at its sockets, so that a kept connection that the server has closed is
        // not taken for the request.
        tokio::task::yield_now().await;
    }
    let mut response = match reply.await {
        Ok(response) => response,
        Err(error) => return Err(unanswered(error, &sending, connect_limit)),
    };
    let status = response.status();
    sending.is_answered(status.as_u16());
    let is_http1 = response.version() <= Version::HTTP_11;
    if pool.is_http1.load(Ordering::Relaxed) != is_http1 {
        pool.is_http1.store(is_http1, Ordering::Relaxed);
    }
    if asked.is_some_and(|asked| *response.url() != asked) {
        return Err(TransportError::new(Failure::Redirected).with_status(status.as_u16()));
    }
    let port = response
        .extensions()
        .get()
        .map(|connection: &HttpInfo| connection.local_addr().port());
    let body = match read_body(&mut response, limit).await {
        Ok(body) => body,
        Err(error) => return Err(error.with_headers(std::mem::take(response.headers_mut()))),
    };
    pool.has_looked(port);
    let mut reply = http::Response::new(body);
    *reply.status_mut() = status;
    *reply.headers_mut() = std::mem::take(response.headers_mut());
    Ok(reply)
}

/// Whether this build can encrypt.
const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "native-tls"));
const NO_TLS: &str = "this build has neither of the features `rustls` and `native-tls`";

/// Builds an [`HttpTransport`].
#[derive(Clone)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct HttpTransportBuilder {
    pub(super) connect_timeout: Option<Duration>,
    proxy: Proxy,
    roots: Vec<Vec<u8>>,
    keeps_connections: bool,
    idle_timeout: Option<Duration>,
}

impl HttpTransportBuilder {
    /// Time limit of connecting, including TLS; `None` for no limit but that of the call. A
    /// [`ConnectLimit`](super::ConnectLimit) of a request overrides it; such requests share
    /// connections with each other, but not with others.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.connect_timeout = limit.into();
        self
    }

    /// The proxy to use.
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.proxy = proxy;
        self
    }

    /// Trusts further certificates besides the system's: one or more in PEM format.
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots.push(pem.into());
        self
    }

    /// Whether to reuse connections; the default is to reuse them.
    pub fn keeps_connections(mut self, keeps: bool) -> Self {
        self.keeps_connections = keeps;
        self
    }

    /// How long to keep an idle connection, 30 seconds by default; `None` for as long as the server
    /// does. If a server closes a connection just as a request is written to it, the request is
    /// lost, so this should be shorter than what servers allow.
    pub fn idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.idle_timeout = limit.into();
        self
    }

    /// Creates a transport with its own connections.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidConfiguration`] if the proxy's address or a certificate is invalid, or
    /// TLS cannot be set up.
    pub fn build(self) -> Result<HttpTransport, Error> {
        Ok(HttpTransport::of(self.main_client()?, Some(self)))
    }

    /// A client for most requests.
    pub(super) fn main_client(&self) -> Result<Client, Error> {
        let mut builder = Client::builder();
        if let Some(limit) = self.connect_timeout {
            builder = builder.connect_timeout(limit);
        }
        self.client(builder)
    }

    /// A client with these settings, apart from the limit of connecting.
    pub(super) fn client(&self, builder: reqwest::ClientBuilder) -> Result<Client, Error> {
        let mut builder = builder
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .pool_idle_timeout(self.idle_timeout)
            .http2_keep_alive_interval(PING_INTERVAL)
            .http2_keep_alive_timeout(PING_TIMEOUT)
            .http2_keep_alive_while_idle(true);
        if !self.keeps_connections {
            builder = builder.pool_max_idle_per_host(0);
        }
        builder = self.proxy.apply(builder)?;
        for pem in &self.roots {
            builder = trust(builder, pem)?;
        }
        builder
            .build()
            .map_err(|error| invalid("TLS cannot be set up").with_source(error))
    }
}

impl fmt::Debug for HttpTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("proxy", &self.proxy)
            .field("root_certificates", &self.roots.len())
            .field("keeps_connections", &self.keeps_connections)
            .field("idle_timeout", &self.idle_timeout)
            .finish()
    }
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn trust(builder: reqwest::ClientBuilder, pem: &[u8]) -> Result<reqwest::ClientBuilder, Error> {
    let unusable = || invalid("a root certificate is not in PEM form");
    let certificates = reqwest::Certificate::from_pem_bundle(pem)
        .map_err(|error| unusable().with_source(error))?;
    if certificates.is_empty() {
        return Err(unusable());
    }
    Ok(builder.tls_certs_merge(certificates))
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
fn trust(_: reqwest::ClientBuilder, _: &[u8]) -> Result<reqwest::ClientBuilder, Error> {
    Err(invalid(NO_TLS))
}

fn invalid(message: &str) -> Error {
    Error::new(ErrorKind::InvalidConfiguration, message)
}

impl Transport for HttpTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limit: usize,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let sending = request.extensions().get::<Sending>().cloned();
        self.send_watched(request, limit, &sending.unwrap_or_default())
    }

    fn send_watched(
        &self,
        request: http::Request<Bytes>,
        limit: usize,
        sending: &Sending,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        match self.begin(request, sending.clone()) {
            Ok(begun) => Box::pin(receive(begun, limit)),
            Err(error) => Box::pin(ready(Err(error))),
        }
    }

    /// A connection of HTTP/2 would carry further requests though it does not answer any more.
    fn gave_up(&self, sending: &Sending) {
        let was_sent = sending.stage() != SendingStage::Waiting;
        if was_sent && !self.pool.is_http1.load(Ordering::Relaxed) {
            self.pool.replace(sending.used());
        }
    }
}

async fn read_body(response: &mut Response, limit: usize) -> Result<Bytes, TransportError> {
    let status = response.status().as_u16();
    let too_large = || TransportError::new(Failure::TooLarge { limit }).with_status(status);
    // A server that says how much is coming is believed when it is too much.
    if response
        .content_length()
        .is_some_and(|length| usize::try_from(length).map_or(true, |length| length > limit))
    {
        return Err(too_large());
    }
    let mut next = async || {
        response
            .chunk()
            .await
            .map_err(|error| failed(error, Some(status)))
    };
    let Some(first) = next().await? else {
        return Ok(Bytes::new());
    };
    if first.len() > limit {
        return Err(too_large());
    }
    // Most replies come in one piece, which then need not be copied.
    let Some(second) = next().await? else {
        return Ok(first);
    };
    let mut body = BytesMut::from(first);
    let mut piece = Some(second);
    while let Some(bytes) = piece {
        if body.len() + bytes.len() > limit {
            return Err(too_large());
        }
        body.extend_from_slice(&bytes);
        piece = next().await?;
    }
    Ok(body.freeze())
}
