//! Documents as a git revision has them, without a checkout.
//!
//! Knows how git names what a revision holds (`main:spec`) and how its objects are read. Gives texts with their paths. Must
//! never know what they say.

mod error;
mod git;

pub use error::RevisionError;

/// Texts of a revision.
#[derive(Debug)]
pub struct Texts {
    /// The texts, each with its path below the folder of all documents: `rtc/2020-12-01/Action.yaml`.
    pub files: Vec<(String, String)>,
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
/// current folder. With a document come those of its service.
///
/// # Errors
/// There is no git, no such revision, no such path in it, or a text is not UTF-8.
pub fn read(name: &str) -> Result<Texts, RevisionError> {
    let name = name.trim_end_matches('/');
    match git::kind(name)?.as_str() {
        "tree" => Ok(Texts {
            files: git::files(name)?,
            document: None,
        }),
        "blob" => {
            let (service, path) = document(name)?;
            let prefix = format!("{}/", path.split('/').next().unwrap_or_default());
            let files = git::files(&service)?.into_iter();
            Ok(Texts {
                files: files
                    .map(|(path, text)| (format!("{prefix}{path}"), text))
                    .collect(),
                document: Some(path),
            })
        }
        _ => Err(RevisionError::NoFolder(name.to_owned())),
    }
}

/// The folder of the service of a document, and the document's path below the folder of all documents.
fn document(name: &str) -> Result<(String, String), RevisionError> {
    let (revision, path) = name.split_once(':').unwrap_or((name, ""));
    let steps: Vec<&str> = path.split('/').collect();
    let [.., service, version, file] = steps.as_slice() else {
        return Err(RevisionError::NoFolder(name.to_owned()));
    };
    let below = steps[..steps.len() - 2].join("/");
    Ok((
        format!("{revision}:{below}"),
        format!("{service}/{version}/{file}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_with_its_service() {
        let found = document("main:spec/rtc/2020-12-01/AddFriend.yaml").ok();
        let expected = ("main:spec/rtc", "rtc/2020-12-01/AddFriend.yaml");
        assert_eq!(found, Some((expected.0.to_owned(), expected.1.to_owned())));
        let at_the_top = document("main:rtc/2020-12-01/AddFriend.yaml").ok();
        assert_eq!(
            at_the_top.map(|(folder, _)| folder).as_deref(),
            Some("main:rtc")
        );
        assert!(document("main:AddFriend.yaml").is_err());
    }

    #[test]
    fn a_revision_has_a_name_and_a_path() {
        assert!(is_revision("main:spec") && is_revision("HEAD~2:spec/rtc"));
        assert!(!is_revision("spec") && !is_revision(":spec") && !is_revision("https://x"));
    }
}
