//! Lists in a description whose items are no values of its member: fields of a text, placeholders, reasons, remarks.

use super::value_lines::{is_item, promises};
use crate::dialect::{half_width, holds_any};
use crate::pattern::pattern;

/// What the items of a list are when they are no values.
const NO_VALUES: &[&str] = &[
    "字段",
    "结构",
    "占位符",
    "变量",
    "权限",
    "信息",
    "约束",
    "原因",
    "限制",
    "规则",
    "要求",
    "函数",
    "条件",
    "步骤",
    "相关",
    "以下参数",
    "下列参数",
    "function",
    "condition",
    "step",
    "placeholder",
    "variable",
    "permission",
    "field",
    "reason",
    "constraint",
    "requirement",
    "rule",
    "cause",
];
/// Words that promise values whatever else stands beside them.
const VALUES: &[&str] = &[
    "取值", "枚举", "值", "选项", "类型", "状态", "模式", "values", "value", "options", "one of",
    "type",
];
// A line that heads remarks.
pattern!(
    REMARKS,
    r"(?i)^\s*(?:[*•·-]\s*)?(?:说明|注意|注意事项|备注|注|提示|notes?|remarks?|caution|tips?)\s*:\s*$"
);

/// Whether words introduce a list of what is no value: `字段含义如下：`, `You need these permissions:`.
pub(crate) fn introduces_others(before: &str) -> bool {
    let lower = before.trim_end().to_lowercase();
    let Some(clause) = lower.strip_suffix(':') else {
        return false;
    };
    let clause = clause
        .rsplit(['。', ';', ',', '\n'])
        .next()
        .unwrap_or(clause);
    REMARKS.is_match(before.lines().last().unwrap_or_default())
        || holds_any(clause, NO_VALUES) && !holds_any(clause, VALUES)
}

/// A text in which lists are blanked whose items are no values of the member, character by character. A list below an item
/// that is a value says something of that value.
pub(crate) fn without_other_lists(text: &str) -> String {
    if !text.contains('\n') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    // The indent of the list that is blanked, and the one of the first item of the list around it.
    let mut blanked: Option<usize> = None;
    let mut level: Option<usize> = None;
    let mut parent_is_value = false;
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let half = half_width(line);
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let item = is_item(&half);
        let goes_on = item || line.trim().is_empty() || indent > 0 && blanked.is_some();
        if !goes_on {
            blanked = None;
            level = None;
        }
        if item && blanked.is_some_and(|least| indent < least) {
            blanked = None;
        }
        if item && blanked.is_none() {
            match level {
                Some(first) if indent > first && parent_is_value => blanked = Some(indent),
                _ => {
                    level = Some(indent);
                    parent_is_value = !promises(&half);
                }
            }
        }
        if item && blanked.is_some() {
            out.extend(line.chars().map(|_| ' '));
            continue;
        }
        if introduces_others(&half) {
            blanked = Some(if item { indent + 1 } else { 0 });
        }
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::without_other_lists;

    #[test]
    fn lists_of_values_stay() {
        for (text, kept) in [
            ("种类：\n- `a`：甲\n- `b`：乙", "种类：|- `a`：甲|- `b`：乙"),
            ("船的信息：\n- `a`：甲\n结束", "船的信息：||结束"),
            (
                "- `a`：甲，原因：\n  - `x`：风\n- `b`：乙",
                "- `a`：甲，原因：||- `b`：乙",
            ),
            ("- 取值：\n  - `a`\n  - `b`", "- 取值：|  - `a`|  - `b`"),
            ("- `a`\n- `b`\n说明：\n- `c`：旧", "- `a`|- `b`|说明：|"),
            ("- `a`\n\n- `b`\n备注：船", "- `a`||- `b`|备注：船"),
        ] {
            let found: Vec<String> = without_other_lists(text)
                .lines()
                .map(|line| line.trim_end().to_owned())
                .collect();
            assert_eq!(found.join("|"), kept);
        }
    }
}
