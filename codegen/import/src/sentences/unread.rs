//! What a description seems to state by its form alone. What was taken from it is held against that, so that nothing that looks
//! like a fact is passed over in silence.

use std::collections::HashSet;
use std::ops::Range;

use super::cases::{is_item_of_a_case, is_item_of_index};
use super::counts::{begins_with_counter, characters};
use super::limits::DASHED;
use super::many;
use super::numbers::unit_of;
use super::only::seems_only;
use super::other_lists::without_other_lists;
use super::quantities::{Form, Quantity, quantities};
use super::value_lines::{is_item, is_remark};
use super::value_text::unquoted;
use crate::dialect::{Scalar, holds_any, is_han};
use crate::facts::{Shape, innermost};
use crate::pattern::pattern;

/// A value: code, in quotes, or a word of ASCII.
const VALUE: &str = r#"(?:`[^`\n]{1,60}`|"[^"\n]{1,60}"|'[^'\n]{1,60}'|-?[A-Za-z0-9][\w.:+-]*)"#;
/// What joins the values of a list.
const JOIN: &str =
    r"\s*(?:\([^()\n]{1,40}\)\s*)?(?:,\s*(?:and|or)\b|、|,|\\?\||/|或者?|和|及|\bor\b|\band\b)\s*";

// `枚举：a、b`, `Valid values: a and b`
pattern!(
    INTRODUCED,
    r"(?i)(?:取值|枚举|可选|可取|可填|可以是|可以为|可用值|有效值|合法值|指定值|参数值|任选|仅支持|只支持|支持的[^,。;:\n]{0,8}|支持(?:语种|语言)|\bvalues?\b|\boptions?\b|\bone of\b|\beither\b|\benum\w*|\bsupports? only\b|\bonly supports?\b|\bcurrently supports?\b|\bcan be\b|\bmust be\b|\bset (?:this parameter|it) to\b)(?-i:[^,。;\n\d`A-Z]{0,24}?)\s*[:\[{(]?\s*(",
    VALUE,
    r")",
    JOIN,
    VALUE
);
// `包括 a、b`, `包含 a 和 b 两种`
pattern!(
    CONSISTS,
    r"(?:^|[,。;:]\s*)(?:包括|包含|分为)\s*(",
    VALUE,
    r")\s*(?:、|或|和)\s*",
    VALUE,
    r"(?:\s*(?:、|或|和)\s*",
    VALUE,
    r")*\s*(?:[两二三四五]种[^,。;\n]{0,4})?(?:[。;\n]|$)"
);
// `levels, including P0, P1, and P2.`
pattern!(
    INCLUDES,
    r"(?i)(?:,|\bvalues|\bversions)\s*\b(?:includ(?:ing|es?)|are)\s*:?\s*((?-i:[A-Z\d`])[\w.`-]*)(?:\s*,\s*(?-i:[A-Z\d`])[\w.`-]*)*\s*,?\s*and\s+(?-i:[A-Z\d`])[\w.`-]*\s*(?:\.(?:\s|$)|[;\n]|$)"
);
// `Options: Oar for rowing; Sail for sailing`
pattern!(
    FOR_WHAT,
    r"(?i)(?:values?|options?)\s*:\s*((?-i:[A-Z])\w*)\s+for\s+[^;.\n]{1,60};\s*(?-i:[A-Z])\w*\s+for\s"
);
// `- 1~9：天数`
pattern!(
    RANGE_ITEM,
    r"(?m)^\s*[-*•·]\s*(\d+)\s*[~-]\s*(\d+)\s*(?::|$)"
);
// `Options: >, >=`
pattern!(
    SYMBOLS,
    r"(?i)(?:取值|可选|支持|values?|options?|operators?)[^,。;\n]{0,12}?\s*(?:(?:[<>=!]=?|&&|\\?\|\\?\|)\s*(?:,|、|/|或)\s*)+(?:[<>=!]=?|&&|\\?\|\\?\|)"
);
// A part that holds nothing but values: `类型：a/b`, "`a` 或 `b`", `GET、POST 任选其一`.
pattern!(
    ALONE,
    r"(?i)(?:^|[:。;,\n(])\s*(?:(?:支持|填|取|use|supports?)\s*)?(",
    VALUE,
    r"(?:\s*(?:,\s*(?:and|or)\b|、|\||/|或者?|\bor\b|,)\s*",
    VALUE,
    r")+)\s*(?:$|[,。;)\n]|\.(?:\s|$)|任选|之一|二选一|其一|中的|两种|三种|only\b)"
);
// `a：甲`, `b 为乙`, `c（丙）`, `1（一）`, "`1` for yes"
pattern!(
    MEANING,
    r#"(?i)(?:^|[\s,;。.:(、/|入])(`[^`\n]{1,40}`|"[^"\n]{1,40}"|[A-Za-z][\w.+-]{0,40}|-?\d{1,6})\s*(?:\((?:默认值?|default)\)\s*)?(?:(?::|=|为|表示|代表|是)\s*(?:\d+\s*)?[\u{4e00}-\u{9fff}]|-[\u{4e00}-\u{9fff}]|\([^()\n]{0,20}[\u{4e00}-\u{9fff}][^()\n]{0,20}\)|[:=]\s*[A-Za-z]+ [a-z]|\s(?:means|indicates|represents)\s)|(?:^|[\s,])(`[\w.+-]{1,40}`|\d{1,4})(?:\s(?:for|:|=)\s|-[A-Za-z]{2})"#
);
// `- a 甲`, `1) a：甲`, `a：甲`, `&&：甲` at the beginning of a line
pattern!(
    LINE,
    r#"^\s*([-*•·]\s*|\(?\d{1,2}[.)]\s*|[a-z]\)\s*|[①-⑳]\s*)?(`[^`\n]{1,60}`|"[^"\n]{1,60}"|[A-Za-z][\w.+-]{0,40}|-?\d{1,6}|(?:[&<>=!]|\\?\|){1,3})\s*(?:\([^()\n]{0,24}\)\s*)?(:|=|-|—|\s|\(|$)"#
);
// `1. 升序 2. 降序`
pattern!(
    NUMBERED,
    r"(?:^|[\s,;:])1[.、)]\s*[^\s\d,;。.]{1,12}[\s,;]+2[.、)]\s*[^\s\d,;。.]{1,12}(?:$|[\s,;。])"
);
// `ASC 升序，DESC 降序`
pattern!(
    PAIRED,
    r"([A-Za-z][\w.-]*)\s[\u{4e00}-\u{9fff}]{1,6}\s*[,、;/|]\s*([A-Za-z][\w.-]*)\s[\u{4e00}-\u{9fff}]{1,6}(?:[,、;。/|]|$)"
);
// `取值：运行中、已停止`
pattern!(
    HAN,
    r"(?:取值|枚举值?|可选值|可取值|有效值)(?:为|有|包括|如下)?\s*:?\s*[\u{4e00}-\u{9fff}]{1,8}(?:、|,|/|\||或)[\u{4e00}-\u{9fff}]{1,8}(?:[、,/|或和。;]|$)"
);
// `^[a-z]{1,9}$`
pattern!(EXPRESSION, r"(?i)正则|\bregular expression|\bregex");

pattern!(
    DEFAULT,
    r#"(?i)(?:默认|缺省|\bdefault(?:s|ing)? to\b|\bdefault(?: value)?\s*(?:(?:for|of|in|on) [a-z -]{1,30} )?(?:is|:|=)|\bby default\b)[^。;,\n`"'A-Za-z0-9]{0,8}(`[^`\n]+`|"[^"\n]+"|'[^'\n]+'|-?\d+(?:\.\d+)?|[A-Za-z_][\w.-]*)"#
);
pattern!(
    DEFAULT_BEFORE,
    r#"(?i)(`[^`\n]+`|"[^"\n]+"|-?\d+(?:\.\d+)?|(?-i:[A-Z])[\w.-]*)\s*(?:is used by default|is applied|applies|is the default|为默认值|作为默认值)|\b(?:is|to|uses?)\s+(`[^`\n]+`|"[^"\n]+"|-?\d+(?:\.\d+)?|(?-i:[A-Z])[\w.-]*)\s+by default\b|(`[^`\n]+`|"[^"\n]+"|\b\d+(?:\.\d+)?|\w+)\s*\((?:默认值?|default)\)"#
);
// `boats (default 5)`
pattern!(
    DEFAULT_NUMBER,
    r"(?i)\bdefault(?: value)?\s+(-?\d+(?:\.\d+)?|true\b|false\b)"
);
// What stands for nothing: `不填则取 5`, "If omitted, `a` applies".
pattern!(
    ABSENT,
    r#"(?i)(?:不填写?|不传入?|未传入?|未填写?|未指定|不指定|未设置|不设置|留空|省略|\b(?:omitted|unspecified|not specified|not set|not provided|left (?:blank|empty)))[^。;\n`"\d]{0,24}(?:为|取|按|是|使用|\bis\b|\bused?\b|\bapplies\b|,)[^。;\n`"\d]{0,10}(`[^`\n]+`|"[^"\n]+"|-?\d+(?:\.\d+)?)"#
);
// `默认开启`
pattern!(
    SWITCHED,
    r"(?:默认|缺省)(?:值)?\s*(?:为|是|:)?\s*(?:不?开启|不?启用|关闭|禁用|打开|是|否)(?:[,。;)\n]|$)|\b(?:enabled|disabled) by default\b"
);

/// What was taken from a description.
pub(crate) struct Taken<'a> {
    pub(crate) shape: &'a Shape,
    pub(crate) name: &'a str,
    pub(crate) siblings: &'a HashSet<String>,
    /// Numbers among the limits, the values and the default.
    pub(crate) numbers: &'a [f64],
    pub(crate) has_values: bool,
    pub(crate) has_default: bool,
}

impl Taken<'_> {
    fn is_sibling(&self, word: &str) -> bool {
        let bare = word.trim_matches(['`', '"', '\'']);
        let head = bare.split('.').next().unwrap_or(bare);
        self.siblings.contains(head) && head != self.name
    }
}

/// Words that a length is stated with.
const LENGTHS: &[&str] = &[
    "长度",
    "最长",
    "最短",
    "字符",
    "字数",
    "汉字",
    "字节",
    "字母",
    "length",
    "character",
    "byte",
];

/// The part of a text with plain numbers that seems to state a limit which was not taken.
pub(crate) fn limit<'t>(text: &'t str, taken: &Taken<'_>) -> Option<&'t str> {
    let scalar = innermost(taken.shape);
    let is_number = matches!(
        scalar,
        Shape::Scalar(Scalar::Int32 | Scalar::Int64 | Scalar::Float | Scalar::Double)
    );
    let is_text = *scalar == Shape::Scalar(Scalar::String);
    let is_list = matches!(taken.shape, Shape::List(_));
    let may_have = is_list || is_text || is_number && !taken.has_values;
    if !may_have {
        return None;
    }
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if is_text && EXPRESSION.is_match(text) && taken.numbers.is_empty() {
        return Some(text.lines().next().unwrap_or(text));
    }
    let is_new = |quantity: &Quantity<'_>, clause: &str| {
        // `数字（0 - 9）` names characters, and limits nothing.
        if is_text && names_digits(quantity, clause) {
            return false;
        }
        let mut ends = quantity.low.into_iter().chain(quantity.high);
        ends.any(|end| {
            !taken
                .numbers
                .iter()
                .any(|known| known.to_bits() == end.decimal.to_bits())
        })
    };
    let is_limit = |quantity: &Quantity<'_>| match quantity.form {
        Form::Range { .. } | Form::Limit => true,
        Form::Comparison => !holds_any(quantity.behind, &["时", "表示", "则", "when", "means"]),
        Form::Exact | Form::Start | Form::Bare => false,
    };
    let is_known = |end: &str| end.parse().is_ok_and(|end| taken.numbers.contains(&end));
    let ranges = RANGE_ITEM
        .captures_iter(text)
        .filter(|_| is_number && !is_list);
    let unknown = ranges
        .filter_map(|found| Some((found.get(0)?, found.get(1)?, found.get(2)?)))
        .find(|(_, low, high)| !is_known(low.as_str()) || !is_known(high.as_str()));
    if let Some((item, ..)) = unknown {
        return Some(item.as_str().trim());
    }
    text.lines()
        .filter(|line| !is_item_of_a_case(line) || is_list && is_item_of_index(line))
        .flat_map(|line| line.split(['。', ';']))
        .flat_map(|line| line.split(". "))
        .find(|clause| {
            let counts = |quantity: &Quantity<'_>| {
                // `最长 1h` limits a number.
                let is_measured = is_number && unit_of(quantity.behind).is_some();
                let has_length = characters(quantity.behind).is_some()
                    || !is_measured && holds_any(clause, LENGTHS);
                is_number && !is_list && !has_length
                    || is_text && has_length
                    || is_list
                        && (begins_with_counter(quantity.behind)
                            || holds_any(clause, &["数量", "个数", "number of"])
                            || matches!(quantity.form, Form::Range { formal: true })
                            || is_text && has_length)
            };
            let has_dash = is_number
                && !is_list
                && DASHED.find_iter(clause).any(|range| {
                    let ends = range
                        .as_str()
                        .split(|c: char| !c.is_ascii_digit() && c != '.');
                    let mut ends = ends.filter_map(|end| end.parse::<f64>().ok());
                    ends.any(|end| !taken.numbers.contains(&end))
                });
            has_dash
                || is_number && !is_list && CALCULATED.is_match(clause)
                || quantities(clause).iter().any(|quantity| {
                    is_limit(quantity) && counts(quantity) && is_new(quantity, clause)
                })
        })
        .map(str::trim)
}

// `取值范围 (1/3, 3)`, `取值范围为 0 到船的长度`
pattern!(
    CALCULATED,
    r"(?i)(?:范围|区间|取值|\brange)[^\d。;\n]{0,8}[\[(][^\])\n]*\d\s*\\?[*×/^]\s*\d[^\])\n]*[\])]|(?:范围|区间)(?:为|是|:)?\s*-?\d+\s*(?:到|至|~)\s*[\u{4e00}-\u{9fff}]|(?:范围|区间|\brange)(?:为|是|:)?\s*[\[(]\s*-?\d+(?:\.\d+)?\s*(?:,|~|到|至|to)\s*[A-Za-z\u{4e00}-\u{9fff}]|\bfrom \d+ to the max"
);

/// The item of a list of advice that seems to state what no value exceeds: `- 最长不超过 800 字符`.
pub(crate) fn advised<'t>(text: &'t str, stated: &str, taken: &Taken<'_>) -> Option<&'t str> {
    const BINDING: &[&str] = &[
        "最长",
        "最大",
        "不得超过",
        "不能超过",
        "上限",
        "must",
        "at most",
    ];
    let is_list = matches!(taken.shape, Shape::List(_));
    let lines = text.lines().zip(stated.lines());
    let blanked = lines.filter(|(line, kept)| is_item(line) && kept.trim().is_empty());
    blanked
        .map(|(line, _)| line)
        .flat_map(|line| line.split([',', ';', '。']))
        .find(|part| {
            holds_any(part, BINDING)
                && quantities(part).iter().any(|quantity| {
                    let counts = characters(quantity.behind).is_some()
                        || is_list && begins_with_counter(quantity.behind);
                    quantity.form == Form::Limit && counts
                })
        })
        .map(|part| {
            part.trim_start_matches(['-', '*', '•', '·', ' '])
                .trim_end()
        })
        .filter(|_| taken.numbers.is_empty())
}

/// Whether two numbers are the first and the last of the digits that a text may hold: `0 - 9`.
fn names_digits(quantity: &Quantity<'_>, clause: &str) -> bool {
    let range = clause.get(quantity.from..quantity.to).unwrap_or_default();
    let mut ends = range
        .split(|c: char| !c.is_ascii_digit())
        .filter(|end| !end.is_empty());
    let is_digits = matches!(ends.next(), Some("0" | "1")) && ends.next() == Some("9");
    is_digits && ends.next().is_none() && characters(quantity.behind).is_none()
}

/// The part of a text that seems to list values, of which none were taken.
pub(crate) fn values(text: &str, taken: &Taken<'_>) -> Option<String> {
    let scalar = innermost(taken.shape);
    let is_text = *scalar == Shape::Scalar(Scalar::String);
    let is_integer = matches!(scalar, Shape::Scalar(Scalar::Int32 | Scalar::Int64));
    if taken.has_values || !(is_text || is_integer) {
        return None;
    }
    let only = || {
        let (part, word) = seems_only(text, is_text)?;
        let counts = word != taken.name && !taken.is_sibling(word) && !is_remark(word);
        counts.then(|| {
            part.trim_matches([' ', ',', '。', ';', '.', '\n'])
                .to_owned()
        })
    };
    listed(text, taken, (is_text, is_integer)).or_else(only)
}

/// The part of a text that seems to list several values.
fn listed(text: &str, taken: &Taken<'_>, (is_text, is_integer): (bool, bool)) -> Option<String> {
    if !may_list(text) {
        return None;
    }
    // Kinds of characters, which a name may have.
    const CHARACTERS: &[&str] = &[
        "letter",
        "letters",
        "number",
        "numbers",
        "digit",
        "digits",
        "underscore",
        "underscores",
        "hyphen",
        "hyphens",
        "dot",
        "dots",
        "case-sensitive",
        "unique",
    ];
    let fits = |word: &str| {
        let bare = unquoted(word).trim_end_matches(['.', ':']);
        let is_number = bare.parse::<i64>().is_ok();
        !bare.is_empty()
            && (is_text || is_number)
            && !is_remark(bare)
            && !CHARACTERS.contains(&bare)
            && !taken.is_sibling(word)
            && bare != taken.name
    };
    let text = without_other_lists(text);
    let introduced = INTRODUCED
        .captures_iter(&text)
        .chain(CONSISTS.captures_iter(&text).filter(|_| is_text))
        .chain(INCLUDES.captures_iter(&text).filter(|_| is_text))
        .filter_map(|found| Some((found.get(0)?, found.get(1)?.as_str())))
        .map(|(whole, word)| (whole.as_str(), word, whole.range()))
        // A range of numbers is a limit.
        .filter(|(whole, ..)| {
            !(is_integer
                && (whole.contains('[') || holds_any(whole, &["范围", "range", "between"])))
        })
        .filter(|(whole, word, _)| !is_sentence(whole, word))
        .find(|(whole, word, _)| fits(word) && !is_part_of_a_class(word) && !whole.contains("://"))
        .map(|(.., part)| part);
    if let Some(part) = introduced {
        return Some(quoted(&text, part));
    }
    let joins = text.contains(['/', '|', '、', '或']) || text.matches(',').count() > 1;
    let alone = (joins || text.contains(" or "))
        .then(|| ALONE.captures_iter(&text))
        .into_iter()
        .flatten()
        .filter_map(|found| found.get(1))
        .find(|list| {
            let list = list.as_str();
            let words = || list.split(['、', '|', '/', ',', '或']).map(str::trim);
            // `301、302、307`
            let are_codes = list.contains('、') && words().count() > 2;
            let are_words = words().all(|word| {
                let counts = is_integer || are_codes || !is_bare_number(word);
                fits(word) && !is_part_of_a_class(word) && counts
            });
            let is_list = list.contains(['`', '"', '/', '|', '、', '或'])
                || list.contains(" or ")
                || words().count() > 2;
            are_words && is_list && !is_format(list)
        });
    if let Some(part) = alone {
        return Some(quoted(&text, part.range()));
    }
    let has_lines = text.contains('\n');
    let lines = text
        .lines()
        .filter(|_| has_lines)
        .filter_map(|line| {
            let found = LINE.captures(line)?;
            let (mark, word, behind) = (found.get(1), found.get(2)?.as_str(), found.get(3)?);
            let rest = line.get(behind.end()..).unwrap_or_default().trim_start();
            let has_word = rest.starts_with(is_han);
            // `- Cannot start with a dash` is a sentence.
            let is_sentence = behind.as_str().trim().is_empty()
                && !word.starts_with(['`', '"'])
                && rest.starts_with(|c: char| c.is_ascii_lowercase() || c == ',');
            let clear = mark.is_some() && !is_sentence
                || matches!(behind.as_str(), ":" | "=")
                || is_integer && is_bare_number(word) && has_word;
            (clear && fits(word)).then_some(line.trim())
        })
        .collect::<Vec<_>>();
    let told = NUMBERED.find(&text).filter(|_| is_integer);
    let told = told.or_else(|| {
        let mut patterns = [&SYMBOLS, &FOR_WHAT].into_iter().filter(|_| is_text);
        patterns.find_map(|pattern| pattern.find(&text))
    });
    if let Some(found) = told {
        return Some(quoted(&text, found.range()));
    }
    if let [first, _, ..] = lines.as_slice() {
        return Some(
            first
                .trim_start_matches(['-', '*', '•', '·', ' '])
                .to_owned(),
        );
    }
    // `200：a，4xx：b`
    let mut meanings: HashSet<&str> = many::parts(&text).collect();
    let marks = text.matches([':', '=', '-', '(', '`', '为', '是', '示']);
    let may_explain = marks.count() > 1 || text.contains(" means ");
    for found in may_explain
        .then(|| MEANING.captures_iter(&text))
        .into_iter()
        .flatten()
    {
        let word = found.get(1).or_else(|| found.get(2));
        let Some(word) = word.map(|word| word.as_str()) else {
            continue;
        };
        let behind = found.get(0).and_then(|part| text.get(part.end()..));
        let behind = behind.unwrap_or_default().trim_start();
        let in_brackets = found
            .get(0)
            .is_some_and(|part| part.as_str().ends_with(')'));
        let goes_on = in_brackets
            && !behind.is_empty()
            && !behind.starts_with(['、', ',', '/', '|', '或', '和', '。', ';']);
        let known = !goes_on
            && fits(word)
            && (is_text != is_bare_number(word) || word.starts_with(['`', '"']));
        if known {
            meanings.insert(word);
        }
        if meanings.len() > 1 {
            return found.get(0).map(|part| quoted(&text, part.range()));
        }
    }
    let paired = PAIRED.captures_iter(&text).find(|found| {
        let mut words = (1..=2).filter_map(|group| found.get(group));
        words.all(|word| fits(word.as_str()))
    });
    paired
        .and_then(|found| found.get(0))
        .or_else(|| HAN.find(&text))
        .filter(|_| is_text)
        .map(|found| quoted(&text, found.range()))
}

/// Whether what seems to introduce two values is a sentence about one number, or about the form of a text: `value is 10, and the
/// maximum`, `value is 1,000`, `value must start with a letter, a digit`.
fn is_sentence(whole: &str, word: &str) -> bool {
    let lower = whole.to_lowercase();
    let last = lower
        .rsplit([' ', ',', '/', '|', '、'])
        .next()
        .unwrap_or_default();
    let is_number = word.starts_with(|c: char| c.is_ascii_digit());
    let parts_thousands = whole
        .rsplit_once(',')
        .is_some_and(|(_, tail)| tail.len() == 3 && tail.bytes().all(|b| b.is_ascii_digit()));
    is_number && (is_remark(last) || parts_thousands || lower.contains("between"))
        || holds_any(&lower, &["start", "begin", "end with", "contain"])
}

/// A part of a text as people read it: it begins with a word, and ends where the word does in which the part ends.
fn quoted(text: &str, part: Range<usize>) -> String {
    const LONGEST: usize = 24;
    let is_mark = |c: char| ",;、。:./|(){}[]\n ".contains(c);
    let words = text.get(part.clone()).unwrap_or_default();
    let closed = words.ends_with(|c: char| is_mark(c) && c != ':') || words.ends_with('`');
    let tail = text.get(part.end..).filter(|_| !closed).unwrap_or_default();
    let tail: String = tail
        .chars()
        .take_while(|c| !is_mark(*c))
        .take(LONGEST)
        .collect();
    let quoted = format!("{words}{tail}");
    let begins = |c: char| c.is_whitespace() || ",;、。:./|-*•·)".contains(c);
    let ends = |c: char| c.is_whitespace() || ",;、。:/|".contains(c);
    // A minus sign belongs to its number.
    let bare = quoted.trim_start_matches(begins);
    let sign = bare.starts_with(|c: char| c.is_ascii_digit())
        && quoted
            .strip_suffix(bare)
            .is_some_and(|before| before.ends_with('-'));
    format!(
        "{}{}",
        if sign { "-" } else { "" },
        bare.trim_end_matches(ends)
    )
}

/// Whether a text has so many words and marks that it may list values: most have not, and need no closer look.
fn may_list(text: &str) -> bool {
    let mut words = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let marks = |c: char| {
        matches!(
            c,
            '、' | ',' | '/' | '|' | ':' | '=' | '\n' | '或' | '`' | '"'
        )
    };
    (words.nth(1).is_some() || text.contains('、')) && text.contains(|c| marks(c) || c == ' ')
        || text.contains("\n- ")
        || many::parts(text).next().is_some()
}

fn is_bare_number(word: &str) -> bool {
    word.parse::<f64>().is_ok()
}

/// Whether a word stands for many characters: `A-Z`.
fn is_part_of_a_class(word: &str) -> bool {
    matches!(unquoted(word).as_bytes(), [_, b'-', _])
}

/// Whether slashes belong to a format: `yyyy/MM/dd`.
fn is_format(list: &str) -> bool {
    holds_any(list, &["yyyy", "mm/", "hh:", "http/", "tcp/ip", "://"])
}

/// The value that a text seems to give as the default, which was not taken.
pub(crate) fn default(text: &str, taken: &Taken<'_>) -> Option<String> {
    if taken.has_default || !matches!(taken.shape, Shape::Scalar(_)) {
        return None;
    }
    if *taken.shape == Shape::Scalar(Scalar::Bool) && SWITCHED.is_match(text) {
        return SWITCHED.find(text).map(|found| quoted(text, found.range()));
    }
    [&DEFAULT, &DEFAULT_BEFORE, &DEFAULT_NUMBER, &ABSENT]
        .into_iter()
        .flat_map(|pattern| pattern.captures_iter(text))
        .find_map(|found| {
            let word = (1..=3).find_map(|group| found.get(group))?.as_str();
            let says_nothing = holds_any(unquoted(word), NOTHING) && unquoted(word).len() < 6;
            let part = found.get(0)?.range();
            (!taken.is_sibling(word) && !says_nothing).then(|| quoted(text, part))
        })
}

/// Words that are no default.
const NOTHING: &[&str] = &["none", "null", "nil", "empty", "the", "this", "it"];
