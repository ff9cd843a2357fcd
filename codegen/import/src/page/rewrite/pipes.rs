//! Tables of pipes that Markdown would cut: rows behind an empty line or a comment, cells that are broken over lines, full-width
//! pipes, pipes in code, and headers whose line of dashes is too short.

use std::ops::Range;

use super::Out;
use super::bare::{bare_head, has_titles, is_name_above};
use super::lines::{Line, is_attribute, is_comment, says_goes_on};

/// Most lines that one row may take.
const HIGHEST: usize = 60;

/// How the rows of a table are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) pipe: char,
    pub(super) lead: bool,
    pub(super) trail: bool,
    pub(super) width: usize,
}

/// The header of a table.
pub(super) struct Head {
    /// The lines of its cells.
    pub(super) lines: Range<usize>,
    /// The line of dashes, or of the titles where there is none.
    pub(super) dashes: usize,
    pub(super) style: Style,
    /// Whether it is written as Markdown wants it.
    pub(super) plain: bool,
}

impl Style {
    /// How many pipes a whole row has.
    fn full(self) -> usize {
        self.width - 1 + usize::from(self.lead) + usize::from(self.trail)
    }

    pub(super) fn count(self, line: &Line<'_>) -> usize {
        marks(line.text, self.pipe).len()
    }

    /// The rows of a line that holds several, or one behind the dash of a list. Any other line gives none.
    fn apart<'a>(self, line: &Line<'a>) -> Vec<Line<'a>> {
        let part = |from: usize, to: usize| Line {
            text: line.text.get(from..to).unwrap_or_default(),
            start: line.start + from,
            ..*line
        };
        if !self.lead || !self.trail {
            return Vec::new();
        }
        let marks = marks(line.text, self.pipe);
        let begin = line.text.len() - line.text.trim_start().len();
        let dash = line.text.get(begin..).unwrap_or_default();
        let behind = dash.strip_prefix("- ").map(str::trim_start);
        if marks.len() == self.full() && behind.is_some_and(|row| row.starts_with(self.pipe)) {
            return vec![part(
                marks.first().copied().unwrap_or_default(),
                line.text.len(),
            )];
        }
        if marks.len() <= self.full() || !marks.len().is_multiple_of(self.full()) {
            return Vec::new();
        }
        let rows: Vec<Line<'a>> = marks
            .chunks(self.full())
            .filter_map(|row| Some(part(*row.first()?, row.last()? + self.pipe.len_utf8())))
            .collect();
        let between = marks
            .chunks(self.full())
            .zip(marks.chunks(self.full()).skip(1));
        let adjacent = between.into_iter().all(|(row, next)| {
            let gap = row.last().zip(next.first());
            gap.and_then(|(end, begin)| line.text.get(end + self.pipe.len_utf8()..*begin))
                .is_some_and(|gap| gap.trim().is_empty())
        });
        // An empty cell would look like the border between two rows.
        let named = rows.iter().all(|row| {
            let mut cells = row.text.split(self.pipe).skip(1);
            cells.next().is_some_and(|name| !name.trim().is_empty())
        });
        if adjacent && named { rows } else { Vec::new() }
    }

    /// How a row is written that may have lost the pipe before its name.
    fn of_row(self, line: &Line<'_>) -> Self {
        let bare = line.text.trim_start();
        let name = bare.split(self.pipe).next().unwrap_or_default().trim();
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"_.-[]<>*`".contains(&b));
        Self {
            lead: self.lead && !is_name,
            ..self
        }
    }

    /// The cells of a row, each with the parts of its lines.
    pub(super) fn cells(self, row: &[Line<'_>]) -> Vec<Vec<Range<usize>>> {
        let mut cells = split(row, self.pipe, |line| {
            let text = line.text.trim_end().trim_end_matches('\\');
            (text, marks(text, self.pipe))
        });
        // A row may have outer pipes that the header lacks, or have lost those that it has.
        let (begin, end) = (row.first(), row.last());
        let begins = begin.is_some_and(|line| line.text.trim_start().starts_with(self.pipe));
        if begins && (self.lead || cells.len() > self.width) && cells.len() > 1 {
            cells.remove(0);
        }
        let ends = end.is_some_and(|line| line.text.trim_end().ends_with(self.pipe));
        if (self.trail || ends && cells.len() > self.width) && cells.len() > 1 {
            cells.pop();
        }
        // What stands behind the last column belongs to it: a pipe in a sentence is no border.
        if let (Some(last), Some(end)) = (self.width.checked_sub(1), cells.len().checked_sub(1))
            && end > last
        {
            let more: Vec<Range<usize>> = cells.drain(self.width..).flatten().collect();
            if let (Some(cell), Some(to)) = (
                cells.get_mut(last).and_then(|cell| cell.last_mut()),
                more.last(),
            ) && to.start >= cell.end
                && row.len() == 1
            {
                cell.end = to.end;
            }
        }
        cells
    }
}

pub(super) fn read(lines: &[Line<'_>], at: usize, out: &mut Out<'_>) -> Option<usize> {
    let (head, skipped) = match head(lines, at) {
        Some(head) => (head, 0),
        None => bare_head(lines, at, out)?,
    };
    let style = head.style;
    let is_bare = head.dashes == at;
    let first = lines.get(at)?;
    out.blank_line(first.start);
    if skipped > 0 {
        // Words that a copy has put before the first title.
        out.keep(first.start..first.start + skipped);
        out.add("\n\n", first.start + skipped);
    }
    if head.plain {
        out.keep(lines.get(head.lines.start)?.start..lines.get(head.dashes)?.next);
        out.end_line(lines.get(head.dashes)?.next);
    } else {
        let mut cells = style.cells(lines.get(head.lines.clone())?);
        if let Some(part) = cells.first_mut().and_then(|cell| cell.first_mut()) {
            part.start += skipped;
        }
        out.row(&cells, style.width, first.start);
        out.add(&"|---".repeat(style.width), first.start);
        out.add("|\n", first.start);
    }
    let mut index = head.dashes + 1;
    let mut mended = is_bare;
    while let Some(line) = lines.get(index).filter(|line| !line.verbatim) {
        if is_gap(line) {
            let Some(next) = behind_gap(lines, index, &head) else {
                break;
            };
            mended |= !lines
                .get(index..next)
                .unwrap_or_default()
                .iter()
                .all(|line| is_attribute(line.text));
            out.changed = true;
            index = next;
            continue;
        }
        let is_next = self::head(lines, index).is_some();
        if is_next || is_bare && bare_head(lines, index, out).is_some() {
            break;
        }
        let apart = style.apart(line);
        if !apart.is_empty() {
            for row in &apart {
                out.row(
                    &style.cells(std::slice::from_ref(row)),
                    style.width,
                    row.start,
                );
            }
            mended = true;
            index += 1;
            continue;
        }
        let count = style.count(line);
        let goes_on = goes_on(line.text);
        let own = style.of_row(line);
        if count == own.full() || goes_on {
            out.row_line(line, style);
            index += 1;
        } else if count > style.full() {
            let blank_rest = line.text.trim_end().ends_with(style.pipe)
                && style.cells(std::slice::from_ref(line)).len() <= style.width
                && trailing_blanks(line, style);
            if blank_rest {
                out.row_line(line, style);
            } else {
                out.row(
                    &style.cells(std::slice::from_ref(line)),
                    style.width,
                    line.start,
                );
            }
            index += 1;
        } else if let Some(length) = broken(lines, index, own) {
            out.row(
                &style.cells(lines.get(index..index + length)?),
                style.width,
                line.start,
            );
            mended = true;
            index += length;
        } else if count == 0 {
            break;
        } else {
            out.row_line(line, style);
            index += 1;
        }
    }
    if mended {
        out.mended.push(first.start..lines.get(head.dashes)?.end());
    }
    if lines.get(index).is_some_and(|line| !line.is_blank()) {
        out.add("\n", lines.get(index)?.start);
    }
    Some(index - at)
}

impl Out<'_> {
    /// Copies a line of a table; code in it may hold pipes.
    fn row_line(&mut self, line: &Line<'_>, style: Style) {
        let plain = marks(line.text, style.pipe).len()
            == line.text.matches('|').count() - line.text.matches("\\|").count();
        // Without a pipe before it, the dash of a nested name would begin a list.
        let begins = line.text.trim_start().chars().next();
        let inert = style.lead || begins.is_some_and(char::is_alphanumeric);
        if style.pipe == '|' && plain && inert {
            self.keep(line.start..line.next);
            self.end_line(line.next);
        } else {
            self.row(
                &style.cells(std::slice::from_ref(line)),
                style.width,
                line.start,
            );
        }
    }

    fn end_line(&mut self, at: usize) {
        if !self.text.ends_with('\n') {
            self.add("\n", at);
        }
    }

    /// Writes a row of cells.
    fn row(&mut self, cells: &[Vec<Range<usize>>], width: usize, at: usize) {
        for index in 0..width {
            let cell = cells.get(index).map(Vec::as_slice).unwrap_or_default();
            let begin = cell.first().map_or(at, |part| part.start);
            self.add("| ", begin);
            let mut first = true;
            for part in cell {
                let text = self.source.get(part.clone()).unwrap_or_default();
                let bare = text.trim();
                if bare.is_empty() {
                    continue;
                }
                if !first {
                    self.add("<br>", part.start);
                }
                first = false;
                // White space that is no ASCII indents names.
                let kept = text.trim_matches([' ', '\t', '\r']);
                let start =
                    part.start + (text.len() - text.trim_start_matches([' ', '\t', '\r']).len());
                self.cell(start..start + kept.len());
            }
            self.add(" ", begin);
        }
        self.add("|\n", at);
    }
}

/// What stands between the borders of lines, each cell with the parts of its lines. `shown` is what counts of a line, and
/// where it has borders.
pub(super) fn split<'a>(
    row: &[Line<'a>],
    pipe: char,
    shown: impl Fn(&Line<'a>) -> (&'a str, Vec<usize>),
) -> Vec<Vec<Range<usize>>> {
    let mut cells: Vec<Vec<Range<usize>>> = vec![Vec::new()];
    for line in row {
        let (text, borders) = shown(line);
        let mut from = line.start;
        for border in borders {
            let at = line.start + border;
            if let Some(cell) = cells.last_mut() {
                cell.push(from..at);
            }
            cells.push(Vec::new());
            from = at + pipe.len_utf8();
        }
        if let Some(cell) = cells.last_mut() {
            cell.push(from..line.start + text.len());
        }
    }
    cells
}

/// Where the borders of a line are: pipes that are neither escaped nor in code.
pub(super) fn borders(text: &str) -> Vec<usize> {
    marks(text, '|')
}

fn marks(text: &str, pipe: char) -> Vec<usize> {
    let balanced = text.matches('`').count().is_multiple_of(2);
    let (mut coded, mut escaped) = (false, false);
    let mut found = Vec::new();
    for (index, c) in text.char_indices() {
        if c == '`' && balanced {
            coded = !coded;
        } else if c == pipe && !escaped && !coded {
            found.push(index);
        }
        escaped = c == '\\' && !escaped;
    }
    found
}

/// Whether all cells behind the columns are empty.
fn trailing_blanks(line: &Line<'_>, style: Style) -> bool {
    let marks = marks(line.text, style.pipe);
    let last = style.width - 1 + usize::from(style.lead);
    marks
        .get(last)
        .and_then(|mark| line.text.get(mark + style.pipe.len_utf8()..))
        .is_some_and(|rest| rest.chars().all(|c| c == style.pipe || c.is_whitespace()))
}

/// The header that begins at a line: a row, or several of which all but the last go on, over a line of dashes.
fn head(lines: &[Line<'_>], at: usize) -> Option<Head> {
    let mut last = at;
    while lines
        .get(last)
        .is_some_and(|line| !line.verbatim && goes_on(line.text))
    {
        last += 1;
    }
    let row = lines.get(last).filter(|line| !line.verbatim)?;
    let dashes = lines.get(last + 1).filter(|line| !line.verbatim)?;
    let pipe = if row.text.contains('｜') && !row.text.contains('|') {
        '｜'
    } else {
        '|'
    };
    if !is_dashes(dashes.text, pipe) || is_dashes(row.text, pipe) || row.is_blank() {
        return None;
    }
    // Of empty lines before the header nothing is left.
    let first = (at..last).find(|index| {
        lines
            .get(*index)
            .is_some_and(|line| !is_empty_row(line.text))
    });
    let lines_of_head = first.unwrap_or(last)..last + 1;
    let bare = row.text.trim();
    let borders = marks(bare, pipe).len();
    let (lead, trail) = (bare.starts_with(pipe), bare.ends_with(pipe));
    let width = (borders + 1).checked_sub(usize::from(lead) + usize::from(trail))?;
    if borders == 0 || width == 0 {
        return None;
    }
    let style = Style {
        pipe,
        lead,
        trail,
        width,
    };
    let under = dashes
        .text
        .split([pipe, '+'])
        .filter(|part| part.contains('-'))
        .count();
    let plain = pipe == '|'
        && lines_of_head.len() == 1
        && lines_of_head.start == at
        && under == width
        && dashes.text.is_ascii()
        && !dashes.text.contains('+')
        && marks(row.text, pipe).len() == row.text.matches('|').count();
    Some(Head {
        lines: lines_of_head,
        dashes: last + 1,
        style,
        plain,
    })
}

fn goes_on(text: &str) -> bool {
    text.trim_end()
        .strip_suffix('\\')
        .is_some_and(|row| row.trim_end().ends_with('|') && row.trim_start().starts_with('|'))
}

fn is_empty_row(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || matches!(c, '|' | '\\'))
}

pub(super) fn is_dashes(text: &str, pipe: char) -> bool {
    // `psql` draws no border: `---+---`.
    (text.contains(pipe) || text.contains("-+-"))
        && text.contains('-')
        && text
            .chars()
            .all(|c| c == pipe || matches!(c, '-' | ':' | '+') || c.is_whitespace())
        // `+---+` is the border of a grid.
        && !text.trim_start().starts_with('+')
}

/// Lines behind which a table may go on.
pub(super) fn is_gap(line: &Line<'_>) -> bool {
    line.is_blank() || is_comment(line.text) || is_attribute(line.text) || says_goes_on(line.text)
}

/// Where the table goes on behind a gap: at a row of its shape, or behind its header that is repeated.
fn behind_gap(lines: &[Line<'_>], gap: usize, head: &Head) -> Option<usize> {
    let next =
        (gap..lines.len()).find(|index| lines.get(*index).is_some_and(|line| !is_gap(line)))?;
    let line = lines.get(next).filter(|line| !line.verbatim)?;
    let style = head.style;
    if let Some(again) = self::head(lines, next) {
        let said = lines
            .get(gap..next)?
            .iter()
            .any(|line| says_goes_on(line.text));
        let header = |head: &Head| {
            let text = lines.get(head.lines.clone())?.last()?.text;
            Some(text.split_whitespace().collect::<String>())
        };
        return (said && header(&again) == header(head)).then_some(again.dashes + 1);
    }
    let bare = line.text.trim();
    let framed =
        style.lead && bare.starts_with(style.pipe) || style.trail && bare.ends_with(style.pipe);
    let own = style.of_row(line);
    let is_row =
        style.count(line) >= own.full() || goes_on(line.text) || broken(lines, next, own).is_some();
    // A row of the platform's editor may begin with an empty one.
    (framed && is_row && !is_dashes(bare, style.pipe)).then_some(next)
}

/// How many lines a row takes whose cells are broken over lines.
fn broken(lines: &[Line<'_>], at: usize, style: Style) -> Option<usize> {
    let first = lines.get(at)?;
    let mut count = style.count(first);
    // A name may stand on the line above its row.
    let is_name = count == 0 && is_name_above(lines, at, style);
    if !style.trail
        || count == 0 && !is_name
        || style.lead && !first.text.trim_start().starts_with(style.pipe)
    {
        return None;
    }
    for index in at + 1..at + HIGHEST {
        let line = lines.get(index).filter(|line| !line.verbatim)?;
        let own = style.count(line);
        if has_titles(line) {
            // The last row before another header may lack its end.
            return (count + 1 == style.full()).then_some(index - at);
        }
        let is_heading = line.text.trim_start().starts_with('#');
        if own >= style.full() || is_heading || head(lines, index).is_some() || goes_on(line.text) {
            return None;
        }
        count += own;
        if count > style.full() {
            return None;
        }
        if count == style.full() && line.text.trim_end().ends_with(style.pipe) {
            return Some(index + 1 - at);
        }
    }
    None
}
