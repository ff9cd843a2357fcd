//! Sentences that offer more than a list or a limit, and facts in other words.

use crate::accounted::all_are_told;
use crate::cells::{Cell, all_are_read};
use crate::facts::facts;

#[test]
fn a_sentence_may_offer_more_than_a_list() {
    all_are_told(&[
        (
            "String",
            "sail",
            "取值：`sail`、`oar`。大船还支持 `steam`。",
        ),
        (
            "String",
            "sail",
            "取值：<br>- sail：帆<br>- oar：桨<br>也可以直接填写船名。",
        ),
        (
            "String",
            "sail",
            "取值：<br>- sail：帆<br>- oar：桨<br>船名也可作为取值。",
        ),
        (
            "String",
            "sail",
            "取值：sail（帆）、oar（桨），若都不满足，填写其他描述。",
        ),
        (
            "String",
            "sail",
            "Valid values: sail, oar. steam is available in some harbours.",
        ),
        (
            "String",
            "sail",
            "Valid values: sail and oar. You can also enter the name of a boat.",
        ),
        (
            "String",
            "sail",
            "Valid values: sail and oar. Alternatively, specify a boat.",
        ),
        ("Integer", "1", "取值：1、3、6。大船可取 12。"),
        ("Integer", "1", "取值：1、3、6；年付时为 12。"),
        (
            "Integer",
            "1",
            "Valid values: 1, 3, 6. 12 is also supported for big boats.",
        ),
        ("Integer", "40", "吃水，最小为 40，小船可低至 20。"),
        (
            "Integer",
            "40",
            "吃水。取值范围：40~500。其中 BOAT 为 40~2048。",
        ),
        (
            "Array of String",
            "[\"a\"]",
            "船名，单次最多 20 个；批量租用时最多 100 个。",
        ),
        ("Boolean", "true", "是否升帆。默认为 true，小船为 false。"),
        ("Integer", "2", "规格。默认 2 桅 4 帆。"),
        (
            "Integer",
            "1",
            "The sails. The default is 1 and 2 at night.",
        ),
    ]);
    all_are_read(&[
        (
            "String",
            "sail",
            "取值：`sail`、`oar`。控制台也可以查看。",
            "enum [sail, oar]",
        ),
        (
            "String",
            "sail",
            "取值：`sail`、`oar`，小船也支持 `oar`。",
            "enum [sail, oar]",
        ),
        (
            "Integer",
            "1",
            "The mode. Valid values:<br>- 0: off<br>- 1: on<br>3 is reserved.",
            "enum [0, 1]",
        ),
        (
            "Integer",
            "10",
            "范围 0~100，0 除外。",
            "exclusiveMinimum 0, maximum 100",
        ),
        (
            "Array of String",
            "[\"a\"]",
            "单次最多 20 个，每分钟最多 1000 个。",
            "maxItems 20",
        ),
        (
            "String",
            "sail",
            "驱动，取值：`sail`、`oar`。默认为 sail，取值与 Kind 无关。",
            "default sail, enum [sail, oar]",
        ),
    ]);
}

#[test]
fn defaults_and_values_in_other_words() {
    const CELLS: &[Cell] = &[
        (
            "Integer",
            "5",
            "周期，可设置为 5、10、30。",
            "enum [5, 10, 30]",
        ),
        (
            "Integer",
            "5",
            "周期，支持配置为5、10、30。",
            "enum [5, 10, 30]",
        ),
        (
            "Integer",
            "2",
            "The masts. Supports 1, 2, and 4.",
            "enum [1, 2, 4]",
        ),
        (
            "Integer",
            "1",
            "The lay. The value ranges from {0, 1, 2}.",
            "enum [0, 1, 2]",
        ),
        (
            "Boolean",
            "false",
            "Whether to sail. If you leave it out, the system uses false by default.",
            "default false",
        ),
        (
            "String",
            "on",
            "The lamp. Options: on, off. off is used when no value is passed.",
            "default \"off\", enum [\"on\", \"off\"]",
        ),
        (
            "String",
            "on",
            "灯，取值：`on`、`off`。未指定时使用 off。",
            "default \"off\", enum [\"on\", \"off\"]",
        ),
        ("Integer", "3", "Sails. 5 is used when the Kind is a.", ""),
        (
            "Integer",
            "7",
            "The number of days. Kept for 7 days by default.",
            "default 7",
        ),
        (
            "Integer",
            "7",
            "日志的保存天数。默认保留 7 天。",
            "default 7",
        ),
        (
            "String",
            "x",
            "船名，长度不超过 63 个字符（可以为空）。",
            "maxLength 63",
        ),
        (
            "Array of String",
            "[\"a\"]",
            "船员的名单。最多可传入 20 名船员。",
            "maxItems 20",
        ),
        ("String", "x", "您最多可以输入 80 个字符。", "maxLength 80"),
    ];
    all_are_read(CELLS);
}

#[test]
fn what_states_nothing_is_not_told() {
    for (ty, example, description) in [
        (
            "String",
            "a",
            "The name. It starts with a letter, or number, and contains only dots.",
        ),
        (
            "String",
            "a",
            "The name.<br>- Cannot start with a number, a dash (-), or auto.<br>- Dots are allowed.",
        ),
        (
            "String",
            "a",
            "The boats. Multiple boats are separated by commas.<br>- If left empty, no filtering.<br>- Pass 0 for none.",
        ),
        (
            "String",
            "abc",
            "The note.<br>- Length must be between 0 and 64 characters.",
        ),
        (
            "Integer",
            "10",
            "The rows. The default value is 10, and the maximum value is 100.",
        ),
        ("Integer", "10", "Wind. The default value is 1,000,000."),
        (
            "Long",
            "0",
            "起始位置。假设共有 50 条船，如需查询第 21~30 条，需设置为 20。",
        ),
    ] {
        let (_, rules) = facts(ty, example, description);
        assert!(
            !rules.contains(&"page-dropped-fact"),
            "{description}: {rules:?}"
        );
    }
}
