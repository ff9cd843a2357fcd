//! The connections of a transport.
//!
//! Knows the clients of `reqwest` that keep them, and how to make others. Gives a request its client,
//! and leaves connections behind that do not answer. Must never send anything.

use std::sync::atomic::{AtomicBool, AtomicU16, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use reqwest::Client;

use super::connect::{ConnectLimit, LimitConnecting};
use super::{Failure, HttpTransportBuilder, TransportError};

/// The connections, as clients of `reqwest` keep them.
#[derive(Debug)]
pub(super) struct Pool {
    clients: Mutex<Clients>,
    /// How to make further clients; none where one was given.
    settings: Option<HttpTransportBuilder>,
    /// Whether the last reply came over HTTP/1, where a connection that is given up is closed anyway.
    pub(super) is_http1: AtomicBool,
    begun: Instant,
    /// When the last reply came, in microseconds since then; 0 if its connection is not known to last.
    pub(super) looked: AtomicU64,
    /// The connection that the last reply came over: the client's port.
    port: AtomicU16,
}

/// How long ago a look at the sockets may be that need not be repeated: it costs a turn of the runtime.
const LATELY: Duration = Duration::from_micros(100);

/// A client, and how it is used for a request.
pub(super) struct Chosen {
    pub(super) client: Client,
    /// How long connecting may take.
    pub(super) connect_limit: Option<Duration>,
    /// The same, where the client does not know it.
    pub(super) scope: Option<Option<Duration>>,
    pub(super) generation: u64,
}

/// Clients that were made at the same time.
#[derive(Debug)]
struct Clients {
    client: Client,
    /// Whose requests have each their own limit of connecting, made when the first one comes. It is
    /// another than that of most requests, since what is put around connecting is copied by every
    /// request, connection or not: a tenth of the time that a request takes.
    limiting: Option<Client>,
    /// How often they were replaced.
    generation: u64,
}

impl Pool {
    pub(super) fn of(client: Client, settings: Option<HttpTransportBuilder>) -> Arc<Self> {
        Arc::new(Self {
            clients: Mutex::new(Clients {
                client,
                limiting: None,
                generation: 0,
            }),
            settings,
            is_http1: AtomicBool::new(false),
            begun: Instant::now(),
            looked: AtomicU64::new(0),
            port: AtomicU16::new(0),
        })
    }

    fn clients(&self) -> MutexGuard<'_, Clients> {
        // Each is put there whole or not at all.
        self.clients.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the client was given, with settings that are not known.
    pub(super) fn was_given(&self) -> bool {
        self.settings.is_none()
    }

    /// The client for a request with this limit.
    pub(super) fn client(&self, limit: Option<&ConnectLimit>) -> Result<Chosen, TransportError> {
        let mut clients = self.clients();
        let generation = clients.generation;
        let chosen = |client: &Client, connect_limit, scope| Chosen {
            client: client.clone(),
            connect_limit,
            scope,
            generation,
        };
        let Some(settings) = &self.settings else {
            return Ok(chosen(&clients.client, None, None));
        };
        let own = settings.connect_timeout;
        let limit = limit.map_or(own, |limit| limit.0);
        if limit == own {
            return Ok(chosen(&clients.client, own, None));
        }
        if let Some(client) = &clients.limiting {
            return Ok(chosen(client, limit, Some(limit)));
        }
        let builder = Client::builder().connector_layer(LimitConnecting);
        let client = settings
            .client(builder)
            .map_err(|error| TransportError::new(Failure::NotConnected).with_source(error))?;
        clients.limiting = Some(client.clone());
        Ok(chosen(&client, limit, Some(limit)))
    }

    /// Takes note that a reply came over the connection from this port, so that the runtime has looked
    /// at its sockets. That counts only if the reply before it came over the same connection: a server
    /// that closes each connection after one reply does so a moment after it.
    pub(super) fn has_looked(&self, port: Option<u16>) {
        let port = port.unwrap_or(0);
        let before = self.port.swap(port, Ordering::Relaxed);
        let lasts = port != 0 && port == before;
        self.looked
            .store(if lasts { self.age() } else { 0 }, Ordering::Relaxed);
    }

    /// Whether the runtime has looked at its sockets a moment ago.
    pub(super) fn looked_lately(&self) -> bool {
        let looked = self.looked.load(Ordering::Relaxed);
        looked > 0 && self.age().saturating_sub(looked) < LATELY.as_micros() as u64
    }

    /// Microseconds that the pool exists.
    fn age(&self) -> u64 {
        self.begun.elapsed().as_micros() as u64
    }

    /// Leaves the connections of a generation to those who still use them.
    #[cold]
    pub(super) fn replace(&self, generation: u64) {
        let mut clients = self.clients();
        if clients.generation == generation
            && let Some(settings) = &self.settings
            && let Ok(client) = settings.main_client()
        {
            *clients = Clients {
                client,
                limiting: None,
                generation: generation + 1,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_reply_over_a_connection_does_not_spare_the_next_request_a_look() {
        let pool = Pool::of(Client::new(), None);
        assert!(!pool.looked_lately());
        for port in [Some(1), Some(2), None, None, Some(2), Some(1)] {
            pool.has_looked(port);
            assert!(!pool.looked_lately(), "{port:?}");
        }
    }
}
