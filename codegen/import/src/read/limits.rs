//! Limits of numbers in sentences, and what all limits have in common.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex_lite::{Captures, Regex};

use super::cases::{can_be_raised, counts_others, is_about_a_case, speaks_of_case, states_value};
use super::counts::{count, length};
use super::numbers::{begins, ends, in_own_unit, is_factor};
use crate::dialect::Scalar;
use crate::facts::{Decimals, Limits, Shape};

pattern!(
    RANGE,
    r"(?i)(?:取值|范围|有效值|大小|数值|value|range|valid values|between|from|应为|必须为|需为|长度|个数|数量|length|位于|介于|支持|^|[:,(\s])[^\d;。\n\[(-]{0,14}([\[(]?)\s*`?(-?\d+)`?\s*(?:~|-|,|至|到|to|and|与|和)\s*`?(-?\d+)`?\s*([\])]?)"
);
pattern!(
    DECIMAL_RANGE,
    r"(?i)(?:取值|范围|有效值|range|valid values?|between|from|位于|介于)[^\d;。\n\[(-]{0,14}([\[(]?)\s*`?(-?\d+(?:\.\d+)?)`?\s*(?:~|-|,|至|到|to|and|与|和)\s*`?(-?\d+(?:\.\d+)?)`?\s*([\])]?)"
);
pattern!(
    AT_LEAST,
    r"(?i)(?:大于等于|大于或等于|不小于|不少于|不低于|至少为?|最小值为?|最小为|最小取值为?|下限为?|>=|≥|no less than|not less than|at least|minimum(?: value)?(?: is|:)?|greater than or equal to)\s*:?\s*`?(-?\d+)"
);
pattern!(
    AT_MOST,
    r"(?i)(?:小于等于|小于或等于|不超过|不大于|不能超过|不得超过|不可超过|不多于|不高于|至多为?|最大值为?|最大为|最大支持|最大取值为?|最大不超过|上限为?|最大|<=|≤|no more than|not (?:more|greater) than|not exceed|cannot exceed|at most|up to|maximum(?: value)?(?: is| of|:)?|less than or equal to)\s*:?\s*`?(-?\d+)"
);
pattern!(ABOVE, r"(?i)(?:大于|>|greater than|more than)\s*`?(-?\d+)");
pattern!(BELOW, r"(?i)(?:小于|<|less than)\s*`?(-?\d+)");
// A comparison that is denied: `不能小于`, `cannot be greater than`.
pattern!(
    NOT_LESS,
    r"(?i)不(?:能|可|得|可以|允许|支持|应|应该|要)(?:小于|少于|低于|短于)|\b(?:cannot|can't|can not|must not|may not|should not|shall not|is not) (?:be )?(?:less|smaller|lower|fewer|shorter) than"
);
pattern!(
    NOT_MORE,
    r"(?i)不(?:能|可|得|可以|允许|支持|应|应该|要)(?:大于|多于|高于|超过|长于|超出)|\b(?:cannot|can't|can not|must not|may not|should not|shall not|is not) (?:be )?(?:more|greater|larger|higher|longer) than"
);

/// What is known of a member when its limits are read.
pub(super) struct Member<'a> {
    pub(super) shape: &'a Shape,
    pub(super) name: &'a str,
    pub(super) siblings: &'a HashSet<String>,
    pub(super) has_values: bool,
    /// The example of its row, where that is an integer.
    pub(super) example: Option<i128>,
}

/// Everything that is stated of one kind. A limit counts if all statements agree.
#[derive(Debug, Default)]
pub(super) struct Stated {
    minimum: Vec<i128>,
    maximum: Vec<i128>,
    above: Vec<i128>,
    below: Vec<i128>,
    ranges: Vec<StatedRange>,
    decimals: Vec<Decimals>,
    pub(super) min_length: Vec<u64>,
    pub(super) max_length: Vec<u64>,
    pub(super) min_items: Vec<u64>,
    pub(super) max_items: Vec<u64>,
}

/// Limits in what a description states, with plain numbers.
pub(super) fn limits(member: &Member<'_>, text: &str) -> Limits {
    let mut stated = Stated::default();
    let text =
        replaced(&NOT_MORE, &replaced(&NOT_LESS, text, "不小于"), "不大于").replace(". ", ".\n");
    let lines = text.lines().filter(|line| !is_about_a_case(line));
    for clause in lines
        .flat_map(|line| line.split([';', '。', '!']))
        .map(without_default)
    {
        // What a clause says of another member is no limit of this one.
        let speaks_of_other = words(clause).any(|other| {
            other.len() > 2 && !member.name.contains(other) && member.siblings.contains(other)
        });
        if speaks_of_other || speaks_of_case(clause) || clause.to_ascii_lowercase().contains("qps")
        {
            continue;
        }
        match member.shape {
            Shape::Scalar(Scalar::Int32 | Scalar::Int64) if !member.has_values => {
                integer(clause, &text, member, &mut stated);
            }
            Shape::Scalar(Scalar::Float | Scalar::Double) => {
                stated.decimals.extend(decimals(clause, &text, member.name));
            }
            Shape::Scalar(Scalar::String) if !member.has_values => length(clause, &mut stated),
            Shape::List(_) => count(clause, &mut stated),
            _ => {}
        }
    }
    if can_be_raised(&text) {
        stated.forget_upper();
    }
    stated.limits()
}

/// A clause without the default that it begins with.
fn without_default(clause: &str) -> &str {
    let begins = |words: &str| {
        let head = clause.trim_start().get(..words.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(words))
    };
    if ["默认", "the default", "by default", "default "]
        .into_iter()
        .any(begins)
    {
        clause.split_once(',').map_or("", |(_, rest)| rest)
    } else {
        clause
    }
}

impl Stated {
    /// Drops what limits from above, since more can be had.
    fn forget_upper(&mut self) {
        self.maximum.clear();
        self.below.clear();
        self.max_length.clear();
        self.max_items.clear();
        self.decimals.clear();
        let ranges = std::mem::take(&mut self.ranges);
        self.minimum.extend(
            ranges
                .iter()
                .filter(|range| !range.above)
                .map(|range| range.low),
        );
    }

    fn limits(self) -> Limits {
        let mut limits = Limits {
            minimum: agreed(&self.minimum),
            maximum: agreed(&self.maximum),
            above: agreed(&self.above),
            below: agreed(&self.below),
            decimals: agreed(&self.decimals),
            min_length: agreed(&self.min_length),
            max_length: agreed(&self.max_length),
            min_items: agreed(&self.min_items),
            max_items: agreed(&self.max_items),
        };
        // A limit beside a range that is not an end of it contradicts it.
        let beside = |limits: &[i128], end: fn(&StatedRange) -> i128| {
            let ranges = self.ranges.first();
            ranges.is_some_and(|range| limits.iter().any(|limit| *limit != end(range)))
        };
        if beside(&self.minimum, |range| range.low) || beside(&self.maximum, |range| range.high) {
            (limits.minimum, limits.maximum, limits.above, limits.below) = (None, None, None, None);
        } else if let Some(range) = agreed(&self.ranges) {
            (limits.minimum, limits.above) = if range.above {
                (None, Some(range.low))
            } else {
                (Some(range.low), None)
            };
            (limits.maximum, limits.below) = if range.below {
                (None, Some(range.high))
            } else {
                (Some(range.high), None)
            };
        } else if !self.ranges.is_empty() {
            (limits.minimum, limits.maximum, limits.above, limits.below) = (None, None, None, None);
        }
        limits
    }
}

/// What all statements say.
fn agreed<T: Copy + PartialEq>(statements: &[T]) -> Option<T> {
    let first = *statements.first()?;
    statements
        .iter()
        .all(|other| *other == first)
        .then_some(first)
}

fn replaced(pattern: &LazyLock<Option<Regex>>, text: &str, by: &str) -> String {
    pattern.as_ref().map_or_else(
        || text.to_owned(),
        |pattern| pattern.replace_all(text, by).into_owned(),
    )
}

/// What a pattern finds in a clause.
fn find<'t>(pattern: &LazyLock<Option<Regex>>, clause: &'t str) -> Option<Captures<'t>> {
    pattern.as_ref()?.captures(clause)
}

/// Everything that a pattern finds in a clause: two limits of one kind in a clause are about different things.
pub(super) fn find_all<'t>(
    pattern: &LazyLock<Option<Regex>>,
    clause: &'t str,
) -> Vec<Captures<'t>> {
    let found = pattern
        .iter()
        .flat_map(|pattern| pattern.captures_iter(clause));
    found.collect()
}

/// A number that was found, unless it goes on where it was cut, or is a factor.
pub(super) fn number<T: std::str::FromStr>(
    clause: &str,
    found: &Captures<'_>,
    group: usize,
) -> Option<T> {
    let part = found.get(group)?;
    let behind = clause.get(part.end()..)?;
    let whole = ends(behind) && !is_factor(behind) && begins(clause.get(..part.start())?);
    whole.then(|| part.as_str().parse().ok())?
}

/// The numbers that a pattern finds in a clause.
pub(super) fn numbers(pattern: &LazyLock<Option<Regex>>, clause: &str) -> Vec<u64> {
    let found = find_all(pattern, clause).into_iter();
    found
        .filter_map(|found| number(clause, &found, 1))
        .collect()
}

/// What a clause says of an integer.
fn integer(clause: &str, text: &str, member: &Member<'_>, stated: &mut Stated) {
    let about_length = ["字符", "字节", "长度"]
        .iter()
        .any(|word| clause.contains(word));
    if about_length {
        return;
    }
    let own_unit = |behind: &str, fits: bool| in_own_unit(behind, text, member.name, fits);
    let ranges = ranges(clause);
    for (range, behind) in &ranges {
        let fits = member
            .example
            .is_some_and(|example| (range.low..=range.high).contains(&example));
        if own_unit(behind, fits) {
            stated.ranges.push(*range);
        }
    }
    // Of a list in a query string, `Ids.N`, a clause may limit how many there are.
    if member.name.ends_with(".N") {
        return;
    }
    // What is said in another part of the clause counts nothing else here.
    let counts_own = |found: &Captures<'_>| {
        let (from, to) = found
            .get(0)
            .map_or((0, 0), |whole| (whole.start(), whole.end()));
        let start = clause
            .get(..from)
            .and_then(|before| before.rfind(','))
            .map_or(0, |at| at + 1);
        let end = clause
            .get(to..)
            .and_then(|rest| rest.find(','))
            .map_or(clause.len(), |at| to + at);
        !counts_others(clause.get(start..end).unwrap_or(clause))
    };
    let singles = |pattern: &LazyLock<Option<Regex>>, fits: fn(i128, i128) -> bool| {
        let own = find_all(pattern, clause).into_iter().filter(counts_own);
        let limits = own.filter_map(|found| {
            let limit: i128 = number(clause, &found, 1)?;
            let behind = clause.get(found.get(1)?.end()..)?;
            let likely = member.example.is_some_and(|example| fits(example, limit));
            own_unit(behind, likely).then_some(limit)
        });
        limits.collect::<Vec<i128>>()
    };
    let least = singles(&AT_LEAST, |example, limit| example >= limit);
    let most = singles(&AT_MOST, |example, limit| example <= limit);
    if states_value(clause) && ranges.is_empty() {
        if least.is_empty() {
            stated
                .above
                .extend(singles(&ABOVE, |example, limit| example > limit));
        }
        if most.is_empty() {
            stated
                .below
                .extend(singles(&BELOW, |example, limit| example < limit));
        }
    }
    stated.minimum.extend(least);
    stated.maximum.extend(most);
}

/// The ranges of integers that a clause states, and what stands behind each.
fn ranges(clause: &str) -> Vec<(StatedRange, &str)> {
    let found = find_all(&RANGE, clause).into_iter();
    found.filter_map(|found| range(clause, &found)).collect()
}

fn range<'t>(clause: &'t str, found: &Captures<'t>) -> Option<(StatedRange, &'t str)> {
    let part = |group: usize| {
        found
            .get(group)
            .map(|part| part.as_str())
            .unwrap_or_default()
    };
    let (open, close, whole) = (part(1), part(4), part(0));
    let means_range = (open == "[" || close == "]" || (open == "(" && close == ")"))
        || whole.contains('~')
        || ["范围", "between", "range", "介于", "至", "到", " to "]
            .iter()
            .any(|word| whole.contains(word));
    // `2020-12-01` is a date.
    let behind = clause.get(found.get(0)?.end()..).unwrap_or_default();
    let goes_on = behind.starts_with('-')
        || is_factor(behind)
        || !ends(clause.get(found.get(3)?.end()..)?)
        || !begins(clause.get(..found.get(2)?.start())?);
    // `3,600` and `10 和 20` are two numbers, unless brackets or words make them the ends of a range.
    let mark = clause.get(found.get(2)?.end()..found.get(3)?.start())?;
    let bracketed = !open.is_empty() || !close.is_empty();
    let ranges = ["between", "介于", "位于"]
        .iter()
        .any(|word| whole.to_lowercase().contains(word))
        || behind.trim_start().starts_with("之间");
    let parts = match mark.trim_matches(['`', ' ']) {
        "," => bracketed,
        "和" | "与" | "and" => bracketed || ranges,
        _ => ends(clause.get(found.get(2)?.end()..)?),
    };
    let range = StatedRange {
        low: part(2).parse().ok()?,
        high: part(3).parse().ok()?,
        above: open == "(" && !close.is_empty(),
        below: close == ")" && !open.is_empty(),
    };
    (means_range && parts && !goes_on).then_some((range, behind))
}

/// How many integers the widest range of a text holds.
pub(super) fn widest_range(text: &str) -> Option<usize> {
    text.lines()
        .flat_map(|line| line.split([';', '。', '!']))
        .flat_map(ranges)
        .filter_map(|(range, _)| {
            usize::try_from(range.high.checked_sub(range.low)?)
                .ok()?
                .checked_add(1)
        })
        .max()
}

fn decimals(clause: &str, text: &str, name: &str) -> Option<Decimals> {
    let found = find(&DECIMAL_RANGE, clause)?;
    let part = |group: usize| {
        found
            .get(group)
            .map(|part| part.as_str())
            .unwrap_or_default()
    };
    let (open, close) = (part(1), part(4));
    let range = Decimals {
        low: part(2).parse().ok()?,
        high: part(3).parse().ok()?,
        above: open == "(" && !close.is_empty(),
        below: close == ")" && !open.is_empty(),
    };
    let behind = clause.get(found.get(3)?.end()..)?;
    let whole = ends(behind) && in_own_unit(clause.get(found.get(0)?.end()..)?, text, name, true);
    (range.low < range.high && whole).then_some(range)
}

/// A range as a clause states it, and whether its ends are outside.
#[derive(Debug, Clone, Copy, PartialEq)]
struct StatedRange {
    low: i128,
    high: i128,
    above: bool,
    below: bool,
}

/// Words of letters, digits and underscores.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
}
