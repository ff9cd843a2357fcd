//! What has failed when no reply came, or not all of it.
//!
//! Knows the errors of `hyper` and `reqwest`, and of what lies beneath. Gives the failure and, with it,
//! whether a server can have seen the request. Must never send anything.

use std::error::Error as StdError;
use std::io::{self, ErrorKind as ErrorCause};
use std::iter;
use std::time::Duration;

use hyper_util::client::legacy;

use super::{Failure, Sending, SendingStage, TransportError};

/// What a client says of a failure.
pub(super) struct Cause {
    error: Box<dyn StdError + Send + Sync>,
    /// No connection could be opened.
    is_connect: bool,
    is_timeout: bool,
    /// What came could not be read.
    is_decode: bool,
    /// The request could not even be put together.
    is_builder: bool,
}

impl Cause {
    fn new(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let error = error.into();
        let is_timeout = chain(&*error).any(|cause| {
            cause.downcast_ref().is_some_and(reqwest::Error::is_timeout)
                || cause.downcast_ref().is_some_and(hyper::Error::is_timeout)
        });
        Self {
            is_timeout: is_timeout || has_cause(&*error, &[ErrorCause::TimedOut]),
            is_connect: false,
            is_decode: false,
            is_builder: false,
            error,
        }
    }
}

impl From<legacy::Error> for Cause {
    fn from(error: legacy::Error) -> Self {
        Self {
            is_connect: error.is_connect(),
            ..Self::new(error)
        }
    }
}

impl From<hyper::Error> for Cause {
    fn from(error: hyper::Error) -> Self {
        Self::new(error)
    }
}

impl From<reqwest::Error> for Cause {
    fn from(error: reqwest::Error) -> Self {
        Self {
            is_connect: error.is_connect(),
            is_decode: error.is_decode(),
            is_builder: error.is_builder(),
            // The address holds the query, which is the caller's business alone.
            ..Self::new(error.without_url())
        }
    }
}

/// The error of a body that is unpacked.
#[cfg(feature = "compression")]
impl From<Box<dyn StdError + Send + Sync>> for Cause {
    fn from(error: Box<dyn StdError + Send + Sync>) -> Self {
        Self {
            is_decode: true,
            ..Self::new(error)
        }
    }
}

/// Why no reply began to come.
#[cold]
pub(super) fn unanswered(
    cause: Cause,
    sending: &Sending,
    connect_limit: Option<Duration>,
) -> TransportError {
    let is_unprocessed = is_unprocessed(&*cause.error);
    let mut error = failed(cause, None);
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

#[cold]
pub(super) fn failed(cause: Cause, status: Option<u16>) -> TransportError {
    let Cause { error, .. } = cause;
    let failure = match (cause.is_connect, cause.is_timeout) {
        (true, true) => Failure::ConnectTimeout,
        (true, false) => Failure::NotConnected,
        (false, true) => Failure::Timeout,
        // A connection that breaks while a reply is read counts as decoding as well, and so does one on
        // which chunks come that are none.
        (false, false)
            if cause.is_decode
                && !is_of_connection(&*error)
                && has_cause(
                    &*error,
                    &[ErrorCause::InvalidData, ErrorCause::InvalidInput],
                ) =>
        {
            Failure::Undecodable
        }
        // Then it was not sent either.
        (false, false) if cause.is_builder => Failure::NotConnected,
        (false, false) => Failure::Broken,
    };
    let error = TransportError::new(failure).with_source(error);
    match status {
        Some(status) => error.with_status(status),
        None => error,
    }
}

/// An error and all that lie beneath.
fn chain<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    iter::successors(Some(error), |&error| error.source())
}

/// Whether a server of HTTP/2 says that it has processed nothing of a request: it refused the stream,
/// or it is about to end the connection and never began with the stream (RFC 9113, 8.7).
fn is_unprocessed(error: &(dyn StdError + 'static)) -> bool {
    let http2 = chain(error).find_map(|cause| cause.downcast_ref::<h2::Error>());
    http2.is_some_and(|error| {
        let is_refused = error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
        let is_ending = error.is_go_away() && error.reason() == Some(h2::Reason::NO_ERROR);
        error.is_remote() && (is_refused || is_ending)
    })
}

/// Whether it is the connection that failed, and not what was made of its bytes.
fn is_of_connection(error: &(dyn StdError + 'static)) -> bool {
    chain(error).any(|error| {
        // What is wrapped in an error of the system is not among its sources.
        let wrapped = error.downcast_ref().and_then(io::Error::get_ref);
        error.is::<hyper::Error>()
            || wrapped.is_some_and(<dyn StdError + Send + Sync>::is::<hyper::Error>)
    })
}

/// Whether an error of the system of one of these kinds lies beneath.
fn has_cause(error: &(dyn StdError + 'static), kinds: &[ErrorCause]) -> bool {
    chain(error).any(|error| {
        error
            .downcast_ref::<io::Error>()
            .is_some_and(|error| kinds.contains(&error.kind()))
    })
}
