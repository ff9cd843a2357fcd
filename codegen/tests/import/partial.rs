//! Lists that do not name all values, and defaults that hold for some alone: neither is a fact.

use crate::cells::{all_are_read, none_are_taken};
use crate::facts::{facts, page};
use crate::import_text;

#[test]
fn a_list_that_names_some_values_gives_none() {
    all_are_read(&[
        (
            "String",
            "",
            "船型。常见取值：`sail` 靠风，排在前面；`oar` 表示靠人；`steam` 表示靠煤。",
            "",
        ),
        ("String", "", "常用取值：sail：帆；oar：桨；steam：汽。", ""),
        (
            "String",
            "",
            "典型取值如下：<br>`sail`：帆<br>`oar`：桨",
            "",
        ),
        ("String", "", "主要类型：sail-帆，oar-桨，steam-汽", ""),
        ("String", "", "主要取值有 `sail`、`oar`。", ""),
        ("String", "", "取值（部分）：`sail`、`oar`。", ""),
        ("String", "", "推荐取值：`sail`：帆；`oar`：桨。", ""),
        (
            "String",
            "",
            "取值：`sail`：帆；`oar`：桨；或直接传船名。",
            "",
        ),
        ("String", "", "取值：`sail`、`oar`，支持自定义。", ""),
        (
            "String",
            "",
            "Values include but are not limited to: `sail`: by wind; `oar`: by hand.",
            "",
        ),
        ("String", "", "取值示例：sail：帆；oar：桨。", ""),
        (
            "String",
            "",
            "Common values: `sail`: by wind; `oar`: by hand.",
            "",
        ),
        (
            "String",
            "",
            "Typical values: sail: by wind. oar: by hand.",
            "",
        ),
        ("String", "", "Main values: `sail`, `oar`.", ""),
        (
            "String",
            "",
            "Example values: `sail`: by wind; `oar`: by hand.",
            "",
        ),
        (
            "String",
            "",
            "sail 代表帆，oar 表示桨，其余见船型文档。",
            "",
        ),
        (
            "String",
            "",
            "取值：`sail`（默认）：帆；`oar`：桨；或自定义字符串。",
            "default sail",
        ),
        (
            "String",
            "",
            "取值：`sail`：帆；`oar`：桨。更多取值请参考附录。",
            "",
        ),
        (
            "String",
            "",
            "取值：`sail`：帆；`oar`：桨。完整列表见附录。",
            "",
        ),
        (
            "String",
            "",
            "Valid values: `sail`: by wind; `oar`: by hand; or a custom string.",
            "",
        ),
        (
            "String",
            "",
            "Valid values: `sail`, `oar`. For other values, see Ships.",
            "",
        ),
        (
            "String",
            "",
            "取值：`sail`：帆；`oar`：桨；`own`：自定义。",
            "enum [sail, oar, own]",
        ),
    ]);
}

#[test]
fn what_a_text_says_beside_its_values_leaves_them_complete() {
    all_are_read(&[
        (
            "String",
            "",
            "取值：<br>- `sail`：帆<br>- `own`：自定义船型。<br>更多有关 A、B 船型的信息，详见附录。",
            "enum [sail, own]",
        ),
        (
            "String",
            "",
            "取值：`sail`（帆）、`oar`（桨）。其他信息见附录。",
            "enum [sail, oar]",
        ),
    ]);
}

#[test]
fn a_list_of_which_an_item_is_not_understood_gives_no_values() {
    none_are_taken(&[
        (
            "String",
            "取值：`sail` 表示帆；`oar`，即桨；`steam` 表示汽。",
        ),
        ("String", "取值：SAIL：帆；OAR 是桨；STEAM：汽。"),
        (
            "String",
            "Valid values: `sail` for wind; `oar` means hands; `steam` means coal.",
        ),
        (
            "String",
            "`sail`: by wind; `oar` by hand; `steam`: by coal.",
        ),
        ("Integer", "取值：1（帆）；2 桨；3：汽"),
        ("Integer", "船型：1：帆；2、桨；3：汽"),
        ("Integer", "船型。0 means sail, 1 = oar, 2 half steam."),
    ]);
}

#[test]
fn meanings_behind_blanks_are_read() {
    all_are_read(&[
        (
            "String",
            "",
            "取值：`sail` 靠风；`oar` 表示靠人；`steam` 表示靠煤。",
            "enum [sail, oar, steam]",
        ),
        (
            "String",
            "Oar",
            "船型：Sail 帆船；Oar 划桨船；Steam 汽船",
            "enum [Sail, Oar, Steam]",
        ),
        ("Integer", "", "船型，0-帆，1 桨，2-汽", "enum [0, 1, 2]"),
        (
            "Integer",
            "",
            "取值：0 帆；1：桨；2：汽。",
            "enum [0, 1, 2]",
        ),
        (
            "Integer",
            "",
            "0：停航（保留 9 天，9 天后取消），1：开航",
            "enum [0, 1]",
        ),
    ]);
}

#[test]
fn a_default_of_some_is_none() {
    for text in [
        "船型。大船必填，小船系默认 `9`。",
        "VIP 用户默认为 9。",
        "数量，拖船任务默认值为 9。",
        "数量，默认值为 9（拖船任务）。",
        "数量。拖船任务：默认值 9。",
        "数量，默认为 9，仅限拖船任务。",
        "船帆，竖屏默认 9。",
        "船帆，Sloop 默认 9。",
        "Default: 9 (tugs only).",
        "Sloop defaults to 9.",
        "The size. VIP users default to 9.",
        "The size. Defaults to 9 for VIP users.",
        "The size. The default for trial accounts is 9.",
    ] {
        let (found, told) = facts("Integer", "", text);
        assert!(
            found.is_empty() && !told.is_empty(),
            "{text}: {found}; {told:?}"
        );
    }
    all_are_read(&[
        ("Integer", "", "数量，系统默认 9。", "default 9"),
        ("Integer", "", "数量，用户不填时默认 9。", "default 9"),
        ("Integer", "", "数量，该参数默认值为 9。", "default 9"),
        ("Integer", "", "等待时间默认 9。", "default 9"),
        ("Integer", "", "最大重试次数默认为 9 次。", "default 9"),
        ("Integer", "", "The size, which defaults to 9.", "default 9"),
    ]);
}

#[test]
fn limits_in_a_unit_without_a_blank_have_both_ends() {
    all_are_read(&[
        (
            "Integer",
            "81",
            "船舱，最小60GB，最大2048GB，单位GB",
            "minimum 60, maximum 2048",
        ),
        (
            "Integer",
            "81",
            "流速，最低 1Mbps，最高 200Mbps",
            "minimum 1, maximum 200",
        ),
        ("Integer", "81", "船舱，下限为已用空间+20GB，单位 GB", ""),
    ]);
}

#[test]
fn an_example_of_a_list_shows_texts_as_numbers() {
    for example in ["[1]", "1", "[\"1\"]"] {
        let (found, _) = facts("Array of String", example, "船型：1：帆；2：桨；3：汽");
        assert_eq!(found, "enum [\"1\", \"2\", \"3\"]", "{example}");
    }
    let (found, _) = facts("Array of String", "[SAIL]", "船：SAIL：帆船；OAR：划桨船");
    assert_eq!(found, "enum [SAIL, OAR]");
}

#[test]
fn findings_quote_whole_words_and_nothing_that_was_taken() {
    let shown = |text: &str| import_text("page.md", &page("String", "", text)).1;
    let told = shown("级别 NOTICE-提示, WARNING-告警");
    assert!(told.contains("`WARNING-告警`"), "{told}");
    let told = shown("级别。phone代表手机验证，email代表邮箱验证，以英文逗号分隔，支持多种。");
    assert!(told.contains("`email代表邮箱验证`"), "{told}");
    let (found, told) = facts(
        "String",
        "",
        "船名，支持字母、数字（0 - 9），长度为 1 到 30 个字符。",
    );
    assert_eq!(found, "minLength 1, maxLength 30");
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn ends_of_ranges_may_be_calculated() {
    all_are_read(&[
        (
            "Double",
            "",
            "比例，取值范围：[1/16,16)",
            "minimum 0.0625, exclusiveMaximum 16.0",
        ),
        (
            "Integer",
            "",
            "帆面积，取值范围：[32*32, 64*64]",
            "minimum 1024, maximum 4096",
        ),
        (
            "Array of String",
            "",
            "船图，仅支持输入1张图片",
            "maxItems 1",
        ),
        (
            "Array of String",
            "",
            "船图，需输入2张图片",
            "minItems 2, maxItems 2",
        ),
    ]);
    for (ty, text) in [
        ("Double", "比例，取值范围 (1/3, 3)"),
        ("String", "船名。建议：<br>* 最长不超过80字符，过长不易读"),
        ("Integer", "时长，单位秒，最短60s，最长1h"),
    ] {
        let (_, told) = facts(ty, "", text);
        assert_eq!(told, ["page-dropped-fact"], "{text}");
    }
}
