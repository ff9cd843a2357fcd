//! A call of an action that is known only by name.
//!
//! Knows the request as sent, and how to read the result. Gives the reply as JSON. Must never give
//! a reply that typed code could not read.

use std::fmt;

use serde_json::Value;

use crate::runtime::BoxFuture;
use crate::runtime::action::{Action, Description, Encoding};
use crate::runtime::client::{Answered, Client};
use crate::runtime::envelope::Response;
use crate::runtime::error::Error;
use crate::runtime::options::Options;
use crate::runtime::payload::{Payload, encode, unwritable};
use crate::runtime::signed_request::SignedRequest;
use crate::runtime::time_limit::TimeLimit;

/// A call that has not been made yet; [`send`](Self::send) makes it.
#[must_use = "a call does nothing until it is sent"]
pub struct NamedCall {
    client: Client,
    action: Description,
    payload: Result<Payload, Error>,
    read: fn(Answered) -> Result<Response<Value>, Error>,
    options: Options,
}

impl NamedCall {
    /// Creates a call from a request and its body.
    pub(super) fn new<A: Action>(client: Client, request: &A, body: &Value) -> Self {
        let payload = match A::ENCODING {
            Encoding::Json => serde_json::to_vec(body)
                .map(Payload::Json)
                .map_err(unwritable),
            Encoding::Query | Encoding::Form => encode(request),
        };
        Self {
            client,
            action: Description::of::<A>(),
            payload,
            read: Answered::read_json::<A::Output>,
            options: Options::default(),
        }
    }

    /// As [`Call::timeout`](crate::Call::timeout).
    pub fn timeout(mut self, limit: impl Into<TimeLimit>) -> Self {
        self.options.timeout = limit.into();
        self
    }

    /// As [`Call::region`](crate::Call::region).
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.options.region = Some(region.into());
        self
    }

    /// Makes the call. The result is exactly what the service wrote, after it was read as the
    /// action's own type; `null` if there is none.
    ///
    /// # Errors
    ///
    /// As when a [`Call`](crate::Call) is awaited.
    pub fn send(self) -> BoxFuture<'static, Result<Response<Value>, Error>> {
        let read = self.read;
        let answer = self
            .client
            .exchange(self.action, self.payload, self.options);
        Box::pin(async move { read(answer.await?) })
    }

    /// As [`Call::signed_request`](crate::Call::signed_request).
    ///
    /// # Errors
    ///
    /// As there.
    pub fn signed_request(self) -> BoxFuture<'static, Result<SignedRequest, Error>> {
        Box::pin(self.client.sign(self.action, self.payload, self.options))
    }
}

impl fmt::Debug for NamedCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NamedCall")
            .field("action", &self.action.name)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
