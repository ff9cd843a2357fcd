//! Carrying out a plan.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::NamedTempFile;

use super::{FileChange, FileChangeKind, OutputError, Plan};

/// Carries out a plan: every new content is on the disk, under a temporary name, before the first file is replaced.
///
/// # Errors
/// The file system refused. If it did so before the first replacement, nothing was changed; a later refusal (rare: renaming
/// inside one folder) leaves whole files, some old and some new, and running again completes the work.
#[expect(
    clippy::disallowed_methods,
    reason = "files are written here and nowhere else"
)]
pub fn apply(plan: &Plan) -> Result<(), OutputError> {
    let written: Vec<(PathBuf, &FileChange)> = plan
        .changes
        .iter()
        .filter(|change| change.kind != FileChangeKind::Removed)
        .map(|change| (plan.place(change), change))
        .collect();
    let folders: BTreeSet<&Path> = written.iter().map(|(path, _)| folder_of(path)).collect();
    for folder in folders {
        fs::create_dir_all(folder).map_err(|error| OutputError::Io(folder.to_owned(), error))?;
    }
    let staged: Vec<(PathBuf, NamedTempFile)> = written
        .into_par_iter()
        .map(|(path, change)| match stage(&path, change) {
            Ok(file) => Ok((path, file)),
            Err(error) => Err(OutputError::Io(path, error)),
        })
        .collect::<Result<_, _>>()?;
    staged.into_par_iter().try_for_each(|(path, file)| {
        file.persist(&path)
            .map(drop)
            .map_err(|error| OutputError::Io(path, error.error))
    })?;
    for change in &plan.changes {
        if change.kind == FileChangeKind::Removed {
            let path = plan.place(change);
            fs::remove_file(&path).map_err(|error| OutputError::Io(path.clone(), error))?;
            remove_empty_parents(&path, &plan.root);
        }
    }
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("."))
}

fn stage(path: &Path, change: &FileChange) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new()
        .prefix(".codegen-")
        .permissions(permissions(path))
        .tempfile_in(folder_of(path))?;
    file.write_all(change.new.as_bytes())?;
    Ok(file)
}

/// Those of the file that is replaced; those of any other source file for a new one.
#[cfg(unix)]
fn permissions(path: &Path) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).map_or_else(
        |_| fs::Permissions::from_mode(0o644),
        |metadata| metadata.permissions(),
    )
}

/// Folders that have become empty go too, up to the root.
#[expect(
    clippy::disallowed_methods,
    reason = "folders are removed here and nowhere else"
)]
fn remove_empty_parents(path: &Path, root: &Path) {
    let mut folder = path.parent();
    while let Some(here) = folder {
        // A folder that is not empty, or that cannot be removed, ends the walk.
        if here == root || fs::remove_dir(here).is_err() {
            return;
        }
        folder = here.parent();
    }
}
