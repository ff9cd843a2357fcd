//! Cells that are more than one row high.

use super::Rich;

/// What a cell holds that continues the one above it.
const ABOVE: &str = "^^";

/// A row with the row that continues it: what stands under each other is one cell of several lines.
pub(super) fn joined(mut row: Vec<Rich>, more: Vec<Rich>) -> Vec<Rich> {
    for (index, cell) in more.into_iter().enumerate() {
        match row.get_mut(index) {
            Some(above) => above.add_line(cell),
            None => row.push(cell),
        }
    }
    row
}

/// Gives every row what the cells over it hold, where it says so. A row that says nothing else is none.
pub(super) fn fill(rows: &mut Vec<Vec<Rich>>) {
    rows.retain(|row| {
        let mut says = row
            .iter()
            .map(|cell| cell.text.trim())
            .filter(|text| !text.is_empty());
        says.next()
            .is_none_or(|first| first != ABOVE || says.any(|text| text != ABOVE))
    });
    for index in 1..rows.len() {
        let (above, below) = rows.split_at_mut(index);
        let (Some(above), Some(row)) = (above.last(), below.first_mut()) else {
            return;
        };
        for (cell, over) in row.iter_mut().zip(above) {
            if cell.text.trim() == ABOVE {
                *cell = over.clone();
            }
        }
    }
}
