//! Several sources, asked in order.
//!
//! Knows their order and why each was skipped. Gives the credentials of the first configured one.
//! Must never skip a source that is configured but failed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{
    Credentials, CredentialsError, EnvironmentVariables, InstanceMetadata, OidcToken, OlderFile,
    Profile, ProvideCredentials, SharedFile,
};
use crate::runtime::BoxFuture;
use crate::runtime::environment::{Environment, System};
use crate::runtime::transport::Transport;

/// Asks several sources in order and uses the first one that is configured.
///
/// If none is, the error lists every source and why it was skipped. A source that is configured but
/// fails ends the search. Once a source has provided credentials, the chain stays with it, so that
/// a client does not change its identity while it runs.
#[derive(Debug, Clone)]
pub struct Chain {
    sources: Vec<Arc<dyn ProvideCredentials>>,
    /// The source that provided credentials.
    giver: Arc<AtomicUsize>,
}

impl Chain {
    /// Creates a chain without sources.
    pub fn new() -> Self {
        Self {
            sources: Vec::new(),
            giver: Arc::new(AtomicUsize::new(usize::MAX)),
        }
    }

    /// The default sources of a client: [`EnvironmentVariables`], [`OidcToken`], [`Profile`],
    /// [`SharedFile`], [`OlderFile`] and [`InstanceMetadata`].
    pub fn standard() -> Self {
        let environment: Arc<dyn Environment> = Arc::new(System);
        Self::before_metadata(&environment, None).or(InstanceMetadata::of(environment))
    }

    /// Adds a source at the end.
    #[must_use]
    pub fn or(mut self, source: impl ProvideCredentials + 'static) -> Self {
        self.sources.push(Arc::new(source));
        self
    }

    /// The standard sources of a client, which use its transport. If that is `foreign`, nothing may
    /// bypass it, so the metadata service is not asked.
    pub(in crate::runtime) fn of_client(
        environment: &Arc<dyn Environment>,
        transport: Arc<dyn Transport>,
        foreign: bool,
    ) -> Self {
        let metadata = InstanceMetadata::of(environment.clone());
        Self::before_metadata(environment, Some(transport)).or(if foreign {
            metadata.not_asked("the client has a custom transport")
        } else {
            metadata
        })
    }

    fn before_metadata(
        environment: &Arc<dyn Environment>,
        transport: Option<Arc<dyn Transport>>,
    ) -> Self {
        Self::new()
            .or(EnvironmentVariables::of(environment.clone()))
            .or(OidcToken::of(environment.clone(), transport.clone()))
            .or(Profile::of(environment.clone(), transport))
            .or(SharedFile::of(environment.clone()))
            .or(OlderFile::of(environment.clone()))
    }

    /// The source that provided credentials before.
    fn giver(&self) -> Option<&Arc<dyn ProvideCredentials>> {
        self.sources.get(self.giver.load(Ordering::Relaxed))
    }

    async fn first(&self) -> Result<Credentials, CredentialsError> {
        if let Some(giver) = self.giver() {
            let name = giver.name();
            let credentials = giver.provide().await;
            return credentials
                .map(|credentials| credentials.or_from(name))
                .map_err(|error| CredentialsError::stopped_at(name, error, Vec::new()));
        }
        let mut tried = Vec::with_capacity(self.sources.len());
        for (place, source) in self.sources.iter().enumerate() {
            let name = source.name();
            match source.provide().await {
                Ok(credentials) => {
                    self.giver.store(place, Ordering::Relaxed);
                    return Ok(credentials.or_from(name));
                }
                Err(error) if error.is_passed_over() => tried.push(error.of(name)),
                Err(error) => return Err(CredentialsError::stopped_at(name, error, tried)),
            }
        }
        Err(CredentialsError::none_of(tried))
    }
}

impl Default for Chain {
    fn default() -> Self {
        Self::new()
    }
}

impl ProvideCredentials for Chain {
    fn name(&self) -> &str {
        "chain"
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(self.first())
    }

    fn invalidate(&self, refused: &Credentials) -> bool {
        self.giver()
            .is_some_and(|source| source.invalidate(refused))
    }
}
