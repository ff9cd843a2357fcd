//! The signature, byte for byte as official signers make it, stage by stage.
//!
//! The environment variable `SIGNING_VECTORS` may name a further file of cases, which then run as well.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeMap;

use generated_client::Credentials;
use generated_client::runtime::signing::{self, Request, Scope, Signer};
use tests::signature::{Canonical, Scope as OwnScope, decode_query, sha256, signed_host};
use tests::vectors::{self, Case, Expected, Group, Input};

/// What this package's file holds; fewer cases would mean that a test passes without having tested anything.
const HEADER_CASES: usize = 32;
const PRESIGN_CASES: usize = 7;
const DIVERGENT_CASES: usize = 9;

/// The rule taken in each case in which official signers differ, as the documentation of the signing module has it: the
/// signer that this client agrees with.
const TAKEN: [(&str, &str); DIVERGENT_CASES] = [
    ("pub-040-divergent-get-no-content-type", "python-volcengine"),
    (
        "pub-041-divergent-get-no-content-type-hash-given",
        "python-volcengine",
    ),
    ("pub-042-divergent-presign-token", "go-volcengine-go-sdk"),
    (
        "pub-043-divergent-presign-repeated-key",
        "go-volcengine-go-sdk",
    ),
    (
        "pub-044-divergent-presign-empty-path",
        "go-volcengine-go-sdk",
    ),
    (
        "pub-045-divergent-query-key-order-encoded",
        "go-volcengine-go-sdk",
    ),
    ("pub-046-divergent-header-spaces", "go-volcengine-go-sdk"),
    (
        "pub-047-divergent-header-lower-case-name",
        "go-volcengine-go-sdk",
    ),
    ("pub-048-divergent-x-date-preset", "python-volcengine"),
];

#[test]
fn signing_in_the_header_agrees_with_official_signers() {
    let cases = cases(Group::Header, HEADER_CASES);
    let signer = Signer::new();
    for case in &cases {
        let (id, expected) = (&case.id, expected(case));
        let parts = Parts::of(&case.input);
        let signed = signing::sign(&parts.request(), &parts.scope(), &parts.credentials);

        assert_eq!(
            signed.canonical_request(),
            expected.canonical_request,
            "canonical request of {id}"
        );
        assert_eq!(
            signed.signed_headers(),
            expected.signed_headers,
            "signed headers of {id}"
        );
        assert_eq!(
            signed.payload_hash(),
            expected.payload_sha256,
            "hash of the body of {id}"
        );
        assert_eq!(
            signed.credential_scope(),
            expected.credential_scope,
            "scope of {id}"
        );
        assert_eq!(
            signed.string_to_sign(),
            expected.string_to_sign,
            "string to sign of {id}"
        );
        assert_eq!(signed.signature(), expected.signature, "signature of {id}");
        if let Some(authorization) = &expected.authorization {
            assert_eq!(
                signed.authorization(),
                authorization,
                "authorization of {id}"
            );
        }
        if let Some(headers_added) = &expected.headers_added {
            let added: BTreeMap<String, String> = signed
                .headers()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            assert_eq!(added, *headers_added, "headers added to {id}");
        }

        // One signer for all cases, so a key kept for one of them must not serve another.
        for _ in 0..2 {
            let again = signer.sign(&parts.request(), &parts.scope(), &parts.credentials);
            assert_eq!(
                again.authorization(),
                signed.authorization(),
                "authorization of {id} by a signer that keeps keys"
            );
        }
    }
}

#[test]
fn signing_in_the_query_agrees_with_official_signers() {
    let cases = cases(Group::Presign, PRESIGN_CASES);
    let signer = Signer::new();
    for case in &cases {
        let (id, expected) = (&case.id, expected(case));
        let sign_host = case.input.presign_sign_host;
        let parts = Parts::of(&case.input);
        let presigned = signing::presign(
            &parts.request(),
            &parts.scope(),
            &parts.credentials,
            sign_host,
        );

        assert_eq!(
            presigned.canonical_request(),
            expected.canonical_request,
            "canonical request of {id}"
        );
        assert_eq!(
            presigned.credential_scope(),
            expected.credential_scope,
            "scope of {id}"
        );
        assert_eq!(
            presigned.string_to_sign(),
            expected.string_to_sign,
            "string to sign of {id}"
        );
        assert_eq!(
            presigned.signature(),
            expected.signature,
            "signature of {id}"
        );
        if let Some(parameters) = &expected.presigned_params {
            let sent = sorted(decoded(presigned.query()));
            assert_eq!(sent, sorted(parameters.clone()), "parameters of {id}");
        }
        assert_eq!(
            decoded(presigned.query()),
            presigned.parameters(),
            "decoded parameters of {id}"
        );

        for _ in 0..2 {
            let again = signer.presign(
                &parts.request(),
                &parts.scope(),
                &parts.credentials,
                sign_host,
            );
            assert_eq!(
                again.query(),
                presigned.query(),
                "query of {id} by a signer that keeps keys"
            );
        }
    }
}

#[test]
fn signing_where_official_signers_differ_follows_the_documented_one() {
    let cases = vectors::own(Group::Divergent);
    assert_eq!(cases.len(), DIVERGENT_CASES);
    for case in &cases {
        let (_, taken) = TAKEN
            .iter()
            .find(|(id, _)| *id == case.id)
            .expect("a rule for every divergent case");
        let parts = Parts::of(&case.input);
        let signature = if case.input.mode == "presign" {
            let sign_host = case.input.presign_sign_host;
            signing::presign(
                &parts.request(),
                &parts.scope(),
                &parts.credentials,
                sign_host,
            )
            .signature()
            .to_owned()
        } else {
            signing::sign(&parts.request(), &parts.scope(), &parts.credentials)
                .signature()
                .to_owned()
        };
        assert_eq!(
            Some(signature),
            case.answers[*taken].signature,
            "{} as {taken} does it",
            case.id
        );
    }
}

/// The verifying server is only worth something if its own signer is right.
#[test]
fn signing_by_the_verifying_server_agrees_with_official_signers() {
    for case in cases(Group::Header, HEADER_CASES)
        .iter()
        .chain(&cases(Group::Presign, PRESIGN_CASES))
    {
        let (id, input, expected) = (&case.id, &case.input, expected(case));
        let query = match &expected.presigned_params {
            None => pairs(&input.query),
            Some(parameters) => pairs(&signed_parameters(parameters)),
        };
        let headers: Vec<(String, String)> = expected
            .signed_headers
            .split(';')
            .filter(|name| !name.is_empty())
            .map(|name| (name.to_owned(), signed_value(case, name)))
            .collect();
        let payload_hash = if case.group == Group::Header {
            sha256(&input.body())
        } else {
            sha256(b"")
        };
        let canonical = Canonical {
            method: &input.method,
            path: input.path.as_bytes(),
            query: &query,
            headers: &headers,
            payload_hash: &payload_hash,
        };
        let scope = OwnScope {
            timestamp: &input.timestamp,
            region: &input.region,
            service: &input.service,
        };

        assert_eq!(
            canonical.text(),
            expected.canonical_request,
            "canonical request of {id}"
        );
        assert_eq!(
            canonical.signed_headers(),
            expected.signed_headers,
            "signed headers of {id}"
        );
        assert_eq!(scope.text(), expected.credential_scope, "scope of {id}");
        let string_to_sign = scope.string_to_sign(&canonical.text());
        assert_eq!(
            string_to_sign, expected.string_to_sign,
            "string to sign of {id}"
        );
        assert_eq!(
            scope.sign(&input.secret_access_key, &string_to_sign),
            expected.signature,
            "signature of {id}"
        );
    }
}

/// The cases of this package, of which there must be as many as are known, and those of the further file.
fn cases(group: Group, known: usize) -> Vec<Case> {
    let mut cases = vectors::own(group);
    assert_eq!(cases.len(), known, "{group:?}");
    cases.extend(vectors::further(group));
    cases
}

fn expected(case: &Case) -> &Expected {
    case.expected
        .as_ref()
        .expect("a case that signers agree on has a result")
}

/// A case in the terms of the client.
struct Parts<'a> {
    input: &'a Input,
    query: Vec<(&'a str, &'a str)>,
    headers: Vec<(&'a str, &'a str)>,
    body: Vec<u8>,
    credentials: Credentials,
}

impl<'a> Parts<'a> {
    fn of(input: &'a Input) -> Self {
        let (access_key, secret_key) = (&input.access_key_id, &input.secret_access_key);
        Self {
            input,
            query: borrowed(&input.query),
            headers: borrowed(&input.headers),
            body: input.body(),
            credentials: match &input.session_token {
                Some(token) => Credentials::temporary(access_key, secret_key, token),
                None => Credentials::new(access_key, secret_key),
            },
        }
    }

    fn request(&self) -> Request<'_> {
        Request {
            method: &self.input.method,
            host: &self.input.host,
            path: &self.input.path,
            query: &self.query,
            headers: &self.headers,
            body: &self.body,
        }
    }

    fn scope(&self) -> Scope<'_> {
        let time = self
            .input
            .timestamp
            .parse()
            .expect("a time as it stands in X-Date");
        Scope {
            region: &self.input.region,
            service: &self.input.service,
            time,
        }
    }
}

fn borrowed(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()))
        .collect()
}

fn pairs(query: &[(String, String)]) -> Vec<(Vec<u8>, Vec<u8>)> {
    query
        .iter()
        .map(|(key, value)| (key.clone().into_bytes(), value.clone().into_bytes()))
        .collect()
}

fn decoded(query: &str) -> Vec<(String, String)> {
    let text = |bytes| String::from_utf8(bytes).expect("a query in UTF-8");
    let pairs = decode_query(query).expect("a query that can be decoded");
    pairs
        .into_iter()
        .map(|(key, value)| (text(key), text(value)))
        .collect()
}

fn sorted(mut parameters: Vec<(String, String)>) -> Vec<(String, String)> {
    parameters.sort();
    parameters
}

/// The parameters that a presigned query names as signed.
fn signed_parameters(parameters: &[(String, String)]) -> Vec<(String, String)> {
    let (_, names) = parameters
        .iter()
        .find(|(key, _)| key == "X-SignedQueries")
        .expect("the list of signed keys");
    let names: Vec<&str> = names.split(';').collect();
    parameters
        .iter()
        .filter(|(key, _)| names.contains(&key.as_str()))
        .cloned()
        .collect()
}

/// The value with which a header enters the signature.
fn signed_value(case: &Case, name: &str) -> String {
    let added = expected(case)
        .headers_added
        .as_ref()
        .and_then(|headers| headers.get(name));
    let given = case
        .input
        .headers
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name));
    match (name, added, given) {
        ("host", ..) => signed_host(&case.input.host).to_owned(),
        (_, Some(value), _) | (_, None, Some((_, value))) => value.trim().to_owned(),
        (_, None, None) => panic!("{}: where does {name} come from?", case.id),
    }
}
