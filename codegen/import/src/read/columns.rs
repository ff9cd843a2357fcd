//! What the columns of a table of members hold, and what is read of its rows by that alone.

use super::names::{ParsedName, parse_name};
use crate::dialect::{Column, Spelling, half_width, is_han, is_plain_mark, required, spelling};
use crate::page::{Rich, Table};

/// What the columns of a table hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns(pub(super) Vec<Option<Column>>);

/// Which of the columns of types holds them, by the cells of a row: beside them, `参数类型` may be the title of the parts of a request.
pub(super) fn type_column<'c>(
    columns: &[Option<Column>],
    cell: impl Fn(usize) -> Option<&'c str>,
) -> Option<usize> {
    let types = || {
        let columns = columns.iter().enumerate();
        let types = columns.filter(|(_, column)| **column == Some(Column::Type));
        types.map(|(index, _)| index)
    };
    let mut typed = types().filter(|index| !cell(*index).is_some_and(is_place));
    typed.next().or_else(|| types().next())
}

/// Whether a cell names a part of a request, and nothing else.
fn is_place(cell: &str) -> bool {
    let place = cell.trim().to_lowercase();
    matches!(place.as_str(), "query" | "body" | "header" | "path")
}

impl Columns {
    pub(super) fn of(table: &Table) -> Self {
        let mut known: Vec<Option<Column>> = Vec::new();
        let mut named: Vec<usize> = Vec::new();
        for (index, cell) in table.header.iter().enumerate() {
            let column = Column::of(&cell.text);
            named.extend((column == Some(Column::Name)).then_some(index));
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
        if let [first, second] = named.as_slice() {
            columns.name_by_second(*first, *second, table);
        }
        columns.name_merged_headers(table);
        columns.guess_by_content(table);
        columns.describe_untitled(table);
        columns.describe_values(table);
        columns
    }

    /// The first of two columns of names may be that for people: `字段名 | 英文名`.
    fn name_by_second(&mut self, first: usize, second: usize, table: &Table) {
        let are_names = |index: usize| {
            let mut cells = table.rows.iter().filter_map(|row| row.get(index));
            cells.all(|cell| parse_name(&cell.text).is_some())
        };
        if !are_names(first) && are_names(second) {
            self.0.swap(first, second);
        }
    }

    /// A column of texts without a title describes the members, where the other columns are known.
    fn describe_untitled(&mut self, table: &Table) {
        if !self.has(Column::Name) || !(self.has(Column::Type) || self.has(Column::Required)) {
            return;
        }
        for (index, column) in self.0.iter_mut().enumerate() {
            if column.is_none() && is_untitled(table, index) {
                *column = Some(Column::Description);
            }
        }
    }

    /// Beside a name and a type, `值` is the title of examples, or of words about the value.
    fn describe_values(&mut self, table: &Table) {
        if !self.has(Column::Name) || !self.has(Column::Type) {
            return;
        }
        for (index, column) in self.0.iter_mut().enumerate() {
            if *column != Some(Column::Value) {
                continue;
            }
            let cells = table.rows.iter().filter_map(|row| row.get(index));
            let mut texts = cells.map(|cell| cell.text.trim());
            let are_values = texts.all(|text| !text.contains(|c: char| is_han(c) || c == ' '));
            *column = Some(if are_values {
                Column::Example
            } else {
                Column::Description
            });
        }
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
            let holds_names = || {
                cells().all(|text| parse_name(text).is_some())
                    && cells().any(|text| !is_plain_type(text))
            };
            if follows
                && nameless
                && holds_names()
                && let Some(column) = self.0.get_mut(index)
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
        for index in 0..self.0.len() {
            if self.0[index] == Some(Column::Type) && every(index, &is_place) {
                self.0[index] = Some(Column::Location);
            }
        }
        self.shift_titles(table);
        for (column, test) in [
            (Column::Location, &is_place as &dyn Fn(&str) -> bool),
            (Column::Type, &is_plain_type),
            (Column::Name, &|text| parse_name(text).is_some()),
            (Column::Required, &|text| required(text).is_some()),
        ] {
            let needs_type = !matches!(column, Column::Location | Column::Type);
            if !self.has(column) && (!needs_type || self.has(Column::Type)) {
                let found =
                    (0..self.0.len()).find(|index| self.0[*index].is_none() && every(*index, test));
                if let Some(index) = found {
                    self.0[index] = Some(column);
                }
            }
        }
        if self.has(Column::Required) {
            return;
        }
        // `约束` may be the title of the marks.
        let is_mark = |text: &str| {
            !text.trim().is_empty()
                && is_plain_mark(text)
                && !text.trim().bytes().all(|b| b.is_ascii_digit())
        };
        let marks = (0..self.0.len())
            .find(|index| matches!(self.0[*index], Some(Column::Range)) && every(*index, &is_mark));
        if let Some(index) = marks {
            self.0[index] = Some(Column::Required);
        }
    }

    /// Where the title of the types is missing, those that follow it stand one column too early.
    fn shift_titles(&mut self, table: &Table) {
        if self.has(Column::Type) {
            return;
        }
        let mut described =
            (0..self.0.len()).filter(|index| self.0[*index] == Some(Column::Description));
        let (Some(index), None) = (described.next(), described.next()) else {
            return;
        };
        let are_types = table
            .rows
            .iter()
            .all(|row| row.get(index).is_some_and(|cell| is_plain_type(&cell.text)));
        if !are_types {
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

    /// The first column of that meaning.
    pub(super) fn index(&self, column: Column) -> Option<usize> {
        self.0.iter().position(|known| *known == Some(column))
    }

    pub(super) fn cell<'a>(&self, column: Column, row: &'a [Rich]) -> Option<&'a Rich> {
        row.get(self.index(column)?)
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

    /// The cell with a row's own name, and in which of the columns of names it stands.
    pub(super) fn own_name<'a>(&self, cells: &'a [Rich]) -> Option<(usize, &'a Rich)> {
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
    pub(super) fn only_describes(&self, cells: &[Rich]) -> bool {
        self.has(Column::Description)
            && !self.all(Column::Description, cells).is_blank()
            && self
                .0
                .iter()
                .zip(cells)
                .all(|(known, cell)| *known == Some(Column::Description) || cell.is_blank())
    }

    /// Whether a row has lost its name: its type stands there, and a mark in the column of the types.
    pub(super) fn lacks_name(&self, cells: &[Rich]) -> bool {
        let (Some(name), Some(ty)) = (
            self.cell(Column::Name, cells),
            self.cell(Column::Type, cells),
        ) else {
            return false;
        };
        let mark = ty.text.trim();
        is_plain_type(&name.text)
            && !mark.is_empty()
            && is_plain_mark(mark)
            && spelling(mark).is_none_or(|known| matches!(known, Spelling::Named(_)))
    }

    /// `Start / End`, `Start、End`, `Range.{Start,End}`: a row for each of the members that one describes. Its example shows none of them alone.
    pub(super) fn apart(&self, cells: &[Rich]) -> Option<Vec<Vec<Rich>>> {
        let index = self.index(Column::Name)?;
        let written = &cells.get(index)?.text;
        if !written.contains([',', '，', '、']) && !written.contains(" / ") {
            return None;
        }
        let name = half_width(written).replace('、', ",");
        let (holder, names) = match name.trim().split_once(".{") {
            Some((holder, names)) => (format!("{holder}."), names.strip_suffix('}')?),
            None => (String::new(), name.as_str()),
        };
        let names = names.split(" / ").flat_map(|part| part.split(','));
        let names = names.map(str::trim).filter(|name| !name.is_empty());
        let names: Vec<String> = names.map(|name| format!("{holder}{name}")).collect();
        let are_names = names.iter().all(|name| parse_name(name).is_some());
        if names.len() < 2 || !are_names {
            return None;
        }
        let rows = names.into_iter().map(|name| {
            let mut row = cells.to_vec();
            for (cell, column) in row.iter_mut().zip(&self.0) {
                match column {
                    Some(Column::Name) => cell.text.clone_from(&name),
                    Some(Column::Example) => *cell = Rich::at(cell.at.clone()),
                    _ => {}
                }
            }
            row
        });
        Some(rows.collect())
    }

    /// A row's name with the names that stand over it in the columns before its own.
    pub(super) fn whole_name(
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

/// Whether a column has texts, but no title. Numbers of rows are no texts.
pub(super) fn is_untitled(table: &Table, index: usize) -> bool {
    let cells = || table.rows.iter().filter_map(|row| row.get(index));
    let is_blank = table.header.get(index).is_some_and(Rich::is_blank);
    is_blank
        && cells().any(|cell| !cell.is_blank())
        && !cells().all(|cell| cell.text.trim().bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a text is a type that needs no table to describe it.
pub(super) fn is_plain_type(text: &str) -> bool {
    !matches!(spelling(text), None | Some(Spelling::Named(_)))
}
