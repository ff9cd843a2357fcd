//! Rows that every request has: which action it calls, and what signing sets.

use std::ops::Range;

use super::Reader;
use super::columns::Columns;
use super::names::parse_name;
use super::outline::Side;
use super::rows::Row;
use crate::dialect::{Column, Required, Scalar, Spelling};
use crate::facts::Action;
use crate::page::Table;
use codegen_documents::diagnostics::{Finding, lint};

/// What signing sets, in small letters.
const SIGNATURE: &[&str] = &[
    "x-date",
    "authorization",
    "host",
    "content-type",
    "x-content-sha256",
    "x-security-token",
    "x-expires",
    "x-algorithm",
    "x-credential",
    "x-signedheaders",
    "x-signature",
    "x-signedqueries",
    "x-notsignbody",
    "accesskey",
    "accesskeyid",
    "secretkey",
    "signature",
    "signaturemethod",
    "signatureversion",
    "signaturenonce",
    "signedheaders",
];

/// `cn-beijing`, `ap-southeast-1`
fn is_signing_region(example: &str) -> bool {
    let bare = example.trim().trim_matches('`');
    let mut parts = bare.split('-');
    matches!(
        parts.next(),
        Some("cn" | "ap" | "eu" | "us" | "na" | "sa" | "me")
    ) && parts
        .next()
        .is_some_and(|place| place.len() > 3 && place.bytes().all(|b| b.is_ascii_lowercase()))
        && parts.all(|part| part.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a name is one of those that choose an action on every call.
pub(super) fn chooses_action(name: &str) -> bool {
    matches!(name, "Action" | "Version")
}

/// Whether a table has nothing but what chooses the action.
pub(super) fn is_all_public(table: &Table, columns: &Columns) -> bool {
    table.rows.iter().all(|row| {
        columns
            .cell(Column::Name, row)
            .is_some_and(|name| chooses_action(name.text.trim()))
    })
}

/// `Action` and `Version` choose the action; they are no members of its request.
pub(super) fn is_public(row: &Row, side: Side, action: &Action) -> bool {
    let [(name, _)] = row.path.as_slice() else {
        return false;
    };
    let said = format!("{} {}", row.example.text, row.description.text);
    match name.as_str() {
        "Action" => side == Side::Query || said.contains(&action.name),
        "Version" => side == Side::Query || said.contains(&action.version),
        _ => false,
    }
}

impl Reader<'_> {
    /// Drops what every signed request has.
    pub(super) fn drop_common(&mut self, rows: &mut Vec<Row>) {
        let top = rows.iter().map(|row| row.depth).min().unwrap_or_default();
        let name = |row: &Row| match row.path.as_slice() {
            [(name, 0)] if row.depth == top => name.to_ascii_lowercase(),
            _ => String::new(),
        };
        let named = |wanted: &[&str]| rows.iter().any(|row| wanted.contains(&name(row).as_str()));
        // `Host` and `Region` may be parameters of an action as well: what stands beside them tells.
        let signs = named(&[
            "x-date",
            "authorization",
            "x-content-sha256",
            "x-credential",
            "signaturemethod",
            "signaturenonce",
        ]) || named(&["signature"]) && named(&["accesskey", "accesskeyid"]);
        let both = named(&["region"]) && named(&["service", "servicename"]);
        rows.retain(|row| {
            let name = name(row);
            let is_text = matches!(row.spelling, None | Some(Spelling::Scalar(Scalar::String)));
            let of_every = matches!(name.as_str(), "region" | "service" | "servicename") && is_text;
            if (name.starts_with("x-") || name == "content-type")
                && SIGNATURE.contains(&name.as_str())
                || signs && SIGNATURE.contains(&name.as_str())
            {
                return false;
            }
            let is_region =
                row.required == Some(Required::Yes) && is_signing_region(&row.example.text);
            let common = signs || both || is_region;
            if !of_every || !common || self.examples.request_has(&row.written) {
                return true;
            }
            self.tell(
                Finding::new(
                    &lint::PAGE_COMMON_MEMBER,
                    self.place(&row.at),
                    format!(
                        "`{}` belongs to the signature of every request, so it was left out",
                        row.written
                    ),
                )
                .help(
                    "if this action has a parameter of that name, add it to the document by hand",
                ),
            );
            false
        });
    }
}

/// Headers that every request has, beside those of the signature.
const HEADERS: &[&str] = &[
    "region",
    "service",
    "servicename",
    "action",
    "version",
    "accept",
    "user-agent",
    "content-length",
    "connection",
    "date",
];

/// Whether a header is one that every request has: the client sets it.
fn is_common_header(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.starts_with("x-")
        || SIGNATURE.contains(&lower.as_str())
        || HEADERS.contains(&lower.as_str())
}

impl Reader<'_> {
    /// Tells the parameters of a table of headers that the client does not send.
    pub(super) fn tell_headers(&mut self, table: &Table, columns: &Columns) {
        for row in &table.rows {
            if let Some(cell) = columns.cell(Column::Name, row)
                && let Some((_, _, name)) = parse_name(&cell.text)
            {
                self.tell_header(&name, &cell.at);
            }
        }
    }

    /// Tells members that travel where no client puts them: in headers, which are not among the others, in the path or in cookies.
    pub(super) fn tell_places(&mut self, in_headers: &[Row], others: &[Row]) {
        for row in in_headers {
            self.tell_header(&row.written, &row.at);
        }
        for row in others {
            let place = row.location.as_deref().unwrap_or_default();
            if let Some(place) = ["path", "路径", "cookie"]
                .iter()
                .find(|word| place.contains(**word))
            {
                self.tell(
                    Finding::new(
                        &lint::PAGE_UNSUPPORTED,
                        self.place(&row.at),
                        format!("`{}` travels in another place, `{place}`", row.written),
                    )
                    .help("the document has it in the body or in the query string, where the service may not look for it"),
                );
            }
        }
    }

    fn tell_header(&mut self, name: &str, at: &Range<usize>) {
        if !is_common_header(name) {
            self.tell(
                Finding::new(
                    &lint::PAGE_UNSUPPORTED,
                    self.place(at),
                    format!("`{name}` travels in a header, and is not in the document"),
                )
                .help("the client sends no headers of an action's own; if the service needs it, no client can be generated"),
            );
        }
    }
}

/// Drops the row that stands for the body itself: a column says that it travels there, and it is called `body`. What lies in it are the
/// members of the request. Whether its type has them, and the row stays, is the answer.
pub(super) fn unwrap_body(rows: &mut Vec<Row>) -> bool {
    let top = rows.iter().map(|row| row.depth).min().unwrap_or_default();
    let in_body = |row: &Row| {
        row.location
            .as_deref()
            .is_some_and(|at| at.trim() == "body")
    };
    let mut outer = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.depth == top && in_body(row));
    let (Some((at, row)), None) = (outer.next(), outer.next()) else {
        return false;
    };
    if !row.written.eq_ignore_ascii_case("body") {
        return false;
    }
    let inside = rows.iter().skip(at + 1).take_while(|row| row.depth > top);
    let count = inside.clone().count();
    let step = inside.map(|row| row.depth - top).min().unwrap_or_default();
    match row.spelling {
        Some(Spelling::Named(_)) if count == 0 => return true,
        None | Some(Spelling::Object | Spelling::Named(_)) if count > 0 => {}
        _ => return false,
    }
    rows.remove(at);
    for row in rows.iter_mut().skip(at).take(count) {
        row.depth -= step;
    }
    false
}
