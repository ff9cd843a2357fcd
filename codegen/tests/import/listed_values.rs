//! Lists of values in descriptions: those that are all of them, and those that only look so.

use crate::cells::all_are_read;

#[test]
fn lists_of_values_that_lost_their_lines() {
    all_are_read(&[
        (
            "String",
            "",
            "帆，取值如下：full：全帆。half（默认值）：半帆。",
            "default half, enum [full, half]",
        ),
        (
            "String",
            "",
            "帆的用法，参数值说明：Full：全帆。Half：半帆。",
            "enum [Full, Half]",
        ),
        (
            "String",
            "",
            "Sail. Values: full: all of it. half: a part (default).",
            "default half, enum [full, half]",
        ),
        (
            "String",
            "",
            "Level. Options: notice: notes, warning: warnings, alarm: alarms.",
            "enum [notice, warning, alarm]",
        ),
        (
            "String",
            "",
            "帆，取值：  - Full (默认值)  - Half",
            "default Full, enum [Full, Half]",
        ),
        (
            "String",
            "",
            "取值：Full（全帆）/Half（半帆）",
            "enum [Full, Half]",
        ),
        ("String", "", "取值：a-甲，b-乙", "enum [a, b]"),
        ("String", "", "水深，取值范围为 [60,9000]。", ""),
        ("String", "", "取值：a 表示甲，b 表示乙", "enum [a, b]"),
        (
            "String",
            "",
            "取值：<br>1. a：甲<br>2. b：乙",
            "enum [a, b]",
        ),
        (
            "String",
            "",
            "Mode. 1. FIRST (default): the first. 2. LAST: the last.",
            "default FIRST, enum [FIRST, LAST]",
        ),
        (
            "String",
            "",
            "`on`: working. `off`: silent.",
            "enum [\"on\", \"off\"]",
        ),
        (
            "String",
            "full",
            "帆。full：全帆。half：半帆。",
            "enum [full, half]",
        ),
        (
            "Integer",
            "",
            "取值：0：不升。1：升起，到顶为止。",
            "enum [0, 1]",
        ),
        ("Integer", "", "是否升帆（1 是，0 否）", "enum [1, 0]"),
        ("Integer", "", "枚举值：0普通船，1分租船", "enum [0, 1]"),
        (
            "Integer",
            "",
            "船况，0：新，1：旧，-1：沉。",
            "enum [0, 1, -1]",
        ),
        (
            "Boolean",
            "",
            "升帆：true（默认值）：升。false：不升。",
            "default true",
        ),
        // Cases of a length, a kind beside others, values that nothing introduces.
        ("Integer", "", "大船：20~500；小船：2~50", ""),
        ("String", "", "Status. Full: all. Half: a part.", ""),
        (
            "String",
            "",
            "帆，取值：<br>KeepFull：全帆。<br>KeepHalf：半帆。<br>如未指定，则另定。<br>KeepNone：不升。",
            "",
        ),
    ]);
}

#[test]
fn values_that_are_only_named() {
    all_are_read(&[
        (
            "String",
            "",
            "可选值有 north（北）、south（南）",
            "enum [north, south]",
        ),
        (
            "String",
            "",
            "Type of call. Options: `voice` (a voice call), `data` (a data call).",
            "enum [voice, data]",
        ),
        (
            "String",
            "",
            "船色。RED / GREEN / BLUE",
            "enum [RED, GREEN, BLUE]",
        ),
        ("String", "", "枚举：A/B/C", "enum [A, B, C]"),
        ("Integer", "", "取值 1/2/4/8", "enum [1, 2, 4, 8]"),
        (
            "Integer",
            "",
            "Supported values: 5, 10, 1440.",
            "enum [5, 10, 1440]",
        ),
        ("String", "", "取值：'a'、'b'", "enum [a, b]"),
        ("String", "", "Either `a` or `b`.", "enum [a, b]"),
        (
            "String",
            "",
            "Possible values are `a` (first), `b` (second) and `c` (third).",
            "enum [a, b, c]",
        ),
        (
            "String",
            "",
            "取值：`a`、`b`（已废弃）、`c`",
            "enum [a, b, c]",
        ),
        ("String", "", "包括：TCP、UDP。", "enum [TCP, UDP]"),
        // Formats, names with slashes, several at once.
        ("String", "", "取值：yyyy/MM/dd", ""),
        ("String", "", "取值：video/mp4", ""),
        (
            "String",
            "",
            "取值：x1 、x2、x3。多个值间用半角逗号“,”分隔。",
            "",
        ),
        ("String", "", "环境，a/b/c", ""),
    ]);
}

#[test]
fn a_list_in_part_gives_no_values() {
    all_are_read(&[
        (
            "Integer",
            "1",
            "次序： - 0 - 先行 - 1 - 后行 - 其他 - 自定次序",
            "",
        ),
        (
            "String",
            "",
            "Valid value: `Horn`, `Flag`, `Lamp`: at night, `Bell`: in fog.",
            "",
        ),
        (
            "String",
            "",
            "State, such as `built`: it was built. `afloat`: it swims. `sunk`: it does not.",
            "",
        ),
        ("String", "", "The version can be Boat_11/12/13.", ""),
        ("String", "", "The current value can be Boat_11/12/13.", ""),
        (
            "String",
            "",
            "Values:<br>- Cannot start with a digit.<br>- Can only contain letters.",
            "",
        ),
        (
            "String",
            "",
            "- Sail boats:<br>- Letters are allowed.<br>- Motor boats:<br>- Digits are allowed.",
            "",
        ),
        (
            "String",
            "",
            "- `KindOf` 取值 `Sail` 时，填写帆号<br>- `KindOf` 取值 `Motor` 时，填写机号",
            "",
        ),
        (
            "String",
            "",
            "Values:<br>- Sail: sails.<br>- If your boat is insured, you can also use the following values:<br>- Race: races.",
            "",
        ),
        (
            "String",
            "",
            "Multiple selections allowed. Values: Mon: Monday. Tue: Tuesday.",
            "",
        ),
        ("String", "", "Rounds time values, i.e., to the hour.", ""),
        (
            "String",
            "",
            "名册，地址格式支持 IPv4 和 IPv6，可填多处。",
            "",
        ),
        (
            "String",
            "",
            "Values: low: slow. high: fast. With a motor this parameter must be set to full.",
            "",
        ),
        ("String", "", "策略：```json<br>{\"a\": 1}<br>```", ""),
    ]);
}

#[test]
fn a_remark_among_values_is_none() {
    all_are_read(&[
        (
            "String",
            "",
            "State, values: Afloat: swims. Sunk: does not. Description: the state is checked daily.",
            "enum [Afloat, Sunk]",
        ),
        (
            "String",
            "",
            "Values:<br>`A1` (default)<br>`B2`<br>`None` (no boat).",
            "default A1, enum [A1, B2, None]",
        ),
        (
            "String",
            "",
            "Values: default: as before. get: take. put: give.",
            "enum [default, get, put]",
        ),
        (
            "String",
            "",
            "状态。取值如下：<br>- `on`：开<br>- `off`：关<br>状态。取值如下：<br>on：打开<br>off：关闭",
            "enum [\"on\", \"off\"]",
        ),
        (
            "Integer",
            "",
            "0 means ashore, 1 means afloat.",
            "enum [0, 1]",
        ),
        (
            "String",
            "",
            "Status. Values: ready—afloat, failed—sunk.",
            "enum [ready, failed]",
        ),
        (
            "String",
            "",
            "船型。sail：帆船；motor：汽艇；row：划艇。",
            "enum [sail, motor, row]",
        ),
        (
            "String",
            "",
            "身份。User代表船客，Owner代表船主。",
            "enum [User, Owner]",
        ),
        (
            "String",
            "",
            "帆，支持的类型有 full、half、none。",
            "enum [full, half, none]",
        ),
        (
            "String",
            "",
            "The value can be `Sail` or `Motor`.",
            "enum [Sail, Motor]",
        ),
        ("String", "", "The value can be empty or unique.", ""),
    ]);
}

#[test]
fn words_with_meanings_may_be_members() {
    all_are_read(&[
        ("String", "", "mono：单桨；duo：双桨", "enum [mono, duo]"),
        (
            "String",
            "",
            "船的信息，JSON 字符串。name：船名；length：船长；crew：船员",
            "",
        ),
        (
            "String",
            "",
            "The boat, with fields: name: its name. crew: its crew. size: its size.",
            "",
        ),
        (
            "String",
            "",
            "桨的类型，包含两种类型。<br>* `one`：单桨；<br>* `two`：双桨，含 A、B、C 三型。",
            "enum [one, two]",
        ),
        (
            "Integer",
            "",
            "间隔，单位为秒，支持以下取值。<br>* 60：1 分钟。<br>* 300：（默认值）5 分钟。",
            "default 300, enum [60, 300]",
        ),
        (
            "Integer",
            "",
            "字号，默认为 55px，推荐取值范围 [40,60]",
            "default 55",
        ),
        ("String", "", "船图地址。直播：地址支持：FLV、HLS、RTMP", ""),
    ]);
}

#[test]
fn lines_below_a_promise_are_values() {
    all_are_read(&[
        (
            "Integer",
            "",
            "租期。取值如下，单位为月：<br>1（默认值）、2、3、12<br>仅对包月船有效。",
            "default 1, enum [1, 2, 3, 12]",
        ),
        (
            "Integer",
            "",
            "每页条数，取值：<br>- 最小值：1<br>- 最大值：100<br>- 默认值：10",
            "minimum 1, maximum 100, default 10",
        ),
        (
            "String",
            "",
            "船的类型：<br>- Sail_1：（默认值）单桅。<br>- Sail_2：双桅。<br>改租时必填。",
            "default Sail_1, enum [Sail_1, Sail_2]",
        ),
        (
            "String",
            "",
            "域名，由字母（A - Z）和数字（0 - 9）组成，长度为 1 到 60 个字符。",
            "minLength 1, maxLength 60",
        ),
    ]);
}
