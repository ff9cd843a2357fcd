//! What `volc` says of services and actions.

use super::*;

#[test]
fn services_and_actions_are_listed_and_described() {
    let services = run(&["list"]);
    let line = "rtc  Real-Time Communication (RTC): 2020-12-01 with 55 actions\n";
    assert!(printed(&services).contains(line), "{services:?}");
    let actions = run(&["list", "rtc"]);
    let is_listed = |line: &str| {
        let (name, summary) = line.split_once(' ').unwrap_or_default();
        name == ACTION && summary.trim() == "Add members to a group in bulk"
    };
    assert!(printed(&actions).lines().any(is_listed), "{actions:?}");
    let described = run(&["describe", "rtc", ACTION]);
    let described = printed(&described);
    for part in [
        "At most 50 calls per second per account.\n",
        "Not idempotent: repeating a call may repeat its effect.\n",
        "https://www.volcengine.com/docs/6348/336991\n",
        "  ParticipantInfos: list of objects, required\n",
        "    ParticipantUserId: 64-bit integer, required\n",
        "        Must be greater than 0.\n",
        "        Default: 0.\n",
        "        = 2 Manager: Administrator of the group.\n",
        "  FailedUserIds: list of 64-bit integers\n",
        "  ConversationNotFound\n",
    ] {
        assert!(described.contains(part), "{part} in {described}");
    }
    // The example is one that can be sent.
    let example = described.split_once("Example body:\n").unwrap().1;
    let example = example.split_once("\n\n").unwrap().0;
    assert_eq!(
        serde_json::from_str::<Value>(example).unwrap(),
        spec::example_request()
    );
    json_of(&run(&["rtc", ACTION, "--dry-run", "--body", example]));
}

#[test]
fn a_name_that_nothing_has_brings_the_one_that_was_meant() {
    let meant = "did you mean `BatchAddConversationParticipant`?";
    assert_tells(
        &run(&["rtc", "BatchAddConversationParticipants"]),
        2,
        &[meant],
    );
    assert_tells(
        &run(&["describe", "rtc", "batchaddconversationparticipant"]),
        2,
        &[meant],
    );
    assert_tells(&run(&["rtv", ACTION]), 2, &["did you mean `rtc`?"]);
    assert_tells(&run(&["list", "rtv"]), 2, &["rtv"]);
    assert_tells(&run(&["rtc"]), 2, &["name a command"]);
    assert_tells(&run(&[]), 2, &["name a command"]);
    assert_tells(&run(&["rtc", ACTION, "--bdy", "{}"]), 2, &["--bdy"]);
    let version = ["rtc", ACTION, "--body", BODY, "--api-version", "1999-01-01"];
    assert_tells(&run(&version), 2, &["1999-01-01", "2020-12-01"]);
}

#[test]
fn shells_complete_services_and_actions() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = run(&["completions", shell]);
        let script = printed(&script);
        for name in ["describe", "rtc", ACTION, "--dry-run"] {
            // PowerShell and fish write an option without its dashes.
            let name = name.trim_start_matches('-');
            assert!(script.contains(name), "{name} for {shell}");
        }
    }
}

#[test]
fn the_help_tells_the_exit_statuses() {
    let help = run(&["--help"]);
    let help = printed(&help);
    for status in ["3  no credentials", "7  unreadable reply"] {
        assert!(help.contains(status), "{status} in {help}");
    }
    let help = run(&["rtc", ACTION, "--help"]);
    assert!(
        printed(&help).starts_with("Add members to a group in bulk\n"),
        "{help:?}"
    );
}
