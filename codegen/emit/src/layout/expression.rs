//! Expressions that are too long for a line.
//!
//! Knows how `rustfmt` breaks calls, arrays and chains of methods.
//! Gives an expression, broken where it has to be.
//! Must never know where a statement begins or ends.

use super::marks::{Chain, Parts, closing};
use super::{LEVEL, SHORT, WIDTH, new_line};

/// An expression that begins at a column of a line with an indentation; `after` columns follow it.
pub(super) fn expression(code: &str, indent: usize, column: usize, after: usize) -> String {
    for operator in ["&mut ", "&", "*", "!"] {
        if let Some(rest) = code.strip_prefix(operator) {
            let column = column + operator.len();
            return operator.to_owned() + &expression(rest, indent, column, after);
        }
    }
    let links: Vec<&str> = Chain(code).collect();
    match links.as_slice() {
        [only] => call(only, indent, column, after),
        [root, links @ ..] => chain(root, links, indent, column, after),
        [] => String::new(),
    }
}

/// What is assigned, with the blank or the line break before it.
pub(super) fn assigned(code: &str, indent: usize, column: usize, after: usize) -> String {
    let here = expression(code, indent, column, after);
    if !here.contains('\n') && column + here.len() + after <= WIDTH {
        return format!(" {here}");
    }
    let deeper = indent + LEVEL;
    let below = expression(code, deeper, deeper, after);
    let fits = below
        .lines()
        .next()
        .is_none_or(|first| deeper + first.len() + after <= WIDTH);
    let lines = |text: &str| text.matches('\n').count();
    let opens = |text: &str, bracket| {
        text.lines()
            .next()
            .is_some_and(|first| first.ends_with(bracket))
    };
    let is_better = !below.contains('\n')
        || lines(&here) > lines(&below) + 1
        || ['(', '[', '{']
            .into_iter()
            .any(|bracket| opens(&here, bracket) && !opens(&below, bracket));
    if fits && is_better {
        let mut text = String::new();
        new_line(&mut text, deeper);
        return text + &below;
    }
    format!(" {here}")
}

/// A call, an array, a tuple, or what cannot be broken.
fn call(code: &str, indent: usize, column: usize, after: usize) -> String {
    let Some(open) = code
        .find(['(', '[', '"'])
        .filter(|open| !code[*open..].starts_with('"'))
    else {
        return code.to_owned();
    };
    let Some(close) = closing(code, open) else {
        return code.to_owned();
    };
    let (head, inner, tail) = (&code[..=open], &code[open + 1..close], &code[close..]);
    let fits = column + code.len() + after <= WIDTH;
    if inner.is_empty() || (fits && inner.len() <= SHORT) {
        return code.to_owned();
    }
    let parts: Vec<&str> = Parts(inner).collect();
    // A single argument that has brackets of its own is broken there.
    if let [only] = parts.as_slice()
        && only.ends_with([')', ']'])
        && !only.starts_with('"')
        && Chain(only).count() == 1
    {
        let argument = expression(only, indent, column + head.len(), tail.len() + after);
        let first = argument.lines().next().unwrap_or_default();
        if column + head.len() + first.len() <= WIDTH && (argument.contains('\n') || fits) {
            return format!("{head}{argument}{tail}");
        }
    }
    let mut text = head.to_owned();
    for part in parts {
        new_line(&mut text, indent + LEVEL);
        text.push_str(&expression(part, indent + LEVEL, indent + LEVEL, ",".len()));
        text.push(',');
    }
    new_line(&mut text, indent);
    text.push_str(tail);
    text
}

/// Methods that are called one after the other.
fn chain(root: &str, links: &[&str], indent: usize, column: usize, after: usize) -> String {
    let count = links.len();
    let mut root = root.to_owned();
    let mut links = links;
    // A short name has the first method beside it, at the beginning of a line.
    let room = LEVEL.saturating_sub(column - indent);
    while root.len() <= room
        && let Some((first, others)) = links.split_first()
    {
        root.push_str(&call(first, indent, column + root.len(), 0));
        links = others;
    }
    let Some((last, between)) = links.split_last() else {
        return root;
    };
    let before: usize = root.len() + between.iter().map(|link| link.len()).sum::<usize>();
    let room = if count == 1 {
        WIDTH.saturating_sub(column + after)
    } else {
        SHORT.min(WIDTH.saturating_sub(column + after))
    };
    let deeper = indent + LEVEL;
    let below = call(last, deeper, deeper, after);
    if before < room {
        let beside = call(last, indent, column + before, after);
        let first = beside.lines().next().unwrap_or_default().len();
        let lines = |text: &str| text.lines().count();
        if before + first <= room && (lines(&beside) >= 5 || lines(&below) >= lines(&beside)) {
            return root + &between.concat() + &beside;
        }
    }
    let mut text = root;
    for link in between {
        new_line(&mut text, deeper);
        text.push_str(&call(link, deeper, deeper, 0));
    }
    new_line(&mut text, deeper);
    text + &below
}
