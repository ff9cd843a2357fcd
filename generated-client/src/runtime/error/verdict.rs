//! Whether a failed attempt can have had an effect.
//!
//! Knows the codes and statuses by which the platform says so. Gives a verdict. Must never know how
//! often anything is repeated.

/// The effect of a failed request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::runtime) enum Verdict {
    /// It had no effect, and another attempt may succeed.
    NotProcessed,
    /// It may have had its effect, and another attempt may succeed.
    PossiblyProcessed,
    /// Another attempt would fail the same way.
    Final,
}

/// Codes for throttling. They come with several statuses, including 200.
const THROTTLED: [&str; 9] = [
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

/// Codes for a transient failure.
const TRANSIENT: [&str; 4] = [
    "RequestError",
    "RequestTimeout",
    "RequestTimeoutException",
    "ResponseTimeout",
];

/// Codes for keys that are not valid any more, or not yet known everywhere.
const STALE_KEYS: [&str; 4] = [
    "ExpiredToken",
    "ExpiredTokenException",
    "InvalidAccessKey",
    "RequestExpired",
];

/// Codes for a signature that a wrong clock can be the reason of.
const CLOCK: [&str; 3] = [
    "InvalidTimestamp",
    "RequestExpired",
    "SignatureDoesNotMatch",
];

/// Codes for a signature that is refused for another reason.
const SIGNATURE: [&str; 4] = [
    "InvalidAuthorization",
    "InvalidCredential",
    "MissingAuthenticationToken",
    "MissingSignature",
];

/// Whether other keys may help. The request was refused before anything was done.
pub(in crate::runtime) fn blames_keys(code: &str) -> bool {
    STALE_KEYS.contains(&code)
}

/// Whether the right time may help. The request was refused before anything was done.
pub(in crate::runtime) fn blames_clock(code: &str) -> bool {
    CLOCK.contains(&code)
}

/// Whether it is the signature, or the keys it was made with, that the service refuses.
pub(in crate::runtime) fn blames_signature(code: &str) -> bool {
    blames_keys(code) || blames_clock(code) || SIGNATURE.contains(&code)
}

/// Whether a reply says that there were too many calls.
pub(in crate::runtime) fn is_throttled(status: u16, code: Option<&str>) -> bool {
    status == 429 || code.is_some_and(|code| THROTTLED.contains(&code))
}

/// The verdict on a reply that is an error.
pub(in crate::runtime) fn of_reply(status: u16, code: Option<&str>) -> Verdict {
    if is_throttled(status, code) || (matches!(status, 421 | 425) && code.is_none()) {
        // The last two are for another connection, or for the same one a little later (RFC 9110, 15.5.20; RFC 8470).
        Verdict::NotProcessed
    } else if matches!(status, 408 | 500 | 502 | 503 | 504)
        || code.is_some_and(|code| TRANSIENT.contains(&code))
    {
        // The platform's own clients count 502 to 504 as throttled, but a gateway says them after
        // processing, too.
        Verdict::PossiblyProcessed
    } else {
        Verdict::Final
    }
}

/// Whether a failure with this code is transient, according to the platform's common codes and the
/// status. Generated code falls back on it if a service documents nothing.
pub fn may_pass(code: &str, status: Option<u16>) -> bool {
    of_reply(status.unwrap_or_default(), Some(code)) != Verdict::Final
}
