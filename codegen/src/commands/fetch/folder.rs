//! What stands in the folder of documents already.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use codegen_documents::openapi::SERVICE_FILES;
use codegen_fetch::{BadName, RECORD, Record, folder, plain};

/// A record and the folder of the service that it lies in.
pub(super) struct Recorded {
    /// Folder of the service below the folder of all documents.
    pub(super) folder: String,
    pub(super) record: Record,
}

/// Everything that was fetched before, sorted by folder.
pub(super) fn records(root: &Path) -> Result<Vec<Recorded>, String> {
    let mut records = Vec::new();
    for service in folders(root) {
        for version in folders(&service) {
            let path = version.join(RECORD);
            if let Some(record) = read_record(&path)? {
                records.push(Recorded {
                    folder: name_of(&service),
                    record,
                });
            }
        }
    }
    Ok(records)
}

/// The record of a version; `None` where nothing was fetched.
pub(super) fn record(root: &Path, service: &str, version: &str) -> Result<Option<Record>, String> {
    read_record(&root.join(service).join(version).join(RECORD))
}

fn read_record(path: &Path) -> Result<Option<Record>, String> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("{}: {error}", path.display())),
    };
    let help = "restore it, or remove it to fetch again";
    Record::read(&text).map(Some).map_err(|why| {
        format!(
            "the record {} cannot be read: {why}; {help}",
            path.display()
        )
    })
}

/// The folder of a service: where it was fetched to before, one that is named like it in any spelling, or a new one.
pub(super) fn of_service(root: &Path, code: &str, records: &[Recorded]) -> Result<String, BadName> {
    if let Some(known) = records.iter().find(|known| known.record.service == code) {
        return Ok(known.folder.clone());
    }
    let new = folder(code)?;
    let taken = |name: &String| {
        let mut of_others = records.iter().filter(|known| known.folder == *name);
        of_others.next().is_some()
    };
    let alike = folders(root).into_iter().map(|path| name_of(&path));
    let alike = alike.filter(|name| plain(name) == plain(&new) && !taken(name));
    let mut alike: Vec<String> = alike.collect();
    alike.sort_by_key(|name| *name != new);
    if let Some(alike) = alike.into_iter().next() {
        return Ok(alike);
    }
    // Two services whose codes differ in casing alone keep apart.
    let mut number = 2;
    let mut free = new.clone();
    while taken(&free) {
        free = format!("{new}_{number}");
        number += 1;
    }
    Ok(free)
}

/// Whether a service has its file.
pub(super) fn has_service_file(root: &Path, service: &str) -> bool {
    SERVICE_FILES
        .iter()
        .any(|name| root.join(service).join(name).exists())
}

/// Every file of a service, by its path below the folder of all documents; files that are not texts are left out.
pub(super) fn texts(root: &Path, service: &str) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let mut read = |path: &Path, relative: String| {
        if let Ok(text) = fs::read_to_string(path) {
            texts.push((relative, text));
        }
    };
    for name in SERVICE_FILES {
        read(&root.join(service).join(name), format!("{service}/{name}"));
    }
    for version in folders(&root.join(service)) {
        for path in files(&version) {
            let relative = format!("{service}/{}/{}", name_of(&version), name_of(&path));
            read(&path, relative);
        }
    }
    texts
}

/// The files of a folder that are not hidden, sorted.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    list(folder, Path::is_file)
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    list(folder, Path::is_dir)
}

fn list(folder: &Path, wanted: fn(&Path) -> bool) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| wanted(path) && !name_of(path).starts_with('.'))
        .collect();
    paths.sort();
    paths
}

pub(super) fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
