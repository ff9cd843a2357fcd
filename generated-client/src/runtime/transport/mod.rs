//! Sending one request and receiving its reply.
//!
//! Knows what a transport guarantees and how it can fail. Gives the whole reply or none. Must never
//! follow a redirect: the signature is for one host.

mod connect;
mod failure;
mod given;
mod http;
mod last_reply;
mod pool;
mod proxy;
mod receiving;
mod sending;

#[cfg(test)]
mod tests;

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use ::http::HeaderMap;
use bytes::Bytes;

pub use reqwest;

pub use self::connect::ConnectLimit;
pub use self::http::{HttpTransport, HttpTransportBuilder};
pub use self::proxy::Proxy;
pub use self::sending::{Sending, SendingStage};
use super::BoxFuture;

/// Sends requests. The default is [`HttpTransport`]; a test can replace it.
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends a request unchanged and returns the reply, whatever its status.
    ///
    /// A reply whose body is larger than `limit` bytes is refused, at the latest when it exceeds
    /// the limit.
    fn send(
        &self,
        request: ::http::Request<Bytes>,
        limit: usize,
    ) -> BoxFuture<'_, Result<::http::Response<Bytes>, TransportError>>;

    /// Like [`send`](Self::send), and reports the request's progress.
    ///
    /// The default puts `sending` into the request's extensions and calls `send`.
    fn send_watched(
        &self,
        mut request: ::http::Request<Bytes>,
        limit: usize,
        sending: &Sending,
    ) -> BoxFuture<'_, Result<::http::Response<Bytes>, TransportError>> {
        request.extensions_mut().insert(sending.clone());
        self.send(request, limit)
    }

    /// Called when a request has timed out, so that a dead connection is not used again.
    fn gave_up(&self, sending: &Sending) {
        let _ = sending;
    }
}

/// A shared transport is a transport, too.
impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: ::http::Request<Bytes>,
        limit: usize,
    ) -> BoxFuture<'_, Result<::http::Response<Bytes>, TransportError>> {
        (**self).send(request, limit)
    }

    fn send_watched(
        &self,
        request: ::http::Request<Bytes>,
        limit: usize,
        sending: &Sending,
    ) -> BoxFuture<'_, Result<::http::Response<Bytes>, TransportError>> {
        (**self).send_watched(request, limit, sending)
    }

    fn gave_up(&self, sending: &Sending) {
        (**self).gave_up(sending);
    }
}

/// Why there is no reply.
pub struct TransportError {
    failure: Failure,
    status: Option<u16>,
    headers: Option<Box<HeaderMap>>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// How a transport can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// There was no connection, so nothing was sent.
    NotConnected,
    /// Connecting timed out, so nothing was sent.
    ConnectTimeout,
    /// The server refused the request before it processed any part of it.
    Refused,
    /// The connection broke; the server may have the request.
    Broken,
    /// The request or the reply timed out; the server may have the request.
    Timeout,
    /// The HTTP client followed a redirect, so another server may have the request.
    Redirected,
    /// The reply cannot be decompressed.
    Undecodable,
    /// The reply is too large.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// The transport is a test double without an answer, so nothing was sent.
    Unanswered,
}

impl TransportError {
    /// An error of this kind.
    pub fn new(failure: Failure) -> Self {
        Self {
            failure,
            status: None,
            headers: None,
            source: None,
        }
    }

    /// Adds the status of the incomplete reply.
    #[must_use]
    pub fn with_status(self, status: u16) -> Self {
        Self {
            status: Some(status),
            ..self
        }
    }

    /// Adds the headers of the incomplete reply.
    #[must_use]
    pub fn with_headers(self, headers: HeaderMap) -> Self {
        Self {
            headers: Some(Box::new(headers)),
            ..self
        }
    }

    /// Adds the underlying error.
    #[must_use]
    pub fn with_source(self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            source: Some(source.into()),
            ..self
        }
    }

    /// How the transport failed.
    pub fn failure(&self) -> Failure {
        self.failure
    }

    /// Status of the reply, if it was received.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// Headers of the reply, if they were received.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.headers.as_deref()
    }

    /// What lies at the very bottom, in words: it is the one that tells the cause.
    pub(in crate::runtime) fn root_cause(&self) -> Option<String> {
        let mut cause: &(dyn StdError + 'static) = self.source.as_deref()?;
        while let Some(beneath) = cause.source() {
            cause = beneath;
        }
        Some(cause.to_string())
    }
}

/// Without the headers, in which a server may echo what it was sent.
impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("failure", &self.failure)
            .field("status", &self.status)
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.failure {
            Failure::NotConnected => f.write_str("could not connect"),
            Failure::ConnectTimeout => f.write_str("connecting took too long"),
            Failure::Refused => f.write_str("the server refused the request"),
            Failure::Broken => f.write_str("the connection broke"),
            Failure::Timeout => f.write_str("the server took too long"),
            Failure::Redirected => {
                f.write_str("the HTTP client must not follow redirects, but did")
            }
            Failure::Undecodable => f.write_str("the reply cannot be decompressed"),
            Failure::TooLarge { limit } => write!(f, "more than {limit} bytes"),
            Failure::Unanswered => f.write_str("the transport has no answer"),
        }
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.source {
            Some(source) => Some(&**source),
            None => None,
        }
    }
}
