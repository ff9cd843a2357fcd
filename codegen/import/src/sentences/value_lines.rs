//! Allowed values that begin lines, as items of a list or one below the other.

use super::cases::begins_a_case;
use super::items::{
    goes_on, indent, is_worded, looks_like_value, names_values, rest_of, resumes, stands_for_others,
};
use super::literal::literal;
use super::value_text::{Text, tidy, unquoted};
use crate::dialect::holds_any;
use crate::facts::{Shape, Value};
use crate::pattern::pattern;

// `- a：甲`, "`true`: on": a value, and its meaning behind a colon or a blank.
pattern!(
    LINE,
    r#"^\s*(?:[*•·]\s*|\d+[.)]\s+)?(`[^`]+`|"[^"]+"|-?[A-Za-z0-9][\w./+-]*)\s*(?:\((?:默认值?|缺省值?|default(?: value)?)\)\s*)?(?::|=|\(|-\s|\s-|表示|代表|\smeans\s|,|$|\s)\s*(.*)$"#
);
// A value before a colon.
pattern!(
    KEY,
    r"^\s*(?:[*•·]\s*)?(`[^`]+`|-?[A-Za-z0-9][\w./+-]*)\s*:\s*[^\s/]"
);
/// Words in a line whose colon promises values in the lines behind it.
const PROMISES: &[&str] = &[
    "取值",
    "枚举",
    "可选值",
    "有效值",
    "合法值",
    "valid values",
    "allowed values",
    "possible values",
    "supported values",
    "values",
    "value",
    "options",
    "one of",
    "enum",
    "选项",
    "值说明",
    "支持的",
];
/// Words that begin a line but are no values.
pub(super) const REMARKS: &[&str] = &[
    "note", "notes", "tip", "tips", "example", "warning", "caution", "if", "when", "the", "a",
    "an", "this", "it", "and", "or", "to", "for", "see", "you",
];
/// Those among them that may be a value where nothing goes on behind them.
const GRAMMAR: &[&str] = &[
    "a", "an", "and", "or", "if", "when", "the", "to", "for", "this", "it", "you",
];
/// Words that begin a remark wherever they stand.
pub(super) const TITLES: &[&str] = &[
    "description",
    "explanation",
    "remark",
    "remarks",
    "restriction",
    "restrictions",
    "notes",
    "parameter",
    "parameters",
    "values",
    "options",
    "value",
    "requirements",
    "rules",
];
/// Words that are values only beside others.
const AMBIGUOUS: &[&str] = &["default", "required", "optional", "json", "string", "url"];

/// What the lines of a text list.
pub(crate) enum Listed {
    /// Values, and nothing beside them.
    All(Vec<Value>),
    /// Values, and an item that was not understood as one: they may not be all there are.
    Part(Vec<Value>, String),
}

impl Listed {
    fn part(values: Vec<Value>, line: &str) -> Self {
        let item = without_dash(line).trim_start_matches(['*', '•', '·', ' ']);
        Self::Part(values, item.trim_end().to_owned())
    }
}

/// Values that begin lines. For texts every line must say so by its form, unless the line before the first promises values.
/// A list names all there are only if each of its items was understood, from the first to the last.
pub(crate) fn lines(text: &Text<'_>, shape: &Shape, strict: bool) -> Option<Listed> {
    let mut values: Vec<Value> = Vec::new();
    // Whether the lines follow on one that promises values, and whether that was so for all that were found.
    let mut promised = false;
    let mut all_promised = true;
    let mut certain = false;
    let mut first_coded = false;
    let mut last: Option<&str> = None;
    // The item of the list at hand that is no value, where none was found in it so far.
    let mut missed: Option<&str> = None;
    let mut beside: Option<&str> = None;
    // The line in words below a value, which is an item of the list as well if a value follows on it.
    let mut worded: Option<&str> = None;
    let mut repeats = false;
    let parts = text.half.lines().flat_map(clauses);
    for (line, in_item) in parts {
        // A box behind the values holds remarks.
        if !values.is_empty() && last.is_some_and(|last| last.contains(":::")) {
            break;
        }
        let read = value_line(text, line, shape, strict, (promised, in_item))?;
        // A line below an item goes on with it: `- \`a\``, `Versions: …`.
        let continues = !in_item && last.is_some_and(is_item);
        let read = read.filter(|found| found.coded || !(continues && first_coded));
        if values.is_empty() {
            first_coded = read.as_ref().is_some_and(|found| found.coded);
        }
        match read {
            Some(found) => {
                if let Some(worded) = worded.filter(|_| !in_item) {
                    return Some(Listed::part(values, worded));
                }
                if values.is_empty() {
                    beside = missed.filter(|missed| in_item && indent(missed) == indent(line));
                }
                if values.iter().any(|known| known.value == found.value.value) {
                    // Some pages give the same list twice.
                    repeats |= last.is_none();
                    if !repeats && !found.value.meaning.is_empty() {
                        return None;
                    }
                    last = Some(line);
                    continue;
                }
                if repeats {
                    return None;
                }
                all_promised &= promised && found.coded;
                certain |= !found.may_be_remark;
                values.push(found.value);
                last = Some(line);
            }
            None if line.trim().is_empty() => worded = None,
            None => {
                let follows = last.is_some_and(|last| !is_item(last)) && !in_item;
                worded = Some(line).filter(|line| follows && is_worded(line));
                // The values of one case are not all there are.
                if promises(line) && promises_for_a_case(line) {
                    return Some(Listed::part(values, line));
                }
                let ended = !promised && last.is_none();
                if last.is_some_and(|last| goes_on(last, line))
                    || last.is_some_and(|last| is_item(last) == is_item(line))
                        && looks_like_value(line)
                    || promised && last.is_none() && looks_like_value(line)
                    || ended && resumes(values.first(), line)
                {
                    return Some(Listed::part(values, line));
                }
                if !in_item || promises(line) {
                    missed = None;
                } else if values.is_empty() && names_values(line) {
                    missed = missed.or(Some(line));
                }
                // An item that is no value leaves the promise as it is.
                if !(promised && in_item) {
                    promised = promises(line);
                }
                if !in_item {
                    last = None;
                }
            }
        }
    }
    // A single value is a list of values only where the page says so.
    let is_list = certain && values.len() > 1 || values.len() == 1 && all_promised;
    let rest = rest_of(&values);
    is_list.then(|| match beside.or(rest.as_deref()) {
        Some(item) => Listed::part(values, item),
        None => Listed::All(values),
    })
}

/// The values of a line, each with its meaning: `- a：甲，b：乙` has two. Whether they stand in an item of a list comes with each.
fn clauses(line: &str) -> Vec<(&str, bool)> {
    let in_item = is_item(line);
    let mut clauses = Vec::new();
    let mut begin = 0;
    for (at, mark) in line.match_indices([',', ';']) {
        let (before, behind) = (
            line.get(begin..at).unwrap_or_default(),
            line.get(at + mark.len()..).unwrap_or_default(),
        );
        if let (Some(first), Some(next)) = (key(without_dash(before)), key(behind))
            && in_item
            && first.starts_with('`') == next.starts_with('`')
        {
            clauses.push((before, in_item));
            begin = at + mark.len();
        }
    }
    clauses.push((line.get(begin..).unwrap_or_default(), in_item));
    clauses
}

/// What stands before the colon of a clause, if it may be a value.
pub(super) fn key(clause: &str) -> Option<&str> {
    let found = KEY.captures(clause)?;
    let key = found.get(1)?.as_str();
    let lower = key.to_ascii_lowercase();
    let is_remark = REMARKS.contains(&lower.as_str()) || AMBIGUOUS.contains(&lower.as_str());
    (!is_remark).then_some(key)
}

/// Whether a line promises the values of one case: `- 若已开通，还可取以下值：`, `夜航时，取值如下：`.
pub(crate) fn promises_for_a_case(line: &str) -> bool {
    // When a member counts at all is no case of its values.
    const AT_ALL: &[&str] = &[
        "生效",
        "有效",
        "必填",
        "必选",
        "必传",
        "返回",
        "出现",
        "不传",
        "不填",
        "为空",
        "缺省",
        "默认",
        "effect",
        "valid only",
        "required",
        "returned",
        "not specified",
        "not passed",
        "omitted",
    ];
    let sentence = without_dash(line)
        .trim_end_matches([':', ' '])
        .rsplit(['。', ';', '.'])
        .next()
        .unwrap_or(line)
        .trim_start();
    const SHORT: usize = 8;
    let begins_a_case = begins_a_case(sentence) && holds_any(sentence, &["为", "是", "=", " is ", "已", "have", "has "])
        // `在夜里，取值如下`
        || sentence.starts_with(['在', '对'])
            && sentence
                .split_once(',')
                .is_some_and(|(head, _)| head.chars().count() <= SHORT && !head.contains('的'));
    begins_a_case && !holds_any(sentence, AT_ALL)
}

pub(crate) fn is_item(line: &str) -> bool {
    line.trim_start().starts_with(['*', '•', '·']) || without_dash(line) != line
}

/// An item without the dash before it, which is no minus sign.
pub(super) fn without_dash(line: &str) -> &str {
    match line.trim_start().strip_prefix('-') {
        Some(rest) if !rest.starts_with(|c: char| c.is_ascii_digit()) => rest,
        _ => line,
    }
}

/// Whether a word before a colon begins a remark and is no value: `Note: …`.
pub(crate) fn is_remark(word: &str) -> bool {
    const MORE: &[&str] = &[
        "unit", "range", "format", "length", "limit", "pattern", "type", "max", "min", "maximum",
        "minimum", "default", "required", "e.g", "i.e",
    ];
    let lower = word.to_ascii_lowercase();
    TITLES.contains(&lower.as_str())
        || REMARKS.contains(&lower.as_str())
            && !matches!(
                lower.as_str(),
                "warning" | "tip" | "a" | "and" | "or" | "if"
            )
        || MORE.contains(&lower.as_str())
}

/// Whether a line ends with a promise of values: `取值如下：`.
pub(crate) fn promises(line: &str) -> bool {
    let lower = line.trim_end().to_ascii_lowercase();
    let announces = |rest: &&str| {
        ["如下", "如下所示", "以下取值", "as follows"]
            .iter()
            .any(|word| rest.ends_with(word))
    };
    let before_stop = || lower.strip_suffix(['。', '.']).filter(announces);
    let last = lower.strip_suffix(':').or_else(before_stop).map(|rest| {
        rest.rsplit(['。', ';', ',', '.'])
            .find(|clause| !clause.trim_start().starts_with("单位"))
            .unwrap_or(rest)
            .to_owned()
    });
    last.is_some_and(|clause| {
        PROMISES.iter().any(|word| clause.contains(word)) || clause.trim_end().ends_with('值')
    })
}

/// Whether a piece of code may be a value: no more than a line of it, no object, and no mask, `4XX`.
pub(crate) fn is_written_as_value(code: &str) -> bool {
    const LONGEST: usize = 100;
    let is_mask = |part: &[u8]| matches!(part, [b'0'..=b'9', b'X' | b'x', b'X' | b'x']);
    // `i-xxxx`
    let has_mask = code.as_bytes().windows(3).any(is_mask) || code.contains("xxx");
    code.len() <= LONGEST && !has_mask && !code.contains(['\n', '<', '{'])
}

/// Whether an item begins with a value before a colon.
pub(crate) fn begins_with_value(item: &str) -> bool {
    let found = KEY.captures(without_dash(item));
    let word = found.as_ref().and_then(|found| found.get(1));
    word.is_some_and(|word| {
        let lower = word.as_str().to_ascii_lowercase();
        !REMARKS.contains(&lower.as_str()) && !TITLES.contains(&lower.as_str())
    })
}

/// A line with a value.
struct ValueLine {
    value: Value,
    /// Whether the value is marked as code.
    coded: bool,
    /// Whether the line may be a remark on the member: `default: 10`.
    may_be_remark: bool,
}

/// The value that begins a line. The outer `None` is a pattern that does not compile.
fn value_line(
    text: &Text<'_>,
    line: &str,
    shape: &Shape,
    strict: bool,
    (promised, is_item): (bool, bool),
) -> Option<Option<ValueLine>> {
    let strict = strict && !promised;
    let Some(found) = LINE.captures(without_dash(line)) else {
        return Some(None);
    };
    let token = found.get(1)?.as_str();
    let coded = token.starts_with(['`', '"']);
    let mut meaning = found.get(2)?.as_str();
    let separator = without_dash(line)
        .get(found.get(1)?.end()..found.get(2)?.start())
        .unwrap_or_default();
    let clear = separator.contains([':', '=', '(', '-'])
        || separator.contains("表示")
        || separator.contains("代表")
        || separator.contains("means");
    if separator.ends_with('(') {
        meaning = meaning.trim_end_matches([')', ';', '。']);
    }
    let plain = unquoted(token);
    let lower = plain.to_ascii_lowercase();
    // An item with nothing but a word, `- A`, is no sentence.
    let is_alone = is_item && (clear || meaning.is_empty()) && GRAMMAR.contains(&lower.as_str());
    let is_remark = !coded
        && (!(promised && is_item) && REMARKS.contains(&lower.as_str()) && !is_alone
            || TITLES.contains(&lower.as_str()));
    // `Linux instances: …`, `Cannot start with a digit` are sentences.
    let is_sentence = !coded
        && !clear
        && separator.chars().all(char::is_whitespace)
        && meaning.starts_with(|c: char| c.is_ascii_alphabetic());
    let may_be_remark = !coded && AMBIGUOUS.contains(&lower.as_str());
    let by_form = if strict {
        let listed = is_item || coded || line.trim_end().ends_with(';');
        listed && (coded || clear || meaning.is_empty() && is_item)
    } else {
        (clear
            || meaning.is_empty() && (coded || promised)
            || is_item && (coded || promised || !meaning.is_empty()))
            && (promised && is_item && clear || !meaning.starts_with(|c: char| c.is_ascii_digit()))
    };
    let ok = by_form
        && !meaning.starts_with("//")
        && !is_remark
        && !is_sentence
        && is_written_as_value(plain)
        && !stands_for_others(plain, meaning)
        && (is_item || !may_be_remark);
    let value = literal(shape, plain).filter(|_| ok).map(|value| ValueLine {
        value: Value {
            value,
            meaning: tidy(&text.original(meaning)),
        },
        coded,
        may_be_remark,
    });
    Some(value)
}
