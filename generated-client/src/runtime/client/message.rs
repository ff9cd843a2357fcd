//! What is sent.
//!
//! Knows where an action's members go and which headers a request has. Gives a signed request, anew
//! for each attempt. Must never send anything that was not signed as it stands.

use std::borrow::Cow;
use std::iter;

use bytes::Bytes;
use http::HeaderMap;
use http::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, HOST, HeaderName, HeaderValue, USER_AGENT,
};

use crate::runtime::action::{Description, Encoding};
use crate::runtime::credentials::Credentials;
use crate::runtime::endpoint::Endpoint;
use crate::runtime::error::{Error, ErrorKind};
use crate::runtime::payload::Payload;
use crate::runtime::signing::{self, Scope, Signed, Signer, canonical_query, signed_host};

/// What is sent, before it is signed.
pub(super) struct Message {
    method: http::Method,
    query: Vec<Pair>,
    content_type: Option<&'static str>,
    body: Bytes,
}

/// A name and a value; those that are the same for all calls of an action are borrowed.
type Pair = (Cow<'static, str>, Cow<'static, str>);

impl Message {
    pub(super) fn new(action: &Description, payload: Payload) -> Self {
        let mut query = vec![
            ("Action".into(), action.name.into()),
            ("Version".into(), action.version.into()),
        ];
        let (content_type, body) = match payload {
            Payload::Json(text) => (Some("application/json"), text.into()),
            Payload::Pairs(pairs) if action.encoding == Encoding::Form => (
                Some("application/x-www-form-urlencoded"),
                canonical_query(&borrowed(&pairs)).into(),
            ),
            Payload::Pairs(pairs) => {
                let owned = pairs.into_iter();
                query.extend(owned.map(|(name, value)| (name.into(), value.into())));
                (None, Bytes::new())
            }
        };
        Self {
            method: action.method.clone(),
            query,
            content_type,
            body,
        }
    }

    /// Signs the message, together with headers that were added to it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidConfiguration`] when a header that is to be signed is no plain text.
    pub(super) fn sign<'a>(
        &self,
        signer: &Signer,
        endpoint: &Endpoint,
        scope: &Scope<'_>,
        credentials: &'a Credentials,
        added: &HeaderMap,
    ) -> Result<Signed<'a>, Error> {
        let content_type = self.content_type.map(|value| ("content-type", value));
        let signed = if added.is_empty() {
            self.sign_with(
                signer,
                endpoint,
                scope,
                credentials,
                content_type.as_slice(),
            )
        } else {
            let mut headers = Vec::with_capacity(added.len() + 1);
            headers.extend(content_type);
            for (name, value) in added {
                headers.push((name.as_str(), plain_text(name, value)?));
            }
            self.sign_with(signer, endpoint, scope, credentials, &headers)
        };
        Ok(signed)
    }

    fn sign_with<'a>(
        &self,
        signer: &Signer,
        endpoint: &Endpoint,
        scope: &Scope<'_>,
        credentials: &'a Credentials,
        headers: &[(&str, &str)],
    ) -> Signed<'a> {
        let request = signing::Request {
            method: self.method.as_str(),
            host: endpoint.host(),
            path: "/",
            query: &borrowed(&self.query),
            headers,
            body: &self.body,
        };
        signer.sign(&request, scope, credentials)
    }

    /// Signs the message in the query form, host included, and gives the query.
    pub(super) fn presign(
        &self,
        signer: &Signer,
        endpoint: &Endpoint,
        scope: &Scope<'_>,
        credentials: &Credentials,
        expires: u64,
    ) -> String {
        let expires = expires.to_string();
        let mut query = borrowed(&self.query);
        query.push(("X-Expires", &expires));
        let request = signing::Request {
            method: self.method.as_str(),
            host: endpoint.host(),
            path: "/",
            query: &query,
            headers: &[],
            body: &self.body,
        };
        signer
            .presign(&request, scope, credentials, true)
            .query()
            .to_owned()
    }

    /// The request to send: exactly what was signed, and the headers that were added to it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidRequest`] when the query is too long, and
    /// [`ErrorKind::InvalidConfiguration`] when the credentials fit into no header.
    pub(super) fn request(
        &self,
        endpoint: &Endpoint,
        signed: &Signed<'_>,
        added: HeaderMap,
    ) -> Result<http::Request<Bytes>, Error> {
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = self.method.clone();
        let query = signed.canonical_query();
        *request.uri_mut() = endpoint.with_query(query).map_err(unfit)?;
        let headers = request.headers_mut();
        // So that the map need not grow: up to eight here, and a few that the transport may set.
        headers.reserve(12 + added.len());
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        // With the feature, the transport names what it reads.
        if !cfg!(feature = "compression") {
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        }
        headers.insert(USER_AGENT, HeaderValue::from_static(USER_AGENT_TEXT));
        if !added.is_empty() {
            headers.extend(added);
        }
        if let Some(value) = self.content_type {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(value));
        }
        let host = (HOST.as_str(), signed_host(endpoint.host()));
        for (name, value) in iter::once(host).chain(signed.headers()) {
            let mut value = HeaderValue::from_str(value).map_err(|_| {
                Error::new(
                    ErrorKind::InvalidConfiguration,
                    "the credentials contain characters that are not allowed in a header",
                )
            })?;
            value.set_sensitive(matches!(name, "authorization" | "x-security-token"));
            headers.insert(HeaderName::from_static(name), value);
        }
        Ok(request)
    }
}

const USER_AGENT_TEXT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

#[cold]
fn unfit(error: http::Error) -> Error {
    Error::new(ErrorKind::InvalidRequest, "it does not fit into a URL").with_source(error)
}

fn borrowed<T: AsRef<str>>(pairs: &[(T, T)]) -> Vec<(&str, &str)> {
    pairs
        .iter()
        .map(|(name, value)| (name.as_ref(), value.as_ref()))
        .collect()
}

/// The text of a header that may be signed; one that will not be may hold anything.
fn plain_text<'a>(name: &HeaderName, value: &'a HeaderValue) -> Result<&'a str, Error> {
    match value.to_str() {
        Ok(text) => Ok(text),
        Err(_) if !name.as_str().starts_with("x-") && name != "content-md5" => Ok(""),
        Err(_) => Err(Error::new(
            ErrorKind::InvalidConfiguration,
            format!("the header {name} contains characters that cannot be signed"),
        )),
    }
}
