//! Copies in which every cell stands on a line, and titles, marks and sections are not where a table has them.

use crate::import_text;
use crate::layouts::{members, page};

/// A text without headings of an action that moors boats.
fn text(parts: &str) -> String {
    format!(
        "系船\n\nAPI说明\n\nAPI名称:MoorBoat。\nAPI域名:boat.volcengineapi.com。\n\n{parts}\n\n调用示例\n\n请求示例\n\n\
         POST https://boat.volcengineapi.com/?Version=2022-03-04&Action=MoorBoat\n{{\n    \"Ropes\": [\"hemp\"]\n}}\n"
    )
}

#[test]
fn marks_that_are_pictures_may_stand_before_the_types() {
    let calling = "URI参数\n\n公共参数\n\n需要放在 URL 里。\n\n参数名称\n是否必选\n参数类型\n参数说明\nAction\nString\n\
                   API 名称,取值是 MoorBoat。\nVersion\nString\nAPI 版本,取值是 2022-03-04。";
    for (title, said) in [
        ("请求正文", "请求正文中可以包含的参数如下。\n\n"),
        ("请求正文", ""),
        ("请求参数", "参数如下。\n\n"),
    ] {
        for rows in [
            "Ropes\n[ ]String\n缆绳的名字。\n[\"hemp\"]\nDepth\nInteger\n水深。\n3",
            "Ropes[]String缆绳的名字。\nDepthInteger水深。",
        ] {
            let body =
                format!("{title}\n\n{said}参数名称\n是否必选\n参数类型\n参数说明\n示例值\n{rows}");
            let reply = "响应正文\n\n无返回参数。";
            let (found, shown) = members(&text(&format!("{calling}\n\n{body}\n\n{reply}")));
            assert_eq!(
                found,
                [
                    "request.Depth: optional Int32",
                    "request.Ropes: optional list of String"
                ],
                "{title} {rows}\n{shown}"
            );
            assert!(shown.contains("page-unknown-required"), "{shown}");
        }
    }
}

#[test]
fn glued_titles_may_go_on_over_lines() {
    for titles in [
        "参数\n类型\n是否必选示例值描述",
        "参数名\n参数类型\n是否必选\n示例值说明",
        "Parameter\nTypeRequiredExampleDescription",
        "ParameterType\nRequiredExample\nDescription",
    ] {
        let request = format!(
            "{titles}\n\nRopes\n\nArray of String\n\n是\n\n[\"hemp\"]\n\n缆绳的名字。\n\n\
             Depth\n\nInteger\n\n否\n\n3\n\n水深。"
        );
        let (found, shown) = members(&page(&request, "无"));
        assert_eq!(
            found,
            [
                "request.Depth: optional Int32",
                "request.Ropes: required list of String"
            ],
            "{titles}\n{shown}"
        );
    }
}

#[test]
fn one_of_two_columns_of_types_may_tell_places() {
    let rows = |order: fn(&'static str, &'static str) -> [&'static str; 2]| {
        let row = |name: &str, ty, place, rest: &str| {
            let [first, second] = order(ty, place);
            format!("{name}\n\n{first}\n\n{second}\n\n{rest}")
        };
        [
            row(
                "Parameter Name",
                "Data Type",
                "Parameter Type",
                "Required\n\nDescription",
            ),
            row("Action", "String", "Query", "Yes\n\nThe value is MoorBoat."),
            row(
                "Version",
                "String",
                "Query",
                "Yes\n\nThe value is 2022-03-04.",
            ),
            row("Berth", "Integer", "Query", "Yes\n\nThe berth."),
            row("Note", "String", "Query", "No\n\nA note."),
        ]
        .join("\n\n")
    };
    for rows in [rows(|ty, place| [ty, place]), rows(|ty, place| [place, ty])] {
        let request = format!(
            "MoorBoat\n\nAPI description\n\nAPI Domain: boat.byteplusapi.com.\n\nRequest method\n\nGET\n\n\
             Request parameters\n\n{rows}\n\nResponse body\n\nResponseMetadata object\n\nParameter Name\n\nData Type\n\n\
             Description\n\nRequestId\n\nString\n\nThe ID of the request.\n\nAction\n\nString\n\nThe action.\n\n\
             Result object\n\nParameter Name\n\nData Type\n\nDescription\n\nRope\n\nString\n\nThe rope.\n"
        );
        let (found, shown) = members(&request);
        assert_eq!(
            found,
            [
                "request.Berth: required Int32",
                "request.Note: optional String",
                "result.Rope: required String",
            ],
            "{request}\n{shown}"
        );
        assert!(!shown.contains("error"), "{shown}");
    }
}

const HANDS: &str = "| 字段名 | 类型 | 描述 |\n|---|---|---|\n| TotalCount | Integer | 总数 |\n| Result | Array | 船员记录列表 |\n\n\
    **船员记录字段说明**\n\n| 字段名 | 类型 | 描述 |\n|---|---|---|\n| Nick | String | 名 |\n| Berth | Object | 铺位信息 |\n\n\
    **铺位信息字段说明**\n\n| 字段名 | 类型 | 描述 |\n|---|---|---|\n| Deck | Integer | 层 |\n";

#[test]
fn a_structure_may_be_titled_by_the_words_that_describe_a_member() {
    let shown_as = "```json\n{\"ResponseMetadata\": {\"RequestId\": \"1\"}, \"Result\": {\"TotalCount\": 1, \"Result\": \
                    [{\"Nick\": \"Jo\", \"Berth\": {\"Deck\": 2}}]}}\n```";
    for example in ["", shown_as] {
        let (found, shown) = members(&page("无", &format!("{HANDS}\n## 返回示例\n\n{example}")));
        assert_eq!(
            found,
            [
                "result.Result: required list of object",
                "result.Result[].Berth: required object",
                "result.Result[].Berth.Deck: required Int32",
                "result.Result[].Nick: required String",
                "result.TotalCount: required Int32",
            ],
            "{shown}"
        );
    }
    // Two members that are described alike have no title between them.
    let twice = HANDS.replace(
        "| Nick | String | 名 |",
        "| Nick | String | 名 |\n| Hold | Object | 铺位信息 |",
    );
    let (_, shown) = members(&page("无", &twice));
    assert!(
        shown.contains("error") && shown.contains("the document lacks `Deck`"),
        "{shown}"
    );
}

#[test]
fn the_envelope_is_no_member_of_itself() {
    let reply = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| RequestId | String | 请求 |\n| Result | Array of Object | 记录 |\n| └ Nick | String | 名 |\n";
    let (found, shown) = members(&page("无", reply));
    assert!(
        !found.iter().any(|member| member.contains("result.Result")),
        "{found:?}\n{shown}"
    );
}

#[test]
fn a_stated_method_outranks_the_code_around_it() {
    let request = "请求方式：POST\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Rope | String | 是 | 缆。 |\n";
    let text = format!(
        "# 泊位\n\n```bash\nberth --method <GET|POST> --query '<json>'\n```\n\n## 系船 (MoorBoat)\n\nAction: MoorBoat\n\nVersion: 2022-03-04\n\n{request}"
    );
    let (outcome, shown) = import_text("page.md", &text);
    let document = outcome.imported.map(|imported| imported.document);
    let document = document.unwrap_or_default();
    assert!(document.contains("    post:\n"), "{document}\n{shown}");
    let (outcome, _) = import_text("page.md", &text.replace("请求方式：POST", "请求方式：GET"));
    let document = outcome.imported.map(|imported| imported.document);
    assert!(document.unwrap_or_default().contains("    get:\n"));
}

#[test]
fn whole_titles_are_not_cut() {
    let cells = |titles: &str, rows: &str| format!("{titles}\n{rows}").replace('\n', "\n\n");
    let request = cells(
        "参数\n参数类型\n是否必选\n示例值\n说明",
        "Rope\nString\n必选\nhemp\n缆绳。\nHull\nHullConfig\n必选\noak\n船体。",
    );
    let reply = cells(
        "参数\n参数类型\n说明",
        "Berth\nString\n泊位。\nBill\nString\n账单。",
    );
    let text = format!(
        "MoorBoat\n\n请求参数\n\n{request}\n\n响应参数\n\n{reply}\n\n请求示例\n\n\
         POST https://boat.volcengineapi.com/?Action=MoorBoat&Version=2022-03-04\n\n\
         {{\n  \"Rope\": \"hemp\",\n  \"Hull\": {{\"Wood\": \"oak\"}}\n}}\n"
    );
    let (found, shown) = members(&text);
    for member in [
        "request.Rope: required String",
        "result.Berth: required String",
        "result.Bill: required String",
    ] {
        assert!(found.contains(&member.to_owned()), "{member}\n{shown}");
    }
}

#[test]
fn a_title_without_a_mark_names_the_action() {
    let text = |title: &str| {
        format!(
            "{title}\n\n此接口的 API Version 为 2022-03-04，请求方式：POST。\n\n请求参数\n\n{}",
            crate::layouts::NAME
        )
    };
    let (found, shown) = members(&text("MoorBoat\n\nUpdateBoat"));
    assert_eq!(found, ["request.Name: required String"], "{shown}");
    for title in ["UpdateBoat\n\nCreateBoat", "Boats", "UpdateBoat 与其他"] {
        let (found, shown) = members(&text(title));
        assert_eq!(found, [""; 0], "{title}");
        assert!(shown.contains("page-no-action"), "{shown}");
    }
}

#[test]
fn a_mark_before_the_example_ends_a_type() {
    let rows = "NameTypeRequiredExampleDescription\nActionStringYesListNodeBoatsA parameter. Value: ListNodeBoats.\n\
                VersionStringYes2022-03-04A parameter. Value: 2022-03-04.\nDepthIntegerNo1How deep.";
    let text =
        format!("ListNodeBoats\n\nRequest parameters\n\n{rows}\n\nResponse parameters\n\nnull\n");
    let (found, shown) = members(&text);
    assert_eq!(found, ["request.Depth: optional Int32"], "{shown}");
}

#[test]
fn a_type_may_be_called_like_its_member() {
    let request = "名称类型是否必选示范值描述\nActionStringMoorBoat接口名,取值:MoorBoat\nVersionString2022-03-04版本号\n\
                   RopeStringhemp缆绳。\nExtraJSON Map-自定义。\nFilterObject of ListFilter条件。\n\nListFilter\n\n\
                   名称类型是否必选示范值描述\nWoodStringoak木。";
    let reply = "名称类型描述\nResponseMetaDataResponseMetaData返回公共参数\nBerthString泊位。";
    let text = format!(
        "系船 MoorBoat\n\n请求业务参数\n\n{request}\n\n返回业务参数\n\n{reply}\n\n请求示例\n\n\
         Post https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04\n{{\n\"Rope\":\"hemp\"\n}}\n"
    );
    let (found, shown) = members(&text);
    assert_eq!(
        found,
        [
            "request.Extra: optional Json",
            "request.Filter: optional object",
            "request.Filter.Wood: optional String",
            "request.Rope: optional String",
            "result.Berth: required String",
        ],
        "{shown}"
    );
}

#[test]
fn the_place_of_a_member_may_be_glued_to_its_type() {
    for (titles, rows) in [
        (
            "名称位置类型是否必填示例值描述",
            "ActionQueryStringMoorBoat取值:MoorBoat\nVersionQueryString2022-03-04版本\nDepthQueryInteger3水深\n\
             rope_typeQueryStringhemp缆绳",
        ),
        (
            "参数类型位置是否必填描述",
            "ActionstringQueryMoorBoat\nVersionstringQuery版本,取值为2022-03-04\nDepthIntegerQuery水深\n\
             rope_typestringQuery缆绳",
        ),
    ] {
        let text = format!(
            "系船 MoorBoat\n\n请求方式:GET\n\n请求参数\n\n{titles}\n{rows}\n\n返回参数\n\n名称类型描述\nBerthString泊位\n\n\
             请求示例\n\nGET https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04\n"
        );
        let (found, shown) = members(&text);
        assert_eq!(
            found,
            [
                "request.Depth: optional Int32",
                "request.rope_type: optional String",
                "result.Berth: required String",
            ],
            "{titles}\n{shown}"
        );
    }
}
