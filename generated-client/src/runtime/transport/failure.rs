//! What has failed when no reply came, or not all of it.
//!
//! Knows the errors of `reqwest` and of what lies beneath. Gives the failure and, with it, whether a
//! server can have seen the request. Must never send anything.

use std::error::Error as StdError;
use std::io::{self, ErrorKind as ErrorCause};
use std::time::Duration;

use super::{Failure, Sending, SendingStage, TransportError};

/// Why no reply began to come.
pub(super) fn unanswered(
    error: reqwest::Error,
    sending: &Sending,
    connect_limit: Option<Duration>,
) -> TransportError {
    let is_unprocessed = is_unprocessed(&error);
    let mut error = failed(error, None);
    if error.failure == Failure::Broken && is_unprocessed {
        error.failure = Failure::Refused;
    } else if error.failure == Failure::Broken && sending.stage() == SendingStage::Waiting {
        error.failure = Failure::NotConnected;
    }
    match connect_limit {
        Some(limit) if error.failure() == Failure::ConnectTimeout => {
            let message = format!("no connection within {limit:?}");
            error.with_source(io::Error::new(ErrorCause::TimedOut, message))
        }
        _ => error,
    }
}

/// Whether a server of HTTP/2 says that it has processed nothing of a request: it refused the stream,
/// or it is about to end the connection and never began with the stream (RFC 9113, 8.7).
fn is_unprocessed(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<h2::Error>() {
            let is_refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
            let is_ending = error.is_go_away() && error.reason() == Some(h2::Reason::NO_ERROR);
            return error.is_remote() && (is_refused || is_ending);
        }
        cause = error.source();
    }
    false
}

pub(super) fn failed(error: reqwest::Error, status: Option<u16>) -> TransportError {
    let failure = match (
        error.is_connect(),
        error.is_timeout() || has_cause(&error, &[ErrorCause::TimedOut]),
    ) {
        (true, true) => Failure::ConnectTimeout,
        (true, false) => Failure::NotConnected,
        (false, true) => Failure::Timeout,
        // A connection that breaks while a reply is read counts as decoding as well, and so does one on
        // which chunks come that are none.
        (false, false)
            if error.is_decode()
                && !is_of_connection(&error)
                && has_cause(&error, &[ErrorCause::InvalidData, ErrorCause::InvalidInput]) =>
        {
            Failure::Undecodable
        }
        // A request that could not even be put together was not sent either.
        (false, false) if error.is_builder() => Failure::NotConnected,
        (false, false) => Failure::Broken,
    };
    // The address holds the query, which is the caller's business alone.
    let error = TransportError::new(failure).with_source(error.without_url());
    match status {
        Some(status) => error.with_status(status),
        None => error,
    }
}

/// Whether it is the connection that failed, and not what was made of its bytes.
fn is_of_connection(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        // What is wrapped in an error of the system is not among its sources.
        let wrapped = error.downcast_ref().and_then(io::Error::get_ref);
        if error.is::<hyper::Error>()
            || wrapped.is_some_and(<dyn StdError + Send + Sync>::is::<hyper::Error>)
        {
            return true;
        }
        cause = error.source();
    }
    false
}

/// Whether an error of the system of one of these kinds lies beneath.
fn has_cause(error: &reqwest::Error, kinds: &[ErrorCause]) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if error
            .downcast_ref::<io::Error>()
            .is_some_and(|error| kinds.contains(&error.kind()))
        {
            return true;
        }
        cause = error.source();
    }
    false
}
