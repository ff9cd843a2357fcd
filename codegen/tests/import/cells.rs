//! Cells of descriptions in the wordings of documentation pages, each with the facts that a reader takes from it.

use crate::facts::facts;

/// Type, example, description, facts.
pub(crate) type Cell = (&'static str, &'static str, &'static str, &'static str);

pub(crate) fn all_are_read(cells: &[Cell]) {
    let wrong: Vec<String> = cells
        .iter()
        .filter_map(|(ty, example, description, expected)| {
            let (found, _) = facts(ty, example, description);
            (found != *expected)
                .then(|| format!("{ty}: {description}\n  was `{expected}`, is `{found}`"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Of none of these lists values are taken, and each is told.
pub(crate) fn none_are_taken(cells: &[(&str, &str)]) {
    for (ty, text) in cells {
        let (found, told) = facts(ty, "", text);
        assert!(
            found.is_empty() && !told.is_empty(),
            "{text}: {found}; {told:?}"
        );
    }
}

#[test]
fn ranges_in_every_notation() {
    all_are_read(&[
        (
            "Integer",
            "",
            "桨数，取值范围 1..100",
            "minimum 1, maximum 100",
        ),
        (
            "Integer",
            "",
            "桨数，等距排列，取值范围 1..100",
            "minimum 1, maximum 100",
        ),
        ("Integer", "", "桨数，范围：1–100", "minimum 1, maximum 100"),
        ("Integer", "", "取值：1-10", "minimum 1, maximum 10"),
        ("Integer", "", "港口号：1-65535", "minimum 1, maximum 65535"),
        (
            "Integer",
            "",
            "缆长，取值范围：-10～10",
            "minimum -10, maximum 10",
        ),
        (
            "Integer",
            "",
            "取值范围：(0, 100]",
            "exclusiveMinimum 0, maximum 100",
        ),
        (
            "Integer",
            "",
            "取值范围：[1,100)",
            "minimum 1, exclusiveMaximum 100",
        ),
        ("Integer", "", "船位（1~100）", "minimum 1, maximum 100"),
        ("Integer", "", "1 <= n <= 100", "minimum 1, maximum 100"),
        (
            "Integer",
            "",
            "0 < n < 100",
            "exclusiveMinimum 0, exclusiveMaximum 100",
        ),
        (
            "Integer",
            "",
            "It ranges from 0 through 1000 and defaults to 10.",
            "minimum 0, maximum 1000, default 10",
        ),
        (
            "Integer",
            "",
            "Between 5 and 50 (inclusive).",
            "minimum 5, maximum 50",
        ),
        (
            "Float",
            "0.5",
            "The load must be greater than 0 and at most 1000.",
            "exclusiveMinimum 0.0, maximum 1000.0",
        ),
        ("Float", "", "载重，不小于 0.1", "minimum 0.1"),
        (
            "Float",
            "",
            "取值范围为 (0, 1]",
            "exclusiveMinimum 0.0, maximum 1.0",
        ),
        (
            "Double",
            "",
            "取值范围 [0.1,10]，保留两位小数",
            "minimum 0.1, maximum 10.0",
        ),
    ]);
}

#[test]
fn limits_in_every_wording() {
    all_are_read(&[
        ("Integer", "", "船数，100 以内。", "maximum 100"),
        ("Integer", "", "最少 2，最多 9", "minimum 2, maximum 9"),
        ("Integer", "", "min: 1, max: 10", "minimum 1, maximum 10"),
        ("Integer", "", "页码，从 1 开始。", "minimum 1"),
        ("Integer", "", "Starts from 0.", "minimum 0"),
        (
            "Integer",
            "",
            "Default 20, max 100.",
            "maximum 100, default 20",
        ),
        (
            "Integer",
            "",
            "默认10，最小1，最大100",
            "minimum 1, maximum 100, default 10",
        ),
        ("String", "", "船名，不得超过 64 个字符。", "maxLength 64"),
        ("String", "", "船名，64 个字符以内。", "maxLength 64"),
        (
            "String",
            "",
            "船名，不少于 2 个字符，不多于 10 个字符。",
            "minLength 2, maxLength 10",
        ),
        (
            "String",
            "",
            "口令，长度固定为 4。",
            "minLength 4, maxLength 4",
        ),
        (
            "String",
            "",
            "A code of exactly 32 characters.",
            "minLength 32, maxLength 32",
        ),
        ("String", "", "长度 1 到 20", "minLength 1, maxLength 20"),
        (
            "String",
            "",
            "令牌，不超过 64 个 ASCII 字符。",
            "maxLength 64",
        ),
        (
            "String",
            "",
            "No more than 127 ASCII characters.",
            "maxLength 127",
        ),
        (
            "String",
            "",
            "最小长度：1<br>最大长度：64",
            "minLength 1, maxLength 64",
        ),
        (
            "String",
            "",
            "Length Constraints: Minimum length of 3. Maximum length of 63.",
            "minLength 3, maxLength 63",
        ),
        (
            "String",
            "",
            "Rules: Length must be between 1 and 128 characters. Case sensitive.",
            "minLength 1, maxLength 128",
        ),
        (
            "String",
            "",
            "标签，总长度不能超过 1,024 个字符",
            "maxLength 1024",
        ),
        ("Array of String", "", "Up to 10 keys.", "maxItems 10"),
        ("Array of String", "", "最多二十个船员。", "maxItems 20"),
        (
            "Array of String",
            "",
            "不超过 10 个，每个不超过 64 字符",
            "maxItems 10",
        ),
        (
            "Array of String",
            "",
            "数组长度：0 - 20",
            "minItems 0, maxItems 20",
        ),
        (
            "Array of String",
            "",
            "Valid values of N: 1 to 16.",
            "maxItems 16",
        ),
    ]);
}

#[test]
fn a_range_counts_in_the_unit_of_the_member() {
    all_are_read(&[
        // What the row shows, and a default without a unit, count in the unit of the member.
        (
            "Integer",
            "90",
            "航行时间，取值范围为 30-120秒，默认为60秒。",
            "minimum 30, maximum 120, default 60",
        ),
        (
            "Integer",
            "",
            "航行时间，取值范围为 30-120秒，默认为60秒。",
            "",
        ),
        (
            "Integer",
            "5000",
            "航行时间，取值范围为 30-120秒，默认为60秒。",
            "",
        ),
        ("Integer", "", "舱容，取值范围：20～500 GB", ""),
        (
            "Integer",
            "",
            "舱容（GB），取值范围：20～500 GB",
            "minimum 20, maximum 500",
        ),
        (
            "Integer（毫秒）",
            "",
            "航行时间，最大 30 毫秒",
            "maximum 30",
        ),
        (
            "Integer",
            "",
            "Value range: 5 ~ 86400 seconds. Default value: 300.",
            "minimum 5, maximum 86400, default 300",
        ),
        ("Integer", "", "时长（秒），不超过 3600", "maximum 3600"),
        ("Integer", "", "默认值：10（秒）", "default 10"),
        // One of several units, or a unit beside that of the member.
        ("Integer", "", "间隔，单位毫秒，取值范围 1～60 秒", ""),
        (
            "Integer",
            "",
            "In milliseconds. Value range: 1–86400000. Default: 30 seconds",
            "minimum 1, maximum 86400000",
        ),
        ("Integer", "", "默认值：10 分钟，单位：秒", ""),
        ("Integer", "", "航行时间，最长 30 天。", ""),
    ]);
}

#[test]
fn numbers_that_go_on_are_none() {
    all_are_read(&[
        ("Long", "", "取值范围为 0～2^53。", ""),
        ("Long", "", "最大值为 2**31", ""),
        ("Long", "", "最大为 1024*1024", ""),
        ("Long", "", "不超过 1e9", ""),
        (
            "Integer",
            "",
            "Value range: 0~2^31-1. 0 means unlimited",
            "",
        ),
        ("Integer", "", "2020-01-01 之前最大 50", ""),
        ("String", "", "开放时间 00:00-23:59，最早 2020-01-01", ""),
        ("String", "", "网段范围 /16 ~ /28", ""),
        (
            "Double",
            "",
            "船价，大于 0，且不超过 3 位小数",
            "exclusiveMinimum 0.0",
        ),
        ("String", "", "航程，最长 10 分钟", ""),
        ("Integer", "", "大于 50 返回错误", ""),
        ("Integer", "", "单账号上限 1000", ""),
        ("Integer", "", "人数 (e.g. 1-10)", ""),
        ("Integer", "", "如 1~100", ""),
    ]);
}

#[test]
fn defaults_in_every_wording() {
    all_are_read(&[
        ("Integer", "", "重试次数，缺省为 3 次。", "default 3"),
        ("Float", "", "阈值，不填时为 0.5。", "default 0.5"),
        ("String", "", "画质，默认 720p", "default \"720p\""),
        ("String", "", "Default is 'harbour'.", "default harbour"),
        (
            "String",
            "",
            "帆，取值 ON/OFF，默认 OFF",
            "default \"OFF\", enum [\"ON\", \"OFF\"]",
        ),
        (
            "String",
            "",
            "港口，例如 north-1、south-2，默认 north-1。",
            "default north-1",
        ),
        ("Integer", "", "默认 20，最大可调整至 500。", "default 20"),
        (
            "Integer",
            "",
            "Must be 0-20. Default is 0.",
            "minimum 0, maximum 20, default 0",
        ),
        (
            "Integer",
            "",
            "Port. Default: 80 for boats, 443 for ships",
            "",
        ),
        (
            "String",
            "",
            "The sail. Values: HALF: Half Sail. FULL: Full Sail (default).",
            "default FULL, enum [HALF, FULL]",
        ),
        ("String", "", "A Full Sail (default).", ""),
        (
            "Integer",
            "",
            "船数，2 起。仅当 KindOf 取值为 1 时有效。取值范围 2~256",
            "minimum 2, maximum 256",
        ),
    ]);
}
