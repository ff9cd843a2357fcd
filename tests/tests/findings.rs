//! Wrong documents, each with the findings it must give, word by word.
//!
//! A case is a document `findings/<case>.yaml` (or `.json`), or a whole folder of documents `findings/<case>/`; its findings stand
//! in `findings/<case>.txt`. `GOLDEN=overwrite cargo test -p tests --test findings` renews them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use codegen_documents::diagnostics::{LINTS, Severity, Style, render_json, render_text};
use codegen_pipeline::{Understood, understand};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("findings");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.retain(|path| path.extension().is_none_or(|extension| extension != "txt"));
    cases.sort();
    cases
}

/// Lays the case out as a folder of documents and reads it, with places that do not name this machine.
fn read(case: &Path) -> (Understood, String) {
    let root = tempfile::tempdir().unwrap();
    let spec = root.path().join("spec");
    if case.is_dir() {
        copy(case, &spec);
    } else {
        let version = spec.join("demo/2020-01-01");
        fs::create_dir_all(&version).unwrap();
        fs::write(spec.join("demo/service.yaml"), "service: demo\n").unwrap();
        fs::copy(case, version.join(case.file_name().unwrap())).unwrap();
    }
    let understood = understand(&spec).unwrap();
    let text = render_text(&understood.findings, &understood.sources, Style::Plain);
    let shown = text.replace(&format!("{}/", root.path().display()), "");
    (understood, shown)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap().path();
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, target).unwrap();
        }
    }
}

#[test]
fn every_wrong_document_gives_its_findings() {
    let overwrite = std::env::var_os("GOLDEN").is_some_and(|value| value == "overwrite");
    let mut wrong = Vec::new();
    let cases = cases();
    for case in &cases {
        let (_, shown) = read(case);
        let golden = case.with_extension("txt");
        if overwrite {
            fs::write(&golden, &shown).unwrap();
        } else if fs::read_to_string(&golden).unwrap_or_default() != shown {
            wrong.push(format!("{}:\n{shown}", case.display()));
        }
    }
    assert!(cases.len() >= 40, "only {} cases were found", cases.len());
    assert!(
        wrong.is_empty(),
        "findings differ from their goldens:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_case_has_a_finding_and_errors_stop_the_generation() {
    for case in cases() {
        let (understood, shown) = read(&case);
        assert!(
            !understood.findings.is_empty(),
            "{} has no finding",
            case.display()
        );
        assert_eq!(
            understood.api.is_none(),
            understood.findings.has_errors(),
            "{}:\n{shown}",
            case.display()
        );
    }
}

#[test]
fn every_rule_is_broken_by_some_case() {
    let mut broken: BTreeSet<&str> = BTreeSet::new();
    for case in cases() {
        broken.extend(
            read(&case)
                .0
                .findings
                .iter()
                .map(|finding| finding.lint.code),
        );
    }
    // A file that is not UTF-8 cannot be kept as a readable case; it has a test of its own.
    broken.insert("unreadable-file");
    let never: Vec<&str> = LINTS
        .iter()
        .map(|lint| lint.code)
        // What can be wrong with a page has its pages in `data/pages/`, and a test beside the importer.
        .filter(|code| !code.starts_with("page-") && !code.starts_with("import-"))
        .filter(|code| !broken.contains(code))
        .collect();
    assert!(never.is_empty(), "no case breaks {never:?}");
}

#[test]
fn a_file_that_is_not_utf8_is_a_finding() {
    let root = tempfile::tempdir().unwrap();
    let version = root.path().join("demo/2020-01-01");
    fs::create_dir_all(&version).unwrap();
    fs::write(root.path().join("demo/service.yaml"), "service: demo\n").unwrap();
    fs::write(
        version.join("Demo.yaml"),
        b"openapi: 3.1.0\ninfo: { title: \xff }\n",
    )
    .unwrap();
    let understood = understand(root.path()).unwrap();
    let finding = understood.findings.iter().next().unwrap();
    assert_eq!(finding.lint.code, "unreadable-file");
    assert!(finding.message.contains("line 2"), "{}", finding.message);
    assert!(understood.api.is_none());
}

#[test]
fn a_file_in_utf_16_is_called_so() {
    let text = "openapi: 3.1.0";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = [&[0xFF, 0xFE], little.as_slice()].concat();
    for bytes in [little, big, marked] {
        let root = tempfile::tempdir().unwrap();
        let version = root.path().join("demo/2020-01-01");
        fs::create_dir_all(&version).unwrap();
        fs::write(root.path().join("demo/service.yaml"), "service: demo\n").unwrap();
        fs::write(version.join("Demo.yaml"), bytes).unwrap();
        let understood = understand(root.path()).unwrap();
        let finding = understood.findings.iter().next().unwrap();
        assert_eq!(finding.lint.code, "unreadable-file");
        assert!(finding.message.contains("UTF-16"), "{}", finding.message);
    }
}

#[test]
fn findings_for_machines_carry_place_excerpt_and_help() {
    let case = cases()
        .into_iter()
        .find(|case| case.ends_with("duplicate-key.yaml"))
        .unwrap();
    let (understood, _) = read(&case);
    let json = render_json(&understood.findings, &understood.sources);
    let finding = &json[0];
    assert_eq!(finding["code"], "duplicate-key");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["line"], 16);
    assert_eq!(finding["column"], 17);
    assert_eq!(finding["excerpt"], "                Id: { type: string }");
    assert_eq!(finding["help"], "keep one of the two");
    assert_eq!(finding["related"][0]["line"], 14);
}

#[test]
fn codes_are_unique_and_explained() {
    let codes: BTreeSet<&str> = LINTS.iter().map(|lint| lint.code).collect();
    assert_eq!(codes.len(), LINTS.len());
    for lint in LINTS {
        assert!(
            lint.explanation.len() > 40,
            "{} is hardly explained",
            lint.code
        );
        assert!(matches!(lint.severity, Severity::Error | Severity::Warning));
    }
}
