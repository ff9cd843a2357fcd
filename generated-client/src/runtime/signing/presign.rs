//! The query form: a signature in the query, for links that others open.
//!
//! Knows which parameters are added and which of them are signed. Gives the finished query. Must
//! never know a body: like the official signers, it does not sign it.

use std::fmt;

use super::canonical::{canonical_query, signed_host, write_path, write_query};
use super::{ALGORITHM, Request, Scope, SigningKey, push_hex, string_to_sign};
use crate::runtime::credentials::Credentials;

/// SHA-256 of an empty body, in place of that of the body.
const EMPTY_HASH: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Parameters that the signer sets; those of the caller's query are dropped.
const OWN: [&str; 6] = [
    "X-Algorithm",
    "X-Credential",
    "X-Date",
    "X-NotSignBody",
    "X-SignedHeaders",
    "X-SignedQueries",
];

/// Signs a request in the query form: the result has the query to send.
///
/// Body and headers of the request are ignored. With `sign_host`, the host is signed, too, so the
/// link works only with that host. To limit its lifetime, put `X-Expires` (seconds) into the query.
///
/// The key is derived each time; [`Signer`](super::Signer) caches it.
pub fn presign(
    request: &Request<'_>,
    scope: &Scope<'_>,
    credentials: &Credentials,
    sign_host: bool,
) -> Presigned {
    let mac = |message: &[u8]| SigningKey::derive(credentials, scope).mac(message);
    presign_with(mac, request, scope, credentials, sign_host)
}

pub(super) fn presign_with(
    mac: impl FnOnce(&[u8]) -> [u8; 32],
    request: &Request<'_>,
    scope: &Scope<'_>,
    credentials: &Credentials,
    sign_host: bool,
) -> Presigned {
    let token = credentials.session_token();
    let access_key_id = credentials.access_key_id();
    let credential = format!(
        "{access_key_id}/{}/{}/{}/request",
        scope.time.day(),
        scope.region,
        scope.service
    );
    let mut query: Vec<(&str, &str)> = request
        .query
        .iter()
        .filter(|(name, _)| !OWN.contains(name) && (token.is_none() || *name != "X-Security-Token"))
        .copied()
        .collect();
    query.extend([
        ("X-Algorithm", ALGORITHM),
        ("X-Credential", &credential),
        ("X-Date", scope.time.as_str()),
        ("X-NotSignBody", ""),
        ("X-SignedHeaders", if sign_host { "host" } else { "" }),
    ]);
    let mut names: Vec<&str> = query
        .iter()
        .map(|(name, _)| *name)
        .chain(["X-SignedQueries"])
        .collect();
    names.sort_unstable();
    names.dedup();
    let names = names.join(";");
    query.push(("X-SignedQueries", &names));
    query.sort_by_key(|(name, _)| *name);

    let mut canonical = String::with_capacity(768);
    canonical.push_str(request.method);
    canonical.push('\n');
    write_path(&mut canonical, request.path);
    canonical.push('\n');
    write_query(&mut canonical, &query);
    canonical.push('\n');
    // Without signed headers their block is one line end all the same.
    if sign_host {
        for part in ["host:", signed_host(request.host), "\n\nhost\n"] {
            canonical.push_str(part);
        }
    } else {
        canonical.push_str("\n\n\n");
    }
    canonical.push_str(EMPTY_HASH);

    let (string_to_sign, credential_scope) = string_to_sign(&canonical, scope);
    let credential_scope = string_to_sign[credential_scope].to_owned();
    let mut signature = String::with_capacity(64);
    push_hex(&mut signature, &mac(string_to_sign.as_bytes()));

    query.extend(token.map(|token| ("X-Security-Token", token)));
    query.push(("X-Signature", &signature));
    query.sort_by_key(|(name, _)| *name);
    let parameters = query
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let query = canonical_query(&query);
    Presigned {
        canonical_request: canonical,
        string_to_sign,
        credential_scope,
        signature,
        parameters,
        query,
    }
}

/// A signature in the query form, with every intermediate stage.
///
/// Its `Debug` output shows none of them: the query allows anybody to send the request.
pub struct Presigned {
    canonical_request: String,
    string_to_sign: String,
    credential_scope: String,
    signature: String,
    parameters: Vec<(String, String)>,
    query: String,
}

impl Presigned {
    /// The canonical request.
    pub fn canonical_request(&self) -> &str {
        &self.canonical_request
    }

    /// The string to sign.
    pub fn string_to_sign(&self) -> &str {
        &self.string_to_sign
    }

    /// The credential scope: `yyyymmdd/region/service/request`.
    pub fn credential_scope(&self) -> &str {
        &self.credential_scope
    }

    /// The signature in hexadecimal digits.
    pub fn signature(&self) -> &str {
        &self.signature
    }

    /// The query to send, encoded, without `?`.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The parameters of [`query`](Self::query) before encoding, in its order.
    pub fn parameters(&self) -> &[(String, String)] {
        &self.parameters
    }
}

impl fmt::Debug for Presigned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Presigned").finish_non_exhaustive()
    }
}
