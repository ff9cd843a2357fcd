//! Columns that hold two things: `类型及必填` over `Long 必填`, `Name (Type)` over `Depth (Integer)`. Each becomes two. So does a column of
//! names, or of descriptions, that holds the types as well, although its title does not say so.

use super::cells::says_type;
use super::names::parse_name;
use crate::dialect::{Column, Spelling, half_width, required, spelling};
use crate::page::{Block, Page, Rich, Table};
use crate::pattern::pattern;

/// A page whose columns hold one thing each.
pub(super) fn apart(page: Page) -> Page {
    let Page { mut blocks, mended } = page;
    for block in &mut blocks {
        if let Block::Table(table) = block {
            part(table);
            type_apart(table);
            with_formats(table);
        }
    }
    Page { blocks, mended }
}

/// The first column with a title that means something.
fn place(table: &Table, wanted: Column) -> Option<usize> {
    let mut titles = table.header.iter();
    titles.position(|cell| Column::of(&cell.text) == Some(wanted))
}

/// Joins a column of formats, `int64` beside `integer`, to the column of the types.
fn with_formats(table: &mut Table) {
    const TITLES: &[&str] = &["format", "格式", "数据格式"];
    const FORMATS: &[&str] = &[
        "int32",
        "int64",
        "float",
        "double",
        "byte",
        "date",
        "date-time",
        "",
    ];
    let is_format = |cell: &Rich| {
        let title = half_width(cell.text.trim()).to_lowercase();
        TITLES.contains(&title.as_str())
    };
    let Some(format) = table.header.iter().position(is_format) else {
        return;
    };
    let Some(ty) = place(table, Column::Type) else {
        return;
    };
    let written = |row: &[Rich]| {
        let cell = row.get(format).map(|cell| cell.text.trim().to_lowercase());
        cell.unwrap_or_default()
            .trim_matches(['-', '/', '`', '—'])
            .to_owned()
    };
    let are_known = table
        .rows
        .iter()
        .all(|row| FORMATS.contains(&written(row).as_str()));
    if !are_known {
        return;
    }
    for row in &mut table.rows {
        let written = written(row);
        if let Some(cell) = row.get_mut(ty)
            && !written.is_empty()
        {
            let ty = cell.text.trim();
            let is_number = matches!(ty.to_lowercase().as_str(), "integer" | "int" | "number");
            *cell = if is_number {
                cell.with_text(&written)
            } else {
                cell.with_text(&format!("{ty} ({written})"))
            };
        }
        if format < row.len() {
            row.remove(format);
        }
    }
    table.header.remove(format);
}

/// Gives a table a column of types where each of its names stands over its type, or its descriptions begin with the types.
fn type_apart(table: &mut Table) {
    if table.rows.is_empty() || place(table, Column::Type).is_some() {
        return;
    }
    let Some(name) = place(table, Column::Name) else {
        return;
    };
    let description = place(table, Column::Description);
    let cell = |row: &[Rich], at: usize| row.get(at).cloned().unwrap_or_default();
    let over: Option<Vec<(Rich, Rich)>> = table
        .rows
        .iter()
        .map(|row| over_type(&cell(row, name)))
        .collect();
    let split = over.unwrap_or_else(|| {
        let types = table.rows.iter().map(|row| {
            let words = description.map(|at| cell(row, at)).unwrap_or_default();
            let ty = in_words(&words.text).unwrap_or_default();
            (cell(row, name), words.with_text(&ty))
        });
        types.collect()
    });
    let typed = split.iter().filter(|(_, ty)| !ty.is_blank()).count();
    if typed * 2 <= split.len() || !split.iter().any(|(_, ty)| says_type(&ty.text)) {
        return;
    }
    for (row, parts) in table.rows.iter_mut().zip(split) {
        if name < row.len() {
            row.splice(name..=name, <[Rich; 2]>::from(parts));
        }
    }
    let title = table.header.get(name).cloned().unwrap_or_default();
    table.header.insert(name + 1, title.with_text("Type"));
}

/// A name and the type below it.
fn over_type(cell: &Rich) -> Option<(Rich, Rich)> {
    let (name, ty) = cell.text.trim().split_once('\n')?;
    let fits = fits(name, Column::Name, false) && fits(ty, Column::Type, true);
    fits.then(|| (cell.with_text(name), cell.with_text(ty)))
}

pattern!(
    TYPED,
    r"(?i)^(?:(?:必选|必填|可选|选填|required|optional)[。.,;]\s*)?([a-z][a-z0-9\[\]<>_ ]{0,60}?)\s*类型(?:[。,;:]|$)"
);

/// The type that a description tells: `必选。String 类型。`, or on a line of its own `Type: String`.
fn in_words(description: &str) -> Option<String> {
    let half = half_width(description.trim());
    let labelled = |line: &str| {
        let (label, ty) = line.split_once(':')?;
        let is_label = Column::of(label) == Some(Column::Type);
        is_label.then(|| ty.trim().to_owned())
    };
    let first = TYPED
        .captures(&half)
        .and_then(|found| Some(found.get(1)?.as_str().to_owned()));
    let found = first.or_else(|| half.lines().find_map(labelled));
    found.filter(|ty| spelling(ty).is_some())
}

/// Parts the first column of a table that holds two things.
fn part(table: &mut Table) {
    let titles = table.header.iter().map(|cell| titles(&cell.text));
    let found = titles
        .enumerate()
        .find_map(|(at, titles)| Some((at, titles?)));
    let Some((at, titles)) = found else { return };
    let columns = titles.each_ref().map(|(_, column)| *column);
    let has_own = table.header.iter().enumerate().any(|(index, cell)| {
        index != at && Column::of(&cell.text).is_some_and(|column| columns.contains(&column))
    });
    let parts = |row: &Vec<Rich>| two(&row.get(at)?.text, columns);
    if has_own || !table.rows.iter().any(|row| parts(row).is_some()) {
        return;
    }
    for row in &mut table.rows {
        // A row may lack its last cells.
        let Some(cell) = row.get(at).cloned() else {
            continue;
        };
        let [first, second] = parts(row)
            .unwrap_or_else(|| alone(&cell.text, columns))
            .map(|text| cell.with_text(&text));
        row.splice(at..=at, [first, second]);
    }
    if let Some(cell) = table.header.get(at).cloned() {
        let cells = titles.map(|(title, _)| cell.with_text(&title));
        table.header.splice(at..=at, cells);
    }
}

/// The two titles in one, with what each means.
fn titles(header: &str) -> Option<[(String, Column); 2]> {
    const LONGEST: usize = 120;
    if header.len() > LONGEST {
        return None;
    }
    let half = half_width(header).replace(" and ", "/");
    let parts = half.split([
        '/', '(', ')', '及', '和', '与', '、', '&', '+', ',', ';', '|', '\n',
    ]);
    let mut known = parts
        .filter(|part| !part.trim().is_empty())
        .map(|part| Some((part.trim().to_owned(), Column::of(part)?)));
    let (first, second) = (known.next()??, known.next()??);
    let is_one = |column| matches!(column, Column::Name | Column::Type | Column::Required);
    let differ = first.1 != second.1 && is_one(first.1) && is_one(second.1);
    (differ && known.next().is_none()).then_some([first, second])
}

/// The two things that a cell holds, in the order of the titles.
fn two(cell: &str, columns: [Column; 2]) -> Option<[String; 2]> {
    let half = half_width(cell);
    let text = half.trim();
    let mut cuts: Vec<(&str, &str)> = Vec::new();
    let bracketed = |open: char, close: char| text.strip_suffix(close)?.rsplit_once(open);
    cuts.extend(bracketed('(', ')'));
    cuts.extend(bracketed('[', ']').filter(|(_, inside)| !inside.is_empty()));
    for mark in ['\n', '/', ',', ';', '、', '|', ':', ' ', '\t'] {
        cuts.extend(text.rsplit_once(mark));
        cuts.extend(text.split_once(mark));
    }
    let [first, second] = columns;
    // A word that is a type on any page comes before one that may be the name of a structure.
    [false, true].into_iter().find_map(|named| {
        cuts.iter().find_map(|(left, right)| {
            let parts = |[left, right]: [&str; 2]| {
                let fits = fits(left, first, named) && fits(right, second, named);
                fits.then(|| [left, right].map(|part| part.trim().to_owned()))
            };
            parts([left, right]).or_else(|| parts([right, left]))
        })
    })
}

fn fits(text: &str, column: Column, named: bool) -> bool {
    match column {
        Column::Name => parse_name(text).is_some() && !text.trim().contains(' '),
        Column::Type => match spelling(text) {
            Some(Spelling::Named(_)) => named,
            other => other.is_some(),
        },
        _ => required(text).is_some(),
    }
}

/// A cell that holds but one of the two.
fn alone(cell: &str, columns: [Column; 2]) -> [String; 2] {
    let is_second = fits(cell, columns[1], false) && !fits(cell, columns[0], false);
    if is_second {
        [String::new(), cell.to_owned()]
    } else {
        [cell.to_owned(), String::new()]
    }
}
