//! What documents describe, read as plain JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde_json::Value;

use super::{Actions, EITHER_WAY, Lines, enumeration};

/// Reads every document below a folder of services.
#[must_use]
pub fn actions(spec: &Path) -> Actions {
    let mut reader = Reader::default();
    let mut actions = Actions::new();
    for service in folders(spec) {
        for version in folders(&service) {
            for file in files(&version) {
                let document = reader.document(&file);
                let Some(paths) = document.get("paths").and_then(Value::as_object) else {
                    continue;
                };
                for (path, item) in paths {
                    for method in ["get", "post"] {
                        let Some(operation) = item.get(method) else {
                            continue;
                        };
                        let name = (
                            module(&service).to_lowercase(),
                            format!("v{}", module(&version)),
                            path.trim_start_matches('/').to_owned(),
                        );
                        let lines = reader.operation(&file, operation);
                        assert!(
                            actions.insert(name, lines).is_none(),
                            "{path} is described twice"
                        );
                    }
                }
            }
        }
    }
    actions
}

fn module(folder: &Path) -> String {
    let name = folder.file_name().expect("a folder has a name");
    name.to_str().expect("UTF-8").replace('-', "_")
}

fn folders(path: &Path) -> Vec<PathBuf> {
    entries(path)
        .into_iter()
        .filter(|path| path.is_dir())
        .collect()
}

fn files(path: &Path) -> Vec<PathBuf> {
    entries(path)
        .into_iter()
        .filter(|path| path.is_file())
        .collect()
}

fn entries(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}

/// A schema and the file it stands in.
#[derive(Clone)]
struct Schema {
    file: PathBuf,
    value: Value,
}

#[derive(Default)]
struct Reader {
    documents: BTreeMap<PathBuf, Rc<Value>>,
}

impl Reader {
    fn document(&mut self, file: &Path) -> Rc<Value> {
        let read = || {
            let text = fs::read_to_string(file)
                .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            let document: Value = serde_yaml::from_str(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            // The Explorer's own interface wraps a document.
            let inner = document.pointer("/Result/Api").cloned();
            Rc::new(inner.unwrap_or(document))
        };
        let document = self.documents.entry(file.to_owned()).or_insert_with(read);
        Rc::clone(document)
    }

    fn operation(&mut self, file: &Path, operation: &Value) -> Lines {
        let at = |value: &Value| Schema {
            file: file.to_owned(),
            value: value.clone(),
        };
        let mut walk = Walk {
            reader: self,
            hidden: "readOnly",
            other_way: false,
            stack: Vec::new(),
            lines: Lines::new(),
        };
        let mut root = Tree::default();
        for parameter in operation
            .get("parameters")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let name = parameter["name"].as_str().expect("a name");
            // These two are the runtime's to send.
            if parameter["in"] == "query" && !["Action", "Version"].contains(&name) {
                root.insert(name, at(&parameter["schema"]));
            }
        }
        for (kind, content) in operation
            .pointer("/requestBody/content")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let body = walk
                .reader
                .resolve(&at(&content["schema"]), &mut Vec::new());
            for (name, schema) in walk.reader.members(&body) {
                if kind.contains("form") {
                    root.insert(&name, schema);
                } else {
                    root.members.entry(name).or_default().schema = Some(schema);
                }
            }
            if let Some(entry) = additional(&body) {
                root.members.entry("{}".to_owned()).or_default().schema = Some(entry);
            }
        }
        for (name, tree) in &root.members {
            walk.tree(tree, &format!("request/{name}"));
        }
        walk.hidden = "writeOnly";
        let replies = operation
            .pointer("/responses/200/content")
            .and_then(Value::as_object);
        for content in replies.into_iter().flat_map(|content| content.values()) {
            let envelope = walk
                .reader
                .resolve(&at(&content["schema"]), &mut Vec::new());
            let members = walk.reader.members(&envelope);
            let result = members.into_iter().find(|(name, _)| name == "Result");
            // A result that admits no member holds no data.
            if let Some((_, result)) = result.filter(|(_, result)| !is_closed(&result.value)) {
                walk.schema(&result, "result");
            }
        }
        walk.lines
    }

    /// Follows references; those that were followed are pushed to `stack`.
    fn resolve(&mut self, schema: &Schema, stack: &mut Vec<String>) -> Schema {
        let mut schema = schema.clone();
        while let Some(reference) = schema.value.get("$ref").and_then(Value::as_str) {
            let (file, pointer) = reference.split_once('#').expect("a pointer");
            let file = match file {
                "" => schema.file.clone(),
                sibling => schema.file.with_file_name(sibling.trim_start_matches("./")),
            };
            stack.push(format!("{}#{pointer}", file.display()));
            let document = self.document(&file);
            let value = document
                .pointer(pointer)
                .unwrap_or_else(|| panic!("{}: {pointer}", file.display()));
            schema = Schema {
                value: value.clone(),
                file,
            };
        }
        schema
    }

    /// Members of an object, those of its parts included.
    fn members(&mut self, schema: &Schema) -> Vec<(String, Schema)> {
        let own = schema.value.get("properties").and_then(Value::as_object);
        let mut members: Vec<_> = own
            .into_iter()
            .flatten()
            .map(|(name, value)| {
                let file = schema.file.clone();
                let value = value.clone();
                (name.clone(), Schema { file, value })
            })
            .collect();
        for part in list(&schema.value, "allOf") {
            let part = Schema {
                file: schema.file.clone(),
                value: part.clone(),
            };
            let part = self.resolve(&part, &mut Vec::new());
            members.extend(self.members(&part));
        }
        members
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// What an object holds beyond its named members.
fn additional(schema: &Schema) -> Option<Schema> {
    let beyond = schema.value.get("additionalProperties");
    match beyond.filter(|_| schema.value.get("patternProperties").is_none()) {
        None | Some(Value::Bool(false)) => None,
        Some(Value::Bool(true)) => Some(Value::Object(serde_json::Map::new())),
        Some(value) => Some(value.clone()),
    }
    .map(|value| Schema {
        file: schema.file.clone(),
        value,
    })
}

/// Parameters by the steps of their names.
#[derive(Default)]
struct Tree {
    schema: Option<Schema>,
    members: BTreeMap<String, Tree>,
}

impl Tree {
    fn insert(&mut self, name: &str, schema: Schema) {
        let mut tree = self;
        for step in name.split('.') {
            let step = if step == "N" { "[]" } else { step };
            tree = tree.members.entry(step.to_owned()).or_default();
        }
        tree.schema = Some(schema);
    }
}

/// A way through the values of an action.
struct Walk<'a> {
    reader: &'a mut Reader,
    /// Members with this mark do not travel here.
    hidden: &'static str,
    /// Whether this is inside of such a member.
    other_way: bool,
    stack: Vec<String>,
    lines: Lines,
}

impl Walk<'_> {
    fn line(&mut self, path: &str, what: &str) {
        let mark = if self.other_way { EITHER_WAY } else { "" };
        self.lines.insert(format!("{mark}{path}: {what}"));
    }

    fn tree(&mut self, tree: &Tree, path: &str) {
        if let Some(schema) = &tree.schema {
            self.schema(schema, path);
        } else if tree.members.keys().all(|name| name == "[]") {
            self.line(path, "list");
        } else {
            self.line(path, "object");
        }
        for (name, tree) in &tree.members {
            self.tree(tree, &format!("{path}/{name}"));
        }
    }

    fn schema(&mut self, schema: &Schema, path: &str) {
        let before = self.stack.len();
        let mut followed = Vec::new();
        let schema = self.reader.resolve(schema, &mut followed);
        if followed
            .iter()
            .any(|reference| self.stack.contains(reference))
        {
            return self.line(path, "again");
        }
        self.stack.append(&mut followed);
        let outside = self.other_way;
        self.other_way |= schema.value.get(self.hidden) == Some(&Value::Bool(true));
        self.value(&schema, path);
        self.other_way = outside;
        self.stack.truncate(before);
    }

    fn value(&mut self, schema: &Schema, path: &str) {
        let value = &schema.value;
        let alternatives = [list(value, "oneOf"), list(value, "anyOf")].concat();
        if let Some(values) = listed(&alternatives) {
            return self.line(path, &enumeration(&values));
        }
        if !alternatives.is_empty() {
            self.line(path, "union");
            for (number, alternative) in alternatives.into_iter().enumerate() {
                let file = schema.file.clone();
                let alternative = Schema {
                    file,
                    value: alternative,
                };
                let path = format!("{path}/<{number}>");
                self.schema(&alternative, &path);
                // What stands beside the alternatives holds for each of them.
                for (name, member) in self.reader.members(schema) {
                    self.schema(&member, &format!("{path}/{name}"));
                }
            }
            return;
        }
        let values = texts(list(value, "enum"));
        if !values.is_empty() {
            // One value without a type is a constant.
            return match (list(value, "enum"), type_of(value)) {
                ([Value::String(_)], None) => self.line(path, "text"),
                ([Value::Number(_)], None) => self.line(path, "number"),
                _ => self.line(path, &enumeration(&values)),
            };
        }
        let members = self.reader.members(schema);
        let stated = type_of(value);
        match stated {
            _ if value
                .get("format")
                .is_some_and(|format| format == "json_number")
                || stated.is_none() && value.get("const").is_some_and(Value::is_number) =>
            {
                self.line(path, "number");
            }
            Some("string") => self.line(path, "text"),
            Some(scalar @ ("integer" | "number" | "boolean")) => self.line(path, scalar),
            Some("array") => {
                self.line(path, "list");
                let file = schema.file.clone();
                let value = value
                    .get("items")
                    .cloned()
                    .unwrap_or(Value::Object(serde_json::Map::new()));
                self.schema(&Schema { file, value }, &format!("{path}/[]"));
            }
            _ if !members.is_empty() => {
                self.line(path, "object");
                for (name, member) in members {
                    self.schema(&member, &format!("{path}/{name}"));
                }
                if let Some(entry) = additional(schema) {
                    self.schema(&entry, &format!("{path}/{{}}"));
                }
            }
            _ => match additional(schema).filter(|entry| is_stated(&entry.value)) {
                Some(entry) => {
                    self.line(path, "map");
                    self.schema(&entry, &format!("{path}/{{}}"));
                }
                None => self.line(path, "any"),
            },
        }
    }
}

/// The values of alternatives that are texts or integers, each with its values or with none.
fn listed(alternatives: &[Value]) -> Option<BTreeSet<String>> {
    let own = |part: &Value| match part.get("const") {
        Some(only) => vec![only.clone()],
        None => list(part, "enum").to_vec(),
    };
    let is_plain = |part: &Value| {
        let known = ["type", "enum", "const", "title", "description"];
        let keys = part.as_object().into_iter().flatten();
        keys.into_iter()
            .all(|(key, _)| known.contains(&key.as_str()))
    };
    let values: Vec<Value> = alternatives.iter().flat_map(own).collect();
    let is_one_kind = values.iter().all(Value::is_string) || values.iter().all(Value::is_i64);
    let fits = !values.is_empty() && is_one_kind && alternatives.iter().all(is_plain);
    fits.then(|| texts(&values))
}

/// Values of an enum as texts.
fn texts(values: &[Value]) -> BTreeSet<String> {
    let single = values
        .iter()
        .filter(|value| !value.is_null() && !value.is_array());
    single
        .map(|value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        })
        .collect()
}

fn is_closed(value: &Value) -> bool {
    value.get("additionalProperties") == Some(&Value::Bool(false))
        && value.get("properties").is_none()
}

fn is_stated(value: &Value) -> bool {
    value.as_object().is_some_and(|keys| !keys.is_empty())
}

/// The type of a schema, `null` left aside.
fn type_of(value: &Value) -> Option<&str> {
    match value.get("type")? {
        Value::String(one) => Some(one),
        Value::Array(several) => several
            .iter()
            .filter_map(Value::as_str)
            .find(|name| *name != "null"),
        _ => None,
    }
}
