//! Titles of columns that stand in no table: the rows below them were not read.

use super::Reader;
use super::outline::Outline;
use crate::dialect::Column;
use crate::page::{Rich, Table};
use codegen_documents::diagnostics::{Finding, lint};

/// Fewest titles that make a header.
const NARROWEST: usize = 3;

/// A run of titles of columns, as it is found line by line.
#[derive(Debug, Default)]
pub(super) struct Run {
    columns: Vec<Column>,
    titles: Vec<String>,
}

impl Run {
    /// Takes a line; whether the titles so far are those of a table of members.
    pub(super) fn take(&mut self, line: &str) -> bool {
        match Column::of(line) {
            Some(column) => {
                // A name begins a header.
                if column == Column::Name {
                    *self = Self::default();
                }
                self.columns.push(column);
                self.titles.push(line.trim().to_owned());
            }
            None => *self = Self::default(),
        }
        self.columns.len() >= NARROWEST
            && self.columns.first() == Some(&Column::Name)
            && self.columns.contains(&Column::Type)
    }
}

/// The titles of columns that stand one below the other in a text.
pub(super) fn titles_in(text: &str) -> Option<Vec<String>> {
    let mut run = Run::default();
    let mut found = None;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if run.take(line) {
            found = Some(run.titles.clone());
        } else if found.is_some() {
            break;
        }
    }
    found
}

/// Whether a cell of a table holds the header of another one.
pub(super) fn swallows_header(table: &Table) -> bool {
    let mut cells = table.rows.iter().flatten();
    cells.any(|cell| titles_in(&cell.text).is_some())
}

impl Reader<'_> {
    /// Tells titles of columns that are left over as text, or in a cell.
    pub(super) fn tell_headerless(&mut self, outline: &Outline<'_>) {
        let mut run = Run::default();
        let mut begun: Option<&Rich> = None;
        let mut found: Vec<(&Rich, Vec<String>)> = Vec::new();
        for (_, text) in &outline.texts {
            for line in text.text.lines().filter(|line| !line.trim().is_empty()) {
                let goes_on = !run.titles.is_empty();
                let is_header = run.take(line);
                if run.titles.len() == 1 || !goes_on {
                    begun = Some(text);
                }
                if is_header && let Some(begun) = begun {
                    found.retain(|(known, _)| known.at != begun.at);
                    found.push((begun, run.titles.clone()));
                }
            }
        }
        let cells = outline.tables.iter().flat_map(|placed| &placed.table.rows);
        let swallowed = cells
            .flatten()
            .filter_map(|cell| Some((cell, titles_in(&cell.text)?)));
        found.extend(swallowed);
        for (text, titles) in found {
            let lines = text.clone().into_lines();
            let line = titles
                .first()
                .and_then(|first| lines.iter().find(|line| line.text.trim() == first));
            let at = line.map_or(&text.at, |line| &line.at);
            self.tell(
                Finding::new(
                    &lint::PAGE_UNKNOWN_TABLE,
                    self.place(at),
                    format!(
                        "`{}` look like the titles of columns, but the rows below them were not understood",
                        titles.join("`, `")
                    ),
                )
                .help("the document has nothing from them; write them as a table, or add the members by hand"),
            );
        }
    }
}
