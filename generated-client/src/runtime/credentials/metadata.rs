//! Keys for the role of a cloud instance, from its metadata service.
//!
//! Knows the service's address, its token and its three requests. Gives temporary keys. Must never
//! use a proxy, or delay anybody who is not on such an instance.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, StatusCode};
use serde_json::Value;

use super::secret::{Secrets, wipe_body};
use super::sts::{self, Issued, Unanswered};
use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::runtime::BoxFuture;
use crate::runtime::endpoint::Endpoint;
use crate::runtime::environment::{self, Environment, System};
use crate::runtime::transport::{HttpTransport, Proxy};

const ROLE: &str = "VOLCENGINE_ECS_METADATA";
const DISABLED: &str = "VOLCENGINE_ECS_METADATA_DISABLED";
const DEFAULT_ENDPOINT: &str = "http://100.96.0.96";

const TOKEN_PATH: &str = "/latest/api/token";
const ROLES_PATH: &str = "/volcstack/latest/iam/security_credentials?type=user&format=json";
const KEYS_PATH: &str = "/volcstack/latest/iam/security_credentials/";
const TOKEN_TTL_HEADER: &str = "x-volc-ecs-metadata-token-ttl-seconds";
const TOKEN_HEADER: &str = "x-volc-ecs-metadata-token";
const TOKEN_TTL: &str = "21600";

/// Time limit of connecting, and of each reply.
const STEP: Duration = Duration::from_secs(1);
/// How long before the expiry of keys the service has new ones.
const REFRESH_AHEAD: Duration = Duration::from_secs(300);

/// Temporary keys for the role of this cloud instance (ECS), from its metadata service, version 2.
///
/// | variable | meaning |
/// | --- | --- |
/// | `VOLCENGINE_ECS_METADATA` | the role, else the instance's first one |
/// | `VOLCENGINE_ECS_METADATA_DISABLED` | `true` turns this source off |
///
/// The keys are replaced five minutes before they expire. The service is asked directly, never
/// through a proxy. On other machines, this times out after a second, and the source is skipped.
#[derive(Clone)]
pub struct InstanceMetadata {
    environment: Arc<dyn Environment>,
    endpoint: String,
    role: Option<String>,
    not_asked: Option<&'static str>,
}

impl InstanceMetadata {
    /// Uses the service at its standard address.
    pub fn new() -> Self {
        Self::of(Arc::new(System))
    }

    /// The same, with variables and clock from another environment.
    pub fn of(environment: Arc<dyn Environment>) -> Self {
        Self {
            environment,
            endpoint: DEFAULT_ENDPOINT.to_owned(),
            role: None,
            not_asked: None,
        }
    }

    /// Sets the role, overriding the variable.
    #[must_use]
    pub fn role(mut self, name: impl Into<String>) -> Self {
        self.role = Some(name.into());
        self
    }

    /// Sets the address of the service, for example `http://127.0.0.1:8080` in a test.
    #[must_use]
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = endpoint.into();
        self
    }

    /// Turns the source off, for this reason.
    pub(super) fn not_asked(mut self, reason: &'static str) -> Self {
        self.not_asked = Some(reason);
        self
    }

    fn text(&self, name: &str) -> Result<Option<String>, CredentialsError> {
        environment::text(&*self.environment, name)
            .map_err(|error| CredentialsError::failed(error.to_string()))
    }

    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        if let Some(reason) = self.not_asked {
            return Err(CredentialsError::passed_over(reason));
        }
        if self
            .text(DISABLED)?
            .is_some_and(|value| value.eq_ignore_ascii_case("true"))
        {
            return Err(CredentialsError::passed_over(format!("{DISABLED} is true")));
        }
        let service = Service::new(&self.endpoint)?;
        let token = service.token().await?;
        let named = match &self.role {
            Some(role) => Some(role.clone()),
            None => self.text(ROLE)?,
        };
        let role = match named {
            Some(role) => role,
            None => service.first_role(&token).await?,
        };
        let keys = service.keys(&role, &token).await?;
        let member = |name| keys.text(&[name]);
        Issued {
            access_key_id: member("AccessKeyId"),
            secret_access_key: member("SecretAccessKey"),
            session_token: member("SessionToken"),
            issued: None,
            ends: member("ExpiredTime"),
        }
        .credentials(self.environment.now())
        .map(|credentials| {
            credentials
                .refreshed_ahead(REFRESH_AHEAD)
                .from_source(format!("instance metadata (role {role})"))
        })
    }
}

impl Default for InstanceMetadata {
    fn default() -> Self {
        Self::new()
    }
}

impl ProvideCredentials for InstanceMetadata {
    fn name(&self) -> &str {
        "instance metadata"
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(self.fetch())
    }
}

impl fmt::Debug for InstanceMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InstanceMetadata")
            .field("endpoint", &self.endpoint)
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

/// The service, ready to be asked.
struct Service {
    endpoint: Endpoint,
    transport: HttpTransport,
}

impl Service {
    fn new(endpoint: &str) -> Result<Self, CredentialsError> {
        let failed =
            |error: crate::Error| CredentialsError::failed(error.to_string()).with_source(error);
        Ok(Self {
            endpoint: Endpoint::parse(endpoint).map_err(failed)?,
            transport: HttpTransport::builder()
                .connect_timeout(STEP)
                .proxy(Proxy::none())
                .keeps_connections(false)
                .build()
                .map_err(failed)?,
        })
    }

    /// The service requires a token. If none is available, this is not a cloud instance.
    async fn token(&self) -> Result<String, CredentialsError> {
        let header = (TOKEN_TTL_HEADER, TOKEN_TTL);
        let (status, body) = self
            .ask(Method::PUT, TOKEN_PATH, header)
            .await
            .map_err(|error| error.map_or_else(|error| error, Unanswered::passed_over))?;
        let token = str::from_utf8(&body).unwrap_or_default().trim().to_owned();
        match (status, token.is_empty()) {
            (StatusCode::OK, false) => Ok(token),
            _ => Err(CredentialsError::passed_over(format!(
                "{} returned no token [HTTP status {}]",
                self.endpoint,
                status.as_u16()
            ))),
        }
    }

    async fn first_role(&self, token: &str) -> Result<String, CredentialsError> {
        let (status, body) = self.get(ROLES_PATH, token).await?;
        if status == StatusCode::NOT_FOUND {
            return Err(no_role());
        }
        expect_ok(status, "the roles of the machine")?;
        first_role(&body).ok_or_else(no_role)
    }

    async fn keys(&self, role: &str, token: &str) -> Result<Secrets, CredentialsError> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.@+=,".contains(&byte);
        if matches!(role, "" | "." | "..") || !role.bytes().all(is_plain) {
            return Err(CredentialsError::failed(format!(
                "`{}` is not a valid role name",
                role.escape_debug()
            )));
        }
        let (status, body) = self.get(&format!("{KEYS_PATH}{role}"), token).await?;
        expect_ok(status, &format!("the keys of role {role}"))?;
        let keys = Secrets::parse(&body).map_err(|error| {
            CredentialsError::failed(format!(
                "the keys of role {role} are not valid JSON: {error}"
            ))
        });
        wipe_body(body);
        keys
    }

    async fn get(&self, path: &str, token: &str) -> Result<(StatusCode, Bytes), CredentialsError> {
        self.ask(Method::GET, path, (TOKEN_HEADER, token))
            .await
            .map_err(|error| error.map_or_else(|error| error, Unanswered::failed))
    }

    /// Asks; the error is either that of the request, or why there is no reply.
    async fn ask(
        &self,
        method: Method,
        path: &str,
        (name, value): (&str, &str),
    ) -> Result<(StatusCode, Bytes), Result<Unanswered, CredentialsError>> {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.endpoint))
            .header(name, value)
            .body(Bytes::new())
            .map_err(|_| {
                Err(CredentialsError::failed(
                    "the token of the metadata service is not a valid header value",
                ))
            })?;
        // Elsewhere than on a cloud machine nobody answers the first request, so that it is sent once.
        let attempts = if name == TOKEN_TTL_HEADER {
            1
        } else {
            sts::ATTEMPTS
        };
        let reply = sts::send(&self.transport, request, 2 * STEP, attempts)
            .await
            .map_err(Ok)?;
        Ok((reply.status(), reply.into_body()))
    }
}

fn no_role() -> CredentialsError {
    CredentialsError::passed_over("the machine has no role")
}

fn expect_ok(status: StatusCode, what: &str) -> Result<(), CredentialsError> {
    if status == StatusCode::OK {
        Ok(())
    } else {
        Err(CredentialsError::failed(format!(
            "cannot get {what} [HTTP status {}]",
            status.as_u16()
        )))
    }
}

/// The first role of a list in JSON, or of one with a role per line.
fn first_role(body: &[u8]) -> Option<String> {
    let text = str::from_utf8(body).ok()?;
    let first = |value: &Value| {
        let roles = value.as_array()?;
        let role = roles.iter().find_map(Value::as_str)?.trim();
        (!role.is_empty()).then(|| role.to_owned())
    };
    match serde_json::from_str::<Value>(text) {
        Ok(value) => first(&value),
        Err(_) => text
            .lines()
            .map(str::trim)
            .find(|line| !line.is_empty())
            .map(str::to_owned),
    }
}
