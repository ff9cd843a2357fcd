//! What is written as a page in any dialect means the same when it is read again.
//!
//! `CORPUS=path` names a folder with more documents, if they do not lie beside the project.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use codegen_pipeline::understand;

use rayon::prelude::*;

use crate::meaning::api_of;
use crate::render::{DIALECTS, Dialect, render};
use crate::tree::Action;
use crate::{import_text, remembered};

/// How far a page that was read again differs from the action it was written from; `None` when it does not.
pub(crate) fn difference(action: &Action, dialect: Dialect) -> Option<String> {
    let page = render(action, dialect);
    let (outcome, shown) = import_text("page.md", &page);
    let told = format!("{}, {}:\n{shown}", dialect.name, action.name);
    let Some(imported) = outcome.imported else {
        return Some(format!("{told}\n{page}"));
    };
    let [page_says, document_says] = remembered(&imported);
    if page_says.is_none() || page_says != document_says {
        return Some(format!(
            "{told}: the page states {page_says:?}, its document {document_says:?}\n{page}"
        ));
    }
    let api = api_of(&imported.document, &[]);
    let version = &api.services[0].versions[0];
    let read = match Action::of(version, &version.actions[0]) {
        Ok(read) => read.facts(),
        Err(why) => return Some(format!("{told}: {why}\n{page}")),
    };
    let written = action.facts();
    let mut out = String::new();
    let paths: BTreeMap<&String, ()> = written
        .keys()
        .chain(read.keys())
        .map(|path| (path, ()))
        .collect();
    for path in paths.keys() {
        let (was, is) = (written.get(*path), read.get(*path));
        if was != is {
            let none = "nothing".to_owned();
            let _ = writeln!(
                out,
                "{path}\n  was {}\n  is  {}",
                was.unwrap_or(&none),
                is.unwrap_or(&none)
            );
        }
    }
    let unsure = outcome.findings.has_errors();
    (unsure || !out.is_empty()).then(|| format!("{told}\n{out}"))
}

/// Every action below a folder of documents that a page can say.
fn actions(spec: &Path) -> Vec<Action> {
    let api = understand(spec).unwrap().api.unwrap();
    let versions = api.services.iter().flat_map(|service| &service.versions);
    versions
        .flat_map(|version| version.actions.iter().map(move |action| (version, action)))
        .filter_map(|(version, action)| match Action::of(version, action) {
            Ok(action) => Some(action),
            Err(why) => {
                println!("{} is left out: {why}", action.wire);
                None
            }
        })
        .collect()
}

/// Every action in so many dialects, others for each.
fn all_come_back(actions: &[Action], dialects: usize) {
    let members: usize = actions.iter().map(Action::count).sum();
    let wrong: Vec<String> = actions
        .par_iter()
        .enumerate()
        .flat_map_iter(|(index, action)| {
            let turn = DIALECTS
                .iter()
                .cycle()
                .skip(index * dialects % DIALECTS.len());
            let chosen = turn.take(dialects);
            chosen.filter_map(|dialect| difference(action, *dialect))
        })
        .collect();
    println!(
        "{} actions with {members} members, each in {dialects} dialects",
        actions.len()
    );
    assert!(
        wrong.is_empty(),
        "{} of {} differ, the first ones:\n{}",
        wrong.len(),
        actions.len() * dialects,
        wrong[..wrong.len().min(5)].join("\n")
    );
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn the_documents_written_by_hand_come_back_from_pages_in_every_dialect() {
    let actions = actions(&repository().join("spec"));
    assert!(actions.len() >= 54, "only {} were found", actions.len());
    all_come_back(&actions, DIALECTS.len());
}

#[test]
fn real_documents_come_back_from_pages_in_every_dialect() {
    let corpus = std::env::var_os("CORPUS").unwrap_or_else(|| "../shared/corpus".into());
    let corpus = repository().join(corpus);
    if corpus.exists() {
        all_come_back(&actions(&corpus), 3);
    } else {
        println!("the corpus does not lie beside the project, so only a part of it is read");
    }
    all_come_back(
        &actions(&repository().join("tests/data/corpus")),
        DIALECTS.len() / 2,
    );
}
