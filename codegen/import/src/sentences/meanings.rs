//! Values of which nothing but a blank, a comma or a dash parts the meaning: `0 关闭`, "`a` 甲；`b` 乙", `ready—running`.

use std::borrow::Cow;

use regex_lite::Captures;

use super::numbers::COUNTERS;
use super::unfold::{Evidence, introduces};
use super::value_lines::promises;
use crate::dialect::{half_width, holds_any, is_han};
use crate::pattern::pattern;

// A number and a word that only a blank, or nothing, parts: `0 关闭`, `1是`.
pattern!(
    NUMBER_WORD,
    r"(^|[;,(:、/\s])\s*(\d{1,2})(\s?)([\u{4e00}-\u{9fff}])([\u{4e00}-\u{9fff}]?)"
);

pattern!(
    NUMBER_COLON,
    r"(^|[;,(:、/\s])\s*(\d{1,2})\s*[:-]\s*[\u{4e00}-\u{9fff}]"
);

// `ready—running`
pattern!(
    LONG_DASH,
    r#"(^|[:;,.：；，。]\s*)(`[^`\n]{1,40}`|[A-Za-z_]\w{0,40})\s?[—]{1,2}\s?([A-Za-z\u{4e00}-\u{9fff}])"#
);

// `取值：a，甲。b，乙。`
pattern!(
    COMMA,
    r"([:：。；;]\s*)([A-Za-z][\w.+-]{0,40})[,，]\s*([\u{4e00}-\u{9fff}])"
);

/// A line in which a colon stands between a word and its meaning, where it has a long dash, or a comma.
pub(super) fn with_colons(line: &str) -> Cow<'_, str> {
    let mut commas = COMMA.find_iter(line);
    let promised = commas
        .next()
        .and_then(|first| line.get(..first.start()))
        .is_some_and(|before| holds_any(before, &["取值", "可选值", "枚举"]));
    if promised && commas.next().is_some() {
        return COMMA.replace_all(line, "$1$2:$3");
    }
    LONG_DASH.replace_all(line, "$1$2: $3")
}

/// A line in which a colon stands between a value and its meaning, where nothing but a blank parts them: `0 关闭`, "`a` 甲；`b` 乙".
pub(super) fn with_meanings<'t>(line: &'t str, evidence: &Evidence<'_>) -> Cow<'t, str> {
    let may_list = line.contains(' ') && line.contains([';', '；']);
    if !evidence.is_integer && !may_list {
        return Cow::Borrowed(line);
    }
    let half = half_width(line);
    let places = if evidence.is_integer {
        numbers_with_words(&half)
    } else {
        words_with_meanings(&half, evidence)
    };
    if places.is_empty() {
        return Cow::Borrowed(line);
    }
    let at = |byte: usize| half.get(..byte).map_or(0, |before| before.chars().count());
    let places: Vec<usize> = places.into_iter().map(at).collect();
    let chars = line.chars().enumerate();
    let parts = chars.flat_map(|(index, c)| {
        let colon = places.contains(&index).then_some(':');
        colon.into_iter().chain([c])
    });
    Cow::Owned(parts.collect())
}

// "`a` 甲": code at the beginning of a clause, or a word.
pattern!(
    WORD_MEANING,
    r"^\s*(`[^`\n]{1,40}`|[A-Za-z][\w.+-]{0,40})\s*(?:\([^()\n]{1,12}\)\s*)?(:|=|表示|代表|-[\u{4e00}-\u{9fff}]|[\u{4e00}-\u{9fff}])"
);

/// Where the meanings begin in a list that semicolons part, each item a value and its meaning.
fn words_with_meanings(half: &str, evidence: &Evidence<'_>) -> Vec<usize> {
    let Some(first) = half.find([';', '。']) else {
        return Vec::new();
    };
    let head = half.get(..first).unwrap_or_default();
    let begins = head.rfind([':', ',']).map_or(0, |at| at + 1);
    // A sentence may stand before the list.
    let begins = match half.get(first..) {
        Some(rest) if rest.starts_with('。') => {
            let sentence = first + '。'.len_utf8();
            let next = half.get(sentence..).unwrap_or_default();
            let end = next.find([';', '。']).unwrap_or(next.len());
            let colon = next.get(..end).and_then(|next| next.rfind([':', ',']));
            sentence + colon.map_or(0, |at| at + 1)
        }
        _ => begins,
    };
    let list = half.get(begins..).unwrap_or_default();
    let list = list.split('。').next().unwrap_or_default();
    let mut places = Vec::new();
    let (mut shown, mut coded, mut items) = (false, 0, 0);
    let mut from = begins;
    for item in list.split(';') {
        if !item.trim().is_empty() {
            let Some(found) = WORD_MEANING.captures(item) else {
                return Vec::new();
            };
            let (Some(word), Some(mark)) = (found.get(1), found.get(2)) else {
                return Vec::new();
            };
            items += 1;
            coded += usize::from(word.as_str().starts_with('`'));
            shown |= word.as_str().trim_matches('`') == evidence.example;
            let is_verb = ["表示", "代表"].contains(&mark.as_str());
            if !is_verb && mark.as_str().starts_with(is_han) {
                places.push(from + mark.start());
            }
        }
        from += item.len() + 1;
    }
    let before = half.get(..begins).unwrap_or_default();
    let introduced = promises(before) || introduces(before);
    let is_list =
        items > 1 && (shown && (coded == 0 || coded == items) || introduced && coded == items);
    if is_list { places } else { Vec::new() }
}

/// Whether numbers are the first ones, in any order: `0` and `1`, `1`, `2` and `3`.
pub(super) fn are_first_numbers(numbers: impl Iterator<Item = Option<i64>>) -> bool {
    let Some(mut numbers) = numbers.collect::<Option<Vec<i64>>>() else {
        return false;
    };
    numbers.sort_unstable();
    let first = numbers.first().copied().unwrap_or(-1);
    numbers.len() > 1
        && (0..=1).contains(&first)
        && numbers.iter().zip(first..).all(|(a, b)| *a == b)
}

/// Where the words begin that follow numbers in a list of the first numbers, `0 关闭，1 开启`: in `最多 10 天` none does.
fn numbers_with_words(half: &str) -> Vec<usize> {
    let number = |found: &Captures<'_>| found.get(2)?.as_str().parse::<i64>().ok();
    let with_words: Vec<(i64, usize)> = NUMBER_WORD
        .captures_iter(half)
        .filter_map(|found| {
            let word = found.get(4)?;
            let is_minute = word.as_str() == "分" && matches!(found.get(5)?.as_str(), "钟" | "");
            let is_verb = matches!(word.as_str(), "表" | "代");
            let is_meaning = !COUNTERS.contains(word.as_str()) && !is_verb && !is_minute;
            Some((number(&found).filter(|_| is_meaning)?, word.start()))
        })
        .collect();
    // `0：关闭；1开启`
    let with_colons = NUMBER_COLON
        .captures_iter(half)
        .filter_map(|found| number(&found));
    let numbers = with_words
        .iter()
        .map(|(number, _)| *number)
        .chain(with_colons);
    if are_first_numbers(numbers.map(Some)) {
        with_words.into_iter().map(|(_, at)| at).collect()
    } else {
        Vec::new()
    }
}
