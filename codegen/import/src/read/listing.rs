//! Members that a page lists without a table, as the table that they would be.
//!
//! The platform's newest pages show members one below the other. In Markdown nothing but the number of empty lines between them
//! is left of how they are nested: one before a member of the object above, two between neighbours, one more for every object
//! that ends.

use std::ops::Range;

use crate::dialect::{ItemLine, Section, Spelling, item_line, section, spelling};
use crate::page::{Block, Page, Rich, Table};

/// Empty lines between neighbours.
const BETWEEN: usize = 2;

/// A member of which it is not certain where it belongs.
#[derive(Debug)]
pub(super) struct Doubt {
    pub(super) name: String,
    pub(super) at: Range<usize>,
}

/// A page with a table for every list of members.
pub(super) fn tabled(page: Page, text: &str) -> (Page, Vec<Doubt>) {
    let mut lister = Lister {
        text,
        blocks: Vec::new(),
        items: Vec::new(),
        doubts: Vec::new(),
        narrowest: None,
    };
    for block in page.blocks {
        lister.take(block);
    }
    lister.finish();
    let page = Page {
        blocks: lister.blocks,
    };
    (page, lister.doubts)
}

struct Item {
    line: ItemLine,
    depth: usize,
    description: Rich,
    at: Range<usize>,
}

struct Lister<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    items: Vec<Item>,
    doubts: Vec<Doubt>,
    /// The fewest empty lines that were seen behind a text or a number.
    narrowest: Option<usize>,
}

impl Lister<'_> {
    fn take(&mut self, block: Block) {
        match block {
            Block::Text(text) => {
                let first = text.text.lines().next().unwrap_or_default();
                match item_line(first, text.bold > 0) {
                    Some(line) => self.item(line, &text),
                    None => self.more(Block::Text(text)),
                }
            }
            // Bold words and code belong to the member that they stand under.
            Block::Heading(heading)
                if heading.level == 7
                    && !self.items.is_empty()
                    && !section(&heading.text.text).is_some_and(begins_anew) =>
            {
                self.more(Block::Text(heading.text));
            }
            Block::Code(_) if !self.items.is_empty() => {}
            other => {
                self.finish();
                self.blocks.push(other);
            }
        }
    }

    /// What stands behind the first line of a member describes it.
    fn more(&mut self, block: Block) {
        match (self.items.last_mut(), block) {
            (Some(item), Block::Text(text)) => item.description.add_line(text),
            (_, block) => self.blocks.push(block),
        }
    }

    fn item(&mut self, line: ItemLine, text: &Rich) {
        let depth = self.depth_of(&line, text);
        let mut description = text.clone();
        for words in [&mut description.text, &mut description.markdown] {
            *words = words
                .split_once('\n')
                .map(|(_, rest)| rest.to_owned())
                .unwrap_or_default();
        }
        self.items.push(Item {
            line,
            depth,
            description,
            at: text.at.clone(),
        });
    }

    fn depth_of(&mut self, line: &ItemLine, text: &Rich) -> usize {
        let Some(last) = self.items.last() else {
            return 0;
        };
        let before = self.text.get(..text.at.start).unwrap_or_default();
        let trimmed = before.trim_end();
        let breaks = before.get(trimmed.len()..).unwrap_or_default();
        let mut empty = breaks.matches('\n').count().saturating_sub(1);
        let above = trimmed.lines().last().unwrap_or_default();
        let above_it = above.trim_start();
        // What ends before the member takes an empty line for itself, or adds one.
        if above_it.starts_with(":::") {
            empty += 1;
        } else if above_it.starts_with("```") {
            empty = empty.saturating_sub(1);
        }
        let in_list = above_it.starts_with(['*', '-']) || above.starts_with("   ");
        let holds_members = takes_members(&last.line.spelled);
        if !holds_members {
            self.narrowest = Some(self.narrowest.map_or(empty, |least| least.min(empty)));
        }
        match empty {
            0..BETWEEN if holds_members => last.depth + 1,
            BETWEEN if holds_members && in_list => {
                self.doubts.push(Doubt {
                    name: line.name.clone(),
                    at: text.at.clone(),
                });
                last.depth + 1
            }
            0..=BETWEEN => last.depth,
            more => last.depth.saturating_sub(more - BETWEEN),
        }
    }

    /// Ends a list of members.
    fn finish(&mut self) {
        let items = std::mem::take(&mut self.items);
        // Where neighbours are not two lines apart, the lines say nothing of how members are nested.
        let first_object = items
            .iter()
            .position(|item| takes_members(&item.line.spelled));
        if let (Some(first), true) = (first_object, self.narrowest.take() != Some(BETWEEN)) {
            self.doubts
                .extend(items.iter().skip(first + 1).map(|item| Doubt {
                    name: item.line.name.clone(),
                    at: item.at.clone(),
                }));
        }
        let (Some(first), Some(last)) = (items.first(), items.last()) else {
            return;
        };
        let at = first.at.start..last.at.end;
        let header = ["参数", "类型", "是否必选", "示例值", "描述"];
        self.blocks.push(Block::Table(Table {
            header: header.iter().map(|title| plain(title, &first.at)).collect(),
            rows: items.into_iter().map(row).collect(),
            at,
        }));
    }
}

/// Whether a bold line with the title of a section ends what stands before it.
fn begins_anew(section: Section) -> bool {
    !matches!(
        section,
        Section::Example | Section::Behaviour | Section::Limits | Section::Aside
    )
}

/// Whether a type can have members that are listed below it.
fn takes_members(spelled: &str) -> bool {
    let mut known = spelling(spelled);
    while let Some(Spelling::List(Some(inner)) | Spelling::Map(Some(inner))) = known {
        known = Some(*inner);
    }
    !matches!(known, Some(Spelling::Scalar(_)))
}

fn row(item: Item) -> Vec<Rich> {
    let name = format!("{}{}", "└".repeat(item.depth), item.line.name);
    vec![
        plain(&name, &item.at),
        plain(&item.line.spelled, &item.at),
        plain(&item.line.mark, &item.at),
        plain(&item.line.example, &item.at),
        item.description,
    ]
}

fn plain(text: &str, at: &Range<usize>) -> Rich {
    Rich {
        text: text.to_owned(),
        markdown: text.to_owned(),
        at: at.clone(),
        ..Rich::default()
    }
}
