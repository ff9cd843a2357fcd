//! The platform's signature, computed a second time.
//!
//! Knows the published rules and the two primitives. Gives every stage of a signature for a request already taken apart.
//! Must never share code with the client: a mistake in it would prove itself right.

use std::fmt::Write;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// What a signature is made over.
#[derive(Debug, Clone)]
pub struct Canonical<'a> {
    /// Method, as it is sent.
    pub method: &'a str,
    /// Path, decoded.
    pub path: &'a [u8],
    /// Keys and values of the query, decoded, in the order sent.
    pub query: &'a [(Vec<u8>, Vec<u8>)],
    /// Signed headers: names in lower case, values as they enter the signature; in any order.
    pub headers: &'a [(String, String)],
    /// Hash of the body.
    pub payload_hash: &'a str,
}

impl Canonical<'_> {
    /// Names of the signed headers, sorted, joined with `;`.
    #[must_use]
    pub fn signed_headers(&self) -> String {
        let names: Vec<&str> = self
            .sorted_headers()
            .into_iter()
            .map(|(name, _)| name.as_str())
            .collect();
        names.join(";")
    }

    /// The canonical request.
    #[must_use]
    pub fn text(&self) -> String {
        let path = if self.path.is_empty() {
            b"/"
        } else {
            self.path
        };
        let mut pairs: Vec<&(Vec<u8>, Vec<u8>)> = self.query.iter().collect();
        pairs.sort_by(|a, b| a.0.cmp(&b.0));
        let query: Vec<String> = pairs
            .into_iter()
            .map(|(key, value)| format!("{}={}", encode(key, false), encode(value, false)))
            .collect();
        let headers: Vec<String> = self
            .sorted_headers()
            .into_iter()
            .map(|(name, value)| format!("{name}:{value}"))
            .collect();

        format!(
            "{}\n{}\n{}\n{}\n\n{}\n{}",
            self.method,
            encode(path, true),
            query.join("&"),
            headers.join("\n"),
            self.signed_headers(),
            self.payload_hash,
        )
    }

    fn sorted_headers(&self) -> Vec<&(String, String)> {
        let mut headers: Vec<&(String, String)> = self.headers.iter().collect();
        headers.sort_by(|a, b| a.0.cmp(&b.0));
        headers
    }
}

/// Time, region and service that a signature holds for.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// `yyyymmddThhmmssZ`, in UTC.
    pub timestamp: &'a str,
    /// Region, verbatim.
    pub region: &'a str,
    /// Signing name of the service, verbatim.
    pub service: &'a str,
}

impl Scope<'_> {
    /// The credential scope.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}/{}/{}/request", self.date(), self.region, self.service)
    }

    /// What is signed for a canonical request.
    #[must_use]
    pub fn string_to_sign(&self, canonical: &str) -> String {
        format!(
            "HMAC-SHA256\n{}\n{}\n{}",
            self.timestamp,
            self.text(),
            sha256(canonical.as_bytes())
        )
    }

    /// The signature of a string to sign.
    #[must_use]
    pub fn sign(&self, secret: &str, string_to_sign: &str) -> String {
        let mut key = secret.as_bytes().to_vec();
        for part in [self.date(), self.region, self.service, "request"] {
            key = hmac(&key, part.as_bytes());
        }
        hex::encode(hmac(&key, string_to_sign.as_bytes()))
    }

    fn date(&self) -> &str {
        self.timestamp.get(..8).unwrap_or(self.timestamp)
    }
}

/// Lower-case hexadecimal SHA-256.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// A host as it is signed: without the ports that go without saying.
#[must_use]
pub fn signed_host(host: &str) -> &str {
    if host.starts_with('[') {
        return host;
    }
    host.strip_suffix(":80")
        .or_else(|| host.strip_suffix(":443"))
        .unwrap_or(host)
}

/// Percent-encodes everything but letters, digits, `-_.~` and, in a path, the slash.
#[must_use]
pub fn encode(bytes: &[u8], in_path: bool) -> String {
    let mut text = String::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) || (in_path && byte == b'/') {
            text.push(char::from(byte));
        } else {
            // Writing to a `String` cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// Undoes percent-encoding; in a query a `+` is a blank. `None` when a `%` is not followed by two digits.
#[must_use]
pub fn decode(text: &str, in_query: bool) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        match first {
            b'%' => {
                let digits = rest.get(..2)?;
                rest = &rest[2..];
                bytes.extend(hex::decode(digits).ok()?);
            }
            b'+' if in_query => bytes.push(b' '),
            other => bytes.push(*other),
        }
    }
    Some(bytes)
}

/// Keys and values of a query, decoded.
pub type Pairs = Vec<(Vec<u8>, Vec<u8>)>;

/// Takes a query apart into decoded keys and values, in order.
#[must_use]
pub fn decode_query(query: &str) -> Option<Pairs> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode(key, true)?, decode(value, true)?))
        })
        .collect()
}

fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    // HMAC takes keys of any length, so the signature of nothing is never given.
    Hmac::<Sha256>::new_from_slice(key).map_or_else(
        |_| Vec::new(),
        |mac| mac.chain_update(message).finalize().into_bytes().to_vec(),
    )
}
