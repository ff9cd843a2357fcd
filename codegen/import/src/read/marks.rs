//! Marks that say whether a member must be given: in a column of their own, or beside its name, its type or its description.

use super::common::chooses_action;
use std::ops::Range;

use super::Reader;
use super::columns::Columns;
use super::outline::{Outline, Side};
use crate::dialect::{Column, Required, half_width, is_plain_mark, required};
use crate::page::Rich;
use codegen_documents::diagnostics::{Finding, lint};

/// What it means on a page that a member has no mark.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Silence {
    /// The column marks those that must be given, and leaves the others blank.
    pub(super) blank: bool,
    /// Stars mark those that must be given.
    pub(super) star: bool,
}

impl Silence {
    pub(super) fn of(outline: &Outline<'_>) -> Self {
        let mut marks: Vec<Option<Required>> = Vec::new();
        let mut star = false;
        for placed in outline.tables.iter().filter(|placed| !placed.foreign) {
            let columns = Columns::of(placed.table);
            for row in &placed.table.rows {
                let name = columns
                    .cell(Column::Name, row)
                    .map(|cell| half_width(&cell.text));
                let Some(name) = name.filter(|name| !chooses_action(name.trim())) else {
                    continue;
                };
                match columns.cell(Column::Required, row) {
                    Some(mark) if !is_left_out(&mark.text) => marks.push(required(&mark.text)),
                    Some(_) => {}
                    None => star |= placed.side != Side::Response && is_starred(&name),
                }
            }
        }
        let blank = !marks.is_empty()
            && marks
                .iter()
                .all(|mark| matches!(mark, Some(Required::Yes | Required::When(_))));
        Self { blank, star }
    }
}

/// Whether a cell has no mark.
fn is_left_out(mark: &str) -> bool {
    matches!(half_width(mark.trim()).as_str(), "" | "-" | "--" | "/")
}

fn is_starred(name: &str) -> bool {
    let name = name.trim();
    name.ends_with('*') || name.starts_with('*') && !name.trim_start_matches('*').starts_with(' ')
}

impl Reader<'_> {
    /// Whether a member must be given, by its name and the cell with its mark.
    pub(super) fn mark(
        &mut self,
        (name, at): (&str, &Range<usize>),
        mark: &Rich,
        columns: &Columns,
    ) -> Option<Required> {
        match required(&mark.text) {
            Some(known) if columns.has(Column::Required) => Some(known),
            Some(Required::Yes) => Some(Required::No),
            Some(Required::No) => Some(Required::Yes),
            Some(when) => Some(when),
            None if is_left_out(&mark.text)
                && self.silence.blank
                && columns.has(Column::Required) =>
            {
                Some(Required::No)
            }
            None if chooses_action(name) => Some(Required::Yes),
            // A dash in a reply says nothing.
            None if is_left_out(&mark.text) && !mark.is_blank() && self.side == Side::Response => {
                None
            }
            None => {
                let shown = mark.text.trim();
                if shown.is_empty() {
                    self.blank.push((at.clone(), name.to_owned()));
                    return Some(Required::No);
                }
                let message = format!("`{shown}` does not say whether `{name}` is required");
                self.tell(
                    Finding::new(&lint::PAGE_UNKNOWN_REQUIRED, self.place(&mark.at), message)
                        .help("it is optional in the document; change that if it is required"),
                );
                Some(Required::No)
            }
        }
    }
}

impl Reader<'_> {
    /// Tells of which members of the table that was read the cell for the mark is empty.
    pub(super) fn tell_blank(&mut self) {
        let blank = std::mem::take(&mut self.blank);
        let Some((at, first)) = blank.first() else {
            return;
        };
        let (message, help) = if blank.len() == 1 {
            (
                format!("the page does not say whether `{first}` is required"),
                "it is optional in the document; change that if it is required",
            )
        } else {
            let names: Vec<&str> = blank.iter().map(|(_, name)| name.as_str()).collect();
            (
                format!(
                    "the page does not say whether these members are required: `{}`",
                    names.join("`, `")
                ),
                "they are optional in the document; change that for the required ones",
            )
        };
        self.tell(Finding::new(&lint::PAGE_UNKNOWN_REQUIRED, self.place(at), message).help(help));
    }
}

/// A mark in the type's cell or at the beginning of the description, on pages without a column for it.
pub(super) fn inline_mark(name: &str, type_cell: &str, description: &str) -> Option<Required> {
    let in_type = half_width(type_cell);
    let in_brackets = in_type
        .rfind('(')
        .and_then(|open| in_type.get(open + 1..)?.split(')').next())
        .or_else(|| {
            in_type
                .rsplit([',', ';', '\n'])
                .next()
                .filter(|tail| *tail != in_type)
        })
        .or_else(|| Some(marked_behind(&in_type)?.1));
    let text = half_width(description.trim());
    let in_description = text
        .strip_prefix(['(', '['])
        .and_then(|rest| rest.split([')', ']']).next())
        .or_else(|| text.split(['。', ',', ';', '.', ':', '\n']).next())
        .filter(|mark| is_plain_mark(mark) || says_required(mark));
    let name = half_width(name);
    let in_name = name
        .split_once(['(', '\n'])
        .and_then(|(_, rest)| rest.trim_start_matches('(').split(')').next());
    // `架子的名称（必填）`, `架子的名称。必填。`
    let behind = text
        .lines()
        .next()
        .into_iter()
        .flat_map(|line| line.split(['(', ')', '[', ']', '。', ';', ',', '.']))
        .skip(1)
        .filter(|mark| is_plain_mark(mark) && says_required(mark));
    let at_end = text
        .strip_suffix([')', ']'])
        .and_then(|rest| rest.rsplit(['(', '[']).next())
        .filter(|mark| is_plain_mark(mark) && says_required(mark));
    [in_brackets, in_name, in_description, at_end]
        .into_iter()
        .flatten()
        .chain(behind)
        .filter(|mark| mark.chars().count() > 1)
        .chain(text.lines().filter_map(labelled))
        .find_map(required)
        // A star behind a name stands for what must be given; without one, nothing is said.
        .or_else(|| is_starred(&name).then_some(Required::Yes))
}

/// The mark of a line that says what it is: `Required: true`, `是否必选：是`.
fn labelled(line: &str) -> Option<&str> {
    let (label, mark) = line.split_once(':')?;
    let is_label = Column::of(label) == Some(Column::Required);
    let mark = mark.trim().trim_end_matches(['.', '。']);
    (is_label && is_plain_mark(mark)).then_some(mark)
}

/// A type without a mark in brackets behind it.
pub(super) fn without_mark(text: &str) -> String {
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
    match marked_behind(&half) {
        Some((head, _)) => head.to_owned(),
        None => half,
    }
}

/// A type and the mark behind it: `Long 必填`.
fn marked_behind(text: &str) -> Option<(&str, &str)> {
    let (head, tail) = text.trim().rsplit_once(' ')?;
    (is_plain_mark(tail) && says_required(tail)).then_some((head, tail))
}

/// Whether a mark is about giving something: `true` and `是` in a sentence may say anything.
fn says_required(mark: &str) -> bool {
    let lower = mark.to_lowercase();
    ["必", "选", "填", "required", "optional", "mandatory"]
        .iter()
        .any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{inline_mark, without_mark};
    use crate::dialect::Required;

    fn marked(description: &str) -> Option<Required> {
        inline_mark("Name", "String", description)
    }

    #[test]
    fn a_description_may_hold_the_mark() {
        assert_eq!(marked("【必选】船名。"), Some(Required::Yes));
        assert_eq!(marked("船名。必填。"), Some(Required::Yes));
        assert_eq!(marked("船名，由字母组成（选填）"), Some(Required::No));
        assert_eq!(marked("Name of the ferry (optional)"), Some(Required::No));
        for silent in [
            "是否鸣笛，true,false",
            "取值：0,1",
            "鸣笛。是。",
            "no horn, no",
        ] {
            assert_eq!(marked(silent), None, "{silent}");
        }
        assert_eq!(without_mark("String（必选）"), "String");
    }
}
