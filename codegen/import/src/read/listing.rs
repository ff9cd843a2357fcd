//! Members that a page lists without a table, as the table that they would be.
//!
//! The platform's newest pages show members one below the other. How they are nested is left in their names (`A.B`), in their
//! indentation, or in nothing but the number of empty lines between them: fewer before a member of the object above than between
//! neighbours, one more for every object that ends.

use std::collections::BTreeMap;
use std::ops::Range;

use super::divided::outer_keys;
use super::labels::{begins_like_member, spaced};
use super::runs::{apart, ends_list, shows_call, shows_inside};
use super::sections::heads_data;
use super::tails::{begins_anew, is_title_of_list};
use crate::dialect::{
    ItemLine, Spelling, bullet_line, item_line, section, spaced_bullet, spelling,
};
use crate::page::{Block, Code, Page, Rich, Source, Table};
use crate::pattern::pattern;

/// Empty lines between neighbours on pages that do not show it.
const BETWEEN: usize = 2;

/// A member of which it is not certain where it belongs.
#[derive(Debug)]
pub(super) struct Doubt {
    pub(super) name: String,
    pub(super) at: Range<usize>,
}

/// What is not certain about the members that a page lists.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    /// Members of which it is not certain where they belong.
    pub(super) places: Vec<Doubt>,
    /// Lines that begin like a member and were not read as one.
    pub(super) unread: Vec<Doubt>,
}

/// A page with a table for every list of members.
pub(super) fn tabled(page: Page, source: &Source<'_>) -> (Page, Doubts) {
    let mut lister = Lister {
        source,
        is_headed: page.blocks.iter().any(heads_data),
        parts: Vec::new(),
        items: Vec::new(),
        unread: Vec::new(),
    };
    let Page { blocks, mended } = page;
    for block in blocks {
        lister.take(block);
    }
    lister.finish();
    let between = between(&lister.parts);
    let shown = shown(&lister.parts);
    let mut places = Vec::new();
    let unread = lister.unread;
    let blocks = lister.parts.into_iter().map(|part| match part {
        Part::Block(block) => block,
        Part::List(items) => Block::Table(table(items, between, shown, &mut places)),
    });
    let blocks = blocks.collect();
    (Page { blocks, mended }, Doubts { places, unread })
}

/// Whether an example shows what one of the listed objects holds.
fn shown(parts: &[Part]) -> bool {
    let codes = || {
        parts.iter().filter_map(|part| match part {
            Part::Block(Block::Code(code)) => Some(code.text.as_str()),
            _ => None,
        })
    };
    parts.iter().any(|part| {
        let Part::List(items) = part else {
            return false;
        };
        let mut objects = items
            .iter()
            .filter(|item| takes_members(&item.line.spelled));
        objects.any(|item| codes().any(|code| shows_inside(code, &item.line.name)))
    })
}

enum Part {
    Block(Block),
    List(Vec<Item>),
}

struct Item {
    line: ItemLine,
    description: Rich,
    at: Range<usize>,
    /// How many empty lines stand before it, and whether a list or a box ends there.
    gap: usize,
    behind_list: bool,
    /// Whether a rule stands before it, and whether the page says that its members follow.
    behind_rule: bool,
    opens: bool,
    /// How far it is indented.
    indent: usize,
    /// Whether it is an item of a list.
    bullet: bool,
}

struct Lister<'a> {
    source: &'a Source<'a>,
    /// Whether headings say what the parts of the page are.
    is_headed: bool,
    parts: Vec<Part>,
    items: Vec<Item>,
    unread: Vec<Doubt>,
}

impl Lister<'_> {
    fn take(&mut self, block: Block) {
        match block {
            Block::Text(text) if lists_several(&text) => {
                for line in text.into_lines() {
                    self.take(Block::Text(line));
                }
            }
            Block::Text(text) => {
                for part in apart(text, self.source, !self.items.is_empty()) {
                    self.paragraph(part);
                }
            }
            // A name alone in bold letters, with its type behind it, is a heading to Markdown.
            Block::Heading(heading)
                if heading.level == 7 && marked_line(&heading.text).is_some() =>
            {
                if let Some(line) = marked_line(&heading.text) {
                    self.item(line, &heading.text);
                }
            }
            // Bold words and code belong to the member that they stand under.
            Block::Heading(heading)
                if heading.level == 7
                    && !self.items.is_empty()
                    && !section(&heading.text.text).is_some_and(begins_anew) =>
            {
                self.more(heading.text);
            }
            Block::Code(code) if !self.items.is_empty() && !self.ends_at(&code) => {}
            other => {
                self.finish();
                self.parts.push(Part::Block(other));
            }
        }
    }

    /// Whether code is no part of a description, but the example of a call. Nothing else ends a list on a page without headings.
    fn ends_at(&self, code: &Code) -> bool {
        const CALLS: &[&str] = &["Action=", " HTTP/1"];
        let shows_members = || {
            let keys = outer_keys(&code.text);
            let is_listed = |key: &String| self.names().any(|name| name == key);
            !keys.is_empty() && keys.iter().all(is_listed)
        };
        shows_call(&code.text, self.names())
            || !self.is_headed
                && (CALLS.iter().any(|call| code.text.contains(call)) || shows_members())
    }

    /// A paragraph: a member, or what there is to say of the one before.
    fn paragraph(&mut self, text: Rich) {
        let first = &spaced(&text);
        let is_apart = text.markdown.starts_with("- `") || text.markdown.starts_with("- **");
        let spaced = || is_apart.then(|| spaced_bullet(first)).flatten();
        if let Some((line, words, left)) = bullet_line(first).or_else(spaced) {
            let (plain, marked) = ending(&text, left);
            self.item(line, &text);
            if let Some(item) = self.items.last_mut() {
                item.bullet = true;
                item.description.begin_with(&plain, &marked);
                item.description.begin_with(&words, &words);
            }
            return;
        }
        let bullet = first.strip_prefix("- ");
        match item_line(bullet.unwrap_or(first), text.bold > 0) {
            Some(line) => {
                self.item(line, &text);
                if let Some(item) = self.items.last_mut() {
                    item.bullet = bullet.is_some();
                }
            }
            // A sentence may follow the title at once, or be what is left of it.
            None if !self.is_described_by(&text)
                && (is_title_of_list(first) || introduces(first) || ends_list(&text)) =>
            {
                self.finish();
                self.parts.push(Part::Block(Block::Text(text)));
            }
            None => {
                self.doubt(&text);
                if self.items.is_empty() {
                    self.parts.push(Part::Block(Block::Text(text)));
                } else {
                    self.more(text);
                }
            }
        }
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.items.iter().map(|item| item.line.name.as_str())
    }

    /// How many empty lines stand before a text.
    fn gap(&self, text: &Rich) -> usize {
        let before = self.source.before(text.at.start);
        let lines = before.rsplit('\n').skip(1).map(within_quotation);
        lines.take_while(|line| line.trim().is_empty()).count()
    }

    /// Whether a word that may be a title describes the last member: nothing else does, and it stands nearer than the next member.
    fn is_described_by(&self, text: &Rich) -> bool {
        let gap = self.gap(text);
        let is_word = text.text.lines().count() == 1;
        let last = self.items.last().filter(|_| is_word);
        last.is_some_and(|last| last.description.is_blank() && last.gap > gap)
    }

    /// Remembers the lines of a text that begin like a member.
    fn doubt(&mut self, text: &Rich) {
        let lines = text.clone().into_lines();
        let found = lines.into_iter().filter_map(|line| {
            let written = self.source.part(&line.at)?.lines().next()?;
            let name = begins_like_member(written)?;
            Some(Doubt { name, at: line.at })
        });
        self.unread.extend(found);
    }

    /// What stands behind the first line of a member describes it.
    fn more(&mut self, text: Rich) {
        let Some(item) = self.items.last_mut() else {
            return;
        };
        match text.text.trim().trim_end_matches([':', '：']) {
            // These only say that members follow.
            "Properties" | "Property" | "Attributes" | "Attribute" | "属性" => item.opens = true,
            "\u{a0}" | "展开子参数" | "收起子参数" => {}
            _ => item.description.add_line(text),
        }
    }

    fn item(&mut self, line: ItemLine, text: &Rich) {
        let mut description = text.clone();
        for words in [&mut description.text, &mut description.markdown] {
            *words = words
                .split_once('\n')
                .map(|(_, rest)| rest.to_owned())
                .unwrap_or_default();
        }
        description.bold = 0;
        let before = self.source.before(text.at.start);
        let own_line = before.rsplit('\n').next().unwrap_or_default();
        let indent = if own_line.trim().is_empty() {
            own_line.chars().count()
        } else {
            0
        };
        // The lines before, from the last one up.
        let mut lines = before.rsplit('\n').skip(1).map(within_quotation);
        let mut gap = self.gap(text);
        let above = lines
            .find(|line| !line.trim().is_empty())
            .unwrap_or_default();
        let above_it = above.trim_start();
        // What ends before the member takes an empty line for itself, or adds one.
        if above_it.starts_with(":::") {
            gap += 1;
        } else if above_it.starts_with("```") {
            gap = gap.saturating_sub(1);
        }
        self.items.push(Item {
            behind_list: above_it.starts_with(['*', '-']) || above.starts_with("   "),
            behind_rule: is_rule(above_it),
            opens: false,
            line,
            description,
            at: text.at.clone(),
            gap,
            indent,
            bullet: false,
        });
    }

    /// Ends a list of members.
    fn finish(&mut self) {
        let items = std::mem::take(&mut self.items);
        if !items.is_empty() {
            self.parts.push(Part::List(items));
        }
    }
}

/// A line without the marks of a quotation.
fn within_quotation(line: &str) -> &str {
    let mut line = line;
    while let Some(quoted) = line.trim_start().strip_prefix('>') {
        line = quoted.strip_prefix(' ').unwrap_or(quoted);
    }
    line
}

/// Whether every line of a text is the first one of a member, with its mark.
fn lists_several(text: &Rich) -> bool {
    let marked = |line: &str| item_line(line, false).is_some_and(|line| !line.mark.is_empty());
    text.text.lines().count() > 1 && text.text.lines().all(marked)
}

/// Whether a line is a rule across the page.
fn is_rule(line: &str) -> bool {
    let bare = line.trim();
    bare.len() >= 3
        && ['-', '*', '_']
            .iter()
            .any(|mark| bare.chars().all(|c| c == *mark))
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

/// The last characters of the first line of a text, plain and as Markdown.
fn ending(text: &Rich, left: usize) -> (String, String) {
    let first = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    let (plain, marked) = (first(&text.text), first(&text.markdown));
    let skipped = plain.chars().count().saturating_sub(left);
    let ending: String = plain.chars().skip(skipped).collect();
    // Marks of code stand in the Markdown alone.
    let mut seen = 0;
    let cut = marked.char_indices().find(|(_, c)| {
        let found = seen == skipped;
        seen += usize::from(*c != '`');
        found
    });
    let marked = cut.and_then(|(at, _)| marked.get(at..)).unwrap_or_default();
    if marked.replace('`', "") == ending {
        (ending, marked.to_owned())
    } else {
        (ending.clone(), ending)
    }
}

/// A line in bold letters that has the name and the mark of a member.
fn marked_line(text: &Rich) -> Option<ItemLine> {
    item_line(&text.text, true).filter(|line| !line.mark.is_empty())
}

/// How many empty lines stand between neighbours: what is most frequent behind members without members.
fn between(parts: &[Part]) -> Option<usize> {
    let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
    for part in parts {
        let Part::List(items) = part else { continue };
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

fn table(
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

pattern!(
    INTRODUCES,
    r"(?i)^(?:下表|the following table|(?:以下|下列|下面|下方|上述|本接口|该接口|此接口|this (?:api|interface|operation|action)|the following|below)[^。\n]{0,60}(?:(?:请求|返回|响应)(?:参数|字段|结果)|(?:request|response|return|returned) (?:parameter|param|field)))"
);

/// Whether a sentence says what the members below it are, or that there are none.
fn introduces(line: &str) -> bool {
    INTRODUCES.is_match(line.trim_start())
}

/// Whether a type can have members that are listed below it.
fn takes_members(spelled: &str) -> bool {
    let known = spelling(spelled).map(Spelling::innermost);
    !matches!(known, Some(Spelling::Scalar(_)))
}

fn row(item: Item, depth: usize, marked: bool) -> Vec<Rich> {
    let name = format!("{}{}", "└".repeat(depth), item.line.name);
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
