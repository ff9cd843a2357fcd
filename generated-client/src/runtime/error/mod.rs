//! What can go wrong with a call, as one type.
//!
//! Knows every fact about a failure that helps to find its cause. Gives them through methods, one
//! line by `Display` and the long report by `Debug`. Must never hold a secret.

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

pub(in crate::runtime) use self::harmless::{short, start_of};
pub use self::signature::SignatureReport;
#[doc(hidden)]
pub use self::verdict::may_pass;
pub(in crate::runtime) use self::verdict::{
    Verdict, blames_clock, blames_keys, blames_signature, is_throttled, of_reply,
};

/// Why a call failed.
///
/// `Display` is one line with everything a log needs: the action, the service's code and message,
/// the request id. `Debug` is the long report, with the start of a reply that could not be read and
/// the errors beneath.
pub struct Error(Box<Facts>);

/// What kind of failure an [`Error`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request does not meet its documented constraints; nothing was sent. See
    /// [`Error::violations`].
    InvalidRequest,
    /// The client cannot work as it is configured, for example because the region is unknown;
    /// nothing was sent.
    InvalidConfiguration,
    /// No source gave credentials; nothing was sent.
    NoCredentials,
    /// There was no connection, or it broke.
    Connection,
    /// The time allowed for the call, for an attempt or for connecting was over.
    Timeout,
    /// There were too many calls: for the service, for a gateway before it, or for the client's own
    /// limit. In the last case nothing was sent and there is no [`Error::status`].
    Throttled,
    /// The service answered with an error.
    Service,
    /// There was a reply, but not one this client understands.
    UnreadableReply,
    /// The reply is larger than the configured limit.
    ReplyTooLarge,
    /// The call succeeded for some of its items only, and was demanded to be
    /// [complete](crate::BatchResponse::complete).
    Incomplete,
    /// A stand-in for the service has no answer to the call: in tests alone. Nothing was sent.
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

/// How much of a reply is shown, in bytes.
const BODY_START: usize = 512;

impl Error {
    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The error code the service answered with, for example `InvalidParameter`.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The error code as one of those that a service documents, such as
    /// `rtc::ErrorCode`. A code that is not documented is among them as well,
    /// as the unknown one; `None` where there is no [`code`](Self::code).
    ///
    /// ```
    /// # #[cfg(feature = "rtc")]
    /// # fn example(error: &generated_client::Error) {
    /// use generated_client::rtc::ErrorCode;
    ///
    /// match error.code_as() {
    ///     Some(ErrorCode::ConversationNotFound) => println!("there is no such group"),
    ///     Some(code) if code.is_retryable() => println!("try again later"),
    ///     _ => println!("{error}"),
    /// }
    /// # }
    /// ```
    pub fn code_as<C>(&self) -> Option<C>
    where
        C: for<'a> From<&'a str>,
    {
        self.code().map(C::from)
    }

    /// The number that belongs to the error code.
    pub fn code_n(&self) -> Option<i64> {
        self.0.code_n
    }

    /// The message the service answered with; one of more than 8 KiB is cut.
    pub fn service_message(&self) -> Option<&str> {
        self.0.service_message.as_deref()
    }

    /// Id of the request, to be named to the platform's support.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// HTTP status of the reply, if there was one. 200 is possible: many services say so and mean
    /// an error.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// Why there are no credentials, source by source, if that is what failed.
    pub fn credentials(&self) -> Option<&CredentialsError> {
        self.0.source.as_deref()?.downcast_ref()
    }

    /// Every documented constraint the request does not meet.
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }

    /// The other members of the service's error, such as `MessageCN`: their paths below it, as
    /// `Data.Reason`, and their values as text. At most 64, in the order in which they came.
    pub fn details(&self) -> impl Iterator<Item = (&str, &str)> {
        let details = self.0.details.iter();
        details.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// One of the [`details`](Self::details).
    pub fn detail(&self, name: &str) -> Option<&str> {
        let named = self.details().find(|(known, _)| *known == name);
        named.map(|(_, value)| value)
    }

    /// The whole reply, where it could not be read or is an error, with `�` for what is no text.
    ///
    /// The action may have been done, so what it gave may be worth reading by other means. Secrets
    /// that were sent are removed; those that an action gives are not. Neither `Display` nor `Debug`
    /// shows more of it than [`body_start`](Self::body_start).
    pub fn body(&self) -> Option<&str> {
        self.0.body.as_deref()
    }

    /// The start of a reply that could not be read: at most 512 bytes, with `�` for what is no
    /// text. `None` for an action that gives secrets.
    pub fn body_start(&self) -> Option<&str> {
        if self.0.hides_body {
            return None;
        }
        self.body().map(|body| start_of(body, BODY_START))
    }

    /// How many attempts were made, those that got no connection included; 0 where it did not come to
    /// that. Each sent at most one request.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// How long the server asked to wait before the next call.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// What the signature was made of, where it is the signature or the keys that the service
    /// refuses. `Display` shows it as well.
    pub fn signature(&self) -> Option<&SignatureReport> {
        self.0.signature.as_deref()
    }

    /// Whether the time was over, for the whole call, for an attempt or for connecting.
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// Whether there was no connection, or it broke.
    pub fn is_connection(&self) -> bool {
        self.kind() == ErrorKind::Connection
    }

    /// Whether there were too many calls.
    pub fn is_throttled(&self) -> bool {
        self.kind() == ErrorKind::Throttled
    }

    /// Whether the same call may be repeated and could then succeed.
    ///
    /// True where the request was surely not processed (no connection, throttled). Where it may
    /// have been processed (the connection broke, the time was over, the service failed) true only
    /// for an action that its specification calls idempotent.
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

    /// Shows nothing of a reply with secrets in it, nor of the value in it that could not be read.
    pub(in crate::runtime) fn without_reply(mut self) -> Self {
        self.0.hides_body = true;
        if self.0.kind == ErrorKind::UnreadableReply {
            let message = &self.0.message;
            self.0.message = match message.rsplit_once(" at ") {
                Some((_, place)) => format!("a value of another type at {place}"),
                None => message.split(": ").next().unwrap_or_default().to_owned(),
            };
        }
        self
    }

    /// Takes over what the service said, as far as it is of use.
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

    /// Tells why a call that could have been repeated was not.
    pub(in crate::runtime) fn with_end(mut self, reason: &'static str) -> Self {
        self.0.ended_because = Some(reason);
        self
    }

    pub(in crate::runtime) fn with_signature(mut self, report: SignatureReport) -> Self {
        self.0.signature = Some(Box::new(report));
        self
    }

    /// Removes a secret from whatever a server may have echoed.
    pub(in crate::runtime) fn without(mut self, secret: &str) -> Self {
        let facts = &mut *self.0;
        let echoes = [
            &mut facts.code,
            &mut facts.service_message,
            &mut facts.request_id,
            &mut facts.body,
        ];
        let details = facts.details.iter_mut().map(|(_, value)| value);
        let echoes = echoes.into_iter().flatten().chain(details);
        for text in echoes.chain([&mut facts.message]) {
            redact::redact(text, secret);
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
