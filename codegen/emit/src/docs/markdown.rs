//! Markdown of anybody -> Markdown that rustdoc accepts without a warning.
//!
//! Knows the constructs of CommonMark and tables, and what each must look like in a doc comment.
//! Gives lines: what is not markup is escaped, links lead to the web or are plain text, code blocks are never compiled.
//! Must never know what the text is about.

use std::borrow::Cow;

use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeStream,
};

use super::escape;
use super::html;
use super::layout::Layout;
use super::words;
use super::wrap::{FIXED_BLANK, WIDTH, wrap};

/// Lines of a text, wrapped.
pub(super) fn lines(text: &str) -> Vec<String> {
    let text = boxes_as_quotes(clean(text));
    if is_simple(&text) {
        return wrap(&text, WIDTH);
    }
    let mut writer = Writer::default();
    for event in TextMergeStream::new(Parser::new_ext(&text, Options::ENABLE_TABLES)) {
        writer.event(event);
    }
    writer.finish()
}

/// Drops what cannot be seen: carriage returns, control characters, marks that turn the direction of text.
fn clean(text: &str) -> Cow<'_, str> {
    let is_unseen = |char: char| {
        (char.is_control() && char != '\n' && char != '\t')
            || matches!(u32::from(char), 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x2069 | 0xfeff)
    };
    let trimmed = text.trim();
    if trimmed.chars().any(is_unseen) {
        let text = trimmed.replace("\r\n", "\n").replace('\r', "\n");
        Cow::Owned(text.chars().filter(|char| !is_unseen(*char)).collect())
    } else {
        Cow::Borrowed(trimmed)
    }
}

/// The platform's boxes, `:::tip` to `:::`, as quotes.
fn boxes_as_quotes(text: Cow<'_, str>) -> Cow<'_, str> {
    const MARK: &str = ":::";
    if !text.contains(MARK) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut is_inside = false;
    for line in text.lines() {
        let mut rest = line;
        let mut is_mark = false;
        if let Some(begun) = line.trim_start().strip_prefix(MARK)
            && !is_inside
        {
            // The first word names the kind of box.
            let kind = begun.trim_start();
            let end = kind.find(|char: char| !char.is_ascii_alphanumeric());
            rest = kind[end.unwrap_or(kind.len())..].trim_start();
            (is_inside, is_mark) = (true, true);
            out.push('\n');
        }
        let (content, is_over) = match rest.trim_end().strip_suffix(MARK) {
            Some(content) if is_inside => (content, true),
            _ => (rest, false),
        };
        if !((is_mark || is_over) && content.trim().is_empty()) {
            out.push_str(if is_inside { "> " } else { "" });
            out.push_str(content);
            out.push('\n');
        }
        if is_over {
            is_inside = false;
            out.push('\n');
        }
    }
    Cow::Owned(out)
}

/// Whether a text is one paragraph without any markup. Most are.
fn is_simple(text: &str) -> bool {
    let starts_simply = text.chars().next().is_some_and(char::is_alphabetic);
    starts_simply
        && !text.contains("://")
        && text.chars().all(|char| {
            char.is_alphanumeric()
                || matches!(
                    char,
                    ' ' | '.' | ',' | ';' | ':' | '(' | ')' | '\'' | '/' | '-' | '%' | '?'
                )
                || words::is_wide(char)
        })
}

/// Writes lines while events come in.
#[derive(Default)]
pub(super) struct Writer {
    layout: Layout,
    /// The paragraph at hand.
    paragraph: String,
    /// Number of the next item per list around; `None` for bullets.
    lists: Vec<Option<u64>>,
    /// Text of a code block at hand.
    code: Option<String>,
    /// Where the links at hand lead to, and where their text starts.
    links: Vec<(Option<String>, usize)>,
    /// Cells of the row at hand.
    cells: Option<Vec<String>>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => self.code_span(&text),
            Event::SoftBreak | Event::HardBreak => self.soft_break(),
            Event::Rule => self.block(vec!["---".to_owned()]),
            Event::Html(text) | Event::InlineHtml(text) => html::write(&text, self),
            // Not asked of the parser.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.paragraph = match level {
                    HeadingLevel::H1 => "#\u{1}".to_owned(),
                    HeadingLevel::H2 => "##\u{1}".to_owned(),
                    _ => "###\u{1}".to_owned(),
                };
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.layout.gap();
                self.layout.enter("> ", "> ");
            }
            Tag::CodeBlock(kind) => {
                self.flush();
                let language = match &kind {
                    CodeBlockKind::Fenced(language) => {
                        language.split([' ', ',']).next().unwrap_or_default()
                    }
                    CodeBlockKind::Indented => "",
                };
                self.code = Some(format!("{}\n", harmless(language)));
            }
            Tag::List(first) => self.start_list(first),
            Tag::Item => self.start_item(),
            Tag::Emphasis => self.paragraph.push('*'),
            Tag::Strong => self.paragraph.push_str("**"),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => self.start_link(&dest_url),
            Tag::Table(_) => {
                self.flush();
                self.layout.gap();
            }
            Tag::TableHead | Tag::TableRow => self.cells = Some(Vec::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock => {
                self.flush();
                self.layout.owe_gap();
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.layout.leave();
                self.layout.owe_gap();
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(_) => self.end_list(),
            TagEnd::Item => self.end_item(),
            TagEnd::Emphasis => self.paragraph.push('*'),
            TagEnd::Strong => self.paragraph.push_str("**"),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.paragraph).replace(FIXED_BLANK, " ");
                self.cells.get_or_insert_default().push(cell);
            }
            TagEnd::TableHead => {
                let columns = self.cells.as_ref().map_or(0, Vec::len);
                self.row();
                self.layout.line(&format!("|{}", " --- |".repeat(columns)));
            }
            TagEnd::TableRow => self.row(),
            TagEnd::Table => self.layout.owe_gap(),
            _ => {}
        }
    }

    /// Text that is no markup.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        escape::text(
            text,
            self.cells.is_some(),
            self.links.is_empty(),
            &mut self.paragraph,
        );
    }

    /// A code span.
    pub(super) fn code_span(&mut self, text: &str) {
        let mut span = words::code(text);
        if self.cells.is_some() {
            span = span.replace('|', "\\|");
        }
        self.paragraph.extend(
            span.chars()
                .map(|char| if char == ' ' { FIXED_BLANK } else { char }),
        );
    }

    /// A line break that means nothing. Between characters of full width it is dropped, for a browser would show a gap.
    fn soft_break(&mut self) {
        if !self.paragraph.ends_with(words::is_wide) {
            self.paragraph.push(' ');
        }
    }

    /// Ends a paragraph that another one follows.
    pub(super) fn end_paragraph(&mut self) {
        self.flush();
        self.layout.owe_gap();
    }

    /// Begins a list; its items count from a number or have bullets.
    pub(super) fn start_list(&mut self, first: Option<u64>) {
        self.flush();
        if self.lists.is_empty() {
            self.layout.gap();
        }
        self.lists.push(first);
    }

    /// Begins an item of the list at hand.
    pub(super) fn start_item(&mut self) {
        self.flush();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.layout.enter(&marker, &" ".repeat(marker.len()));
    }

    /// Ends an item.
    pub(super) fn end_item(&mut self) {
        self.flush();
        self.layout.leave();
        self.layout.waive_gap();
    }

    /// Ends a list.
    pub(super) fn end_list(&mut self) {
        self.flush();
        self.lists.pop();
        if self.lists.is_empty() {
            self.layout.owe_gap();
        } else {
            self.layout.waive_gap();
        }
    }

    /// Whether a list is at hand.
    pub(super) fn is_in_list(&self) -> bool {
        !self.lists.is_empty()
    }

    /// Begins a link. Only what leads to the web stays one, and what leads to a page of the platform's documentation: any other
    /// target means something within the page itself, and rustdoc would look for an item of that name.
    pub(super) fn start_link(&mut self, address: &str) {
        const SITE: &str = "https://www.volcengine.com";
        let address = if address.starts_with("https://") || address.starts_with("http://") {
            Some(escape::address(address))
        } else if address.starts_with("//") {
            Some(escape::address(&format!("https:{address}")))
        } else if address.starts_with('/') {
            Some(escape::address(&format!("{SITE}{address}")))
        } else {
            None
        };
        self.links.push((address, self.paragraph.len()));
    }

    /// Ends a link.
    pub(super) fn end_link(&mut self) {
        let Some((address, start)) = self.links.pop() else {
            return;
        };
        let Some(address) = address else { return };
        // A block may have begun in between, in HTML that is not well-formed.
        let text = if start <= self.paragraph.len() {
            self.paragraph.split_off(start)
        } else {
            String::new()
        };
        let text = text.trim();
        if text.is_empty() || text == address {
            self.paragraph.push_str(&format!("<{address}>"));
        } else {
            self.paragraph
                .push_str(&format!("[{}]({address})", text.replace(' ', "\u{1}")));
        }
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let (language, text) = code.split_once('\n').unwrap_or(("text", &code));
        let longest = text
            .split(|char| char != '`')
            .map(str::len)
            .max()
            .unwrap_or_default();
        let fence = "`".repeat(longest.max(2) + 1);
        let mut block = vec![format!("{fence}{language}")];
        block.extend(
            text.trim_end()
                .lines()
                .map(|line| line.trim_end().replace('\t', "    ")),
        );
        block.push(fence);
        self.block(block);
    }

    fn row(&mut self) {
        if let Some(cells) = self.cells.take() {
            self.layout.line(&format!("| {} |", cells.join(" | ")));
        }
    }

    /// Lines that are set apart from what is before and after them.
    fn block(&mut self, block: Vec<String>) {
        self.flush();
        self.layout.gap();
        for line in block {
            self.layout.line(&line);
        }
        self.layout.owe_gap();
    }

    /// Writes the paragraph at hand.
    fn flush(&mut self) {
        self.layout.paragraph(&std::mem::take(&mut self.paragraph));
    }

    fn finish(mut self) -> Vec<String> {
        self.flush();
        self.layout.finish()
    }
}

/// The language of a code block; `text` for those that rustdoc would compile.
fn harmless(language: &str) -> &str {
    const KNOWN: &[&str] = &[
        "bash",
        "go",
        "html",
        "http",
        "ini",
        "java",
        "javascript",
        "json",
        "php",
        "python",
        "shell",
        "sql",
        "toml",
        "xml",
        "yaml",
    ];
    KNOWN
        .iter()
        .find(|known| known.eq_ignore_ascii_case(language))
        .unwrap_or(&"text")
}

#[cfg(test)]
mod tests;
