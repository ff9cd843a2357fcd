//! HTML within Markdown -> Markdown.
//!
//! Knows the elements that the platform's descriptions use for layout.
//! Gives their effect to a writer; anything else between angle brackets is text, for it mostly is a placeholder.
//! Must never know how a line is written.

use super::writer::Writer;

/// Writes a piece of HTML.
pub(super) fn write(html: &str, writer: &mut Writer) {
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        writer.text(&unescape(&rest[..start]));
        let from = &rest[start..];
        let Some(end) = from.find('>') else {
            rest = from;
            break;
        };
        let tag = &from[..=end];
        if tag.starts_with("<!--") {
            rest = from.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if !element(tag, writer) {
            writer.text(tag);
        }
        rest = &from[end + 1..];
    }
    writer.text(&unescape(rest));
}

/// Gives the effect of a tag; whether there is one.
fn element(tag: &str, writer: &mut Writer) -> bool {
    let inner = tag
        .trim_start_matches('<')
        .trim_end_matches('>')
        .trim_end_matches('/')
        .trim();
    let name = inner
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    match name.as_str() {
        "br" | "p" | "/p" | "div" | "/div" | "tr" | "/tr" => writer.end_paragraph(),
        "ul" => writer.start_list(None),
        "ol" => writer.start_list(Some(1)),
        "/ul" | "/ol" if writer.is_in_list() => {
            writer.end_list();
        }
        "li" => {
            if !writer.is_in_list() {
                writer.start_list(None);
            }
            writer.start_item();
        }
        "/li" if writer.is_in_list() => writer.end_item(),
        "a" => writer.start_link(attribute(inner, "href").unwrap_or_default()),
        "/a" => writer.end_link(),
        "td" | "th" => writer.text(" "),
        "/ul" | "/ol" | "/li" | "/td" | "/th" | "b" | "/b" | "strong" | "/strong" | "i" | "/i"
        | "em" | "/em" | "u" | "/u" | "span" | "/span" | "font" | "/font" | "code" | "/code"
        | "sup" | "/sup" | "sub" | "/sub" | "table" | "/table" | "tbody" | "/tbody" | "thead"
        | "/thead" => {}
        _ => return false,
    }
    true
}

/// Value of an attribute.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(name)?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value
        .chars()
        .next()
        .filter(|char| matches!(char, '"' | '\''))?;
    value[1..].split(quote).next()
}

/// The few entities that occur.
fn unescape(text: &str) -> String {
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", " ");
    text.replace("&amp;", "&")
}
