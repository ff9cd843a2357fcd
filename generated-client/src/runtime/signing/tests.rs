//! Signing stage by stage, against vectors of the platform's official signers.

use super::*;

const SECRET: &str = "U0tFWEFNUExFUFVCTElDMDAwMDAwMDAwMDAwMDAwMQ==";
const TOKEN: &str = "STS2EXAMPLEeyJMVEFjY2Vzc0tleUlkIjoiQUtFWEFNUExFIn0+/abc==";
const BODY: &str = r#"{"AppId":1234,"ConversationShortId":7204567890123456789,"Operator":10001,"ParticipantInfos":[{"ParticipantUserId":10002}]}"#;

fn credentials() -> Credentials {
    Credentials::new("AKEXAMPLEPUBLIC0000000001", SECRET)
}

fn temporary() -> Credentials {
    Credentials::temporary("AKEXAMPLEPUBLIC0000000001", SECRET, TOKEN)
}

fn scope(service: &'static str, time: &str) -> Scope<'static> {
    Scope {
        region: "cn-north-1",
        service,
        time: time.parse().unwrap(),
    }
}

fn batch_add<'a>() -> Request<'a> {
    Request {
        method: "POST",
        host: "rtc.volcengineapi.com",
        path: "/",
        query: &[
            ("Action", "BatchAddConversationParticipant"),
            ("Version", "2020-12-01"),
        ],
        headers: &[("Content-Type", "application/json")],
        body: BODY.as_bytes(),
    }
}

fn get<'a>(query: &'a [(&'a str, &'a str)]) -> Request<'a> {
    Request {
        method: "GET",
        host: "open.volcengineapi.com",
        path: "/",
        query,
        headers: &[("Content-Type", "application/json")],
        body: b"",
    }
}

#[test]
fn every_stage_is_as_the_official_signers_have_it() {
    let credentials = credentials();
    let signed = sign(
        &batch_add(),
        &scope("rtc", "20240611T081530Z"),
        &credentials,
    );
    assert_eq!(
        signed.canonical_request(),
        "POST\n/\nAction=BatchAddConversationParticipant&Version=2020-12-01\ncontent-type:application/json\n\
         host:rtc.volcengineapi.com\n\
         x-content-sha256:8084df20379bb60eb1920e3a0af20b72484203b46a96b1506e283ff56396b8b9\n\
         x-date:20240611T081530Z\n\ncontent-type;host;x-content-sha256;x-date\n\
         8084df20379bb60eb1920e3a0af20b72484203b46a96b1506e283ff56396b8b9"
    );
    assert_eq!(
        signed.string_to_sign(),
        "HMAC-SHA256\n20240611T081530Z\n20240611/cn-north-1/rtc/request\n\
         c139fd115ad791f07cdbed864295f8b6eca5b9b21910c92cb2f886ca74dc2348"
    );
    assert_eq!(signed.credential_scope(), "20240611/cn-north-1/rtc/request");
    assert_eq!(
        signed.signed_headers(),
        "content-type;host;x-content-sha256;x-date"
    );
    assert_eq!(
        signed.canonical_query(),
        "Action=BatchAddConversationParticipant&Version=2020-12-01"
    );
    assert_eq!(
        signed.signature(),
        "e2df9d6b11a1d4c624b59d32ef5bbd9a9741689df0448d5e42766da0c52f9d5a"
    );
    assert_eq!(
        signed.authorization(),
        "HMAC-SHA256 Credential=AKEXAMPLEPUBLIC0000000001/20240611/cn-north-1/rtc/request, \
         SignedHeaders=content-type;host;x-content-sha256;x-date, \
         Signature=e2df9d6b11a1d4c624b59d32ef5bbd9a9741689df0448d5e42766da0c52f9d5a"
    );
    let headers: Vec<_> = signed.headers().collect();
    assert_eq!(
        headers,
        [
            (
                "x-content-sha256",
                "8084df20379bb60eb1920e3a0af20b72484203b46a96b1506e283ff56396b8b9"
            ),
            ("x-date", "20240611T081530Z"),
            ("authorization", signed.authorization()),
        ]
    );
}

#[test]
fn a_session_token_is_sent_and_signed() {
    let credentials = temporary();
    let signed = sign(
        &batch_add(),
        &scope("rtc", "20240611T081530Z"),
        &credentials,
    );
    assert_eq!(
        signed.signature(),
        "7c93c87c25e707ad9e7d51ad13c71fc24bec6e0c1edf8cd16535934194831202"
    );
    assert!(
        signed
            .headers()
            .any(|header| header == ("x-security-token", TOKEN))
    );
}

#[test]
fn a_request_without_content_type_gets_the_default_unless_it_is_a_get() {
    let credentials = credentials();
    let scope = scope("iam", "20240102T030405Z");
    let post = Request {
        method: "POST",
        headers: &[],
        body: b"a=1",
        ..get(&[("Action", "X"), ("Version", "2018-01-01")])
    };
    let signed = sign(&post, &scope, &credentials);
    assert!(
        signed
            .headers()
            .any(|header| header == ("content-type", DEFAULT_CONTENT_TYPE))
    );
    assert!(
        signed
            .canonical_request()
            .contains("\ncontent-type:application/x-www-form-urlencoded; charset=utf-8\n")
    );

    let query = [
        ("Action", "ListUsers"),
        ("Version", "2018-01-01"),
        ("Limit", "10"),
    ];
    let signed = sign(
        &Request {
            headers: &[],
            ..get(&query)
        },
        &scope,
        &credentials,
    );
    assert_eq!(signed.signed_headers(), "host;x-content-sha256;x-date");
    assert_eq!(
        signed.signature(),
        "c239148a14419080fd7cb67728f6038f03f6b267c578669ceccdf3c6d24589d2"
    );
}

#[test]
fn headers_are_sorted_trimmed_and_taken_once_whatever_their_case() {
    let headers = [
        ("X-Zeta", "1"),
        ("content-type", "application/json"),
        ("X-A-B", "\t2 "),
        ("x-a", "  3   4 "),
        ("X-A", "second"),
        ("Content-Md5", "mZFLkyvTelC5g8XnyQrpOw=="),
        ("X-Date", "20200101T000000Z"),
        ("Host", "elsewhere"),
        ("Accept", "*/*"),
        ("Authorization", "none"),
    ];
    let credentials = credentials();
    let signed = sign(
        &Request {
            headers: &headers,
            ..get(&[])
        },
        &scope("iam", "20240102T030405Z"),
        &credentials,
    );
    assert_eq!(
        signed.canonical_request(),
        "GET\n/\n\ncontent-md5:mZFLkyvTelC5g8XnyQrpOw==\ncontent-type:application/json\nhost:open.volcengineapi.com\n\
         x-a:3   4\nx-a-b:2\n\
         x-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n\
         x-date:20240102T030405Z\nx-zeta:1\n\n\
         content-md5;content-type;host;x-a;x-a-b;x-content-sha256;x-date;x-zeta\n\
         e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
}

#[test]
fn a_query_is_encoded_and_sorted_by_its_raw_keys() {
    assert_eq!(
        canonical_query(&[
            ("b", "1"),
            ("Version", "2018-01-01"),
            ("a", "中 é"),
            ("B", "-_.~"),
            ("_", "+*/"),
            ("k", "2"),
            ("k", "10")
        ]),
        "B=-_.~&Version=2018-01-01&_=%2B%2A%2F&a=%E4%B8%AD%20%C3%A9&b=1&k=2&k=10"
    );
    assert_eq!(
        canonical_query(&[("Ids.2", ""), ("Ids.10", ""), ("Ids.1", "")]),
        "Ids.1=&Ids.10=&Ids.2="
    );
}

#[test]
fn a_path_is_encoded_once_and_never_normalised() {
    assert_eq!(canonical_path(""), "/");
    assert_eq!(canonical_path("/a//b/./c/../d/"), "/a//b/./c/../d/");
    assert_eq!(
        canonical_path("/a b+c/中/x@y:z/~t*%"),
        "/a%20b%2Bc/%E4%B8%AD/x%40y%3Az/~t%2A%25"
    );
}

#[test]
fn the_usual_ports_are_cut_off_the_signed_host() {
    for (host, signed) in [
        ("a.com:443", "a.com"),
        ("a.com:80", "a.com"),
        ("a.com:8443", "a.com:8443"),
        ("a.com:4430", "a.com:4430"),
        ("A.com", "A.com"),
        ("[::1]:443", "[::1]:443"),
    ] {
        assert_eq!(signed_host(host), signed);
    }
}

#[test]
fn a_presigned_query_carries_the_signature() {
    let query = [
        ("Action", "GetPlayInfo"),
        ("Version", "2020-08-01"),
        ("Vid", "v0d00fg10000abc"),
    ];
    let request = Request {
        host: "vod.volcengineapi.com",
        headers: &[],
        ..get(&query)
    };
    let presigned = presign(
        &request,
        &scope("vod", "20240102T030405Z"),
        &credentials(),
        true,
    );
    assert_eq!(
        presigned.signature(),
        "dcd02abcfd9a00cddf4d07324aa022396e85aa93e102b0327f644a71b0b74735"
    );
    assert!(presigned.canonical_request().ends_with(
        "\nhost:vod.volcengineapi.com\n\nhost\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    ));
    assert!(presigned.query().contains("&X-Signature=dcd02abc"));
    assert!(presigned.parameters().contains(&(
        "X-SignedQueries".to_owned(),
        "Action;Version;Vid;X-Algorithm;X-Credential;X-Date;X-NotSignBody;X-SignedHeaders;X-SignedQueries".to_owned()
    )));
}

#[test]
fn a_presigned_token_is_sent_but_not_signed() {
    let query = [("Action", "X"), ("Version", "2018-01-01")];
    let request = Request {
        headers: &[],
        ..get(&query)
    };
    let presigned = presign(
        &request,
        &scope("iam", "20240102T030405Z"),
        &temporary(),
        true,
    );
    assert_eq!(
        presigned.signature(),
        "9b9756efd9c3722682b3aeae5535e5ba19e55607808db881ab9f42d8d95ade1b"
    );
    assert!(
        presigned
            .parameters()
            .contains(&("X-Security-Token".to_owned(), TOKEN.to_owned()))
    );
    let again: Vec<_> = presigned
        .parameters()
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let again: Vec<_> = again
        .into_iter()
        .filter(|(name, _)| *name != "X-Signature")
        .collect();
    let request = Request {
        query: &again,
        ..request
    };
    let twice = presign(
        &request,
        &scope("iam", "20240102T030405Z"),
        &temporary(),
        true,
    );
    assert_eq!(
        twice.query(),
        presigned.query(),
        "the signer's own parameters are replaced, not repeated"
    );
}

#[test]
fn kept_keys_give_the_same_signatures_and_are_told_apart() {
    let signer = Signer::new();
    let (one, other) = (
        credentials(),
        Credentials::new("AKEXAMPLEPUBLIC0000000001", "another secret"),
    );
    let scopes = [
        scope("rtc", "20240611T081530Z"),
        scope("rtc", "20240612T081530Z"),
        scope("iam", "20240611T081530Z"),
        Scope {
            region: "ap-southeast-1",
            ..scope("rtc", "20240611T081530Z")
        },
    ];
    // Twice, so that the second round uses what the first one kept.
    for _ in 0..2 {
        for scope in &scopes {
            for credentials in [&one, &other] {
                let kept = signer
                    .sign(&batch_add(), scope, credentials)
                    .signature()
                    .to_owned();
                assert_eq!(kept, sign(&batch_add(), scope, credentials).signature());
            }
        }
    }
}

#[test]
fn a_secret_longer_than_a_block_counts_by_its_hash() {
    let scope = scope("rtc", "20240611T081530Z");
    let long = "x".repeat(65);
    let hashed = Credentials::new("id", long.clone());
    // HMAC by its definition, without the crate that is used for it.
    let hash = Sha256::digest(long.as_bytes());
    let mut inner = Sha256::new();
    let mut outer = Sha256::new();
    let mut block = [0_u8; 64];
    block[..32].copy_from_slice(&hash);
    inner.update(block.map(|byte| byte ^ 0x36));
    outer.update(block.map(|byte| byte ^ 0x5c));
    inner.update(scope.time.day());
    outer.update(inner.finalize());
    let mut key: [u8; 32] = outer.finalize().into();
    for part in [scope.region, scope.service, "request"] {
        key = SigningKey::from_key(&key).mac(part.as_bytes());
    }
    assert_eq!(
        SigningKey::from_key(&key).mac(b"m"),
        SigningKey::derive(&hashed, &scope).mac(b"m")
    );
}

#[test]
fn a_time_is_written_in_utc_to_the_second() {
    use std::time::{Duration, SystemTime};
    let at = |seconds| {
        SigningTime::new(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).to_string()
    };
    assert_eq!(at(0), "19700101T000000Z");
    assert_eq!(at(1_709_251_199), "20240229T235959Z");
    assert_eq!(at(1_735_689_600), "20250101T000000Z");
    let before = SystemTime::UNIX_EPOCH - Duration::from_millis(1);
    assert_eq!(SigningTime::new(before).to_string(), "19691231T235959Z");
    assert_eq!(
        SigningTime::new(SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 60)).day(),
        "99991230"
    );
    for wrong in [
        "",
        "20240229T235959",
        "20240229 235959Z",
        "2024-02-29T23:59:59Z",
        "２０２４",
    ] {
        assert!(wrong.parse::<SigningTime>().is_err(), "{wrong}");
    }
}

#[test]
fn debug_output_shows_neither_secret_nor_signature() {
    let credentials = temporary();
    let scope = scope("rtc", "20240611T081530Z");
    let signed = sign(&batch_add(), &scope, &credentials);
    let presigned = presign(&batch_add(), &scope, &credentials, true);
    let signer = Signer::new();
    signer.sign(&batch_add(), &scope, &credentials);
    let text = format!(
        "{signed:?} {presigned:?} {signer:?} {:?} {scope:?} {:?}",
        batch_add(),
        SigningKey::derive(&credentials, &scope)
    );
    for hidden in [
        SECRET,
        TOKEN,
        signed.signature(),
        presigned.signature(),
        "c139fd115ad7",
    ] {
        assert!(!text.contains(hidden), "{text}");
    }
}
