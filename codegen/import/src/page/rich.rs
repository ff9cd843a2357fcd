//! Text with what its markup said: links, anchors, code, and which of it was struck out.

use std::ops::Range;

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) text: String,
    pub(crate) target: String,
}

/// The content of a heading, a paragraph or a cell.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rich {
    /// Without markup; line breaks and list items are lines, an item begins with `- `.
    pub(crate) text: String,
    /// The same as Markdown: code in back-ticks, links as links.
    pub(crate) markdown: String,
    pub(crate) links: Vec<Link>,
    /// Names by which a link can lead here.
    pub(crate) anchors: Vec<String>,
    /// How many characters were bold, and how many struck out.
    pub(crate) bold: usize,
    pub(crate) struck: usize,
    /// How many pictures it shows.
    pub(crate) pictures: usize,
    pub(crate) at: Range<usize>,
    /// Where its lines begin but the first, as far as they are lines of the page.
    pub(crate) lines: Vec<usize>,
}

impl Rich {
    pub(crate) fn at(range: Range<usize>) -> Self {
        Self {
            at: range,
            ..Self::default()
        }
    }

    /// A text without markup.
    pub(crate) fn plain(text: &str, at: &Range<usize>) -> Self {
        Self::at(at.clone()).with_text(text)
    }

    /// The same with another text, which has no markup.
    pub(crate) fn with_text(&self, text: &str) -> Self {
        Self {
            text: text.to_owned(),
            markdown: text.to_owned(),
            ..self.clone()
        }
    }

    /// Whether nothing can be read.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether all of it is bold.
    pub(super) fn is_bold(&self) -> bool {
        let letters = self.text.chars().filter(|c| !c.is_whitespace()).count();
        letters > 0 && self.bold >= letters
    }

    /// Whether all of it is bold but a remark in brackets at its end: `**Fields** (JSON)`.
    pub(super) fn is_bold_before_remark(&self) -> bool {
        let bare = self.text.trim_end();
        let closed = bare.strip_suffix([')', '）']).unwrap_or_default();
        let open = closed.rfind(['(', '（']).unwrap_or_default();
        let head = closed.get(..open).unwrap_or_default();
        let letters = head.chars().filter(|c| !c.is_whitespace()).count();
        letters > 0 && self.bold == letters && !bare.contains('\n')
    }

    /// Whether all of it is struck out.
    pub(crate) fn is_struck(&self) -> bool {
        let letters = self.text.chars().filter(|c| !c.is_whitespace()).count();
        letters > 0 && self.struck >= letters
    }

    pub(crate) fn push(&mut self, text: &str) {
        // Behind the mark of an item, space means nothing.
        let text = if self.text == "- " || self.text.ends_with("\n- ") {
            text.trim_start_matches([' ', '\t', '\n'])
        } else {
            text
        };
        if text.contains(is_invisible) {
            let text = text.replace(is_invisible, "");
            self.text.push_str(&text);
            self.markdown.push_str(&text);
        } else {
            self.text.push_str(text);
            self.markdown.push_str(text);
        }
    }

    pub(super) fn push_code(&mut self, code: &str) {
        let code = &code.replace(is_invisible, "");
        self.text.push_str(code);
        let fence = if code.contains('`') { "``" } else { "`" };
        self.markdown.push_str(fence);
        self.markdown.push_str(code);
        self.markdown.push_str(fence);
    }

    /// The lines as texts of their own, each at its place if that is known.
    pub(crate) fn into_lines(self) -> Vec<Self> {
        let count = self.text.lines().count();
        if count <= 1 || self.markdown.lines().count() != count {
            return vec![self];
        }
        let is_known = self.lines.len() + 1 == count;
        let place = |index: usize| {
            let begins = |index: usize| match index.checked_sub(1) {
                None => Some(self.at.start),
                Some(before) => self.lines.get(before).copied(),
            };
            match begins(index).filter(|_| is_known) {
                Some(begin) => begin..begins(index + 1).unwrap_or(self.at.end).max(begin),
                None => self.at.clone(),
            }
        };
        let lines = self.text.lines().zip(self.markdown.lines()).enumerate();
        let mut links = self.links.clone();
        lines
            .filter(|(_, (text, _))| !text.trim().is_empty())
            .map(|(index, (text, markdown))| {
                let mine = |link: &Link| text.contains(&link.text) && !link.text.is_empty();
                let own = links.iter().filter(|link| mine(link)).cloned().collect();
                links.retain(|link| !mine(link));
                Self {
                    text: text.to_owned(),
                    markdown: markdown.to_owned(),
                    links: own,
                    anchors: Vec::new(),
                    bold: 0,
                    struck: 0,
                    pictures: 0,
                    at: place(index),
                    lines: Vec::new(),
                }
            })
            .collect()
    }

    /// Begins a new line unless one was just begun.
    pub(super) fn new_line(&mut self) {
        for text in [&mut self.text, &mut self.markdown] {
            let end = text.trim_end_matches([' ', '\t']).len();
            text.truncate(end);
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
        }
    }

    /// Begins a new paragraph: what follows a list is no part of its last item.
    pub(super) fn new_paragraph(&mut self) {
        self.new_line();
        if !self.text.is_empty() {
            self.text.push('\n');
            self.markdown.push('\n');
        }
    }

    /// Puts words, plain and as Markdown, on a line before everything else.
    pub(crate) fn begin_with(&mut self, words: &str, marked: &str) {
        for (text, words) in [(&mut self.text, words), (&mut self.markdown, marked)] {
            let rest = std::mem::take(text);
            text.push_str(words);
            if !words.is_empty() && !rest.is_empty() {
                text.push('\n');
            }
            text.push_str(&rest);
        }
    }

    /// Adds a text as lines of its own.
    pub(crate) fn add_line(&mut self, more: Self) {
        if more.is_blank() {
            self.anchors.extend(more.anchors);
            return;
        }
        if self.is_blank() {
            let anchors = std::mem::take(&mut self.anchors);
            *self = more;
            self.anchors.extend(anchors);
            return;
        }
        self.new_line();
        self.lines.clear();
        self.text.push_str(&more.text);
        self.markdown.push_str(&more.markdown);
        self.links.extend(more.links);
        self.anchors.extend(more.anchors);
        self.bold += more.bold;
        self.struck += more.struck;
        self.at.end = more.at.end;
    }

    /// Drops white space at both ends, and the lines by which the platform's pages put a text into a box: `:::tip`, `:::`. A sentence
    /// that begins the box stays. Ideographic and unbreakable spaces stay: they indent names.
    pub(super) fn trim(&mut self) {
        self.trim_places();
        for text in [&mut self.text, &mut self.markdown] {
            if text.contains(":::") {
                let lines = text.lines().filter_map(without_box);
                *text = lines.collect::<Vec<_>>().join("\n");
            }
            let trimmed = text.trim_matches([' ', '\t', '\n', '\r']);
            *text = trimmed.to_owned();
        }
    }

    /// Forgets where the empty lines at both ends begin.
    fn trim_places(&mut self) {
        const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];
        if self.text.contains(":::") {
            self.lines.clear();
            return;
        }
        let behind = self.text.trim_start_matches(BLANKS);
        let before = breaks(&self.text) - breaks(behind);
        let kept = breaks(behind.trim_end_matches(BLANKS));
        self.lines.drain(..before.min(self.lines.len()));
        self.lines.truncate(kept);
    }
}

/// Longest title of a box that is no sentence, in characters: `:::warning 使用说明`.
const LONGEST_BOX_TITLE: usize = 12;

/// A line without the mark of a box; nothing of one that has only a title.
fn without_box(line: &str) -> Option<&str> {
    let Some(rest) = line.trim_start().strip_prefix(":::") else {
        return Some(line);
    };
    let (_, title) = rest.split_once(' ')?;
    (title.trim().chars().count() > LONGEST_BOX_TITLE).then_some(title)
}

/// How many lines end in a text.
fn breaks(text: &str) -> usize {
    text.matches('\n').count()
}

/// Characters that nobody sees, such as editors leave behind.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}
