//! A request built from random valid JSON goes to the wire and back unchanged, whatever the document describes.
//!
//! The JSON is made from the documents of the goldens alone; a request is read from it, sent (up to the network, checks of limits
//! included), and what would have travelled is taken apart again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed, and says where"
)]

mod documented;
mod flattened;

use std::fmt::Debug;

use codegen_mock::signature::decode_query;
use generated_client::rtc::v2020_12_01::Client;
use generated_client::runtime::{Action, Encoding, SignedRequest};
use generated_client::{Config, Credentials};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_slice, from_value, to_value};
use tests::golden::{everything, flattened as vpcs, obstacles, shapes, shared};

use documented::Request;

/// What would be sent.
fn signed<A: Action>(request: A) -> SignedRequest {
    let config = Config::builder()
        .credentials(Credentials::new("AKEXAMPLE", "secret"))
        .endpoint("http://127.0.0.1:9")
        .build();
    let client = Client::new(config).unwrap();
    let call = client.runtime().call(request);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let signed = runtime.block_on(call.signed_request());
    signed.unwrap_or_else(|error| panic!("{error}"))
}

/// Name and value pairs, but for those that every request has, in the order of their bytes.
fn pairs(encoded: &str) -> Vec<(String, String)> {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let mut pairs: Vec<_> = decode_query(encoded)
        .unwrap()
        .into_iter()
        .map(|(name, value)| (text(name), text(value)))
        .filter(|(name, _)| name != "Action" && name != "Version")
        .collect();
    pairs.sort();
    pairs
}

/// What a request is written as, which says the same as what it was read from; a whole number has no fraction.
fn written(request: &impl Serialize, json: &Value) -> Value {
    let written = to_value(request).unwrap();
    assert!(same(&written, json), "{written}\n{json}");
    written
}

/// Whether two values are equal, numbers by what they stand for.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            a == b || (a.is_f64() != b.is_f64() && a.as_f64() == b.as_f64())
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let mut members = a.iter();
            a.len() == b.len() && members.all(|(name, a)| b.get(name).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}

/// Reads a request of a type, sends it, and compares.
fn goes_round<A>(json: &Value)
where
    A: Action + DeserializeOwned + Clone + PartialEq + Debug,
{
    let request: A = from_value(json.clone()).unwrap_or_else(|error| panic!("{error}\n{json}"));
    let json = &written(&request, json);
    let signed = signed(request.clone());
    let url = signed.url();
    let (_, query) = url.split_once('?').expect("a query");
    let in_query = match A::ENCODING {
        Encoding::Query => flattened::pairs(json),
        _ => Vec::new(),
    };
    assert_eq!(pairs(query), in_query, "{json}");
    match A::ENCODING {
        Encoding::Json => {
            let sent: Value = from_slice(signed.body()).unwrap();
            assert_eq!(&sent, json);
            assert_eq!(from_value::<A>(sent).unwrap(), request);
        }
        Encoding::Form => {
            let body = std::str::from_utf8(signed.body()).unwrap();
            assert_eq!(pairs(body), flattened::pairs(json), "{json}");
        }
        _ => assert!(signed.body().is_empty()),
    }
}

/// How many requests of each action, unless `PROPTEST_CASES` says another number.
fn config() -> ProptestConfig {
    let given = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: given.and_then(|cases| cases.parse().ok()).unwrap_or(32),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// One test for each action: its name, the document, its name there, and the type of its request.
macro_rules! go_round {
    ($($test:ident: $document:literal, $action:literal, $request:ty;)*) => {
        $(#[test]
        fn $test() {
            let request = Request::read($document, $action);
            proptest!(config(), |(json in request.values())| goes_round::<$request>(&json));
        })*
    };
}

go_round! {
    every_shape_with_every_limit:
        "shapes/spec/demo/2020-01-01/DescribeShapes.yaml", "DescribeShapes", shapes::v2020_01_01::describe_shapes::DescribeShapesRequest;
    every_kind_of_value:
        "everything/spec/demo/2020-01-01/Values.yaml", "SendValues", everything::v2020_01_01::send_values::SendValuesRequest;
    every_hostile_name:
        "obstacles/spec/demo/2020-01-01/Match.yaml", "Match", obstacles::v2020_01_01::r#match::MatchRequest;
    sixteen_steps_deep:
        "everything/spec/demo/2020-01-01/Deep.yaml", "GoDeep", everything::v2020_01_01::go_deep::GoDeepRequest;
    shared_types:
        "shared/spec/demo/2020-01-01/AddTags.yaml", "AddTags", shared::v2020_01_01::add_tags::AddTagsRequest;
    nothing_at_all:
        "shapes/spec/demo/2020-01-01/DescribeShapes.yaml", "GetText", shapes::v2020_01_01::get_text::GetTextRequest;
    a_flattened_query:
        "flattened/spec/demo/2020-01-01/DescribeVpcs.yaml", "DescribeVpcs", vpcs::v2020_01_01::describe_vpcs::DescribeVpcsRequest;
    objects_and_lists_between_flattened_steps:
        "everything/spec/demo/2020-01-01/Forms.yaml", "GetDeep", everything::v2020_01_01::get_deep::GetDeepRequest;
    a_flattened_form:
        "everything/spec/demo/2020-01-01/Forms.yaml", "PostForm", everything::v2020_01_01::post_form::PostFormRequest;
}
