//! Tables of values that are parted by commas or semicolons, as spreadsheets write them.

use std::ops::Range;

use super::Out;
use super::lines::Line;

/// Fewest columns of a table.
const NARROWEST: usize = 3;
/// Longest title of a column, in characters.
const LONGEST: usize = 24;

/// A row, and how many lines it takes.
struct Row {
    cells: Vec<Cell>,
    lines: usize,
}

/// Where a cell is, and whether it stands in quotes.
struct Cell {
    at: Range<usize>,
    quoted: bool,
}

pub(super) fn read(lines: &[Line<'_>], at: usize, out: &mut Out<'_>) -> Option<usize> {
    let mark = [',', ';'].into_iter().find(|mark| {
        row(lines, at, *mark, out.source).is_some_and(|head| is_header(&head, out.source))
    })?;
    let head = row(lines, at, mark, out.source)?;
    let (width, mut taken) = (head.cells.len(), head.lines);
    let mut rows = vec![head];
    while let Some(next) = row(lines, at + taken, mark, out.source)
        .filter(|next| next.cells.len() == width && is_member(next, out.source))
    {
        taken += next.lines;
        rows.push(next);
    }
    if rows.len() < 2 {
        return None;
    }
    let first = lines.get(at)?.start;
    out.blank_line(first);
    for (index, row) in rows.iter().enumerate() {
        for cell in &row.cells {
            out.add("| ", cell.at.start);
            out.value(cell);
            out.add(" ", cell.at.start);
        }
        out.add("|\n", first);
        if index == 0 {
            out.add(&"|---".repeat(width), first);
            out.add("|\n", first);
        }
    }
    out.add("\n", first);
    Some(taken)
}

impl Out<'_> {
    /// Copies a value: a line break in quotes breaks the line of the cell, and two quotes are one.
    fn value(&mut self, cell: &Cell) {
        let text = self.source.get(cell.at.clone()).unwrap_or_default();
        let mut from = cell.at.start;
        let mut quote = false;
        for (index, c) in text.char_indices().filter(|_| cell.quoted) {
            let here = cell.at.start + index;
            quote = c == '"' && !quote;
            if c == '"' && !quote {
                self.cell(from..here);
                from = here + 1;
            }
            if c == '\n' {
                self.cell(from..here);
                self.add("<br>", here);
                from = here + 1;
            }
        }
        self.cell(from..cell.at.end);
    }
}

/// Whether a row is the titles of columns: short, none of them twice, and none that a sentence or code would hold.
fn is_header(row: &Row, source: &str) -> bool {
    let titles: Vec<&str> = row
        .cells
        .iter()
        .map(|cell| source.get(cell.at.clone()).unwrap_or_default())
        .collect();
    let is_title = |title: &&str| {
        !title.is_empty()
            && title.chars().count() <= LONGEST
            && title.trim() == *title
            && title.contains(char::is_alphabetic)
            && !title.contains([
                '`', '{', '}', '[', ':', '=', '"', '.', '。', '，', '|', '#', '<',
            ])
    };
    let distinct = titles
        .iter()
        .enumerate()
        .all(|(index, title)| titles.iter().take(index).all(|other| other != title));
    titles.len() >= NARROWEST && titles.iter().all(is_title) && distinct
}

/// Whether a row begins with a name.
fn is_member(row: &Row, source: &str) -> bool {
    let name = row
        .cells
        .first()
        .and_then(|cell| source.get(cell.at.clone()));
    name.is_some_and(|name| {
        let bare = name.trim().trim_matches('`');
        bare.contains(|c: char| c.is_ascii_alphabetic()) && !bare.contains(' ')
            || bare.starts_with(['-', '>', '└', '.'])
    })
}

/// The row that begins at a line. One with a quote that does not end is none.
fn row(lines: &[Line<'_>], at: usize, mark: char, source: &str) -> Option<Row> {
    let first = lines
        .get(at)
        .filter(|line| !line.verbatim && !line.is_blank())?;
    if !first.text.contains(mark) || first.text.starts_with([' ', '\t', '|', '#']) {
        return None;
    }
    let mut cells: Vec<Cell> = Vec::new();
    let mut index = at;
    let mut start = first.start;
    loop {
        let rest = source.get(start..)?;
        let end_of_line = |index: usize| lines.get(index).map(Line::end);
        let (cell, behind) = if rest.starts_with('"') {
            let close = closing(rest)?;
            let at = start + 1..start + close;
            while end_of_line(index)? < at.end {
                index += 1;
                lines.get(index).filter(|line| !line.verbatim)?;
            }
            (Cell { at, quoted: true }, start + close + 1)
        } else {
            let end = end_of_line(index)?;
            let text = source.get(start..end)?;
            let to = start + text.find(mark).unwrap_or(text.len());
            (
                Cell {
                    at: start..to,
                    quoted: false,
                },
                to,
            )
        };
        cells.push(cell);
        let end = end_of_line(index)?;
        match source.get(behind..end)? {
            "" => break,
            rest => start = behind + rest.strip_prefix(mark).map(|_| mark.len_utf8())?,
        }
    }
    Some(Row {
        cells,
        lines: index + 1 - at,
    })
}

/// Where the quote that opens a text closes.
fn closing(text: &str) -> Option<usize> {
    let mut at = 1;
    loop {
        let quote = at + text.get(at..)?.find('"')?;
        if !text.get(quote + 1..)?.starts_with('"') {
            return Some(quote);
        }
        at = quote + 2;
    }
}
