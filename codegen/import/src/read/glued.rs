//! Tables whose cells a copy has glued together: `NameTypeDescription` over `PortStringThe port.`
//!
//! The titles say which columns there are and in which order. A row begins with a name; the word for its type ends the name, and the mark
//! behind it confirms that. Where a row can be cut in several ways, the keys of the page's examples decide, or nothing does.

use std::collections::HashSet;

use super::glued_titles::{Above, FEWEST, titles};
use super::glued_types::{Cut, cuts, holds_type};
use super::names::parse_name;
use crate::dialect::Column;
use crate::page::{Block, Rich};
use crate::pattern::pattern;

/// Words with which a description begins, and no example ends.
const OPENINGS: &[&str] = &["The", "Specifies", "Indicates", "Whether"];
/// Where members travel.
const PLACES: &[&str] = &[
    "Query/Body",
    "Body/Query",
    "Query",
    "Body",
    "Header",
    "Path",
    "query",
    "body",
];
/// The title of the column for what no border parts.
const WORDS: &str = "Example and description";

pattern!(
    SHOWN,
    r#""([A-Za-z_]\w*)"\s*:\s*(?:"([^"\n]*)"|(-?\d[\d.]*|true|false)|[\[{])"#
);
pattern!(SENT, r"[?&]([A-Za-z_][\w.]*)=([^&\s]*)");
pattern!(DATE, r"^\d{4}-\d{2}-\d{2}");

/// What is known of a page with such tables.
#[derive(Debug)]
pub(super) struct Glue {
    /// The structures that have a table of their own.
    types: Vec<String>,
    /// Names in the examples, each with a value.
    shown: Vec<(String, String)>,
    /// The words of the page.
    words: HashSet<String>,
}

/// What became of the rows of a page.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) rows: usize,
    pub(super) doubts: usize,
    /// Where tables with such rows begin.
    pub(super) tables: Vec<usize>,
}

/// A row and in which cell its description goes on.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) cells: Vec<Rich>,
    pub(super) goes_on: usize,
    /// Whether nothing follows its mark: its other cells are the lines below.
    pub(super) is_open: bool,
}

impl Glue {
    /// `None` where the titles of no table are glued, and no row below titles is.
    pub(super) fn of(blocks: &[Block]) -> Option<Self> {
        let lines = || {
            blocks.iter().flat_map(|block| {
                match block {
                    Block::Text(text) => text.text.as_str(),
                    Block::Heading(heading) => heading.text.text.as_str(),
                    Block::Table(_) | Block::Code(_) => "",
                }
                .lines()
            })
        };
        let mut glue = Self {
            types: Vec::new(),
            shown: Vec::new(),
            words: HashSet::new(),
        };
        let (mut above, mut before) = (Above::default(), "");
        let mut found = false;
        let mut lines = lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .peekable();
        while let Some(line) = lines.next() {
            let glued = titles(line, &above, lines.peek().copied());
            if glued.is_some() {
                glue.types.extend(structure(before));
            }
            found |= glued.is_some() || above.count() >= FEWEST && glue.begins_row(line);
            let titles = glued.unwrap_or_else(|| vec![line]);
            titles.into_iter().for_each(|title| above.pass(title));
            before = line;
        }
        if !found {
            return None;
        }
        for block in blocks {
            let text = match block {
                Block::Text(text) => &text.text,
                Block::Code(code) => &code.text,
                Block::Heading(heading) => &heading.text.text,
                Block::Table(_) => continue,
            };
            let words = text.split(|c: char| !c.is_ascii_alphanumeric());
            let is_name = |word: &&str| word.starts_with(|c: char| c.is_ascii_uppercase());
            glue.words.extend(words.filter(is_name).map(str::to_owned));
            for pattern in [&SHOWN, &SENT] {
                glue.shown.extend(pattern.captures_iter(text).map(|found| {
                    let part = |index| found.get(index).map_or("", |part| part.as_str());
                    let value = [part(2), part(3)].concat();
                    (part(1).to_owned(), value)
                }));
            }
        }
        Some(glue)
    }

    /// A page whose texts are lines and whose titles of columns stand apart.
    pub(super) fn laid_out(blocks: Vec<Block>) -> Vec<Block> {
        let mut lines = blocks.into_iter().flat_map(Block::into_lines).peekable();
        let mut out = Vec::new();
        let mut above = Above::default();
        while let Some(line) = lines.next() {
            let next = match lines.peek() {
                Some(Block::Text(next)) => Some(next.text.as_str()),
                _ => None,
            };
            match line {
                Block::Text(line) => {
                    let glued = titles(line.text.trim(), &above, next);
                    let is_glued = glued.is_some();
                    for title in glued.unwrap_or_else(|| vec![line.text.trim()]) {
                        above.pass(title);
                        out.extend(is_glued.then(|| Block::Text(line.with_text(title))));
                    }
                    if !is_glued {
                        out.push(Block::Text(line));
                    }
                }
                other => {
                    above = Above::default();
                    out.push(other);
                }
            }
        }
        out
    }

    /// Whether a line may be a row that stands first below its titles.
    pub(super) fn begins_row(&self, line: &str) -> bool {
        !self.cuts(line, true).is_empty()
    }

    /// The ways to cut a line, those with a mark if there are any.
    fn cuts<'t>(&self, line: &'t str, marked: bool) -> Vec<(Cut<'t>, Option<Mark<'t>>)> {
        // A list that ends before a row seems to hold it.
        let bare = ["- ", "• "].iter().find_map(|item| line.strip_prefix(item));
        let line = bare.unwrap_or(line);
        let cut = |small: bool| -> Vec<(Cut<'t>, Option<Mark<'t>>)> {
            let found = cuts(line, &self.types, marked, small).into_iter();
            let with_mark = |cut: Cut<'t>| {
                let mark = if marked { mark(cut.rest) } else { None };
                (cut, mark)
            };
            found.map(with_mark).collect()
        };
        let has_mark =
            |found: &[(Cut<'t>, Option<Mark<'t>>)]| found.iter().any(|(_, mark)| mark.is_some());
        let mut found = cut(false);
        if found.is_empty() || marked && !has_mark(&found) {
            let small = cut(true);
            if found.is_empty() || has_mark(&small) {
                found = small;
            }
        }
        if has_mark(&found) {
            found.retain(|(_, mark)| mark.is_some());
        }
        // `Oak: hard wood` is an item.
        let word = line.find(|c: char| !c.is_ascii_alphanumeric());
        let behind = line.get(word.unwrap_or(line.len())..).unwrap_or_default();
        let explains = behind.starts_with([':', '：']);
        found.retain(|(cut, mark)| {
            let is_item = bare.is_some() && mark.is_none() && (cut.is_weak || explains);
            !is_item && (mark.is_some() || !cut.rest.is_empty() || cut.ty.contains(" of "))
        });
        found
    }

    /// The rows among cells, each with its place. Of a row that can be cut in several ways only its names are there.
    pub(super) fn rows(
        &self,
        cells: &[Rich],
        columns: &[Option<Column>],
    ) -> Vec<(usize, Row, bool)> {
        let located = columns
            .iter()
            .position(|column| *column == Some(Column::Location));
        let Some(located) = located.filter(|index| matches!(index, 1 | 2)) else {
            return self.plain_rows(cells, columns);
        };
        let mut plain = columns.to_vec();
        plain.remove(located);
        let (texts, places): (Vec<Rich>, Vec<Rich>) = cells
            .iter()
            .map(|cell| match self.located(cell.text.trim(), located) {
                Some((text, place)) => (cell.with_text(&text), cell.with_text(place)),
                None => (cell.clone(), Rich::at(cell.at.clone())),
            })
            .unzip();
        let mut rows = self.plain_rows(&texts, &plain);
        for (index, row, _) in &mut rows {
            let place = places.get(*index).cloned().unwrap_or_default();
            row.cells.insert(located.min(row.cells.len()), place);
            row.goes_on += 1;
        }
        rows
    }

    /// A line that may be a row without the place that it names before its type or behind it, and that place.
    fn located(&self, line: &str, index: usize) -> Option<(String, &'static str)> {
        let without = |at: usize, place: &'static str| {
            let (head, rest) = line.split_at_checked(at)?;
            let whole = format!("{head}{}", rest.strip_prefix(place)?);
            let cuts = self.cuts(&whole, true);
            let parts = cuts.iter().any(|(cut, _)| {
                let end = cut.name.len() + if index == 1 { 0 } else { cut.ty.len() };
                end == at
            });
            parts.then_some((whole, place))
        };
        // The longest place counts: `Query/Body` before `Query`.
        PLACES.iter().find_map(|place| {
            let mut found = line.match_indices(*place).map(|(at, _)| at);
            found.find_map(|at| without(at, place))
        })
    }

    fn plain_rows(&self, cells: &[Rich], columns: &[Option<Column>]) -> Vec<(usize, Row, bool)> {
        if !columns.starts_with(&[Some(Column::Name), Some(Column::Type)]) {
            return Vec::new();
        }
        let has_marks = matches!(
            columns.get(2),
            Some(Some(Column::Required | Column::Optional))
        );
        let found: Vec<_> = cells
            .iter()
            .map(|cell| self.cuts(cell.text.trim(), has_marks))
            .collect();
        let marks = || found.iter().flatten().filter_map(|(_, mark)| mark.as_ref());
        let some = marks().any(|mark| mark.is_certain);
        // A word that may begin a description is a mark where every row has one.
        let all = found
            .iter()
            .filter(|cuts| !cuts.is_empty())
            .all(|cuts| cuts.iter().any(|(_, mark)| mark.is_some()));
        let mut rows: Vec<(usize, Row, bool)> = Vec::new();
        for ((index, cell), cuts) in cells.iter().enumerate().zip(found) {
            let line = cell.text.trim();
            let follows = rows
                .last()
                .map_or(index == 0, |(last, _, _)| last + 1 == index);
            let is_marked = cuts.iter().any(|(_, mark)| mark.is_some());
            let is_strong = cuts.iter().any(|(cut, _)| !cut.is_weak);
            let describes = line.contains(|c: char| c.is_whitespace() || !c.is_ascii());
            // Below other lines of a description, words may only look like a row.
            let may_be_row = is_marked || follows && (is_strong || !some) || describes && !some;
            if cuts.is_empty() || !may_be_row {
                let word = if is_strong && describes {
                    line.split(' ').next()
                } else {
                    holds_type(line)
                };
                if let Some(word) = word {
                    rows.push((index, doubt(cell, &format!("{word} …"), columns), true));
                }
                continue;
            }
            let names: Vec<&str> = cuts.iter().map(|(cut, _)| cut.name).collect();
            rows.push(match self.choose(cuts) {
                Some((cut, mark)) => {
                    let mark = mark.filter(|mark| all || mark.is_certain);
                    (index, self.row(cell, &cut, mark, columns), false)
                }
                None => (index, doubt(cell, &names.join(" or "), columns), true),
            });
        }
        rows
    }

    /// The way to cut a row of which nothing better is known.
    fn choose<'t>(
        &self,
        mut cuts: Vec<(Cut<'t>, Option<Mark<'t>>)>,
    ) -> Option<(Cut<'t>, Option<Mark<'t>>)> {
        // `AreaIntegerYes` is a name, a type and a mark rather than a name.
        let whole: Vec<String> = cuts
            .iter()
            .filter_map(|(cut, mark)| {
                Some(format!("{}{}{}", cut.name, cut.ty, mark.as_ref()?.text))
            })
            .collect();
        cuts.retain(|(cut, _)| !whole.iter().any(|whole| whole == cut.name));
        // `List` and `Object` are parts of names more often than types before an identifier.
        if cuts.iter().any(|(cut, _)| !cut.is_weak) {
            let longest = cuts.iter().filter(|(cut, _)| !cut.is_weak);
            let longest = longest
                .map(|(cut, _)| cut.name.len())
                .max()
                .unwrap_or_default();
            cuts.retain(|(cut, _)| !cut.is_weak || cut.name.len() > longest);
        }
        if cuts.len() > 1 {
            cuts.retain(|(cut, _)| self.shown.iter().any(|(name, _)| name == cut.name));
        }
        let only = cuts.pop();
        only.filter(|_| cuts.is_empty())
    }

    fn row(
        &self,
        cell: &Rich,
        cut: &Cut<'_>,
        mark: Option<Mark<'_>>,
        columns: &[Option<Column>],
    ) -> Row {
        let rest = mark.map_or(cut.rest, |mark| mark.rest).trim();
        let blank = Rich::at(cell.at.clone());
        let mut cells = vec![blank; columns.len() + 1];
        let mut put = |index: usize, text: &str| {
            if let Some(slot) = cells.get_mut(index) {
                *slot = cell.with_text(text);
            }
        };
        put(0, cut.name);
        put(1, &cut.ty);
        if let Some(mark) = mark {
            put(2, mark.text);
        }
        let left =
            |column: &&Option<Column>| !matches!(column, Some(Column::Required | Column::Optional));
        let left: Vec<&Option<Column>> = columns.iter().skip(2).filter(left).collect();
        let place = |wanted| columns.iter().position(|column| *column == Some(wanted));
        let described = place(Column::Description).unwrap_or(columns.len());
        let alone = left
            .iter()
            .all(|column| **column == Some(Column::Description));
        let (example, text, goes_on) = match self.border(cut.name, rest) {
            _ if alone => ("", rest, described),
            Some((example, text))
                if left.len() == 2 && left.first() == Some(&&Some(Column::Example)) =>
            {
                (example, text, described)
            }
            _ => ("", rest, columns.len()),
        };
        put(goes_on, text);
        if let (false, Some(index)) = (example.is_empty(), place(Column::Example)) {
            put(index, example);
        }
        Row {
            cells,
            goes_on,
            is_open: rest.is_empty(),
        }
    }

    /// The example and the description, where it is certain how the example ends.
    fn border<'t>(&self, name: &str, rest: &'t str) -> Option<(&'t str, &'t str)> {
        let begins = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_uppercase() || !c.is_ascii() && c.is_alphabetic())
        };
        match name {
            "Action" => return rest.split_at_checked(self.action(rest)?),
            "Version" => {
                let date = DATE.find(rest).map_or(0, |date| date.end());
                return rest.split_at_checked(date);
            }
            _ => {}
        }
        // A sentence begins with a word of its own.
        let first = rest.split(' ').next().unwrap_or_default();
        let mut openings = OPENINGS.iter().filter_map(|word| first.strip_suffix(word));
        if let Some(example) = openings.find(|example| !example.is_empty()) {
            return rest.split_at_checked(example.len());
        }
        let values = self
            .shown
            .iter()
            .filter(|(known, value)| known == name && !value.is_empty());
        let values = values.map(|(_, value)| value.as_str()).chain(["--", "-"]);
        values
            .filter_map(|value| Some((rest.get(..value.len())?, rest.strip_prefix(value)?)))
            .find(|(_, text)| begins(text))
    }

    /// Where the name of the action ends before a description: the page has it elsewhere.
    fn action(&self, rest: &str) -> Option<usize> {
        let run = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let goes_on = |end: &usize| {
            rest.get(*end..)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
        };
        (1..=run).rev().filter(|end| !goes_on(end)).find(|end| {
            rest.get(..*end)
                .is_some_and(|name| self.words.contains(name))
        })
    }
}

/// The header of a table with such rows: one more column holds what no border parts.
pub(super) fn with_words(mut header: Vec<Rich>) -> Vec<Rich> {
    let at = header.first().map_or(0..0, |title| title.at.clone());
    header.push(Rich::plain(WORDS, &at));
    header
}

/// A row that was not cut, with what tells it instead of its name.
fn doubt(cell: &Rich, told: &str, columns: &[Option<Column>]) -> Row {
    let mut cells = vec![Rich::at(cell.at.clone()); columns.len() + 1];
    if let Some(name) = cells.first_mut() {
        *name = Rich::plain(told, &cell.at);
    }
    Row {
        cells,
        goes_on: columns.len(),
        is_open: false,
    }
}

/// A mark at the beginning of a text.
#[derive(Debug, Clone, Copy)]
struct Mark<'t> {
    text: &'t str,
    rest: &'t str,
    /// Whether it is no part of a word or of a sentence.
    is_certain: bool,
}

const MARKS: &[&str] = &[
    "条件必选",
    "条件必填",
    "非必选",
    "非必填",
    "必选",
    "必填",
    "可选",
    "选填",
    "是",
    "否",
    "Required",
    "Optional",
    "Conditional",
    "Mandatory",
    "Yes",
    "No",
];

fn mark(text: &str) -> Option<Mark<'_>> {
    let word = MARKS.iter().find(|word| text.starts_with(**word))?;
    let (text, rest) = text.split_at_checked(word.len())?;
    let next = rest.chars().next();
    let is_certain = match *word {
        "是" if next == Some('否') => return None,
        "是" => next.is_none_or(|c| c.is_ascii()),
        "Yes" => true,
        "No" => !next.is_some_and(|c| c.is_ascii_lowercase()),
        word if word.is_ascii() => {
            if next.is_some_and(|c| c.is_ascii_lowercase()) {
                return None;
            }
            true
        }
        _ => true,
    };
    Some(Mark {
        text,
        rest,
        is_certain,
    })
}

/// The structure that the line over a table names: `Anchor`, `Anchor structure`.
fn structure(line: &str) -> Option<String> {
    const MOST: usize = 4;
    let mut words = line.split([' ', '\u{3000}']);
    let name = words.next()?;
    let name = name.trim_end_matches(|c: char| !c.is_ascii());
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase()) && parse_name(name).is_some();
    (is_name && words.count() < MOST).then(|| name.to_owned())
}
