//! Paragraphs -> lines.
//!
//! Knows where a line may end, and which words mean something else to Markdown at the start of a line.
//! Gives lines of at most [`WIDTH`] columns, as far as words allow.
//! Must never know what the words say.

use std::borrow::Cow;

use super::words::is_wide;

/// Columns of a line of documentation.
pub(super) const WIDTH: usize = 92;

/// Stands for a blank that must not be broken, inside code spans and links.
pub(super) const FIXED_BLANK: char = '\u{1}';

/// Breaks a paragraph of Markdown into lines.
pub(super) fn wrap(paragraph: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for (word, is_after_blank) in pieces(paragraph) {
        let columns = columns(word);
        let blank = usize::from(is_after_blank && !line.is_empty());
        if !line.is_empty() && used + blank + columns > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if line.is_empty() {
            line.push_str(&at_start(word));
            used = columns;
        } else {
            if is_after_blank {
                line.push(' ');
            }
            line.push_str(word);
            used += blank + columns;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    for line in &mut lines {
        if line.contains(FIXED_BLANK) {
            *line = line.replace(FIXED_BLANK, " ");
        }
    }
    lines
}

/// Words, each with whether a blank stands before it. A line may also end after full-width punctuation, where the blank
/// that a line break stands for is not seen.
fn pieces(paragraph: &str) -> impl Iterator<Item = (&str, bool)> {
    let words = paragraph
        .split([' ', '\n', '\t'])
        .filter(|word| !word.is_empty());
    words.flat_map(|word| {
        let mut rest = Some(word);
        std::iter::from_fn(move || {
            let text = rest?;
            let is_after_blank = text.len() == word.len();
            let end = end_of_piece(text);
            rest = (end < text.len()).then(|| &text[end..]);
            Some((&text[..end], is_after_blank))
        })
    })
}

/// Where a line may end within a word: after full-width punctuation that letters follow.
fn end_of_piece(text: &str) -> usize {
    const STOPS: [char; 8] = ['，', '。', '；', '：', '！', '？', '、', '）'];
    if text.is_ascii() {
        return text.len();
    }
    let mut after_stop = false;
    for (index, char) in text.char_indices() {
        if after_stop && char.is_alphanumeric() {
            return index;
        }
        after_stop = STOPS.contains(&char);
    }
    text.len()
}

fn columns(word: &str) -> usize {
    if word.is_ascii() {
        return word.len();
    }
    word.chars()
        .map(|char| if is_wide(char) { 2 } else { 1 })
        .sum()
}

/// A word at the start of a line, with a backslash if it would begin a list, a heading, a quotation or a rule there.
fn at_start(word: &str) -> Cow<'_, str> {
    let is_rule = word.contains('-') && word.chars().all(|char| matches!(char, '-' | '|' | ':'));
    let is_marker = matches!(word, "-" | "+")
        || is_rule
        || word.chars().all(|char| char == '=')
        || (word.len() <= 6 && word.chars().all(|char| char == '#'))
        || word.starts_with('>');
    if is_marker {
        return Cow::Owned(format!("\\{word}"));
    }
    if let Some(number) = word.strip_suffix(['.', ')'])
        && (1..=9).contains(&number.len())
        && number.chars().all(|char| char.is_ascii_digit())
    {
        return Cow::Owned(format!("{number}\\{}", &word[number.len()..]));
    }
    Cow::Borrowed(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_between_words() {
        assert_eq!(
            wrap("one two  three\nfour", 9),
            ["one two", "three", "four"]
        );
        assert_eq!(wrap("unbreakable", 5), ["unbreakable"]);
        assert_eq!(wrap("a\u{1}b c", 3), ["a b", "c"]);
        assert!(wrap("  ", 5).is_empty());
    }

    #[test]
    fn full_width_text_ends_lines_at_punctuation() {
        assert_eq!(wrap("应用的，唯一标志。", 8), ["应用的，", "唯一标志。"]);
    }

    #[test]
    fn no_word_turns_into_a_marker() {
        assert_eq!(wrap("a - b", 3), ["a -", "b"]);
        assert_eq!(wrap("ab - c", 3), ["ab", "\\- c"]);
        assert_eq!(wrap("in 2024. So", 4), ["in", "2024\\.", "So"]);
        assert_eq!(wrap("# a", 9), ["\\# a"]);
        assert_eq!(wrap("--- > ===", 3), ["\\---", "\\>", "\\==="]);
        assert_eq!(wrap("-5 #tag", 3), ["-5", "#tag"]);
    }
}
