//! Documents as the platform itself writes them, and constructs that public documents are known for: `golden/platform` has each
//! form in words of its own. The platform's own documents are counted where they lie beside this repository.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use codegen_mock::Account;
use codegen_model::{Action, Api, HttpMethod, Json, Type, TypeShape, TypeUse};
use codegen_pipeline::understand_texts;
use generated_client::runtime::Open;
use generated_client::runtime::credentials::Credentials;
use generated_client::runtime::{Config, violations};
use serde_json::{Value, from_value, json};
use tests::golden::platform::v2020_01_01::do_constructs::{
    DoConstructsRequest, DoConstructsResult, Done, DoneStatus, Level, Pet, Shape, Wider,
};
use tests::golden::platform::v2020_01_01::do_elsewhere::DoElsewhereRequest;
use tests::golden::platform::v2020_01_01::list_elsewhere::ListElsewhereRequest;
use tests::golden::platform::v2020_01_01::list_things::{Filter, ListThingsRequest, State, Where};
use tests::golden::platform::v2020_01_01::types::Part;
use tests::golden::platform::v2020_01_01::{self as things};
use tests::golden::platform::v2021_01_01::{self as later, drop_thing::DropThingRequest};
use tests::mock::Mock;

fn config(mock: &Mock) -> Config {
    let account = Account::example();
    Config::builder()
        .credentials(Credentials::new(account.access_key, account.secret_key))
        .endpoint(mock.server().endpoint())
        .timeout(Duration::from_secs(20))
        .build()
}

#[tokio::test]
async fn a_query_is_laid_out_as_the_document_says() {
    let mock = Mock::start("tests/golden/platform/spec", &[]);
    let client = things::Client::new(config(&mock)).unwrap();
    let request = ListThingsRequest::builder()
        .names(["a", "b"])
        .zones(["z1", "z2"])
        .filters([Filter::builder().key("k").values(["v"]).build()])
        .ids([3])
        .kinds(["x"])
        .colors(["red", "blue"])
        .sizes([1, 2])
        .marks(["m", "n"])
        .r#where(Where::builder().key("q").build())
        .state(State::Value1)
        .build();
    let reply = client.list_things(request).await.unwrap();
    assert_eq!(reply.result.things[0].id, Some(7));
    let seen = mock.seen();
    let query = &seen[0].request.query;
    for part in [
        "Names.1=a&Names.2=b",
        "Zones=z1%2Cz2",
        "Filters.1.Key=k&Filters.1.Values.1=v",
        "Ids.1=3",
        "Kinds.1=x",
        "Colors=red%2Cblue",
        "Sizes=1%7C2",
        "Marks=m&Marks=n",
        "Where=%7B%22Key%22%3A%22q%22%7D",
        "State=1",
    ] {
        assert!(query.contains(part), "{part} is not in {query}");
    }
}

#[tokio::test]
async fn a_merged_document_gives_each_action_to_its_version() {
    let mock = Mock::start("tests/golden/platform/spec", &[]);
    let client = later::Client::new(config(&mock)).unwrap();
    let request = DropThingRequest::builder().ids([3]).build();
    client.drop_thing(request).await.unwrap();
    let seen = mock.seen();
    let seen = &seen[0].request;
    assert_eq!(seen.parameter("Version").as_deref(), Some("2021-01-01"));
    assert_eq!(seen.json(), json!({ "Ids": [3] }));
    let too_many = DropThingRequest::builder().ids([1, 2, 3]).build();
    assert_eq!(violations(&too_many).len(), 1);
}

#[test]
fn a_union_is_told_by_its_tag_by_fixed_values_and_by_what_is_left_over() {
    let result: DoConstructsResult = from_value(json!({
        "Pets": [{ "petType": "dog", "pack": 3 }, { "petType": "cat", "hunting": "mice" }, { "petType": "fish" }],
        "Shape": { "kind": "square", "size": 2 },
    }))
    .unwrap();
    let [Pet::Dog(dog), Pet::Cat(cat), Pet::Unknown(_)] = result.pets.as_slice() else {
        panic!("{:?}", result.pets)
    };
    assert_eq!((dog.pack, cat.hunting.as_deref()), (Some(3), Some("mice")));
    assert!(matches!(result.shape, Some(Shape::Square(_))));
    let shape: Shape = from_value(json!({ "size": 1, "depth": 2, "width": 3 })).unwrap();
    assert!(matches!(shape, Shape::Box(_)), "{shape:?}");
}

#[test]
fn null_items_are_kept_where_the_document_allows_them() {
    let result: DoConstructsResult = from_value(json!({
        "Names": ["x", null],
        "Counts": { "a": 1, "b": null },
    }))
    .unwrap();
    assert_eq!(result.names, [Some("x".to_owned()), None]);
    assert_eq!(result.counts["b"], None);
}

#[test]
fn limits_of_merged_and_untyped_values_hold() {
    let broken = |request: Value| -> Vec<String> {
        let request: DoConstructsRequest = from_value(request).unwrap();
        let found = violations(&request).into_iter();
        found.map(|violation| violation.path().to_owned()).collect()
    };
    let right = json!({
        "PageNumber": 1, "PageSize": 50, "Name": "abcd", "On": true, "Ratio": 0.5, "Fixed": "fixed", "Anything": "ab",
        "Mixed": 7, "Wider": { "x": "y", "extra": 1 }, "Huge": i64::MAX, "Either": "a",
    });
    assert_eq!(broken(right), [""; 0]);
    let wrong = json!({
        "PageNumber": 0, "PageSize": 51, "Name": "abcde", "On": false, "Ratio": 0.7, "Fixed": "loose", "Anything": 2,
        "Mixed": "b", "Either": "b",
    });
    let all = [
        "PageNumber",
        "PageSize",
        "Name",
        "On",
        "Ratio",
        "Fixed",
        "Anything",
        "Mixed",
        "Either",
    ];
    let found: BTreeSet<String> = broken(wrong).into_iter().collect();
    assert_eq!(found, all.map(str::to_owned).into());
}

#[test]
fn values_follow_the_type_and_parts_narrow_each_other() {
    let done = Done::builder().status(DoneStatus::Done).any("text").build();
    let wider = Wider::builder().x("y").extra(1).build();
    let request = DoConstructsRequest::builder()
        .level(Level::V1)
        .done(done)
        .wider(wider)
        .build();
    assert_eq!(
        serde_json::to_value(&request).unwrap(),
        json!({ "Level": "1", "Done": { "status": "done", "any": "text" }, "Wider": { "x": "y", "extra": 1 } })
    );
    let queued: Done = from_value(json!({ "status": "queued" })).unwrap();
    assert!(
        matches!(queued.status, Some(Open::Unknown(_))),
        "{queued:?}"
    );
    let without = from_value::<Wider>(json!({ "extra": 1 }));
    assert!(without.is_err(), "{without:?}");
}

#[tokio::test]
async fn parts_of_other_documents_are_sent_and_read() {
    let mock = Mock::start("tests/golden/platform/spec", &[]);
    let client = things::Client::new(config(&mock)).unwrap();
    let label = |part: Option<Part>| part.and_then(|part| part.label);
    let part = Part::builder().label("l").build();
    let mut request = DoElsewhereRequest::builder()
        .name("abcd")
        .part(part)
        .build();
    let broken = violations(&request);
    assert_eq!(broken.len(), 1, "{broken:?}");
    "abc".clone_into(&mut request.name);
    let reply = client.do_elsewhere(request).await.unwrap();
    assert_eq!(label(reply.result.part.clone()).as_deref(), Some("done"));
    let listed = ListElsewhereRequest::builder().limit(9).build();
    let reply = client.list_elsewhere(listed).await.unwrap();
    assert_eq!(label(reply.result.part.clone()).as_deref(), Some("done"));
    let seen = mock.seen();
    assert_eq!(
        seen[0].request.json(),
        json!({ "Name": "abc", "Part": { "Label": "l" } })
    );
    assert_eq!(seen[1].request.parameter("Limit").as_deref(), Some("9"));
}

/// Everything that a raw document of one action names.
#[derive(Debug, Default, PartialEq, Eq)]
struct Named {
    parameters: usize,
    codes: BTreeSet<String>,
    /// Members of the request and of the result, however deep; steps of flattened names are members.
    members: BTreeSet<String>,
    /// Values of enums, as text.
    values: BTreeSet<String>,
}

/// Collects what a schema names, as it was written.
fn collect_written(document: &Value, schema: &Value, named: &mut Named) {
    if let Some(target) = schema["$ref"].as_str() {
        let target = target.strip_prefix('#').and_then(|at| document.pointer(at));
        return collect_written(document, target.unwrap(), named);
    }
    let values = schema["enum"].as_array().into_iter().flatten();
    let values: BTreeSet<String> = values
        .map(|value| match value {
            Value::String(text) => text.trim().to_owned(),
            other => other.to_string(),
        })
        .collect();
    // Both truth values together are no limit.
    if !values.iter().map(String::as_str).eq(["false", "true"]) {
        named.values.extend(values);
    }
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        named.members.insert(name.clone());
        collect_written(document, member, named);
    }
    for inside in ["items", "additionalProperties"] {
        if schema[inside].is_object() {
            collect_written(document, &schema[inside], named);
        }
    }
    let alternatives: Vec<&Value> = schema["oneOf"].as_array().into_iter().flatten().collect();
    let result = alternatives
        .iter()
        .find(|part| part["x-is-success-response"] == true);
    match result {
        Some(result) => collect_written(document, result, named),
        None => alternatives
            .iter()
            .for_each(|part| collect_written(document, part, named)),
    }
}

/// Collects the values that a limit of the model allows.
fn collect_allowed(value: &TypeUse, named: &mut Named) {
    let texts = value.constraints.values.iter().map(text_of);
    named.values.extend(texts);
    match &value.ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
            collect_allowed(inner, named);
        }
        _ => {}
    }
}

fn text_of(json: &Json) -> String {
    match json {
        Json::Bool(value) => value.to_string(),
        Json::Int(value) => value.to_string(),
        Json::Float(value) => value.to_string(),
        Json::String(value) => value.trim().to_owned(),
        other => format!("{other:?}"),
    }
}

fn named_by(document: &Value) -> Named {
    let mut named = Named::default();
    let operation = &document["paths"]
        .as_object()
        .unwrap()
        .values()
        .next()
        .unwrap();
    let operation = operation.get("get").or(operation.get("post")).unwrap();
    let body = &operation["requestBody"]["content"]["application/json"]["schema"]["properties"];
    named.parameters = operation["parameters"].as_array().map_or(0, Vec::len)
        + body.as_object().map_or(0, serde_json::Map::len);
    for (status, response) in operation["responses"].as_object().unwrap() {
        if status.starts_with(['4', '5']) {
            let schema = &response["content"]["application/json"]["schema"];
            let entries = schema["oneOf"]
                .as_array()
                .cloned()
                .unwrap_or_else(|| vec![schema.clone()]);
            let codes = entries
                .iter()
                .filter_map(|entry| entry["properties"]["code"]["example"].as_str());
            named.codes.extend(codes.map(str::to_owned));
        }
    }
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let steps = parameter["name"].as_str().unwrap().split('.');
        let members = steps.filter(|step| *step != "N");
        named.members.extend(members.map(str::to_owned));
        collect_written(document, &parameter["schema"], &mut named);
    }
    let content = |part: &Value| part["content"]["application/json"]["schema"].clone();
    collect_written(document, &content(&operation["requestBody"]), &mut named);
    collect_written(
        document,
        &content(&operation["responses"]["200"]),
        &mut named,
    );
    named
}

fn named_in(api: &Api) -> Named {
    let version = &api.services[0].versions[0];
    let [action] = version.actions.as_slice() else {
        panic!("one action")
    };
    let request = action
        .types
        .iter()
        .find(|def| def.name == action.request.name)
        .unwrap();
    let TypeShape::Struct(request) = &request.shape else {
        panic!("a structure")
    };
    let mut named = Named {
        parameters: request.members.len(),
        codes: action
            .errors
            .iter()
            .map(|error| error.wire.clone())
            .collect(),
        ..Named::default()
    };
    collect_allowed(&action.result, &mut named);
    for def in action.types.iter().chain(&version.shared_types) {
        match &def.shape {
            TypeShape::Struct(shape) => {
                for member in &shape.members {
                    named.members.insert(member.wire.clone());
                    collect_allowed(&member.value, &mut named);
                }
            }
            TypeShape::Enum(shape) => {
                let values = shape.values.iter().map(|value| text_of(&value.wire));
                named.values.extend(values);
            }
            TypeShape::Union(shape) => {
                for variant in &shape.variants {
                    collect_allowed(&variant.value, &mut named);
                }
            }
        }
    }
    named
}

fn texts_of(name: &str) -> Option<BTreeMap<String, String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared")
        .join(name);
    let mut texts = BTreeMap::new();
    let mut pending = vec![folder];
    while let Some(folder) = pending.pop() {
        for entry in std::fs::read_dir(&folder).ok()? {
            let path = entry.ok()?.path();
            if path.is_dir() {
                pending.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                texts.insert(
                    path.to_string_lossy().into_owned(),
                    std::fs::read_to_string(path).ok()?,
                );
            }
        }
    }
    Some(texts)
}

/// Where the platform's documents are at hand: each is understood, and names on one side what it names on the other.
#[test]
fn the_platforms_own_documents_lose_nothing() {
    let Some(texts) = texts_of("official") else {
        return;
    };
    assert!(texts.len() > 50, "{} documents", texts.len());
    for (path, text) in texts {
        let document: Value = serde_json::from_str(&text).unwrap();
        let version = document["info"]["version"].as_str().unwrap().to_owned();
        let understood = understand_texts([
            ("demo/service.yaml".to_owned(), "service: demo\n".to_owned()),
            (format!("demo/{version}/Action.json"), text),
        ]);
        let api = understood
            .api
            .unwrap_or_else(|| panic!("{path} is refused"));
        assert_eq!(named_in(&api), named_by(&document), "{path}");
        let action: &Action = &api.services[0].versions[0].actions[0];
        let is_get = document["paths"]
            .as_object()
            .unwrap()
            .values()
            .any(|item| item.get("get").is_some());
        assert_eq!(action.http_method == HttpMethod::Get, is_get, "{path}");
    }
}
