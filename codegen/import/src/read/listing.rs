//! Members that a page lists without a table, as the table that they would be.
//!
//! The platform's newest pages show members one below the other. How they are nested is left in their names (`A.B`), in their
//! indentation, or in nothing but the number of empty lines between them: fewer before a member of the object above than between
//! neighbours, one more for every object that ends.

use super::divided::outer_keys;
use super::labels::{begins_like_member, spaced};
use super::listed::{Doubt, Item, between, table, takes_members};
use super::runs::{apart, ends_list, shows_call, shows_inside};
use super::sections::heads_data;
use super::tails::{begins_anew, is_title_of_list};
use crate::dialect::{ItemLine, bullet_line, item_line, section, spaced_bullet};
use crate::page::{Block, Code, Page, Rich, Source};
use crate::pattern::pattern;

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
    let between = between(lister.parts.iter().filter_map(Part::list));
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
    parts.iter().filter_map(Part::list).any(|items| {
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

impl Part {
    fn list(&self) -> Option<&[Item]> {
        match self {
            Self::List(items) => Some(items),
            Self::Block(_) => None,
        }
    }
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

pattern!(
    INTRODUCES,
    r"(?i)^(?:下表|the following table|(?:以下|下列|下面|下方|上述|本接口|该接口|此接口|this (?:api|interface|operation|action)|the following|below)[^。\n]{0,60}(?:(?:请求|返回|响应)(?:参数|字段|结果)|(?:request|response|return|returned) (?:parameter|param|field)))"
);

/// Whether a sentence says what the members below it are, or that there are none.
fn introduces(line: &str) -> bool {
    INTRODUCES.is_match(line.trim_start())
}
