//! Rows that are left over as text: a table broke off before them, or never began.

use super::Reader;
use super::columns::is_plain_type;
use super::names::parse_name;
use super::outline::Outline;
use super::spaced::names_in;
use crate::dialect::{Column, Section, Spelling, is_plain_mark, spelling};
use crate::page::Rich;
use codegen_documents::diagnostics::{Finding, lint};

/// Longest type on a line of its own, in characters.
const LONGEST_TYPE: usize = 24;

impl Reader<'_> {
    /// Rows that Markdown does not take for rows, since an empty line cut their table.
    pub(super) fn tell_stray_rows(&mut self, outline: &Outline<'_>) {
        for written in outline.written() {
            let about_data = written.section.is_some_and(Section::is_about_data);
            let is_example = written.section.is_some_and(|section| {
                section.is_of_examples() || matches!(section, Section::Headers | Section::Aside)
            });
            let rows: Vec<&str> = written
                .text
                .lines()
                .map(|line| line.trim_start_matches(['-', '>', ' ', '\t']))
                .filter(|line| {
                    let gaps = line.matches(" | ").count().max(line.matches('\t').count());
                    let open = written.is_code && gaps > 1;
                    open || line.starts_with(['|', '｜'])
                })
                .collect();
            let count = rows.len();
            if count == 0 || is_example {
                continue;
            }
            let firsts = rows.iter().map(|row| {
                // Rows may be numbered.
                let cells = row.split(['|', '｜', '\t']).map(str::trim);
                let mut cells = cells.skip_while(|cell| parse_name(cell).is_none());
                (
                    cells.next().unwrap_or_default(),
                    cells.find(|cell| !cell.is_empty()).unwrap_or_default(),
                )
            });
            let firsts = firsts.filter(|(name, _)| !name.is_empty());
            let names: Vec<&str> = firsts.clone().map(|(name, _)| name).collect();
            // Elsewhere, and in code, only a name beside a type is a row of members.
            let are_rows = firsts.clone().any(|(_, ty)| is_plain_type(ty));
            if !are_rows && (!about_data || written.is_code && names.is_empty()) {
                continue;
            }
            let named = if names.is_empty() {
                String::new()
            } else {
                format!(": `{}`", names.join("`, `"))
            };
            self.tell(
                Finding::new(
                    &lint::PAGE_BAD_ROW,
                    self.offset(written.at),
                    format!("{count} rows follow the end of their table and were left out{named}"),
                )
                .help("an empty line, or a line break in a cell, ends a Markdown table: fix the page, or add the members by hand"),
            );
        }
    }

    /// Tells every name that stands over a type, or before it, in no table.
    pub(super) fn tell_stray(&mut self, outline: &Outline<'_>) {
        let texts = outline.texts.iter();
        let texts = texts.filter(|(section, _)| !section.is_some_and(Section::is_of_examples));
        let texts: Vec<&Rich> = texts.clone().map(|(_, text)| *text).collect();
        self.tell_rows(&texts);
        // In a section about data a line may be a row that its table has lost.
        let about_data = outline
            .texts
            .iter()
            .filter(|(section, _)| section.is_some_and(Section::is_about_data));
        for (_, text) in about_data {
            self.tell_lines(text, false);
        }
        // A cell may have swallowed the rows that follow.
        let rows = outline.tables.iter().flat_map(|placed| &placed.table.rows);
        for cell in rows.flatten().filter(|cell| cell.text.contains('\n')) {
            self.tell_rows(&[cell]);
            self.tell_lines(cell, true);
            for name in names_in(cell) {
                self.tell_stray_row(&name, cell);
            }
        }
    }

    fn tell_rows(&mut self, texts: &[&Rich]) {
        let mut above: Option<(&str, &Rich)> = None;
        for text in texts {
            for line in text.text.lines().map(str::trim) {
                if line.is_empty() {
                    continue;
                }
                let (first, second) = two_cells(line);
                let row = match second {
                    Some(second) if is_name(first) && is_type(second) => Some((first, *text)),
                    Some(_) => None,
                    None => above.take().filter(|_| is_type(first)),
                };
                if let Some((name, text)) = row {
                    self.tell_stray_row(name, text);
                } else if second.is_none() && is_name(first) {
                    above = Some((first, text));
                }
            }
        }
    }

    /// Tells the lines of a text that begin as rows do; if it is the text of a cell, only those that have a mark, too.
    fn tell_lines(&mut self, text: &Rich, in_cell: bool) {
        let mut above: Option<&str> = None;
        for line in text.text.lines().map(str::trim) {
            if let Some(name) = row_of(line, in_cell) {
                self.tell_stray_row(name, text);
            } else if let Some(name) = above.take().filter(|_| begins_with_type(line)) {
                self.tell_stray_row(name, text);
            }
            above = Some(line).filter(|line| is_name(line));
        }
    }

    fn tell_stray_row(&mut self, name: &str, text: &Rich) {
        let lines = text.clone().into_lines();
        let line = lines.iter().find(|line| line.text.trim().starts_with(name));
        let at = line.map_or(&text.at, |line| &line.at);
        self.tell(
            Finding::new(
                &lint::PAGE_BAD_ROW,
                self.place(at),
                format!("`{name}` looks like a member, but it is in no table"),
            )
            .help("if it is one, put it into the table, or add it to the document by hand"),
        );
    }
}

/// The first words of a line, whatever parts its cells.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let words = line.split([' ', '\t', ',', ';', '|']);
    words.filter(|word| !word.is_empty())
}

fn says_mark(word: &str) -> bool {
    is_plain_mark(word) && !word.bytes().all(|b| b.is_ascii_digit())
}

/// The name of the member whose row a line seems to be: `Depth  integer  No`, `Depth,integer`. A name and a type alone make a row only
/// where more than a blank parts them, and no other thing in a cell.
fn row_of(line: &str, in_cell: bool) -> Option<&str> {
    let mut words = words(line);
    let (name, ty) = (words.next()?, words.next()?);
    let is_row = line.starts_with(name)
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && parse_name(name).is_some()
        && is_plain_type(ty);
    let behind = line.get(name.len()..)?;
    let is_apart = behind.starts_with("  ") || behind.starts_with(['\t', ',', ';']);
    let has_mark = words.next().is_some_and(says_mark);
    (is_row && (has_mark || is_apart && !in_cell)).then_some(name)
}

/// Whether a line begins with a type and a mark: its name stands above it.
fn begins_with_type(line: &str) -> bool {
    let mut words = words(line);
    words.next().is_some_and(is_plain_type) && words.next().is_some_and(says_mark)
}

/// The first two cells of a line that tabs, pipes or several spaces part.
fn two_cells(line: &str) -> (&str, Option<&str>) {
    const GAPS: [&str; 4] = ["\t", "  ", " | ", " ｜ "];
    let gap = GAPS.iter().find_map(|gap| line.split_once(gap));
    let Some((first, rest)) = gap else {
        return (line, None);
    };
    let rest = rest.trim_start();
    let end = GAPS.iter().filter_map(|gap| rest.find(gap)).min();
    let second = end.and_then(|end| rest.get(..end)).unwrap_or(rest);
    (first.trim(), Some(second.trim()))
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
        && match known {
            None => false,
            Some(Spelling::Named(_)) => line.contains(" of "),
            Some(_) => true,
        }
}
