//! What a call meets: a server, a clock, credentials.

use std::ffi::OsString;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use generated_client::runtime::BoxFuture;
use generated_client::runtime::RateLimit;
use generated_client::runtime::credentials::{CredentialsError, ProvideCredentials};
use generated_client::runtime::environment::Environment;
use generated_client::runtime::retry::{Backoff, RetryPolicy};
use generated_client::runtime::transport::{HttpTransport, Proxy};
use generated_client::{Config, Credentials};
use tests::faulty::FaultyServer;
use tokio::net::TcpSocket;

use crate::cases::{Case, Keys, Place};

/// A server for one call, and an address where nobody listens.
pub(crate) struct World {
    pub(crate) server: FaultyServer,
    /// Bound, so that nobody else gets it, but not listening.
    _nobody: TcpSocket,
    nobody: SocketAddr,
}

impl World {
    pub(crate) async fn new(case: &Case) -> Self {
        let nobody = TcpSocket::new_v4().unwrap();
        nobody.bind((Ipv4Addr::LOCALHOST, 0).into()).unwrap();
        Self {
            server: FaultyServer::start(case.plays.clone()).await,
            nobody: nobody.local_addr().unwrap(),
            _nobody: nobody,
        }
    }

    pub(crate) fn config(&self, case: &Case, transport: &HttpTransport) -> Config {
        let server = self.server.address();
        let policy = Backoff::default()
            .first(Duration::from_millis(1))
            .first_when_overloaded(Duration::from_millis(2))
            .at_most(4);
        let mut config = Config::builder()
            .rate_limit(RateLimit::off())
            .retry(policy)
            .timeout(Duration::from_secs(30))
            .environment(Clock(case.clock_ahead));
        config = match case.place {
            Place::Server => config
                .endpoint(format!("http://{server}"))
                .transport(transport.clone()),
            Place::Encrypted => config
                .endpoint(format!("https://{server}"))
                .transport(transport.clone()),
            Place::Nobody => config
                .endpoint(format!("http://{}", self.nobody))
                .transport(transport.clone()),
            Place::DeadProxy => config
                .endpoint(format!("http://{server}"))
                .proxy(Proxy::at(format!("http://{}", self.nobody))),
        };
        config = match case.keys {
            Keys::Fixed => config.credentials(Credentials::new("AKEXAMPLE", "canary-secret")),
            Keys::Tokens(tokens) => config.credentials(Tokens::new(tokens)),
            Keys::Half => config.credentials(Credentials::new("AKTPEXAMPLE", "canary-secret")),
            Keys::Never => config.credentials(Silent),
        };
        (case.settings)(config).build()
    }
}

/// The system's clock, moved by so many seconds.
#[derive(Debug)]
struct Clock(i64);

impl Environment for Clock {
    fn variable(&self, _: &str) -> Option<OsString> {
        None
    }

    fn now(&self) -> SystemTime {
        let distance = Duration::from_secs(self.0.unsigned_abs());
        if self.0 < 0 {
            SystemTime::now() - distance
        } else {
            SystemTime::now() + distance
        }
    }
}

/// Temporary keys with these tokens, one after the other; then none.
#[derive(Debug)]
struct Tokens(Arc<Mutex<Vec<&'static str>>>);

impl Tokens {
    fn new(tokens: &[&'static str]) -> Self {
        Self(Arc::new(Mutex::new(tokens.iter().rev().copied().collect())))
    }
}

impl ProvideCredentials for Tokens {
    fn name(&self) -> &str {
        "tokens"
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let token = self.0.lock().unwrap().last().copied();
        Box::pin(async move {
            match token {
                Some(token) => Ok(Credentials::temporary("AKEXAMPLE", "canary-secret", token)),
                None => Err(CredentialsError::failed("the refresh failed")),
            }
        })
    }

    fn invalidate(&self, _: &Credentials) -> bool {
        self.0.lock().unwrap().pop().is_some()
    }
}

/// A source that never answers.
#[derive(Debug)]
struct Silent;

impl ProvideCredentials for Silent {
    fn name(&self) -> &str {
        "silent"
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::pending())
    }
}
