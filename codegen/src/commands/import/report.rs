//! The report of an import.

use serde_json::{Value, json};

use super::arguments::Arguments;
use super::input::{How, Page};
use super::place::counts;
use crate::commands::Format;
use crate::commands::report::{err, out, plural, show};
use crate::output::{Plan, render_diff};
use codegen_documents::diagnostics::{Findings, render_json};
use codegen_documents::source::{self, Node, Place, Sources};
use codegen_import::update::ChangedFact;

pub(super) fn report(pages: &mut [Page], sources: &Sources, arguments: &Arguments, plan: &Plan) {
    let mut all = Findings::new();
    for page in pages.iter_mut() {
        page.outcome.findings.sort(sources);
        all.append(page.outcome.findings.clone());
    }
    if arguments.format == Format::Json {
        let pages: Vec<Value> = pages
            .iter()
            .map(|page| describe(page, sources, arguments))
            .collect();
        let mut told = json!({ "pages": pages });
        if arguments.dry_run {
            told["diff"] = render_diff(plan).into();
        }
        out(told);
        return;
    }
    show(&all, sources, Format::Text);
    let mut printed = false;
    for page in pages.iter() {
        tell_facts(page, sources, arguments);
        if let (true, Some(text)) = (arguments.stdout, document(page)) {
            // Several documents are one stream.
            if std::mem::replace(&mut printed, true) {
                out("---");
            }
            out(text.trim_end());
        }
    }
    let tell: fn(&str) = if arguments.stdout {
        |line| err(line)
    } else {
        |line| out(line)
    };
    for page in pages.iter() {
        tell(&summary(page, arguments));
        let written = page.result.iter();
        let updated = written.filter(|written| written.how == How::Updated);
        for change in updated.flat_map(|written| &written.changes) {
            tell(&line_about(change));
        }
    }
}

/// Facts that stood in sentences.
fn tell_facts(page: &Page, sources: &Sources, arguments: &Arguments) {
    let Some(imported) = page.outcome.imported.as_ref().filter(|_| arguments.facts) else {
        return;
    };
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

/// The document of a page: the one that is there, brought up to date, or a new one.
fn document(page: &Page) -> Option<&str> {
    match (&page.result, &page.outcome.imported) {
        (Some(written), _) => Some(&written.text),
        (None, Some(imported)) => Some(&imported.document),
        (None, None) => None,
    }
}

fn summary(page: &Page, arguments: &Arguments) -> String {
    let (errors, warnings) = counts(page);
    let result = match (&page.result, &page.outcome.imported) {
        (Some(written), _) => {
            let path = written.path.display();
            let facts = plural(written.changes.len(), "fact");
            match written.how {
                How::Created | How::Unchanged => format!("{} {path}", written.how.word()),
                How::Updated => format!("updated {path}, {facts}"),
                How::Conflict => format!("conflict with {path}, nothing written"),
            }
        }
        (None, Some(imported)) if arguments.stdout => imported.action.clone(),
        _ if page.is_structures => "structures for the other pages".to_owned(),
        _ => "nothing written".to_owned(),
    };
    format!(
        "{}: {result} ({}, {})",
        page.name,
        plural(errors, "error"),
        plural(warnings, "warning")
    )
}

/// A fact that has changed, in a line.
pub(in crate::commands) fn line_about(change: &ChangedFact) -> String {
    let word = |value: &Option<Node>| match value {
        None => "-".to_owned(),
        Some(value) => {
            let text = json_of(value).to_string();
            match text.char_indices().nth(60) {
                Some((end, _)) => format!("{}…", &text[..end]),
                None => text,
            }
        }
    };
    format!(
        "  {} {}: {} -> {}",
        change.path,
        change.fact,
        word(&change.old),
        word(&change.new)
    )
}

fn describe(page: &Page, sources: &Sources, arguments: &Arguments) -> Value {
    let imported = page.outcome.imported.as_ref();
    let written = page.result.as_ref();
    let facts: Vec<Value> = imported
        .iter()
        .flat_map(|imported| &imported.notes)
        .map(|note| json!({ "about": note.about, "fact": note.fact, "value": note.value, "line": line_of(&note.place, sources) }))
        .collect();
    let changes: Vec<Value> = written
        .iter()
        .flat_map(|written| &written.changes)
        .map(fact_json)
        .collect();
    json!({
        "page": page.name,
        "action": imported.map(|imported| &imported.action),
        "version": imported.map(|imported| &imported.version),
        "result": written.map(|written| written.how.word()),
        "path": written.map(|written| written.path.to_string_lossy()),
        "document": document(page).filter(|_| arguments.stdout),
        "facts": facts,
        "changes": changes,
        "findings": render_json(&page.outcome.findings, sources),
    })
}

/// A fact that has changed, for scripts.
pub(in crate::commands) fn fact_json(change: &ChangedFact) -> Value {
    json!({
        "path": change.path,
        "fact": change.fact,
        "old": change.old.as_ref().map(json_of),
        "new": change.new.as_ref().map(json_of),
    })
}

fn json_of(node: &Node) -> Value {
    match node {
        Node::Null => Value::Null,
        Node::Bool(value) => (*value).into(),
        Node::Int(value) => match i64::try_from(*value) {
            Ok(value) => value.into(),
            Err(_) => value.to_string().into(),
        },
        Node::Float(value) => (*value).into(),
        Node::String(text) => text.as_str().into(),
        Node::Array(items) => items.iter().map(json_of).collect(),
        Node::Object(entries) => entries
            .iter()
            .map(|entry| (entry.key.clone(), json_of(&entry.value)))
            .collect(),
    }
}

fn line_of(place: &Place, sources: &Sources) -> usize {
    let file = sources.get(place.file);
    file.position(source::locate(file, &place.spot).start).line
}
