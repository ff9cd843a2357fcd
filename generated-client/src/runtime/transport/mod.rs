//! Carrying one request to a server and its reply back.
//!
//! Knows what a transport promises and how it can fail. Gives the reply whole or not at all. Must
//! never follow a redirect: the signature is for one host.

mod connect;
mod failure;
mod http;
mod pool;
mod proxy;
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

/// Carries requests. The client's own is [`HttpTransport`]; another can stand in its place in a
/// test.
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends a request as it is and gives the reply, whatever its status.
    ///
    /// A reply whose body is larger than `limit` bytes is refused, at the latest when the limit is
    /// passed.
    fn send(
        &self,
        request: ::http::Request<Bytes>,
        limit: usize,
    ) -> BoxFuture<'_, Result<::http::Response<Bytes>, TransportError>>;

    /// Like [`send`](Self::send), and tells how far the request has come.
    ///
    /// Unless a transport has its own, this puts `sending` into the request's extensions, where `send`
    /// finds it.
    fn send_watched(
        &self,
        mut request: ::http::Request<Bytes>,
        limit: usize,
        sending: &Sending,
    ) -> BoxFuture<'_, Result<::http::Response<Bytes>, TransportError>> {
        request.extensions_mut().insert(sending.clone());
        self.send(request, limit)
    }

    /// Hears that a request was given up because its time was over, so that a connection that does not
    /// answer any more is not used again.
    fn gave_up(&self, sending: &Sending) {
        let _ = sending;
    }
}

/// A shared transport is one.
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
#[derive(Debug)]
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
    /// Connecting took too long, so nothing was sent.
    ConnectTimeout,
    /// The server refused the request before it processed anything of it.
    Refused,
    /// The connection broke on the way; the server may have the request.
    Broken,
    /// The request or the reply took too long; the server may have the request.
    Timeout,
    /// The HTTP client followed a redirect, so another server may have the request.
    Redirected,
    /// The reply is compressed in a way that cannot be undone.
    Undecodable,
    /// The reply has more bytes than allowed.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// It is a stand-in that has no answer, so nothing was sent.
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

    /// Adds the status of the reply that could not be read to its end.
    #[must_use]
    pub fn with_status(self, status: u16) -> Self {
        Self {
            status: Some(status),
            ..self
        }
    }

    /// Adds the headers of the reply that could not be read to its end.
    #[must_use]
    pub fn with_headers(self, headers: HeaderMap) -> Self {
        Self {
            headers: Some(Box::new(headers)),
            ..self
        }
    }

    /// Adds the error that lies beneath.
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

    /// Status of the reply, if it came that far.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// Headers of the reply, if it came that far.
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

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.failure {
            Failure::NotConnected => f.write_str("could not connect"),
            Failure::ConnectTimeout => f.write_str("connecting took too long"),
            Failure::Refused => f.write_str("the server took no more requests"),
            Failure::Broken => f.write_str("the connection broke"),
            Failure::Timeout => f.write_str("the server took too long"),
            Failure::Redirected => {
                f.write_str("the HTTP client followed a redirect, which it must not")
            }
            Failure::Undecodable => f.write_str("the reply cannot be decompressed"),
            Failure::TooLarge { limit } => write!(f, "more than {limit} bytes"),
            Failure::Unanswered => f.write_str("nobody is there to answer"),
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
