//! Marks that stand for several rows, `二选一` or `One of A and B`, where only the first of them has it: the others are blank because
//! their cells were merged.

use super::Reader;
use super::outline::identifiers;
use super::rows::Row;
use crate::dialect::{Required, chooses};

/// A mark in force.
struct Choice {
    words: String,
    /// The members that it names.
    names: Vec<String>,
    /// For how many rows more it stands, if it names none.
    left: usize,
}

impl Choice {
    fn holds_for(&self, row: &Row) -> bool {
        if self.names.is_empty() {
            self.left > 0
        } else {
            self.names.contains(&row.written)
        }
    }
}

/// Of how many members one is to be chosen. Where that is not said, there are two.
fn chosen_from(words: &str) -> usize {
    const NUMBERS: &[(&str, usize)] = &[
        ("二", 2),
        ("两", 2),
        ("2", 2),
        ("三", 3),
        ("3", 3),
        ("three", 3),
        ("四", 4),
        ("4", 4),
        ("four", 4),
        ("五", 5),
        ("5", 5),
    ];
    let lower = words.to_lowercase();
    let number = NUMBERS.iter().find(|(word, _)| lower.starts_with(word));
    number.map_or(2, |(_, number)| *number)
}

impl Reader<'_> {
    /// Gives the mark of a choice to the rows behind it that have none.
    pub(super) fn share_choices(&mut self, rows: &mut [Row]) {
        let names: Vec<String> = rows.iter().map(|row| row.written.clone()).collect();
        let mut choice: Option<Choice> = None;
        for row in rows {
            match (&row.required, &mut choice) {
                (Some(Required::When(Some(words))), _) if chooses(words) => {
                    let mut named = identifiers(words);
                    named.retain(|word| names.contains(word));
                    choice = Some(Choice {
                        left: chosen_from(words) - 1,
                        words: words.clone(),
                        names: named,
                    });
                }
                (_, Some(known)) if row.is_unmarked && known.holds_for(row) => {
                    known.left = known.left.saturating_sub(1);
                    row.required = Some(Required::When(Some(known.words.clone())));
                    self.blank.retain(|(at, _)| *at != row.at);
                }
                _ => choice = None,
            }
        }
    }
}
