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
    block(yaml.into(), 0, &mut out);
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

/// A value, with its layout or without one.
#[derive(Clone, Copy)]
enum Part<'a> {
    Yaml(&'a Yaml),
    Node(&'a Node),
}

impl<'a> From<&'a Yaml> for Part<'a> {
    fn from(yaml: &'a Yaml) -> Self {
        match yaml {
            Yaml::Node(node) => Self::Node(node),
            other => Self::Yaml(other),
        }
    }
}

fn block(part: Part<'_>, indent: usize, out: &mut String) {
    match part {
        Part::Yaml(Yaml::Map(entries) | Yaml::Spaced(entries)) => {
            for (index, (key, value)) in entries.iter().enumerate() {
                if index > 0 && matches!(part, Part::Yaml(Yaml::Spaced(_))) {
                    out.push('\n');
                }
                pad(indent, out);
                entry(key, value.into(), indent, out);
            }
        }
        Part::Yaml(Yaml::List(items)) => {
            for item in items {
                list_item(item.into(), indent, out);
            }
        }
        Part::Node(Node::Object(entries)) if !entries.is_empty() => {
            for member in entries {
                pad(indent, out);
                entry(&member.key, Part::Node(&member.value), indent, out);
            }
        }
        Part::Node(Node::Array(items)) if !items.is_empty() => {
            for item in items {
                list_item(Part::Node(item), indent, out);
            }
        }
        other => {
            pad(indent, out);
            out.push_str(&inline_part(other));
            out.push('\n');
        }
    }
}

fn inline_part(part: Part<'_>) -> String {
    match part {
        Part::Yaml(yaml) => inline(yaml),
        Part::Node(node) => inline_node(node),
    }
}

/// A key with its value; the indentation of the key is written already.
fn entry(key: &str, value: Part<'_>, indent: usize, out: &mut String) {
    out.push_str(&scalar(key, false));
    out.push(':');
    if is_nested(value) {
        out.push('\n');
        block(value, indent + 2, out);
    } else {
        single(value, indent, out);
    }
}

fn list_item(item: Part<'_>, indent: usize, out: &mut String) {
    pad(indent, out);
    out.push('-');
    if is_nested(item) {
        // The first line of what is nested stands behind the dash.
        let mut inner = String::new();
        block(item, indent + 2, &mut inner);
        out.push(' ');
        out.push_str(inner.trim_start_matches(' '));
    } else {
        single(item, indent, out);
    }
}

/// A value that is not nested, behind a colon or a dash.
fn single(value: Part<'_>, indent: usize, out: &mut String) {
    match value {
        Part::Node(Node::String(text)) if text.contains('\n') && can_be_block(text) => {
            literal(text, indent + 2, out);
            return;
        }
        Part::Node(Node::String(text)) => {
            out.push(' ');
            out.push_str(&scalar(text, false));
        }
        other => {
            out.push(' ');
            out.push_str(&inline_part(other));
        }
    }
    out.push('\n');
}

fn is_nested(value: Part<'_>) -> bool {
    match value {
        Part::Yaml(Yaml::Map(entries) | Yaml::Spaced(entries)) => !entries.is_empty(),
        Part::Yaml(Yaml::List(items)) => !items.is_empty(),
        Part::Node(Node::Object(entries)) => !entries.is_empty(),
        Part::Node(Node::Array(items)) => !items.is_empty() && !is_short(items),
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
