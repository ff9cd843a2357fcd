//! Where credentials come from.
//!
//! Knows the sources and their order. Gives credentials, or what was tried and why it was passed
//! over. Must never show a secret.

mod chain;
mod environment;
mod keys;

#[cfg(test)]
mod tests;

use std::error::Error as StdError;
use std::fmt;

pub use self::chain::Chain;
pub use self::environment::EnvironmentVariables;
pub use self::keys::Credentials;
use super::BoxFuture;

/// A source of credentials. Asked before every attempt, so it keeps what is worth keeping.
///
/// # Examples
///
/// ```
/// use generated_client::runtime::BoxFuture;
/// use generated_client::runtime::credentials::{Credentials, CredentialsError, ProvideCredentials};
///
/// #[derive(Debug)]
/// struct Vault;
///
/// impl ProvideCredentials for Vault {
///     fn name(&self) -> &str {
///         "our vault"
///     }
///
///     fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
///         Box::pin(async { Err(CredentialsError::failed("the vault is sealed")) })
///     }
/// }
/// ```
pub trait ProvideCredentials: fmt::Debug + Send + Sync {
    /// What the source is called in an error message, for example `environment`.
    fn name(&self) -> &str;

    /// Gives the credentials to sign with.
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>>;

    /// Hears that the service refuses these credentials as stale. Returns whether it is worth
    /// asking for others: a source that keeps credentials forgets these, and these alone, since
    /// another call may have fetched new ones in the meantime.
    fn invalidate(&self, stale: &Credentials) -> bool {
        let _ = stale;
        false
    }
}

/// Fixed credentials are a source as well.
impl ProvideCredentials for Credentials {
    fn name(&self) -> &str {
        "fixed credentials"
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let credentials = self.clone();
        Box::pin(async move { Ok(credentials) })
    }
}

/// Why a source gives no credentials.
pub struct CredentialsError {
    passed_over: bool,
    reason: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl CredentialsError {
    /// The source is not configured at all: a chain passes it over and asks the next.
    pub fn passed_over(reason: impl Into<String>) -> Self {
        Self {
            passed_over: true,
            reason: reason.into(),
            source: None,
        }
    }

    /// The source is configured but gives nothing: a chain stops here, so that no other identity is
    /// used unnoticed.
    pub fn failed(reason: impl Into<String>) -> Self {
        Self {
            passed_over: false,
            reason: reason.into(),
            source: None,
        }
    }

    /// Adds the error that lies beneath.
    #[must_use]
    pub fn with_source(self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            source: Some(source.into()),
            ..self
        }
    }

    /// Whether a chain passes the source over.
    pub fn is_passed_over(&self) -> bool {
        self.passed_over
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl fmt::Debug for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialsError")
            .field("passed_over", &self.passed_over)
            .field("reason", &self.reason)
            .field("source", &self.source)
            .finish()
    }
}

impl StdError for CredentialsError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.source {
            Some(source) => Some(&**source),
            None => None,
        }
    }
}
