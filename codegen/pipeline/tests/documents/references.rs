//! References between documents, and what stands beside them.

use codegen_model::{TypeDef, TypeShape};

use super::{action, document, findings, understood};

const REPLY: &str = "      responses: { '200': { description: Done. } }\n";

fn body(schema: &str) -> String {
    let body = format!(
        "      requestBody: {{ content: {{ application/json: {{ schema: {schema} }} }} }}\n"
    );
    document("Book", &(body + REPLY))
}

fn library(schemas: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{ title: Types, version: '2020-01-01' }}\ncomponents:\n  schemas:\n{schemas}"
    )
}

/// Wire names of the members of a structure.
fn members(def: &TypeDef) -> Vec<&str> {
    match &def.shape {
        TypeShape::Struct(structure) => {
            let members = structure.members.iter();
            members.map(|member| member.wire.as_str()).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn a_finding_about_a_part_of_all_of_points_at_the_document_in_which_it_is_written() {
    let own = body(
        "{ allOf: [{ $ref: './types.yaml#/components/schemas/Base' }, { properties: { Seat: { type: string } } }] }",
    );
    let types = library(
        "    Base:\n      required: [Row]\n      properties:\n        Seat: { type: integer }\n        Row: { type: string, minLength: 9, maxLength: 3 }\n",
    );
    let understood = understood(&[("Book.yaml", &own), ("types.yaml", &types)]);
    assert_eq!(
        findings(&understood),
        [
            "conflicting-all-of Book.yaml:6:138",
            "contradictory-constraint types.yaml:9:55",
        ]
    );
    let related = &understood.findings.iter().next().unwrap().related;
    let file = understood.sources.get(related[0].0.file);
    assert!(file.name.ends_with("types.yaml"), "{related:?}");
}

#[test]
fn members_that_several_parts_describe_are_merged_for_each_schema_that_has_the_parts() {
    let parts = [
        "    One: { properties: { X: { properties: { A: {} } }, Y: { properties: { A: {} } } } }\n",
        "    Two: { properties: { X: { properties: { B: {} } }, Y: { properties: { C: {} } } } }\n",
        "    Other: { properties: { X: { properties: { D: {} } } } }\n",
    ]
    .concat();
    let one = |file: &str, name: &str| format!("{{ $ref: '{file}#/components/schemas/{name}' }}");
    for file in ["", "./types.yaml"] {
        let first = format!("{{ allOf: [{}, {}] }}", one(file, "One"), one(file, "Two"));
        let second = format!(
            "{{ allOf: [{}, {}] }}",
            one(file, "Other"),
            one(file, "Two")
        );
        let own = body(&format!(
            "{{ properties: {{ First: {first}, Second: {second} }} }}"
        ));
        let (own, types) = match file {
            "" => (
                format!("{own}components:\n  schemas:\n{parts}"),
                library("    Unused: {}\n"),
            ),
            _ => (own, library(&parts)),
        };
        let understood = understood(&[("Book.yaml", &own), ("types.yaml", &types)]);
        let types: Vec<Vec<&str>> = action(&understood).types.iter().map(members).collect();
        for merged in [["A", "B"], ["A", "C"], ["D", "B"]] {
            let count = types.iter().filter(|found| **found == merged).count();
            assert_eq!(count, 1, "{merged:?} of {types:?}");
        }
    }
}

#[test]
fn a_description_beside_a_reference_takes_the_place_of_the_one_referred_to() {
    let get = |version: &str, file: &str| {
        let parameters = "      parameters:\n        - $ref: 'FILE#/components/parameters/Seat'\n          description: Where you sit.\n          summary: Seat.\n";
        let parameters = parameters.replace("FILE", file);
        document("Book", &(parameters + REPLY))
            .replace("post:", "get:")
            .replace("3.1.0", version)
    };
    let parts = "components:\n  parameters:\n    Seat: { $ref: '#/components/parameters/Any' }\n    Any: { name: Seat, in: query, description: Any., schema: { type: string } }\n";
    let shared =
        format!("openapi: 3.1.0\ninfo: {{ title: Parts, version: '2020-01-01' }}\n{parts}");
    let read = |version: &str, file: &str| {
        let own = get(version, file) + parts;
        let understood = understood(&[("Book.yaml", &own), ("parts.yaml", &shared)]);
        let request = &action(&understood).types[0];
        let TypeShape::Struct(structure) = &request.shape else {
            panic!("{request:?}");
        };
        let description = structure.members[0].docs.description.clone();
        (description.unwrap_or_default(), findings(&understood).len())
    };
    for file in ["", "./parts.yaml"] {
        assert_eq!(
            read("3.1.0", file),
            ("Where you sit.".to_owned(), 0),
            "{file}"
        );
        assert_eq!(read("3.0.3", file), ("Any.".to_owned(), 2), "{file}");
    }
}

#[test]
fn a_path_may_take_detours() {
    let types = library("    Seat: { properties: { Row: { type: string } } }\n");
    let parts = "openapi: 3.1.0\ninfo: { title: Parts, version: '2020-01-01' }\ncomponents:\n  responses:\n    Done: { description: Done. }\n";
    for path in [
        "types.yaml",
        "././types.yaml",
        "./a/../types.yaml",
        "../2020-01-01/types.yaml",
    ] {
        let own = body(&format!("{{ $ref: '{path}#/components/schemas/Seat' }}"));
        let reply = path.replace("types", "parts");
        let own = own.replace(
            "{ description: Done. }",
            &format!("{{ $ref: '{reply}#/components/responses/Done' }}"),
        );
        let understood = understood(&[
            ("Book.yaml", &own),
            ("types.yaml", &types),
            ("parts.yaml", parts),
        ]);
        assert_eq!(findings(&understood), [""; 0], "{path}");
    }
}
