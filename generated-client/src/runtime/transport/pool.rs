//! The connections of a transport.
//!
//! Knows the clients of `reqwest` that keep them, and how to make others. Gives a request its client,
//! and leaves connections behind that do not answer. Must never send anything.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

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
        })
    }

    fn clients(&self) -> MutexGuard<'_, Clients> {
        // Each is put there whole or not at all.
        self.clients.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The client for a request with this limit, how long connecting may take then, and the generation
    /// of the client.
    pub(super) fn client(
        &self,
        limit: Option<&ConnectLimit>,
    ) -> Result<(Client, Option<Duration>, u64), TransportError> {
        let mut clients = self.clients();
        let generation = clients.generation;
        let Some(settings) = &self.settings else {
            return Ok((clients.client.clone(), None, generation));
        };
        let own = settings.connect_timeout;
        let limit = limit.map_or(own, |limit| limit.0);
        if limit == own {
            return Ok((clients.client.clone(), own, generation));
        }
        if let Some(client) = &clients.limiting {
            return Ok((client.clone(), limit, generation));
        }
        let builder = Client::builder().connector_layer(LimitConnecting);
        let client = settings
            .client(builder)
            .map_err(|error| TransportError::new(Failure::NotConnected).with_source(error))?;
        clients.limiting = Some(client.clone());
        Ok((client, limit, generation))
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
