//! Documents as a git revision has them, without a checkout.
//!
//! Knows how git names what a revision holds (`main:spec`) and how its objects are read. Gives texts with their paths. Must
//! never know what they say.

mod error;
mod git;

pub use error::RevisionError;

use codegen_documents::openapi::SERVICE_FILES;

/// Texts of a revision.
#[derive(Debug)]
pub struct Texts {
    /// The texts, each with its path below the folder of all documents: `rtc/2020-12-01/Action.yaml`.
    pub files: Vec<(String, String)>,
    /// Path of the folder of all documents in the repository.
    pub folder: String,
    /// Path of the one document that was named, if it was not a folder.
    pub document: Option<String>,
}

/// Whether a text has the form `REVISION:PATH`.
#[must_use]
pub fn is_revision(text: &str) -> bool {
    text.split_once(':')
        .is_some_and(|(revision, path)| !revision.is_empty() && !path.starts_with("//"))
}

/// Reads what a name such as `main:spec` or `v1.2:spec/rtc/2020-12-01/Action.yaml` stands for, in the repository around the
/// current folder. The folder may be that of all documents, of a service or of a version. With a document come those of its
/// service.
///
/// # Errors
/// There is no git, no such revision, no such path in it, or a text is not UTF-8.
pub fn read(name: &str) -> Result<Texts, RevisionError> {
    let name = name.trim_end_matches('/');
    let (files, part) = match git::kind(name)?.as_str() {
        "tree" => folder(name)?,
        "blob" => document(name)?,
        _ => return Err(RevisionError::NoFolder(name.to_owned())),
    };
    let path = name.split_once(':').map_or("", |(_, path)| path);
    let steps: Vec<&str> = path.split('/').collect();
    let (folder, below) = steps.split_at(steps.len().saturating_sub(part.depth()));
    Ok(Texts {
        folder: folder.join("/"),
        document: (part == Part::Document).then(|| below.join("/")),
        files,
    })
}

/// The files of Rust below a folder of a revision, such as `main:generated-client/src`, each with its path there. `None` if the revision
/// has no such folder.
///
/// # Errors
/// There is no git, no such revision, or a text is not UTF-8.
pub fn sources(revision: &str, folder: &str) -> Result<Option<Files>, RevisionError> {
    git::kind(&format!("{revision}^{{tree}}"))?;
    let name = format!("{revision}:{}", folder.trim_end_matches('/'));
    match git::kind(&name) {
        Ok(kind) if kind == "tree" => git::below(&name, &[".rs"]).map(Some),
        _ => Ok(None),
    }
}

/// What part of all documents a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    All,
    Service,
    Version,
    Document,
}

impl Part {
    /// How many folders further down than all documents it lies.
    fn depth(self) -> usize {
        match self {
            Self::All => 0,
            Self::Service => 1,
            Self::Version => 2,
            Self::Document => 3,
        }
    }
}

/// Texts, each with its path.
pub type Files = Vec<(String, String)>;

/// The documents of a folder.
fn folder(name: &str) -> Result<(Files, Part), RevisionError> {
    let files = git::files(name)?;
    let (above, last) = match name.rsplit_once('/').or_else(|| name.rsplit_once(':')) {
        Some((above, last)) if !last.is_empty() => (above, last),
        _ => return Ok((files, Part::All)),
    };
    if files
        .iter()
        .any(|(path, _)| SERVICE_FILES.contains(&path.as_str()))
    {
        return Ok((below(last, files), Part::Service));
    }
    let is_version = !files.is_empty() && files.iter().all(|(path, _)| !path.contains('/'));
    let service = above.rsplit(['/', ':']).next().unwrap_or_default();
    if !is_version || !above.contains(':') || service.is_empty() {
        return Ok((files, Part::All));
    }
    let mut of_service = git::files(above)?;
    let version = format!("{last}/");
    of_service
        .retain(|(path, _)| SERVICE_FILES.contains(&path.as_str()) || path.starts_with(&version));
    Ok((below(service, of_service), Part::Version))
}

/// The documents of the service of a document.
fn document(name: &str) -> Result<(Files, Part), RevisionError> {
    let (revision, path) = name.split_once(':').unwrap_or((name, ""));
    let steps: Vec<&str> = path.split('/').collect();
    let [.., service, _, _] = steps.as_slice() else {
        return Err(RevisionError::NoFolder(name.to_owned()));
    };
    let folder = steps[..steps.len() - 2].join("/");
    let files = git::files(&format!("{revision}:{folder}"))?;
    Ok((below(service, files), Part::Document))
}

/// Paths seen from one folder further up.
fn below(folder: &str, files: Files) -> Files {
    let files = files.into_iter();
    files
        .map(|(path, text)| (format!("{folder}/{path}"), text))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_has_a_name_and_a_path() {
        assert!(is_revision("main:spec") && is_revision("HEAD~2:spec/rtc"));
        assert!(!is_revision("spec") && !is_revision(":spec") && !is_revision("https://x"));
    }
}
