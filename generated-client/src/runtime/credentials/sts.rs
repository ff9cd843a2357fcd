//! Common parts of the exchanges for temporary keys.
//!
//! Knows how to wait for such a reply and how it states the expiry of the keys. Gives the keys.
//! Must never repeat a part of a reply in an error: it may be a key.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use jiff::Timestamp;

use super::secret::Secrets;
use super::{Credentials, CredentialsError};
use crate::runtime::endpoint::Service;
use crate::runtime::error::{Error, ErrorKind, Verdict};
use crate::runtime::retry::{self, AtMost, Attempts, Backoff, FailedAttempt, RetryPolicy};
use crate::runtime::transport::{Failure, HttpTransport, Transport, TransportError};

/// Time limit of connecting to a service.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// Maximum size of a reply with keys, in bytes.
const REPLY_LIMIT: usize = 256 * 1024;

/// The given transport, or a separate one for the source.
pub(super) fn transport_or_own(
    given: Option<&Arc<dyn Transport>>,
) -> Result<Arc<dyn Transport>, CredentialsError> {
    match given {
        Some(transport) => Ok(transport.clone()),
        // Keys are fetched once in a long while, so that a connection is not worth keeping.
        None => HttpTransport::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .keeps_connections(false)
            .build()
            .map(|transport| Arc::new(transport) as Arc<dyn Transport>)
            .map_err(|error| CredentialsError::failed(error.to_string()).with_source(error)),
    }
}

/// Why there is no reply.
pub(super) struct Unanswered {
    reason: String,
    cause: TransportError,
}

impl Unanswered {
    pub(super) fn passed_over(self) -> CredentialsError {
        CredentialsError::passed_over(self.reason).with_source(self.cause)
    }

    pub(super) fn failed(self) -> CredentialsError {
        CredentialsError::failed(self.reason).with_source(self.cause)
    }
}

/// Maximum number of attempts of a request for keys, which is safe to repeat.
pub(super) const ATTEMPTS: u32 = 3;
/// The bound of the first pause between attempts.
const PAUSE: Duration = Duration::from_millis(100);

/// Sends a request until the service is not overloaded, and waits for each reply up to the limit.
pub(super) async fn send(
    transport: &dyn Transport,
    request: http::Request<Bytes>,
    limit: Duration,
    attempts: u32,
) -> Result<http::Response<Bytes>, Unanswered> {
    let policy = Backoff::default().first(PAUSE).first_when_overloaded(PAUSE);
    retry::repeat(Asking {
        transport,
        request,
        limit,
        policy: policy.at_most(attempts),
        number: 0,
    })
    .await
}

/// A request for keys, sent until it is answered.
struct Asking<'a> {
    transport: &'a dyn Transport,
    request: http::Request<Bytes>,
    limit: Duration,
    policy: AtMost<Backoff>,
    number: u32,
}

impl Attempts for Asking<'_> {
    type Settled = Result<http::Response<Bytes>, Unanswered>;

    async fn attempt(&mut self) -> ControlFlow<Self::Settled, Duration> {
        self.number += 1;
        let answer = send_once(self.transport, self.request.clone(), self.limit).await;
        let pause = passing(&answer).and_then(|error| {
            let failed = FailedAttempt::new(&error, self.number, Duration::ZERO);
            self.policy.pause(&failed)
        });
        match pause {
            Some(pause) => ControlFlow::Continue(pause),
            None => ControlFlow::Break(answer),
        }
    }
}

/// The failure in an answer, if another attempt may succeed: a request for keys is safe to repeat.
fn passing(answer: &Result<http::Response<Bytes>, Unanswered>) -> Option<Error> {
    let (kind, status) = match answer {
        Ok(reply) if reply.status().is_server_error() || reply.status() == OVERLOADED => {
            (ErrorKind::Service, Some(reply.status().as_u16()))
        }
        Err(unanswered) if unanswered.cause.failure() != Failure::Redirected => {
            (ErrorKind::Connection, None)
        }
        _ => return None,
    };
    let error = Error::new(kind, "").with_status(status);
    Some(error.with_verdict(Verdict::NotProcessed))
}

const OVERLOADED: http::StatusCode = http::StatusCode::TOO_MANY_REQUESTS;

async fn send_once(
    transport: &dyn Transport,
    request: http::Request<Bytes>,
    limit: Duration,
) -> Result<http::Response<Bytes>, Unanswered> {
    let target = request
        .uri()
        .authority()
        .map(ToString::to_string)
        .unwrap_or_default();
    let answer = tokio::time::timeout(limit, transport.send(request, REPLY_LIMIT)).await;
    answer
        .unwrap_or_else(|_| Err(TransportError::new(Failure::Timeout)))
        .map_err(|cause| {
            let root = cause
                .root_cause()
                .map(|root| format!(": {root}"))
                .unwrap_or_default();
            Unanswered {
                reason: format!("{target}: {cause}{root}"),
                cause,
            }
        })
}

/// STS, where roles are assumed.
pub(super) const SERVICE: Service = Service {
    signing_name: "sts",
    default_region: "cn-north-1",
    endpoints: &[],
    pattern: Some("sts.volcengineapi.com"),
};

/// Keys as a service issued them.
pub(super) struct Issued<'a> {
    pub(super) access_key_id: Option<&'a str>,
    pub(super) secret_access_key: Option<&'a str>,
    pub(super) session_token: Option<&'a str>,
    /// When, by the service's clock.
    pub(super) issued: Option<&'a str>,
    /// When they expire, by the service's clock.
    pub(super) ends: Option<&'a str>,
}

impl<'a> Issued<'a> {
    /// The keys in the result of an action of STS.
    pub(super) fn of(result: &'a Secrets) -> Self {
        let member = |name| result.text(&["Credentials", name]);
        Self {
            access_key_id: member("AccessKeyId"),
            secret_access_key: member("SecretAccessKey"),
            session_token: member("SessionToken"),
            issued: member("CurrentTime"),
            ends: member("Expiration").or_else(|| member("ExpiredTime")),
        }
    }
    /// The keys, with their expiry by the clock that says `now`.
    pub(super) fn credentials(self, now: SystemTime) -> Result<Credentials, CredentialsError> {
        let (Some(id), Some(secret), Some(token)) = (
            self.access_key_id,
            self.secret_access_key,
            self.session_token,
        ) else {
            return Err(CredentialsError::failed(
                "the reply is missing part of the keys",
            ));
        };
        let credentials = Credentials::temporary(id, secret, token);
        let Some(end) = self.ends else {
            return Ok(credentials);
        };
        let end: Timestamp = end.parse().map_err(|_| {
            CredentialsError::failed("the reply has no readable expiry time for the keys")
        })?;
        let issued = self.issued.and_then(|time| time.parse::<Timestamp>().ok());
        // How long they last is known exactly, whatever the clock of this machine says.
        let lifetime =
            issued.and_then(|issued| Duration::try_from(end.duration_since(issued)).ok());
        let end = lifetime
            .and_then(|lifetime| now.checked_add(lifetime))
            .unwrap_or_else(|| end.into());
        Ok(credentials.expires_at(end))
    }
}
