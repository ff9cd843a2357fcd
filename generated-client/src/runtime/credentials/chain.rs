//! Several sources, asked one after the other.
//!
//! Knows their order and why each was passed over. Gives the first one's credentials. Must never go
//! on past a source that is configured but failed.

use std::sync::Arc;

use super::{Credentials, CredentialsError, EnvironmentVariables, ProvideCredentials};
use crate::runtime::BoxFuture;
use crate::runtime::environment::Environment;

/// Asks several sources in order; the first that is configured counts.
///
/// When none is, the error names every source and why it was passed over. A source that is
/// configured but fails ends the search.
#[derive(Debug, Clone, Default)]
pub struct Chain {
    sources: Vec<Arc<dyn ProvideCredentials>>,
}

impl Chain {
    /// A chain without sources.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a source at the end.
    #[must_use]
    pub fn or(mut self, source: impl ProvideCredentials + 'static) -> Self {
        self.sources.push(Arc::new(source));
        self
    }

    /// The sources a client asks unless its configuration names others.
    pub(in crate::runtime) fn standard(environment: Arc<dyn Environment>) -> Self {
        Self::new().or(EnvironmentVariables::of(environment))
    }

    async fn first(&self) -> Result<Credentials, CredentialsError> {
        let mut tried = Vec::with_capacity(self.sources.len());
        for source in &self.sources {
            let name = source.name();
            match source.provide().await {
                Ok(credentials) => return Ok(credentials),
                Err(error) if error.is_passed_over() => tried.push(format!("{name} ({error})")),
                Err(error) => {
                    return Err(
                        CredentialsError::failed(format!("{name}: {error}")).with_source(error)
                    );
                }
            }
        }
        Err(CredentialsError::passed_over(if tried.is_empty() {
            "no source is configured".to_owned()
        } else {
            format!("tried {}", tried.join("; "))
        }))
    }
}

impl ProvideCredentials for Chain {
    fn name(&self) -> &str {
        "chain"
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(self.first())
    }

    fn invalidate(&self, stale: &Credentials) -> bool {
        // Every source is told: only the one that gave these credentials knows them.
        let mut worth = false;
        for source in &self.sources {
            worth |= source.invalidate(stale);
        }
        worth
    }
}
