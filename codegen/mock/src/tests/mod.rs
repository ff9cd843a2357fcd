//! Requests and answers without a network.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "a test makes the files that it needs"
)]

mod signatures;

use std::path::Path;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::signature::{Canonical, Scope, decode_query, sha256};
use super::{Account, Received, Service};
use codegen_pipeline::understand;

const NOW: &str = "2024-06-11T08:15:30Z";
const DATE: &str = "20240611T081530Z";

fn service(spec: &str, faults: &[&str]) -> Service {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let api = understand(&root.join(spec)).unwrap().api.unwrap();
    let faults = faults.iter().map(|fault| fault.parse().unwrap());
    Service::new(api, [Account::example()], faults)
}

/// A request as somebody signs it who knows the secret.
fn request(
    method: &str,
    service: &str,
    query: &str,
    content_type: Option<&str>,
    body: &str,
) -> Received {
    let mut headers: Vec<(String, String)> = [
        ("host", "127.0.0.1:1"),
        ("x-content-sha256", &sha256(body.as_bytes())),
        ("x-date", DATE),
    ]
    .into_iter()
    .chain(content_type.map(|value| ("content-type", value)))
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect();
    let canonical = Canonical {
        method,
        path: b"/",
        query: &decode_query(query).unwrap(),
        headers: &headers,
        payload_hash: &sha256(body.as_bytes()),
    };
    let scope = Scope {
        timestamp: DATE,
        region: "cn-north-1",
        service,
    };
    let account = Account::example();
    let authorization = format!(
        "HMAC-SHA256 Credential={}/{}, SignedHeaders={}, Signature={}",
        account.access_key,
        scope.text(),
        canonical.signed_headers(),
        scope.sign(
            &account.secret_key,
            &scope.string_to_sign(&canonical.text())
        ),
    );
    headers.push(("authorization".to_owned(), authorization));
    Received {
        method: method.to_owned(),
        path: "/".to_owned(),
        query: query.to_owned(),
        headers: headers
            .into_iter()
            .map(|(name, value)| (name, value.into_bytes()))
            .collect(),
        body: body.as_bytes().to_vec(),
    }
}

const ADD: &str = "Action=BatchAddConversationParticipant&Version=2020-12-01";
const MEMBERS: &str = r#"{"AppId":1,"ConversationShortId":2,"Operator":3,"ParticipantInfos":[{"ParticipantUserId":4}]}"#;

fn add(body: &str) -> Received {
    request("POST", "rtc", ADD, Some("application/json"), body)
}

/// Line and body of the answer.
fn answer(service: &Service, request: &Received) -> (String, Value) {
    let (answer, entry) = service.answer_at(request, NOW.parse::<Timestamp>().unwrap());
    (entry.to_string(), answer.json_body())
}

#[test]
fn an_accepted_request_gets_the_example_with_the_metadata_of_its_own() {
    let service = service("spec", &[]);
    let (line, reply) = answer(&service, &add(MEMBERS));
    assert_eq!(line, "200 BatchAddConversationParticipant");
    assert_eq!(
        reply,
        json!({
            "ResponseMetadata": {
                "RequestId": "2024061108153000000000000000000001",
                "Action": "BatchAddConversationParticipant",
                "Version": "2020-12-01",
                "Service": "rtc",
                "Region": "cn-north-1",
            },
            "Result": { "FailedUserIds": [] },
        })
    );
    let (_, second) = answer(&service, &add(MEMBERS));
    assert_ne!(
        second["ResponseMetadata"]["RequestId"],
        reply["ResponseMetadata"]["RequestId"]
    );
}

#[test]
fn members_in_a_query_are_read_and_checked() {
    let service = service("tests/golden/flattened/spec", &[]);
    let ask = |members: &str| {
        let query = format!("Action=DescribeVpcs&Version=2020-01-01{members}");
        answer(&service, &request("GET", "rtc", &query, None, "")).0
    };
    let filter = "&TagFilters.1.Key=a";
    assert_eq!(
        ask(&format!("&VpcIds.1=v{filter}&Page.Size=100")),
        "200 DescribeVpcs"
    );
    for (members, refusal) in [
        (
            "&TagFilters.1.Values.1=b",
            "MissingParameter: required, but missing: TagFilters[0].Key",
        ),
        (
            "&TagFilters.1.Key=a&Page.Size=101&IsDefault=yes",
            "InvalidParameter: Page.Size: must be at most 100, but is 101; IsDefault: must be true or false, but is a string",
        ),
    ] {
        assert_eq!(ask(members), format!("400 DescribeVpcs: {refusal}"));
    }
}

/// A folder with one action, whose extension, result and example reply a test says.
fn service_with(pagination: &str, result: &str, example: &str) -> Service {
    let document = format!(
        "openapi: 3.1.0
info: {{ title: List, version: '2020-01-01' }}
paths:
  /List:
    get:
      x-pagination: {pagination}
      parameters: [{{ name: Cursor, in: query, schema: {{ type: string }} }}]
      responses:
        '200':
          description: A page.
          content:
            application/json:
              schema:
                type: object
                properties:
                  ResponseMetadata: {{ type: object }}
                  Result: {{ type: object, properties: {result} }}
              {example}
"
    );
    let folder = tempfile::tempdir().unwrap();
    let version = folder.path().join("demo/2020-01-01");
    std::fs::create_dir_all(&version).unwrap();
    std::fs::write(folder.path().join("demo/service.yaml"), "service: rtc\n").unwrap();
    std::fs::write(version.join("List.yaml"), document).unwrap();
    let understood = understand(folder.path()).unwrap();
    assert!(understood.api.is_some(), "{:?}", understood.findings);
    Service::new(understood.api.unwrap(), [Account::example()], [])
}

/// The results of a list's pages, followed by their cursor.
fn pages(service: &Service) -> Vec<Value> {
    let mut results: Vec<Value> = Vec::new();
    let mut cursor = String::new();
    while results.len() < 10 {
        let query = format!("Action=List&Version=2020-01-01&Cursor={cursor}");
        let result = answer(service, &request("GET", "rtc", &query, None, "")).1["Result"].take();
        let next = result["Next"].as_str().map(str::to_owned);
        let has_more = result["More"].as_bool().unwrap_or(next.is_some());
        results.push(result);
        match next {
            Some(next) if has_more => cursor = next,
            _ => break,
        }
    }
    results
}

#[test]
fn lists_have_three_pages_and_what_has_no_example_is_empty() {
    let items = "Items: { type: array, items: { type: string } }";
    let next = "Next: { type: string }";
    let example = |result: &str| format!("example: {{ ResponseMetadata: {{}}, Result: {result} }}");

    let service = service_with(
        "{ cursor: Cursor, next: Next, has-more: More, items: Items }",
        &format!("{{ {items}, {next}, More: {{ type: boolean }} }}"),
        &example("{ Items: [a], Next: b, More: true }"),
    );
    let expected = [
        json!({ "Items": ["a"], "Next": "page-1", "More": true }),
        json!({ "Items": ["a"], "Next": "page-2", "More": true }),
        json!({ "Items": ["a"], "Next": "b", "More": false }),
    ];
    assert_eq!(pages(&service), expected);

    let pagination = "{ cursor: Cursor, next: Next, items: Items }";
    let result = format!("{{ {items}, {next} }}");
    let service = service_with(pagination, &result, &example("{ Items: [a], Next: b }"));
    let pages = pages(&service);
    assert_eq!(pages.len(), 3);
    assert_eq!(pages[2], json!({ "Items": ["a"] }));

    let service = service_with(pagination, &result, "");
    let list = request("GET", "rtc", "Action=List&Version=2020-01-01", None, "");
    assert_eq!(answer(&service, &list).1["Result"], json!({}));
}

#[test]
fn refusals_have_the_codes_of_the_gateway() {
    let service = service("spec", &[]);
    let with_query = |query: &str| request("POST", "rtc", query, Some("application/json"), MEMBERS);
    let mut forged = add(MEMBERS);
    forged.body = MEMBERS.replace('4', "5").into_bytes();
    let typed = |content_type| request("POST", "rtc", ADD, Some(content_type), MEMBERS);
    for (request, status, code, number, message) in [
        (
            with_query("Action=BatchAddConversationParticipants&Version=2020-12-01"),
            404,
            "InvalidActionOrVersion",
            Some(100_008),
            "did you mean BatchAddConversationParticipant",
        ),
        (
            with_query("Action=BatchAddConversationParticipant&Version=2020-12-02"),
            404,
            "InvalidActionOrVersion",
            Some(100_008),
            "there is 2020-12-01",
        ),
        (
            with_query(""),
            404,
            "InvalidActionOrVersion",
            Some(100_008),
            "``",
        ),
        (
            forged,
            401,
            "SignatureDoesNotMatch",
            Some(100_010),
            "hash of the body",
        ),
        (
            request("POST", "sts", ADD, Some("application/json"), MEMBERS),
            401,
            "SignatureDoesNotMatch",
            Some(100_010),
            "`sts` instead of `rtc`",
        ),
        (
            request("GET", "rtc", ADD, None, ""),
            400,
            "MissingRequestInfo",
            Some(100_004),
            "uses POST, not GET",
        ),
        (
            typed("text/plain"),
            400,
            "MissingRequestInfo",
            Some(100_004),
            "`text/plain`",
        ),
        (add("{"), 400, "InvalidParameter", None, "not JSON"),
        (
            add("[]"),
            400,
            "InvalidParameter",
            None,
            "the body must be an object",
        ),
        (
            add(r#"{"AppId":1,"ConversationShortId":2,"ParticipantInfos":[{}]}"#),
            400,
            "MissingParameter",
            Some(100_002),
            "ParticipantInfos[0].ParticipantUserId, Operator",
        ),
        (
            add(&MEMBERS.replace('4', "0")),
            400,
            "InvalidParameter",
            None,
            "ParticipantInfos[0].ParticipantUserId: must be greater than 0, but is 0",
        ),
    ] {
        let (line, reply) = answer(&service, &request);
        assert!(line.starts_with(&format!("{status} ")), "{line}");
        let error = &reply["ResponseMetadata"]["Error"];
        assert_eq!(error["Code"], code, "{line}");
        assert_eq!(error["CodeN"].as_i64(), number, "{line}");
        let text = error["Message"].as_str().unwrap();
        assert!(text.contains(message), "{line}");
        assert!(line.contains(code) && line.contains(text), "{line}");
        assert_eq!(reply.get("Result"), None);
    }
    let (line, _) = answer(&service, &typed("application/json; charset=utf-8"));
    assert_eq!(line, "200 BatchAddConversationParticipant");
}

#[test]
fn a_refusal_shows_neither_secret_nor_token() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
    let api = understand(&root).unwrap().api.unwrap();
    let account = Account {
        secret_key: "canary-secret".to_owned(),
        ..Account::example()
    }
    .with_session_token("canary-token");
    let shown = format!("{account:?}");
    let service = Service::new(api, [account], []);
    // Signed with another secret, and the token was added afterwards.
    let mut request = add(MEMBERS);
    request
        .headers
        .push(("x-security-token".to_owned(), b"canary-token".to_vec()));
    let authorization = request
        .headers
        .iter_mut()
        .find(|(name, _)| name == "authorization")
        .unwrap();
    let text = String::from_utf8(authorization.1.clone()).unwrap();
    authorization.1 = text
        .replace("x-date,", "x-date;x-security-token,")
        .into_bytes();
    let (line, reply) = answer(&service, &request);
    assert!(line.contains("x-security-token:…"), "{line}");
    assert!(!format!("{line} {reply} {shown} {service:?}").contains("canary"));
}

#[test]
fn faults_befall_what_would_succeed_alone() {
    let service = service(
        "spec",
        &[
            "throttle,retry-after=2s,first=1",
            "status=503,every=2",
            "reset,first=3",
        ],
    );
    let (line, _) = answer(&service, &add("{"));
    assert!(line.contains("InvalidParameter"), "{line}");
    let lines: Vec<_> = (0..4).map(|_| answer(&service, &add(MEMBERS))).collect();
    let name = "BatchAddConversationParticipant";
    let expected = [
        format!("429 {name}: fault: RequestLimitExceeded"),
        format!("503 {name}: fault: InternalError"),
        format!("--- {name}: fault: no reply"),
        format!("503 {name}: fault: InternalError"),
    ];
    assert_eq!(
        lines.iter().map(|(line, _)| line).collect::<Vec<_>>(),
        expected.each_ref()
    );
    let error = &lines[0].1["ResponseMetadata"]["Error"];
    assert_eq!(error["Code"], "RequestLimitExceeded");
}

#[test]
fn a_line_break_in_a_name_makes_no_second_line() {
    let query = "Action=A%0A200%20B&Version=2020-12-01";
    let request = request("POST", "rtc", query, None, "");
    let (line, _) = answer(&service("spec", &[]), &request);
    assert!(
        line.starts_with("404 A 200 B: InvalidActionOrVersion"),
        "{line}"
    );
    assert!(!line.contains('\n'));
}
