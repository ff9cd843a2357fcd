//! The transport over HTTP.
//!
//! Knows the two ways to send: over connections of its own, or with a client of `reqwest` that was given.
//! Gives the results of both in terms of a [`Transport`]. Must never follow a redirect.

use std::fmt;
use std::future::ready;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::HOST;
use http::uri::{Authority, Scheme};
use http::{Request, Response, Uri};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};

use super::connect::{ConnectLimit, Opener, limited};
use super::failure::{Cause, unanswered};
use super::given::Given;
use super::last_reply::LastReply;
use super::pool::Pool;
use super::receiving::receive;
use super::sending::Watched;
use super::{Failure, Proxy, Sending, SendingStage, Transport, TransportError};
use crate::runtime::BoxFuture;
use crate::runtime::config::DEFAULT_IDLE_TIMEOUT;
use crate::runtime::error::{Error, ErrorKind};

/// Sends requests over HTTP/1.1 and HTTP/2 and reuses connections. It follows no redirects and
/// retries nothing.
///
/// A clone shares the connections.
#[derive(Debug, Clone)]
pub struct HttpTransport(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    way: Way,
    last: LastReply,
}

/// How requests are sent.
#[derive(Debug)]
enum Way {
    Own(Box<Pool>),
    Given(Given),
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
        Ok(Self::by(Way::Given(Given::new(client)?)))
    }

    fn by(way: Way) -> Self {
        Self(Arc::new(Shared {
            way,
            last: LastReply::none(),
        }))
    }

    /// Whether the connection of the last reply is known to last.
    #[cfg(test)]
    pub(super) fn lasts(&self) -> bool {
        self.0.last.lasts()
    }
}

/// Whether this build can encrypt.
const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "native-tls"));
const NO_TLS: &str = "this build has neither of the features `rustls` and `native-tls`";

/// Builds an [`HttpTransport`].
#[derive(Clone)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct HttpTransportBuilder {
    pub(super) connect_timeout: Option<Duration>,
    pub(super) proxy: Proxy,
    roots: Vec<Vec<u8>>,
    pub(super) keeps_connections: bool,
    pub(super) idle_timeout: Option<Duration>,
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
        Ok(HttpTransport::by(Way::Own(Box::new(Pool::new(self)?))))
    }

    /// What opens connections with these settings, within this limit.
    pub(super) fn opener(&self, limit: Option<Duration>) -> Result<Opener, Error> {
        let mut client = Client::builder()
            .redirect(Policy::none())
            .retry(reqwest::retry::never());
        if let Some(limit) = limit {
            client = client.connect_timeout(limit);
        }
        client = self.proxy.apply(client)?;
        for pem in &self.roots {
            client = trust(client, pem)?;
        }
        Opener::new(client).map_err(|error| invalid("TLS cannot be set up").with_source(error))
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
fn trust(builder: ClientBuilder, pem: &[u8]) -> Result<ClientBuilder, Error> {
    let unusable = || invalid("a root certificate is not in PEM form");
    let certificates = reqwest::Certificate::from_pem_bundle(pem)
        .map_err(|error| unusable().with_source(error))?;
    if certificates.is_empty() {
        return Err(unusable());
    }
    Ok(builder.tls_certs_merge(certificates))
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
fn trust(_: ClientBuilder, _: &[u8]) -> Result<ClientBuilder, Error> {
    Err(invalid(NO_TLS))
}

fn invalid(message: &str) -> Error {
    Error::new(ErrorKind::InvalidConfiguration, message)
}

impl Transport for HttpTransport {
    fn send(
        &self,
        request: Request<Bytes>,
        limit: usize,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let sending = request.extensions().get::<Sending>().cloned();
        self.send_watched(request, limit, &sending.unwrap_or_default())
    }

    fn send_watched(
        &self,
        request: Request<Bytes>,
        limit: usize,
        sending: &Sending,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let Shared { way, last } = &*self.0;
        let mut request = request.map(|body| Watched::new(body, sending.clone()));
        name_host_once(&mut request, last);
        if !HAS_TLS && request.uri().scheme() == Some(&Scheme::HTTPS) {
            let error = TransportError::new(Failure::NotConnected).with_source(NO_TLS);
            return Box::pin(ready(Err(error)));
        }
        sending.waits();
        let sending = sending.clone();
        match way {
            Way::Own(pool) => {
                let connect_limit = request.extensions().get::<ConnectLimit>().copied();
                let asked = match pool.ask(request, connect_limit) {
                    Ok(asked) => asked,
                    Err(error) => return Box::pin(ready(Err(error))),
                };
                let connect_limit = asked.connect_limit;
                let lost = move |error, sending: &Sending| {
                    unanswered(Cause::from(error), sending, connect_limit)
                };
                let received = receive(asked.reply, lost, sending, last, limit);
                match asked.scope {
                    None => Box::pin(received),
                    Some(own) => Box::pin(limited(own, received)),
                }
            }
            Way::Given(given) => match given.ask(request) {
                Ok(reply) => Box::pin(receive(reply, |error, _| error, sending, last, limit)),
                Err(error) => Box::pin(ready(Err(error))),
            },
        }
    }

    /// A connection of HTTP/2 would carry further requests though it does not answer any more.
    fn gave_up(&self, sending: &Sending) {
        let Shared { way, last } = &*self.0;
        let was_sent = sending.stage() != SendingStage::Waiting;
        if was_sent
            && !last.is_http1()
            && let Way::Own(pool) = way
        {
            pool.replace(sending.used());
        }
    }
}

/// A connection names the host by itself, and HTTP/2 has a field of its own for it. It is set where the
/// connection would name it in another form than the signed one, and over HTTP/1, where it says the same.
fn name_host_once(request: &mut Request<Watched>, last: &LastReply) {
    let uri = request.uri();
    let default = if uri.scheme() == Some(&Scheme::HTTP) {
        ":80"
    } else {
        ":443"
    };
    let authority = uri.authority().map_or("", Authority::as_str);
    if authority.ends_with(default) {
        leave_out_port(request.uri_mut(), default);
    }
    if last.is_http1() {
        return;
    }
    let authority = request.uri().authority();
    let host = request.headers().get(HOST);
    if host.map(http::HeaderValue::as_bytes) == authority.map(|name| name.as_str().as_bytes()) {
        request.headers_mut().remove(HOST);
    }
}

/// Takes a port that is the usual one out of an address.
#[cold]
fn leave_out_port(uri: &mut Uri, port: &str) {
    let mut parts = std::mem::take(uri).into_parts();
    let shorter = parts
        .authority
        .as_ref()
        .and_then(|authority| authority.as_str().strip_suffix(port)?.parse().ok());
    parts.authority = shorter.or(parts.authority);
    // Never the default: nothing but the authority is another.
    *uri = Uri::from_parts(parts).unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A request to this address that names this host, as it is handed to a connection.
    fn named(address: &str, host: &'static str, last: &LastReply) -> Request<Watched> {
        let body = Watched::new(Bytes::new(), Sending::default());
        let request = Request::get(address).header(HOST, host).body(body);
        let mut request = request.unwrap();
        name_host_once(&mut request, last);
        request
    }

    #[test]
    fn the_usual_port_of_a_scheme_is_named_nowhere() {
        for (address, sent) in [
            ("http://host:80/?a=b", "http://host/?a=b"),
            ("https://host:443/", "https://host/"),
            ("https://[::1]:443/", "https://[::1]/"),
            ("http://host:443/", "http://host:443/"),
            ("https://host:80/", "https://host:80/"),
            ("https://host:8443/", "https://host:8443/"),
            ("https://host:4443/", "https://host:4443/"),
        ] {
            let request = named(address, "host", &LastReply::none());
            assert_eq!(request.uri(), sent);
        }
    }

    #[test]
    fn the_host_is_named_by_a_header_unless_the_connection_says_the_same() {
        let last = LastReply::none();
        let is_named = |address, host, last: &LastReply| {
            let request = named(address, host, last);
            request.headers().contains_key(HOST)
        };
        assert!(!is_named("https://host:8443/", "host:8443", &last));
        assert!(!is_named("https://host:443/", "host", &last));
        assert!(is_named("https://host:80/", "host", &last));
        last.came_over_http1(true);
        assert!(is_named("https://host:8443/", "host:8443", &last));
    }
}
