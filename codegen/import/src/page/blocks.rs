//! Markdown events to blocks.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::lines::Lines;
use super::rewrite::{Rewritten, marked_down, rewrite};
use super::stars::Stars;
use super::{Block, Code, Heading, Link, Page, Rich, Source, Table, html, html_flow, react, spans};

/// Longest bold line that is taken for a heading.
const LONGEST_BOLD_HEADING: usize = 60;

pub(super) fn read(unwrapped: &Rewritten<'_>) -> Page {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let marked = marked_down(&unwrapped.text);
    let rewritten = rewrite(&marked.text);
    let lines = Lines::of(&rewritten.text);
    let mut reader = Reader::default();
    let mut stars = Stars::of(&lines.text);
    for (event, at) in Parser::new_ext(&lines.text, options).into_offset_iter() {
        let event = stars.kept(event, &at);
        reader.row_goes_on =
            matches!(event, Event::End(TagEnd::TableRow)) && lines.goes_on(at.start);
        reader.take(event, at);
    }
    reader.flush();
    let mut blocks = reader.blocks;
    for block in &mut blocks {
        for stage in [&rewritten, &marked, unwrapped] {
            place(block, stage);
        }
    }
    let mended = rewritten.mended.iter();
    Page {
        blocks,
        mended: mended
            .map(|part| marked.source(part.start)..marked.source(part.end))
            .map(|part| unwrapped.source(part.start)..unwrapped.source(part.end))
            .collect(),
    }
}

/// The action, its version and its method, where the metadata of a page names them, as a table.
fn calling(metadata: &str, at: Range<usize>) -> Option<Table> {
    let cell = |text: &str| {
        let mut cell = Rich::at(at.clone());
        cell.push(text.trim().trim_matches(['"', '\'']));
        cell
    };
    let pairs = metadata.lines().filter_map(|line| line.split_once(':'));
    let mut rows: Vec<Vec<Rich>> = pairs
        .filter(|(key, value)| {
            let key = key.trim().to_lowercase();
            matches!(key.as_str(), "action" | "version" | "method") && !value.trim().is_empty()
        })
        .map(|(key, value)| vec![cell(key), cell(value)])
        .collect();
    let header = rows.first()?.clone();
    rows.remove(0);
    Some(Table { header, rows, at })
}

/// Takes the label away that MultiMarkdown puts behind a heading: `## Members [members]`.
fn without_label(heading: &mut Rich) {
    let found = heading
        .text
        .strip_suffix(']')
        .and_then(|text| text.rsplit_once(" ["))
        .filter(|(title, label)| {
            let is_label = label.starts_with(|c: char| !c.is_ascii_uppercase()) || title == label;
            is_label
                && !label.is_empty()
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b))
        });
    let Some((title, label)) = found.map(|(title, label)| (title.len(), label.to_owned())) else {
        return;
    };
    heading.text.truncate(title);
    if let Some(cut) = heading.markdown.rfind(" [") {
        heading.markdown.truncate(cut);
    }
    heading.anchors.push(label);
}

/// Says of a block where it stood before it was rewritten.
fn place(block: &mut Block, rewritten: &Rewritten<'_>) {
    block.each_place(&mut |at| {
        let last = at.end.saturating_sub(1).max(at.start);
        let (start, last) = (rewritten.source(at.start), rewritten.source(last));
        *at = start..start.max(last + usize::from(at.end > at.start));
    });
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// What is being written into, if anything.
    open: Option<Rich>,
    heading: Option<u8>,
    table: Option<Table>,
    row: Vec<Rich>,
    /// Whether the row that ends goes on in the next one, and the row that does.
    row_goes_on: bool,
    begun: Option<Vec<Rich>>,
    code: Option<Code>,
    /// Whether a fence stands around it.
    fenced: bool,
    /// HTML that stands on lines of its own.
    html: Option<(String, usize)>,
    /// Links that were begun, with the length of the text before them.
    links: Vec<(String, usize)>,
    strong: usize,
    struck: usize,
    metadata: bool,
    in_items: usize,
    /// Anchors that stood alone, before what they name.
    anchors: Vec<String>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, at),
            Event::Code(code) => {
                let rich = self.rich(at);
                rich.push_code(&code);
                self.count(&code);
            }
            Event::InlineHtml(tag) => {
                let rich = self.rich(at);
                html::apply(&tag, rich);
            }
            Event::Html(block) => match &mut self.html {
                Some((text, _)) => text.push_str(&block),
                None => self.html = Some((block.to_string(), at.start)),
            },
            Event::SoftBreak | Event::HardBreak => {
                if let Some(rich) = &mut self.open {
                    rich.new_line();
                    rich.lines.push(at.end);
                }
            }
            _ => {}
        }
    }

    fn rich(&mut self, at: Range<usize>) -> &mut Rich {
        let rich = self.open.get_or_insert_with(|| Rich::at(at.clone()));
        rich.at.end = rich.at.end.max(at.end);
        rich
    }

    fn count(&mut self, text: &str) {
        let letters = text.chars().filter(|c| !c.is_whitespace()).count();
        if let Some(rich) = &mut self.open {
            rich.bold += if self.strong > 0 { letters } else { 0 };
            rich.struck += if self.struck > 0 { letters } else { 0 };
        }
    }

    fn text(&mut self, text: &str, at: Range<usize>) {
        if self.metadata {
            self.blocks.extend(calling(text, at).map(Block::Table));
            return;
        }
        if let Some(code) = &mut self.code {
            if code.text.is_empty() {
                code.at = at.start;
            }
            code.text.push_str(text);
            return;
        }
        self.rich(at).push(text);
        self.count(text);
    }

    fn start(&mut self, tag: Tag<'_>, at: Range<usize>) {
        match tag {
            Tag::Heading { level, id, .. } => {
                self.flush();
                self.heading = Some(level_of(level));
                let mut rich = Rich::at(at);
                rich.anchors.append(&mut self.anchors);
                rich.anchors.extend(id.map(|id| id.to_string()));
                self.open = Some(rich);
            }
            Tag::Paragraph => {
                if self.in_items == 0 {
                    self.flush();
                }
                self.open.get_or_insert_with(|| Rich::at(at));
            }
            Tag::Item => {
                self.flush();
                self.in_items += 1;
                let mut rich = Rich::at(at);
                rich.push("- ");
                self.open = Some(rich);
            }
            Tag::List(_) | Tag::BlockQuote(_) => self.flush(),
            Tag::CodeBlock(kind) => {
                self.flush();
                self.fenced = matches!(kind, CodeBlockKind::Fenced(_));
                self.code = Some(Code {
                    info: match kind {
                        CodeBlockKind::Fenced(info) => info.trim().to_owned(),
                        CodeBlockKind::Indented => String::new(),
                    },
                    text: String::new(),
                    at: at.start,
                });
            }
            Tag::Table(_) => {
                self.flush();
                self.table = Some(Table {
                    header: Vec::new(),
                    rows: Vec::new(),
                    at,
                });
            }
            Tag::TableCell => self.open = Some(Rich::at(at)),
            Tag::Link { dest_url, .. } => {
                let rich = self.rich(at);
                let before = rich.text.len();
                rich.markdown.push('[');
                self.links.push((dest_url.to_string(), before));
            }
            Tag::Image { .. } => self.rich(at).pictures += 1,
            Tag::Strong => self.strong += 1,
            Tag::Strikethrough => self.struck += 1,
            Tag::MetadataBlock(_) => self.metadata = true,
            Tag::HtmlBlock => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::CodeBlock => self.flush(),
            TagEnd::Paragraph if self.in_items == 0 => self.flush(),
            TagEnd::Paragraph => {
                if let Some(rich) = &mut self.open {
                    rich.new_line();
                }
            }
            TagEnd::Item => {
                self.flush();
                self.in_items = self.in_items.saturating_sub(1);
            }
            TagEnd::TableCell => {
                let mut cell = self.open.take().unwrap_or_default();
                cell.trim();
                self.row.push(cell);
            }
            TagEnd::TableHead => {
                let row = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    table.header = row;
                }
            }
            TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                let row = match self.begun.take() {
                    Some(begun) => spans::joined(begun, row),
                    None => row,
                };
                if self.row_goes_on {
                    self.begun = Some(row);
                } else if let Some(table) = &mut self.table {
                    table.rows.push(row);
                }
            }
            TagEnd::Table => {
                if let (Some(row), Some(table)) = (self.begun.take(), &mut self.table) {
                    table.rows.push(row);
                }
                if let Some(table) = self.table.take().and_then(with_header) {
                    self.blocks.push(Block::Table(table));
                }
            }
            TagEnd::Link => {
                if let (Some((target, from)), Some(rich)) = (self.links.pop(), &mut self.open) {
                    let text = rich.text.get(from..).unwrap_or_default().to_owned();
                    rich.markdown.push_str(&format!("]({target})"));
                    rich.links.push(Link { text, target });
                }
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::MetadataBlock(_) => self.metadata = false,
            TagEnd::HtmlBlock => self.flush(),
            _ => {}
        }
    }

    /// Ends whatever is open.
    fn flush(&mut self) {
        if let Some((html, at)) = self.html.take() {
            self.html_block(&html, at);
        }
        if let Some(code) = self.code.take() {
            let drawn = drawn_tables(&code, self.fenced);
            if !drawn.is_empty() {
                self.blocks.extend(drawn);
                return;
            }
            match react::blocks(&code) {
                Some(blocks) => {
                    let tables = |block| match block {
                        Block::Table(table) => with_header(table).map(Block::Table),
                        other => Some(other),
                    };
                    self.blocks.extend(blocks.into_iter().filter_map(tables));
                }
                None => self.blocks.push(Block::Code(code)),
            }
        }
        let Some(mut rich) = self.open.take() else {
            return;
        };
        rich.trim();
        match self.heading.take() {
            Some(level) => {
                without_label(&mut rich);
                self.blocks
                    .push(Block::Heading(Heading { level, text: rich }));
            }
            None if rich.pictures == 0
                && (rich.is_blank() || self.in_items > 0 && rich.text == "-") =>
            {
                self.anchors.append(&mut rich.anchors);
            }
            None if (rich.is_bold() || rich.is_bold_before_remark())
                && rich.text.chars().count() <= LONGEST_BOLD_HEADING =>
            {
                rich.anchors.append(&mut self.anchors);
                self.blocks.push(Block::Heading(Heading {
                    level: 7,
                    text: rich,
                }));
            }
            None => {
                let mut anchors = std::mem::take(&mut self.anchors);
                anchors.append(&mut rich.anchors);
                rich.anchors = anchors;
                self.blocks.push(Block::Text(rich));
            }
        }
    }

    fn html_block(&mut self, html: &str, at: usize) {
        for block in html_flow::blocks(html, at) {
            match block {
                Block::Text(rich) if rich.is_blank() && rich.pictures == 0 => {
                    self.anchors.extend(rich.anchors);
                    if !rich.links.is_empty() {
                        self.blocks.push(Block::Text(Rich {
                            links: rich.links,
                            ..Rich::at(rich.at)
                        }));
                    }
                }
                Block::Table(table) => self.blocks.extend(with_header(table).map(Block::Table)),
                Block::Heading(mut heading) => {
                    heading.text.anchors.append(&mut self.anchors);
                    self.blocks.push(Block::Heading(heading));
                }
                Block::Text(mut rich) => {
                    rich.anchors.append(&mut self.anchors);
                    self.blocks.push(Block::Text(rich));
                }
                code @ Block::Code(_) => self.blocks.push(code),
            }
        }
    }
}

/// The tables of a block of code that holds nothing but tables of pipes. Blocks that are indented, or that a converter put into a
/// fence, show them as they were typed.
fn drawn_tables(code: &Code, fenced: bool) -> Vec<Block> {
    let mut lines = code.text.lines().filter(|line| !line.trim().is_empty());
    let is_drawn = |line: &str| {
        let line = line.trim();
        line.len() > 2 && line.starts_with(['|', '+']) && line.ends_with(['|', '+'])
    };
    if lines.clone().count() < 3 || !lines.all(is_drawn) {
        return Vec::new();
    }
    let text = unindented(&code.text);
    let mut blocks = Page::read(&Source::of(&text)).blocks;
    if !blocks.iter().all(|block| matches!(block, Block::Table(_))) {
        return Vec::new();
    }
    // In a fence every character keeps its distance from the first; elsewhere the block's beginning stands for all of it.
    let keeps = fenced && text == code.text;
    for block in &mut blocks {
        block.each_place(&mut |at| {
            *at = if keeps {
                code.at + at.start..code.at + at.end
            } else {
                code.at..code.at
            };
        });
    }
    blocks
}

fn unindented(text: &str) -> String {
    text.lines()
        .map(|line| format!("{}\n", line.trim()))
        .collect()
}

/// Pages exist whose header row is empty and whose first row says what the columns are.
fn with_header(mut table: Table) -> Option<Table> {
    while table.header.iter().all(Rich::is_blank) {
        if table.rows.is_empty() {
            return None;
        }
        table.header = table.rows.remove(0);
    }
    spans::fill(&mut table.rows);
    Some(table)
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
