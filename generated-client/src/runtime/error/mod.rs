//! Everything that can go wrong with a call, as one type.
//!
//! Knows every fact about a failure that helps to find its cause. Gives them through methods,
//! `Display` as one line and `Debug` as a full report. Must never hold a secret.

mod harmless;
mod redact;
mod report;
mod signature;
mod verdict;

#[cfg(test)]
mod tests;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::credentials::CredentialsError;
use super::envelope::Said;
use super::validate::Violation;
use super::wire::{Choice, Open};

pub(in crate::runtime) use self::harmless::{short, start_of};
pub(in crate::runtime) use self::redact::{Secret, may_echo};
pub use self::signature::SignatureReport;
#[doc(hidden)]
pub use self::verdict::may_pass;
pub(in crate::runtime) use self::verdict::{
    Verdict, blames_clock, blames_keys, blames_signature, is_throttled, of_reply,
};

/// Why a call failed.
///
/// `Display` is one line with everything a log needs: action, code and message of the service, and
/// request id. `Debug` is a full report that includes the start of an unreadable reply and the
/// underlying errors.
pub struct Error(Box<Facts>);

/// What kind of failure an [`Error`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request violates its documented constraints; nothing was sent. See
    /// [`Error::violations`].
    InvalidRequest,
    /// The configuration is invalid, for example because the region is unknown; nothing was sent.
    InvalidConfiguration,
    /// No source has credentials; nothing was sent.
    NoCredentials,
    /// The connection failed or broke.
    Connection,
    /// The call, an attempt or connecting timed out.
    Timeout,
    /// Too many calls for the service, for the gateway in front of it, or for the client's own
    /// limit. In the last case, nothing was sent and there is no [`Error::status`].
    Throttled,
    /// The service returned an error.
    Service,
    /// The reply is unreadable.
    UnreadableReply,
    /// The reply is larger than the configured limit.
    ReplyTooLarge,
    /// The call succeeded for only some of its items, but had to be
    /// [complete](crate::BatchResponse::complete).
    Incomplete,
    /// A test double has no answer to the call; nothing was sent. Occurs only in tests.
    Unanswered,
}

struct Facts {
    kind: ErrorKind,
    message: String,
    action: Option<&'static str>,
    idempotent: bool,
    verdict: Verdict,
    violations: Vec<Violation>,
    code: Option<String>,
    code_n: Option<i64>,
    service_message: Option<String>,
    request_id: Option<String>,
    status: Option<u16>,
    details: Vec<(String, String)>,
    body: Option<String>,
    hides_body: bool,
    retry_after: Option<Duration>,
    attempts: u32,
    ended_because: Option<&'static str>,
    signature: Option<Box<SignatureReport>>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// Maximum number of bytes of a reply to show.
const BODY_START: usize = 512;

impl Error {
    /// The kind of failure.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The error code of the service, for example `InvalidParameter`.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The error code as the enum of a service, such as `rtc::ErrorCode`; `None` if there is no
    /// [`code`](Self::code), or one that is not documented.
    ///
    /// ```
    /// # #[cfg(feature = "rtc")]
    /// # fn example(error: &generated_client::Error) {
    /// use generated_client::rtc::ErrorCode;
    ///
    /// match error.code_as() {
    ///     Some(ErrorCode::ConversationNotFound) => println!("there is no such group"),
    ///     _ if error.is_retryable() => println!("try again later"),
    ///     _ => println!("{error}"),
    /// }
    /// # }
    /// ```
    pub fn code_as<C: Choice<Wire = String>>(&self) -> Option<C> {
        Open::from(self.code()?).known()
    }

    /// The number of the error code.
    pub fn code_n(&self) -> Option<i64> {
        self.0.code_n
    }

    /// The message of the service, truncated to 8 KiB.
    pub fn service_message(&self) -> Option<&str> {
        self.0.service_message.as_deref()
    }

    /// Id of the request; quote it to the platform's support.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// HTTP status of the reply, if there was one. It can be 200: many services return errors with
    /// it.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// Why there are no credentials, for each source, if that is the failure.
    pub fn credentials(&self) -> Option<&CredentialsError> {
        self.0.source.as_deref()?.downcast_ref()
    }

    /// Every documented constraint that the request violates.
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }

    /// The other members of the service's error, such as `MessageCN`: their paths within it, such
    /// as `Data.Reason`, and their values as text. At most 64, in the order received.
    pub fn details(&self) -> impl Iterator<Item = (&str, &str)> {
        let details = self.0.details.iter();
        details.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// One of the [`details`](Self::details).
    pub fn detail(&self, name: &str) -> Option<&str> {
        let named = self.details().find(|(known, _)| *known == name);
        named.map(|(_, value)| value)
    }

    /// The whole reply, if it is unreadable or an error, with `�` for invalid UTF-8.
    ///
    /// The action may have been performed, so its result may be worth reading by other means.
    /// Secrets that were sent are removed; secrets that the action returns are not. `Display` and
    /// `Debug` show at most [`body_start`](Self::body_start).
    pub fn body(&self) -> Option<&str> {
        self.0.body.as_deref()
    }

    /// The start of an unreadable reply: at most 512 bytes, with `�` for invalid UTF-8. `None` for
    /// an action that returns secrets.
    pub fn body_start(&self) -> Option<&str> {
        if self.0.hides_body {
            return None;
        }
        self.body().map(|body| start_of(body, BODY_START))
    }

    /// Number of attempts, including those that failed to connect; 0 if there were none. Each sent
    /// at most one request.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// How long the server asks to wait before the next call.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// What the signature was computed from, if the service rejects the signature or the keys.
    /// `Display` shows it as well.
    pub fn signature(&self) -> Option<&SignatureReport> {
        self.0.signature.as_deref()
    }

    /// Whether the call, an attempt or connecting timed out.
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// Whether the connection failed or broke.
    pub fn is_connection(&self) -> bool {
        self.kind() == ErrorKind::Connection
    }

    /// Whether the call was throttled.
    pub fn is_throttled(&self) -> bool {
        self.kind() == ErrorKind::Throttled
    }

    /// Whether it is safe to repeat the same call, and it could succeed.
    ///
    /// True if the request certainly was not processed (no connection, throttled). If it may have
    /// been processed (the connection broke, it timed out, the service failed), true only for
    /// actions that are idempotent by their specification.
    pub fn is_retryable(&self) -> bool {
        match self.0.verdict {
            Verdict::NotProcessed => true,
            Verdict::PossiblyProcessed => self.0.idempotent,
            Verdict::Final => false,
        }
    }
}

impl Error {
    pub(in crate::runtime) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Facts {
            kind,
            message: message.into(),
            action: None,
            idempotent: false,
            verdict: Verdict::Final,
            violations: Vec::new(),
            code: None,
            code_n: None,
            service_message: None,
            request_id: None,
            status: None,
            details: Vec::new(),
            body: None,
            hides_body: false,
            retry_after: None,
            attempts: 0,
            ended_because: None,
            signature: None,
            source: None,
        }))
    }

    pub(in crate::runtime) fn invalid_request(violations: Vec<Violation>) -> Self {
        let mut error = Self::new(ErrorKind::InvalidRequest, "");
        error.0.violations = violations;
        error
    }

    pub(in crate::runtime) fn with_source(
        mut self,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(in crate::runtime) fn with_verdict(mut self, verdict: Verdict) -> Self {
        self.0.verdict = verdict;
        self
    }

    pub(in crate::runtime) fn with_status(mut self, status: Option<u16>) -> Self {
        self.0.status = status;
        self
    }

    pub(in crate::runtime) fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.0.request_id = request_id.map(short);
        self
    }

    /// Keeps the reply.
    pub(in crate::runtime) fn with_body(mut self, body: &[u8]) -> Self {
        self.0.body = Some(String::from_utf8_lossy(body).into_owned());
        self
    }

    /// Hides a reply that contains secrets, and the value in it that could not be read.
    pub(in crate::runtime) fn without_reply(mut self) -> Self {
        self.0.hides_body = true;
        if self.0.kind == ErrorKind::UnreadableReply {
            let message = &self.0.message;
            self.0.message = match message.rsplit_once(" at ") {
                Some((_, place)) => format!("a value of a different type at {place}"),
                None => message.split(": ").next().unwrap_or_default().to_owned(),
            };
        }
        self
    }

    /// Takes over the useful parts of the service's error.
    pub(in crate::runtime) fn with_answer(mut self, said: Said) -> Self {
        self.0.code = said.code.map(short);
        self.0.code_n = said.code_n;
        self.0.service_message = said.message.map(harmless::message);
        self.0.details = said.details;
        if said.request_id.is_some() {
            return self.with_request_id(said.request_id);
        }
        self
    }

    /// Names the action that failed and whether it may be repeated at will.
    pub(in crate::runtime) fn of_action(mut self, action: &'static str, idempotent: bool) -> Self {
        self.0.action = Some(action);
        self.0.idempotent = idempotent;
        self
    }

    pub(in crate::runtime) fn with_retry_after(mut self, pause: Option<Duration>) -> Self {
        self.0.retry_after = pause;
        self
    }

    pub(in crate::runtime) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Says why a call that could have been repeated was not.
    pub(in crate::runtime) fn with_end(mut self, reason: &'static str) -> Self {
        self.0.ended_because = Some(reason);
        self
    }

    pub(in crate::runtime) fn with_signature(mut self, report: SignatureReport) -> Self {
        self.0.signature = Some(Box::new(report));
        self
    }

    /// Removes a secret that the server may have echoed.
    pub(in crate::runtime) fn without(mut self, secret: &Secret<'_>) -> Self {
        let facts = &mut *self.0;
        let echoes = [
            &mut facts.code,
            &mut facts.service_message,
            &mut facts.request_id,
            &mut facts.body,
        ];
        let details = facts.details.iter_mut();
        let echoes = echoes
            .into_iter()
            .flatten()
            .chain(details.flat_map(|(name, value)| [name, value]));
        for text in echoes.chain([&mut facts.message]) {
            secret.remove_from(text);
        }
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        report::line(&self.0, f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        report::long(self, f)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.source {
            Some(source) => Some(&**source),
            None => None,
        }
    }
}
