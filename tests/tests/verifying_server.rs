//! The verifying server refuses what the platform would refuse: a test of the tests.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::io::{Read, Write};
use std::net::TcpStream;

use jiff::{SignedDuration, Timestamp};
use tests::server::{Account, VerifyingServer};
use tests::signature::{Canonical, Scope, decode_query, sha256};

const BODY: &str = r#"{"AppId":1}"#;

/// A signed request, every part of which a test may spoil before or after signing.
struct Raw {
    account: Account,
    method: &'static str,
    target: &'static str,
    query: &'static str,
    sent_query: Option<&'static str>,
    timestamp: String,
    service: &'static str,
    headers: Vec<(&'static str, String)>,
    unsigned_headers: Vec<(&'static str, String)>,
    signed_body: &'static str,
    sent_body: &'static str,
    signature: Option<&'static str>,
}

impl Raw {
    fn new(server: &VerifyingServer) -> Self {
        let timestamp = Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
        Self {
            account: Account::example(),
            method: "POST",
            target: "/",
            query: "Action=BatchAddConversationParticipant&Version=2020-12-01",
            sent_query: None,
            headers: vec![
                ("content-type", "application/json".to_owned()),
                ("host", server.address().to_string()),
                ("x-content-sha256", sha256(BODY.as_bytes())),
                ("x-date", timestamp.clone()),
            ],
            timestamp,
            service: "rtc",
            unsigned_headers: Vec::new(),
            signed_body: BODY,
            sent_body: BODY,
            signature: None,
        }
    }

    fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.into()));
    }

    fn without(&mut self, name: &str) {
        self.headers.retain(|(known, _)| *known != name);
    }

    fn at(&mut self, time: Timestamp) {
        self.timestamp = time.strftime("%Y%m%dT%H%M%SZ").to_string();
        self.set("x-date", self.timestamp.clone());
    }

    /// Sends the request and gives back the reply.
    fn send(self, server: &VerifyingServer) -> String {
        let signed: Vec<(String, String)> = self
            .headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        let canonical = Canonical {
            method: self.method,
            path: self.target.as_bytes(),
            query: &decode_query(self.query).unwrap(),
            headers: &signed,
            payload_hash: &sha256(self.signed_body.as_bytes()),
        };
        let scope = Scope {
            timestamp: &self.timestamp,
            region: "cn-north-1",
            service: self.service,
        };
        let signature = scope.sign(
            &self.account.secret_key,
            &scope.string_to_sign(&canonical.text()),
        );
        let sent_query = self.sent_query.unwrap_or(self.query);
        let mut request = format!("{} {}?{sent_query} HTTP/1.1\r\n", self.method, self.target);
        for (name, value) in self.headers.iter().chain(&self.unsigned_headers) {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str(&format!(
            "authorization: HMAC-SHA256 Credential={}/{}, SignedHeaders={}, Signature={}\r\n",
            self.account.access_key,
            scope.text(),
            canonical.signed_headers(),
            self.signature.unwrap_or(&signature),
        ));
        request.push_str(&format!(
            "content-length: {}\r\nconnection: close\r\n\r\n{}",
            self.sent_body.len(),
            self.sent_body
        ));

        let mut stream = TcpStream::connect(server.address()).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        reply
    }
}

/// Sends a request spoilt by `spoil` and gives back the code with which it was refused.
fn refusal(spoil: impl FnOnce(&mut Raw)) -> &'static str {
    let server = VerifyingServer::start();
    let mut request = Raw::new(&server);
    spoil(&mut request);
    let reply = request.send(&server);
    let refusals = server.refusals();
    let [refusal] = refusals.as_slice() else {
        panic!("not refused: {reply}")
    };
    assert!(
        reply.starts_with(&format!("HTTP/1.1 {}", refusal.status)),
        "{reply}"
    );
    assert!(reply.contains(refusal.code), "{reply}");
    refusal.code
}

#[test]
fn a_well_signed_request_passes() {
    let server = VerifyingServer::start();
    let reply = Raw::new(&server).send(&server);
    assert!(reply.starts_with("HTTP/1.1 200"), "{reply}");
    assert_eq!(
        server.only_request().json(),
        serde_json::json!({"AppId": 1})
    );
    assert_eq!(
        server.only_request().region().as_deref(),
        Some("cn-north-1")
    );
    assert_eq!(server.bytes_written(), u64::try_from(reply.len()).unwrap());
}

#[test]
fn headers_that_need_no_signature_may_be_added() {
    let server = VerifyingServer::start();
    let mut request = Raw::new(&server);
    request.unsigned_headers.push(("accept", "*/*".to_owned()));
    assert!(request.send(&server).starts_with("HTTP/1.1 200"));
}

#[test]
fn a_changed_body_is_refused() {
    assert_eq!(
        refusal(|request| request.sent_body = r#"{"AppId":2}"#),
        "SignatureDoesNotMatch"
    );
}

#[test]
fn a_changed_query_is_refused() {
    let other = "Action=BatchAddConversationParticipant&Version=2020-12-02";
    assert_eq!(
        refusal(|request| request.sent_query = Some(other)),
        "SignatureDoesNotMatch"
    );
    assert_eq!(
        refusal(|request| request.query = "Action=A&Action=B&Version=2020-12-01"),
        "InvalidActionOrVersion"
    );
    assert_eq!(
        refusal(|request| request.query = "Action=A"),
        "InvalidActionOrVersion"
    );
}

#[test]
fn a_wrong_or_malformed_signature_is_refused() {
    assert_eq!(
        refusal(|request| request.signature = Some("00")),
        "SignatureDoesNotMatch"
    );
    assert_eq!(
        refusal(|request| request.account.access_key.push('/')),
        "MissingSignature"
    );
}

#[test]
fn another_path_is_refused() {
    assert_eq!(
        refusal(|request| request.target = "/v1"),
        "MissingRequestInfo"
    );
}

#[test]
fn another_secret_or_key_is_refused() {
    assert_eq!(
        refusal(|request| request.account.secret_key.push('x')),
        "SignatureDoesNotMatch"
    );
    assert_eq!(
        refusal(|request| request.account.access_key.push('x')),
        "InvalidAccessKey"
    );
}

#[test]
fn another_service_is_refused() {
    assert_eq!(
        refusal(|request| request.service = "iam"),
        "SignatureDoesNotMatch"
    );
}

#[test]
fn a_request_out_of_time_is_refused() {
    let late = Timestamp::now() - SignedDuration::from_mins(16);
    assert_eq!(refusal(|request| request.at(late)), "InvalidTimestamp");
    let early = Timestamp::now() + SignedDuration::from_mins(16);
    assert_eq!(refusal(|request| request.at(early)), "InvalidTimestamp");
    assert_eq!(
        refusal(|request| request.set("x-date", "2024-06-11T08:15:30Z")),
        "InvalidTimestamp"
    );
}

#[test]
fn the_clock_of_the_server_can_be_set() {
    let server = VerifyingServer::start();
    let then: Timestamp = "2024-06-11T08:15:30Z".parse().unwrap();
    server.set_now(then);
    let mut request = Raw::new(&server);
    request.at(then);
    assert!(request.send(&server).starts_with("HTTP/1.1 200"));
}

#[test]
fn an_unsigned_or_missing_header_is_refused() {
    for name in ["content-type", "host", "x-content-sha256", "x-date"] {
        assert_eq!(
            refusal(|request| request.without(name)),
            "MissingSignature",
            "{name}"
        );
    }
    assert_eq!(
        refusal(|request| request.unsigned_headers.push(("x-other", "1".to_owned()))),
        "MissingSignature"
    );
    assert_eq!(
        refusal(|request| request.unsigned_headers.push(("x-date", "1".to_owned()))),
        "MissingSignature"
    );
}

#[test]
fn a_request_without_a_body_needs_no_type_but_may_not_leave_one_unsigned() {
    let server = VerifyingServer::start();
    let bodyless = |request: &mut Raw| {
        request.without("content-type");
        request.set("x-content-sha256", sha256(b""));
        (request.signed_body, request.sent_body) = ("", "");
    };
    let mut request = Raw::new(&server);
    bodyless(&mut request);
    assert!(request.send(&server).starts_with("HTTP/1.1 200"));

    let code = refusal(|request| {
        bodyless(request);
        request
            .unsigned_headers
            .push(("content-type", "application/json".to_owned()));
    });
    assert_eq!(code, "MissingSignature");
}

#[test]
fn a_wrong_hash_of_the_body_is_refused() {
    assert_eq!(
        refusal(|request| request.set("x-content-sha256", sha256(b""))),
        "SignatureDoesNotMatch"
    );
}

#[test]
fn a_session_token_has_to_be_the_right_one() {
    assert_eq!(
        refusal(|request| request.set("x-security-token", "unasked")),
        "MissingAuthenticationToken"
    );

    let server = VerifyingServer::start_with([Account::example().with_session_token("token")]);
    assert!(Raw::new(&server).send(&server).starts_with("HTTP/1.1 401"));
    let mut request = Raw::new(&server);
    request.set("x-security-token", "token");
    assert!(request.send(&server).starts_with("HTTP/1.1 200"));
}
