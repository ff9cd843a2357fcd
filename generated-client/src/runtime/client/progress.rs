//! How far a call has come.
//!
//! Knows the stages of a call. Gives the error of one whose time is over. Must never make an attempt.

use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::error::{Error, ErrorKind, Verdict};
use crate::runtime::transport::Sending;

/// How far a call has come: all that is left of it when its time is over.
pub(super) struct Progress {
    pub(super) begun: Instant,
    pub(super) stage: Stage,
    pub(super) attempts: u32,
    /// Attempts with other keys or by another clock.
    pub(super) repairs: Repairs,
    pub(super) last_error: Option<Error>,
    /// The attempt that was begun last, and how far it came.
    pub(super) attempt_begun: Instant,
    pub(super) sending: Sending,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Stage {
    Turn,
    Credentials,
    Attempt,
    Pause,
}

#[derive(Default)]
pub(super) struct Repairs {
    pub(super) clock: bool,
    pub(super) keys: bool,
}

impl Progress {
    pub(super) fn new() -> Self {
        let begun = Instant::now();
        Self {
            begun,
            attempt_begun: begun,
            sending: Sending::default(),
            stage: Stage::Turn,
            attempts: 0,
            repairs: Repairs::default(),
            last_error: None,
        }
    }

    /// The number of the attempt as policies count.
    pub(super) fn number(&self) -> u32 {
        let repairs = u32::from(self.repairs.clock) + u32::from(self.repairs.keys);
        self.attempts.saturating_sub(repairs)
    }

    /// The error of a call whose time is over.
    #[cold]
    pub(super) fn out_of_time(&mut self, limit: Duration) -> Error {
        let (doing, verdict) = match self.stage {
            // Where the attempt is known, its target says more.
            Stage::Attempt => ("no reply", Verdict::PossiblyProcessed),
            Stage::Turn => ("no slot under the rate limit", Verdict::NotProcessed),
            Stage::Credentials => ("no credentials", Verdict::NotProcessed),
            Stage::Pause => ("no other attempt", Verdict::NotProcessed),
        };
        let error = Error::new(ErrorKind::Timeout, format!("{doing} within {limit:?}"))
            .with_verdict(verdict);
        match self.last_error.take() {
            Some(last) => error.with_source(last),
            None => error,
        }
    }
}
