//! Builder of a configuration.
//!
//! Knows a method per setting. Gives the finished [`Config`]. Must never validate a setting: the
//! client does when it is created.

use std::sync::Arc;

use super::Config;
use crate::runtime::credentials::ProvideCredentials;
use crate::runtime::environment::Environment;
use crate::runtime::limit::RateLimit;
use crate::runtime::observe::Observe;
use crate::runtime::retry::{RetryBudget, RetryPolicy};
use crate::runtime::time_limit::TimeLimit;
use crate::runtime::transport::{Proxy, Transport, reqwest};

/// Builds a [`Config`].
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ConfigBuilder(Config);

impl ConfigBuilder {
    /// The source of credentials: [`Credentials`](crate::Credentials) themselves or any other
    /// source.
    pub fn credentials(mut self, source: impl ProvideCredentials + 'static) -> Self {
        self.0.credentials = Some(Arc::new(source));
        self
    }

    /// The region to call, for example `cn-north-1`. A call can override it.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.0.region = Some(region.into());
        self
    }

    /// The host to call, regardless of the region: `host` or `host:port`, optionally after
    /// `https://` or `http://`. Only `http://` is not encrypted.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.0.endpoint = Some(endpoint.into());
        self
    }

    /// Whether to call services at dual-stack hosts, which have IPv4 and IPv6 addresses. Does not
    /// affect [`endpoint`](Self::endpoint).
    pub fn dual_stack(mut self, enabled: bool) -> Self {
        self.0.dual_stack = enabled;
        self
    }

    /// Time limit of a call, from queueing for the rate limit to the last byte of the last
    /// attempt's reply; `None` for no limit.
    pub fn timeout(mut self, limit: impl Into<TimeLimit>) -> Self {
        self.0.timeout = limit.into();
        self
    }

    /// Time limit of each attempt, from sending the request to the last byte of the reply; `None`
    /// for no limit but that of the call.
    pub fn attempt_timeout(mut self, limit: impl Into<TimeLimit>) -> Self {
        self.0.attempt_timeout = limit.into();
        self
    }

    /// Time limit of connecting, including TLS; `None` for no limit but that of the attempt.
    ///
    /// Applies only to the default transport, not to one set with
    /// [`http_client`](Self::http_client) or [`transport`](Self::transport).
    pub fn connect_timeout(mut self, limit: impl Into<TimeLimit>) -> Self {
        self.0.connect_timeout = limit.into();
        self
    }

    /// How long to keep an idle connection, 30 seconds by default; `None` for as long as the server
    /// does. If a server closes a connection just as a request is written to it, the request is
    /// lost, so this should be shorter than what servers allow.
    pub fn idle_timeout(mut self, limit: impl Into<TimeLimit>) -> Self {
        self.0.idle_timeout = limit.into();
        self
    }

    /// Whether and when to retry a failed call; [`Never`](crate::runtime::retry::Never) for never.
    /// A call can override it.
    pub fn retry(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.0.retry = Arc::new(policy);
        self
    }

    /// How many retries all calls share.
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.0.retry_budget = budget;
        self
    }

    /// How to handle the documented limits of actions.
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.0.rate_limit = limit;
        self
    }

    /// Adds an observer of every attempt.
    pub fn observe(mut self, observer: impl Observe + 'static) -> Self {
        self.0.observers.push(Arc::new(observer));
        self
    }

    /// Maximum size of a reply in bytes. A larger one is refused before it is read completely.
    pub fn reply_limit(mut self, bytes: usize) -> Self {
        self.0.reply_limit = bytes;
        self
    }

    /// The proxy to use. Applies only to the default transport.
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.0.proxy = proxy;
        self
    }

    /// Trusts further certificates besides the system's: one or more in PEM format. Applies only to
    /// the default transport.
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.0.root_certificates.push(pem.into());
        self
    }

    /// The HTTP client to use, with its own proxies, certificates, timeouts and DNS.
    ///
    /// Build it with `redirect(Policy::none())`: a signature is valid for one host, and the call
    /// fails if the reply comes from another.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.0.http_client = Some(client);
        self
    }

    /// The transport to use instead of HTTP.
    ///
    /// Unless other sources are set, the client then looks for credentials without the instance
    /// metadata service, so nothing bypasses the given transport.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.0.transport = Some(Arc::new(transport));
        self
    }

    /// Clock, variables and files to use instead of those of the process.
    pub fn environment(mut self, environment: impl Environment + 'static) -> Self {
        self.0.environment = Arc::new(environment);
        self
    }

    /// Builds the configuration.
    pub fn build(self) -> Config {
        self.0
    }
}

impl From<Config> for ConfigBuilder {
    fn from(config: Config) -> Self {
        Self(config)
    }
}
