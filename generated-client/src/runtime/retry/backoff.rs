//! Pauses that grow and that no two clients share.
//!
//! Knows how long to wait for whom. Gives a pause drawn at random. Must never limit the number of
//! attempts: that is for a decorator to do.
//!
//! The crate `backon` has delays of this kind, but adds jitter on top of them: no pause would be shorter than its delay, and
//! clients that failed together would stay closer together. Its delays are an iterator besides, which sees
//! neither what failed nor what the server asks for. What is left of it is one multiplication.

use std::time::Duration;

use super::{FailedAttempt, RetryPolicy};

/// Retries what is safe to retry, without limit, after pauses that double.
///
/// A pause is random between zero and a bound (full jitter), so clients that fail together do not
/// return together. The bound starts at 30 ms, or at 500 ms if the service is overloaded (it
/// throttles, or a gateway returns 502 to 504), doubles with each attempt and stops at 20 seconds.
/// If the server asks for a longer pause with `Retry-After`, the random pause is added to it; if it
/// asks for more than 60 seconds, the call ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backoff {
    first: Duration,
    first_overloaded: Duration,
    longest: Duration,
    longest_asked: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            first: Duration::from_millis(30),
            first_overloaded: Duration::from_millis(500),
            longest: Duration::from_secs(20),
            longest_asked: Duration::from_secs(60),
        }
    }
}

impl Backoff {
    /// The bound of the first pause.
    #[must_use]
    pub fn first(mut self, pause: Duration) -> Self {
        self.first = pause;
        self
    }

    /// The bound of the first pause when the service is overloaded.
    #[must_use]
    pub fn first_when_overloaded(mut self, pause: Duration) -> Self {
        self.first_overloaded = pause;
        self
    }

    /// The maximum pause, unless the server asks for a longer one.
    #[must_use]
    pub fn longest(mut self, pause: Duration) -> Self {
        self.longest = pause;
        self
    }

    /// The longest pause that a server may ask for; if it asks for more, the call ends.
    #[must_use]
    pub fn longest_asked(mut self, pause: Duration) -> Self {
        self.longest_asked = pause;
        self
    }

    fn bound(&self, failed: &FailedAttempt<'_>) -> Duration {
        let error = failed.error();
        let overloaded = error.is_throttled() || matches!(error.status(), Some(502..=504));
        let first = if overloaded {
            self.first_overloaded
        } else {
            self.first
        };
        let doublings = failed.number().saturating_sub(1);
        let factor = 1_u32.checked_shl(doublings).unwrap_or(u32::MAX);
        first.saturating_mul(factor).min(self.longest)
    }
}

impl RetryPolicy for Backoff {
    fn pause(&self, failed: &FailedAttempt<'_>) -> Option<Duration> {
        if !failed.is_repeatable() {
            return None;
        }
        let drawn = self.bound(failed).mul_f64(fastrand::f64());
        match failed.retry_after() {
            Some(asked) if asked > self.longest_asked => None,
            Some(asked) => Some(asked.saturating_add(drawn)),
            None => Some(drawn),
        }
    }
}
