//! Numbers in sentences: how they are written, and in which unit they count.

use std::cell::OnceCell;

use regex_lite::Captures;

use super::figures::figures;
use crate::dialect::{half_width, holds_any};
use crate::pattern::pattern;

/// A text with half-width punctuation whose numbers are plain digits: `3,600` is `3600`, and `10 万` is `100000`.
pub(super) fn plain_numbers(text: &str) -> String {
    let digits: String = text
        .chars()
        .map(|c| match c {
            '\u{ff10}'..='\u{ff19}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        })
        .collect();
    let plain = multiplied(&in_digits(&half_width(&without_separators(&digits))));
    without_explanations(&plain)
}

pattern!(
    NUMERALS,
    r"((?:最多|至多|不超过|不得超过|不能超过|上限)[^\d,。;\n]{0,8}?)([一二两三四五六七八九十百]{1,5})(\s*(?:个|条|项|位|名|组|张|路|天|次))"
);

/// Chinese numerals behind a word that compares, `最多十个`, as digits.
fn in_digits(text: &str) -> String {
    let replaced = NUMERALS.replace_all(text, |found: &Captures<'_>| {
        let part = |group: usize| found.get(group).map_or("", |part| part.as_str());
        numeral(part(2)).map_or_else(
            || part(0).to_owned(),
            |number| format!("{}{number}{}", part(1), part(3)),
        )
    });
    replaced.into_owned()
}

/// The number of a Chinese numeral below a thousand: `二十五`.
fn numeral(written: &str) -> Option<u32> {
    const DIGITS: &str = "零一二三四五六七八九";
    let (mut number, mut digit) = (0, None);
    for c in written.chars() {
        match c {
            '十' => number += digit.take().unwrap_or(1) * 10,
            '百' => number += digit.take()? * 100,
            c => {
                let value = if c == '两' {
                    Some(2)
                } else {
                    DIGITS.chars().position(|known| known == c)
                };
                if digit.is_some() {
                    return None;
                }
                digit = Some(u32::try_from(value?).ok()?);
            }
        }
    }
    Some(number + digit.unwrap_or(0))
}

/// What parts thousands beside a comma: no list is written with it.
const SEPARATORS: &[char] = &[' ', '\u{a0}', '\u{2009}', '\u{202f}', '\'', '’', '_'];

/// Commas, spaces and apostrophes that part thousands are dropped. `[1,100]` is a pair, and `100,200` may be a list: both stay.
fn without_separators(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_chinese = chars.iter().any(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let begins = c.is_ascii_digit()
            && at
                .checked_sub(1)
                .and_then(|before| chars.get(before))
                .is_none_or(|before| {
                    !before.is_ascii_alphanumeric() && !matches!(before, ',' | '.' | '_')
                });
        if !begins {
            out.push(*c);
            at += 1;
            continue;
        }
        let mut end = at;
        while digit(end) {
            end += 1;
        }
        let head = end - at;
        let mut groups = 0;
        let mark = chars.get(end).copied();
        let parts = mark.is_some_and(|mark| mark == ',' || SEPARATORS.contains(&mark));
        while parts
            && chars.get(end).copied() == mark
            && digit(end + 1)
            && digit(end + 2)
            && digit(end + 3)
            && !digit(end + 4)
        {
            end += 4;
            groups += 1;
        }
        let written: String = chars.get(at..end).unwrap_or_default().iter().collect();
        let goes_on = chars.get(end).copied() == mark && parts && digit(end + 1);
        let pair = groups == 1 && bracketed(&chars, at, end)
            || head == 3 && is_chinese && !written.ends_with("000");
        if groups > 0 && head <= 3 && !goes_on && !pair {
            out.extend(written.chars().filter(char::is_ascii_digit));
        } else {
            out.push_str(&written);
        }
        at = end;
    }
    out
}

/// Whether nothing but a pair of brackets stands around a part.
fn bracketed(chars: &[char], from: usize, to: usize) -> bool {
    let before = chars
        .get(..from)
        .unwrap_or_default()
        .iter()
        .rev()
        .find(|c| !c.is_whitespace());
    let after = chars
        .get(to..)
        .unwrap_or_default()
        .iter()
        .find(|c| !c.is_whitespace());
    matches!(before, Some('[' | '(' | '{' | '［' | '（' | '【'))
        && matches!(after, Some(']' | ')' | '}' | '］' | '）' | '】'))
}

// What is multiplied only behind the second number of a range, `1~10 亿`, may multiply the first as well: group 1.
pattern!(
    MULTIPLE,
    r"([1-9]\d*\s*(?:[~-]|至|到|to)\s*)?(\d+)(?:\.(\d))?\s*(亿|千万|百万|万)"
);

// `60 (one minute) to 600`: what a bracket says of the first number parts no range.
pattern!(
    EXPLAINED,
    r"(\d)\s*\(([^()\n]{1,24})\)(\s*(?:to|through|~|-|至|到)\s*-?\d)"
);

/// A range without what stands in brackets behind its first number, unless that says whether the number belongs to it.
fn without_explanations(text: &str) -> String {
    let replaced = EXPLAINED.replace_all(text, |found: &Captures<'_>| {
        let part = |group: usize| found.get(group).map_or("", |part| part.as_str());
        if holds_any(part(2), &["不", "含", "开", "clud", "clus"]) {
            part(0).to_owned()
        } else {
            format!("{}{}", part(1), part(3))
        }
    });
    replaced.into_owned()
}

/// `1.5 万` as digits.
fn multiplied(text: &str) -> String {
    let replaced = MULTIPLE.replace_all(text, |found: &Captures<'_>| {
        let part = |group: usize| found.get(group).map_or("", |part| part.as_str());
        if !part(1).is_empty() {
            return part(0).to_owned();
        }
        let tenths: Option<i128> = format!(
            "{}{}",
            part(2),
            if part(3).is_empty() { "0" } else { part(3) }
        )
        .parse()
        .ok();
        let factor: i128 = match part(4) {
            "亿" => 100_000_000,
            "千万" => 10_000_000,
            "百万" => 1_000_000,
            _ => 10_000,
        };
        tenths
            .and_then(|tenths| tenths.checked_mul(factor / 10))
            .map_or_else(|| part(0).to_owned(), |number| number.to_string())
    });
    replaced.into_owned()
}

/// Whether a number ends where it was cut: `1` of `1,000`, of `1.5` and of `1k` does not.
pub(super) fn ends(behind: &str) -> bool {
    let mut next = behind.chars();
    match next.next() {
        Some(c) if c.is_ascii_digit() => false,
        Some('.') => next.next().is_none_or(|c| !c.is_ascii_digit()),
        // `1 0 0`
        Some(' ') => next.next().is_none_or(|c| !c.is_ascii_digit()),
        Some(',' | '_' | '\'' | '\u{a0}') => {
            let digits = behind
                .chars()
                .skip(1)
                .take_while(char::is_ascii_digit)
                .count();
            digits != 3
        }
        Some('k' | 'K' | 'w' | 'W') => next.next().is_some_and(|c| c.is_ascii_alphabetic()),
        _ => true,
    }
}

/// Whether an integer of 64 bits holds a number.
pub(super) fn fits(number: i128) -> bool {
    i64::try_from(number).is_ok() || u64::try_from(number).is_ok()
}

/// Whether a number begins where it was cut: `600` of `3,600` does not.
pub(super) fn begins(before: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        Some(c) if c.is_ascii_digit() => false,
        Some(',' | '.' | '_' | '\'' | ' ') => back.next().is_none_or(|c| !c.is_ascii_digit()),
        _ => true,
    }
}

/// Whether what stands behind a number multiplies it: `20 的倍数`, `2 million`, `10 times`.
pub(super) fn is_factor(behind: &str) -> bool {
    let behind = behind.trim_start_matches(['`', ' ']).to_lowercase();
    const FACTORS: &[&str] = &[
        "倍",
        "的倍",
        "的整数倍",
        "times",
        "percent of",
        "% of",
        "位小数",
        "位有效",
        "decimal",
        "thousand",
        "million",
        "billion",
        "亿",
        "千万",
        "百万",
        "万",
        "/",
    ];
    FACTORS.iter().any(|word| behind.starts_with(word))
}

/// Units by what they are called.
const UNITS: &[(&str, &[&str])] = &[
    ("ms", &["毫秒", "milliseconds", "millisecond", "msec", "ms"]),
    ("us", &["微秒", "microseconds", "microsecond", "us"]),
    ("ns", &["纳秒", "nanoseconds", "nanosecond", "ns"]),
    (
        "s",
        &["秒钟", "秒", "seconds", "second", "secs", "sec", "s"],
    ),
    ("min", &["分钟", "minutes", "minute", "mins", "min"]),
    ("h", &["个小时", "小时", "hours", "hour", "hrs", "h"]),
    ("d", &["天", "日", "days", "day", "d"]),
    ("week", &["周", "星期", "weeks", "week"]),
    ("month", &["个月", "月", "months", "month"]),
    ("year", &["年", "years", "year"]),
    ("%", &["%", "percent"]),
    ("B", &["字节", "bytes", "byte", "B"]),
    ("KB", &["KiB", "KB", "kb", "K"]),
    ("MB", &["MiB", "MB", "兆", "M"]),
    ("GB", &["GiB", "GB", "G"]),
    ("TB", &["TiB", "TB", "T"]),
    ("kbps", &["Kbps", "kbps", "Kbit/s", "kb/s"]),
    ("Mbps", &["Mbps", "mbps", "Mbit/s"]),
    ("Gbps", &["Gbps", "gbps"]),
    ("bps", &["bps", "bit/s"]),
    ("px", &["px", "pixels", "像素"]),
];

/// The unit at the beginning of a text.
fn unit_of(text: &str) -> Option<&'static str> {
    unit_at(text.trim_start_matches(['`', ' ', '(', '\u{a0}'])).map(|(unit, _)| unit)
}

/// The unit that a text begins with, and how long its word is.
pub(super) fn unit_at(text: &str) -> Option<(&'static str, usize)> {
    UNITS
        .iter()
        .flat_map(|(unit, words)| words.iter().map(move |word| (*unit, *word)))
        .filter(|(_, word)| {
            text.strip_prefix(word).is_some_and(|rest| {
                !word.ends_with(|c: char| c.is_ascii_alphabetic())
                    || !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
            })
        })
        .map(|(unit, word)| (unit, word.len()))
        .max_by_key(|(_, length)| *length)
}

pattern!(
    OWN,
    r"(?i)单位\s*(?:为|是|:)?\s*:?\s*`?|以\s*`?|\bunits?\s*(?:is|are|of|:)?\s*:?\s*`?|\(?\bin\s+"
);

// `时长（秒）`
pattern!(DECLARED, r"\(\s*([^()\d\s]{1,12})\s*\)");

/// Words for how many of a unit there are.
const COUNTED: &[(&[&str], &str)] = &[
    (&["天数", "number of days"], "d"),
    (&["小时数", "number of hours"], "h"),
    (&["分钟数", "number of minutes"], "min"),
    (&["毫秒数", "number of milliseconds"], "ms"),
    (&["秒数", "number of seconds"], "s"),
    (&["月数", "number of months"], "month"),
];

/// The unit in which a description says that its member counts.
fn own_unit(text: &str) -> Option<&'static str> {
    let said = OWN.find_iter(text).find_map(|found| {
        let behind = text.get(found.end()..)?;
        let unit = unit_of(behind)?;
        let said = found.as_str();
        let by = said.starts_with('以');
        (!by || behind.contains("为单位")).then_some(unit)
    });
    said.or_else(|| {
        let mut declared = DECLARED.captures_iter(text).filter_map(|found| {
            let word = found.get(1)?.as_str();
            unit_at(word)
                .filter(|(_, length)| *length == word.len())
                .map(|(unit, _)| unit)
        });
        let first = declared.next()?;
        declared.all(|other| other == first).then_some(first)
    })
    .or_else(|| {
        COUNTED
            .iter()
            .find_map(|(words, unit)| holds_any(text, words).then_some(*unit))
    })
}

/// Whether all numbers of a text that have a unit have the same, and it is none that a fraction may be meant by.
pub(super) fn only_unit(text: &str) -> bool {
    let mut units = figures(text)
        .into_iter()
        .filter_map(|figure| unit_of(text.get(figure.to..)?));
    units
        .next()
        .is_some_and(|first| first != "%" && units.all(|unit| unit == first))
}

/// The unit that the name of a member ends with.
fn named_unit(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    [
        ("milliseconds", "ms"),
        ("millisecond", "ms"),
        ("seconds", "s"),
        ("second", "s"),
        ("sec", "s"),
        ("minutes", "min"),
        ("minute", "min"),
        ("hours", "h"),
        ("hour", "h"),
        ("days", "d"),
        ("day", "d"),
        ("weeks", "week"),
        ("months", "month"),
        ("month", "month"),
        ("years", "year"),
        ("year", "year"),
        ("percent", "%"),
        ("bandwidth", "Mbps"),
    ]
    .into_iter()
    .find_map(|(word, unit)| lower.ends_with(word).then_some(unit))
}

/// In which unit the numbers of a member count, as its description and its name say.
pub(super) struct Units<'t> {
    text: &'t str,
    name: &'t str,
    own: OnceCell<Option<&'static str>>,
}

impl<'t> Units<'t> {
    pub(super) fn of(text: &'t str, name: &'t str) -> Self {
        Self {
            text,
            name,
            own: OnceCell::new(),
        }
    }

    /// Whether a number, by what stands behind it, counts in the unit of the member. Where nothing says which that is, it does if
    /// it is `likely`.
    pub(super) fn hold(&self, behind: &str, likely: impl FnOnce() -> bool) -> bool {
        let own = || {
            self.own
                .get_or_init(|| own_unit(self.text).or_else(|| named_unit(self.name)))
        };
        // A part of a date, `1-12 月`, and a share of a hundred are other numbers unless the member counts them.
        let is_other = behind
            .trim_start_matches(['`', ' '])
            .starts_with(['月', '日', '年', '%']);
        let likely = || !is_other && likely();
        let Some(unit) = unit_of(behind) else {
            // `单位为秒，最多 60 个区间` counts something else.
            let counts = behind
                .trim_start()
                .starts_with(['个', '条', '项', '张', '台']);
            return !counts || own().is_none();
        };
        match own() {
            Some(own) => *own == unit,
            // Nothing that counts pixels counts anything else.
            None => unit == "px" || likely(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Units, ends, plain_numbers};

    #[test]
    fn thousands_are_parted_by_commas() {
        for (written, plain) in [
            ("from 3,600 to 43,200", "from 3600 to 43200"),
            ("最大值为 1,000。", "最大值为 1000。"),
            ("[1,100]", "[1,100]"),
            ("取值 100,200,300", "取值 100,200,300"),
            ("up to 1,000,000 items", "up to 1000000 items"),
            ("最多 １００ 个", "最多 100 个"),
            ("不超过 10 万", "不超过 100000"),
            ("0.5 万", "5000"),
            ("最大 3 600", "最大 3600"),
            ("at most 1'000'000", "at most 1000000"),
            ("2020 100", "2020 100"),
            ("2～3 亿", "2~3 亿"),
            ("0～3 亿", "0~300000000"),
            ("2 万～3 万", "20000~30000"),
            ("from 60 (one minute) to 86,400 (one day)", "from 60 to 86400 (one day)"),
            ("0（不含）～9", "0(不含)~9"),
        ] {
            assert_eq!(plain_numbers(written), plain);
        }
        assert!(
            !ends(",000")
                && !ends(".5")
                && !ends("k")
                && ends(",默认")
                && ends(" 个")
                && ends(". ")
        );
    }

    #[test]
    fn another_unit_is_another_number() {
        let in_own_unit = |behind: &str, text: &str, name: &str, likely: bool| {
            Units::of(text, name).hold(behind, || likely)
        };
        assert!(in_own_unit(" 个", "", "Count", false));
        assert!(!in_own_unit(
            " 天",
            "有效期，单位为秒，最大 30 天",
            "Expire",
            true
        ));
        assert!(in_own_unit(" 秒", "单位:秒,最大 30 秒", "Expire", false));
        assert!(in_own_unit(" 天", "最大 30 天", "RetentionDays", false));
        assert!(!in_own_unit("h", "最大 1h", "Expire", false));
        assert!(in_own_unit("h", "最大 1h", "Expire", true));
    }
}
