//! Why a request is refused, as the platform's gateway says it.

use serde_json::{Value, json};

use super::{Answer, Received};

/// Why a request was refused: a code of the platform's gateway, with its number, and what is wrong in detail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// Number of the code, where one is published.
    pub number: Option<u32>,
    /// Code.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
}

impl Refusal {
    /// A refusal with a code that has a number.
    pub(super) fn new(
        status: u16,
        number: u32,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            number: Some(number),
            ..Self::unnumbered(status, code, message)
        }
    }

    /// A refusal with a code for which no number is published.
    pub(super) fn unnumbered(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            number: None,
            code,
            message: message.into(),
        }
    }

    /// Nobody has such an action.
    pub(super) fn unknown_action(message: impl Into<String>) -> Self {
        Self::new(404, 100_008, "InvalidActionOrVersion", message)
    }

    /// Something that every request has is not there.
    pub(super) fn incomplete(message: impl Into<String>) -> Self {
        Self::new(400, 100_004, "MissingRequestInfo", message)
    }

    pub(super) fn unsigned(message: impl Into<String>) -> Self {
        Self::new(401, 100_005, "MissingSignature", message)
    }

    pub(super) fn mismatch(message: impl Into<String>) -> Self {
        Self::new(401, 100_010, "SignatureDoesNotMatch", message)
    }

    /// The same without a text that nobody is to read.
    pub(super) fn without(mut self, confidential: &str) -> Self {
        if !confidential.is_empty() {
            self.message = self.message.replace(confidential, "…");
        }
        self
    }

    /// The reply in the platform's envelope.
    #[must_use]
    pub fn answer(&self, request: &Received, request_id: &str) -> Answer {
        let mut error = json!({ "Code": self.code, "Message": self.message });
        if let Some(number) = self.number {
            error["CodeN"] = number.into();
        }
        let mut metadata = metadata(request, request_id);
        metadata["Error"] = error;
        Answer::json(
            self.status,
            &json!({ "ResponseMetadata": metadata }).to_string(),
        )
    }
}

/// What every reply says about the request.
pub(super) fn metadata(request: &Received, request_id: &str) -> Value {
    json!({
        "RequestId": request_id,
        "Action": request.parameter("Action").unwrap_or_default(),
        "Version": request.parameter("Version").unwrap_or_default(),
        "Service": request.service().unwrap_or_default(),
        "Region": request.region().unwrap_or_default(),
    })
}
