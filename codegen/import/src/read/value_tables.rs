//! Tables of allowed values: which values they list, and of which member.

use super::Reader;
use super::columns::Columns;
use super::outline::{PlacedTable, Side};
use crate::dialect::Column;
use crate::facts::{Shape, Value};
use crate::page::{Rich, Table};
use crate::sentences::literal::literal;
use crate::sentences::more_values::are_all;
use crate::sentences::value_text::{tidy, unquoted};

/// A table of allowed values.
#[derive(Debug)]
pub(super) struct ValueTable<'a> {
    pub(super) words: Vec<String>,
    pub(super) rows: Vec<(&'a Rich, Rich)>,
    /// Whether a member was found whose values they are.
    pub(super) used: bool,
    pub(super) table: &'a Table,
    /// Whether it stands in no section about data.
    pub(super) aside: bool,
}

/// The values that a table lists.
pub(super) fn value_table<'a>(placed: &PlacedTable<'a>, columns: &Columns) -> ValueTable<'a> {
    let rows = placed.table.rows.iter().filter_map(|row| {
        let value = [Column::Value, Column::Range, Column::Name]
            .into_iter()
            .find_map(|column| columns.cell(column, row))?;
        Some((value, columns.all(Column::Description, row)))
    });
    ValueTable {
        words: placed.words.clone(),
        rows: rows.collect(),
        used: false,
        table: placed.table,
        aside: placed.side == Side::Nowhere,
    }
}

impl Reader<'_> {
    /// The values that a table of its own lists for a member.
    pub(super) fn tabled(&mut self, shape: &Shape, name: &str) -> Vec<Value> {
        let item = match shape {
            Shape::List(item) => item,
            other => other,
        };
        for table in &mut self.value_tables {
            if !table
                .words
                .iter()
                .any(|word| word.eq_ignore_ascii_case(name))
            {
                continue;
            }
            let values: Option<Vec<Value>> = table
                .rows
                .iter()
                .map(|(value, meaning)| {
                    Some(Value {
                        value: literal(item, unquoted(value.text.trim()))?,
                        meaning: tidy(&meaning.text),
                    })
                })
                .collect();
            if let Some(values) = values.filter(|values| !values.is_empty() && are_all(values)) {
                table.used = true;
                return values;
            }
        }
        Vec::new()
    }
}
