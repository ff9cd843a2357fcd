//! Tables whose titles stand in the middle of their columns, as text browsers show them. What is blank in every row parts the columns.

use std::ops::Range;

use super::super::Out;
use super::super::lines::Line;
use super::super::tabs::is_member;
use super::{NARROWEST, Row, cut_row, firsts, width};
use crate::dialect::{Column, may_title_types};

/// Fewest rows that show where the columns are.
const FEWEST: usize = 2;
/// Most words that the titles of a table have.
const MOST_WORDS: usize = 24;
/// Most runs of a row that are told apart; what follows is text.
const MOST_RUNS: usize = 64;

pub(super) fn read(lines: &[Line<'_>], at: usize, out: &mut Out<'_>) -> Option<usize> {
    let first = lines.get(at).filter(|line| !line.verbatim)?;
    let titles = titles(first.text)?;
    let rows = lines.iter().skip(at + 1);
    let rows: Vec<&Line<'_>> = rows
        .take_while(|line| !line.verbatim && !line.is_blank())
        .collect();
    if rows.len() < FEWEST {
        return None;
    }
    let columns = columns(&runs(&rows), first.text, &titles)?;
    let is_row = |row: &Row| is_member(&firsts(row), out);
    let cut = rows
        .iter()
        .map(|line| cut_row(&[*line], &columns, width).filter(is_row));
    let cut: Option<Vec<Row>> = cut.collect();
    let place = |title: &Range<usize>| first.start + title.start..first.start + title.end;
    let header = titles.iter().map(|title| vec![place(title)]).collect();
    let table: Vec<Row> = std::iter::once(header).chain(cut?).collect();
    out.table(&table, first.start);
    Some(1 + rows.len())
}

/// Where the titles of columns stand on a line that has nothing else. The first is that of the names, the second that of the types.
fn titles(text: &str) -> Option<Vec<Range<usize>>> {
    if !may_title_types(text) {
        return None;
    }
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for word in text.split(' ') {
        if !word.is_empty() {
            words.push(at..at + word.len());
        }
        at += word.len() + 1;
    }
    if words.len() > MOST_WORDS {
        return None;
    }
    let mut titles: Vec<Range<usize>> = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    let mut rest = words.as_slice();
    while let Some(begin) = rest.first() {
        // `Example value` is one title.
        let (length, title, column) = (1..=rest.len()).rev().find_map(|length| {
            let title = begin.start..rest.get(length - 1)?.end;
            let written = text.get(title.clone())?;
            let column = Column::of(written).filter(|_| !written.contains("  "))?;
            Some((length, title, column))
        })?;
        titles.push(title);
        columns.push(column);
        rest = rest.get(length..)?;
    }
    let is_table = columns.starts_with(&[Column::Name, Column::Type]);
    (is_table && titles.len() >= NARROWEST).then_some(titles)
}

/// Where something stands in one of the rows, by how wide characters are shown.
fn runs(rows: &[&Line<'_>]) -> Vec<Range<usize>> {
    let mut filled: Vec<bool> = Vec::new();
    for row in rows {
        let mut position = 0;
        for c in row.text.chars() {
            let end = position + width(c);
            if filled.len() < end {
                filled.resize(end, false);
            }
            for cell in filled.iter_mut().take(end).skip(position) {
                *cell |= c != ' ';
            }
            position = end;
        }
    }
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in (0..filled.len()).filter(|at| filled.get(*at) == Some(&true)) {
        let is_last = runs.len() == MOST_RUNS;
        match runs.last_mut() {
            Some(last) if is_last || last.end == at => last.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Where the columns begin: the runs are shared out so that the titles stand as near to the middles of their columns as they can. No
/// name has a blank, so the first run is the first column.
fn columns(runs: &[Range<usize>], header: &str, titles: &[Range<usize>]) -> Option<Vec<usize>> {
    let before = |end: usize| -> usize {
        let text = header.get(..end).unwrap_or_default();
        text.chars().map(width).sum()
    };
    let (names, rest) = runs.split_first()?;
    // For each number of runs, how far the titles so far are off at the least, and where their columns begin.
    let mut best: Vec<Option<(usize, Vec<usize>)>> = vec![None; rest.len() + 1];
    *best.first_mut()? = Some((0, vec![names.start]));
    for title in titles.iter().skip(1) {
        let (begin, end) = (before(title.start), before(title.end));
        let reach = |count: usize| {
            let column_end = rest.get(count.checked_sub(1)?)?.end;
            let ways = best
                .iter()
                .zip(rest)
                .take(count)
                .filter_map(|(way, first)| {
                    let (off, begins) = way.as_ref()?;
                    // A title that is wider than its column begins where that does.
                    let own = if end - begin > column_end - first.start {
                        2 * begin.abs_diff(first.start)
                    } else {
                        (begin + end).abs_diff(first.start + column_end)
                    };
                    Some((off + own, begins, first.start))
                });
            let (off, begins, start) = ways.min_by_key(|(off, ..)| *off)?;
            let begins = begins.iter().copied().chain([start]);
            Some((off, begins.collect()))
        };
        best = (0..=rest.len()).map(reach).collect();
    }
    let (_, begins) = best.pop()??;
    Some(begins)
}

#[cfg(test)]
mod tests {
    use super::{columns, titles};

    #[test]
    fn titles_of_one_word_or_more_are_told_apart() {
        let found = |text| titles(text).map(|titles| titles.len());
        assert_eq!(
            found("  Name   Type Required Example value  Description"),
            Some(5)
        );
        assert_eq!(found("参数   类型 是否必选 示例值"), Some(4));
        for text in [
            "Name Type",
            "Type Name Description",
            "the Name Type Description",
            "",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn a_gap_within_a_type_parts_no_columns() {
        let header = "Name        Type      Required";
        let titles = titles(header).unwrap_or_default();
        // `Pier   Object of Pier   Yes`, `Depth  Integer          No`
        let runs = [0..5, 7..16, 17..21, 24..27];
        assert_eq!(columns(&runs, header, &titles), Some(vec![0, 7, 24]));
    }
}
