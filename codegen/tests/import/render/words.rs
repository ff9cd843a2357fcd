//! Limits as sentences.

use crate::tree::Limits;

pub(super) fn numbers(limits: &Limits, english: bool) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some((low, high, above, below)) = limits.decimals {
        let open = if above { '(' } else { '[' };
        let close = if below { ')' } else { ']' };
        lines.push(if english {
            format!("Valid range: {open}{low}, {high}{close}.")
        } else {
            format!("取值范围为 `{open}{low}, {high}{close}`。")
        });
    }
    match (limits.minimum, limits.maximum) {
        (Some(low), Some(high)) => lines.push(if english {
            format!("Valid range: [{low}, {high}].")
        } else {
            format!("取值范围：[{low}，{high}]。")
        }),
        (low, high) => {
            lines.extend(low.map(|low| {
                if english {
                    format!("At least {low}.")
                } else {
                    format!("最小值为 {low}。")
                }
            }));
            lines.extend(high.map(|high| {
                if english {
                    format!("At most {high}.")
                } else {
                    format!("最大值为 {high}。")
                }
            }));
        }
    }
    lines.extend(limits.above.map(|above| {
        if english {
            format!("It must be greater than {above}.")
        } else {
            format!("必须大于 `{above}`。")
        }
    }));
    lines.extend(limits.below.map(|below| {
        if english {
            format!("It must be less than {below}.")
        } else {
            format!("必须小于 `{below}`。")
        }
    }));
    lines
}

pub(super) fn counts(limits: &Limits, english: bool, text: bool) -> Vec<String> {
    let (low, high) = if text {
        (limits.min_length, limits.max_length)
    } else {
        (limits.min_items, limits.max_items)
    };
    let unit = match (english, text) {
        (true, true) => "characters",
        (true, false) => "items",
        (false, true) => "个字符",
        (false, false) => "个",
    };
    match (low, high) {
        (Some(low), Some(high)) if english => vec![format!("{low} to {high} {unit}.")],
        (Some(low), Some(high)) => {
            let what = if text { "长度" } else { "数量" };
            vec![format!("{what}为 {low}～{high} {unit}。")]
        }
        (Some(low), None) if english => vec![format!("At least {low} {unit}.")],
        (Some(low), None) => vec![format!("至少 {low} {unit}。")],
        (None, Some(high)) if english => vec![format!("Up to {high} {unit}.")],
        (None, Some(high)) => vec![format!("最多 {high} {unit}。")],
        (None, None) => Vec::new(),
    }
}
