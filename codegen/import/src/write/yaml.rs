//! YAML as people write it: plain texts where that is safe, blocks for several lines, short lists on one line.

use codegen_documents::source::{Entry, Node};

/// A value with its layout.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Yaml {
    Node(Node),
    Map(Vec<(String, Yaml)>),
    /// The same with an empty line before every entry but the first.
    Spaced(Vec<(String, Yaml)>),
    List(Vec<Yaml>),
    /// A list on one line.
    Flow(Vec<Yaml>),
}

/// Longest list that is written on one line.
const WIDTH: usize = 100;

impl Yaml {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Node(Node::String(text.into()))
    }

    pub(crate) fn int(number: impl Into<i128>) -> Self {
        Self::Node(Node::Int(number.into()))
    }

    pub(crate) fn flag(value: bool) -> Self {
        Self::Node(Node::Bool(value))
    }
}

/// The value without its layout.
impl From<Yaml> for Node {
    fn from(yaml: Yaml) -> Self {
        match yaml {
            Yaml::Node(node) => node,
            Yaml::Map(entries) | Yaml::Spaced(entries) => {
                let entries = entries.into_iter().map(|(key, value)| Entry {
                    key,
                    value: value.into(),
                });
                Self::Object(entries.collect())
            }
            Yaml::List(items) | Yaml::Flow(items) => {
                Self::Array(items.into_iter().map(Self::from).collect())
            }
        }
    }
}

/// Writes a document.
pub(crate) fn render(yaml: &Yaml) -> String {
    let mut out = String::new();
    block(yaml, 0, &mut out);
    out
}

/// A value on one line.
fn inline(yaml: &Yaml) -> String {
    match yaml {
        Yaml::Node(node) => inline_node(node),
        Yaml::Map(entries) | Yaml::Spaced(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", scalar(key, true), inline(value)))
                .collect();
            braces(&entries)
        }
        Yaml::List(items) | Yaml::Flow(items) => {
            let items: Vec<String> = items.iter().map(inline).collect();
            format!("[{}]", items.join(", "))
        }
    }
}

fn braces(entries: &[String]) -> String {
    if entries.is_empty() {
        "{}".to_owned()
    } else {
        format!("{{ {} }}", entries.join(", "))
    }
}

fn inline_node(node: &Node) -> String {
    match node {
        Node::Null => "null".to_owned(),
        Node::Bool(value) => value.to_string(),
        Node::Int(value) => value.to_string(),
        Node::Float(value) => float(*value),
        Node::String(text) => scalar(text, true),
        Node::Array(items) => {
            let items: Vec<String> = items.iter().map(inline_node).collect();
            format!("[{}]", items.join(", "))
        }
        Node::Object(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|entry| {
                    format!(
                        "{}: {}",
                        scalar(&entry.key, true),
                        inline_node(&entry.value)
                    )
                })
                .collect();
            braces(&entries)
        }
    }
}

fn float(value: f64) -> String {
    let text = format!("{value:?}");
    // YAML 1.1 wants a dot before an exponent, or it reads a text.
    match text.split_once('e') {
        Some((digits, exponent)) if !digits.contains('.') => format!("{digits}.0e{exponent}"),
        _ => text,
    }
}

fn pad(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}

fn block(yaml: &Yaml, indent: usize, out: &mut String) {
    match yaml {
        Yaml::Map(entries) => map(
            entries.iter().map(|(key, value)| (key.as_str(), value)),
            indent,
            false,
            out,
        ),
        Yaml::Spaced(entries) => map(
            entries.iter().map(|(key, value)| (key.as_str(), value)),
            indent,
            true,
            out,
        ),
        Yaml::List(items) => items.iter().for_each(|item| list_item(item, indent, out)),
        Yaml::Node(Node::Object(entries)) if !entries.is_empty() => {
            let entries: Vec<(String, Yaml)> = entries
                .iter()
                .map(|entry| (entry.key.clone(), Yaml::Node(entry.value.clone())))
                .collect();
            map(
                entries.iter().map(|(key, value)| (key.as_str(), value)),
                indent,
                false,
                out,
            );
        }
        Yaml::Node(Node::Array(items)) if !items.is_empty() => {
            items
                .iter()
                .for_each(|item| list_item(&Yaml::Node(item.clone()), indent, out));
        }
        other => {
            pad(indent, out);
            out.push_str(&inline(other));
            out.push('\n');
        }
    }
}

fn map<'a>(
    entries: impl Iterator<Item = (&'a str, &'a Yaml)>,
    indent: usize,
    spaced: bool,
    out: &mut String,
) {
    for (index, (key, value)) in entries.enumerate() {
        if spaced && index > 0 {
            out.push('\n');
        }
        pad(indent, out);
        entry(key, value, indent, out);
    }
}

/// A key with its value; the indentation of the key is written already.
fn entry(key: &str, value: &Yaml, indent: usize, out: &mut String) {
    out.push_str(&scalar(key, false));
    out.push(':');
    behind(value, indent, out);
}

/// A value behind a colon.
fn behind(value: &Yaml, indent: usize, out: &mut String) {
    match value {
        Yaml::Node(Node::String(text)) if text.contains('\n') && can_be_block(text) => {
            literal(text, indent + 2, out);
        }
        Yaml::Node(Node::Array(items)) if is_short(items) => {
            out.push(' ');
            out.push_str(&inline(value));
            out.push('\n');
        }
        _ if is_nested(value) => {
            out.push('\n');
            block(value, indent + 2, out);
        }
        value => {
            out.push(' ');
            match value {
                Yaml::Node(Node::String(text)) => out.push_str(&scalar(text, false)),
                other => out.push_str(&inline(other)),
            }
            out.push('\n');
        }
    }
}

fn list_item(item: &Yaml, indent: usize, out: &mut String) {
    pad(indent, out);
    out.push('-');
    match item {
        Yaml::Node(Node::String(text)) if text.contains('\n') && can_be_block(text) => {
            literal(text, indent + 2, out);
        }
        _ if is_nested(item) => {
            // The first line of what is nested stands behind the dash.
            let mut inner = String::new();
            block(item, indent + 2, &mut inner);
            out.push(' ');
            out.push_str(inner.trim_start_matches(' '));
        }
        other => {
            out.push(' ');
            match other {
                Yaml::Node(Node::String(text)) => out.push_str(&scalar(text, false)),
                other => out.push_str(&inline(other)),
            }
            out.push('\n');
        }
    }
}

fn is_nested(value: &Yaml) -> bool {
    match value {
        Yaml::Map(entries) | Yaml::Spaced(entries) => !entries.is_empty(),
        Yaml::List(items) => !items.is_empty(),
        Yaml::Node(Node::Object(entries)) => !entries.is_empty(),
        Yaml::Node(Node::Array(items)) => !items.is_empty() && !is_short(items),
        _ => false,
    }
}

fn is_short(items: &[Node]) -> bool {
    let plain = |item: &Node| match item {
        Node::Object(_) | Node::Array(_) => false,
        Node::String(text) => !text.contains('\n'),
        _ => true,
    };
    items.iter().all(plain)
        && items
            .iter()
            .map(|item| inline_node(item).len() + 2)
            .sum::<usize>()
            <= WIDTH
}

/// A literal block holds every text that has no control characters and does not begin with white space.
fn can_be_block(text: &str) -> bool {
    !text.starts_with([' ', '\t', '\n'])
        && text.chars().all(|c| c == '\n' || !is_special(c))
        && !text.trim().is_empty()
}

fn is_special(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}'
        )
}

fn literal(text: &str, indent: usize, out: &mut String) {
    let body = text.trim_end_matches('\n');
    let ends = text.len() - body.len();
    out.push_str(match ends {
        0 => " |-\n",
        1 => " |\n",
        _ => " |+\n",
    });
    for line in body.split('\n') {
        if !line.is_empty() {
            pad(indent, out);
            out.push_str(line);
        }
        out.push('\n');
    }
    for _ in 1..ends {
        out.push('\n');
    }
}

/// A text on one line: plain where every reader of YAML takes it for the same text, in quotes where not.
fn scalar(text: &str, in_flow: bool) -> String {
    if is_plain(text, in_flow) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_special(c) && u32::from(c) < 0x100 => {
                out.push_str(&format!("\\x{:02X}", u32::from(c)));
            }
            c if is_special(c) => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn is_plain(text: &str, in_flow: bool) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let looks_like_other = {
        let lower = text.to_ascii_lowercase();
        matches!(
            lower.as_str(),
            "true"
                | "false"
                | "null"
                | "yes"
                | "no"
                | "on"
                | "off"
                | "y"
                | "n"
                | "~"
                | ".nan"
                | ".inf"
                | "-.inf"
                | "+.inf"
        ) || first.is_ascii_digit()
            || (matches!(first, '+' | '-' | '.')
                && text
                    .chars()
                    .nth(1)
                    .is_some_and(|c| c.is_ascii_digit() || c == '.'))
    };
    let opens = matches!(
        first,
        '-' | '?'
            | ':'
            | ','
            | '['
            | ']'
            | '{'
            | '}'
            | '#'
            | '&'
            | '*'
            | '!'
            | '|'
            | '>'
            | '\''
            | '"'
            | '%'
            | '@'
            | '`'
            | '='
            | ' '
            | '<'
    );
    let in_the_way =
        text.contains(": ") || text.contains(" #") || text.ends_with(':') || text.ends_with(' ');
    let flow = in_flow && text.contains([',', '[', ']', '{', '}', ':']);
    !looks_like_other
        && !opens
        && !in_the_way
        && !flow
        && !text.chars().any(|c| is_special(c) || c == '\t')
}
