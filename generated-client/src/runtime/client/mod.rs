//! The client: everything that calls share.
//!
//! Knows what calls share: connections, keys, limits, the server's clock. Gives it to each call,
//! which the modules below make. Must never be generic over an action.

mod answered;
mod attempt;
mod clock;
mod endpoints;
mod exchange;
mod message;
mod progress;
mod sign;
mod trace;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;
#[cfg(feature = "blocking")]
use std::time::Duration;

use self::clock::Clock;
use self::endpoints::Endpoints;
#[cfg(feature = "blocking")]
use super::blocking::{Blocking, Worker};
use super::config::Config;
use super::credentials::CredentialsCache;
use super::endpoint::{Endpoint, check_region};
use super::environment::Environment;
use super::error::Error;
use super::limit::Limits;
#[cfg(feature = "blocking")]
use super::options::Options;
use super::retry::Purse;
use super::signing::Signer;
use super::transport::Transport;

pub(super) use self::answered::Answered;

/// The client behind those of all services: connections, credentials and keys. Cheap to clone;
/// clones share them.
#[derive(Clone)]
pub struct Client(Arc<Shared>);

struct Shared {
    config: Config,
    endpoint: Option<Endpoint>,
    endpoints: Endpoints,
    credentials: CredentialsCache,
    environment: Arc<dyn Environment>,
    transport: Arc<dyn Transport>,
    signer: Signer,
    clock: Clock,
    limits: Limits,
    purse: Purse,
    #[cfg(feature = "blocking")]
    blocking: Blocking,
}

impl Client {
    /// Creates a client with credentials, region and endpoint from the environment; see
    /// [`Config::from_env`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidConfiguration`](super::error::ErrorKind::InvalidConfiguration) if region
    /// or endpoint is invalid. Missing credentials are an error of the first call.
    pub fn from_env() -> Result<Self, Error> {
        Self::new(Config::from_env()?)
    }

    /// Creates a client with the given configuration.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidConfiguration`](super::error::ErrorKind::InvalidConfiguration) if region
    /// or endpoint is invalid.
    pub fn new(config: Config) -> Result<Self, Error> {
        let endpoint = config
            .endpoint
            .as_deref()
            .map(Endpoint::parse)
            .transpose()?;
        config.region.as_deref().map(check_region).transpose()?;
        let transport = config.transport(endpoint.as_ref())?;
        Ok(Self(Arc::new(Shared {
            endpoint,
            endpoints: Endpoints::default(),
            credentials: config.credentials(&transport),
            environment: config.environment.clone(),
            transport,
            signer: Signer::new(),
            clock: Clock::default(),
            limits: Limits::new(config.rate_limit.clone()),
            purse: Purse::new(config.retry_budget),
            #[cfg(feature = "blocking")]
            blocking: Blocking::default(),
            config,
        })))
    }

    /// The configuration of the client.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// How long a call may take.
    #[cfg(feature = "blocking")]
    pub(super) fn limit(&self, options: &Options) -> Option<Duration> {
        self.0.limit(options)
    }

    /// The thread that makes calls for threads without a runtime.
    #[cfg(feature = "blocking")]
    pub(super) fn worker(&self) -> Result<Worker, Error> {
        let Shared {
            blocking,
            config,
            endpoint,
            ..
        } = &*self.0;
        blocking.worker(|| config.transport(endpoint.as_ref()))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("config", &self.0.config)
            .finish_non_exhaustive()
    }
}
