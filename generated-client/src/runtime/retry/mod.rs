//! Whether and when to retry a failed call.
//!
//! Knows policies, which decide, and the budget, which limits them. Gives the pause before the next
//! attempt, and the loop that follows it. Must never send anything.
//!
//! # What is retried
//!
//! Unless configured, a call is attempted at most [four times](standard):
//!
//! | what happened | retried |
//! | --- | --- |
//! | connecting failed or timed out, the host was not found | always: nothing was sent |
//! | status 421, 425 or 429, or a code for throttling | always: nothing was done |
//! | the connection broke, an attempt timed out, status 408, 500, 502, 503 or 504, a code for a transient failure | if the action is idempotent, by its specification or by the [call](crate::Call::idempotent) |
//! | the service rejects the keys as stale | once, with newly fetched keys |
//! | the service rejects the signature, and its clock differs | once, by its clock, which the client uses from then on |
//! | anything else | never |
//!
//! Every attempt is signed anew.

mod backoff;
mod budget;
mod decorators;

#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use super::error::Error;

pub use self::backoff::Backoff;
pub use self::budget::RetryBudget;
pub use self::decorators::{AlsoOn, AtMost, Within};

pub(in crate::runtime) use self::budget::Purse;

/// Default maximum number of attempts.
pub const DEFAULT_ATTEMPTS: u32 = 4;

/// The default policy of a client: [`Backoff`] with at most [`DEFAULT_ATTEMPTS`].
pub fn standard() -> AtMost<Backoff> {
    Backoff::default().at_most(DEFAULT_ATTEMPTS)
}

/// What is attempted until it is settled.
pub(in crate::runtime) trait Attempts: Send {
    /// What comes of it in the end.
    type Settled: Send;

    /// Makes one attempt; gives what comes of it all, or how long to wait before the next.
    fn attempt(&mut self) -> impl Future<Output = ControlFlow<Self::Settled, Duration>> + Send;
}

/// Makes attempts until one settles the matter.
pub(in crate::runtime) async fn repeat<A: Attempts>(mut attempts: A) -> A::Settled {
    loop {
        // Taken out first: what settles the matter need not be held through the pause.
        let pause = match attempts.attempt().await {
            ControlFlow::Break(settled) => return settled,
            ControlFlow::Continue(pause) => pause,
        };
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
        }
    }
}

/// Decides whether to retry a failed call.
///
/// The provided methods modify a policy:
///
/// ```
/// use std::time::Duration;
/// use generated_client::runtime::retry::{Backoff, RetryPolicy};
///
/// let policy = Backoff::default()
///     .also_on("ResourceBusy")
///     .at_most(6)
///     .within(Duration::from_secs(20));
/// ```
///
/// Regardless of the policy, a call ends if the pause would exceed its timeout, or if the client's
/// [budget](RetryBudget) does not allow another attempt.
pub trait RetryPolicy: fmt::Debug + Send + Sync {
    /// The pause before the next attempt; `None` ends the call with this failure.
    fn pause(&self, failed: &FailedAttempt<'_>) -> Option<Duration>;

    /// Whether to retry once with new keys, and once by the server's clock, if the service rejects
    /// a call because of them. [`pause`](Self::pause) does not see such attempts.
    fn repairs(&self) -> bool {
        true
    }

    /// The same policy with at most so many attempts, including the first.
    fn at_most(self, attempts: u32) -> AtMost<Self>
    where
        Self: Sized,
    {
        AtMost::new(self, attempts)
    }

    /// The same policy, but no attempt starts later than this after the start of the call.
    fn within(self, time: Duration) -> Within<Self>
    where
        Self: Sized,
    {
        Within::new(self, time)
    }

    /// The same policy, but it also retries calls that fail with this code, whatever the action.
    /// Use it only for codes that mean that nothing was done.
    fn also_on(self, code: impl Into<String>) -> AlsoOn<Self>
    where
        Self: Sized,
    {
        AlsoOn::new(self, code.into())
    }
}

impl<P: RetryPolicy + ?Sized> RetryPolicy for Arc<P> {
    fn pause(&self, failed: &FailedAttempt<'_>) -> Option<Duration> {
        (**self).pause(failed)
    }

    fn repairs(&self) -> bool {
        (**self).repairs()
    }
}

/// Never retries: one request per call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Never;

impl RetryPolicy for Never {
    fn pause(&self, _: &FailedAttempt<'_>) -> Option<Duration> {
        None
    }

    fn repairs(&self) -> bool {
        false
    }
}

/// A failed attempt, as a policy sees it.
#[derive(Debug, Clone, Copy)]
pub struct FailedAttempt<'a> {
    error: &'a Error,
    number: u32,
    elapsed: Duration,
    repeatable: bool,
}

impl<'a> FailedAttempt<'a> {
    pub(in crate::runtime) fn new(error: &'a Error, number: u32, elapsed: Duration) -> Self {
        Self {
            error,
            number,
            elapsed,
            repeatable: error.is_retryable(),
        }
    }

    /// Why it failed.
    pub fn error(&self) -> &'a Error {
        self.error
    }

    /// Number of the attempt, from 1. Attempts with new keys or a corrected clock do not count.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Time since the start of the call.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// How long the server asks to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        self.error.retry_after()
    }

    /// Whether another attempt is safe and may succeed: [`Error::is_retryable`], unless an outer
    /// policy decides otherwise.
    pub fn is_repeatable(&self) -> bool {
        self.repeatable
    }

    /// The same failure, marked as safe to retry for inner policies.
    #[must_use]
    pub fn repeatable(self) -> Self {
        Self {
            repeatable: true,
            ..self
        }
    }
}
