//! Pages that people write themselves, with titles, rows and examples in forms of their own.

use crate::cells::none_are_taken;
use crate::import_text;
use crate::layouts::{NAME, members, page};

/// The document of a page, and what was found.
fn document(text: &str) -> (String, String) {
    let (outcome, shown) = import_text("page.md", text);
    let imported = outcome.imported.map(|imported| imported.document);
    (imported.unwrap_or_default(), shown)
}

/// A page below the title of its action, without other headings.
fn titled(title: &str, parts: &str) -> String {
    format!(
        "#### {title}\n**Endpoint**: `POST /?Action=GetBoats&Version=2022-03-04`\n**关键参数**\n{NAME}\n\n{parts}\n"
    )
}

#[test]
fn the_title_of_an_action_is_no_section() {
    for title in [
        "按天 / 小时的调用数据明细 — `GetBoats`",
        "获取输出结果 GetBoats",
        "获取返回值列表（GetBoats）",
        "查询船只 GetBoats",
    ] {
        let (found, shown) = members(&titled(title, ""));
        assert_eq!(found, ["request.Name: required String"], "{title}\n{shown}");
    }
    // With no words but those of titles, it is one.
    let text = page(NAME, "无").replace("## 请求参数", "## GetBoats 请求参数");
    let (found, shown) = members(&text.replace("MoorBoat", "GetBoats"));
    assert_eq!(found, ["request.Name: required String"], "{shown}");
}

#[test]
fn a_table_of_nothing_in_use_is_told() {
    let text = page(NAME, "无").replace("## 请求参数", "## GetBoats 请求参数");
    let (found, shown) = members(&text);
    assert_eq!(found, [""; 0], "{shown}");
    assert!(
        shown.contains("error") && shown.contains("the document lacks `Name`"),
        "{shown}"
    );
}

#[test]
fn a_table_of_fields_has_no_values() {
    let fields = |title: &str| {
        let table =
            format!("| {title} | 说明 |\n|---|---|\n| Hull | 船体 |\n| Name | 名 |\n| Sail | 帆 |");
        titled(
            "GetBoats",
            &format!("`Result.Boats[]`: `{{\"Name\": \"a\"}}`\n\n{table}"),
        )
    };
    for title in ["字段", "参数名", "Field", "Parameter"] {
        let (document, shown) = document(&fields(title));
        assert!(!document.contains("enum:"), "{title}\n{document}");
        assert!(
            shown.contains("the document lacks `Hull`, `Name`, `Sail`"),
            "{title}\n{shown}"
        );
    }
}

#[test]
fn a_bold_title_may_have_a_remark() {
    for title in [
        "**请求参数**（JSON Body）",
        "**请求参数** (JSON)",
        "**请求参数**",
    ] {
        let text = page("", "无").replace("## 请求参数\n", &format!("{title}\n\n{NAME}\n"));
        let (found, shown) = members(&text);
        assert_eq!(found, ["request.Name: required String"], "{title}\n{shown}");
        assert!(!shown.contains("error"), "{title}\n{shown}");
    }
}

#[test]
fn a_mark_with_a_note_is_a_condition() {
    let row = |mark: &str| NAME.replace("| 是 |", &format!("| {mark} |"));
    for (mark, expected) in [
        ("是*", "optional"),
        ("必选*", "optional"),
        ("是", "required"),
        ("**是**", "required"),
        ("\\*", "required"),
    ] {
        let (found, shown) = members(&page(&row(mark), "无"));
        assert_eq!(
            found,
            [format!("request.Name: {expected} String")],
            "{mark}\n{shown}"
        );
    }
}

#[test]
fn a_row_may_describe_several_members_in_braces() {
    let rows = NAME.replace("| Name |", "| Sail.{Area,Mast} |");
    let (found, shown) = members(&page(&rows, "无"));
    assert_eq!(
        found,
        [
            "request.Sail: optional object",
            "request.Sail.Area: required String",
            "request.Sail.Mast: required String",
        ],
        "{shown}"
    );
    let (_, shown) = members(&page(&NAME.replace("| Name |", "| Sail.{Area |"), "无"));
    assert!(shown.contains("is not a member name"), "{shown}");
}

#[test]
fn what_lies_in_a_member_travels_with_it() {
    let rows = "| 参数 | 类型 | 位置 | 是否必填 | 描述 |\n|---|---|---|---|---|\n| Name | string | Query | 是 | 名 |\n\
                | Ropes | array | Query/Body | 是 | 缆 |\n| -Wood | string | Body | 是 | 木 |\n";
    let text = page(rows, "无").replace("POST", "GET");
    let (found, shown) = members(&text);
    assert!(
        found
            .iter()
            .any(|member| member.starts_with("request.Ropes[].Wood")),
        "{found:?}\n{shown}"
    );
    assert!(
        !found
            .iter()
            .any(|member| member.starts_with("request.Wood")),
        "{found:?}"
    );
}

const BOATS: &str = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Hull | String | 船体 |\n| Crew | Array of Object | 船员 |\n";

#[test]
fn an_example_that_breaks_off_shows_what_it_has() {
    let reply = "{\n  \"ResponseMetadata\": {\"RequestId\": \"1\"},\n  \"Result\": [\n    {\n      \"Hull\": \"oak\",\n      \
                 \"Crew\": [{\"Nick\": \"Jo\", \"Age\": 30}],\n      \"Ke";
    for (begin, end) in [("", ""), ("```json\n", "\n```\n")] {
        let text = format!("{}\n## 返回示例\n\n{begin}{reply}{end}", page(NAME, BOATS));
        let (found, shown) = members(&text);
        assert_eq!(
            found,
            [
                "request.Name: required String",
                "result[].Crew: required list of object",
                "result[].Crew[].Age: optional Int64",
                "result[].Crew[].Nick: optional String",
                "result[].Hull: required String",
            ],
            "{shown}"
        );
        assert!(shown.contains("it breaks off"), "{shown}");
        let (document, _) = document(&text);
        assert!(!document.contains("oak"), "{document}");
    }
    // Nothing is known of one that shows nothing, or of what follows prose.
    for broken in [
        "{\n  \"ResponseMetadata\": ",
        "{\n  \"Result\": [\n帆船很多。",
    ] {
        let text = format!("{}\n## 返回示例\n\n{broken}", page(NAME, BOATS));
        let (found, shown) = members(&text);
        assert!(
            found.contains(&"result.Hull: required String".to_owned()),
            "{found:?}\n{shown}"
        );
    }
}

#[test]
fn a_section_follows_a_single_glued_row() {
    let titles = "参数类型是否必选示例值描述";
    let request = format!("{titles}\nBerthIdString7658xxxx泊位 ID。");
    let reply = "下表仅列出特有的返回参数。\n\n参数类型示例值描述\nBerthIdString7658xxxx泊位 ID。";
    let text = format!(
        "MoorBoat\n\n请求说明\n\n- 请求方式:POST\n- 请求地址:https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04\n\n\
         请求参数\n\n{request}\n\n返回参数\n\n{reply}\n\n请求示例\n\nPOST https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04\n"
    );
    let (found, shown) = members(&text);
    assert_eq!(
        found,
        [
            "request.BerthId: optional String",
            "result.BerthId: required String"
        ],
        "{shown}"
    );
}

#[test]
fn what_holds_for_each_value_of_another_is_no_limit() {
    none_are_taken(&[
        ("Integer", "`sail` 默认 10、最多 50；`steam` 最多 5"),
        (
            "String",
            "You can set the language using the lng field of the link. Now en and zh are supported. The default value is en.",
        ),
    ]);
}

#[test]
fn an_interval_of_numbers_is_no_choice() {
    none_are_taken(&[
        ("String", "明文。取值：[1,4096]"),
        ("String", "明文。取值：[1, 4096]。"),
    ]);
}

#[test]
fn of_two_columns_of_names_that_with_names_counts() {
    let rows = |first: &str, second: &str| {
        format!(
            "| {first} | {second} | 类型 | 是否必填 | 备注 | 例子 |\n|---|---|---|---|---|---|\n| 船名 | Name | String | 是 | 默认 a | b |\n| 偏移量 | Offset | Integer | 否 | 默认 0 | 3 |\n"
        )
    };
    for (first, second) in [("字段名", "英文名"), ("名称", "英文名"), ("参数", "字段")]
    {
        let (found, shown) = members(&page(&rows(first, second), "无"));
        assert_eq!(
            found,
            [
                "request.Name: required String",
                "request.Offset: optional Int32"
            ],
            "{first} {second}\n{shown}"
        );
    }
}

#[test]
fn a_table_of_the_envelope_needs_no_title() {
    let envelope = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| RequestId | String | 请求 |\n| Action | String | 名 |\n| Version | String | 版本 |\n| Region | String | 地域 |\n";
    let own = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Berth | String | 泊位 |\n";
    let (found, shown) = members(&page(NAME, &format!("{envelope}\n{own}")));
    assert_eq!(
        found,
        [
            "request.Name: required String",
            "result.Berth: required String"
        ],
        "{shown}"
    );
    let (found, shown) = members(&page(NAME, envelope));
    assert_eq!(found, ["request.Name: required String"], "{shown}");
}
