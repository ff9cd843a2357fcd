//! Sentences of descriptions: which of them state a fact, and which only mention something.

use crate::import_text;

/// A page with one member, whose row has a type, an example and a description.
pub(crate) fn page(ty: &str, example: &str, description: &str) -> String {
    format!(
        "# HireBoat\n\n租一条船。\n\n## 请求说明\n\n- 请求方式：POST\n- 请求地址：https://boat.volcengineapi.com?Action=HireBoat&Version=2021-02-03\n\n\
         ## 请求参数\n\n| 参数 | 类型 | 是否必选 | 示例值 | 描述 |\n|---|---|---|---|---|\n\
         | Member | {ty} | 否 | {example} | {description} |\n| Kind | String | 否 | a | 种类。 |\n\n## 返回参数\n\n无\n"
    )
}

/// The facts of the member, and the rules of the findings.
pub(crate) fn facts(ty: &str, example: &str, description: &str) -> (String, Vec<&'static str>) {
    let (outcome, shown) = import_text("page.md", &page(ty, example, description));
    let document = outcome
        .imported
        .unwrap_or_else(|| panic!("{shown}"))
        .document;
    let keys = [
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "default",
        "enum",
    ];
    let member = document
        .lines()
        .skip_while(|line| line.trim() != "Member:")
        .skip(1);
    let member = member.take_while(|line| line.trim() != "Kind:");
    let stated = member.filter_map(|line| {
        let (key, value) = line.trim().split_once(": ")?;
        keys.contains(&key).then(|| format!("{key} {value}"))
    });
    let rules = outcome
        .findings
        .iter()
        .map(|finding| finding.lint.code)
        .collect();
    (stated.collect::<Vec<_>>().join(", "), rules)
}

#[test]
fn what_a_sentence_states_is_a_fact() {
    for (ty, example, description, expected) in [
        (
            "Integer",
            "7200",
            "The value ranges from 3,600 to 43,200 (in seconds).",
            "minimum 3600, maximum 43200",
        ),
        ("Integer", "500", "最大值为 1,000。", "maximum 1000"),
        ("Integer", "500", "Maximum value: 10,000.", "maximum 10000"),
        ("Integer", "500", "最多 １，０００ 个", ""),
        (
            "Integer",
            "5",
            "取值范围：１～１００",
            "minimum 1, maximum 100",
        ),
        (
            "Integer",
            "5",
            "不能小于 1，不能超过 10 万。",
            "minimum 1, maximum 100000",
        ),
        (
            "Integer",
            "5",
            "must not be less than 2 and cannot be greater than 9.",
            "minimum 2, maximum 9",
        ),
        (
            "Integer",
            "50",
            "推荐取值范围 10～20，最大支持 100。",
            "maximum 100",
        ),
        (
            "String",
            "x",
            "名称，长度为 1～30 个字符。",
            "minLength 1, maxLength 30",
        ),
        (
            "String",
            "p",
            "取值如下：<br>- `p`：甲；<br>- `q`：乙。",
            "enum [p, q]",
        ),
        (
            "String",
            "5.0",
            "Valid values:<br>- 5.0<br>- 6.0<br>- 7.0",
            "enum [\"5.0\", \"6.0\", \"7.0\"]",
        ),
        (
            "Integer",
            "1",
            "是否打开。<br>- `0`：不支持<br>- `1`：支持",
            "enum [0, 1]",
        ),
        (
            "Integer",
            "10",
            "每页的行数，默认值为 10，取值范围为 1～100。",
            "minimum 1, maximum 100, default 10",
        ),
        ("Integer", "10", "若不指定，默认为 20。", "default 20"),
        (
            "Integer",
            "10",
            "If it is not specified, the default value is 20.",
            "default 20",
        ),
        (
            "Integer",
            "10",
            "Only returned when it is known. Default value: `20`.",
            "default 20",
        ),
        (
            "Integer",
            "30",
            "有效期，单位为秒，最大 60 秒。",
            "maximum 60",
        ),
        ("String[]（最多 10 个）", "[\"a\"]", "列表。", "maxItems 10"),
        // Thousands are parted by spaces and apostrophes, too.
        ("Integer", "", "最大值为 3 600。", "maximum 3600"),
        ("Integer", "", "Default value: 3'600.", "default 3600"),
        // What is said beside a limit takes nothing from it.
        (
            "Integer",
            "",
            "分页查询时每页的行数，最大值为 100，默认值为 10。",
            "maximum 100, default 10",
        ),
        (
            "String",
            "",
            "至少 8 个字符，最多 32 个字符",
            "minLength 8, maxLength 32",
        ),
        ("Array of String", "", "每次最多 10 个。", "maxItems 10"),
        // Values that look like remarks, and remarks that look like values.
        (
            "String",
            "",
            "取值如下：<br>- json：甲<br>- xml：乙",
            "enum [json, xml]",
        ),
        (
            "String",
            "",
            "取值：<br>- `p`：甲<br>- `q`：乙<br>- 默认值为 `p`。",
            "default p, enum [p, q]",
        ),
        ("Integer", "", "状态：0-未开始，1-已结束", "enum [0, 1]"),
        (
            "String",
            "",
            "帆，取值：<br>- full：全帆，half：半帆<br>- none：不升",
            "enum [full, half, none]",
        ),
        (
            "Integer",
            "",
            "取值：<br>- -1：不限<br>- 0：无",
            "enum [-1, 0]",
        ),
        ("String", "", "默认 all 表示全部", "default all"),
        ("Integer", "", "默认返回 10 条", ""),
    ] {
        assert_eq!(facts(ty, example, description).0, expected, "{description}");
    }
}

#[test]
fn what_is_only_mentioned_is_no_fact() {
    for (ty, example, description) in [
        // Advice.
        ("String", "x", "提示词，建议长度 <= 120 字符。"),
        ("String", "x", "长度建议控制在 1-20 个字符之间。"),
        (
            "String",
            "x",
            "We recommend that the length not exceed 20 characters.",
        ),
        ("Integer", "5", "建议设置为 10～20。"),
        (
            "String",
            "x",
            "看 `Kind`：<br>- `Kind` 为 `a`：**必填**。建议长度不超过 90 个字符，否则变慢。<br>- `Kind` 为 `b`：**必填**。",
        ),
        (
            "Integer",
            "5",
            "It is recommended to use a value between 10 and 20.",
        ),
        // One case of another member.
        (
            "String",
            "x",
            "取决于 `Kind`：<br>- `Kind` 为 `a`：**必填**。长度不超过 20 个字符。<br>- `Kind` 为 `b`：可不填。",
        ),
        ("Integer", "5", "当 Kind 为 a 时，取值范围为 10～20。"),
        ("Integer", "5", "If `Kind` is `a`, the maximum value is 3."),
        (
            "Integer",
            "5",
            "当 `Kind` 为 `a` 时，默认值为 3；否则默认值为 4。",
        ),
        (
            "Integer",
            "5",
            "If `Kind` is `a`, e.g. on a small boat, the default value is 3.",
        ),
        ("Integer", "5", "- 单人：最多 2<br>- 多人：最多 20"),
        // What is not allowed.
        ("String", "c", "不支持 `a` 和 `b`。"),
        ("String", "c", "除 `a`、`b` 外的任意值。"),
        ("String", "c", "It cannot be `a` or `b`."),
        // Examples, and lists that go on.
        ("String", "c", "类型，例如 `a`、`b`。"),
        ("String", "c", "Formats such as `a` or `b`."),
        (
            "String",
            "c",
            "支持多种类型，例如：<br>- `a`：甲<br>- `b`：乙",
        ),
        ("String", "a", "取值为 `a`、`b` 等。"),
        (
            "String",
            "1",
            "状态（多个用英文逗号分隔）：1：待生效；2：生效中",
        ),
        ("String", "https://a.b", "支持 `http`、`https` 协议的地址。"),
        // Other units.
        ("Integer", "86400", "有效期，单位为秒，最大 30 天。"),
        ("Integer", "1800", "过期时长，最大限制为 1h。"),
        ("Integer", "3600", "单位为秒，默认为 1 小时。"),
        // Values with a meaning of their own.
        ("Integer", "-1", "取值范围为 1～100，-1 表示全部。"),
        ("Integer", "5", "取值范围为 1～100，`0` 表示不限制。"),
        ("Integer", "", "取值为 -1 或 1～100。"),
        ("Integer", "", "取值范围：0 或 [60, 3600]。"),
        ("Integer", "", "必须大于等于 1。传 -1 查询全部。"),
        (
            "Integer",
            "",
            "A positive integer from 1 to 10. Set to -1 to disable.",
        ),
        // Numbers that go on, and factors.
        ("Integer", "5", "最大值为 1.5k。"),
        ("Integer", "", "取值范围为 3，600～43200。"),
        ("Integer", "", "at most 2 million"),
        ("Integer", "", "最大值为 20 的倍数"),
        ("String", "", "MD5，32 位"),
        ("String", "", "长度不超过 2 KB。"),
        // Advice in other words.
        ("Integer", "", "一般不超过 20。"),
        ("Integer", "", "参考取值：1～20"),
        ("Integer", "", "Recommended: at most 20"),
        ("Integer", "", "Usually between 1 and 20."),
        // Two limits of one kind are about two things, and so is one of a part.
        ("Integer", "", "标准版最大 20，企业版最大 200。"),
        ("Integer", "", "企业版取值范围 1～20。"),
        ("Integer", "", "For `a`, the range is 1 to 20."),
        ("Integer", "", "默认最大 20，如需提升请提交工单"),
        ("String", "", "中文最多 20 个字符，英文最多 40 个字符。"),
        ("String", "", "前缀最长 20 个字符"),
        ("Array of String", "", "每个用户最多 20 个"),
        ("Array of String", "", "At most 20 per user"),
        // Lists that name what is not allowed, or not all there is.
        ("String", "", "Reserved values: `a`, `b`."),
        ("String", "", "非法取值：`a`、`b`。"),
        ("String", "", "取值：`a`、`b` 或自定义字符串"),
        (
            "String",
            "",
            "取值：<br>- `a`：甲<br>- `b`：乙<br>- 其他：自定义",
        ),
        ("Integer", "", "1: low<br>2-5: middle<br>6: high"),
        ("Integer", "", "0：甲<br>1：乙<br>…"),
        ("Integer", "", "1 表示第 1 页，2 表示第 2 页，以此类推"),
        ("Integer", "", "[1,100]，-1 不限"),
        ("Integer", "", "ESSD：1～100"),
        ("Integer", "", "Kind 为 `a` 时 1～20；其他 1～50"),
        ("Integer", "", "up to 20 for basic plans"),
        ("Integer", "", "最大值为 99999999999999999999999"),
        ("String", "", "支持 a、b，更多取值见文档"),
        ("String", "", "当 Kind 为 1 时取值 `a`、`b`"),
        ("String", "", "If Kind is 1, valid values: `a`, `b`."),
        // What is the default only in some case, or is described.
        ("Integer", "", "Kind 为 a 默认 1"),
        ("Integer", "", "默认 1～20"),
        ("Integer", "", "The default is 10 times the size."),
        ("String", "", "默认为 Kind 的值"),
        ("String", "", "默认同 `Kind`"),
        ("String", "", "Defaults to the caller."),
        ("String", "", "Default: none"),
        ("String", "", "默认 http 协议"),
    ] {
        let (stated, _) = facts(ty, example, description);
        assert_eq!(stated, "", "{description}");
    }
}

#[test]
fn what_the_example_or_the_default_breaks_is_dropped_and_told() {
    for (ty, example, description, left) in [
        ("Integer", "7200", "取值范围为 3～600。", ""),
        (
            "Integer",
            "5",
            "默认值为 0，取值范围为 1～100。",
            "default 0",
        ),
        ("String", "c", "枚举值为 `a`、`b`。", ""),
        ("Integer", "", "星期几，1 代表周一，7 代表周日。", ""),
        ("String", "abcdef", "最长 3 个字符。", ""),
        ("Array of String", "[\"a\",\"b\",\"c\"]", "最多 2 个。", ""),
    ] {
        let (stated, rules) = facts(ty, example, description);
        assert_eq!(stated, left, "{description}");
        assert!(
            rules.contains(&"page-dropped-fact"),
            "{description}: {rules:?}"
        );
    }
}

#[test]
fn examples_of_the_page_are_held_against_facts() {
    let page = page("Integer", "-", "取值范围为 1～10。")
        + "\n## 请求示例\n\n```json\n{\"Member\": 50}\n```\n";
    let (outcome, shown) = import_text("page.md", &page);
    assert!(shown.contains("page-dropped-fact"), "{shown}");
    let document = outcome.imported.unwrap().document;
    assert!(!document.contains("maximum"), "{document}");
    assert!(document.contains("Member: 50"), "{document}");
}

#[test]
fn a_remark_in_brackets_may_be_a_condition() {
    for (mark, required) in [
        ("是（必填）", true),
        ("Yes (required)", true),
        ("是（必选）", true),
        ("\\*", true),
        ("是，不能为空", true),
        ("是(若 Kind 为 a)", false),
        ("是（二选一）", false),
        ("必填（更新时可不填）", false),
        ("否（可选）", false),
        ("Conditional", false),
        ("2选1", false),
        ("是/Yes", true),
        ("不能为空", true),
        ("Must", true),
        ("可为空", false),
        ("当 Kind 为 a 时必填", false),
        ("租船时必填，还船时选填", false),
        ("与 Kind 二选一", false),
        ("Required for sailors", false),
    ] {
        let text = page("String", "x", "甲。").replacen("| 否 |", &format!("| {mark} |"), 1);
        let (outcome, shown) = import_text("page.md", &text);
        let document = outcome
            .imported
            .unwrap_or_else(|| panic!("{shown}"))
            .document;
        assert_eq!(document.contains("required: [Member]"), required, "{mark}");
        assert!(!outcome.findings.has_errors(), "{mark}: {shown}");
    }
}

#[test]
fn nothing_is_read_from_a_description_of_many_pages() {
    let words = format!("取值范围：1～10。{}", "字".repeat(11_000));
    let (stated, told) = facts("Integer", "1", &words);
    assert_eq!((stated.as_str(), told), ("", vec!["page-dropped-fact"]));
}
