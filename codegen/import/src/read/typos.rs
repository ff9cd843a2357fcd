//! Types with a slip of the pen, `Interger` and `Sting`: read as the type that was meant.

use std::collections::HashSet;
use std::ops::Range;

use super::Reader;
use super::columns::Columns;
use super::outline::identifiers;
use crate::dialect::{Column, Spelling, spelling};
use crate::page::{Block, Page, Rich};
use codegen_documents::diagnostics::{Finding, lint};
use codegen_likeness::is_slip;

/// A type that was read as another.
#[derive(Debug)]
pub(super) struct Typo {
    written: String,
    meant: &'static str,
    at: Range<usize>,
}

/// The types that are often written by hand.
const TYPES: &[&str] = &[
    "String", "Integer", "Boolean", "Object", "Double", "Number", "Array", "Float", "Int64",
    "Int32", "Uint64", "List", "Long", "Bool",
];

/// A page with the types that were meant.
pub(super) fn corrected(page: Page) -> (Page, Vec<Typo>) {
    let Page { mut blocks, mended } = page;
    let mut typos: Vec<Typo> = Vec::new();
    // A word that also stands in a title, or in the text over a table, is the name of a structure.
    let mut titles: Option<HashSet<String>> = None;
    let mut found: Vec<(usize, usize, usize, Rich, Typo)> = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let Block::Table(table) = block else { continue };
        let Some(column) = Columns::of(table).index(Column::Type) else {
            continue;
        };
        for (index, row) in table.rows.iter().enumerate() {
            let Some(cell) = row.get(column).filter(|cell| cell.links.is_empty()) else {
                continue;
            };
            let Some((corrected, typo)) = meant(cell) else {
                continue;
            };
            let titles = titles.get_or_insert_with(|| words_of_titles(&blocks));
            if !titles.contains(&typo.written) {
                found.push((number, index, column, corrected, typo));
            }
        }
    }
    for (number, row, column, corrected, typo) in found {
        if let Some(Block::Table(table)) = blocks.get_mut(number)
            && let Some(cell) = table.rows.get_mut(row).and_then(|row| row.get_mut(column))
        {
            *cell = corrected;
            typos.push(typo);
        }
    }
    (Page { blocks, mended }, typos)
}

fn words_of_titles(blocks: &[Block]) -> HashSet<String> {
    let texts = blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) => Some(&heading.text),
        Block::Text(text) => Some(text),
        Block::Table(_) | Block::Code(_) => None,
    });
    texts.flat_map(|text| identifiers(&text.text)).collect()
}

/// The cell of a type with the word that was meant, if one of its words is none.
fn meant(cell: &Rich) -> Option<(Rich, Typo)> {
    let is_own = |word: &String| matches!(spelling(word), Some(Spelling::Named(_)));
    let (written, meant) = identifiers(&cell.text)
        .into_iter()
        .filter(is_own)
        .find_map(|word| {
            let mut types = TYPES.iter().copied();
            let meant = types.find(|ty| is_slip(&word, ty))?;
            Some((word, meant))
        })?;
    let corrected = Rich {
        text: cell.text.replacen(&written, meant, 1),
        markdown: cell.markdown.replacen(&written, meant, 1),
        ..cell.clone()
    };
    let typo = Typo {
        written,
        meant,
        at: cell.at.clone(),
    };
    // A second one in the same cell is left for those who look at the first.
    spelling(&corrected.text)
        .is_some()
        .then_some((corrected, typo))
}

impl Reader<'_> {
    pub(super) fn tell_typos(&mut self, typos: Vec<Typo>) {
        for typo in typos {
            self.tell(
                Finding::new(
                    &lint::PAGE_MISSPELLED_TYPE,
                    self.place(&typo.at),
                    format!("the type `{}` is read as `{}`", typo.written, typo.meant),
                )
                .help("if it is a structure, add the table that describes it to the page"),
            );
        }
    }
}
