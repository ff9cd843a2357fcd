//! Any bytes as a page of documentation.
//!
//! Nothing may panic: not the reading, not what shows findings. What is written must be a document that can be loaded.

#![no_main]

use codegen_documents::diagnostics::{Style, render_json, render_text};
use codegen_import::import;
use codegen_pipeline::understand_texts;
use codegen_documents::source::{Format, SourceFile, Sources};
use libfuzzer_sys::fuzz_target;

const SERVICE: &str = "service: demo\n";

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data).into_owned();
    let mut sources = Sources::default();
    let name = "page.md".to_owned();
    let page = sources.add(SourceFile::new(name.clone(), name, Format::Text, text));
    let outcome = import(page, &sources);
    let _ = render_text(&outcome.findings, &sources, Style::Plain);
    let _ = render_json(&outcome.findings, &sources);
    let Some(imported) = outcome.imported else { return };
    let file = |name: String, text: &str| (name, text.to_owned());
    let understood = understand_texts([
        file("demo/service.yaml".to_owned(), SERVICE),
        file(format!("demo/{}/Page.yaml", imported.version), &imported.document),
    ]);
    assert!(
        understood.findings.iter().all(|finding| finding.lint.code != "broken-syntax"),
        "{}",
        imported.document
    );
});
