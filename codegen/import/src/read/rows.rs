//! Tables of members to rows whose cells have meanings.

use std::ops::Range;

use super::Reader;
use super::marks::{inline_mark, without_mark};
use super::names::{INDENTS, NamePath, ParsedName, parse_name};
use crate::dialect::{
    Column, Required, Scalar, Spelling, half_width, is_plain_mark, required, spelling,
    without_remark,
};
use crate::page::{Rich, Table};
use codegen_documents::diagnostics::{Finding, rule};

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
    pub(super) example: Rich,
    pub(super) description: Rich,
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

/// What the columns of a table hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns(pub(super) Vec<Option<Column>>);

impl Columns {
    pub(super) fn of(table: &Table) -> Self {
        let mut known: Vec<Option<Column>> = Vec::new();
        for cell in &table.header {
            let column = Column::of(&cell.text);
            // Of two columns of names the second is a name for people.
            let column = match column {
                Some(Column::Name) if known.contains(&Some(Column::Name)) => {
                    Some(Column::Description)
                }
                // `一级参数` is the name itself where nothing stands before it.
                Some(Column::Child) if !known.contains(&Some(Column::Name)) => Some(Column::Name),
                other => other,
            };
            known.push(column);
        }
        let mut columns = Self(known);
        columns.name_merged_headers(table);
        columns.guess_by_content(table);
        columns
    }

    /// A header that spans columns leaves those behind it empty: behind that of the names they hold the names of members.
    fn name_merged_headers(&mut self, table: &Table) {
        for index in 1..self.0.len() {
            let follows = matches!(
                self.0.get(index - 1),
                Some(Some(Column::Name | Column::Child))
            );
            let nameless = table.header.get(index).is_some_and(Rich::is_blank);
            let cells = || {
                let cells = table.rows.iter().filter_map(|row| row.get(index));
                cells
                    .map(|cell| cell.text.as_str())
                    .filter(|text| !text.trim().is_empty())
            };
            let holds_names = cells().all(|text| parse_name(text).is_some())
                && cells().any(|text| !is_plain_type(text));
            if let (true, Some(column)) =
                (follows && nameless && holds_names, self.0.get_mut(index))
            {
                *column = Some(Column::Child);
            }
        }
    }

    /// A column without a known header whose every cell is a name, or a type, is one.
    fn guess_by_content(&mut self, table: &Table) {
        if table.rows.is_empty() {
            return;
        }
        let every = |index: usize, test: &dyn Fn(&str) -> bool| {
            table
                .rows
                .iter()
                .all(|row| row.get(index).is_some_and(|cell| test(&cell.text)))
        };
        self.shift_titles(&every);
        for (column, test) in [
            (Column::Type, &is_plain_type as &dyn Fn(&str) -> bool),
            (Column::Name, &|text| parse_name(text).is_some()),
            (Column::Required, &|text| required(text).is_some()),
        ] {
            if !self.has(column) && (column == Column::Type || self.has(Column::Type)) {
                let found =
                    (0..self.0.len()).find(|index| self.0[*index].is_none() && every(*index, test));
                if let Some(index) = found {
                    self.0[index] = Some(column);
                }
            }
        }
        // `约束` may be the title of the marks.
        let is_mark = |text: &str| {
            !text.trim().is_empty()
                && is_plain_mark(text)
                && !text.trim().bytes().all(|b| b.is_ascii_digit())
        };
        let marks = (0..self.0.len())
            .find(|index| matches!(self.0[*index], Some(Column::Range)) && every(*index, &is_mark));
        if let (false, Some(index)) = (self.has(Column::Required), marks) {
            self.0[index] = Some(Column::Required);
        }
    }

    /// Where the title of the types is missing, those that follow it stand one column too early.
    fn shift_titles(&mut self, every: &dyn Fn(usize, &dyn Fn(&str) -> bool) -> bool) {
        let mut described =
            (0..self.0.len()).filter(|index| self.0[*index] == Some(Column::Description));
        let (Some(index), None) = (described.next(), described.next()) else {
            return;
        };
        if self.has(Column::Type) || !every(index, &is_plain_type) {
            return;
        }
        self.0[index] = Some(Column::Type);
        if let Some(example) = self
            .0
            .iter_mut()
            .find(|column| **column == Some(Column::Example))
        {
            *example = Some(Column::Description);
        }
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.0.contains(&Some(column))
    }

    pub(super) fn cell<'a>(&self, column: Column, row: &'a [Rich]) -> Option<&'a Rich> {
        let index = self.0.iter().position(|known| *known == Some(column))?;
        row.get(index)
    }

    /// The text of all columns of that meaning.
    pub(super) fn all(&self, column: Column, row: &[Rich]) -> Rich {
        let mut cells = self
            .0
            .iter()
            .zip(row)
            .filter(|(known, cell)| **known == Some(column) && !cell.is_blank())
            .map(|(_, cell)| cell.clone());
        let mut whole = cells.next().unwrap_or_default();
        for cell in cells {
            for (text, more) in [
                (&mut whole.text, &cell.text),
                (&mut whole.markdown, &cell.markdown),
            ] {
                text.push('\n');
                text.push_str(more);
            }
            whole.links.extend(cell.links);
        }
        whole
    }
}

/// Long tables repeat their header.
fn is_header_again(cells: &[Rich], table: &Table) -> bool {
    cells.len() == table.header.len()
        && cells
            .iter()
            .zip(&table.header)
            .all(|(cell, header)| cell.text.trim() == header.text.trim())
}

impl Columns {
    /// The cell with a row's own name, and in which of the columns of names it stands.
    fn own_name<'a>(&self, cells: &'a [Rich]) -> Option<(usize, &'a Rich)> {
        let names = || {
            self.0
                .iter()
                .zip(cells)
                .filter(|(known, _)| matches!(known, Some(Column::Name | Column::Child)))
                .map(|(_, cell)| cell)
                .enumerate()
        };
        names()
            .filter(|(_, cell)| !cell.is_blank())
            .last()
            .or_else(|| names().next())
    }

    /// Whether nothing but the description of a row says something.
    fn only_describes(&self, cells: &[Rich]) -> bool {
        let says = |cell: &Rich| !cell.is_blank();
        self.0.contains(&Some(Column::Description))
            && !self.all(Column::Description, cells).is_blank()
            && self
                .0
                .iter()
                .zip(cells)
                .all(|(known, cell)| *known == Some(Column::Description) || !says(cell))
    }

    /// `A/B` is a path where `A` stands above; elsewhere it may be two names. `A:B` and `A#B` are read alike.
    fn without_slashes(&self, cells: &[Rich], rows: &[Row]) -> Option<Vec<Rich>> {
        const MARKS: [char; 3] = ['/', ':', '#'];
        let index = self
            .0
            .iter()
            .position(|known| *known == Some(Column::Name))?;
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

    /// A row's name with the names that stand over it in the columns before its own.
    fn whole_name(
        &self,
        cells: &[Rich],
        level: usize,
        above: &mut Vec<ParsedName>,
    ) -> Option<ParsedName> {
        let names = self
            .0
            .iter()
            .zip(cells)
            .filter(|(known, _)| matches!(known, Some(Column::Name | Column::Child)));
        for (column, (_, cell)) in names.enumerate().take(level + 1) {
            if cell.is_blank() && column < level {
                // Nothing stands over the first row, so its name lacks a part.
                above.get(column)?;
                continue;
            }
            above.truncate(column);
            above.push(parse_name(&cell.text)?);
        }
        above.truncate(level + 1);
        let depth = above.last()?.0;
        let path = above.iter().flat_map(|(_, path, _)| path.clone()).collect();
        let written: Vec<&str> = above
            .iter()
            .map(|(_, _, written)| written.as_str())
            .collect();
        Some((depth, path, written.join(".")))
    }
}

fn is_plain_type(text: &str) -> bool {
    !matches!(spelling(text), None | Some(Spelling::Named(_)))
}

impl Reader<'_> {
    /// Reads the rows of a table of members.
    pub(super) fn rows(&mut self, table: &Table, columns: &Columns) -> Vec<Row> {
        for (index, (cell, column)) in table.header.iter().zip(&columns.0).enumerate() {
            // Rows may be numbered.
            let numbers = table.rows.iter().all(|row| {
                let cell = row.get(index).map(|cell| cell.text.trim());
                cell.is_some_and(|text| text.bytes().all(|b| b.is_ascii_digit()))
            });
            if column.is_none() && !cell.is_blank() && !numbers {
                self.tell(
                    Finding::new(
                        &rule::PAGE_UNKNOWN_COLUMN,
                        self.place(&cell.at),
                        format!("the column `{}` was not understood", cell.text),
                    )
                    .help("what it says about the members is not in the document; add it by hand"),
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
            let slashed = columns.without_slashes(cells, &rows);
            rows.extend(self.row(slashed.as_deref().unwrap_or(cells), columns, &mut above));
        }
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
        let Some((depth, path, written)) = parsed else {
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
                    &rule::PAGE_BAD_ROW,
                    self.place(&at.unwrap_or_default()),
                    format!(
                        "`{}` is no name of a member, so the row was left out",
                        name.text.trim()
                    ),
                )
                .help("if the row describes a member, add it to the document by hand"),
            );
            return None;
        };
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
            example: columns.all(Column::Example, cells),
            description: columns.all(Column::Description, cells),
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
                let meant = self.mark(&row, mark, columns);
                // What stands behind the mark and is no condition is a remark on the member.
                if matches!(meant, Some(Required::Yes | Required::No)) && !is_plain_mark(&mark.text)
                {
                    row.description.add_line(mark.clone());
                }
                meant
            }
            None => inline_mark(&row, &name.text),
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

/// Whether a cell is more than a dash.
fn says_something(cell: &Rich) -> bool {
    !matches!(
        half_width(cell.text.trim()).as_str(),
        "" | "-" | "--" | "/" | "无" | "none" | "N/A" | "n/a" | "暂无"
    )
}
