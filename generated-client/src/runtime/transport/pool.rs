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

/// How connections are kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keeping {
    pub(super) is_on: bool,
    pub(super) idle_timeout: Option<Duration>,
}

/// The connections, as clients of `hyper` keep them.
pub(super) struct Pool {
    senders: Mutex<Senders>,
    opener: Opener,
    keeping: Keeping,
    /// The limit of connecting, for requests that have none of their own.
    connect_limit: Option<Duration>,
    /// Knows the proxy of an address, unless there is none for any.
    proxies: Option<Matcher>,
}

/// What sends requests, since the same moment.
struct Senders {
    main: Sender,
    /// For requests that have each their own limit of connecting, made when the first one comes.
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
    pub(super) fn new(
        opener: Opener,
        connect_limit: Option<Duration>,
        keeping: Keeping,
        proxies: Option<Matcher>,
    ) -> Self {
        Self {
            senders: Mutex::new(Senders {
                main: sender(&opener, keeping),
                limiting: None,
                generation: 0,
            }),
            opener,
            keeping,
            connect_limit,
            proxies,
        }
    }

    fn senders(&self) -> MutexGuard<'_, Senders> {
        // Each is put there whole or not at all.
        self.senders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands a request to the sender for its limit.
    pub(super) fn ask(&self, mut request: Request<Watched>, limit: Option<ConnectLimit>) -> Asked {
        if let Some(proxies) = &self.proxies {
            authorize(&mut request, proxies);
        }
        let connect_limit = limit.map_or(self.connect_limit, |limit| limit.0);
        let mut senders = self.senders();
        request.body().sending.uses(senders.generation);
        if connect_limit == self.connect_limit {
            return Asked {
                reply: senders.main.call(request),
                connect_limit,
                scope: None,
            };
        }
        let limiting = senders
            .limiting
            .get_or_insert_with(|| sender(&self.opener, self.keeping));
        Asked {
            reply: limiting.call(request),
            connect_limit,
            scope: Some(connect_limit),
        }
    }

    /// Leaves the connections of a generation to those who still use them.
    #[cold]
    pub(super) fn replace(&self, generation: u64) {
        let mut senders = self.senders();
        if senders.generation == generation {
            *senders = Senders {
                main: sender(&self.opener, self.keeping),
                limiting: None,
                generation: generation + 1,
            };
        }
    }
}

/// What sends requests over connections of its own.
fn sender(opener: &Opener, keeping: Keeping) -> Sender {
    let mut builder = legacy::Client::builder(TokioExecutor::new());
    builder
        .timer(TokioTimer::new())
        .pool_timer(TokioTimer::new())
        .pool_idle_timeout(keeping.idle_timeout)
        .http2_keep_alive_interval(PING_INTERVAL)
        .http2_keep_alive_timeout(PING_TIMEOUT)
        .http2_keep_alive_while_idle(true);
    if !keeping.is_on {
        builder.pool_max_idle_per_host(0);
    }
    let client = builder.build(opener.clone());
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
            .field("keeping", &self.keeping)
            .field("connect_limit", &self.connect_limit)
            .finish_non_exhaustive()
    }
}
