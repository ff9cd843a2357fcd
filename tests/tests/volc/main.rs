//! The command `volc`, as a process of its own, against a server that verifies signatures.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]

mod catalogue;
mod dry_run;
mod layout;

use std::time::Duration;

use serde_json::{Value, json};
use tests::program::Run;
use tests::server::{Account, Answer, VerifyingServer, success};
use tests::vectors::{self, Group};
use tests::{spec, volc};

const ACTION: &str = "BatchAddConversationParticipant";
const BODY: &str = r#"{"AppId":1,"ConversationShortId":2,"Operator":3,"ParticipantInfos":[{"ParticipantUserId":4}]}"#;

const SECRET: &str = "canary/secret+of/the/tests==";
const TOKEN: &str = "canary/token+of/the/tests/which+is+longer==";

/// Runs `volc` with the keys of an account.
fn run_as(account: &Account, arguments: &[&str]) -> Run {
    let token = account.session_token.as_deref().unwrap_or_default();
    let environment = [
        ("VOLCENGINE_ACCESS_KEY", account.access_key.as_str()),
        ("VOLCENGINE_SECRET_KEY", &account.secret_key),
        ("VOLCENGINE_SESSION_TOKEN", token),
        ("VOLCENGINE_ECS_METADATA_DISABLED", "true"),
    ];
    volc::run(arguments, environment, "")
}

fn run(arguments: &[&str]) -> Run {
    run_as(&Account::example(), arguments)
}

/// Calls the action at a server.
fn call(server: &VerifyingServer, options: &[&str]) -> Run {
    let endpoint = server.endpoint();
    let fixed = ["rtc", ACTION, "--endpoint", endpoint.as_str()];
    run(&[&fixed, options].concat())
}

/// What a run that succeeded printed.
#[track_caller]
fn printed(run: &Run) -> &str {
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    &run.stdout
}

#[track_caller]
fn json_of(run: &Run) -> Value {
    serde_json::from_str(printed(run)).unwrap()
}

/// The lines that a run that failed wrote: it printed nothing.
#[track_caller]
fn told(run: &Run, status: i32) -> Vec<&str> {
    assert_eq!(
        (run.status, run.stdout.as_str()),
        (Some(status), ""),
        "{run:?}"
    );
    run.stderr.lines().collect()
}

#[track_caller]
fn assert_tells(run: &Run, status: i32, parts: &[&str]) {
    let lines = told(run, status);
    assert_eq!(lines.len(), 1, "{lines:?}");
    for part in parts {
        assert!(lines[0].contains(part), "{part} in {lines:?}");
    }
}

#[test]
fn a_call_is_made_and_its_reply_printed_as_json() {
    let server = VerifyingServer::start();
    let reply = r#"{"ResponseMetadata":{"RequestId":"r-1","Region":"cn-north-1"},
        "Result":{"FailedUserIds":[9007199254740993],"Newer":{"b":1,"a":0.1}}}"#;
    server
        .answer(Answer::json(200, reply))
        .answer(Answer::json(200, reply));
    let run = call(&server, &["--body", BODY]);
    assert_eq!(
        printed(&run),
        "{\n  \"ResponseMetadata\": {\n    \"RequestId\": \"r-1\",\n    \"Region\": \"cn-north-1\"\n  },\n  \
         \"Result\": {\n    \"FailedUserIds\": [\n      9007199254740993\n    ],\n    \"Newer\": {\n      \
         \"b\": 1,\n      \"a\": 0.1\n    }\n  }\n}\n"
    );
    let received = server.only_request();
    assert_eq!(received.body, BODY.as_bytes());
    assert_eq!(received.parameter("Action").as_deref(), Some(ACTION));

    let run = call(
        &server,
        &[
            "--body",
            BODY,
            "--compact",
            "--query",
            "Result.FailedUserIds",
        ],
    );
    assert_eq!(printed(&run), "[9007199254740993]\n");
}

#[test]
fn a_part_of_the_reply_is_named_by_either_language() {
    let server = VerifyingServer::start();
    for (query, expected) in [
        ("ResponseMetadata.RequestId", "\"request-of-the-tests\"\n"),
        ("/ResponseMetadata/RequestId", "\"request-of-the-tests\"\n"),
        ("Result.Nobody", "null\n"),
    ] {
        let run = call(&server, &["--body", BODY, "--query", query]);
        assert_eq!(printed(&run), expected, "{query}");
    }
    let before = server.requests().len();
    assert_tells(
        &call(&server, &["--body", BODY, "--query", "Result.["]),
        2,
        &["--query"],
    );
    assert_eq!(server.requests().len(), before);
}

#[test]
fn the_body_comes_from_a_file_or_from_standard_input() {
    let server = VerifyingServer::start();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("body.json");
    std::fs::write(&file, format!("\u{feff}{BODY}")).unwrap();
    let of_file = format!("@{}", file.display());
    printed(&call(&server, &["--body", &of_file]));

    let account = Account::example();
    let endpoint = server.endpoint();
    let environment = [
        ("VOLCENGINE_ENDPOINT", endpoint.as_str()),
        ("VOLCENGINE_ACCESS_KEY", &account.access_key),
        ("VOLCENGINE_SECRET_KEY", &account.secret_key),
    ];
    printed(&volc::run(
        &["rtc", ACTION, "--body", "-"],
        environment,
        BODY,
    ));
    let bodies: Vec<_> = server
        .requests()
        .into_iter()
        .map(|sent| sent.body)
        .collect();
    assert_eq!(bodies, [BODY.as_bytes(), BODY.as_bytes()]);

    std::fs::write(&file, "{\n  \"AppId\": \"one\"\n}").unwrap();
    let run = call(&server, &["--body", &of_file]);
    let place = format!("{}:2:16: AppId: ", file.display());
    assert_tells(&run, 2, &[&place]);
    std::fs::write(&file, [b'{', 0xff]).unwrap();
    assert_tells(
        &call(&server, &["--body", &of_file]),
        2,
        &["UTF-8 after byte 1"],
    );
    assert_tells(
        &call(&server, &["--body", "@nowhere.json"]),
        2,
        &["nowhere.json: "],
    );
}

#[test]
fn everything_that_is_wrong_with_a_body_is_listed_by_path() {
    let server = VerifyingServer::start();
    let body = r#"{"AppId":1,"ConversationShortId":2,"Opertor":3,"ParticipantInfos":[{"ParticipantUserId":0},{}]}"#;
    let run = call(&server, &["--body", body]);
    assert_eq!(
        told(&run, 2),
        [
            "error: --body: not a valid request for BatchAddConversationParticipant; nothing was sent",
            "  Opertor: unknown member",
            "  ParticipantInfos[1].ParticipantUserId: is required",
            "  Operator: is required",
            "  ParticipantInfos[0].ParticipantUserId: must be greater than 0, but is 0",
        ]
    );
    assert_eq!(
        told(&call(&server, &[]), 2).len(),
        5,
        "four members are required"
    );
    assert_tells(&call(&server, &["--body", "{"]), 2, &["--body:1:1: "]);
    assert_eq!(server.connections(), 0);
}

#[test]
fn each_kind_of_failure_has_a_status_of_its_own() {
    let server = VerifyingServer::start();
    let error = |status, code: &str| {
        let error = format!(r#"{{"Code":"{code}","Message":"no\nway"}}"#);
        let body = format!(r#"{{"ResponseMetadata":{{"RequestId":"r-7","Error":{error}}}}}"#);
        Answer::json(status, &body)
    };
    server
        .answer(error(404, "ConversationNotFound"))
        .answer(error(429, "FlowLimitExceeded").header("retry-after", "30"))
        .answer(Answer::new(200, "text/html", "<html>"))
        .answer(Answer::json(
            200,
            r#"{"ResponseMetadata":{"RequestId":"r"},"Result":{"FailedUserIds":"x"}}"#,
        ))
        .answer(success().after(Duration::from_secs(5)));
    let body = ["--body", BODY];
    let at_once = ["--body", BODY, "--timeout", "0.3"];
    assert_tells(
        &call(&server, &body),
        4,
        &["ConversationNotFound", "no way", "r-7", "404"],
    );
    assert_tells(&call(&server, &at_once), 5, &["FlowLimitExceeded"]);
    assert_tells(&call(&server, &body), 7, &["not a JSON object"]);
    assert_tells(&call(&server, &body), 7, &["Result.FailedUserIds"]);
    assert_tells(&call(&server, &at_once), 6, &["within 300ms"]);

    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let nowhere = format!("http://{free}");
    let run = run(&["rtc", ACTION, "--body", BODY, "--endpoint", &nowhere]);
    assert_tells(&run, 6, &[&free.to_string()]);

    let no_keys = [("VOLCENGINE_ECS_METADATA_DISABLED", "true")];
    let run = volc::run(&["rtc", ACTION, "--body", BODY, "--dry-run"], no_keys, "");
    assert_tells(&run, 3, &["VOLCENGINE_ACCESS_KEY"]);
    let run = self::run(&["rtc", ACTION, "--body", BODY, "--region", "mars-1"]);
    assert_tells(&run, 2, &["mars-1"]);
}

#[test]
fn keys_can_come_from_a_profile() {
    let server = VerifyingServer::start();
    let account = Account::example();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.json");
    let profile = json!({
        "mode": "ak", "access-key": account.access_key, "secret-key": account.secret_key,
    });
    let config = json!({ "current": "other", "profiles": { "work": profile } });
    std::fs::write(&file, config.to_string()).unwrap();
    let endpoint = server.endpoint();
    let environment = [
        ("VOLCENGINE_CLI_CONFIG_FILE", file.to_str().unwrap()),
        ("VOLCENGINE_ENDPOINT", &endpoint),
        ("VOLCENGINE_ACCESS_KEY", "AKOFSOMEBODYELSE"),
        ("VOLCENGINE_SECRET_KEY", "secret-of-somebody-else"),
    ];
    let run = |name| {
        let arguments = ["rtc", ACTION, "--body", BODY, "--profile", name];
        volc::run(&arguments, environment, "")
    };
    printed(&run("work"));
    assert_eq!(
        server.only_request().json(),
        serde_json::from_str::<Value>(BODY).unwrap()
    );
    assert_tells(&run("play"), 3, &["profile play"]);
}

#[test]
fn no_secret_is_ever_printed() {
    let account = Account {
        secret_key: SECRET.to_owned(),
        ..Account::example()
    }
    .with_session_token(TOKEN);
    let server = VerifyingServer::start_with([account.clone()]);
    let endpoint = server.endpoint();
    let echo = format!(
        r#"{{"ResponseMetadata":{{"Error":{{"Code":"C","Message":"{TOKEN} {SECRET}"}}}}}}"#
    );
    server
        .answer(success())
        .answer(Answer::json(400, &echo))
        .answer(Answer::hang_up());
    let call = ["rtc", ACTION, "--body", BODY, "--endpoint", &endpoint];
    let with = |options: &[&'static str]| [&call, options].concat();
    for (arguments, status) in [
        (with(&[]), 0),
        (with(&[]), 4),
        (with(&[]), 6),
        (with(&["--dry-run"]), 0),
        (with(&["--dry-run", "--timestamp", "20240611T081530Z"]), 0),
        (with(&["--dry-run", "--query", "headers"]), 0),
        (with(&["--curl"]), 0),
        (with(&["--region", "mars 1"]), 2),
        (with(&["--profile", "none"]), 3),
        (vec!["rtc", ACTION, "--body", "{}"], 2),
        (vec!["list"], 0),
        (vec!["describe", "rtc", ACTION], 0),
        (vec!["completions", "bash"], 0),
    ] {
        let run = run_as(&account, &arguments);
        assert_eq!(run.status, Some(status), "{run:?}");
        let text = format!("{}{}", run.stdout, run.stderr);
        assert!(!text.contains("canary"), "{text}");
    }
    assert_eq!(server.requests().len(), 3);
}
