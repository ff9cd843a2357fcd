//! Why something could not be fetched.

use std::fmt;

/// What sort of failure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// No connection: offline, an unknown host, a proxy in the way.
    Unreachable,
    /// The connection broke, or a reply took too long, in every attempt.
    Interrupted,
    /// The server asks to be left alone for longer than anybody waits.
    Throttled,
    /// The server failed in every attempt.
    ServerFailed,
    /// The server does not have it.
    NotFound,
    /// The server refuses, or answers something that is not taken.
    Unusable,
}

/// Why something could not be fetched, in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { kind, message }
    }

    /// Something came that is not taken, for this reason.
    pub fn unusable(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Unusable, message)
    }

    /// What sort of failure it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Whether the server, or the way to it, is the reason: other requests will hardly fare better.
    pub(crate) fn is_outage(&self) -> bool {
        matches!(
            self.kind,
            ErrorKind::Unreachable
                | ErrorKind::Interrupted
                | ErrorKind::Throttled
                | ErrorKind::ServerFailed
        )
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
