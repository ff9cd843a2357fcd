//! Sources of credentials.
//!
//! Knows the sources and their order. Gives credentials, or what was tried and why it was skipped.
//! Must never show a secret.

mod assume_role;
mod cache;
mod chain;
mod environment;
mod error;
mod file;
mod keys;
mod metadata;
mod oidc;
mod older;
mod profile;
mod provider;
mod secret;
mod shared_file;
mod sts;

#[cfg(test)]
mod tests;

pub use self::assume_role::AssumeRole;
pub use self::cache::CredentialsCache;
pub use self::chain::Chain;
pub use self::environment::EnvironmentVariables;
pub use self::error::{CredentialsError, Tried};
pub use self::keys::{Credentials, DEFAULT_REFRESH_AHEAD};
pub use self::metadata::InstanceMetadata;
pub use self::oidc::{OidcToken, OidcTokenBuilder};
pub use self::older::OlderFile;
pub use self::profile::Profile;
pub use self::provider::{FromFn, ProvideCredentials, from_fn};
pub use self::shared_file::SharedFile;
