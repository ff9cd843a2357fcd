//! The folder of all documents: `<service>/service.yaml` and `<service>/<version>/<document>`; a document of several versions may
//! lie beside the service file.

mod folder;

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::Path;

use rayon::prelude::*;

pub use self::folder::SERVICE_FILES;
use self::folder::{ServiceFiles, folders, has_paths, is_service, lay_out, name_of, slashes};
use super::{Document, ServiceFile, load, load_service};
use crate::diagnostics::{Finding, Findings, lint};
use crate::source::{FileId, Format, Place, SourceFile, Sources};

/// Everything under the folder, read but not yet understood.
#[derive(Debug, Default)]
pub struct SpecTree {
    /// Services, sorted by folder.
    pub services: Vec<ServiceFolder>,
}

/// A folder of a service.
#[derive(Debug)]
pub struct ServiceFolder {
    /// Its name.
    pub name: String,
    /// Its service file, with the number of the file.
    pub service: Option<(FileId, ServiceFile)>,
    /// Its versions, sorted by folder.
    pub versions: Vec<VersionFolder>,
}

/// A folder of a version.
#[derive(Debug)]
pub struct VersionFolder {
    /// Its name.
    pub name: String,
    /// Its documents, sorted by file name.
    pub documents: Vec<Document>,
}

impl SpecTree {
    /// Reads the folder. Findings about its files are collected; only a folder that cannot be listed is an error.
    ///
    /// # Errors
    /// The folder, or one inside it, cannot be listed.
    pub fn read(root: &Path, sources: &mut Sources, findings: &mut Findings) -> io::Result<Self> {
        Self::read_some(root, |_| true, sources, findings)
    }

    /// Reads those services of the folder whose own folders are wanted by their names; the others need not even be right.
    ///
    /// # Errors
    /// The folder, or one inside it, cannot be listed.
    pub fn read_some(
        root: &Path,
        is_wanted: impl Fn(&str) -> bool,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> io::Result<Self> {
        let mut services = Vec::new();
        for service in folders(root)? {
            if !is_wanted(&name_of(&service)) {
                continue;
            }
            let versions = folders(&service)?;
            services.push(lay_out(root, &service, &versions, sources, findings)?);
        }
        Ok(Self {
            services: services
                .into_iter()
                .map(|folder| read_service(folder, sources, findings))
                .collect(),
        })
    }

    /// Reads the folder of one service, or of one version with the file of its service; any other folder as [`Self::read`] does.
    ///
    /// # Errors
    /// The folder, or one inside it, cannot be listed.
    pub fn read_part(
        folder: &Path,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> io::Result<Self> {
        let whole = std::path::absolute(folder)?;
        let is_version = whole.parent().is_some_and(is_service);
        if !is_service(&whole) && !is_version {
            return Self::read(folder, sources, findings);
        }
        // What has no name where it is asked from, such as `.`, is named by the whole path.
        let is_named = |path: Option<&Path>| path.is_some_and(|path| path.file_name().is_some());
        let folder = if is_named(Some(folder)) && is_named(folder.parent()) {
            folder
        } else {
            &whole
        };
        let (service, versions) = if is_service(folder) {
            (folder, folders(folder)?)
        } else {
            (folder.parent().unwrap_or(folder), vec![folder.to_owned()])
        };
        let root = service.parent().unwrap_or(service);
        let files = lay_out(root, service, &versions, sources, findings)?;
        Ok(Self {
            services: vec![read_service(files, sources, findings)],
        })
    }

    /// Takes in texts as though they were the files of such a folder. Each comes with its path, such as
    /// `rtc/2020-12-01/Action.yaml` or `rtc/service.yaml`; one that has no place there is left out. Findings call it by the
    /// name that `shown` makes of the path.
    pub fn of_texts(
        texts: impl IntoIterator<Item = (String, String)>,
        shown: impl Fn(&str) -> String,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Self {
        let sorted: BTreeMap<String, String> = texts.into_iter().collect();
        let mut services: BTreeMap<String, ServiceFiles> = BTreeMap::new();
        for (path, text) in sorted {
            let Some(format) = Format::of(Path::new(&path)) else {
                continue;
            };
            let steps: Vec<String> = path.split('/').map(str::to_owned).collect();
            let mut add = || {
                sources.add(SourceFile::new(
                    shown(&path),
                    path.clone(),
                    format,
                    text.clone(),
                ))
            };
            match steps.as_slice() {
                [service, file] if file.starts_with("service.") => {
                    services.entry(service.clone()).or_default().service = Some(add());
                }
                [service, _] => {
                    let file = add();
                    if has_paths(sources.get(file)) {
                        services
                            .entry(service.clone())
                            .or_default()
                            .merged
                            .push(file);
                    }
                }
                [service, version, _] => {
                    let file = add();
                    let versions = &mut services.entry(service.clone()).or_default().versions;
                    // The texts come in the order of their paths.
                    match versions.last_mut().filter(|(name, _)| name == version) {
                        Some((_, files)) => files.push(file),
                        None => versions.push((version.clone(), vec![file])),
                    }
                }
                _ => {}
            }
        }
        Self {
            services: services
                .into_iter()
                .map(|(name, files)| {
                    read_service(ServiceFiles { name, ..files }, sources, findings)
                })
                .collect(),
        }
    }

    /// Reads one document of such a folder, with its service file and with the documents beside it that have no operation of
    /// their own, since it may refer to their schemas.
    ///
    /// # Errors
    /// The document, or a folder that it lies in, cannot be read.
    pub fn read_document(
        path: &Path,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> io::Result<Self> {
        let folder_of = |path: &Path| match path.parent() {
            Some(parent) => Ok(parent.to_owned()),
            None => Err(io::Error::new(
                io::ErrorKind::NotFound,
                "a document lies in `<service>/<version>/`",
            )),
        };
        let version = folder_of(path)?;
        let service = folder_of(&version)?;
        let root = folder_of(&service)?;
        let files = lay_out(&root, &service, &[version], sources, findings)?;
        let mut tree = Self {
            services: vec![read_service(files, sources, findings)],
        };
        tree.keep(&slashes(path.strip_prefix(&root).unwrap_or(path)), sources);
        Ok(tree)
    }

    /// Leaves out every document but the one at a path below the folder, and those without an operation of their own.
    pub fn keep(&mut self, path: &str, sources: &Sources) {
        let services = self.services.iter_mut();
        for version in services.flat_map(|service| &mut service.versions) {
            version.documents.retain(|document| {
                sources.get(document.file).relative == path || document.is_library()
            });
        }
    }

    /// Leaves out what stands in a file: a document, or a whole service if it is the file of a service. Gives the names of the actions
    /// that are left out with it; of a service, none.
    pub fn leave_out(&mut self, file: FileId) -> Vec<String> {
        self.services.retain(|service| {
            service
                .service
                .as_ref()
                .is_none_or(|(of_service, _)| *of_service != file)
        });
        let mut actions = Vec::new();
        let services = self.services.iter_mut();
        for version in services.flat_map(|service| &mut service.versions) {
            version.documents.retain(|document| {
                let stays = document.file != file;
                if !stays {
                    let operations = document.operations.iter();
                    actions.extend(operations.map(|operation| operation.action.clone()));
                }
                stays
            });
        }
        actions
    }

    /// How many documents there are.
    #[must_use]
    pub fn document_count(&self) -> usize {
        let versions = self.services.iter().flat_map(|service| &service.versions);
        let files: HashSet<FileId> = versions
            .flat_map(|version| version.documents.iter().map(|document| document.file))
            .collect();
        files.len()
    }
}

/// What documents say of their service, if every action states the same `x-service-code` and none has servers of its own: its code
/// is the name for which calls are signed, and the gateway serves it.
fn stated_service(versions: &[VersionFolder]) -> Option<ServiceFile> {
    let documents = || versions.iter().flat_map(|version| &version.documents);
    let mut codes = documents()
        .flat_map(|document| &document.operations)
        .map(|operation| operation.service_code.as_ref().map(|code| &code.value));
    let code = codes.next()??;
    let is_sole = codes.all(|other| other == Some(code))
        && documents().all(|document| document.servers.is_none());
    is_sole.then(|| ServiceFile {
        signing_name: code.clone(),
        ..ServiceFile::default()
    })
}

fn missing_service_file(name: &str, file: FileId) -> Finding {
    Finding::new(
        &lint::MISSING_SERVICE_FILE,
        Place::offset(file, 0),
        format!("the folder `{name}` has no `service.yaml`"),
    )
    .help(format!(
        "create `{name}/service.yaml`; the single line `service: {name}` is enough if that is the signing name"
    ))
}

fn read_service(files: ServiceFiles, sources: &Sources, findings: &mut Findings) -> ServiceFolder {
    let ServiceFiles {
        name,
        service: service_file,
        merged,
        versions,
    } = files;
    let service = service_file.and_then(|file| {
        let unreadable = findings.iter().any(|finding| finding.place.file == file);
        let service = if unreadable {
            None
        } else {
            load_service(file, sources, findings)
        };
        service.map(|service| (file, service))
    });
    let first = versions.iter().flat_map(|(_, files)| files).chain(&merged);
    let first = first.copied().next();
    let mut folders: BTreeMap<String, Vec<Document>> = BTreeMap::new();
    for (version, files) in versions {
        let documents = load_all(&files, sources, findings);
        let (own, mixed): (Vec<_>, Vec<_>) = documents
            .into_iter()
            .partition(|document| document.stated_versions().nth(1).is_none());
        folders.entry(version).or_default().extend(own);
        split(mixed, &mut folders, findings);
    }
    split(load_all(&merged, sources, findings), &mut folders, findings);
    let versions: Vec<VersionFolder> = folders
        .into_iter()
        .map(|(name, documents)| VersionFolder { name, documents })
        .collect();
    let service = match (service_file, first) {
        (None, Some(file)) => match stated_service(&versions) {
            Some(stated) => Some((file, stated)),
            None => {
                findings.push(missing_service_file(&name, file));
                None
            }
        },
        _ => service,
    };
    ServiceFolder {
        name,
        service,
        versions,
    }
}

fn load_all(files: &[FileId], sources: &Sources, findings: &mut Findings) -> Vec<Document> {
    let unread = |file: FileId| {
        sources.get(file).text.is_empty() && findings.iter().any(|f| f.place.file == file)
    };
    let loaded: Vec<(Option<Document>, Findings)> = files
        .par_iter()
        .map(|&file| {
            let mut own = Findings::new();
            let document = (!unread(file)).then(|| load(file, sources, &mut own));
            (document.flatten(), own)
        })
        .collect();
    let mut documents = Vec::with_capacity(loaded.len());
    for (document, own) in loaded {
        documents.extend(document);
        findings.append(own);
    }
    documents
}

/// Gives the actions of merged documents to the versions that they state.
fn split(
    merged: Vec<Document>,
    folders: &mut BTreeMap<String, Vec<Document>>,
    findings: &mut Findings,
) {
    for document in merged {
        let file = document.file;
        let (parts, homeless) = document.by_version();
        for (version, part) in parts {
            folders.entry(version).or_default().push(part);
        }
        if let Some(path) = homeless {
            findings.push(
                Finding::new(
                    &lint::MISSING_VERSION,
                    Place::key(file, path),
                    "this action has no version",
                )
                .help(
                    "add `x-version` next to its method, or `info.version` for the whole document",
                ),
            );
        }
    }
}
