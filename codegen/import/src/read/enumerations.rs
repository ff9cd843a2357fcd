//! Types of the page's own that are enumerations, without a table that says so.

use super::Reader;
use super::rows::Row;
use crate::dialect::{Scalar, besides_enum, half_width, is_called_enum};
use crate::pattern::pattern;
use codegen_documents::diagnostics::{Finding, lint};

// `1：低；2：高`, `1-低，2-高`
pattern!(
    NUMBERS,
    r"(?:^|[\s:;,])\d+\s*[:=-]\s*[^\d\s][^;,\n]*[;,\n]\s*\d+\s*[:=-]"
);

impl Reader<'_> {
    /// What the values of a type are if it is an enumeration, by what it is called; told where it does not say so itself.
    pub(super) fn enumeration(&mut self, name: &str, row: &Row, about: &str) -> Option<Scalar> {
        let written = half_width(row.type_cell.text.trim());
        let is_said = besides_enum(&written).is_some() || written.contains("枚举");
        if !is_said && !is_called_enum(name) {
            return None;
        }
        let example = row.example.text.trim().trim_matches('`');
        // An object, or a list of them, is none.
        if example.contains('{') {
            return None;
        }
        let is_number =
            example.parse::<i64>().is_ok() || NUMBERS.is_match(&half_width(&row.description.text));
        let (scalar, kind) = if is_number {
            (Scalar::Int64, "an integer")
        } else {
            (Scalar::String, "a string")
        };
        if !is_said || is_number {
            self.tell(
                Finding::new(
                    &lint::PAGE_INFERRED_TYPE,
                    self.place(&row.type_cell.at),
                    format!("the type `{name}` of `{about}` is called an enumeration; it is read as {kind}"),
                )
                .help("check which values the service takes"),
            );
        }
        Some(scalar)
    }
}
