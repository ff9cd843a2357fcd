//! Pages in every dialect, each with its document (`.yaml`) and its findings (`.txt`) beside it.
//!
//! `GOLDEN=overwrite cargo test -p codegen --test import` renews them.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use codegen_documents::diagnostics::LINTS;

use crate::meaning::api_of;
use crate::{import_text, pages_folder, remembered};

pub(crate) fn pages() -> Vec<PathBuf> {
    let folders = fs::read_dir(pages_folder())
        .unwrap()
        .map(|folder| folder.unwrap().path());
    let files = folders.flat_map(|folder| {
        fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().path())
    });
    let mut pages: Vec<PathBuf> = files
        .filter(|file| file.extension().is_some_and(|kind| kind == "md"))
        .collect();
    pages.sort();
    pages
}

#[test]
fn every_page_becomes_its_document_and_gives_its_findings() {
    let overwrite = std::env::var_os("GOLDEN").is_some_and(|value| value == "overwrite");
    let mut wrong = Vec::new();
    let pages = pages();
    for page in &pages {
        let name = page.file_name().unwrap().to_string_lossy().into_owned();
        let (outcome, shown) = import_text(&name, &fs::read_to_string(page).unwrap());
        let document = outcome
            .imported
            .map(|imported| imported.document)
            .unwrap_or_default();
        for (extension, text) in [("yaml", &document), ("txt", &shown)] {
            let golden = page.with_extension(extension);
            if overwrite && text.is_empty() {
                let _ = fs::remove_file(&golden);
            } else if overwrite {
                fs::write(&golden, text).unwrap();
            } else if fs::read_to_string(&golden).unwrap_or_default() != **text {
                wrong.push(format!("{}:\n{text}", golden.display()));
            }
        }
    }
    assert!(pages.len() >= 10, "only {} pages were found", pages.len());
    assert!(
        wrong.is_empty(),
        "these differ from what lies beside the page:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_page_states_what_its_document_states() {
    for page in pages() {
        let (outcome, _) = import_text("page.md", &fs::read_to_string(&page).unwrap());
        if let Some(imported) = outcome.imported {
            let [page_says, document_says] = remembered(&imported);
            assert!(page_says.is_some(), "{}", page.display());
            assert_eq!(page_says, document_says, "{}", page.display());
        }
    }
}

#[test]
fn every_document_of_a_page_can_be_generated_from() {
    for page in pages() {
        let (outcome, shown) = import_text("page.md", &fs::read_to_string(&page).unwrap());
        if let Some(imported) = outcome.imported
            && !shown.contains("page-unsupported")
            && !shown.contains("no client can be generated")
        {
            api_of(&imported.document, &[]);
        }
    }
}

#[test]
fn pages_outside_the_folder_of_wrong_ones_are_understood_as_a_whole() {
    for page in pages()
        .iter()
        .filter(|page| !page.parent().unwrap().ends_with("wrong"))
    {
        let (outcome, shown) = import_text("page.md", &fs::read_to_string(page).unwrap());
        assert!(
            !outcome.findings.has_errors(),
            "{}:\n{shown}",
            page.display()
        );
        assert!(outcome.imported.is_some());
    }
}

#[test]
fn every_rule_about_pages_is_broken_by_some_page() {
    let mut broken = BTreeSet::new();
    for page in pages() {
        let (outcome, _) = import_text("page.md", &fs::read_to_string(&page).unwrap());
        broken.extend(outcome.findings.iter().map(|finding| finding.lint.code));
    }
    let about_pages = LINTS
        .iter()
        .map(|lint| lint.code)
        .filter(|code| code.starts_with("page-"));
    let never: Vec<&str> = about_pages.filter(|code| !broken.contains(code)).collect();
    assert!(never.is_empty(), "no page breaks {never:?}");
}
