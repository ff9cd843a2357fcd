//! Keys for a role, from the signed action `AssumeRole`.
//!
//! Knows the role, the keys that sign for it, and the action of STS. Gives temporary keys, through
//! an ordinary call. Must never depend on the generated client for STS, which is built on this.

use std::time::Duration;

use http::Method;
use serde_json::Value;

use super::oidc::{DEFAULT_DURATION, DEFAULT_SESSION_NAME};
use super::secret::Secrets;
use super::sts::{self, Issued};
use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::runtime::BoxFuture;
use crate::runtime::action::{Description, Encoding};
use crate::runtime::client::{Answered, Client};
use crate::runtime::config::Config;
use crate::runtime::error::{Error, ErrorKind};
use crate::runtime::options::Options;
use crate::runtime::payload::Payload;

/// The action.
const ASSUME_ROLE: Description = Description {
    service: &sts::SERVICE,
    name: "AssumeRole",
    version: "2018-01-01",
    method: Method::GET,
    encoding: Encoding::Query,
    idempotent: true,
    secret: true,
    qps: None,
};
/// Allowed lifetime of keys, in seconds.
const DURATIONS: std::ops::RangeInclusive<u64> = 900..=43_200;

/// Temporary keys for a role, from the action `AssumeRole` of STS.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use generated_client::runtime::credentials::AssumeRole;
/// use generated_client::{Config, Credentials};
///
/// # fn example() -> Result<(), generated_client::Error> {
/// let sts = Config::builder().credentials(Credentials::new("AKLT…", "…")).build();
/// let role = AssumeRole::new("trn:iam::2000012345:role/reader", sts)?
///     .session_name("nightly-report")
///     .duration(Duration::from_secs(900));
/// let config = Config::builder().credentials(role).build();
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct AssumeRole {
    client: Client,
    role: String,
    session_name: String,
    duration: Duration,
    policy: Option<String>,
    tags: Vec<(String, String)>,
}

impl AssumeRole {
    /// Assumes this role, `trn:iam::{account}:role/{name}`. The configuration applies to the calls
    /// to STS: the keys that sign them and, if the defaults do not fit, region, endpoint, proxies
    /// and timeouts.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidConfiguration`] if the configuration is invalid.
    pub fn new(role_trn: impl Into<String>, config: Config) -> Result<Self, Error> {
        Ok(Self {
            client: Client::new(config)?,
            role: role_trn.into(),
            session_name: DEFAULT_SESSION_NAME.to_owned(),
            duration: DEFAULT_DURATION,
            policy: None,
            tags: Vec::new(),
        })
    }

    /// Name of the session, which distinguishes it from others in the same role.
    #[must_use]
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        self.session_name = name.into();
        self
    }

    /// Lifetime of the keys, in whole seconds: 15 minutes to 12 hours, one hour by default.
    #[must_use]
    pub fn duration(mut self, duration: Duration) -> Self {
        self.duration = duration;
        self
    }

    /// A policy in JSON that restricts the keys.
    #[must_use]
    pub fn policy(mut self, policy: impl Into<String>) -> Self {
        self.policy = Some(policy.into());
        self
    }

    /// Adds a tag to the session.
    #[must_use]
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.tags.push((key.into(), value.into()));
        self
    }

    /// The members of the request, as sent.
    fn members(&self) -> Result<Vec<(String, String)>, CredentialsError> {
        let seconds = self.duration.as_secs();
        if !DURATIONS.contains(&seconds) {
            return Err(CredentialsError::failed(format!(
                "AssumeRole: keys can be valid for {} to {} seconds, not for {seconds}",
                DURATIONS.start(),
                DURATIONS.end()
            )));
        }
        let mut members = vec![
            ("RoleTrn".to_owned(), self.role.clone()),
            ("RoleSessionName".to_owned(), self.session_name.clone()),
            ("DurationSeconds".to_owned(), seconds.to_string()),
        ];
        members.extend(
            self.policy
                .iter()
                .map(|policy| ("Policy".to_owned(), policy.clone())),
        );
        for (number, (key, value)) in (1..).zip(&self.tags) {
            members.push((format!("Tags.{number}.Key"), key.clone()));
            members.push((format!("Tags.{number}.Value"), value.clone()));
        }
        Ok(members)
    }

    async fn assume(&self) -> Result<Credentials, CredentialsError> {
        let payload = Ok(Payload::Pairs(self.members()?));
        let call = self
            .client
            .clone()
            .exchange(ASSUME_ROLE, payload, Options::default());
        let answer = call.await.and_then(Answered::read::<Value>);
        let result = Secrets::of(answer.map_err(no_keys)?.result);
        Issued::of(&result)
            .credentials(self.client.config().now())
            .map(|credentials| credentials.from_source(format!("role {}", self.role)))
    }
}

fn no_keys(error: Error) -> CredentialsError {
    if error.kind() == ErrorKind::UnreadableReply {
        // What could not be read may hold the keys.
        CredentialsError::failed("AssumeRole: unreadable reply")
    } else {
        CredentialsError::failed(error.to_string()).with_source(error)
    }
}

impl ProvideCredentials for AssumeRole {
    fn name(&self) -> &str {
        "assumed role"
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(self.assume())
    }
}
