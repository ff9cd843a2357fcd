//! Tables whose columns stand under dashes, as pandoc writes simple and multi-line ones, or only below each other.

mod centred;

use std::ops::Range;

use super::Out;
use super::lines::Line;
use super::tabs::is_member;

/// Shortest line of dashes that opens a table of its own.
const SHORTEST: usize = 10;

pub(super) fn read(lines: &[Line<'_>], at: usize, out: &mut Out<'_>) -> Option<usize> {
    ruled(lines, at, out)
        .or_else(|| plain(lines, at, out))
        .or_else(|| centred::read(lines, at, out))
}

/// Fewest columns of a table that has no line of dashes, and longest title of one, in characters.
const NARROWEST: usize = 3;
const LONGEST: usize = 24;

/// A table whose rows have a blank before every title of a column.
fn plain(lines: &[Line<'_>], at: usize, out: &mut Out<'_>) -> Option<usize> {
    let first = lines.get(at).filter(|line| !line.verbatim)?;
    let titles = titles(first.text)?;
    let tables = MEASURES.map(|measure| below(lines, at, &titles, measure, out));
    let rows = fullest(tables.map(Option::unwrap_or_default), out)?;
    out.table(&rows.lines, first.start);
    Some(rows.taken)
}

/// Rows, and how many lines they take.
#[derive(Default)]
struct Rows {
    lines: Vec<Row>,
    taken: usize,
}

/// The table with the most cells that are not empty: by another measure a row seems to end before its last columns.
fn fullest(tables: [Rows; 2], out: &Out<'_>) -> Option<Rows> {
    let full = |table: &Rows| {
        let cells = table.lines.iter().flatten();
        cells.filter(|cell| !is_blank(cell, out)).count()
    };
    let [first, second] = tables;
    let fullest = if full(&second) > full(&first) {
        second
    } else {
        first
    };
    (!fullest.lines.is_empty()).then_some(fullest)
}

fn is_blank(cell: &[Range<usize>], out: &Out<'_>) -> bool {
    let parts = cell.iter().map(|part| out.source.get(part.clone()));
    parts.flatten().all(|text| text.trim().is_empty())
}

/// The rows below titles, by a measure of characters.
fn below(
    lines: &[Line<'_>],
    at: usize,
    titles: &[usize],
    measure: Measure,
    out: &Out<'_>,
) -> Option<Rows> {
    let first = lines.get(at)?;
    let begins = |index: usize| {
        lines
            .get(index)
            .filter(|line| !line.verbatim && !line.is_blank())
    };
    let columns: Vec<usize> = titles
        .iter()
        .map(|title| {
            let before = first.text.get(..*title).unwrap_or_default();
            before.chars().map(measure).sum()
        })
        .collect();
    let mut rows: Vec<Row> = vec![cut_row(&[first], &columns, measure)?];
    let mut taken = 1;
    let mut before: Option<Row> = None;
    loop {
        let gap = lines.iter().skip(at + taken);
        let gap = gap.take_while(|line| line.is_blank()).count();
        let next = begins(at + taken + gap);
        let Some(row) = next.and_then(|line| cut_row(&[line], &columns, measure)) else {
            break;
        };
        if gap > 0 {
            // Empty lines may part the rows, each of which has a name and a type then; what has none stands above or
            // below the line with the name of its row.
            let next = lines.get(at + taken + gap + 1);
            let above = next
                .and_then(|line| cut_row(&[line], &columns, measure))
                .is_some_and(|row| is_member(&firsts(&row), out));
            let is_rest = firsts(&row).first().is_some_and(|part| {
                let name = out.source.get(part.clone()).unwrap_or_default();
                name.trim().is_empty()
            });
            if is_rest && above {
                before = Some(row);
                taken += gap + 1;
                continue;
            }
            if !is_rest && !is_member(&firsts(&row), out) || is_rest && rows.len() < 2 {
                break;
            }
            taken += gap;
        }
        let begins = row.iter().take(2).all(|cell| !is_blank(cell, out));
        match rows.last_mut() {
            // What is wrapped in a cell goes on below it.
            Some(last) if !begins && taken > 1 => {
                for (cell, more) in last.iter_mut().zip(row) {
                    cell.extend(more);
                }
            }
            _ if begins => {
                let above = before.take().unwrap_or_default();
                let cells = row.into_iter().enumerate();
                let whole = cells.map(|(index, cell)| {
                    let mut whole = above.get(index).cloned().unwrap_or_default();
                    whole.extend(cell);
                    whole
                });
                rows.push(whole.collect());
            }
            _ => return None,
        }
        taken += 1;
    }
    // A line right behind the table that is none of its rows: then it is no table.
    if rows.len() < 2 || begins(at + taken).is_some_and(|line| titles_or_more(line.text)) {
        return None;
    }
    Some(Rows { lines: rows, taken })
}

/// The first line of every cell.
fn firsts(row: &Row) -> Vec<Range<usize>> {
    row.iter()
        .filter_map(|cell| cell.first().cloned())
        .collect()
}

/// Where the titles of columns begin, which two blanks or more part.
fn titles(text: &str) -> Option<Vec<usize>> {
    let mut starts = Vec::new();
    let mut at = text.len() - text.trim_start().len();
    let end = text.trim_end().len();
    while at < end {
        let rest = text.get(at..end)?;
        let length = rest.find("  ").unwrap_or(rest.len());
        let title = rest.get(..length)?;
        let fits = title.chars().count() <= LONGEST
            && title.contains(char::is_alphabetic)
            && !title.contains(['`', '|', '。', '，', ':', '：', '"', '{', '=']);
        if !fits {
            return None;
        }
        starts.push(at);
        let behind = rest.get(length..)?;
        at += length + (behind.len() - behind.trim_start().len());
    }
    (starts.len() >= NARROWEST && !text.trim_start().starts_with(['-', '*', '#', '>']))
        .then_some(starts)
}

/// Whether a line has as many parts as a row would.
fn titles_or_more(text: &str) -> bool {
    text.trim()
        .split("  ")
        .filter(|part| !part.trim().is_empty())
        .count()
        >= NARROWEST
}

fn ruled(lines: &[Line<'_>], at: usize, out: &mut Out<'_>) -> Option<usize> {
    let first = lines.get(at)?;
    let bare = first.text.trim();
    let framed = bare.len() >= SHORTEST && bare.bytes().all(|b| b == b'-');
    // reStructuredText draws the line over the header, too.
    let double = bare.starts_with('=') && ruler(first.text).is_some();
    let mut header = at + usize::from(framed || double);
    // The header may be several lines high; the line of dashes that is parted says where the columns are.
    let ruler = (header..header + 5).find(|index| {
        lines
            .get(*index)
            .is_some_and(|line| ruler(line.text).is_some())
    })?;
    if ruler == header || !framed && ruler != header + 1 || first.is_blank() {
        return None;
    }
    let columns = lines.get(ruler).and_then(|line| self::ruler(line.text))?;
    let mut rows: Vec<Vec<&Line<'_>>> = vec![Vec::new()];
    while header < ruler {
        rows.first_mut()?.push(lines.get(header)?);
        header += 1;
    }
    let multiline = framed;
    let mut taken = ruler + 1 - at;
    let mut ended = false;
    let mut open: Vec<&Line<'_>> = Vec::new();
    while let Some(line) = lines.get(at + taken) {
        let bare = line.text.trim();
        if line.verbatim && (multiline || !lies_in_cell(line.text, &columns)) {
            break;
        }
        let closes = bare.len() >= 3 && bare.bytes().all(|b| matches!(b, b'-' | b'=' | b' '));
        if closes {
            taken += 1;
            ended = true;
            break;
        }
        if bare.is_empty() {
            if !open.is_empty() {
                rows.push(std::mem::take(&mut open));
            }
            if !multiline && !goes_on(lines, at + taken, &columns, out) {
                ended = true;
                break;
            }
        } else if bare.starts_with('#') {
            break;
        } else {
            open.push(line);
            if !multiline {
                rows.push(std::mem::take(&mut open));
            }
        }
        taken += 1;
    }
    if !open.is_empty() {
        rows.push(open);
    }
    ended |= at + taken >= lines.len();
    if rows.len() < 2 || multiline && !ended {
        return None;
    }
    let tables = MEASURES.map(|measure| {
        let lines = rows.iter().map(|row| cut_row(row, &columns, measure));
        let lines = lines.collect::<Option<_>>().unwrap_or_default();
        Rows {
            lines: joined(lines, out),
            taken,
        }
    });
    let table = match fullest(tables, out) {
        Some(rows) => rows.lines,
        None => {
            let lines = rows.iter().map(|row| spaced_row(row, columns.len()));
            lines.collect::<Option<_>>()?
        }
    };
    out.table(&table, first.start);
    Some(taken)
}

/// Rows with those lines in them that only go on with their cells: they have neither a name nor a type.
fn joined(rows: Vec<Row>, out: &Out<'_>) -> Vec<Row> {
    let mut whole: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        let goes_on = whole.len() > 1 && row.iter().take(2).all(|cell| is_blank(cell, out));
        match whole.last_mut() {
            Some(last) if goes_on => {
                for (cell, more) in last.iter_mut().zip(row) {
                    cell.extend(more);
                }
            }
            _ => whole.push(row),
        }
    }
    whole
}

/// Whether a line has nothing in the first column: it goes on with the row above.
fn lies_in_cell(text: &str, columns: &[usize]) -> bool {
    let indent = text.chars().take_while(|c| c.is_whitespace()).count();
    columns.get(1).is_some_and(|second| indent >= *second)
}

/// Whether a table goes on behind empty lines, which a cell may hold: the next line goes on with a cell, or begins like a member.
fn goes_on(lines: &[Line<'_>], at: usize, columns: &[usize], out: &Out<'_>) -> bool {
    const MOST_EMPTY: usize = 2;
    let next = lines
        .iter()
        .skip(at)
        .take(MOST_EMPTY + 1)
        .find(|line| !line.is_blank());
    next.is_some_and(|line| {
        let row = || {
            let mut rows = MEASURES
                .iter()
                .filter_map(|measure| cut_row(&[line], columns, *measure));
            // Columns for the levels of names may stand between the name and the type.
            rows.any(|row| {
                let cells = firsts(&row);
                let filled = cells.iter().filter(|cell| {
                    let text = out.source.get((*cell).clone()).unwrap_or_default();
                    !text.trim().is_empty()
                });
                let filled: Vec<Range<usize>> = filled.cloned().collect();
                let repeats = filled.get(1).and_then(|cell| out.source.get(cell.clone()));
                is_member(&filled, out) || repeats.is_some_and(|text| text.trim() == "^^")
            })
        };
        lies_in_cell(line.text, columns) || row()
    })
}

type Measure = fn(char) -> usize;
type Row = Vec<Vec<Range<usize>>>;

/// How converters count the columns of characters.
const MEASURES: [Measure; 2] = [chars, width];

fn chars(_: char) -> usize {
    1
}

/// How wide a character is shown.
fn width(c: char) -> usize {
    match c {
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// Where the columns begin, by a line of several runs of dashes.
fn ruler(text: &str) -> Option<Vec<usize>> {
    let bare = text.trim();
    let mark = if bare.starts_with('=') { '=' } else { '-' };
    let is_ruler = bare.contains(' ') && bare.chars().all(|c| c == mark || c == ' ');
    let runs = bare.split(' ').filter(|run| !run.is_empty());
    if !is_ruler || runs.clone().count() < 2 || runs.clone().any(|run| run.len() < 2) {
        return None;
    }
    let mut columns = Vec::new();
    let mut before = ' ';
    for (index, c) in text.chars().enumerate() {
        if c == mark && before == ' ' {
            columns.push(index);
        }
        before = c;
    }
    Some(columns)
}

/// The cells of a row whose lines have a space before every column.
fn cut_row(row: &[&Line<'_>], columns: &[usize], measure: Measure) -> Option<Row> {
    let mut cells: Row = vec![Vec::new(); columns.len()];
    for line in row {
        let mut cuts: Vec<usize> = Vec::new();
        let mut position = 0;
        let mut before = ' ';
        for (index, c) in line.text.char_indices() {
            while let Some(column) = columns
                .get(cuts.len())
                .filter(|column| position >= **column)
            {
                // A cell must not reach over the border.
                if position > *column || before != ' ' && !cuts.is_empty() {
                    return None;
                }
                cuts.push(index);
            }
            position += measure(c);
            before = c;
        }
        for (index, cell) in cells.iter_mut().enumerate() {
            let from = cuts.get(index).copied().unwrap_or(line.text.len());
            let to = cuts.get(index + 1).copied().unwrap_or(line.text.len());
            cell.push(line.start + from..line.start + to.max(from));
        }
    }
    Some(cells)
}

/// The cells of a row of one line that are two spaces apart.
fn spaced_row(row: &[&Line<'_>], width: usize) -> Option<Row> {
    let [line] = row else { return None };
    let mut cells: Row = Vec::new();
    let mut from = line.text.len() - line.text.trim_start().len();
    let end = line.text.trim_end().len();
    while from < end {
        let rest = line.text.get(from..end)?;
        let length = rest.find("  ").unwrap_or(rest.len());
        cells.push(std::iter::once(line.start + from..line.start + from + length).collect());
        let behind = rest.get(length..)?;
        from += length + (behind.len() - behind.trim_start().len());
    }
    (cells.len() == width).then_some(cells)
}
