//! The rows of a table whose cells stand one below the other.
//!
//! A row begins with a name over its type and has its mark where the other rows have one; what follows up to the next row describes it.

use super::columns::{is_plain_type, type_column};
use super::glued::{self, Glue, Tally};
use super::names::parse_name;
use super::outline::has_inner_capital;
use crate::dialect::{Column, Spelling, is_plain_mark, required, spelling};
use crate::page::{Block, Rich, Table};

/// Longest mark, in characters.
const LONGEST_MARK: usize = 12;

/// Whether a cell is a mark whatever column it stands in.
fn says_mark(cell: &str) -> bool {
    let bare = cell.trim().to_lowercase();
    let is_sign = bare.chars().all(|c| !c.is_ascii() && !c.is_alphanumeric());
    let is_word = [
        "是",
        "否",
        "必",
        "可",
        "选",
        "条件",
        "视",
        "yes",
        "no",
        "required",
        "optional",
        "mandatory",
        "conditional",
    ];
    is_sign || is_word.iter().any(|word| bare.starts_with(word))
}

/// Whether a cell is a type that nobody takes for the name of a member.
pub(super) fn says_type(cell: &str) -> bool {
    let lower = cell.trim().to_lowercase();
    const TYPES: &[&str] = &[
        "string", "integer", "int", "int32", "int64", "uint", "uint32", "uint64", "long", "bool",
        "boolean", "float", "double", "number", "object", "array", "list", "map",
    ];
    TYPES.contains(&lower.as_str()) || lower.ends_with("[]") || is_list_of(cell)
}

/// `Array of String`, `List of Room`; `List of rooms` describes one, and so does `ID of the room`.
fn is_list_of(cell: &str) -> bool {
    let Some((_, item)) = cell.trim().rsplit_once(" of ") else {
        return false;
    };
    let is_type = match spelling(item) {
        None => false,
        Some(Spelling::Named(name)) => {
            !name.contains(' ') && name.starts_with(|c: char| c.is_ascii_uppercase())
        }
        Some(_) => true,
    };
    is_type
        && spelling(cell)
            .is_some_and(|known| !matches!(known, Spelling::Named(name) if name.contains(' ')))
}

/// Whether cells that begin with a name and the name of a type are a row: its mark, a type that repeats the name, or a description
/// that is no name says so.
fn has_own_type(cells: &[Rich], width: usize, marks: Option<usize>, titles: &[String]) -> bool {
    // A type that is the title of a table is one.
    let own = cells.get(1).and_then(|cell| own_type(&cell.text));
    if cells.len() > 2 && own.is_some_and(|own| titles.contains(&own)) {
        return true;
    }
    // `Filter` over `ListBoatsFilter`, without the mark that the copy has lost.
    let repeats = || match cells {
        [name, spelled, ..] => {
            let (name, spelled) = (name.text.trim(), spelled.text.trim());
            spelled.len() > name.len()
                && spelled.contains(name.strip_suffix('s').unwrap_or(name))
                && has_inner_capital(spelled)
        }
        _ => false,
    };
    match marks.and_then(|marks| cells.get(marks)) {
        Some(mark) => is_plain_mark(&mark.text) || mark.is_blank() || repeats(),
        None => cells
            .get(width.saturating_sub(1))
            .is_some_and(|last| parse_name(&last.text).is_none()),
    }
}

/// The name of the page's own in a type.
pub(super) fn own_type(cell: &str) -> Option<String> {
    match spelling(cell)?.innermost() {
        Spelling::Named(name) => Some(name),
        _ => None,
    }
}

/// Takes the last cells if they begin with a line that is the name of a type.
fn named_caption(cells: &mut Vec<Rich>, types: &[String]) -> Option<Rich> {
    const HIGHEST: usize = 2;
    let from = cells.len().saturating_sub(HIGHEST);
    let names_type = |cell: &Rich| {
        let first = cell.text.lines().next().unwrap_or_default().trim();
        types.iter().any(|name| name == first)
    };
    let at = (from..cells.len()).find(|at| cells.get(*at).is_some_and(names_type))?;
    // A type stands over its mark or its description.
    let is_type = at
        .checked_sub(1)
        .and_then(|before| cells.get(before))
        .is_some_and(|before| !before.text.contains('\n') && parse_name(&before.text).is_some());
    if is_type {
        return None;
    }
    let mut caption: Option<Rich> = None;
    for cell in cells.split_off(at) {
        match &mut caption {
            Some(caption) => caption.add_line(cell),
            None => caption = Some(cell),
        }
    }
    caption
}

/// Cells of which some begin rows.
struct Cells<'c> {
    cells: &'c [Rich],
    width: usize,
    /// Where in a row its type and its mark stand.
    ty: usize,
    marks: Option<usize>,
    /// The structures whose tables have a title.
    titles: &'c [String],
}

impl Cells<'_> {
    fn text(&self, index: usize) -> Option<&str> {
        Some(self.cells.get(index)?.text.as_str())
    }

    /// Whether a cell is a type that nobody takes for a name.
    fn is_common(&self, index: usize) -> bool {
        self.text(index).is_some_and(says_type)
    }

    /// Whether a row may begin at a cell.
    fn begins(&self, index: usize) -> bool {
        let ty = index + self.ty;
        let name = self
            .text(index)
            .is_some_and(|cell| parse_name(cell).is_some() && !cell.contains('\n'));
        let is_type = self.text(ty).is_some_and(|cell| {
            let known = spelling(cell);
            !cell.contains('\n') && matches!(known, Some(ref known) if !matches!(known, Spelling::Named(name) if name.contains(' ')))
        });
        // A name alone is a type as well: the cell behind it must not be one. `Times` and `Url` are names over a common type.
        // `List` over `Array of List` is a name: nothing but a type is spelled so.
        let over_list = self.text(ty).is_some_and(|cell| {
            let text = cell.trim();
            text.ends_with("[]") || is_list_of(text)
        });
        let is_named = self.is_common(ty) && self.has_plain_mark(index);
        let is_value = self.is_common(index) && !over_list && !is_named
            || !self.is_common(ty) && self.text(index).is_some_and(is_plain_type);
        // Values one below the other look like a name over a type of the page's own: such a row needs a mark, or all its cells.
        // `Object of Name` is no value.
        let is_own = !self.is_common(ty)
            && matches!(self.text(ty).and_then(spelling), Some(Spelling::Named(_)));
        let is_row = !is_own
            || has_own_type(
                self.cells.get(index..).unwrap_or_default(),
                self.width,
                self.marks,
                self.titles,
            );
        // A value that is an identifier stands before the name of a member: `GetPort`, `Version`, `String`.
        let is_before = !self.is_common(ty) && self.is_common(ty + 1);
        name && is_type && !is_value && is_row && !(is_before && self.ty == 1)
    }

    /// Whether the row that begins at a cell has a mark that is nothing else.
    fn has_plain_mark(&self, index: usize) -> bool {
        let mark = self.marks.and_then(|marks| self.text(index + marks));
        mark.is_some_and(|mark| required(mark).is_some() && says_mark(mark))
    }

    /// Whether a row whose name is the word of a type stands right behind the cells of the one before it, and is complete.
    fn is_whole(&self, index: usize) -> bool {
        let end = index + self.width;
        let is_name = self
            .text(index)
            .is_some_and(|cell| parse_name(cell).is_some());
        self.marks.is_none()
            && is_name
            && self.is_common(index)
            && self.is_common(index + self.ty)
            && (end == self.cells.len() || self.begins(end))
    }

    /// Whether the last row lacks a cell, up to the one at a place: what follows that may be missing.
    fn is_due(&self, described: Option<usize>) -> bool {
        let whole = described.map_or(self.width, |at| at + 1);
        let starts = || (0..self.cells.len()).rev().filter(|at| self.begins(*at));
        let Some(last) = starts().next() else {
            // The first name may be the word of a type.
            return self.cells.len() < whole;
        };
        let length = |from: usize, to: usize| {
            // A mark that is a picture leaves no cell.
            let lost = self.marks.is_some() && !self.has_plain_mark(from);
            to - from + usize::from(lost)
        };
        // Cells that are empty leave nothing either.
        let full = match starts().nth(1) {
            Some(before) => length(before, last).min(whole),
            None => whole,
        };
        length(last, self.cells.len()) < full
    }

    /// Whether the row that begins at a cell has a mark.
    fn is_marked(&self, index: usize) -> bool {
        let mark = self.marks.and_then(|marks| self.text(index + marks));
        mark.is_some_and(|mark| {
            !mark.trim().is_empty() && (is_plain_mark(mark) || self.has_plain_mark(index))
        })
    }

    /// Whether a cell is one word, as an allowed value is, or introduces some.
    fn is_before_value(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.text(before));
        before.is_some_and(|text| text.trim().ends_with([':', '：']) || is_word(text))
    }

    /// Where rows begin. Within a list of values, one that differs from the others is none: it has no mark where they have one, or it is
    /// written in small letters where they are not.
    fn rows(&self) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for index in 0..self.cells.len() {
            let last = found.last().copied().unwrap_or_default();
            let is_next = index > 0 && index == last + self.width;
            if self.begins(index) || is_next && self.is_whole(index) {
                found.push(index);
            }
        }
        let marked = found.iter().filter(|index| self.is_marked(**index)).count();
        let need_mark = self.marks.is_some() && marked > 1 && marked * 2 > found.len();
        let is_small = |index: usize| {
            let first = self.text(index).and_then(|name| name.trim().chars().next());
            first.is_some_and(|c| c.is_ascii_lowercase())
        };
        let small = found.iter().filter(|index| is_small(**index)).count();
        let is_value = |index: usize| {
            let lacks_mark = need_mark && !self.is_marked(index);
            let is_odd = is_small(index) && small == 1 && found.len() > 2;
            // Where the marks are lost, nothing but words follow one below the other.
            let own = self.text(index + self.ty).and_then(own_type);
            let only_words = !self.is_common(index + self.ty)
                && own.is_none_or(|own| !self.titles.contains(&own))
                && !self.is_marked(index)
                && (index..index + self.width).all(|at| self.text(at).is_none_or(is_word));
            let differs = lacks_mark || is_odd || only_words;
            index > 0 && self.is_before_value(index) && differs
        };
        found
            .iter()
            .copied()
            .filter(|index| !is_value(*index))
            .collect()
    }
}

/// Where the types stand in a row, by the cells of the first.
fn typed_at(columns: &[Option<Column>], cells: &[Rich]) -> Option<usize> {
    type_column(columns, |index| Some(cells.get(index)?.text.as_str()))
}

/// Whether the last row below some titles lacks a cell. A line that is a whole row lacks none.
pub(super) fn is_due(header: &[Rich], cells: &[Rich], glue: Option<&Glue>) -> bool {
    let columns: Vec<Option<Column>> = header.iter().map(|cell| Column::of(&cell.text)).collect();
    let place = |wanted: Column| columns.iter().position(|column| *column == Some(wanted));
    let Some(ty) = typed_at(&columns, cells) else {
        return false;
    };
    let known = Cells {
        cells,
        width: header.len(),
        ty,
        marks: place(Column::Required),
        titles: &[],
    };
    let is_row = |cell: &Rich| glue.is_some_and(|glue| glue.begins_row(cell.text.trim()));
    let is_glued = cells.iter().any(is_row) && !(0..cells.len()).any(|at| known.begins(at));
    !is_glued && known.is_due(place(Column::Description))
}

/// The table of the cells below some titles. Where another table `follows`, what is left of the last row is its caption, and so is the
/// name of a type that rows have had so far.
pub(super) fn table(
    header: Vec<Rich>,
    mut cells: Vec<Rich>,
    follows: bool,
    (types, titles): (&mut Vec<String>, &[String]),
    (glue, tally): (Option<&Glue>, &mut Tally),
) -> (Option<Block>, Option<Rich>) {
    let width = header.len();
    let columns: Vec<Option<Column>> = header.iter().map(|cell| Column::of(&cell.text)).collect();
    let place = |wanted: Column| columns.iter().position(|column| *column == Some(wanted));
    let Some(ty) = typed_at(&columns, &cells) else {
        return (None, None);
    };
    let marks = place(Column::Required);
    let mut glued = glue.map_or_else(Vec::new, |glue| glue.rows(&cells, &columns));
    types.extend(
        glued
            .iter()
            .filter_map(|(_, row, _)| own_type(&row.cells.get(ty)?.text)),
    );
    types.extend(cells.windows(ty + 1).filter_map(|row| {
        let (name, cell) = (row.first()?, row.get(ty)?);
        parse_name(&name.text).and_then(|_| own_type(&cell.text))
    }));
    let mut caption = if follows {
        named_caption(&mut cells, types)
    } else {
        None
    };
    let at = header.first().map_or(0, |cell| cell.at.start);
    let end = cells.last().map_or(at, |cell| cell.at.end);
    let known = Cells {
        cells: &cells,
        width,
        ty,
        marks,
        titles,
    };
    let mut begins = known.rows();
    // What is a name over a type is no row of its own.
    glued.retain(|(index, _, _)| *index < cells.len() && !begins.contains(index));
    begins.extend(glued.iter().map(|(index, _, _)| *index));
    begins.sort_unstable();
    tally.rows += glued.len();
    tally.doubts += glued.iter().filter(|(_, _, is_doubt)| *is_doubt).count();
    let is_glued = !glued.is_empty();
    if is_glued {
        tally.tables.push(at);
    }
    let mut glued = glued.into_iter().peekable();
    // Where a row has no mark, those that are left may be examples: `1`, `-` and `false`.
    let all_marks = marks.is_some_and(|at| {
        !is_glued
            && begins.iter().all(|index| {
                let mark = known.text(index + at);
                mark.is_some_and(|mark| required(mark).is_some())
            })
    });
    let mut rows: Vec<Vec<Rich>> = Vec::new();
    let mut index = 0;
    while index < cells.len() {
        if let Some((_, mut row, _)) = glued.next_if(|(at, _, _)| *at == index) {
            let next = begins.iter().find(|next| **next > index);
            let end = next.copied().unwrap_or(cells.len());
            let mut lines = cells.get(index + 1..end).unwrap_or_default().to_vec();
            if follows && end >= cells.len() && caption.is_none() {
                caption = lines.pop_if(|cell| !is_item(cell));
            }
            if row.is_open {
                row.cells.truncate(marks.unwrap_or(ty) + 1);
                let mut own = placed(row.cells.into_iter().chain(lines).collect(), &columns);
                own.resize(width + 1, Rich::default());
                rows.push(own);
            } else {
                if let Some(cell) = row.cells.get_mut(row.goes_on) {
                    lines.into_iter().for_each(|line| cell.add_line(line));
                }
                rows.push(row.cells);
            }
            index = end;
            continue;
        }
        // The last cell takes what stands before the next row.
        let first = index + width.min(ty + 1).max(2);
        // Of a row may be missing what is empty, and a mark that is a picture.
        let least = |end: usize| {
            if known.is_common(end + ty) {
                index + ty + 2
            } else {
                index + width.saturating_sub(1)
            }
        };
        let mut next = begins.iter().copied();
        let end = next
            .find(|end| {
                let is_glued = glued.peek().is_some_and(|(at, _, _)| at == end);
                is_glued && *end > index || *end >= first && *end >= least(*end)
            })
            .unwrap_or(cells.len());
        let mut own = cells.get(index..end).unwrap_or_default().to_vec();
        // A mark that is a picture leaves no text.
        let lost = marks.filter(|at| {
            own.get(*at).is_some_and(|cell| {
                let speaks = cell.text.chars().count() <= LONGEST_MARK
                    && !cell.text.starts_with("是否")
                    && (cell.text.contains('必')
                        || cell
                            .text
                            .starts_with(['是', '否', '可', '选', '视', '当', '仅']));
                let is_mark = cell.is_blank()
                    || required(&cell.text).is_some()
                        && (says_mark(&cell.text) || all_marks && own.len() >= width);
                !(is_mark || own.len() >= width && speaks)
            })
        });
        if let Some(lost) = lost {
            let at = own.get(lost).map_or(0..0, |cell| cell.at.clone());
            own.insert(lost, Rich::at(at));
        }
        if follows && end >= cells.len() && own.len() > width && caption.is_none() {
            caption = own.pop_if(|cell| !is_item(cell));
        }
        rows.push(placed(own, &columns));
        if let (true, Some(row)) = (is_glued, rows.last_mut()) {
            row.resize(width + 1, Rich::default());
        }
        index = end;
    }
    let table = Table {
        header: if is_glued {
            glued::with_words(header)
        } else {
            header
        },
        rows,
        at: at..end.max(at),
    };
    (Some(Block::Table(table)), caption)
}

/// The cells of a row under their columns. Of a text of several lines each is a cell: they belong to the description if nothing but
/// values of one line stand behind it, and else to the last column.
fn placed(own: Vec<Rich>, columns: &[Option<Column>]) -> Vec<Rich> {
    let width = columns.len();
    let is_value = |column: &Option<Column>| {
        matches!(
            column,
            Some(Column::Example | Column::Default | Column::Value)
        )
    };
    let values = columns.iter().rev().take_while(|column| is_value(column));
    let described = width
        .checked_sub(values.count() + 1)
        .filter(|index| columns.get(*index) == Some(&Some(Column::Description)))
        .unwrap_or(width.saturating_sub(1));
    // What stands behind the description is at the end of the row, if it is there.
    let behind = width.saturating_sub(described + 1);
    let mut left = own.into_iter();
    let mut row: Vec<Rich> = left.by_ref().take(described).collect();
    let mut rest: Vec<Rich> = left.collect();
    let ends = |test: fn(&Rich) -> bool| behind > 0 && rest.last().is_some_and(test);
    let has_all = if rest.len() <= behind + 1 {
        !ends(is_item)
    } else {
        !ends(describes)
    };
    let kept = if has_all {
        rest.len().saturating_sub(behind).max(1)
    } else {
        rest.len()
    };
    let last = rest.split_off(kept.min(rest.len()));
    let mut lines = rest.into_iter();
    let Some(mut text) = lines.next() else {
        return row;
    };
    lines.for_each(|line| text.add_line(line));
    row.push(text);
    row.extend(last);
    row
}

/// Whether a cell is one word, as an allowed value is.
fn is_word(text: &str) -> bool {
    let bare = text.trim();
    !bare.contains(' ') && bare.is_ascii()
}

fn is_item(line: &Rich) -> bool {
    line.text.trim_start().starts_with(['•', '·']) || line.text.trim_start().starts_with("- ")
}

/// Whether the last line of a row goes on in a description: it is an item of a list, or ends a sentence.
fn describes(line: &Rich) -> bool {
    let bare = line.text.trim();
    is_item(line) || bare.ends_with(['。', '；', ';']) || bare.ends_with('.') && bare.contains(' ')
}
