//! Whether a failed call is made again, and when.
//!
//! Knows policies, which decide, and the budget, which keeps them within reason. Gives the pause
//! before the next attempt, and the loop that goes by it. Must never send anything.
//!
//! # What is repeated
//!
//! Unless configured, a call is attempted at most [four times](standard):
//!
//! | what happened | repeated |
//! | --- | --- |
//! | no connection, no name, connecting took too long | always: nothing was sent |
//! | status 429, or a code for too many calls | always: nothing was done |
//! | the connection broke, an attempt took too long, status 500, 502, 503 or 504, a code for a passing failure | where the action is idempotent: the specification says so, or the [call](crate::Call::idempotent) does |
//! | the service refuses the keys as stale | once more with keys fetched anew |
//! | the service refuses the signature, and its clock is not this one | once more by its clock, which is kept to from then on |
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

/// How often a call is attempted unless configured.
pub const DEFAULT_ATTEMPTS: u32 = 4;

/// The policy of a client that is not given another: [`Backoff`], with at most
/// [`DEFAULT_ATTEMPTS`].
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

/// Decides whether a failed call is made again.
///
/// The provided methods decorate a policy:
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
/// Whatever a policy decides, a pause that the call's time-out would cut short is not begun, and the
/// client's [budget](RetryBudget) has to allow the attempt.
pub trait RetryPolicy: fmt::Debug + Send + Sync {
    /// How long to wait before the next attempt; `None` ends the call with this failure.
    fn pause(&self, failed: &FailedAttempt<'_>) -> Option<Duration>;

    /// Whether a call is repeated, once each, with new keys or by the server's clock, when the
    /// service says that it is for their sake that it refuses. Such attempts are not put to
    /// [`pause`](Self::pause).
    fn repairs(&self) -> bool {
        true
    }

    /// The same policy, but with so many attempts at most, the first one included.
    fn at_most(self, attempts: u32) -> AtMost<Self>
    where
        Self: Sized,
    {
        AtMost::new(self, attempts)
    }

    /// The same policy, but no attempt begins later than this after the call began.
    fn within(self, time: Duration) -> Within<Self>
    where
        Self: Sized,
    {
        Within::new(self, time)
    }

    /// The same policy, but a call that the service answers with this code is repeated as well,
    /// whatever its action. To be said of codes that mean nothing was done.
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

/// Never repeats anything: one request per call.
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

/// An attempt that failed, as a policy sees it.
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

    /// Which attempt of its call it was; the first one is 1. Attempts with new keys or a corrected
    /// clock are not counted.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Time since the call began.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// How long the server asked to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        self.error.retry_after()
    }

    /// Whether another attempt is safe and may succeed: [`Error::is_retryable`], unless a policy in
    /// front of this one knows better.
    pub fn is_repeatable(&self) -> bool {
        self.repeatable
    }

    /// The same failure, but for the policies behind this one it is safe to repeat the call.
    #[must_use]
    pub fn repeatable(self) -> Self {
        Self {
            repeatable: true,
            ..self
        }
    }
}
