//! The cells of a table that stand one below the other: where a row begins, and whether the last one still lacks a cell.

use super::names::parse_name;
use super::outline::has_inner_capital;
use crate::dialect::{Column, Spelling, is_plain_mark, required, spelling};
use crate::page::Rich;

/// A run of cells below the titles of their columns.
pub(super) struct Cells<'c> {
    cells: &'c [Rich],
    width: usize,
    /// Which column holds the types, which the marks, and which is the first that describes.
    ty: usize,
    marks: Option<usize>,
    described: Option<usize>,
}

impl<'c> Cells<'c> {
    pub(super) fn of(cells: &'c [Rich], columns: &[Option<Column>], ty: usize) -> Self {
        let place = |wanted: Column| columns.iter().position(|column| *column == Some(wanted));
        Self {
            cells,
            width: columns.len(),
            ty,
            marks: place(Column::Required),
            described: place(Column::Description),
        }
    }

    fn get(&self, index: usize) -> Option<&'c Rich> {
        self.cells.get(index)
    }

    /// Whether a cell is a type that nobody takes for anything else.
    pub(super) fn is_common(&self, index: usize) -> bool {
        self.get(index).is_some_and(|cell| says_type(&cell.text))
    }

    /// Whether a row begins at a cell: a name over a type.
    pub(super) fn begins(&self, index: usize) -> bool {
        let ty = index + self.ty;
        if !self.is_name(index) || !self.is_type(ty) {
            return false;
        }
        let is_common = self.is_common(ty);
        // A name alone is a type as well: the cell behind it must not be one. `Times` and `Url` are names over a common type.
        // `List` over `Array of List` is a name: nothing but a type is spelled so.
        let over_list = self.get(ty).is_some_and(|cell| {
            let text = cell.text.trim();
            text.ends_with("[]") || is_list_of(text)
        });
        let is_value = self.is_common(index) && !over_list && !(is_common && self.has_mark(index))
            || !is_common
                && self.get(index).is_some_and(|cell| {
                    matches!(spelling(&cell.text), Some(known) if !matches!(known, Spelling::Named(_)))
                });
        // Values one below the other look like a name over a type of the page's own: such a row needs a mark, or all its cells.
        // `Object of Name` is no value.
        let is_own = !is_common
            && matches!(
                self.get(ty).and_then(|cell| spelling(&cell.text)),
                Some(Spelling::Named(_))
            );
        // A value that is an identifier stands before the name of a member: `GetPort`, `Version`, `String`.
        let is_before = !is_common && self.is_common(ty + 1) && self.ty == 1;
        !is_value && !is_before && (!is_own || self.has_own_type(index))
    }

    /// Whether a row whose name is the word of a type stands right behind the cells of the one before it, and is complete.
    pub(super) fn is_whole(&self, before: usize, index: usize) -> bool {
        let end = index + self.width;
        index == before + self.width
            && self.marks.is_none()
            && self.is_name(index)
            && self.is_common(index)
            && self.is_common(index + self.ty)
            && (end == self.cells.len() || self.begins(end))
    }

    /// Whether the last row lacks a cell, up to the one that describes it: what follows that may be missing.
    pub(super) fn is_due(&self) -> bool {
        let whole = self.described.map_or(self.width, |at| at + 1);
        let starts = || (0..self.cells.len()).rev().filter(|at| self.begins(*at));
        let Some(last) = starts().next() else {
            // The first name may be the word of a type.
            return self.cells.len() < whole;
        };
        let length = |from: usize, to: usize| {
            // A mark that is a picture leaves no cell.
            let lost = self.marks.is_some() && !self.has_mark(from);
            to - from + usize::from(lost)
        };
        // Cells that are empty leave nothing either.
        let full = match starts().nth(1) {
            Some(before) => length(before, last).min(whole),
            None => whole,
        };
        length(last, self.cells.len()) < full
    }

    fn is_name(&self, index: usize) -> bool {
        self.get(index)
            .is_some_and(|cell| parse_name(&cell.text).is_some() && !cell.text.contains('\n'))
    }

    fn is_type(&self, index: usize) -> bool {
        self.get(index).is_some_and(|cell| {
            let known = spelling(&cell.text);
            !cell.text.contains('\n') && matches!(known, Some(ref known) if !matches!(known, Spelling::Named(name) if name.contains(' ')))
        })
    }

    /// Whether the row that begins at a cell has a mark that is nothing else.
    fn has_mark(&self, index: usize) -> bool {
        let mark = self.marks.and_then(|marks| self.get(index + marks));
        mark.is_some_and(|mark| required(&mark.text).is_some() && says_mark(&mark.text))
    }

    /// Whether a name over the name of a type is a row: its mark, a type that repeats the name, or a description
    /// that is no name says so.
    fn has_own_type(&self, index: usize) -> bool {
        let cells = self.cells.get(index..).unwrap_or_default();
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
        match self.marks.and_then(|marks| cells.get(marks)) {
            Some(mark) => is_plain_mark(&mark.text) || mark.is_blank() || repeats(),
            None => cells
                .get(self.width.saturating_sub(1))
                .is_some_and(|last| parse_name(&last.text).is_none()),
        }
    }
}

/// Whether a cell is a mark whatever column it stands in.
pub(super) fn says_mark(cell: &str) -> bool {
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
