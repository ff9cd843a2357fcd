//! Items of a list of values that are no values themselves: remarks, which take nothing from it, and words for values that nobody
//! lists.

use super::many::is_of_many;
use super::value_lines::{TITLES, is_item, is_remark, key, without_dash};
use crate::dialect::{holds_any, is_han};
use crate::facts::Value;
use codegen_documents::source::Node;

/// Words that begin a remark under a list, and no value of it.
const ASIDES: &[&str] = &[
    "注意",
    "注",
    "说明",
    "默认",
    "缺省",
    "备注",
    "提示",
    "建议",
    "其中",
    "如果",
    "若",
    "当",
    "仅",
    "不",
    "取值为",
    "该",
    "此",
    "可",
    "必",
    "请",
    "最",
    "长度",
    "支持",
    "note",
    "tip",
    "default",
    "if ",
    "when ",
    "only ",
    "it ",
    "you ",
    "this ",
    "must",
    "can",
];
/// Words that begin like those, and name values.
const NO_ASIDES: &[&str] = &["可用", "最新", "最近", "当前", "不同", "支持的"];
/// Heads of a line that stands for values nobody lists: `其他：自定义`, `n：最多 n 个`.
const OTHERS: &[&str] = &[
    "其他",
    "其它",
    "其余",
    "自定义",
    "任意",
    "任何",
    "正整数",
    "正数",
    "负",
    "整数:",
    "数字:",
    "错误码",
    "状态码",
    "空:",
    "空值",
    "空串",
    "空字符串",
    "strings ",
    "a string ",
    "numbers ",
    "a number ",
    "integers ",
    "an integer ",
    "names ",
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

/// How far a line is indented.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// What a line says, in lower case, without the mark before it.
fn head(line: &str) -> String {
    line.trim_start()
        .trim_start_matches(['-', '*', '•', '·', ' ', '`'])
        .to_lowercase()
}

fn begins(head: &str, words: &[&str]) -> bool {
    words.iter().any(|word| head.starts_with(word))
}

/// Whether a line says something of the values, and stands for none.
fn is_aside(head: &str) -> bool {
    // `The IP address of a host` is a value in other words, and `The value is case-sensitive` a sentence.
    const VERBS: &[&str] = &[
        " is ", " are ", " must ", " can", " may ", " will ", " should ", " has ", " have ",
        " takes ", " does ", " do ",
    ];
    let is_sentence = head.starts_with("the ") && holds_any(head, VERBS);
    is_sentence || begins(head, TITLES) || begins(head, ASIDES) && !begins(head, NO_ASIDES)
}

/// Whether a line stands for values that nobody lists: `其他：自定义`, `1~30：天数`.
fn is_of_others(head: &str) -> bool {
    const AFFIXES: &[&str] = &["开头", "结尾", "为前缀", "为后缀"];
    let by_affix = head.starts_with('以')
        && head
            .split_once(':')
            .is_some_and(|(head, _)| holds_any(head, AFFIXES));
    by_affix
        || begins(head, OTHERS)
        || head.starts_with(|c: char| c.is_ascii_digit()) && head.contains(':')
}

/// Whether an item that holds no value may name some in other words: then a list of which it is one does not name them all.
pub(super) fn names_values(item: &str) -> bool {
    let head = head(item);
    is_of_others(&head) || !is_aside(&head)
}

/// Whether a line that holds no value goes on with the list of which the line before holds one.
pub(super) fn goes_on(value: &str, line: &str) -> bool {
    let head = head(line);
    is_of_others(&head)
        || is_item(value) && is_item(line) && indent(value) == indent(line) && !is_aside(&head)
}

/// Whether a line among values, which was not understood, has the form of one: then nobody knows all of them.
pub(super) fn looks_like_value(line: &str) -> bool {
    let bare = without_dash(line).trim_start();
    let lower = bare.trim_start_matches('`').to_lowercase();
    !begins(&lower, TITLES)
        && !begins(&lower, ASIDES)
        && (bare.starts_with('`')
            || is_of_many(line)
            || key(bare).is_some_and(|word| !is_remark(word)))
}

/// Whether a line has the form of a value with its meaning, but words for the value: `逆风：风向相反`.
pub(super) fn is_worded(line: &str) -> bool {
    const LONGEST: usize = 16;
    const REMARKS: &[&str] = &[
        "单位", "格式", "示例", "样例", "例", "用途", "用于", "场景", "适用", "范围", "限制",
        "约束", "要求", "特点", "优", "缺", "含义", "步长", "区别", "描述", "功能", "作用", "场",
        "参考", "详", "取值", "枚举", "状态", "类型",
    ];
    let Some((head, meaning)) = line.trim().split_once(':') else {
        return false;
    };
    let head = head.trim();
    let is_short = (1..=LONGEST).contains(&head.chars().count());
    is_short
        && head.starts_with(is_han)
        && !meaning.trim().is_empty()
        && !is_aside(head)
        && !begins(head, REMARKS)
}

/// Whether a line behind a list looks like one more value of it: then nobody knows where the list ends.
pub(super) fn resumes(first: Option<&Value>, line: &str) -> bool {
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

/// Whether what stands for a value is a letter for a number: `N: N days`.
pub(super) fn stands_for_others(word: &str, meaning: &str) -> bool {
    matches!(word, "N" | "n")
        && meaning
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|part| part == word)
}

/// The word among values that stands for all others, `Others`, where it is not spelled as they are.
pub(super) fn rest_of(values: &[Value]) -> Option<String> {
    let mut words = values.iter().filter_map(|value| match &value.value {
        Node::String(word) => Some(word.as_str()),
        _ => None,
    });
    let rest = words
        .clone()
        .find(|word| matches!(*word, "Other" | "Others"))?;
    let is_other = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase());
    words
        .all(|word| word == rest || is_other(word))
        .then(|| rest.to_owned())
}
