//! The workspace around a folder, as Cargo looks for it.

use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern};

use super::paths::real;
use super::{MANIFEST, Manifest, PackageError, read};

/// The manifest of the workspace that a crate in `folder` would fall into without being a member of it, which Cargo refuses; `None` where
/// there is no such workspace.
///
/// # Errors
/// A manifest above the folder cannot be read, or is not TOML.
pub(super) fn claiming(folder: &Path) -> Result<Option<PathBuf>, PackageError> {
    let folder = real(folder)?;
    for root in folder.ancestors().skip(1) {
        let path = root.join(MANIFEST);
        let Some(text) = read(&path)? else {
            continue;
        };
        let manifest =
            Manifest::parse(&text).map_err(|why| PackageError::Manifest(path.clone(), why))?;
        let Some(workspace) = manifest.workspace() else {
            continue;
        };
        let below = folder.strip_prefix(root).unwrap_or(&folder);
        if workspace.exclude.iter().any(|path| below.starts_with(path)) {
            continue;
        }
        let is_member = workspace
            .members
            .iter()
            .any(|pattern| matches(pattern, below));
        return Ok((!is_member).then_some(path));
    }
    Ok(None)
}

/// Whether a pattern of `workspace.members` stands for a path; `*` stays within one folder.
fn matches(pattern: &str, path: &Path) -> bool {
    let options = MatchOptions {
        require_literal_separator: true,
        ..MatchOptions::new()
    };
    let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
    Pattern::new(pattern).is_ok_and(|pattern| pattern.matches_path_with(path, options))
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
    fn a_workspace_claims_what_is_below_it_unless_it_lists_or_excludes_it() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = folder.path().join(MANIFEST);
        let claims = |text: &str, below: &str| {
            fs::write(&manifest, text).unwrap();
            let claimed = claiming(&folder.path().join(below)).unwrap();
            assert!(claimed.iter().all(|path| path.ends_with(MANIFEST)));
            claimed.is_some()
        };
        let listed = "[workspace]\nmembers = [\"one\", \"./crates/*/\"]\nexclude = [\"far\"]\n";
        assert!(claims(listed, "two"));
        assert!(claims(listed, "crates/a/b"));
        assert!(!claims(listed, "one"));
        assert!(!claims(listed, "crates/a"));
        assert!(!claims(listed, "far/two"));
        assert!(claims("[workspace]\n[package]\nname = \"root\"\n", "two"));
        assert!(!claims("[package]\nname = \"alone\"\n", "two"));
    }

    #[test]
    fn a_manifest_that_is_not_toml_is_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(MANIFEST), "members = \n").unwrap();
        let error = claiming(&folder.path().join("two")).unwrap_err();
        assert!(error.to_string().contains(MANIFEST), "{error}");
    }
}
