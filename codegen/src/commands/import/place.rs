//! Where the document of a page lies, and what is to be written there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::arguments::Arguments;
use super::input::{How, Page, Written, read_base};
use crate::output::{FileChange, FileChangeKind};
use codegen_documents::diagnostics::{Finding, Findings, Severity, lint};
use codegen_documents::source::{FileId, Format, Place, SourceFile, Sources};
use codegen_import::Imported;
use codegen_import::update::{
    Base, Existing, describes, missing_siblings, record, record_path, update,
};

/// Decides about a page; what is to be written is added to `changes`.
pub(super) fn place(
    page: &mut Page,
    arguments: &Arguments,
    sources: &mut Sources,
    changes: &mut Vec<FileChange>,
) {
    let (Some(imported), Some(file)) = (page.outcome.imported.clone(), page.file) else {
        return;
    };
    let Some(service) = service(page, &imported, arguments) else {
        page.outcome.findings.push(
            Finding::new(
                &lint::IMPORT_NO_SERVICE,
                Place::offset(file, 0),
                "the page does not show the name of its service",
            )
            .help("name it with `--service NAME`"),
        );
        return;
    };
    let relative = format!("{service}/{}/{}.yaml", imported.version, imported.action);
    let record = Record::of(&service, &imported, file, arguments, sources);
    let found = existing(&relative, &imported.action, arguments, sources);
    let home = found
        .as_ref()
        .map_or(relative.as_str(), |(relative, _)| relative);
    if changes.iter().any(|change| change.path == home) {
        page.outcome.findings.push(
            Finding::new(
                &lint::IMPORT_EXISTS,
                Place::offset(file, 0),
                format!("another page also describes `{}`", imported.action),
            )
            .help("import the right page; nothing was written for this one"),
        );
        return;
    }
    let path = arguments.out.join(home);
    match found {
        None => {
            add_service(&service, arguments, changes);
            changes.push(FileChange {
                path: relative,
                kind: FileChangeKind::Created,
                old: String::new(),
                new: imported.document.clone(),
            });
            record.write(changes);
            page.result = Some(Written {
                path,
                how: How::Created,
                text: imported.document,
                changes: Vec::new(),
            });
        }
        Some((_, Err(error))) => page.outcome.findings.push(Finding::new(
            &lint::UNREADABLE_FILE,
            Place::offset(file, 0),
            format!("the document `{}` cannot be read: {error}", path.display()),
        )),
        Some((_, Ok(old))) if sources.get(old).text == imported.document => {
            record.write(changes);
            page.result = Some(Written {
                path,
                how: How::Unchanged,
                text: imported.document,
                changes: Vec::new(),
            });
        }
        Some((relative, Ok(old))) if arguments.update => {
            bring_up_to_date(
                page,
                &imported,
                (relative, path, old),
                record,
                arguments,
                sources,
                changes,
            );
        }
        Some(_) => page.outcome.findings.push(
            Finding::new(
                &lint::IMPORT_EXISTS,
                Place::offset(file, 0),
                format!(
                    "the document `{}` already exists and differs",
                    path.display()
                ),
            )
            .help("update it with `--update`, or move it away to import the page again"),
        ),
    }
}

/// Lets the document that is there follow the page.
fn bring_up_to_date(
    page: &mut Page,
    imported: &Imported,
    (relative, path, old): (String, PathBuf, FileId),
    record: Record,
    arguments: &Arguments,
    sources: &mut Sources,
    changes: &mut Vec<FileChange>,
) {
    let Some(file) = page.file else { return };
    // What was not understood would be taken for a change.
    if page.has_errors() {
        return;
    }
    let before = before(page, &imported.action, arguments, sources);
    let base = match &before {
        Some(Ok((file, imported))) => Base::Origin(imported.origin(*file)),
        Some(Err(findings)) => return page.outcome.findings.append(findings.clone()),
        None => recorded(&record, sources),
    };
    let siblings = siblings(&path, old, sources);
    let updated = update(
        imported.origin(file),
        base,
        Existing {
            document: old,
            siblings: &siblings,
        },
        arguments.settle(),
        sources,
    );
    let failed = updated.findings.has_errors();
    page.outcome.findings.append(updated.findings);
    let before = sources.get(old).text.clone();
    let how = match &updated.text {
        _ if failed => How::Conflict,
        Some(text) if *text != before => How::Updated,
        _ => How::Unchanged,
    };
    let text = updated.text.unwrap_or_else(|| before.clone());
    if how == How::Updated {
        changes.push(FileChange {
            path: relative,
            kind: FileChangeKind::Updated,
            old: before,
            new: text.clone(),
        });
    }
    if !failed {
        record.write(changes);
    }
    page.result = Some(Written {
        path,
        how,
        text,
        changes: updated.changes,
    });
}

/// The record beside a document: as it is, and as it has to be.
struct Record {
    relative: String,
    path: PathBuf,
    old: Option<String>,
    new: Option<String>,
}

impl Record {
    fn of(
        service: &str,
        imported: &Imported,
        file: FileId,
        arguments: &Arguments,
        sources: &Sources,
    ) -> Self {
        let relative = record_path(service, &imported.version, &imported.action);
        let path = arguments.out.join(&relative);
        Self {
            old: fs::read_to_string(&path).ok(),
            new: record(imported.origin(file), sources),
            relative,
            path,
        }
    }

    fn write(self, changes: &mut Vec<FileChange>) {
        let Some(new) = self.new.filter(|new| self.old.as_ref() != Some(new)) else {
            return;
        };
        changes.push(FileChange {
            path: self.relative,
            kind: match self.old {
                Some(_) => FileChangeKind::Updated,
                None => FileChangeKind::Created,
            },
            old: self.old.unwrap_or_default(),
            new,
        });
    }
}

/// What was imported last, where `--base` names it.
fn before(
    page: &Page,
    action: &str,
    arguments: &Arguments,
    sources: &mut Sources,
) -> Option<Result<(FileId, Imported), Findings>> {
    let base = arguments.base.as_ref()?;
    let path = match page.path.file_name() {
        Some(name) if base.is_dir() => base.join(name),
        _ => base.clone(),
    };
    let base = read_base(&path, action, arguments, &page.structures, sources);
    Some(match (base.file, base.outcome.imported) {
        (Some(file), Some(imported)) => Ok((file, imported)),
        _ => Err(base.outcome.findings),
    })
}

/// What was imported last, where a record tells.
fn recorded<'a>(record: &Record, sources: &mut Sources) -> Base<'a> {
    let Some(text) = &record.old else {
        return Base::Unknown;
    };
    let name = record.path.to_string_lossy().replace('\\', "/");
    Base::Record(sources.add(SourceFile::new(
        name,
        record.relative.clone(),
        Format::Yaml,
        text.clone(),
    )))
}

/// The folder of the service: as it was named, as the page shows it, or as the path of a document says it.
fn service(page: &Page, imported: &Imported, arguments: &Arguments) -> Option<String> {
    let of_path = || {
        let version = page.path.parent()?;
        let in_tree = arguments.explorer && version.file_name()? == imported.version.as_str();
        let service = version.parent()?.file_name()?.to_str()?;
        in_tree.then(|| service.to_owned())
    };
    arguments
        .service
        .clone()
        .or_else(|| imported.service.clone())
        .or_else(of_path)
}

type Found = (String, io::Result<FileId>);

/// The document that describes an action already, by its path below the folder of all documents.
fn existing(
    relative: &str,
    action: &str,
    arguments: &Arguments,
    sources: &mut Sources,
) -> Option<Found> {
    let stem = relative.strip_suffix(".yaml").unwrap_or(relative);
    for extension in ["yaml", "yml", "json"] {
        let relative = format!("{stem}.{extension}");
        let path = arguments.out.join(&relative);
        if path.is_file() {
            return Some((relative, take_in(&path, sources)));
        }
    }
    if !arguments.update {
        return None;
    }
    // Several actions may share a document.
    let folder = Path::new(relative).parent()?;
    let mut files: Vec<PathBuf> = fs::read_dir(arguments.out.join(folder))
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file() && Format::of(path).is_some())
        .collect();
    files.sort();
    files.into_iter().find_map(|path| {
        let mentions = fs::read_to_string(&path).is_ok_and(|text| text.contains(action));
        let file = mentions.then(|| take_in(&path, sources))?.ok()?;
        let name = path.file_name()?.to_str()?;
        let relative = format!("{}/{name}", folder.to_string_lossy().replace('\\', "/"));
        describes(action, file, sources).then_some((relative, Ok(file)))
    })
}

/// Takes a document in, by its path.
pub(in crate::commands) fn take_in(path: &Path, sources: &mut Sources) -> io::Result<FileId> {
    let text = fs::read_to_string(path)?;
    let name = path.to_string_lossy().replace('\\', "/");
    let format = Format::of(path).unwrap_or(Format::Yaml);
    Ok(sources.add(SourceFile::new(name.clone(), name, format, text)))
}

/// The documents beside one to which it refers. What cannot be read is not there: references to it lead nowhere.
pub(in crate::commands) fn siblings(
    path: &Path,
    document: FileId,
    sources: &mut Sources,
) -> Vec<(String, FileId)> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut siblings: Vec<(String, FileId)> = Vec::new();
    let mut refused: Vec<String> = Vec::new();
    loop {
        let existing = Existing {
            document,
            siblings: &siblings,
        };
        let mut missing = missing_siblings(&existing, sources);
        missing.retain(|name| !refused.contains(name));
        let Some(name) = missing.into_iter().next() else {
            return siblings;
        };
        match take_in(&folder.join(&name), sources) {
            Ok(file) => siblings.push((name, file)),
            Err(_) => refused.push(name),
        }
    }
}

/// A service needs a file of its own; its name is enough.
fn add_service(service: &str, arguments: &Arguments, changes: &mut Vec<FileChange>) {
    let has_file = ["yaml", "yml", "json"].iter().any(|extension| {
        let relative = format!("{service}/service.{extension}");
        arguments.out.join(&relative).exists()
            || changes.iter().any(|change| change.path == relative)
    });
    if !has_file {
        changes.push(FileChange {
            path: format!("{service}/service.yaml"),
            kind: FileChangeKind::Created,
            old: String::new(),
            new: format!("service: {service}\n"),
        });
    }
}

/// How many errors and warnings a page has.
pub(super) fn counts(page: &Page) -> (usize, usize) {
    let findings = &page.outcome.findings;
    (
        findings.count(Severity::Error),
        findings.count(Severity::Warning),
    )
}
