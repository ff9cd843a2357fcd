//! How a client is configured.
//!
//! Knows each setting, its default and the variable that sets it. Gives them as they were said;
//! they are judged when a client is made of them. Must never read the environment unasked.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::credentials::{Chain, CredentialsCache, ProvideCredentials};
use super::environment::{self, Environment, System};
use super::error::{Error, ErrorKind};
use super::transport::{HttpTransport, Proxy, Transport, reqwest};

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
/// | [`credentials`](ConfigBuilder::credentials) | from the [standard sources](Chain::standard), when first needed | |
/// | [`region`](ConfigBuilder::region) | the service's own | `VOLCENGINE_REGION` |
/// | [`endpoint`](ConfigBuilder::endpoint) | the service's, by region | `VOLCENGINE_ENDPOINT` |
/// | [`dual_stack`](ConfigBuilder::dual_stack) | off | `VOLC_ENABLE_DUALSTACK` |
/// | [`timeout`](ConfigBuilder::timeout) | 60 seconds | |
/// | [`connect_timeout`](ConfigBuilder::connect_timeout) | 5 seconds | |
/// | [`reply_limit`](ConfigBuilder::reply_limit) | 16 MiB | |
/// | [`proxy`](ConfigBuilder::proxy) | the system's | `HTTPS_PROXY` and so on |
#[derive(Clone)]
pub struct Config {
    pub(super) credentials: Option<Arc<dyn ProvideCredentials>>,
    pub(super) region: Option<String>,
    pub(super) endpoint: Option<String>,
    pub(super) dual_stack: bool,
    pub(super) timeout: Option<Duration>,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) reply_limit: usize,
    pub(super) transport: Option<Arc<dyn Transport>>,
    http_client: Option<reqwest::Client>,
    proxy: Proxy,
    root_certificates: Vec<Vec<u8>>,
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
        ConfigBuilder(self.clone())
    }

    /// The HTTP transport that these settings describe.
    pub(super) fn http_transport(&self, is_loopback: bool) -> Result<HttpTransport, Error> {
        if let Some(client) = &self.http_client {
            return Ok(HttpTransport::from_client(client.clone()));
        }
        let builder = HttpTransport::builder()
            .connect_timeout(self.connect_timeout)
            .proxy(self.proxy.for_endpoint(is_loopback));
        self.root_certificates
            .iter()
            .fold(builder, |builder, pem| {
                builder.root_certificates(pem.as_slice())
            })
            .build()
    }

    /// The configured source of credentials, or the standard ones, behind a cache.
    pub(super) fn credentials(&self, transport: &Arc<dyn Transport>) -> CredentialsCache {
        let source = self.credentials.clone().unwrap_or_else(|| {
            let foreign = self.transport.is_some();
            Arc::new(Chain::of_client(
                &self.environment,
                transport.clone(),
                foreign,
            ))
        });
        CredentialsCache::of(source, self.environment.clone())
    }

    /// The time by the configured clock.
    #[cfg(feature = "assume-role")]
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
            timeout: Some(DEFAULT_TIMEOUT),
            connect_timeout: Some(DEFAULT_CONNECT_TIMEOUT),
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
            .field("connect_timeout", &self.connect_timeout)
            .field("reply_limit", &self.reply_limit)
            .field("proxy", &self.proxy)
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

    /// Whether services are called at the hosts that have IPv6 addresses as well as IPv4 ones. An
    /// endpoint given by [`endpoint`](Self::endpoint) stays as it is.
    pub fn dual_stack(mut self, enabled: bool) -> Self {
        self.0.dual_stack = enabled;
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
    /// It applies to the client's own transport alone, not to one given by
    /// [`http_client`](Self::http_client) or [`transport`](Self::transport).
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.0.connect_timeout = limit.into();
        self
    }

    /// How many bytes a reply may have. A larger one is refused without being read whole.
    pub fn reply_limit(mut self, bytes: usize) -> Self {
        self.0.reply_limit = bytes;
        self
    }

    /// Which proxy is used. It applies to the client's own transport alone.
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.0.proxy = proxy;
        self
    }

    /// Trusts further certificates beside the system's: one or more in PEM form. They apply to the
    /// client's own transport alone.
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.0.root_certificates.push(pem.into());
        self
    }

    /// The HTTP client that carries requests, with all its own settings: proxies, certificates,
    /// time-outs, DNS.
    ///
    /// Make it with `redirect(Policy::none())`: a signature is for one host alone, and the call fails
    /// when the reply came from another.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.0.http_client = Some(client);
        self
    }

    /// What carries requests, in place of HTTP.
    ///
    /// Unless it names other sources, the client then looks for credentials without asking the
    /// metadata service of a cloud machine, so that nothing passes the given transport by.
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
