//! What a page says in a way of its own and must not get lost: labels that stand glued to each other, columns of paragraphs with
//! titles that are rare, enumerations by name, sections about callbacks.

use crate::layouts::{NAME, members, page};
use crate::meaning::meaning_of;
use crate::{import_text, source_of};
use codegen_documents::source::{Format, SourceFile};
use codegen_import::{Given, import_all};

/// The lines of a member, with what they say.
fn listed(lines: &[&str]) -> (Vec<String>, String) {
    let items: Vec<String> = lines
        .iter()
        .map(|line| format!("{line}\n\nWhat it is.\n"))
        .collect();
    members(&format!(
        "`POST https://boat.example.com/?Action=MoorBoat&Version=2022-03-04`\n\nMoors a boat.\n\n## Request parameters\n\n### Request body\n\n\n---\n\n\n\n{}\n\n## Response parameters\n\nThis API does not return any business return parameters.\n",
        items.join("\n\n---\n\n\n\n")
    ))
}

#[test]
fn labels_may_stand_glued_to_the_name_and_to_each_other() {
    for line in [
        r#"**Mast ** `string`<span data-api-tag="require|a">必选</span>"#,
        r#"**Mast** `string`<span data-api-tag="require|a">必选</span>"#,
        r#"**Mast**`string`<span data-api-tag="require|a">必选</span>"#,
        r#"**Mast**<span data-label="purple">string</span><span data-api-tag="require|a">必选</span>"#,
        r#"**Mast** <span data-label="purple">string</span>`必选`"#,
        r#"**Mast** `string`<span data-label="red">Required</span>"#,
        "**Mast** `string`必选",
        "**Mast**`string`必选 示例值：oak",
        "**Mast** `string`%%require%%",
        "**Mast** `string`（必选）",
        "**Mast** `string` (required)",
        "**Mast** `string``必选`",
        "**Mast** string<span data-api-tag=\"require|a\">必选</span>",
        "**Mast** `string` <font color=\"red\">*</font>",
        "`Mast` `string`必选",
    ] {
        let (found, shown) = listed(&["**Hull** `string` 必选", line, "**Keel** `integer`"]);
        assert_eq!(
            found,
            [
                "request.Hull: required String",
                "request.Keel: optional Int32",
                "request.Mast: required String",
            ],
            "{line}\n{shown}"
        );
        assert!(!shown.contains("error"), "{line}\n{shown}");
    }
}

#[test]
fn a_line_that_begins_like_a_member_is_told_if_it_was_not_read() {
    for line in [
        "**Mast**: `string`, 必选",
        "**Mast** `string` | `必选`",
        "**Mast** `string` and more than one word",
        "<b>Mast</b> `string`, the mast",
    ] {
        let (found, shown) = listed(&["**Hull** `string` 必选", line]);
        assert_eq!(found, ["request.Hull: required String"], "{line}\n{shown}");
        assert!(shown.contains("error[page-bad-row]"), "{line}\n{shown}");
        assert!(shown.contains("`Mast`"), "{line}\n{shown}");
    }
    for line in [
        "**Note** the mast",
        "**oak** `OAK` wood",
        "Made of `string`.",
    ] {
        let (_, shown) = listed(&["**Hull** `string` 必选", line]);
        assert!(!shown.contains("error"), "{line}\n{shown}");
    }
}

/// A page whose tables are columns of paragraphs.
fn column(body: &str, reply: &str) -> (Vec<String>, String) {
    let lines = format!(
        "接口简介|系船。|请求说明|名称|内容|接口地址|https://boat.volcengineapi.com|请求方式|POST|系船请求参数|Query参数|\
         参数|可选/必选|类型|说明|Action|必选|String|接口名，取值：MoorBoat|Version|必选|String|版本号，取值：2022-03-04|\
         Body参数|{body}|{reply}|字段|类型|说明|berth_id|string|泊位"
    );
    members(&lines.replace('|', "\n\n"))
}

const ROWS: &str = "hull|String|是|船身|mast|Mast|否|桅杆|count|int|否|数量";

#[test]
fn two_columns_of_a_kind_stand_in_columns_of_paragraphs_as_well() {
    for (last, reply) in [
        ("备注", "返回参数"),
        ("补充说明", "系船返回参数"),
        ("取值范围", "业务返回参数"),
        ("限制", "查询任务响应参数"),
        ("示例", "提交任务返回字段"),
    ] {
        let body = format!(
            "名称|类型|必选|描述|{last}|{ROWS}|Mast\n桅杆的参数|名称|必选|类型|描述|{last}|height|是|int|高"
        );
        let (found, shown) = column(&body, reply);
        assert_eq!(
            found,
            [
                "request.count: optional Int64",
                "request.hull: required String",
                "request.mast: optional object",
                "request.mast.height: required Int64",
                "result.berth_id: required String",
            ],
            "{last} {reply}\n{shown}"
        );
        assert!(!shown.contains("error"), "{last} {reply}\n{shown}");
    }
}

#[test]
fn what_follows_a_table_that_was_not_read_does_not_take_its_place() {
    for (title, last) in [
        ("", "生效于何时与何处"),
        ("", "从何时起又在何处生效"),
        ("船体说明|", "从何时起又在何处生效"),
    ] {
        let body = format!(
            "{title}名称|类型|必选|描述|{last}|{ROWS}|Mast\n桅杆的参数|名称|必选|类型|描述|备注|height|是|int|高"
        );
        let (found, shown) = column(&body, "返回参数");
        assert_eq!(
            found,
            ["result.berth_id: required String"],
            "{last}\n{shown}"
        );
        assert!(
            shown.contains("`名称`, `类型`, `必选`, `描述` look like the titles of columns"),
            "{shown}"
        );
        assert!(shown.contains("the document lacks `height`"), "{shown}");
    }
}

#[test]
fn titles_say_what_they_are_about() {
    let table = "参数|类型|是否必选|描述|hull|String|是|船身";
    let part = |title: &str, rest: &str| format!("{title}|{rest}").replace('|', "\n\n");
    for (request, reply) in [
        ("提交任务请求参数", "提交任务返回参数"),
        ("查询任务请求参数", "查询任务响应参数"),
        (
            "Submit task request parameters",
            "Submit task response parameters",
        ),
        ("业务请求参数：", "业务返回参数："),
    ] {
        let text = format!(
            "MoorBoat\n\n系船。\n\nPOST https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04\n\n{}\n\n{}\n",
            part(request, table),
            part(reply, "参数|类型|描述|berth|String|泊位"),
        );
        let (found, shown) = members(&text);
        assert_eq!(
            found,
            [
                "request.hull: required String",
                "result.berth: required String"
            ],
            "{request}\n{shown}"
        );
    }
}

#[test]
fn an_enumeration_is_known_by_its_type() {
    let read = |ty: &str, example: &str| {
        let request = format!(
            "| 参数 | 类型 | 是否必选 | 示例值 | 描述 |\n|---|---|---|---|---|\n| Kind | {ty} | 是 | {example} | 种类。 |"
        );
        members(&page(&request, "无"))
    };
    for (ty, expected) in [
        ("BoatKindEnum（枚举类型）", "String"),
        ("BoatKind（枚举）", "String"),
        ("枚举 BoatKind", "String"),
        ("枚举值", "String"),
        ("字符串枚举", "String"),
        ("String Enum", "String"),
        ("Enum String", "String"),
        ("Enum&lt;String&gt;", "String"),
        ("enum of integer", "Int32"),
        ("整型枚举", "Int64"),
        ("Integer Enum", "Int32"),
    ] {
        let (found, shown) = read(ty, "-");
        assert_eq!(
            found,
            [format!("request.Kind: required {expected}")],
            "{ty}\n{shown}"
        );
        assert!(shown.is_empty(), "{ty}\n{shown}");
    }
    for (ty, example, expected) in [
        ("BoatKindEnum", "oak", "String"),
        ("BOAT_KIND_ENUM", "-", "String"),
        ("BoatKindEnum", "1", "Int64"),
    ] {
        let (found, shown) = read(ty, example);
        assert_eq!(
            found,
            [format!("request.Kind: required {expected}")],
            "{ty}\n{shown}"
        );
        assert!(shown.contains("warning[page-inferred-type]"), "{shown}");
        assert!(!shown.contains("error"), "{shown}");
    }
    // What a table describes is what the table says.
    let request = "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Kind | BoatKindEnum | 是 | 种类。 |\n\n### BoatKindEnum\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Wood | String | 是 | 木。 |";
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(
        found,
        [
            "request.Kind: required object",
            "request.Kind.Wood: required String"
        ],
        "{shown}"
    );
}

#[test]
fn a_callback_is_neither_request_nor_reply() {
    let reply = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Berth | String | 泊位。 |";
    for title in [
        "回调返回说明",
        "回调请求参数",
        "异步回调返回示例",
        "Callback response parameters",
    ] {
        let callback = format!(
            "{reply}\n\n## {title}\n\n### 业务返回参数\n\n| 参数 | 类型 | 描述 |\n|---|---|---|\n| Bell | String | 钟。 |\n\n**返回示例：**\n\n```json\n{{\"code\": 1, \"data\": {{\"Bell\": \"a\"}}}}\n```\n"
        );
        let (found, shown) = members(&page(NAME, &callback));
        assert_eq!(
            found,
            [
                "request.Name: required String",
                "result.Berth: required String"
            ],
            "{title}\n{shown}"
        );
        assert_eq!(shown.matches("-->").count(), 1, "{shown}");
        assert!(shown.contains(&format!("the section `{title}`")), "{shown}");
    }
    // An action may be about callbacks.
    let (found, shown) = members(&page(&format!("### 设置回调请求参数\n\n{NAME}"), "无"));
    assert_eq!(found, ["request.Name: required String"], "{shown}");
}

#[test]
fn what_a_string_holds_as_json_is_no_member_of_the_request() {
    let request = "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| boat_json | JSON string | 否 | 序列化后的船。 |\n\n##### BoatJson（序列化后赋值给boat_json）\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| mast | MastInfo | 否 | 桅杆。 |\n\n##### MastInfo\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| height | Integer | 否 | 高。 |";
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(found, ["request.boat_json: optional String"], "{shown}");
    assert_eq!(
        shown
            .matches("the JSON that the string `boat_json` holds")
            .count(),
        2,
        "{shown}"
    );
    assert!(!shown.contains("error"), "{shown}");
}

#[test]
fn marks_that_a_whole_table_lacks_are_told_once() {
    let request = "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Hull | String | | 船身。 |\n| Mast | String | | 桅杆。 |\n| Keel | String | | 龙骨。 |";
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(found.len(), 3, "{shown}");
    assert_eq!(shown.matches("page-unknown-required").count(), 1, "{shown}");
    assert!(shown.contains("`Hull`, `Mast`, `Keel`"), "{shown}");
}

#[test]
fn a_structure_of_another_page_may_be_older_than_the_example() {
    let reply = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Boat | [Boat](./types.md#boat) | 船。 |\n\n## 返回示例\n\n```json\n{\"ResponseMetadata\": {\"RequestId\": \"1\", \"Action\": \"MoorBoat\", \"Version\": \"2022-03-04\", \"Service\": \"boat\", \"Region\": \"cn\"}, \"Result\": {\"Boat\": {\"Id\": 1, \"Sails\": [\"a\"], \"Wet\": true}}}\n```\n";
    let types =
        "# 数据结构\n\n### Boat\n\n| 参数 | 类型 | 描述 |\n|---|---|---|\n| Id | Long | 编号。 |\n";
    let (mut sources, file) = source_of("page.md", &page(NAME, reply));
    let other = sources.add(SourceFile::new(
        "types.md".to_owned(),
        "types.md".to_owned(),
        Format::Text,
        types.to_owned(),
    ));
    let outcomes = import_all(file, &Given::default(), &[other], &sources);
    let [outcome] = outcomes.as_slice() else {
        panic!("{} actions", outcomes.len());
    };
    let rules: Vec<&str> = outcome
        .findings
        .iter()
        .map(|finding| finding.lint.code)
        .collect();
    assert_eq!(rules, ["page-type-from-example"]);
    let document = &outcome.imported.as_ref().unwrap().document;
    let meaning = meaning_of(document, &[]);
    for path in ["result.Boat.Id", "result.Boat.Sails", "result.Boat.Wet"] {
        assert!(meaning.contains_key(path), "{path} in {meaning:?}");
    }
    assert!(document.contains("example"), "{document}");
}

#[test]
fn buttons_and_titles_of_boxes_say_nothing_of_the_action() {
    for around in [
        "系船。\n\n调试",
        "接口简介\n\n系船。\n\n在线调试",
        "系船。\n\nwarning",
        "Debug\n\n系船。",
    ] {
        let text = page(NAME, "无").replace("系船。", around);
        let (outcome, shown) = import_text("page.md", &text);
        let document = outcome
            .imported
            .unwrap_or_else(|| panic!("{shown}"))
            .document;
        assert!(
            document.contains("      summary: 系船。\n      parameters"),
            "{around}\n{document}"
        );
    }
}
