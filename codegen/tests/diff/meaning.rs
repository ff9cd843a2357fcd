//! Every difference of meaning is told, none of mere form.

use std::fs;
use std::path::{Path, PathBuf};

use codegen_diff::{RULES, diff, files};
use codegen_documents::source::{Format, Node, SourceFile, parse};
use codegen_model::Api;
use codegen_pipeline::understand_texts;
use rayon::prelude::*;
use serde_json::Value;

use crate::{api, compare};

type Texts = Vec<(String, String)>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file of a folder of documents, with its path.
fn folder(spec: &Path) -> Texts {
    let mut texts = Texts::new();
    let mut pending = vec![spec.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
            } else {
                let name = path.strip_prefix(spec).unwrap().to_string_lossy();
                texts.push((name.replace('\\', "/"), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    texts.sort();
    texts
}

fn understood(texts: Texts) -> Option<Api> {
    understand_texts(texts).api
}

/// The same documents in the other notation, without comments, with every reference to a file following.
fn as_json(texts: &Texts) -> Texts {
    texts
        .iter()
        .map(|(path, text)| {
            let file = SourceFile::new(path.clone(), path.clone(), Format::Yaml, text.clone());
            let text = json(&parse(&file).unwrap()).replace(".yaml#", ".json#");
            (path.replace(".yaml", ".json"), text)
        })
        .collect()
}

/// A value as JSON, its members in their order.
fn json(node: &Node) -> String {
    match node {
        Node::Null => "null".to_owned(),
        Node::Bool(truth) => truth.to_string(),
        Node::Int(number) => number.to_string(),
        Node::Float(number) => number.to_string(),
        Node::String(text) => Value::from(text.as_str()).to_string(),
        Node::Array(items) => {
            let items: Vec<_> = items.iter().map(json).collect();
            format!("[{}]", items.join(","))
        }
        Node::Object(entries) => {
            let entries = entries.iter();
            let members: Vec<_> = entries
                .map(|entry| format!("{}:{}", Value::from(entry.key.as_str()), json(&entry.value)))
                .collect();
            format!("{{{}}}", members.join(","))
        }
    }
}

#[test]
fn another_notation_is_no_change() {
    let cases = [
        "spec",
        "tests/golden/everything/spec",
        "tests/golden/obstacles/spec",
    ];
    for case in cases {
        let texts = folder(&root().join(case));
        let (yaml, json) = (understood(texts.clone()), understood(as_json(&texts)));
        let found = diff(&yaml.unwrap(), &json.unwrap());
        assert!(found.changes.is_empty(), "{case}: {:?}", found.changes);
    }
}

#[test]
fn the_same_in_another_form_is_no_change() {
    let plain = "\
# file: demo/2020-01-01/Add.yaml
openapi: 3.1.0
info: { title: Add, version: '2020-01-01' }
paths:
  /Add:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [Count, Name]
              properties:
                Count: { type: integer, exclusiveMinimum: 0 }
                Name: { type: string }
                Kind: { type: string, enum: [a, b], default: a }
      responses:
        '200':
          description: ''
          content: { application/json: { schema: { type: object, properties: { ResponseMetadata: { type: object } } } } }
";
    let other = "\
# file: demo/2020-01-01/Everything.yaml
openapi: 3.0.1
info:
  version: \"2020-01-01\"
  title: Add
components:
  schemas:
    Named:
      type: object
      properties:
        Name: { type: string }
      required: [Name]
paths:
  /Add:
    post:
      responses:
        200:
          content: { application/json: { schema: { properties: { ResponseMetadata: {} } , type: object } } }
          description: ''
      requestBody:
        content:
          application/json:
            schema:
              allOf:
                - type: object
                  required: [Count]
                  properties:
                    Kind: { enum: [b, a], type: string, default: a }
                    Count: { type: integer, minimum: 1, format: int64 }
                - $ref: '#/components/schemas/Named'
";
    let found = compare(plain, other);
    assert!(found.changes.is_empty(), "{:?}", found.changes);
}

/// An API that does not say in which documents it stands.
fn nowhere(mut api: Api) -> Api {
    let services = api.services.iter_mut();
    let versions = services.flat_map(|service| &mut service.versions);
    for action in versions.flat_map(|version| &mut version.actions) {
        action.source.clear();
    }
    api
}

#[test]
fn whatever_makes_another_model_is_told() {
    let sides = RULES
        .iter()
        .flat_map(|rule| [rule.example.earlier(), rule.example.later()]);
    let mut states: Vec<(Api, String)> = sides.map(|side| (nowhere(api(&side)), side)).collect();
    states.dedup_by(|one, other| one.0 == other.0);
    let mut compared = 0;
    for (row, (old, old_text)) in states.iter().enumerate() {
        for (column, (new, new_text)) in states.iter().enumerate() {
            // A fifth of all pairs, spread over them.
            if (row * 7 + column) % 5 == 0 && old != new {
                compared += 1;
                let found = diff(old, new);
                assert!(!found.changes.is_empty(), "{old_text}\n{new_text}");
            }
        }
    }
    assert!(compared > 10_000, "only {compared} pairs were compared");
}

/// Every way of changing one value of a document: another text, number or truth, or without the member.
fn changed(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(members) => {
            let mut all = Vec::new();
            for (key, member) in members {
                let mut without = members.clone();
                without.remove(key);
                all.push(Value::Object(without));
                for member in changed(member) {
                    let mut with = members.clone();
                    with.insert(key.clone(), member);
                    all.push(Value::Object(with));
                }
            }
            all
        }
        Value::Array(items) => {
            let mut all = Vec::new();
            for (index, item) in items.iter().enumerate() {
                let mut without = items.clone();
                without.remove(index);
                all.push(Value::Array(without));
                for item in changed(item) {
                    let mut with = items.clone();
                    with[index] = item;
                    all.push(Value::Array(with));
                }
            }
            all
        }
        Value::Bool(truth) => vec![Value::Bool(!truth)],
        Value::Number(number) => vec![Value::from(number.as_i64().unwrap_or(1) + 1)],
        Value::String(text) => vec![Value::String(format!("{text}x"))],
        Value::Null => Vec::new(),
    }
}

/// Whether a document has an action of its own.
fn has_action(document: &Value) -> bool {
    let paths = document["paths"].as_object();
    paths.is_some_and(|paths| !paths.is_empty())
}

/// What a change of one value means is told, wherever it is made.
fn every_change_of_one_value_is_told(case: &str, least: usize) {
    let documents: Vec<(String, Value)> = as_json(&folder(&root().join(case)))
        .into_iter()
        .map(|(path, text)| (path, serde_json::from_str(&text).unwrap()))
        .collect();
    let told: usize = documents
        .par_iter()
        .filter(|(path, document)| has_action(document) || path.ends_with("service.json"))
        .map(|(path, _)| changes_that_are_told(path, &documents))
        .sum();
    assert!(told >= least, "only {told} changes were made");
}

/// Changes a document, in one value at a time, and whatever it refers to. How many of them mean something.
fn changes_that_are_told(path: &str, documents: &[(String, Value)]) -> usize {
    // Other actions only take time; those of a service file share its codes.
    let is_about_all = path.ends_with("service.json");
    let is_needed = |(other, document): &&(String, Value)| {
        other == path || is_about_all || !has_action(document)
    };
    let needed: Vec<_> = documents.iter().filter(is_needed).collect();
    // `Value` sorts members; what is not changed is written as what is.
    let texts = needed.iter();
    let texts: Texts = texts
        .map(|(path, document)| (path.clone(), document.to_string()))
        .collect();
    let old = understood(texts.clone()).unwrap();
    let mut told = 0;
    for (index, (other, document)) in needed.iter().enumerate() {
        if has_action(document) && other != path {
            continue;
        }
        for value in changed(document) {
            let mut texts = texts.clone();
            texts[index].1 = value.to_string();
            if let Some(new) = understood(texts)
                && new != old
            {
                told += 1;
                let found = diff(&old, &new);
                assert!(!found.changes.is_empty(), "{path}: {value:#}");
            }
        }
    }
    told
}

#[test]
fn every_change_of_one_value_is_told_of_shared_types() {
    every_change_of_one_value_is_told("tests/golden/shared/spec", 80);
}

#[test]
fn every_change_of_one_value_is_told_of_queries() {
    every_change_of_one_value_is_told("tests/golden/flattened/spec", 30);
}

#[test]
fn every_change_of_one_value_is_told_of_pages_and_failures() {
    every_change_of_one_value_is_told("tests/golden/pages/spec", 150);
}

#[test]
fn every_change_of_one_value_is_told_of_shapes() {
    every_change_of_one_value_is_told("tests/golden/shapes/spec", 100);
}

#[test]
fn every_change_of_one_value_is_told_of_everything_that_documents_can_say() {
    every_change_of_one_value_is_told("tests/golden/everything/spec", 400);
}

#[test]
fn what_is_there_twice_is_told_once() {
    let shared = files(
        "\
# file: demo/2020-01-01/shared.yaml
openapi: 3.1.0
info: { title: Shared, version: '2020-01-01' }
paths: {}
components:
  schemas:
    Node:
      type: object
      properties:
        Name: { type: string }
        Children: { type: array, items: { $ref: '#/components/schemas/Node' } }
",
    );
    let action = |name: &str| {
        let text = format!(
            "openapi: 3.1.0
info: {{ title: {name}, version: '2020-01-01' }}
paths:
  /{name}:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                Node: {{ $ref: 'shared.yaml#/components/schemas/Node' }}
                Again: {{ $ref: 'shared.yaml#/components/schemas/Node' }}
      responses:
        '200':
          description: ''
          content: {{ application/json: {{ schema: {{ type: object, properties: {{ ResponseMetadata: {{ type: object }} }} }} }} }}
"
        );
        (format!("demo/2020-01-01/{name}.yaml"), text)
    };
    let mut texts = shared;
    texts.extend([action("AddOne"), action("AddTwo")]);
    let old = understood(texts.clone()).unwrap();
    for (_, text) in &mut texts {
        *text = text.replace("Name: { type: string }", "Name: { type: integer }");
    }
    let found = diff(&old, &understood(texts).unwrap());
    let told: Vec<_> = found
        .changes
        .iter()
        .map(|change| {
            (
                change.rule.code,
                change.place.action.as_deref(),
                change.place.path.as_str(),
            )
        })
        .collect();
    assert_eq!(told, [("request-member-retyped", None, "Node.Name")]);
}
