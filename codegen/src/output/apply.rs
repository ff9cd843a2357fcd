//! Carrying out a plan.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::{Change, ChangeKind, OutputError, Plan};

/// Carries out a plan: every new content is on the disk, under a temporary name, before the first file is replaced.
///
/// # Errors
/// The file system refused. If it did so before the first replacement, nothing was changed; a later refusal (rare: renaming
/// inside one folder) leaves whole files, some old and some new, and running again completes the work.
pub fn apply(plan: &Plan) -> Result<(), OutputError> {
    let mut staged = Vec::with_capacity(plan.changes.len());
    for change in &plan.changes {
        if change.kind != ChangeKind::Removed {
            let path = plan.root.join(&change.path);
            let file =
                stage(&path, change).map_err(|error| OutputError::Io(path.clone(), error))?;
            staged.push((path, file));
        }
    }
    for (path, file) in staged {
        file.persist(&path)
            .map_err(|error| OutputError::Io(path, error.error))?;
    }
    for change in &plan.changes {
        if change.kind == ChangeKind::Removed {
            let path = plan.root.join(&change.path);
            fs::remove_file(&path).map_err(|error| OutputError::Io(path.clone(), error))?;
            remove_empty_parents(&path, &plan.root);
        }
    }
    Ok(())
}

fn stage(path: &Path, change: &Change) -> io::Result<NamedTempFile> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new()
        .prefix(".codegen-")
        .permissions(permissions(path))
        .tempfile_in(folder)?;
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
