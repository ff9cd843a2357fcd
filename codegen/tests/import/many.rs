//! Lists of values in which something stands for many, or that say that they go on: neither names all there are.

use crate::accounted::all_are_told;
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

#[test]
fn dashes_that_touch_the_items_of_a_list_are_its_marks() {
    all_are_read(&[
        (
            "Integer",
            "1",
            "状态，取值：<br>-0：停泊<br>-1：航行",
            "enum [0, 1]",
        ),
        (
            "String",
            "oar",
            "The drive. Valid values:<br>-oar: by hand<br>-sail: by wind",
            "enum [oar, sail]",
        ),
        // Numbers may be negative where none is a zero.
        (
            "Integer",
            "-1",
            "取值：<br>-1：全部<br>-2：无",
            "enum [-1, -2]",
        ),
    ]);
}

#[test]
fn one_value_may_be_demanded() {
    all_are_read(&[
        (
            "String",
            "oar",
            "The drive. You can only set it to `oar`.",
            "enum [oar]",
        ),
        (
            "String",
            "oar",
            "The drive. The value is always set to `oar`.",
            "enum [oar]",
        ),
        (
            "String",
            "oar",
            "The drive. Always set it to `oar`.",
            "enum [oar]",
        ),
        (
            "String",
            "oar",
            "Only rowing boats are left, so the value must be `oar`.",
            "enum [oar]",
        ),
        (
            "String",
            "oar",
            "The drive. Currently, only 'oar' can be entered",
            "enum [oar]",
        ),
        ("Integer", "7", "The pier. The value must be 7.", "enum [7]"),
        ("String", "a", "The name. The value must be unique.", ""),
    ]);
    all_are_told(&[
        (
            "String",
            "oar",
            "If a boat has no mast, the value must be `oar`.",
        ),
        ("Integer", "7", "目标类型 1. 船 2. 码头"),
        (
            "String",
            "a",
            "条件，取值：<br>- &&：同时满足<br>- \\|\\|：满足一个",
        ),
        ("Integer", "7", "偏移，取值范围为 0 到码头的长度"),
    ]);
}

#[test]
fn an_item_may_say_behind_its_colon_that_it_is_the_default() {
    all_are_read(&[
        (
            "String",
            "sail",
            "取值：<br>- oar：默认，用手划。<br>- sail：用帆。",
            "default oar, enum [oar, sail]",
        ),
        (
            "Integer",
            "1",
            "The drive. Valid values:<br>- `0`: By default. By hand<br>- `1`: By wind",
            "default 0, enum [0, 1]",
        ),
    ]);
}

#[test]
fn a_number_in_words_may_be_the_only_one() {
    all_are_read(&[
        (
            "Array of String",
            "[\"a\"]",
            "船的图，仅支持一张图",
            "maxItems 1",
        ),
        (
            "Array of String",
            "[\"a\"]",
            "船的图，只能传入两张",
            "maxItems 2",
        ),
        // What is counted in bytes says little of characters.
        (
            "String",
            "a",
            "船名<br>- 长度（字节）要求：[2, 128]",
            "maxLength 128",
        ),
    ]);
}

#[test]
fn a_meaning_without_a_value_leaves_the_list_open() {
    all_are_told(&[
        ("Integer", "1", "状态，1停泊，2航行，3修理，已沉没"),
        ("Integer", "1", "状态，1：停泊，2：航行，3：修理，已沉没"),
        ("String", "a", "状态，取值：a：停泊，b：航行，已沉没"),
    ]);
    all_are_read(&[
        (
            "Integer",
            "1",
            "状态，1：停泊，2：航行，3：修理，默认为 1",
            "default 1, enum [1, 2, 3]",
        ),
        ("Integer", "1", "状态，1停泊，2航行，可修改", "enum [1, 2]"),
    ]);
}

#[test]
fn a_list_may_stand_on_the_line_that_introduces_it() {
    all_are_read(&[
        (
            "Integer",
            "20",
            "每页的船数，取值： - 最小值：1 - 最大值：100 - 默认值：10",
            "minimum 1, maximum 100, default 10",
        ),
        (
            "String",
            "oar",
            "驱动。支持如下取值。- oar - sail",
            "enum [oar, sail]",
        ),
    ]);
}

#[test]
fn what_one_value_means_is_no_case_of_a_range() {
    all_are_read(&[
        (
            "Integer",
            "2",
            "页码，取值为 1 时表示第一页，取值范围为 [1,1000]。",
            "minimum 1, maximum 1000",
        ),
        (
            "Integer",
            "20",
            "每页的船数，取值为 10 时表示每页 10 艘，取值范围为 [1, 100]。",
            "minimum 1, maximum 100",
        ),
        (
            "Integer",
            "20",
            "The size. The default value is set to 10. The range is 1 to 100.",
            "minimum 1, maximum 100, default 10",
        ),
        (
            "Boolean",
            "true",
            "是否鸣笛<br>- true（鸣笛）<br>- false（不鸣笛，默认）",
            "default false",
        ),
    ]);
    all_are_told(&[
        ("String", "oar", "驱动。包括oar、sail、steam。"),
        ("String", "oar", "驱动，包含 oar 和 sail 两种方式"),
        ("String", ">", "The comparison. Options: >, >=, <"),
        (
            "Integer",
            "2",
            "The page. The value must be from 1 to the maximum of the type.",
        ),
        ("Double", "2", "偏移，取值的范围为 [0.0, Deck.Width)。"),
    ]);
}

#[test]
fn items_may_end_with_a_full_stop() {
    all_are_read(&[
        (
            "String",
            "oar",
            "驱动，取值如下：<br>- oar。<br>- sail（默认值）。",
            "default sail, enum [oar, sail]",
        ),
        (
            "String",
            "Small",
            "The size of the boat. Valid values:<br>- Small.<br>- Large.",
            "enum [Small, Large]",
        ),
        // A number may begin with a sign, and no comma parts thousands then.
        (
            "Integer",
            "0",
            "速度，范围[-50,100]；100=2.0倍速，-50=0.5倍速",
            "minimum -50, maximum 100",
        ),
    ]);
}

#[test]
fn values_without_an_introduction_are_told() {
    all_are_told(&[
        ("String", "", "船型。取值 `oar` 表示划桨船。"),
        ("Integer", "1", "操作（用户输入1=启航，2=停泊）"),
        (
            "String",
            "",
            "The drive. Currently supports Oar\\|Sail\\|Steam",
        ),
        ("String", "", "Notifies levels, including P0, P1, and P2."),
        ("String", "301", "状态码。301、302、307、308。"),
        (
            "Integer",
            "30",
            "天数，说明如下：<br>- 空：永久。<br>- 1~65536：天数。",
        ),
    ]);
}
