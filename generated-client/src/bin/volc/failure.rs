//! What went wrong.
//!
//! Knows the exit status of every kind of failure. Gives one line on standard error, followed by its
//! details. Must never hold a secret.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use generated_client::{Error, ErrorKind};

/// The table of exit statuses, for the help.
pub(crate) const STATUSES: &str = "\
Credentials come from VOLCENGINE_ACCESS_KEY and VOLCENGINE_SECRET_KEY, or from any other standard source. \
VOLCENGINE_REGION and VOLCENGINE_ENDPOINT set where calls go.

Exit status:
  0  success
  1  any other failure
  2  invalid command line, request or configuration; nothing was sent
  3  no credentials; nothing was sent
  4  the service returned an error
  5  too many calls
  6  no connection, or no reply in time
  7  unreadable reply";

/// An exit status other than success.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Other = 1,
    Usage = 2,
    Credentials = 3,
    Service = 4,
    Throttled = 5,
    Connection = 6,
    Unreadable = 7,
}

impl From<ErrorKind> for Status {
    fn from(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::InvalidRequest | ErrorKind::InvalidConfiguration => Self::Usage,
            ErrorKind::NoCredentials => Self::Credentials,
            ErrorKind::Service => Self::Service,
            ErrorKind::Throttled => Self::Throttled,
            ErrorKind::Connection | ErrorKind::Timeout => Self::Connection,
            ErrorKind::UnreadableReply | ErrorKind::ReplyTooLarge => Self::Unreadable,
            _ => Self::Other,
        }
    }
}

/// A failure to report.
#[derive(Debug)]
pub(crate) struct Failure {
    status: Status,
    line: String,
    listed: Vec<String>,
}

impl Failure {
    pub(crate) fn new(status: Status, line: impl Into<String>) -> Self {
        Self {
            status,
            line: line.into(),
            listed: Vec::new(),
        }
    }

    /// Adds details below the line.
    pub(crate) fn listing(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.listed.extend(lines);
        self
    }

    /// Reports the failure and returns its exit status.
    pub(crate) fn report(&self) -> ExitCode {
        let mut text = format!("error: {}\n", self.line);
        for line in &self.listed {
            // Writing to a `String` cannot fail.
            let _ = writeln!(text, "  {line}");
        }
        // If standard error is closed, nobody reads the report.
        let _ = std::io::stderr().write_all(text.as_bytes());
        ExitCode::from(self.status as u8)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::new(error.kind().into(), error.to_string())
    }
}
