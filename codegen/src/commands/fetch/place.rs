//! What becomes of the documents that came: new ones, ones that are there brought up to date, and ones that are left alone.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use codegen_documents::diagnostics::Findings;
use codegen_documents::source::{FileId, Format, SourceFile, Sources};
use codegen_fetch::{Delivered, Error, RECORD, Record, digest};
use codegen_import::update::{
    Base, Existing, Origin, actions_in, record as imported, record_path, update,
};

use super::outcome::{KNOWN_AS_GONE, Outcome, Placed, Row};
use super::targets::{Fetched, Target};
use super::{Arguments, Ended, code, folder, report, verdict};
use crate::commands::import::place::{siblings, take_in};
use crate::output::{FileChange, FileChangeKind, Plan, apply};

/// Decides what becomes of every document, writes it, and reports it.
pub(super) fn finish(fetched: Fetched, arguments: &Arguments) -> Result<ExitCode, Ended> {
    let mut sources = Sources::default();
    let mut findings = Findings::new();
    let mut changes = Vec::new();
    let mut placed = Vec::new();
    for mut target in fetched.targets {
        let gathered = std::mem::take(&mut target.gathered);
        let mut placing = Placing {
            arguments,
            target: &target,
            record: target.record.clone(),
            others: None,
            stems: HashSet::new(),
            sources: &mut sources,
            findings: &mut findings,
            changes: &mut changes,
        };
        let rows = placing.place(gathered);
        placed.push(Placed { target, rows });
    }
    for (folder, file) in &fetched.service_files {
        changes.push(created(format!("{folder}/service.yaml"), file.text.clone()));
    }
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    let plan = Plan {
        root: arguments.out.clone(),
        changes,
        kept: Vec::new(),
        unchanged: 0,
    };
    let verdict = arguments
        .update
        .then(|| verdict::verdict(&plan, &arguments.out))
        .flatten();
    if !arguments.is_trial() {
        apply(&plan).map_err(|error| Ended::with(error, None))?;
    }
    findings.sort(&sources);
    let report = report::Report {
        placed: &placed,
        service_files: &fetched.service_files,
        failed: &fetched.failed,
        counts: fetched.counts,
        findings: &findings,
        sources: &sources,
        plan: &plan,
        verdict,
    };
    report.print(arguments);
    let rows = || placed.iter().flat_map(|placed| &placed.rows);
    let is_whole = fetched.failed.is_empty()
        && rows().all(|row| !matches!(row.outcome, Outcome::Missing(_) | Outcome::Conflict));
    let is_news = rows().any(Row::is_news) || !fetched.service_files.is_empty();
    Ok(code(is_whole && !(arguments.check && is_news)))
}

const HAS_NEWS: &str = "the Explorer has a newer version; `--update` merges it";
const BY_OTHERS: &str =
    "it was not fetched; name the action with `--update` to bring it up to date";
const SAYS_OTHERWISE: &str =
    "it already existed and differs; name the action with `--update` to bring it up to date";
const NOT_PRUNED: &str = "`--prune` removes it";
const EDITED: &str = "it was edited by hand";

/// The documents of a version on their way to the disk.
struct Placing<'a> {
    arguments: &'a Arguments,
    target: &'a Target,
    record: Option<Record>,
    /// Documents with other names than those of actions that are wanted, by the actions that they describe.
    others: Option<BTreeMap<String, String>>,
    /// Names of files that are taken, in lower case: some systems know no other.
    stems: HashSet<String>,
    sources: &'a mut Sources,
    findings: &'a mut Findings,
    changes: &'a mut Vec<FileChange>,
}

impl Placing<'_> {
    fn place(&mut self, gathered: codegen_fetch::Gathered) -> Vec<Row> {
        let before = self.record.clone();
        let target = self.target;
        let mut record = before.clone().unwrap_or_else(|| Record {
            site: target.site,
            source: target.source.clone(),
            service: target.service.clone(),
            version: target.version.clone(),
            language: target.language,
            whole: target.whole,
            fetched: Record::now(),
            gone: [].into(),
            actions: BTreeMap::new(),
        });
        record.whole |= target.whole;
        record.language = target.language;
        record.source.clone_from(&target.source);
        let mut rows = Vec::new();
        for (action, result) in target.wanted.iter().zip(gathered) {
            let row = match result {
                Err(error) => Row::of(action, String::new(), Outcome::Missing(error)),
                Ok(delivered) => {
                    let row = self.document(&delivered);
                    if matches!(
                        row.outcome,
                        Outcome::Created | Outcome::Updated | Outcome::Unchanged
                    ) {
                        record
                            .actions
                            .insert(action.clone(), delivered.digest.clone());
                    }
                    record.gone.remove(action);
                    row
                }
            };
            rows.push(row);
        }
        for action in &target.gone {
            rows.push(self.gone(action, &mut record));
        }
        if before.as_ref() != Some(&record) && !record.actions.is_empty() {
            record.fetched = Record::now();
            let path = format!("{}/{}/{RECORD}", target.folder, target.version);
            self.changes.push(FileChange {
                path,
                kind: match before {
                    Some(_) => FileChangeKind::Updated,
                    None => FileChangeKind::Created,
                },
                old: before.map(|before| before.text()).unwrap_or_default(),
                new: record.text(),
            });
        }
        rows
    }

    /// Decides about a document that came.
    fn document(&mut self, delivered: &Delivered) -> Row {
        let action = &delivered.action;
        let Some(relative) = self.existing(action) else {
            let relative = self.new_path(action);
            self.changes
                .push(created(relative.clone(), delivered.text.clone()));
            self.remember(delivered);
            return Row::of(action, relative, Outcome::Created);
        };
        let path = self.arguments.out.join(&relative);
        let old = match fs::read_to_string(&path) {
            Ok(old) => old,
            Err(error) => {
                let error = Error::unusable(format!("{} cannot be read: {error}", path.display()));
                return Row::of(action, relative, Outcome::Missing(error));
            }
        };
        let recorded = self.record.as_ref();
        let recorded = recorded
            .and_then(|record| record.actions.get(action))
            .cloned();
        let outcome = if old == delivered.text || recorded.as_ref() == Some(&delivered.digest) {
            Outcome::Unchanged
        } else if !self.arguments.update {
            Outcome::Kept(match recorded {
                Some(_) => HAS_NEWS,
                None => SAYS_OTHERWISE,
            })
        } else if recorded.as_ref() == Some(&digest(&old)) {
            self.changes
                .push(updated(relative.clone(), old, delivered.text.clone()));
            self.remember(delivered);
            Outcome::Updated
        } else if recorded.is_some() || self.target.named {
            return self.merge(delivered, relative, path);
        } else {
            Outcome::Kept(BY_OTHERS)
        };
        Row::of(action, relative, outcome)
    }

    /// Lets a document that was edited by hand follow the one that came.
    fn merge(&mut self, delivered: &Delivered, relative: String, path: PathBuf) -> Row {
        let action = &delivered.action;
        let unreadable = |error| {
            let message = format!("{} cannot be read: {error}", path.display());
            Outcome::Missing(Error::unusable(message))
        };
        let document = match take_in(&path, self.sources) {
            Ok(document) => document,
            Err(error) => return Row::of(action, relative, unreadable(error)),
        };
        let incoming = self.incoming(delivered);
        let target = self.target;
        let remembered = record_path(&target.folder, &target.version, action);
        let base = match take_in(&self.arguments.out.join(&remembered), self.sources) {
            Ok(file) => Base::Record(file),
            Err(_) => Base::Unknown,
        };
        let siblings = siblings(&path, document, self.sources);
        let merged = update(
            Origin::document(action, incoming),
            base,
            Existing {
                document,
                siblings: &siblings,
            },
            self.arguments.on_conflict.map(Into::into),
            self.sources,
        );
        let failed = merged.findings.has_errors();
        self.findings.append(merged.findings);
        let old = self.sources.get(document).text.clone();
        let outcome = match merged.text {
            _ if failed => Outcome::Conflict,
            Some(text) if text != old => {
                self.changes.push(updated(relative.clone(), old, text));
                Outcome::Updated
            }
            _ => Outcome::Unchanged,
        };
        if !failed {
            self.remember_file(action, incoming);
        }
        Row {
            facts: if failed { Vec::new() } else { merged.changes },
            ..Row::of(action, relative, outcome)
        }
    }

    /// Decides about an action that is not listed any more.
    fn gone(&mut self, action: &str, record: &mut Record) -> Row {
        let Some(relative) = self.existing(action) else {
            // Whoever removed the document has done it already.
            record.actions.remove(action);
            record.gone.remove(action);
            return Row::of(action, String::new(), Outcome::Removed);
        };
        let text = fs::read_to_string(self.arguments.out.join(&relative)).unwrap_or_default();
        let is_edited = record.actions.get(action) != Some(&digest(&text));
        let is_new = record.gone.insert(action.to_owned());
        let outcome = if !self.arguments.prune {
            Outcome::Gone(if is_new { NOT_PRUNED } else { KNOWN_AS_GONE })
        } else if is_edited {
            Outcome::Gone(if is_new { EDITED } else { KNOWN_AS_GONE })
        } else {
            record.actions.remove(action);
            record.gone.remove(action);
            self.changes.push(removed(relative.clone(), text));
            let remembered = record_path(&self.target.folder, &self.target.version, action);
            if let Ok(text) = fs::read_to_string(self.arguments.out.join(&remembered)) {
                self.changes.push(removed(remembered, text));
            }
            Outcome::Removed
        };
        Row::of(action, relative, outcome)
    }

    /// The document that describes an action already, by its path below the folder of all documents.
    fn existing(&mut self, action: &str) -> Option<String> {
        let folder = format!("{}/{}", self.target.folder, self.target.version);
        let own = ["yaml", "yml", "json"].map(|extension| format!("{folder}/{action}.{extension}"));
        let own = own
            .into_iter()
            .find(|relative| self.arguments.out.join(relative).is_file());
        own.or_else(|| self.others().get(action).cloned())
    }

    /// Documents that are not called like actions that are wanted: one may describe several actions.
    fn others(&mut self) -> &BTreeMap<String, String> {
        let (arguments, target) = (self.arguments, self.target);
        let sources = &mut *self.sources;
        self.others.get_or_insert_with(|| {
            let mut others = BTreeMap::new();
            let below = format!("{}/{}", target.folder, target.version);
            let is_wanted = |stem: &str| target.wanted.iter().any(|action| action == stem);
            for path in folder::files(&arguments.out.join(&below)) {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                if Format::of(&path).is_none() || is_wanted(&stem) {
                    continue;
                }
                let Ok(file) = take_in(&path, sources) else {
                    continue;
                };
                for action in actions_in(file, sources) {
                    let relative = format!("{below}/{}", folder::name_of(&path));
                    others.entry(action).or_insert(relative);
                }
            }
            others
        })
    }

    /// Where the document of a new action goes. Two actions whose names differ in casing alone get files that differ in more.
    fn new_path(&mut self, action: &str) -> String {
        let folder = format!("{}/{}", self.target.folder, self.target.version);
        let mut stem = action.to_owned();
        let mut number = 2;
        while !self.stems.insert(stem.to_ascii_lowercase()) {
            stem = format!("{action}-{number}");
            number += 1;
        }
        format!("{folder}/{stem}.json")
    }

    fn incoming(&mut self, delivered: &Delivered) -> FileId {
        let name = format!("{} as the Explorer has it", delivered.action);
        let text = delivered.text.clone();
        self.sources
            .add(SourceFile::new(name.clone(), name, Format::Json, text))
    }

    /// Keeps what a document says, so that edits can be told from news later.
    fn remember(&mut self, delivered: &Delivered) {
        let file = self.incoming(delivered);
        self.remember_file(&delivered.action, file);
    }

    fn remember_file(&mut self, action: &str, file: FileId) {
        let Some(new) = imported(Origin::document(action, file), self.sources) else {
            return;
        };
        let path = record_path(&self.target.folder, &self.target.version, action);
        let old = fs::read_to_string(self.arguments.out.join(&path)).ok();
        match old {
            Some(old) if old == new => {}
            Some(old) => self.changes.push(updated(path, old, new)),
            None => self.changes.push(created(path, new)),
        }
    }
}

impl Row {
    fn of(action: &str, path: String, outcome: Outcome) -> Self {
        Self {
            action: action.to_owned(),
            path,
            outcome,
            facts: Vec::new(),
        }
    }
}

fn created(path: String, new: String) -> FileChange {
    FileChange {
        path,
        kind: FileChangeKind::Created,
        old: String::new(),
        new,
    }
}

fn updated(path: String, old: String, new: String) -> FileChange {
    FileChange {
        path,
        kind: FileChangeKind::Updated,
        old,
        new,
    }
}

fn removed(path: String, old: String) -> FileChange {
    FileChange {
        path,
        kind: FileChangeKind::Removed,
        old,
        new: String::new(),
    }
}
