//! A request as it would be sent, signature included.
//!
//! Knows method, address, headers and body. Gives them to look at, or to be sent by other means. Must
//! never show, unasked, what others could use.

use std::fmt;

use bytes::Bytes;
use http::uri::Authority;
use http::{HeaderMap, Method, Request};

/// A signed request that was not sent; see [`Call::signed_request`](super::Call::signed_request).
///
/// Whoever has it can make the call until the signature has expired, which is 15 minutes after
/// `X-Date`. Its `Debug` output shows neither the signature nor a session token, nor what is asked.
#[derive(Clone)]
pub struct SignedRequest(Request<Bytes>);

impl SignedRequest {
    pub(super) fn new(request: Request<Bytes>) -> Self {
        Self(request)
    }

    /// The HTTP method.
    pub fn method(&self) -> &Method {
        self.0.method()
    }

    /// The whole address, query included.
    pub fn url(&self) -> String {
        self.0.uri().to_string()
    }

    /// Every header that is sent, `Host` and `Authorization` included. The values of `Authorization`
    /// and `X-Security-Token` are marked as sensitive, which keeps them out of `Debug` output.
    pub fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }

    /// The body, exactly as it was signed.
    pub fn body(&self) -> &Bytes {
        self.0.body()
    }

    /// The same for an HTTP client, which must send it as it is.
    pub fn into_http(self) -> Request<Bytes> {
        self.0
    }
}

impl fmt::Debug for SignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedRequest")
            .field("method", self.method())
            .field("host", &self.0.uri().authority().map(Authority::as_str))
            .field("headers", self.headers())
            .finish_non_exhaustive()
    }
}
