//! Markdown of anybody -> Markdown that rustdoc accepts without a warning.
//!
//! Knows the constructs of CommonMark and tables, and what each must look like in a doc comment.
//! Gives lines: what is not markup is escaped, links lead to the web or are plain text, code blocks are never compiled.
//! Must never know what the text is about.

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser, TextMergeStream};

use super::html;
use super::words;
use super::wrap::{WIDTH, wrap};
use super::writer::Writer;

/// Lines of a text, wrapped.
pub(super) fn lines(text: &str) -> Vec<String> {
    let text = boxes_as_quotes(clean(text));
    if is_simple(&text) {
        return wrap(&text, WIDTH);
    }
    let mut writer = Writer::default();
    for event in TextMergeStream::new(Parser::new_ext(&text, Options::ENABLE_TABLES)) {
        write(event, &mut writer);
    }
    writer.finish()
}

/// Drops what cannot be seen: carriage returns, control characters, marks that turn the direction of text.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
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

/// Writes an event of the parser.
fn write(event: Event<'_>, writer: &mut Writer) {
    match event {
        Event::Start(tag) => writer.start(tag),
        Event::End(tag) => writer.end(tag),
        Event::Text(text) => writer.text(&text),
        Event::Code(text) => writer.code_span(&text),
        Event::SoftBreak | Event::HardBreak => writer.soft_break(),
        Event::Rule => writer.block(vec!["---".to_owned()]),
        Event::Html(text) | Event::InlineHtml(text) => html::write(&text, writer),
        // Not asked of the parser.
        Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
            writer.text(&text);
        }
        Event::TaskListMarker(_) => {}
    }
}

#[cfg(test)]
mod tests;
