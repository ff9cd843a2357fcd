//! Whether a member must be given, by its mark.

use super::{half_width, holds_any, simplified};

/// What a mark says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Required {
    Yes,
    No,
    /// Only under a condition, which stands in the mark if it is given there.
    When(Option<String>),
}

const YES: &[&str] = &[
    "是",
    "必选",
    "必填",
    "必须",
    "必需",
    "必传",
    "必",
    "yes",
    "y",
    "true",
    "t",
    "m",
    "r",
    "mandatory",
    "required",
    "1",
    "√",
    "✓",
    "✔",
    "✅",
    "☑",
    "●",
    "强制",
    "是必填",
    "是必选",
    "需要",
    "必选参数",
    "必填参数",
    "必选项",
    "必填项",
    "必选字段",
    "必填字段",
    "isrequired",
    "是的",
    "must",
    "needed",
    "非空",
    "不为空",
    "不可为空",
    "不能为空",
    "是否必填:是",
    "是否必选:是",
];
const NO: &[&str] = &[
    "否",
    "可选",
    "选填",
    "非必选",
    "非必填",
    "非必须",
    "非必需",
    "不必填",
    "不必选",
    "不必须",
    "可不填",
    "选传",
    "不必传",
    "非必传",
    "可不传",
    "no",
    "n",
    "false",
    "f",
    "o",
    "optional",
    "notrequired",
    "0",
    "×",
    "✗",
    "✘",
    "❌",
    "✕",
    "x",
    "非",
    "可选填",
    "○",
    "不需要",
    "可选参数",
    "选填参数",
    "可选项",
    "选填项",
    "可选字段",
    "选填字段",
    "非必选参数",
    "非必填参数",
    "notmandatory",
    "可空",
    "可为空",
    "允许为空",
    "可以为空",
    "可以不填",
    "可以不传",
    "无需填写",
    "不填",
    "建议填写",
    "推荐填写",
    "recommended",
    "notneeded",
    "是否必填:否",
    "是否必选:否",
];
const WHEN: &[&str] = &[
    "条件必选",
    "条件必填",
    "条件必须",
    "条件必需",
    "条件可选",
    "条件",
    "有条件必选",
    "有条件必填",
    "视情况",
    "视情况而定",
    "部分必填",
    "是/否",
    "否/是",
    "必选/可选",
    "conditional",
    "conditionally",
    "conditionallyrequired",
    "conditionalrequired",
    "c",
    "cm",
    "depends",
    "yes/no",
    "dependsonthesituation",
    "requiredconditionally",
    "conditionalmandatory",
];

/// The meaning of a mark; `None` when it says nothing that is known.
pub(crate) fn required(mark: &str) -> Option<Required> {
    let half = half_width(mark);
    // A star alone marks what must be given.
    if matches!(half.trim(), "*" | "★") {
        return Some(Required::Yes);
    }
    match half.trim() {
        "[x]" | "[X]" => return Some(Required::Yes),
        "[ ]" | "[]" => return Some(Required::No),
        _ => {}
    }
    // `是/否` says nothing.
    let mut either = half.split(['/', '\n']).map(|part| plain(&squeeze(part)));
    if let (Some(Some(Required::Yes)), Some(Some(Required::No)), None) =
        (either.next(), either.next(), either.next())
    {
        return None;
    }
    let whole = squeeze(&half);
    // `是*`: a note stands elsewhere, so not always.
    let noted = half
        .trim()
        .strip_suffix('*')
        .filter(|mark| !mark.contains('*'));
    if noted.is_some_and(|mark| plain(&squeeze(mark)) == Some(Required::Yes)) {
        return Some(Required::When(None));
    }
    if let Some(plain) = plain(&whole) {
        return Some(plain);
    }
    // `是/Yes`: the same in two languages.
    let twice = whole
        .split_once('/')
        .and_then(|(one, other)| plain(one).filter(|mark| Some(mark) == plain(other).as_ref()));
    if twice.is_some() {
        return twice;
    }
    // `当 A 为 1 时必填`, `创建时必选，更新时选填`, `与 A 二选一`
    let holds = |words: &[&str]| holds_any(&half, words);
    let head = |cut: usize| half.get(..cut).and_then(|head| plain(&squeeze(head)));
    let begins_with_mark = half.find(MARK_ENDS).is_some_and(|cut| head(cut).is_some());
    let is_case = holds(NAMES) && holds(CASES) || holds(CHOICES);
    if !begins_with_mark && is_case {
        return Some(Required::When(Some(half.trim().to_owned())));
    }
    // `否（创建单聊时必填）`, `是。当…`, `条件必选，当…`: the mark, then its condition.
    let cut = half.find(MARK_ENDS)?;
    let (head, tail) = half.split_at(cut);
    let condition = tail
        .trim_matches(|c: char| c.is_whitespace() || "(),.。;:[]".contains(c))
        .to_owned();
    let head = plain(&squeeze(head))?;
    let inside = plain(&squeeze(&condition));
    let speaks = |words: &[&str]| holds_any(&condition, words);
    // `必填，可为空`: it must be there, and may be empty.
    const NULLABLE: &[&str] = &["可为空", "可空", "允许为空", "可以为空", "nullable"];
    if head == Required::Yes && NULLABLE.contains(&squeeze(&condition).as_str()) {
        return Some(head);
    }
    // `是（与 A 二选一）`, `是（若 A 为 1）`, `必填（更新时可不填）`
    let chosen = speaks(CHOICES) || is_choice(&squeeze(&condition));
    // `是（Mode=1）`
    let equals = condition.contains('=') && !condition.contains("==");
    let in_case = (speaks(CASES) || equals) && !speaks(&["当前"]);
    Some(match (head, inside) {
        (Required::When(_), _) => Required::When((!condition.is_empty()).then_some(condition)),
        // The remark says the same in other words.
        (head, Some(again)) if head == again => head,
        (_, Some(Required::When(why))) => Required::When(why.or(Some(condition))),
        (_, Some(_)) => Required::When(Some(condition)),
        (Required::Yes, None) if chosen || in_case => Required::When(Some(condition)),
        (Required::No, None)
            if chosen || speaks(&["必", "当", "时", "required", "mandatory", "must"]) =>
        {
            Required::When(Some(condition))
        }
        (head, None) => head,
    })
}

/// What stands behind a mark before a remark on it.
const MARK_ENDS: &[char] = &['(', ',', '.', '。', ';', '\n', ':', '[', ' '];

/// What a mark is called in a sentence.
const NAMES: &[&str] = &[
    "必填",
    "必选",
    "必传",
    "必须",
    "必需",
    "选填",
    "required",
    "mandatory",
];

/// Words by which one of several members has to be given.
const CHOICES: &[&str] = &[
    "选一",
    "选其一",
    "选1",
    "选 1",
    "其中之一",
    "任选",
    "至少填",
    "至少传",
    "至少一个",
    "至少需",
    "either",
    "one of",
];

/// Words by which a remark on a mark is a condition.
const CASES: &[&str] = &[
    "若",
    "如果",
    "如需",
    "当",
    "时",
    "仅",
    "只有",
    "除非",
    "否则",
    "部分",
    "视",
    "取决于",
    "可不填",
    "可不传",
    "可为空",
    "可选",
    "when",
    "if",
    "only",
    "unless",
    "except",
    "in case",
    "depend",
    "optional",
    "otherwise",
    "for ",
];

/// Whether a text says nothing beyond a mark, if it is one.
pub(crate) fn is_plain_mark(text: &str) -> bool {
    let whole = squeeze(&half_width(text));
    whole.is_empty() || plain(&whole).is_some()
}

fn squeeze(text: &str) -> String {
    text.chars()
        // What follows some marks only says how they are drawn.
        .filter(|c| !matches!(c, '\u{fe0e}' | '\u{fe0f}'))
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '`' | '"' | '\'' | '.' | '。'))
        .flat_map(char::to_lowercase)
        .map(simplified)
        .collect()
}

fn plain(mark: &str) -> Option<Required> {
    let inside = mark
        .strip_prefix(['(', '['])
        .and_then(|rest| rest.strip_suffix([')', ']']));
    let mark = inside.unwrap_or(mark);
    if YES.contains(&mark) {
        Some(Required::Yes)
    } else if NO.contains(&mark) {
        Some(Required::No)
    } else if WHEN.contains(&mark) {
        Some(Required::When(None))
    } else if is_choice(mark) {
        Some(Required::When(Some(mark.to_owned())))
    } else {
        None
    }
}

/// Whether a condition says that one of several members has to be given.
pub(crate) fn chooses(condition: &str) -> bool {
    holds_any(condition, CHOICES) || is_choice(&squeeze(&half_width(condition)))
}

/// `二选一`, `2选1`: one of several must be given.
fn is_choice(mark: &str) -> bool {
    const NUMBERS: &str = "0123456789一二两三四五六七八九十多任n";
    mark.split_once('选').is_some_and(|(from, of)| {
        [from, of].iter().all(|part| {
            part.chars().all(|c| NUMBERS.contains(c)) && (1..=2).contains(&part.chars().count())
        })
    })
}
