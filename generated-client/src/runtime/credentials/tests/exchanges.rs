//! The exchange of an identity token for keys.

use super::*;

const ROLE: &str = "trn:iam::2000012345:role/reader";
const GRANTED: &str = r#"{"ResponseMetadata":{"RequestId":"r"},"Result":{"Credentials":{
    "CurrentTime":"2024-06-11T16:00:00+08:00","Expiration":"2024-06-11T17:00:00+08:00",
    "AccessKeyId":"AKTP","SecretAccessKey":"canary-secret","SessionToken":"canary-session"}}}"#;

async fn sts(status: u16, body: &'static str) -> Service {
    Service::start(move |_| (status, body.to_owned())).await
}

fn cluster(service: &Service) -> Arc<World> {
    with_files(
        [
            ("VOLCENGINE_OIDC_ROLE_TRN", ROLE),
            ("VOLCENGINE_OIDC_TOKEN_FILE", "/run/token"),
            ("VOLCENGINE_OIDC_STS_ENDPOINT", &service.endpoint),
        ],
        [("/run/token", "canary.token+/=\n")],
    )
}

#[tokio::test]
async fn a_token_is_exchanged_for_keys_by_an_unsigned_form() {
    let service = sts(200, GRANTED).await;
    let source = OidcToken::of(cluster(&service), None);
    let credentials = source.provide().await.unwrap();
    assert_eq!(
        keys(&credentials),
        ("AKTP", "canary-secret", Some("canary-session"))
    );
    assert_eq!(
        credentials.source(),
        Some("OIDC token (role trn:iam::2000012345:role/reader)")
    );

    let request = &service.requests()[0];
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("POST /?Action=AssumeRoleWithOIDC&Version=2018-01-01 HTTP/1.1\r\n"));
    assert!(head.contains("content-type: application/x-www-form-urlencoded"));
    assert!(!head.to_lowercase().contains("authorization"));
    assert_eq!(
        body,
        "DurationSeconds=3600&OIDCToken=canary.token%2B%2F%3D&RoleSessionName=generated-client&\
         RoleTrn=trn%3Aiam%3A%3A2000012345%3Arole%2Freader"
    );
}

#[tokio::test]
async fn the_end_of_the_keys_does_not_depend_on_this_machines_clock() {
    let service = sts(200, GRANTED).await;
    let source = OidcToken::of(cluster(&service), None);
    let credentials = source.provide().await.unwrap();
    // The service's clock is a quarter of an hour behind; the keys last an hour all the same.
    assert_eq!(credentials.expiration(), Some(noon() + seconds(3600)));
}

#[tokio::test]
#[expect(
    clippy::disallowed_methods,
    reason = "a test makes the files that it needs"
)]
async fn session_policy_and_duration_are_sent() {
    let service = sts(200, GRANTED).await;
    let token = std::env::temp_dir().join(format!("oidc-token-{}", std::process::id()));
    std::fs::write(&token, "canary").unwrap();
    let source = OidcToken::builder(ROLE, &token)
        .session_name("nightly")
        .policy("{}")
        .duration(seconds(900))
        .endpoint(&service.endpoint)
        .transport(HttpTransport::builder().build().unwrap())
        .build();
    source.provide().await.unwrap();
    std::fs::remove_file(&token).unwrap();
    let request = &service.requests()[0];
    assert!(
        request.contains(
            "DurationSeconds=900&OIDCToken=canary&Policy=%7B%7D&RoleSessionName=nightly&"
        )
    );
}

#[tokio::test]
async fn half_a_configuration_is_an_error() {
    for (variables, expected) in [
        (
            ("VOLCENGINE_OIDC_ROLE_TRN", ROLE),
            "VOLCENGINE_OIDC_ROLE_TRN is set, but VOLCENGINE_OIDC_TOKEN_FILE is not",
        ),
        (
            ("VOLCENGINE_OIDC_TOKEN_FILE", "/run/token"),
            "VOLCENGINE_OIDC_TOKEN_FILE is set, but VOLCENGINE_OIDC_ROLE_TRN is not",
        ),
    ] {
        let error = OidcToken::of(world([variables]), None)
            .provide()
            .await
            .unwrap_err();
        assert!(!error.is_passed_over());
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn a_token_that_is_missing_or_empty_is_an_error() {
    for (files, expected) in [
        (("/elsewhere", "x"), "/run/token does not exist"),
        (("/run/token", " \n"), "/run/token is empty"),
    ] {
        let world = with_files(
            [
                ("VOLCENGINE_OIDC_ROLE_TRN", ROLE),
                ("VOLCENGINE_OIDC_TOKEN_FILE", "/run/token"),
            ],
            [files],
        );
        let error = OidcToken::of(world, None).provide().await.unwrap_err();
        assert!(!error.is_passed_over());
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn a_refusal_is_told_without_any_secret() {
    for (status, body, expected) in [
        (
            403,
            r#"{"ResponseMetadata":{"RequestId":"r","Error":{"Code":"AccessDenied","Message":"not with canary.token+/="}}}"#,
            "AssumeRoleWithOIDC: the service answered with an error: AccessDenied: not with <redacted> [request id r, HTTP \
             status 403]",
        ),
        (
            200,
            r#"{"ResponseMetadata":{},"Result":{"Credentials":{"AccessKeyId":"canary"}}}"#,
            "the reply is missing part of the keys",
        ),
        (
            200,
            r#"{"ResponseMetadata":{},"Result":{"Credentials":"canary"}}"#,
            "the reply is missing part of the keys",
        ),
        (
            200,
            r#"{"canary":"#,
            "AssumeRoleWithOIDC: unreadable reply [HTTP status 200]",
        ),
        (
            502,
            "<html>canary</html>",
            "AssumeRoleWithOIDC: unreadable reply [HTTP status 502]",
        ),
    ] {
        let service = sts(status, body).await;
        let error = OidcToken::of(cluster(&service), None)
            .provide()
            .await
            .unwrap_err();
        assert!(!error.is_passed_over());
        assert_eq!(error.to_string(), expected);
        assert!(!words(&error).contains("canary"), "{}", words(&error));
    }
}

#[tokio::test]
async fn an_endpoint_that_cannot_be_reached_is_told() {
    let world = with_files(
        [
            ("VOLCENGINE_OIDC_ROLE_TRN", ROLE),
            ("VOLCENGINE_OIDC_TOKEN_FILE", "/run/token"),
            ("VOLCENGINE_OIDC_STS_ENDPOINT", "http://127.0.0.1:1"),
        ],
        [("/run/token", "canary")],
    );
    let error = OidcToken::of(world, None).provide().await.unwrap_err();
    assert!(!error.is_passed_over());
    assert!(
        error
            .to_string()
            .starts_with("127.0.0.1:1: could not connect"),
        "{error}"
    );
    assert!(!words(&error).contains("canary"));
}

#[tokio::test(start_paused = true)]
async fn a_service_that_is_overloaded_is_asked_again() {
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let service =
        Service::start(
            move |_| match asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
                0 => (503, "<html>".to_owned()),
                1 => (429, "{}".to_owned()),
                _ => (200, GRANTED.to_owned()),
            },
        )
        .await;
    let source = OidcToken::of(cluster(&service), None);
    source.provide().await.unwrap();
    assert_eq!(service.requests().len(), 3);

    let refusing = sts(403, "{}").await;
    let source = OidcToken::of(cluster(&refusing), None);
    source.provide().await.unwrap_err();
    assert_eq!(refusing.requests().len(), 1);

    let overloaded = sts(503, "{}").await;
    let source = OidcToken::of(cluster(&overloaded), None);
    source.provide().await.unwrap_err();
    assert_eq!(overloaded.requests().len(), 3);
}

#[test]
fn debug_output_holds_no_token() {
    let source = OidcToken::builder(ROLE, "/run/token").build();
    assert!(format!("{source:?}").contains("/run/token"));
}
