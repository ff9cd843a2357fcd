//! Dates as HTTP headers write them.
//!
//! Knows the form that is sent today, `Sun, 06 Nov 1994 08:49:37 GMT`, and two older ones that are to be read
//! as well (RFC 9110, 5.6.7). Gives a point in time.
//! Must never read a clock.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, HeaderName, RETRY_AFTER};
use jiff::civil::DateTime;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::TimeZone;

static PARSER: DateTimeParser = DateTimeParser::new();

/// The server's clock, according to the reply.
pub(in crate::runtime) fn date(headers: &HeaderMap) -> Option<SystemTime> {
    parse(text(headers, DATE)?)
}

/// How long the server asks to wait: so many seconds, or until a date on its own clock. `now` stands
/// in for that clock where the reply does not tell it.
pub(in crate::runtime) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let value = text(headers, RETRY_AFTER)?;
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        return value.parse().ok().map(Duration::from_secs);
    }
    let until = parse(value)?;
    let now = date(headers).unwrap_or(now);
    Some(until.duration_since(now).unwrap_or_default())
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

fn parse(text: &str) -> Option<SystemTime> {
    let older = |form: &&str| {
        DateTime::strptime(form, text)
            .ok()?
            .to_zoned(TimeZone::UTC)
            .ok()
    };
    match PARSER.parse_timestamp(text) {
        Ok(time) => Some(time.into()),
        Err(_) => OLDER
            .iter()
            .find_map(older)
            .map(|time| time.timestamp().into()),
    }
}

/// Those of RFC 850 and of C's `asctime`.
const OLDER: [&str; 2] = ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Duration = Duration::from_secs(1_718_107_200);

    fn headers<const N: usize>(pairs: [(HeaderName, &'static str); N]) -> HeaderMap {
        pairs
            .into_iter()
            .map(|(name, value)| (name, value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn the_servers_clock_is_read() {
        let noon = headers([(DATE, "Tue, 11 Jun 2024 12:00:00 GMT")]);
        assert_eq!(date(&noon), Some(SystemTime::UNIX_EPOCH + NOON));
        for older in [
            "Tuesday, 11-Jun-24 12:00:00 GMT",
            "Tue Jun 11 12:00:00 2024",
        ] {
            assert_eq!(date(&headers([(DATE, older)])), date(&noon), "{older}");
        }
        // A leap second is no reason to know nothing.
        let leap = date(&headers([(DATE, "Sat, 31 Dec 2016 23:59:60 GMT")])).unwrap();
        let new_year = SystemTime::UNIX_EPOCH + Duration::from_secs(1_483_228_800);
        assert!(new_year.duration_since(leap).unwrap() <= Duration::from_secs(1));
        for wrong in ["", "noon", "1718107200", "Tue, 31 Feb 2024 12:00:00 GMT"] {
            assert_eq!(date(&headers([(DATE, wrong)])), None, "{wrong}");
        }
    }

    #[test]
    fn a_wait_is_a_number_of_seconds_or_a_date_on_the_servers_clock() {
        let far_off = SystemTime::UNIX_EPOCH;
        let wait = |pairs| retry_after(&pairs, far_off).map(|wait| wait.as_secs());
        assert_eq!(wait(headers([(RETRY_AFTER, " 7 ")])), Some(7));
        let until = "Tue, 11 Jun 2024 12:00:09 GMT";
        assert_eq!(
            wait(headers([(RETRY_AFTER, until)])),
            Some(NOON.as_secs() + 9)
        );
        let now = "Tue, 11 Jun 2024 12:00:00 GMT";
        assert_eq!(wait(headers([(DATE, now), (RETRY_AFTER, until)])), Some(9));
        assert_eq!(wait(headers([(DATE, until), (RETRY_AFTER, now)])), Some(0));
        for wrong in ["", "soon", "-1", "1.5", "99999999999999999999999"] {
            assert_eq!(wait(headers([(RETRY_AFTER, wrong)])), None, "{wrong}");
        }
        assert_eq!(wait(HeaderMap::new()), None);
    }
}
