//! Signatures as different clients make them.

use jiff::Timestamp;

use super::{ADD, DATE, MEMBERS, add, answer, request, service, service_with};
use crate::signature::{Canonical, Scope, decode_query, sha256};
use crate::{Account, Received, Service};

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

/// A service with the action `List`.
fn list() -> Service {
    service_with(
        "{ cursor: Cursor, next: Next, items: Items }",
        "{ Items: { type: array, items: { type: string } }, Next: { type: string } }",
        "",
    )
}

#[test]
fn a_signature_in_the_query_is_read_as_every_client_makes_it() {
    let service = list();
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
fn what_a_list_of_signed_parameters_says_has_to_be_so() {
    let service = list();
    let listed = [
        "Action",
        "Version",
        "X-Algorithm",
        "X-Credential",
        "X-Date",
        "X-NotSignBody",
        "X-SignedHeaders",
        "X-SignedQueries",
    ];
    let with = |more: &'static str| [&listed[..], &[more]].concat();
    let good = || presigned(&listed, &listed, &[], "");
    assert_eq!(answer(&service, &good()).0, "200 List");

    let body_unsigned: Vec<&str> = listed
        .into_iter()
        .filter(|name| *name != "X-NotSignBody")
        .collect();
    for (request, said) in [
        (
            presigned(&with("Filter"), &listed, &[], ""),
            "lists the parameter Filter, which is missing",
        ),
        (
            presigned(&listed, &listed, &[], "&X-Expires=999999999"),
            "does not list the parameter X-Expires",
        ),
        (
            presigned(&body_unsigned, &body_unsigned, &[], ""),
            "does not list the parameter X-NotSignBody",
        ),
        (
            presigned(
                &with("X-Expires"),
                &with("X-Expires"),
                &[],
                "&X-Expires=soon",
            ),
            "X-Expires is not a number",
        ),
        (
            presigned(&listed, &listed, &[], &format!("&X-Date={DATE}")),
            "X-Date must be present exactly once",
        ),
        (
            presigned(&listed, &listed, &[], "&Action=List"),
            "Action must be present exactly once",
        ),
        (
            presigned(
                &with("X-Expires"),
                &with("X-Expires"),
                &[],
                "&X-Expires=60&X-Expires=9",
            ),
            "X-Expires must be present exactly once",
        ),
        (
            presigned(&listed, &listed, &[], "&X-Signature=forged"),
            "X-Signature must be present exactly once",
        ),
    ] {
        let line = answer(&service, &request).0;
        assert!(line.contains(said), "{said}: {line}");
    }

    // A body beside a signature that leaves it out is not what was signed, and the action does not read it.
    let mut with_body = good();
    with_body.body = b"{}".to_vec();
    assert_eq!(answer(&service, &with_body).0, "200 List");

    let credential = |from: &str, to: &str| {
        let mut request = good();
        request.query = request.query.replace(from, to);
        answer(&service, &request).0
    };
    for (from, to, code) in [
        ("%2Frtc%2F", "%2Fsts%2F", "SignatureDoesNotMatch"),
        ("%2Fcn-north-1%2F", "%2Fmars-1%2F", "SignatureDoesNotMatch"),
        ("%2Frequest", "%2Faws4_request", "MissingSignature"),
        ("AKEXAMPLE", "AKOTHER", "InvalidAccessKey"),
        ("HMAC-SHA256", "HMAC-MD5", "MissingSignature"),
    ] {
        let line = credential(from, to);
        assert!(line.contains(code), "{to}: {line}");
    }
}

#[test]
fn a_presigned_query_holds_as_long_as_it_says() {
    let service = list();
    let listed = [
        "Action",
        "Version",
        "X-Algorithm",
        "X-Credential",
        "X-Date",
        "X-Expires",
        "X-NotSignBody",
        "X-SignedHeaders",
    ];
    let begun: Timestamp = "2024-06-11T08:15:30Z".parse().unwrap();
    for (expires, seconds, code) in [
        ("60", 60, None),
        ("60", 61, Some("RequestExpired")),
        ("86400", 86_400, None),
        ("86400", 86_401, Some("RequestExpired")),
        ("0", 1, Some("RequestExpired")),
        ("-1", 0, Some("RequestExpired")),
        ("9223372036854775807", 100_000_000, None),
        // The clock of whoever signed it is ahead.
        ("60", -900, None),
        ("60", -901, Some("InvalidTimestamp")),
    ] {
        let request = presigned(&listed, &listed, &[], &format!("&X-Expires={expires}"));
        let now = begun + jiff::SignedDuration::from_secs(seconds);
        let line = service.answer_at(&request, now).1.to_string();
        match code {
            None => assert_eq!(line, "200 List", "{expires} after {seconds}"),
            Some(code) => assert!(line.contains(code), "{expires} after {seconds}: {line}"),
        }
    }
}

#[test]
fn keys_that_a_reply_issued_end_when_it_says() {
    let service = service("spec", &[]);
    let assume = request(
        "GET",
        "sts",
        "Action=AssumeRole&Version=2018-01-01&RoleTrn=trn&RoleSessionName=s&DurationSeconds=900",
        None,
        "",
    );
    let begun: Timestamp = "2024-06-11T08:15:30Z".parse().unwrap();
    let reply = service.answer_at(&assume, begun).0;
    let reply = reply.json_body();
    let keys = &reply["Result"]["Credentials"];
    assert_eq!(keys["CurrentTime"], "2024-06-11T16:15:30+08:00");
    assert_eq!(keys["ExpiredTime"], "2024-06-11T16:30:30+08:00");
    let text = |name: &str| keys[name].as_str().unwrap().to_owned();
    let issued = Account {
        access_key: text("AccessKeyId"),
        secret_key: text("SecretAccessKey"),
        session_token: Some(text("SessionToken")),
    };
    let request = signed_with(&issued, "cn-north-1", &["x-date", "x-security-token"]);
    let at = |seconds| {
        let now = begun + jiff::SignedDuration::from_secs(seconds);
        service.answer_at(&request, now).1.to_string()
    };
    assert_eq!(at(899), "200 BatchAddConversationParticipant");
    assert!(at(900).contains("401 "), "{}", at(900));
    assert!(at(900).contains("ExpiredToken"), "{}", at(900));
    // Keys of an account that is known from the beginning have no end.
    let known = add(MEMBERS);
    let late = begun + jiff::SignedDuration::from_secs(900);
    assert_eq!(
        service.answer_at(&known, late).1.to_string(),
        "200 BatchAddConversationParticipant"
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
