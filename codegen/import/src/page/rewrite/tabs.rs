//! Tables whose cells are parted by tabs: what a copy from a browser or a spreadsheet leaves.

use std::ops::Range;

use super::Out;
use super::lines::Line;
use crate::dialect::{Column, Spelling, is_plain_mark, section, spelling};

/// Fewest cells of a row, and fewest rows, that make a table.
const NARROWEST: usize = 3;

pub(super) fn read(lines: &[Line<'_>], at: usize, out: &mut Out<'_>) -> Option<usize> {
    let first = lines.get(at)?;
    let width = cells(first)?.len();
    let filled = cells(first)?.iter().all(|part| {
        out.source
            .get(part.clone())
            .is_some_and(|text| !text.trim().is_empty() && text.chars().count() <= 24)
    });
    if width < NARROWEST || !filled || first.text.starts_with(['\t', ' ']) {
        return None;
    }
    let mut rows = vec![one_line(cells(first)?)];
    let mut taken = 1;
    while let Some(line) = lines.get(at + taken).filter(|line| !line.verbatim) {
        if let Some((row, length)) = quoted(lines, at + taken, width) {
            rows.push(row);
            taken += length;
            continue;
        }
        let found = cells(line);
        let more = found.as_ref().map_or(0, Vec::len);
        match found.filter(|_| !is_header(line, first)) {
            // What stands behind tabs alone goes on in the last cell.
            Some(found) if taken > 1 && is_indented(&found, out) => {
                let last = rows.last_mut()?;
                let begin = found.last()?.start;
                if last.len() < width && last.len() + found.len() <= width + 1 {
                    last.extend(one_line(found).into_iter().skip(1));
                } else {
                    go_on(last, begin..line.end());
                }
            }
            // Empty cells at the end are dropped by some copies.
            Some(found) if (2..=width).contains(&more) => rows.push(one_line(found)),
            // Tabs in the text of the last cell.
            Some(mut found) if is_member(&found, out) => {
                found.truncate(width);
                found.last_mut()?.end = line.end();
                rows.push(one_line(found));
            }
            _ => {
                let count = if taken > 1 {
                    rest(lines, at + taken, first, begins_below(&rows, out), out)
                } else {
                    0
                };
                if count == 0 {
                    break;
                }
                let last = rows.last_mut()?;
                for line in lines.iter().skip(at + taken).take(count) {
                    go_on(last, line.start..line.end());
                }
                taken += count;
                continue;
            }
        }
        taken += 1;
    }
    if rows.len() < 2 {
        return None;
    }
    out.table(&rows, first.start);
    Some(taken)
}

/// Most lines that one cell takes.
const HIGHEST: usize = 80;

/// Adds a line to the last cell of a row.
fn go_on(row: &mut [Vec<Range<usize>>], line: Range<usize>) {
    if let Some(cell) = row.last_mut() {
        // A copy breaks lines where the page does: an empty part keeps them apart.
        cell.push(line.start..line.start);
        cell.push(line);
    }
}

/// Whether a line has the titles of columns: those of the table, or others.
fn is_header(line: &Line<'_>, first: &Line<'_>) -> bool {
    let titles = line.text.split('\t').map(str::trim);
    line.text.trim() == first.text.trim()
        || titles.clone().count() >= NARROWEST
            && titles.clone().all(|title| Column::of(title).is_some())
}

/// Whether no cell but the last has a text.
fn is_indented(cells: &[Range<usize>], out: &Out<'_>) -> bool {
    let is_blank = |part: &Range<usize>| {
        let text = out.source.get(part.clone());
        text.is_none_or(|text| text.trim().is_empty())
    };
    cells
        .split_last()
        .is_some_and(|(last, before)| before.iter().all(is_blank) && !is_blank(last))
}

/// How many lines behind a row belong to its last cell: all up to the next row, or, where none follows, those up to an empty one.
fn rest(lines: &[Line<'_>], from: usize, first: &Line<'_>, below: bool, out: &Out<'_>) -> usize {
    let width = cells(first).map_or(0, |cells| cells.len());
    let near = || lines.iter().skip(from).take(HIGHEST);
    let (mut blank, mut said) = (false, false);
    let mut end = None;
    let mut headed = false;
    for (index, line) in near().enumerate() {
        if line.verbatim || is_end(line.text) {
            break;
        }
        // Rows whose cells stand one below the other are read elsewhere.
        if begins_row(lines, from + index, out) {
            end = Some(if said { index } else { 0 });
            break;
        }
        blank |= line.is_blank();
        said |= !line.is_blank();
        let Some(found) = cells(line) else { continue };
        headed = is_header(line, first);
        if headed {
            break;
        }
        let is_row = is_member(&found, out)
            || found.len() == width && !blank && !line.text.starts_with('\t');
        // A cell before the last may be the one that goes on.
        if is_row || line.text.starts_with('\t') && found.len() > 2 {
            end = Some(index);
            break;
        }
    }
    if let Some(end) = end {
        return end;
    }
    let own = near().take_while(|line| {
        let ends = line.is_blank() && !below;
        !ends && !line.verbatim && !is_end(line.text) && cells(line).is_none()
    });
    let count = own.count();
    let taken = lines.get(from..from + count).unwrap_or_default();
    // What stands right over the titles of the next table is its own title.
    let behind = lines.get(from + count);
    let heads = headed && behind.is_some_and(|line| is_header(line, first));
    let text = |line: &&Line<'_>| !line.is_blank();
    let titles = heads && taken.iter().rev().find(text).is_some_and(is_title);
    let count = if titles {
        taken
            .iter()
            .rposition(|line| !line.is_blank())
            .unwrap_or_default()
    } else {
        count
    };
    count + values(lines, from + count, count > 0)
}

/// Whether a line is a name, and the next one that is not empty a type; the name of one needs its mark as well.
fn begins_row(lines: &[Line<'_>], at: usize, out: &Out<'_>) -> bool {
    let mut rest = lines.iter().skip(at).filter(|line| !line.is_blank());
    let here = lines.get(at).is_some_and(|line| !line.is_blank());
    let mut next = || rest.next().map_or(0..0, |line| line.start..line.end());
    let cells = [next(), next()];
    let text = |part: Range<usize>| out.source.get(part).unwrap_or_default().trim();
    let ty = text(cells[1].clone());
    let is_plain = ty.contains(" of ") || !matches!(spelling(ty), Some(Spelling::Named(_)));
    let mark = text(next());
    here && is_member(&cells, out) && (is_plain || !mark.is_empty() && is_plain_mark(mark))
}

/// Whether a line may be the title of a table: it is short, and no sentence.
fn is_title(line: &Line<'_>) -> bool {
    let text = line.text.trim();
    text.chars().count() <= 24
        && !text.ends_with(['。', '.', '；', ';'])
        && !text.contains(['：', ':'])
}

/// Whether the last cell of the last row is still empty: browsers begin cells of several paragraphs on the next line.
fn begins_below(rows: &[Vec<Vec<Range<usize>>>], out: &Out<'_>) -> bool {
    let cell = rows.last().and_then(|row| row.last());
    cell.is_some_and(|parts| {
        let mut texts = parts.iter().filter_map(|part| out.source.get(part.clone()));
        texts.all(|text| text.trim().is_empty())
    })
}

/// How many lines behind an empty one are values of the member before, as browsers copy lists.
fn values(lines: &[Line<'_>], from: usize, begun: bool) -> usize {
    let rest = || lines.iter().skip(from).take(HIGHEST);
    let blank = rest().take_while(|line| line.is_blank()).count();
    let is_value = |line: &&Line<'_>| {
        let text = line.text.trim();
        let head = text.split(['：', ':']).next().unwrap_or_default();
        let is_pair =
            head.len() < text.len() && head.len() <= 24 && !head.contains(['。', '，', ' ']);
        let is_default = text.starts_with("默认") || text.starts_with("取值");
        !line.verbatim && !is_end(text) && (is_pair && !text.ends_with(['：', ':']) || is_default)
    };
    if !begun || blank == 0 {
        return 0;
    }
    match rest().skip(blank).take_while(is_value).count() {
        0 => 0,
        count => blank + count + values(lines, from + blank + count, true),
    }
}

/// Whether a line ends a table, whatever follows: an address, JSON, a heading, the title of a section.
fn is_end(text: &str) -> bool {
    let text = text.trim();
    let names_part =
        section(text).is_some() && text.chars().count() <= 12 && !text.ends_with(['。', '，']);
    let speaks = [
        "本接口",
        "该接口",
        "下表",
        "See ",
        "This API",
        "The following",
        "The structure",
    ];
    text.starts_with(['#', '{', '}', '|'])
        || ["GET ", "POST ", "http://", "https://"]
            .iter()
            .any(|sent| text.starts_with(sent))
        || names_part && !text.starts_with(['-', '*', '•'])
        || speaks.iter().any(|word| text.starts_with(word))
}

/// A row with a cell in quotation marks that goes on in the next lines, as spreadsheets copy it, and how many lines it takes.
fn quoted(lines: &[Line<'_>], at: usize, width: usize) -> Option<(Vec<Vec<Range<usize>>>, usize)> {
    let first = lines.get(at)?;
    let mut row: Vec<Vec<Range<usize>>> = Vec::new();
    let mut open = false;
    for (index, line) in lines.iter().skip(at).take(HIGHEST).enumerate() {
        let mut start = line.start;
        for part in line.text.split('\t') {
            let end = start + part.len();
            let marks = part.matches('"').count();
            let begins = !open && part.starts_with('"') && marks % 2 == 1;
            let ends = open && marks % 2 == 1;
            let begin = start + usize::from(begins);
            let range = begin..(end - usize::from(ends && part.ends_with('"'))).max(begin);
            match row.last_mut().filter(|_| open) {
                Some(cell) => {
                    cell.push(range.start..range.start);
                    cell.push(range);
                }
                None => row.push(vec![range]),
            }
            open = begins || open && !ends;
            start = end + 1;
        }
        if !open {
            let is_row = index > 0 && (2..=width).contains(&row.len());
            return (is_row && first.text.contains('\t')).then_some((row, index + 1));
        }
    }
    None
}

/// Whether cells begin a row: a name, and a type that is known.
pub(super) fn is_member(cells: &[Range<usize>], out: &Out<'_>) -> bool {
    let cell = |index: usize| Some(out.source.get(cells.get(index)?.clone())?.trim());
    let is_type = |text: &str| spelling(text).is_some() && Column::of(text).is_none();
    cell(0).is_some_and(is_name) && cell(1).is_some_and(is_type)
}

/// Whether a text is written as the name of a member is.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_.-[]".contains(&b))
}

fn one_line(cells: Vec<Range<usize>>) -> Vec<Vec<Range<usize>>> {
    cells.into_iter().map(|cell| vec![cell]).collect()
}

/// The cells of a line that has tabs.
fn cells(line: &Line<'_>) -> Option<Vec<Range<usize>>> {
    if line.verbatim || !line.text.contains('\t') {
        return None;
    }
    let mut cells = Vec::new();
    let mut start = line.start;
    for (index, _) in line.text.match_indices('\t') {
        cells.push(start..line.start + index);
        start = line.start + index + 1;
    }
    cells.push(start..line.end());
    Some(cells)
}
