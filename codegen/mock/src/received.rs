//! A request as it arrived.
//!
//! Knows the bytes that came in. Gives them in the pieces that tests and the check of the signature look at.
//! Must never change them: what was signed is what was received.

use std::error::Error;

use http_body_util::{BodyExt, Limited};
use hyper::Request;
use hyper::body::Incoming;

use super::signature::decode_query;

/// How many bytes a body may have.
const LONGEST_BODY: usize = 64 * 1024 * 1024;

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct Received {
    /// HTTP method.
    pub method: String,
    /// Path, still encoded.
    pub path: String,
    /// Query, still encoded; empty if there is none.
    pub query: String,
    /// Headers in the order received; names in lower case.
    pub headers: Vec<(String, Vec<u8>)>,
    /// Body.
    pub body: Vec<u8>,
}

impl Received {
    pub(super) async fn read(
        request: Request<Incoming>,
    ) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let (head, body) = request.into_parts();
        Ok(Self {
            method: head.method.to_string(),
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers: head
                .headers
                .iter()
                .map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec()))
                .collect(),
            body: Limited::new(body, LONGEST_BODY)
                .collect()
                .await?
                .to_bytes()
                .to_vec(),
        })
    }

    /// The first value of a header, if it is there and UTF-8.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .and_then(|(_, value)| std::str::from_utf8(value).ok())
    }

    /// The first value of a query parameter, decoded.
    #[must_use]
    pub fn parameter(&self, key: &str) -> Option<String> {
        let pairs = decode_query(&self.query)?;
        let (_, value) = pairs
            .into_iter()
            .find(|(known, _)| known == key.as_bytes())?;
        String::from_utf8(value).ok()
    }

    /// The body as JSON; `null` when it is none.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// Id of the access key.
    #[must_use]
    pub fn access_key(&self) -> Option<String> {
        self.credential(0)
    }

    /// Region of the credential scope.
    #[must_use]
    pub fn region(&self) -> Option<String> {
        self.credential(2)
    }

    /// Service of the credential scope.
    #[must_use]
    pub fn service(&self) -> Option<String> {
        self.credential(3)
    }

    /// A part of the credential, be it in the header or in the query.
    fn credential(&self, part: usize) -> Option<String> {
        let in_header = self
            .header("authorization")
            .and_then(|text| text.split_once("Credential="))
            .and_then(|(_, rest)| Some(rest.split(',').next()?.to_owned()));
        let credential = in_header.or_else(|| self.parameter("X-Credential"))?;
        credential.split('/').nth(part).map(str::to_owned)
    }

    /// Names of the signed headers.
    #[must_use]
    pub fn signed_headers(&self) -> Vec<&str> {
        let names = self
            .header("authorization")
            .and_then(|header| header.split_once("SignedHeaders="));
        names
            .and_then(|(_, rest)| rest.split(',').next())
            .map(|names| names.split(';').collect())
            .unwrap_or_default()
    }
}
