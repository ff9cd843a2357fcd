//! Literals of JavaScript, as far as the platform's own sources use them for the data of a table.

use std::collections::HashMap;
use std::ops::Range;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// A text, with where it begins.
    Text(String, usize),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
    /// A function, or markup without a text.
    Other,
}

impl Value {
    /// A member of an object; the last of its name counts.
    pub(super) fn member(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members
                .iter()
                .rev()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text, _) => Some(text),
            _ => None,
        }
    }
}

/// Deepest nesting that is read.
const DEEPEST: usize = 64;

/// Most members of an object, and most items of a list, that are spread into another.
const LONGEST_SPREAD: usize = 64;
/// Most tables of a fence.
const MOST_TABLES: usize = 32;
/// Most spreads of a table.
const MOST_SPREADS: usize = 4096;

/// What a fence draws as a table.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) columns: Value,
    pub(super) data: Value,
}

/// The tables of a fence, with the columns and the data that each names or holds. None if one of them cannot be read.
pub(super) fn drawn(code: &str) -> Vec<Drawn> {
    let starts: Vec<usize> = code.match_indices("<Table").map(|(at, _)| at).collect();
    if starts.is_empty() {
        return found(code, "columns", &["data", "dataSource"])
            .into_iter()
            .collect();
    }
    if starts.len() > MOST_TABLES {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).copied().chain([code.len()]);
    let tables: Option<Vec<Drawn>> = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| {
            let attribute = |name: &str| attribute(code, *start..end, name);
            let data = attribute("data").or_else(|| attribute("dataSource"));
            match (attribute("columns"), data) {
                (Some(columns), Some(data)) => Some(Drawn { columns, data }),
                _ => None,
            }
        })
        .collect();
    tables.unwrap_or_default()
}

fn found(code: &str, columns: &str, data: &[&str]) -> Option<Drawn> {
    let data = data.iter().find_map(|name| constant(code, name))?;
    let columns = constant(code, columns)?;
    Some(Drawn { columns, data })
}

/// What an attribute of a tag holds: `columns={columns}`, `columns={[…]}`.
fn attribute(code: &str, tag: Range<usize>, name: &str) -> Option<Value> {
    let text = code.get(tag.clone())?;
    let begin = text.match_indices(name).find_map(|(at, _)| {
        let apart = text.get(..at)?.ends_with(char::is_whitespace);
        let value = text.get(at + name.len()..)?.trim_start();
        let value = value.strip_prefix('=')?.trim_start().strip_prefix('{')?;
        apart.then(|| tag.end - value.len())
    })?;
    let value = code.get(begin..)?.trim_start();
    if value.starts_with('[') {
        return Parser::at(code, begin).value(0);
    }
    let end = value.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$')))?;
    constant(code, value.get(..end)?)
}

/// The value that is assigned to a constant.
pub(super) fn constant(code: &str, name: &str) -> Option<Value> {
    let begin = assigned(code, name)?;
    Parser::at(code, begin).value(0)
}

/// Where the value of a constant begins.
fn assigned(code: &str, name: &str) -> Option<usize> {
    if name.is_empty() {
        return None;
    }
    code.match_indices(name).find_map(|(at, _)| {
        let before = code.get(..at)?.trim_end();
        let declared = ["const", "let", "var"]
            .iter()
            .any(|word| before.ends_with(word));
        let rest = code.get(at + name.len()..)?;
        let value = rest.trim_start().strip_prefix('=')?;
        (declared && !value.starts_with('=')).then(|| code.len() - value.len())
    })
}

/// The texts that are shown as Markdown, each with the title of the tab that it stands in.
pub(super) fn shown(code: &str) -> Vec<(Option<String>, String, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = code.get(at..).and_then(|rest| rest.find("content={")) {
        let begin = at + next + "content={".len();
        let mut parser = Parser::at(code, begin);
        let title = code.get(at..begin).and_then(|before| {
            let (_, rest) = before.rsplit_once("title=\"")?;
            Some(rest.split('"').next()?.to_owned())
        });
        match parser.value(0) {
            Some(Value::Text(text, place)) => found.push((title, text, place)),
            Some(_) => {}
            None => break,
        }
        at = parser.at.max(begin);
    }
    found
}

struct Parser<'a> {
    code: &'a str,
    at: usize,
    /// Constants that were spread into others; `None` while one of them is read: none is spread into it.
    spread: Option<HashMap<String, Value>>,
    spreads: usize,
}

impl<'a> Parser<'a> {
    fn at(code: &'a str, at: usize) -> Self {
        Self {
            code,
            at,
            spread: Some(HashMap::new()),
            spreads: 0,
        }
    }

    /// The constant of `...name`, if the text goes on so.
    fn spread(&mut self) -> Option<Value> {
        let rest = self.rest().strip_prefix("...")?;
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$')))?;
        let name = rest.get(..end)?.to_owned();
        self.at += 3 + end;
        self.spreads += 1;
        let known = self.spread.as_ref()?.get(&name).cloned();
        let value = match known {
            Some(value) => value,
            None => {
                let at = assigned(self.code, &name)?;
                let mut parser = Parser::at(self.code, at);
                parser.spread = None;
                let value = parser.value(0)?;
                self.spread.as_mut()?.insert(name, value.clone());
                value
            }
        };
        let length = match &value {
            Value::Object(members) => members.len(),
            Value::List(items) => items.len(),
            _ => return None,
        };
        (length <= LONGEST_SPREAD && self.spreads <= MOST_SPREADS).then_some(value)
    }

    fn rest(&self) -> &str {
        self.code.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn space(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            let comment = if trimmed.starts_with("//") {
                trimmed.find('\n').unwrap_or(trimmed.len())
            } else if trimmed.starts_with("/*") {
                trimmed.find("*/").map_or(trimmed.len(), |end| end + 2)
            } else {
                0
            };
            self.at += rest.len() - trimmed.len() + comment;
            if comment == 0 {
                return;
            }
        }
    }

    fn take(&mut self, wanted: char) -> bool {
        self.space();
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        self.space();
        match self.peek()? {
            '{' => self.object(depth),
            '[' => self.list(depth),
            quote @ ('"' | '\'' | '`') => {
                let begin = self.at + 1;
                self.quoted(quote).map(|text| Value::Text(text, begin))
            }
            '<' => Some(self.markup(depth)),
            '(' => {
                self.skip();
                Some(Value::Other)
            }
            _ => {
                let begin = self.at;
                let rest = self.rest();
                let end = rest
                    .find([',', '}', ']', '\n', '=', '('])
                    .unwrap_or(rest.len());
                let word = rest.get(..end)?.trim().to_owned();
                if rest
                    .get(end..)
                    .is_some_and(|rest| rest.starts_with(['=', '(']))
                {
                    self.skip();
                    return Some(Value::Other);
                }
                if end == 0 {
                    return None;
                }
                self.at += end;
                Some(match word.as_str() {
                    "null" | "undefined" => Value::Other,
                    _ => Value::Text(word, begin),
                })
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        let mut members = Vec::new();
        self.take('{');
        while !self.take('}') {
            if self.rest().starts_with("...") {
                let Value::Object(spread) = self.spread()? else {
                    return None;
                };
                members.extend(spread);
                self.take(',');
                continue;
            }
            let key = match self.peek()? {
                quote @ ('"' | '\'' | '`') => self.quoted(quote)?,
                _ => {
                    let rest = self.rest();
                    let end = rest
                        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '-')))?;
                    let key = rest.get(..end).filter(|key| !key.is_empty())?.to_owned();
                    self.at += end;
                    key
                }
            };
            if !self.take(':') {
                return None;
            }
            members.push((key, self.value(depth + 1)?));
            self.take(',');
        }
        Some(Value::Object(members))
    }

    fn list(&mut self, depth: usize) -> Option<Value> {
        let mut items = Vec::new();
        self.take('[');
        while !self.take(']') {
            if self.rest().starts_with("...") {
                let Value::List(spread) = self.spread()? else {
                    return None;
                };
                items.extend(spread);
                self.take(',');
                continue;
            }
            items.push(self.value(depth + 1)?);
            self.take(',');
        }
        Some(Value::List(items))
    }

    fn quoted(&mut self, quote: char) -> Option<String> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let c = self.peek()?;
            self.at += c.len_utf8();
            match c {
                _ if c == quote => return Some(out),
                '\\' => {
                    let next = self.peek()?;
                    self.at += next.len_utf8();
                    match next {
                        'n' => out.push('\n'),
                        't' => out.push('\t'),
                        'r' => {}
                        'u' => {
                            let hex = self.rest().get(..4)?.to_owned();
                            self.at += 4;
                            out.extend(u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32));
                        }
                        other => out.push(other),
                    }
                }
                c => out.push(c),
            }
        }
    }

    /// `<RenderMd content={"…"} />`, or markup whose words are shown.
    fn markup(&mut self, depth: usize) -> Value {
        let begin = self.at;
        let rest = self.rest().to_owned();
        let open = rest.find('>').unwrap_or(rest.len());
        if let Some(content) = rest
            .find("content={")
            .filter(|at| *at < open || rest.starts_with("<RenderMd"))
        {
            self.at = begin + content + "content={".len();
            let value = self.value(depth + 1);
            self.take('}');
            // Up to the end of the tag.
            let rest = self.rest();
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            self.at += end;
            return value.unwrap_or(Value::Other);
        }
        if rest.get(..open).is_some_and(|tag| tag.ends_with('/')) {
            self.at += (open + 1).min(rest.len());
            return Value::Other;
        }
        let name: String = rest
            .chars()
            .skip(1)
            .take_while(|c| c.is_alphanumeric() || *c == '.')
            .collect();
        let close = format!("</{name}>");
        let (text, length) = match rest.find(&close) {
            Some(end) => (
                rest.get(open + 1..end).unwrap_or_default().to_owned(),
                end + close.len(),
            ),
            None => (String::new(), rest.len()),
        };
        self.at += length;
        Value::Text(text, begin + open + 1)
    }

    /// Skips what is no literal, up to the end of the member or item that it is the value of.
    fn skip(&mut self) {
        let mut depth = 0_usize;
        while let Some(c) = self.peek() {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' if depth == 0 => return,
                ')' | ']' | '}' => depth -= 1,
                ',' if depth == 0 => return,
                '"' | '\'' | '`' => {
                    let at = self.at;
                    if self.quoted(c).is_none() {
                        self.at = at + 1;
                    }
                    continue;
                }
                _ => {}
            }
            self.at += c.len_utf8();
        }
    }
}

#[cfg(test)]
#[allow(
    clippy::panic,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]
mod tests {
    use super::{Value, constant, shown};

    #[test]
    fn data_of_a_table_is_read() {
        let code = "const data = [ { Name: 'A', Text: <RenderMd content={\"x\\ny\"} />, width: 130, children: [\n ], },\n // done\n];";
        let Some(Value::List(rows)) = constant(code, "data") else {
            panic!("no list");
        };
        let row = rows.first().expect("a row");
        assert_eq!(row.member("Name").and_then(Value::text), Some("A"));
        assert_eq!(row.member("Text").and_then(Value::text), Some("x\ny"));
        assert_eq!(row.member("width").and_then(Value::text), Some("130"));
        assert_eq!(row.member("children"), Some(&Value::List(Vec::new())));
    }

    #[test]
    fn functions_are_passed_over() {
        let code = "const columns = [{ \"title\": \"T\", \"render\": (val) => <span a={{ b: val }} /> }, { title: 'U', f: x => ({a: 1}) }];";
        let Some(Value::List(columns)) = constant(code, "columns") else {
            panic!("no list");
        };
        let titles: Vec<_> = columns
            .iter()
            .filter_map(|column| column.member("title")?.text())
            .collect();
        assert_eq!(titles, ["T", "U"]);
    }

    #[test]
    fn tabs_show_their_content() {
        let code = "return (<Tabs><Tabs.TabPane title=\"One\"><RenderMd content={`a \\`b\\``} /></Tabs.TabPane></Tabs>)";
        let [(title, text, _)] = shown(code).try_into().expect("one");
        assert_eq!((title.as_deref(), text.as_str()), (Some("One"), "a `b`"));
    }

    #[test]
    fn what_is_broken_ends() {
        for code in [
            "const data = [",
            "const data = [{a:",
            "const data = [{a: '",
            "const data = [<a",
            "const data = (",
            "content={",
        ] {
            assert_eq!(
                constant(code, "data").and_then(|value| value.text().map(str::to_owned)),
                None
            );
            let _ = shown(code);
        }
    }
}
