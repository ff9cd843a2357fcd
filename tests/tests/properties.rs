//! What holds for every document, on random ones.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::collections::BTreeMap;
use std::fs;

use codegen_documents::diagnostics::{Style, render_text};
use codegen_emit::{File, Options};
use codegen_pipeline::{Understood, print, understand_texts};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};
use tests::corpus::{described, differences, emitted};

/// Names as the platform has them, and as it may have them one day.
const NAMES: &[&str] = &[
    "Id",
    "AppID",
    "Type",
    "Match",
    "self",
    "Self",
    "async",
    "In",
    "build",
    "Name",
    "NickName",
    "nick_name",
    "x-request-id",
    "_hidden",
    "2FA",
    "FailedUserIDs",
    "IPv6CIDRBlock",
    "LocalBgpIP",
    "LocalBgpIp",
    "HostName",
    "Hostname",
    "Tag",
    "Tags",
    "Filter",
    "Filters",
    "Option",
    "Result",
    "Error",
    "Vec",
    "String",
    "中国",
    "Role",
    "Client",
    "Value",
    "value",
    "VALUE",
];

const VALUES: &[&str] = &[
    "",
    " ",
    "a",
    "A",
    "2.0",
    "20",
    "HTTP/1.1",
    " Gpu",
    "Gpu",
    "Unknown",
    "Self",
    ">",
    "=",
    "运行中",
    "on",
    "off",
    "true",
    "-1",
];

fn leaf() -> impl Strategy<Value = Value> {
    let kinds = [
        json!({ "type": "string" }),
        json!({ "type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[a-z]+$" }),
        json!({ "type": "string", "format": "date-time" }),
        json!({ "type": "integer" }),
        json!({ "type": "integer", "format": "int32", "minimum": 1, "maximum": 100, "default": 10 }),
        json!({ "type": "integer", "enum": [-1, 0, 1] }),
        json!({ "type": "number", "format": "float" }),
        json!({ "type": "number", "exclusiveMinimum": 0 }),
        json!({ "type": "boolean", "default": false }),
        json!({ "$ref": "#/components/schemas/Duty" }),
    ];
    let values = subsequence(VALUES, 1..6);
    prop_oneof![
        4 => select(kinds.to_vec()),
        1 => values.prop_map(|values| json!({ "type": "string", "enum": values })),
    ]
}

/// Everything that a JSON body or a reply may hold.
fn schema() -> impl Strategy<Value = Value> {
    let any = select(vec![
        json!({}),
        json!({ "type": "object" }),
        json!({ "$ref": "#/components/schemas/Tree" }),
    ]);
    prop_oneof![5 => leaf(), 1 => any].prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            2 => inner.clone().prop_map(|items| json!({ "type": "array", "items": items })),
            1 => inner.clone().prop_map(|entry| json!({ "type": "object", "additionalProperties": entry })),
            4 => object(inner),
        ]
    })
}

fn object(member: impl Strategy<Value = Value> + Clone + 'static) -> impl Strategy<Value = Value> {
    let names = subsequence(NAMES, 1..6).prop_shuffle();
    names
        .prop_flat_map(move |names| {
            let count = names.len();
            let schemas = proptest::collection::vec(member.clone(), count);
            (
                Just(names),
                schemas,
                proptest::collection::vec(any::<bool>(), count),
            )
        })
        .prop_map(|(names, schemas, required)| {
            let required: Vec<_> = names
                .iter()
                .zip(required)
                .filter(|(_, required)| *required)
                .map(|(name, _)| *name)
                .collect();
            object_of(
                names.iter().map(|name| (*name).to_owned()).zip(schemas),
                &required,
            )
        })
}

fn object_of(members: impl Iterator<Item = (String, Value)>, required: &[&str]) -> Value {
    // Members in the order given: the text of a document has one, whatever the map of a library does.
    let mut object = Map::new();
    object.insert("type".to_owned(), "object".into());
    if !required.is_empty() {
        object.insert("required".to_owned(), json!(required));
    }
    object.insert("properties".to_owned(), Value::Object(members.collect()));
    Value::Object(object)
}

/// A document with one action.
fn document(action: &str, operation: &Value) -> String {
    json!({
        "openapi": "3.1.0",
        "info": { "title": action, "version": "2020-01-01" },
        "paths": { format!("/{action}"): operation },
        "components": { "schemas": {
            "Duty": { "type": "string", "enum": ["owner", "guest"] },
            "Tree": { "type": "object", "properties": {
                "Name": { "type": "string" },
                "Parent": { "$ref": "#/components/schemas/Tree" },
                "Children": { "type": "array", "items": { "$ref": "#/components/schemas/Tree" } },
            } },
        } },
    })
    .to_string()
}

fn reply(result: &Value) -> Value {
    let envelope = json!({ "type": "object", "properties": { "ResponseMetadata": { "type": "object" }, "Result": result } });
    json!({ "200": { "description": "Done.", "content": { "application/json": { "schema": envelope } } } })
}

fn post(kind: &str, body: &Value, result: &Value) -> Value {
    json!({ "post": { "requestBody": { "content": { kind: { "schema": body } } }, "responses": reply(result) } })
}

/// An operation of any kind.
fn operation() -> impl Strategy<Value = Value> {
    let parameters = subsequence(
        &[
            "Ids.N",
            "Filters.N.Key",
            "Filters.N.Values.N",
            "Page.Size",
            "Page.Number",
            "Type",
            "Name",
            "AppID",
            "Deep.A.B.C",
        ],
        0..6,
    );
    let flat = parameters.prop_flat_map(|names| {
        let count = names.len();
        (Just(names), proptest::collection::vec(leaf(), count))
    });
    prop_oneof![
        (object(schema().boxed()), schema()).prop_map(|(body, result)| post(
            "application/json",
            &body,
            &result
        )),
        (object(leaf().boxed()), schema()).prop_map(|(body, result)| post(
            "application/x-www-form-urlencoded",
            &body,
            &result
        )),
        (flat, schema()).prop_map(|((names, schemas), result)| {
            let parameters: Vec<_> = names
                .iter()
                .zip(schemas)
                .map(|(name, schema)| json!({ "name": name, "in": "query", "schema": schema }))
                .collect();
            json!({ "get": { "parameters": parameters, "responses": reply(&result) } })
        }),
        schema().prop_map(|result| json!({ "post": { "responses": reply(&result) } })),
    ]
}

fn texts(documents: &[(&str, String)]) -> Vec<(String, String)> {
    let documents = documents
        .iter()
        .map(|(name, text)| (format!("demo/2020-01-01/{name}.json"), text.clone()));
    std::iter::once(("demo/service.yaml".to_owned(), "service: demo\n".to_owned()))
        .chain(documents)
        .collect()
}

fn shown(understood: &Understood) -> String {
    render_text(&understood.findings, &understood.sources, Style::Plain)
}

fn generated(documents: &[(&str, String)]) -> Vec<File> {
    let understood = understand_texts(texts(documents));
    let Some(api) = &understood.api else {
        panic!("{}\n{}", shown(&understood), documents[0].1);
    };
    print(api, &Options::external("generated_client::runtime", None))
}

fn names(documents: &[(&str, String)]) -> BTreeMap<(tests::corpus::Name, String), String> {
    emitted::names(&generated(documents))
}

/// Everything that has a name with fewer members has the same name with more.
fn assert_kept<K: Ord + std::fmt::Debug>(fewer: &BTreeMap<K, String>, more: &BTreeMap<K, String>) {
    for (what, name) in fewer {
        assert_eq!(Some(name), more.get(what), "{what:?}");
    }
}

type Names = BTreeMap<(tests::corpus::Name, String), String>;

/// No name of a member stands for another one with more members than with fewer.
fn assert_never_passed(fewer: &Names, more: &Names) {
    let owners = |names: &Names| -> BTreeMap<(tests::corpus::Name, String, String), String> {
        names
            .iter()
            .filter_map(|((action, path), written)| {
                let (parent, wire, name) = match path.split_once('=') {
                    Some((parent, value)) => (parent, value, written.as_str()),
                    None => {
                        let (parent, member) = path.rsplit_once('/')?;
                        (parent, member, written.split_once(": ")?.0)
                    }
                };
                let key = (action.clone(), parent.to_owned(), name.to_owned());
                Some((key, wire.to_owned()))
            })
            .collect()
    };
    let (fewer, more) = (owners(fewer), owners(more));
    for (name, wire) in &fewer {
        let owner = more.get(name).unwrap_or(wire);
        assert_eq!(owner, wire, "{name:?}");
    }
}

/// `PROPTEST_CASES` says how many cases each property is tried on.
fn config() -> ProptestConfig {
    let given = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: given.and_then(|cases| cases.parse().ok()).unwrap_or(32),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    /// `emitted` parses every file.
    #[test]
    fn random_documents_become_code_that_parses_and_holds_all_that_they_name(operation in operation()) {
        let document = document("Demo", &operation);
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in texts(&[("Demo", document.clone())]) {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let emitted = emitted::actions(&generated(&[("Demo", document.clone())]));
        let differences = differences(&described::actions(folder.path()), &emitted);
        prop_assert!(differences.is_empty(), "{differences:?}\n{document}");
    }

    /// Where no two are spelled alike but for case and word marks, it does not matter where the new ones stand.
    #[test]
    fn a_new_member_renames_no_other(
        (all, some) in distinct().prop_flat_map(|all| {
            let count = all.len();
            (Just(all.clone()), subsequence(all, 0..=count))
        })
    ) {
        let with = |members: &[(String, Value)]| {
            let body = object_of(members.iter().cloned(), &[]);
            names(&[("Demo", document("Demo", &post("application/json", &body, &body)))])
        };
        assert_kept(&with(&some), &with(&all));
    }

    /// However many are spelled alike, and wherever the new ones stand.
    #[test]
    fn a_name_never_passes_to_another_member(
        names_of in Just(NAMES.to_vec()).prop_shuffle(), schemas in proptest::collection::vec(leaf(), 14),
        kept in proptest::collection::vec(any::<bool>(), 14)
    ) {
        let members: Vec<_> = names_of.into_iter().zip(schemas).collect();
        let with = |members: &[&(&str, Value)]| {
            // JSON by hand, since a library's map may sort.
            let members: Vec<_> = members.iter().map(|(name, schema)| format!("{}: {schema}", json!(name))).collect();
            let body = format!("{{ \"type\": \"object\", \"properties\": {{ {} }} }}", members.join(", "));
            let text = document("Demo", &post("application/json", &json!("@"), &json!("@")));
            names(&[("Demo", text.replace("\"@\"", &body))])
        };
        let all: Vec<_> = members.iter().collect();
        let some: Vec<_> = all.iter().zip(kept).filter(|(_, kept)| *kept).map(|(member, _)| *member).collect();
        assert_never_passed(&with(&some), &with(&all));
        let reversed: Vec<_> = all.iter().rev().copied().collect();
        assert_eq!(with(&all), with(&reversed), "order changed a name");
    }

    #[test]
    fn a_name_never_passes_to_another_action(
        all in Just(vec!["Create", "create", "CreateThing", "Creatething", "createOther", "Match", "MatchAll", "Types", "New", "Client", "DBInstance", "DbInstance", "中国"]).prop_shuffle(),
        count in 1_usize..13, operation in operation()
    ) {
        let methods = |actions: &[&'static str]| -> BTreeMap<String, String> {
            let documents: Vec<_> = actions.iter().map(|action| (*action, document(action, &operation))).collect();
            let Some(api) = understand_texts(texts(&documents)).api else { panic!("{actions:?}") };
            let actions = api.services[0].versions[0].actions.iter();
            actions.map(|action| (action.wire.clone(), action.method_name.to_string())).collect()
        };
        let (some, all) = (methods(&all[..count]), methods(&all));
        for (wire, name) in &some {
            let new = all.iter().find(|(_, new)| *new == name);
            prop_assert!(new.is_none_or(|(owner, _)| owner == wire), "`{name}` was {wire} and is {new:?}");
        }
    }

    #[test]
    fn a_name_never_passes_to_another_value(
        (all, count) in subsequence(VALUES, 1..VALUES.len()).prop_shuffle().prop_flat_map(|all| {
            let count = all.len();
            (Just(all), 1..=count)
        })
    ) {
        let variants = |values: &[&str]| -> BTreeMap<String, String> {
            let member = json!({ "type": "string", "enum": values });
            let body = object_of(std::iter::once(("Kind".to_owned(), member)), &[]);
            let text = document("Demo", &post("application/json", &body, &body));
            let Some(api) = understand_texts(texts(&[("Demo", text)])).api else { panic!("{values:?}") };
            let types = &api.services[0].versions[0].actions[0].types;
            let values = types.iter().find_map(|def| match &def.shape {
                codegen_model::TypeShape::Enum(shape) => Some(&shape.values),
                _ => None,
            });
            values.unwrap().iter().map(|value| (format!("{:?}", value.wire), value.rust.to_string())).collect()
        };
        let (some, all) = (variants(&all[..count]), variants(&all));
        for (wire, name) in &some {
            let new = all.iter().find(|(_, new)| *new == name);
            prop_assert!(new.is_none_or(|(owner, _)| owner == wire), "`{name}` was {wire} and is {new:?}");
        }
    }

    /// Whatever stands there is understood or told, and what is told has a place that can be shown.
    #[test]
    fn documents_that_were_tampered_with_never_stop_the_generator(
        operation in operation(),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..12, select(vec![
            "", "{", "}", "[", "]", ",", ":", "\"", "null", "-1", "1e999", "\"$ref\":\"#/\"", "#", "\n", "\u{feff}", "中", "\\u0000", "N",
        ])), 1..6)
    ) {
        let mut text = document("Demo", &operation);
        for (place, length, insert) in edits {
            let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
            if places.is_empty() {
                break;
            }
            let at = place.index(places.len());
            let end = places.get(at + length).copied().unwrap_or(text.len());
            text.replace_range(places[at]..end, insert);
        }
        for format in ["json", "yaml"] {
            let understood = understand_texts([
                ("demo/service.yaml".to_owned(), "service: demo\n".to_owned()),
                (format!("demo/2020-01-01/Demo.{format}"), text.clone()),
            ]);
            prop_assert!(understood.api.is_some() || !shown(&understood).is_empty());
            if let Some(api) = &understood.api {
                let emitted = emitted::actions(&print(api, &Options::in_crate()));
                prop_assert!(emitted.len() <= 1);
            }
        }
    }
}

/// Members of a body, no two of them called alike in any casing, nor the types within them.
fn distinct() -> impl Strategy<Value = Vec<(String, Value)>> {
    let member = (leaf(), leaf(), 0_usize..4);
    proptest::collection::vec(member, 1..8).prop_map(|members| {
        let members = members.into_iter().enumerate();
        members
            .map(|(number, (one, other, shape))| {
                let letter = char::from(b'a' + u8::try_from(number).unwrap());
                let inner = |name: &str| format!("{name}{}", letter.to_ascii_uppercase());
                let object = object_of(
                    [(inner("Inner"), one.clone()), (inner("Kind"), other)].into_iter(),
                    &[],
                );
                let schema = match shape {
                    0 => one,
                    1 => object,
                    2 => json!({ "type": "array", "items": object }),
                    _ => json!({ "type": "object", "additionalProperties": object }),
                };
                (inner("Member"), schema)
            })
            .collect()
    })
}
