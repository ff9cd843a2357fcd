//! An error returned by a service.
//!
//! Knows code, message, number and status. Gives the reply for a script, and the error that the
//! client makes of such a reply. Must never judge it: the client's own reading does.

use std::time::Duration;

use serde_json::{Value, json};

use crate::runtime::envelope;
use crate::runtime::error::{Error, ErrorKind};

/// An error returned by a service. It converts to an [`Answer`](super::Answer) of a script and, for
/// a test double, to the [`Error`] that the client makes of it.
///
/// ```
/// use std::time::Duration;
///
/// use generated_client::testing::ErrorReply;
/// use generated_client::{Error, ErrorKind};
///
/// let error: Error = ErrorReply::new("RequestLimitExceeded", "slow down")
///     .status(429)
///     .retry_after(Duration::from_secs(3))
///     .into();
/// assert_eq!(error.kind(), ErrorKind::Throttled);
/// assert_eq!(error.code(), Some("RequestLimitExceeded"));
/// assert_eq!(error.retry_after(), Some(Duration::from_secs(3)));
/// assert!(error.is_retryable());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorReply {
    code: String,
    message: String,
    code_n: Option<i64>,
    status: u16,
    pause: Option<Duration>,
}

impl ErrorReply {
    /// An error with this code and message, the HTTP status 400 and no number.
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
            code_n: None,
            status: 400,
            pause: None,
        }
    }

    /// The HTTP status. It can be 200: many services return errors with it.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The number of the code.
    #[must_use]
    pub fn code_n(mut self, number: i64) -> Self {
        self.code_n = Some(number);
        self
    }

    /// Asks to wait before the next call, in whole seconds.
    #[must_use]
    pub fn retry_after(mut self, pause: Duration) -> Self {
        self.pause = Some(Duration::from_secs(pause.as_secs()));
        self
    }

    pub(super) fn code(&self) -> &str {
        &self.code
    }

    pub(super) fn http_status(&self) -> u16 {
        self.status
    }

    pub(super) fn pause(&self) -> Option<Duration> {
        self.pause
    }

    /// `Error` on the wire.
    pub(super) fn to_json(&self) -> Value {
        let mut error = json!({ "Code": self.code, "Message": self.message });
        if let Some(number) = self.code_n {
            error["CodeN"] = number.into();
        }
        error
    }
}

impl From<ErrorReply> for Error {
    fn from(reply: ErrorReply) -> Self {
        let metadata = json!({ "RequestId": "scripted", "Error": reply.to_json() });
        let body = json!({ "ResponseMetadata": metadata }).to_string();
        let read = envelope::open(reply.status, &http::HeaderMap::new(), body.into());
        // A reply with `Error` in it is an error whatever its status.
        read.err()
            .unwrap_or_else(|| Self::new(ErrorKind::Service, reply.message))
            .with_retry_after(reply.pause)
            .with_attempts(1)
    }
}
