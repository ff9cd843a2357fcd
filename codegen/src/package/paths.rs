//! Paths of folders that may not exist yet.

use std::io;
use std::path::{Component, Path, PathBuf};

use super::PackageError;

/// The path of a folder from the root on, without links as far as it exists.
pub(super) fn real(folder: &Path) -> Result<PathBuf, PackageError> {
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
pub(super) fn relative(to: &Path, from: &Path) -> String {
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
}
