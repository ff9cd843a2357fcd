//! Numbers in sentences: how they are written, and in which unit they count.

use std::cell::OnceCell;

use crate::dialect::holds_any;
use crate::pattern::pattern;

/// Characters behind a number that make of it an amount, a place in an order or an end of a range: it is no value with its meaning.
pub(super) const COUNTERS: &str =
    "到至个条天秒小次位月年时周日号级种项路倍字或和与以及为万千百亿元人名组张台毫微";

/// Whether a number ends where it was cut: `1` of `1,000`, of `1.5` and of `1k` does not.
pub(crate) fn ends(behind: &str) -> bool {
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
pub(crate) fn fits(number: i128) -> bool {
    i64::try_from(number).is_ok() || u64::try_from(number).is_ok()
}

/// Whether a number begins where it was cut: `600` of `3,600` does not.
pub(crate) fn begins(before: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        Some(c) if c.is_ascii_digit() => false,
        Some(',' | '.' | '_' | '\'' | ' ') => back.next().is_none_or(|c| !c.is_ascii_digit()),
        _ => true,
    }
}

/// Whether what stands behind a number multiplies it: `20 的倍数`, `2 million`, `10 times`.
pub(crate) fn is_factor(behind: &str) -> bool {
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
    ("折", &["折"]),
];

/// The unit at the beginning of a text.
pub(crate) fn unit_of(text: &str) -> Option<&'static str> {
    unit_at(text.trim_start_matches(['`', ' ', '(', '\u{a0}'])).map(|(unit, _)| unit)
}

/// The unit that a text begins with, and how long its word is.
pub(crate) fn unit_at(text: &str) -> Option<(&'static str, usize)> {
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

/// The unit that the name of a member ends with.
fn named_unit(name: &str) -> Option<&'static str> {
    // `TimeoutMs`, `size_gb`, but not `Items`.
    const SHORT: &[(&str, &str)] = &[
        ("Ms", "ms"),
        ("_ms", "ms"),
        ("KB", "KB"),
        ("_kb", "KB"),
        ("MB", "MB"),
        ("_mb", "MB"),
        ("GB", "GB"),
        ("GiB", "GB"),
        ("_gb", "GB"),
        ("TB", "TB"),
        ("_tb", "TB"),
        ("Mbps", "Mbps"),
        ("Kbps", "kbps"),
    ];
    let short = SHORT.iter().find(|(word, _)| name.ends_with(word));
    if let Some((_, unit)) = short {
        return Some(unit);
    }
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
pub(crate) struct Units<'t> {
    text: &'t str,
    name: &'t str,
    /// The cell with its type, which may name a unit: `Integer（毫秒）`.
    type_words: &'t str,
    own: OnceCell<Option<&'static str>>,
}

impl<'t> Units<'t> {
    pub(crate) fn of(text: &'t str, name: &'t str, type_words: &'t str) -> Self {
        Self {
            text,
            name,
            type_words,
            own: OnceCell::new(),
        }
    }

    /// Whether a number, by what stands behind it, counts in the unit of the member. Where nothing says which that is, it does if
    /// it is `likely`.
    pub(crate) fn hold(&self, behind: &str, likely: impl FnOnce() -> bool) -> bool {
        let own = || {
            self.own.get_or_init(|| {
                own_unit(self.text)
                    .or_else(|| own_unit(self.type_words))
                    .or_else(|| named_unit(self.name))
            })
        };
        // A part of a date, `1-12 月`, and a share of a hundred are other numbers unless the member counts them.
        let is_other = behind
            .trim_start_matches(['`', ' ', '('])
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
    use super::{Units, ends};

    #[test]
    fn a_number_may_be_cut() {
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
            Units::of(text, name, "").hold(behind, || likely)
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
