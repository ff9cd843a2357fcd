//! The trait of sources of credentials.
//!
//! Knows the trait that every source implements. Gives ways to write custom sources. Must never
//! know a particular source.

use std::fmt;
use std::sync::Arc;

use super::{Credentials, CredentialsError};
use crate::runtime::BoxFuture;

/// A source of credentials.
///
/// A client asks it when it has no keys yet, shortly before they expire, and after a service
/// rejects them; in between, it caches them ([`CredentialsCache`](super::CredentialsCache)).
/// [`from_fn`] turns a function into a source.
///
/// # Examples
///
/// ```
/// use std::time::{Duration, SystemTime};
///
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
///         Box::pin(async {
///             // Ask the vault here, and say `CredentialsError::failed` when it gives none.
///             let end = SystemTime::now() + Duration::from_secs(900);
///             Ok(Credentials::temporary("AKTP…", "…", "…").expires_at(end))
///         })
///     }
/// }
/// ```
pub trait ProvideCredentials: fmt::Debug + Send + Sync {
    /// Name of the source in error messages, for example `environment`.
    fn name(&self) -> &str;

    /// Returns the credentials to sign with.
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>>;

    /// Called when a service rejects these credentials as stale. Returns whether to ask for others;
    /// `true` by default.
    ///
    /// A source that caches credentials drops only these, since another call may have fetched new
    /// ones in the meantime.
    fn invalidate(&self, refused: &Credentials) -> bool {
        let _ = refused;
        true
    }
}

/// Fixed credentials are a source, too.
impl ProvideCredentials for Credentials {
    fn name(&self) -> &str {
        "fixed credentials"
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let credentials = self.clone();
        Box::pin(async move { Ok(credentials) })
    }

    fn invalidate(&self, _: &Credentials) -> bool {
        false
    }
}

/// A shared source is a source, too.
impl<S: ProvideCredentials + ?Sized> ProvideCredentials for Arc<S> {
    fn name(&self) -> &str {
        (**self).name()
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        (**self).provide()
    }

    fn invalidate(&self, refused: &Credentials) -> bool {
        (**self).invalidate(refused)
    }
}

/// Turns a function into a source.
///
/// # Examples
///
/// ```
/// use generated_client::Config;
/// use generated_client::runtime::credentials::{Credentials, from_fn};
///
/// let source = from_fn("our vault", || async { Ok(Credentials::new("AKLT…", "…")) });
/// let config = Config::builder().credentials(source).build();
/// ```
pub fn from_fn<F, R>(name: impl Into<String>, function: F) -> FromFn<F>
where
    F: Fn() -> R + Send + Sync,
    R: Future<Output = Result<Credentials, CredentialsError>> + Send,
{
    FromFn {
        name: name.into(),
        function,
    }
}

/// A function as a source; see [`from_fn`].
#[derive(Clone)]
pub struct FromFn<F> {
    name: String,
    function: F,
}

impl<F, R> ProvideCredentials for FromFn<F>
where
    F: Fn() -> R + Send + Sync,
    R: Future<Output = Result<Credentials, CredentialsError>> + Send,
{
    fn name(&self) -> &str {
        &self.name
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async move { (self.function)().await })
    }
}

impl<F> fmt::Debug for FromFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("FromFn").field(&self.name).finish()
    }
}
