//! A request in its wire format.
//!
//! Knows the three places where members travel. Gives a request that was checked, written down. Must
//! never know who sends it.

use super::action::{Action, Encoding};
use super::error::{Error, ErrorKind};
use super::validate::{Violation, violations};
use super::wire::{Written, flatten, not_finite};

/// A request in its wire format.
pub(super) enum Payload {
    /// A JSON text.
    Json(Vec<u8>),
    /// Names and values for a query or a form.
    Pairs(Vec<(String, String)>),
}

impl Payload {
    /// Whether there may have been numbers that cannot be written, such as infinity: JSON has `null` in
    /// their place, and pairs have words.
    fn may_hold_more_than_numbers(&self) -> bool {
        match self {
            Self::Json(text) => text.windows(4).any(|word| word == b"null"),
            Self::Pairs(pairs) => pairs
                .iter()
                .any(|(_, value)| matches!(value.as_str(), "NaN" | "inf" | "-inf")),
        }
    }
}

/// Checks a request and writes it down.
pub(super) fn encode<A: Action>(request: &A) -> Result<Payload, Error> {
    let violations = violations(request);
    if !violations.is_empty() {
        return Err(Error::invalid_request(violations));
    }
    let payload = match A::ENCODING {
        Encoding::Json => Payload::Json(serde_json::to_vec(&Written(request)).map_err(unwritable)?),
        Encoding::Query | Encoding::Form => {
            Payload::Pairs(flatten(&Written(request), A::STYLES).map_err(unwritable)?)
        }
    };
    if payload.may_hold_more_than_numbers() {
        let violations = not_finite(&Written(request));
        if !violations.is_empty() {
            return Err(Error::invalid_request(
                violations.into_iter().map(Violation::not_finite).collect(),
            ));
        }
    }
    Ok(payload)
}

#[cold]
pub(super) fn unwritable(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::InvalidRequest, error.to_string()).with_source(error)
}
