//! Saying how a client is configured.
//!
//! Knows a method per setting. Gives the finished [`Config`]. Must never judge a setting: that is
//! done when a client is made of it.

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
    /// Where credentials come from: [`Credentials`](crate::Credentials) themselves or
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

    /// How long a call may take, from its turn under the rate limit to the last byte of the last
    /// attempt's reply; `None` for without end.
    pub fn timeout(mut self, limit: impl Into<TimeLimit>) -> Self {
        self.0.timeout = limit.into();
        self
    }

    /// How long each attempt may take, from sending the request to the last byte of the reply;
    /// `None` for as long as the call may.
    pub fn attempt_timeout(mut self, limit: impl Into<TimeLimit>) -> Self {
        self.0.attempt_timeout = limit.into();
        self
    }

    /// How long connecting may take, encryption included; `None` for as long as the attempt may.
    ///
    /// It applies to the client's own transport alone, not to one given by
    /// [`http_client`](Self::http_client) or [`transport`](Self::transport).
    pub fn connect_timeout(mut self, limit: impl Into<TimeLimit>) -> Self {
        self.0.connect_timeout = limit.into();
        self
    }

    /// How long a connection is kept that nothing uses, 30 seconds unless this says otherwise; `None`
    /// for as long as the server keeps it. A server that closes a connection at the moment in which a
    /// request is written to it loses the request, so this should be less than what servers allow.
    pub fn idle_timeout(mut self, limit: impl Into<TimeLimit>) -> Self {
        self.0.idle_timeout = limit.into();
        self
    }

    /// Whether and when a failed call is repeated; [`Never`](crate::runtime::retry::Never) for never.
    /// A call can have another policy.
    pub fn retry(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.0.retry = Arc::new(policy);
        self
    }

    /// How many repetitions all calls share.
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.0.retry_budget = budget;
        self
    }

    /// What is done about the documented limits of actions.
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.0.rate_limit = limit;
        self
    }

    /// Adds somebody who looks on at every attempt.
    pub fn observe(mut self, observer: impl Observe + 'static) -> Self {
        self.0.observers.push(Arc::new(observer));
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

impl From<Config> for ConfigBuilder {
    fn from(config: Config) -> Self {
        Self(config)
    }
}
