//! The connections of a transport.
//!
//! Knows the clients of `hyper` that keep connections, and how to make others. Gives a request one of
//! them, and leaves connections behind that do not answer. Must never wait for anything.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::header::PROXY_AUTHORIZATION;
use http::uri::Scheme;
use http::{Request, Uri};
use hyper_util::client::legacy;
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::{TokioExecutor, TokioTimer};
#[cfg(feature = "compression")]
use tower_http::decompression::Decompression;
use tower_service::Service;

use super::connect::{ConnectLimit, Opener};
use super::sending::Watched;
use super::{Failure, HttpTransportBuilder, TransportError};
use crate::runtime::error::Error;

/// Interval of HTTP/2 pings, on idle connections, too.
const PING_INTERVAL: Duration = Duration::from_secs(20);
/// Time limit of a ping before the connection is closed.
const PING_TIMEOUT: Duration = Duration::from_secs(10);

/// What sends requests.
#[cfg(not(feature = "compression"))]
type Sender = legacy::Client<Opener, Watched>;
/// What sends requests, and unpacks the replies.
#[cfg(feature = "compression")]
type Sender = Decompression<legacy::Client<Opener, Watched>>;

/// The connections, as clients of `hyper` keep them.
pub(super) struct Pool {
    senders: Mutex<Senders>,
    /// Opens connections for requests that have no limit of their own.
    opener: Opener,
    settings: HttpTransportBuilder,
    /// Knows the proxy of an address, unless there is none for any.
    proxies: Option<Matcher>,
}

/// What sends requests, since the same moment.
struct Senders {
    main: Sender,
    /// For requests that have each their own limit of connecting, made when the first one comes. What opens
    /// its connections knows no other limit.
    limiting: Option<Sender>,
    /// How often they were replaced.
    generation: u64,
}

/// A request on its way: `reply` begins to send it when it is polled.
pub(super) struct Asked {
    pub(super) reply: <Sender as Service<Request<Watched>>>::Future,
    /// How long connecting may take.
    pub(super) connect_limit: Option<Duration>,
    /// The same, where the sender does not know it.
    pub(super) scope: Option<Option<Duration>>,
}

impl Pool {
    /// # Errors
    ///
    /// As [`HttpTransportBuilder::build`].
    pub(super) fn new(settings: HttpTransportBuilder) -> Result<Self, Error> {
        let opener = settings.opener(settings.connect_timeout)?;
        Ok(Self {
            senders: Mutex::new(Senders {
                main: sender(opener.clone(), &settings),
                limiting: None,
                generation: 0,
            }),
            opener,
            proxies: settings.proxy.matcher(),
            settings,
        })
    }

    fn senders(&self) -> MutexGuard<'_, Senders> {
        // Each is put there whole or not at all.
        self.senders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands a request to the sender for its limit.
    ///
    /// # Errors
    ///
    /// [`Failure::NotConnected`] when there is no such sender yet and none can be made.
    pub(super) fn ask(
        &self,
        mut request: Request<Watched>,
        limit: Option<ConnectLimit>,
    ) -> Result<Asked, TransportError> {
        if let Some(proxies) = &self.proxies {
            authorize(&mut request, proxies);
        }
        let own = self.settings.connect_timeout;
        let connect_limit = limit.map_or(own, |limit| limit.0);
        let mut senders = self.senders();
        request.body().sending.uses(senders.generation);
        if connect_limit == own {
            return Ok(Asked {
                reply: senders.main.call(request),
                connect_limit,
                scope: None,
            });
        }
        let limiting = match &mut senders.limiting {
            Some(limiting) => limiting,
            none => {
                let opener = self.settings.opener(None).map_err(|error| {
                    TransportError::new(Failure::NotConnected).with_source(error)
                })?;
                none.insert(sender(opener, &self.settings))
            }
        };
        Ok(Asked {
            reply: limiting.call(request),
            connect_limit,
            scope: Some(connect_limit),
        })
    }

    /// Leaves the connections of a generation to those who still use them.
    #[cold]
    pub(super) fn replace(&self, generation: u64) {
        let mut senders = self.senders();
        if senders.generation == generation {
            *senders = Senders {
                main: sender(self.opener.clone(), &self.settings),
                limiting: None,
                generation: generation + 1,
            };
        }
    }
}

/// What sends requests over connections of its own.
fn sender(opener: Opener, settings: &HttpTransportBuilder) -> Sender {
    let mut builder = legacy::Client::builder(TokioExecutor::new());
    builder
        .timer(TokioTimer::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(settings.idle_timeout)
        .http2_keep_alive_interval(PING_INTERVAL)
        .http2_keep_alive_timeout(PING_TIMEOUT)
        .http2_keep_alive_while_idle(true);
    if !settings.keeps_connections {
        builder.pool_max_idle_per_host(0);
    }
    let client = builder.build(opener);
    #[cfg(feature = "compression")]
    return Decompression::new(client);
    #[cfg(not(feature = "compression"))]
    client
}

/// Names the caller to a proxy that carries the request as it is; one that carries it encrypted is told
/// when the connection is opened.
#[cold]
fn authorize(request: &mut Request<Watched>, proxies: &Matcher) {
    let is_plain = |uri: &Uri| uri.scheme() == Some(&Scheme::HTTP);
    if !is_plain(request.uri()) {
        return;
    }
    let proxy = proxies.intercept(request.uri());
    if let Some(name) = proxy.as_ref().and_then(|proxy| proxy.basic_auth()) {
        request
            .headers_mut()
            .insert(PROXY_AUTHORIZATION, name.clone());
    }
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
