//! What a reply says of a failure, whatever its form.
//!
//! Knows the members by which services, gateways and proxies name codes, messages and request ids.
//! Gives what it finds before the text ends or breaks. Must never fail: an error that cannot be
//! read tells its reader nothing.

mod page;
mod scalars;

pub(super) use self::page::first_line;
use self::page::{elements, is_markup};
use self::scalars::{Scalar, scalars};

/// What a reply says of a failure.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::runtime) struct Said {
    /// The error's code.
    pub(in crate::runtime) code: Option<String>,
    /// The number of the code.
    pub(in crate::runtime) code_n: Option<i64>,
    /// The error's message.
    pub(in crate::runtime) message: Option<String>,
    /// Id of the request.
    pub(in crate::runtime) request_id: Option<String>,
    /// The error's other members: paths below the error, and values as text.
    pub(in crate::runtime) details: Vec<(String, String)>,
}

/// Where errors are described, the most telling place first.
const PLACES: [&str; 7] = [
    "responsemetadata.error",
    "error",
    "errors",
    "fault",
    "baseresp",
    "responsemetadata",
    "",
];
const CODES: [&str; 5] = ["code", "errorcode", "errcode", "errno", "faultcode"];
const MESSAGES: [&str; 9] = [
    "message",
    "errormessage",
    "errmsg",
    "msg",
    "errordescription",
    "detail",
    "reason",
    "messagecn",
    "faultstring",
];
/// The place where services built with Thrift describe every reply, and how.
const BASE: [&str; 3] = ["baseresp", "statuscode", "statusmessage"];
const REQUEST_IDS: [&str; 4] = ["requestid", "logid", "traceid", "xttlogid"];
/// Codes by which replies say that nothing failed.
const SUCCESSES: [&str; 4] = ["0", "ok", "success", "200"];

impl Said {
    /// Reads a text as far as it is JSON or XML.
    pub(super) fn of(text: &str) -> Self {
        let scalars = if is_markup(text) {
            elements(text)
        } else {
            scalars(text)
        };
        let find = |place: &str, names: &[&str]| {
            let named = |name: &&str| {
                let mut there = scalars.iter().filter(|scalar| scalar.is_at(place, name));
                let scalar = there.find(|scalar| !scalar.value.is_empty())?;
                Some(scalar.value.clone())
            };
            names.iter().find_map(named)
        };
        let [base, base_code, base_message] = BASE;
        let code_at = |place: &str| {
            let own = (place == base).then(|| find(place, &[base_code])).flatten();
            let code = own.or_else(|| find(place, &CODES))?;
            let is_success = SUCCESSES
                .iter()
                .any(|success| code.eq_ignore_ascii_case(success));
            (!is_success).then_some(code)
        };
        let at = |what: &dyn Fn(&str) -> Option<String>| {
            PLACES.into_iter().find(|place| what(place).is_some())
        };
        let message_at = |place: &str| {
            let own = (place == base).then(|| find(place, &[base_message]));
            // In several languages, or one for each member.
            let within = || {
                let is_below = |scalar: &&Scalar| {
                    let mut names = MESSAGES.iter();
                    names.any(|name| scalar.is_below(place, name)) && !scalar.value.is_empty()
                };
                let mut below = scalars.iter().filter(is_below);
                let is_named = |scalar: &&Scalar| MESSAGES.contains(&scalar.name());
                let named = below.clone().find(is_named);
                Some(named.or_else(|| below.next())?.value.clone())
            };
            own.flatten()
                .or_else(|| find(place, &MESSAGES))
                .or_else(within)
        };
        let number_at = |place: &str| find(place, &["coden"]);
        let place = at(&code_at)
            .or_else(|| at(&message_at))
            .or_else(|| at(&number_at));
        let mut said = Self {
            request_id: ["responsemetadata", "", "error", "responsemetadata.error"]
                .into_iter()
                .find_map(|place| find(place, &REQUEST_IDS)),
            ..Self::default()
        };
        if let Some(place) = place {
            said.code = code_at(place);
            said.message = message_at(place);
            said.code_n = number_at(place)
                .as_ref()
                .or(said.code.as_ref())
                .and_then(|number| integer(number));
            said.details = details(&scalars, place);
        }
        // An error that is one text: a code, as OAuth has it, or a message.
        if let Some(text) = find("responsemetadata", &["error"]).or_else(|| find("", &["error"])) {
            match (&said.code, &said.message) {
                (None, Some(_)) if text.split_whitespace().count() == 1 => said.code = Some(text),
                (_, None) => said.message = Some(text),
                _ => {}
            }
        }
        said
    }

    /// Whether nothing was said of what went wrong.
    pub(super) fn is_silent(&self) -> bool {
        self.code.is_none() && self.message.is_none()
    }
}

/// An integer, also where it is written as `7.0` or `1e3`.
fn integer(text: &str) -> Option<i64> {
    let text = text.trim();
    text.parse().ok().or_else(|| {
        let number: f64 = text.parse().ok()?;
        // Whole and exact, so that nothing is cut off.
        (number.fract() == 0.0 && number.abs() < 1e15).then_some(number as i64)
    })
}

/// The members beside code and message.
fn details(scalars: &[Scalar], place: &str) -> Vec<(String, String)> {
    // Everything is below the outermost object, so there only its own members count.
    let members = scalars.iter().filter_map(|scalar| {
        let below = scalar.below(place)?;
        let folded = scalars::folded(below);
        let is_known = CODES.contains(&&*folded)
            || folded == "coden"
            || folded == "message"
            || (place.is_empty() && (REQUEST_IDS.contains(&&*folded) || folded.contains('.')));
        (!is_known).then(|| (below.to_owned(), scalar.value.clone()))
    });
    members.collect()
}
