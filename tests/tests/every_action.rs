//! Every action of the IM service against the server that verifies signatures.
//!
//! What an action's document shows as a request is read into the action's own type, sent by the client's method, and has to
//! arrive as it stands in the document; what it shows as a reply is sent back, read, and has to be there when it is written
//! again. The documents are read here as plain YAML, without the generator.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::pin::Pin;

use generated_client::rtc::v2020_12_01::Client;
use generated_client::runtime::Action;
use generated_client::{Call, Config, Credentials, Error, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tests::server::{Account, Answer, VerifyingServer};
use tests::spec::{self, at};

/// The result of a call as it is written again.
type Written = Pin<Box<dyn Future<Output = Result<Value, Error>>>>;

/// Makes a call with a request in JSON.
type Caller = Box<dyn Fn(&Client, &Value) -> Written>;

/// An action that can be called.
struct Callable {
    name: &'static str,
    call: Caller,
}

/// Makes a method of the client callable: JSON becomes its typed request, its typed result becomes JSON.
fn callable<A>(method: fn(&Client, A) -> Call<A>) -> Callable
where
    A: Action + DeserializeOwned,
    A::Output: Serialize,
{
    let call = move |client: &Client, request: &Value| -> Written {
        let request: A = serde_json::from_value(request.clone()).unwrap();
        let call = method(client, request);
        Box::pin(async {
            let reply: Response<A::Output> = call.await?.into();
            Ok(serde_json::to_value(reply.result).unwrap())
        })
    };
    Callable {
        name: A::ACTION,
        call: Box::new(call),
    }
}

macro_rules! callables {
    ($($method:ident)*) => { [$(callable(Client::$method)),*] };
}

/// Every method of the client.
fn methods() -> [Callable; 55] {
    callables! {
        add_black_list add_friend batch_add_block_participants batch_add_conversation_participant batch_add_manager
        batch_add_whitelist_participant batch_delete_block_participants batch_delete_conversation_participant
        batch_get_block_participants batch_get_conversation_participant batch_get_conversations batch_get_user
        batch_get_whitelist_participant batch_modify_conversation_participant batch_remove_manager
        batch_remove_whitelist_participant batch_send_message batch_update_live_participants batch_update_user
        batch_update_user_tags create_conversation delete_conversation_message delete_friend delete_message
        destroy_conversation get_app_token get_black_list get_conversation_marks get_conversation_messages
        get_conversation_setting get_conversation_user_count get_messages get_messages_read_receipt
        get_participant_read_index get_user_conversations is_friend is_in_black_list is_user_in_conversation list_friend
        mark_conversation modify_conversation modify_conversation_setting modify_message modify_participant_read_index
        query_live_participant_status query_online_status recall_message register_users remove_black_list
        scan_conversation_participant_list send_message un_register_users update_black_list update_friend user_broadcast
    }
}

/// What a document shows.
struct Examples {
    requests: Vec<(String, Value)>,
    replies: Vec<(String, Value)>,
}

/// The examples of every document, by action.
fn examples() -> BTreeMap<String, Examples> {
    spec::actions()
        .into_iter()
        .filter(|path| path.starts_with("rtc/2020-12-01/"))
        .map(|path| {
            let document = spec::document(&path);
            let action = document["info"]["title"].as_str().unwrap().to_owned();
            let operation = at(&document, &format!("/paths/~1{action}/post"));
            let examples = Examples {
                requests: named(operation, "/requestBody"),
                replies: named(operation, "/responses/200"),
            };
            (action, examples)
        })
        .collect()
}

fn named(operation: &Value, place: &str) -> Vec<(String, Value)> {
    let place = format!("{place}/content/application~1json/examples");
    let all = at(operation, &place).as_object().unwrap();
    all.iter()
        .map(|(name, example)| (name.clone(), example["value"].clone()))
        .collect()
}

fn client(server: &VerifyingServer) -> Client {
    let Account {
        access_key,
        secret_key,
        ..
    } = Account::example();
    let config = Config::builder()
        .endpoint(server.endpoint())
        .credentials(Credentials::new(access_key, secret_key))
        .build();
    Client::new(config).unwrap()
}

/// JSON with the members of every object in the order of their names.
fn canonical(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let sorted: BTreeMap<_, _> = members.iter().collect();
            let members: Vec<_> = sorted
                .into_iter()
                .map(|(name, value)| format!("{}:{}", Value::from(name.as_str()), canonical(value)))
                .collect();
            format!("{{{}}}", members.join(","))
        }
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        plain => plain.to_string(),
    }
}

/// Whether a value says no more than that there is none.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Bool(true) => false,
        Value::Number(number) => number.as_i64() == Some(0),
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(is_nothing),
    }
}

/// Notes by path what is in one value and not in the other. A member that is missing is the same as one that says nothing.
fn compare(path: &str, shown: &Value, written: &Value, differences: &mut Vec<String>) {
    match (shown, written) {
        (Value::Object(one), Value::Object(other)) => {
            let names: BTreeSet<_> = one.keys().chain(other.keys()).collect();
            for name in names {
                let path = format!("{path}.{name}");
                match (one.get(name), other.get(name)) {
                    (Some(shown), Some(written)) => compare(&path, shown, written, differences),
                    (Some(alone), None) | (None, Some(alone)) if is_nothing(alone) => {}
                    (Some(lost), None) => differences.push(format!("{path}: {lost} is lost")),
                    (None, Some(new)) => differences.push(format!("{path}: {new} is made up")),
                    (None, None) => {}
                }
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (index, (shown, written)) in one.iter().zip(other).enumerate() {
                compare(&format!("{path}[{index}]"), shown, written, differences);
            }
        }
        _ if shown == written => {}
        _ => differences.push(format!("{path}: {shown} has become {written}")),
    }
}

#[test]
fn every_document_has_a_method_of_the_client_and_every_method_a_document() {
    let documents: Vec<_> = examples().into_keys().collect();
    let methods: BTreeSet<_> = methods().into_iter().map(|method| method.name).collect();
    assert_eq!(documents.len(), 55);
    assert!(methods.iter().eq(&documents), "{methods:?}");
}

#[tokio::test]
async fn every_example_of_a_request_arrives_as_it_stands_in_the_document() {
    let documents = examples();
    let server = VerifyingServer::start();
    let client = client(&server);
    let mut wrong = Vec::new();
    let mut count = 0;
    for method in methods() {
        let action = method.name;
        let shown = &documents[action];
        for (name, request) in &shown.requests {
            server.answer(Answer::json(200, &shown.replies[0].1.to_string()));
            (method.call)(&client, request).await.unwrap();
            let received = server.requests().pop().unwrap();
            assert_eq!(received.parameter("Action").as_deref(), Some(action));
            assert_eq!(received.parameter("Version").as_deref(), Some("2020-12-01"));
            let (sent, shown) = (canonical(&received.json()), canonical(request));
            if sent != shown {
                wrong.push(format!("{action}, {name}:\n  {shown}\n  {sent}"));
            }
            count += 1;
        }
    }
    assert_eq!(wrong, [""; 0], "\n{}", wrong.join("\n"));
    assert_eq!(server.refusals(), []);
    assert!(count > 55, "some documents show two requests: {count}");
}

#[tokio::test]
async fn nothing_of_an_example_of_a_reply_is_lost_or_made_up() {
    let documents = examples();
    let server = VerifyingServer::start();
    let client = client(&server);
    let mut wrong = Vec::new();
    let mut count = 0;
    for method in methods() {
        let action = method.name;
        let shown = &documents[action];
        for (name, reply) in &shown.replies {
            server.answer(Answer::json(200, &reply.to_string()));
            let written = (method.call)(&client, &shown.requests[0].1).await.unwrap();
            let place = format!("{action}, {name}: Result");
            compare(&place, &reply["Result"], &written, &mut wrong);
            count += 1;
        }
    }
    assert_eq!(wrong, [""; 0], "\n{}", wrong.join("\n"));
    assert!(count > 55, "many documents show several replies: {count}");
}

#[test]
fn the_comparison_finds_what_is_lost_made_up_or_changed() {
    let shown = serde_json::json!({ "A": 1, "B": [{ "C": "x", "D": [] }], "E": true });
    let written = serde_json::json!({ "A": 2, "B": [{ "C": "x", "F": 3 }], "G": 0 });
    let mut differences = Vec::new();
    compare("", &shown, &written, &mut differences);
    assert_eq!(
        differences,
        [
            ".A: 1 has become 2",
            ".B[0].F: 3 is made up",
            ".E: true is lost",
        ]
    );
}
