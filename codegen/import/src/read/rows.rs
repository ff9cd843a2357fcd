//! Tables of members to rows whose cells have meanings.

use std::ops::Range;

use super::Reader;
use crate::dialect::{
    Column, Required, Scalar, Spelling, half_width, is_plain_mark, required, spelling,
    without_remark,
};
use crate::page::{Rich, Table};
use codegen_documents::diagnostics::{Finding, rule};

/// The parts of a dotted name, each with how many times a list stands around it.
pub(super) type NamePath = Vec<(String, usize)>;

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

/// Depth, path, and the name as it is written.
type ParsedName = (usize, NamePath, String);

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
        for (cell, column) in table.header.iter().zip(&columns.0) {
            if column.is_none() && !cell.is_blank() {
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
        table
            .rows
            .iter()
            .filter(|cells| !is_header_again(cells, table))
            .filter_map(|cells| self.row(cells, columns, &mut above))
            .collect()
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

    fn mark(&mut self, row: &Row, mark: &Rich, columns: &Columns) -> Option<Required> {
        match required(&mark.text) {
            Some(known) if columns.has(Column::Required) => Some(known),
            Some(Required::Yes) => Some(Required::No),
            Some(Required::No) => Some(Required::Yes),
            Some(when) => Some(when),
            None => {
                let shown = mark.text.trim();
                let message = if shown.is_empty() {
                    format!(
                        "the page does not say whether `{}` is required",
                        row.written
                    )
                } else {
                    format!(
                        "`{shown}` does not say whether `{}` is required",
                        row.written
                    )
                };
                let at = if shown.is_empty() { &row.at } else { &mark.at };
                self.tell(
                    Finding::new(&rule::PAGE_UNKNOWN_REQUIRED, self.place(at), message)
                        .help("it is optional in the document; correct that if it has to be given"),
                );
                Some(Required::No)
            }
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

/// Whether a cell is more than a dash.
fn says_something(cell: &Rich) -> bool {
    !matches!(
        half_width(cell.text.trim()).as_str(),
        "" | "-" | "--" | "/" | "无" | "none" | "N/A" | "n/a" | "暂无"
    )
}

/// A mark in the type's cell or at the beginning of the description, on pages without a column for it.
fn inline_mark(row: &Row, name: &str) -> Option<Required> {
    let in_type = half_width(&row.type_cell.text);
    let in_brackets = in_type
        .rfind('(')
        .and_then(|open| in_type.get(open + 1..)?.split(')').next())
        .or_else(|| {
            in_type
                .rsplit([',', ';', '\n'])
                .next()
                .filter(|tail| *tail != in_type)
        });
    let text = half_width(row.description.text.trim());
    let in_description = text
        .strip_prefix(['(', '['])
        .and_then(|rest| rest.split([')', ']']).next())
        .or_else(|| text.split(['。', ',', ';', '.', ':', '\n']).next());
    let name = half_width(name);
    let in_name = name
        .split_once(['(', '\n'])
        .and_then(|(_, rest)| rest.trim_start_matches('(').split(')').next());
    [in_brackets, in_name, in_description]
        .into_iter()
        .flatten()
        .filter(|mark| mark.chars().count() > 1)
        .find_map(required)
        // A star behind a name stands for what must be given; without one, nothing is said.
        .or_else(|| name.trim().ends_with('*').then_some(Required::Yes))
}

/// A type without a mark in brackets behind it.
fn without_mark(text: &str) -> String {
    let half = half_width(text);
    if let Some(open) = half.rfind('(')
        && let Some(inside) = half.get(open + 1..).and_then(|rest| rest.strip_suffix(')'))
        && required(inside).is_some()
    {
        return half[..open].to_owned();
    }
    if let Some((head, tail)) = half.rsplit_once([',', ';', '\n'])
        && required(tail).is_some()
    {
        return head.to_owned();
    }
    half
}

/// Depth, path and the name as it is written, of the name of a member.
pub(super) fn parse_name(text: &str) -> Option<ParsedName> {
    let (depth, rest) = strip_indent(text);
    let half = half_width(rest);
    let mut name = half.replace(['`', '*', '\\', '"', '\u{200b}', '\u{feff}'], "");
    // A remark in brackets behind the name; `[]` and `[N]` are part of it.
    if let Some(cut) = name.find(['(', '\n']) {
        name.truncate(cut);
    }
    let name = name
        .trim()
        .trim_start_matches("$.")
        .trim_end_matches([':', ',', ';'])
        .trim();
    let dotted = dotted(name);
    let name = dotted.as_str();
    let mut path: Vec<(String, usize)> = Vec::new();
    for part in name.split('.') {
        let (word, lists) = split_lists(part.trim());
        match path.last_mut() {
            Some((_, lists)) if is_index(word) => *lists += 1,
            None if is_index(word) && name.contains('.') => return None,
            _ if is_member_name(word) => path.push((word.to_owned(), lists)),
            _ => return None,
        }
    }
    (!path.is_empty()).then(|| (depth, path, name.to_owned()))
}

/// A path with dots between its names, however it is written: `A->B`, `A > B`, `A → B`, `A::B`.
fn dotted(name: &str) -> String {
    ["->", "=>", "→", "⟶", "»", "::", ">", "＞"]
        .iter()
        .fold(name.to_owned(), |name, mark| {
            if name.contains(mark) {
                name.split(mark)
                    .map(str::trim)
                    .collect::<Vec<_>>()
                    .join(".")
            } else {
                name
            }
        })
}

fn split_lists(part: &str) -> (&str, usize) {
    let mut word = part;
    let mut lists = 0;
    while let Some(open) = word.rfind('[').filter(|_| word.ends_with(']')) {
        let inside = word.get(open + 1..word.len() - 1).unwrap_or_default();
        if !(inside.is_empty() || is_index(inside) || inside == "*" || inside == "i") {
            break;
        }
        word = word.get(..open).unwrap_or_default();
        lists += 1;
    }
    (word, lists)
}

fn is_index(word: &str) -> bool {
    matches!(
        word,
        "N" | "n" | "*" | "#" | "{n}" | "{N}" | "{i}" | "<n>" | "<N>"
    ) || (!word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()))
}

fn is_member_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$' || c == '@')
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '$' | '@' | ':'))
}

/// Marks that indent names.
const INDENTS: &[char] = &[
    '>', '＞', '»', '-', '–', '—', '─', '+', '└', '├', '│', '┗', '┣', '∟', '↳', '•', '·', '●', '○',
    '◦', '▪', '~', '|',
];

/// Marks before a name that show how deep it lies. Unbreakable spaces count by twos or fours, whichever the page uses; the
/// reader only compares depths, so any measure that grows will do.
fn strip_indent(text: &str) -> (usize, &str) {
    let mut depth = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        depth += match c {
            // `.Name` belongs to the member above.
            '.' => 1,
            ' ' | '\t' if depth == 0 => 0,
            ' ' => 0,
            '\u{a0}' | '\u{2002}' | '\u{2003}' | '\u{3000}' => 1,
            c if INDENTS.contains(&c) => 1,
            _ => break,
        };
        rest = &rest[c.len_utf8()..];
    }
    (depth, rest)
}
