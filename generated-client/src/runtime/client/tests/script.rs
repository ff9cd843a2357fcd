//! A transport that plays a script.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};
use tokio::time::Instant;

use crate::runtime::BoxFuture;
use crate::runtime::transport::{Failure, Transport, TransportError};

/// What becomes of one request.
#[derive(Debug, Clone)]
pub(super) struct Step {
    answer: Result<http::Response<Bytes>, Failure>,
    delay: Duration,
}

impl Step {
    pub(super) fn success() -> Self {
        Self::reply(
            200,
            r#"{"ResponseMetadata":{"RequestId":"r-1"},"Result":null}"#,
        )
    }

    /// A reply with an error of this code.
    pub(super) fn error(status: u16, code: &str) -> Self {
        let body = format!(
            r#"{{"ResponseMetadata":{{"RequestId":"r-0","Error":{{"Code":"{code}","Message":"m"}}}}}}"#
        );
        Self::reply(status, &body)
    }

    pub(super) fn reply(status: u16, body: &str) -> Self {
        let mut reply = http::Response::new(Bytes::copy_from_slice(body.as_bytes()));
        *reply.status_mut() = status.try_into().unwrap();
        Self {
            answer: Ok(reply),
            delay: Duration::ZERO,
        }
    }

    pub(super) fn failure(failure: Failure) -> Self {
        Self {
            answer: Err(failure),
            delay: Duration::ZERO,
        }
    }

    pub(super) fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(reply) = &mut self.answer {
            let value = HeaderValue::from_str(value).unwrap();
            reply.headers_mut().insert(name, value);
        }
        self
    }

    pub(super) fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }
}

/// Plays steps, one per request, the last of them over and over, and keeps what was sent.
#[derive(Debug, Clone)]
pub(super) struct Script(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    steps: VecDeque<Step>,
    sent: Vec<(Instant, http::Request<Bytes>)>,
}

impl Script {
    pub(super) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self(Arc::new(Mutex::new(State {
            steps: steps.into_iter().collect(),
            sent: Vec::new(),
        })))
    }

    /// How many requests were sent.
    pub(super) fn sent(&self) -> usize {
        self.0.lock().unwrap().sent.len()
    }

    /// The pauses between requests.
    pub(super) fn pauses(&self) -> Vec<Duration> {
        let state = self.0.lock().unwrap();
        let times = state.sent.windows(2);
        times.map(|pair| pair[1].0 - pair[0].0).collect()
    }

    /// A header of each request.
    pub(super) fn headers(&self, name: &str) -> Vec<String> {
        let state = self.0.lock().unwrap();
        let texts = state.sent.iter().map(|(_, request)| {
            let value = request.headers().get(name);
            value.map_or(String::new(), |value| value.to_str().unwrap().to_owned())
        });
        texts.collect()
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: usize,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let step = {
            let mut state = self.0.lock().unwrap();
            state.sent.push((Instant::now(), request));
            if state.steps.len() > 1 {
                state.steps.pop_front().unwrap()
            } else {
                state.steps[0].clone()
            }
        };
        Box::pin(async move {
            tokio::time::sleep(step.delay).await;
            step.answer.map_err(TransportError::new)
        })
    }
}
