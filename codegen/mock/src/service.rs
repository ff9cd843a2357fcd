//! A request to its answer, without a network.
//!
//! Knows the described actions, the accounts and the faults.
//! Gives the answer to a request, and one line about it for the log.
//! Must never keep anything of a request but its number.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Map, Value};

use super::check::{Types, Violation};
use super::fault::{Fault, Faults};
use super::issued::Issued;
use super::presented::SIGNATURE_PARAMETERS;
use super::reply::{apply_fault, success};
use super::signature::decode_query;
use super::verify::verify;
use super::{Account, Answer, Demands, Received, Refusal};
use codegen_likeness::{Likeness, nearest};
use codegen_model::{Action, Api, Encoding, HttpMethod, TypeDef};

/// How many violations one message lists.
const LISTED: usize = 10;

/// The services of an API, as they would answer.
///
/// A request is refused as the platform refuses it: for an unknown action or version, for its signature, for members
/// that are missing, of another type or beyond their limits. What passes is answered by the example reply of the
/// document, its `ResponseMetadata` completed; where there is none, by an empty `Result`. A list that comes in pages has three, each with the items of the example. Keys that a
/// reply issues are valid from then on, until they expire.
#[derive(Debug)]
pub struct Service {
    api: Api,
    accounts: Vec<Account>,
    issued: Issued,
    faults: Faults,
    requests: AtomicU64,
}

/// What became of a request, as one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// HTTP status of the reply; `None` where there is no reply.
    pub status: Option<u16>,
    /// The action that was asked for; empty if none was.
    pub action: String,
    /// Why it was refused, or the fault that befell it.
    pub reason: Option<String>,
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status {
            Some(status) => write!(f, "{status} ")?,
            None => f.write_str("--- ")?,
        }
        let printable = |text: &str| -> String {
            text.chars()
                .map(|char| if char.is_control() { ' ' } else { char })
                .collect()
        };
        f.write_str(&match self.action.as_str() {
            "" => "(no action)".to_owned(),
            action => printable(action),
        })?;
        match &self.reason {
            Some(reason) => write!(f, ": {}", printable(reason)),
            None => Ok(()),
        }
    }
}

/// An action with what is around it.
#[derive(Clone, Copy)]
struct Found<'a> {
    service: &'a codegen_model::Service,
    shared: &'a [TypeDef],
    action: &'a Action,
}

impl Service {
    /// The services of an API, for these accounts, with these faults.
    #[must_use]
    pub fn new(
        api: Api,
        accounts: impl IntoIterator<Item = Account>,
        faults: impl IntoIterator<Item = Fault>,
    ) -> Self {
        Self {
            api,
            accounts: accounts.into_iter().collect(),
            issued: Issued::default(),
            faults: Faults::new(faults),
            requests: AtomicU64::new(0),
        }
    }

    /// How many actions there are.
    #[must_use]
    pub fn action_count(&self) -> usize {
        self.actions().count()
    }

    /// Answers a request as of now.
    #[must_use]
    pub fn answer(&self, request: &Received) -> (Answer, Entry) {
        self.answer_at(request, Timestamp::now())
    }

    /// Answers a request as of another time.
    #[must_use]
    pub fn answer_at(&self, request: &Received, now: Timestamp) -> (Answer, Entry) {
        let number = self.requests.fetch_add(1, Ordering::SeqCst) + 1;
        let request_id = format!(
            "{}{number:020X}",
            now.to_zoned(TimeZone::UTC).strftime("%Y%m%d%H%M%S")
        );
        let entry = |status, reason| Entry {
            status,
            action: request.parameter("Action").unwrap_or_default(),
            reason,
        };
        match self.accepted(request, now) {
            Ok((found, members)) => {
                let mut success =
                    success(found.action, found.shared, &members, request, &request_id);
                let fault = self.faults.next(&found.action.wire);
                if fault.instead.is_none() {
                    self.issued.note(&mut success, &members, now);
                }
                let success = Answer::json(200, &success.to_string());
                let (answer, reason) = apply_fault(fault, success, request, &request_id);
                let status = (!answer.hangs_up()).then(|| answer.status());
                (answer, entry(status, reason))
            }
            Err(refusal) => {
                let reason = format!("{}: {}", refusal.code, refusal.message);
                let answer = refusal.answer(request, &request_id);
                (answer, entry(Some(refusal.status), Some(reason)))
            }
        }
    }

    /// The action of a request and its members, if nothing about the request is to be refused.
    fn accepted(&self, request: &Received, now: Timestamp) -> Result<(Found<'_>, Value), Refusal> {
        let found = self.find(request)?;
        let accounts = self.issued.beside(&self.accounts);
        let name = &found.service.signing_name;
        verify(request, name, &accounts, now, Demands::Platform)
            .map_err(|refusal| discreet(refusal, &accounts))?;
        self.issued
            .check(&request.access_key().unwrap_or_default(), now)?;
        check_region(found.service, &request.region().unwrap_or_default())?;
        let types = Types::new(found.action, found.shared);
        let members = members(&types, found.action, request)?;
        match types.violations(&found.action.request, &members).as_slice() {
            [] => Ok((found, members)),
            violations => Err(refused(violations)),
        }
    }

    /// The action that is asked for: of the service that the request is signed for, if several have one of that name.
    fn find(&self, request: &Received) -> Result<Found<'_>, Refusal> {
        let name = request.parameter("Action").unwrap_or_default();
        let version = request.parameter("Version").unwrap_or_default();
        let mut named = self
            .actions()
            .filter(|(_, found)| found.action.wire == name)
            .peekable();
        if named.peek().is_none() {
            let names = self.actions().map(|(_, found)| found.action.wire.as_str());
            let hint = nearest(&name, names, Likeness::Close)
                .map(|name| format!("; did you mean {name}?"))
                .unwrap_or_default();
            return Err(Refusal::unknown_action(format!(
                "there is no action `{name}`{hint}"
            )));
        }
        let mut candidates: Vec<_> = named.collect();
        let versions: Vec<_> = candidates.iter().map(|(version, _)| *version).collect();
        let unknown = || {
            Refusal::unknown_action(format!(
                "{name} has no version `{version}`; there is {}",
                versions.join(", ")
            ))
        };
        candidates.retain(|(known, _)| *known == version);
        let service = request.service();
        candidates
            .iter()
            .find(|(_, found)| Some(found.service.signing_name.as_str()) == service.as_deref())
            .or(candidates.first())
            .map(|(_, found)| *found)
            .ok_or_else(unknown)
    }

    /// Every action, with its version as on the wire.
    fn actions(&self) -> impl Iterator<Item = (&str, Found<'_>)> {
        self.api.services.iter().flat_map(|service| {
            service.versions.iter().flat_map(move |version| {
                version.actions.iter().map(move |action| {
                    let found = Found {
                        service,
                        shared: &version.shared_types,
                        action,
                    };
                    (version.wire.as_str(), found)
                })
            })
        })
    }
}

/// A refusal without the tokens that the accounts have: it goes into replies and logs.
fn discreet(refusal: Refusal, accounts: &[Account]) -> Refusal {
    accounts
        .iter()
        .filter_map(|account| account.session_token.as_deref())
        .fold(refusal, Refusal::without)
}

/// Regions of the platform, for services that do not list their own.
const REGIONS: [&str; 16] = [
    "cn-north-1",
    "cn-beijing",
    "cn-beijing2",
    "cn-shanghai",
    "cn-guangzhou",
    "cn-hongkong",
    "cn-chengdu",
    "cn-wuhan",
    "cn-datong",
    "cn-beijing-selfdrive",
    "cn-beijing-autodriving",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-singapore-1",
    "us-east-1",
];

/// Whether a service has this region.
fn check_region(service: &codegen_model::Service, region: &str) -> Result<(), Refusal> {
    let listed: Vec<&str> = service
        .endpoints
        .regions
        .iter()
        .map(|(region, _)| region.as_str())
        .collect();
    let known = if listed.is_empty() {
        REGIONS.as_slice()
    } else {
        &listed
    };
    if region == service.default_region || known.contains(&region) {
        return Ok(());
    }
    Err(Refusal::unnumbered(
        401,
        "InvalidCredential",
        format!(
            "signed for the region `{region}`, which {} does not have; there is {}",
            service.signing_name,
            known.join(", ")
        ),
    ))
}

/// The members of a request, wherever they travel.
fn members(types: &Types<'_>, action: &Action, request: &Received) -> Result<Value, Refusal> {
    let method = match action.http_method {
        HttpMethod::Get => "GET",
        HttpMethod::Post => "POST",
    };
    if request.method != method {
        return Err(Refusal::incomplete(format!(
            "{} uses {method}, not {}",
            action.wire, request.method
        )));
    }
    let pairs = match action.encoding {
        Encoding::Json => {
            if request.body.is_empty() {
                return Ok(Value::Object(Map::new()));
            }
            expect_type(request, "application/json")?;
            return serde_json::from_slice(&request.body)
                .map_err(|error| invalid(format!("the body is not JSON: {error}")));
        }
        Encoding::Form => {
            if !request.body.is_empty() {
                expect_type(request, "application/x-www-form-urlencoded")?;
            }
            str::from_utf8(&request.body).unwrap_or("%")
        }
        Encoding::Query => request.query.as_str(),
    };
    let pairs = decode_query(pairs)
        .and_then(|pairs| {
            let text = |bytes| String::from_utf8(bytes).ok();
            pairs
                .into_iter()
                .map(|(name, value)| Some((text(name)?, text(value)?)))
                .collect::<Option<Vec<_>>>()
        })
        .ok_or_else(|| invalid("the members are not encoded UTF-8"))?;
    let of_members = |(name, _): &(String, String)| {
        let name = name.as_str();
        action.encoding == Encoding::Form
            || !(matches!(name, "Action" | "Version") || SIGNATURE_PARAMETERS.contains(&name))
    };
    let pairs: Vec<_> = pairs.into_iter().filter(of_members).collect();
    Ok(types.nested(&action.request, &pairs))
}

fn expect_type(request: &Received, expected: &str) -> Result<(), Refusal> {
    let found = request.header("content-type").unwrap_or_default();
    let essence = found.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case(expected) {
        Ok(())
    } else {
        Err(Refusal::incomplete(format!(
            "the type of the body is `{found}` instead of `{expected}`"
        )))
    }
}

fn invalid(message: impl Into<String>) -> Refusal {
    Refusal::unnumbered(400, "InvalidParameter", message)
}

/// The refusal of members: missing ones come first.
fn refused(violations: &[Violation]) -> Refusal {
    let missing: Vec<_> = violations
        .iter()
        .filter(|violation| violation.fault.is_none())
        .map(|violation| violation.path.clone())
        .collect();
    if !missing.is_empty() {
        let message = format!("required, but missing: {}", listed(&missing, ", "));
        return Refusal::new(400, 100_002, "MissingParameter", message);
    }
    let faults: Vec<_> = violations
        .iter()
        .filter_map(|Violation { path, fault }| {
            let fault = fault.as_deref()?;
            Some(match path.as_str() {
                "" => format!("the body {fault}"),
                path => format!("{path}: {fault}"),
            })
        })
        .collect();
    invalid(listed(&faults, "; "))
}

fn listed(all: &[String], separator: &str) -> String {
    let text = all[..all.len().min(LISTED)].join(separator);
    match all.len().checked_sub(LISTED) {
        Some(more @ 1..) => format!("{text}{separator}and {more} more"),
        _ => text,
    }
}
