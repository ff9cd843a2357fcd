//! The answer to one request.
//!
//! Knows replies, proper ones and broken ones, and failures of the network. Gives what a transport
//! gives. Must never look at the members of the request.

use std::fmt::Display;
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER};
use serde_json::json;

use super::{ErrorReply, Recorded};
use crate::runtime::transport::{Failure, TransportError};

/// The answer to one or several requests.
#[derive(Debug, Clone)]
pub struct Answer {
    outcome: Outcome,
    headers: Vec<(String, String)>,
    delay: Duration,
    pub(super) times: usize,
}

#[derive(Debug, Clone)]
enum Outcome {
    /// A success, from the text of its `Result`.
    Success(String),
    Error(ErrorReply),
    Raw {
        status: u16,
        body: Bytes,
    },
    Failure(Failure),
}

impl Answer {
    /// A success. `result` is the JSON of `Result`: a string, a `serde_json::Value` or anything
    /// else that displays as JSON; `null` for an action without data.
    pub fn success(result: impl Display) -> Self {
        Self::of(Outcome::Success(result.to_string()))
    }

    /// Any reply, sent unchanged.
    pub fn raw(status: u16, body: impl Into<Bytes>) -> Self {
        Self::of(Outcome::Raw {
            status,
            body: body.into(),
        })
    }

    /// An HTML page, as gateways return.
    pub fn html(status: u16, body: impl Into<Bytes>) -> Self {
        Self::raw(status, body).header(CONTENT_TYPE, "text/html")
    }

    /// No reply, because of a network failure.
    pub fn failure(failure: Failure) -> Self {
        Self::of(Outcome::Failure(failure))
    }

    fn of(outcome: Outcome) -> Self {
        Self {
            outcome,
            headers: Vec::new(),
            delay: Duration::ZERO,
            times: 1,
        }
    }

    /// Adds a header to the reply. If HTTP does not allow it, the call fails as if it had no
    /// answer, and the error says so.
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl Into<String>) -> Self {
        self.headers.push((name.as_ref().to_owned(), value.into()));
        self
    }

    /// Asks to wait, in whole seconds, with the header `Retry-After`.
    #[must_use]
    pub fn retry_after(self, pause: Duration) -> Self {
        self.header(RETRY_AFTER, pause.as_secs().to_string())
    }

    /// Delays the answer, by Tokio's clock.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Answers so many requests in a row.
    #[must_use]
    pub fn times(mut self, times: usize) -> Self {
        self.times = times;
        self
    }

    /// A short description of the answer.
    pub(super) fn summary(&self) -> String {
        let what = match &self.outcome {
            Outcome::Success(_) => "a success".to_owned(),
            Outcome::Error(error) => format!("the error {}", error.code()),
            Outcome::Raw { status, .. } => format!("a reply with status {status}"),
            Outcome::Failure(failure) => format!("the failure {failure:?}"),
        };
        match self.times {
            1 => what,
            times => format!("{what}, {times} times"),
        }
    }

    /// Waits, then answers a request, the `number`th of its script.
    pub(super) async fn play(
        self,
        request: &Recorded,
        number: usize,
    ) -> Result<http::Response<Bytes>, TransportError> {
        if !self.delay.is_zero() {
            tokio::time::sleep(self.delay).await;
        }
        let request_id = format!("scripted-{number}");
        let (status, body) = match self.outcome {
            Outcome::Success(result) => {
                let metadata = metadata(request, &request_id);
                let body = format!(r#"{{"ResponseMetadata":{metadata},"Result":{result}}}"#);
                (200, body.into())
            }
            Outcome::Error(error) => {
                let mut metadata = metadata(request, &request_id);
                metadata["Error"] = error.to_json();
                let body = json!({ "ResponseMetadata": metadata }).to_string();
                (error.http_status(), body.into())
            }
            Outcome::Raw { status, body } => (status, body),
            Outcome::Failure(failure) => return Err(TransportError::new(failure)),
        };
        reply(status, &self.headers, body)
            .map_err(|error| TransportError::new(Failure::Unanswered).with_source(error))
    }
}

impl From<ErrorReply> for Answer {
    fn from(error: ErrorReply) -> Self {
        let pause = error.pause();
        let answer = Self::of(Outcome::Error(error));
        match pause {
            Some(pause) => answer.retry_after(pause),
            None => answer,
        }
    }
}

fn metadata(request: &Recorded, request_id: &str) -> serde_json::Value {
    json!({
        "RequestId": request_id,
        "Action": request.action(),
        "Version": request.version(),
        "Service": request.service(),
        "Region": request.region(),
    })
}

fn reply(
    status: u16,
    headers: &[(String, String)],
    body: Bytes,
) -> Result<http::Response<Bytes>, String> {
    let mut reply = http::Response::new(body);
    *reply.status_mut() = StatusCode::from_u16(status)
        .map_err(|_| format!("the script has an answer with the status {status}"))?;
    for (name, value) in headers {
        let pair = HeaderName::try_from(name)
            .ok()
            .zip(HeaderValue::try_from(value).ok());
        let Some((name, value)) = pair else {
            return Err(format!(
                "the script has an answer with a header that HTTP does not allow: {name:?}"
            ));
        };
        reply.headers_mut().append(name, value);
    }
    Ok(reply)
}
