//! Where a new crate finds the runtime.

use std::path::Path;

use super::paths::{real, relative};
use super::{MANIFEST, Manifest, PackageError, RUNTIME, Runtime, read};

impl Runtime {
    /// The runtime in a folder, as a crate in the folder `from` calls it.
    ///
    /// # Errors
    /// The folder is not that of the runtime.
    pub fn at(folder: &Path, from: &Path) -> Result<Self, PackageError> {
        if !is_runtime(folder)? {
            return Err(PackageError::NotRuntime(folder.to_owned()));
        }
        Ok(Self::Path(relative(&real(folder)?, &real(from)?)))
    }

    /// The runtime in a folder `generated-client` beside the crate in the folder `from` or above it, or else above the
    /// folder that the process works in.
    ///
    /// # Errors
    /// It is not there.
    pub fn near(from: &Path) -> Result<Self, PackageError> {
        for start in [real(from)?, real(Path::new("."))?] {
            for above in start.ancestors() {
                let folder = above.join(RUNTIME);
                if folder != start && is_runtime(&folder)? {
                    return Self::at(&folder, from);
                }
            }
        }
        Err(PackageError::NoRuntime)
    }
}

fn is_runtime(folder: &Path) -> Result<bool, PackageError> {
    let text = read(&folder.join(MANIFEST))?;
    let manifest = text.and_then(|text| Manifest::parse(&text).ok());
    Ok(manifest.is_some_and(|manifest| manifest.package_name() == Some(RUNTIME)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
    #![allow(
        clippy::disallowed_methods,
        reason = "a test makes the files that it needs"
    )]

    use std::fs;

    use super::*;

    #[test]
    fn it_is_found_beside_and_above_and_nothing_else_is_taken_for_it() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join(RUNTIME);
        let mine = root.path().join("some/where/mine");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(MANIFEST), "[package]\nname = \"another\"\n").unwrap();
        assert!(matches!(
            Runtime::at(&folder, &mine),
            Err(PackageError::NotRuntime(path)) if path == folder
        ));
        fs::write(
            folder.join(MANIFEST),
            format!("[package]\nname = \"{RUNTIME}\"\n"),
        )
        .unwrap();
        let expected = Runtime::Path("../../../generated-client".to_owned());
        assert_eq!(Runtime::near(&mine).unwrap(), expected);
        assert_eq!(Runtime::at(&folder, &mine).unwrap(), expected);
    }
}
