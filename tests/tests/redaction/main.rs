//! Secrets stay where they belong: in no debug output, no error, no log and nothing the example prints.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod echoes;

use std::error::Error as StdError;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantRequest, ParticipantInfo,
};
use generated_client::runtime::credentials::{Chain, EnvironmentVariables};
use generated_client::runtime::environment::Environment;
use generated_client::runtime::observe::{Finished, Observe};
use generated_client::runtime::signing::{self, Request, Scope, Signer, SigningKey};
use generated_client::sts::v2018_01_01::assume_role::AssumeRoleRequest;
use generated_client::{Config, Credentials, Error};
use tests::server::{Account, Answer, Received, VerifyingServer, success};
use tests::{example, logs};

const SECRET: &str = "canary/secret+of/the/tests==";
const TOKEN: &str = "canary/token+of/the/tests/which+is+longer==";

fn account() -> Account {
    Account {
        secret_key: SECRET.to_owned(),
        ..Account::example()
    }
    .with_session_token(TOKEN)
}

fn credentials() -> Credentials {
    Credentials::temporary(account().access_key, SECRET, TOKEN)
}

fn config(server: &VerifyingServer) -> Config {
    Config::builder()
        .credentials(credentials())
        .endpoint(server.endpoint())
        .build()
}

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

/// What nobody may read: the secrets, and what only their owner could have made of a request.
fn confidential(received: Option<&Received>) -> Vec<String> {
    // The last is how the token begins in Base64, behind a header's name of 18 bytes.
    let mut confidential = [SECRET, TOKEN, "canary", "Y2FuYXJ5L3Rva2Vu"]
        .map(str::to_owned)
        .to_vec();
    confidential.push(hexadecimal("canary"));
    // The middle of the token, where it is told in parts.
    confidential.push("which+is".to_owned());
    if let Some(received) = received {
        let authorization = received.header("authorization").unwrap();
        confidential.push(authorization.to_owned());
        confidential.push(authorization.rsplit_once('=').unwrap().1.to_owned());
    }
    confidential
}

#[track_caller]
fn assert_clean(text: &str, received: Option<&Received>) {
    for secret in confidential(received) {
        assert!(!text.contains(&secret), "`{secret}` in {text}");
    }
}

fn hexadecimal(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

/// Everything an error says, its sources included.
fn words(error: &Error) -> String {
    let mut words = format!(
        "{error}\n{error:?}\n{error:#?}\n{:?}\n{:?}\n{:?}",
        error.details().collect::<Vec<_>>(),
        error.body_start(),
        error.service_message()
    );
    let mut source = error.source();
    while let Some(cause) = source {
        words.push_str(&format!("\n{cause}\n{cause:?}"));
        source = cause.source();
    }
    words
}

#[derive(Debug)]
struct Scripted;

impl Environment for Scripted {
    fn variable(&self, name: &str) -> Option<std::ffi::OsString> {
        match name {
            "VOLCENGINE_ACCESS_KEY" => Some("AK".into()),
            "VOLCENGINE_SECRET_KEY" => Some(SECRET.into()),
            "VOLCENGINE_SESSION_TOKEN" => Some(TOKEN.into()),
            _ => None,
        }
    }

    fn now(&self) -> std::time::SystemTime {
        std::time::SystemTime::now()
    }
}

#[tokio::test]
async fn debug_output_holds_no_secret() {
    let server = VerifyingServer::start_with([account()]);
    let config = config(&server);
    let client = Client::new(config.clone()).unwrap();
    let from_environment = Config::from_environment(Arc::new(Scripted)).unwrap();
    let variables = EnvironmentVariables::of(Arc::new(Scripted));
    let call = client.batch_add_conversation_participant(request());
    for text in [
        format!("{:?} {:#?}", credentials(), credentials()),
        format!("{config:?} {config:#?} {:?}", config.to_builder()),
        format!("{client:?} {client:#?} {:?}", client.runtime()),
        format!("{call:?} {call:#?}"),
        format!("{:?}", call.into_future()),
        format!(
            "{from_environment:?} {:?}",
            Client::new(from_environment.clone()).unwrap()
        ),
        format!("{variables:?}"),
        format!("{:?}", Chain::new().or(variables).or(credentials())),
    ] {
        assert_clean(&text, None);
    }
}

#[test]
fn debug_output_of_a_signature_holds_none() {
    let credentials = credentials();
    let request = Request {
        method: "POST",
        host: "localhost",
        path: "/",
        query: &[("Secret", SECRET)],
        headers: &[("x-secret", TOKEN)],
        body: SECRET.as_bytes(),
    };
    let scope = Scope {
        region: "r",
        service: "s",
        time: "20240611T081530Z".parse().unwrap(),
    };
    let signer = Signer::new();
    let signed = signer.sign(&request, &scope, &credentials);
    let presigned = signing::presign(&request, &scope, &credentials, true);
    let key = SigningKey::derive(&credentials, &scope);
    let text = format!("{request:?} {scope:?} {signer:?} {signed:#?} {presigned:#?} {key:?}");
    assert_clean(&text, None);
    for secret in [
        signed.authorization(),
        signed.signature(),
        signed.string_to_sign(),
        presigned.signature(),
        presigned.string_to_sign(),
        presigned.query(),
    ] {
        assert!(
            !text.contains(secret) && !text.contains(&format!("{secret:?}")),
            "{text}"
        );
    }
}

#[tokio::test]
async fn errors_hold_no_secret() {
    logs::record();
    for answer in [
        Answer::hang_up(),
        Answer::json(200, "{").broken_before(100),
        Answer::json(200, "{").silent_before(100),
        Answer::json(200, "{"),
        Answer::new(502, "text/html", "<html>"),
        Answer::json(
            403,
            r#"{"ResponseMetadata":{"RequestId":"r","Error":{"Code":"AccessDenied","Message":"no"}}}"#,
        ),
    ] {
        let server = VerifyingServer::start_with([account()]);
        server.answer(answer);
        let call = Client::new(config(&server))
            .unwrap()
            .batch_add_conversation_participant(request());
        let error = call.timeout(Duration::from_millis(300)).await.unwrap_err();
        assert_clean(&words(&error), Some(&server.only_request()));
        assert_clean(&logs::recorded(), Some(&server.only_request()));
    }
}

#[tokio::test]
async fn a_call_that_succeeds_logs_no_secret() {
    logs::record();
    let server = VerifyingServer::start_with([account()]);
    let reply = Client::new(config(&server))
        .unwrap()
        .batch_add_conversation_participant(request())
        .await
        .unwrap();
    assert_clean(&format!("{reply:?}"), Some(&server.only_request()));
    let logged = logs::recorded();
    assert!(
        logged.contains(&server.address().to_string()),
        "nothing was recorded at all: {logged}"
    );
    assert_clean(&logged, Some(&server.only_request()));
}

/// An observer that prints what it sees.
#[derive(Debug, Default)]
struct Printing(Arc<Mutex<String>>);

impl Observe for Printing {
    fn after_attempt(&self, attempt: &Finished<'_>) {
        let mut printed = self.0.lock().unwrap();
        printed.push_str(&format!("{attempt:?} {:?}", attempt.request_id()));
    }
}

#[tokio::test]
async fn neither_spans_nor_observers_show_what_a_success_has_in_confidence() {
    logs::record();
    let server = VerifyingServer::start_with([account()]);
    server.answer(Answer::json(
        200,
        &format!(
            r#"{{"ResponseMetadata":{{"RequestId":"r {TOKEN}"}},"Result":{{"Credentials":{{"SecretAccessKey":"canary"}}}}}}"#
        ),
    ));
    let printing = Printing::default();
    let config = config(&server)
        .to_builder()
        .observe(Printing(Arc::clone(&printing.0)));
    let request = AssumeRoleRequest::builder()
        .role_trn("trn:iam::1:role/r")
        .role_session_name("s")
        .build();
    let client = generated_client::sts::v2018_01_01::Client::new(config.build()).unwrap();
    client.assume_role(request).await.unwrap();
    let printed = printing.0.lock().unwrap().clone();
    assert!(printed.contains("r <redacted>"), "{printed}");
    assert_clean(&printed, Some(&server.only_request()));
    assert_clean(&logs::recorded(), Some(&server.only_request()));
}

#[tokio::test]
async fn issued_secrets_are_shown_neither_by_results_nor_by_errors() {
    let keys = r#""Credentials":{"AccessKeyId":"AKTP","SecretAccessKey":"canary-key","SessionToken":"canary-token"}"#;
    for (user, is_readable) in [
        ("{}", true),
        ("5", false),
        ("\"canary-trn\"", false),
        ("{", false),
    ] {
        let server = VerifyingServer::start_with([account()]);
        server.answer(Answer::json(
            200,
            &format!(r#"{{"ResponseMetadata":{{"RequestId":"r"}},"Result":{{{keys},"AssumedRoleUser":{user}}}}}"#),
        ));
        let client = generated_client::sts::v2018_01_01::Client::new(config(&server)).unwrap();
        let request = AssumeRoleRequest::builder()
            .role_trn("trn:iam::1:role/r")
            .role_session_name("s")
            .build();
        match client.assume_role(request).await {
            Ok(reply) => {
                assert!(is_readable, "{user}");
                assert_eq!(reply.result.credentials.secret_access_key, "canary-key");
                let shown = format!("{reply:?} {reply:#?}");
                assert!(shown.contains("secret_access_key: ***"), "{shown}");
                assert_clean(&shown, None);
            }
            Err(error) => {
                assert!(!is_readable, "{user}: {error}");
                assert_eq!(error.body_start(), None);
                // The keys were issued: who asks for the reply gets it.
                assert!(error.body().unwrap().contains("canary-key"));
                assert_clean(&words(&error), None);
            }
        }
        assert_eq!(server.requests().len(), 1);
    }
}

/// Every structure with a member that its document calls a secret hides that member.
#[test]
fn every_generated_type_hides_its_secrets() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut hidden = 0;
    for (document, file) in [
        (
            "spec/sts/2018-01-01/AssumeRole.yaml",
            "sts/v2018_01_01/assume_role.rs",
        ),
        (
            "spec/rtc/2020-12-01/GetAppToken.yaml",
            "rtc/v2020_12_01/get_app_token.rs",
        ),
    ] {
        let document = fs::read_to_string(root.join(document)).unwrap();
        let file = fs::read_to_string(root.join("generated-client/src").join(file)).unwrap();
        let secrets = document.matches("format: password").count();
        let said = file.lines().filter(|line| line.ends_with(" secret,"));
        assert_eq!(said.count(), secrets, "in {file}");
        hidden += secrets;
    }
    let mut marked = 0;
    for service in fs::read_dir(root.join("spec")).unwrap() {
        for version in fs::read_dir(service.unwrap().path()).unwrap() {
            let version = version.unwrap().path();
            for document in fs::read_dir(&version).into_iter().flatten() {
                let text = fs::read_to_string(document.unwrap().path()).unwrap();
                marked += text.matches("format: password").count();
            }
        }
    }
    assert_eq!(hidden, marked, "a document with secrets is not looked at");
}

#[test]
fn the_example_prints_no_secret() {
    let account = account();
    let server = VerifyingServer::start_with([account.clone()]);
    let echo = format!(
        r#"{{"ResponseMetadata":{{"RequestId":"r","Error":{{"Code":"C","Message":"{TOKEN}"}}}}}}"#
    );
    server
        .answer(success())
        .answer(Answer::json(400, &echo))
        .answer(Answer::hang_up());
    let endpoint = server.endpoint();
    for (endpoint, status) in [
        (endpoint.as_str(), 0),
        (&endpoint, 1),
        (&endpoint, 1),
        ("http://user:canary@host", 1),
    ] {
        let run = example::run(
            &example::ARGUMENTS,
            [
                ("VOLCENGINE_ENDPOINT", endpoint),
                ("VOLCENGINE_ACCESS_KEY", &account.access_key),
                ("VOLCENGINE_SECRET_KEY", SECRET),
                ("VOLCENGINE_SESSION_TOKEN", TOKEN),
                ("RUST_BACKTRACE", "1"),
                ("RUST_LOG", "trace"),
            ],
        );
        assert_eq!(run.status, Some(status), "{run:?}");
        let received = server.requests();
        assert_clean(&format!("{}{}", run.stdout, run.stderr), received.last());
    }
    assert_eq!(server.requests().len(), 3);
    assert_eq!(server.refusals(), []);
}
