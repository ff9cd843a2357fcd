//! What a request presents to prove who sent it.
//!
//! Knows the two forms of a signature: the header `Authorization`, and parameters of the query.
//! Gives both as one: keys, scope, time, and what was signed.
//! Must never judge any of it.

use super::Received;
use super::refusal::Refusal;
use super::signature::{Pairs, sha256};

/// How long a signature in a query holds unless it says otherwise, in seconds.
const DEFAULT_EXPIRES: i64 = 900;

/// Parameters of a query that belong to its signature.
pub(super) const SIGNATURE_PARAMETERS: [&str; 9] = [
    "X-Algorithm",
    "X-Credential",
    "X-Date",
    "X-Expires",
    "X-NotSignBody",
    "X-Security-Token",
    "X-SignedHeaders",
    "X-SignedQueries",
    "X-Signature",
];

/// A signature with everything it was made of.
pub(super) struct Presented {
    pub(super) access_key: String,
    pub(super) date: String,
    pub(super) region: String,
    pub(super) service: String,
    pub(super) timestamp: String,
    pub(super) token: Option<String>,
    pub(super) signed_headers: Vec<String>,
    pub(super) signature: String,
    pub(super) payload_hash: String,
    /// The parameters that were signed, in each way in which clients of the platform list them.
    pub(super) queries: Vec<Pairs>,
    /// How long after its time it holds, in seconds, where it says so itself.
    pub(super) expires: Option<i64>,
}

impl Presented {
    /// Reads a request in either form; `query` is its query, decoded.
    pub(super) fn read(request: &Received, query: &Pairs) -> Result<Self, Refusal> {
        if request.header("authorization").is_none() && parameter(query, "X-Signature").is_some() {
            in_query(request, query)
        } else {
            in_header(request, query)
        }
    }
}

/// The one value of a header.
pub(super) fn header<'a>(request: &'a Received, name: &str) -> Result<&'a str, Refusal> {
    let mut values = request
        .headers
        .iter()
        .filter(|(known, _)| known == name)
        .map(|(_, value)| value);
    let (Some(value), None) = (values.next(), values.next()) else {
        return Err(Refusal::unsigned(format!(
            "the header {name} must be present exactly once"
        )));
    };
    std::str::from_utf8(value)
        .map_err(|_| Refusal::incomplete(format!("the header {name} is not UTF-8")))
}

fn in_header(request: &Received, query: &Pairs) -> Result<Presented, Refusal> {
    let text = header(request, "authorization")?;
    let parse = || {
        let rest = text.strip_prefix("HMAC-SHA256 Credential=")?;
        let (credential, rest) = rest.split_once(", SignedHeaders=")?;
        let (signed_headers, signature) = rest.split_once(", Signature=")?;
        Some((Scoped::read(credential)?, signed_headers, signature))
    };
    let (scoped, signed_headers, signature) =
        parse().ok_or_else(|| Refusal::unsigned("Authorization is malformed"))?;
    let payload_hash = sha256(&request.body);
    if request.header("x-content-sha256").is_some()
        && header(request, "x-content-sha256")? != payload_hash
    {
        return Err(Refusal::mismatch(
            "X-Content-Sha256 is not the hash of the body",
        ));
    }
    Ok(Presented {
        timestamp: header(request, "x-date")?.to_owned(),
        token: request.header("x-security-token").map(str::to_owned),
        signed_headers: names(signed_headers),
        signature: signature.to_owned(),
        payload_hash,
        queries: vec![query.clone()],
        expires: None,
        ..scoped.presented()
    })
}

fn in_query(request: &Received, query: &Pairs) -> Result<Presented, Refusal> {
    if let Some(name) = SIGNATURE_PARAMETERS
        .into_iter()
        .find(|name| values(query, name).nth(1).is_some())
    {
        return Err(Refusal::unsigned(format!(
            "the parameter {name} must be present exactly once"
        )));
    }
    let needed = |name: &str| {
        parameter(query, name)
            .ok_or_else(|| Refusal::unsigned(format!("the parameter {name} is missing")))
    };
    if needed("X-Algorithm")? != "HMAC-SHA256" {
        return Err(Refusal::unsigned("X-Algorithm is not HMAC-SHA256"));
    }
    let credential = needed("X-Credential")?;
    let scoped =
        Scoped::read(&credential).ok_or_else(|| Refusal::unsigned("X-Credential is malformed"))?;
    let listed = names(&needed("X-SignedQueries")?);
    if let Some(name) = listed.iter().find(|name| parameter(query, name).is_none()) {
        return Err(Refusal::unsigned(format!(
            "X-SignedQueries lists the parameter {name}, which is missing"
        )));
    }
    // They decide how long the signature holds and for what; whoever adds them later must not.
    let is_unsigned =
        |name: &&str| parameter(query, name).is_some() && !listed.iter().any(|known| known == name);
    if let Some(name) = ["X-Expires", "X-NotSignBody"]
        .iter()
        .find(|name| is_unsigned(name))
    {
        return Err(Refusal::unsigned(format!(
            "X-SignedQueries does not list the parameter {name}"
        )));
    }
    let token = parameter(query, "X-Security-Token");
    let signed = |with_token: bool| -> Pairs {
        let is_signed = |key: &[u8]| {
            listed.iter().any(|name| name.as_bytes() == key)
                || (with_token && key == b"X-Security-Token")
        };
        query
            .iter()
            .filter(|(key, _)| is_signed(key))
            .cloned()
            .collect()
    };
    let mut queries = vec![signed(false)];
    if token.is_some() {
        // One of the platform's clients signs the token and does not list it.
        queries.push(signed(true));
    }
    let expires = match parameter(query, "X-Expires") {
        None => DEFAULT_EXPIRES,
        Some(seconds) => seconds
            .parse()
            .map_err(|_| Refusal::unsigned("X-Expires is not a number of seconds"))?,
    };
    let is_body_signed = parameter(query, "X-NotSignBody").is_none();
    let body: &[u8] = if is_body_signed { &request.body } else { b"" };
    Ok(Presented {
        timestamp: needed("X-Date")?,
        token,
        signed_headers: names(&parameter(query, "X-SignedHeaders").unwrap_or_default()),
        signature: needed("X-Signature")?,
        payload_hash: sha256(body),
        queries,
        expires: Some(expires),
        ..scoped.presented()
    })
}

/// A credential with its scope.
struct Scoped<'a> {
    access_key: &'a str,
    date: &'a str,
    region: &'a str,
    service: &'a str,
}

impl<'a> Scoped<'a> {
    fn read(credential: &'a str) -> Option<Self> {
        let mut parts = credential.split('/');
        let (access_key, date, region, service) =
            (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let ends = (parts.next(), parts.next()) == (Some("request"), None);
        ends.then_some(Self {
            access_key,
            date,
            region,
            service,
        })
    }

    /// A signature of this scope, with nothing in it yet.
    fn presented(&self) -> Presented {
        Presented {
            access_key: self.access_key.to_owned(),
            date: self.date.to_owned(),
            region: self.region.to_owned(),
            service: self.service.to_owned(),
            timestamp: String::new(),
            token: None,
            signed_headers: Vec::new(),
            signature: String::new(),
            payload_hash: String::new(),
            queries: Vec::new(),
            expires: None,
        }
    }
}

/// Names joined by semicolons.
fn names(joined: &str) -> Vec<String> {
    let names = joined.split(';').filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// The first value of a parameter.
fn parameter(query: &Pairs, name: &str) -> Option<String> {
    let value = values(query, name).next()?;
    String::from_utf8(value.clone()).ok()
}

/// The values of a parameter.
fn values<'a>(query: &'a Pairs, name: &str) -> impl Iterator<Item = &'a Vec<u8>> {
    let named = query.iter().filter(move |(key, _)| key == name.as_bytes());
    named.map(|(_, value)| value)
}
