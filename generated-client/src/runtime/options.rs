//! What is set for one call alone.
//!
//! Knows the options. Gives those that were set to whoever makes the call. Must never know what holds
//! where nothing was set.

use std::sync::Arc;

#[cfg(feature = "blocking")]
use super::blocking::Worker;
use super::retry::RetryPolicy;
use super::time_limit::TimeLimit;
use super::transport::Transport;

/// Options of one call.
#[derive(Debug, Clone, Default)]
pub(super) struct Options {
    pub(super) timeout: TimeLimit,
    pub(super) attempt_timeout: TimeLimit,
    pub(super) connect_timeout: TimeLimit,
    pub(super) region: Option<String>,
    pub(super) retry: Option<Arc<dyn RetryPolicy>>,
    pub(super) idempotent: Option<bool>,
    /// The thread that drives the call, where it is not a runtime of the caller's.
    #[cfg(feature = "blocking")]
    pub(super) worker: Option<Worker>,
}

impl Options {
    /// What carries the call, if it is not what carries the client's others.
    pub(super) fn transport(&self) -> Option<&Arc<dyn Transport>> {
        #[cfg(feature = "blocking")]
        return self.worker.as_ref().map(Worker::transport);
        #[cfg(not(feature = "blocking"))]
        None
    }
}
