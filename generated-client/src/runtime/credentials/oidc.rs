//! Keys for a role in exchange for an identity token in a file, such as that of a workload in a
//! cluster.
//!
//! Knows the variables that name the role and the file, and the action `AssumeRoleWithOIDC`, which
//! is not signed. Gives temporary keys. Must never keep the token, since others renew it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use serde_json::Value;
use zeroize::Zeroizing;

use super::secret::{Secrets, wipe_body};
use super::sts::{self, Issued};
use super::{Credentials, CredentialsError, ProvideCredentials, file};
use crate::runtime::BoxFuture;
use crate::runtime::endpoint::Endpoint;
use crate::runtime::envelope;
use crate::runtime::environment::{self, Environment, System};
use crate::runtime::error::{ErrorKind, Secret};
use crate::runtime::signing::canonical_query;
use crate::runtime::transport::Transport;

const ROLE: &str = "VOLCENGINE_OIDC_ROLE_TRN";
const TOKEN_FILE: &str = "VOLCENGINE_OIDC_TOKEN_FILE";
const SESSION_NAME: &str = "VOLCENGINE_OIDC_ROLE_SESSION_NAME";
const POLICY: &str = "VOLCENGINE_OIDC_ROLE_POLICY";
const ENDPOINT: &str = "VOLCENGINE_OIDC_STS_ENDPOINT";

const ACTION: &str = "AssumeRoleWithOIDC";
const DEFAULT_ENDPOINT: &str = "sts.volcengineapi.com";
pub(super) const DEFAULT_SESSION_NAME: &str = "generated-client";
pub(super) const DEFAULT_DURATION: Duration = Duration::from_secs(3600);
/// Time limit of an attempt.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Temporary keys for a role in exchange for an OpenID Connect token, whose file is read each time.
///
/// | variable | meaning |
/// | --- | --- |
/// | `VOLCENGINE_OIDC_ROLE_TRN` | the role, `trn:iam::{account}:role/{name}` |
/// | `VOLCENGINE_OIDC_TOKEN_FILE` | the file with the token |
/// | `VOLCENGINE_OIDC_ROLE_SESSION_NAME` | name of the session, else `generated-client` |
/// | `VOLCENGINE_OIDC_ROLE_POLICY` | policy in JSON that restricts the keys |
/// | `VOLCENGINE_OIDC_STS_ENDPOINT` | host of STS, else `sts.volcengineapi.com` |
#[derive(Clone)]
pub struct OidcToken {
    environment: Arc<dyn Environment>,
    transport: Option<Arc<dyn Transport>>,
    given: Option<Settings>,
}

#[derive(Debug, Clone)]
struct Settings {
    role: String,
    token_file: PathBuf,
    session_name: String,
    policy: Option<String>,
    duration: Duration,
    endpoint: String,
}

impl Settings {
    fn new(role: String, token_file: PathBuf) -> Self {
        Self {
            role,
            token_file,
            session_name: DEFAULT_SESSION_NAME.to_owned(),
            policy: None,
            duration: DEFAULT_DURATION,
            endpoint: DEFAULT_ENDPOINT.to_owned(),
        }
    }
}

impl OidcToken {
    /// Uses the variables of the process.
    pub fn from_env() -> Self {
        Self::of(Arc::new(System), None)
    }

    /// Assumes this role with the token in this file, without reading variables.
    pub fn builder(
        role_trn: impl Into<String>,
        token_file: impl Into<PathBuf>,
    ) -> OidcTokenBuilder {
        OidcTokenBuilder {
            source: Self::of(Arc::new(System), None),
            settings: Settings::new(role_trn.into(), token_file.into()),
        }
    }

    /// The same with another environment.
    pub(super) fn of(
        environment: Arc<dyn Environment>,
        transport: Option<Arc<dyn Transport>>,
    ) -> Self {
        Self {
            environment,
            transport,
            given: None,
        }
    }

    /// With settings instead of variables.
    pub(super) fn with(
        mut self,
        role: String,
        token_file: PathBuf,
        policy: Option<String>,
        endpoint: Option<String>,
    ) -> Self {
        let mut settings = Settings::new(role, token_file);
        settings.policy = policy;
        if let Some(endpoint) = endpoint {
            settings.endpoint = endpoint;
        }
        self.given = Some(settings);
        self
    }

    fn settings(&self) -> Result<Settings, CredentialsError> {
        if let Some(given) = &self.given {
            return Ok(given.clone());
        }
        let text = |name| {
            environment::text(&*self.environment, name)
                .map_err(|error| CredentialsError::failed(error.to_string()))
        };
        let half = |set: &str, unset: &str| {
            CredentialsError::failed(format!("{set} is set, but {unset} is not"))
        };
        let (role, token_file) = match (text(ROLE)?, file::path_in(&*self.environment, TOKEN_FILE))
        {
            (Some(role), Some(token_file)) => (role, token_file),
            (None, None) => {
                return Err(CredentialsError::passed_over(format!("{ROLE} is not set")));
            }
            (Some(_), None) => return Err(half(ROLE, TOKEN_FILE)),
            (None, Some(_)) => return Err(half(TOKEN_FILE, ROLE)),
        };
        let mut settings = Settings::new(role, token_file);
        settings.policy = text(POLICY)?;
        if let Some(name) = text(SESSION_NAME)? {
            settings.session_name = name;
        }
        if let Some(endpoint) = text(ENDPOINT)? {
            settings.endpoint = endpoint;
        }
        Ok(settings)
    }

    fn token(&self, path: &Path) -> Result<Zeroizing<String>, CredentialsError> {
        let failed = |why| CredentialsError::failed(format!("{} {why}", path.display()));
        let content =
            file::read(&*self.environment, path)?.ok_or_else(|| failed("does not exist"))?;
        let text = str::from_utf8(&content).map_err(|_| failed("is not valid UTF-8"))?;
        match text.trim() {
            "" => Err(failed("is empty")),
            token => Ok(Zeroizing::new(token.to_owned())),
        }
    }

    async fn exchange(&self) -> Result<Credentials, CredentialsError> {
        let read = |source: &Self| {
            let settings = source.settings()?;
            let token = source.token(&settings.token_file)?;
            Ok((settings, token))
        };
        let (settings, token) = file::apart(self, read).await?;
        let request = request(&settings, &token)?;
        let transport = sts::transport_or_own(self.transport.as_ref())?;
        let reply = sts::send(&*transport, request, TIMEOUT, sts::ATTEMPTS)
            .await
            .map_err(sts::Unanswered::failed)?;
        let status = reply.status().as_u16();
        let (head, body) = reply.into_parts();
        let result = envelope::open(status, &head.headers, body.clone())
            .and_then(envelope::Opened::read::<Value>)
            .map_err(|error| {
                // What could not be read may hold the keys, and what STS says may repeat the token.
                if error.kind() == ErrorKind::UnreadableReply {
                    return CredentialsError::failed(format!(
                        "{ACTION}: unreadable reply [HTTP status {status}]"
                    ));
                }
                let error = error
                    .without(&Secret::with_parts(&token))
                    .of_action(ACTION, true);
                CredentialsError::failed(error.to_string())
            })
            .map(|response| Secrets::of(response.result));
        wipe_body(body);
        let result = result?;
        Issued::of(&result)
            .credentials(self.environment.now())
            .map(|credentials| {
                credentials.from_source(format!("OIDC token (role {})", settings.role))
            })
    }
}

fn request(settings: &Settings, token: &str) -> Result<http::Request<Bytes>, CredentialsError> {
    let endpoint = Endpoint::parse(&settings.endpoint)
        .map_err(|error| CredentialsError::failed(error.to_string()))?;
    let duration = settings.duration.as_secs().to_string();
    let mut form = vec![
        ("DurationSeconds", duration.as_str()),
        ("OIDCToken", token),
        ("RoleSessionName", &settings.session_name),
        ("RoleTrn", &settings.role),
    ];
    if let Some(policy) = &settings.policy {
        form.push(("Policy", policy));
    }
    let body = Zeroizing::new(canonical_query(&form).into_bytes());
    http::Request::post(format!("{endpoint}/?Action={ACTION}&Version=2018-01-01"))
        .header(ACCEPT, "application/json")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Bytes::from_owner(body))
        .map_err(|error| CredentialsError::failed(error.to_string()).with_source(error))
}

impl ProvideCredentials for OidcToken {
    fn name(&self) -> &str {
        "OIDC token"
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(self.exchange())
    }
}

impl fmt::Debug for OidcToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OidcToken")
            .field("settings", &self.given)
            .finish_non_exhaustive()
    }
}

/// Builds an [`OidcToken`].
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct OidcTokenBuilder {
    source: OidcToken,
    settings: Settings,
}

impl OidcTokenBuilder {
    /// Name of the session, which distinguishes it from others in the same role.
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        self.settings.session_name = name.into();
        self
    }

    /// A policy in JSON that restricts the keys.
    pub fn policy(mut self, policy: impl Into<String>) -> Self {
        self.settings.policy = Some(policy.into());
        self
    }

    /// Lifetime of the keys, in whole seconds: one hour by default.
    pub fn duration(mut self, duration: Duration) -> Self {
        self.settings.duration = duration;
        self
    }

    /// Host of STS; start it with `http://` for plain HTTP.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.settings.endpoint = endpoint.into();
        self
    }

    /// The transport to use instead of HTTP with the system's proxies.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.source.transport = Some(Arc::new(transport));
        self
    }

    /// Builds the source.
    pub fn build(self) -> OidcToken {
        OidcToken {
            given: Some(self.settings),
            ..self.source
        }
    }
}
