//! The notation of faults, and when they apply.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and says where"
)]

use super::*;

fn fault(text: &str) -> Fault {
    text.parse().unwrap()
}

fn error(status: u16, code: &str, retry_after: Option<u64>) -> Instead {
    Instead::Error {
        status,
        code: code.to_owned(),
        retry_after: retry_after.map(Duration::from_secs),
    }
}

#[test]
fn a_fault_is_a_kind_with_conditions_in_any_order() {
    for (text, instead) in [
        ("throttle", error(429, "RequestLimitExceeded", None)),
        (
            "throttle,retry-after=2s",
            error(429, "RequestLimitExceeded", Some(2)),
        ),
        ("status=503", error(503, "InternalError", None)),
        ("error=NotFound", error(400, "NotFound", None)),
        ("html", Instead::Html),
        ("empty", Instead::Empty),
        ("truncate", Instead::Truncate),
        ("reset", Instead::Reset),
    ] {
        assert_eq!(
            fault(text),
            Fault {
                effect: Effect::Instead(instead),
                action: None,
                when: When::Always
            }
        );
    }
    for text in [
        "delay=300ms,first=2,action=Ask",
        "delay=300ms, action=Ask, first=2",
    ] {
        assert_eq!(
            fault(text),
            Fault {
                effect: Effect::Delay(Duration::from_millis(300)),
                action: Some("Ask".to_owned()),
                when: When::First(2)
            }
        );
    }
    assert_eq!(fault("reset,every=3").when, When::Every(3));
}

#[test]
fn a_text_that_is_no_fault_says_which_part_is_wrong() {
    for (text, part, why) in [
        ("", "``", "starts with `throttle`"),
        ("slow", "`slow`", "starts with"),
        ("throttle=2", "`throttle=2`", "starts with"),
        ("status=200", "`status=200`", "400 to 599"),
        ("status", "`status`", "starts with"),
        ("error=", "`error=`", "starts with"),
        ("delay=3", "`delay=3`", "such as `300ms`"),
        ("delay=-1s", "`delay=-1s`", "such as"),
        ("reset,", "``", "after the kind"),
        ("reset,twice", "`twice`", "after the kind"),
        ("reset,first=0", "`first=0`", "1 or more"),
        ("reset,every=x", "`every=x`", "1 or more"),
        ("reset,first=1,every=2", "`every=2`", "either"),
        ("reset,action=A,action=B", "`action=B`", "one action"),
        (
            "reset,retry-after=1s",
            "`retry-after=1s`",
            "only `throttle`",
        ),
    ] {
        let message = text.parse::<Fault>().unwrap_err().to_string();
        assert!(
            message.starts_with(&format!("{part}: ")) && message.contains(why),
            "{text}: {message}"
        );
    }
}

#[test]
fn each_fault_counts_the_requests_it_is_meant_for() {
    let faults = Faults::new([
        fault("reset,first=1,action=Ask"),
        fault("empty,every=2"),
        fault("delay=1s,first=3"),
        fault("delay=2s,first=1"),
    ]);
    let seen: Vec<_> = ["Tell", "Ask", "Ask", "Ask"]
        .map(|action| faults.next(action))
        .into_iter()
        .map(|befalling| (befalling.instead, befalling.delay.as_secs()))
        .collect();
    assert_eq!(
        seen,
        [
            (None, 3),
            (Some(Instead::Reset), 1),
            (None, 1),
            (Some(Instead::Empty), 0),
        ]
    );
}
