//! Tables of members to rows whose cells have meanings.

use super::common::chooses_action;
use std::ops::Range;

use super::Reader;
use super::columns::{Columns, is_untitled};
use super::marks::{inline_mark, without_mark};
use super::names::{INDENTS, NamePath, ParsedName, parse_name};
use super::outline::has_inner_capital;
use crate::dialect::{
    Column, Required, Scalar, Spelling, half_width, is_han, is_plain_mark, required, spelling,
    without_remark,
};
use crate::page::{Rich, Table};
use codegen_documents::diagnostics::{Finding, lint};

/// A row of a table of members.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// How deep its name is indented.
    pub(super) depth: usize,
    /// Whether nothing but space indents it, which may be a slip.
    pub(super) spaced: bool,
    pub(super) path: NamePath,
    /// The name as the page writes it.
    pub(super) written: String,
    pub(super) spelling: Option<Spelling>,
    pub(super) type_cell: Rich,
    pub(super) required: Option<Required>,
    /// Whether its cell for the mark is empty.
    pub(super) is_unmarked: bool,
    pub(super) example: Rich,
    pub(super) description: Rich,
    /// An example and a description that nothing parts: no fact is read from it.
    pub(super) words: Rich,
    pub(super) default: Option<Rich>,
    pub(super) range: Option<Rich>,
    pub(super) location: Option<String>,
    pub(super) struck: bool,
    pub(super) at: Range<usize>,
}

/// What a table of members is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Sent,
    Received,
    /// A type that may travel either way.
    Unknown,
}

/// Whether a table has nothing but what every request has: none of it is in the document.
fn all_are_common(table: &Table, columns: &Columns) -> bool {
    table.rows.iter().all(|row| {
        let name = columns.cell(Column::Name, row).map(|name| name.text.trim());
        name.is_some_and(|name| chooses_action(name) || name.starts_with("X-"))
    })
}

/// Long tables repeat their header.
fn is_header_again(cells: &[Rich], table: &Table) -> bool {
    cells.len() == table.header.len()
        && cells
            .iter()
            .zip(&table.header)
            .all(|(cell, header)| cell.text.trim() == header.text.trim())
}

impl Reader<'_> {
    /// Reads the rows of a table of members.
    pub(super) fn rows(&mut self, table: &Table, columns: &Columns) -> Vec<Row> {
        let is_common = all_are_common(table, columns);
        for (index, (cell, column)) in table.header.iter().zip(&columns.0).enumerate() {
            // Rows may be numbered.
            let numbers = table.rows.iter().all(|row| {
                let cell = row.get(index).map(|cell| cell.text.trim());
                cell.is_some_and(|text| text.bytes().all(|b| b.is_ascii_digit()))
            });
            if column.is_none() && !cell.is_blank() && !numbers && !is_common {
                self.tell(
                    Finding::new(
                        &lint::PAGE_UNKNOWN_COLUMN,
                        self.place(&cell.at),
                        format!("the column `{}` was not understood", cell.text),
                    )
                    .help("what it says about the members is not in the document; add it by hand"),
                );
            }
            if *column == Some(Column::Description) && is_untitled(table, index) {
                self.tell(
                    Finding::new(
                        &lint::PAGE_UNTITLED_COLUMN,
                        self.place(&cell.at),
                        "a column has no title; its cells were read as descriptions",
                    )
                    .help("check the descriptions in the document"),
                );
            }
        }
        let mut above = Vec::new();
        let mut rows: Vec<Row> = Vec::new();
        let cells = table
            .rows
            .iter()
            .filter(|cells| !is_header_again(cells, table));
        for cells in cells {
            // A row that only describes goes on in the description of the one above.
            if let (true, Some(last)) = (columns.only_describes(cells), rows.last_mut()) {
                last.description
                    .add_line(columns.all(Column::Description, cells));
                continue;
            }
            if let Some(several) = columns.apart(cells) {
                let several = several.iter();
                rows.extend(several.filter_map(|cells| self.row(cells, columns, &mut above)));
                continue;
            }
            let slashed = without_slashes(columns, cells, &rows);
            rows.extend(self.row(slashed.as_deref().unwrap_or(cells), columns, &mut above));
        }
        self.tell_shifted(table, columns);
        self.share_choices(&mut rows);
        self.tell_blank();
        rows
    }

    /// `above` holds the names of the row before, one for each column of names.
    fn row(
        &mut self,
        cells: &[Rich],
        columns: &Columns,
        above: &mut Vec<ParsedName>,
    ) -> Option<Row> {
        let (level, name) = columns.own_name(cells)?;
        if cells.iter().all(Rich::is_blank) {
            return None;
        }
        let parsed = columns.whole_name(cells, level, above);
        let is_nameless = columns.lacks_name(cells);
        let Some((depth, path, written)) = parsed.filter(|_| !is_nameless) else {
            let at = if name.is_blank() {
                cells
                    .iter()
                    .find(|cell| !cell.is_blank())
                    .map(|cell| cell.at.clone())
            } else {
                Some(name.at.clone())
            };
            self.tell(
                Finding::new(
                    &lint::PAGE_BAD_ROW,
                    self.place(&at.unwrap_or_default()),
                    why_left_out(name.text.trim(), is_nameless),
                )
                .help("if the row describes a member, add it to the document by hand"),
            );
            return None;
        };
        if let Some(other) = second_name(&name.text) {
            self.tell(
                Finding::new(
                    &lint::PAGE_BAD_ROW,
                    self.place(&name.at),
                    format!("one row has the names `{written}` and `{other}`; only the first is in the document"),
                )
                .help("give each member a row of its own"),
            );
        }
        let type_cell = columns
            .cell(Column::Type, cells)
            .cloned()
            .unwrap_or_default();
        let mark = columns
            .cell(Column::Required, cells)
            .or_else(|| columns.cell(Column::Optional, cells));
        let mut row = Row {
            depth,
            spaced: name
                .text
                .trim_start()
                .starts_with(|c: char| !INDENTS.contains(&c)),
            path,
            written,
            spelling: None,
            required: None,
            is_unmarked: mark.is_some_and(Rich::is_blank),
            example: columns.all(Column::Example, cells),
            description: columns.all(Column::Description, cells),
            words: columns.all(Column::Words, cells),
            default: columns
                .cell(Column::Default, cells)
                .filter(|cell| says_something(cell))
                .cloned(),
            range: columns
                .cell(Column::Range, cells)
                .filter(|cell| says_something(cell))
                .cloned(),
            location: columns
                .cell(Column::Location, cells)
                .map(|cell| cell.text.to_lowercase()),
            struck: name.is_struck(),
            at: name.at.clone(),
            type_cell,
        };
        row.required = match mark {
            Some(mark) => {
                let meant = self.mark((&row.written, &row.at), mark, columns);
                // What stands behind the mark and is no condition is a remark on the member.
                if matches!(meant, Some(Required::Yes | Required::No)) && !is_plain_mark(&mark.text)
                {
                    row.description.add_line(mark.clone());
                }
                meant
            }
            None => inline_mark(&name.text, &row.type_cell.text, &row.description.text),
        };
        let stripped = without_mark(&row.type_cell.text);
        row.spelling = spelled(&stripped, &row.example);
        // `String[]（最多 10 个）` says something of the member.
        if let Some((_, remark)) = without_remark(&stripped)
            && row.spelling.is_some()
            && remark.contains(|c: char| !c.is_ascii())
        {
            row.description.add_line(Rich {
                text: remark.to_owned(),
                markdown: remark.to_owned(),
                at: row.type_cell.at.clone(),
                ..Rich::default()
            });
        }
        Some(row)
    }
}

impl Reader<'_> {
    /// Tells rows in whose place for the mark an example seems to stand, since a cell before it is missing: `1` or `true` where the
    /// other rows have words, and nothing at the end.
    fn tell_shifted(&mut self, table: &Table, columns: &Columns) {
        let Some(marks) = columns.index(Column::Required) else {
            return;
        };
        let mark = |row: &Vec<Rich>| row.get(marks).map(|cell| cell.text.trim().to_owned());
        let in_words = table.rows.iter().filter_map(mark);
        let in_words = in_words.filter(|mark| mark.starts_with(is_han)).count();
        if in_words * 2 <= table.rows.len() {
            return;
        }
        let shifted = table.rows.iter().filter(|row| {
            let is_short = row.last().is_some_and(Rich::is_blank) && marks + 1 < row.len();
            let mark = mark(row).unwrap_or_default();
            is_short && !mark.is_empty() && mark.is_ascii() && is_plain_mark(&mark)
        });
        for cell in shifted.filter_map(|row| row.get(marks)) {
            self.tell(
                Finding::new(
                    &lint::PAGE_UNKNOWN_REQUIRED,
                    self.place(&cell.at),
                    format!("`{}` stands where the other rows say whether they are required, and the row lacks a cell", cell.text.trim()),
                )
                .help("complete the row on the page, or correct the document"),
            );
        }
    }
}

/// The type behind a spelling. Of an enumeration and of a time the example shows whether they are numbers.
fn spelled(text: &str, example: &Rich) -> Option<Spelling> {
    let squeezed: String = text.to_lowercase().split_whitespace().collect();
    let shown = half_width(example.text.trim());
    let shown = shown.trim_matches(['`', '"', '\'']);
    let is_number = shown.parse::<i64>().is_ok();
    match squeezed.as_str() {
        "enum" | "枚举" | "枚举值" if is_number => Some(Spelling::Scalar(Scalar::Int64)),
        "timestamp" | "时间戳"
            if !is_number && shown.contains(['-', ':', 'T']) && shown.len() > 4 =>
        {
            Some(Spelling::Scalar(Scalar::String))
        }
        _ => spelling(text),
    }
}

/// The name on the second line of a cell: neither a type nor a mark.
fn second_name(cell: &str) -> Option<&str> {
    let line = cell.trim().split_once('\n')?.1.trim();
    let is_word = line.starts_with(|c: char| c.is_ascii_alphabetic())
        && line.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let is_other = matches!(spelling(line), None | Some(Spelling::Named(_)))
        && required(line).is_none()
        && !is_plain_mark(line);
    (is_word && is_other).then_some(line)
}

/// Why a row was left out, by what stands in place of its name.
fn why_left_out(name: &str, is_nameless: bool) -> String {
    if name.is_empty() {
        "a row has no member name, so it was left out".to_owned()
    } else if is_nameless {
        "a row begins with its type and has no member name, so it was left out".to_owned()
    } else if let Some(names) = several(name) {
        format!("one row has several member names, {names}, and was left out")
    } else {
        format!("`{name}` is not a member name, so the row was left out")
    }
}

/// The names of members of which a cell consists, if it has several.
fn several(cell: &str) -> Option<String> {
    let words = || cell.split_whitespace();
    let are_names = words().all(|word| parse_name(word).is_some() && has_inner_capital(word));
    let names = words().map(|word| format!("`{word}`"));
    (are_names && words().count() > 1).then(|| names.collect::<Vec<_>>().join(", "))
}

/// Whether a cell is more than a dash.
pub(super) fn says_something(cell: &Rich) -> bool {
    !matches!(
        half_width(cell.text.trim()).as_str(),
        "" | "-" | "--" | "—" | "——" | "–" | "/" | "\\" | "无" | "none" | "N/A" | "n/a" | "暂无"
    )
}

/// `A/B` is a path where `A` stands above; elsewhere it may be two names. `A:B` and `A#B` are read alike.
fn without_slashes(columns: &Columns, cells: &[Rich], rows: &[Row]) -> Option<Vec<Rich>> {
    const MARKS: [char; 3] = ['/', ':', '#'];
    let index = columns.index(Column::Name)?;
    let name = half_width(&cells.get(index)?.text);
    let (above, _) = name.split_once(MARKS)?;
    let names = |path: &NamePath| {
        path.iter()
            .map(|(name, _)| name.clone())
            .collect::<Vec<_>>()
    };
    let above = names(&parse_name(above)?.1);
    if !rows.iter().any(|row| names(&row.path) == above) {
        return None;
    }
    let mut cells = cells.to_vec();
    if let Some(cell) = cells.get_mut(index) {
        cell.text = name
            .split(MARKS)
            .map(str::trim)
            .collect::<Vec<_>>()
            .join(".");
    }
    Some(cells)
}
