//! Whose default a sentence states: that of the member itself, that of a part of its value that the sentence before names, or
//! that of some users, tasks or products alone.

use crate::dialect::{holds_any, is_han};
use crate::pattern::pattern;

// What a default may belong to that is not all there is: `VIP 用户`, `合流任务`, `bge 系`.
pattern!(
    GROUP,
    r"(?i)(?:用户|账号|账户|客户|租户|会员|成员|用户组|任务|作业|场景|产品|业务|套餐|系|系列|版|端|渠道|环境|流|式|屏|站|企业|个人|直播|点播|图片|音频|视频|文档|语音|消息|请求|方案|线路)(?:下|中|内|里|上|时|侧)?的?\s*$|\b(?:users?|accounts?|customers?|tenants?|members?|tasks?|jobs?|products?|plans?|models?|systems?|instances?|streams?|clusters?|editions?|versions?|series|devices?|apps?|projects?|regions?|engines?|mode|scenarios?)\s*$"
);
// What a value is called: `超时时间默认 30` speaks of the member.
pattern!(
    SUBJECT,
    r"(?:值|时间|时长|时区|数量?|大小|长度|宽|高|间隔|周期|端口号?|名称?|单位|语言|顺序|排序|质量|温度|权重|级别|等级|优先级|比例?|率|量|度|期限?|方式|类型|格式|模式|策略|算法|协议|编码|状态|方法|步长|页码|开关|范围|位置|号|限制?|路径|地址|目录|前缀|后缀|颜色|字体|价格|版本|引擎|地域|可用区|区域|规格|字符集|超时|延迟)\s*$"
);
// The same in English, and what stands as a label: `Unit`, `Note`, `Valid values`.
pattern!(
    LABEL,
    r"(?i)^(?:the )?(?:max(?:imum)? |min(?:imum)? )?(?:number|count|amount|size|length|width|height|duration|interval|period|name|id|type|level) of \S|(?:^|[\s_])(?:values?|time|timeout|duration|zone|numbers?|count|amount|quantity|size|length|width|height|depth|interval|period|port|name|unit|language|order|sort|quality|temperature|weight|levels?|priority|ratio|rate|type|format|policy|strategy|algorithm|protocol|encoding|status|state|method|step|page|offset|index|range|limits?|limitations?|position|path|address|prefix|suffix|colou?r|font|price|capacity|bandwidth|threshold|percentage|options?|choices?|optional|required|notes?|notice|remarks?|description|default|defaults|constraints?|restrictions?|rules?|settings?|following|include|includes|are|is|be|of|from|supported|supports|allowed|available|example|examples|s|seconds?|bytes?)$"
);
// What may stand between the last mark and the word for the default: nobody in particular.
pattern!(
    NOBODY,
    r"(?i)^\s*(?:(?:如果|若|如|当)?(?:用户|您|调用方)?(?:不|未|没有)[传填选设指配携]?[入写择置定带]?(?:时|则|的话)?|系统|平台|服务端?|后端|后台|接口|控制台|用户|其|该|此|本|当前|目前|现|一般|则|将|会|均|都|也|且|并|并且|同时|因此|所以|否则|此时|这时|(?:此|该|本|当前)?(?:参数|字段|选项|属性|值|取值|参数值|字段值)|的|可选|非必填|选填|为空|the|it|its|this|(?:this |the )?(?:parameter|field|value|option|system|server|service|platform)|and|and the|which|by|optional|-|\*|\s)*\s*$"
);
// What is behind a default and says whose it is: `（合流任务）`, ` for VIP users`, `，仅限单流任务`.
pattern!(
    BEHIND,
    r"(?i)^[^,;。.\n\d()]{0,6}?(?:\s*\(\s*(?:仅|只|限|适用于|针对|for |only |仅限|仅适用于)?([^()\n]{1,24})\)|\s*(?:for|in|on|with)\s+((?:[\w-]+\s+){0,4}?[\w-]+)\s*(?:[,;.)]|$)|/\s*([^,;。.\s]{1,10}))"
);
pattern!(WORD, r"^[A-Z][\w.+-]*$");
pattern!(
    LIMITED,
    r"(?i)^[^,;。.\n\d()]{0,6}\(\s*(?:(?:仅|只|only\b)|[^()\n]{1,24} only\))|^[^,;。.\n\d()]{0,6},\s*(?:(?:仅|只)(?:限|对|在|适用|针对|当)|限于|适用于|only (?:for|in|if|when|applies))"
);

/// Whether a sentence gives a default that holds for some users, tasks, products or modes alone: `bge 系默认 \`a\``, `VIP users
/// default to 2`. `before` is what stands before the word for the default, `behind` what stands behind the value.
pub(crate) fn is_of_group(before: &str, behind: &str, name: &str) -> bool {
    let marks = [',', ';', '。', ':', '\n', '(', '、', '!'];
    let parts = before.rsplitn(2, marks).collect::<Vec<_>>();
    let part = parts.first().copied().unwrap_or(before);
    let part = part.rsplit(". ").next().unwrap_or(part);
    let part = part.trim_matches(['`', '"', '-', '*', '•', ' ']);
    // `单流任务：默认值 5`, `Live: the default is 5`
    // A sentence that begins behind the head is not about it: `a: one. The default is b`.
    let begins = parts.first().is_some_and(|first| first.contains(". "));
    let is_head = !begins && NOBODY.is_match(part);
    let head = parts.get(1).filter(|_| is_head).and_then(|rest| {
        let behind = before.get(rest.len()..)?;
        behind.starts_with(':').then(|| rest.rsplit(marks).next())?
    });
    let names_other = |head: &str| {
        let head = head.rsplit(". ").next().unwrap_or(head);
        let head = head.trim_matches(['`', '"', '-', '*', '•', ' ', '.']);
        let is_own = head.eq_ignore_ascii_case(name) || head.is_empty();
        head.is_ascii() && !is_own && !LABEL.is_match(head)
    };
    // `MySQL 默认 3306`
    let is_other = WORD.is_match(part) && !part.eq_ignore_ascii_case(name);
    let is_foreign = part.contains(is_han) && !SUBJECT.is_match(part) || is_other;
    let of_group = !NOBODY.is_match(part)
        && (is_foreign || GROUP.is_match(part) || names_one(part, name))
        || head.is_some_and(|head| GROUP.is_match(head) || names_other(head));
    let whose = BEHIND
        .captures(behind)
        .and_then(|found| (1..=3).find_map(|group| found.get(group)));
    of_group
        || whose.is_some_and(|whose| GROUP.is_match(whose.as_str()))
        || LIMITED.is_match(behind)
}

/// Whether words qualify what they speak of by a name: `H264 编码`. The name of the member itself is none.
fn names_one(part: &str, name: &str) -> bool {
    const QUALIFIED: &[&str] = &[
        "编码", "格式", "协议", "模式", "类型", "方式", "策略", "算法", "语言", "系统", "状态",
    ];
    let has_name = part
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .any(|word| !word.is_empty() && !word.eq_ignore_ascii_case(name));
    has_name && part.ends_with(is_han) && QUALIFIED.iter().any(|word| part.ends_with(word))
        || holds_any(part, &["对于", "针对", "仅对"])
}

// `` the `lng` suffix ``, `with the lng parameter`.
pattern!(
    NAMED,
    r"(?i)`([A-Za-z][\w.-]*)`\s*(?:field|parameter|suffix|option|argument|key|字段|参数|后缀|选项)|(?:field|parameter|suffix|option|argument|key|字段|参数|后缀|选项)\s*`([A-Za-z][\w.-]*)`|\b(?:using|with|through|via|by) the ([A-Za-z][\w.-]*) (?:field|parameter|suffix|option|argument|key)\b|(?:通过|使用|借助|利用)\s*([A-Za-z][\w.-]*)\s*(?:字段|参数|后缀|选项)"
);

/// Whether the sentence that states a default, or one of the two before it, is about a part of the value that has a name of its own: `the
/// language can be set with the lng suffix. The default is en.`
pub(crate) fn is_of_part(text: &str, stated: &str, name: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let said = ["default", "默认", "缺省"]
        .iter()
        .filter_map(|word| lower.find(word))
        .min();
    let end = said.and_then(|said| Some(said + text.get(said..)?.find(stated)?));
    let Some(before) = end.and_then(|end| text.get(..end)) else {
        return false;
    };
    // The sentence itself, and the two before: one may list the values.
    let stops = before
        .match_indices(['。', '\n', ';', '!'])
        .chain(before.match_indices(". "))
        .map(|(at, stop)| at + stop.len());
    let mut stops: Vec<usize> = stops.collect();
    stops.sort_unstable();
    let start = stops
        .len()
        .checked_sub(3)
        .and_then(|index| stops.get(index));
    let near = before
        .get(start.copied().unwrap_or_default()..)
        .unwrap_or_default();
    NAMED.captures_iter(near).any(|found| {
        let part = (1..=4).find_map(|group| found.get(group));
        part.is_some_and(|part| {
            !is_common(part.as_str()) && !part.as_str().eq_ignore_ascii_case(name)
        })
    })
}

/// Words that stand before `field` and `parameter` and name none.
fn is_common(word: &str) -> bool {
    const COMMON: &[&str] = &[
        "above",
        "body",
        "corresponding",
        "following",
        "header",
        "http",
        "input",
        "json",
        "optional",
        "other",
        "path",
        "preceding",
        "query",
        "request",
        "required",
        "same",
        "string",
        "url",
    ];
    COMMON
        .iter()
        .any(|common| word.eq_ignore_ascii_case(common))
}

#[cfg(test)]
mod tests {
    use super::{is_of_group, is_of_part};

    #[test]
    fn a_default_of_some_is_none_of_all() {
        for (before, behind) in [
            ("大船必填，小船系", ""),
            ("VIP 用户", ""),
            ("数量，合流任务", "。"),
            ("", "（合流任务）"),
            ("H264 编码", ""),
            ("VIP users ", "."),
            ("", " for VIP users."),
            ("非流式", "。"),
            ("Live: ", ""),
            ("The count. For X: ", ""),
            ("- Linux: ", ""),
            ("Basic edition: the ", "."),
        ] {
            let half = |text: &str| crate::dialect::half_width(text);
            assert!(
                is_of_group(&half(before), &half(behind), "Size"),
                "{before} {behind}"
            );
        }
        for (before, behind) in [
            ("", "。"),
            ("sail: by wind. ", "."),
            ("数量，不填", "。"),
            ("若不传该参数，系统", "，最大 5"),
            ("该参数", ""),
            ("超时时间", " 秒。"),
            ("每页数量", "（条）"),
            ("The timeout. It ", " seconds."),
            ("", " (seconds)"),
            ("Size 类型", ""),
            ("Page size: ", ""),
            ("Note: the ", ""),
            ("Valid values: ", ""),
            ("Size: ", ""),
        ] {
            let half = |text: &str| crate::dialect::half_width(text);
            assert!(
                !is_of_group(&half(before), &half(behind), "Size"),
                "{before} {behind}"
            );
        }
    }

    #[test]
    fn a_default_of_a_part_is_none_of_the_whole() {
        for text in [
            "The link. Set the language with the lng suffix. The default value is en.",
            "The link. Caution: use the `lng` field; its default value is en",
            "链接。可通过 lng 参数指定语言,默认值为 en。",
            "链接。用参数 `lng` 指定语言。默认为 en。",
        ] {
            assert!(is_of_part(text, "en", "Link"), "{text}");
        }
        for text in [
            "The language. The default value is en.",
            "Set the language with the Lang parameter. The default value is en.",
            "See the `lng` field. The link. It is short. The default value is en.",
            "语言,由请求参数 `Lang` 指定,默认值为 en。",
        ] {
            assert!(!is_of_part(text, "en", "Lang"), "{text}");
        }
    }
}
