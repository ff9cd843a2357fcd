//! JSON as pages write it: read where what was meant is certain, with a list of what had to be mended.

use std::collections::HashSet;

use super::masks::{MASK, is_name_in_braces, mask_at, masked};
use crate::sentences::numbers::fits;
use codegen_documents::source::{Entry, Node};

/// Something that is no JSON, with its byte offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repair {
    pub(super) what: &'static str,
    pub(super) at: usize,
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lenient {
    pub(super) value: Node,
    pub(super) repairs: Vec<Repair>,
    /// Where the text goes on.
    pub(super) end: usize,
}

/// Reads the value at the beginning of a text. `Err` is the offset where nothing is certain any more.
pub(super) fn read(text: &str) -> Result<Lenient, usize> {
    let mut parser = Parser {
        text,
        at: 0,
        repairs: Vec::new(),
    };
    parser.space();
    let value = parser.value(0)?.ok_or(parser.at)?;
    Ok(Lenient {
        value,
        repairs: parser.repairs,
        end: parser.at,
    })
}

/// What the beginning of a value shows that breaks off where a text ends: its parts up to the last that is whole.
pub(super) fn read_cut(text: &str) -> Option<Node> {
    let mut open: Vec<char> = Vec::new();
    let (mut quoted, mut escaped) = (false, false);
    // Where the last part that is whole ends, and what is open there.
    let mut whole: (usize, Vec<char>) = (0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => {}
            '"' => quoted = !quoted,
            '\n' => quoted = false,
            _ if quoted => {}
            '{' => open.push('}'),
            '[' => open.push(']'),
            '}' | ']' => {
                open.pop()?;
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        match c {
            '{' | '[' if !quoted => whole = (at + 1, open.clone()),
            ',' if !quoted => whole = (at, open.clone()),
            _ => {}
        }
    }
    let (end, left) = whole;
    if open.is_empty() || left.len() > DEEPEST {
        return None;
    }
    let closes: String = left.iter().rev().collect();
    let text = format!("{}{closes}", text.get(..end)?);
    let shows = |value: &Node| !matches!(value, Node::Object(entries) if entries.is_empty());
    read(&text).ok().map(|read| read.value).filter(shows)
}

/// What a repair says of dots that stand for a part.
pub(super) const ELLIPSIS: &str = "an ellipsis";

/// Deepest nesting that is read.
const DEEPEST: usize = 64;

struct Parser<'a> {
    text: &'a str,
    at: usize,
    repairs: Vec<Repair>,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn repaired(&mut self, what: &'static str) {
        self.repairs.push(Repair { what, at: self.at });
    }

    /// Skips white space and comments.
    fn space(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(|c: char| {
                c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}'
            });
            self.at += rest.len() - trimmed.len();
            let rest = self.rest();
            let length = if rest.starts_with("//") || rest.starts_with('#') {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else {
                return;
            };
            self.repaired("a comment");
            self.at += length;
        }
    }

    /// An ellipsis, which stands for more of the same.
    fn ellipsis(&mut self) -> bool {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(['.', '…', '⋯']).len();
        let dots = rest.starts_with('…') || rest.starts_with('⋯') || length >= 2;
        if dots {
            self.repaired(ELLIPSIS);
            self.at += length;
        }
        dots
    }

    /// `None` for an ellipsis in the place of a value.
    fn value(&mut self, depth: usize) -> Result<Option<Node>, usize> {
        if depth > DEEPEST {
            return Err(self.at);
        }
        self.space();
        match self.peek().ok_or(self.at)? {
            '{' | '｛' if is_name_in_braces(self.rest()) => self.mask().map(Some),
            '{' | '｛' => self.object(depth).map(Some),
            '[' | '［' => self.array(depth).map(Some),
            '"' | '“' | '”' | '\'' | '‘' | '’' | '＂' => {
                self.string().map(|text| Some(Node::String(text)))
            }
            '.' | '…' | '⋯' => self.ellipsis().then_some(None).ok_or(self.at),
            c if c == '-' || c.is_ascii_digit() => self.whole(Self::number).map(Some),
            c if c.is_ascii_alphabetic() => self.whole(Self::word).map(Some),
            _ => self.mask().map(Some),
        }
    }

    /// A value that ends where the next thing may begin; what goes on is a placeholder: `2100***`.
    fn whole(&mut self, read: fn(&mut Self) -> Result<Node, usize>) -> Result<Node, usize> {
        let (at, repairs) = (self.at, self.repairs.len());
        let value = read(self);
        let ends = self.peek().is_none_or(|c| {
            c.is_whitespace()
                || matches!(c, ',' | '，' | '、' | '}' | '｝' | ']' | '］' | '/' | '#')
        });
        if value.is_ok() && ends {
            return value;
        }
        self.at = at;
        self.repairs.truncate(repairs);
        self.mask()
    }

    fn mask(&mut self) -> Result<Node, usize> {
        let length = mask_at(self.rest()).ok_or(self.at)?;
        self.repaired(MASK);
        self.at += length;
        Ok(masked())
    }

    fn number(&mut self) -> Result<Node, usize> {
        let rest = self.rest();
        let length = rest.len()
            - rest
                .trim_start_matches(|c: char| {
                    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+')
                })
                .len();
        let written = rest.get(..length).unwrap_or_default().to_owned();
        let (sign, digits) = match written.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", written.as_str()),
        };
        let whole = digits
            .split(['.', 'e', 'E'])
            .next()
            .unwrap_or_default()
            .len();
        let zeros = digits.get(..whole.saturating_sub(1)).unwrap_or_default();
        let zeros = zeros.len() - zeros.trim_start_matches('0').len();
        if zeros > 0 {
            self.repaired("a number with leading zeros");
        }
        let plain = format!("{sign}{}", digits.get(zeros..).unwrap_or_default());
        let value = match plain.parse::<i128>() {
            Ok(number) if fits(number) => Node::Int(number),
            // A number that no integer of 64 bits holds is one of JSON all the same.
            _ => match serde_json::from_str::<f64>(&plain) {
                Ok(number) if number.is_finite() => Node::Float(number),
                _ => return Err(self.at),
            },
        };
        self.at += length;
        Ok(value)
    }

    fn word(&mut self) -> Result<Node, usize> {
        let rest = self.rest();
        let length = rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_')
                .len();
        let word = rest.get(..length).unwrap_or_default().to_owned();
        let value = match word.as_str() {
            "true" | "True" | "TRUE" => Node::Bool(true),
            "false" | "False" | "FALSE" => Node::Bool(false),
            "null" | "None" | "nil" | "NULL" => Node::Null,
            _ => return Err(self.at),
        };
        if !matches!(word.as_str(), "true" | "false" | "null") {
            self.repaired("a literal of another language");
        }
        self.at += length;
        Ok(value)
    }

    fn string(&mut self) -> Result<String, usize> {
        let open = self.peek().ok_or(self.at)?;
        let closes: &[char] = match open {
            '"' => &['"'],
            '\'' => &['\''],
            '‘' | '’' => &['‘', '’'],
            _ => &['“', '”', '"', '＂'],
        };
        if open != '"' {
            self.repaired("quotes that JSON does not allow");
        }
        let begin = self.at;
        self.at += open.len_utf8();
        let mut out = String::new();
        while let Some(c) = self.peek() {
            if closes.contains(&c) {
                self.at += c.len_utf8();
                return Ok(out);
            }
            // A straight quote that was closed by a curved one, before what ends a value.
            if open == '"' && matches!(c, '”' | '“') && self.ends_value(c.len_utf8()) {
                self.repaired("quotes that JSON does not allow");
                self.at += c.len_utf8();
                return Ok(out);
            }
            match c {
                '\n' => return Err(begin),
                '\\' => {
                    let end = if self.rest().starts_with("\\u") { 6 } else { 2 };
                    let escape = self.rest().get(..end).unwrap_or_default();
                    let high = escape.starts_with("\\ud") || escape.starts_with("\\uD");
                    let escape = if high {
                        self.rest().get(..12).unwrap_or_default()
                    } else {
                        escape
                    };
                    let decoded: Result<String, _> = serde_json::from_str(&format!("\"{escape}\""));
                    let length = escape.len().max(1);
                    out.push_str(&decoded.map_err(|_| begin)?);
                    self.at += length;
                }
                c => {
                    out.push(c);
                    self.at += c.len_utf8();
                }
            }
        }
        Err(begin)
    }

    fn ends_value(&self, skip: usize) -> bool {
        let rest = self.rest().get(skip..).unwrap_or_default().trim_start();
        rest.starts_with([',', '，', '}', ']', ':', '：'])
    }

    /// Between two things of a list: whether there was a comma, and whether the list goes on.
    fn separator(&mut self, close: &[char], first: bool, gap: bool) -> Result<bool, usize> {
        self.space();
        let mut commas = 0;
        while let Some(c @ (',' | '，' | '、')) = self.peek() {
            if c != ',' {
                self.repaired("a full-width comma");
            }
            commas += 1;
            self.at += c.len_utf8();
            self.space();
        }
        let closed = self.peek().is_some_and(|c| close.contains(&c));
        if closed {
            if commas > 0 {
                self.repaired("a trailing comma");
            }
            return Ok(false);
        }
        if self.peek().is_none() {
            return Err(self.at);
        }
        if commas == 0 && !first && !gap {
            let before = self.text.get(..self.at).unwrap_or_default();
            let own_line = before.trim_end_matches([' ', '\t']).ends_with('\n');
            if !own_line {
                return Err(self.at);
            }
            self.repaired("a missing comma");
        }
        Ok(true)
    }

    fn object(&mut self, depth: usize) -> Result<Node, usize> {
        self.open('{');
        let mut entries: Vec<Entry> = Vec::new();
        let mut known: HashSet<String> = HashSet::new();
        let (mut first, mut gap) = (true, false);
        while self.separator(&['}', '｝'], first, gap)? {
            first = false;
            gap = self.ellipsis();
            if gap {
                continue;
            }
            let key = match self.peek() {
                Some(c) if c.is_ascii_alphabetic() || c == '_' => {
                    let rest = self.rest();
                    let length = rest.len()
                        - rest
                            .trim_start_matches(|c: char| {
                                c.is_ascii_alphanumeric() || c == '_' || c == '-'
                            })
                            .len();
                    let key = rest.get(..length).unwrap_or_default().to_owned();
                    self.repaired("a name without quotes");
                    self.at += length;
                    key
                }
                _ => self.string()?,
            };
            self.space();
            match self.peek() {
                Some(':') => self.at += 1,
                Some(c @ '：') => {
                    self.repaired("a full-width colon");
                    self.at += c.len_utf8();
                }
                _ => return Err(self.at),
            }
            let begin = self.at;
            match self.value(depth + 1)? {
                Some(_) if !known.insert(key.clone()) => return Err(begin),
                Some(value) => entries.push(Entry { key, value }),
                None => {}
            }
        }
        self.close();
        Ok(Node::Object(entries))
    }

    fn array(&mut self, depth: usize) -> Result<Node, usize> {
        self.open('[');
        let mut items = Vec::new();
        let (mut first, mut gap) = (true, false);
        while self.separator(&[']', '］'], first, gap)? {
            first = false;
            match self.value(depth + 1)? {
                Some(item) => {
                    gap = false;
                    items.push(item);
                }
                None => gap = true,
            }
        }
        self.close();
        Ok(Node::Array(items))
    }

    fn open(&mut self, plain: char) {
        if let Some(c) = self.peek() {
            if c != plain {
                self.repaired("a full-width bracket");
            }
            self.at += c.len_utf8();
        }
    }

    fn close(&mut self) {
        if let Some(c) = self.peek() {
            if !c.is_ascii() {
                self.repaired("a full-width bracket");
            }
            self.at += c.len_utf8();
        }
    }
}

/// What stands before the JSON of a body on its line.
const SENDS: &[&str] = &[
    "--data-raw '",
    "--data-binary '",
    "--data '",
    "-d '",
    "--data \"",
    "-d $'",
    "body = ",
    "body=",
    "body: ",
];

/// The value that code, or a text, shows, whatever follows it.
pub(super) fn shown_in(code: &str) -> Option<Node> {
    shown_to_end(code).map(|(value, _)| value)
}

/// The same, and whether its end is there.
pub(super) fn shown_to_end(code: &str) -> Option<(Node, bool)> {
    let text = code.get(beginning(code)?..)?;
    match read(text) {
        Ok(read) => Some((read.value, true)),
        Err(_) => read_cut(text).map(|value| (value, false)),
    }
}

/// Where the JSON of a block of code begins: at the start of a line, or behind what sends it.
pub(super) fn beginning(code: &str) -> Option<usize> {
    let mut at = 0;
    for line in code.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if line.trim_start().starts_with(['{', '｛']) {
            return Some(at + indent);
        }
        for option in SENDS {
            if let Some(found) = line.find(option)
                && line
                    .get(found + option.len()..)
                    .is_some_and(|rest| rest.trim_start().starts_with('{'))
            {
                let rest = line.get(found + option.len()..)?;
                return Some(at + found + option.len() + (rest.len() - rest.trim_start().len()));
            }
        }
        at += line.len();
    }
    None
}
