//! A request as it would have been sent.
//!
//! Knows the signed request. Gives its parts to assertions. Must never show a secret or a signature
//! in `Debug`.

use std::fmt;

use bytes::Bytes;
use http::header::AUTHORIZATION;
use percent_encoding::percent_decode_str;
use serde_json::Value;
use tokio::time::Instant;

/// What a member's name has in it that is not shown.
const CONFIDENTIAL: [&str; 3] = ["password", "secret", "token"];

/// A request received by a script.
///
/// `Debug` hides the signature, the session token and members whose name suggests a secret.
#[derive(Clone)]
pub struct Recorded {
    at: Instant,
    request: http::Request<Bytes>,
    pairs: Vec<(String, String)>,
    scope: Vec<String>,
}

impl Recorded {
    pub(super) fn new(request: http::Request<Bytes>) -> Self {
        let mut pairs = request.uri().query().map(decoded).unwrap_or_default();
        let is_form = request
            .headers()
            .get(http::header::CONTENT_TYPE)
            .is_some_and(|value| value.as_bytes().starts_with(b"application/x-www-form"));
        if is_form {
            pairs.extend(decoded(&String::from_utf8_lossy(request.body())));
        }
        let scope = request
            .headers()
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|text| text.split_once("Credential="))
            .and_then(|(_, rest)| rest.split(',').next())
            .map(|scope| scope.split('/').map(ToOwned::to_owned).collect())
            .unwrap_or_default();
        Self {
            at: Instant::now(),
            request,
            pairs,
            scope,
        }
    }

    /// The action.
    pub fn action(&self) -> &str {
        self.parameter("Action").unwrap_or_default()
    }

    /// The version of the action.
    pub fn version(&self) -> &str {
        self.parameter("Version").unwrap_or_default()
    }

    /// Signing name of the service; empty if the request is not signed.
    pub fn service(&self) -> &str {
        self.scope.get(3).map_or("", String::as_str)
    }

    /// The region in the signature; empty if the request is not signed.
    pub fn region(&self) -> &str {
        self.scope.get(2).map_or("", String::as_str)
    }

    /// The access key id in the signature; empty if the request is not signed.
    pub fn access_key_id(&self) -> &str {
        self.scope.first().map_or("", String::as_str)
    }

    /// The members sent as JSON; `None` if the body is not JSON, as for a `GET` action.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(self.request.body()).ok()
    }

    /// The members sent in the query or in a form, flattened, in the order sent.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| !matches!(*name, "Action" | "Version"))
    }

    /// The value of a member sent in the query or in a form: `Ids.1`.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let mut pairs = self.pairs.iter();
        let found = pairs.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A header, if it is present and plain text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.request.headers().get(name)?.to_str().ok()
    }

    /// When it was sent, by Tokio's clock.
    pub fn at(&self) -> Instant {
        self.at
    }

    /// The whole request.
    pub fn http(&self) -> &http::Request<Bytes> {
        &self.request
    }
}

impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs: Vec<_> = self
            .pairs()
            .map(|(name, value)| (name, if is_confidential(name) { "…" } else { value }))
            .collect();
        let mut shown = f.debug_struct("Recorded");
        shown
            .field("action", &self.action())
            .field("version", &self.version())
            .field("service", &self.service())
            .field("region", &self.region())
            .field("method", self.request.method());
        if !pairs.is_empty() {
            shown.field("pairs", &pairs);
        }
        if let Some(mut json) = self.json() {
            hide(&mut json);
            shown.field("json", &format_args!("{json}"));
        }
        shown.finish_non_exhaustive()
    }
}

fn decoded(query: &str) -> Vec<(String, String)> {
    let text = |part: &str| {
        let part = part.replace('+', " ");
        percent_decode_str(&part).decode_utf8_lossy().into_owned()
    };
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (text(name), text(value))
        })
        .collect()
}

fn is_confidential(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    CONFIDENTIAL.iter().any(|part| name.contains(part))
}

/// Removes secrets from a JSON value.
fn hide(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(hide),
        Value::Object(members) => {
            for (name, member) in members {
                if is_confidential(name) {
                    *member = "…".into();
                } else {
                    hide(member);
                }
            }
        }
        _ => {}
    }
}
