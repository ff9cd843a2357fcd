//! Markdown -> plain text.
//!
//! Knows which marks a reader at a terminal can do without.
//! Gives a line for each paragraph. A line with a tab is code, behind it, or a row of a table, whose cells it sets apart.
//! Must never know what the text is about.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use codegen_model::Docs;

use crate::docs;

/// Summary and description.
pub(super) fn of(docs: &Docs) -> String {
    let texts = [&docs.summary, &docs.description].into_iter().flatten();
    let texts: Vec<_> = texts
        .map(|text| plain(text))
        .filter(|text| !text.is_empty())
        .collect();
    texts.join("\n\n")
}

/// A text without its marks.
pub(super) fn plain(text: &str) -> String {
    let mut writer = Writer::default();
    let text = docs::clean(text);
    for event in TextMergeStream::new(Parser::new_ext(&text, Options::ENABLE_TABLES)) {
        writer.event(event);
    }
    writer.flush();
    writer.lines.join("\n")
}

/// Writes lines while events come in.
#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    /// The paragraph at hand.
    paragraph: String,
    /// Whether a blank line is due before the next one.
    is_apart: bool,
    /// Number of the next item per list around; `None` for bullets.
    lists: Vec<Option<u64>>,
    /// What stands before the first line of the item at hand.
    marker: Option<String>,
    /// Addresses of the links at hand, and where their text starts.
    links: Vec<(String, usize)>,
    is_code: bool,
    is_table: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) if self.is_code => {
                let indent = self.indent();
                self.gap();
                let code = text
                    .lines()
                    .map(|line| format!("{:indent$}\t{}", "", line.replace('\t', "    ")));
                self.lines.extend(code);
            }
            Event::Text(text) | Event::Code(text) => self.paragraph.push_str(&text),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.paragraph.push_str(&text);
            }
            Event::SoftBreak => self.paragraph.push(' '),
            Event::HardBreak => self.flush(),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.flush(),
            Event::InlineHtml(_) | Event::Html(_) | Event::TaskListMarker(_) | Event::Rule => {}
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.flush();
                self.is_apart |= self.lists.is_empty() && !self.lines.is_empty();
                self.lists.push(first);
            }
            Tag::Item => {
                self.marker = self.lists.last_mut().map(|next| match next {
                    None => "- ".to_owned(),
                    Some(number) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                });
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.is_code = true;
            }
            Tag::Table(_) => self.is_table = true,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.links
                    .push((dest_url.to_string(), self.paragraph.len()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => {
                self.flush();
                self.is_apart = true;
            }
            TagEnd::Item => {
                self.flush();
                self.marker = None;
                self.is_apart = false;
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.is_apart = self.lists.is_empty();
            }
            TagEnd::CodeBlock => {
                self.is_code = false;
                self.is_apart = true;
            }
            TagEnd::TableCell => self.paragraph.push('\t'),
            TagEnd::TableHead | TagEnd::TableRow => self.flush(),
            TagEnd::Table => {
                self.is_table = false;
                self.is_apart = true;
            }
            TagEnd::Link | TagEnd::Image => {
                if let Some((address, start)) = self.links.pop()
                    && address.contains("://")
                    && self.paragraph.get(start..) != Some(&address)
                {
                    self.paragraph.push_str(&format!(" <{address}>"));
                }
            }
            _ => {}
        }
    }

    /// Where the text of the list around begins.
    fn indent(&self) -> usize {
        self.lists.len() * 2
    }

    fn gap(&mut self) {
        if std::mem::take(&mut self.is_apart) && !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }

    /// Ends the paragraph at hand.
    fn flush(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if paragraph.trim().is_empty() {
            return;
        }
        self.gap();
        let indent = self.indent();
        let marker = self.marker.take().unwrap_or_default();
        let text = match self.is_table {
            true => paragraph.trim_end().to_owned(),
            false => {
                let words: Vec<_> = paragraph.split_whitespace().collect();
                words.join(" ")
            }
        };
        self.lines.push(format!("{marker:>indent$}{text}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_dropped_and_structure_is_kept() {
        let text = "Adds **users**, see [the *page*](https://example.com/a) or <https://example.com>.\n\
                    Then `stops`.\n\n1. one\n2. two\n   - deep\n\n```json\n{\n  \"a\": 1\n}\n```\n\n\
                    End<br>of it.\u{200b}\n\n| a | b |\n| - | - |\n| 1 | `2` |";
        let expected = "\
Adds users, see the page <https://example.com/a> or https://example.com. Then stops.

1. one
2. two
  - deep

\t{
\t  \"a\": 1
\t}

End
of it.

a\tb
1\t2";
        assert_eq!(plain(text), expected);
    }
}
