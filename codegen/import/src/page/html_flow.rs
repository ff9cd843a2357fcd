//! A stretch of HTML as the headings, tables, code and text that it shows.

use super::html::{Piece, apply, attribute, decode, pieces};
use super::{Block, Code, Heading, Rich, html_table};

/// The blocks of a piece of HTML, whose text begins at `offset` of the page.
pub(super) fn blocks(html: &str, offset: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut from = 0;
    for (start, end) in tables(html) {
        flow(&html[from..start], offset + from, &mut blocks);
        blocks.extend(
            html_table::tables(&html[start..end], offset + start)
                .into_iter()
                .map(Block::Table),
        );
        from = end;
    }
    flow(&html[from..], offset + from, &mut blocks);
    blocks
}

/// Where tables begin and end; one inside of another is part of it.
fn tables(html: &str) -> Vec<(usize, usize)> {
    let lower = html.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut at = 0;
    let next = |what: &str, from: usize| lower.get(from..)?.find(what).map(|found| from + found);
    while let Some(start) = next("<table", at) {
        let (mut depth, mut end) = (1, start + "<table".len());
        while depth > 0 {
            let Some(tag) = next("table", end) else {
                end = html.len();
                break;
            };
            end = tag + "table".len();
            let before = lower.get(..tag).unwrap_or_default();
            if before.ends_with('<') {
                depth += 1;
            } else if before.ends_with("</") {
                depth -= 1;
            }
        }
        if depth == 0 {
            end = next(">", end).map_or(html.len(), |at| at + 1);
        }
        found.push((start, end));
        at = end;
    }
    found
}

/// What is being read.
struct Flow<'a> {
    blocks: &'a mut Vec<Block>,
    open: Rich,
    heading: Option<u8>,
    offset: usize,
}

impl Flow<'_> {
    fn flush(&mut self, at: usize) {
        let next = Rich::at(self.offset + at..self.offset + at + 1);
        let mut rich = std::mem::replace(&mut self.open, next);
        rich.trim();
        match self.heading.take() {
            Some(level) if !rich.is_blank() => self
                .blocks
                .push(Block::Heading(Heading { level, text: rich })),
            _ if rich.is_blank()
                && rich.anchors.is_empty()
                && rich.links.is_empty()
                && rich.pictures == 0 => {}
            _ => self.blocks.push(Block::Text(rich)),
        }
    }
}

fn flow(html: &str, offset: usize, blocks: &mut Vec<Block>) {
    let mut flow = Flow {
        blocks,
        open: Rich::at(offset..offset + html.len().max(1)),
        heading: None,
        offset,
    };
    let mut code: Option<(String, usize)> = None;
    // Scripts, styles and drawings show no text.
    let mut hidden: Option<String> = None;
    let mut position = 0;
    for piece in pieces(html) {
        if let Piece::Text(_, at) = &piece {
            position = *at;
        }
        match (&piece, &mut hidden, &mut code) {
            (Piece::Close(name), Some(until), _) if name == until => hidden = None,
            (_, Some(_), _) => {}
            (Piece::Open(name, attributes), None, None) => match name.as_str() {
                "script" | "style" | "svg" | "head" | "noscript" | "nav"
                    if !attributes.ends_with('/') =>
                {
                    hidden = Some(name.clone());
                }
                "pre" => {
                    flow.flush(position);
                    code = Some((String::new(), position));
                }
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                    flow.flush(position);
                    flow.heading = name.get(1..).and_then(|level| level.parse().ok());
                    flow.open.anchors.extend(attribute(attributes, "id"));
                }
                "p" | "ul" | "ol" | "dl" | "dt" | "dd" | "hr" | "blockquote" | "section"
                | "article" | "main" | "body" | "tabs" | "tab" => {
                    flow.flush(position);
                    apply(&format!("<{name}{attributes}>"), &mut flow.open);
                }
                _ => apply(&format!("<{name}{attributes}>"), &mut flow.open),
            },
            (Piece::Close(name), None, None) => match name.as_str() {
                // What is defined stands out like bold letters.
                "dt" => {
                    flow.open.bold = 1;
                    flow.flush(position);
                }
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "ul" | "ol" | "dl"
                | "blockquote" | "tabtitle" => {
                    flow.flush(position);
                }
                _ => apply(&format!("</{name}>"), &mut flow.open),
            },
            (Piece::Text(text, _), None, None) => {
                flow.open.push(&decode(text));
            }
            (Piece::Close(name), None, Some(_)) if name == "pre" => {
                if let Some((text, at)) = code.take() {
                    let at = offset + at;
                    flow.blocks.push(Block::Code(Code {
                        info: String::new(),
                        text,
                        at,
                    }));
                }
            }
            (Piece::Open(name, _), None, Some((text, _))) if name == "br" => text.push('\n'),
            (Piece::Text(more, at), None, Some((text, begin))) => {
                if text.is_empty() {
                    *begin = *at;
                }
                text.push_str(&decode(more));
            }
            (_, None, Some(_)) => {}
        }
    }
    flow.flush(position);
}
