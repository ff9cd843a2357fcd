//! Limits in sentences: ranges, lengths, counts.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex_lite::{Captures, Regex};

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
pattern!(
    COUNT_MOST,
    r"(?i)(?:最多|至多|上限为?|不超过|不能超过|不得超过|不可超过|最大|最大为|最大值为?|数量限制为?|up to|at most|maximum of|no more than|not exceed|maximum)[^\d;。\n]{0,14}?`?(\d+)`?\s*(?:个|条|名|项|位|组|路|人|items?|entries|elements|ids?|users?|values?|$|[;。,.)\s])"
);
pattern!(
    COUNT_LEAST,
    r"(?i)(?:最少|至少|不少于|at least|minimum of|no fewer than)[^\d;。\n]{0,10}?`?(\d+)`?\s*(?:个|条|名|项|位|组|路|人|items?|entries|elements|ids?|users?|values?)"
);
pattern!(
    COUNT_RANGE,
    r"(?i)`?(\d+)`?\s*(?:~|-|至|到|to|and)\s*`?(\d+)`?\s*(?:个|条|名|项|组|路|人|items?|entries|elements|ids?|users?|values?)|(?:数量|个数|条数|长度|length|number of|count)[^\d;。\n]{0,14}\[\s*(\d+)\s*[,~-]\s*(\d+)\s*\]"
);
pattern!(
    LENGTH_MOST,
    r"(?i)(?:长度[^\d;。\n]{0,12}?|最长[^\d;。\n]{0,6}?|最大长度[^\d;。\n]{0,6}?|最多[^\d;。\n]{0,6}?|不超过|不能超过|不得超过|up to|at most|maximum(?: length)?(?: of| is|:)?|length[^\d;.\n]{0,24}?|no more than|not exceed|exceed)\s*`?(\d+)`?\s*(个字符|个汉字|个英文|字符|字节|个字节|位|characters?|chars?|bytes?|$|[;。,.)\s])"
);
pattern!(
    LENGTH_LEAST,
    r"(?i)(?:最少|至少|不少于|不小于|最短|at least|minimum(?: length)?(?: of| is|:)?|no fewer than)[^\d;。\n]{0,8}?`?(\d+)`?\s*(?:个字符|个汉字|个英文|字符|位|characters?|chars?)"
);
pattern!(
    LENGTH_RANGE,
    r"(?i)(?:长度|length|字符数)?[^\d;。\n]{0,16}?[\[(]?\s*`?(\d+)`?\s*(?:~|-|,|至|到|to|and)\s*`?(\d+)`?\s*[\])]?\s*(个字符|字符|个字节|字节|位|个汉字|characters?|chars?|bytes?)"
);
pattern!(LENGTH_BRACES, r"\[[^\]\n]+\]\{(\d+),\s*(\d+)\}");
/// Limits in a description.
pub(super) fn limits(
    shape: &Shape,
    text: &str,
    name: &str,
    siblings: &HashSet<String>,
    has_values: bool,
) -> Limits {
    let mut limits = Limits::default();
    let mut ranges: Vec<StatedRange> = Vec::new();
    let text = text.replace(". ", ".\n");
    for clause in text.split(['\n', ';', '。', '!']) {
        // What a clause says of another member is no limit of this one.
        let speaks_of_other = words(clause)
            .any(|other| other.len() > 2 && !name.contains(other) && siblings.contains(other));
        if speaks_of_other
            || clause.to_ascii_lowercase().contains("qps")
            || clause.starts_with("默认")
        {
            continue;
        }
        match shape {
            Shape::Scalar(Scalar::Int32 | Scalar::Int64) if !has_values => {
                integer(clause, name, &mut limits, &mut ranges);
            }
            Shape::Scalar(Scalar::Float | Scalar::Double) if !speaks_of_case(clause) => {
                limits.decimals = limits.decimals.or_else(|| decimals(clause));
            }
            Shape::Scalar(Scalar::String) if !has_values => length(clause, &mut limits),
            Shape::List(_) => count(clause, &mut limits),
            _ => {}
        }
    }
    if let Some(range) = agreed(&ranges) {
        if range.above {
            limits.above = Some(range.low);
        } else {
            limits.minimum = Some(range.low);
        }
        if range.below {
            limits.below = Some(range.high);
        } else {
            limits.maximum = Some(range.high);
        }
    }
    limits
}

/// What a pattern finds in a clause.
fn find<'t>(pattern: &LazyLock<Option<Regex>>, clause: &'t str) -> Option<Captures<'t>> {
    pattern.as_ref()?.captures(clause)
}

/// A number that was found.
fn number<T: std::str::FromStr>(found: &Captures<'_>, group: usize) -> Option<T> {
    found.get(group)?.as_str().parse().ok()
}

/// The first number that a pattern finds in a clause.
fn first<T: std::str::FromStr>(pattern: &LazyLock<Option<Regex>>, clause: &str) -> Option<T> {
    number(&find(pattern, clause)?, 1)
}

/// What a clause says of an integer.
fn integer(clause: &str, name: &str, limits: &mut Limits, ranges: &mut Vec<StatedRange>) {
    let about_length = ["字符", "字节", "长度"]
        .iter()
        .any(|word| clause.contains(word));
    if about_length {
        return;
    }
    if let Some(range) = range(clause) {
        ranges.push(range);
        return;
    }
    // Of a list in a query string, `Ids.N`, a clause may limit how many there are.
    if counts_others(clause) || name.ends_with(".N") {
        return;
    }
    if let Some(least) = first(&AT_LEAST, clause) {
        limits.minimum = Some(least);
    } else if let Some(above) = first(&ABOVE, clause).filter(|_| states_value(clause)) {
        limits.above = Some(above);
    }
    if let Some(most) = first(&AT_MOST, clause) {
        limits.maximum = Some(most);
    } else if let Some(below) = first(&BELOW, clause).filter(|_| states_value(clause)) {
        limits.below = Some(below);
    }
}

/// The range of integers that a clause states.
fn range(clause: &str) -> Option<StatedRange> {
    let found = find(&RANGE, clause)?;
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
    // `1,000` is one number, and `2020-12` is a date.
    let behind = clause.get(found.get(0)?.end()..).unwrap_or_default();
    let goes_on = behind.starts_with('-')
        || behind
            .strip_prefix(',')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let range = StatedRange {
        low: number(&found, 2)?,
        high: number(&found, 3)?,
        above: open == "(" && !close.is_empty(),
        below: close == ")" && !open.is_empty(),
        in_case: speaks_of_case(clause),
    };
    (means_range && !goes_on).then_some(range)
}

/// What a clause says of the length of a text.
fn length(clause: &str, limits: &mut Limits) {
    if let Some(found) = find(&LENGTH_RANGE, clause) {
        let unit = found.get(3).map(|unit| unit.as_str()).unwrap_or_default();
        limits.min_length = number(&found, 1).filter(|_| !is_bytes(unit));
        limits.max_length = number(&found, 2);
    } else if let Some(found) = find(&LENGTH_BRACES, clause) {
        (limits.min_length, limits.max_length) = (number(&found, 1), number(&found, 2));
    } else if let Some(found) = find(&LENGTH_MOST, clause) {
        let unit = found.get(2).map(|unit| unit.as_str()).unwrap_or_default();
        let whole = found
            .get(0)
            .map(|whole| whole.as_str().to_lowercase())
            .unwrap_or_default();
        let about_length = unit.chars().any(char::is_alphanumeric)
            || whole.contains('长')
            || whole.contains("length");
        if about_length && !counts_others(clause) {
            limits.max_length = number(&found, 1);
        }
    } else if states_value(clause) {
        limits.min_length = first(&LENGTH_LEAST, clause).or(limits.min_length);
    }
}

/// What a clause says of the number of a list's items.
fn count(clause: &str, limits: &mut Limits) {
    let about_length = ["字符", "字节", "长度不", "character", "byte"]
        .iter()
        .any(|word| clause.contains(word));
    if about_length {
        return;
    }
    let range = find(&COUNT_RANGE, clause).filter(|_| states_value(clause));
    let range = range.and_then(|found| {
        [(1, 2), (3, 4)]
            .into_iter()
            .find_map(|(low, high)| Some((number(&found, low)?, number(&found, high)?)))
    });
    if let Some((low, high)) = range {
        (limits.min_items, limits.max_items) = (Some(low), Some(high));
        return;
    }
    limits.max_items = first(&COUNT_MOST, clause).or(limits.max_items);
    limits.min_items = first(&COUNT_LEAST, clause).or(limits.min_items);
}

fn decimals(clause: &str) -> Option<Decimals> {
    let found = DECIMAL_RANGE.as_ref()?.captures(clause)?;
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
    (range.low < range.high).then_some(range)
}

/// A range as a clause states it: whether its ends are outside, and whether it holds in some case only.
#[derive(Debug, Clone, Copy, PartialEq)]
struct StatedRange {
    low: i128,
    high: i128,
    above: bool,
    below: bool,
    in_case: bool,
}

/// The range that always holds. Of several that hold in different cases none does.
fn agreed(ranges: &[StatedRange]) -> Option<StatedRange> {
    let first = *ranges
        .iter()
        .find(|range| !range.in_case)
        .or(ranges.first())?;
    let same = |range: &&StatedRange| range.low == first.low && range.high == first.high;
    let mut others = ranges.iter().filter(|range| range.in_case == first.in_case);
    others.all(|range| same(&range)).then_some(first)
}

/// Whether a clause speaks of one case among others.
fn speaks_of_case(clause: &str) -> bool {
    let lower = clause.to_ascii_lowercase();
    ["当", "若", "如果", "when ", "if "]
        .iter()
        .any(|word| lower.contains(word))
}

fn is_bytes(unit: &str) -> bool {
    unit.contains("字节") || unit.contains("byte")
}

/// `必须大于 0` states what a value must be; `大于 0 时` only a case.
pub(super) fn states_value(clause: &str) -> bool {
    !["时", "则", "when", "if ", "如果", "若", "表示", "当"]
        .iter()
        .any(|word| clause.contains(word))
}

/// Whether a clause counts something else than the member itself, or speaks of a case.
fn counts_others(clause: &str) -> bool {
    !states_value(clause)
        || [
            "每秒",
            "每分钟",
            "每天",
            "每个",
            "per second",
            "per day",
            "per minute",
            "次/",
            "并发",
            "总数",
            "累计",
        ]
        .iter()
        .any(|word| clause.contains(word))
}

/// Words of letters, digits and underscores.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
}

impl Limits {
    pub(super) fn list(&self) -> Vec<(&'static str, String)> {
        let numbers = [
            ("minimum", self.minimum),
            ("maximum", self.maximum),
            ("exclusiveMinimum", self.above),
            ("exclusiveMaximum", self.below),
        ];
        let lengths = [
            ("minLength", self.min_length),
            ("maxLength", self.max_length),
            ("minItems", self.min_items),
            ("maxItems", self.max_items),
        ];
        let numbers = numbers
            .into_iter()
            .filter_map(|(fact, value)| Some((fact, value?.to_string())));
        let decimals = self.decimals.iter().flat_map(|range| {
            [
                (
                    if range.above {
                        "exclusiveMinimum"
                    } else {
                        "minimum"
                    },
                    range.low.to_string(),
                ),
                (
                    if range.below {
                        "exclusiveMaximum"
                    } else {
                        "maximum"
                    },
                    range.high.to_string(),
                ),
            ]
        });
        numbers
            .chain(decimals)
            .chain(
                lengths
                    .into_iter()
                    .filter_map(|(fact, value)| Some((fact, value?.to_string()))),
            )
            .collect()
    }

    /// The two limits between which nothing lies.
    pub(super) fn crossed(&self) -> Option<(i128, i128)> {
        let pairs = [
            (
                self.minimum.or(self.above.map(|n| n.saturating_add(1))),
                self.maximum.or(self.below.map(|n| n.saturating_sub(1))),
            ),
            (
                self.min_length.map(i128::from),
                self.max_length.map(i128::from),
            ),
            (
                self.min_items.map(i128::from),
                self.max_items.map(i128::from),
            ),
        ];
        pairs.into_iter().find_map(|pair| match pair {
            (Some(low), Some(high)) if low > high => Some((low, high)),
            _ => None,
        })
    }
}
