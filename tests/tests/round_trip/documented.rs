//! Random JSON that a document allows.
//!
//! Knows JSON Schema as far as the goldens use it. Gives values of the request of an action: every required member, some of the
//! others, within all limits. Must never know what the generator makes of a document.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::string::string_regex;
use serde_json::{Map, Number, Value, json};
use tests::spec;

/// From here on, optional members are left out, which ends recursion.
const DEEPEST: u32 = 40;
/// How often a type may be met on a way before its optional members are left out.
const ROUNDS: usize = 1;

/// What a request of an action may be.
pub(crate) struct Request {
    documents: Arc<Documents>,
    file: String,
    schema: Value,
}

/// The documents of a folder.
struct Documents(BTreeMap<String, Value>);

fn read(path: &Path) -> Value {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().expect("a file");
    name.to_string_lossy().into_owned()
}

impl Request {
    /// Reads it from a document below `golden`.
    pub(crate) fn read(document: &str, action: &str) -> Self {
        let path = spec::root().join("tests/golden").join(document);
        let folder = path.parent().expect("a folder");
        let documents = std::fs::read_dir(folder).unwrap().map(|entry| {
            let path = entry.unwrap().path();
            (name_of(&path), read(&path))
        });
        let documents = Documents(documents.collect());
        let file = name_of(&path);
        let home = &documents.0[&file];
        let operations = home["paths"][format!("/{action}")].as_object();
        let operation = operations.and_then(|all| all.values().next());
        let operation = operation.expect("an operation of this name");
        let schema = match operation.get("parameters").and_then(Value::as_array) {
            Some(parameters) => of_parameters(parameters),
            None => of_body(operation),
        };
        Self {
            documents: Arc::new(documents),
            file,
            schema,
        }
    }

    pub(crate) fn values(&self) -> BoxedStrategy<Value> {
        let way = Way {
            documents: Arc::clone(&self.documents),
            file: self.file.clone(),
            followed: Vec::new(),
            depth: 0,
        };
        way.values(&self.schema)
    }
}

fn of_parameters(parameters: &[Value]) -> Value {
    let mut schema = json!({ "type": "object", "properties": {} });
    for parameter in parameters {
        let steps: Vec<&str> = parameter["name"].as_str().unwrap().split('.').collect();
        let required = parameter["required"] == true;
        put(&mut schema, &steps, &parameter["schema"], required);
    }
    schema
}

fn of_body(operation: &Value) -> Value {
    let content = operation.pointer("/requestBody/content");
    let Some((kind, content)) = content.and_then(|all| all.as_object()?.iter().next()) else {
        return json!({ "type": "object", "properties": {} });
    };
    let body = &content["schema"];
    if !kind.contains("form") {
        return body.clone();
    }
    let mut schema = json!({ "type": "object", "properties": {} });
    for (name, property) in body["properties"].as_object().unwrap() {
        let required = strings(body, "required").any(|required| required == name);
        let steps: Vec<&str> = name.split('.').collect();
        put(&mut schema, &steps, property, required);
    }
    schema
}

/// Puts a schema where the steps of a flattened name lead.
fn put(at: &mut Value, steps: &[&str], schema: &Value, required: bool) {
    let Some((step, rest)) = steps.split_first() else {
        *at = schema.clone();
        return;
    };
    if *step == "N" {
        at["type"] = "array".into();
        put(&mut at["items"], rest, schema, required);
        return;
    }
    at["type"] = "object".into();
    if required && rest.is_empty() {
        let all = strings(at, "required").chain([*step]);
        at["required"] = all.map(str::to_owned).collect();
    }
    put(&mut at["properties"][*step], rest, schema, required);
}

fn strings<'a>(schema: &'a Value, key: &str) -> impl Iterator<Item = &'a str> {
    let list = schema.get(key).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str)
}

/// Where in a schema one is, and how one came there.
#[derive(Clone)]
struct Way {
    documents: Arc<Documents>,
    file: String,
    followed: Vec<String>,
    depth: u32,
}

impl Way {
    /// A schema without a reference, and the way to it.
    fn follow(&self, schema: &Value) -> (Value, Self) {
        let mut way = self.clone();
        way.depth += 1;
        let mut schema = schema.clone();
        while let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let (file, pointer) = reference.split_once('#').expect("a pointer");
            if !file.is_empty() {
                way.file = file.trim_start_matches("./").to_owned();
            }
            let document = &self.documents.0[&way.file];
            way.followed.push(reference.to_owned());
            schema = document.pointer(pointer).expect(reference).clone();
        }
        (schema, way)
    }

    fn is_far(&self) -> bool {
        let rounds = |last| self.followed.iter().filter(|other| *other == last).count();
        self.depth > DEEPEST
            || self
                .followed
                .last()
                .is_some_and(|last| rounds(last) > ROUNDS)
    }

    fn values(&self, schema: &Value) -> BoxedStrategy<Value> {
        let (schema, way) = self.follow(schema);
        for key in ["oneOf", "anyOf"] {
            if let Some(all) = schema.get(key).and_then(Value::as_array) {
                let all = all.iter().map(|schema| way.values(schema));
                return proptest::strategy::Union::new(all).boxed();
            }
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return select(values.clone()).boxed();
        }
        if schema
            .get("format")
            .is_some_and(|format| format == "json_number")
        {
            return number_or_text();
        }
        let members = way.members(&schema);
        match kind(&schema) {
            Some("boolean") => any::<bool>().prop_map(Value::Bool).boxed(),
            Some("integer") => integer(&schema),
            Some("number") => number(&schema),
            Some("string") => text(&schema),
            Some("array") => way.list(&schema),
            _ if !members.is_empty() || schema.get("properties").is_some() => {
                way.object(&schema, members)
            }
            _ => match schema
                .get("additionalProperties")
                .filter(|entry| is_described(entry))
            {
                Some(entry) => way.map(&schema, entry),
                None if kind(&schema) == Some("object") => free_object(),
                None => free(),
            },
        }
    }

    /// Members of an object and whether they are required, those of its parts included.
    fn members(&self, schema: &Value) -> Vec<(String, Value, bool)> {
        let mut members = Vec::new();
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            // Nobody sends what only replies have.
            if member.get("readOnly") != Some(&Value::Bool(true)) {
                let required = strings(schema, "required").any(|required| required == name);
                members.push((name.clone(), member.clone(), required));
            }
        }
        for part in schema["allOf"].as_array().into_iter().flatten() {
            let (part, way) = self.follow(part);
            members.extend(way.members(&part));
        }
        members
    }

    fn object(&self, schema: &Value, members: Vec<(String, Value, bool)>) -> BoxedStrategy<Value> {
        let mut known: BoxedStrategy<Vec<(String, Value)>> = Just(Vec::new()).boxed();
        for (name, member, required) in members {
            if !required && self.is_far() {
                continue;
            }
            let value = match required {
                true => self.values(&member).prop_map(Some).boxed(),
                false => proptest::option::of(self.values(&member)).boxed(),
            };
            known = (known, value)
                .prop_map(move |(mut known, value)| {
                    known.extend(value.map(|value| (name.clone(), value)));
                    known
                })
                .boxed();
        }
        let further = match schema.get("additionalProperties") {
            Some(entry) if is_described(entry) => {
                btree_map("x[a-z]{1,4}", self.values(entry), 0..3).boxed()
            }
            _ => Just(BTreeMap::new()).boxed(),
        };
        (known, further)
            .prop_map(|(known, further)| known.into_iter().chain(further).collect::<Map<_, _>>())
            .prop_map(Value::Object)
            .boxed()
    }

    /// Outside of lists, an empty one may be as good as none.
    fn list(&self, schema: &Value) -> BoxedStrategy<Value> {
        let is_unique = schema.get("uniqueItems") == Some(&Value::Bool(true));
        let most = limit(schema, "maxItems").unwrap_or(3);
        let items = self.values(schema.get("items").unwrap_or(&Value::Null));
        vec(items, 1..=most)
            .prop_map(move |mut items| {
                if is_unique {
                    let mut seen = Vec::new();
                    items.retain(|item| {
                        !seen.contains(item) && {
                            seen.push(item.clone());
                            true
                        }
                    });
                }
                Value::Array(items)
            })
            .boxed()
    }

    fn map(&self, schema: &Value, entry: &Value) -> BoxedStrategy<Value> {
        let most = limit(schema, "maxProperties").unwrap_or(3);
        btree_map(any::<String>(), self.values(entry), 1..=most)
            .prop_map(|entries| Value::Object(entries.into_iter().collect()))
            .boxed()
    }
}

fn is_described(schema: &Value) -> bool {
    schema.as_object().is_some_and(|keys| !keys.is_empty())
}

fn limit(schema: &Value, key: &str) -> Option<usize> {
    schema.get(key)?.as_u64()?.try_into().ok()
}

/// The type of a schema; `null` is never made, since it is as good as nothing.
fn kind(schema: &Value) -> Option<&str> {
    match schema.get("type")? {
        Value::Array(several) => several
            .iter()
            .filter_map(Value::as_str)
            .find(|kind| *kind != "null"),
        kind => kind.as_str(),
    }
}

fn integer(schema: &Value) -> BoxedStrategy<Value> {
    let bound = |key| schema.get(key).and_then(Value::as_i64);
    let is_small = schema.get("format").is_some_and(|format| format == "int32");
    let (least, most) = match is_small {
        true => (i64::from(i32::MIN), i64::from(i32::MAX)),
        false => (i64::MIN, i64::MAX),
    };
    let step = bound("multipleOf").unwrap_or(1);
    let (least, most) = (
        bound("minimum").unwrap_or(least),
        bound("maximum").unwrap_or(most),
    );
    (least..=most)
        .prop_map(move |number| json!(number / step * step))
        .boxed()
}

/// Numbers that every width of a float holds exactly.
fn number(schema: &Value) -> BoxedStrategy<Value> {
    let is_within = schema.get("exclusiveMaximum").is_some();
    let numerators = if is_within {
        1..64_i32
    } else {
        -1_000_000..1_000_000
    };
    numerators
        .prop_map(|numerator| json!(f64::from(numerator) / 64.0))
        .boxed()
}

fn text(schema: &Value) -> BoxedStrategy<Value> {
    let least = limit(schema, "minLength").unwrap_or(0);
    let most = limit(schema, "maxLength").unwrap_or(least + 12);
    if let Some(pattern) = schema.get("pattern").and_then(Value::as_str) {
        // The goldens have a class that repeats; how often is said by the limits of its length.
        let class = pattern.trim_start_matches('^').trim_end_matches("+$");
        let texts = string_regex(&format!("{class}{{{least},{most}}}")).unwrap();
        return texts.prop_map(Value::String).boxed();
    }
    vec(any::<char>(), least..=most)
        .prop_map(|chars| Value::String(chars.into_iter().collect()))
        .boxed()
}

fn number_or_text() -> BoxedStrategy<Value> {
    prop_oneof![
        any::<i64>().prop_map(|number| json!(number)),
        any::<u64>().prop_map(|number| json!(number)),
        "-?[0-9]{1,30}(\\.[0-9]{1,9})?".prop_map(Value::String),
    ]
    .boxed()
}

/// Any JSON but `null`, which is as good as nothing where a value is optional.
fn free() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|number| Value::Number(Number::from(number))),
        any::<String>().prop_map(Value::String),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        let or_null = prop_oneof![4 => inner, 1 => Just(Value::Null)];
        prop_oneof![
            vec(or_null.clone(), 0..3).prop_map(Value::Array),
            btree_map(any::<String>(), or_null, 0..3)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
    .boxed()
}

fn free_object() -> BoxedStrategy<Value> {
    btree_map(any::<String>(), free(), 0..3)
        .prop_map(|entries| Value::Object(entries.into_iter().collect()))
        .boxed()
}
