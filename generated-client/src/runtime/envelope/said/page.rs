//! Pages and XML: what gateways and proxies answer in place of JSON.
//!
//! Knows tags, comments and entities. Gives the elements of XML as scalars, and the first visible words of a
//! page. Must never fail for markup that is not well-formed.

use super::scalars::{MOST, Scalar, scalars};
use crate::runtime::error::start_of;

/// How much of a page is looked at, in bytes.
const START: usize = 8192;

/// Whether a text is markup.
pub(super) fn is_markup(text: &str) -> bool {
    text.trim_start().starts_with('<')
}

/// What stands in elements, or in the JSON that a page shows.
pub(super) fn elements(text: &str) -> Vec<Scalar> {
    let start = start_of(text.trim_start(), START);
    let mut found = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    let mut content = String::new();
    for part in parts(start) {
        match part {
            Part::Text(text) => content.push_str(text),
            Part::Opening(name, is_closed) => {
                if names.is_empty() && name.eq_ignore_ascii_case("html") {
                    return scalars(without_tags(start).trim_start());
                }
                content.clear();
                if !is_closed {
                    names.push(name);
                }
            }
            Part::Closing => {
                let value = unescaped(content.trim());
                content.clear();
                let Some(name) = names.pop() else { continue };
                if !value.is_empty() {
                    let outer = names.iter().enumerate().next_back();
                    let path = match outer {
                        // The outermost element is the reply, unless it is the error.
                        Some((0, outer)) if !is_failure(outer) => name.to_owned(),
                        Some((_, outer)) => format!("{outer}.{name}"),
                        None if is_failure(name) => name.to_owned(),
                        None => continue,
                    };
                    found.push(Scalar::new(path, value));
                }
            }
        }
        if found.len() >= MOST {
            break;
        }
    }
    found
}

fn is_failure(element: &str) -> bool {
    element.eq_ignore_ascii_case("error") || element.eq_ignore_ascii_case("fault")
}

/// The first line of a text: of a page its title, or else its first visible words.
pub(in crate::runtime::envelope) fn first_line(text: &str) -> Option<String> {
    let start = start_of(text, START);
    let visible = if is_markup(start) {
        let page = title(start).unwrap_or_else(|| without_tags(start));
        unescaped(&page)
    } else {
        start.to_owned()
    };
    let line = visible
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())?;
    Some(line.to_owned())
}

fn title(page: &str) -> Option<String> {
    let folded = page.to_ascii_lowercase();
    let start = folded.find("<title")?;
    let start = start + folded[start..].find('>')? + 1;
    let end = start + folded[start..].find("</title")?;
    let title = page[start..end].trim();
    (!title.is_empty()).then(|| title.to_owned())
}

/// The text of a page, without its tags, styles and scripts.
fn without_tags(page: &str) -> String {
    let mut visible = String::new();
    let mut hidden: Option<&str> = None;
    for part in parts(page) {
        match part {
            Part::Text(text) if hidden.is_none() => visible.push_str(text),
            Part::Opening(name, false) if hidden.is_none() => {
                hidden = HIDDEN
                    .into_iter()
                    .find(|known| name.eq_ignore_ascii_case(known));
                visible.push('\n');
            }
            Part::Closing => {
                hidden = None;
                visible.push('\n');
            }
            Part::Text(_) | Part::Opening(..) => {}
        }
    }
    visible
}

/// Elements whose content is not shown.
const HIDDEN: [&str; 2] = ["style", "script"];

enum Part<'a> {
    Text(&'a str),
    /// The name of an element, without its prefix, and whether it is closed at once.
    Opening(&'a str, bool),
    Closing,
}

/// The parts of a text, comments and declarations left out.
fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            if rest.is_empty() {
                return None;
            }
            let Some(tag) = rest.strip_prefix('<') else {
                let end = rest.find('<').unwrap_or(rest.len());
                let (before, behind) = rest.split_at(end);
                rest = behind;
                return Some(Part::Text(before));
            };
            let until = |start: &str, end: &str| {
                let inner = tag.strip_prefix(start)?;
                Some(inner.split_once(end).unwrap_or((inner, "")))
            };
            if let Some((content, behind)) = until("![CDATA[", "]]>") {
                rest = behind;
                return Some(Part::Text(content));
            }
            if let Some((_, behind)) = until("!--", "-->") {
                rest = behind;
                continue;
            }
            let (inner, behind) = tag.split_once('>').unwrap_or((tag, ""));
            rest = behind;
            if inner.starts_with(['!', '?']) {
                continue;
            }
            if inner.starts_with('/') {
                return Some(Part::Closing);
            }
            let name = inner.split([' ', '\t', '\r', '\n', '/']).next();
            let name = name.unwrap_or_default();
            let local = name.rsplit(':').next().unwrap_or(name);
            return Some(Part::Opening(local, inner.ends_with('/')));
        }
    })
}

/// A text with its entities resolved.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find('&') {
        plain.push_str(&rest[..place]);
        rest = &rest[place..];
        let entity = rest[1..].split_once(';').and_then(|(name, behind)| {
            let number = name.strip_prefix('#');
            let character = match (name, number) {
                ("lt", _) => '<',
                ("gt", _) => '>',
                ("amp", _) => '&',
                ("quot", _) => '"',
                ("apos", _) => '\'',
                ("nbsp", _) => ' ',
                (_, Some(number)) => char::from_u32(match number.strip_prefix(['x', 'X']) {
                    Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                    None => number.parse().ok()?,
                })?,
                _ => return None,
            };
            Some((character, behind))
        });
        let (character, behind) = entity.unwrap_or(('&', &rest[1..]));
        plain.push(character);
        rest = behind;
    }
    plain.push_str(rest);
    plain
}
