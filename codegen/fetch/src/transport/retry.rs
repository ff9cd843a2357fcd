//! When a request is made once more.

use std::time::Duration;

use http::HeaderMap;
use http::header::RETRY_AFTER;
use jiff::Timestamp;
use jiff::fmt::rfc2822;

/// Pauses between attempts.
const PAUSES: [Duration; 3] = [
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
];

/// The longest time that a server may ask for.
pub(super) const LONGEST: Duration = Duration::from_secs(120);

/// How long to wait after so many failed attempts; `None` when there were enough.
pub(super) fn pause(failed: usize) -> Option<Duration> {
    PAUSES.get(failed.checked_sub(1)?).copied()
}

/// How often a request is made at most.
pub(super) const fn attempts() -> usize {
    PAUSES.len() + 1
}

/// How long the server asks to wait, in seconds or until a date.
pub(super) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let until = rfc2822::parse(text).ok()?.timestamp();
    let seconds = until.as_second().saturating_sub(now.as_second());
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use std::time::Duration;

    use http::HeaderMap;
    use http::header::RETRY_AFTER;
    use jiff::Timestamp;

    use super::{attempts, pause, retry_after};

    #[test]
    fn pauses_grow_and_end() {
        let pauses: Vec<_> = (0..6).map(pause).collect();
        let seconds = |seconds| Some(Duration::from_secs(seconds));
        let expected = [None, seconds(1), seconds(2), seconds(4), None, None];
        assert_eq!(pauses, expected);
        assert_eq!(attempts(), 4);
    }

    #[test]
    fn a_server_asks_in_seconds_or_by_date() {
        let now: Timestamp = "2026-08-21T10:00:00Z".parse().unwrap();
        let asked = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, text.parse().unwrap());
            retry_after(&headers, now).map(|time| time.as_secs())
        };
        assert_eq!(asked("7"), Some(7));
        assert_eq!(asked("Fri, 21 Aug 2026 10:01:30 GMT"), Some(90));
        assert_eq!(asked("Fri, 21 Aug 2026 09:00:00 GMT"), Some(0));
        assert_eq!(asked("soon"), None);
        assert_eq!(retry_after(&HeaderMap::new(), now), None);
    }
}
