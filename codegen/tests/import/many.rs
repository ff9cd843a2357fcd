//! Lists of values in which something stands for many, or that say that they go on: neither names all there are.

use crate::facts::facts;

/// Of none of these lists values are taken, and each is told.
fn none_are_taken(cells: &[(&str, &str)]) {
    for (ty, text) in cells {
        let (found, told) = facts(ty, "", text);
        assert!(
            found.is_empty() && !told.is_empty(),
            "{text}: {found}; {told:?}"
        );
    }
}

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
    ]);
}

#[test]
fn a_line_in_words_among_values_spoils_a_list() {
    none_are_taken(&[
        ("String", "取值：<br>sail：帆<br>编号：某条船<br>steam：汽"),
        ("String", "取值：<br>sail：帆<br>steam：汽<br>错误码：失败"),
    ]);
    let (found, _) = facts(
        "String",
        "",
        "取值：<br>sail：帆<br>说明：靠风<br>steam：汽",
    );
    assert_eq!(found, "enum [sail, steam]");
}
