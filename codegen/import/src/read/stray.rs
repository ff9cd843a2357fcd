//! Rows that are left over as text: a table broke off before them, or never began.

use std::ops::Range;

use super::Reader;
use super::names::parse_name;
use super::outline::Outline;
use crate::dialect::{Column, Section, Spelling, spelling};
use crate::page::Rich;
use codegen_documents::diagnostics::{Finding, lint};

/// Longest type on a line of its own, in characters.
const LONGEST_TYPE: usize = 24;

impl Reader<'_> {
    /// Tells every name that stands over a type, or before it, in no table.
    pub(super) fn tell_stray(&mut self, outline: &Outline<'_>) {
        let texts = outline.texts.iter().filter(|(section, _)| {
            !matches!(
                section,
                Some(
                    Section::Example
                        | Section::RequestExample
                        | Section::ResponseExample
                        | Section::ErrorExample
                        | Section::Errors
                )
            )
        });
        let texts: Vec<&Rich> = texts.map(|(_, text)| *text).collect();
        self.tell_rows(&texts);
        // A cell may have swallowed the rows that follow.
        let rows = outline.tables.iter().flat_map(|placed| &placed.table.rows);
        for cell in rows.flatten().filter(|cell| cell.text.contains('\n')) {
            self.tell_rows(&[cell]);
        }
    }

    fn tell_rows(&mut self, texts: &[&Rich]) {
        let mut above: Option<(String, Range<usize>)> = None;
        for text in texts {
            for line in Rich::clone(text).into_lines() {
                let bare = line.text.trim();
                let gap = ["\t", "  "].into_iter().find(|gap| bare.contains(gap));
                let (first, rest) = gap.and_then(|gap| bare.split_once(gap)).unzip();
                let first = first.map_or(bare, str::trim);
                let second = rest.map(|rest| {
                    let rest = rest.trim_start();
                    rest.split(['\t'])
                        .flat_map(|rest| rest.split("  "))
                        .next()
                        .unwrap_or_default()
                        .trim()
                });
                let row = match second {
                    Some(second) if is_name(first) && is_type(second) => {
                        Some((first.to_owned(), line.at.clone()))
                    }
                    Some(_) => None,
                    None => above.take().filter(|_| is_type(first)),
                };
                if let Some((name, at)) = row {
                    self.tell(
                        Finding::new(
                            &lint::PAGE_BAD_ROW,
                            self.place(&at),
                            format!("`{name}` looks like a member, but it is in no table"),
                        )
                        .help("if it is one, put it into the table, or add it to the document by hand"),
                    );
                } else if second.is_none() && is_name(first) {
                    above = Some((first.to_owned(), line.at.clone()));
                }
            }
        }
    }
}

/// Whether a line is the name of a member and nothing else: neither a type nor the title of a column.
fn is_name(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_alphabetic())
        && !line.contains(' ')
        && parse_name(line).is_some()
        && !is_type(line)
        && Column::of(line).is_none()
}

/// Whether a line is a type and nothing else.
fn is_type(line: &str) -> bool {
    let known = spelling(line).filter(|_| line.chars().count() <= LONGEST_TYPE);
    line.starts_with(|c: char| c.is_ascii_uppercase() || c == '[')
        && !matches!(known, None | Some(Spelling::Named(_)))
}
