//! Code as text, laid out line by line.
//!
//! Knows where a line of code is broken when it is too long: the rules of `prettyplease`, for the few forms of which the
//! output has thousands. Writing those down as text costs a fraction of building a tree and printing that.
//! Gives the text of an item. What it cannot break by these rules is given to `prettyplease` itself, so that the output is
//! the same on both ways; a test holds that.
//! Must never know what the code means.

mod marks;

#[cfg(test)]
mod tests;

use super::format;
use marks::{Chain, Parts, brackets};

/// Longest line.
const WIDTH: usize = 89;

/// Longest literal of a structure that stands on one line.
const LONGEST_LITERAL: usize = 34;

/// Text of an item that is being written.
#[derive(Debug, Default)]
pub(super) struct Layout {
    text: String,
    /// Where the line at hand begins.
    line: usize,
    /// Whether a line turned out too long, with no way of breaking it that is known here.
    is_stuck: bool,
}

impl Layout {
    /// A new item.
    pub(super) fn new() -> Self {
        Self {
            text: String::with_capacity(2 * 1024),
            ..Self::default()
        }
    }

    /// An item as it is written into a new layout.
    pub(super) fn item(write: impl FnOnce(&mut Self)) -> String {
        let mut text = Self::new();
        write(&mut text);
        text.finish()
    }

    /// The finished item.
    pub(super) fn finish(self) -> String {
        if self.is_stuck {
            format::again(&self.text).unwrap_or(self.text)
        } else {
            self.text
        }
    }

    /// Documentation.
    pub(super) fn docs(&mut self, level: usize, lines: &[String]) {
        for line in lines {
            self.indent(level);
            self.text.push_str("///");
            if !line.is_empty() {
                self.text.push(' ');
                self.text.push_str(line);
            }
            self.new_line();
        }
    }

    /// A line that is never broken.
    pub(super) fn line(&mut self, level: usize, parts: &[&str]) {
        self.indent(level);
        self.push(parts);
        self.end_line();
    }

    /// A line without anything.
    pub(super) fn blank(&mut self) {
        self.new_line();
    }

    /// What stands before the block of a function, and the brace that opens it. `head` ends with the function's name.
    pub(super) fn function(
        &mut self,
        level: usize,
        head: &[&str],
        parameters: &[&str],
        returned: Option<&str>,
        bounds: &[String],
    ) {
        self.indent(level);
        self.push(head);
        let opening = if bounds.is_empty() { " {" } else { "" };
        let arrow = returned.map_or(0, |returned| " -> ".len() + returned.len());
        let after = ")".len() + arrow + opening.len();
        self.text.push('(');
        self.list(level, parameters.iter().copied(), after);
        self.text.push(')');
        if let Some(returned) = returned {
            self.text.push_str(" -> ");
            self.fragment(level, returned, opening.len());
        }
        self.text.push_str(opening);
        self.end_line();
        if !bounds.is_empty() {
            self.line(level, &["where"]);
            for bound in bounds {
                self.line(level + 1, &[bound, ","]);
            }
            self.line(level, &["{"]);
        }
    }

    /// An arm of a `match`.
    pub(super) fn arm(&mut self, level: usize, pattern: &str, body: &str) {
        self.indent(level);
        self.push(&[pattern, " => "]);
        if self.column() + body.len() <= WIDTH {
            self.push(&[body, ","]);
            self.end_line();
            return;
        }
        self.text.push('{');
        self.end_line();
        self.code(level + 1, "", body, "");
        self.line(level, &["}"]);
    }

    /// Members of a structure or an enum, set apart where one of them is documented at some length.
    pub(super) fn members(&mut self, level: usize, members: &[(Vec<String>, String)]) {
        let are_apart = members.iter().any(|(docs, _)| docs.len() > 1);
        for (index, (docs, member)) in members.iter().enumerate() {
            if are_apart && index > 0 {
                self.blank();
            }
            self.docs(level, docs);
            self.code(level, "", member, ",");
        }
    }

    /// An import of one name or more from a path.
    pub(super) fn import(&mut self, level: usize, path: &[&str], names: &[&str]) {
        self.indent(level);
        self.push(path);
        if let [name] = names {
            self.push(&["::", name, ";"]);
            return self.end_line();
        }
        self.text.push_str("::{");
        let flat: usize = names.iter().map(|name| name.len() + ", ".len()).sum();
        if self.column() + flat - ", ".len() + "};".len() <= WIDTH {
            self.text.push_str(&names.join(", "));
        } else {
            self.end_line();
            self.indent(level + 1);
            for (index, name) in names.iter().enumerate() {
                let comma = usize::from(index + 1 < names.len());
                if index > 0 {
                    if self.column() + " ".len() + name.len() + comma > WIDTH {
                        self.end_line();
                        self.indent(level + 1);
                    } else {
                        self.text.push(' ');
                    }
                }
                self.push(&[name, ","]);
            }
            self.end_line();
            self.indent(level);
        }
        self.text.push_str("};");
        self.end_line();
    }

    /// A line of code, broken at its brackets where it is too long; `end` follows the code without a break.
    pub(super) fn code(&mut self, level: usize, head: &str, code: &str, end: &str) {
        self.indent(level);
        self.text.push_str(head);
        self.fragment(level, code, end.len());
        self.text.push_str(end);
        self.end_line();
    }

    /// The literal of a structure, as the value of a block.
    pub(super) fn literal(&mut self, level: usize, path: &str, fields: &[(&str, String)]) {
        self.indent(level);
        self.structure(level, path, fields, 0);
        self.end_line();
    }

    /// The literal of a structure that holds another one in its first field, as the value of a block.
    pub(super) fn nested_literal(
        &mut self,
        level: usize,
        path: &str,
        (first, inner, inner_fields): (&str, &str, &[(&str, String)]),
        others: &[(&str, &str)],
    ) {
        self.line(level, &[path, " {"]);
        self.indent(level + 1);
        self.push(&[first, ": "]);
        let after = usize::from(!others.is_empty());
        self.structure(level + 1, inner, inner_fields, after);
        self.text.push(',');
        self.end_line();
        for (name, value) in others {
            self.line(level + 1, &[name, ": ", value, ","]);
        }
        self.line(level, &["}"]);
    }

    fn structure(&mut self, level: usize, path: &str, fields: &[(&str, String)], after: usize) {
        // Each field is followed by a comma and a blank, or by a blank and the brace.
        let flat: usize = fields
            .iter()
            .map(|(name, value)| " ".len() + name.len() + ": ".len() + value.len() + ",".len())
            .sum();
        self.push(&[path, " {"]);
        let is_short = path.len() + " {".len() + flat <= LONGEST_LITERAL;
        if is_short && self.column() + flat + "}".len() + after <= WIDTH {
            for (index, (name, value)) in fields.iter().enumerate() {
                self.push(&[if index == 0 { " " } else { ", " }, name, ": ", value]);
            }
            self.text.push_str(" }");
            return;
        }
        self.end_line();
        for (index, (name, value)) in fields.iter().enumerate() {
            let comma = usize::from(index + 1 < fields.len());
            self.indent(level + 1);
            self.push(&[name, ": "]);
            self.fragment(level + 1, value, comma);
            self.text.push(',');
            self.end_line();
        }
        self.indent(level);
        self.text.push('}');
    }

    /// Parts in brackets that are written around them: on one line, or each on a line of its own.
    fn list<'p>(
        &mut self,
        level: usize,
        parts: impl Iterator<Item = &'p str> + Clone,
        after: usize,
    ) {
        let flat: usize = parts.clone().map(|part| part.len() + ", ".len()).sum();
        if self.column() + flat.saturating_sub(", ".len()) + after <= WIDTH {
            for (index, part) in parts.enumerate() {
                self.text.push_str(if index == 0 { "" } else { ", " });
                self.text.push_str(part);
            }
            return;
        }
        self.end_line();
        let mut parts = parts.peekable();
        while let Some(part) = parts.next() {
            self.indent(level + 1);
            self.fragment(level + 1, part, usize::from(parts.peek().is_some()));
            self.text.push(',');
            self.end_line();
        }
        self.indent(level);
    }

    /// A type or an expression, broken where it is too long. `after` columns follow it without a break.
    fn fragment(&mut self, level: usize, code: &str, after: usize) {
        if self.column() + code.len() + after <= WIDTH {
            self.text.push_str(code);
            return;
        }
        // How a closure is broken depends on its body.
        self.is_stuck |= code.starts_with('|');
        let mut links = Chain(code);
        let first = links.next().unwrap_or_default();
        if first.len() == code.len() {
            return self.brackets(level, code, after);
        }
        self.brackets(level + 1, first, 0);
        let mut links = links.peekable();
        while let Some(link) = links.next() {
            self.end_line();
            self.indent(level + 1);
            let after = if links.peek().is_some() { 0 } else { after };
            self.brackets(level + 1, link, after);
        }
    }

    /// Code without methods in a chain: broken in the brackets that do not fit.
    fn brackets(&mut self, level: usize, code: &str, after: usize) {
        let mut rest = code;
        while let Some((open, close)) = brackets(rest) {
            let (head, inner) = (&rest[..=open], &rest[open + 1..close]);
            self.text.push_str(head);
            let tail = &rest[close..];
            self.list(level, Parts(inner), tail.len() + after);
            self.text.push_str(&tail[..1]);
            rest = &tail[1..];
        }
        self.text.push_str(rest);
    }

    fn push(&mut self, parts: &[&str]) {
        for part in parts {
            self.text.push_str(part);
        }
    }

    fn indent(&mut self, level: usize) {
        for _ in 0..level {
            self.text.push_str("    ");
        }
    }

    fn column(&self) -> usize {
        self.text.len() - self.line
    }

    fn end_line(&mut self) {
        // A comma that the breaking of a line adds is not counted.
        let counted = self.column() - usize::from(self.text.ends_with(','));
        self.is_stuck |= counted > WIDTH;
        self.new_line();
    }

    fn new_line(&mut self) {
        self.text.push('\n');
        self.line = self.text.len();
    }
}
