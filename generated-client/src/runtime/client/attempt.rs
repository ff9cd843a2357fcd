//! One attempt of a call.
//!
//! Knows the way from credentials to the opened reply. Gives the reply, or the error with
//! everything that decides about another attempt. Must never repeat anything itself.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::HeaderMap;

use super::Shared;
use super::answered::Confidential;
use super::clock::moved;
use super::message::Message;
use crate::runtime::action::Description;
use crate::runtime::credentials::{Credentials, ProvideCredentials};
use crate::runtime::endpoint::Endpoint;
use crate::runtime::envelope::{self, Opened};
use crate::runtime::error::{Error, ErrorKind, SignatureReport, Verdict, blames_signature};
use crate::runtime::http_date;
use crate::runtime::observe::{About, Attempt};
use crate::runtime::signing::{Scope, SigningTime};
use crate::runtime::transport::{
    ConnectLimit, Failure, Sending, SendingStage, Transport, TransportError,
};

/// Where an attempt goes and how long it may take: the same for all attempts of a call.
pub(super) struct Target<'a> {
    pub(super) action: &'a Description,
    pub(super) message: Message,
    pub(super) region: &'a str,
    pub(super) endpoint: Cow<'a, Endpoint>,
    pub(super) transport: &'a dyn Transport,
    pub(super) attempt_limit: Option<Duration>,
    /// Unless the transport goes by it anyway.
    pub(super) connect_limit: Option<ConnectLimit>,
}

impl<'a> Target<'a> {
    pub(super) fn about(&'a self, number: u32) -> About<'a> {
        About {
            service: self.action.service.signing_name,
            action: self.action.name,
            version: self.action.version,
            region: self.region,
            host: self.endpoint.host(),
            number,
        }
    }
}

impl Target<'_> {
    /// The error of a request that was given up after this time.
    #[cold]
    pub(super) fn too_slow(&self, limit: Duration, sending: &Sending) -> Error {
        self.transport.gave_up(sending);
        let endpoint = &*self.endpoint;
        let (what, verdict) = match sending.stage() {
            SendingStage::Waiting => ("no connection", Verdict::NotProcessed),
            SendingStage::Answered(_) => ("no complete reply", Verdict::PossiblyProcessed),
            _ => ("no reply", Verdict::PossiblyProcessed),
        };
        let error = Error::new(
            ErrorKind::Timeout,
            format!("{endpoint}: {what} within {limit:?}"),
        );
        let status = match sending.stage() {
            SendingStage::Answered(status) => Some(status),
            _ => None,
        };
        error.with_verdict(verdict).with_status(status)
    }
}

/// A reply that is a success.
pub(super) struct Arrived {
    pub(super) opened: Opened,
    pub(super) confidential: Confidential,
}

/// An attempt that failed.
pub(super) struct Failed {
    pub(super) error: Error,
    /// The server's clock.
    pub(super) server_time: Option<SystemTime>,
    /// How far the time of the signature was moved, in seconds.
    pub(super) moved_by: i64,
}

impl Shared {
    /// A request for an attempt, signed for this moment.
    ///
    /// # Errors
    ///
    /// What keeps a request from being put together; it is final.
    pub(super) fn signed(
        &self,
        target: &Target<'_>,
        credentials: &Credentials,
        number: u32,
    ) -> Result<Outgoing, Error> {
        let added = self.added_headers(target, number);
        let (now, moved_by) = self.server_time();
        let time = SigningTime::new(now);
        let scope = Scope {
            region: target.region,
            service: target.action.service.signing_name,
            time,
        };
        let message = &target.message;
        let signed = message.sign(&self.signer, &target.endpoint, &scope, credentials, &added)?;
        let mut request = message.request(&target.endpoint, &signed, added)?;
        if let Some(limit) = target.connect_limit {
            request.extensions_mut().insert(limit);
        }
        Ok(Outgoing {
            request,
            time,
            moved_by,
            confidential: Confidential {
                authorization: signed.authorization().to_owned(),
                credentials: credentials.clone(),
            },
        })
    }

    /// The server's time now, and how many seconds it is ahead of the own clock.
    pub(super) fn server_time(&self) -> (SystemTime, i64) {
        let moved_by = self.clock.ahead();
        (moved(self.environment.now(), moved_by), moved_by)
    }

    fn added_headers(&self, target: &Target<'_>, number: u32) -> HeaderMap {
        if self.config.observers.is_empty() {
            return HeaderMap::new();
        }
        let mut attempt = Attempt::new(target.about(number));
        for observer in &self.config.observers {
            observer.before_signing(&mut attempt);
        }
        attempt.into_headers()
    }

    /// Sends a request and opens the reply.
    pub(super) fn sent<'a>(
        &'a self,
        target: &'a Target<'a>,
        outgoing: Outgoing,
        number: u32,
        sending: Sending,
    ) -> impl Future<Output = Result<Arrived, Failed>> + Send + 'a {
        let Outgoing {
            request,
            time,
            moved_by,
            confidential,
        } = outgoing;
        // Handed over at once, so that the future need not hold it.
        let limit = self.config.reply_limit;
        let reply = target.transport.send_watched(request, limit, &sending);
        async move {
            let failed = |error: Error, server_time| Failed {
                error: error
                    .of_action(target.action.name, target.action.idempotent)
                    .with_attempts(number),
                server_time,
                moved_by,
            };
            let reply = match target.attempt_limit {
                None => reply.await,
                Some(limit) => match Box::pin(tokio::time::timeout(limit, reply)).await {
                    Ok(reply) => reply,
                    Err(_) => return Err(failed(target.too_slow(limit, &sending), None)),
                },
            };
            let (head, body) = match reply {
                Ok(reply) => reply.into_parts(),
                Err(error) => {
                    // Its head may have come, with an id in it.
                    let error = no_reply(error, &target.endpoint);
                    return Err(failed(confidential.remove_from(error, target.action), None));
                }
            };
            match envelope::open(head.status.as_u16(), &head.headers, body) {
                Ok(opened) => Ok(Arrived {
                    opened,
                    confidential,
                }),
                Err(error) => {
                    let server_time = http_date::date(&head.headers);
                    let asked = http_date::retry_after(&head.headers, self.environment.now());
                    let mut error = error.with_retry_after(asked);
                    if error.code().is_some_and(blames_signature) {
                        let source = confidential.credentials.source();
                        error = error.with_signature(SignatureReport {
                            credentials: source.unwrap_or(self.credentials.name()).to_owned(),
                            region: target.region.to_owned(),
                            service: target.action.service.signing_name,
                            time,
                            server_time: server_time.map(SigningTime::new),
                        });
                    }
                    Err(failed(
                        confidential.remove_from(error, target.action),
                        server_time,
                    ))
                }
            }
        }
    }
}

/// A signed request.
pub(super) struct Outgoing {
    pub(super) request: http::Request<Bytes>,
    time: SigningTime,
    moved_by: i64,
    confidential: Confidential,
}

#[cold]
fn no_reply(error: TransportError, endpoint: &Endpoint) -> Error {
    let (kind, verdict) = match error.failure() {
        Failure::NotConnected => (ErrorKind::Connection, Verdict::NotProcessed),
        Failure::Refused => (ErrorKind::Connection, Verdict::NotProcessed),
        Failure::ConnectTimeout => (ErrorKind::Timeout, Verdict::NotProcessed),
        Failure::Broken => (ErrorKind::Connection, Verdict::PossiblyProcessed),
        Failure::Timeout => (ErrorKind::Timeout, Verdict::PossiblyProcessed),
        Failure::Redirected => (ErrorKind::InvalidConfiguration, Verdict::Final),
        Failure::Undecodable => (ErrorKind::UnreadableReply, Verdict::PossiblyProcessed),
        Failure::TooLarge { .. } => (ErrorKind::ReplyTooLarge, Verdict::Final),
        Failure::Unanswered => (ErrorKind::Unanswered, Verdict::Final),
    };
    let cause = error
        .root_cause()
        .map(|cause| format!(": {cause}"))
        .unwrap_or_default();
    Error::new(kind, format!("{endpoint}: {error}{cause}"))
        .with_status(error.status())
        .with_request_id(error.headers().and_then(envelope::request_id))
        .with_verdict(verdict)
        .with_source(error)
}
