//! Markdown of anybody -> Markdown that rustdoc accepts without a warning.
//!
//! Knows the constructs of CommonMark and tables, and what each must look like in a doc comment.
//! Gives lines: what is not markup is escaped, links lead to the web or are plain text, code blocks are never compiled.
//! Must never know what the text is about.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::html;
use super::words;
use super::wrap::{FIXED_BLANK, WIDTH, wrap};

/// Lines of a text, wrapped.
pub(super) fn lines(text: &str) -> Vec<String> {
    let text = clean(text);
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

/// Whether a text is one paragraph without any markup. Most are.
fn is_simple(text: &str) -> bool {
    let starts_simply = text.chars().next().is_some_and(char::is_alphabetic);
    starts_simply
        && !text.contains("://")
        && text.chars().all(|char| {
            char.is_alphanumeric() || matches!(char, ' ' | '.' | ',' | ';' | ':' | '(' | ')' | '\'' | '/' | '-' | '%' | '?')
                || words::is_wide(char)
        })
}

/// Writes lines while events come in.
#[derive(Default)]
pub(super) struct Writer {
    lines: Vec<String>,
    /// The paragraph at hand.
    paragraph: String,
    /// Start of the next line and of those after it, one pair per list item or quotation around.
    prefixes: Vec<(String, String)>,
    /// Number of the next item per list around; `None` for bullets.
    lists: Vec<Option<u64>>,
    /// Whether a blank line is due before the next one.
    is_gap_due: bool,
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
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => self.text(&text),
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
                self.gap();
                self.blank_line();
                self.prefixes.push(("> ".to_owned(), "> ".to_owned()));
            }
            Tag::CodeBlock(kind) => {
                self.flush();
                let language = match &kind {
                    CodeBlockKind::Fenced(language) => language.split([' ', ',']).next().unwrap_or_default(),
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
                self.gap();
            }
            Tag::TableHead | Tag::TableRow => self.cells = Some(Vec::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock => {
                self.flush();
                self.is_gap_due = true;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.prefixes.pop();
                self.is_gap_due = true;
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
                self.line(&format!("|{}", " --- |".repeat(columns)));
            }
            TagEnd::TableRow => self.row(),
            TagEnd::Table => self.is_gap_due = true,
            _ => {}
        }
    }

    /// Text that is no markup.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
            return;
        }
        let is_in_table = self.cells.is_some();
        let is_in_link = !self.links.is_empty();
        let mut rest = text;
        while let Some(start) = ["http://", "https://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
            let (before, from) = rest.split_at(start);
            escape(before, is_in_table, &mut self.paragraph);
            let (address, after) = from.split_at(end_of_address(from));
            if is_in_link || address.ends_with("://") {
                escape(address, is_in_table, &mut self.paragraph);
            } else {
                self.paragraph.push('<');
                self.paragraph.push_str(address);
                self.paragraph.push('>');
            }
            rest = after;
        }
        escape(rest, is_in_table, &mut self.paragraph);
    }

    /// A code span.
    pub(super) fn code_span(&mut self, text: &str) {
        let mut span = words::code(text);
        if self.cells.is_some() {
            span = span.replace('|', "\\|");
        }
        self.paragraph.extend(span.chars().map(|char| if char == ' ' { FIXED_BLANK } else { char }));
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
        self.is_gap_due = true;
    }

    /// Begins a list; its items count from a number or have bullets.
    pub(super) fn start_list(&mut self, first: Option<u64>) {
        self.flush();
        if self.lists.is_empty() {
            self.gap();
        }
        self.lists.push(first);
    }

    /// Begins an item of the list at hand.
    pub(super) fn start_item(&mut self) {
        self.flush();
        self.blank_line();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        let rest = " ".repeat(marker.len());
        self.prefixes.push((marker, rest));
    }

    /// Ends an item.
    pub(super) fn end_item(&mut self) {
        self.flush();
        self.prefixes.pop();
        self.is_gap_due = false;
    }

    /// Ends a list.
    pub(super) fn end_list(&mut self) {
        self.flush();
        self.lists.pop();
        self.is_gap_due = self.lists.is_empty();
    }

    /// Whether a list is at hand.
    pub(super) fn is_in_list(&self) -> bool {
        !self.lists.is_empty()
    }

    /// Begins a link. Only what leads to the web stays one: any other target means something within the platform's own
    /// pages, and rustdoc would look for an item of that name.
    pub(super) fn start_link(&mut self, address: &str) {
        let is_web = address.starts_with("https://") || address.starts_with("http://");
        let address = is_web.then(|| {
            let mut safe = String::with_capacity(address.len());
            for char in address.chars() {
                match char {
                    ' ' => safe.push_str("%20"),
                    '(' => safe.push_str("%28"),
                    ')' => safe.push_str("%29"),
                    '<' => safe.push_str("%3C"),
                    '>' => safe.push_str("%3E"),
                    '|' => safe.push_str("%7C"),
                    '\\' => safe.push_str("%5C"),
                    char => safe.push(char),
                }
            }
            safe
        });
        self.links.push((address, self.paragraph.len()));
    }

    /// Ends a link.
    pub(super) fn end_link(&mut self) {
        let Some((address, start)) = self.links.pop() else { return };
        let Some(address) = address else { return };
        // A block may have begun in between, in HTML that is not well-formed.
        let text = if start <= self.paragraph.len() { self.paragraph.split_off(start) } else { String::new() };
        let text = text.trim();
        if text.is_empty() {
            self.paragraph.push_str(&format!("<{address}>"));
        } else {
            self.paragraph.push_str(&format!("[{}]({address})", text.replace(' ', "\u{1}")));
        }
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let (language, text) = code.split_once('\n').unwrap_or(("text", &code));
        let longest = text.split(|char| char != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest.max(2) + 1);
        let mut block = vec![format!("{fence}{language}")];
        block.extend(text.trim_end().lines().map(|line| line.trim_end().replace('\t', "    ")));
        block.push(fence);
        self.block(block);
    }

    fn row(&mut self) {
        if let Some(cells) = self.cells.take() {
            self.line(&format!("| {} |", cells.join(" | ")));
        }
    }

    /// Lines that are set apart from what is before and after them.
    fn block(&mut self, block: Vec<String>) {
        self.flush();
        self.gap();
        for line in block {
            self.line(&line);
        }
        self.is_gap_due = true;
    }

    /// Asks for a blank line, unless nothing stands before it.
    fn gap(&mut self) {
        self.is_gap_due = !self.lines.is_empty() && self.prefixes.last().is_none_or(|(first, rest)| first == rest);
    }

    /// Writes the paragraph at hand.
    fn flush(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let indent: usize = self.prefixes.iter().map(|(_, rest)| rest.len()).sum();
        for line in wrap(&paragraph, WIDTH.saturating_sub(indent).max(40)) {
            self.line(&line);
        }
    }

    /// Writes the blank line that is due, if one is.
    fn blank_line(&mut self) {
        if self.is_gap_due && !self.lines.is_empty() {
            let quotation: String = self.prefixes.iter().map(|(_, rest)| rest.as_str()).collect();
            self.lines.push(quotation.trim_end().to_owned());
        }
        self.is_gap_due = false;
    }

    fn line(&mut self, line: &str) {
        self.blank_line();
        let mut whole = String::new();
        for (first, rest) in &mut self.prefixes {
            whole.push_str(first);
            first.clone_from(rest);
        }
        whole.push_str(line);
        self.lines.push(whole.trim_end().to_owned());
    }

    fn finish(mut self) -> Vec<String> {
        self.flush();
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines
    }
}

/// The language of a code block; `text` for those that rustdoc would compile.
fn harmless(language: &str) -> &str {
    const KNOWN: &[&str] = &["bash", "go", "html", "http", "ini", "java", "javascript", "json", "php", "python", "shell",
        "sql", "toml", "xml", "yaml"];
    KNOWN.iter().find(|known| known.eq_ignore_ascii_case(language)).unwrap_or(&"text")
}

/// Where an address ends that starts a text.
fn end_of_address(text: &str) -> usize {
    let is_end = |char: char| {
        char.is_whitespace()
            || matches!(char, '<' | '>' | '"' | '\'' | '`' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '\\' | '^')
            || words::is_wide(char)
    };
    let end = text.find(is_end).unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']).len()
}

/// Appends a text so that Markdown shows it as it is.
fn escape(text: &str, is_in_table: bool, out: &mut String) {
    let mut previous = out.chars().next_back();
    let mut chars = text.char_indices().peekable();
    while let Some((index, char)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let is_inside_word = previous.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        let is_markup = match char {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '_' => !is_inside_word,
            '|' => is_in_table,
            '&' => text[index..].find(';').is_some_and(|end| end < 10) && next.is_some_and(|next| next.is_alphanumeric() || next == '#'),
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(if char == '\n' { ' ' } else { char });
        previous = Some(char);
    }
}
