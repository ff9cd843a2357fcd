//! What a faulty server does with a request.
//!
//! Knows replies byte by byte. Gives them, whole or in part, and how the connection ends. Must never
//! know the client.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, civil};

/// What is done with one request.
#[derive(Debug, Clone)]
pub enum Play {
    /// These bytes are sent, and the connection stays.
    Reply(Vec<u8>),
    /// These bytes are sent, and the connection ends.
    Part(Vec<u8>, Ending),
    /// These bytes are sent, and the connection ends once the test says so.
    UntilTold(Vec<u8>, Ending),
    /// These bytes are sent, and nothing more.
    PartThenSilence(Vec<u8>),
    /// A reply of one byte every ten milliseconds.
    Drip,
    /// These bytes are sent, and chunks of 64 KiB without end.
    Flood(Vec<u8>),
    /// The connection is reset.
    Reset,
    /// The connection is reset before a request is read.
    ResetBeforeRequest,
    /// A success for a request whose `X-Date` is right on a clock that is so many seconds ahead,
    /// give or take five minutes; a refusal for others.
    Clock {
        /// How far the server's clock is ahead of the system's, in seconds.
        ahead: i64,
    },
    /// A success for a request with this session token, a refusal for others.
    Token(&'static str),
}

/// How a connection ends.
#[derive(Debug, Clone, Copy)]
pub enum Ending {
    /// It does not.
    KeepAlive,
    /// It is closed.
    Close,
    /// It is reset.
    Reset,
}

/// A success in which nobody failed.
const SUCCESS: &str = r#"{"ResponseMetadata":{"RequestId":"r-1"},"Result":{"FailedUserIds":[]}}"#;

/// How far a request may be from the server's time.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

impl Play {
    /// A reply with this status line, JSON in its body.
    #[must_use]
    pub fn json(status: &str, body: &str) -> Self {
        Self::Reply(reply(status, "", body.as_bytes()))
    }

    /// A reply with any bytes in its body.
    #[must_use]
    pub fn bytes(status: &str, body: &[u8]) -> Self {
        Self::Reply(reply(status, "", body))
    }

    /// A reply with further header lines, each ended by a line break.
    #[must_use]
    pub fn with_headers(status: &str, headers: &str, body: &str) -> Self {
        Self::Reply(reply(status, headers, body.as_bytes()))
    }

    /// A success.
    #[must_use]
    pub fn success() -> Self {
        Self::json("200 OK", SUCCESS)
    }

    /// A success, after which the connection is idle until the test ends it.
    #[must_use]
    pub fn success_until_told(ending: Ending) -> Self {
        Self::UntilTold(reply("200 OK", "", SUCCESS.as_bytes()), ending)
    }

    /// An error in an envelope.
    #[must_use]
    pub fn error(status: &str, code: &str) -> Self {
        Self::json(status, &envelope(code))
    }

    /// The beginning of a success, with so many bytes of its body, and the announced length of all.
    #[must_use]
    pub fn half(bytes: usize) -> Vec<u8> {
        let whole = reply("200 OK", "", SUCCESS.as_bytes());
        whole[..whole.len() - SUCCESS.len() + bytes].to_vec()
    }

    /// What this is for a request, and whether the request may have been processed then.
    pub(super) fn for_request(self, request: &str) -> (Self, bool) {
        let refused = match &self {
            Self::Clock { ahead } => {
                let now = Timestamp::now() + SignedDuration::from_secs(*ahead);
                let late =
                    date_of(request).is_none_or(|date| now.duration_since(date).abs() > TOLERANCE);
                let date = now.strftime("Date: %a, %d %b %Y %H:%M:%S GMT\r\n");
                late.then(|| (date.to_string(), "InvalidTimestamp"))
            }
            Self::Token(token) => {
                let sent = header(request, "x-security-token");
                (sent != Some(token)).then(|| (String::new(), "ExpiredToken"))
            }
            Self::Reply(bytes) => {
                // What is refused in words is not processed.
                let text = String::from_utf8_lossy(bytes);
                let refusals = [
                    " 421 ",
                    " 425 ",
                    " 429 ",
                    "RequestLimitExceeded",
                    "Throttling",
                    "ExpiredToken",
                ];
                let is_refused = refusals.iter().any(|refusal| text.contains(refusal));
                return (self, !is_refused);
            }
            _ => return (self, true),
        };
        match refused {
            Some((headers, code)) => {
                let body = envelope(code);
                (
                    Self::with_headers("401 Unauthorized", &headers, &body),
                    false,
                )
            }
            None => (Self::success(), true),
        }
    }
}

fn envelope(code: &str) -> String {
    format!(
        r#"{{"ResponseMetadata":{{"RequestId":"r-0","Error":{{"Code":"{code}","Message":"m"}}}}}}"#
    )
}

pub(super) fn reply(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn header<'a>(request: &'a str, name: &str) -> Option<&'a str> {
    request.lines().find_map(|line| {
        let (known, value) = line.split_once(": ")?;
        known.eq_ignore_ascii_case(name).then_some(value)
    })
}

fn date_of(request: &str) -> Option<Timestamp> {
    let date = civil::DateTime::strptime("%Y%m%dT%H%M%SZ", header(request, "x-date")?).ok()?;
    Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp())
}
