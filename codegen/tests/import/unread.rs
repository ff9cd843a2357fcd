//! What looks like a fact in a description is taken, or told: nothing is missed in silence.

use crate::cells::all_are_read;
use crate::facts::facts;

#[test]
fn what_looks_like_a_fact_is_told() {
    let missed = [
        // Limits of a case, in another unit, of the items of a list, in an expression.
        ("Integer", "当 Kind 为 a 时取值 1～5，为 b 时取值 1～8"),
        ("Integer", "按桨计费：取值范围 1~200"),
        ("Integer", "航程，不超过 5 MB"),
        ("Integer", "舱容，取值范围：20～500 GB"),
        ("Integer", "等级 1-5，1 级最低"),
        ("Integer", "最多 3 次，超过 3 次按 3 次处理"),
        (
            "Integer",
            "At most 100. If a larger value is specified, 100 is used.",
        ),
        ("Array of String", "每个船名不超过 64 个字符"),
        ("String", "船名，需满足正则 `^[a-z][a-z0-9-]{1,31}$`"),
        ("String", "2～10 个汉字"),
        // Values.
        ("String", "帆：开/收，full/half"),
        ("String", "船况，full、half 任选其一"),
        ("String", "`full`（全）/ `half`（半）"),
        ("String", "帆，full 为全帆，half 为半帆"),
        ("String", "帆，FULL 全帆，HALF 半帆"),
        ("String", "帆，可取值：全帆、半帆"),
        ("String", "Sail (full/half)"),
        ("Integer", "粒度：300（5 分钟）、3600（1 小时）"),
        ("Integer", "`1` for yes and `0` for no."),
        ("Array of String", "可多选：`full`、`half`"),
        // Defaults.
        ("Integer", "分区，默认创建 3 个"),
        ("Integer", "航时，默认 3s"),
        ("Boolean", "是否升帆，默认不启用"),
        ("String", "若船在港则默认 `full`"),
    ];
    for (ty, description) in missed {
        let (_, rules) = facts(ty, "-", description);
        assert!(rules.contains(&"page-dropped-fact"), "{description}");
    }
}

#[test]
fn what_states_nothing_is_not_told() {
    for (ty, description) in [
        ("String", "船的编号，可调用 ListBoats 获取。"),
        ("String", "船名，支持中文、字母 a-z 和数字。"),
        ("String", "格式为 yyyy/MM/dd，例如 `2021/02/03`。"),
        ("String", "回调地址，支持 HTTP 和 HTTPS 协议。"),
        ("Integer", "船的编号，见 https://boat.example/docs/1。"),
        ("Integer", "建议取值 1~10，例如 3。"),
        ("String", "与 Kind 一起使用，默认与 Kind 相同。"),
        ("Boolean", "是否升帆。"),
    ] {
        let (found, rules) = facts(ty, "-", description);
        assert_eq!((found.as_str(), rules), ("", vec![]), "{description}");
    }
}

#[test]
fn limits_in_more_wordings() {
    all_are_read(&[
        ("Integer", "", "船数，必须为正整数。", "minimum 1"),
        (
            "Integer",
            "",
            "The value must be a non-negative integer.",
            "minimum 0",
        ),
        ("Integer", "", "2 的正整数倍", ""),
        ("Integer", "", "范围 [1, +∞)", "minimum 1"),
        ("Double", "", "取值范围为 (0, +∞)", "exclusiveMinimum 0.0"),
        (
            "Integer",
            "",
            "1～100，其中 90～100 为预留",
            "minimum 1, maximum 100",
        ),
        (
            "Integer",
            "",
            "超时，单位毫秒，取值 [100, 9000]",
            "minimum 100, maximum 9000",
        ),
        ("Integer", "", "优先级，可填 0-9", "minimum 0, maximum 9"),
        (
            "Integer",
            "",
            "年份，如 2024，范围 2020-2030",
            "minimum 2020, maximum 2030",
        ),
        (
            "String",
            "",
            "A 1–64 character string.",
            "minLength 1, maxLength 64",
        ),
        ("String", "", "64 characters at most.", "maxLength 64"),
        ("String", "", "字数 10~200", "minLength 10, maxLength 200"),
        ("String", "", "限 64 字", "maxLength 64"),
        (
            "String",
            "",
            "建议使用小写字母，最长 64 个字符",
            "maxLength 64",
        ),
        ("String", "", "`[a-z]{2,9}`", "minLength 2, maxLength 9"),
        ("String", "", "`[a-z][0-9]{2,9}`", ""),
        (
            "Array of String",
            "",
            "最多支持添加 9 条船，触礁时，将依次换船。",
            "maxItems 9",
        ),
        // Either end may be another one in a case, or what lies outside is accepted.
        ("Array of String", "", "最多 9 条船，大港时，不限。", ""),
        ("Integer", "", "取值范围 1~9，超过 9 时按 9 处理", ""),
        (
            "Integer",
            "",
            "范围 1-50，超出取值范围则自动调整为默认值",
            "",
        ),
    ]);
}

#[test]
fn values_in_more_wordings() {
    all_are_read(&[
        (
            "String",
            "",
            "Sail. Values: FULL or HALF. HALF is used by default.",
            "default HALF, enum [FULL, HALF]",
        ),
        (
            "String",
            "",
            "Enumerated values: full, half, none.",
            "enum [full, half, none]",
        ),
        (
            "String",
            "",
            "Values: full (default) and half.",
            "default full, enum [full, half]",
        ),
        (
            "String",
            "",
            "Can be `full` or `half`.",
            "enum [full, half]",
        ),
        (
            "String",
            "",
            "Set this parameter to `full`, `half` or `none`.",
            "enum [full, half, none]",
        ),
        (
            "String",
            "",
            "Options include `full` and `half`. If omitted, `half` applies.",
            "default half, enum [full, half]",
        ),
        ("Integer", "", "Supports 5 and 10 only.", "enum [5, 10]"),
        ("Integer", "", "桨数，仅支持 2/4/8", "enum [2, 4, 8]"),
        (
            "String",
            "",
            "帆，`full` 或 `half`，默认 `half`",
            "default half, enum [full, half]",
        ),
        (
            "String",
            "",
            "\"true\" / \"false\"，默认 \"true\"",
            "default \"true\", enum [\"true\", \"false\"]",
        ),
        ("String", "", "支持 `full`/`half`", "enum [full, half]"),
        (
            "String",
            "",
            "升帆方式。full：全帆，half：半帆",
            "enum [full, half]",
        ),
        (
            "String",
            "",
            "升帆方式，full：全帆 half：半帆",
            "enum [full, half]",
        ),
        ("String", "", "升帆方式（full：全帆；half：半帆等）", ""),
        (
            "String",
            "",
            "升帆方式。full：全帆。half：半帆。港内不升。",
            "enum [full, half]",
        ),
        ("String", "", "升帆方式：full|half", "enum [full, half]"),
        ("String", "", "船<br>- oar：桨船<br>- sail：帆船", ""),
        (
            "String",
            "oar",
            "船<br>- oar：桨船<br>- sail：帆船",
            "enum [oar, sail]",
        ),
        (
            "String",
            "",
            "可指定值：<br>- oar 桨船<br>- sail 帆船",
            "enum [oar, sail]",
        ),
        (
            "Integer",
            "",
            "支持的时长如下所示。<br>* 60：（默认值）1 分钟；<br>* 300：5 分钟。",
            "default 60, enum [60, 300]",
        ),
        (
            "Integer",
            "",
            "当前是否在港，取值如下：<br>• 0：在<br>• 1：不在",
            "enum [0, 1]",
        ),
        (
            "String",
            "",
            "对船的操作类型，取值如下：<br>- `sink`：沉<br>- `raise`：起",
            "enum [sink, raise]",
        ),
    ]);
}

#[test]
fn defaults_in_more_wordings() {
    all_are_read(&[
        (
            "Integer",
            "",
            "最大 9，默认按 3 执行",
            "maximum 9, default 3",
        ),
        (
            "String",
            "",
            "不传入该参数或该参数不传入数值时，默认为“/”。",
            "default /",
        ),
        ("String", "", "船名，不填默认为空字符串。", "default \"\""),
        (
            "Boolean",
            "",
            "设置为 true 时升帆，默认为 false",
            "default false",
        ),
        (
            "String",
            "",
            "取值为 oar（按量付费）或 sail（包年包月），默认 oar。",
            "default oar, enum [oar, sail]",
        ),
        ("Integer", "", "If omitted, 7 is used.", "default 7"),
        ("String", "", "If omitted, boats are used.", ""),
    ]);
}

#[test]
fn what_only_looks_like_a_fact_is_none() {
    all_are_read(&[
        ("Integer", "", "Minimum: 60 (sail) or 600 (oar).", ""),
        ("Integer", "", "船数，最多 5 艘或 8 艘", ""),
        (
            "Boolean",
            "",
            "Default false. Set to true to sail.",
            "default false",
        ),
        (
            "String",
            "",
            "Supported types: OAR, SAIL.",
            "enum [OAR, SAIL]",
        ),
        (
            "String",
            "",
            "Set this parameter to `*` or `all` to sail everywhere.",
            "",
        ),
        (
            "String",
            "",
            "When Kind is `a`, set this parameter to `full` or `half`.",
            "",
        ),
        ("String", "", "JSON 字符串，包含 oar：桨，sail：帆", ""),
        ("String", "", "航向，oar：桨，sail：帆，用逗号分隔", ""),
        ("String", "", "`Kind` 或 `Member` 至少填一个", ""),
        ("String", "", "默认值：`full` 或 `half`", ""),
        ("String", "", "大写 `A` 或小写 `a` 均可", ""),
        ("Integer", "", "总配额默认 500，可提交工单提升", ""),
        ("Integer", "", "单个港口的最大船数为 90，超出将被拒绝", ""),
        ("Integer", "", "小于 0 的值等同于 0", ""),
        ("Integer", "", "每 5 分钟一个点，最多返回 288 个点", ""),
        (
            "Integer",
            "",
            "船数上限 200，本参数为船的序号，从 0 开始",
            "minimum 0",
        ),
        ("Double", "", "船票，取值 1~10 折", ""),
        ("Double", "", "经度，东经 0~180，西经 0~-180", ""),
        (
            "Array of String",
            "",
            "与 Names 二选一，Names 最多 9 个",
            "",
        ),
        ("Integer", "", "超时，取值 1~9", "minimum 1, maximum 9"),
        ("Integer", "", "Must be 1, 2, 4, or 8.", "enum [1, 2, 4, 8]"),
        ("Integer", "", "帆，0-FULL，1-HALF", "enum [0, 1]"),
        (
            "Integer",
            "",
            "5 表示 5 分钟，60 表示 1 小时",
            "enum [5, 60]",
        ),
        (
            "Double",
            "",
            "Speed. 1.0 is normal; supports 0.5–2.0.",
            "minimum 0.5, maximum 2.0",
        ),
        (
            "String",
            "",
            "船的类型：oar（桨船）/sail（帆船）",
            "enum [oar, sail]",
        ),
        ("String", "", "oar（桨船）、sail（帆船）可以租借", ""),
        (
            "Array of String",
            "",
            "取值为 full、half 的一个或多个",
            "enum [full, half]",
        ),
        (
            "String",
            "",
            "规则：取值：full，全帆。half，半帆。",
            "enum [full, half]",
        ),
        (
            "String",
            "",
            "取值：full：大小写敏感。half：大小写不敏感。",
            "enum [full, half]",
        ),
        (
            "String",
            "",
            "船名，由 1 到 30 位字母、下划线及\"-\"组成。",
            "minLength 1, maxLength 30",
        ),
        (
            "Array of String",
            "",
            "规则列表，1 ≤ 数量 ≤ 50",
            "minItems 1, maxItems 50",
        ),
    ]);
}
