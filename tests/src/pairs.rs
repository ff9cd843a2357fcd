//! Random pairs of documents, and code that uses everything public of the older client.
//!
//! Knows how an API grows and what a program can name. Gives code by itself, whatever is changed between the two; must never know
//! the rules of comparison.

use std::collections::BTreeSet;
use std::fmt::Write;

use codegen_diff::surface::{Item, Kind};
use fastrand::Rng;
use serde_json::{Map, Value, json};

/// Names that are alike, as those of platforms are.
const NAMES: &[&str] = &[
    "Id",
    "ID",
    "VpcId",
    "VpcID",
    "Name",
    "HostName",
    "Hostname",
    "Type",
    "Kind",
    "Size",
    "MinCount",
    "MaxCount",
    "Filter",
    "Filters",
    "Tag",
    "Tags",
    "Status",
    "LocalBgpIp",
    "LocalBgpIP",
    "Items",
    "Item",
];

const VALUES: &[&str] = &["a", "A", "b", "running", "Running", "stopped"];

/// Two states of a document with one action, as text. The same seed gives the same pair.
#[must_use]
pub fn documents(seed: u64) -> (String, String) {
    let mut rng = Rng::with_seed(seed);
    let (mut request, mut result) = (object(&mut rng, 2), object(&mut rng, 2));
    let mut node = object(&mut rng, 1);
    let is_get = rng.u8(0..4) == 0;
    if is_get {
        request = flat(&mut rng);
    }
    let old = document(is_get, &request, &result, &node);
    for _ in 0..rng.usize(1..6) {
        match rng.u8(0..5) {
            0..2 => change(&mut rng, &mut request, is_get),
            2..4 => change(&mut rng, &mut result, false),
            _ => change(&mut rng, &mut node, false),
        }
    }
    (old, document(is_get, &request, &result, &node))
}

fn document(is_get: bool, request: &Value, result: &Value, node: &Value) -> String {
    let envelope = json!({ "type": "object", "properties": { "ResponseMetadata": { "type": "object" }, "Result": result } });
    let replies = json!({ "200": { "description": "Done.", "content": { "application/json": { "schema": envelope } } } });
    let operation = if is_get {
        let required: Vec<&Value> = request["required"]
            .as_array()
            .into_iter()
            .flatten()
            .collect();
        let members = request["properties"].as_object().unwrap().iter();
        let parameters: Vec<Value> = members
            .map(|(name, schema)| {
                let is_required = required.iter().any(|known| *known == name);
                json!({ "name": name, "in": "query", "required": is_required, "schema": schema })
            })
            .collect();
        json!({ "get": { "parameters": parameters, "responses": replies } })
    } else {
        let body = json!({ "content": { "application/json": { "schema": request } } });
        json!({ "post": { "requestBody": body, "responses": replies } })
    };
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "DoIt", "version": "2020-01-01" },
        "paths": { "/DoIt": operation },
        "components": { "schemas": { "Node": node } },
    });
    document.to_string()
}

fn object(rng: &mut Rng, depth: usize) -> Value {
    let mut members = Map::new();
    let mut required = Vec::new();
    for _ in 0..rng.usize(1..5) {
        let name = NAMES[rng.usize(..NAMES.len())];
        let schema = schema(rng, depth);
        if members.insert(name.to_owned(), schema).is_none() && rng.bool() {
            required.push(name);
        }
    }
    json!({ "type": "object", "required": required, "properties": members })
}

/// Members that a query can hold.
fn flat(rng: &mut Rng) -> Value {
    let mut members = Map::new();
    for _ in 0..rng.usize(1..5) {
        let name = NAMES[rng.usize(..NAMES.len())];
        members.insert(name.to_owned(), leaf(rng));
    }
    json!({ "type": "object", "required": [], "properties": members })
}

fn leaf(rng: &mut Rng) -> Value {
    match rng.u8(0..7) {
        0 => json!({ "type": "integer" }),
        1 => json!({ "type": "integer", "format": "int32" }),
        2 => json!({ "type": "number" }),
        3 => json!({ "type": "boolean" }),
        4 => {
            let values: BTreeSet<&str> =
                (0..3).map(|_| VALUES[rng.usize(..VALUES.len())]).collect();
            json!({ "type": "string", "enum": values })
        }
        _ => json!({ "type": "string" }),
    }
}

fn schema(rng: &mut Rng, depth: usize) -> Value {
    match rng.u8(0..10) {
        0..2 if depth > 0 => object(rng, depth - 1),
        2 if depth > 0 => json!({ "type": "array", "items": object(rng, depth - 1) }),
        3 => json!({ "type": "array", "items": leaf(rng) }),
        4 => json!({ "type": "object", "additionalProperties": leaf(rng) }),
        5 if depth > 1 => json!({ "$ref": "#/components/schemas/Node" }),
        6 if depth > 0 => json!({ "type": "object" }),
        _ => leaf(rng),
    }
}

/// Makes one change somewhere in an object.
fn change(rng: &mut Rng, object: &mut Value, is_flat: bool) {
    let names: Vec<String> = object["properties"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    let name = names
        .get(rng.usize(..names.len().max(1)))
        .cloned()
        .unwrap_or_default();
    let fresh = NAMES[rng.usize(..NAMES.len())].to_owned();
    let other = if is_flat { leaf(rng) } else { schema(rng, 1) };
    let nested = object["properties"]
        .get_mut(&name)
        .filter(|schema| schema.get("properties").is_some());
    if let Some(inner) = nested
        && rng.bool()
    {
        return change(rng, inner, is_flat);
    }
    let members = object["properties"].as_object_mut().unwrap();
    match rng.u8(0..6) {
        0 => {
            members.insert(fresh, other);
        }
        1 if members.len() > 1 => {
            members.remove(&name);
            require(object, &name, false);
        }
        2 => {
            if let Some(schema) = members.remove(&name) {
                members.insert(fresh.clone(), schema);
            }
            require(object, &name, false);
        }
        3 if members.contains_key(&name) => {
            members.insert(name, other);
        }
        4 => {
            let values = members
                .get_mut(&name)
                .and_then(|schema| schema.get_mut("enum")?.as_array_mut());
            if let Some(values) = values {
                let value = Value::from(VALUES[rng.usize(..VALUES.len())]);
                match values.iter().position(|known| *known == value) {
                    Some(place) if values.len() > 1 => {
                        values.remove(place);
                    }
                    Some(_) => {}
                    None => values.push(value),
                }
            }
        }
        _ if members.contains_key(&name) => {
            let is_required = object["required"]
                .as_array()
                .unwrap()
                .iter()
                .any(|known| *known == *name);
            require(object, &name, !is_required && !is_flat);
        }
        _ => {}
    }
}

fn require(object: &mut Value, name: &str, is_required: bool) {
    let required = object["required"].as_array_mut().unwrap();
    required.retain(|known| known != name);
    if is_required {
        required.push(name.into());
    }
}

/// Code that uses public items of a client, each in a function of its own. `client` is the path of the client's module; an item is used
/// if `is_wanted`. The number of uses is given as well.
#[must_use]
pub fn uses(items: &[Item], client: &str, is_wanted: impl Fn(&Item) -> bool) -> (String, usize) {
    let module = "demo::v2020_01_01::do_it";
    let mut code = format!(
        "use std::collections::BTreeMap;\nuse generated_client::runtime::Open;\n\
         use serde_json::Value as JsonValue;\nuse {client}::{module}::*;\nuse {client}::demo::v2020_01_01::Client;\n\n"
    );
    let mut count = 0;
    for item in items.iter().filter(|item| item.path.starts_with(module)) {
        let (owner, name) = item.path.rsplit_once("::").unwrap_or_default();
        let of = owner.rsplit("::").next().unwrap_or_default();
        let ty = item.signature.as_str();
        let body = match item.kind {
            Kind::Struct | Kind::Enum if !item.path.contains("Builder") => {
                format!("(_: &{name}) {{}}")
            }
            Kind::Field if owner.len() > module.len() => {
                format!("(value: &{of}) -> &{ty} {{ &value.{name} }}")
            }
            Kind::Variant if ty.is_empty() => format!("() -> {of} {{ {of}::{name} }}"),
            Kind::Function if name == "as_str" => {
                format!("(value: &{of}) -> &str {{ value.as_str() }}")
            }
            Kind::Implementation if item.path.ends_with("<Default>") => {
                let of = owner_of_implementation(&item.path);
                format!("() -> {of} {{ {of}::default() }}")
            }
            _ => continue,
        };
        if is_wanted(item) {
            let _ = writeln!(code, "/// {}\npub fn use_{count}{body}\n", item.path);
            count += 1;
        }
    }
    let call = items
        .iter()
        .find(|item| item.path == "demo::v2020_01_01::Client::do_it");
    if call.is_some_and(&is_wanted) {
        code += "pub fn call(client: &Client, request: DoItRequest) { let _ = client.do_it(request); }\n";
        count += 1;
    }
    (code, count)
}

fn owner_of_implementation(path: &str) -> &str {
    let owner = path.split('<').next().unwrap_or_default();
    owner.rsplit("::").next().unwrap_or_default()
}
