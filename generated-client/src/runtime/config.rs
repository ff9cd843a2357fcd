//! How a client is configured.
//!
//! Knows each setting, its default and the variable that sets it. Gives them as they were said;
//! they are judged when a client is made of them. Must never read the environment unasked.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::credentials::{Chain, ProvideCredentials};
use super::environment::{self, Environment, System};
use super::error::{Error, ErrorKind};
use super::transport::Transport;

/// How long connecting may take unless configured.
pub const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a call may take unless configured.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);
/// How many bytes a reply may have unless configured: 16 MiB.
pub const DEFAULT_REPLY_LIMIT: usize = 16 * 1024 * 1024;

/// Settings of a client.
///
/// | setting | default | set by [`Config::from_env`] |
/// | --- | --- | --- |
/// | [`credentials`](ConfigBuilder::credentials) | from the environment, when first needed | |
/// | [`region`](ConfigBuilder::region) | the service's own | `VOLCENGINE_REGION` |
/// | [`endpoint`](ConfigBuilder::endpoint) | the service's, by region | `VOLCENGINE_ENDPOINT` |
/// | [`timeout`](ConfigBuilder::timeout) | 60 seconds | |
/// | [`connect_timeout`](ConfigBuilder::connect_timeout) | 5 seconds | |
/// | [`reply_limit`](ConfigBuilder::reply_limit) | 16 MiB | |
#[derive(Clone)]
pub struct Config {
    pub(super) credentials: Option<Arc<dyn ProvideCredentials>>,
    pub(super) region: Option<String>,
    pub(super) endpoint: Option<String>,
    pub(super) timeout: Option<Duration>,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) reply_limit: usize,
    pub(super) transport: Option<Arc<dyn Transport>>,
    pub(super) environment: Arc<dyn Environment>,
}

impl Config {
    /// Starts with the defaults.
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder(Self::default())
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

    /// Like [`from_env`](Self::from_env), from another environment; credentials come from there as
    /// well.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidConfiguration`] when a variable is not valid Unicode.
    pub fn from_environment(environment: Arc<dyn Environment>) -> Result<Self, Error> {
        let text = |name| {
            environment::text(&*environment, name)
                .map_err(|error| Error::new(ErrorKind::InvalidConfiguration, error.to_string()))
        };
        let region = text("VOLCENGINE_REGION")?;
        let endpoint = text("VOLCENGINE_ENDPOINT")?;
        Ok(Self {
            region,
            endpoint,
            environment,
            ..Self::default()
        })
    }

    /// A builder that starts with these settings.
    pub fn to_builder(&self) -> ConfigBuilder {
        ConfigBuilder(self.clone())
    }

    /// The configured source of credentials, or the standard one.
    pub(super) fn credentials(&self) -> Arc<dyn ProvideCredentials> {
        self.credentials
            .clone()
            .unwrap_or_else(|| Arc::new(Chain::standard(self.environment.clone())))
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            credentials: None,
            region: None,
            endpoint: None,
            timeout: Some(DEFAULT_TIMEOUT),
            connect_timeout: Some(DEFAULT_CONNECT_TIMEOUT),
            reply_limit: DEFAULT_REPLY_LIMIT,
            transport: None,
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
                    .map_or("environment", |source| source.name()),
            )
            .field("region", &self.region)
            .field("endpoint", &self.endpoint.as_deref().map(without_user))
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("reply_limit", &self.reply_limit)
            .finish_non_exhaustive()
    }
}

fn without_user(endpoint: &str) -> &str {
    endpoint.rsplit_once('@').map_or(endpoint, |(_, host)| host)
}

/// Builds a [`Config`].
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ConfigBuilder(Config);

impl ConfigBuilder {
    /// Where credentials come from: [`Credentials`](super::credentials::Credentials) themselves or
    /// any other source.
    pub fn credentials(mut self, source: impl ProvideCredentials + 'static) -> Self {
        self.0.credentials = Some(Arc::new(source));
        self
    }

    /// The region that is called, for example `cn-north-1`. A call can name another.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.0.region = Some(region.into());
        self
    }

    /// The host that is called, whatever the region: `host`, `host:port`, or either behind
    /// `https://` or `http://`. Only the last one is not encrypted.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.0.endpoint = Some(endpoint.into());
        self
    }

    /// How long a call may take, from credentials to the last byte of the reply; `None` for without
    /// end.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.0.timeout = limit.into();
        self
    }

    /// How long connecting may take; `None` for as long as the call may.
    ///
    /// It applies to the client's own transport alone.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.0.connect_timeout = limit.into();
        self
    }

    /// How many bytes a reply may have. A larger one is refused without being read whole.
    pub fn reply_limit(mut self, bytes: usize) -> Self {
        self.0.reply_limit = bytes;
        self
    }

    /// What carries requests, in place of HTTP.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.0.transport = Some(Arc::new(transport));
        self
    }

    /// Clock and variables, in place of the process's own.
    pub fn environment(mut self, environment: impl Environment + 'static) -> Self {
        self.0.environment = Arc::new(environment);
        self
    }

    /// The finished settings.
    pub fn build(self) -> Config {
        self.0
    }
}
