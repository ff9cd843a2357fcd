//! Documents that take parts from the documents beside them.

#![allow(missing_docs, reason = "a test has no readers of its documentation")]
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]

use codegen_documents::source::locate;
use codegen_model::{Action, Api, Version};
use codegen_pipeline::{Errors, Understood, understand_named, understand_texts};

const SERVICE: (&str, &str) = ("service.yaml", "service: demo\n");

/// The documents of one version, with the file of their service.
fn understood(documents: &[(&str, &str)]) -> Understood {
    understand_texts(texts(documents))
}

fn texts(documents: &[(&str, &str)]) -> Vec<(String, String)> {
    let files = [SERVICE].iter().chain(documents);
    let path = |name: &str| match name {
        "service.yaml" => format!("demo/{name}"),
        name => format!("demo/2020-01-01/{name}"),
    };
    files
        .map(|(name, text)| (path(name), (*text).to_owned()))
        .collect()
}

/// Each finding as `rule file:line:column`, as it is shown.
fn findings(understood: &Understood) -> Vec<String> {
    let place = |finding: &codegen_documents::diagnostics::Finding| {
        let file = understood.sources.get(finding.place.file);
        let at = file.position(locate(file, &finding.place.spot).start);
        let name = file.name.rsplit('/').next().unwrap().to_owned();
        format!("{} {name}:{}:{}", finding.rule.code, at.line, at.column)
    };
    understood.findings.iter().map(place).collect()
}

fn version(api: &Api) -> &Version {
    &api.services[0].versions[0]
}

fn action(understood: &Understood) -> &Action {
    &version(understood.api.as_ref().unwrap()).actions[0]
}

/// A document of one action, with what its operation says.
fn document(action: &str, operation: &str) -> String {
    let head = "openapi: 3.1.0\ninfo: { title: Demo, version: '2020-01-01' }\n";
    format!("{head}paths:\n  /{action}:\n    post:\n{operation}")
}

const BOOK: &str = "      requestBody: { $ref: './parts.yaml#/components/requestBodies/Book' }
      responses:
        '200': { $ref: './parts.yaml#/components/responses/Booked' }
";

const PARTS: &str = "\
openapi: 3.1.0
info: { title: Parts, version: '2020-01-01' }
components:
  requestBodies:
    Book:
      content:
        application/json:
          schema:
            properties:
              Seat: { type: string, color: red }
  responses:
    Booked:
      description: Booked.
      content:
        application/json: { $ref: './more.yaml#/x-media/Booked' }
";

const MORE: &str = "\
openapi: 3.1.0
info: { title: More, version: '2020-01-01' }
components: {}
x-media:
  Booked:
    schema:
      properties:
        Id:
          type: integer
          minimum: low
";

#[test]
fn a_finding_points_at_the_file_in_which_the_part_is_written() {
    let (book, rebook) = (document("Book", BOOK), document("Rebook", BOOK));
    let understood = understood(&[
        ("Book.yaml", &book),
        ("Rebook.yaml", &rebook),
        ("parts.yaml", PARTS),
        ("more.yaml", MORE),
    ]);
    assert_eq!(
        findings(&understood),
        ["wrong-type more.yaml:10:20", "unknown-key parts.yaml:10:37"]
    );
}

#[test]
fn the_document_that_takes_in_a_broken_part_is_left_out() {
    let (book, rest) = (
        document("Book", BOOK),
        document(
            "Rest",
            "      responses: { '200': { description: Rested. } }\n",
        ),
    );
    let files = [
        ("Book.yaml", book.as_str()),
        ("Rest.yaml", &rest),
        ("parts.yaml", PARTS),
        ("more.yaml", MORE),
    ];
    let understood = understand_named(texts(&files), None, str::to_owned, Errors::LeaveOut);
    let left_out: Vec<_> = understood.left_out.iter().map(|out| &out.actions).collect();
    assert_eq!(left_out, [&["Book"]]);
    assert_eq!(action(&understood).wire, "Rest");
}

const FAILURES: &str = "\
openapi: 3.1.0
info: { title: Failures, version: '2020-01-01' }
components:
  schemas:
    Gone:
      properties:
        code: { type: string, example: NotFound.Seat }
        message: { type: string, example: The seat is gone. }
    All:
      oneOf:
        - $ref: '#/components/schemas/Gone'
        - { properties: { code: { example: TooMany }, http_code: { example: 429 } } }
  callbacks:
    Freed: { '{$request.body#/Url}': {} }
";

#[test]
fn error_codes_stand_in_a_sibling() {
    const LISTED: &str = "      responses:
        '200': { description: Done. }
        x-error-code: { content: { application/json: { schema: { $ref: './failures.yaml#/components/schemas/All' } } } }
";
    const BY_STATUS: &str = "      responses:
        '200': { description: Done. }
        '404': { $ref: '#/components/responses/Gone' }
components:
  responses:
    Gone: { description: Gone., content: { application/json: { schema: { $ref: './failures.yaml#/components/schemas/Gone' } } } }
";
    let codes = |operation: &str| -> Vec<(String, Option<u16>)> {
        let text = document("Book", operation);
        let understood = understood(&[("Book.yaml", &text), ("failures.yaml", FAILURES)]);
        assert_eq!(findings(&understood), [""; 0]);
        let errors = action(&understood).errors.iter();
        errors
            .map(|error| (error.wire.clone(), error.http_status))
            .collect()
    };
    let (gone, many) = ("NotFound.Seat".to_owned(), "TooMany".to_owned());
    assert_eq!(codes(LISTED), [(gone.clone(), None), (many, Some(429))]);
    assert_eq!(codes(BY_STATUS), [(gone, Some(404))]);
}

#[test]
fn headers_links_and_callbacks_are_told_to_have_no_effect() {
    const UNUSED: &str = "      responses:
        '200':
          description: Done.
          headers: { X-Seat: { $ref: './failures.yaml#/components/headers/Seat' } }
          links: { Next: { $ref: './failures.yaml#/components/links/Next' } }
      callbacks: { Freed: { $ref: './failures.yaml#/components/callbacks/Freed' } }
";
    let text = document("Book", UNUSED);
    let understood = understood(&[("Book.yaml", &text), ("failures.yaml", FAILURES)]);
    assert_eq!(
        findings(&understood),
        [
            "unused-part Book.yaml:9:11",
            "unused-part Book.yaml:10:11",
            "unused-part Book.yaml:11:7"
        ]
    );
}

#[test]
fn a_schema_that_is_only_part_of_others_is_no_type() {
    const EXTENDED: &str = "      responses:
        '200':
          description: Done.
          content:
            application/json:
              schema:
                properties:
                  Id: { type: string }
                  Seat: { $ref: './types.yaml#/components/schemas/Seat' }
                allOf: [{ $ref: './types.yaml#/components/schemas/Base' }]
";
    const TYPES: &str = "\
openapi: 3.1.0
info: { title: Types, version: '2020-01-01' }
components:
  schemas:
    Base: { properties: { Zone: { type: string }, Owner: { $ref: '#/components/schemas/Owner' } } }
    Owner: { properties: { Name: { type: string } } }
    Seat: { properties: { Row: { type: integer } } }
";
    let text = document("Book", EXTENDED);
    let understood = understood(&[("Book.yaml", &text), ("types.yaml", TYPES)]);
    assert_eq!(findings(&understood), [""; 0]);
    let shared = &version(understood.api.as_ref().unwrap()).shared_types;
    let names: Vec<String> = shared.iter().map(|def| def.name.to_string()).collect();
    assert_eq!(names, ["Owner", "Seat"]);
}

#[test]
fn parts_may_have_the_names_of_keywords() {
    const NAMED: &str = "      requestBody:
        content:
          application/json:
            schema: { properties: { Seat: { type: string } } }
            examples:
              example: { $ref: './parts.yaml#/components/examples/value' }
      responses: { '200': { $ref: './parts.yaml#/components/responses/schema' } }
";
    const PARTS: &str = "\
openapi: 3.1.0
info: { title: Parts, version: '2020-01-01' }
components:
  examples: { value: { value: { Seat: 12A } } }
  responses: { schema: { description: Done. } }
";
    let text = document("Book", NAMED);
    let understood = understood(&[("Book.yaml", &text), ("parts.yaml", PARTS)]);
    assert_eq!(findings(&understood), [""; 0]);
    assert!(action(&understood).example_request.is_some());
}
