//! Allowed values that begin lines, as items of a list or one below the other.

use super::literal::literal;
use super::value_text::{Text, tidy, unquoted};
use crate::facts::{Shape, Value};
use crate::pattern::pattern;
use codegen_documents::source::Node;

// `- a：甲`, "`true`: on": a value, and its meaning behind a colon or a blank.
pattern!(
    LINE,
    r#"^\s*(?:[*•·]\s*|\d+[.)]\s+)?(`[^`]+`|"[^"]+"|-?[A-Za-z0-9][\w./+-]*)\s*(?:\((?:默认值?|缺省值?|default)\)\s*)?(?::|=|\(|-\s|\s-|表示|代表|,|$|\s)\s*(.*)$"#
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
];
/// Words that begin a line but are no values.
const REMARKS: &[&str] = &[
    "note", "notes", "tip", "tips", "example", "warning", "caution", "if", "when", "the", "a",
    "an", "this", "it", "and", "or", "to", "for", "see", "you",
];
/// Words that are values only beside others.
const AMBIGUOUS: &[&str] = &["default", "required", "optional", "json", "string", "url"];

/// Words that begin a remark under a list, and no value of it.
const ASIDES: &[&str] = &[
    "注意", "注", "说明", "默认", "缺省", "备注", "提示", "建议", "其中", "如果", "若", "当", "仅",
    "不", "该", "此", "可", "必", "请", "最", "长度", "支持", "note", "tip", "default", "if ",
    "when ", "only ", "it ", "you ", "this ", "the ", "must", "can",
];
/// Heads of a line that stands for values nobody lists: `其他：自定义`, `n：最多 n 个`.
const OTHERS: &[&str] = &[
    "其他",
    "其它",
    "其余",
    "自定义",
    "任意",
    "任何",
    "正整数",
    "大于",
    "小于",
    "非",
    ">",
    "<",
    "other",
    "custom",
    "any ",
    "n:",
    "…",
    "...",
];

/// Values that begin lines. For texts every line must say so by its form, unless the line before the first promises values.
/// A list that goes on with what is no value does not name all there are: then it gives no values at all.
pub(super) fn lines(text: &Text<'_>, shape: &Shape, strict: bool) -> Option<Vec<Value>> {
    let mut values: Vec<Value> = Vec::new();
    // Whether the lines follow on one that promises values, and whether that was so for all that were found.
    let mut promised = false;
    let mut all_promised = true;
    let mut certain = false;
    let mut last: Option<&str> = None;
    let parts = text.half.lines().flat_map(clauses);
    for (line, in_item) in parts {
        let read = value_line(text, line, shape, strict, (promised, in_item))?;
        match read {
            Some(found) => {
                if values.iter().any(|known| known.value == found.value.value) {
                    return None;
                }
                all_promised &= promised && found.coded;
                certain |= !found.may_be_remark;
                values.push(found.value);
                last = Some(line);
            }
            None if line.trim().is_empty() => {}
            None => {
                let ended = !promised && last.is_none();
                if last.is_some_and(|last| goes_on(last, line))
                    || ended && resumes(values.first(), line)
                {
                    return Some(Vec::new());
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
    (certain && values.len() > 1 || values.len() == 1 && all_promised).then_some(values)
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
fn key(clause: &str) -> Option<&str> {
    let found = KEY.captures(clause)?;
    let key = found.get(1)?.as_str();
    let lower = key.to_ascii_lowercase();
    let is_remark = REMARKS.contains(&lower.as_str()) || AMBIGUOUS.contains(&lower.as_str());
    (!is_remark).then_some(key)
}

/// Whether a line that holds no value goes on with the list of which the line before holds one.
fn goes_on(value: &str, line: &str) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let bare = line.trim_start();
    let head = bare.trim_start_matches(['-', '*', '•', '·', ' ', '`']);
    let lower = head.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    let is_range = head.starts_with(|c: char| c.is_ascii_digit());
    if begins(OTHERS) || is_range && head.contains(':') {
        return true;
    }
    is_item(value) && is_item(line) && indent(value) == indent(line) && !begins(ASIDES)
}

/// Whether a line behind a list looks like one more value of it: then nobody knows where the list ends.
fn resumes(first: Option<&Value>, line: &str) -> bool {
    let (
        Some(Value {
            value: Node::String(first),
            ..
        }),
        Some(key),
    ) = (first, key(line))
    else {
        return false;
    };
    let has_capital = |text: &str| {
        text.chars()
            .skip(1)
            .any(|c| c.is_ascii_uppercase() || c == '_')
    };
    has_capital(first) && has_capital(key.trim_matches('`'))
}

fn is_item(line: &str) -> bool {
    line.trim_start().starts_with(['*', '•', '·']) || without_dash(line) != line
}

/// An item without the dash before it, which is no minus sign.
fn without_dash(line: &str) -> &str {
    match line.trim_start().strip_prefix('-') {
        Some(rest) if !rest.starts_with(|c: char| c.is_ascii_digit()) => rest,
        _ => line,
    }
}

/// Whether a word before a colon begins a remark and is no value: `Note: …`.
pub(super) fn is_remark(word: &str) -> bool {
    const MORE: &[&str] = &[
        "unit", "range", "format", "length", "limit", "pattern", "type", "max", "min", "maximum",
        "minimum", "value", "values", "options", "default", "required", "e.g", "i.e",
    ];
    let lower = word.to_ascii_lowercase();
    REMARKS.contains(&lower.as_str())
        && !matches!(
            lower.as_str(),
            "warning" | "tip" | "a" | "and" | "or" | "if"
        )
        || MORE.contains(&lower.as_str())
}

/// Whether a line ends with a promise of values: `取值如下：`.
pub(super) fn promises(line: &str) -> bool {
    let lower = line.trim_end().to_ascii_lowercase();
    let last = lower.strip_suffix(':').map(|rest| {
        rest.rsplit(['。', ';', ',', '.'])
            .next()
            .unwrap_or(rest)
            .to_owned()
    });
    last.is_some_and(|clause| PROMISES.iter().any(|word| clause.contains(word)))
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
        || separator.contains("代表");
    if separator.ends_with('(') {
        meaning = meaning.trim_end_matches([')', ';', '。']);
    }
    let plain = unquoted(token);
    let lower = plain.to_ascii_lowercase();
    let is_remark = !(coded || promised && is_item) && REMARKS.contains(&lower.as_str());
    let may_be_remark = !coded && AMBIGUOUS.contains(&lower.as_str());
    let by_form = if strict {
        let listed = is_item || coded || line.trim_end().ends_with(';');
        listed && (coded || clear || meaning.is_empty() && is_item)
    } else {
        (clear || is_item && (coded || promised || !meaning.is_empty()))
            && !meaning.starts_with(|c: char| c.is_ascii_digit())
    };
    let ok = by_form && !meaning.starts_with("//") && !is_remark && (is_item || !may_be_remark);
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
