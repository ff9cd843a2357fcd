//! Signatures as different clients make them.

use jiff::Timestamp;

use super::{ADD, DATE, MEMBERS, add, answer, request, service, service_with};
use crate::signature::{Canonical, Scope, decode_query, sha256};
use crate::{Account, Received};

/// A request signed as the given clients do it: with these headers signed, of those that are sent.
fn signed_with(account: &Account, region: &str, names: &[&str]) -> Received {
    let mut sent = add(MEMBERS);
    sent.headers.retain(|(name, _)| name != "authorization");
    if let Some(token) = &account.session_token {
        let token = token.clone().into_bytes();
        sent.headers.push(("x-security-token".to_owned(), token));
    }
    let headers = sent
        .headers
        .iter()
        .filter(|(name, _)| names.contains(&name.as_str()));
    let headers: Vec<_> = headers
        .map(|(name, value)| (name.clone(), String::from_utf8(value.clone()).unwrap()))
        .collect();
    let canonical = Canonical {
        method: "POST",
        path: b"/",
        query: &decode_query(ADD).unwrap(),
        headers: &headers,
        payload_hash: &sha256(MEMBERS.as_bytes()),
    };
    let scope = Scope {
        timestamp: DATE,
        region,
        service: "rtc",
    };
    let signature = scope.sign(
        &account.secret_key,
        &scope.string_to_sign(&canonical.text()),
    );
    let authorization = format!(
        "HMAC-SHA256 Credential={}/{}, SignedHeaders={}, Signature={signature}",
        account.access_key,
        scope.text(),
        canonical.signed_headers(),
    );
    sent.headers
        .push(("authorization".to_owned(), authorization.into_bytes()));
    sent
}

#[test]
fn it_goes_by_the_headers_that_a_request_lists() {
    let service = service("spec", &[]);
    let account = Account::example();
    for names in [
        ["x-content-sha256", "x-date"].as_slice(),
        &["x-date"],
        &["host", "x-date"],
        &["content-type", "host", "x-content-sha256", "x-date"],
    ] {
        let request = signed_with(&account, "cn-north-1", names);
        assert_eq!(
            answer(&service, &request).0,
            "200 BatchAddConversationParticipant",
            "{names:?}"
        );
    }
    let timeless = signed_with(&account, "cn-north-1", &["host"]);
    assert!(answer(&service, &timeless).0.contains("MissingSignature"));
    let elsewhere = signed_with(&account, "mars-1", &["x-date"]);
    let line = answer(&service, &elsewhere).0;
    assert!(
        line.contains("InvalidCredential") && line.contains("cn-north-1"),
        "{line}"
    );
}

/// A presigned query: what is listed, what is signed, and which headers.
fn presigned(
    listed: &[&str],
    signed: &[&str],
    headers: &[(String, String)],
    extra: &str,
) -> Received {
    let account = Account::example();
    let scope = Scope {
        timestamp: DATE,
        region: "cn-north-1",
        service: "rtc",
    };
    let names: Vec<&str> = headers.iter().map(|(name, _)| name.as_str()).collect();
    let query = format!(
        "Action=List&Version=2020-01-01&X-Algorithm=HMAC-SHA256&X-Credential={}%2F{}&X-Date={DATE}&X-NotSignBody=\
         &X-SignedHeaders={}&X-SignedQueries={}{extra}",
        account.access_key,
        scope.text().replace('/', "%2F"),
        names.join("%3B"),
        listed.join("%3B"),
    );
    let pairs = decode_query(&query).unwrap().into_iter();
    let pairs: Vec<_> = pairs
        .filter(|(key, _)| signed.iter().any(|name| name.as_bytes() == key))
        .collect();
    let canonical = Canonical {
        method: "GET",
        path: b"/",
        query: &pairs,
        headers,
        payload_hash: &sha256(b""),
    };
    let signature = scope.sign(
        &account.secret_key,
        &scope.string_to_sign(&canonical.text()),
    );
    Received {
        method: "GET".to_owned(),
        path: "/".to_owned(),
        query: format!("{query}&X-Signature={signature}"),
        headers: vec![("host".to_owned(), b"127.0.0.1:1".to_vec())],
        body: Vec::new(),
    }
}

#[test]
fn a_signature_in_the_query_is_read_as_every_client_makes_it() {
    let service = service_with(
        "{ cursor: Cursor, next: Next, items: Items }",
        "{ Items: { type: array, items: { type: string } }, Next: { type: string } }",
        "",
    );
    let all = [
        "Action",
        "Version",
        "X-Algorithm",
        "X-Credential",
        "X-Date",
        "X-NotSignBody",
        "X-SignedHeaders",
    ];
    let with_queries = [&all[..], &["X-SignedQueries"]].concat();
    let with_expiry = [&with_queries[..], &["X-Expires"]].concat();
    let host = [("host".to_owned(), "127.0.0.1:1".to_owned())];
    // Those that list the list, and those that do not.
    for request in [
        presigned(&with_queries, &with_queries, &[], ""),
        presigned(&with_queries, &with_queries, &host, ""),
        presigned(&all, &all, &[], ""),
        presigned(&with_expiry, &with_expiry, &host, "&X-Expires=60"),
    ] {
        assert_eq!(answer(&service, &request).0, "200 List");
    }
    let request = presigned(&with_expiry, &with_expiry, &[], "&X-Expires=60");
    let later = "2024-06-11T08:16:31Z".parse::<Timestamp>().unwrap();
    let line = service.answer_at(&request, later).1.to_string();
    assert!(line.contains("RequestExpired"), "{line}");
    let mut forged = presigned(&all, &all, &[], "");
    forged.query = forged
        .query
        .replace("Version=2020-01-01", "Version=2020-01-01&Cursor=x");
    // What is not listed is not signed, and the platform takes it all the same.
    assert_eq!(answer(&service, &forged).0, "200 List");
    forged.query = forged.query.replace("X-NotSignBody=", "X-NotSignBody=x");
    assert!(
        answer(&service, &forged)
            .0
            .contains("SignatureDoesNotMatch")
    );
}

#[test]
fn keys_that_a_reply_issued_are_known_from_then_on() {
    let service = service("spec", &[]);
    let assume = request(
        "GET",
        "sts",
        "Action=AssumeRole&Version=2018-01-01&RoleTrn=trn&RoleSessionName=s",
        None,
        "",
    );
    let (line, reply) = answer(&service, &assume);
    assert_eq!(line, "200 AssumeRole");
    let text = |name: &str| {
        reply["Result"]["Credentials"][name]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let issued = Account {
        access_key: text("AccessKeyId"),
        secret_key: text("SecretAccessKey"),
        session_token: Some(text("SessionToken")),
    };
    let names = ["x-date", "x-security-token"];
    let request = signed_with(&issued, "cn-north-1", &names);
    assert_eq!(
        answer(&service, &request).0,
        "200 BatchAddConversationParticipant"
    );
    let without = Account {
        session_token: None,
        ..issued
    };
    let line = answer(&service, &signed_with(&without, "cn-north-1", &["x-date"])).0;
    assert!(line.contains("MissingAuthenticationToken"), "{line}");
}
