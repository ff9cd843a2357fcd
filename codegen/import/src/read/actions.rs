//! Pages that describe several actions: where each begins and ends.

use super::called::{action_in_row, actions_in_text};
use super::columns::Columns;
use super::outline::{has_inner_capital, identifiers};
use crate::dialect::{Column, section};
use crate::page::{Block, Page};

/// A page for every action of a page. One of a single action stays whole.
pub(super) fn apart(page: Page) -> Vec<Page> {
    let Some(starts) = starts(&page.blocks) else {
        return vec![page];
    };
    let Page { blocks, mended } = page;
    let mut parts: Vec<Vec<Block>> = Vec::new();
    let mut shared: Vec<Block> = Vec::new();
    let level = starts
        .iter()
        .map(|(_, level)| *level)
        .max()
        .unwrap_or_default();
    // What stands before the first action is about all of them, but for its tables.
    let mut preface: Vec<Block> = Vec::new();
    let mut in_shared = false;
    for (index, block) in blocks.into_iter().enumerate() {
        if starts.iter().any(|(start, _)| *start == index) {
            parts.push(preface.clone());
            in_shared = false;
        } else if let (Block::Heading(heading), false) = (&block, parts.is_empty()) {
            // A heading as high as those of the actions, and of no section, begins what they share.
            in_shared = heading.level <= level && section(&heading.text.text).is_none()
                || in_shared && heading.level > level;
        }
        match parts.last_mut() {
            // Neither its tables nor its calls are about every action.
            None if matches!(block, Block::Table(_)) || !names(&block).is_empty() => {}
            None => preface.push(block),
            Some(_) if in_shared => shared.push(block),
            Some(part) => part.push(block),
        }
    }
    parts
        .into_iter()
        .enumerate()
        .map(|(index, mut blocks)| {
            blocks.extend(shared.iter().cloned());
            Page {
                blocks,
                mended: if index == 0 {
                    mended.clone()
                } else {
                    Vec::new()
                },
            }
        })
        .collect()
}

/// The headings under which the actions of a page stand, with their levels. `None` for a page of one action.
fn starts(blocks: &[Block]) -> Option<Vec<(usize, u8)>> {
    let named: Vec<(usize, String)> = blocks
        .iter()
        .enumerate()
        .flat_map(|(index, block)| names(block).into_iter().map(move |name| (index, name)))
        .collect();
    let mut actions: Vec<(usize, String)> = Vec::new();
    for (index, name) in &named {
        if !actions.iter().any(|(_, known)| known == name) {
            actions.push((*index, name.clone()));
        }
    }
    // A table of its own, or a heading, says that an action is described, and not only mentioned.
    let has_row = |name: &str| {
        blocks
            .iter()
            .any(|block| in_rows(block).iter().any(|own| own == name))
    };
    let heads = |name: &str| {
        blocks.iter().any(|block| {
            matches!(block, Block::Heading(heading) if identifiers(&heading.text.text).iter().any(|word| word == name))
        })
    };
    let rows = actions.iter().filter(|(_, name)| has_row(name)).count();
    actions.retain(|(_, name)| if rows > 1 { has_row(name) } else { heads(name) });
    if actions.len() < 2 {
        return None;
    }
    let mut starts = Vec::new();
    let mut from = 0;
    for (first, name) in &actions {
        let headings = || {
            blocks
                .iter()
                .enumerate()
                .take(*first + 1)
                .skip(from)
                .filter_map(|(index, block)| match block {
                    Block::Heading(heading) => Some((index, heading)),
                    _ => None,
                })
        };
        let own = headings().find(|(_, heading)| {
            identifiers(&heading.text.text)
                .iter()
                .any(|word| word == name)
        });
        let highest = headings().min_by_key(|(_, heading)| heading.level);
        let (index, heading) = own.or(highest)?;
        starts.push((index, heading.level));
        // The next one begins behind the last mention of this one.
        from = named
            .iter()
            .filter(|(_, other)| other == name)
            .map(|(index, _)| *index)
            .max()?
            .max(*first)
            + 1;
    }
    // The first begins as the others do, not with the title of the page.
    if let (Some((first, _)), Some((_, level))) = (actions.first(), starts.get(1).copied()) {
        let mut alike = blocks
            .iter()
            .enumerate()
            .take(*first + 1)
            .filter_map(|(index, block)| match block {
                Block::Heading(heading) if heading.level == level => Some(index),
                _ => None,
            });
        if let (Some(index), Some(start)) = (alike.next_back(), starts.first_mut()) {
            *start = (index, level);
        }
    }
    starts.is_sorted_by(|a, b| a.0 < b.0).then_some(starts)
}

fn names(block: &Block) -> Vec<String> {
    match block {
        Block::Table(_) => in_rows(block),
        Block::Text(text) => actions_in_text(&text.text),
        Block::Code(code) => actions_in_text(&code.text),
        Block::Heading(_) => Vec::new(),
    }
}

/// The actions that the rows of a table name.
fn in_rows(block: &Block) -> Vec<String> {
    let Block::Table(table) = block else {
        return Vec::new();
    };
    let columns = Columns::of(table);
    let rows = table.rows.iter().filter(|row| {
        columns
            .cell(Column::Name, row)
            .is_some_and(|name| name.text.trim() == "Action")
    });
    rows.filter_map(|row| {
        [
            columns.all(Column::Example, row),
            columns.all(Column::Description, row),
        ]
        .iter()
        .find_map(action_in_row)
    })
    // A body may have a member of that name: `Action: insert`.
    .filter(|name| has_inner_capital(name))
    .collect()
}
