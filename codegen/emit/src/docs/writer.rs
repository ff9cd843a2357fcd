//! Pieces of a text -> lines of Markdown.

use pulldown_cmark::{CodeBlockKind, HeadingLevel, Tag, TagEnd};

use super::escape;
use super::layout::Layout;
use super::words;
use super::wrap::FIXED_BLANK;

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
    /// The beginning of a construct.
    pub(super) fn start(&mut self, tag: Tag<'_>) {
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

    /// The end of a construct.
    pub(super) fn end(&mut self, tag: TagEnd) {
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
    pub(super) fn soft_break(&mut self) {
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
    pub(super) fn block(&mut self, block: Vec<String>) {
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

    /// The lines of all that was written.
    pub(super) fn finish(mut self) -> Vec<String> {
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
