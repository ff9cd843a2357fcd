//! Code whose every statement stands on one line -> code as `rustfmt` leaves it.
//!
//! Knows where `rustfmt` breaks a line that is too long, with its default configuration for the edition 2024: the rules for
//! the few forms that are emitted.
//! Gives the same code, broken there. Tests compare it with `rustfmt` itself.
//! Must never know what the code means.

mod expression;
mod marks;

use expression::{assigned, expression};
use marks::{Parts, brackets, closing};

/// Longest line.
const WIDTH: usize = 100;

/// Longest arguments of a call, elements of an array or a tuple, and chain of calls that stand on one line.
const SHORT: usize = 60;

/// Columns of a level of indentation.
const LEVEL: usize = 4;

/// Breaks the lines that are too long. A line is broken only where it holds all of a statement, a head or an import.
pub(super) fn laid_out(code: &str) -> String {
    let mut text = String::with_capacity(code.len() + code.len() / 16);
    let mut is_table = false;
    for line in code.lines() {
        let content = line.trim_start();
        // What stands in a table is a matter of its macro: `rustfmt` leaves it alone.
        is_table &= !line.starts_with("});");
        if is_table
            || content.len() <= SHORT
            || content.starts_with("//")
            || content.starts_with("#[")
        {
            text.push_str(line);
        } else {
            let indent = line.len() - content.len();
            text.push_str(&line[..indent]);
            text.push_str(&broken(content, indent));
        }
        is_table |= line.ends_with('{') && !line.starts_with(' ') && line.contains("!(");
        text.push('\n');
    }
    text
}

/// A line that may be too long.
fn broken(line: &str, indent: usize) -> String {
    if line.starts_with("use ") || line.starts_with("pub use ") {
        return import(line, indent);
    }
    if let Some(name) = line.find("fn ")
        && let Some(open) = line[name..].find('(')
        && line[..name]
            .chars()
            .all(|char| char.is_alphanumeric() || "() ".contains(char))
    {
        return function(line, name + open, indent);
    }
    if line.starts_with("pub struct ") {
        return structure(line, indent);
    }
    if let Some(line) = line.strip_suffix(" {")
        && line.starts_with("impl")
    {
        return head(line, indent);
    }
    if let Some((pattern, value)) = line.split_once(" => ") {
        return arm(pattern, value.strip_suffix(',').unwrap_or(value), indent);
    }
    statement(line, indent)
}

/// An import of several names: as many to a line as there is room for.
fn import(line: &str, indent: usize) -> String {
    let Some((open, close)) = line.find('{').zip(line.rfind('}')) else {
        return line.to_owned();
    };
    if indent + line.len() <= WIDTH {
        return line.to_owned();
    }
    let mut text = line[..=open].to_owned();
    let mut column = WIDTH;
    for name in Parts(&line[open + 1..close]) {
        if column + " ".len() + name.len() + ",".len() > WIDTH {
            new_line(&mut text, indent + LEVEL);
            column = indent + LEVEL;
        } else {
            text.push(' ');
            column += " ".len();
        }
        text.push_str(name);
        text.push(',');
        column += name.len() + ",".len();
    }
    new_line(&mut text, indent);
    text.push_str(&line[close..]);
    text
}

/// The head of a function, whose parameters begin at `open`.
fn function(line: &str, open: usize, indent: usize) -> String {
    if indent + line.len() <= WIDTH {
        return line.to_owned();
    }
    let Some(close) = closing(line, open) else {
        return line.to_owned();
    };
    let (parameters, rest) = (&line[open + 1..close], &line[close + 1..]);
    let mut text = line[..=open].to_owned();
    if parameters.is_empty() {
        // Nothing to break here but before the type that is returned.
        text.push(')');
        if let Some(returned) = rest.trim_start().strip_suffix(" {") {
            new_line(&mut text, indent);
            text.push_str(returned);
            if indent + returned.len() + " {".len() > WIDTH {
                new_line(&mut text, indent);
                text.push('{');
            } else {
                text.push_str(" {");
            }
            return text;
        }
        text.push_str(rest);
        return text;
    }
    for parameter in Parts(parameters) {
        new_line(&mut text, indent + LEVEL);
        // A comma that the break adds is not counted.
        text.push_str(&ty(parameter, indent + LEVEL, indent + LEVEL, 0));
        text.push(',');
    }
    new_line(&mut text, indent);
    text.push(')');
    let Some(returned) = rest.strip_suffix(" {") else {
        text.push_str(&ty(rest, indent, indent + ")".len(), 0));
        return text;
    };
    // `rustfmt` counts the brace as if it stood a level deeper, and the type as if nothing stood before its arrow.
    if indent + ")".len() + rest.len() <= WIDTH - LEVEL {
        text.push_str(rest);
    } else if indent + returned.trim_start().len() <= WIDTH {
        text.push_str(returned);
        new_line(&mut text, indent);
        text.push('{');
    } else {
        text.push_str(&ty(returned, indent, WIDTH, 0));
        text.push_str(" {");
    }
    text
}

/// The head of a structure.
fn structure(line: &str, indent: usize) -> String {
    let Some(head) = line.strip_suffix(" {") else {
        return line.to_owned();
    };
    let mut text = ty(head, indent, indent, 0);
    if indent + line.len() > WIDTH && !text.contains('\n') {
        new_line(&mut text, indent);
        text.push('{');
    } else {
        text.push_str(" {");
    }
    text
}

/// The head of an implementation, without its brace.
fn head(line: &str, indent: usize) -> String {
    let fits = indent + line.len() + " {".len() <= WIDTH;
    if fits {
        return line.to_owned() + " {";
    }
    // After the parameters of an implementation, or before what a trait is implemented for.
    let place = match (line.find(" for "), line.starts_with("impl<")) {
        (Some(place), _) => place,
        (None, true) => match closing(line, "impl".len()) {
            Some(close) => close + 1,
            None => return line.to_owned() + " {",
        },
        (None, false) => return line.to_owned() + " {",
    };
    let mut text = line[..place].to_owned();
    new_line(&mut text, indent + LEVEL);
    text.push_str(line[place..].trim_start());
    new_line(&mut text, indent);
    text.push('{');
    text
}

/// Whether the tuples of a text are short enough for one line.
fn is_short(text: &str) -> bool {
    match text.find('(') {
        Some(open) => closing(text, open).is_none_or(|close| close - open - 1 <= SHORT),
        None => true,
    }
}

/// A type, a parameter with its type, or a name with its parameters, broken at its brackets where it is too long.
fn ty(text: &str, indent: usize, column: usize, after: usize) -> String {
    if column + text.len() + after <= WIDTH && is_short(text) {
        return text.to_owned();
    }
    let Some((open, close)) = brackets(text) else {
        return text.to_owned();
    };
    // A type that is bound by a name and cannot be broken stays where it is.
    let is_bound = |part: &str| part.contains(" = ") && brackets(part).is_none();
    if Parts(&text[open + 1..close]).all(is_bound) {
        return text.to_owned();
    }
    let mut broken = text[..=open].to_owned();
    for part in Parts(&text[open + 1..close]) {
        new_line(&mut broken, indent + LEVEL);
        broken.push_str(&ty(part, indent + LEVEL, indent + LEVEL, ",".len()));
        broken.push(',');
    }
    new_line(&mut broken, indent);
    broken.push_str(&text[close..]);
    broken
}

/// An arm of a `match`.
fn arm(pattern: &str, value: &str, indent: usize) -> String {
    let patterns: Vec<&str> = pattern.split(" | ").collect();
    let is_one_line = patterns.len() == 1 || indent + pattern.len() + " => {".len() <= WIDTH;
    let mut text = if is_one_line {
        pattern.to_owned()
    } else {
        let mut text = patterns[0].to_owned();
        for pattern in &patterns[1..] {
            new_line(&mut text, indent);
            text.push_str("| ");
            text.push_str(pattern);
        }
        text
    };
    let last = if is_one_line {
        pattern.len()
    } else {
        "| ".len() + patterns.last().map_or(0, |last| last.len())
    };
    text.push_str(" => ");
    let column = indent + last + " => ".len();
    let flat = expression(value, indent, column, ",".len());
    if value.ends_with('{') || !flat.contains('\n') && column + flat.len() + ",".len() <= WIDTH {
        text.push_str(value);
        text.push_str(if value.ends_with('{') { "" } else { "," });
        return text;
    }
    text.push('{');
    new_line(&mut text, indent + LEVEL);
    text.push_str(&expression(value, indent + LEVEL, indent + LEVEL, 0));
    new_line(&mut text, indent);
    text.push('}');
    text
}

/// A statement, the value of a block, a constant or a field with its value, or the head of a loop or a condition.
fn statement(line: &str, indent: usize) -> String {
    let (code, end) = match line.char_indices().next_back() {
        Some((place, ';' | ',')) => line.split_at(place),
        _ if line.ends_with(" {") => line.split_at(line.len() - " {".len()),
        _ => (line, ""),
    };
    let is_head = end == " {";
    if let Some((before, value)) = code.split_once(" = ") {
        let before = format!("{before} =");
        let column = indent + before.len() + " ".len();
        if is_head {
            let value = expression(value, indent, column, end.len());
            let is_broken = value.contains('\n');
            let mut text = format!("{before} {value}");
            if is_broken {
                new_line(&mut text, indent);
                text.push('{');
            } else {
                text.push_str(end);
            }
            return text;
        }
        return before + &assigned(value, indent, column, end.len()) + end;
    }
    if let (Some((before, ty)), ",", true) = (code.split_once(": "), end, line.starts_with("pub "))
    {
        if indent + line.len() <= WIDTH {
            return line.to_owned();
        }
        let mut text = format!("{before}:");
        new_line(&mut text, indent + LEVEL);
        return text + ty + end;
    }
    if let (Some((before, value)), ",") = (code.split_once(": "), end)
        && before
            .chars()
            .all(|char| char.is_alphanumeric() || char == '_')
    {
        let column = indent + before.len() + ": ".len();
        return format!(
            "{before}: {}{end}",
            expression(value, indent, column, end.len())
        );
    }
    if is_head || code.starts_with("return ") {
        return line.to_owned();
    }
    if code.contains(" && ") && indent + line.len() > WIDTH {
        let mut separator = String::new();
        new_line(&mut separator, indent + LEVEL);
        return code.replace(" && ", &(separator + "&& ")) + end;
    }
    if code.contains(" && ") {
        return line.to_owned();
    }
    expression(code, indent, indent, end.len()) + end
}

fn new_line(text: &mut String, indent: usize) {
    text.push('\n');
    for _ in 0..indent {
        text.push(' ');
    }
}

#[cfg(test)]
mod tests;
