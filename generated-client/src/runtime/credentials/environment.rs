//! Credentials from environment variables.
//!
//! Knows the four sets of names. Gives the values of the first set in use. Must never mix two sets,
//! or ignore half a pair.

use std::fmt;
use std::sync::Arc;

use super::{Credentials, CredentialsError, ProvideCredentials};
use crate::runtime::BoxFuture;
use crate::runtime::environment::{self, Environment, System};

/// The variable names of one generation of the platform's tools.
struct Spelling {
    access_key: &'static str,
    secret_key: &'static str,
    session_tokens: &'static [&'static str],
}

/// Newest first, as the official default chain reads them.
const SPELLINGS: [Spelling; 4] = [
    Spelling {
        access_key: "VOLCENGINE_ACCESS_KEY",
        secret_key: "VOLCENGINE_SECRET_KEY",
        session_tokens: &["VOLCENGINE_SESSION_TOKEN"],
    },
    Spelling {
        access_key: "VOLC_ACCESSKEY",
        secret_key: "VOLC_SECRETKEY",
        session_tokens: &["VOLC_SESSIONTOKEN", "VOLC_SESSION_TOKEN"],
    },
    Spelling {
        access_key: "VOLCSTACK_ACCESS_KEY_ID",
        secret_key: "VOLCSTACK_SECRET_ACCESS_KEY",
        session_tokens: &["VOLCSTACK_SESSION_TOKEN"],
    },
    Spelling {
        access_key: "VOLCSTACK_ACCESS_KEY",
        secret_key: "VOLCSTACK_SECRET_KEY",
        session_tokens: &["VOLCSTACK_SESSION_TOKEN"],
    },
];

/// Credentials from environment variables:
///
/// | access key | secret key | session token |
/// | --- | --- | --- |
/// | `VOLCENGINE_ACCESS_KEY` | `VOLCENGINE_SECRET_KEY` | `VOLCENGINE_SESSION_TOKEN` |
/// | `VOLC_ACCESSKEY` | `VOLC_SECRETKEY` | `VOLC_SESSIONTOKEN` or `VOLC_SESSION_TOKEN` |
/// | `VOLCSTACK_ACCESS_KEY_ID` | `VOLCSTACK_SECRET_ACCESS_KEY` | `VOLCSTACK_SESSION_TOKEN` |
/// | `VOLCSTACK_ACCESS_KEY` | `VOLCSTACK_SECRET_KEY` | `VOLCSTACK_SESSION_TOKEN` |
///
/// The first row with any variable set is used and must be complete. An empty variable counts as
/// not set.
#[derive(Clone)]
pub struct EnvironmentVariables {
    environment: Arc<dyn Environment>,
}

impl EnvironmentVariables {
    /// Reads the variables of the process.
    pub fn new() -> Self {
        Self::of(Arc::new(System))
    }

    /// Reads the variables of another environment.
    pub fn of(environment: Arc<dyn Environment>) -> Self {
        Self { environment }
    }

    fn read(&self) -> Result<Credentials, CredentialsError> {
        for spelling in &SPELLINGS {
            if let Some(credentials) = self.read_spelling(spelling)? {
                return Ok(credentials);
            }
        }
        let unset = SPELLINGS.map(|spelling| format!("{} is not set", spelling.access_key));
        Err(CredentialsError::passed_over(unset.join(", ")))
    }

    fn read_spelling(&self, spelling: &Spelling) -> Result<Option<Credentials>, CredentialsError> {
        let Spelling {
            access_key,
            secret_key,
            session_tokens,
        } = spelling;
        let half = |set: &str, unset: &str| {
            CredentialsError::failed(format!("{set} is set, but {unset} is not"))
        };
        match (self.text(access_key)?, self.text(secret_key)?) {
            (None, None) => Ok(None),
            (Some(_), None) => Err(half(access_key, secret_key)),
            (None, Some(_)) => Err(half(secret_key, access_key)),
            (Some(id), Some(secret)) => {
                let tokens = session_tokens.iter().map(|name| self.text(name));
                let tokens = tokens.collect::<Result<Vec<_>, _>>()?;
                let token = tokens.into_iter().flatten().next();
                let credentials = Credentials::temporary(id, secret, token.unwrap_or_default());
                Ok(Some(
                    credentials.from_source(format!("environment ({access_key})")),
                ))
            }
        }
    }

    fn text(&self, name: &str) -> Result<Option<String>, CredentialsError> {
        environment::text(&*self.environment, name)
            .map_err(|error| CredentialsError::failed(error.to_string()))
    }
}

impl Default for EnvironmentVariables {
    fn default() -> Self {
        Self::new()
    }
}

impl ProvideCredentials for EnvironmentVariables {
    fn name(&self) -> &str {
        "environment"
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let credentials = self.read();
        Box::pin(async move { credentials })
    }

    fn invalidate(&self, _: &Credentials) -> bool {
        // The variables of a process are what it was started with.
        false
    }
}

impl fmt::Debug for EnvironmentVariables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The environment itself may be scripted with secrets in it.
        f.debug_struct("EnvironmentVariables")
            .finish_non_exhaustive()
    }
}
