//! Descriptions of which a part looks like a fact of the member and is none.

use crate::cells::all_are_read;
use crate::facts::page;
use crate::import_text;

#[test]
fn a_default_goes_on_to_its_end() {
    all_are_read(&[
        (
            "String",
            "",
            "网段，默认值为 10.8.0.0/20。",
            "default \"10.8.0.0/20\"",
        ),
        (
            "String",
            "",
            "封面，默认值为 https://boat.example/a.png。",
            "default https://boat.example/a.png",
        ),
        ("String", "", "时区，默认 UTC+03:30。", "default UTC+03:30"),
        (
            "String",
            "",
            "地址，默认 127.0.0.1:9000，可修改。",
            "default \"127.0.0.1:9000\"",
        ),
        (
            "String",
            "",
            "镜像，默认 hub.example/sea/boat:v2",
            "default hub.example/sea/boat:v2",
        ),
        ("String", "", "缺省 text/html; charset=gbk", ""),
        ("String", "", "默认 oar,sail。", ""),
        ("String", "", "默认值：`oar` 或 `sail`", ""),
        (
            "String",
            "",
            "取值：IPv4（默认）/Dual",
            "default IPv4, enum [IPv4, Dual]",
        ),
        ("Integer", "", "港口，默认 80（HTTP）或 443（HTTPS）。", ""),
        (
            "Integer",
            "",
            "取值为 0（默认）、1",
            "default 0, enum [0, 1]",
        ),
    ]);
}

#[test]
fn a_column_may_describe_its_default() {
    for (written, default) in [
        ("空", None),
        ("当前时间", None),
        ("同 Name", None),
        ("系统自动生成", None),
        ("The current time", None),
        ("空字符串", Some("default: \"\"")),
        ("half", Some("default: half")),
        ("`half full`", Some("default: half full")),
    ] {
        let text = page("String", written, "帆。").replace("| 示例值 |", "| 默认值 |");
        let (outcome, shown) = import_text("page.md", &text);
        let document = outcome
            .imported
            .unwrap_or_else(|| panic!("{shown}"))
            .document;
        let found = document
            .lines()
            .map(str::trim)
            .skip_while(|line| *line != "Member:")
            .take_while(|line| *line != "Kind:")
            .find(|line| line.starts_with("default:"));
        assert_eq!(found, default, "{written}");
    }
}

#[test]
fn a_bracket_may_explain_an_end_of_a_range() {
    all_are_read(&[
        (
            "Integer",
            "",
            "Values range from 60 (one minute) to 7,200 (two hours). Default: 300 (five minutes).",
            "minimum 60, maximum 7200, default 300",
        ),
        (
            "Integer",
            "",
            "取值：60（一分钟）、3,600（一小时）",
            "enum [60, 3600]",
        ),
        (
            "Integer",
            "",
            "取值范围：1（最低）~9",
            "minimum 1, maximum 9",
        ),
        (
            "Float",
            "",
            "取值范围为 0~1（不包含 0）",
            "exclusiveMinimum 0.0, maximum 1.0",
        ),
        (
            "Integer",
            "",
            "取值范围 0~9，不含 9",
            "minimum 0, exclusiveMaximum 9",
        ),
    ]);
}

#[test]
fn two_numbers_in_brackets_are_a_range_or_a_choice() {
    all_are_read(&[
        (
            "Integer",
            "",
            "帧数。可选值（二选一）：[24, 60]，默认值：24",
            "default 24, enum [24, 60]",
        ),
        ("Integer", "", "帧数。可选取值：[24, 60]", "enum [24, 60]"),
        ("Integer", "", "帧数，支持 [24, 60]", ""),
        (
            "Integer",
            "",
            "帧数，取值范围：[24, 60]",
            "minimum 24, maximum 60",
        ),
        ("Integer", "", "Range: [1, 5].", "minimum 1, maximum 5"),
        ("Integer", "", "取值：5 或 [10, 100]。", ""),
    ]);
}

#[test]
fn a_limit_of_others_is_none_of_the_member() {
    all_are_read(&[
        ("Integer", "", "与 Depth 之和不超过 100", ""),
        ("Integer", "", "与 Begin 的差值最大 86400", ""),
        (
            "Integer",
            "",
            "结束时间，与开始时间的间隔不能超过 86400。",
            "",
        ),
        ("Integer", "", "两桨长度的比值不能超过 10", ""),
        ("Integer", "", "The sum of all sails cannot exceed 100.", ""),
        ("Integer", "", "Each account can moor up to 10 boats.", ""),
        ("Integer", "", "Supports up to 5 ropes per harbour.", ""),
        ("Integer", "", "每 5 分钟最多上报 100 次。", ""),
        ("Integer", "", "一天内最多调用 50 次。", ""),
        ("Integer", "", "最多显示 10 行。", ""),
        ("Integer", "", "第 1 页起，每页最多 100 条", ""),
        ("Integer", "", "船只数量上限为 100，不可调整。", ""),
        ("Integer", "", "总数不能超过 500，单次不能超过 50", ""),
        (
            "Integer",
            "",
            "单次返回的最大条数，不超过 500。",
            "maximum 500",
        ),
        ("Integer", "", "最多支持一次绑定 10 条", "maximum 10"),
        ("Array of String", "", "与 Ropes 合计不超过 100 个", ""),
        (
            "Array of String",
            "",
            "一次最多可添加 20 个。",
            "maxItems 20",
        ),
        ("String", "", "船队/船名，各不超过 64 个字符", ""),
        (
            "Array of String",
            "",
            "A harbour can have up to 5 piers.",
            "",
        ),
        ("Array of String", "", "一个港口最多有 5 个码头", ""),
        (
            "Array of String",
            "",
            "A request can contain up to 5 piers.",
            "maxItems 5",
        ),
        ("String", "", "船名长度为 1~64 位，口令长度为 8~32 位。", ""),
        ("String", "", "至少包含 3 种字符。", ""),
        ("String", "", "去除空格后长度 1-10", ""),
        ("String", "", "取值 0~100 的数字字符串。", ""),
    ]);
}

#[test]
fn a_number_may_be_part_of_something_larger() {
    all_are_read(&[
        ("Integer", "", "最大跨度 7*24*3600", ""),
        ("Integer", "", "最大值为 24*60*60。", ""),
        ("Integer", "", "最大值为 min{100, 10*N}", ""),
        ("Integer", "", "最大值 1 0 0", ""),
        ("Integer", "1", "取值范围 1~10 亿", ""),
        ("Integer", "1", "1-12 月", ""),
        ("Integer", "100", "取值范围为 0%～100%", ""),
        ("Integer", "", "粒度，单位秒。5min：300，1h：3600", ""),
        ("Integer", "", "示例：1~100", ""),
    ]);
}

#[test]
fn of_several_ranges_none_is_taken() {
    all_are_read(&[
        ("Integer", "", "取值范围：1-5（船长 1-10）", ""),
        ("Integer", "", "船员 1~5，船长 1~10", ""),
        ("Integer", "", "默认船员 1~5，船长 1~10", ""),
        ("Integer", "", "帆数。小船：1~20；大船：1~50。", ""),
        ("Integer", "", "For sails: 1 to 100. For oars: 1 to 50.", ""),
        ("Integer", "", "可选值：0-8，或者直接标注颜色", ""),
        ("String", "", "长度：中文 1~20，英文 1~40", ""),
        ("Integer", "", "最小 1，最大 10，0 为不限", ""),
    ]);
}

#[test]
fn a_list_may_hold_what_are_no_values() {
    all_are_read(&[
        (
            "String",
            "",
            "船的字段说明：<br>* hull：船体<br>* mast：桅杆",
            "",
        ),
        (
            "String",
            "",
            "JSON 文本，字段含义如下：<br>- `Hull`：船体<br>- `Mast`：桅杆",
            "",
        ),
        (
            "String",
            "",
            "支持以下占位符：<br>- `$hull`：船体<br>- `$mast`：桅杆",
            "",
        ),
        ("String", "", "需要以下权限：<br>- `read`<br>- `write`", ""),
        ("String", "", "步骤：<br>1. `a`：造船<br>2. `b`：下水", ""),
        (
            "String",
            "",
            "支持的函数如下：<br>- `now()`：时间<br>- `uuid()`：编号",
            "",
        ),
        (
            "String",
            "",
            "约束如下：<br>- 长度 1~9 个字符<br>- `a` 不能重复",
            "minLength 1, maxLength 9",
        ),
        (
            "String",
            "",
            "取值：<br>- A：甲<br>- B：乙<br>说明：<br>- C：不再支持",
            "enum [A, B]",
        ),
        (
            "String",
            "",
            "状态：<br>- `Up`：在航<br>- `Down`：失败，可能的原因：<br>  - `Storm`：风暴<br>  - `Leak`：漏水",
            "enum [Up, Down]",
        ),
        (
            "String",
            "",
            "The hull. Valid values:<ul><li>`Wood`<br>Ages: `5`, `8`</li><li>`Steel`</li></ul>",
            "enum [Wood, Steel]",
        ),
        (
            "String",
            "",
            "格式为 boat:&lt;hull&gt;。<br>* hull：船体，支持木、铁；<br>* mast：桅杆。",
            "",
        ),
        ("String", "", "与 `Kind` 的取值 `a`、`b` 对应", ""),
    ]);
}

#[test]
fn an_open_list_is_none() {
    all_are_read(&[
        (
            "String",
            "",
            "结果，取值说明如下：<br>- 2XX：在航<br>- 5XX：停航",
            "",
        ),
        ("String", "", "不区分大小写，取值 a、b。", ""),
        ("String", "", "Case-insensitive. Valid values: a, b.", ""),
        (
            "String",
            "",
            "Possible values: `Up`, `Down`. More values may be added.",
            "",
        ),
        (
            "String",
            "",
            "取值：<br>- `a`：甲<br>- `b`：乙<br>后续可能会新增更多类型。",
            "",
        ),
        ("String", "", "目前只支持 `oar`，`sail` 敬请期待", ""),
        (
            "String",
            "",
            "取值：`on`、`off`，其他值无效。",
            "enum [\"on\", \"off\"]",
        ),
    ]);
}
