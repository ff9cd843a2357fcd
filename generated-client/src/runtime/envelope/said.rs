//! What a reply says of a failure, whatever its form.
//!
//! Knows the members by which services, gateways and proxies name codes, messages and request ids.
//! Gives what it finds before the text ends or breaks. Must never fail: an error that cannot be
//! read tells its reader nothing.

mod scalars;

use self::scalars::{Scalar, scalars};
use crate::runtime::error::start_of;

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
const PLACES: [&str; 5] = [
    "responsemetadata.error",
    "error",
    "errors",
    "responsemetadata",
    "",
];
const CODES: [&str; 4] = ["code", "errorcode", "errcode", "errno"];
const MESSAGES: [&str; 8] = [
    "message",
    "errormessage",
    "errmsg",
    "msg",
    "errordescription",
    "detail",
    "reason",
    "messagecn",
];
const REQUEST_IDS: [&str; 4] = ["requestid", "logid", "traceid", "xttlogid"];
/// Codes by which replies say that nothing failed.
const SUCCESSES: [&str; 4] = ["0", "ok", "success", "200"];

impl Said {
    /// Reads a text as far as it is JSON.
    pub(super) fn of(text: &str) -> Self {
        let scalars = scalars(text);
        let find = |place: &str, names: &[&str]| {
            let named = |name: &&str| {
                let scalar = scalars.iter().find(|scalar| scalar.is_at(place, name))?;
                (!scalar.value.is_empty()).then(|| scalar.value.clone())
            };
            names.iter().find_map(named)
        };
        let code_at = |place: &str| {
            let code = find(place, &CODES)?;
            let is_success = SUCCESSES
                .iter()
                .any(|success| code.eq_ignore_ascii_case(success));
            (!is_success).then_some(code)
        };
        let at = |what: &dyn Fn(&str) -> Option<String>| {
            PLACES.into_iter().find(|place| what(place).is_some())
        };
        let message_at = |place: &str| find(place, &MESSAGES);
        let place = at(&code_at).or_else(|| at(&message_at));
        let mut said = Self {
            request_id: ["responsemetadata", "", "error", "responsemetadata.error"]
                .into_iter()
                .find_map(|place| find(place, &REQUEST_IDS)),
            ..Self::default()
        };
        if let Some(place) = place {
            said.code = code_at(place);
            said.message = message_at(place);
            said.code_n = find(place, &["coden"])
                .as_ref()
                .or(said.code.as_ref())
                .and_then(|number| number.parse().ok());
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

/// The first line of a text that is no JSON: of a page its title, or else its first visible words.
pub(super) fn first_line(text: &str) -> Option<String> {
    let start = start_of(text, START);
    let is_page = start.trim_start().starts_with('<');
    let visible = if is_page {
        title(start).unwrap_or_else(|| without_tags(start))
    } else {
        start.to_owned()
    };
    let line = visible
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())?;
    Some(line.to_owned())
}

/// How much of a text is looked at for its first line, in bytes.
const START: usize = 8192;

fn title(page: &str) -> Option<String> {
    let folded = page.to_ascii_lowercase();
    let start = folded.find("<title")?;
    let start = start + folded[start..].find('>')? + 1;
    let end = start + folded[start..].find("</title")?;
    let title = page[start..end].trim();
    (!title.is_empty()).then(|| title.to_owned())
}

/// The text of a page, without its tags, styles and scripts.
fn without_tags(page: &str) -> String {
    let mut visible = String::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        visible.push_str(&rest[..start]);
        let tag = &rest[start..];
        let hidden = ["style", "script"].into_iter().find(|name| {
            tag.get(1..=name.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(name))
        });
        let end = match hidden {
            Some(name) => tag.to_ascii_lowercase().find(&format!("</{name}")),
            None => Some(0),
        };
        let end = end.and_then(|from| Some(from + tag[from..].find('>')? + 1));
        visible.push('\n');
        rest = end.map_or("", |end| &tag[end..]);
    }
    visible.push_str(rest);
    visible
}
