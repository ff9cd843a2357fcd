//! Clauses that hold in one case only, or that count something else.

use crate::dialect::holds_any;
use crate::pattern::pattern;

pattern!(
    CASE,
    r"(?i)当[^前然地]|\d{4}-\d{1,2}-\d{1,2}|\d{4}\s*年|[新旧老]版|若|如果|如需|假如|仅当|否则|(?:模式|场景|情况|条件|类型|版本|方式|状态|规格|套餐)[^,。;]{0,4}(?:下|中)|[^小定延及同即准实暂超耗计历用工课学限临分租]时(?:[,:、)]|\s|$)|为[^,。;]{1,24}时|\bwhen\b|\bif\b|\bin case\b|\bunless\b|\bonce\b|\botherwise\b|\b(?:for|in) (?:all )?other\b|\b(?:for|in)\b[^,.;]{1,30}\b(?:mode|type|version|edition)s?\b|^\s*for\b[^,.;]{1,40},|(?:标准|企业|专业|旗舰|免费|基础|高级|普通|个人|试用|付费|商业|国际|海外)(?:版|用户|套餐|账号|客户)|包年包月|按量(?:计费|付费)|其[他它余]|(?:^|[,。;])\s*(?:(?:对于|针对|在)[^,。;]{1,20}|对[^,。;的]{1,20}),|华北|华东|华南|国内站|国际站|\bfor\b[^,.;]{1,30}\b(?:plan|tier|account)s?\b|[^小定延及同即准实暂超耗计历用工课学限临分租]时的?(?:取值|最大|最小|最多|默认)|(?:地域|可用区|[公私专混]有云|海外站|场景|新用户|老用户|主账号|子账号|控制台|历史|曾用|linux|windows)的?\s*(?:取值|枚举|默认|最大|最小)|(?:试用期|高峰期|公测期)(?:间|内)?|\bconsole default\b|\bformer values\b|\bin (?:cn|ap|eu|us)-\w+|\bpeak hours\b|\bfor (?:new|existing) users\b"
);

/// What may stand before the colon of a line that states a limit of the member itself.
const ABOUT_LIMITS: &[&str] = &[
    "长度",
    "范围",
    "取值",
    "最大",
    "最小",
    "最多",
    "最少",
    "个数",
    "数量",
    "限制",
    "上限",
    "下限",
    "大小",
    "要求",
    "length",
    "range",
    "value",
    "max",
    "min",
    "limit",
    "size",
    "number",
    "count",
    "constraint",
];

/// Whether an item of a list is about one value, or one case, of this member or of another: `- \`a\`：最多 10 个`.
pub(crate) fn is_item_of_a_case(line: &str) -> bool {
    let Some(item) = line
        .trim_start()
        .strip_prefix(['-', '*', '•', '·'])
        .map(str::trim_start)
    else {
        return false;
    };
    let first = item.split([',', '。', ';', ':']).next().unwrap_or(item);
    begins_a_case(first)
        || item.split_once(':').is_some_and(|(head, _)| {
            head.chars().count() <= 80 && (!holds_any(head, ABOUT_LIMITS) || speaks_of_case(head))
        })
}

/// Whether an item is about the number in the name of a list: `- Parameter - N: …`.
pub(crate) fn is_item_of_index(line: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(head, _)| INDEX.is_match(head))
}

pattern!(
    INDEX,
    r"^\s*[-*•·]\s*(?i:(?:the )?parameter|参数)\s*-?\s*`?[Nn]`?\s*$"
);

/// Whether a text begins with what is said of one case.
pub(crate) fn begins_a_case(text: &str) -> bool {
    const BEGINS: &[&str] = &["当", "如果", "若", "when ", "if ", "for "];
    // `当前实例是否…` speaks of no case.
    const OTHERS: &[&str] = &["当前", "当日", "当天", "当月", "当地", "若干"];
    let lower = text.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    begins(BEGINS) && !begins(OTHERS)
}

/// Whether a clause begins with what it is about, and that is one case among others: `ESSD: 1~100`.
pub(crate) fn heads_a_case(clause: &str) -> bool {
    let heads = clause.match_indices(':').map(|(at, _)| clause.split_at(at));
    let mut begin = 0;
    heads.into_iter().any(|(before, rest)| {
        let head = before.get(begin..).unwrap_or_default();
        begin = before.len() + 1;
        speaks_of_case(head)
            || KIND.is_match(head)
            || (is_of_a_kind(head) || head.trim_start().to_lowercase().starts_with("for "))
                && rest.contains(|c: char| c.is_ascii_digit())
    })
}

/// Whether a clause says what the member means in one case: what follows on it holds for that case, too.
pub(crate) fn opens_a_case(clause: &str) -> bool {
    const MEANS: &[&str] = &[
        "represents",
        "indicates",
        "the range",
        "value range",
        "maximum",
        "minimum",
        "表示",
        "范围",
        "最大",
        "最多",
        "最小",
    ];
    let clause = clause.trim_start();
    let lower = clause.to_lowercase();
    let head = lower.split(',').next().unwrap_or_default();
    // What is said of one value of the member, or of none, is no case of others.
    let of_value = head.contains(|c: char| c.is_ascii_digit()) || holds_any(head, &["空", "empty"]);
    begins_a_case(clause)
        && !of_value
        && holds_any(head, &["为", "是", "=", " is ", "取值", " set to "])
        && speaks_of_case(clause)
        && holds_any(clause, MEANS)
}

/// Whether what stands before a colon is one kind among others: `ESSD: 1~100`.
fn is_of_a_kind(head: &str) -> bool {
    let head = head.trim();
    let lower = head.to_lowercase();
    let is_word = lower.len() <= 20
        && lower.starts_with(|c: char| c.is_ascii_alphabetic())
        && lower
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '`'));
    // `UDP protocol`, `ESSD PL0`
    let is_named_kind = head.len() <= 40
        && head.split(' ').count() <= 3
        && head.split(' ').next().is_some_and(|word| {
            word.len() > 1
                && word
                    .chars()
                    .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
        });
    let is_remark = [
        "default",
        "note",
        "unit",
        "integer",
        "int",
        "string",
        "rule",
        "rules",
        "requirement",
        "requirements",
        "naming",
        "format",
        "description",
    ]
    .contains(&lower.as_str());
    (is_word || is_named_kind) && !is_remark && !holds_any(head, ABOUT_LIMITS)
}

// `按流量计费：1~200`, `开启时移：1~5`: a head that is one way of several.
pattern!(
    KIND,
    r"^\s*(?:按|使用|采用|开启|关闭|启用|禁用|选择|基于|针对|通过)[^,。;:]{1,12}$|(?:计费|付费|收费|套餐|规格|云盘|磁盘|硬盘|协议|算法|引擎|集群|机型|机房|档|级)$"
);

/// Whether a clause speaks of one case among others.
pub(crate) fn speaks_of_case(clause: &str) -> bool {
    CASE.is_match(clause)
}

/// What ends a clause.
const CLAUSE_ENDS: [char; 3] = ['\n', '。', ';'];

/// The clauses of a text.
pub(crate) fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(CLAUSE_ENDS)
}

/// The clause that a text begins with.
pub(crate) fn first_clause(text: &str) -> &str {
    clauses(text).next().unwrap_or(text)
}

/// The clause that a text ends with.
pub(crate) fn last_clause(text: &str) -> &str {
    text.rsplit(CLAUSE_ENDS).next().unwrap_or(text)
}

/// The sentence that the last clause of a text ends with: in English a full stop may end the one before.
pub(crate) fn last_sentence(text: &str) -> &str {
    let clause = last_clause(text);
    clause.rsplit(". ").next().unwrap_or(clause)
}

/// A clause without the case that it goes on with, where that neither limits nor frees: `最多 10 个，超时后，系统将重试`.
pub(crate) fn without_later_case(clause: &str) -> &str {
    let clause = without_meaning_of_end(clause);
    let may_differ = |rest: &str| {
        rest.contains(|c: char| c.is_ascii_digit())
            || holds_any(
                rest,
                &[
                    "不限", "无限", "不受", "更", "可", "提升", "放开", "例外", "除外", "否则",
                    "limit", "more", "other", "may", "can ", "except",
                ],
            )
    };
    let commas = clause.match_indices(',').map(|(at, _)| at);
    commas
        .filter_map(|at| clause.split_at_checked(at))
        .find(|(head, rest)| !may_differ(rest) && speaks_of_case(rest) && !speaks_of_case(head))
        .map_or(clause, |(head, _)| head)
}

// `，值为 100 时代表全部`
pattern!(
    MEANING_OF_END,
    r",\s*当?(?:该|此)?(?:取?值|参数|字段)?(?:设置?)?(?:为|是|=|等于)?\s*(\d+)\s*时,?\s*(?:代表|表示|意味着|即)[^\d]*$"
);

/// A clause without what the last number of a range means: `[0,100]，值为 100 时代表全部`.
fn without_meaning_of_end(clause: &str) -> &str {
    let Some(found) = MEANING_OF_END.captures(clause) else {
        return clause;
    };
    let (Some(whole), Some(number)) = (found.get(0), found.get(1)) else {
        return clause;
    };
    let head = clause.get(..whole.start()).unwrap_or(clause);
    let mut numbers = head.split(|c: char| !c.is_ascii_digit());
    if numbers.any(|known| known == number.as_str()) {
        head
    } else {
        clause
    }
}

/// `必须大于 0` states what a value must be; `大于 0 时` only a case.
pub(crate) fn states_value(clause: &str) -> bool {
    const CASES: &[&str] = &["时", "则", "when", "if ", "如果", "若", "表示", "当"];
    /// Words that have a character of those, and speak of no case.
    const OTHERS: &[&str] = &[
        "规则", "原则", "时间", "时长", "时区", "时刻", "时段", "时延", "时移", "小时", "超时",
        "延时", "定时", "实时", "临时", "当前",
    ];
    let has_case = |text: &str| holds_any(text, CASES);
    if !has_case(clause) {
        return true;
    }
    let rest = OTHERS
        .iter()
        .fold(clause.to_owned(), |text, word| text.replace(word, ""));
    !has_case(&rest)
}

/// Whether a clause counts something else than the member itself, or speaks of a case.
pub(crate) fn counts_others(clause: &str) -> bool {
    !states_value(clause)
        || holds_any(
            clause,
            &[
                "每秒",
                "每分钟",
                "每天",
                "每个",
                "单个",
                "单台",
                "单条",
                "per second",
                "per day",
                "per minute",
                "次/",
                "并发",
                "总数",
                "total number",
                "累计",
                "账号",
                "账户",
                "单用户",
                "每日",
                "每小时",
                "单日",
                "per account",
                "per user",
            ],
        )
}

/// Whether a clause counts a part of the member, or what each of several has.
pub(crate) fn counts_parts(clause: &str) -> bool {
    const PARTS: &[&str] = &[
        "单个",
        "每个",
        "每条",
        "每行",
        "每项",
        "每一",
        "每位",
        "每名",
        "每秒",
        "每分钟",
        "每天",
        "各不",
        "各自",
        "各部分",
        "分别",
        "去除",
        "去掉",
        "忽略",
        "trimm",
        "一个账号",
        "一个用户",
        "其中",
        "部分",
        "编码后",
        "解码后",
        "加密后",
        "返回",
        "each ",
        "every ",
        " per ",
        "encoded",
        "return",
    ];
    // What is said of each request is said of the member.
    let lower = [
        "per request",
        "per call",
        "each request",
        "each call",
        "each time",
    ]
    .iter()
    .fold(clause.to_lowercase(), |text, word| text.replace(word, ""));
    holds_any(&lower, PARTS)
}

/// Whether a part of a clause counts what a text begins or ends with.
pub(crate) fn counts_affix(part: &str) -> bool {
    holds_any(part, &["前缀", "后缀", "掩码", "prefix", "suffix", "mask"])
}

/// Whether what stands behind a number says what becomes of it: `大于 50 返回错误`.
pub(crate) fn has_consequence(behind: &str) -> bool {
    let part = behind.split(',').next().unwrap_or_default().to_lowercase();
    let next = behind
        .split(',')
        .nth(1)
        .unwrap_or_default()
        .trim_start()
        .to_lowercase();
    const CONSEQUENCES: &[&str] = &[
        "返回",
        "报错",
        "失败",
        "将",
        "会",
        "按",
        "被",
        "截断",
        "等同",
        "等价",
        "视为",
        "treated",
        "equivalent",
        "错误",
        "error",
        "fail",
        " is ",
        " creates ",
        " indicates ",
        " means ",
        " represents ",
        " enables ",
        " disables ",
        " triggers ",
        " uses ",
        " are ",
        "will",
        "return",
    ];
    CONSEQUENCES
        .iter()
        .any(|word| part.contains(word) || next.starts_with(word.trim()))
}

// `超过 100 时按 100 处理`, `larger values are treated as 100`: what lies outside is accepted.
pattern!(
    CLAMPED,
    r"(?i)(?:超过|超出|大于|高于|小于|低于|不在)[^。;\n]{0,14}?(?:按|取|返回|视为|使用|截断|截取|修正|调整|置为|设为|[^可所及]以)[^。;\n]{0,6}?(?:\d|最大|最小|上限|下限|默认|处理|边界|范围|该值|$|[,。;])|\b(?:larger|greater|higher|smaller|lower|exceed\w*|outside|out of)\b[^.;\n]{0,30}\b(?:treated as|clamped|truncated|capped|adjusted|rounded|(?:is|are) used|(?:is|are) set to)\b"
);

/// Whether a text says that what lies outside of its limits is accepted.
pub(crate) fn is_clamped(text: &str) -> bool {
    CLAMPED.is_match(text)
}

// `总数不能超过 500，单次不能超过 50`: nobody knows which of the two the member counts.
pattern!(
    TWICE,
    r"(?:总数|总共|总计|累计)[^。;\n]{0,16}?\d[^。;\n]{0,8}?(?:单次|每次|一次|单个)[^。;\n]{0,12}?\d|(?:单次|每次|一次|单个)[^。;\n]{0,16}?\d[^。;\n]{0,8}?(?:总数|总共|总计|累计)[^。;\n]{0,12}?\d|第 ?1 ?页[^。;\n]{0,8}(?:每页|单页)"
);

/// Whether a text limits two counts, of which the member is one.
pub(crate) fn counts_twice(text: &str) -> bool {
    TWICE.is_match(text)
}

// `` `web` 默认 10 ``, `image: at most 5`: a word before what is said of a number.
pattern!(
    HEADED,
    r"(?i)(?:^|[;,。\n])\s*(?:[-*•]\s*)?`?([A-Za-z][\w.-]*)`?\s*:?\s*(?:默认|缺省|最多|最大|最小|最少|最长|最短|至多|至少|不超过|上限|取值|范围|defaults?\b|at most\b|at least\b|up to\b|max\b|min\b)"
);

/// Whether a text says of several values of another member what holds for each: `` `web` 默认 10、最多 50；`image` 最多 5 ``.
pub(crate) fn tells_cases_apart(text: &str, name: &str) -> bool {
    let mut heads = HEADED
        .captures_iter(text)
        .filter_map(|found| Some(found.get(1)?.as_str()))
        .filter(|head| !head.eq_ignore_ascii_case(name) && !is_of_sentence(head));
    heads
        .next()
        .is_some_and(|first| heads.any(|other| other != first))
}

/// Whether a word begins sentences about limits and defaults, and is no value.
fn is_of_sentence(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "the", "and", "or", "a", "an", "it", "its", "is", "with", "value", "values", "length",
        "size", "range", "default", "max", "min", "maximum", "minimum", "string", "integer", "int",
        "number", "float", "array", "list", "id", "note", "valid", "optional", "required",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

// `无长度限制`, `no limit`: said of a case beside the one that has a limit. `-1 表示不限制` gives a value its meaning.
pattern!(
    UNLIMITED,
    r"(?i)(?:^|[^\d\s`:表示则为])\s*(?:无|没有|不作|不做)[^,。;:\d\n]{0,6}限制|\b(?:has|have|is|are) (?:no (?:length |size )?limit\b|not limited\b|unlimited\b)"
);

/// Whether a text offers more than it allows, in general or in some case: `如需提升，请提交工单`.
pub(crate) fn can_be_raised(text: &str) -> bool {
    if holds_any(text, &["限制", "limit"]) && UNLIMITED.is_match(text) {
        return true;
    }
    holds_any(
        text,
        &[
            "超出需",
            "超过需",
            "不受限制",
            "require a ticket",
            "工单",
            "不可调整",
            "不支持调整",
            "提升配额",
            "提高配额",
            "调整配额",
            "申请提升",
            "申请提高",
            "申请调整",
            "申请扩大",
            "申请白名单",
            "submit a ticket",
            "可调整至",
            "可提升至",
            "可扩容至",
            "可申请",
            "quota increase",
            "increase the quota",
            "raise the quota",
            "request a higher",
        ],
    )
}
