//! Lists of values in which something stands for many, or that say that they go on: neither names all there are.

use crate::cells::{all_are_read, none_are_taken};
use crate::facts::page;
use crate::import_text;

#[test]
fn an_item_that_stands_for_many_values_spoils_a_list() {
    none_are_taken(&[
        ("String", "取值：<br>sail：帆<br>[100,199]：桨<br>steam：汽"),
        ("String", "取值：<br>sail：帆<br>steam：汽<br><br>[1,9]：桨"),
        ("String", "取值：sail：帆；steam：汽；1~9：桨。"),
        ("String", "取值：<br>1：帆<br>2：汽<br>100-199：桨"),
        ("String", "取值：<br>- `sail`：帆<br>- `oar_*`：桨"),
        ("String", "取值：`sail`（帆）、`[1,9]`（桨）。"),
        (
            "String",
            "Values:<br>sail: wind.<br>steam: coal.<br>[1, 9]: hands.",
        ),
        ("Integer", "0 表示帆，1 表示汽，>1 表示桨。"),
        (
            "Integer",
            "取值：<br>- 0：帆<br>- 1：汽<br>- 100 及以上：桨",
        ),
        ("Integer", "取值：<br>0：帆<br>1：汽<br>负数：桨"),
        ("Integer", "Values: 0: sail. 1: steam. 100 to 199: oars."),
        ("String", "取值：<br>sail：帆<br>C1~C9：桨<br>steam：汽"),
        ("String", "取值：<br>sail：帆<br>steam：汽<br>@oar：桨"),
        ("String", "取值：<br>sail：帆<br>steam：汽<br>空字符串：桨"),
        (
            "String",
            "取值：<br>`sail`：帆<br>以 `x-` 开头的字符串：桨<br>`steam`：汽",
        ),
        ("String", "取值：<br>sail：帆<br>oar/pole：桨<br>steam：汽"),
        ("String", "取值：sail：帆；oar、pole：桨；steam：汽。"),
        ("String", "Valid values: sail, steam, oar_*."),
        ("String", "sail 表示帆，steam 表示汽，数字表示桨。"),
        ("String", "取值：sail（帆）、steam（汽）、C1~C9（桨）。"),
        ("String", "取值：sail：帆；steam：汽；[3,9]"),
        ("String", "取值：sail、steam。oar 仅在近海可用。"),
        ("String", "Valid values: sail, steam (or a number)."),
        ("Integer", "取值：0、1 以及 10 以上的整数。"),
    ]);
}

#[test]
fn a_line_in_words_among_values_spoils_a_list() {
    none_are_taken(&[
        ("String", "取值：<br>sail：帆<br>编号：某条船<br>steam：汽"),
        ("String", "取值：<br>sail：帆<br>steam：汽<br>错误码：失败"),
    ]);
}

#[test]
fn a_list_that_says_that_it_goes_on_gives_none() {
    none_are_taken(&[
        ("String", "取值：sail：帆；steam：汽；诸如此类。"),
        ("String", "取值：sail、steam，诸如此类。"),
        ("String", "取值：<br>- sail：帆<br>- steam：汽，诸如此类"),
        (
            "String",
            "取值：<br>- sail：帆<br>- steam：汽<br><br>诸如此类。",
        ),
        ("String", "取值：`sail`、`steam`，不一而足。"),
        ("String", "取值：`sail`、`steam` 之类。"),
        ("String", "取值：`sail`、`steam` 等等不一。"),
        ("String", "Values: `sail`, `steam`, and so forth."),
        ("Integer", "Sloops (default 5), tugs (default 10)"),
    ]);
}

#[test]
fn one_value_may_be_all_there_are() {
    all_are_read(&[
        ("String", "", "船型 固定值：sail_v2", "enum [sail_v2]"),
        (
            "String",
            "sail",
            "船型，暂仅支持 sail 类型。",
            "enum [sail]",
        ),
        (
            "String",
            "sail",
            "The type. Only sail is supported.",
            "enum [sail]",
        ),
        (
            "String",
            "FullSail",
            "The type. The value is FullSail.",
            "enum [FullSail]",
        ),
        ("String", "sail", "取值说明：<br>- sail：帆", "enum [sail]"),
        ("Integer", "2", "固定为 2。", "enum [2]"),
        (
            "String",
            "https://a.example/b.png",
            "船图，仅支持 png 格式。",
            "",
        ),
        ("String", "unique", "The value is unique.", ""),
        ("String", "sail", "夜航时仅支持 sail。", ""),
        ("String", "sail", "船型，仅支持 `sail`。", "enum [sail]"),
        ("String", "sail", "北海仅支持 `sail`。", ""),
        ("String", "sail", "不再仅支持 `sail`。", ""),
        ("String", "oar", "固定值：sail", ""),
        ("String", "sail", "Only sail is supported in this sea.", ""),
        (
            "String",
            "Sloop",
            "The type. The value is Sloop. Tug is also supported.",
            "",
        ),
        ("String", "Sloop", "船型，取值：Sloop<br>Tug", ""),
        ("String", "sail", "船型，取值：<br>- sail：经典型，等等", ""),
    ]);
    none_are_taken(&[
        ("String", "船型，暂仅支持 sail 类型。"),
        ("String", "The type. The value is FullSail."),
        ("String", "取值说明：<br>- sail：帆"),
        ("Integer", "固定为 3 天"),
    ]);
}

#[test]
fn words_that_only_look_like_another_limit_leave_it() {
    all_are_read(&[
        (
            "Integer",
            "9",
            "帆的百分比，取值范围 [0, 100]，值为 100 时代表全帆。",
            "minimum 0, maximum 100",
        ),
        ("Integer", "9", "帆数，合法取值 1-9", "minimum 1, maximum 9"),
        (
            "String",
            "",
            "The value is case-sensitive and must contain 9 or fewer characters.",
            "maxLength 9",
        ),
        ("Integer", "9", "The time, defaulting to 30.", "default 30"),
        (
            "Integer",
            "9",
            "取值范围 [0, 100]，值为 -1 时代表不限。",
            "",
        ),
        (
            "String",
            "",
            "状态，包含 up（升帆）、down（降帆）。",
            "enum [up, down]",
        ),
        ("String", "", "可选 sail、oar 两种。", "enum [sail, oar]"),
        ("String", "", "可选 sail、oar 三种。", ""),
        ("Integer", "", "只能为 1、3 或 5。", "enum [1, 3, 5]"),
        ("Integer", "", "缺省时取 30。", "default 30"),
        (
            "Integer",
            "",
            "是否升帆，0-否，1-是，默认是",
            "default 1, enum [0, 1]",
        ),
        ("String", "升", "取值：升、降。", "enum [升, 降]"),
        ("String", "", "取值：升、降。", ""),
        ("String", "升", "取值：升、降或其他。", ""),
        ("String", "升", "取值：升、降等。", ""),
        (
            "Integer",
            "",
            "1：升；0：降。默认：降（大船为升）",
            "enum [1, 0]",
        ),
        (
            "Integer",
            "",
            "1：升；0：降。默认 1。不填时默认降。",
            "enum [1, 0]",
        ),
        (
            "Integer",
            "",
            "帆：1：升；0：降；默认为降",
            "default 0, enum [1, 0]",
        ),
    ]);
}

#[test]
fn a_row_that_stands_for_many_values_spoils_a_table() {
    let table = |row: &str| {
        let page = page("String", "sail", "船型。").replace(
            "## 返回参数",
            &format!("### Member 取值\n\n| 取值 | 说明 |\n|---|---|\n| sail | 帆 |\n| steam | 汽 |\n| {row} | 桨 |\n\n## 返回参数"),
        );
        let (outcome, shown) = import_text("page.md", &page);
        let document = outcome.imported.map(|imported| imported.document);
        (document.unwrap_or_default(), shown)
    };
    let (document, shown) = table("oar");
    assert!(document.contains("enum: [sail, steam, oar]"), "{shown}");
    for row in ["oar_*", "1-9", "其他", "空", "A~Z", ">= 3"] {
        let (document, shown) = table(row);
        assert!(
            !document.contains("enum: [sail") && shown.contains("`取值`"),
            "{row}: {shown}"
        );
    }
}
