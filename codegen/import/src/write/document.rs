//! The facts of an action as an OpenAPI document.

use std::collections::{HashMap, HashSet};

use super::envelope::{metadata, security_schemes};
use super::schema::{Names, member_schema, object, prose};
use super::{Yaml, render};
use crate::facts::{Action, ErrorCode, Member, Shape, innermost};
use codegen_documents::source::Node;

type Entries = Vec<(String, Yaml)>;

fn put(entries: &mut Entries, key: &str, value: Yaml) {
    entries.push((key.to_owned(), value));
}

/// A reference to a component.
pub(crate) fn reference(name: &str) -> Yaml {
    Yaml::Map(vec![(
        "$ref".to_owned(),
        Yaml::text(format!("#/components/schemas/{name}")),
    )])
}

/// Writes a document.
pub(crate) fn document(action: &Action) -> String {
    let names = type_names(action);
    let mut root = Entries::new();
    put(&mut root, "openapi", Yaml::text("3.1.0"));
    let mut info = Entries::new();
    put(&mut info, "title", Yaml::text(&action.name));
    put(&mut info, "version", Yaml::text(&action.version));
    put(&mut root, "info", Yaml::Map(info));
    if let Some(host) = &action.host {
        let server = Yaml::Map(vec![(
            "url".to_owned(),
            Yaml::text(format!("https://{host}")),
        )]);
        put(&mut root, "servers", Yaml::List(vec![server]));
    }
    put(
        &mut root,
        "security",
        Yaml::List(vec![Yaml::Map(vec![(
            "Signature".to_owned(),
            Yaml::Flow(Vec::new()),
        )])]),
    );
    let method = if action.get { "get" } else { "post" };
    let operation = Yaml::Map(vec![(method.to_owned(), operation(action, &names))]);
    put(
        &mut root,
        "paths",
        Yaml::Map(vec![(format!("/{}", action.name), operation)]),
    );
    let mut components = Entries::new();
    put(&mut components, "securitySchemes", security_schemes());
    put(
        &mut components,
        "schemas",
        Yaml::Spaced(schemas(action, &names)),
    );
    put(&mut root, "components", Yaml::Spaced(components));
    // `openapi` is a line of its own, so everything is set apart by empty lines.
    let text = render(&Yaml::Spaced(root));
    text.replacen("openapi: \"3.1.0\"", "openapi: 3.1.0", 1)
}

/// Whether requests have a body.
pub(crate) fn has_body(action: &Action) -> bool {
    !action.get && (!action.body.is_empty() || action.query.is_empty())
}

fn operation(action: &Action, names: &Names) -> Yaml {
    let mut entries = Entries::new();
    put(&mut entries, "operationId", Yaml::text(&action.name));
    if let Some(summary) = &action.summary {
        put(&mut entries, "summary", Yaml::text(summary));
    }
    if let Some(description) = &action.description {
        put(&mut entries, "description", prose(description));
    }
    if action.deprecated {
        put(&mut entries, "deprecated", Yaml::flag(true));
    }
    if let Some(qps) = action.qps {
        put(&mut entries, "x-qps-limit", Yaml::int(qps));
    }
    let mut parameters = vec![
        constant("Action", &action.name),
        constant("Version", &action.version),
    ];
    parameters.extend(action.query.iter().map(|member| parameter(member, names)));
    put(&mut entries, "parameters", Yaml::List(parameters));
    if has_body(action) {
        put(&mut entries, "requestBody", request_body(action));
    }
    put(&mut entries, "responses", responses(action));
    Yaml::Map(entries)
}

fn constant(name: &str, value: &str) -> Yaml {
    let schema = vec![
        ("type".to_owned(), Yaml::text("string")),
        ("const".to_owned(), Yaml::text(value)),
    ];
    Yaml::Map(vec![
        ("name".to_owned(), Yaml::text(name)),
        ("in".to_owned(), Yaml::text("query")),
        ("required".to_owned(), Yaml::flag(true)),
        ("schema".to_owned(), Yaml::Map(schema)),
    ])
}

/// A member of the query string.
pub(crate) fn parameter(member: &Member, names: &Names) -> Yaml {
    let mut entries = Entries::new();
    put(&mut entries, "name", Yaml::text(&member.name));
    put(&mut entries, "in", Yaml::text("query"));
    if member.required {
        put(&mut entries, "required", Yaml::flag(true));
    }
    let Yaml::Map(schema) = member_schema(member, names) else {
        put(&mut entries, "schema", Yaml::Node(Node::Object(Vec::new())));
        return Yaml::Map(entries);
    };
    let (about, schema): (Entries, Entries) = schema
        .into_iter()
        .partition(|(key, _)| matches!(key.as_str(), "description" | "deprecated"));
    entries.extend(about);
    put(&mut entries, "schema", Yaml::Map(schema));
    Yaml::Map(entries)
}

fn request_body(action: &Action) -> Yaml {
    let mut media = Entries::new();
    put(
        &mut media,
        "schema",
        reference(&format!("{}Request", action.name)),
    );
    if let Some(example) = &action.request_example {
        put(&mut media, "examples", examples("page", example));
    }
    Yaml::Map(vec![
        ("required".to_owned(), Yaml::flag(true)),
        ("content".to_owned(), json(media)),
    ])
}

fn json(media: Entries) -> Yaml {
    Yaml::Map(vec![("application/json".to_owned(), Yaml::Map(media))])
}

fn examples(name: &str, value: &Node) -> Yaml {
    let value = vec![("value".to_owned(), Yaml::Node(value.clone()))];
    Yaml::Map(vec![(name.to_owned(), Yaml::Map(value))])
}

fn responses(action: &Action) -> Yaml {
    let mut media = Entries::new();
    put(
        &mut media,
        "schema",
        reference(&format!("{}Response", action.name)),
    );
    if let Some(example) = &action.response_example {
        put(&mut media, "examples", examples("success", example));
    }
    let success = vec![
        (
            "description".to_owned(),
            Yaml::text(
                "The call was processed, unless `ResponseMetadata.Error` is present: then it failed in spite of the status.",
            ),
        ),
        ("content".to_owned(), json(media)),
    ];
    let failure = vec![
        (
            "description".to_owned(),
            Yaml::text("The call failed; the reply has `ResponseMetadata.Error` and no `Result`."),
        ),
        (
            "content".to_owned(),
            json(vec![(
                "schema".to_owned(),
                reference(&format!("{}Response", action.name)),
            )]),
        ),
    ];
    let mut entries = Entries::new();
    put(&mut entries, "200", Yaml::Map(success));
    put(&mut entries, "default", Yaml::Map(failure));
    if !action.errors.is_empty() {
        let codes = Yaml::List(action.errors.iter().map(error).collect());
        let schema = Yaml::Map(vec![("oneOf".to_owned(), codes)]);
        put(
            &mut entries,
            "x-error-code",
            Yaml::Map(vec![(
                "content".to_owned(),
                json(vec![("schema".to_owned(), schema)]),
            )]),
        );
    }
    Yaml::Map(entries)
}

/// A documented error.
pub(crate) fn error(error: &ErrorCode) -> Yaml {
    let mut entries = Entries::new();
    put(&mut entries, "code", Yaml::text(&error.code));
    if let Some(status) = error.status {
        put(&mut entries, "http_code", Yaml::int(status));
    }
    if let Some(message) = &error.message {
        put(&mut entries, "message", Yaml::text(message));
    }
    if let Some(description) = &error.description {
        put(&mut entries, "description", prose(description));
    }
    Yaml::Map(entries)
}

fn schemas(action: &Action, names: &Names) -> Entries {
    let mut entries = Entries::new();
    if has_body(action) {
        put(
            &mut entries,
            &format!("{}Request", action.name),
            object(&action.body, names),
        );
        types_of(&action.body, action, names, &mut entries);
    }
    types_of(&action.query, action, names, &mut entries);
    let mut properties = vec![("ResponseMetadata".to_owned(), reference("ResponseMetadata"))];
    let result = format!("{}Result", action.name);
    if let Some(whole) = &action.whole_result {
        put(&mut properties, "Result", member_schema(whole, names));
    } else if !action.result.is_empty() {
        put(&mut properties, "Result", reference(&result));
    }
    for member in &action.beside {
        put(&mut properties, &member.name, member_schema(member, names));
    }
    let response = vec![
        ("type".to_owned(), Yaml::text("object")),
        (
            "required".to_owned(),
            Yaml::Flow(vec![Yaml::text("ResponseMetadata")]),
        ),
        ("properties".to_owned(), Yaml::Map(properties)),
    ];
    put(
        &mut entries,
        &format!("{}Response", action.name),
        Yaml::Map(response),
    );
    if let Some(whole) = &action.whole_result {
        types_of(std::slice::from_ref(whole), action, names, &mut entries);
    } else if !action.result.is_empty() {
        put(&mut entries, &result, object(&action.result, names));
        types_of(&action.result, action, names, &mut entries);
    }
    types_of(&action.beside, action, names, &mut entries);
    entries.extend(metadata());
    entries
}

/// Adds the types that members lead to, in the order in which they are met, unless they are there.
fn types_of(members: &[Member], action: &Action, names: &Names, entries: &mut Entries) {
    for member in members {
        match innermost(&member.shape) {
            Shape::Object(members) => types_of(members, action, names, entries),
            Shape::Type(index) => {
                let (Some(name), Some(table)) = (names.0.get(*index), action.types.get(*index))
                else {
                    continue;
                };
                if entries.iter().any(|(known, _)| known == name) {
                    continue;
                }
                put(entries, name, object(&table.members, names));
                types_of(&table.members, action, names, entries);
            }
            _ => {}
        }
    }
}

/// A name of its own for each type of the page.
pub(crate) fn type_names(action: &Action) -> Names {
    let taken = ["Request", "Response", "Result"].map(|suffix| format!("{}{suffix}", action.name));
    let mut taken: HashSet<String> = taken.into_iter().collect();
    taken.extend([
        "ResponseMetadata".to_owned(),
        "ResponseMetadataError".to_owned(),
    ]);
    let mut names = Vec::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for table in &action.types {
        let plain: String = table
            .name
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || "._-".contains(c) {
                    c
                } else {
                    '_'
                }
            })
            .collect();
        let mut name = plain.clone();
        // Two tables of one name are told apart by a number, in the order of the page.
        while !taken.insert(name.clone()) {
            let number = numbers.entry(plain.clone()).or_insert(1);
            *number += 1;
            name = format!("{plain}{number}");
        }
        names.push(name);
    }
    Names(names)
}
