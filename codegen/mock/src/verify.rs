//! Whether a request may pass.
//!
//! Knows the accounts, the time and the platform's rules of signing. Gives the reason for which a request is refused.
//! Must never repair anything: what is missing, stale or double is refused.

use std::fmt;

use jiff::{SignedDuration, Timestamp, civil};

use super::Received;
use super::presented::{Presented, header};
use super::refusal::Refusal;
use super::signature::{Canonical, Pairs, Scope, decode, decode_query, signed_host};

/// How far the time of a request may be from the server's.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(15);

/// Headers that a request with all of its headers signed has.
const REQUIRED: [&str; 3] = ["host", "x-content-sha256", "x-date"];

/// What has to be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demands {
    /// What the platform demands: the time. Else it goes by what a request lists, as clients of the platform differ.
    Platform,
    /// Every header that can change what a request means, in the header form; for tests of a client.
    EveryHeader,
}

/// Someone the server knows. `Debug` shows neither secret nor token.
#[derive(Clone)]
pub struct Account {
    /// Access key.
    pub access_key: String,
    /// Secret of the key.
    pub secret_key: String,
    /// Token of temporary credentials; a request must carry this one, or none if there is none.
    pub session_token: Option<String>,
}

impl Account {
    /// The account that is known unless another is named.
    #[must_use]
    pub fn example() -> Self {
        Self {
            access_key: "AKEXAMPLE0000000000000001".to_owned(),
            secret_key: "c2VjcmV0LW9mLXRoZS1leGFtcGxlLWFjY291bnQ=".to_owned(),
            session_token: None,
        }
    }

    /// The same account with temporary credentials.
    #[must_use]
    pub fn with_session_token(mut self, token: impl Into<String>) -> Self {
        self.session_token = Some(token.into());
        self
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("access_key", &self.access_key)
            .finish_non_exhaustive()
    }
}

/// Checks whether a request was signed by one of the accounts, for the time `now` and for the service of that signing name.
///
/// Both forms are read, the header `Authorization` and parameters of the query.
///
/// # Errors
/// What is wrong first. Its message may repeat headers of the request, a session token among them.
pub fn verify(
    request: &Received,
    service: &str,
    accounts: &[Account],
    now: Timestamp,
    demands: Demands,
) -> Result<(), Refusal> {
    let query = check_target(request)?;
    let presented = Presented::read(request, &query)?;
    let account = accounts
        .iter()
        .find(|account| account.access_key == presented.access_key)
        .ok_or_else(|| Refusal::new(401, 100_009, "InvalidAccessKey", "unknown access key"))?;
    check_token(presented.token.as_deref(), account)?;
    check_time(&presented, now)?;
    if presented.date != presented.timestamp.get(..8).unwrap_or_default() {
        return Err(Refusal::mismatch(
            "the date of the scope differs from X-Date",
        ));
    }
    if presented.service != service {
        return Err(Refusal::mismatch(format!(
            "signed for the service `{}` instead of `{service}`",
            presented.service
        )));
    }
    let is_in_header = presented.expires.is_none();
    if is_in_header && demands == Demands::EveryHeader {
        check_headers(request, &presented.signed_headers)?;
    } else if is_in_header && !presented.signed_headers.iter().any(|name| name == "x-date") {
        return Err(Refusal::unsigned("the header x-date is not signed"));
    }
    let headers = signed(request, &presented.signed_headers)?;
    let path = decode(&request.path, false)
        .ok_or_else(|| Refusal::incomplete("the path is not encoded"))?;
    let scope = Scope {
        timestamp: &presented.timestamp,
        region: &presented.region,
        service: &presented.service,
    };
    let canonical = |query: &Pairs| {
        let canonical = Canonical {
            method: &request.method,
            path: &path,
            query,
            headers: &headers,
            payload_hash: &presented.payload_hash,
        };
        canonical.text()
    };
    let is_signed = |text: &str| {
        scope.sign(&account.secret_key, &scope.string_to_sign(text)) == presented.signature
    };
    let texts: Vec<String> = presented.queries.iter().map(canonical).collect();
    if texts.iter().any(|text| is_signed(text)) {
        return Ok(());
    }
    Err(Refusal::mismatch(format!(
        "the canonical request here is {:?}",
        texts.first().map(String::as_str).unwrap_or_default()
    )))
}

fn check_target(request: &Received) -> Result<Pairs, Refusal> {
    if request.path != "/" {
        return Err(Refusal::incomplete(format!(
            "the path is `{}`",
            request.path
        )));
    }
    let query = decode_query(&request.query)
        .ok_or_else(|| Refusal::incomplete("the query is not encoded"))?;
    for key in ["Action", "Version"] {
        if query
            .iter()
            .filter(|(known, _)| known == key.as_bytes())
            .count()
            != 1
        {
            return Err(Refusal::unknown_action(format!(
                "{key} must be present exactly once"
            )));
        }
    }
    Ok(query)
}

fn check_token(token: Option<&str>, account: &Account) -> Result<(), Refusal> {
    if token == account.session_token.as_deref() {
        Ok(())
    } else {
        Err(Refusal::new(
            401,
            100_003,
            "MissingAuthenticationToken",
            "the session token is missing or wrong",
        ))
    }
}

fn check_time(presented: &Presented, now: Timestamp) -> Result<(), Refusal> {
    let invalid = |message: &str| Refusal::new(400, 100_006, "InvalidTimestamp", message);
    let timestamp = &presented.timestamp;
    let time = (timestamp.len() == 16)
        .then(|| civil::DateTime::strptime("%Y%m%dT%H%M%SZ", timestamp).ok())
        .flatten()
        .and_then(|time| time.to_zoned(jiff::tz::TimeZone::UTC).ok())
        .ok_or_else(|| invalid("X-Date is not yyyymmddThhmmssZ"))?
        .timestamp();
    let age = now.duration_since(time);
    let Some(expires) = presented.expires else {
        if age.abs() > TOLERANCE {
            return Err(invalid("X-Date is more than 15 minutes away"));
        }
        return Ok(());
    };
    if age < -TOLERANCE {
        return Err(invalid("X-Date is more than 15 minutes ahead"));
    }
    if age > SignedDuration::from_secs(expires) {
        return Err(Refusal::unnumbered(
            401,
            "RequestExpired",
            format!("the signature expired after {expires} seconds"),
        ));
    }
    Ok(())
}

/// Whether every header is signed that can change what a request means.
fn check_headers(request: &Received, names: &[String]) -> Result<(), Refusal> {
    let is_listed = |name: &str| names.iter().any(|listed| listed == name);
    let unsigned = |name: &str| Refusal::unsigned(format!("the header {name} is not signed"));
    if let Some(name) = REQUIRED.iter().find(|name| !is_listed(name)) {
        return Err(unsigned(name));
    }
    // A request without a body has no type of content; whoever sends one has to sign it.
    if !request.body.is_empty() && !is_listed("content-type") {
        return Err(Refusal::unsigned("the type of the body is not signed"));
    }
    let left_out = request.headers.iter().map(|(name, _)| name).find(|name| {
        let counts = name.starts_with("x-") || *name == "content-type";
        counts && !is_listed(name)
    });
    left_out.map_or(Ok(()), |name| Err(unsigned(name)))
}

/// The signed headers, with the values they are signed with.
fn signed(request: &Received, names: &[String]) -> Result<Vec<(String, String)>, Refusal> {
    if !names.is_sorted_by(|a, b| a < b) {
        return Err(Refusal::mismatch(
            "SignedHeaders are unsorted or contain a duplicate",
        ));
    }
    names
        .iter()
        .map(|name| {
            let value = header(request, name)?.trim();
            let value = if name == "host" {
                signed_host(value)
            } else {
                value
            };
            Ok((name.clone(), value.to_owned()))
        })
        .collect()
}
