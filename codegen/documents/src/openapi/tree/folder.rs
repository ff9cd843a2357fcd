//! Where the files of a service lie on disk, and taking their texts in.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostics::{Finding, Findings, lint};
use crate::source::{FileId, Format, Place, SourceFile, Sources, parse};

/// Names that the file of a service may have.
pub const SERVICE_FILES: [&str; 3] = ["service.yaml", "service.yml", "service.json"];

/// The files of a service.
#[derive(Default)]
pub(super) struct ServiceFiles {
    pub(super) name: String,
    pub(super) service: Option<FileId>,
    /// Documents beside the service file, which say the version of each action themselves.
    pub(super) merged: Vec<FileId>,
    pub(super) versions: Vec<(String, Vec<FileId>)>,
}

/// Takes in the files of a service.
pub(super) fn lay_out(
    root: &Path,
    service: &Path,
    versions: &[PathBuf],
    sources: &mut Sources,
    findings: &mut Findings,
) -> io::Result<ServiceFiles> {
    let mut service_file = None;
    let mut merged = Vec::new();
    for path in files(service)?
        .into_iter()
        .filter(|path| Format::of(path).is_some())
    {
        let file = add(root, &path, sources, findings)?;
        let is_service = path.file_stem().is_some_and(|stem| stem == "service");
        if is_service && service_file.is_none() {
            service_file = Some(file);
        } else if !is_service && has_paths(sources.get(file)) {
            merged.push(file);
        } else {
            let place = Place::offset(file, 0);
            findings.push(
                Finding::new(&lint::MISPLACED_FILE, place, "this file is ignored")
                    .help("move it into the folder of a version: `spec/<service>/<version>/`"),
            );
        }
    }
    let mut version_files = Vec::new();
    for version in versions {
        let mut documents = Vec::new();
        for path in files(version)?
            .into_iter()
            .filter(|path| Format::of(path).is_some())
        {
            documents.push(add(root, &path, sources, findings)?);
        }
        version_files.push((name_of(version), documents));
    }
    Ok(ServiceFiles {
        name: name_of(service),
        service: service_file,
        merged,
        versions: version_files,
    })
}

/// Whether a file is a document with actions.
pub(super) fn has_paths(file: &SourceFile) -> bool {
    parse(file).is_ok_and(|root| {
        let delivered = root
            .member("Result")
            .and_then(|result| result.member("Api"));
        delivered.unwrap_or(&root).member("paths").is_some()
    })
}

/// Takes a file in. One that is not UTF-8 is taken in empty, with a finding.
fn add(
    root: &Path,
    path: &Path,
    sources: &mut Sources,
    findings: &mut Findings,
) -> io::Result<FileId> {
    let bytes = fs::read(path).map_err(|error| with_path(path, &error))?;
    let name = slashes(path);
    let relative = slashes(path.strip_prefix(root).unwrap_or(path));
    let format = Format::of(path).unwrap_or(Format::Yaml);
    if is_utf16(&bytes) {
        let file = sources.add(SourceFile::new(name, relative, format, String::new()));
        findings.push(
            Finding::new(
                &lint::UNREADABLE_FILE,
                Place::offset(file, 0),
                "the file is UTF-16, and documents are UTF-8",
            )
            .help("save it as UTF-8"),
        );
        return Ok(file);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(sources.add(SourceFile::new(name, relative, format, text))),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
            let line = text.bytes().filter(|&byte| byte == b'\n').count() + 1;
            let file = sources.add(SourceFile::new(name, relative, format, String::new()));
            findings.push(
                Finding::new(
                    &lint::UNREADABLE_FILE,
                    Place::offset(file, 0),
                    format!("the file is not UTF-8: line {line} has an invalid byte"),
                )
                .help("save it as UTF-8"),
            );
            Ok(file)
        }
    }
}

/// Whether a text is UTF-16: it begins with a byte order mark of it, or with an ASCII character of two bytes.
fn is_utf16(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 1..=0xFF, ..] | [1..=0xFF, 0, ..]
    )
}

pub(super) fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

pub(super) fn folders(path: &Path) -> io::Result<Vec<PathBuf>> {
    list(path, Path::is_dir)
}

fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    list(path, Path::is_file)
}

/// Whether a folder is that of a service: it has the service's file.
pub(super) fn is_service(folder: &Path) -> bool {
    SERVICE_FILES.iter().any(|name| folder.join(name).is_file())
}

/// Entries of a folder in the order of their names, hidden ones left out.
fn list(path: &Path, wanted: fn(&Path) -> bool) -> io::Result<Vec<PathBuf>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(path).map_err(|error| with_path(path, &error))? {
        let entry = entry.map_err(|error| with_path(path, &error))?.path();
        if wanted(&entry) && !name_of(&entry).starts_with('.') {
            entries.push(entry);
        }
    }
    entries.sort();
    Ok(entries)
}

fn with_path(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

pub(super) fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
