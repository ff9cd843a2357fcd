//! The envelope around every reply: `ResponseMetadata` and `Result`, or what comes in their place.
//!
//! Knows every form in which services and gateways answer. Gives the text of the result, or the
//! error that the reply is. Must never know an action's types, nor judge a reply by the action it
//! names.

mod metadata;
mod raw;

#[cfg(test)]
mod tests;

use std::ops::Range;

use bytes::Bytes;
use serde::de::DeserializeOwned;

pub use self::metadata::ResponseMetadata;
use self::metadata::{Answer, Metadata};
use self::raw::Raw;
use super::error::{Error, ErrorKind, is_throttled, of_reply};
use super::wire::locate;

/// What is said of a redirect: the signature is for one host.
const NOT_FOLLOWED: &str = "redirects are not followed";

/// A reply to a call that succeeded.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Response<T> {
    /// What the platform says about the call.
    pub metadata: ResponseMetadata,
    /// The action's result.
    pub result: T,
}

/// A successful reply whose result has not been read yet.
#[derive(Debug, Clone)]
pub(in crate::runtime) struct Opened {
    metadata: ResponseMetadata,
    body: Bytes,
    /// Where the result stands in the body; empty when there is none.
    result: Range<usize>,
}

impl Opened {
    /// Id of the request.
    pub(in crate::runtime) fn request_id(&self) -> &str {
        &self.metadata.request_id
    }

    /// Reads the result; one that is missing or `null` is the default.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnreadableReply`] when it is not of the type.
    pub(in crate::runtime) fn read<T: DeserializeOwned + Default>(
        self,
    ) -> Result<Response<T>, Error> {
        let text = self.result_text();
        if text.is_empty() {
            return Ok(Response {
                metadata: self.metadata,
                result: T::default(),
            });
        }
        match serde_json::from_str(text) {
            Ok(result) => Ok(Response {
                metadata: self.metadata,
                result,
            }),
            Err(error) => Err(self.misfit(&error)),
        }
    }

    fn result_text(&self) -> &str {
        // Never empty for want of validity: the whole body was read as text before.
        self.body
            .get(self.result.clone())
            .and_then(|part| str::from_utf8(part).ok())
            .unwrap_or_default()
    }

    #[cold]
    fn misfit(&self, error: &serde_json::Error) -> Error {
        let text = str::from_utf8(&self.body).unwrap_or_default();
        unreadable(text, self.result.start, self.result_text(), error)
            .with_status(Some(200))
            .with_body_start(&self.body)
            .with_request_id(some_text(&self.metadata.request_id))
    }
}

/// Opens a reply.
///
/// Success is a status of 200 with a `ResponseMetadata` in which there is no `Error`.
///
/// # Errors
///
/// What the service or a gateway answered, or [`ErrorKind::UnreadableReply`].
pub(in crate::runtime) fn open(status: u16, body: Bytes) -> Result<Opened, Error> {
    match parse(status, &body) {
        Ok((metadata, result)) => Ok(Opened {
            metadata,
            result,
            body,
        }),
        Err(error) => Err(error.with_status(Some(status))),
    }
}

fn parse(status: u16, body: &[u8]) -> Result<(ResponseMetadata, Range<usize>), Error> {
    let not_an_envelope = |error: Error| {
        let error = error
            .with_body_start(body)
            .with_verdict(of_reply(status, None));
        if is_throttled(status, None) {
            error.of_kind(ErrorKind::Throttled)
        } else {
            error
        }
    };
    let wrong = |what: &str| not_an_envelope(Error::new(ErrorKind::UnreadableReply, what));

    if body.is_empty() {
        return Err(wrong("it is empty"));
    }
    let text = match str::from_utf8(body) {
        Ok(text) => text,
        Err(error) => {
            return Err(wrong(&format!(
                "it is not valid UTF-8 after byte {}",
                error.valid_up_to()
            )));
        }
    };
    let raw: Raw<'_> = match serde_json::from_str(text) {
        Ok(raw) => raw,
        Err(_) if matches!(status, 300..=399) => return Err(wrong(NOT_FOLLOWED)),
        // A page of a gateway: where in it the parser gave up is of no use to anybody.
        Err(_) if !text.trim_start().starts_with('{') => return Err(wrong("it is no JSON object")),
        Err(error) => return Err(not_an_envelope(unreadable(text, 0, text, &error))),
    };
    let Some(metadata_text) = raw.metadata else {
        return Err(match raw.gateway_answer() {
            Some(answer) => answered(status, answer, None),
            None => wrong("it has no ResponseMetadata"),
        });
    };
    let metadata: Metadata = match serde_json::from_str(metadata_text) {
        Ok(metadata) => metadata,
        Err(error) => {
            return Err(not_an_envelope(unreadable(
                text,
                offset(text, metadata_text),
                metadata_text,
                &error,
            )));
        }
    };
    let (metadata, answer) = metadata.split();
    match answer {
        Some(answer) => Err(answered(status, answer, some_text(&metadata.request_id))),
        None if status != 200 => {
            Err(
                answered(status, Answer::default(), some_text(&metadata.request_id))
                    .with_body_start(body),
            )
        }
        None => {
            let result = raw
                .result
                .filter(|text| *text != "null")
                .unwrap_or_default();
            let start = if result.is_empty() {
                0
            } else {
                offset(text, result)
            };
            Ok((metadata, start..start + result.len()))
        }
    }
}

/// The error that a reply is.
fn answered(status: u16, answer: Answer, request_id: Option<String>) -> Error {
    let Answer {
        code,
        code_n,
        message,
    } = answer;
    let throttled = is_throttled(status, code.as_deref());
    let verdict = of_reply(status, code.as_deref());
    let kind = if throttled {
        ErrorKind::Throttled
    } else {
        ErrorKind::Service
    };
    let explanation = match status {
        300..=399 => NOT_FOLLOWED,
        _ if code.is_none() && message.is_none() => "it gave no code",
        _ => "",
    };
    Error::new(kind, explanation)
        .with_answer(code, code_n, message)
        .with_request_id(request_id)
        .with_verdict(verdict)
}

/// The error of JSON that could not be read, with its place in the whole text.
#[cold]
fn unreadable(text: &str, start: usize, part: &str, error: &serde_json::Error) -> Error {
    let place = locate(text, start, part, error);
    let words = error.to_string();
    // The place within the part would only confuse.
    let position = format!(" at line {} column {}", error.line(), error.column());
    let words = words.strip_suffix(&position).unwrap_or(&words);
    // The words say it all. As a source the parser's error would escape the removal of what a server
    // may have echoed.
    Error::new(ErrorKind::UnreadableReply, format!("{words} at {place}"))
}

/// Where a part borrowed from a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

fn some_text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
