//! Lists of values that lost their lines: `取值：a：甲。b：乙。` and `Values: a: one. b: two.` get one line for each value again.

use std::collections::BTreeMap;

use regex_lite::Captures;

use super::value_lines::{is_remark, promises};
use crate::dialect::half_width;
use crate::pattern::pattern;

// A value before what separates it from its meaning: `a:`, "`b` (default):", `c 表示`, `d-丁`.
pattern!(
    KEY,
    r#"(`[^`\n]{1,40}`|"[^"\n]{1,40}"|-?[A-Za-z0-9][\w.+-]{0,40}?)\s*(\((?i:默认值?|缺省值?|default)\)\s*)?(:|=|\s?表示|\s?代表|-[\u{4e00}-\u{9fff}])"#
);
// `1. a：甲`, `① a：甲`
pattern!(
    NUMBERED,
    r"^\s*(?:\d{1,2}[.)、]|[①-⑳])\s*(?:`[^`\n]{1,40}`|[A-Za-z][\w.+-]{0,40})\s*(?:\([^()\n]{1,12}\)\s*)?:"
);
// `取值：  - a  - b`
pattern!(DASHES, r"^[^\n]{0,200}?:\s{2,}-\s+");
// A number and a word that only a blank, or nothing, parts: `0 关闭`, `1是`.
pattern!(
    NUMBER_WORD,
    r"(^|[;,(:、/\s])\s*(\d{1,2})(\s?)([\u{4e00}-\u{9fff}])([\u{4e00}-\u{9fff}]?)"
);

pattern!(
    NUMBER_COLON,
    r"(^|[;,(:、/\s])\s*(\d{1,2})\s*:\s*[\u{4e00}-\u{9fff}]"
);

/// What makes a list of values of a text that nothing introduces.
pub(super) struct Evidence<'a> {
    /// The example in the row.
    pub(super) example: &'a str,
    /// Whether the member is an integer.
    pub(super) is_integer: bool,
}

/// A text in which every value of a list begins a line.
pub(super) fn unfolded(text: &str, evidence: &Evidence<'_>) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| unfolded_line(line, evidence))
        .collect();
    lines.join("\n")
}

/// A change at a character of a line.
enum Edit {
    Insert(&'static str),
    Replace(&'static str),
}

fn unfolded_line(line: &str, evidence: &Evidence<'_>) -> String {
    if !line.contains([':', '：', '=', '、', '-']) && !line.contains(|c: char| c.is_ascii_digit())
    {
        return line.to_owned();
    }
    let half = half_width(line);
    if let Some(dashed) = DASHES.find(&half)
        && promises(dashed.as_str().trim_end().trim_end_matches(['-', ' ']))
    {
        let items = line.split("  - ").collect::<Vec<_>>().join("\n- ");
        return items;
    }
    if let Some(found) = NUMBERED.find(&half) {
        let marker = half
            .chars()
            .position(|c| matches!(c, '.' | ')' | '、') || ('①'..='⑳').contains(&c));
        if found.start() == 0
            && let Some(marker) = marker
        {
            let rest: String = line.chars().skip(marker + 1).collect();
            return format!("- {}", rest.trim_start());
        }
    }
    let mut edits: BTreeMap<usize, Edit> = BTreeMap::new();
    let at = |byte: usize| half.get(..byte).map_or(0, |before| before.chars().count());
    if evidence.is_integer {
        for byte in numbers_with_words(&half) {
            edits.insert(at(byte), Edit::Insert(":"));
        }
    }
    for run in runs(&half, evidence) {
        for (index, key) in run.keys.iter().enumerate() {
            let begin = if index == 0 { "\n取值:\n- " } else { "\n- " };
            edits.insert(at(key.from), Edit::Insert(begin));
            if key.dashed {
                edits.insert(at(key.to - 1), Edit::Replace(":"));
            }
        }
        edits.insert(at(run.end), Edit::Insert("\n"));
    }
    if edits.is_empty() {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len() + 4 * edits.len());
    let mut chars = line.chars().enumerate();
    for (index, c) in chars.by_ref() {
        match edits.get(&index) {
            Some(Edit::Insert(text)) => {
                out.push_str(text);
                out.push(c);
            }
            Some(Edit::Replace(text)) => out.push_str(text),
            None => out.push(c),
        }
    }
    out
}

/// A value with its place in a line, in bytes.
struct Key {
    from: usize,
    /// Where the mark between value and meaning ends; before the first character of the meaning of `a-甲`.
    to: usize,
    coded: bool,
    marked: bool,
    dashed: bool,
    shown: bool,
    number: Option<i64>,
}

struct Run {
    keys: Vec<Key>,
    introduced: bool,
    /// Where the meaning of the last value ends.
    end: usize,
}

/// The lists of values in a line.
fn runs(half: &str, evidence: &Evidence<'_>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut current: Option<Run> = None;
    for key in keys(half, evidence) {
        let before = half.get(..key.from).unwrap_or_default();
        let from = current
            .as_ref()
            .and_then(|run| run.keys.last())
            .map_or(0, |last| last.to);
        let goes_on = current.is_some() && follows(half.get(from..key.from).unwrap_or_default());
        if goes_on {
            if let Some(run) = &mut current {
                run.keys.push(key);
            }
            continue;
        }
        runs.extend(current.take());
        let introduced = promises(before) || introduces(before);
        let starts = before.trim_end().is_empty()
            || before
                .trim_end()
                .ends_with(['。', '.', ';', ',', ':', '!', '?', '"', '\'']);
        if introduced || starts && !key.dashed {
            current = Some(Run {
                keys: vec![key],
                introduced,
                end: half.len(),
            });
        }
    }
    runs.extend(current);
    runs.retain(|run| {
        run.keys.len() > 1
            && (run.introduced
                || run.keys.iter().all(|key| key.coded)
                || run.keys.iter().any(|key| key.marked || key.shown)
                || are_first_numbers(run.keys.iter().map(|key| key.number)))
    });
    for run in &mut runs {
        let last = run.keys.last().map_or(0, |key| key.to);
        run.end = last + end_of_meaning(half.get(last..).unwrap_or_default());
    }
    runs
}

/// Everything in a line that may be a value before its meaning.
fn keys(half: &str, evidence: &Evidence<'_>) -> Vec<Key> {
    let found = KEY.captures_iter(half);
    found
        .filter_map(|found| {
            let (whole, value, mark) = (found.get(0)?, found.get(1)?, found.get(3)?);
            let before = half.get(..value.start())?;
            let bare = value.as_str().trim_matches(['`', '"']);
            let behind = half.get(whole.end()..)?;
            let is_name = !before.ends_with(|c: char| {
                c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '/' | '{')
            });
            let is_address =
                behind.starts_with("//") || mark.as_str() == "=" && behind.starts_with('=');
            let is_time = bare.bytes().all(|b| b.is_ascii_digit())
                && behind.starts_with(|c: char| c.is_ascii_digit());
            let dashed = mark.as_str().starts_with('-');
            (is_name && !is_address && !is_time && !is_remark(bare)).then(|| Key {
                from: value.start(),
                to: if dashed {
                    mark.start() + 1
                } else {
                    whole.end()
                },
                coded: value.as_str().starts_with(['`', '"']),
                marked: found.get(2).is_some(),
                dashed,
                shown: bare == evidence.example,
                number: bare.parse().ok(),
            })
        })
        .collect()
}

/// Whether a text between two values is the meaning of the first and a mark.
fn follows(between: &str) -> bool {
    let bare = between.trim_end();
    bare.ends_with(['。', ';', ',', '、', '.', '/', '!', '|'])
        || bare.ends_with('-') && bare.len() < between.len()
        || between.ends_with("  ")
}

/// Whether a text ends with an introduction that is no promise by its words alone: `参数值说明：`, `the following:`.
fn introduces(before: &str) -> bool {
    let bare = before.trim_end().trim_end_matches('-').trim_end();
    let Some(clause) = bare.strip_suffix(':') else {
        return false;
    };
    let clause = clause
        .rsplit(['。', ';', ',', '.'])
        .next()
        .unwrap_or(clause)
        .to_lowercase();
    promises(bare)
        || [
            "说明",
            "如下",
            "取值",
            "类型",
            "状态",
            "方式",
            "策略",
            "options",
            "following",
            "whether",
            "是否",
        ]
        .iter()
        .any(|word| clause.contains(word))
}

/// Where the first sentence of a meaning ends.
fn end_of_meaning(meaning: &str) -> usize {
    meaning
        .char_indices()
        .find(|(at, c)| {
            matches!(c, '。' | ';')
                || *c == '.'
                    && meaning
                        .get(at + 1..)
                        .is_some_and(|rest| rest.starts_with(' '))
        })
        .map_or(meaning.len(), |(at, c)| at + c.len_utf8())
}

/// Whether numbers are the first ones, in any order: `0` and `1`, `1`, `2` and `3`.
fn are_first_numbers(numbers: impl Iterator<Item = Option<i64>>) -> bool {
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
    const NO_MEANINGS: &str =
        "到至个条天秒小次位月年时周日号级种项路倍字或和与以及表代为万千百亿元人名组张台毫微";
    let number = |found: &Captures<'_>| found.get(2)?.as_str().parse::<i64>().ok();
    let with_words: Vec<(i64, usize)> = NUMBER_WORD
        .captures_iter(half)
        .filter_map(|found| {
            let word = found.get(4)?;
            let is_minute = word.as_str() == "分" && matches!(found.get(5)?.as_str(), "钟" | "");
            let is_meaning = !NO_MEANINGS.contains(word.as_str()) && !is_minute;
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
