//! The few tags that pages use inside Markdown.

use super::{Link, Rich};

/// Tags that shape text. Anything else in angle brackets is text: `Array<Object>` is a type, not markup.
const TAGS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// Tags of whole pages. Types may be called alike, so they count in small letters alone.
const PAGE_TAGS: &[&str] = &[
    "article",
    "aside",
    "body",
    "button",
    "figcaption",
    "figure",
    "footer",
    "head",
    "header",
    "html",
    "iframe",
    "input",
    "label",
    "link",
    "main",
    "meta",
    "nav",
    "noscript",
    "path",
    "picture",
    "script",
    "section",
    "source",
    "style",
    "svg",
    "template",
    "title",
    "video",
];

/// Begins the text of a link that is not closed yet.
const OPEN: char = '\0';

/// A piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// A tag by its name in small letters, with its attributes as they stand.
    Open(String, &'a str),
    Close(String),
    /// Text with its place.
    Text(&'a str, usize),
}

/// Cuts HTML into tags and text.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut text_from = 0;
    let mut at = 0;
    while let Some(found) = html.get(at..).and_then(|rest| rest.find('<')) {
        let open = at + found;
        let rest = &html[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment
                .find("-->")
                .map_or(html.len(), |end| open + 4 + end + 3);
            push_text(&mut pieces, html, text_from, open);
            (at, text_from) = (end, end);
            continue;
        }
        let Some(close) = rest.find('>') else { break };
        let inside = &rest[1..close];
        let (closing, inside) = match inside.strip_prefix('/') {
            Some(inside) => (true, inside),
            None => (false, inside),
        };
        let name_end = inside
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(inside.len());
        let written = &inside[..name_end];
        let name = written.to_ascii_lowercase();
        // `<Tabs>`, `</TabTitle>`, `<APILink link="…">`: components of the platform's own pages.
        let component = [
            "Tabs",
            "Tab",
            "TabTitle",
            "APILink",
            "Attachment",
            "Accordion",
            "Card",
            "Cards",
        ]
        .contains(&written);
        if component || TAGS.contains(&name.as_str()) || PAGE_TAGS.contains(&written) {
            push_text(&mut pieces, html, text_from, open);
            pieces.push(if closing {
                Piece::Close(name)
            } else {
                Piece::Open(name, &inside[name_end..])
            });
            text_from = open + close + 1;
            at = text_from;
        } else {
            at = open + 1;
        }
    }
    push_text(&mut pieces, html, text_from, html.len());
    pieces
}

fn push_text<'a>(pieces: &mut Vec<Piece<'a>>, html: &'a str, from: usize, to: usize) {
    if from < to {
        pieces.push(Piece::Text(&html[from..to], from));
    }
}

/// Adds HTML to a text. What stands between two tags is shown only when it came as one piece with them.
pub(super) fn apply(html: &str, to: &mut Rich) {
    for piece in pieces(html) {
        match piece {
            Piece::Text(text, _) => to.push(&decode(text)),
            Piece::Open(name, attributes) => open(&name, attributes, to),
            Piece::Close(name) => close(&name, to),
        }
    }
}

fn open(name: &str, attributes: &str, to: &mut Rich) {
    for key in ["id", "name"] {
        if matches!(
            name,
            "a" | "span" | "div" | "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
        ) && let Some(anchor) = attribute(attributes, key)
        {
            to.anchors.push(anchor);
        }
    }
    // The platform's labels stand apart from the words before them.
    let is_label = name == "span"
        && ["data-label", "data-api-tag"]
            .iter()
            .any(|key| attribute(attributes, key).is_some());
    if is_label && !to.text.is_empty() && !to.text.ends_with(char::is_whitespace) {
        to.push(" ");
    }
    match name {
        "br" | "p" | "div" | "ul" | "ol" | "tr" | "dt" | "dd" | "blockquote" => to.new_line(),
        "li" => {
            to.new_line();
            to.push("- ");
        }
        "a" => {
            if let Some(target) = attribute(attributes, "href") {
                to.links.push(Link {
                    text: format!("{OPEN}{}", to.text.len()),
                    target,
                });
                to.markdown.push('[');
            }
        }
        "code" => to.markdown.push('`'),
        // `2<sup>53</sup>` is a power, and behind a name it is the mark of a footnote.
        "sup" => to.push("^"),
        // Where a component leads, it says of which action the page is.
        "apilink" => {
            if let Some(target) = attribute(attributes, "link") {
                to.links.push(Link {
                    text: String::new(),
                    target,
                });
            }
        }
        "img" => {
            to.pictures += 1;
            if let Some(words) = attribute(attributes, "alt") {
                to.push(&words);
            }
        }
        _ => {}
    }
    // How far a name is moved to the right shows how deep it lies.
    if matches!(name, "span" | "div" | "p")
        && to.text.trim().is_empty()
        && let Some(style) = attribute(attributes, "style")
        && moves(&style) > 0
    {
        to.push("\u{2003}");
    }
}

fn close(name: &str, to: &mut Rich) {
    match name {
        "ul" | "ol" => to.new_paragraph(),
        "p" | "div" | "li" | "tr" => to.new_line(),
        "code" => to.markdown.push('`'),
        "a" => {
            // A link that was opened carries the length of the text before it until now.
            let text = &to.text;
            if let Some(link) = to.links.last_mut()
                && let Some(Ok(from)) = link.text.strip_prefix(OPEN).map(str::parse::<usize>)
                && let Some(inside) = text.get(from..)
            {
                link.text = inside.trim().to_owned();
                let target = link.target.clone();
                to.markdown.push_str(&format!("]({target})"));
            }
        }
        _ => {}
    }
}

/// How far a style moves its text to the right, in points on a screen.
pub(super) fn moves(style: &str) -> usize {
    let squeezed: String = style.to_ascii_lowercase().split_whitespace().collect();
    let rules = squeezed.split(';').filter_map(|rule| {
        let (property, value) = rule.split_once(':')?;
        let moves = matches!(property, "padding-left" | "margin-left" | "text-indent");
        let end = value.find(|c: char| !c.is_ascii_digit());
        let (number, unit) = value.split_at(end.unwrap_or(value.len()));
        let points = if unit.contains("em") { 16 } else { 1 };
        let number: usize = number.parse().ok().filter(|_| moves)?;
        Some(number.min(FURTHEST) * points)
    });
    rules.max().unwrap_or_default()
}

/// More than any page moves a text to the right.
const FURTHEST: usize = 1_000;

/// The value of an attribute.
pub(super) fn attribute(attributes: &str, key: &str) -> Option<String> {
    let mut rest = attributes;
    while let Some(found) = rest.find(key) {
        let before = rest[..found].chars().next_back();
        let after = rest[found + key.len()..].trim_start();
        rest = &rest[found + key.len()..];
        if before.is_some_and(|c| !c.is_whitespace()) {
            continue;
        }
        let Some(value) = after.strip_prefix('=') else {
            continue;
        };
        let value = value.trim_start();
        let value = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or_default(),
            _ => value
                .split(|c: char| c.is_whitespace() || c == '/')
                .next()
                .unwrap_or_default(),
        };
        return (!value.is_empty()).then(|| decode(value));
    }
    None
}

/// Resolves the character references that pages use.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.find(';').filter(|end| *end <= 8);
        let decoded = end.and_then(|end| {
            let name = &after[..end];
            let number = match name.strip_prefix('#') {
                Some(digits) => match digits.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => digits.parse().ok(),
                },
                None => None,
            };
            match name {
                "lt" => Some('<'),
                "gt" => Some('>'),
                "amp" => Some('&'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                "nbsp" => Some('\u{a0}'),
                "emsp" => Some('\u{2003}'),
                "ensp" => Some('\u{2002}'),
                "middot" => Some('\u{b7}'),
                "ge" => Some('≥'),
                "le" => Some('≤'),
                _ => number.and_then(char::from_u32),
            }
        });
        match (decoded, end) {
            (Some(character), Some(end)) => {
                out.push(character);
                rest = &after[end + 1..];
            }
            _ => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
