//! Configuration of a client.
//!
//! Knows each setting, its default and the variable that sets it. Gives them unchanged; a client
//! validates them when it is created. Must never read the environment unless asked.

mod builder;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use self::builder::ConfigBuilder;
use super::credentials::{Chain, CredentialsCache, ProvideCredentials};
use super::endpoint::Endpoint;
use super::environment::{self, Environment, System};
use super::error::{Error, ErrorKind};
use super::limit::RateLimit;
use super::observe::Observe;
use super::retry::{self, RetryBudget, RetryPolicy};
use super::time_limit::TimeLimit;
use super::transport::{HttpTransport, Proxy, Transport, reqwest};

/// Default time limit of connecting.
pub const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// Default time limit of a call.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);
/// Default time to keep an idle connection.
pub const DEFAULT_IDLE_TIMEOUT: Duration = Duration::from_secs(30);
/// Default maximum size of a reply in bytes: 16 MiB.
pub const DEFAULT_REPLY_LIMIT: usize = 16 * 1024 * 1024;

/// Settings of a client.
///
/// | setting | default | set by [`Config::from_env`] |
/// | --- | --- | --- |
/// | [`credentials`](ConfigBuilder::credentials) | from the [standard sources](Chain::standard), when first needed | |
/// | [`region`](ConfigBuilder::region) | that of the profile that provides the keys, else the service's default | `VOLCENGINE_REGION`, `VOLC_REGION` |
/// | [`endpoint`](ConfigBuilder::endpoint) | the service's, by region | `VOLCENGINE_ENDPOINT` |
/// | [`dual_stack`](ConfigBuilder::dual_stack) | off | `VOLC_ENABLE_DUALSTACK` |
/// | [`timeout`](ConfigBuilder::timeout) | 60 seconds | |
/// | [`attempt_timeout`](ConfigBuilder::attempt_timeout) | as long as the call may take | |
/// | [`connect_timeout`](ConfigBuilder::connect_timeout) | 5 seconds | |
/// | [`idle_timeout`](ConfigBuilder::idle_timeout) | 30 seconds | |
/// | [`retry`](ConfigBuilder::retry) | [at most four attempts](retry) | |
/// | [`retry_budget`](ConfigBuilder::retry_budget) | [100 retries](RetryBudget) | |
/// | [`rate_limit`](ConfigBuilder::rate_limit) | [waits](RateLimit::wait) at the limit of an action | |
/// | [`reply_limit`](ConfigBuilder::reply_limit) | 16 MiB | |
/// | [`proxy`](ConfigBuilder::proxy) | the system's | `HTTPS_PROXY` and so on |
#[derive(Clone)]
pub struct Config {
    pub(super) credentials: Option<Arc<dyn ProvideCredentials>>,
    pub(super) region: Option<String>,
    pub(super) endpoint: Option<String>,
    pub(super) dual_stack: bool,
    pub(super) timeout: TimeLimit,
    pub(super) attempt_timeout: TimeLimit,
    pub(super) connect_timeout: TimeLimit,
    pub(super) idle_timeout: TimeLimit,
    pub(super) retry: Arc<dyn RetryPolicy>,
    pub(super) retry_budget: RetryBudget,
    pub(super) rate_limit: RateLimit,
    pub(super) observers: Vec<Arc<dyn Observe>>,
    pub(super) reply_limit: usize,
    transport: Option<Arc<dyn Transport>>,
    http_client: Option<reqwest::Client>,
    proxy: Proxy,
    root_certificates: Vec<Vec<u8>>,
    pub(super) environment: Arc<dyn Environment>,
}

impl Config {
    /// Starts with the defaults.
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::from(Self::default())
    }

    /// The defaults with region and endpoint from the environment. An empty variable counts as not
    /// set.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidConfiguration`] when a variable is not valid Unicode.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_environment(Arc::new(System))
    }

    /// Like [`from_env`](Self::from_env), but from another environment, which also provides the
    /// credentials.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidConfiguration`] when a variable is not valid Unicode.
    pub fn from_environment(environment: Arc<dyn Environment>) -> Result<Self, Error> {
        let text = |name| {
            environment::text(&*environment, name)
                .map_err(|error| Error::new(ErrorKind::InvalidConfiguration, error.to_string()))
        };
        let region = match text("VOLCENGINE_REGION")? {
            Some(region) => Some(region),
            None => text("VOLC_REGION")?,
        };
        let endpoint = text("VOLCENGINE_ENDPOINT")?;
        let dual_stack = text("VOLC_ENABLE_DUALSTACK")?;
        Ok(Self {
            region,
            endpoint,
            dual_stack: dual_stack.is_some_and(|value| value.eq_ignore_ascii_case("true")),
            environment,
            ..Self::default()
        })
    }

    /// A builder that starts with these settings.
    pub fn to_builder(&self) -> ConfigBuilder {
        ConfigBuilder::from(self.clone())
    }

    /// The transport to this endpoint: the configured one, or one with separate connections.
    pub(super) fn transport(
        &self,
        endpoint: Option<&Endpoint>,
    ) -> Result<Arc<dyn Transport>, Error> {
        if let Some(transport) = &self.transport {
            return Ok(transport.clone());
        }
        if let Some(client) = &self.http_client {
            return Ok(Arc::new(HttpTransport::from_client(client.clone())?));
        }
        let is_loopback = endpoint.is_some_and(Endpoint::is_loopback);
        let builder = HttpTransport::builder()
            .connect_timeout(self.connect_timeout.or(DEFAULT_CONNECT_TIMEOUT).duration())
            .idle_timeout(self.idle_timeout.or(DEFAULT_IDLE_TIMEOUT).duration())
            .proxy(self.proxy.for_endpoint(is_loopback));
        self.root_certificates
            .iter()
            .fold(builder, |builder, pem| {
                builder.root_certificates(pem.as_slice())
            })
            .build()
            .map(|transport| Arc::new(transport) as Arc<dyn Transport>)
    }

    /// Whether the transport is the caller's own.
    pub(super) fn brings_transport(&self) -> bool {
        self.transport.is_some()
    }

    /// The configured source of credentials, or the standard ones, behind a cache.
    pub(super) fn credentials(&self, transport: &Arc<dyn Transport>) -> CredentialsCache {
        let source = self.credentials.clone().unwrap_or_else(|| {
            let foreign = self.brings_transport();
            Arc::new(Chain::of_client(
                &self.environment,
                transport.clone(),
                foreign,
            ))
        });
        CredentialsCache::of(source, self.environment.clone())
    }

    /// The time by the configured clock.
    pub(super) fn now(&self) -> std::time::SystemTime {
        self.environment.now()
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            credentials: None,
            region: None,
            endpoint: None,
            dual_stack: false,
            timeout: TimeLimit::Unset,
            attempt_timeout: TimeLimit::Unset,
            connect_timeout: TimeLimit::Unset,
            idle_timeout: TimeLimit::Unset,
            retry: Arc::new(retry::standard()),
            retry_budget: RetryBudget::default(),
            rate_limit: RateLimit::default(),
            observers: Vec::new(),
            reply_limit: DEFAULT_REPLY_LIMIT,
            transport: None,
            http_client: None,
            proxy: Proxy::system(),
            root_certificates: Vec::new(),
            environment: Arc::new(System),
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Sources of credentials, transports and environments may be other people's, so only their
        // names are shown. An endpoint is text from outside that may hold a password before it was
        // judged.
        f.debug_struct("Config")
            .field(
                "credentials",
                &self
                    .credentials
                    .as_ref()
                    .map_or("standard sources", |source| source.name()),
            )
            .field("region", &self.region)
            .field("endpoint", &self.endpoint.as_deref().map(without_user))
            .field("dual_stack", &self.dual_stack)
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("idle_timeout", &self.idle_timeout)
            .field("retry", &self.retry)
            .field("retry_budget", &self.retry_budget)
            .field("rate_limit", &self.rate_limit)
            .field("reply_limit", &self.reply_limit)
            .field("proxy", &self.proxy)
            .finish_non_exhaustive()
    }
}

fn without_user(endpoint: &str) -> &str {
    endpoint.rsplit_once('@').map_or(endpoint, |(_, host)| host)
}
