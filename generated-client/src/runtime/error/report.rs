//! An error in words: one line for a log, several for a person.
//!
//! Knows which facts belong into which. Gives text without line breaks or control characters from
//! outside. Must never show what is not in the error.

use std::error::Error as StdError;
use std::fmt::{self, Display, Formatter, Write};

use super::harmless::{LINE, OneLine};
use super::{Error, ErrorKind, Facts};

/// How many violations one line lists.
const LISTED: usize = 10;
/// The one line.
pub(super) fn line(facts: &Facts, f: &mut Formatter<'_>) -> fmt::Result {
    if let Some(action) = facts.action {
        write!(f, "{action}: ")?;
    }
    match facts.kind {
        ErrorKind::InvalidRequest => f.write_str("invalid request")?,
        ErrorKind::InvalidConfiguration => f.write_str("invalid configuration")?,
        ErrorKind::NoCredentials => f.write_str("no credentials")?,
        ErrorKind::Connection => f.write_str("connection failed")?,
        ErrorKind::Timeout => f.write_str("timed out")?,
        ErrorKind::Throttled => f.write_str("throttled")?,
        ErrorKind::Service => f.write_str("the service answered with an error")?,
        ErrorKind::UnreadableReply => f.write_str("unreadable reply")?,
        ErrorKind::ReplyTooLarge => f.write_str("reply too large")?,
        ErrorKind::Incomplete => f.write_str("incomplete")?,
        ErrorKind::Unanswered => f.write_str("no answer was given")?,
    }
    let mut separator = ": ";
    let parts = [
        facts.code.as_deref(),
        facts.service_message.as_deref(),
        Some(facts.message.as_str()),
    ];
    for part in parts.into_iter().flatten().filter(|part| !part.is_empty()) {
        write!(f, "{separator}{}", OneLine(part))?;
    }
    for violation in facts.violations.iter().take(LISTED) {
        write!(f, "{separator}{}", OneLine(&violation.to_string()))?;
        separator = "; ";
    }
    if let Some(more @ 1..) = facts.violations.len().checked_sub(LISTED) {
        write!(f, "; and {more} more")?;
    }
    let mut brackets = Brackets { open: false, f };
    brackets.add("request id", facts.request_id.as_deref().map(OneLine))?;
    brackets.add("code number", facts.code_n)?;
    brackets.add("HTTP status", facts.status)?;
    brackets.add(
        "attempts",
        Some(facts.attempts).filter(|attempts| *attempts > 1),
    )?;
    let signature = facts.signature.as_deref().map(ToString::to_string);
    brackets.add("", signature.as_deref().map(OneLine))?;
    brackets.close()
}

/// The facts that stand in brackets at the end of the line.
struct Brackets<'a, 'f> {
    open: bool,
    f: &'a mut Formatter<'f>,
}

impl Brackets<'_, '_> {
    fn add(&mut self, name: &str, value: Option<impl Display>) -> fmt::Result {
        let Some(value) = value else {
            return Ok(());
        };
        let before = if self.open { ", " } else { " [" };
        self.open = true;
        let blank = if name.is_empty() { "" } else { " " };
        write!(self.f, "{before}{name}{blank}{value}")
    }

    fn close(self) -> fmt::Result {
        if self.open {
            self.f.write_char(']')
        } else {
            Ok(())
        }
    }
}

/// The long report.
pub(super) fn long(error: &Error, f: &mut Formatter<'_>) -> fmt::Result {
    let facts = &*error.0;
    line(facts, f)?;
    write!(f, "\n    kind: {:?}", error.kind())?;
    write!(f, "\n    retryable: {}", error.is_retryable())?;
    if let Some(reason) = facts.ended_because {
        write!(f, "\n    not repeated: {reason}")?;
    }
    if facts.violations.len() > LISTED {
        for violation in &facts.violations {
            write!(f, "\n    violation: {}", OneLine(&violation.to_string()))?;
        }
    }
    if let Some(message) = facts
        .service_message
        .as_ref()
        .filter(|message| message.chars().nth(LINE).is_some())
    {
        write!(f, "\n    message: {message:?}")?;
    }
    for (name, value) in error.details() {
        write!(f, "\n    {}: {}", OneLine(name), OneLine(value))?;
    }
    if let Some(start) = error.body_start() {
        write!(f, "\n    the reply starts: {start:?}")?;
    }
    let mut source = error.source();
    while let Some(cause) = source {
        write!(f, "\n    caused by: {}", OneLine(&cause.to_string()))?;
        source = cause.source();
    }
    Ok(())
}
