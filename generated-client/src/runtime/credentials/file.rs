//! Files that hold credentials.
//!
//! Knows the location of a user's files and that they may be missing. Gives their content. Must
//! never bypass the given environment.

use std::io;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::CredentialsError;
use super::secret::Secrets;
use crate::runtime::environment::{self, Environment};

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

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads the files of a source, on a thread that may block.
pub(super) async fn apart<S, T>(
    source: &S,
    read: impl FnOnce(&S) -> Result<T, CredentialsError> + Send + 'static,
) -> Result<T, CredentialsError>
where
    S: Clone + Send + Sync + 'static,
    T: Send + 'static,
{
    let source = source.clone();
    let ended =
        || CredentialsError::failed("the Tokio runtime shut down while a file was being read");
    environment::apart(move || read(&source))
        .await
        .unwrap_or_else(|| Err(ended()))
}

/// Reads a file; `None` if it does not exist.
pub(super) fn read(
    environment: &dyn Environment,
    path: &Path,
) -> Result<Option<Zeroizing<Vec<u8>>>, CredentialsError> {
    match environment.read_file(path) {
        Ok(mut content) => {
            // Editors of some systems begin a text with a mark.
            if content.starts_with(BYTE_ORDER_MARK) {
                content.drain(..BYTE_ORDER_MARK.len());
            }
            Ok(Some(Zeroizing::new(content)))
        }
        Err(error) if is_missing(error.kind()) => Ok(None),
        Err(error) => Err(CredentialsError::failed(format!(
            "{} cannot be read: {error}",
            path.display()
        ))
        .with_source(error)),
    }
}

/// Whether there is no file, or not even a folder for it, as with the home directory `/dev/null`.
fn is_missing(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Reads a file of a JSON object; `None` if it does not exist.
pub(super) fn read_json(
    environment: &dyn Environment,
    path: &Path,
) -> Result<Option<Secrets>, CredentialsError> {
    let Some(content) = read(environment, path)? else {
        return Ok(None);
    };
    let path = path.display();
    match Secrets::parse(&content) {
        Ok(document) if document.is_object() => Ok(Some(document)),
        Ok(_) => Err(CredentialsError::failed(format!(
            "{path} is not a JSON object"
        ))),
        Err(error) => {
            let reason = format!("{path} is not valid JSON: {error}");
            Err(CredentialsError::failed(reason).with_source(error))
        }
    }
}

/// The error for a missing file: if it was named explicitly, it must not be skipped.
pub(super) fn lacking(is_named: bool, reason: String) -> CredentialsError {
    if is_named {
        CredentialsError::failed(reason)
    } else {
        CredentialsError::passed_over(reason)
    }
}
