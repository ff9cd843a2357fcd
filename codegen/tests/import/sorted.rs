//! Tables that a page sorts otherwise than into sections, and columns, rows and titles that belong to what stands beside them.

use crate::layouts::{NAME, members, page};

const BERTH: [&str; 4] = [
    "request.Depth: optional Int64",
    "request.Name: required String",
    "result.Berth: required object",
    "result.Berth.Lamp: required Bool",
];

#[test]
fn a_column_may_say_whether_a_member_is_sent_or_returned() {
    for (title, sent, returned) in [
        ("方向", "请求", "返回"),
        ("方向", "入参", "出参"),
        ("Direction", "Request", "Response"),
        ("In/Out", "in", "out"),
    ] {
        let text = format!(
            "# MoorBoat\n\n系船。\n\n- 请求方式：POST\n- 请求地址：https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04\n\n## 参数\n\n\
             | {title} | 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|---|\n| {sent} | Name | String | 是 | 名。 |\n| {sent} | Depth | Long | 否 | 水深。 |\n\
             | {returned} | Berth | Object | - | 船位。 |\n| {returned} | Berth.Lamp | Boolean | - | 灯。 |\n"
        );
        let (found, shown) = members(&text);
        assert_eq!(found, BERTH, "{title}\n{shown}");
        assert!(shown.is_empty(), "{title}\n{shown}");
    }
}

#[test]
fn what_must_be_given_may_have_a_table_of_its_own() {
    let table = |rows: &str| format!("| 参数 | 类型 | 描述 |\n|---|---|---|\n{rows}\n\n");
    let reply = table("| Berth | Object | 船位。 |\n| Berth.Lamp | Boolean | 灯。 |");
    for (required, optional) in [
        ("**Required parameters**", "**Optional parameters**"),
        ("### 必选参数", "### 可选参数"),
        ("必填参数：", "选填参数："),
        ("#### 必选的请求参数", "#### 可选的请求参数"),
    ] {
        let request = format!(
            "{required}\n\n{}{optional}\n\n{}",
            table("| Name | String | 名。 |"),
            table("| Depth | Long | 水深。 |")
        );
        let (found, shown) = members(&page(&request, &reply));
        assert_eq!(found, BERTH, "{required}\n{shown}");
        assert!(shown.is_empty(), "{required}\n{shown}");
    }
    // They may be the only titles.
    let text = format!(
        "# MoorBoat\n\n系船。\n\n- 请求方式：POST\n- 请求地址：https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04\n\n\
         ## 必选参数\n\n{}## 可选参数\n\n{}## 返回参数\n\n{reply}",
        table("| Name | String | 名。 |"),
        table("| Depth | Long | 水深。 |")
    );
    let (found, shown) = members(&text);
    assert_eq!(found, BERTH, "{shown}");
}

#[test]
fn a_row_may_be_the_title_of_a_structure() {
    let request = "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Name | String | 是 | 名。 |\n| Pier | Object of PierInfo | 否 | 码头。 |\n\
                   | **PierInfo** | | | |\n| Lamp | Boolean | 是 | 灯。 |";
    let (found, shown) = members(&page(request, "无"));
    assert_eq!(
        found,
        [
            "request.Name: required String",
            "request.Pier: optional object",
            "request.Pier.Lamp: required Bool",
        ],
        "{shown}"
    );
}

#[test]
fn formats_may_have_a_column_of_their_own() {
    for title in ["Format", "格式"] {
        let request = format!(
            "| 参数 | 类型 | {title} | 是否必选 | 描述 |\n|---|---|---|---|---|\n| Name | string | - | 是 | 名。 |\n| Depth | integer | int64 | 否 | 水深。 |\n| Load | number | float | 否 | 载重。 |"
        );
        let (found, shown) = members(&page(&request, "无"));
        assert_eq!(
            found,
            [
                "request.Depth: optional Int64",
                "request.Load: optional Double",
                "request.Name: required String",
            ],
            "{title}\n{shown}"
        );
    }
    // Of what is no format, the column is told.
    let request = "| 参数 | 类型 | 格式 | 是否必选 | 描述 |\n|---|---|---|---|---|\n| Name | string | [a-z]+ | 是 | 名。 |";
    let (_, shown) = members(&page(request, "无"));
    assert!(shown.contains("page-unknown-column"), "{shown}");
}

#[test]
fn a_row_may_stand_for_the_whole_body() {
    const TITLES: &str = "|名称|位置|类型|必选|说明|\n|---|---|---|---|---|\n";
    let expected = [
        "request.Name: required String",
        "request.Pier: optional object",
        "request.Pier.Lamp: required Bool",
    ];
    let inside = "|» Name|body|string|是|名。|\n|» Pier|body|object|否|码头。|\n|»» Lamp|body|boolean|是|灯。|";
    for ty in ["object", "[MoorBoatRequest](#schema)"] {
        let request = format!("{TITLES}|body|body|{ty}|是|none|\n{inside}");
        let (found, shown) = members(&page(&request, "无"));
        assert_eq!(found, expected, "{ty}\n{shown}");
    }
    let named = format!(
        "{TITLES}|body|body|[MoorBoatRequest](#boat)|是|none|\n\n### MoorBoatRequest\n\n<a id=\"boat\"></a>\n\n\
         |名称|类型|必选|说明|\n|---|---|---|---|\n|Name|string|是|名。|\n|Pier|object|否|码头。|\n|Pier.Lamp|boolean|是|灯。|"
    );
    let (found, shown) = members(&page(&named, "无"));
    assert_eq!(found, expected, "{shown}");
    // Beside another member it is one as well.
    let beside = format!("{TITLES}|body|body|string|是|文。|\n|Name|body|string|是|名。|");
    let (found, shown) = members(&page(&beside, "无"));
    assert_eq!(
        found,
        [
            "request.Name: required String",
            "request.body: required String"
        ],
        "{shown}"
    );
}

#[test]
fn a_page_without_a_request_is_told() {
    let text = "# MoorBoat\n\n系船。\n\n- 请求方式：POST\n- 地址：https://boat.volcengineapi.com?Action=MoorBoat&Version=2022-03-04\n\n## 返回参数\n\n\
                | 参数 | 类型 | 描述 |\n|---|---|---|\n| Berth | String | 船位。 |\n";
    let (found, shown) = members(text);
    assert_eq!(found, ["result.Berth: required String"], "{shown}");
    assert!(shown.contains("page-no-request"), "{shown}");
    let (_, shown) = members(&page(NAME, "无"));
    assert!(!shown.contains("page-no-request"), "{shown}");
}

#[test]
fn how_an_action_is_called_is_no_member() {
    let text = format!(
        "# MoorBoat\n\nMoors.\n\n## Request\n\n- Method: POST\n- Address: https://boat.volcengineapi.com/?Action=MoorBoat&Version=2022-03-04\n\n## Request parameters\n\n{NAME}\n\n## Response parameters\n\nNone\n"
    );
    let (found, shown) = members(&text);
    assert_eq!(found, ["request.Name: required String"], "{shown}");
    assert!(!shown.contains("page-unread-section"), "{shown}");
}

#[test]
fn results_beside_the_metadata_are_the_result() {
    let reply = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| ResponseMetadata | ResponseMetadata | 元数据。 |\n| Results | MoorBoatData | 结果。 |\n\n\
                 ### MoorBoatData\n\n| 参数 | 类型 | 描述 |\n|---|---|---|\n| Berth | String | 船位。 |\n";
    let (found, shown) = members(&page(NAME, reply));
    assert_eq!(
        found,
        [
            "request.Name: required String",
            "result.Berth: required String"
        ],
        "{shown}"
    );
}

#[test]
fn a_line_that_its_table_has_lost_is_told() {
    const ALIGNED: &str =
        "Name     Type     Required  Description\nName     string   Yes       The name.\n";
    for (table, rest, lost) in [
        (
            ALIGNED,
            "Only for new boats.\nDepth    integer  No        How deep.",
            "Depth",
        ),
        (
            ALIGNED,
            "VeryLongNameOfAMast string[] No The masts.",
            "VeryLongNameOfAMast",
        ),
        (
            ALIGNED,
            "VeryLongNameOfAMast\n         string[] No        The masts.",
            "VeryLongNameOfAMast",
        ),
        (
            ALIGNED,
            "\nNotes: nothing.\n\nDepth    integer  No        How deep.",
            "Depth",
        ),
        (
            "Name,Type,Required,Description\nName,string,Yes,The name.\n",
            "This is a remark.\nDepth,integer,No,How deep.",
            "Depth",
        ),
    ] {
        let text = page(&format!("{table}{rest}"), "无");
        let (_, shown) = members(&text);
        let told = format!("`{lost}` looks like a member");
        assert!(shown.contains(&told), "{text}\n{shown}");
    }
    // A sentence is no row.
    let text = page(
        &format!("{NAME}\n\nA string of letters, no more than 64."),
        "无",
    );
    let (_, shown) = members(&text);
    assert!(!shown.contains("looks like a member"), "{shown}");
}

#[test]
fn members_that_travel_elsewhere_are_told() {
    let table = |place: &str| {
        format!(
            "| 参数 | 位置 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|---|\n| Trace | {place} | String | 是 | 踪迹。 |\n| X-Date | header | String | 是 | 时间。 |\n| Name | body | String | 是 | 名。 |"
        )
    };
    for (place, told) in [
        ("header", "`Trace` travels in a header"),
        ("Header 参数", "`Trace` travels in a header"),
        ("path", "`Trace` travels in another place"),
        ("cookie", "`Trace` travels in another place"),
    ] {
        let (_, shown) = members(&page(&table(place), "无"));
        assert!(shown.contains(told), "{place}\n{shown}");
        assert!(!shown.contains("X-Date"), "{place}\n{shown}");
    }
    let section = format!(
        "{NAME}\n\n### Header\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Trace | String | 是 | 踪迹。 |\n| Content-Type | String | 是 | 类型。 |"
    );
    let (_, shown) = members(&page(&section, "无"));
    assert!(shown.contains("`Trace` travels in a header"), "{shown}");
    assert!(!shown.contains("Content-Type"), "{shown}");
}

#[test]
fn a_table_behind_an_empty_reply_is_not_the_reply() {
    let table = "| 名称 | 类型 | 描述 |\n|---|---|---|\n| running | String | 航行中 |";
    for title in ["**状态说明**", "### 状态列表"] {
        let reply = format!("本接口无特有的返回参数。\n\n{title}\n\n{table}");
        let (found, shown) = members(&page(NAME, &reply));
        assert_eq!(found, ["request.Name: required String"], "{title}\n{shown}");
        assert!(shown.contains("running"), "{title}\n{shown}");
    }
}

#[test]
fn a_plain_result_beside_other_members_is_told() {
    let reply = "| 参数 | 类型 | 描述 |\n|---|---|---|\n| Result | Boolean | 结果。 |\n| Total | Integer | 总数。 |";
    let (_, shown) = members(&page(NAME, reply));
    assert!(shown.contains("`Result` is no object"), "{shown}");
}

#[test]
fn a_row_that_lacks_a_cell_is_told() {
    let request = "| 参数 | 类型 | 是否必选 | 示例值 | 描述 |\n|---|---|---|---|---|\n| Name | String | 是 | a | 名。 |\n| Kind | String | 否 | b | 种。 |\n| Depth | Integer | 1 | 水深。 |";
    let (_, shown) = members(&page(request, "无"));
    assert!(shown.contains("the row lacks a cell"), "{shown}");
}

#[test]
fn a_table_of_other_values_names_none() {
    for (title, names) in [
        ("Kind 取值", true),
        ("不支持的 Kind", false),
        ("Kind 历史取值", false),
    ] {
        let request = format!(
            "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| Kind | String | 是 | 种。 |\n\n**{title}**\n\n| 取值 | 描述 |\n|---|---|\n| oar | 桨 |\n| sail | 帆 |"
        );
        let (found, shown) = members(&page(&request, "无"));
        let is_enum = found.iter().any(|member| member.contains("oar"));
        assert_eq!(is_enum, names, "{title}: {found:?}\n{shown}");
    }
}

#[test]
fn a_sentence_over_the_first_table_names_no_structure() {
    let text = "# ListBoats\n\n查询 Boats。\n\n| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| PierId | String | 是 | 码头。 |\n\n\
                ## 返回参数\n\n| 参数 | 类型 | 描述 |\n|---|---|---|\n| Boats | Array of Object | 船。 |\n\n## 请求示例\n\n```\nPOST /?Action=ListBoats&Version=2022-03-04 HTTP/1.1\n```\n";
    let (found, shown) = members(text);
    assert!(
        !found.iter().any(|member| member.contains("Boats[].PierId")),
        "{found:?}\n{shown}"
    );
    assert!(
        shown.contains("PierId") || found.iter().any(|member| member.contains("request.PierId")),
        "{shown}"
    );
}

#[test]
fn marks_and_names_that_say_two_things_are_told() {
    let row = |name: &str, mark: &str| {
        format!(
            "| 参数 | 类型 | 是否必选 | 描述 |\n|---|---|---|---|\n| {name} | String | {mark} | 名。 |"
        )
    };
    for mark in ["是/否", "是<br>否"] {
        let (_, shown) = members(&page(&row("Name", mark), "无"));
        assert!(shown.contains("page-unknown-required"), "{mark}\n{shown}");
    }
    let (_, shown) = members(&page(&row("Name<br>Mast", "是"), "无"));
    assert!(shown.contains("`Name` and `Mast`"), "{shown}");
    for (mark, found) in [
        ("[x]", "request.Name: required String"),
        ("[ ]", "request.Name: optional String"),
        ("是/Yes", "request.Name: required String"),
        ("必填，可为空", "request.Name: required String"),
        ("是（Mode=1）", "request.Name: optional String"),
    ] {
        let (members, shown) = members(&page(&row("Name", mark), "无"));
        assert_eq!(members, [found], "{mark}\n{shown}");
    }
}
