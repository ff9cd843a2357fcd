//! The envelope of every reply: `ResponseMetadata` and `Result`, or what replaces them.
//!
//! Knows every form of reply of services and gateways. Gives the text of the result, or the error
//! in the reply. Must never know an action's types, or judge a reply by the action it names.

mod mend;
mod metadata;
mod raw;
mod said;

#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::Range;

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, LOCATION};
use http::{HeaderMap, HeaderName};
use serde_json::Value;

use self::mend::{as_text, mended, readable};
use self::metadata::Metadata;
pub use self::metadata::ResponseMetadata;
use self::raw::Raw;
pub(in crate::runtime) use self::said::Said;
use self::said::first_line;
use super::error::{Error, ErrorKind, is_throttled, of_reply};
use super::wire::{As, Read, locate, read_leniently};

/// A reply to a successful call.
///
/// # Values of another type than documented
///
/// Servers do not always write what their documents promise. A value of another JSON type is read where its
/// meaning is certain: `"12"` and `12.0` as an integer, `12` as a string, `"true"` as a boolean.
///
/// An integer that its type cannot hold, such as one beyond `i32` for `format: int32`, does not lose the
/// reply. The member reads as if the server had left it out, since a wrong number would pass for a right
/// one; in a list, whose length may matter, the item becomes the nearest value of the type. Each such reply
/// emits a `tracing` event at level `DEBUG`, whose field `beyond` counts these values. If the number itself
/// matters, change the document to `format: int64` and generate the client again.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Response<T> {
    /// Metadata of the call.
    pub metadata: ResponseMetadata,
    /// The action's result.
    pub result: T,
}

/// A successful reply whose result has not been read yet.
#[derive(Clone)]
pub(in crate::runtime) struct Opened {
    status: u16,
    metadata: ResponseMetadata,
    body: Bytes,
    /// Where the result stands in the body; empty when there is none.
    result: Range<usize>,
}

/// Without the text of the server, which may have secrets in it.
impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl Opened {
    /// HTTP status of the reply.
    pub(in crate::runtime) fn status(&self) -> u16 {
        self.status
    }

    /// Id of the request.
    pub(in crate::runtime) fn request_id(&self) -> &str {
        &self.metadata.request_id
    }

    /// Reads the result; one that is missing or `null` is the default.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnreadableReply`] when it is not of the type.
    pub(in crate::runtime) fn read<T: Read + Default>(self) -> Result<Response<T>, Error> {
        let text = self.result_text();
        let result = if text.is_empty() {
            Ok(T::default())
        } else {
            match serde_json::from_str(text) {
                Ok(As(result)) => Ok(result),
                Err(error) => self.read_leniently(error),
            }
        };
        match result {
            Ok(result) => Ok(Response {
                metadata: self.metadata,
                result,
            }),
            Err(words) => Err(self.misfit(words)),
        }
    }

    /// Reads the result in spite of values that are not proper JSON, or of another type than
    /// documented.
    ///
    /// # Errors
    ///
    /// What could not be read, in words, and where.
    #[cold]
    fn read_leniently<T: Read>(&self, error: serde_json::Error) -> Result<T, String> {
        let text = self.result_text();
        let mended = mended(text);
        let whole = str::from_utf8(&self.body).unwrap_or_default();
        let start = self.result.start;
        let value: Value = match serde_json::from_str(mended.as_deref().unwrap_or(text)) {
            Ok(value) => value,
            Err(_) => return Err(misfit(whole, start, text, &error)),
        };
        let place = locate(whole, start, text, &error);
        match read_leniently(&value) {
            Ok(read) => {
                tracing::debug!(
                    beyond = read.beyond,
                    "a value of the result has another type than documented: {place}"
                );
                Ok(read.value)
            }
            // What was in the way of strict reading need not be what cannot be read.
            Err(found) => Err(match found.path.map(|path| format!("Result{path}")) {
                Some(path) if path != place.path => format!("{} at {path}", found.error),
                _ => misfit(whole, start, text, &error),
            }),
        }
    }

    fn result_text(&self) -> &str {
        // Never empty for want of validity: the whole body was read as text before.
        self.body
            .get(self.result.clone())
            .and_then(|part| str::from_utf8(part).ok())
            .unwrap_or_default()
    }

    /// The words say it all. As a source the parser's error would escape the removal of what a server may have
    /// echoed.
    #[cold]
    fn misfit(&self, words: String) -> Error {
        Error::new(ErrorKind::UnreadableReply, words)
            .with_status(Some(self.status))
            .with_body(&self.body)
            .with_request_id(some_text(&self.metadata.request_id))
    }
}

const MENDED: &str = "it contains a string, a number or a name that is not valid JSON";

/// Headers that name the request, where the body does not.
const REQUEST_IDS: [HeaderName; 3] = [
    HeaderName::from_static("x-top-request-id"),
    HeaderName::from_static("x-tt-logid"),
    HeaderName::from_static("x-request-id"),
];

/// The id of the request as the head of a reply names it.
pub(in crate::runtime) fn request_id(headers: &HeaderMap) -> Option<String> {
    let named = |name| headers.get(name)?.to_str().ok().and_then(some_text);
    REQUEST_IDS.iter().find_map(named)
}

/// Opens a reply.
///
/// Success is a status of 2xx with a `ResponseMetadata` in which there is no error, or with a `Result`
/// alone.
///
/// # Errors
///
/// What the service or a gateway answered, or [`ErrorKind::UnreadableReply`].
pub(in crate::runtime) fn open(
    status: u16,
    headers: &HeaderMap,
    body: Bytes,
) -> Result<Opened, Error> {
    let is_success = matches!(status, 200..=299);
    if matches!(status, 204 | 205) && body.is_empty() {
        return Ok(Opened {
            status,
            metadata: ResponseMetadata::default().named_by(headers),
            body,
            result: 0..0,
        });
    }
    let (body, envelope) = Envelope::read(readable(body));
    match envelope {
        Ok(envelope) if is_success && envelope.is_success(&body) => {
            let metadata = match envelope.metadata {
                Some(metadata) => metadata.into_public(),
                None => ResponseMetadata::of_request(Said::of(&as_text(&body)).request_id),
            };
            Ok(Opened {
                status,
                metadata: metadata.named_by(headers),
                body,
                result: envelope.result,
            })
        }
        envelope => Err(failure(status, headers, &body, envelope)
            .with_status(Some(status))
            .with_body(&body)),
    }
}

/// The outermost object of a reply.
struct Envelope {
    metadata: Option<Metadata>,
    /// Where the result stands in the body; empty when there is none.
    result: Range<usize>,
}

impl Envelope {
    /// Reads a body, if need be after it was mended; gives the body that was read as well.
    fn read(body: Bytes) -> (Bytes, Result<Self, serde_json::Error>) {
        let error = match Self::of(&body) {
            Ok(envelope) => return (body, Ok(envelope)),
            Err(error) => error,
        };
        let text = as_text(&body);
        let text = mended(&text).unwrap_or_else(|| text.into_owned());
        match Self::of(text.as_bytes()) {
            Ok(envelope) => {
                tracing::debug!("a reply is not valid JSON: {MENDED}");
                (text.into(), Ok(envelope))
            }
            Err(_) => (body, Err(error)),
        }
    }

    fn of(body: &[u8]) -> Result<Self, serde_json::Error> {
        // Read as a text once, so that parts of it can be taken without another look.
        let text = str::from_utf8(body).map_err(serde::de::Error::custom)?;
        let raw: Raw<'_> = serde_json::from_str(text)?;
        let result = raw.result.unwrap_or_default();
        let start = if result.is_empty() {
            0
        } else {
            offset(text, result)
        };
        Ok(Self {
            // Metadata of another type says as much as none.
            metadata: match raw.metadata.map(serde_json::from_str) {
                None => None,
                Some(Ok(As(metadata))) => Some(metadata),
                Some(Err(error)) if error.is_data() => None,
                Some(Err(error)) => return Err(error),
            },
            result: start..start + result.len(),
        })
    }

    /// Whether it carries a result, with a status that says so.
    fn is_success(&self, body: &[u8]) -> bool {
        let has_result = !self.result.is_empty();
        match &self.metadata {
            Some(metadata) => !metadata.is_error(has_result),
            None => has_result && Said::of(&as_text(body)).code.is_none(),
        }
    }
}

/// The error that a reply is.
#[cold]
fn failure(
    status: u16,
    headers: &HeaderMap,
    body: &[u8],
    envelope: Result<Envelope, serde_json::Error>,
) -> Error {
    let text = as_text(body);
    let said = Said::of(&text);
    let is_answer = match &envelope {
        Ok(Envelope {
            metadata: Some(_), ..
        }) => true,
        _ => said.code.is_some() || (said.message.is_some() && !matches!(status, 200..=299)),
    };
    let kind = match is_answer {
        _ if is_throttled(status, said.code.as_deref()) => ErrorKind::Throttled,
        true => ErrorKind::Service,
        false => ErrorKind::UnreadableReply,
    };
    let explanation = match envelope {
        _ if is_redirect(status, headers) => not_followed(headers),
        _ if is_answer && !said.is_silent() => String::new(),
        _ if is_answer => "it has no error code".to_owned(),
        _ => unread(status, headers, body, &text, envelope.err().as_ref()),
    };
    let verdict = of_reply(status, said.code.as_deref());
    let error = Error::new(kind, explanation)
        .with_request_id(request_id(headers))
        .with_verdict(verdict);
    if is_answer {
        error.with_answer(said)
    } else if said.request_id.is_some() {
        error.with_request_id(said.request_id)
    } else {
        error
    }
}

/// Whether a reply leads elsewhere, by its status or by naming a place (RFC 9110, 15.4).
fn is_redirect(status: u16, headers: &HeaderMap) -> bool {
    match status {
        301 | 302 | 303 | 307 | 308 => true,
        300..=399 => headers.contains_key(LOCATION),
        _ => false,
    }
}

/// What is said of a redirect: the signature is for one host.
fn not_followed(headers: &HeaderMap) -> String {
    let target = headers
        .get(LOCATION)
        .map(|target| String::from_utf8_lossy(target.as_bytes()));
    let target = target
        .map(|target| format!("; this one leads to {target}"))
        .unwrap_or_default();
    format!("redirects are not followed{target}")
}

/// Why a reply could not be read.
fn unread(
    status: u16,
    headers: &HeaderMap,
    body: &[u8],
    text: &str,
    error: Option<&serde_json::Error>,
) -> String {
    if body.is_empty() {
        return "it is empty".to_owned();
    }
    if let Some(coding) = coding(headers, body) {
        let feature = match (coding.as_str(), cfg!(feature = "compression")) {
            ("gzip" | "deflate" | "br", false) => "; enable the feature `compression` to read it",
            _ => ", which the client did not request",
        };
        return format!("it is compressed with {coding}{feature}");
    }
    let line = || {
        first_line(text)
            .map(|line| format!(": {line}"))
            .unwrap_or_default()
    };
    match error {
        // What came of the call is for its caller alone.
        None if matches!(status, 200..=299) => "it has no ResponseMetadata".to_owned(),
        None => format!("it has no ResponseMetadata{}", line()),
        Some(error) if text.trim_start().starts_with('{') => misfit(text, 0, text, error),
        // A page of a gateway: where in it the parser gave up is of no use to anybody.
        Some(_) => format!("it is not a JSON object{}", line()),
    }
}

/// How a body is compressed, by its head or by its first bytes.
fn coding(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    let named = headers
        .get(CONTENT_ENCODING)
        .and_then(|coding| coding.to_str().ok());
    let named = named.map(|coding| coding.trim().to_ascii_lowercase());
    match named.as_deref() {
        None | Some("" | "identity") if body.starts_with(b"\x1f\x8b") => Some("gzip".to_owned()),
        None | Some("" | "identity") => None,
        Some("x-gzip") => Some("gzip".to_owned()),
        Some(coding) => Some(coding.to_owned()),
    }
}

/// What is wrong with JSON that could not be read, and where in the whole text.
#[cold]
fn misfit(text: &str, start: usize, part: &str, error: &serde_json::Error) -> String {
    let place = locate(text, start, part, error);
    let words = error.to_string();
    // The place within the part would only confuse.
    let position = format!(" at line {} column {}", error.line(), error.column());
    let words = words.strip_suffix(&position).unwrap_or(&words);
    format!("{words} at {place}")
}

/// Where a part borrowed from a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

fn some_text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
