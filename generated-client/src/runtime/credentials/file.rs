//! Files that hold credentials.
//!
//! Knows where a user's files lie and that they may be missing. Gives their content. Must never read
//! one past the environment it was given.

use std::io;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::CredentialsError;
use super::secret::Secrets;
use crate::runtime::environment::Environment;

/// A path from an environment variable; an empty one counts as not set.
pub(super) fn path_in(environment: &dyn Environment, variable: &str) -> Option<PathBuf> {
    environment
        .variable(variable)
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
}

/// A path below the user's home directory.
pub(super) fn in_home(environment: &dyn Environment, path: [&str; 2]) -> Option<PathBuf> {
    let home = path_in(environment, "HOME").or_else(|| path_in(environment, "USERPROFILE"))?;
    Some(home.join(path[0]).join(path[1]))
}

/// Reads a file; `None` when there is none.
pub(super) fn read(
    environment: &dyn Environment,
    path: &Path,
) -> Result<Option<Zeroizing<Vec<u8>>>, CredentialsError> {
    match environment.read_file(path) {
        Ok(content) => Ok(Some(Zeroizing::new(content))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(CredentialsError::failed(format!(
            "{} cannot be read: {error}",
            path.display()
        ))
        .with_source(error)),
    }
}

/// Reads a file with JSON; `None` when there is none.
pub(super) fn read_json(
    environment: &dyn Environment,
    path: &Path,
) -> Result<Option<Secrets>, CredentialsError> {
    let Some(content) = read(environment, path)? else {
        return Ok(None);
    };
    Secrets::parse(&content).map(Some).map_err(|error| {
        CredentialsError::failed(format!("{} is not valid JSON: {error}", path.display()))
            .with_source(error)
    })
}

/// What it means that something is missing: where somebody named the file or the profile, it must not
/// be passed over.
pub(super) struct Lacking {
    is_named: bool,
}

impl Lacking {
    pub(super) fn when_named(is_named: bool) -> Self {
        Self { is_named }
    }

    pub(super) fn because(&self, reason: String) -> CredentialsError {
        if self.is_named {
            CredentialsError::failed(reason)
        } else {
            CredentialsError::passed_over(reason)
        }
    }
}
