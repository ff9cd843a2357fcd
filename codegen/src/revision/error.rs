//! Why a revision could not be read.

use std::error::Error;
use std::{fmt, io};

/// Why a revision could not be read.
#[derive(Debug)]
pub enum RevisionError {
    /// `git` could not be run.
    NoGit(io::Error),
    /// `git` refused; what it said.
    Refused(String),
    /// What was named is neither a folder nor a document in the folder of a version.
    NoFolder(String),
    /// A file of the revision is not UTF-8.
    NotUtf8(String),
}

impl fmt::Display for RevisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGit(error) => write!(f, "`git` cannot be run: {error}"),
            Self::Refused(said) => write!(f, "git says: {}", said.trim()),
            Self::NoFolder(name) => write!(
                f,
                "`{name}` is neither a folder of documents nor a document in `<service>/<version>/`"
            ),
            Self::NotUtf8(path) => write!(f, "{path} is not UTF-8"),
        }
    }
}

impl Error for RevisionError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::NoGit(error) => Some(error),
            _ => None,
        }
    }
}
