//! `codegen import`: pages of documentation to documents.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use rayon::prelude::*;
use serde_json::json;

use super::report::{err, out, plural, show};
use super::{BROKEN, FAILED, Format};
use crate::diagnostics::{Finding, Findings, Severity, render_json, rule};
use crate::import::{Outcome, import};
use crate::output::{Change, ChangeKind, Plan, apply};
use crate::source::{self, FileId, Place, SourceFile, Sources};

/// Arguments of `import`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Pages of documentation, as Markdown.
    #[arg(value_name = "PAGE", required = true)]
    pages: Vec<PathBuf>,
    /// Folder of the service below the output; by default what the page's examples call it.
    #[arg(long, value_name = "NAME")]
    service: Option<String>,
    /// Folder of the documents; each goes to `<service>/<version>/<Action>.yaml`.
    #[arg(long, value_name = "DIR", default_value = "spec")]
    out: PathBuf,
    /// Print the documents instead of writing them.
    #[arg(long, conflicts_with = "out")]
    stdout: bool,
    /// Tell every fact that was taken from a sentence, with its line.
    #[arg(long)]
    facts: bool,
    /// How findings and results are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What became of a page.
struct Page {
    file: Option<FileId>,
    name: String,
    outcome: Outcome,
    /// Where its document is, and what happened to it.
    written: Option<(PathBuf, &'static str)>,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let mut sources = Sources::default();
    let mut pages: Vec<Page> = arguments
        .pages
        .iter()
        .map(|path| open(path, &mut sources))
        .collect();
    pages.par_iter_mut().for_each(|page| {
        if let Some(file) = page.file {
            page.outcome = import(file, &sources);
        }
    });
    if !arguments.stdout {
        let mut changes = Vec::new();
        for page in &mut pages {
            plan(page, arguments, &mut changes);
        }
        let plan = Plan {
            root: arguments.out.clone(),
            changes,
            unchanged: 0,
        };
        if let Err(error) = apply(&plan) {
            err(format_args!("error: {error}"));
            return ExitCode::from(BROKEN);
        }
    }
    report(&mut pages, &sources, arguments);
    if pages.iter().any(|page| page.outcome.findings.has_errors()) {
        ExitCode::from(FAILED)
    } else {
        ExitCode::SUCCESS
    }
}

/// Reads a page. One that cannot be read is a finding, so that the others are done.
fn open(path: &Path, sources: &mut Sources) -> Page {
    let name = path.to_string_lossy().replace('\\', "/");
    let mut findings = Findings::new();
    let text = match fs::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => Ok(text),
        Ok(Err(_)) => Err("the page is not UTF-8".to_owned()),
        Err(error) => Err(format!("the page cannot be read: {error}")),
    };
    let readable = text.is_ok();
    let file = sources.add(SourceFile::new(
        name.clone(),
        name.clone(),
        source::Format::Text,
        text.as_ref().cloned().unwrap_or_default(),
    ));
    if let Err(message) = text {
        findings.push(Finding::new(
            &rule::UNREADABLE_FILE,
            Place::offset(file, 0),
            message,
        ));
    }
    Page {
        file: readable.then_some(file),
        name,
        outcome: Outcome {
            imported: None,
            findings,
        },
        written: None,
    }
}

/// What is to be written for a page.
fn plan(page: &mut Page, arguments: &Arguments, changes: &mut Vec<Change>) {
    let (Some(imported), Some(file)) = (&page.outcome.imported, page.file) else {
        return;
    };
    let Some(service) = arguments.service.as_ref().or(imported.service.as_ref()) else {
        page.outcome.findings.push(
            Finding::new(
                &rule::IMPORT_NO_SERVICE,
                Place::offset(file, 0),
                "the page does not show the name of its service",
            )
            .help("name it with `--service NAME`"),
        );
        return;
    };
    let relative = format!("{service}/{}/{}.yaml", imported.version, imported.action);
    let path = arguments.out.join(&relative);
    let old = fs::read_to_string(&path).ok();
    match old {
        Some(old) if old == imported.document => page.written = Some((path, "unchanged")),
        Some(_) => page.outcome.findings.push(
            Finding::new(
                &rule::IMPORT_EXISTS,
                Place::offset(file, 0),
                format!(
                    "the document `{}` is there already, and says something else",
                    path.display()
                ),
            )
            .help("move the document away to import the page anew"),
        ),
        None => {
            let twice = changes.iter().any(|change| change.path == relative);
            if twice {
                page.outcome.findings.push(
                    Finding::new(
                        &rule::IMPORT_EXISTS,
                        Place::offset(file, 0),
                        format!("another page describes `{}` as well", imported.action),
                    )
                    .help("import the page that is right; nothing of this one was written"),
                );
                return;
            }
            add_service(service, arguments, changes);
            changes.push(created(relative, imported.document.clone()));
            page.written = Some((path, "created"));
        }
    }
}

/// A service needs a file of its own; its name is enough.
fn add_service(service: &str, arguments: &Arguments, changes: &mut Vec<Change>) {
    let relative = format!("{service}/service.yaml");
    if !arguments.out.join(&relative).exists()
        && !changes.iter().any(|change| change.path == relative)
    {
        changes.push(created(relative, format!("service: {service}\n")));
    }
}

fn created(path: String, new: String) -> Change {
    Change {
        path,
        kind: ChangeKind::Created,
        old: String::new(),
        new,
    }
}

fn report(pages: &mut [Page], sources: &Sources, arguments: &Arguments) {
    let mut all = Findings::new();
    for page in pages.iter_mut() {
        page.outcome.findings.sort(sources);
        all.append(page.outcome.findings.clone());
    }
    if arguments.format == Format::Json {
        let pages: Vec<serde_json::Value> = pages
            .iter()
            .map(|page| describe(page, sources, arguments))
            .collect();
        out(json!({ "pages": pages }));
        return;
    }
    show(&all, sources, Format::Text);
    for page in pages.iter() {
        let imported = page.outcome.imported.as_ref();
        if let (true, Some(imported)) = (arguments.facts, imported) {
            for note in &imported.notes {
                let line = line_of(&note.place, sources);
                let about = if note.about.is_empty() {
                    &imported.action
                } else {
                    &note.about
                };
                err(format_args!(
                    "{}:{line}: {about}: {} {}",
                    page.name,
                    note.fact,
                    note.value.replace('\n', " ")
                ));
            }
        }
        if let (true, Some(imported)) = (arguments.stdout, imported) {
            out(imported.document.trim_end());
        }
    }
    for page in pages.iter() {
        let errors = page.outcome.findings.count(Severity::Error);
        let warnings = page.outcome.findings.count(Severity::Warning);
        let result = match (&page.written, &page.outcome.imported) {
            (Some((path, how)), _) => format!("{how} {}", path.display()),
            (None, Some(imported)) if arguments.stdout => imported.action.clone(),
            _ => "nothing written".to_owned(),
        };
        let line = format!(
            "{}: {result} ({}, {})",
            page.name,
            plural(errors, "error"),
            plural(warnings, "warning")
        );
        if arguments.stdout {
            err(line);
        } else {
            out(line);
        }
    }
}

fn describe(page: &Page, sources: &Sources, arguments: &Arguments) -> serde_json::Value {
    let imported = page.outcome.imported.as_ref();
    let facts: Vec<serde_json::Value> = imported
        .iter()
        .flat_map(|imported| &imported.notes)
        .map(|note| json!({ "about": note.about, "fact": note.fact, "value": note.value, "line": line_of(&note.place, sources) }))
        .collect();
    json!({
        "page": page.name,
        "action": imported.map(|imported| &imported.action),
        "version": imported.map(|imported| &imported.version),
        "result": page.written.as_ref().map(|(_, how)| how),
        "path": page.written.as_ref().map(|(path, _)| path.to_string_lossy()),
        "document": imported.filter(|_| arguments.stdout).map(|imported| &imported.document),
        "facts": facts,
        "findings": render_json(&page.outcome.findings, sources),
    })
}

fn line_of(place: &Place, sources: &Sources) -> usize {
    let file = sources.get(place.file);
    file.position(source::locate(file, &place.spot).start).line
}
