//! What makes a crate of generated sources: its manifest and what stands beside it.
//!
//! Knows Cargo's manifests, and where a crate lies on the disk; it reads there and never writes.
//! Gives the files beside a folder of sources as they should be, every edit of others kept.
//! Must never know Rust code nor how files are replaced.

mod error;
mod features;
mod manifest;
mod new_crate;
mod paths;
mod readme;
mod runtime;
mod workspace;

use std::fs;
use std::io;
use std::path::Path;

pub use error::PackageError;
pub use features::keep_features;
pub use manifest::{Manifest, Runtime};
pub use new_crate::{NewCrate, limit};

/// Name of a manifest.
const MANIFEST: &str = "Cargo.toml";

/// Name of the crate that has the runtime.
const RUNTIME: &str = "generated-client";

/// The text of a file; `None` when there is no such file.
fn read(path: &Path) -> Result<Option<String>, PackageError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(PackageError::Io(path.to_owned(), error)),
    }
}
