//! A state of the API: a folder, a document, or either of them in a git revision.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::report::{cannot_read, err, show};
use super::{BROKEN, Format};
use crate::revision;
use codegen_diff::Location;
use codegen_documents::openapi::SERVICE_FILES;
use codegen_documents::source::{self, Node, SourceFile, Sources};
use codegen_model::Api;
use codegen_pipeline::{
    ApiPath, Errors, LeftOut, Places, Understood, understand_named, understand_part,
};

/// What documents describe.
pub(super) struct State {
    pub(super) api: Api,
    pub(super) sources: Sources,
    pub(super) places: Places,
    /// What could not be read of it.
    pub(super) left_out: Vec<LeftOut>,
}

impl State {
    /// Reads what a name stands for; what becomes of documents with errors is as `errors` says. A folder or document that exists comes before a revision. A document that lies nowhere
    /// in particular is taken for one of the service of the `other` state.
    pub(super) fn read(name: &str, other: &str, errors: Errors) -> Result<Self, ExitCode> {
        let path = Path::new(name);
        let understood = if path.is_file() && service_file(path).is_none() {
            loose(path, Path::new(other))?
        } else if path.exists() {
            understand_part(path, errors).map_err(|error| {
                cannot_read(&error);
                ExitCode::from(BROKEN)
            })?
        } else if revision::is_revision(name) {
            revised(name, errors)?
        } else {
            err(format_args!(
                "error: `{name}` is neither a folder nor a document"
            ));
            err("help: for a git revision, write `REVISION:PATH`, such as `main:spec`");
            return Err(ExitCode::from(BROKEN));
        };
        let Understood {
            sources,
            findings,
            documents,
            api,
            places,
            left_out,
        } = understood;
        if documents == 0 && !findings.has_errors() {
            err(format_args!("error: `{name}` contains no documents"));
            err(
                "help: they belong in `<service>/<version>/`, with a `service.yaml` next to the versions",
            );
            return Err(ExitCode::from(BROKEN));
        }
        let Some(api) = api else {
            show(&findings, &sources, Format::Text);
            err(format_args!(
                "error: `{name}` cannot be compared while its documents have errors"
            ));
            return Err(ExitCode::from(BROKEN));
        };
        Ok(Self {
            api,
            sources,
            places,
            left_out,
        })
    }

    /// Takes out what another state could not read, so that it is not taken for new.
    pub(super) fn leave_out(&mut self, left_out: &[LeftOut]) {
        for out in left_out {
            let parts: Vec<&str> = out.path.split('/').collect();
            let (service, version, stem) = match parts.as_slice() {
                [service, version, document] => (
                    *service,
                    *version,
                    document.split('.').next().unwrap_or_default(),
                ),
                [service, ..] => (*service, "", ""),
                [] => continue,
            };
            if version.is_empty() {
                self.api
                    .services
                    .retain(|known| known.module.plain() != service);
                continue;
            }
            let services = self.api.services.iter_mut();
            let versions = services
                .filter(|known| known.module.plain() == service)
                .flat_map(|known| &mut known.versions);
            for known in versions.filter(|known| known.wire == version) {
                known
                    .actions
                    .retain(|action| action.wire != stem && !out.actions.contains(&action.wire));
            }
        }
    }

    /// File and line of a change, if it is in this state.
    pub(super) fn locate(&self, place: &Location) -> Option<(String, usize)> {
        let part = ApiPath {
            service: &place.service,
            version: place.version.as_deref()?,
            action: place.action.as_deref(),
            path: &place.path,
        };
        let found = self.places.find(&self.api, part)?;
        let found = self.sources.origin(&found);
        let file = self.sources.get(found.file);
        let start = source::locate(file, &found.spot).start;
        Some((file.name.clone(), file.position(start).line))
    }
}

/// The service file of a document that lies in `<service>/<version>/`.
fn service_file(document: &Path) -> Option<PathBuf> {
    let service = document.parent()?.parent()?;
    SERVICE_FILES
        .iter()
        .map(|name| service.join(name))
        .find(|file| file.is_file())
}

/// Reads a document that lies in no folder of a service, with the files beside it that it refers to.
fn loose(path: &Path, other: &Path) -> Result<Understood, ExitCode> {
    let text = |path: &Path| {
        fs::read_to_string(path).map_err(|error| {
            err(format_args!(
                "error: cannot read {}: {error}",
                path.display()
            ));
            ExitCode::from(BROKEN)
        })
    };
    let document = text(path)?;
    let (service, about_service) = match service_file(other) {
        Some(file) => {
            let folder = file.parent().and_then(Path::file_name);
            let name = folder.unwrap_or_default().to_string_lossy().into_owned();
            (name, (file_name(&file), text(&file)?))
        }
        None => {
            let name = "api".to_owned();
            let about = format!("service: {name}\n");
            (name, ("service.yaml".to_owned(), about))
        }
    };
    let version = version_of(path, &document);
    let place = |name: &str| format!("{service}/{version}/{name}");
    let mut texts = vec![(format!("{service}/{}", about_service.0), about_service.1)];
    let beside = path.parent().and_then(|folder| fs::read_dir(folder).ok());
    for beside in beside.into_iter().flatten().flatten() {
        let name = file_name(&beside.path());
        if document.contains(&format!("{name}#")) {
            texts.push((place(&name), text(&beside.path())?));
        }
    }
    let name = place(&file_name(path));
    texts.retain(|(known, _)| *known != name);
    texts.push((name.clone(), document));
    let folder = path.parent().unwrap_or(Path::new(""));
    let shown = |path: &str| {
        let below = path.strip_prefix(&place("")).unwrap_or(path);
        folder.join(below).to_string_lossy().replace('\\', "/")
    };
    Ok(understand_named(texts, Some(&name), shown, Errors::Stop))
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The version that a document is about. Without one, reading it reports that.
fn version_of(path: &Path, document: &str) -> String {
    let name = file_name(path);
    let format = source::Format::of(path).unwrap_or(source::Format::Yaml);
    let file = SourceFile::new(name.clone(), name, format, document.to_owned());
    match source::parse(&file) {
        Ok(root) => match root.member("info").and_then(|info| info.member("version")) {
            Some(Node::String(version)) => version.clone(),
            _ => String::new(),
        },
        Err(_) => String::new(),
    }
}

/// Reads documents of a git revision. They are called by their paths in the repository.
fn revised(name: &str, errors: Errors) -> Result<Understood, ExitCode> {
    let texts = revision::read(name).map_err(|error| {
        err(format_args!("error: cannot read `{name}`: {error}"));
        ExitCode::from(BROKEN)
    })?;
    let shown = |path: &str| match texts.folder.as_str() {
        "" => path.to_owned(),
        folder => format!("{folder}/{path}"),
    };
    let document = texts.document.as_deref();
    Ok(understand_named(texts.files, document, shown, errors))
}
