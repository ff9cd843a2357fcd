//! Words, sentences and code spans.
//!
//! Knows how names are taken apart and how sentences end.
//! Gives pieces of Markdown.
//! Must never know which item they are about.

/// A text with a full stop, if it ends in a word.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim_end();
    match text.chars().next_back() {
        // What ends in a list, a table or a fence stays as it is; only the last line counts.
        _ if last_line_is_special(text) => text.to_owned(),
        Some(last) if is_wide(last) && last.is_alphanumeric() => format!("{text}。"),
        Some(last) if last.is_alphanumeric() || matches!(last, ')' | '`' | '"' | '\'') => {
            format!("{text}.")
        }
        _ => text.to_owned(),
    }
}

fn last_line_is_special(text: &str) -> bool {
    let last = text.lines().next_back().unwrap_or_default();
    let is_indented = last.starts_with("    ") || last.starts_with('\t');
    let last = last.trim_start();
    let is_ordered = last.split_once(['.', ')']).is_some_and(|(number, rest)| {
        !number.is_empty()
            && number.chars().all(|char| char.is_ascii_digit())
            && rest.starts_with(' ')
    });
    let is_address = last
        .rsplit(char::is_whitespace)
        .next()
        .is_some_and(|word| word.contains("://"));
    is_indented
        || is_ordered
        || is_address
        || last.starts_with(['#', '-', '*', '+', '|', '>', '~', '=', '<'])
        || last.starts_with("```")
}

/// A name as words: `ParticipantUserID` becomes `Participant user ID`.
pub(super) fn words(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for (index, &char) in chars.iter().enumerate() {
        if !char.is_alphanumeric() {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
            continue;
        }
        let before = index.checked_sub(1).and_then(|index| chars.get(index));
        let after = chars.get(index + 1);
        let starts = char.is_uppercase()
            && (before.is_some_and(|before| before.is_lowercase() || before.is_numeric())
                || (before.is_some_and(|before| before.is_uppercase())
                    && after.is_some_and(|after| after.is_lowercase() && *after != 's')));
        if starts && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        word.push(char);
    }
    words.extend((!word.is_empty()).then_some(word));
    for (index, word) in words.iter_mut().enumerate() {
        let is_acronym = word.chars().filter(|char| char.is_uppercase()).count() > 1;
        let mut chars = word.chars();
        if let Some(first) = chars.next() {
            let rest = chars.as_str();
            if index == 0 {
                *word = first.to_uppercase().chain(rest.chars()).collect();
            } else if !is_acronym {
                *word = word.to_lowercase();
            }
        }
    }
    words.join(" ")
}

/// A code span around any text.
pub(super) fn code(text: &str) -> String {
    let is_odd = text.trim() != text || text.is_empty() || text.chars().any(char::is_control);
    let text = if is_odd {
        format!("{text:?}")
    } else {
        text.to_owned()
    };
    let longest = text
        .split(|char| char != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Names as a list in a sentence: `a`, `b` and `c`.
pub(super) fn list(names: &[&str]) -> String {
    let spans: Vec<_> = names.iter().map(|name| code(name)).collect();
    match spans.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// Puts a remark at the end of the first sentence, before its full stop.
pub(super) fn remark(text: &str, remark: &str) -> String {
    let text = text.trim();
    let end = end_of_first_sentence(text);
    let (first, rest) = text.split_at(end);
    let stop = if rest.is_empty() { "." } else { "" };
    format!("{} ({remark}){stop}{rest}", first.trim_end())
}

/// Where the full stop of the first sentence stands, or the end.
fn end_of_first_sentence(text: &str) -> usize {
    for (index, char) in text.char_indices() {
        let rest = &text[index + char.len_utf8()..];
        let starts_anew = rest
            .trim_start()
            .chars()
            .next()
            .is_none_or(|next| !next.is_lowercase());
        match char {
            '。' | '；' | '\n' => return index,
            '.' | ';'
                if rest.is_empty() || (rest.starts_with(char::is_whitespace) && starts_anew) =>
            {
                return index;
            }
            _ => {}
        }
    }
    text.len()
}

/// Whether a character takes the width of two.
pub(super) fn is_wide(char: char) -> bool {
    matches!(u32::from(char), 0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe6f
        | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_get_a_full_stop() {
        for (text, expected) in [
            ("Id of the app", "Id of the app."),
            ("Is it? ", "Is it?"),
            ("应用的唯一标志", "应用的唯一标志。"),
            ("Default `false`", "Default `false`."),
            ("a\n- b", "a\n- b"),
            ("See https://a.b/c", "See https://a.b/c"),
            ("", ""),
        ] {
            assert_eq!(sentence(text), expected);
        }
    }

    #[test]
    fn names_become_words() {
        for (name, expected) in [
            ("ParticipantUserID", "Participant user ID"),
            ("AppId", "App id"),
            ("VPCIds", "VPC ids"),
            ("CreateDBInstance", "Create DB instance"),
            ("failed_user_ids", "Failed user ids"),
            ("Filters.1.Key", "Filters 1 key"),
            ("=", ""),
        ] {
            assert_eq!(words(name), expected, "{name}");
        }
    }

    #[test]
    fn code_spans_hold_anything() {
        for (text, expected) in [
            ("a", "`a`"),
            ("", "`\"\"`"),
            (" a", "`\" a\"`"),
            ("a`b", "``a`b``"),
            ("`", "`` ` ``"),
            ("\n", "`\"\\n\"`"),
        ] {
            assert_eq!(code(text), expected);
        }
    }

    #[test]
    fn remarks_end_the_first_sentence() {
        for (text, expected) in [
            ("Owner of the group.", "Owner of the group (`1`)."),
            ("Owner", "Owner (`1`)."),
            (
                "Owner. Must be e.g. there.",
                "Owner (`1`). Must be e.g. there.",
            ),
            ("群主。添加时", "群主 (`1`)。添加时"),
        ] {
            assert_eq!(remark(text, "`1`"), expected);
        }
    }
}
