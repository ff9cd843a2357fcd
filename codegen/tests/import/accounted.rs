//! A fact is taken only if everything around it is accounted for, and where it is not taken, that is told.

use crate::cells::all_are_read;
use crate::facts::facts;

/// Cells of which nothing is taken, and something is told.
pub(crate) fn all_are_told(cells: &[(&str, &str, &str)]) {
    let wrong: Vec<String> = cells
        .iter()
        .filter_map(|(ty, example, description)| {
            let (found, rules) = facts(ty, example, description);
            let told = rules.iter().any(|rule| {
                matches!(
                    *rule,
                    "page-dropped-fact" | "page-unread-default" | "page-contradiction"
                )
            });
            (!found.is_empty() || !told)
                .then(|| format!("{ty}: {description}\n  is `{found}`, {rules:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_item_that_is_no_value_leaves_the_list_open() {
    all_are_told(&[
        (
            "String",
            "all",
            "船，取值：<br>- 某条船的编号。<br>- all：全部<br>- none：无",
        ),
        (
            "String",
            "all",
            "船，取值：<br>- 1~30：吃水<br>- all：全部<br>- none：无",
        ),
        (
            "String",
            "all",
            "船，取值：<br>- all：全部<br>- none：无<br>- b-xxxx：一条船",
        ),
        (
            "String",
            "all",
            "船，取值：<br>- all：全部<br>- none：无<br>- 最近靠岸的船名",
        ),
        (
            "String",
            "new",
            "The sail. Valid values:<br>- A sail number.<br>- new: a new one<br>- old: an old one",
        ),
        (
            "String",
            "new",
            "The sail. Valid values:<br>- new: a new one<br>- old: an old one<br>- The number of a sail",
        ),
        (
            "String",
            "new",
            "The sail. Valid values:<br>- new: a new one<br>- old: an old one<br>- N: N sails",
        ),
        (
            "String",
            "new",
            "The sail. Valid values:<br>- new: a new one<br>- old: an old one<br>- Others: as agreed",
        ),
    ]);
    all_are_read(&[
        (
            "String",
            "new",
            "The sail. Valid values:<br>- new: a new one<br>- old: an old one<br>- The value is case-sensitive.",
            "enum [new, old]",
        ),
        (
            "String",
            "B",
            "舱位：<br>- A<br>- B<br>- AB",
            "enum [A, B, AB]",
        ),
        (
            "String",
            "or",
            "How to join. Valid values:<br>- and<br>- or",
            "enum [and, or]",
        ),
        (
            "String",
            "A",
            "舱位，取值：<br>- A：前舱<br>- B：后舱<br>- 最多选一个。",
            "enum [A, B]",
        ),
    ]);
}

#[test]
fn a_text_that_may_hold_several_values_has_no_list() {
    all_are_told(&[
        (
            "String",
            "sail",
            "The drive. Valid values:<br>- sail: by wind<br>- oar: by hand<br>If you want both, write \"sail,oar\".",
        ),
        (
            "String",
            "sail",
            "The drive. Valid values:<br>- sail: by wind<br>- oar: by hand<br>Use a comma to pass more than one drive.",
        ),
        (
            "String",
            "sail",
            "The drive. Valid values: sail and oar. Separate values with commas.",
        ),
        (
            "String",
            "sail",
            "The drive. Valid values:<br>- sail: by wind<br>- oar: by hand<br>Several values can be joined with ampersands.",
        ),
        (
            "String",
            "sail",
            "驱动，取值：<br>- sail：帆<br>- oar：桨<br>如果两样都要，请传 \"sail,oar\"。",
        ),
        (
            "String",
            "sail",
            "驱动，取值：<br>- sail：帆<br>- oar：桨<br>可以组合使用。",
        ),
    ]);
    all_are_read(&[
        (
            "String",
            "one",
            "The drive. Valid values:<br>- one: one mast<br>- many: supports multiple masts",
            "enum [one, many]",
        ),
        (
            "String",
            "sail",
            "驱动。取值：`sail`、`oar`、`both`。",
            "enum [sail, oar, both]",
        ),
        (
            "Array of String",
            "[\"sail\"]",
            "The drives. Valid values:<br>- sail: by wind<br>- oar: by hand<br>Separate multiple values with commas.",
            "enum [sail, oar]",
        ),
    ]);
}

#[test]
fn a_number_is_a_default_only_to_its_end() {
    all_are_told(&[
        ("Long", "1687967999", "起航时间，单位为秒。默认为 0:00。"),
        (
            "Long",
            "1687967999",
            "起航时间，单位为秒。默认为 6 时 30 分。",
        ),
        ("Integer", "1", "帆的比例。默认值为 16:9。"),
        ("Integer", "1", "The start. The default value is 12 PM."),
        ("Integer", "1", "The start. Default value: 15 March."),
        ("Integer", "1", "The rank. Default: 1st mate."),
        ("Integer", "1", "船数。默认为 10，会员船东为 20。"),
        (
            "Integer",
            "1",
            "The crew. Default value: 5, or twice the masts.",
        ),
        (
            "Integer",
            "1",
            "The crew. Default value: 5, 8 for big boats.",
        ),
    ]);
    all_are_read(&[
        ("Integer", "1", "起始页，默认为 1，表示首页。", "default 1"),
        ("Integer", "10", "船数，默认 10 条船。", "default 10"),
        ("Integer", "10", "默认为 10，步长为 5。", "default 10"),
        (
            "Integer",
            "10",
            "The crew. The default value is 10 sailors per boat.",
            "default 10",
        ),
        ("Integer", "25", "帧率，默认为 25fps。", "default 25"),
        (
            "Integer",
            "10",
            "The crew. The default value is 10, and the maximum is 60.",
            "maximum 60, default 10",
        ),
    ]);
}

#[test]
fn a_number_beyond_a_limit_drops_it() {
    all_are_told(&[
        ("Integer", "1", "租期，单位为月。取值范围：[1,9]、12、24。"),
        ("Integer", "1", "租期，单位为月。取值范围：1~9；12；24。"),
        (
            "Integer",
            "1",
            "租期，单位为月。取值范围为 1~9。包年时可取 12、24。",
        ),
        (
            "Integer",
            "1",
            "The months. The value ranges from 1 to 9. 12 is also accepted.",
        ),
        ("Integer", "1", "The months. Valid values: [1,9], 12, 24."),
        ("Integer", "1", "船数。最大值为 100，会员用户为 500。"),
        (
            "Integer",
            "1",
            "The boats. Maximum value: 100. For members: 500.",
        ),
        (
            "String",
            "x",
            "船名，长度不超过 64 个字符，会员用户为 128 个字符。",
        ),
        (
            "Array of String",
            "[\"a\"]",
            "船名，最多 20 个，会员用户最多 50 个。",
        ),
    ]);
    all_are_read(&[
        (
            "Integer",
            "5",
            "The rank. Valid values: 1 to 9. 1 is the lowest and 9 the highest.",
            "minimum 1, maximum 9",
        ),
        (
            "Integer",
            "60",
            "租期，单位为秒，最大为 86400，即 24 小时。",
            "maximum 86400",
        ),
        (
            "Integer",
            "1",
            "The boats. Maximum value: 100. Records are kept for 365 days.",
            "maximum 100",
        ),
        (
            "Integer",
            "1",
            "船数，最小值为 1，会员用户为 3。",
            "minimum 1",
        ),
        (
            "Array of String",
            "[\"a\"]",
            "船名，最多 20 个。每个港口最多有 500 条船。",
            "maxItems 20",
        ),
    ]);
}
