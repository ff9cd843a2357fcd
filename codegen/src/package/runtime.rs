//! Where a new crate finds the runtime.

use std::io;
use std::path::{Component, Path, PathBuf};

use super::{MANIFEST, Manifest, PackageError, RUNTIME, read};

/// What a manifest says about the runtime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Runtime {
    /// The path of its folder, relative to the crate where that is possible, with `/`.
    Path(String),
    /// A requirement of Cargo's, such as `0.1`.
    Version(String),
}

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

/// The path of a folder from the root on, without links as far as it exists.
fn real(folder: &Path) -> Result<PathBuf, PackageError> {
    let refuse = |error: io::Error| PackageError::Io(folder.to_owned(), error);
    let absolute = std::path::absolute(folder).map_err(refuse)?;
    for above in absolute.ancestors() {
        match above.canonicalize() {
            Ok(existing) => {
                let rest = absolute.strip_prefix(above).unwrap_or(Path::new(""));
                return Ok(rest.components().fold(existing, |mut path, part| {
                    match part {
                        Component::ParentDir => {
                            path.pop();
                        }
                        part => path.push(part),
                    }
                    path
                }));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(refuse(error)),
        }
    }
    Ok(absolute)
}

/// The way from one folder to another; the whole path when there is none, as between drives.
fn relative(to: &Path, from: &Path) -> String {
    let common = to
        .components()
        .zip(from.components())
        .take_while(|(a, b)| a == b)
        .count();
    let way: Vec<_> = if common == 0 {
        vec![to.to_string_lossy()]
    } else {
        let up = from.components().skip(common).map(|_| "..".into());
        let down = to.components().skip(common);
        up.chain(down.map(|part| part.as_os_str().to_string_lossy()))
            .collect()
    };
    way.join("/").replace('\\', "/")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use std::fs;

    use super::*;

    #[test]
    fn the_way_is_relative_wherever_the_folders_are() {
        let way = |to: &str, from: &str| relative(Path::new(to), Path::new(from));
        assert_eq!(way("/a/generated-client", "/a/mine"), "../generated-client");
        assert_eq!(
            way("/a/generated-client", "/a/b/c/mine"),
            "../../../generated-client"
        );
        assert_eq!(way("/a/b/generated-client", "/a"), "b/generated-client");
    }

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
