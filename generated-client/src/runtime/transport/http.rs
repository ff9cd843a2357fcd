//! The transport over HTTP, on `reqwest`.
//!
//! Knows `reqwest`, alone in this crate but for the choice of a proxy. Gives what it reports, in the
//! words of a [`Transport`]. Must never follow a redirect.

use std::error::Error as StdError;
use std::fmt;
use std::io::ErrorKind as ErrorCause;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::HOST;
use reqwest::redirect::Policy;
use reqwest::{Client, Response, Url};

use super::connect::{ConnectLimit, LimitConnecting, limited};
use super::{Failure, Proxy, Transport, TransportError};
use crate::runtime::BoxFuture;
use crate::runtime::error::{Error, ErrorKind};

/// Sends requests over HTTP/1.1 and HTTP/2, keeping connections. Redirects are not followed.
///
/// A clone shares the connections.
#[derive(Debug, Clone)]
pub struct HttpTransport {
    client: Client,
}

impl HttpTransport {
    /// Starts with the defaults: the system's proxies and certificates, no limit of time.
    pub fn builder() -> HttpTransportBuilder {
        HttpTransportBuilder {
            connect_timeout: None,
            proxy: Proxy::system(),
            roots: Vec::new(),
            keeps_connections: true,
        }
    }

    /// Sends with the given client, which keeps all its own settings.
    ///
    /// Make it with [`Policy::none`], since a signature is for one host alone. A client that follows
    /// a redirect all the same is told from its reply, and the call fails.
    pub fn from_client(client: Client) -> Self {
        Self { client }
    }

    async fn exchange(
        &self,
        request: http::Request<Bytes>,
        limit: usize,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let host = request.headers().get(HOST).cloned();
        let connect_limit = request.extensions().get::<ConnectLimit>().copied();
        let mut request =
            reqwest::Request::try_from(request).map_err(|error| failed(error, None))?;
        // The connection names the host by itself. Where it would name it in another form than the
        // signed one, the signed one is set; elsewhere not, since HTTP/2 has a field of its own for
        // it.
        if host
            .as_ref()
            .is_some_and(|host| host.as_bytes() == host_of(request.url()).as_bytes())
        {
            request.headers_mut().remove(HOST);
        }
        if !HAS_TLS && request.url().scheme() == "https" {
            return Err(TransportError::new(Failure::NotConnected).with_source(NO_TLS));
        }
        let asked = request.url().clone();
        let mut response = limited(connect_limit, self.client.execute(request))
            .await
            .map_err(|error| failed(error, None))?;
        let status = response.status();
        if *response.url() != asked {
            return Err(TransportError::new(Failure::Redirected).with_status(status.as_u16()));
        }
        let body = read_body(&mut response, limit).await?;
        let mut reply = http::Response::new(body);
        *reply.status_mut() = status;
        *reply.headers_mut() = std::mem::take(response.headers_mut());
        Ok(reply)
    }
}

/// Whether this build can encrypt.
const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "native-tls"));
const NO_TLS: &str = "this build has neither of the features `rustls` and `native-tls`";

/// Builds an [`HttpTransport`].
#[derive(Clone)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct HttpTransportBuilder {
    connect_timeout: Option<Duration>,
    proxy: Proxy,
    roots: Vec<Vec<u8>>,
    keeps_connections: bool,
}

impl HttpTransportBuilder {
    /// How long connecting may take, TLS included; `None` for as long as the call may. A request
    /// that has a [`ConnectLimit`] of its own goes by that.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.connect_timeout = limit.into();
        self
    }

    /// Which proxy is used.
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.proxy = proxy;
        self
    }

    /// Trusts further certificates beside the system's: one or more in PEM form.
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots.push(pem.into());
        self
    }

    /// Whether connections are kept for further requests; they are unless this says otherwise.
    pub fn keeps_connections(mut self, keeps: bool) -> Self {
        self.keeps_connections = keeps;
        self
    }

    /// A transport with connections of its own.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidConfiguration`] when the proxy's address or a certificate cannot be used,
    /// or TLS cannot be set up.
    pub fn build(self) -> Result<HttpTransport, Error> {
        let mut builder = Client::builder()
            .redirect(Policy::none())
            .referer(false)
            .connector_layer(LimitConnecting(self.connect_timeout));
        if !self.keeps_connections {
            builder = builder.pool_max_idle_per_host(0);
        }
        builder = self.proxy.apply(builder)?;
        for pem in &self.roots {
            builder = trust(builder, pem)?;
        }
        let client = builder
            .build()
            .map_err(|error| invalid("TLS cannot be set up").with_source(error))?;
        Ok(HttpTransport { client })
    }
}

impl fmt::Debug for HttpTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("proxy", &self.proxy)
            .field("root_certificates", &self.roots.len())
            .field("keeps_connections", &self.keeps_connections)
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
        Box::pin(self.exchange(request, limit))
    }
}

/// The host as a connection to this address names it.
fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
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

fn failed(error: reqwest::Error, status: Option<u16>) -> TransportError {
    let failure = match (
        error.is_connect(),
        error.is_timeout() || has_cause(&error, &[ErrorCause::TimedOut]),
    ) {
        (true, true) => Failure::ConnectTimeout,
        (true, false) => Failure::NotConnected,
        (false, true) => Failure::Timeout,
        // A connection that breaks while a reply is decompressed counts as decoding as well.
        (false, false)
            if error.is_decode()
                && has_cause(&error, &[ErrorCause::InvalidData, ErrorCause::InvalidInput]) =>
        {
            Failure::Undecodable
        }
        // A request that could not even be put together was not sent either.
        (false, false) if error.is_builder() => Failure::NotConnected,
        (false, false) => Failure::Broken,
    };
    // The address holds the query, which is the caller's business alone.
    let error = TransportError::new(failure).with_source(error.without_url());
    match status {
        Some(status) => error.with_status(status),
        None => error,
    }
}

/// Whether an error of the system of one of these kinds lies beneath.
fn has_cause(error: &reqwest::Error, kinds: &[ErrorCause]) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if error
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| kinds.contains(&error.kind()))
        {
            return true;
        }
        cause = error.source();
    }
    false
}
