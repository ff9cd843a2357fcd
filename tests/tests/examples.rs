//! The examples of the client, each a process of its own, against the mock server of the documents.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::example::{self, ARGUMENTS, Run, run_example};
use tests::mock::Mock;
use tests::server::{Account, Answer, VerifyingServer};
use tests::spec;

const ADD: &str = "BatchAddConversationParticipant";

/// An example, and what is to come of it.
struct Case {
    name: &'static str,
    arguments: &'static [&'static str],
    /// What it prints, but for ids of requests.
    prints: &'static [&'static str],
    /// The actions that it calls.
    calls: &'static [&'static str],
}

/// Every example.
const CASES: [Case; 8] = [
    Case {
        name: "batch_add_participants",
        arguments: &ARGUMENTS,
        prints: &["request id: …", "failed user ids: []"],
        calls: &[ADD],
    },
    Case {
        name: "bulk_import",
        arguments: &["--count", "120"],
        prints: &["added 120 of 120 users"],
        calls: &[ADD, ADD, ADD],
    },
    Case {
        name: "create_group",
        arguments: &[],
        prints: &["opened group 7012345678901234567", "added [10001, 10002]"],
        calls: &["CreateConversation", ADD],
    },
    Case {
        name: "page_members",
        arguments: &[],
        prints: &[
            "10002 Grace Owner",
            "10002 Grace Owner",
            "10002 Grace Owner",
            "3 members",
        ],
        calls: &[
            "ScanConversationParticipantList",
            "ScanConversationParticipantList",
            "ScanConversationParticipantList",
        ],
    },
    Case {
        name: "partial_failure",
        arguments: &[],
        prints: &["try 1: 0 left out"],
        calls: &[ADD],
    },
    Case {
        name: "register_users",
        arguments: &[],
        prints: &[
            "registered 20 of 20",
            "registered 20 of 20",
            "registered 5 of 5",
        ],
        calls: &["RegisterUsers", "RegisterUsers", "RegisterUsers"],
    },
    Case {
        name: "scripted_test",
        arguments: &[],
        prints: &["user 10001: Yes"],
        calls: &[ADD],
    },
    Case {
        name: "send_message",
        arguments: &[],
        prints: &["sent message 7123456789012345679"],
        calls: &["SendMessage"],
    },
];

/// Runs an example with the keys of the account that servers know.
fn run_at(endpoint: &str, name: &str, arguments: &[&str]) -> Run {
    let account = Account::example();
    let environment = [
        ("VOLCENGINE_ENDPOINT", endpoint),
        ("VOLCENGINE_ACCESS_KEY", &account.access_key),
        ("VOLCENGINE_SECRET_KEY", &account.secret_key),
        ("VOLCENGINE_ECS_METADATA_DISABLED", "true"),
    ];
    run_example(name, arguments, environment)
}

/// What a run that succeeded printed, without ids of requests.
#[track_caller]
fn printed(run: &Run) -> Vec<String> {
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let lines = run.stdout.lines();
    lines
        .map(|line| match line.strip_prefix("request id: ") {
            Some(id) if !id.is_empty() => "request id: …".to_owned(),
            _ => line.to_owned(),
        })
        .collect()
}

/// The line by which a run that failed says why.
#[track_caller]
fn told(run: &Run) -> &str {
    assert_eq!(run.status, Some(1), "{run:?}");
    let line = run.stderr.strip_suffix('\n').unwrap();
    assert!(
        line.starts_with("error: ") && !line.contains('\n'),
        "{run:?}"
    );
    line
}

/// The users whom the members of a group are to be.
fn users(request: &Value) -> Vec<i64> {
    let members = request["ParticipantInfos"].as_array().unwrap();
    members
        .iter()
        .map(|member| member["ParticipantUserId"].as_i64().unwrap())
        .collect()
}

/// A reply to the action that adds members, which leaves these users out.
fn left_out(users: &[i64]) -> Answer {
    let reply =
        json!({ "ResponseMetadata": { "RequestId": "r" }, "Result": { "FailedUserIds": users } });
    Answer::json(200, &reply.to_string())
}

#[test]
fn every_example_in_the_folder_is_run_here_and_listed_where_readers_look() {
    let cases: BTreeSet<_> = CASES.iter().map(|case| case.name.to_owned()).collect();
    assert_eq!(cases, example::names());
    let guide = spec::root().join("generated-client/src/lib.rs");
    let text = std::fs::read_to_string(guide).unwrap();
    for name in &cases {
        assert!(text.contains(&format!("| `{name}` |")), "{name}");
    }
}

#[test]
fn every_example_makes_its_calls_and_says_so() {
    for case in CASES {
        let mock = Mock::start("spec", &[]);
        let run = run_at(&mock.server().endpoint(), case.name, case.arguments);
        assert_eq!(printed(&run), case.prints, "{}", case.name);
        let calls: Vec<_> = case
            .calls
            .iter()
            .map(|call| format!("200 {call}"))
            .collect();
        assert_eq!(mock.lines(), calls, "{}", case.name);
    }
}

#[test]
fn every_example_says_in_one_line_why_it_failed() {
    for case in CASES {
        let name = case.name;
        let mock = Mock::start("spec", &["error=NoAuth"]);
        let run = run_at(&mock.server().endpoint(), name, case.arguments);
        let line = told(&run);
        assert!(line.contains("NoAuth"), "{name}: {line}");

        let endpoint = mock.server().endpoint();
        let environment = [
            ("VOLCENGINE_ENDPOINT", endpoint.as_str()),
            ("VOLCENGINE_ECS_METADATA_DISABLED", "true"),
        ];
        let run = run_example(name, case.arguments, environment);
        let line = told(&run);
        assert!(line.contains("VOLCENGINE_ACCESS_KEY"), "{name}: {line}");

        let run = run_example(name, &["--unknown"], []);
        let line = told(&run);
        assert!(line.contains("--unknown"), "{name}: {line}");
    }
}

#[test]
fn create_group_adds_the_members_to_the_group_that_it_opened() {
    let mock = Mock::start("spec", &[]);
    let arguments = ["--owner", "5", "--user", "6", "--user", "7"];
    printed(&run_at(
        &mock.server().endpoint(),
        "create_group",
        &arguments,
    ));
    let [opened, added] = mock.seen().try_into().unwrap();
    let opened = opened.request.json();
    assert_eq!(opened["OwnerUserId"], 5);
    assert_eq!(opened["ConversationCoreInfo"]["ConversationType"], 2);
    let added = added.request.json();
    assert_eq!(added["ConversationShortId"], 7_012_345_678_901_234_567_i64);
    assert_eq!((users(&added), &added["Operator"]), (vec![6, 7], &json!(5)));
}

#[test]
fn create_group_fails_when_a_member_is_left_out() {
    let server = VerifyingServer::start();
    let opened = json!({
        "ResponseMetadata": { "RequestId": "r" },
        "Result": { "ConversationShortId": 7, "Exist": true },
    });
    server
        .answer(Answer::json(200, &opened.to_string()))
        .answer(left_out(&[10_002]));
    let run = run_at(&server.endpoint(), "create_group", &[]);
    assert_eq!(run.stdout, "found group 7\n");
    assert!(told(&run).contains("1 item failed"), "{run:?}");
}

#[test]
fn partial_failure_tries_again_for_those_left_out_alone() {
    let server = VerifyingServer::start();
    server.answer(left_out(&[10_002])).answer(left_out(&[]));
    let run = run_at(&server.endpoint(), "partial_failure", &[]);
    assert_eq!(printed(&run), ["try 1: 1 left out", "try 2: 0 left out"]);
    let sent: Vec<_> = server
        .requests()
        .iter()
        .map(|sent| users(&sent.json()))
        .collect();
    assert_eq!(sent, [vec![10_001, 10_002], vec![10_002]]);

    server
        .answer(left_out(&[10_002]))
        .answer(left_out(&[10_002]));
    let run = run_at(&server.endpoint(), "partial_failure", &[]);
    assert_eq!(told(&run), "error: could not be added: [10002]");
}

#[test]
fn register_users_tells_who_was_refused() {
    let server = VerifyingServer::start();
    let refused = json!({ "UserId": 10_002, "Code": "UserNotFound", "Message": "no such user" });
    let reply =
        json!({ "ResponseMetadata": { "RequestId": "r" }, "Result": { "FailedInfos": [refused] } });
    server.answer(Answer::json(200, &reply.to_string()));
    let run = run_at(&server.endpoint(), "register_users", &["--count", "3"]);
    assert_eq!(
        run.stdout,
        "10002: UserNotFound, no such user\nregistered 2 of 3\n"
    );
    assert_eq!(told(&run), "error: 1 users could not be registered");
}

#[test]
fn page_members_follows_the_pages_and_stops_when_it_has_enough() {
    let page = |id: i64, next: i64| {
        let member = json!({ "ParticipantUserId": id, "Role": 0 });
        let result = json!({ "Participants": [member], "HasMore": next > 0, "NextCursor": next });
        let reply = json!({ "ResponseMetadata": { "RequestId": "r" }, "Result": result });
        Answer::json(200, &reply.to_string())
    };
    let server = VerifyingServer::start();
    server.answer(page(1, 5)).answer(page(2, -1));
    let run = run_at(&server.endpoint(), "page_members", &[]);
    let members = [
        "1 (no nickname) Member",
        "2 (no nickname) Member",
        "2 members",
    ];
    assert_eq!(printed(&run), members);
    let cursors: Vec<_> = server
        .requests()
        .iter()
        .map(|sent| sent.json()["Cursor"].clone())
        .collect();
    assert_eq!(cursors, [0, 5]);

    server.answer(page(1, 5));
    let run = run_at(&server.endpoint(), "page_members", &["--at-most", "1"]);
    assert_eq!(printed(&run), [members[0], "1 members"]);
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn send_message_repeats_a_message_of_unknown_fate_under_its_key() {
    let mock = Mock::start("spec", &["reset,first=1"]);
    let arguments = ["--text", "a \"quoted\" word", "--key", "k-1"];
    printed(&run_at(
        &mock.server().endpoint(),
        "send_message",
        &arguments,
    ));
    let [first, second] = mock.seen().try_into().unwrap();
    assert_eq!(first.request.body, second.request.body);
    let sent = second.request.json();
    assert_eq!(sent["ClientMsgId"], "k-1");
    let content: Value = serde_json::from_str(sent["Content"].as_str().unwrap()).unwrap();
    assert_eq!(content, json!({ "text": "a \"quoted\" word" }));
}

#[test]
fn bulk_import_adds_everybody_once_and_keeps_to_the_limit_of_calls_per_second() {
    const LIMIT: usize = 50;
    let mock = Mock::start("spec", &[]);
    let arguments = [
        "--first",
        "1",
        "--count",
        "600",
        "--batch",
        "5",
        "--at-once",
        "8",
    ];
    let run = run_at(&mock.server().endpoint(), "bulk_import", &arguments);
    assert_eq!(printed(&run), ["added 600 of 600 users"]);
    let seen = mock.seen();
    let mut added: Vec<_> = seen
        .iter()
        .flat_map(|seen| users(&seen.request.json()))
        .collect();
    added.sort_unstable();
    assert_eq!(added, (1..=600).collect::<Vec<_>>());

    let arrivals: Vec<Instant> = seen.iter().map(|seen| seen.at).collect();
    assert_eq!(arrivals.len(), 120);
    // The client counts from when it sends. The way to the server takes longer for some than for others, when connections
    // are made or the machine is busy; without the limit, though, the whole import takes a few hundredths of a second.
    let blurred = Duration::from_millis(700);
    for window in arrivals.windows(LIMIT + 1) {
        let span = window[LIMIT] - window[0];
        assert!(span > blurred, "{} calls in {span:?}", LIMIT + 1);
    }
    let whole = arrivals[119] - arrivals[0];
    assert!(
        whole > Duration::from_millis(1_300),
        "120 calls in {whole:?}"
    );
}
