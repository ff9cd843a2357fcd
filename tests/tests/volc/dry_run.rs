//! What `volc` would send.

use super::*;

#[test]
fn a_dry_run_has_the_signature_of_the_official_signers() {
    let cases = vectors::own(Group::Header);
    let case = cases
        .iter()
        .find(|case| case.id == "pub-001-batch-add-conversation-participant")
        .unwrap();
    let (input, expected) = (&case.input, case.expected.as_ref().unwrap());
    let account = Account {
        access_key: input.access_key_id.clone(),
        secret_key: input.secret_access_key.clone(),
        ..Account::example()
    };
    let body = input.body_utf8.as_deref().unwrap();
    let options = [
        "--dry-run",
        "--timestamp",
        &input.timestamp,
        "--region",
        &input.region,
    ];
    let arguments = [["rtc", ACTION, "--body", body].as_slice(), &options].concat();
    let shown = json_of(&run_as(&account, &arguments));
    assert_eq!(shown["method"], "POST");
    assert_eq!(
        shown["url"],
        "https://rtc.volcengineapi.com/?Action=BatchAddConversationParticipant&Version=2020-12-01"
    );
    assert_eq!(shown["body"], body);
    assert_eq!(shown["headers"]["host"], input.host);
    assert_eq!(shown["headers"]["x-date"], input.timestamp);
    assert_eq!(shown["headers"]["content-type"], "application/json");
    assert_eq!(
        shown["headers"]["x-content-sha256"],
        expected.payload_sha256
    );
    assert_eq!(
        shown["headers"]["authorization"].as_str(),
        expected.authorization.as_deref()
    );
}

#[test]
fn a_dry_run_sends_nothing_and_can_be_queried() {
    let server = VerifyingServer::start();
    let run = call(
        &server,
        &["--body", BODY, "--dry-run", "--query", "headers.host"],
    );
    assert_eq!(json_of(&run), json!(server.address().to_string()));
    assert_eq!(server.connections(), 0);
    let wrong = ["--body", BODY, "--timestamp", "20240611T081530Z"];
    assert_tells(&call(&server, &wrong), 2, &["--dry-run|--curl"]);
    let wrong = ["--body", BODY, "--dry-run", "--timestamp", "yesterday"];
    assert_tells(&call(&server, &wrong), 2, &["yyyymmddThhmmssZ"]);
}

/// What a shell makes of a command: a function in place of `curl` shows its arguments.
#[cfg(unix)]
#[test]
fn the_command_for_a_shell_says_the_same_as_a_dry_run() {
    let account = Account {
        access_key: "AK/of/the/tests".to_owned(),
        ..Account::example()
    }
    .with_session_token(TOKEN);
    let body = BODY.replace(
        "\"ParticipantUserId\":4",
        r#""ParticipantUserId":4,"NickName":"it's `$HOME` \\""#,
    );
    let how = ["--timestamp", "20240611T081530Z", "--body", &body];
    let command = run_as(
        &account,
        &[["rtc", ACTION, "--curl"].as_slice(), &how].concat(),
    );
    let command = printed(&command);
    assert!(!command.contains("AK/of/the/tests"), "{command}");

    let script = format!("curl() {{ printf '%s\\n' \"$@\"; }}\n{command}");
    let environment = [
        ("VOLCENGINE_ACCESS_KEY", account.access_key.as_str()),
        ("VOLCENGINE_SESSION_TOKEN", TOKEN),
    ];
    let shell = std::path::Path::new("/bin/sh");
    let shell = tests::program::run(shell, &["-c", &script], environment, "");
    let arguments: Vec<&str> = printed(&shell).lines().collect();

    let shown = run_as(
        &account,
        &[["rtc", ACTION, "--dry-run"].as_slice(), &how].concat(),
    );
    let shown = json_of(&shown);
    assert_eq!(
        arguments[..3],
        ["--request", "POST", shown["url"].as_str().unwrap()]
    );
    assert_eq!(
        arguments[arguments.len() - 2..],
        ["--data-binary", shown["body"].as_str().unwrap()]
    );
    for (name, value) in shown["headers"].as_object().unwrap() {
        let value = match name.as_str() {
            "x-security-token" => TOKEN,
            _ => value.as_str().unwrap(),
        };
        let header = format!("{name}: {value}");
        assert!(
            arguments.contains(&header.as_str()),
            "{header} in {arguments:?}"
        );
    }
}
