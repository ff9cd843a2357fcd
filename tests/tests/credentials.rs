//! Credentials that come from elsewhere: keys of an assumed role, and what a client makes of keys that end.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::error::Error as _;
use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantRequest, ParticipantInfo,
};
use generated_client::runtime::credentials::{
    AssumeRole, Chain, CredentialsCache, CredentialsError, EnvironmentVariables, OidcToken,
    Profile, ProvideCredentials, from_fn,
};
use generated_client::runtime::environment::Environment;
use generated_client::{Config, Credentials, ErrorKind};
use serde_json::json;
use tests::server::{Account, Answer, VerifyingServer};

const ROLE: &str = "trn:iam::2000012345:role/reader";
const SECRET: &str = "canary/secret+of/a/role==";
const TOKEN: &str = "canary/token+of/a/role==";

fn request() -> BatchAddConversationParticipantRequest {
    BatchAddConversationParticipantRequest::builder()
        .app_id(1)
        .conversation_short_id(2)
        .participant_infos([ParticipantInfo::builder()
            .participant_user_id(10_001)
            .build()])
        .operator(3)
        .build()
}

/// STS's reply with keys that last for an hour.
fn granted() -> Answer {
    Answer::json(
        200,
        &json!({
            "ResponseMetadata": {"RequestId": "r", "Action": "AssumeRole", "Version": "2018-01-01", "Service": "sts"},
            "Result": {"Credentials": {
                "CurrentTime": "2024-06-11T16:15:30+08:00",
                "ExpiredTime": "2024-06-11T17:15:30+08:00",
                "AccessKeyId": "AKTPEXAMPLE",
                "SecretAccessKey": SECRET,
                "SessionToken": TOKEN,
            }, "AssumedRoleUser": {"Trn": "trn:sts::1:assumed-role/reader/x", "AssumedRoleId": "1:x"}},
        })
        .to_string(),
    )
}

fn role_account() -> Account {
    Account {
        access_key: "AKTPEXAMPLE".to_owned(),
        secret_key: SECRET.to_owned(),
        session_token: Some(TOKEN.to_owned()),
    }
}

/// The role, with the keys of the example account, at this server.
fn role_at(sts: &VerifyingServer) -> AssumeRole {
    let account = Account::example();
    let config = Config::builder()
        .credentials(Credentials::new(account.access_key, account.secret_key))
        .endpoint(sts.endpoint())
        .build();
    AssumeRole::new(ROLE, config).unwrap()
}

fn client_with(source: impl ProvideCredentials + 'static, server: &VerifyingServer) -> Client {
    let config = Config::builder()
        .credentials(source)
        .endpoint(server.endpoint())
        .build();
    Client::new(config).unwrap()
}

#[tokio::test]
async fn a_role_is_assumed_by_a_signed_call_and_its_keys_sign_what_follows() {
    let sts = VerifyingServer::start();
    sts.answer(granted());
    let rtc = VerifyingServer::start_with([role_account()]);
    let role = role_at(&sts)
        .session_name("nightly-report")
        .duration(Duration::from_secs(900))
        .policy("{}")
        .tag("team", "blue");
    let client = client_with(role, &rtc);
    for _ in 0..3 {
        client
            .batch_add_conversation_participant(request())
            .await
            .unwrap()
            .complete()
            .unwrap();
    }
    assert_eq!(rtc.refusals(), []);
    assert_eq!(rtc.requests()[0].header("x-security-token"), Some(TOKEN));

    let assumed = sts.only_request();
    assert_eq!(assumed.method, "GET");
    for (name, value) in [
        ("Action", "AssumeRole"),
        ("Version", "2018-01-01"),
        ("RoleTrn", ROLE),
        ("RoleSessionName", "nightly-report"),
        ("DurationSeconds", "900"),
        ("Policy", "{}"),
        ("Tags.1.Key", "team"),
        ("Tags.1.Value", "blue"),
    ] {
        assert_eq!(assumed.parameter(name).as_deref(), Some(value), "{name}");
    }
    assert_eq!(assumed.region().as_deref(), Some("cn-north-1"));
}

#[tokio::test]
async fn a_role_that_is_refused_is_no_credentials_and_nothing_is_sent() {
    let sts = VerifyingServer::start();
    sts.answer(Answer::json(
        403,
        r#"{"ResponseMetadata":{"RequestId":"r-7","Error":{"Code":"AccessDenied","Message":"not you"}}}"#,
    ));
    let rtc = VerifyingServer::start_with([role_account()]);
    let error = client_with(role_at(&sts), &rtc)
        .batch_add_conversation_participant(request())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoCredentials);
    let message = error.to_string();
    assert!(
        message.contains("AccessDenied: not you [request id r-7"),
        "{message}"
    );
    assert!(rtc.requests().is_empty());
}

#[tokio::test]
async fn wrong_settings_of_a_role_are_told_before_anything_is_sent() {
    let sts = VerifyingServer::start();
    let role = role_at(&sts).duration(Duration::from_secs(60));
    let error = role.provide().await.unwrap_err();
    assert!(
        error.to_string().contains("900 to 43200 seconds"),
        "{error}"
    );
    assert!(sts.requests().is_empty());
}

#[tokio::test]
async fn an_unreadable_reply_with_keys_in_it_is_not_repeated() {
    for body in [
        format!(r#"{{"ResponseMetadata":{{}},"Result":{{"Credentials":"{SECRET}"}}}}"#),
        format!(
            r#"{{"ResponseMetadata":{{}},"Result":{{"Credentials":{{"SecretAccessKey":["{SECRET}"]}}}}}}"#
        ),
        format!(
            r#"{{"ResponseMetadata":{{}},"Result":{{"Credentials":{{"SecretAccessKey":"{SECRET}"}}}}}}"#
        ),
        TOKEN.to_owned(),
    ] {
        let sts = VerifyingServer::start();
        sts.answer(Answer::json(200, &body));
        let error = role_at(&sts).provide().await.unwrap_err();
        let mut words = format!("{error} {error:?}");
        let mut source = error.source();
        while let Some(cause) = source {
            words.push_str(&format!(" {cause} {cause:?}"));
            source = cause.source();
        }
        assert!(!words.contains("canary"), "{words}");
    }
}

#[tokio::test]
async fn clients_can_share_what_a_source_gave() {
    let sts = VerifyingServer::start();
    sts.answer(granted());
    let rtc = VerifyingServer::start_with([role_account()]);
    let keys = CredentialsCache::new(role_at(&sts));
    for _ in 0..2 {
        client_with(keys.clone(), &rtc)
            .batch_add_conversation_participant(request())
            .await
            .unwrap()
            .complete()
            .unwrap();
    }
    assert_eq!(sts.requests().len(), 1);
    assert_eq!(rtc.requests().len(), 2);
}

/// A clock that a test moves.
#[derive(Debug)]
struct Clock(Mutex<SystemTime>);

impl Environment for Clock {
    fn variable(&self, _: &str) -> Option<OsString> {
        None
    }

    fn now(&self) -> SystemTime {
        *self.0.lock().unwrap()
    }
}

#[tokio::test]
async fn a_client_replaces_keys_ahead_of_their_end() {
    let clock = Arc::new(Clock(Mutex::new(SystemTime::now())));
    let rtc = VerifyingServer::start();
    let account = Account::example();
    let end = clock.now() + Duration::from_secs(300);
    let asked = Arc::new(Mutex::new(0));
    let source = from_fn("our vault", {
        let asked = asked.clone();
        move || {
            *asked.lock().unwrap() += 1;
            let keys = Credentials::new(&account.access_key, &account.secret_key);
            async move { Ok::<_, CredentialsError>(keys.expires_at(end)) }
        }
    });
    let config = Config::builder()
        .environment(clock.clone())
        .credentials(source)
        .endpoint(rtc.endpoint())
        .build();
    let client = Client::new(config).unwrap();
    for (seconds, expected) in [(0, 1), (239, 1), (1, 2), (1, 2)] {
        *clock.0.lock().unwrap() += Duration::from_secs(seconds);
        client
            .batch_add_conversation_participant(request())
            .await
            .unwrap()
            .complete()
            .unwrap();
        assert_eq!(*asked.lock().unwrap(), expected);
    }
}

#[tokio::test]
async fn no_source_shows_a_secret() {
    let sts = VerifyingServer::start();
    sts.answer(granted());
    let cache = CredentialsCache::new(role_at(&sts));
    let keys = cache.provide().await.unwrap();
    assert_eq!(keys.source(), Some("role trn:iam::2000012345:role/reader"));
    let chain = Chain::new()
        .or(EnvironmentVariables::new())
        .or(OidcToken::from_env())
        .or(Profile::new())
        .or(cache)
        .or(keys.clone())
        .or(from_fn("vault", || async {
            Ok(Credentials::new("id", SECRET))
        }));
    let text = format!("{keys:?} {chain:?} {chain:#?} {:?}", Chain::standard());
    for secret in [SECRET, TOKEN, &Account::example().secret_key] {
        assert!(!text.contains(secret), "{text}");
    }
}

/// A home with a login that ends, and the keys of another account in an older file; its clock can be set.
#[derive(Debug, Clone)]
struct LoggedIn(Arc<Mutex<SystemTime>>);

impl Environment for LoggedIn {
    fn variable(&self, name: &str) -> Option<OsString> {
        match name {
            "HOME" => Some("/home/ada".into()),
            "VOLCENGINE_ECS_METADATA_DISABLED" => Some("true".into()),
            _ => None,
        }
    }

    fn now(&self) -> SystemTime {
        *self.0.lock().unwrap()
    }

    fn read_file(&self, path: &Path) -> io::Result<Vec<u8>> {
        let end = SystemTime::now() + Duration::from_secs(120);
        let end = end.duration_since(SystemTime::UNIX_EPOCH).unwrap();
        let account = role_account();
        match path.to_str() {
            Some("/home/ada/.volcengine/config.json") => Ok(json!({"profiles": {"default": {
                "mode": "sso",
                "access-key": account.access_key,
                "secret-key": account.secret_key,
                "session-token": account.session_token,
                "sts-expiration": end.as_secs(),
            }}})
            .to_string()
            .into_bytes()),
            Some("/home/ada/.volc/config") => Ok(br#"{"ak":"AKOTHER","sk":"other"}"#.to_vec()),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

#[tokio::test]
async fn when_a_login_ends_no_other_identity_signs() {
    let server = VerifyingServer::start_with([role_account()]);
    let clock = Arc::new(Mutex::new(SystemTime::now()));
    let config = Config::from_environment(Arc::new(LoggedIn(Arc::clone(&clock)))).unwrap();
    let config = config.to_builder().endpoint(server.endpoint()).build();
    let client = Client::new(config).unwrap();
    let call = || client.batch_add_conversation_participant(request());
    call().await.unwrap().complete().unwrap();
    // The file says two minutes from now each time it is read.
    *clock.lock().unwrap() += Duration::from_secs(600);
    let error = call().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NoCredentials);
    assert!(error.to_string().contains("have expired"), "{error}");
    assert_eq!(server.requests().len(), 1, "nothing was signed by others");
}
