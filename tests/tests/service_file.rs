//! The JSON Schema of service files and their reader are of one mind.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::fs;
use std::path::{Path, PathBuf};

use codegen_documents::diagnostics::{Style, render_text};
use codegen_documents::openapi::service_schema;
use codegen_pipeline::understand;
use jsonschema::Validator;
use serde_json::Value;

const DOCUMENT: &str = "\
openapi: 3.1.0
info: { title: Demo, version: '2020-01-01' }
paths: { /Demo: { post: { responses: { '200': { description: Done. } } } } }
";

fn validator() -> Validator {
    jsonschema::draft202012::options()
        .build(&service_schema())
        .unwrap()
}

/// What the reader has to say about a service file.
fn findings(text: &str) -> String {
    let spec = tempfile::tempdir().unwrap();
    let service = spec.path().join("demo");
    fs::create_dir_all(service.join("2020-01-01")).unwrap();
    fs::write(service.join("service.yaml"), text).unwrap();
    fs::write(service.join("2020-01-01/Demo.yaml"), DOCUMENT).unwrap();
    let understood = understand(spec.path()).unwrap();
    render_text(&understood.findings, &understood.sources, Style::Plain)
}

/// What the schema has to say about it.
fn violations(validator: &Validator, text: &str) -> Vec<String> {
    let value: Value = serde_yaml::from_str(text).unwrap();
    validator
        .iter_errors(&value)
        .map(|error| error.to_string())
        .collect()
}

fn service_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            service_files(&path, found);
        } else if path.file_stem().is_some_and(|stem| stem == "service") {
            found.push(path);
        }
    }
}

#[test]
fn every_service_file_of_the_repository_is_judged_alike() {
    let validator = validator();
    let mut files = Vec::new();
    for folder in ["spec", "tests/golden", "tests/findings", "tests/data"] {
        service_files(&tests::spec::root().join(folder), &mut files);
    }
    assert!(files.len() >= 10, "{files:?}");
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let (findings, violations) = (findings(&text), violations(&validator, &text));
        assert_eq!(
            findings.is_empty(),
            violations.is_empty(),
            "{}: {findings} {violations:?}",
            file.display()
        );
    }
}

#[test]
fn what_the_schema_allows_the_reader_understands() {
    let validator = validator();
    for text in [
        "service: a",
        "signing_service: a",
        "service: a\ntitle: ''\ndescription: |\n  # A\ndefault-region: cn-beijing",
        "service: a\nendpoints: a.example.com:8443",
        "service: a\nendpoints: 'a.{region}.example.com'",
        "service: a\nendpoints: { cn-north-1: a.example.com, x: '[::1]:80' }",
        "service: a\nendpoints: {}",
        "service: a\nhosts: { cn-north-1: a.example.com }\nendpoint: 'a.{region}.example.com'",
        "service: a\nx-note: [anything]",
        "service: a\nservice_id: 1\nhost: h\nglobal: true\npackages: []\nversions: {}\ncount: 1",
    ] {
        assert_eq!(violations(&validator, text), [""; 0], "{text}");
        assert_eq!(findings(text), "", "{text}");
    }
}

#[test]
fn what_the_schema_refuses_the_reader_tells() {
    let validator = validator();
    for text in [
        "title: A service without a name for signatures",
        "service: ''",
        "service: 1",
        "service: [a]",
        "[service]",
        "service: a\ntitle: 1",
        "service: a\ndescription: [a]",
        "service: a\ndefault-region: 1",
        "service: a\nendpoints: 1",
        "service: a\nendpoints: ''",
        "service: a\nendpoints: https://a.example.com",
        "service: a\nendpoints: 'a.{place}.example.com'",
        "service: a\nendpoints: { cn-north-1: 'a.{region}.example.com' }",
        "service: a\nendpoints: { cn-north-1: [a] }",
        "service: a\nendpoint: { cn-north-1: a.example.com }",
        "service: a\nhosts: [a.example.com]",
        "service: a\nerror-codes: { code: A }",
        "service: a\nendpoinst: a.example.com",
    ] {
        assert_ne!(violations(&validator, text), [""; 0], "{text}");
        assert_ne!(findings(text), "", "{text}");
    }
}

#[test]
fn error_codes_are_listed_with_what_is_known_of_them() {
    let validator = validator();
    let valid = |entry: &str| {
        let text = format!("service: a\nerror-codes: [{entry}]");
        violations(&validator, &text).is_empty()
    };
    for right in [
        "{ code: InvalidParameter }",
        "{ code: 100 }",
        "{ code: A, number: -1, http-status: 400, description: Why., retryable: false, x-rust-name: Why }",
    ] {
        assert!(valid(right), "{right}");
    }
    for wrong in [
        "InvalidParameter",
        "{ number: 1 }",
        "{ code: [A] }",
        "{ code: A, number: one }",
        "{ code: A, http-status: -1 }",
        "{ code: A, retryable: maybe }",
        "{ code: A, descripton: Why. }",
    ] {
        assert!(!valid(wrong), "{wrong}");
    }
}
