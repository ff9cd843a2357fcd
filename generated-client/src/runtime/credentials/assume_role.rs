//! Keys of a role, by the signed action `AssumeRole`.
//!
//! Knows the role and whose keys sign for it. Gives temporary keys, through the generated client of
//! STS like any other call. Must never sign by itself.

use std::time::Duration;

use zeroize::Zeroizing;

use super::oidc::{DEFAULT_DURATION, DEFAULT_SESSION_NAME};
use super::sts::Issued;
use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::runtime::BoxFuture;
use crate::runtime::config::Config;
use crate::runtime::error::{Error, ErrorKind};
use crate::sts::v2018_01_01::Client;
use crate::sts::v2018_01_01::assume_role::{AssumeRoleRequest, Tag};

/// Temporary keys of a role, by the action `AssumeRole` of STS.
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
    /// This role, `trn:iam::{account}:role/{name}`. The configuration is that of the calls to STS: the
    /// keys that sign them, and region, endpoint, proxies and time-outs where the defaults do not fit.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidConfiguration`] when the configuration cannot be used.
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

    /// Name of the session, by which it is told from others in the same role.
    #[must_use]
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        self.session_name = name.into();
        self
    }

    /// How long the keys are valid, in whole seconds: 15 minutes to 12 hours, an hour unless this says
    /// otherwise.
    #[must_use]
    pub fn duration(mut self, duration: Duration) -> Self {
        self.duration = duration;
        self
    }

    /// Policy, as JSON text, that narrows what the keys allow.
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

    fn request(&self) -> AssumeRoleRequest {
        let mut request = AssumeRoleRequest::builder()
            .role_trn(&self.role)
            .role_session_name(&self.session_name)
            .duration_seconds(i32::try_from(self.duration.as_secs()).unwrap_or(i32::MAX));
        if let Some(policy) = &self.policy {
            request = request.policy(policy);
        }
        let tags = self.tags.iter();
        request
            .tags(tags.map(|(key, value)| Tag::builder().key(key).value(value).build()))
            .build()
    }

    async fn assume(&self) -> Result<Credentials, CredentialsError> {
        let reply = self.client.assume_role(self.request()).await;
        let keys = reply.map_err(no_keys)?.result.credentials;
        let secret = Zeroizing::new(keys.secret_access_key);
        let token = Zeroizing::new(keys.session_token);
        Issued {
            access_key_id: present(&keys.access_key_id),
            secret_access_key: present(&secret),
            session_token: present(&token),
            issued: present(&keys.current_time),
            ends: present(&keys.expired_time),
        }
        .credentials(self.client.runtime().config().now())
        .map(|credentials| credentials.from_source(format!("role {}", self.role)))
    }
}

fn present(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
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
