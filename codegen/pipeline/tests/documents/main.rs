//! Documents that take parts from the documents beside them, and forms of documents that are told from their siblings by little.

#![allow(missing_docs, reason = "a test has no readers of its documentation")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

mod alternatives;
mod references;

use codegen_documents::source::locate;
use codegen_model::{Action, Api, TypeShape, Version};
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
        format!("{} {name}:{}:{}", finding.lint.code, at.line, at.column)
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

/// A document that states its service beside its method.
fn stating(action: &str, service: &str) -> String {
    let stated = format!("  /{action}:\n    x-service-code: {service}\n");
    let text = document(
        action,
        "      responses: { '200': { description: Done. } }\n",
    );
    text.replace(&format!("  /{action}:\n"), &stated)
}

#[test]
fn without_a_service_file_the_documents_state_their_service() {
    let read = |documents: &[&str]| {
        let named = documents.iter().zip(["Book", "Rest"]);
        understand_texts(named.map(|(text, action)| {
            (
                format!("hotel/2020-01-01/{action}.yaml"),
                (*text).to_owned(),
            )
        }))
    };
    let (book, rest) = (stating("Book", "hotel_cn"), stating("Rest", "hotel_cn"));
    let agreed = read(&[&book, &rest]);
    assert_eq!(
        agreed.api.as_ref().unwrap().services[0].signing_name,
        "hotel_cn"
    );
    let errors = |documents: &[&str]| -> Vec<&str> {
        let understood = read(documents);
        assert!(understood.api.is_none());
        understood
            .findings
            .iter()
            .map(|finding| finding.lint.code)
            .collect()
    };
    let other = stating("Rest", "inn");
    assert!(errors(&[&book, &other]).contains(&"missing-service-file"));
    let silent = document(
        "Rest",
        "      responses: { '200': { description: Done. } }\n",
    );
    assert!(errors(&[&book, &silent]).contains(&"missing-service-file"));
    let servers = rest + "servers: [{ url: 'https://hotel.example.com' }]\n";
    assert!(errors(&[&book, &servers]).contains(&"missing-service-file"));
}

/// The action whose body has that member and what stands below the members.
fn with_seat(seat: &str, below: &str) -> Action {
    let operation = format!(
        "      requestBody: {{ content: {{ application/json: {{ schema: {{ properties: {{ Seat: {{ {seat} }} }}{below} }} }} }} }}\n      \
         responses: {{ '200': {{ description: Done. }} }}\n"
    );
    let text = document("Book", &operation);
    let understood = understood(&[("Book.yaml", &text)]);
    assert_eq!(findings(&understood), [""; 0], "{seat}");
    action(&understood).clone()
}

/// The type of that name.
fn shape<'a>(action: &'a Action, name: &str) -> Option<&'a TypeShape> {
    let mut types = action.types.iter();
    types
        .find(|def| def.name.to_string() == name)
        .map(|def| &def.shape)
}

#[test]
fn definitions_inside_a_schema_are_referred_to() {
    let action = with_seat(
        "$ref: '#/paths/~1Book/post/requestBody/content/application~1json/schema/$defs/Chair'",
        ", $defs: { Chair: { properties: { Row: { type: integer } } } }",
    );
    let Some(TypeShape::Struct(chair)) = shape(&action, "Chair") else {
        panic!("{:?}", action.types)
    };
    assert_eq!(chair.members[0].wire, "Row");
}

#[test]
fn alternatives_that_are_constants_are_one_enum() {
    let cases = [
        (
            "oneOf: [{ const: aisle }, { const: window }]",
            r#"["aisle","window"]"#,
        ),
        (
            "anyOf: [{ enum: [aisle] }, { enum: [window, aisle] }]",
            r#"["aisle","window"]"#,
        ),
        (
            "type: string, oneOf: [{ const: aisle, description: By the aisle. }, { enum: [window] }]",
            r#"["aisle","window"]"#,
        ),
        (
            "oneOf: [{ $ref: '#/Side' }, { const: bed }]",
            r#"["aisle","window","bed"]"#,
        ),
        (
            "anyOf: [{ $ref: '#/Side' }, { $ref: '#/Bed' }, { type: 'null' }]",
            r#"["aisle","window","bed"]"#,
        ),
        (
            "type: integer, anyOf: [{ const: 1 }, { enum: [2, 3] }]",
            "[1,2,3]",
        ),
    ];
    let below =
        ", $defs: { Side: { type: string, enum: [aisle, window] }, Bed: { enum: [bed, aisle] } }";
    for (schema, expected) in cases {
        let schema = schema.replace(
            "#/",
            "#/paths/~1Book/post/requestBody/content/application~1json/schema/$defs/",
        );
        let action = with_seat(&schema, below);
        let Some(TypeShape::Enum(seat)) = shape(&action, "Seat") else {
            panic!("{schema}: {:?}", action.types)
        };
        let values: Vec<String> = seat
            .values
            .iter()
            .map(|value| value.wire.to_string())
            .collect();
        let values = format!("[{}]", values.join(","));
        assert_eq!(values, expected, "{schema}");
    }
}

#[test]
fn what_stands_beside_a_reference_is_told_where_it_is_lost() {
    const PATHS: &str = "\
openapi: 3.1.0
info: { title: Demo, version: '2020-01-01' }
paths:
  /Book:
    $ref: './parts.yaml#/components/pathItems/Book'
    parameters: [{ name: Seat, in: query, schema: { type: string } }]
    x-note: of no concern
  /Rest:
    get:
      parameters: [{ $ref: '#/components/parameters/Bed', required: true }]
      responses: { '200': { description: Done. } }
components:
  parameters: { Bed: { name: Bed, in: query, schema: { type: string } } }
";
    const PARTS: &str = "\
openapi: 3.1.0
info: { title: Parts, version: '2020-01-01' }
components:
  pathItems: { Book: { get: { responses: { '200': { description: Done. } } } } }
";
    let understood = understood(&[("Book.yaml", PATHS), ("parts.yaml", PARTS)]);
    assert_eq!(
        findings(&understood),
        ["unused-part Book.yaml:6:5", "unused-part Book.yaml:10:59"]
    );
}

#[test]
fn the_facts_of_an_error_code_may_be_referred_to() {
    const FACTS: &str = "      responses:
        '200': { description: Done. }
        '404': { $ref: './failures.yaml#/components/responses/Gone' }
";
    const FAILURES: &str = "\
openapi: 3.1.0
info: { title: Failures, version: '2020-01-01' }
components:
  responses:
    Gone: { description: Gone., content: { application/json: { schema: { $ref: '#/components/schemas/Gone' } } } }
  schemas:
    Gone: { allOf: [{ $ref: '#/components/schemas/Gone' }, { properties: { code: { $ref: '#/components/schemas/Code' } } }] }
    Code: { type: string, example: NotFound.Seat }
";
    let text = document("Book", FACTS);
    let understood = understood(&[("Book.yaml", &text), ("failures.yaml", FAILURES)]);
    assert_eq!(findings(&understood), [""; 0]);
    let errors = &action(&understood).errors;
    assert_eq!(
        (errors.len(), errors[0].wire.as_str()),
        (1, "NotFound.Seat")
    );
}
