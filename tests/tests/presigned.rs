//! Presigned URLs: checked by the rules of the platform's documentation, with a signature computed a second time.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]

use std::time::Duration;

use generated_client::{Config, Credentials};
use tests::golden::flattened::v2020_01_01::Client;
use tests::golden::flattened::v2020_01_01::describe_vpcs::{DescribeVpcsRequest, TagFilter};
use tests::signature::{Canonical, Scope, decode_query, sha256};

const SECRET: &str = "c2VjcmV0IG9mIHRoZSB0ZXN0cw==";

/// The query of a URL, decoded.
type Parameters = Vec<(Vec<u8>, Vec<u8>)>;

async fn presigned(credentials: Credentials, endpoint: &str) -> (String, Parameters) {
    let config = Config::builder()
        .credentials(credentials)
        .endpoint(endpoint)
        .build();
    let filter = TagFilter::builder().key("team/中").values(["a b"]).build();
    let url = Client::new(config)
        .unwrap()
        .describe_vpcs(DescribeVpcsRequest::builder().tag_filters([filter]).build())
        .presign(Duration::from_secs(300))
        .await
        .unwrap();
    let (address, query) = url.expose().split_once('?').unwrap();
    (address.to_owned(), decode_query(query).unwrap())
}

fn value<'a>(parameters: &'a Parameters, name: &str) -> Option<&'a str> {
    let (_, value) = parameters.iter().find(|(key, _)| key == name.as_bytes())?;
    Some(std::str::from_utf8(value).unwrap())
}

/// What a receiver does: takes the parameters that `X-SignedQueries` lists, and the host, and signs them again.
fn signature(parameters: &Parameters, host: &str) -> String {
    let listed: Vec<&str> = value(parameters, "X-SignedQueries")
        .unwrap()
        .split(';')
        .collect();
    let signed: Parameters = parameters
        .iter()
        .filter(|(key, _)| listed.iter().any(|name| name.as_bytes() == key))
        .cloned()
        .collect();
    assert_eq!(
        signed.len(),
        listed.len(),
        "every listed parameter is sent once"
    );
    let canonical = Canonical {
        method: "GET",
        path: b"/",
        query: &signed,
        headers: &[("host".to_owned(), host.to_owned())],
        payload_hash: &sha256(b""),
    };
    assert_eq!(value(parameters, "X-SignedHeaders"), Some("host"));
    let credential: Vec<&str> = value(parameters, "X-Credential")
        .unwrap()
        .split('/')
        .collect();
    let [_, _, region, service, "request"] = credential.as_slice() else {
        unreachable!("a credential has five parts: {credential:?}");
    };
    let scope = Scope {
        timestamp: value(parameters, "X-Date").unwrap(),
        region,
        service,
    };
    scope.sign(SECRET, &scope.string_to_sign(&canonical.text()))
}

#[tokio::test]
async fn the_signature_is_that_of_the_documented_rules() {
    let keys = Credentials::new("AKTESTS", SECRET);
    let (address, parameters) = presigned(keys, "https://vpc.example.com").await;
    assert_eq!(address, "https://vpc.example.com/");
    for (name, expected) in [
        ("Action", "DescribeVpcs"),
        ("Version", "2020-01-01"),
        ("TagFilters.1.Key", "team/中"),
        ("TagFilters.1.Values.1", "a b"),
        ("X-Algorithm", "HMAC-SHA256"),
        ("X-Expires", "300"),
        ("X-NotSignBody", ""),
    ] {
        assert_eq!(value(&parameters, name), Some(expected), "{name}");
    }
    let expected = signature(&parameters, "vpc.example.com");
    assert_eq!(value(&parameters, "X-Signature"), Some(expected.as_str()));
    assert_eq!(value(&parameters, "X-Security-Token"), None);
}

#[tokio::test]
async fn its_life_and_its_host_are_part_of_the_signature() {
    let keys = Credentials::new("AKTESTS", SECRET);
    let (_, mut parameters) = presigned(keys, "https://vpc.example.com").await;
    let signed = value(&parameters, "X-Signature").unwrap().to_owned();
    assert_ne!(signature(&parameters, "other.example.com"), signed);
    for (key, value) in &mut parameters {
        if key == b"X-Expires" {
            *value = b"86400".to_vec();
        }
    }
    assert_ne!(signature(&parameters, "vpc.example.com"), signed);
}

#[tokio::test]
async fn a_session_token_is_sent_beside_what_is_signed() {
    let keys = Credentials::temporary("AKTESTS", SECRET, "token+of/the=tests");
    let (_, parameters) = presigned(keys, "http://127.0.0.1:8080").await;
    assert_eq!(
        value(&parameters, "X-Security-Token"),
        Some("token+of/the=tests")
    );
    let listed = value(&parameters, "X-SignedQueries").unwrap();
    assert!(!listed.contains("X-Security-Token"), "{listed}");
    let expected = signature(&parameters, "127.0.0.1:8080");
    assert_eq!(value(&parameters, "X-Signature"), Some(expected.as_str()));
}
