//! Whether a failed attempt can have had an effect.
//!
//! Knows the codes and statuses by which the platform says so. Gives a verdict. Must never know how
//! often anything is repeated.

/// What became of a request that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::runtime) enum Verdict {
    /// It had no effect, and another attempt may succeed.
    NotProcessed,
    /// It may have had its effect, and another attempt may succeed.
    PossiblyProcessed,
    /// Another attempt would fail the same way.
    Final,
}

/// Codes for too many calls. They come with several statuses, 200 among them.
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

/// Codes for a failure that passes.
const TRANSIENT: [&str; 4] = [
    "RequestError",
    "RequestTimeout",
    "RequestTimeoutException",
    "ResponseTimeout",
];

/// Whether a reply says that there were too many calls.
pub(in crate::runtime) fn is_throttled(status: u16, code: Option<&str>) -> bool {
    status == 429 || code.is_some_and(|code| THROTTLED.contains(&code))
}

/// The verdict on a reply that is an error.
pub(in crate::runtime) fn of_reply(status: u16, code: Option<&str>) -> Verdict {
    if is_throttled(status, code) {
        Verdict::NotProcessed
    } else if matches!(status, 500 | 502 | 503 | 504)
        || code.is_some_and(|code| TRANSIENT.contains(&code))
    {
        // The platform's own clients count 502 to 504 as throttled, but a gateway says them after
        // processing, too.
        Verdict::PossiblyProcessed
    } else {
        Verdict::Final
    }
}
