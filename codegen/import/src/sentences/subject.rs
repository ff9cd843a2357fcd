//! What a limit is a limit of: the member itself, or something else that its description mentions.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::dialect::{holds_any, is_han};
use crate::pattern::pattern;

// What relates the member to another: `与 B 之和`, `the sum of all weights`.
pattern!(
    RELATION,
    r"(?i)之和|之差|之比|之积|差值|跨度|总和|合计|比值|相加|相差|加起来|(?:与|和|两者|二者|相邻|之间)[^,。;]{0,24}?(?:的|之)?(?:间隔|距离|比例|时长)|\bsum of\b|\bdifferences? (?:between|from|of)\b|\bintervals? between\b|\bdistance (?:between|from|to)\b|\bratios? (?:of|between)\b|\bcombined\b|\bin total\b|\bapart\b"
);
// What each of others has, or what can be done in some time: `per listener`, `每 5 分钟最多上报 9 次`, `Each account can have`.
pattern!(
    OF_EACH,
    r"(?i)\b(?:per|each|every)\s+[a-z]+|\ban?\s+[a-z]+\s+(?:can|may)\s+(?:have|contain|hold|use|include)\b|一(?:个|台|条)[^,。;]{1,12}?(?:最多|至多|可)|每\s*(?:\d+\s*)?(?:个|条|台|名|位|秒|分钟|小时|天|日|周|月|年|账|用户|租户|实例|项目)|(?:一|单|[0-9]\s*)(?:天|小时|分钟|秒|个月|周)之?内(?:[^,。;]{0,4}(?:最多|至多|不超过))"
);
pattern!(
    OF_REQUEST,
    r"(?i)一个(?:请求|列表|数组)|\ban?\s+(?:request|call|list|array|query)\b|\b(?:per|each|every)\s+(?:request|call|query|page|time|batch|field|item|value|entry|element)s?\b"
);
// What can be done with how many others, of which a number says nothing: `最多可绑定 9 个`.
pattern!(
    DONE,
    r"(?i)(?:创建|添加|绑定|关联|挂载|购买|加入|上报|调用|显示|展示|发送|拥有|持有|部署)[^,。;]{0,4}\d|\bcan (?:create|add|have|bind|attach|own|hold|use)\b"
);
// The same of what is returned, unless the member is how much of it.
pattern!(RETURNED, r"返回[^,。;的]{0,4}\d");
// `Names 最多 9 个`: who is limited.
pattern!(NAMED, r"^\s*([A-Z][a-z][A-Za-z]+)\s?[\u{4e00}-\u{9fff}]");

// How much is written where an address leads, which counts characters itself: `最长 2 万字`.
pattern!(OF_CONTENT, r"\d\s*[万千]?\s*字(?:[^符节母]|$)");

/// Whether a part of a clause begins with the name of something else.
pub(crate) fn names_another(part: &str, name: &str) -> bool {
    let named = NAMED.captures(part).and_then(|found| found.get(1));
    named.is_some_and(|word| !name.to_lowercase().contains(&word.as_str().to_lowercase()))
}

// A number that counts what one request does is often what the member is.
pattern!(
    AT_ONCE,
    r"(?i)单次|一次|每次|本次|批量|同时|每页|单页|请求|\bat (?:once|a time)\b|\brequest\b|\bbatch\b|\bpage\b"
);

/// Whether a part of a clause limits what it relates the member to, or what others have or do, whatever was said before.
/// `counted` is whether the member is itself what is counted: a list.
pub(crate) fn is_of_others(part: &str, name: &str, counted: bool) -> bool {
    const RELATIONS: &[&str] = &[
        "interval", "span", "distance", "ratio", "sum", "total", "diff",
    ];
    let relates = RELATION.is_match(part) && !holds_any(name, RELATIONS);
    let of_each = OF_EACH.is_match(&OF_REQUEST.replace_all(part, "")) && !holds_any(name, &["per"]);
    const COUNTS: &[&str] = &["limit", "size", "count", "num", "max", "page", "top"];
    let returned = RETURNED.is_match(part) && !holds_any(name, COUNTS);
    let done = !counted && (DONE.is_match(part) || returned) && !AT_ONCE.is_match(part);
    let is_address = ["url", "uri", "link"]
        .iter()
        .any(|word| name.to_lowercase().ends_with(word));
    relates || of_each || done || is_address && OF_CONTENT.is_match(part)
}

/// Words that a limit of the member itself is stated with, in Chinese. Longer ones come before those that begin them.
const HAN: &str = "\
    取值范围 合法范围 合法取值 合法值 有效范围 可选范围 非负整数 大于等于 小于等于 可取值 可选值 有效值 参数值 属性值 字段值 最大值 \
    最小值 默认值 总长度 总个数 总数量 正整数 自然数 可传入 可填写 字符串 百分比 闭区间 开区间 可打印 毫秒 分钟 小时 取值 \
    范围 区间 数值 数字 数量 个数 长度 位数 大小 字符 字节 汉字 中文 英文 字母 符号 整数 小数 浮点 单位 \
    时长 时间 最大 最小 最多 最少 最长 最短 最高 最低 最新 最近 至多 至少 上限 下限 限制 限定 限长 要求 \
    约束 说明 注意 备注 超过 超出 大于 小于 等于 多于 少于 高于 低于 长于 短于 不得 不能 不可 必须 必需 \
    只能 需要 应该 应当 应为 可以 可选 可填 可传 支持 允许 填写 输入 设置 配置 指定 传入 传递 提供 选择 \
    包含 包括 组成 控制 保持 介于 位于 之间 之内 以内 以上 以下 开始 起始 递增 计数 单次 一次性 一次 每次 本次 每页 \
    单页 分页 请求 调用 查询 获取 返回 添加 新增 删除 移除 修改 更新 创建 提交 上传 绑定 解绑 批量 同时 \
    列表 数组 元素 参数 字段 属性 内容 名称 标识 可见 打印 通常 目前 当前 暂时 其中 由 码 均 都 仅 只 \
    为 是 在 至 到 从 起 或 且 并 和 及 与 的 了 该 此 本 须 需 应 可 能 值 个 条 项 位 台 页 \
    组 对 次 名 天 秒 月 年 内 长 不 含 有 传 填 取 限 共 总 一 即 间 字 等 者 行 份 张 种 各 您 \
    大小写 下划线 短横线 中划线 连字符 横线 句点 点号 斜线 正斜线 空格 冒号 逗号 等号 加号 减号 标点 \
    大写 小写 特殊 开头 结尾 首字符 组合 任意 文字 半角 全角 规则 如下 密码 \
    固定 恰好 正好 硬 作 必 多 少 大 小 被 会 将 以 所";

/// The same in English, in the singular and in lower case.
const WORDS: &str = "\
    a accepted add added allowed also an and any are array as ascii at available be begin beginning \
    between both by byte call can cannot case character chinese comma consist contain could count counted \
    created currently day decimal default defaults digit do does double each element encoding english enter entries \
    entered entry equal exceed exclusive fewer field float for from given greater has have higher hour \
    in include inclusive inclusively input int integer is it item its larger least length less letter \
    limit limited list long longer lower max maximum may millisecond min minimum minute month more most \
    must no not note number object of on once one only or other page parameter pass passed per positive \
    possible quantity queried queries query range ranging record request requested result return returned second \
    select selected sensitive separated set shall shorter should single size smaller space specified specify start \
    starting string support supported than that the them this through time to together total type unit \
    up upload uploaded use used using utf valid value week whole will with within year you";

static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| WORDS.split_whitespace().collect());

/// Whether a part of a clause that states a limit is about the member: each of its words either states limits or was
/// `said` before of the member, or belongs to its `name`. What nothing stands before names the member itself.
pub(crate) fn is_the_member(part: &str, said: &str, name: &str) -> bool {
    let said = said.trim();
    if said.is_empty() {
        return true;
    }
    let (said, name) = (said.to_lowercase(), name.to_lowercase());
    let part = without_brackets(part).to_lowercase();
    latin(&part).all(|word| {
        let stem = singular(word);
        KNOWN.contains(word) || KNOWN.contains(stem) || said.contains(stem) || name.contains(stem)
    }) && unknown(&part).iter().all(|run| {
        let known = run.chars().filter(|c| said.contains(*c)).count();
        known * 2 >= run.chars().count()
    })
}

/// A text without what stands in round brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let kept = text.chars().filter(|c| match c {
        '(' => {
            depth += 1;
            false
        }
        ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    kept.collect()
}

/// Words of letters.
fn latin(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| word.len() > 1)
}

fn singular(word: &str) -> &str {
    word.strip_suffix("ies")
        .or_else(|| word.strip_suffix('s'))
        .filter(|stem| stem.len() > 1)
        .unwrap_or(word)
}

/// The runs of Chinese characters that are no words of limits.
fn unknown(text: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    for piece in text.split(|c| !is_han(c)) {
        let (mut at, mut begin) = (0, 0);
        while let Some(rest) = piece.get(at..).filter(|rest| !rest.is_empty()) {
            if let Some(word) = HAN.split_whitespace().find(|word| rest.starts_with(word)) {
                runs.extend(piece.get(begin..at).filter(|run| !run.is_empty()));
                at += word.len();
                begin = at;
            } else {
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        runs.extend(piece.get(begin..).filter(|run| !run.is_empty()));
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::is_the_member;

    #[test]
    fn words_of_limits_are_about_the_member() {
        for (part, said) in [
            ("取值范围为 ", "端口。"),
            ("最多  个字符", "名称，"),
            ("不超过  个 ASCII 码可打印字符", "凭证，"),
            (" It must be an integer from  to ", "Weight."),
            ("up to  seeds", "Seeds to sow."),
        ] {
            assert!(is_the_member(part, said, "X"), "{part}");
        }
        assert!(is_the_member("up to  seeds", "What to sow.", "SeedIds"));
        assert!(is_the_member("每个花园最多种  棵", "", "X"));
    }

    #[test]
    fn what_nothing_was_said_of_is_something_else() {
        for (part, said) in [
            ("每个花园最多种  棵", "树的编号。"),
            ("树的高度不超过 ", "要种的树。"),
            ("与果树之差不超过 ", "开花的日期，"),
            ("the sum of all trunks cannot exceed ", "The weight."),
            ("gardeners may have up to  (or more) ", "Seeds to sow."),
        ] {
            assert!(!is_the_member(part, said, "X"), "{part}");
        }
    }
}
