//! The example program, as a process of its own.

use tests::example::{ARGUMENTS, Run, run};
use tests::server::{Account, Answer, VerifyingServer};
use tests::spec;

/// Runs the example against a server, with the credentials of an account.
fn run_at(endpoint: &str, account: &Account) -> Run {
    let token = account.session_token.as_deref().unwrap_or_default();
    run(
        &ARGUMENTS,
        [
            ("VOLCENGINE_ENDPOINT", endpoint),
            ("VOLCENGINE_ACCESS_KEY", &account.access_key),
            ("VOLCENGINE_SECRET_KEY", &account.secret_key),
            ("VOLCENGINE_SESSION_TOKEN", token),
        ],
    )
}

/// A run that failed as it should: nothing but one line on standard error, and exit status 1.
fn line_of(run: &Run) -> &str {
    assert_eq!(run.status, Some(1), "{run:?}");
    assert_eq!(run.stdout, "", "{run:?}");
    let line = run.stderr.strip_suffix('\n').expect("a whole line");
    assert!(!line.is_empty() && !line.contains('\n'), "{run:?}");
    line
}

#[test]
fn it_makes_the_call_and_prints_request_id_and_failed_ids() {
    let server = VerifyingServer::start();
    server.answer(Answer::json(200, &spec::example_reply("partialFailure")));
    let run = run_at(&server.endpoint(), &Account::example());
    assert_eq!(run.status, Some(0), "{run:?}");
    assert_eq!(run.stderr, "");
    for part in ["20240611161530010225144082020A1B2D", "10002"] {
        assert!(run.stdout.contains(part), "{part} in {run:?}");
    }
    assert!(!run.stdout.contains("10001"), "{run:?}");
    assert_eq!(
        server.only_request().json(),
        serde_json::json!({
            "AppId": 1,
            "ConversationShortId": 2,
            "Operator": 3,
            "ParticipantInfos": [{"ParticipantUserId": 10_001}, {"ParticipantUserId": 10_002}],
        })
    );
}

#[test]
fn it_works_with_temporary_credentials() {
    let account = Account::example().with_session_token("token-of-the-tests");
    let server = VerifyingServer::start_with([account.clone()]);
    let run = run_at(&server.endpoint(), &account);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert_eq!(
        server.only_request().header("x-security-token"),
        Some("token-of-the-tests")
    );
}

#[test]
fn without_credentials_it_says_where_it_looked() {
    let server = VerifyingServer::start();
    let endpoint = server.endpoint();
    let run = run(&ARGUMENTS, [("VOLCENGINE_ENDPOINT", endpoint.as_str())]);
    let line = line_of(&run);
    for variable in [
        "VOLCENGINE_ACCESS_KEY",
        "VOLC_ACCESSKEY",
        "VOLCSTACK_ACCESS_KEY_ID",
    ] {
        assert!(line.contains(variable), "{variable} in {line}");
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn with_half_a_pair_of_keys_it_says_which_is_missing() {
    let run = run(&ARGUMENTS, [("VOLCENGINE_ACCESS_KEY", "AK")]);
    assert!(line_of(&run).contains("VOLCENGINE_SECRET_KEY"), "{run:?}");
}

#[test]
fn what_the_service_answers_is_one_line() {
    let server = VerifyingServer::start();
    let error = r#"{"Code":"ConversationNotFound","Message":"no such\nconversation"}"#;
    server.answer(Answer::json(
        404,
        &format!(r#"{{"ResponseMetadata":{{"RequestId":"r-7","Error":{error}}}}}"#),
    ));
    let run = run_at(&server.endpoint(), &Account::example());
    let line = line_of(&run);
    for part in ["ConversationNotFound", "no such conversation", "r-7", "404"] {
        assert!(line.contains(part), "{part} in {line}");
    }
}

#[test]
fn a_refused_connection_is_one_line() {
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let run = run_at(&format!("http://{free}"), &Account::example());
    assert!(line_of(&run).contains(&free.to_string()), "{run:?}");
}

#[test]
fn a_user_id_that_is_not_positive_is_one_line_and_nothing_is_sent() {
    let server = VerifyingServer::start();
    let endpoint = server.endpoint();
    let account = Account::example();
    let run = run(
        &[
            "--app-id",
            "1",
            "--conversation",
            "2",
            "--operator",
            "3",
            "--user",
            "0",
        ],
        [
            ("VOLCENGINE_ENDPOINT", endpoint.as_str()),
            ("VOLCENGINE_ACCESS_KEY", &account.access_key),
            ("VOLCENGINE_SECRET_KEY", &account.secret_key),
        ],
    );
    assert!(
        line_of(&run).contains("ParticipantInfos[0].ParticipantUserId: must be greater than 0"),
        "{run:?}"
    );
    assert_eq!(server.connections(), 0);
}

#[test]
fn an_endpoint_that_is_none_is_one_line() {
    let run = run_at("ftp://127.0.0.1", &Account::example());
    assert!(line_of(&run).contains("ftp://127.0.0.1"), "{run:?}");
}

#[test]
fn arguments_that_are_none_are_one_line() {
    for (arguments, named) in [
        (["--app-id", "1"].as_slice(), "--conversation"),
        (&["--app-id", "x"], "--app-id"),
        (&["--unknown"], "--unknown"),
    ] {
        let run = run(arguments, []);
        assert!(line_of(&run).contains(named), "{run:?}");
    }
}
