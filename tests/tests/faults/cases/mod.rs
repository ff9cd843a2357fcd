//! The faults, as data.

mod replies;

use std::time::Duration;

use generated_client::runtime::RateLimit;
use generated_client::runtime::config::ConfigBuilder;
use tests::faulty::{Ending, Play};

/// One fault.
pub(crate) struct Case {
    /// What happens; it stands in the table.
    pub(crate) name: &'static str,
    pub(crate) place: Place,
    pub(crate) keys: Keys,
    /// How far the client's clock is ahead, in seconds.
    pub(crate) clock_ahead: i64,
    pub(crate) plays: Vec<Play>,
    pub(crate) settings: fn(ConfigBuilder) -> ConfigBuilder,
    /// Whether time decides what comes of it. Such faults are played after all others, which would take time from them.
    pub(crate) is_timed: bool,
    /// No two requests may be closer than this.
    pub(crate) least_pause: Duration,
}

/// Where the client is sent.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// To the server.
    Server,
    /// To the server, which knows nothing of encryption and waits for a request.
    Encrypted,
    /// To an address where nobody listens.
    Nobody,
    /// To the server, through a proxy where nobody listens.
    DeadProxy,
}

/// Where credentials come from.
#[derive(Clone, Copy)]
pub(crate) enum Keys {
    /// They are fixed.
    Fixed,
    /// They are temporary, and each time they are refused there is the next one, until there is
    /// none.
    Tokens(&'static [&'static str]),
    /// They are temporary, and their token is missing.
    Half,
    /// They never come.
    Never,
}

/// The case of this name.
pub(crate) fn named(name: &str) -> Case {
    all()
        .into_iter()
        .find(|case| case.name == name)
        .unwrap_or_else(|| panic!("no case is called `{name}`"))
}

fn case(name: &'static str, plays: impl Into<Vec<Play>>) -> Case {
    Case {
        name,
        place: Place::Server,
        keys: Keys::Fixed,
        clock_ahead: 0,
        plays: plays.into(),
        settings: |config| config,
        is_timed: false,
        least_pause: Duration::ZERO,
    }
}

const SHORT: Duration = Duration::from_millis(700);

fn short_attempts(config: ConfigBuilder) -> ConfigBuilder {
    config.attempt_timeout(SHORT)
}

fn short_call(config: ConfigBuilder) -> ConfigBuilder {
    config.timeout(SHORT)
}

fn short_connecting(config: ConfigBuilder) -> ConfigBuilder {
    config.connect_timeout(SHORT)
}

/// Every fault, in the order of the table.
pub(crate) fn all() -> Vec<Case> {
    let mut cases = connecting();
    cases.extend(breaking());
    cases.extend(waiting());
    cases.extend(too_much());
    cases.extend(overload());
    cases.extend(replies::all());
    cases.extend(credentials());
    cases
}

fn connecting() -> Vec<Case> {
    vec![
        Case {
            place: Place::Nobody,
            ..case("the connection is refused", [])
        },
        Case {
            place: Place::DeadProxy,
            ..case("the proxy is dead", [Play::success()])
        },
        Case {
            place: Place::Encrypted,
            settings: short_connecting,
            is_timed: true,
            ..case("connecting takes too long", [Play::success()])
        },
        Case {
            place: Place::Encrypted,
            settings: short_call,
            is_timed: true,
            ..case(
                "connecting takes longer than the call may",
                [Play::success()],
            )
        },
    ]
}

fn breaking() -> Vec<Case> {
    let reset = |bytes| Play::Part(bytes, Ending::Reset);
    let close = |bytes| Play::Part(bytes, Ending::Close);
    vec![
        case(
            "a reset before the request is read",
            [Play::ResetBeforeRequest, Play::success()],
        ),
        case("a reset before the reply", [Play::Reset, Play::success()]),
        case("a reset before every reply", [Play::Reset]),
        case(
            "a reset within the head",
            [reset(b"HTTP/1.1 200 O".to_vec()), Play::success()],
        ),
        case(
            "a reset within the body",
            [reset(Play::half(20)), Play::success()],
        ),
        case("a reset after the reply", [reset(Play::half(70))]),
        case(
            "a close before the reply",
            [close(Vec::new()), Play::success()],
        ),
        case("a truncated body", [close(Play::half(20)), Play::success()]),
        case("a truncated body every time", [close(Play::half(20))]),
        case(
            "chunks without a length",
            [
                Play::Reply(
                    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".to_vec(),
                ),
                Play::success(),
            ],
        ),
        case(
            "a chunk longer than any number",
            [
                Play::Reply(
                    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n"
                        .to_vec(),
                ),
                Play::success(),
            ],
        ),
    ]
}

fn waiting() -> Vec<Case> {
    let silence = || Play::PartThenSilence(Vec::new());
    vec![
        Case {
            settings: short_attempts,
            is_timed: true,
            ..case("no reply within the time of an attempt", [silence()])
        },
        Case {
            settings: short_attempts,
            is_timed: true,
            ..case(
                "no reply to the first attempt",
                [silence(), Play::success()],
            )
        },
        Case {
            settings: short_attempts,
            is_timed: true,
            ..case(
                "half a body, then silence",
                [Play::PartThenSilence(Play::half(20)), Play::success()],
            )
        },
        Case {
            settings: short_call,
            is_timed: true,
            ..case("no reply within the time of the call", [silence()])
        },
        Case {
            settings: short_call,
            is_timed: true,
            ..case("a body of one byte now and then", [Play::Drip])
        },
        Case {
            settings: |config| short_call(config).rate_limit(slow_limit(RateLimit::wait())),
            is_timed: true,
            ..case(
                "no slot under the rate limit in time",
                [Play::error("429 Slow", "x")],
            )
        },
        Case {
            keys: Keys::Never,
            settings: short_call,
            is_timed: true,
            ..case("credentials that never come", [Play::success()])
        },
    ]
}

/// One call per second: the second attempt finds it used up.
fn slow_limit(limit: RateLimit) -> RateLimit {
    limit.action("BatchAddConversationParticipant", 1)
}

fn too_much() -> Vec<Case> {
    const CHUNKED: &[u8] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    const ANNOUNCED: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n";
    vec![
        case("a body that never ends", [Play::Flood(CHUNKED.to_vec())]),
        case("a reply of 100 MB", [Play::Flood(ANNOUNCED.to_vec())]),
        case(
            "a head that never ends",
            [Play::Flood(b"HTTP/1.1 200 OK\r\nX-Y: ".to_vec())],
        ),
    ]
}

fn overload() -> Vec<Case> {
    let page = "<html><h1>502 Bad Gateway</h1></html>";
    let busy = |status| Play::error(status, "InternalError");
    let asking = |pause| {
        let headers = format!("Retry-After: {pause}\r\n");
        Play::with_headers("429 Too Many Requests", &headers, "<h1>slow down</h1>")
    };
    vec![
        case(
            "429 once",
            [
                Play::error("429 Slow", "FlowLimitExceeded"),
                Play::success(),
            ],
        ),
        case(
            "429 every time",
            [Play::error("429 Slow", "FlowLimitExceeded")],
        ),
        Case {
            least_pause: Duration::from_secs(1),
            ..case("429 with `Retry-After: 1`", [asking("1"), Play::success()])
        },
        case(
            "429 with `Retry-After: 3600`",
            [asking("3600"), Play::success()],
        ),
        Case {
            settings: |config| config.rate_limit(slow_limit(RateLimit::fail_fast())),
            is_timed: true,
            ..case(
                "429, and the client's own limit fails fast",
                [asking("0"), Play::success()],
            )
        },
        case(
            "too many calls, told in a 200",
            [
                Play::error("200 OK", "RequestLimitExceeded"),
                Play::success(),
            ],
        ),
        case(
            "a page with 502",
            [Play::json("502 Bad Gateway", page), Play::success()],
        ),
        case(
            "408, before a request was whole",
            [
                Play::Part(
                    b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".to_vec(),
                    Ending::Close,
                ),
                Play::success(),
            ],
        ),
        case(
            "421, on a connection for another host",
            [Play::json("421 Misdirected Request", ""), Play::success()],
        ),
        case(
            "425, since it is too early",
            [Play::json("425 Too Early", ""), Play::success()],
        ),
        case(
            "500, 503, then success",
            [busy("500 X"), busy("503 X"), Play::success()],
        ),
        case("503 every time", [busy("503 X")]),
        case(
            "429, 500, then success",
            [busy("429 X"), busy("500 X"), Play::success()],
        ),
    ]
}

/// Seconds of a year, about.
const YEAR: i64 = 31_556_952;

fn credentials() -> Vec<Case> {
    vec![
        Case {
            clock_ahead: -600,
            ..case("the clock is ten minutes slow", [Play::Clock { ahead: 0 }])
        },
        Case {
            clock_ahead: 600,
            ..case("the clock is ten minutes fast", [Play::Clock { ahead: 0 }])
        },
        Case {
            clock_ahead: -156 * YEAR,
            ..case("the clock stands in 1870", [Play::Clock { ahead: 0 }])
        },
        Case {
            clock_ahead: 28_000 * YEAR,
            ..case("the clock stands in 30000", [Play::Clock { ahead: 0 }])
        },
        case(
            "a clock is blamed, and no other is told",
            [Play::error("401 Unauthorized", "InvalidTimestamp")],
        ),
        case(
            "a clock is blamed that is right",
            [
                Play::Clock { ahead: 10 * YEAR },
                Play::Clock { ahead: 20 * YEAR },
            ],
        ),
        Case {
            keys: Keys::Tokens(&["OLD", "NEW"]),
            ..case("the session token expires", [Play::Token("NEW")])
        },
        Case {
            keys: Keys::Tokens(&["OLD"]),
            ..case(
                "the session token expires and the refresh fails",
                [Play::Token("NEW")],
            )
        },
        Case {
            keys: Keys::Half,
            ..case("temporary keys without their token", [Play::success()])
        },
        case(
            "the session token has expired and there is no other",
            [Play::error("401 Unauthorized", "ExpiredToken")],
        ),
    ]
}
