//! Why a crate cannot be written.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why the files beside the sources cannot be made.
#[derive(Debug)]
pub enum PackageError {
    /// A file cannot be read.
    Io(PathBuf, io::Error),
    /// A manifest is not what Cargo reads. The text says where and why.
    Manifest(PathBuf, String),
    /// There is a manifest of others where a new crate is wanted.
    Foreign(PathBuf),
    /// The folder of a new crate has a name that no crate can have.
    Name(PathBuf),
    /// Nothing says where the runtime is.
    NoRuntime,
    /// The folder that should have the runtime does not.
    NotRuntime(PathBuf),
}

impl fmt::Display for PackageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Manifest(path, why) => write!(f, "{}: {}", path.display(), why.trim_end()),
            Self::Foreign(path) => write!(
                f,
                "not overwriting {}, which has no `@generated` header; name a folder for a new crate, or \
                 write modules into this one with `--out DIR --runtime PATH`",
                path.display()
            ),
            Self::Name(path) => write!(
                f,
                "the crate is named after its folder, and {} is not a valid crate name; name another folder",
                path.display()
            ),
            Self::NoRuntime => write!(
                f,
                "the crate `generated-client`, which has the runtime, is neither next to the new crate nor above this folder; \
                 say where it is with `--runtime-path DIR`, or which version to depend on with `--runtime-version VERSION`"
            ),
            Self::NotRuntime(path) => write!(
                f,
                "{} is not the folder of the crate `generated-client`; name the folder with its `Cargo.toml`",
                path.display()
            ),
        }
    }
}

impl std::error::Error for PackageError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(_, error) => Some(error),
            _ => None,
        }
    }
}
