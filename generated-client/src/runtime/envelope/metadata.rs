//! What the platform says about a call, beside its result.
//!
//! Knows `ResponseMetadata` and the `Error` in it. Gives both as they came. Must never fail for a
//! member of an unexpected type: what matters is whether there is an error.

use serde::de::{Deserialize, Deserializer};
use serde_json::Value;

use crate::runtime::generated::record;
use crate::runtime::wire::{self, Place, Slot, View};

/// What the platform says about a call. What it does not say is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ResponseMetadata {
    /// Id of the request, to be named to the platform's support.
    pub request_id: String,
    /// Action as the server names it; it may differ from the one that was called.
    pub action: String,
    /// Version of the action.
    pub version: String,
    /// Service that answered.
    pub service: String,
    /// Region that answered.
    pub region: String,
}

/// `ResponseMetadata` as it travels.
#[derive(Default)]
pub(super) struct Metadata {
    request_id: Loose,
    action: Loose,
    version: Loose,
    service: Loose,
    region: Loose,
    error: Value,
}

/// What an error in a reply says.
#[derive(Default)]
pub(super) struct Answer {
    pub(super) code: Option<String>,
    pub(super) code_n: Option<i64>,
    pub(super) message: Option<String>,
}

impl Metadata {
    /// The metadata, and the error if there is one.
    pub(super) fn split(self) -> (ResponseMetadata, Option<Answer>) {
        let metadata = ResponseMetadata {
            request_id: self.request_id.into_text().unwrap_or_default(),
            action: self.action.into_text().unwrap_or_default(),
            version: self.version.into_text().unwrap_or_default(),
            service: self.service.into_text().unwrap_or_default(),
            region: self.region.into_text().unwrap_or_default(),
        };
        (metadata, answer(self.error))
    }
}

record!(received Metadata {
    "RequestId" => request_id: optional,
    "Action" => action: optional,
    "Version" => version: optional,
    "Service" => service: optional,
    "Region" => region: optional,
    "Error" => error: optional,
});

/// An error of any form; anything but `null` is one.
fn answer(error: Value) -> Option<Answer> {
    match error {
        Value::Null => None,
        Value::Object(mut members) => {
            let mut take = |name| Loose(members.remove(name).unwrap_or_default()).into_text();
            Some(Answer {
                code: take("Code"),
                code_n: take("CodeN").and_then(|number| number.parse().ok()),
                message: take("Message"),
            })
        }
        other => Some(Answer {
            message: Loose(other).into_text(),
            ..Answer::default()
        }),
    }
}

/// A value that should be a text but may be anything.
#[derive(Debug, Default)]
pub(super) struct Loose(Value);

impl Loose {
    pub(super) fn is_none(&self) -> bool {
        self.0.is_null()
    }

    /// The value as text; `None` for an empty one and for what has no text.
    pub(super) fn into_text(self) -> Option<String> {
        match self.0 {
            Value::String(text) => (!text.is_empty()).then_some(text),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(truth) => Some(truth.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }
}

impl wire::Value for Loose {
    fn view(&self) -> View<'_> {
        View::Json(&self.0)
    }
}

impl Place for Loose {
    fn blank() -> Self {
        Self::default()
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Any(&mut self.0)
    }
}

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(Self)
    }
}
