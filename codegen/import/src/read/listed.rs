//! A list of members as the table that it would be, with the depth at which each of them lies.

use std::collections::BTreeMap;
use std::ops::Range;

use super::names;
use crate::dialect::{ItemLine, Spelling, spelling};
use crate::page::{Rich, Table};

/// Empty lines between neighbours on pages that do not show it.
const BETWEEN: usize = 2;

/// A member of which it is not certain where it belongs.
#[derive(Debug)]
pub(super) struct Doubt {
    pub(super) name: String,
    pub(super) at: Range<usize>,
}

/// A member as it was listed.
pub(super) struct Item {
    pub(super) line: ItemLine,
    pub(super) description: Rich,
    pub(super) at: Range<usize>,
    /// How many empty lines stand before it, and whether a list or a box ends there.
    pub(super) gap: usize,
    pub(super) behind_list: bool,
    /// Whether a rule stands before it, and whether the page says that its members follow.
    pub(super) behind_rule: bool,
    pub(super) opens: bool,
    /// How far it is indented.
    pub(super) indent: usize,
    /// Whether it is an item of a list.
    pub(super) bullet: bool,
}

/// How many empty lines stand between neighbours: what is most frequent behind members without members.
pub(super) fn between<'i>(lists: impl Iterator<Item = &'i [Item]>) -> Option<usize> {
    let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
    for items in lists {
        for (above, item) in items.iter().zip(items.iter().skip(1)) {
            if !takes_members(&above.line.spelled) {
                *seen.entry(item.gap).or_default() += 1;
            }
        }
    }
    let most = seen.values().max().copied()?;
    seen.into_iter()
        .find(|(_, count)| *count == most)
        .map(|(gap, _)| gap)
}

/// The table of a list. `shown` says whether an example shows what one of the listed objects holds.
pub(super) fn table(
    mut items: Vec<Item>,
    between: Option<usize>,
    shown: bool,
    doubts: &mut Vec<Doubt>,
) -> Table {
    with_paths(&mut items);
    let depths = depths(&items, between, shown, doubts);
    let first = items
        .first()
        .map(|item| item.at.clone())
        .unwrap_or_default();
    let last = items.last().map_or(first.end, |item| item.at.end);
    let marked = items.iter().any(|item| !item.line.mark.is_empty());
    let mut header = vec!["参数", "类型", "是否必选", "示例值", "描述"];
    if !marked {
        header.remove(2);
    }
    Table {
        header: header
            .iter()
            .map(|title| Rich::plain(title, &first))
            .collect(),
        rows: items
            .into_iter()
            .zip(depths)
            .map(|(item, depth)| row(item, depth, marked))
            .collect(),
        at: first.start..last,
    }
}

/// How deep the members of a list lie.
fn depths(
    items: &[Item],
    between: Option<usize>,
    shown: bool,
    doubts: &mut Vec<Doubt>,
) -> Vec<usize> {
    // Names that are paths say it themselves.
    if items.iter().any(|item| item.line.name.contains('.')) {
        return vec![0; items.len()];
    }
    let all_bullets = items.iter().all(|item| item.bullet);
    // Items of a list under a paragraph are members of the object that it describes.
    let mixed = !all_bullets && items.iter().any(|item| item.bullet);
    let listed = || items.iter().filter(|item| item.bullet || !mixed);
    let mut indents: Vec<usize> = listed().map(|item| item.indent).collect();
    indents.sort_unstable();
    indents.dedup();
    if indents.len() > 1 || all_bullets || mixed {
        let level = |item: &Item| {
            let level = indents.iter().position(|indent| *indent == item.indent);
            match level {
                Some(level) if item.bullet && mixed => level + 1,
                Some(level) if !mixed => level,
                _ => 0,
            }
        };
        return items.iter().map(level).collect();
    }
    // Where rules part the members, each stands at the top that no object announces.
    if items.iter().skip(1).all(|item| item.behind_rule) {
        return vec![0; items.len()];
    }
    let between = between.unwrap_or(BETWEEN);
    // Where nothing stands between neighbours, the examples say how members are nested.
    if between < BETWEEN && shown {
        return vec![0; items.len()];
    }
    // Copies of the rendered page part paragraphs by an empty line, and every end of an object by two more.
    let beyond = || {
        items
            .iter()
            .filter_map(|item| item.gap.checked_sub(between))
    };
    let step = if between > BETWEEN && beyond().all(|more| more % 2 == 0) {
        2
    } else {
        1
    };
    let mut depths: Vec<usize> = Vec::with_capacity(items.len());
    let mut objects = false;
    for (index, item) in items.iter().enumerate() {
        let Some((above, depth)) = index
            .checked_sub(1)
            .and_then(|above| Some((items.get(above)?, *depths.get(above)?)))
        else {
            depths.push(0);
            continue;
        };
        let holds = takes_members(&above.line.spelled);
        objects |= holds;
        depths.push(match item.gap {
            gap if holds && (gap < between || between < BETWEEN) => depth + 1,
            gap if holds && gap == between && item.behind_list => {
                doubts.push(Doubt {
                    name: item.line.name.clone(),
                    at: item.at.clone(),
                });
                depth + 1
            }
            gap if gap <= between => depth,
            gap => depth.saturating_sub((gap - between) / step),
        });
        // Where nothing stands between neighbours, the lines say nothing of how members are nested.
        if objects && between < 2 {
            doubts.push(Doubt {
                name: item.line.name.clone(),
                at: item.at.clone(),
            });
        }
    }
    depths
}

/// Writes out where members lie on pages that part members by rules: what the page announces as the members of an object ends at
/// the next rule, unless the name behind it says otherwise.
fn with_paths(items: &mut [Item]) {
    let parted = items.iter().any(|item| item.behind_rule);
    if !parted || !items.iter().any(|item| item.opens) {
        return;
    }
    // The objects that are open.
    let mut open: Vec<String> = Vec::new();
    for item in items {
        if item.behind_rule {
            open.clear();
        }
        let name = &mut item.line.name;
        if let (Some(object), false) = (open.last(), name.contains('.')) {
            *name = format!("{object}.{name}");
        }
        if item.opens {
            open.push(name.clone());
        }
    }
}

/// Whether a type can have members that are listed below it.
pub(super) fn takes_members(spelled: &str) -> bool {
    let known = spelling(spelled).map(Spelling::innermost);
    !matches!(known, Some(Spelling::Scalar(_)))
}

fn row(item: Item, depth: usize, marked: bool) -> Vec<Rich> {
    let name = names::indented(&item.line.name, depth);
    // In a list with marks, a member without one may be left out. That mark stands on no place of the page.
    let mark = if item.line.mark.is_empty() {
        Rich::plain("可选", &(item.at.start..item.at.start))
    } else {
        Rich::plain(&item.line.mark, &item.at)
    };
    let mut cells = vec![
        Rich::plain(&name, &item.at),
        Rich::plain(&item.line.spelled, &item.at),
        mark,
        Rich::plain(&item.line.example, &item.at),
        item.description,
    ];
    if !marked {
        cells.remove(2);
    }
    cells
}
