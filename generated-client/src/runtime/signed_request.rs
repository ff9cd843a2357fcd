//! A request as it would be sent, including its signature.
//!
//! Knows method, URL, headers and body. Gives them to inspect, or to send by other means. Must
//! never show anything that others could use, unless asked.

use std::fmt;

use bytes::Bytes;
use http::uri::Authority;
use http::{HeaderMap, Method, Request};

/// A signed request that was not sent; see [`Call::signed_request`](super::Call::signed_request).
///
/// It allows anybody to make the call until the signature expires, 15 minutes after `X-Date`. Its
/// `Debug` output shows neither the signature, the session token nor the members of the request.
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

    /// The URL, including the query.
    pub fn url(&self) -> String {
        self.0.uri().to_string()
    }

    /// All headers, including `Host` and `Authorization`. The values of `Authorization` and
    /// `X-Security-Token` are marked as sensitive, which hides them in `Debug` output.
    pub fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }

    /// The body, exactly as it was signed.
    pub fn body(&self) -> &Bytes {
        self.0.body()
    }

    /// The same for an HTTP client, which must send it unchanged.
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
