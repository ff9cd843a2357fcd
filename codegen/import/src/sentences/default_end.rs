//! What stands behind the number of a default: its end, what it counts, or what makes of it a time, a share or one of several defaults.

use super::numbers::unit_at;
use crate::dialect::{holds_any, is_han};
use crate::pattern::{Pattern, pattern};

/// What ends a default, or begins a remark on it.
const MARKS: &[char] = &[
    ',', '。', ';', '.', ')', ']', '(', '!', '、', '|', '\n', '`', '"', '\'', '}', '>', '?',
];
/// Chinese words that a number makes a time, an ordinal or a part of something with.
const OTHERS: &[&str] = &[
    "前", "后", "点", "时", "分", "号", "倍", "起", "内", "外", "以", "之", "第", "月", "日", "年",
    "比", "成",
];
/// Those with such a character that a default may count.
const COUNTED: &[&str] = &["小时", "分钟", "时长", "时间", "分片", "分区", "时间单位"];
/// English words behind a number with which it is something else.
const RELATED: &[&str] = &[
    "ago", "before", "after", "am", "pm", "a.m", "p.m", "o'clock", "of", "from", "times",
    "percent", "or", "earlier", "later", "midnight", "noon", "th", "st", "nd", "rd", "plus",
    "minus", "more", "less", "sharp",
];

/// What stands behind a number without a blank, and counts.
const RATES: &[&str] = &[
    "fps", "dpi", "hz", "khz", "db", "qps", "tps", "iops", "vcpu", "vcpus", "core", "cores",
    "lufs", "bit", "bits",
];

/// Whether the number of a default ends with what stands behind it, and what follows is known to leave it as it is.
pub(crate) fn ends_default(behind: &str) -> bool {
    let starts = |text: &str| text.starts_with(MARKS) || text.is_empty();
    if let Some(rest) = behind.strip_prefix(':') {
        return !rest.starts_with(|c: char| c.is_ascii_digit());
    }
    let bare = behind.trim_start_matches([' ', '`', '"', '\'', '\u{a0}']);
    let lower = bare.to_ascii_lowercase();
    let is_rate = |word: &&&str| {
        lower
            .strip_prefix(**word)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    };
    let rate = RATES.iter().find(is_rate).map_or(0, |word| word.len());
    let unit = unit_at(bare).map_or(rate, |(_, length)| length);
    // `5s`, but not `1st`.
    let joined = behind.starts_with(|c: char| c.is_ascii_alphabetic()) && unit == 0;
    let counted = bare.get(unit..).unwrap_or_default();
    let rest = counted.trim_start_matches([' ', '`']);
    if starts(rest) {
        return true;
    }
    if joined {
        return false;
    }
    let han: String = rest.chars().take_while(|c| is_han(*c)).collect();
    if !han.is_empty() {
        let kept = COUNTED
            .iter()
            .fold(han, |text, word| text.replace(word, ""));
        // `2 核 4 GB`
        let goes_on = rest
            .trim_start_matches(is_han)
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit());
        if goes_on {
            return false;
        }
        return ["表示", "代表"].iter().any(|word| kept.starts_with(word))
            || !holds_any(&kept, OTHERS);
    }
    // A word that goes on, `10 items per page`; a name or a month begins with a capital letter.
    let words = rest
        .split([',', ';', '。', '\n', '('])
        .next()
        .unwrap_or_default();
    let words = words
        .split(". ")
        .next()
        .unwrap_or_default()
        .trim_end_matches('.');
    let mut near = words.split_whitespace().take(3);
    let first = rest.chars().next();
    let is_word = first.is_some_and(|c| c.is_ascii_lowercase());
    let leaves =
        |word: &str| !RELATED.contains(&word) && !word.starts_with(|c: char| c.is_ascii_digit());
    is_word && near.all(leaves)
        || first.is_some_and(|c| !c.is_alphanumeric() && !"/:%^*×+-~".contains(c))
}

// `，或 20`, `, or twice the number of zones`
pattern!(
    ANOTHER,
    r"(?i)^[^,;。.\n]{0,12}?,?\s*(?:\bor\b|或者?)\s*[^\s,;。.]"
);
// `，企业版为 20`: the number of somebody else.
pattern!(
    OF_OTHER,
    r"(?i)[,;]\s*([^\d,;。:\n]{1,24}?)\s*(?:则?为|是|则|:|\bis|\bare)\s*`?(-?\d+(?:\.\d+)?)`?\s*(?:[\u{4e00}-\u{9fff}]{0,3}|[a-z]{0,12})\s*(?:$|[,;。.)\n])|[,;]\s*(?:and\s+)?`?(-?\d+(?:\.\d+)?)`?\s+(?:for|in|on|if|when|with)\b"
);
/// What a number belongs to that says something of the same member.
const LIMITS: &[&str] = &[
    "最大",
    "最小",
    "最多",
    "最少",
    "最高",
    "最低",
    "最长",
    "最短",
    "上限",
    "下限",
    "取值",
    "范围",
    "单位",
    "步长",
    "示例",
    "不超过",
    "大于",
    "小于",
    "max",
    "min",
    "limit",
    "range",
    "value",
    "unit",
    "step",
    "up to",
    "least",
    "most",
];

// `，企业版为 false`
pattern!(
    WORD_OF_OTHER,
    r#"(?i)[,;]\s*([^,;。:\n`"]{1,24}?)\s*(?:则?为|是|则|:|\bis|\bare)\s*(?:`([^`\n]+)`|"([^"\n]+)"|([A-Za-z][\w.-]*))\s*(?:$|[,;。.)\n])|[,;]\s*(?:and\s+)?([A-Za-z][\w.-]*)\s+(?:for|in|on|if|when|with)\b"#
);

/// Whether behind a default of words stands another one: a word that is one of the values, or a truth value.
pub(crate) fn goes_on_with_another_word(
    behind: &str,
    default: &str,
    is_known: impl Fn(&str) -> bool,
) -> bool {
    states_another(behind, &WORD_OF_OTHER, |word| {
        !word.eq_ignore_ascii_case(default) && (is_known(word) || matches!(word, "true" | "false"))
    })
}

/// Whether behind a default stands another one, that of some case or of somebody else.
pub(crate) fn goes_on_with_another(behind: &str, default: &str) -> bool {
    states_another(behind, &OF_OTHER, |number| number != default)
}

/// Whether the rest of a sentence offers something else, or a pattern finds in it a value of some subject, its first group, that
/// `is_other`.
fn states_another(behind: &str, of_other: &Pattern, is_other: impl Fn(&str) -> bool) -> bool {
    let sentence = behind.split(['。', '\n']).next().unwrap_or_default();
    let sentence = sentence.split(". ").next().unwrap_or_default();
    ANOTHER.is_match(sentence)
        || of_other.captures_iter(sentence).any(|found| {
            let value = (2..=5).find_map(|group| found.get(group));
            let subject = found.get(1).map(|subject| subject.as_str().to_lowercase());
            value.is_some_and(|value| is_other(value.as_str()))
                && subject.is_none_or(|subject| !holds_any(&subject, LIMITS))
        })
}

#[cfg(test)]
mod tests {
    use super::{ends_default, goes_on_with_another};

    #[test]
    fn a_number_ends_or_goes_on() {
        for behind in [
            "",
            "。",
            " 秒",
            "fps,",
            " 条记录",
            " items per page.",
            ",最大 60",
            " 表示首页",
            "次重试",
        ] {
            assert!(ends_default(behind), "{behind}");
        }
        for behind in [
            ":00",
            " PM",
            "st",
            " March",
            " 时 0 分",
            " 天前",
            " 点",
            " days ago",
            " of the quota",
            " 号账期",
        ] {
            assert!(!ends_default(behind), "{behind}");
        }
    }

    #[test]
    fn another_default_may_follow() {
        for behind in [
            ",会员为 20",
            ", or twice the masts",
            ", 8 for boats.",
            " 或自动",
        ] {
            assert!(goes_on_with_another(behind, "10"), "{behind}");
        }
        for behind in [
            ",最大值为 20",
            ",单位为秒",
            ",步长为 5",
            "。会员为 20",
            ",即为 10",
        ] {
            assert!(!goes_on_with_another(behind, "10"), "{behind}");
        }
    }
}
