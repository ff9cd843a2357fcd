//! YAML 1.2 to [`Node`], with the core schema's types, aliases and merge keys.
//!
//! Depth is limited while the text is read, and so is what aliases may add: a small text cannot take long or fill the memory.

use std::collections::HashMap;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};

use super::node::Entry;
use super::{Node, Position, SourceFile, SyntaxError};

/// Deepest nesting of lists and mappings in a YAML or JSON file.
pub const DEEPEST: usize = 128;

/// What all aliases of a file together may add, in bytes.
const MOST_ALIASED: usize = 64 << 20;

/// The key of YAML 1.1 whose value is merged into the mapping around it; still in wide use.
pub(super) const MERGE_KEY: &str = "<<";

/// Reads a whole file.
pub(super) fn parse(file: &SourceFile) -> Result<Node, SyntaxError> {
    let mut builder = Builder::default();
    for event in Parser::new_from_str(&file.text) {
        let (event, span) = event.map_err(|error| syntax_error(file, &error))?;
        builder
            .take(event)
            .map_err(|message| at(file, span.start, message))?;
    }
    Ok(builder.root.unwrap_or(Node::Null))
}

/// What was read so far.
#[derive(Default)]
struct Builder {
    root: Option<Node>,
    open: Vec<Open>,
    anchors: HashMap<usize, Node>,
    aliased: usize,
}

/// A list or a mapping whose end is yet to come.
struct Open {
    anchor: usize,
    kind: Kind,
}

enum Kind {
    List(Vec<Node>),
    Mapping(Mapping),
}

#[derive(Default)]
struct Mapping {
    entries: Vec<Entry>,
    /// The key whose value comes next.
    key: Option<Key>,
    /// Where each key stands and whether the mapping has it of its own; known once something is merged.
    merged: Option<HashMap<String, (usize, bool)>>,
}

enum Key {
    Name(String),
    Merge,
}

impl Builder {
    fn take(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let tag = core_tag(tag.as_deref())?;
                if self.awaits_key() {
                    let key = key_of(&text, style, tag);
                    if anchor != 0 {
                        self.anchors.insert(anchor, scalar(&text, style, tag)?);
                    }
                    self.set_key(key);
                    return Ok(());
                }
                self.place(scalar(&text, style, tag)?, anchor)
            }
            Event::Alias(anchor) => {
                let Some(node) = self.anchors.get(&anchor) else {
                    return Err("this alias refers to a value that contains it".to_owned());
                };
                let (weight, depth) = extent(node);
                self.aliased = self.aliased.saturating_add(weight);
                if self.aliased > MOST_ALIASED {
                    return Err("the aliases of this file expand to too many values".to_owned());
                }
                if self.open.len() + depth > DEEPEST {
                    return Err(too_deep());
                }
                let node = node.clone();
                if self.awaits_key() {
                    let Some(name) = plain_text(&node) else {
                        return Err("a key must be a plain string".to_owned());
                    };
                    self.set_key(Key::Name(name));
                    return Ok(());
                }
                self.place(node, 0)
            }
            Event::SequenceStart(anchor, tag) => self.begin(anchor, tag.as_deref(), "seq"),
            Event::MappingStart(anchor, tag) => self.begin(anchor, tag.as_deref(), "map"),
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(Open { anchor, kind }) = self.open.pop() else {
                    return Ok(());
                };
                let node = match kind {
                    Kind::List(items) => Node::Array(items),
                    Kind::Mapping(mapping) => Node::Object(mapping.entries),
                };
                self.place(node, anchor)
            }
            Event::DocumentStart(_) if self.root.is_some() => Err(
                "a second YAML document starts here, but a file holds only one; move it to its own file"
                    .to_owned(),
            ),
            _ => Ok(()),
        }
    }

    fn begin(&mut self, anchor: usize, tag: Option<&Tag>, expected: &str) -> Result<(), String> {
        match core_tag(tag)? {
            None | Some("") => {}
            Some(name) if name == expected => {}
            Some(name) => return Err(unknown_tag(&format!("!!{name}"))),
        }
        if self.awaits_key() {
            return Err("a key must be a plain string".to_owned());
        }
        if self.open.len() >= DEEPEST {
            return Err(too_deep());
        }
        let kind = match expected {
            "seq" => Kind::List(Vec::new()),
            _ => Kind::Mapping(Mapping::default()),
        };
        self.open.push(Open { anchor, kind });
        Ok(())
    }

    fn awaits_key(&self) -> bool {
        matches!(
            self.open.last().map(|open| &open.kind),
            Some(Kind::Mapping(Mapping { key: None, .. }))
        )
    }

    fn set_key(&mut self, key: Key) {
        if let Some(Kind::Mapping(mapping)) = self.open.last_mut().map(|open| &mut open.kind) {
            mapping.key = Some(key);
        }
    }

    /// Puts a value where it belongs.
    fn place(&mut self, node: Node, anchor: usize) -> Result<(), String> {
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        match self.open.last_mut().map(|open| &mut open.kind) {
            Some(Kind::List(items)) => items.push(node),
            Some(Kind::Mapping(mapping)) => match mapping.key.take() {
                Some(Key::Merge) => mapping.merge(node)?,
                Some(Key::Name(key)) => mapping.add(key, node),
                None => {}
            },
            None => self.root = self.root.take().or(Some(node)),
        }
        Ok(())
    }
}

impl Mapping {
    /// Takes in a key of the mapping's own, which counts more than a merged one.
    fn add(&mut self, key: String, value: Node) {
        if let Some(known) = &mut self.merged {
            match known.get_mut(&key) {
                Some((index, own @ false)) => {
                    *own = true;
                    self.entries[*index].value = value;
                    return;
                }
                Some(_) => {}
                None => {
                    known.insert(key.clone(), (self.entries.len(), true));
                }
            }
        }
        self.entries.push(Entry { key, value });
    }

    /// Takes in the entries of another mapping, or of several, as far as their keys are new.
    fn merge(&mut self, source: Node) -> Result<(), String> {
        let sources = match source {
            Node::Array(items) => items,
            single => vec![single],
        };
        let known = self.merged.get_or_insert_with(|| {
            let keys = self.entries.iter().enumerate();
            keys.map(|(index, entry)| (entry.key.clone(), (index, true)))
                .collect()
        });
        for source in sources {
            let Node::Object(entries) = source else {
                return Err(format!(
                    "`{MERGE_KEY}` merges a mapping or a list of mappings, but this is {}",
                    source.kind()
                ));
            };
            for entry in entries {
                if !known.contains_key(&entry.key) {
                    known.insert(entry.key.clone(), (self.entries.len(), false));
                    self.entries.push(entry);
                }
            }
        }
        Ok(())
    }
}

/// The name of a tag of the core schema, empty for `!`; `None` without a tag.
fn core_tag(tag: Option<&Tag>) -> Result<Option<&str>, String> {
    let Some(tag) = tag else { return Ok(None) };
    if tag.is_yaml_core_schema() {
        return Ok(Some(&tag.suffix));
    }
    match (tag.handle.as_str(), tag.suffix.as_str()) {
        ("!", "") | ("", "!") => Ok(Some("")),
        (handle, suffix) => Err(unknown_tag(&format!("{handle}{suffix}"))),
    }
}

fn unknown_tag(tag: &str) -> String {
    format!("the YAML tag `{tag}` is not supported; write the value without it")
}

fn key_of(text: &str, style: ScalarStyle, tag: Option<&str>) -> Key {
    let is_merge =
        text == MERGE_KEY && (tag == Some("merge") || tag.is_none() && style == ScalarStyle::Plain);
    if is_merge {
        return Key::Merge;
    }
    // A key is a text, as OpenAPI has it with `200:`; only what stands for nothing is spelt out.
    let empty = text.is_empty() && style == ScalarStyle::Plain;
    Key::Name(if empty { "null" } else { text }.to_owned())
}

/// A value that is no list and no mapping, as a key.
fn plain_text(node: &Node) -> Option<String> {
    match node {
        Node::Null => Some("null".to_owned()),
        Node::Bool(value) => Some(value.to_string()),
        Node::Int(value) => Some(value.to_string()),
        Node::Float(value) => Some(value.to_string()),
        Node::String(text) => Some(text.clone()),
        Node::Array(_) | Node::Object(_) => None,
    }
}

fn scalar(text: &str, style: ScalarStyle, tag: Option<&str>) -> Result<Node, String> {
    let as_text = || Node::String(text.to_owned());
    let fits = match tag {
        None if style == ScalarStyle::Plain => return Ok(untagged(text)),
        None | Some("" | "str" | "timestamp") => return Ok(as_text()),
        Some("null") => untagged(text) == Node::Null,
        Some("bool") => matches!(untagged(text), Node::Bool(_)),
        Some("int") => matches!(untagged(text), Node::Int(_)),
        Some("float") => match untagged(text) {
            #[allow(clippy::cast_precision_loss, reason = "the tag asks for a float")]
            Node::Int(value) => return Ok(Node::Float(value as f64)),
            value => matches!(value, Node::Float(_)),
        },
        Some(other) => return Err(unknown_tag(&format!("!!{other}"))),
    };
    if fits {
        Ok(untagged(text))
    } else {
        Err(format!(
            "`{text}` is not a valid `!!{}`",
            tag.unwrap_or_default()
        ))
    }
}

/// A plain scalar by the rules of the core schema.
fn untagged(text: &str) -> Node {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Node::Null,
        "true" | "True" | "TRUE" => return Node::Bool(true),
        "false" | "False" | "FALSE" => return Node::Bool(false),
        _ => {}
    }
    // Most scalars are prose; nothing that is a number begins with anything else.
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) {
        return Node::String(text.to_owned());
    }
    integer(text)
        .map(Node::Int)
        .or_else(|| float(text).map(Node::Float))
        .unwrap_or_else(|| Node::String(text.to_owned()))
}

fn integer(text: &str) -> Option<i128> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (radix, digits) = match digits.get(..2) {
        Some("0x") => (16, &digits[2..]),
        Some("0o") => (8, &digits[2..]),
        Some("0b") => (2, &digits[2..]),
        _ if has_leading_zero(digits) => return None,
        _ => (10, digits),
    };
    if !digits.starts_with(|c: char| c.is_digit(radix)) {
        return None;
    }
    let value = i128::from_str_radix(digits, radix).ok()?;
    Some(if negative { -value } else { value })
}

fn float(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    match unsigned {
        ".inf" | ".Inf" | ".INF" if text.starts_with('-') => return Some(f64::NEG_INFINITY),
        ".inf" | ".Inf" | ".INF" => return Some(f64::INFINITY),
        ".nan" | ".NaN" | ".NAN" if unsigned == text => return Some(f64::NAN),
        _ => {}
    }
    let numeric = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-');
    let bare = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if !bare || has_leading_zero(unsigned) || !unsigned.chars().all(numeric) {
        return None;
    }
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

/// `017` and its like: octal in YAML 1.1, a text in YAML 1.2.
fn has_leading_zero(digits: &str) -> bool {
    digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a value takes, in bytes and roughly, and how deep lists and mappings are nested in it.
fn extent(node: &Node) -> (usize, usize) {
    const SLOT: usize = 48;
    let inside = |parts: &mut dyn Iterator<Item = (usize, usize)>| {
        parts.fold((SLOT, 1), |(weight, depth), (inner, deeper)| {
            (weight + inner, depth.max(deeper + 1))
        })
    };
    match node {
        Node::String(text) => (SLOT + text.len(), 0),
        Node::Array(items) => inside(&mut items.iter().map(extent)),
        Node::Object(entries) => inside(&mut entries.iter().map(|entry| {
            let (weight, depth) = extent(&entry.value);
            (weight + entry.key.len(), depth)
        })),
        _ => (SLOT, 0),
    }
}

fn too_deep() -> String {
    format!("values are nested more than {DEEPEST} deep")
}

fn at(file: &SourceFile, marker: Marker, message: String) -> SyntaxError {
    SyntaxError {
        message,
        offset: Some(offset_of(file, marker)),
    }
}

/// The parser counts lines from 1, and columns in characters from 0.
pub(super) fn offset_of(file: &SourceFile, marker: Marker) -> usize {
    file.offset(Position {
        line: marker.line(),
        column: marker.col() + 1,
    })
}

fn syntax_error(file: &SourceFile, error: &saphyr_parser::ScanError) -> SyntaxError {
    let offset = offset_of(file, *error.marker());
    let tab = file.text[offset..].starts_with('\t') || error.info().contains("tab");
    let message = if error.info().contains("recursion limit") {
        too_deep()
    } else if tab {
        "YAML is indented with spaces, but this is a tab".to_owned()
    } else {
        error.info().to_owned()
    };
    SyntaxError {
        message,
        offset: Some(offset),
    }
}
