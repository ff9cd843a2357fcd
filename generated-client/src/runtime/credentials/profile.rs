//! The file of the platform's command-line tool.
//!
//! Knows its location, its profiles and how each profile gets keys. Gives the keys. Must never
//! write it, or log in on behalf of a user.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use super::secret::Secrets;
use super::{
    AssumeRole, Credentials, CredentialsError, InstanceMetadata, OidcToken, ProvideCredentials,
    SharedFile, file,
};
use crate::runtime::BoxFuture;
use crate::runtime::config::Config;
use crate::runtime::environment::{self, Environment, System};
use crate::runtime::transport::Transport;

const FILE: &str = "VOLCENGINE_CLI_CONFIG_FILE";
const NAME: &str = "VOLCENGINE_PROFILE";

/// A profile of the platform's command-line tool.
///
/// The file is `VOLCENGINE_CLI_CONFIG_FILE`, else `~/.volcengine/config.json`; the profile in it is
/// `VOLCENGINE_PROFILE`, else the file's `current`, else `default`. Its `mode` decides where the
/// keys come from:
///
/// | mode | keys |
/// | --- | --- |
/// | none, `ak`, `ststoken` | those in the profile |
/// | `ramrolearn` | those of a role, from `AssumeRole` signed with the profile's keys |
/// | `oidc` | those of a role, in exchange for a token in a file, see [`OidcToken`] |
/// | `ecsrole` | those of the instance's role, see [`InstanceMetadata`] |
/// | `sso`, `console-login` | those that the tool stored at login, until they expire |
///
/// The profile's `region` is the default region of the calls. The file is read each time. It is
/// skipped if it does not exist, or if it has no profile `default` and nothing names another one. A
/// profile that exists but has no keys is an error, so that no other identity replaces it. A profile
/// that `VOLCENGINE_PROFILE` names may also be in the [shared file](SharedFile), if there is one.
#[derive(Clone)]
pub struct Profile {
    environment: Arc<dyn Environment>,
    transport: Option<Arc<dyn Transport>>,
    file: Option<PathBuf>,
    name: Option<String>,
    sts_endpoint: Option<String>,
    metadata: InstanceMetadata,
}

impl Profile {
    /// Uses the profile named by the variables of the process, or else the file's current one.
    pub fn new() -> Self {
        Self::of(Arc::new(System), None)
    }

    /// The same with another environment.
    pub(super) fn of(
        environment: Arc<dyn Environment>,
        transport: Option<Arc<dyn Transport>>,
    ) -> Self {
        Self {
            metadata: InstanceMetadata::of(environment.clone()),
            environment,
            transport,
            file: None,
            name: None,
            sts_endpoint: None,
        }
    }

    /// Sets the file, overriding the variable.
    #[must_use]
    pub fn file(mut self, path: impl Into<PathBuf>) -> Self {
        self.file = Some(path.into());
        self
    }

    /// Sets the profile, overriding the variable and the file.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Host of STS for the modes that use it; start it with `http://` for plain HTTP.
    #[must_use]
    pub fn sts_endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.sts_endpoint = Some(endpoint.into());
        self
    }

    /// How the mode `ecsrole` asks the metadata service.
    #[must_use]
    pub fn instance_metadata(mut self, metadata: InstanceMetadata) -> Self {
        self.metadata = metadata;
        self
    }

    fn find(&self) -> Result<Found, CredentialsError> {
        let environment = &*self.environment;
        let named_file = self
            .file
            .clone()
            .or_else(|| file::path_in(environment, FILE));
        let file_is_named = named_file.is_some();
        let path = named_file
            .or_else(|| file::in_home(environment, [".volcengine", "config.json"]))
            .ok_or_else(|| {
                CredentialsError::passed_over(format!("neither {FILE} nor HOME is set"))
            })?;
        let named = match &self.name {
            Some(name) => Some(name.clone()),
            None => environment::text(environment, NAME)
                .map_err(|error| CredentialsError::failed(error.to_string()))?,
        };
        // The variable names a section of the file that SDKs share as well.
        let is_sought_here = named.is_some()
            && (self.name.is_some() || !SharedFile::of(self.environment.clone()).is_there());
        let shown = path.display();
        let document = file::read_json(environment, &path)?.ok_or_else(|| {
            let is_named = file_is_named || is_sought_here;
            let profile = named.as_ref().map(|name| format!("no profile {name}: "));
            let profile = profile.unwrap_or_default();
            file::lacking(is_named, format!("{profile}{shown} does not exist"))
        })?;
        let wrong = |what: &str| CredentialsError::failed(format!("{shown}: {what}"));
        if document.is_other_than(&["profiles"], Value::is_object) {
            return Err(wrong("`profiles` is not an object"));
        }
        if document.is_other_than(&["current"], Value::is_string) {
            return Err(wrong("`current` is not a string"));
        }
        let current = document.text(&["current"]).map(str::to_owned);
        let is_named = file_is_named
            || match &named {
                Some(_) => is_sought_here,
                None => current.is_some(),
            };
        let named = named.or(current);
        let name = named.unwrap_or_else(|| "default".to_owned());
        let found = Found {
            label: format!("profile {name} of {shown}"),
            document,
            name,
        };
        if found.member_of_profile().is_some() {
            Ok(found)
        } else {
            Err(file::lacking(
                is_named,
                format!("there is no {}", found.label),
            ))
        }
    }

    async fn keys(&self) -> Result<Credentials, CredentialsError> {
        let found = file::apart(self, Self::find).await?;
        // There is a profile: what it leads to is not passed over, whatever comes of it.
        let keys = self.keys_of(found).await;
        keys.map_err(CredentialsError::not_passed_over)
    }

    async fn keys_of(&self, found: Found) -> Result<Credentials, CredentialsError> {
        let texts = [
            "mode",
            "region",
            "access-key",
            "secret-key",
            "session-token",
        ];
        if let Some(member) = texts.iter().find(|name| found.is_other_than_text(name)) {
            return Err(CredentialsError::failed(format!(
                "{}: `{member}` is not a string",
                found.label
            )));
        }
        let mode = found.text("mode").unwrap_or("ak").to_ascii_lowercase();
        let credentials = match mode.as_str() {
            "ak" => found.stored(self.environment.now(), false)?,
            "ststoken" => found.stored(self.environment.now(), true)?,
            "sso" | "console-login" => found
                .stored(self.environment.now(), true)
                .map_err(|error| found.not_logged_in(&mode, &error))?,
            "oidc" => self.by_token(&found)?.provide().await?,
            "ecsrole" => {
                let role = found.required("role-name")?;
                self.metadata.clone().role(role).provide().await?
            }
            "ramrolearn" => self.by_role(&found).await?,
            _ => {
                return Err(CredentialsError::failed(format!(
                    "{}: mode `{}` is not supported",
                    found.label,
                    mode.escape_debug()
                )));
            }
        };
        let credentials = credentials.from_source(found.label.as_str());
        Ok(match found.text("region") {
            Some(region) => credentials.in_region(region),
            None => credentials,
        })
    }

    fn by_token(&self, found: &Found) -> Result<OidcToken, CredentialsError> {
        Ok(
            OidcToken::of(self.environment.clone(), self.transport.clone()).with(
                found.required("role-trn")?.to_owned(),
                found.required("oidc-token-file")?.into(),
                found.text("policy").map(str::to_owned),
                self.sts_endpoint.clone(),
            ),
        )
    }

    async fn by_role(&self, found: &Found) -> Result<Credentials, CredentialsError> {
        let role = match found.text("role-trn") {
            Some(trn) => trn.to_owned(),
            None => format!(
                "trn:iam::{}:role/{}",
                found.account()?,
                found.required("role-name")?
            ),
        };
        let mut config = Config::builder()
            .environment(self.environment.clone())
            .credentials(found.stored(self.environment.now(), false)?);
        if let Some(endpoint) = &self.sts_endpoint {
            config = config.endpoint(endpoint);
        }
        if let Some(transport) = &self.transport {
            config = config.transport(transport.clone());
        }
        let mut source = AssumeRole::new(role, config.build())
            .map_err(|error| CredentialsError::failed(error.to_string()).with_source(error))?;
        if let Some(policy) = found.text("policy") {
            source = source.policy(policy);
        }
        source.provide().await
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self::new()
    }
}

impl ProvideCredentials for Profile {
    fn name(&self) -> &str {
        "profile of the command-line tool"
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(self.keys())
    }
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Profile")
            .field("file", &self.file)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// A profile in its file.
struct Found {
    document: Secrets,
    name: String,
    label: String,
}

impl Found {
    fn member_of_profile(&self) -> Option<&Value> {
        self.document.at(&["profiles", &self.name])
    }

    fn text(&self, member: &str) -> Option<&str> {
        self.document.text(&["profiles", &self.name, member])
    }

    fn is_other_than_text(&self, member: &str) -> bool {
        self.document
            .is_other_than(&["profiles", &self.name, member], Value::is_string)
    }

    fn required(&self, member: &str) -> Result<&str, CredentialsError> {
        self.text(member)
            .ok_or_else(|| CredentialsError::failed(format!("{} has no `{member}`", self.label)))
    }

    /// An account id is a string or a number.
    fn account(&self) -> Result<String, CredentialsError> {
        match self
            .document
            .at(&["profiles", &self.name, "account-id"])
            .and_then(Value::as_u64)
        {
            Some(number) => Ok(number.to_string()),
            None => self.required("account-id").map(str::to_owned),
        }
    }

    /// The keys in the profile itself.
    fn stored(&self, now: SystemTime, with_token: bool) -> Result<Credentials, CredentialsError> {
        if self
            .text("access-key")
            .or(self.text("secret-key"))
            .is_none()
        {
            let reason = format!("{} has no `access-key`", self.label);
            return Err(CredentialsError::failed(reason));
        }
        let id = self.required("access-key")?;
        let secret = self.required("secret-key")?;
        let token = self.text("session-token").unwrap_or_default();
        if with_token && token.is_empty() {
            return Err(CredentialsError::failed(format!(
                "{} has no `session-token`",
                self.label
            )));
        }
        let credentials = Credentials::temporary(id, secret, token);
        // Long-lived keys have no end, whatever is left over from a login.
        let Some(end) = self.end().filter(|_| !token.is_empty()) else {
            return Ok(credentials);
        };
        if end <= now {
            return Err(CredentialsError::failed(format!(
                "the keys of {} have expired",
                self.label
            )));
        }
        Ok(credentials.expires_at(end))
    }

    fn end(&self) -> Option<SystemTime> {
        let value = self
            .document
            .at(&["profiles", &self.name, "sts-expiration"])?;
        let number = match value {
            Value::String(text) => text.trim().parse().ok()?,
            value => value.as_u64()?,
        };
        let since = match number {
            0 => return None,
            seconds @ ..1_000_000_000_000 => Duration::from_secs(seconds),
            milliseconds => Duration::from_millis(milliseconds),
        };
        SystemTime::UNIX_EPOCH.checked_add(since)
    }

    fn not_logged_in(&self, mode: &str, error: &CredentialsError) -> CredentialsError {
        CredentialsError::failed(format!(
            "{error}; mode `{mode}` needs a login with the command-line tool; this client cannot log in"
        ))
    }
}
