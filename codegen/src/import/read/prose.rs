//! Facts in sentences: defaults, ranges, lengths, counts, whether something is deprecated.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex_lite::Regex;

use super::Reader;
use super::members::Direction;
use super::rows::Row;
use crate::diagnostics::{Finding, rule};
use crate::import::dialect::{Scalar, half_width};
use crate::import::facts::{Decimals, Limits, Member, Shape, innermost};
use crate::import::page::Rich;
use crate::source::Node;

/// A value: in back-ticks, in quotes, or a bare word of ASCII.
const VALUE: &str =
    r#"(?:`([^`\n]+)`|"([^"\n]*)"|'([^'\n]*)'|(-?\d+(?:\.\d+)?|[A-Za-z_][\w./+-]*))"#;

macro_rules! pattern {
    ($name:ident, $($part:expr),+) => {
        static $name: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&[$($part),+].concat()).ok());
    };
}

pattern!(
    DEFAULT_VALUE,
    r"(?i)(?:默认值|缺省值|默认取值|default value|默认)\s*(?:为|是|:|=|is|of)?\s*:?\s*",
    VALUE
);
pattern!(
    DEFAULT_IS,
    r"(?i)(?:defaults? to|default is|default:|by default,? (?:it is|the value is))\s*",
    VALUE
);
pattern!(
    MARKED_DEFAULT,
    VALUE,
    r"\s*\((?:默认值?|缺省值?|(?i:default))\)"
);
pattern!(
    SAYS_DEFAULT,
    r"(?i)默认值|缺省值|default value|defaults? to"
);
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
pattern!(
    DEPRECATED,
    r"(?i)(?:已|被|参数|字段)(?:废弃|弃用|下线)|^\W{0,4}(?:废弃|弃用|deprecated)|(?:is|has been|was) deprecated|\bdeprecated\b[.;,)]|(?:不再使用|停止使用)"
);
pattern!(
    SOMETIMES,
    r"(?i)(?:仅当|仅在|只有)[^。;\n]{0,40}(?:返回|存在|出现|有值|才有|不为空|携带)|(?:时|后|才)(?:才)?(?:会)?返回|可能(?:为空|不返回|不存在)|如(?:果)?(?:没有|无).{0,12}不返回|不返回该|only (?:returned|present|available|exists?)|returned only|(?:is|are) (?:only )?returned (?:only )?(?:when|if)|may be (?:absent|omitted)"
);

/// The text with code in back-ticks, and links as their words.
fn without_links(text: &Rich) -> String {
    text.links
        .iter()
        .fold(text.markdown.clone(), |whole, link| {
            whole.replace(&format!("[{}]({})", link.text, link.target), &link.text)
        })
}

/// Whether a member of a reply is there only at times, by its description.
/// A list or a map that is missing is an empty one, so it is always there.
pub(super) fn is_sometimes(row: &Row, shape: &Shape) -> bool {
    if matches!(shape, Shape::List(_) | Shape::Map(_)) {
        return false;
    }
    let text = half_width(&row.description.text);
    // What a line says of one of the values holds for that value alone.
    let about_member = text.lines().filter(|line| !line.starts_with("- "));
    SOMETIMES
        .as_ref()
        .is_some_and(|pattern| about_member.into_iter().any(|line| pattern.is_match(line)))
}

impl Reader<'_> {
    /// Adds to a member what its row says in prose.
    pub(super) fn describe(
        &mut self,
        member: &mut Member,
        row: &Row,
        direction: Direction,
        about: &str,
        siblings: &HashSet<String>,
    ) {
        member.description = row.description.markdown.trim().to_owned();
        if matches!(member.description.as_str(), "-" | "/" | "无") {
            member.description.clear();
        }
        let mut original = without_links(&row.description);
        if let Some(range) = &row.range {
            original = format!("取值范围：{}\n{original}", without_links(range));
            if !member.description.contains(range.text.trim()) {
                member.description = format!(
                    "{}\n\n取值范围：{}",
                    member.description,
                    range.markdown.trim()
                )
                .trim()
                .to_owned();
            }
        }
        let text = half_width(&original);
        let at = row.description.at.start;
        member.deprecated = row.struck || says_deprecated(&text);
        if member.deprecated {
            self.note(about, "deprecated", "true", at);
        }
        member.values = self.allowed(&member.shape, &original, about, at);
        if member.values.is_empty() {
            member.values = self.tabled(&member.shape, &member.name);
        }
        self.width(member, row, &text, about);
        self.default_of(member, row, &text, about);
        if direction != Direction::Received {
            let limits = limits(
                &member.shape,
                &text,
                &member.name,
                siblings,
                !member.values.is_empty(),
            );
            for (fact, value) in limits.list() {
                self.note(about, fact, &value, at);
            }
            if let Some((low, high)) = limits.crossed() {
                self.tell(
                    Finding::new(
                        &rule::PAGE_CONTRADICTION,
                        self.place(&row.description.at),
                        format!("the limits of `{about}` leave nothing: at least {low} and at most {high}"),
                    )
                    .help("neither is in the document; add the right ones by hand"),
                );
            } else {
                member.limits = limits;
            }
        }
    }

    /// `Integer` is 32 bits wide, unless the page shows a value that is wider.
    fn width(&mut self, member: &mut Member, row: &Row, text: &str, about: &str) {
        if *innermost(&member.shape) != Shape::Scalar(Scalar::Int32) {
            return;
        }
        let wide_example = half_width(&row.example.text)
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|digits| digits.parse::<i128>().ok())
            .any(|number| number > i128::from(i32::MAX));
        let milliseconds = text.contains("时间戳")
            && (text.contains("毫秒") || text.contains("微秒"))
            || text.to_ascii_lowercase().contains("timestamp")
                && text.to_ascii_lowercase().contains("milliseconds");
        if wide_example || milliseconds {
            widen(&mut member.shape);
            self.tell(
                Finding::new(
                    &rule::PAGE_EXAMPLE_DIFFERS,
                    self.place(&row.type_cell.at),
                    format!(
                        "`{about}` is called `{}`, but holds values of more than 32 bits",
                        row.type_cell.text.trim()
                    ),
                )
                .help("the document gives it 64 bits, which hold every value"),
            );
        }
    }

    fn default_of(&mut self, member: &mut Member, row: &Row, text: &str, about: &str) {
        if let Some(cell) = &row.default {
            let written = half_width(cell.text.trim());
            let bare = written.trim_matches(['`', '"', '\'', '.', '。']);
            member.default = literal(&member.shape, bare);
            if member.default.is_none() && matches!(member.shape, Shape::Scalar(_)) {
                self.unread_default(&cell.at, about, bare);
            }
        } else {
            let found = [&DEFAULT_VALUE, &DEFAULT_IS, &MARKED_DEFAULT]
                .into_iter()
                .find_map(|pattern| {
                    let found = pattern.as_ref()?.captures(text)?;
                    let written = (1..=4).find_map(|group| found.get(group))?;
                    let behind = text.get(found.get(0)?.end()..).unwrap_or_default();
                    Some((written.as_str().trim_end_matches('.').to_owned(), behind))
                });
            let read = found.as_ref().and_then(|(written, behind)| {
                let value = literal(&member.shape, written)?;
                let plain = matches!(value, Node::String(_)) || !scaled(text, behind);
                plain.then_some(value)
            });
            // `2：自定义（默认）`
            let read = read.or_else(|| {
                let marked = member.values.iter().find(|value| {
                    let meaning = half_width(&value.meaning).to_lowercase();
                    ["(默认)", "(默认值)", "(default)"]
                        .iter()
                        .any(|mark| meaning.ends_with(mark))
                });
                marked.map(|value| value.value.clone())
            });
            let says = SAYS_DEFAULT
                .as_ref()
                .is_some_and(|pattern| pattern.is_match(text));
            if read.is_none()
                && says
                && matches!(member.shape, Shape::Scalar(_))
                && !says_nothing(text)
            {
                let written = found.map(|(written, _)| written).unwrap_or_default();
                self.unread_default(&row.description.at, about, &written);
            }
            member.default = read;
        }
        let Some(default) = &member.default else {
            return;
        };
        let known =
            member.values.is_empty() || member.values.iter().any(|value| value.value == *default);
        let shown = super::show(default);
        if !known {
            self.tell(
                Finding::new(
                    &rule::PAGE_CONTRADICTION,
                    self.place(&row.description.at),
                    format!("the default `{shown}` of `{about}` is none of its values"),
                )
                .help("the document has no default; add the right one by hand"),
            );
            member.default = None;
            return;
        }
        self.note(about, "default", &shown, row.description.at.start);
    }

    fn unread_default(&mut self, at: &std::ops::Range<usize>, about: &str, written: &str) {
        self.tell(
            Finding::new(
                &rule::PAGE_UNREAD_DEFAULT,
                self.place(at),
                format!(
                    "the default of `{about}` was not understood{}",
                    if written.is_empty() {
                        String::new()
                    } else {
                        format!(": `{written}`")
                    }
                ),
            )
            .help("the document has no default; the description keeps the page's words"),
        );
    }
}

/// Whether a clause says that the member is deprecated, not that it tells whether something is.
fn says_deprecated(text: &str) -> bool {
    DEPRECATED.as_ref().is_some_and(|pattern| {
        text.split(['\n', ';', '。', ','])
            .filter(|clause| {
                let lower = clause.to_ascii_lowercase();
                !["是否", "whether", "if "]
                    .iter()
                    .any(|word| lower.contains(word))
            })
            .any(|clause| pattern.is_match(clause))
    })
}

/// Words that say that there is no default, or that it is nothing.
fn says_nothing(text: &str) -> bool {
    [
        "默认值为空",
        "默认为空",
        "默认值:空",
        "默认值:无",
        "默认值为无",
        "无默认值",
        "没有默认值",
        "默认值: 空",
        "no default",
    ]
    .iter()
    .any(|words| text.contains(words))
}

/// Whether a number is followed by a unit that the member itself is not counted in.
fn scaled(text: &str, behind: &str) -> bool {
    let behind = behind.trim_start_matches(['`', ' ']);
    const UNITS: &[&str] = &[
        "毫秒", "秒", "分钟", "小时", "天", "ms", "seconds", "minutes", "hours", "days", "%", "KB",
        "MB", "GB", "kbps", "Mbps",
    ];
    let Some(unit) = UNITS.iter().find(|unit| behind.starts_with(**unit)) else {
        return false;
    };
    let declared = text
        .split("单位")
        .nth(1)
        .or_else(|| text.split_once("unit").map(|(_, rest)| rest));
    match declared {
        Some(rest) => !rest
            .trim_start_matches(['为', '是', ':', ' ', '`'])
            .starts_with(unit),
        None => false,
    }
}

fn widen(shape: &mut Shape) {
    match shape {
        Shape::List(inner) | Shape::Map(inner) => widen(inner),
        other => *other = Shape::Scalar(Scalar::Int64),
    }
}

/// A written value as one of a shape.
pub(super) fn literal(shape: &Shape, written: &str) -> Option<Node> {
    match shape {
        Shape::Scalar(Scalar::Int32) => written
            .parse::<i32>()
            .ok()
            .map(|number| Node::Int(number.into())),
        Shape::Scalar(Scalar::Int64) => written
            .parse::<i64>()
            .ok()
            .map(|number| Node::Int(number.into())),
        Shape::Scalar(Scalar::Float | Scalar::Double) => match written.parse::<i64>() {
            Ok(number) => Some(Node::Int(number.into())),
            Err(_) => written
                .parse::<f64>()
                .ok()
                .filter(|number| number.is_finite())
                .map(Node::Float),
        },
        Shape::Scalar(Scalar::Bool) => match written.to_ascii_lowercase().as_str() {
            "true" => Some(Node::Bool(true)),
            "false" => Some(Node::Bool(false)),
            _ => None,
        },
        Shape::Scalar(Scalar::String) => {
            (!written.trim().is_empty()).then(|| Node::String(written.to_owned()))
        }
        _ => None,
    }
}

/// Limits in a description.
fn limits(
    shape: &Shape,
    text: &str,
    name: &str,
    siblings: &HashSet<String>,
    has_values: bool,
) -> Limits {
    let mut limits = Limits::default();
    let capture = |pattern: &LazyLock<Option<Regex>>, clause: &str, group: usize| -> Option<i128> {
        let found = pattern.as_ref()?.captures(clause)?;
        found.get(group)?.as_str().parse().ok()
    };
    let length = |number: Option<i128>| number.and_then(|number| u64::try_from(number).ok());
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
                let about_length = ["字符", "字节", "长度"]
                    .iter()
                    .any(|word| clause.contains(word));
                if about_length {
                    continue;
                }
                if let Some(found) = RANGE.as_ref().and_then(|pattern| pattern.captures(clause)) {
                    let number = |group: usize| {
                        found
                            .get(group)
                            .and_then(|n| n.as_str().parse::<i128>().ok())
                    };
                    let open = found.get(1).map(|m| m.as_str()).unwrap_or_default();
                    let close = found.get(4).map(|m| m.as_str()).unwrap_or_default();
                    let whole = found.get(0).map(|m| m.as_str()).unwrap_or_default();
                    let means_range =
                        (open == "[" || close == "]" || (open == "(" && close == ")"))
                            || whole.contains('~')
                            || ["范围", "between", "range", "介于", "至", "到", " to "]
                                .iter()
                                .any(|word| whole.contains(word));
                    // `1,000` is one number, and `2020-12` is a date.
                    let behind = clause
                        .get(found.get(0).map(|m| m.end()).unwrap_or_default()..)
                        .unwrap_or_default();
                    let plain = !behind.starts_with('-')
                        && !behind
                            .strip_prefix(',')
                            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
                    if let (Some(low), Some(high), true, true) =
                        (number(2), number(3), means_range, plain)
                    {
                        ranges.push(StatedRange {
                            low,
                            high,
                            above: open == "(" && !close.is_empty(),
                            below: close == ")" && !open.is_empty(),
                            in_case: speaks_of_case(clause),
                        });
                        continue;
                    }
                }
                // Of a list in a query string, `Ids.N`, a clause may limit how many there are.
                if counts_others(clause) || name.ends_with(".N") {
                    continue;
                }
                if let Some(number) = capture(&AT_LEAST, clause, 1) {
                    limits.minimum = Some(number);
                } else if let Some(number) =
                    capture(&ABOVE, clause, 1).filter(|_| states_value(clause))
                {
                    limits.above = Some(number);
                }
                if let Some(number) = capture(&AT_MOST, clause, 1) {
                    limits.maximum = Some(number);
                } else if let Some(number) =
                    capture(&BELOW, clause, 1).filter(|_| states_value(clause))
                {
                    limits.below = Some(number);
                }
            }
            Shape::Scalar(Scalar::Float | Scalar::Double) if !speaks_of_case(clause) => {
                limits.decimals = limits.decimals.or_else(|| decimals(clause));
            }
            Shape::Scalar(Scalar::String) if !has_values => {
                if let Some(found) = LENGTH_RANGE
                    .as_ref()
                    .and_then(|pattern| pattern.captures(clause))
                {
                    let number = |group: usize| {
                        found
                            .get(group)
                            .and_then(|n| n.as_str().parse::<u64>().ok())
                    };
                    let unit = found.get(3).map(|m| m.as_str()).unwrap_or_default();
                    limits.min_length = number(1).filter(|_| !is_bytes(unit));
                    limits.max_length = number(2);
                } else if let Some(found) = LENGTH_BRACES
                    .as_ref()
                    .and_then(|pattern| pattern.captures(clause))
                {
                    let number = |group: usize| {
                        found
                            .get(group)
                            .and_then(|n| n.as_str().parse::<u64>().ok())
                    };
                    (limits.min_length, limits.max_length) = (number(1), number(2));
                } else if let Some(found) = LENGTH_MOST
                    .as_ref()
                    .and_then(|pattern| pattern.captures(clause))
                {
                    let unit = found.get(2).map(|m| m.as_str()).unwrap_or_default();
                    let whole = found
                        .get(0)
                        .map(|m| m.as_str().to_lowercase())
                        .unwrap_or_default();
                    let about_length = unit.chars().any(char::is_alphanumeric)
                        || whole.contains('长')
                        || whole.contains("length");
                    if about_length && !counts_others(clause) {
                        limits.max_length =
                            length(found.get(1).and_then(|n| n.as_str().parse().ok()));
                    }
                } else if states_value(clause) {
                    limits.min_length =
                        length(capture(&LENGTH_LEAST, clause, 1)).or(limits.min_length);
                }
            }
            Shape::List(_) => {
                if ["字符", "字节", "长度不", "character", "byte"]
                    .iter()
                    .any(|word| clause.contains(word))
                {
                    continue;
                }
                let range = [(1, 2), (3, 4)].into_iter().find_map(|(low, high)| {
                    let low = length(capture(&COUNT_RANGE, clause, low))?;
                    Some((low, length(capture(&COUNT_RANGE, clause, high))?))
                });
                if let Some((low, high)) = range.filter(|_| states_value(clause)) {
                    (limits.min_items, limits.max_items) = (Some(low), Some(high));
                    continue;
                }
                limits.max_items = length(capture(&COUNT_MOST, clause, 1)).or(limits.max_items);
                limits.min_items = length(capture(&COUNT_LEAST, clause, 1)).or(limits.min_items);
            }
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
    fn list(&self) -> Vec<(&'static str, String)> {
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
    fn crossed(&self) -> Option<(i128, i128)> {
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
