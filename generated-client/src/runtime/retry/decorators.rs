//! Policies that change another one.
//!
//! Knows one concern each: number, time, codes. Gives the decision of the policy within, or its
//! own. Must never know what that policy is.

use std::time::Duration;

use super::{FailedAttempt, RetryPolicy};

/// A policy with a limit on the number of attempts; see [`RetryPolicy::at_most`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtMost<P> {
    within: P,
    attempts: u32,
}

impl<P> AtMost<P> {
    pub(super) fn new(within: P, attempts: u32) -> Self {
        Self { within, attempts }
    }
}

impl<P: RetryPolicy> RetryPolicy for AtMost<P> {
    fn pause(&self, failed: &FailedAttempt<'_>) -> Option<Duration> {
        if failed.number() < self.attempts {
            self.within.pause(failed)
        } else {
            None
        }
    }

    fn repairs(&self) -> bool {
        self.within.repairs()
    }
}

/// A policy with a limit on the time; see [`RetryPolicy::within`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Within<P> {
    within: P,
    time: Duration,
}

impl<P> Within<P> {
    pub(super) fn new(within: P, time: Duration) -> Self {
        Self { within, time }
    }
}

impl<P: RetryPolicy> RetryPolicy for Within<P> {
    fn pause(&self, failed: &FailedAttempt<'_>) -> Option<Duration> {
        self.within
            .pause(failed)
            .filter(|pause| failed.elapsed().saturating_add(*pause) <= self.time)
    }

    fn repairs(&self) -> bool {
        self.within.repairs()
    }
}

/// A policy that also retries a code; see [`RetryPolicy::also_on`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlsoOn<P> {
    within: P,
    code: String,
}

impl<P> AlsoOn<P> {
    pub(super) fn new(within: P, code: String) -> Self {
        Self { within, code }
    }
}

impl<P: RetryPolicy> RetryPolicy for AlsoOn<P> {
    fn pause(&self, failed: &FailedAttempt<'_>) -> Option<Duration> {
        if failed.error().code() == Some(&self.code) {
            self.within.pause(&failed.repeatable())
        } else {
            self.within.pause(failed)
        }
    }

    fn repairs(&self) -> bool {
        self.within.repairs()
    }
}
