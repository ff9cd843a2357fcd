//! The metadata service of a cloud machine.

use super::*;

const KEYS: &str = r#"{"AccessKeyId":"AKTP","SecretAccessKey":"canary-secret","SessionToken":"canary-token","ExpiredTime":"2024-06-11T17:15:30+08:00"}"#;

/// The service as documented, with the given list of roles.
async fn service(roles: &'static str) -> Service {
    Service::start(move |line| match line {
        "PUT /latest/api/token HTTP/1.1" => (200, "canary-session\n".to_owned()),
        "GET /volcstack/latest/iam/security_credentials?type=user&format=json HTTP/1.1" => {
            (200, roles.to_owned())
        }
        "GET /volcstack/latest/iam/security_credentials/reader HTTP/1.1" => (200, KEYS.to_owned()),
        _ => (404, "canary".to_owned()),
    })
    .await
}

fn source(service: &Service, world: Arc<World>) -> InstanceMetadata {
    InstanceMetadata::of(world).endpoint(&service.endpoint)
}

#[tokio::test]
async fn the_machines_role_gives_keys() {
    let service = service(r#"["reader","writer"]"#).await;
    let credentials = source(&service, world([])).provide().await.unwrap();
    assert_eq!(
        keys(&credentials),
        ("AKTP", "canary-secret", Some("canary-token"))
    );
    assert_eq!(credentials.expiration(), Some(noon() + seconds(3600)));
    assert_eq!(
        credentials.source(),
        Some("instance metadata (role reader)")
    );
    let requests = service.requests();
    assert_eq!(requests.len(), 3);
    assert!(requests[0].contains("x-volc-ecs-metadata-token-ttl-seconds: 21600\r\n"));
    for request in &requests[1..] {
        assert!(request.contains("x-volc-ecs-metadata-token: canary-session\r\n"));
    }
}

#[tokio::test]
async fn its_keys_are_replaced_five_minutes_before_their_end() {
    let service = service("reader\nwriter").await;
    let world = world([]);
    let cache = CredentialsCache::of(Arc::new(source(&service, world.clone())), world.clone());
    cache.provide().await.unwrap();
    world.advance(seconds(3299));
    cache.provide().await.unwrap();
    assert_eq!(service.requests().len(), 3);
    world.advance(seconds(1));
    cache.provide().await.unwrap();
    assert_eq!(service.requests().len(), 6);
}

#[tokio::test]
async fn a_role_may_be_named() {
    let service = service("[]").await;
    let by_variable = world([("VOLCENGINE_ECS_METADATA", "reader")]);
    source(&service, by_variable).provide().await.unwrap();
    assert_eq!(service.requests().len(), 2, "the list is not asked for");
    source(&service, world([("VOLCENGINE_ECS_METADATA", "other")]))
        .role("reader")
        .provide()
        .await
        .unwrap();
}

#[tokio::test]
async fn a_machine_without_a_role_is_passed_over() {
    for roles in ["[]", "", "{}", "null"] {
        let service = service(roles).await;
        let error = source(&service, world([])).provide().await.unwrap_err();
        assert!(error.is_passed_over(), "{roles}");
        assert_eq!(error.to_string(), "the machine has no role");
    }
}

#[tokio::test]
async fn a_machine_without_the_service_is_passed_over() {
    let free = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let source = InstanceMetadata::of(world([])).endpoint(format!("http://{free}"));
    let error = source.provide().await.unwrap_err();
    assert!(error.is_passed_over());
    assert!(error.to_string().contains("could not connect"), "{error}");

    let other = Service::start(|_| (403, "canary".to_owned())).await;
    let error = InstanceMetadata::of(world([]))
        .endpoint(&other.endpoint)
        .provide()
        .await
        .unwrap_err();
    assert!(error.is_passed_over());
    assert!(
        error
            .to_string()
            .ends_with("returned no token [HTTP status 403]"),
        "{error}"
    );
}

#[tokio::test]
async fn a_service_that_does_not_answer_is_given_up_after_two_seconds() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", silent.local_addr().unwrap());
    tokio::time::pause();
    let started = tokio::time::Instant::now();
    let error = InstanceMetadata::of(world([]))
        .endpoint(endpoint)
        .provide()
        .await
        .unwrap_err();
    assert!(error.is_passed_over());
    assert!(started.elapsed() <= seconds(2) + Duration::from_millis(100));
}

#[tokio::test]
async fn it_can_be_turned_off() {
    let service = service(r#"["reader"]"#).await;
    let off = world([("VOLCENGINE_ECS_METADATA_DISABLED", "true")]);
    let error = source(&service, off).provide().await.unwrap_err();
    assert!(error.is_passed_over());
    assert!(service.requests().is_empty());

    let on = world([("VOLCENGINE_ECS_METADATA_DISABLED", "false")]);
    source(&service, on).provide().await.unwrap();
}

#[tokio::test]
async fn what_goes_wrong_after_the_token_ends_the_search_and_shows_no_secret() {
    for (role, body, expected) in [
        (
            "missing",
            "",
            "cannot get the keys of role missing [HTTP status 404]",
        ),
        ("../x", "", "`../x` is not a valid role name"),
        ("a/b", "", "`a/b` is not a valid role name"),
        (
            "reader",
            r#"{"AccessKeyId":"canary"}"#,
            "the reply is missing part of the keys",
        ),
        (
            "reader",
            r#"{"AccessKeyId":"canary""#,
            "the keys of role reader are not valid JSON",
        ),
        (
            "reader",
            r#"{"AccessKeyId":"canary","SecretAccessKey":"canary","SessionToken":"canary","ExpiredTime":"canary"}"#,
            "the reply has no readable expiry time for the keys",
        ),
    ] {
        let service = Service::start(move |line| {
            if line.starts_with("PUT") {
                (200, "canary-session".to_owned())
            } else if line.contains("/reader ") {
                (200, body.to_owned())
            } else {
                (404, "canary".to_owned())
            }
        })
        .await;
        let source = source(&service, world([])).role(role);
        let error = source.provide().await.unwrap_err();
        assert!(!error.is_passed_over(), "{error}");
        assert!(error.to_string().starts_with(expected), "{error}");
        assert!(!words(&error).contains("canary"), "{}", words(&error));
    }
}
