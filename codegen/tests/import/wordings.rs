//! Wordings in which pages state values, defaults and limits, and such as are not taken but told.

use crate::accounted::all_are_told;
use crate::cells::all_are_read;
use crate::facts::page;
use crate::import_text;

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
            "String",
            "",
            "The drive. Options: Oar for rowing; Sail for sailing.",
        ),
        (
            "Integer",
            "7",
            "The most boats. Valid range: [0 ~ what the pier holds]",
        ),
        (
            "Integer",
            "30",
            "天数，说明如下：<br>- 空：永久。<br>- 1~65536：天数。",
        ),
    ]);
}

#[test]
fn brackets_may_hold_nothing_but_values() {
    all_are_read(&[
        (
            "String",
            "OAR",
            "驱动（OAR-用桨，SAIL-用帆），默认 OAR",
            "default OAR, enum [OAR, SAIL]",
        ),
        (
            "Array of String",
            "",
            "状态（MOORED-停泊, SAILING-航行, OTHER-其他）",
            "enum [MOORED, SAILING, OTHER]",
        ),
        ("Integer", "1", "驱动（1-用桨、2-用帆）", "enum [1, 2]"),
        ("String", "OAR", "驱动（例如 OAR-用桨，SAIL-用帆）", ""),
        ("String", "OAR", "驱动（OAR-用桨，SAIL-用帆等）", ""),
        ("String", "OAR", "驱动（OAR-用桨，SAIL-用帆或其他）", ""),
    ]);
}

#[test]
fn a_list_that_is_open_by_what_stands_around_it_gives_no_values() {
    all_are_told(&[
        ("String", "5.7", "Valid values: 5.7, 8.0 and later."),
        ("String", "", "取值：oar、sail；填 all 查询全部。"),
        ("String", "", "取值：oar、sail，支持通配符 *"),
        ("Integer", "4", "取值：1、2、4、8 等 2 的幂。"),
        ("String", "", "取值：name、size，前加 - 表示倒序"),
    ]);
    all_are_read(&[
        ("Integer", "", "最大 10⁶。", "maximum 1000000"),
        (
            "Integer",
            "",
            "取值范围：负 10 到 10",
            "minimum -10, maximum 10",
        ),
    ]);
}

#[test]
fn what_limits_a_page_limits_neither_its_number_nor_a_list() {
    for (name, ty, text, limited) in [
        (
            "PageNumber",
            "Integer",
            "页码。每页最多返回 100 条。",
            false,
        ),
        ("Offset", "Integer", "偏移量，单次最多返回 100 条。", false),
        (
            "Ids",
            "Array of String",
            "ID 列表，每页最多 100 条。",
            false,
        ),
        ("PageSize", "Integer", "条数，每页最多 100 条。", true),
        ("PageNumber", "Integer", "页码，取值范围为 1～100。", true),
    ] {
        let page = page(ty, "", text).replace("| Member |", &format!("| {name} |"));
        let (outcome, shown) = import_text("page.md", &page);
        let document = outcome.imported.map(|imported| imported.document);
        let has = document
            .is_some_and(|text| text.contains("maximum: 100") || text.contains("maxItems: 100"));
        assert_eq!(has, limited, "{name}: {text}\n{shown}");
        assert!(
            limited || shown.contains("page-dropped-fact"),
            "{name}: {text}\n{shown}"
        );
    }
}

#[test]
fn what_holds_somewhere_or_for_several_members_is_no_limit() {
    all_are_told(&[
        ("Integer", "", "北京地域取值范围为 1～10。其他地域不限。"),
        ("Integer", "", "至少比 Kind 大 10。"),
        ("Integer", "", "与 Kind 的和不超过 100。"),
        ("Integer", "", "At least 10 more than Kind."),
        ("Integer", "", "During peak hours, the maximum value is 10."),
        ("Integer", "", "Valid range: 1 to 10 in cn-beijing."),
        ("String", "", "上海可用区取值：oar、sail"),
        ("String", "", "失败时取值：oar、sail"),
        ("String", "", "文件名（不含扩展名）长度 1～10 个字符"),
    ]);
    all_are_read(&[
        ("String", "", "状态取值：oar、sail", "enum [oar, sail]"),
        (
            "String",
            "",
            "船名，长度为 1～10 个字符",
            "minLength 1, maxLength 10",
        ),
    ]);
}
