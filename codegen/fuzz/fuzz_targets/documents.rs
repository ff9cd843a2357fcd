//! Any bytes as a document, as a service file, or as a document that another one refers to.
//!
//! Nothing may panic: not the parsers, not the loader, not the lowering, not what shows findings. What is accepted without an
//! error is printed, and must be Rust.

#![no_main]

use codegen_documents::diagnostics::{Style, render_json, render_text};
use codegen_emit::Options;
use codegen_pipeline::{print, understand_texts};
use libfuzzer_sys::fuzz_target;

const SERVICE: &str = "service: demo\n";

/// Refers to another document in each way there is.
const REFERRING: &str = "\
openapi: 3.1.0
info: { title: Demo, version: '2020-01-01' }
paths:
  /Demo:
    post:
      requestBody:
        content:
          application/json:
            schema: { type: object, properties: { A: { $ref: './types.yaml#/components/schemas/A' } } }
      responses:
        '200':
          description: Done.
          content:
            application/json:
              schema:
                type: object
                properties:
                  ResponseMetadata: { type: object }
                  Result: { $ref: './types.yaml#/components/schemas/B' }
";

fuzz_target!(|data: &[u8]| {
    let Some((kind, bytes)) = data.split_first() else {
        return;
    };
    let text = String::from_utf8_lossy(bytes).into_owned();
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let (service, referring) = (
        file("demo/service.yaml", SERVICE),
        file("demo/2020-01-01/Demo.yaml", REFERRING),
    );
    let texts = match kind % 4 {
        0 => vec![service, file("demo/2020-01-01/Demo.json", &text)],
        1 => vec![service, file("demo/2020-01-01/Demo.yaml", &text)],
        2 => vec![service, referring, file("demo/2020-01-01/types.yaml", &text)],
        _ => vec![file("demo/service.yaml", &text), referring],
    };
    let understood = understand_texts(texts);
    let _ = render_text(&understood.findings, &understood.sources, Style::Plain);
    let _ = render_json(&understood.findings, &understood.sources);
    let Some(api) = &understood.api else { return };
    for file in print(api, &Options::in_crate()) {
        if let Err(error) = syn::parse_file(&file.text) {
            panic!("{} is not Rust: {error}\n{}", file.path, file.text);
        }
    }
});
