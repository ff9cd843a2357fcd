//! A state of the API: a folder, a document, or either of them in a git revision.

use std::path::Path;
use std::process::ExitCode;

use super::report::{err, read, show};
use super::{BROKEN, FAILED, Format};
use crate::diff::Place;
use crate::model::Api;
use crate::openapi::Whereabouts;
use crate::pipeline::{Understood, understand_text, understand_texts};
use crate::revision;
use crate::source::{self, Sources};

/// What documents describe.
pub(super) struct State {
    pub(super) api: Api,
    sources: Sources,
    /// What stands before the path of a document for whoever looks at the repository.
    prefix: String,
}

impl State {
    /// Reads what a name stands for. A folder or document that exists comes before a revision.
    pub(super) fn read(name: &str) -> Result<Self, ExitCode> {
        let path = Path::new(name);
        let (understood, prefix) = if path.exists() {
            (read(path)?, String::new())
        } else if revision::is_revision(name) {
            revised(name)?
        } else {
            err(format_args!(
                "error: `{name}` is neither a folder nor a document"
            ));
            err("help: what a git revision has is called `REVISION:PATH`, such as `main:spec`");
            return Err(ExitCode::from(BROKEN));
        };
        let Understood {
            sources,
            findings,
            api,
            ..
        } = understood;
        let Some(api) = api else {
            show(&findings, &sources, Format::Text);
            err(format_args!(
                "error: `{name}` cannot be compared while its documents have errors"
            ));
            return Err(ExitCode::from(FAILED));
        };
        Ok(Self {
            api,
            sources,
            prefix,
        })
    }

    /// Where things stand in the documents of this state.
    pub(super) fn whereabouts(&self) -> Whereabouts<'_> {
        Whereabouts::new(&self.sources)
    }

    /// File and line of a change, if it is in this state.
    pub(super) fn locate(
        &self,
        whereabouts: &Whereabouts<'_>,
        place: &Place,
    ) -> Option<(String, usize)> {
        let found = match (&place.document, &place.action, &place.version) {
            (Some(document), Some(action), _) => {
                whereabouts.of_action(document, action, &place.path)
            }
            (None, None, Some(version)) => {
                whereabouts.of_schema(&format!("{}/{version}/", place.service), &place.path)
            }
            _ => None,
        }?;
        let file = self.sources.get(found.file);
        let start = source::locate(file, &found.spot).start;
        Some((
            format!("{}{}", self.prefix, file.name),
            file.position(start).line,
        ))
    }
}

/// Reads documents of a git revision.
fn revised(name: &str) -> Result<(Understood, String), ExitCode> {
    let texts = revision::read(name).map_err(|error| {
        err(format_args!("error: cannot read `{name}`: {error}"));
        ExitCode::from(BROKEN)
    })?;
    let path = name.split_once(':').map_or("", |(_, path)| path);
    let (understood, folder) = match &texts.document {
        Some(document) => (
            understand_text(texts.files, document),
            path.strip_suffix(document.as_str()).unwrap_or_default(),
        ),
        None => (understand_texts(texts.files), path),
    };
    let folder = folder.trim_end_matches('/');
    let prefix = if folder.is_empty() {
        String::new()
    } else {
        format!("{folder}/")
    };
    Ok((understood, prefix))
}
