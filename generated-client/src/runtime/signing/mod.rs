//! Request signing: the platform's variant of HMAC-SHA256 signatures.
//!
//! Knows the text to sign and the signing keys. Gives instructions: which headers or which query to
//! send. Must never know a clock, a socket or an environment: the time is an argument.
//!
//! # What is computed
//!
//! ```text
//! canonical request = METHOD \n path \n query \n headers \n names of signed headers \n hash(body)
//! credential scope  = yyyymmdd/region/service/request
//! string to sign    = HMAC-SHA256 \n X-Date \n scope \n hash(canonical request)
//! signing key       = HMAC(HMAC(HMAC(HMAC(secret, yyyymmdd), region), service), "request")
//! signature         = hex(HMAC(signing key, string to sign))
//! ```
//!
//! Hashes are SHA-256 in lower-case hexadecimal digits. [`sign`] creates the header form,
//! [`presign`] the query form; [`Signer`] does both and caches derived keys. [`Signed`] and
//! [`Presigned`] expose every stage.
//!
//! # Where the official signers diverge
//!
//! The platform's five official signers (two for Python, two for Go, one for Node) agree on every
//! well-formed request whose headers are spelled as documented. For other requests, this module
//! follows these rules:
//!
//! - **Content-Type that the caller did not give.** Python adds the form type to every method but
//!   GET, Go also to GET, Node never. This module follows Python, since a GET has no content. The
//!   header is then part of [`Signed::headers`].
//! - **Which headers are signed.** `Content-Type`, `Content-MD5`, `Host` and every `X-` header, as
//!   in Python and Go; names in any case, as in Go and Node, since HTTP compares them so. Node
//!   signs nearly all headers, which proxies may change.
//! - **Blanks around a header's value** are removed, as in Go and Node: a receiver never sees them.
//!   Runs of spaces inside stay, as in Python and Go. Of several values, the first is used, as in
//!   Go.
//! - **`X-Date`, `X-Content-Sha256` and `X-Security-Token` given by the caller** are overwritten:
//!   one of Go's signers keeps the date, which breaks a second attempt. A token is overwritten only
//!   if the credentials have one.
//! - **Port in the host.** `:80` and `:443` are removed whatever the scheme, other ports stay, and
//!   a bracketed address stays whole, as in Python and Go. Node removes nothing. Send
//!   [`signed_host`] as `Host`: the receiver then computes the same, whether it removes ports or
//!   not.
//! - **Path.** Callers pass it decoded; it is encoded once. An empty one is signed as `/` in both
//!   forms, since `/` is sent. One Python and one Go signer sign an empty path when presigning.
//! - **Order of the query** is by the bytes of the raw key; one Python signer compares encoded keys
//!   and Node UTF-16 units, which differ only for keys that no action has. Values of a repeated key
//!   keep their order; Node sorts them.
//! - **Presigning.** `X-SignedQueries` lists itself and is signed, each key once. A session token
//!   is sent but neither signed nor listed: the two newer official clients agree on that, while the
//!   three older signers all differ. The body is not signed. `X-Expires` is an ordinary parameter.
//! - **Method** is signed as given.

mod canonical;
mod key;
mod presign;
mod time;

#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::Range;

use sha2::{Digest, Sha256};

pub use self::canonical::{canonical_path, canonical_query, signed_host};
pub use self::key::SigningKey;
pub use self::presign::{Presigned, presign};
pub use self::time::{InvalidSigningTime, SigningTime};

use self::key::KeyCache;
use super::credentials::Credentials;

/// Name of the algorithm in the string to sign and in `Authorization`.
pub const ALGORITHM: &str = "HMAC-SHA256";

/// Content type that is signed and sent if a request other than GET has none.
pub const DEFAULT_CONTENT_TYPE: &str = "application/x-www-form-urlencoded; charset=utf-8";

/// The parts of a request that are signed.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// HTTP method, in upper case.
    pub method: &'a str,
    /// Host without scheme, with its port if it has one: `rtc.volcengineapi.com`, `127.0.0.1:8080`.
    pub host: &'a str,
    /// Path before any percent-encoding; empty means `/`.
    pub path: &'a str,
    /// Query before any percent-encoding, including `Action` and `Version`, in any order.
    pub query: &'a [(&'a str, &'a str)],
    /// Headers to send; unsigned ones are allowed, and `Host` is ignored.
    pub headers: &'a [(&'a str, &'a str)],
    /// Bytes of the body, exactly as sent.
    pub body: &'a [u8],
}

/// The scope of a signature, besides the request.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// Region, for example `cn-north-1`; used unchanged.
    pub region: &'a str,
    /// Signing name of the service, for example `rtc`; used unchanged.
    pub service: &'a str,
    /// Time of the signature.
    pub time: SigningTime,
}

/// A signer that caches derived keys per secret, day, region and service.
#[derive(Default)]
pub struct Signer {
    keys: KeyCache,
}

impl Signer {
    /// Creates a signer with an empty cache.
    pub fn new() -> Self {
        Self::default()
    }

    /// Signs in the header form; see [`sign`].
    pub fn sign<'a>(
        &self,
        request: &Request<'_>,
        scope: &Scope<'_>,
        credentials: &'a Credentials,
    ) -> Signed<'a> {
        let mac = |message: &[u8]| self.keys.mac(credentials, scope, message);
        sign_with(mac, request, scope, credentials)
    }

    /// Signs in the query form; see [`presign`].
    pub fn presign(
        &self,
        request: &Request<'_>,
        scope: &Scope<'_>,
        credentials: &Credentials,
        sign_host: bool,
    ) -> Presigned {
        let mac = |message: &[u8]| self.keys.mac(credentials, scope, message);
        presign::presign_with(mac, request, scope, credentials, sign_host)
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").finish_non_exhaustive()
    }
}

/// Signs a request in the header form: the result has the headers to add.
///
/// The key is derived each time; [`Signer`] caches it.
pub fn sign<'a>(
    request: &Request<'_>,
    scope: &Scope<'_>,
    credentials: &'a Credentials,
) -> Signed<'a> {
    let mac = |message: &[u8]| SigningKey::derive(credentials, scope).mac(message);
    sign_with(mac, request, scope, credentials)
}

/// Signs with whatever gives the code of the string to sign.
fn sign_with<'a>(
    mac: impl FnOnce(&[u8]) -> [u8; 32],
    request: &Request<'_>,
    scope: &Scope<'_>,
    credentials: &'a Credentials,
) -> Signed<'a> {
    let mut payload = [0; 64];
    let payload = hex_digits(&Sha256::digest(request.body).into(), &mut payload);
    let time = scope.time;
    let token = credentials.session_token();

    let mut canonical = String::with_capacity(canonical::room_for(request, token));
    canonical.push_str(request.method);
    canonical.push('\n');
    canonical::write_path(&mut canonical, request.path);
    canonical.push('\n');
    let query = written(&mut canonical, |out| {
        canonical::write_query(out, request.query);
    });
    canonical.push('\n');
    let own = [
        ("host", signed_host(request.host)),
        ("x-content-sha256", payload),
        ("x-date", time.as_str()),
        ("x-security-token", token.unwrap_or_default()),
    ];
    let own = if token.is_some() { &own[..] } else { &own[..3] };
    let canonical::Written {
        names,
        content_type_added,
    } = canonical::write_headers(&mut canonical, request.method, request.headers, own);
    canonical.push('\n');
    canonical.push_str(payload);

    let (string_to_sign, scope) = string_to_sign(&canonical, scope);
    let names_text = &canonical[names.clone()];
    let scope_text = &string_to_sign[scope.clone()];
    let access_key_id = credentials.access_key_id();
    let mut authorization =
        String::with_capacity(128 + access_key_id.len() + scope_text.len() + names_text.len());
    for part in [
        ALGORITHM,
        " Credential=",
        access_key_id,
        "/",
        scope_text,
        ", SignedHeaders=",
        names_text,
        ", Signature=",
    ] {
        authorization.push_str(part);
    }
    push_hex(&mut authorization, &mac(string_to_sign.as_bytes()));

    Signed {
        canonical,
        query,
        names,
        string_to_sign,
        scope,
        authorization,
        time,
        token,
        content_type_added,
    }
}

/// Writes the string to sign and tells where in it the credential scope stands.
fn string_to_sign(canonical: &str, scope: &Scope<'_>) -> (String, Range<usize>) {
    let mut text = String::with_capacity(128 + scope.region.len() + scope.service.len());
    for part in [ALGORITHM, "\n", scope.time.as_str(), "\n"] {
        text.push_str(part);
    }
    let range = written(&mut text, |text| {
        for part in [
            scope.time.day(),
            "/",
            scope.region,
            "/",
            scope.service,
            "/request",
        ] {
            text.push_str(part);
        }
    });
    text.push('\n');
    push_hex(&mut text, &Sha256::digest(canonical).into());
    (text, range)
}

/// Where in a text the part stands that `write` appends.
fn written(out: &mut String, write: impl FnOnce(&mut String)) -> Range<usize> {
    let start = out.len();
    write(out);
    start..out.len()
}

fn push_hex(out: &mut String, digest: &[u8; 32]) {
    out.push_str(hex_digits(digest, &mut [0; 64]));
}

fn hex_digits<'a>(digest: &[u8; 32], room: &'a mut [u8; 64]) -> &'a str {
    for (pair, byte) in room.chunks_exact_mut(2).zip(digest) {
        pair.copy_from_slice(&HEX[usize::from(*byte)]);
    }
    // Never empty: the digits are ASCII.
    str::from_utf8(room).unwrap_or_default()
}

/// The two digits of every byte.
const HEX: [[u8; 2]; 256] = {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut pairs = [[0; 2]; 256];
    let mut byte = 0;
    while byte < 256 {
        pairs[byte] = [DIGITS[byte >> 4], DIGITS[byte & 15]];
        byte += 1;
    }
    pairs
};

/// A signature in the header form, with every intermediate stage.
///
/// Its `Debug` output hides the string to sign, the signature and the token.
pub struct Signed<'a> {
    canonical: String,
    query: Range<usize>,
    names: Range<usize>,
    string_to_sign: String,
    scope: Range<usize>,
    authorization: String,
    time: SigningTime,
    token: Option<&'a str>,
    content_type_added: bool,
}

impl Signed<'_> {
    /// The canonical request. It contains the session token, so do not log it.
    pub fn canonical_request(&self) -> &str {
        &self.canonical
    }

    /// The query as signed: encoded and sorted, without `?`. It can be sent unchanged.
    pub fn canonical_query(&self) -> &str {
        &self.canonical[self.query.clone()]
    }

    /// Names of the signed headers, sorted and joined with `;`.
    pub fn signed_headers(&self) -> &str {
        &self.canonical[self.names.clone()]
    }

    /// SHA-256 of the body in hexadecimal digits.
    pub fn payload_hash(&self) -> &str {
        &self.canonical[self.canonical.len() - 64..]
    }

    /// The credential scope: `yyyymmdd/region/service/request`.
    pub fn credential_scope(&self) -> &str {
        &self.string_to_sign[self.scope.clone()]
    }

    /// The string to sign.
    pub fn string_to_sign(&self) -> &str {
        &self.string_to_sign
    }

    /// The signature in hexadecimal digits.
    pub fn signature(&self) -> &str {
        &self.authorization[self.authorization.len() - 64..]
    }

    /// Value of the `Authorization` header.
    pub fn authorization(&self) -> &str {
        &self.authorization
    }

    /// The headers to set on the request, names in lower case; each replaces one of the same name.
    pub fn headers(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            self.content_type_added
                .then_some(("content-type", DEFAULT_CONTENT_TYPE)),
            Some(("x-content-sha256", self.payload_hash())),
            Some(("x-date", self.time.as_str())),
            self.token.map(|token| ("x-security-token", token)),
            Some(("authorization", self.authorization())),
        ]
        .into_iter()
        .flatten()
    }
}

impl fmt::Debug for Signed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed")
            .field("signed_headers", &self.signed_headers())
            .field("time", &self.time)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers may hold a token, query and body whatever the caller sends.
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("host", &self.host)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}
