//! Text -> Markdown that shows it as it is.
//!
//! Knows the characters that mean something, and addresses, which rustdoc wants between angle brackets.
//! Gives escaped text.
//! Must never know where in a document it stands.

use super::words;

/// Appends a text so that Markdown shows it as it is; with `link`, addresses in it become links.
pub(super) fn text(text: &str, is_in_table: bool, link: bool, out: &mut String) {
    let mut rest = text;
    while let Some(start) = ["http://", "https://"]
        .iter()
        .filter_map(|scheme| rest.find(scheme))
        .min()
    {
        let (before, from) = rest.split_at(start);
        plain(before, is_in_table, out);
        let (address, after) = from.split_at(end_of_address(from));
        if link && !address.ends_with("://") {
            out.push('<');
            out.push_str(address);
            out.push('>');
        } else {
            plain(address, is_in_table, out);
        }
        rest = after;
    }
    plain(rest, is_in_table, out);
}

/// An address that can stand in the parentheses of a link.
pub(super) fn address(address: &str) -> String {
    let mut safe = String::with_capacity(address.len());
    for char in address.chars() {
        match char {
            ' ' => safe.push_str("%20"),
            '(' => safe.push_str("%28"),
            ')' => safe.push_str("%29"),
            '<' => safe.push_str("%3C"),
            '>' => safe.push_str("%3E"),
            '|' => safe.push_str("%7C"),
            '\\' => safe.push_str("%5C"),
            char => safe.push(char),
        }
    }
    safe
}

fn plain(text: &str, is_in_table: bool, out: &mut String) {
    let mut previous = out.chars().next_back();
    let mut chars = text.char_indices().peekable();
    while let Some((index, char)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let is_inside_word =
            previous.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
        let is_markup = match char {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '_' => !is_inside_word,
            '|' => is_in_table,
            '&' => {
                text[index..].find(';').is_some_and(|end| end < 10)
                    && next.is_some_and(|next| next.is_alphanumeric() || next == '#')
            }
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(if char == '\n' { ' ' } else { char });
        previous = Some(char);
    }
}

/// Where an address ends that starts a text.
fn end_of_address(text: &str) -> usize {
    let is_end = |char: char| {
        char.is_whitespace()
            || matches!(
                char,
                '<' | '>' | '"' | '\'' | '`' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '\\' | '^'
            )
            || words::is_wide(char)
    };
    let end = text.find(is_end).unwrap_or(text.len());
    text[..end]
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_'])
        .len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(source: &str) -> String {
        let mut out = String::new();
        text(source, false, true, &mut out);
        out
    }

    #[test]
    fn markup_is_shown_as_it_is() {
        for (source, expected) in [
            ("a[b] <c> `d`", r"a\[b\] \<c> \`d\`"),
            ("2 * 3 ~ 4 \\ 5", r"2 \* 3 \~ 4 \\ 5"),
            ("snake_case _a_", r"snake_case \_a\_"),
            ("a & b, &amp;, R&D;", r"a & b, \&amp;, R\&D;"),
            ("a | b", "a | b"),
        ] {
            assert_eq!(escaped(source), expected);
        }
    }

    #[test]
    fn addresses_are_linked_without_the_punctuation_around_them() {
        for (source, expected) in [
            ("https://a.b/c?d=e_f.", "<https://a.b/c?d=e_f>."),
            ("(http://a.b)", "(<http://a.b>)"),
            ("见https://a.b/c，或", "见<https://a.b/c>，或"),
            ("https://", "https://"),
        ] {
            assert_eq!(escaped(source), expected);
        }
    }
}
